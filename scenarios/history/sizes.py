# SPDX-License-Identifier: GPL-3.0-or-later
"""How large the moves of a family of series are, what of them its series have in common, and how
sure that is.

What a series moves by is squared, less what counting alone makes of it, and pooled, the noisier
moves weighing less. A mean of a year of a walk moves by (k - 1/3) walk^2 in k years; what passes
within the year adds 2 passing^2 at any distance: the distances tell the two apart.
"""
import numpy as np

from series import Moves

LAGS = (1, 2, 3)  # years
SAMPLES = 100


def variance(moves, times):
    """Mean square of the moves less counting, each move taken `times`; the noisier weigh less."""
    square, noise = moves.moved**2, moves.noise
    size = max(float((times * square).sum() / times.sum()), 1e-4)
    for _ in range(12):
        w = times / (size + noise) ** 2
        size = max(float((w * (square - noise)).sum() / w.sum()), 1e-4)
    return size


def walk_and_passing(sizes):
    """The walk a year and what passes, of {lag: variance}: least squares, neither negative."""
    lags = np.array(list(sizes), float)
    y = np.array(list(sizes.values()))
    a = np.column_stack([lags - 1 / 3, np.full(len(lags), 2.0)])
    both = np.linalg.lstsq(a, y, rcond=None)[0]
    if both[1] < 0:
        both = np.array([(a[:, 0] @ y) / (a[:, 0] @ a[:, 0]), 0.0])
    elif both[0] < 0:
        both = np.array([0.0, y.mean() / 2])
    return np.sqrt(both)


def products(w, d, group):
    """Sum of products of different moves within a group, and of their weights."""
    s, s2 = np.bincount(group, w * d), np.bincount(group, (w * d) ** 2)
    t, t2 = np.bincount(group, w), np.bincount(group, w**2)
    return np.array([(s**2 - s2).sum(), (t**2 - t2).sum()])


def common_parts(moves, times):
    """Of the variance: what all series of a year have in common, and what those of a row, and of a
    column, have in common beyond it."""
    size = variance(moves, times)
    scale = size + moves.noise
    w = times / scale
    d = np.clip(moves.moved, -3 * np.sqrt(scale), 3 * np.sqrt(scale))
    year = moves.year - moves.year.min()
    row = products(w, d, year * (moves.row.max() + 1) + moves.row)
    column = products(w, d, year * (moves.column.max() + 1) + moves.column)
    crossed = moves.row.max() > 0 and moves.column.max() > 0
    every = products(w, d, year) - (row + column if crossed else 0)
    share = [p[0] / p[1] / size if p[1] > 0 else np.nan for p in (every, row, column)]
    return share[0], *([x - share[0] for x in share[1:]] if crossed else [np.nan, np.nan])


def unevenness(moves, group):
    """How unlike the sizes of groups of moves are: the standard deviation of their logarithm, by
    maximum likelihood, with the size of the one in the middle."""
    nodes, weight = np.polynomial.hermite_e.hermegauss(15)
    weight = weight / weight.sum()
    best = (-np.inf, 0.0)
    middle = np.sqrt(variance(moves, moves.once()))
    for s in np.arange(0.0, 1.25, 0.05):
        for size in middle * np.exp(np.arange(-1.0, 0.35, 0.1)):
            total = (size * np.exp(s * nodes[:, None])) ** 2 + moves.noise
            each = -0.5 * (np.log(total) + moves.moved**2 / total)
            by_group = np.array([np.bincount(group, e) for e in each])
            top = by_group.max(axis=0)
            fit = (top + np.log(weight @ np.exp(by_group - top))).sum()
            best = max(best, (fit, s))
    return best[1]


def estimates(by_lag):
    """All that a row of walks.csv says, as a function of how often each series and year counts."""

    def of(times_of):
        sizes = {lag: variance(m, times_of(m)) for lag, m in by_lag.items()}
        walk, passing = walk_and_passing(sizes) if len(sizes) > 1 else (np.nan, np.nan)
        sds = [np.sqrt(sizes.get(lag, np.nan)) for lag in LAGS]
        first = by_lag[1]
        return np.array([*sds, walk, passing, *common_parts(first, times_of(first))])

    return of


def sampled(of, by_lag, what, luck):
    """The spread of the estimates over samples of series, or of years: `what` says which of them
    a move is of."""
    names = sorted({x for m in by_lag.values() for x in what(m)})
    number = {x: i for i, x in enumerate(names)}
    place = {id(m): np.array([number[x] for x in what(m)]) for m in by_lag.values()}
    found = []
    for _ in range(SAMPLES if len(names) > 2 else 0):
        drawn = np.bincount(luck.integers(len(names), size=len(names)), minlength=len(names))
        if all(drawn[p].sum() > 0 for p in place.values()):
            found.append(of(lambda m: drawn[place[id(m)]].astype(float)))
    found = np.array(found if found else [of(Moves.once)])
    spread = np.array([np.std(x[np.isfinite(x)]) if np.isfinite(x).any() else 0 for x in found.T])
    return np.where(len(found) > 1, spread, np.nan)


def tail(moves, share):
    """Over that of a normal: the move that `share` of all are within."""
    z = np.abs(moves.moved) / np.sqrt(variance(moves, moves.once()) + moves.noise)
    return np.quantile(z, share) / {0.5: 0.67449, 0.9: 1.64485}[share]
