#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What of the shipped reforms nobody in the baseline is asked about is what reach_shipped.txt says, with its reason:
a change that comes to be idle is seen, and so is one that no longer is. Call: PROGRAM SOURCES."""
import json
import pathlib
import subprocess
import sys

program, sources = sys.argv[1], pathlib.Path(sys.argv[2])


def committed():
    lines = (sources / "tests/expected/reach_shipped.txt").read_text().splitlines()
    rows = [[part.strip() for part in line.split("|")] for line in lines if line and not line.startswith("#")]
    assert all(len(row) == 3 and row[2] for row in rows), "reform | what | reason"
    return {(reform, what) for reform, what, _ in rows}


def found(reform):
    done = subprocess.run([program, "check", str(sources / "scenarios/baseline.cfg"), "--reform", str(reform), "--json"],
                          capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{reform.name}: exit {done.returncode}\n{done.stderr}")
    said = json.loads(done.stdout)["reforms"][0]
    if said["pilot_share"] is None:
        print("built without reach: skipped")
        sys.exit(77)
    return {(reform.stem, one["warning"].partition(": nobody in the baseline")[0]) for one in said["warnings"]}


said = committed()
seen = set().union(*(found(reform) for reform in sorted((sources / "scenarios/reforms").glob("*.cfg"))))
for reform, what in sorted(seen - said):
    print(f"{reform}: nobody is asked about {what}: why, in tests/expected/reach_shipped.txt?")
for reform, what in sorted(said - seen):
    print(f"{reform}: somebody is asked about {what} now, or it is no longer said")
sys.exit(1 if seen != said else 0)
