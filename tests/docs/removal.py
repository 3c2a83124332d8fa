#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""removal.py PROGRAM SOURCE [--write]: the readings of what follows a removal, in docs/removal.md: each row of its tables is a
run of a reform in one reading (seed 1, 20 draws), each cell the median of the paired differences of 2017 and 2018 and
the range of 90 in 100. Two minutes of a core; not a test: target removal_tables."""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

PROGRAM, SOURCE = sys.argv[1], pathlib.Path(sys.argv[2])
PAGE = SOURCE / "docs/removal.md"
READINGS = {"no hand-over, nobody goes home on their own[^off]":
            ["--set", "rules.removed.p_handed=0", "--set", "rules.removed.p_home=0"],
            "mild": ["removal-mild"], "central": [], "harsh": ["removal-harsh"]}
OUTCOMES = ["removed_at_risk", "home_after_removal", "refouled_chain", "refouled", "persecuted_after_return"]
TABLES = {"N1": ("mandatory-stc-first-country", list(READINGS)),
          "N3": ("polish-border-procedure", ["mild", "central", "harsh"]),
         "N3-no-remedy": ("polish-border-procedure-no-remedy", ["mild", "central", "harsh"])}


def simulated(reform, reading, results):
    options = READINGS[reading]
    files = [f"scenarios/reforms/{reform}.cfg"] + [f"scenarios/closures/{name}.cfg" for name in options if name[0] == "r" and
                                                    "=" not in name]
    subprocess.run([PROGRAM, "run", "scenarios/baseline.cfg", "--reform", *files, "--together", "--seed", "1", "--draws", "20",
                    "--replicates", "1", "--force", "-q", "-o", results, *(options if options[:1] == ["--set"] else [])],
                   check=True, cwd=SOURCE, stdout=subprocess.DEVNULL)
    asked = [word for name in OUTCOMES for word in ("--metric", name)]
    said = subprocess.run([PROGRAM, "compare", results, "--json", "--period", "2017..2018", *asked], check=True,
                          capture_output=True, text=True)
    return {row["metric"]: row["difference"] for row in json.loads(said.stdout)["outcomes"]}


def whole(x, sign=True):
    return f"{round(x):+,}" if sign and round(x) else f"{round(x):,}"


def cell(d):
    return f"{whole(d['median'])} [{whole(d['low'], False)}, {whole(d['high'], False)}]"


def row(reform, reading, results):
    of = simulated(reform, reading, results)
    share = round(100 * of["home_after_removal"]["median"] / of["removed_at_risk"]["median"])
    cells = [cell(of[name]) for name in OUTCOMES]
    return "| " + " | ".join([reading, *cells[:2], str(share), *cells[2:]]) + " |"


def main():
    text = PAGE.read_text(encoding="utf-8")
    new = text
    with tempfile.TemporaryDirectory() as folder:
        for name, (reform, readings) in TABLES.items():
            rows = "\n".join(row(reform, reading, f"{folder}/{name}.sqlite") for reading in readings)
            table = re.compile(rf"(<!-- removal: {name} -->\n\|.*\n\|.*\n)(?:\|.*\n)*", re.M)
            assert table.search(new), f"docs/removal.md: no table {name}"
            new = table.sub(lambda found, rows=rows: found[1] + rows + "\n", new)
    if "--write" in sys.argv:
        PAGE.write_text(new, encoding="utf-8")
    elif new != text:
        print("docs/removal.md: the tables are not what is simulated (--write)")
        return 1
    return 0


sys.exit(main())
