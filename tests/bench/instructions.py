#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a whole run costs, in instructions, which a busy machine does not move.

    instructions.py ASYLSIM SOURCE_DIR [--write]

Runs small.cfg with one reform under callgrind, with few and with many histories and with few and
with many draws: the differences are what one history and what one draw cost, loading and the
results file's birth set aside. Fails where they, or those of a history over its events, are more
than a few percent above tests/bench/instructions.txt, and says so where they have fallen as far
below it: then the bound is to be renewed (--write)."""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

ROOM = 0.04  # compilers and libraries of one release of Debian differ less


def measure(program, source, folder, draws, replicates):
    """Instructions and events of a run."""
    command = [program, "run", f"{source}/tests/golden/small.cfg",
               "--reform", f"{source}/tests/golden/reform_open.cfg", "--threads", "1", "--seed", "1",
               "--draws", str(draws), "--replicates", str(replicates), "--force", "--json",
               "-o", f"{folder}/r.sqlite"]
    done = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command],
                          check=True, capture_output=True, text=True)
    collected = re.search(r"Collected : (\d+)", done.stderr)
    return int(collected.group(1)), json.loads(done.stdout)["events"]


def costs(program, source):
    with tempfile.TemporaryDirectory() as folder:
        base, few = measure(program, source, folder, 1, 1)
        more, many = measure(program, source, folder, 1, 5)
        drawn, _ = measure(program, source, folder, 3, 1)
    history = (more - base) / 4
    return {"instructions_per_history": history,
            "instructions_per_event": (more - base) / (many - few),
            "instructions_per_draw": (drawn - base) / 2 - history}


def main():
    program, source = sys.argv[1:3]
    bounds = pathlib.Path(source) / "tests/bench/instructions.txt"
    found = costs(program, source)
    if "--write" in sys.argv:
        bounds.write_text("".join(f"{name} {value:.0f}\n" for name, value in found.items()))
    wrong = 0
    for line in bounds.read_text().splitlines():
        name, bound = line.split()
        ratio = found[name] / float(bound)
        print(f"{name:26} {found[name]:14,.0f}  {ratio:.3f} of the bound")
        if ratio > 1 + ROOM:
            print(f"  more than {ROOM:.0%} above what is committed: {bound}")
            wrong = 1
        elif ratio < 1 - 2 * ROOM:
            print("  well below: renew tests/bench/instructions.txt with --write")
    return wrong


sys.exit(main())
