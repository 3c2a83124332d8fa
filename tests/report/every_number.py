#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""every_number.py RESULTS SOURCE PROGRAM < VIEWS: holds every cell of every table of the report against
the results file.

VIEWS is a list of what the page shows: {"choice": {scenario, outcome, population, place, period},
"tables": {picture: {"columns": [...], "rows": [[[text, value or null], ...]]}}}; a value is the
number behind a text, as the page's CSV has it. Each table is made anew from the file
(results.py), row by row (claims.py, effects.py, outcomes.py, people.py, values.py: a function
for each picture); then every cell must say what it ought to. Out comes, for each picture,
how many cells hold a number and how many of them were checked, or the first differences, and 1."""
import json
import math
import re
import subprocess
import sys

import numpy as np

from cells import Text
from claims import claims, closures
from effects import ends, matrix
from outcomes import differences, fit, grades, groups, keys, months, spread
from people import journeys, ledger, lives, lottery, map_
from results import File
from values import limits, provenance, timeline
from view import View

# Each gives the rows of one picture: its first cells, which are texts and name the row, then all.
TABLES = [matrix, map_, timeline, ends, claims, closures, keys, differences, groups, lives, journeys, ledger, lottery, months, fit, spread, grades, limits, provenance]


def has_number(text, page):
    return page is not None or bool(re.search(r"\d", text))


def hold(expected, rows, faults):
    """Every row of the page against the one that bears its texts; how many cells with a number
    there are, and how many were compared. Where texts are the same (the same figure from a source
    that says nothing more), the first that fits."""
    key = lambda row: tuple(c.text for c in row if isinstance(c, Text))
    at = {}
    for row in expected:
        at.setdefault(key(row), []).append(row)
    checked = 0
    places = {tuple(isinstance(c, Text) for c in row) for row in expected}
    for row in rows:
        keys = {tuple(text for (text, _), is_text in zip(row, shape) if is_text) for shape in places if len(shape) == len(row)}
        found = [(k, r) for k in keys for r in at.get(k, ()) if tuple(c.text for c in r if isinstance(c, Text)) == k
                 and all(not isinstance(c, Text) or c.text == text for c, (text, _) in zip(r, row))]
        if not found:
            faults.append(f"no such row in the file: {[t for t, _ in row]}")
            continue
        wrong = [[f"{row[0][0]}, column {i + 1}: {why}" for i, (c, (text, page)) in enumerate(zip(r, row))
                  if (why := c.fault(text, page))] for _, r in found]
        best = min(range(len(found)), key=lambda i: len(wrong[i]))
        faults += wrong[best]
        checked += sum(has_number(text, page) for text, page in row)
        at[found[best][0]].remove(found[best][1])
    for left in (r for rest in at.values() for r in rest):
        faults.append(f"not on the page: {[c.text if isinstance(c, Text) else getattr(c, 'x', '') for c in left]}")
    return checked


def by_view(file):
    """results.py reads the tables of counts; what the file's own view `outcome` says of some of what
    was asked must be the same."""
    asked = [a for a in file.asked if a[3] in ("all", *(p.name for p in file.each_year))]
    faults = []
    for outcome, population, place, period in asked[:: max(1, len(asked) // 60)]:
        rows = {(s, d, r): v for s, d, r, v in file.q(
            "SELECT scenario, draw, replicate, value FROM outcome WHERE metric = ? AND population = ? AND place = ? AND period = ?",
            outcome, population, place, period)}
        for (s, scenario), x in zip(enumerate(file.scenarios), file.asked[outcome, population, place, period]):
            none = math.nan if file.outcomes[outcome]["ratio"] else 0.0
            view = np.array([rows.get((scenario["name"], *j), none) for j in file.jobs])
            if not np.allclose(x, view, rtol=1e-12, atol=0, equal_nan=True):
                faults.append(f"view outcome: {outcome}, {population}, {place}, {period}, {scenario['name']}: {view.tolist()}, not {x.tolist()}")
    return faults


def main():
    catalogue = json.loads(subprocess.run([sys.argv[3], "catalogue", "--json"], check=True, capture_output=True).stdout)
    file, views = File(sys.argv[1], catalogue), json.load(sys.stdin)
    told, faults = {}, []
    for view in views:
        for name, table in view["tables"].items():
            table["rows"] = [[(text, None if page is None else float(page)) for text, page in row] for row in table["rows"]]
            make = next(t for t in TABLES if t.__name__.rstrip("_") == name)
            here = []
            checked = hold(list(make(View(file, sys.argv[2], view["choice"]))), table["rows"], here)
            count = told.setdefault(name, [0, 0])
            count[0] += sum(has_number(*cell) for row in table["rows"] for cell in row)
            count[1] += checked
            faults += [f"{name} {view['choice']}: {f}" for f in here]
    faults += by_view(file)
    print(json.dumps({"pictures": told, "faults": faults[:40], "n_faults": len(faults)}))
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
