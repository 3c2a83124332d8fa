#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""expected_figures.py SOURCE [--write]: figures in docs/ that are those of tests/expected/reforms.txt. Between
`<!-- expected REFORM METRIC POPULATION PLACE -->` and `<!-- / -->` stands the paired difference, median and range of 90 in
100 in whole persons, and between `<!-- verdict ... -->` and `<!-- / -->` whether the claim is supported; with --write they
are put there. A figure that the file does not hold is a fault."""
import pathlib
import re
import sys

SOURCE = pathlib.Path(sys.argv[1])
MARK = re.compile(r"(<!-- (expected|verdict) (\S+) (\S+) (\S+) (\S+) -->)(.*?)(<!-- / -->)")
NUMBER = r"(-?[\d.e+]+)"
LINE = re.compile(rf"([\w-]+): (more|less) (\S+) (\S+) (\S+) \S+: {NUMBER} \[{NUMBER}, {NUMBER}\] \+- \S+(.*)")


def whole(x, sign=False):
    n = round(x)
    return f"{n:+,}" if sign and n else f"{n:,}"


def known():
    lines = (SOURCE / "tests/expected/reforms.txt").read_text(encoding="utf-8").splitlines()
    found = {}
    for match in filter(None, map(LINE.fullmatch, lines)):
        reform, metric, population, place = match.group(1, 3, 4, 5)
        middle, low, high = (float(x) for x in match.group(6, 7, 8))
        found[reform, metric, population, place] = {
            "expected": f"{whole(middle, True)} [{whole(low)}, {whole(high)}]",
            "verdict": "supported" if match[9].startswith("; supported") else "not supported"}
    return found


def main():
    figures, faults, n = known(), [], 0
    for page in sorted((SOURCE / "docs").glob("*.md")):
        text = page.read_text(encoding="utf-8")
        for mark in MARK.finditer(text):
            n += 1
            if mark.group(3, 4, 5, 6) not in figures:
                faults.append(f"{page.name}: tests/expected/reforms.txt holds no {' '.join(mark.group(3, 4, 5, 6))}")
        new = MARK.sub(lambda m: m[1] + figures.get(m.group(3, 4, 5, 6), {m[2]: m[7]})[m[2]] + m[8], text)
        if "--write" in sys.argv:
            page.write_text(new, encoding="utf-8")
        elif new != text:
            faults.append(f"{page.name}: figures are not those of tests/expected/reforms.txt (--write)")
    if not n:
        faults.append("no figure is marked in docs/")
    print("\n".join(faults) or f"{n} figures are those of tests/expected/reforms.txt")
    return bool(faults)


sys.exit(main())
