#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How states answer to their caseload, and claimants to the wait: elasticities, from what published
series of a state did together, its modelled citizenships in one.

Decisions of a year against claims of the year and of the year before, against what was pending at
the end of the year before, and against how many years' decisions more than the usual that was; appeals decided against refusals of the year and of the year before;
the odds that a file is closed without a decision against how long what was pending would have taken.
All of them moves over a year on the logarithm, so that what tells states apart drops out. A move
weighs by its size and by what counting makes of it (series.py); what is not published of a regressor
is taken as no move. Errors are the spread over samples of states, or of years, whichever is larger.

    responses.py            writes responses.csv beside this file and ../world/responses.cfg
    responses.py --check    says whether they are what would be written: exit 0, else 1

walks.py asks `unanswered` for what is left to walk.
"""
import sys

import numpy as np

sys.dont_write_bytecode = True  # nothing is left in the source tree

from series import CLUSTER, FLOOR, LEAST, decisions, of_column, plus, summed, table
from written import text, write

AS_OF = range(2012, 2017)
SAMPLES = 200
FEWEST = 10  # persons, for a regressor
USUAL = 1.0  # years of decisions pending: what makes decisions grow is what is beyond it
FURTHEST = 1.0  # a stock that moves further in a year was counted otherwise, or cleaned up


def of_states(series):
    """{state: {year: persons}}, all citizenships together."""
    return {key[1]: dict(values) for key, values in summed(series, of_column).items()}


class Panel:
    """What is published of each state, by year."""

    def __init__(self):
        first, appeal = (decisions()[k] for k in ("first", "appeal"))
        stocks = table("stocks.csv", ("stock", "origin", "state"))
        self.claims = of_states(table("claims.csv", ("origin", "state")))
        self.pending = of_states({k[1:]: v for k, v in stocks.items() if k[0] == "pending"})
        self.decided = of_states({k: plus(g, r) for k, (g, r, _) in first.items()})
        self.refused = of_states({k: r for k, (_, r, _) in first.items()})
        self.closed = of_states({k: c for k, (_, _, c) in first.items()})
        self.appeals = of_states({k: plus(g, r) for k, (g, r, _) in appeal.items()})

    def of(self, what, state):
        """The series of a state, whether or not it counts first instance and appeal in one."""
        found = getattr(self, what)
        return found.get(state) or found.get(state.rstrip("+")) or {}


def moved(values, year, lag=1, furthest=np.inf):
    """Logarithm of a year over the one `lag` before; 0 where one is missing or small."""
    a, b = values.get(year - lag, 0.0), values.get(year, 0.0)
    if min(a, b) < FEWEST:
        return 0.0
    return float(np.clip(np.log(b / a), -furthest * lag, furthest * lag))


def line(panel, state, year):
    """How many times the usual is pending at the end of a year, on the logarithm: over the decisions
    of the two years before it, for those of the year are in what is to be explained."""
    pending = panel.of("pending", state).get(year, 0.0)
    decided = [panel.of("decided", state).get(y, 0.0) for y in (year - 1, year - 2)]
    decided = [x for x in decided if x >= FEWEST]
    return float(np.log(pending / np.mean(decided) / USUAL)) if pending >= FEWEST and decided else 0.0


# ---- what each answer is measured on: the regressors of a move that ends in a year -----------------


def of_decisions(panel, state, year, lag=1):
    claims, pending = panel.of("claims", state), panel.of("pending", state)
    return [
        moved(claims, year, lag),
        moved(claims, year - 1, lag),
        moved(pending, year - 1, lag, FURTHEST),
        sum(max(line(panel, state, y), 0.0) for y in range(year - lag, year)),
    ]


def of_both_sides(panel, state, year, lag=1):
    shorter = sum(min(line(panel, state, y), 0.0) for y in range(year - lag, year))
    return [*of_decisions(panel, state, year, lag), shorter]


def of_appeals(panel, state, year, lag=1):
    refused = panel.of("refused", state)
    return [moved(refused, year, lag), moved(refused, year - 1, lag)]


def of_closed(panel, state, year, lag=1):
    pending, decided = panel.of("pending", state), panel.of("decided", state)
    stock = moved(pending, year - 1, lag, FURTHEST)
    # over the decisions of the year before: those of the year itself are in what is to be explained
    return [stock - moved(decided, year - 2, lag) if stock else 0.0]


def counts_moved(panel, what):
    """(state, year, move, variance from counting) of a count."""
    for state, values in sorted(getattr(panel, what).items()):
        for year, b in sorted(values.items()):
            a = values.get(year - 1)
            if a is not None and (a + b) / 2 >= LEAST:
                a, b = max(a, FLOOR), max(b, FLOOR)
                yield state, year, np.log(b / a), CLUSTER * (1 / a + 1 / b)


def odds_moved(panel):
    """The same of the odds that a file is closed without a decision."""
    for state, closed in sorted(panel.closed.items()):
        made = panel.of("decided", state)
        for year in sorted(closed):
            four = [x.get(y) for y in (year, year - 1) for x in (closed, made)]
            if None in four or sum(four) / 2 < LEAST or min(sum(four[:2]), sum(four[2:])) < FEWEST:
                continue
            b, d, a, c = (x + 0.5 for x in four)
            yield state, year, np.log(b / d) - np.log(a / c), CLUSTER * sum(1 / x for x in (a, b, c, d))


ANSWERS = {  # what moves, what it is measured on, and what each elasticity adds up
    "decisions": (lambda p: counts_moved(p, "decided"), of_decisions,
                  {"to_claims": (0, 1), "to_backlog": (2,), "to_wait": (3,)}),
    "appeals": (lambda p: counts_moved(p, "appeals"), of_appeals, {"to_lodged": (0, 1)}),
    "closed": (odds_moved, of_closed, {"to_wait": (0,)}),
    # what nothing is set to: whether lines shorter than usual make decisions fall
    "decisions_both": (lambda p: counts_moved(p, "decided"), of_both_sides,
                       {"to_longer": (3,), "to_shorter": (4,)}),
}  # fmt: skip


# ---- estimates -------------------------------------------------------------------------------------


def fit(y, noise, x, times):
    """Least squares, each move taken `times`, the noisier weighing less: the coefficients, and the
    size of what is left, less what counting makes of it."""
    size = 0.1
    for _ in range(30):
        w = times / (size + noise)
        b = np.linalg.lstsq(x * np.sqrt(w)[:, None], y * np.sqrt(w), rcond=None)[0]
        v = times / (size + noise) ** 2
        size = max(float((v * ((y - x @ b) ** 2 - noise)).sum() / v.sum()), 1e-3)
    return b, np.sqrt(size)


class Sample:
    """The moves of one answer up to a year."""

    def __init__(self, panel, answer, as_of):
        moves, regressors, self.sums = ANSWERS[answer]
        found = [m for m in moves(panel) if 2006 <= m[1] <= as_of]
        self.state = np.array([m[0] for m in found])
        self.year = np.array([m[1] for m in found])
        self.y = np.array([m[2] for m in found])
        self.noise = np.array([m[3] for m in found])
        x = [regressors(panel, m[0], m[1]) for m in found]
        self.x = np.column_stack([np.ones(len(found)), np.array(x)])

    def coefficients(self, times=None):
        """Of the regressors, without the constant."""
        once = np.ones(len(self.y))
        return fit(self.y, self.noise, self.x, once if times is None else times)[0][1:]

    def estimate(self, times=None):
        b = self.coefficients(times)
        return np.array([b[list(of)].sum() for of in self.sums.values()])

    def error(self, luck):
        """Of the estimates."""
        spread = []
        for group in (self.state, self.year):
            names, number = np.unique(group, return_inverse=True)
            drawn = (luck.integers(len(names), size=len(names)) for _ in range(SAMPLES))
            times = (np.bincount(d, minlength=len(names))[number].astype(float) for d in drawn)
            spread.append(np.std([self.estimate(t) for t in times], axis=0))
        return np.max(spread, axis=0)

    def sizes(self):
        """Of the moves, and of what no answer explains."""
        once = np.ones(len(self.y))
        return fit(self.y, self.noise, self.x[:, :1], once)[1], fit(self.y, self.noise, self.x, once)[1]


def unanswered_of(panel, answer, as_of):
    """What the answer, as estimated in that year, leaves of a state's moves: a function that takes
    moves (name, year, by how much, noise) over `lag` years, name[1] the state, and gives the same."""
    b = Sample(panel, answer, as_of).coefficients()

    def left(moves, lag):
        for name, year, by, noise in moves:
            explained = np.dot(b, ANSWERS[answer][1](panel, name[1], year, lag))
            yield name, year, by - explained, noise

    return left


def unanswered(answer, as_of):
    """The same of the published series."""
    return unanswered_of(Panel(), answer, as_of)


# ---- files -----------------------------------------------------------------------------------------

COLUMNS = "as_of answer elasticity states moves estimate se move_1 unanswered".split()
TEXT = """/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How states answer to their caseload, and claimants to the wait: written by
   scenarios/history/responses.py from responses.csv beside it; do not edit. Each value is the estimate
   from the years before its date, so that a run as of a day takes what was known then. */
