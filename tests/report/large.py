#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""large.py SMALL LARGE [SCENARIOS RUNS CELLS]: a results file of many scenarios and histories,
with the names of a small real one and values drawn at random: to weigh the report."""
import random
import shutil
import sqlite3
import sys

small, large = sys.argv[1:3]
n_scenarios, n_runs, n_cells = (int(x) for x in (sys.argv[3:6] or (20, 1000, 500)))
shutil.copy(small, large)
db = sqlite3.connect(large)
db.execute("PRAGMA journal_mode = OFF")
db.execute("PRAGMA synchronous = OFF")
luck = random.Random(1)
keys = db.execute("SELECT DISTINCT metric, period, population, place, receiver FROM cell").fetchall()
luck.shuffle(keys)
keys = sorted(keys[:n_cells])
for table in ("series", "run", "scenario", "paired_cell", "flow_cell", "chain", "claim_outcome"):
    db.execute(f"DELETE FROM {table}")
year = db.execute("SELECT value FROM meta WHERE key = 'first_year'").fetchone()[0]
for s in range(n_scenarios):
    db.execute("INSERT INTO scenario VALUES(?, ?, ?, ?, ?, ?, ?, '', '', 0)",
               (s, f"reform-{s}" if s else "baseline", f"Reform number {s}", "a claim", "a source",
                f"{int(year) + 1}-01-01" if s else "", 365))
means = [luck.lognormvariate(4, 1.5) for _ in keys]
run = 0
for draw in range(1, n_runs // 2 + 1):
    for replicate in range(2):
        base = [max(0, int(m * luck.gauss(1, 0.1))) for m in means]
        for s in range(n_scenarios):
            run += 1
            db.execute("INSERT INTO run VALUES(?, ?, ?, ?, 'done', '', 1, 1, 1, NULL, 0, 0)",
                       (run, s, draw, replicate))
            counts = [max(0, b + (luck.randrange(-9, 10) if s else 0)) for b in base]
            db.executemany("INSERT INTO series VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
                           [(run, metric, *of, period, len(str(count)), count)
                            for (metric, period, *of), count in zip(keys, counts)])
db.execute("UPDATE meta SET value = ? WHERE key IN ('runs_planned')", (run,))
db.execute("UPDATE meta SET value = ? WHERE key = 'draws'", (n_runs // 2,))
db.commit()
