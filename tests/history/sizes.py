#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether scenarios/history/sizes.py finds again what series were made with: `sizes.py SOURCE`."""
import sys
from pathlib import Path

import numpy as np

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(sys.argv[1]) / "scenarios" / "history"))

from series import CLUSTER, Moves, counts, shares, weights
from sizes import LAGS, common_parts, estimates, unevenness, variance

YEARS, ORIGINS, STATES = range(2000, 2016), 40, 4
luck = np.random.default_rng(13)


def walks(size, passing=0.0, by_state=0.0, uneven=0.0):
    """{(origin, state): {year: mean of the year of a walk}}, `by_state` of the variance shared."""
    n, steps = len(YEARS), 12
    shape = (ORIGINS, STATES, n * steps)
    step = np.sqrt(1 - by_state) * luck.standard_normal(shape)
    step += np.sqrt(by_state) * luck.standard_normal((1, STATES, n * steps))
    own = size * np.exp(uneven * luck.standard_normal((ORIGINS, STATES, 1)))
    level = np.cumsum(own * step / np.sqrt(steps), axis=2).reshape(ORIGINS, STATES, n, steps)
    year = level.mean(axis=3) + passing * luck.standard_normal((ORIGINS, STATES, n))
    return {
        (f"o{i}", f"s{j}"): dict(zip(YEARS, year[i, j])) for i in range(ORIGINS) for j in range(STATES)
    }


def counted(log_series, of=2000):
    """Persons, who come in cases: as uncertain as CLUSTER says."""
    return {
        k: {y: CLUSTER * luck.poisson(of * np.exp(x) / CLUSTER) for y, x in v.items()}
        for k, v in log_series.items()
    }


def moves_by_lag(series, moves_of):
    return {lag: Moves(moves_of(series, lag)) for lag in LAGS}


def near(what, found, made, error):
    print(f"{what}: {found:.3f}, made with {made}")
    return abs(found - made) < error


def sizes_of_counts():
    by_lag = moves_by_lag(counted(walks(0.5, passing=0.2)), counts)
    found = estimates(by_lag)(Moves.once)
    return [near("walk", found[3], 0.5, 0.04), near("what passes", found[4], 0.2, 0.04)]


def counting_alone_is_no_move():
    moves = Moves(counts(counted(walks(0.0), of=100), 1))
    return [near("no walk", np.sqrt(variance(moves, moves.once())), 0.0, 0.05)]


def shares_on_the_log_odds():
    made = walks(0.5)
    both = {}
    for key, values in made.items():
        n = 300
        p = {y: 1 / (1 + np.exp(-x)) for y, x in values.items()}
        yes = {y: CLUSTER * luck.binomial(n, q) for y, q in p.items()}
        both[key] = (yes, {y: CLUSTER * n - yes[y] for y in yes})
    found = estimates(moves_by_lag(both, shares))(Moves.once)
    return [near("walk of a share", found[3], 0.5, 0.04)]


def weights_jointly():
    found = estimates(moves_by_lag(counted(walks(0.5)), weights))(Moves.once)
    return [near("walk of a weight", found[3], 0.5, 0.05)]


def what_states_have_in_common():
    moves = Moves(counts(counted(walks(0.5, by_state=0.6)), 1))
    every, row, column = common_parts(moves, moves.once())
    return [near("all", every, 0, 0.1), near("origin", row, 0, 0.1), near("state", column, 0.6, 0.1)]


def uneven_series():
    even = Moves(counts(counted(walks(0.5)), 1))
    uneven = Moves(counts(counted(walks(0.5, uneven=0.5)), 1))
    return [
        near("even", unevenness(even, even.series), 0.0, 0.16),
        near("uneven", unevenness(uneven, uneven.series), 0.5, 0.12),
    ]


CHECKS = (
    sizes_of_counts, counting_alone_is_no_move, shares_on_the_log_odds, weights_jointly,
    what_states_have_in_common, uneven_series,
)  # fmt: skip
sys.exit(0 if all([all(check()) for check in CHECKS]) else 1)
