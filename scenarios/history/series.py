# SPDX-License-Identifier: GPL-3.0-or-later
"""Published series and what they move by, family by family.

A series is a dictionary of values by year, or by month. It is called by a pair: what it shares with
others of its family, (origin, state) or (sender, receiver), "" for what it is summed over. A move
is (name, year of the second value, by how much, its variance from counting alone).
"""
import csv
from collections import defaultdict
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent

# Persons are counted, but families decide and are decided together: the variance of a count over
# its mean is E[size^2] / E[size], 4.1 for Chechens, 3.1 for the smallest families of groups.cfg.
CLUSTER = 3.5
LEAST = 50  # persons, mean of the two years compared
FLOOR = 2.5  # stands for the counts of 0 to 4, which the source writes as 0 or 5


def table(name, keys):
    """{keys: {column that is a number: value}} of one of the files beside this one."""
    with open(HERE / name, newline="", encoding="utf-8") as file:
        return {
            tuple(row[k] for k in keys): {
                int(c): float(x) for c, x in row.items() if c.isdigit() and x
            }
            for row in csv.DictReader(file)
        }


def summed(series, name):
    """Series added up: those to which `name` gives the same name become one."""
    out = defaultdict(lambda: defaultdict(float))
    for key, values in series.items():
        for year, x in values.items():
            out[name(key)][year] += x
    return out


def of_row(key):
    return (key[0], "")


def of_column(key):
    return ("", key[1])


class Moves:
    """What the series of a family move by: arrays of `moved`, its counting variance `noise`, the
    `year` of the second value, and what is shared: `series`, `row`, `column` as numbers."""

    def __init__(self, found):
        found = list(found)
        self.n = len(found)
        self.year = np.array([f[1] for f in found], int)
        self.moved = np.array([f[2] for f in found], float)
        self.noise = np.array([f[3] for f in found], float)
        self.series = numbered([f[0] for f in found])
        self.row = numbered([f[0][0] for f in found])
        self.column = numbered([f[0][1] for f in found])
        self.names = [f[0] for f in found]

    def once(self):
        """How often each move counts, where each counts once."""
        return np.ones(self.n)


def numbered(names):
    order = {name: i for i, name in enumerate(sorted(set(names)))}
    return np.array([order[name] for name in names], int)


def counts(series, lag, least=LEAST):
    """Moves of counts on the logarithm."""
    for key, values in sorted(series.items()):
        for first, a in sorted(values.items()):
            b = values.get(first + lag)
            if b is not None and (a + b) / 2 >= least:
                a, b = max(a, FLOOR), max(b, FLOOR)
                yield key, first + lag, np.log(b / a), CLUSTER * (1 / a + 1 / b)


def shares(series, lag):
    """Moves of shares on the log-odds; a series is (yes, no)."""
    for key, (yes, no) in sorted(series.items()):
        for first in sorted(yes.keys() & no.keys()):
            last = first + lag
            if last not in yes or last not in no:
                continue
            n = yes[first] + no[first], yes[last] + no[last]
            if sum(n) / 2 < LEAST or min(n) < LEAST / 5:
                continue
            four = [x + 0.5 for x in (yes[first], no[first], yes[last], no[last])]
            moved = np.log(four[2] / four[3]) - np.log(four[0] / four[1])
            yield key, last, moved, CLUSTER * sum(1 / x for x in four)


def weights(series, lag):
    """Moves of the weights of an origin's states against each other, jointly."""
    by_row = defaultdict(list)
    for key, year, moved, noise in counts(series, lag):
        by_row[key[0], year].append((key, moved, noise))
    for (_, year), found in sorted(by_row.items()):
        n = len(found)
        mean = sum(f[1] for f in found) / n
        for key, moved, noise in found if n > 1 else ():
            yield key, year, (moved - mean) * np.sqrt(n / (n - 1)), noise


