#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""readme_table.py PROGRAM SOURCE RESULTS [--write]: the table of README.md, held against the results file of `./run.sh`.

The rows that README shows are those that stand in it: each is sought by its label in what `compare` prints of the reform and
taken over as it stands there; so are the verdicts on the claim, and the digest. With --write README is renewed. A label that
`compare` no longer prints is a fault. What README says below the table of single runs is not held by this."""
import pathlib
import re
import subprocess
import sys

PROGRAM, SOURCE, RESULTS = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
REFORM = "right-to-apply-terespol"
ROW = re.compile(r"^  \S.*(?:\d of \d+|  -|  same)$")
DETAIL = re.compile(r"^    (?:of 100|for 1,000)")


def label(lines):
    """The left column of a row's first two lines."""
    return " ".join(re.split(r"\s{2,}", line.strip())[0] for line in lines[:2] if not re.match(r"^\s{8,}", line))


def rows(lines):
    """{label: lines}; each row with the line of its range and, where there is one, its rate."""
    found = {}
    for i, line in enumerate(lines):
        if ROW.match(line):
            end = i + 1
            while end < len(lines) and lines[end].strip() and not ROW.match(lines[end]) and (end == i + 1 or DETAIL.match(lines[end]) or
                                                                                        (end == i + 2 and re.match(r"^  [a-z]", lines[end]))):
                end += 1
            found[label(lines[i:end])] = lines[i:end]
    return found


def claim(lines):
    begin = next(i for i, line in enumerate(lines) if line.startswith("  Claim put to the test"))
    end = next(i for i in range(begin, len(lines)) if not lines[i].strip())
    return lines[begin:end]


def printed():
    done = subprocess.run([PROGRAM, "compare", RESULTS, "--all"], check=True, capture_output=True, text=True)
    parts = re.split(r"^=+\n", done.stdout, flags=re.M)
    part = next(p for p in parts if f"\n  {REFORM}, in force" in p)
    return part.splitlines(), re.search(r"^  digest +([0-9a-f]{16})", done.stdout, re.M)[1]


def renewed(shown, lines, faults):
    out = claim(lines)
    begin = next(i for i, line in enumerate(shown) if not line.strip())
    known, i = rows(lines), begin
    there = rows(shown)
    starts = {id(line): name for name, of in there.items() for line in of[:1]}
    while i < len(shown):
        name = starts.get(id(shown[i]))
        if name is None:
            out.append(shown[i])
            i += 1
            continue
        if name not in known:
            faults.append(f"README.md: compare prints no row '{name}'")
        out += known.get(name, there[name])
        i += len(there[name])
    return out


def main():
    faults = []
    path = SOURCE / "README.md"
    text = path.read_text(encoding="utf-8")
    lines, digest = printed()
    head, block, tail = re.match(r"(.*?\nFrom `\./run\.sh`, shortened\..*?\n```\n)(.*?)(\n```\n.*)", text, re.S).groups()
    new = re.sub(r"digest `[0-9a-f]{16}`", f"digest `{digest}`", head) + "\n".join(renewed(block.splitlines(), lines, faults)) + tail
    if "--write" in sys.argv and not faults:
        path.write_text(new, encoding="utf-8")
    elif new != text:
        faults.append("README.md: the table is not what compare prints of this file (--write)")
    print("\n".join(faults) or "README's table is what compare prints")
    return bool(faults)


sys.exit(main())
