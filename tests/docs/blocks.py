#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""blocks.py PROGRAM SOURCE [--write]: the tables of docs/ that the program makes. Between
`<!-- catalogue: PART -->` and `<!-- end -->` stands what `asylsim catalogue PART --markdown`
prints, and nothing else; with --write it is put there."""
import pathlib
import re
import subprocess
import sys

BLOCK = re.compile(r"(<!-- catalogue: (\w+) -->\n)(.*?)(<!-- end -->)", re.S)
# a part that stands nowhere would be compared with nothing
WANTED = {"scenarios.md": ["laws"], "results.md": ["outcomes", "derived", "parts"], "model.md": ["stages", "asides", "lines", "memory", "draws"]}


def printed(program, part):
    done = subprocess.run([program, "catalogue", part, "--markdown"], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"asylsim catalogue {part} --markdown: exit {done.returncode}: {done.stderr}")
    return done.stdout


def first_difference(path, text, match, new):
    """Where the block and the program part: file, line, both lines."""
    line = text[: match.start(3)].count("\n") + 1
    old, now = match[3].splitlines(), new.splitlines()
    for i in range(max(len(old), len(now))):
        a, b = (rows[i] if i < len(rows) else "(nothing)" for rows in (old, now))
        if a != b:
            return f"{path.name}:{line + i}:\n  says    {a}\n  program {b}"
    return None


def main():
    program, source = sys.argv[1], pathlib.Path(sys.argv[2])
    write = "--write" in sys.argv[3:]
    faults = []
    for path in sorted((source / "docs").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        found = [m[2] for m in BLOCK.finditer(text)]
        if text.count("<!-- catalogue:") != len(found):
            faults.append(f"{path.name}: a block does not end with <!-- end -->")
        if found != WANTED.get(path.name, []):
            faults.append(f"{path.name}: has the blocks {found}, ought to have {WANTED.get(path.name, [])}")
        if write:
            path.write_text(BLOCK.sub(lambda m: m[1] + printed(program, m[2]) + m[4], text), encoding="utf-8")
            continue
        for match in BLOCK.finditer(text):
            fault = first_difference(path, text, match, printed(program, match[2]))
            faults += [fault] if fault else []
    for fault in faults:
        print(fault)
    if faults:
        print("'cmake --build build --target docs' writes these tables anew")
        return 1
    print("every table of docs/ that the program makes is the program's")
    return 0


sys.exit(main())