def families():
    """{family: (scale, function from a lag in years to its moves)}"""
    claims = table("claims.csv", ("origin", "state"))
    decided = decisions()
    made = {k: plus(g, r) for k, (g, r, _) in decided["first"].items()}
    closed = {k: (c, made[k]) for k, (_, _, c) in decided["first"].items()}
    recognised = {k: (g, r) for k, (g, r, _) in decided["first"].items()}
    appeals = summed({k: plus(g, r) for k, (g, r, _) in decided["appeal"].items()}, of_column)
    won = [summed({k: v[i] for k, v in decided["appeal"].items()}, of_column) for i in (0, 1)]
    won = {k: (won[0][k], won[1][k]) for k in won[0]}
    dublin = by_kind("dublin.csv", ("sender", "receiver", "what"))
    accepted = pairs(dublin["accepted"], dublin["refused"])
    moved = pairs(dublin["transfers"], without(dublin["accepted"], dublin["transfers"]))
    sent = by_kind("returns.csv", ("origin", "state", "what"))
    return {
        "claims": ("log", lambda lag: counts(summed(claims, of_row), lag)),
        "claims_by_state": ("log", lambda lag: counts(summed(claims, of_column), lag)),
        "claims_by_origin_and_state": ("log", lambda lag: counts(claims, lag)),
        "destinations": ("log weight", lambda lag: weights(claims, lag)),
        "decisions": ("log", lambda lag: counts(summed(made, of_column), lag)),
        "recognition": ("log-odds", lambda lag: shares(recognised, lag)),
        "closed": ("log-odds", lambda lag: shares(closed, lag)),
        "appeals": ("log", lambda lag: counts(appeals, lag)),
        "appeals_won": ("log-odds", lambda lag: shares(won, lag)),
        "dublin_requests": ("log", lambda lag: counts(dublin["requests"], lag)),
        "dublin_accepted": ("log-odds", lambda lag: shares(accepted, lag)),
        "dublin_transferred": ("log-odds", lambda lag: shares(moved, lag)),
        "ordered_to_leave": ("log", lambda lag: counts(sent["ordered_to_leave"], lag)),
        "returned": ("log", lambda lag: counts(sent["returned"], lag)),
        "returned_of_ordered": (
            "log",
            lambda lag: ratios(sent["returned"], sent["ordered_to_leave"], lag),
        ),
        "refused_entry": ("log", lambda lag: counts(sent["refused_entry"], lag)),
    }


def decisions():
    """{"first" or "appeal": {(origin, state): (granted, rejected, closed)}}. A state that counts
    first instance and appeal in one makes a series of its own."""
    out = {"first": {}, "appeal": {}}
    for (origin, state, level, outcome), values in table(
        "decisions.csv", ("origin", "state", "level", "outcome")
    ).items():
        kind = "appeal" if level == "appeal" else "first"
        key = (origin, state + ("+" if level == "first_and_appeal" else ""))
        three = out[kind].setdefault(key, ({}, {}, {}))
        three[("granted", "rejected", "closed").index(outcome)].update(values)
    return out


def by_kind(name, keys):
    out = defaultdict(dict)
    for key, values in table(name, keys).items():
        out[key[2]][key[:2]] = values
    return out


def plus(a, b):
    return {year: a.get(year, 0) + b.get(year, 0) for year in a.keys() | b.keys()}


def without(all_of, some):
    """What is left of each series; transfers of a year may exceed what was accepted in it."""
    return {
        k: {y: max(v[y] - some[k][y], 0.0) for y in v if y in some[k]}
        for k, v in all_of.items()
        if k in some
    }


def ratios(numbers, of, lag):
    """Moves of one count over another, on the logarithm; both are counted."""
    below = {(key, year): (moved, noise) for key, year, moved, noise in counts(of, lag)}
    for key, year, moved, noise in counts(numbers, lag):
        if (key, year) in below:
            other, more = below[key, year]
            yield key, year, moved - other, noise + more


def pairs(yes, no):
    return {k: (yes[k], no[k]) for k in yes if k in no}