"""
KEYS = {  # of the law: answer, elasticity
    "decisions_to_claims": ("decisions", "to_claims"),
    "decisions_to_backlog": ("decisions", "to_backlog"),
    "decisions_to_wait": ("decisions", "to_wait"),
    "appeals_to_lodged": ("appeals", "to_lodged"),
    "withdrawal_to_wait": ("closed", "to_wait"),
}


def rows():
    panel = Panel()
    for as_of in AS_OF:
        for i, answer in enumerate(ANSWERS):
            sample = Sample(panel, answer, as_of)
            error = sample.error(np.random.default_rng([as_of, i]))
            before, after = sample.sizes()
            n = len(set(sample.state)), len(sample.y)
            for what, x, e in zip(sample.sums, sample.estimate(), error):
                yield [as_of, answer, what, *n, *(f"{round(v, 2) + 0.0:.2f}" for v in (x, e, before, after))]


def as_text(found):
    out = [TEXT + "rules: {\n    caseload: {"]
    found = [dict(zip(COLUMNS, row)) for row in found]
    source = "scenarios/history/responses.py: {states} states, {moves} moves of a year to {as_of}"
    for key, which in KEYS.items():
        of = [row for row in found if (row["answer"], row["elasticity"]) == which]
        dated = ",\n".join(
            f'            {{ from = "{row["as_of"] + 1}-01-01"; value = {row["estimate"]}; '
            f'prior = "normal({row["estimate"]}, {row["se"]})"; }}' for row in of
        )  # fmt: skip
        out += [f"        {key} = {{ over_time = (\n{dated} );"]
        out += [f'            source = "{source.format(**of[-1])}"; grade = "C"; }};']
    return "\n".join(out) + "\n    };\n};\n"


def tables():
    found = list(rows())
    return {"responses.csv": text(COLUMNS, found), "../world/responses.cfg": as_text(found)}


if __name__ == "__main__":
    sys.exit(write("responses.py", tables(), sys.argv[1:]))
