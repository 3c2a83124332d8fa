#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether scenarios/history/responses.py finds again what series were made with: `responses.py SOURCE`."""
import sys
from pathlib import Path

import numpy as np

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(sys.argv[1]) / "scenarios" / "history"))

from responses import Panel, Sample, unanswered_of
from series import CLUSTER

YEARS, STATES = range(2004, 2017), 60
TO_CLAIMS, BEFORE, TO_BACKLOG, TO_REFUSED, TO_WAIT, SIZE = 0.4, 0.2, 0.3, 0.8, 0.5, 0.25
TO_LONGER = 0.2
luck = np.random.default_rng(13)


def counted(level):
    return float(CLUSTER * luck.poisson(np.exp(level) / CLUSTER))


def walk(size, start):
    return dict(zip(YEARS, start + np.cumsum(size * luck.standard_normal(len(YEARS)))))


def yearly(made, year):
    """Decisions of the two years before, on the logarithm."""
    of = [np.exp(made[y]) for y in (year - 1, year - 2) if y in made]
    return np.log(np.mean(of)) if of else np.inf


def made_up():
    """A panel in which states answer as they are told, and all else walks."""
    panel = Panel.__new__(Panel)
    for what in ("claims", "pending", "decided", "refused", "closed", "appeals"):
        setattr(panel, what, {})
    for i in range(STATES):
        claims, pending, own = walk(0.4, 7.5), walk(0.3, 7.5), walk(SIZE, 2.0)
        refused = walk(0.4, 7.0)
        made, appeals, odds, grown = {}, {}, {}, 0.0
        for y in YEARS:
            before, end = max(y - 1, YEARS[0]), max(y - 2, YEARS[0])
            made[y] = own[y] + TO_CLAIMS * claims[y] + BEFORE * claims[before]
            made[y] += TO_BACKLOG * pending[before] - 1.0 + grown
            grown += TO_LONGER * max(pending[y] - yearly(made, y), 0.0)
            appeals[y] = 1.0 + TO_REFUSED * (refused[y] + refused[before]) / 2 + own[y] - 2.0
            odds[y] = TO_WAIT * (pending[before] - made[end]) + own[y] - 2.0
        state = f"s{i}"
        panel.claims[state] = {y: counted(x) for y, x in claims.items()}
        panel.pending[state] = {y: float(np.exp(x)) for y, x in pending.items()}
        panel.decided[state] = {y: counted(x) for y, x in made.items()}
        panel.refused[state] = {y: counted(x) for y, x in refused.items()}
        panel.appeals[state] = {y: counted(x) for y, x in appeals.items()}
        panel.closed[state] = {y: counted(made[y] + odds[y]) for y in YEARS}
    return panel


def near(what, found, expected, error):
    print(f"{what}: {found:.3f}, made with {expected}")
    return abs(found - expected) < error


def elasticities(panel):
    found = [Sample(panel, answer, 2016).estimate() for answer in ("decisions", "appeals", "closed")]
    expected = [("claims", TO_CLAIMS + BEFORE), ("backlog", TO_BACKLOG), ("longer", TO_LONGER), ("refused", TO_REFUSED), ("wait", TO_WAIT)]
    return [near(what, x, y, 0.08) for (what, y), x in zip(expected, np.concatenate(found))]


def shorter_lines_move_nothing(panel):
    longer, shorter = Sample(panel, "decisions_both", 2016).estimate()
    return [near("longer", longer, TO_LONGER, 0.08), near("shorter", shorter, 0.0, 0.08)]


def what_is_left_is_the_own_walk(panel):
    before, after = Sample(panel, "decisions", 2016).sizes()
    moves = [(("", s), y, m, n) for s, y, m, n in zip(*vars_of(Sample(panel, "decisions", 2016)))]
    left = [x[2] for x in unanswered_of(panel, "decisions", 2016)(moves, 1)]
    return [near("left", after, SIZE, 0.03), before > SIZE + 0.03, near("moves left", np.std(left), after, 0.06)]


def vars_of(sample):
    return sample.state, sample.year, sample.y, sample.noise


def the_error_covers(panel):
    sample = Sample(panel, "decisions", 2016)
    off = (sample.estimate() - [TO_CLAIMS + BEFORE, TO_BACKLOG, TO_LONGER]) / sample.error(np.random.default_rng(1))
    print("off by so many errors:", off)
    return [np.abs(off).max() < 3.5]


def of_years_to_come_it_knows_nothing(panel):
    early = Sample(panel, "decisions", 2012).estimate()
    for values in panel.decided.values():
        for year in range(2013, 2017):
            values[year] *= 1 + year % 2
    return [np.array_equal(early, Sample(panel, "decisions", 2012).estimate())]


if __name__ == "__main__":
    panel = made_up()
    tests = elasticities, shorter_lines_move_nothing, what_is_left_is_the_own_walk, the_error_covers, of_years_to_come_it_knows_nothing
    sys.exit(0 if all([all(test(panel)) for test in tests]) else 1)
