#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The claims of shipped reforms and packages in sixteen readings of the world, into scenarios/closures/table.csv.

table.py ASYLSIM SOURCE RESULTS [DRAWS [THREADS [NAME...]]]: runs the baseline and every reform and package that names
an outcome of its claim, or those of the NAMEs, with --closures into RESULTS (gone on with where it is there), and
writes what `compare --closures` tells of them; lines of others stay as they are, and one that is stale fails
test_closures. Made by the target closures_table, on 20 draws with seed 1. The columns: reform; digest of the scenario,
as `asylsim run` has it; the claim (metric, population, place, direction); period; a sign for each world, in the order
of their numbers (+ holds, - turns, 0 unclear, ? too few draws); how many hold, turn and are unclear; draws, seed,
version of asylsim.

Time: 15 reforms and packages on 20 draws took some 70 minutes of a processor (1.4 GB): a world of a draw takes some
13 seconds, more where it holds rates, for each reform is then tried three times over two years before it is lived."""
import csv
import json
import pathlib
import subprocess
import sys

COLUMNS = ["reform", "digest", "metric", "population", "place", "direction", "period", "worlds", "holds", "turns",
           "unclear", "draws", "seed", "version"]
SEED = 1


def claims_something(reform):
    return "claim_outcome" in reform.read_text(encoding="utf-8")


def rows(told):
    for claim in told["claims"]:
        values = {"reform": claim["scenario"], "worlds": claim["signs"], "draws": told["draws"], "seed": SEED,
                  "version": told["version"]}
        yield [values.get(name, claim.get(name)) for name in COLUMNS]


def main():
    program, source, results = sys.argv[1:4]
    draws, threads = (sys.argv[4:6] + ["20", "0"][len(sys.argv[4:6]):])
    scenarios = pathlib.Path(source) / "scenarios"
    table = scenarios / "closures" / "table.csv"
    shipped = {r.stem: r for folder in ("reforms", "packages") for r in sorted((scenarios / folder).glob("*.cfg"))}
    names = sys.argv[6:] or [name for name, reform in shipped.items() if claims_something(reform)]
    if unknown := [name for name in names if name not in shipped]:
        sys.exit(f"no shipped reform or package is called {', '.join(unknown)}")
    reforms = [str(shipped[name]) for name in names]
    with open(table, encoding="utf-8", newline="") as file:
        kept = [row for row in list(csv.reader(file))[1:] if row[0] not in names and row[0] in shipped]
    subprocess.run([program, "run", str(scenarios / "baseline.cfg"), "--reform", *reforms, "--seed", str(SEED),
                    "--draws", "1", "--closures", "--closure-draws", draws, "--threads", threads, "--resume",
                    "-o", results], check=True)
    told = json.loads(subprocess.run([program, "compare", results, "--closures", "--json"], check=True,
                                     capture_output=True, text=True).stdout)
    with open(table, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(COLUMNS)
        out.writerows(sorted(kept + list(rows(told)), key=lambda row: [str(cell) for cell in row[:7]]))
    print(f"{len(told['claims'])} lines of {len(reforms)} reforms, {told['draws']} draws: scenarios/closures/table.csv")


main()
