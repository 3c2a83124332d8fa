#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How far published series move: the sizes of the walks by which inputs go on after their last day
of data. README.md says what each column of the three tables holds.

Each row uses the years up to its `as_of` alone, so that a rehearsal as of that year sees no more.
Errors are the spread over samples of series with replacement, or of years, whichever is larger.

    walks.py            writes walks.csv, together.csv and within_year.csv beside this file, and
                        ../world/walks.cfg, what of them a scenario says
    walks.py --check    says whether they are what would be written: exit 0, else 1
"""
import sys
from collections import defaultdict

import numpy as np

sys.dont_write_bytecode = True  # nothing is left in the source tree

from responses import unanswered
from series import LEAST, Moves, counts, families, numbered, table
from sizes import LAGS, SAMPLES, estimates, sampled, tail, unevenness, variance
from written import text, write

AS_OF = range(2012, 2017)
FEWEST = 8  # moves, for an estimate
MONTHS = (1, 3, 6, 12, 24)
LEAST_A_MONTH = 30


# ---- walks ---------------------------------------------------------------------------------------

WALKS = (
    "as_of family scale series moves first_year move_1 move_1_se move_2 move_2_se move_3 move_3_se "
    "walk walk_se passing passing_se common common_se row row_se column column_se uneven_series "
    "uneven_years half nine_in_ten"
).split()


# Capacity answers to the caseload (responses.py): only what that leaves walks.
LEFT = {"decisions": "decisions_unanswered", "appeals": "appeals_unanswered"}


def walk_row(as_of, family, scale, moves_of, luck):
    by_lag = {lag: until(moves_of(lag), as_of) for lag in LAGS}
    by_lag = {lag: m for lag, m in by_lag.items() if m.n >= FEWEST}
    if 1 not in by_lag or len(set(by_lag[1].year)) < 2:
        return None
    of, one = estimates(by_lag), by_lag[1]
    value = of(Moves.once)
    error = np.fmax(
        sampled(of, by_lag, lambda m: m.names, luck), sampled(of, by_lag, lambda m: m.year, luck)
    )
    if scale == "log weight":  # freed of their mean: what an origin's have in common is gone
        value[5:7] = np.nan
    both = [x for v, e in zip(value, error) for x in (v, e if np.isfinite(v) else np.nan)]
    uneven = unevenness(one, one.series), unevenness(one, one.year - one.year.min())
    head = [as_of, family, scale, one.series.max() + 1, one.n, one.year.min()]
    return head + [f"{x:.2f}" if np.isfinite(x) else "" for x in
                   (*both, *uneven, tail(one, 0.5), tail(one, 0.9))]


def every_family(as_of, walks):
    """How uneven the families are on average: one family alone tells it badly."""
    found = [row for row in walks if row[0] == as_of and row[1] not in LEFT.values()]
    row = [as_of, "every family", "", "", "", ""] + [""] * (len(WALKS) - 6)
    for column in map(WALKS.index, ("uneven_series", "uneven_years", "half", "nine_in_ten")):
        row[column] = f"{sum(float(r[column]) for r in found) / len(found):.2f}"
    return row


def left_over(as_of, all_families):
    """The families that answer to something, freed of what the answer explains."""
    for family, name in LEFT.items():
        scale, moves_of = all_families[family]
        left = unanswered(family, as_of)
        yield name, scale, lambda lag, of=moves_of, left=left: left(of(lag), lag)


def until(found, year):
    return Moves(f for f in found if f[1] <= year)


# ---- as text of a scenario -----------------------------------------------------------------------

TAKEN = (
    "claims destinations decisions recognition closed appeals appeals_won dublin_requests "
    "dublin_accepted dublin_transferred returned_of_ordered refused_entry"
).split()
TEXT = """/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far each family of inputs moves in a year after its last day of data: written by
   scenarios/history/walks.py from walks.csv beside it; do not edit. Each value is the estimate from
   the years before its date, so that a run as of a day takes what was known then.

   size       standard deviation of the walk in a year: of the logarithm, for shares of the log-odds
   passing    standard deviation of what a year has for itself and the next forgets
   common, row, column   share of the walk that all of the family, those of one origin (sender), and
              those of one state (receiver) have in common; what is estimated below 0 is 0
   uneven_series, uneven_years   standard deviation of the logarithm of the size, between series and
              between years: the mean over families, for one alone tells it badly

   Of decisions and appeals: what their answer to the caseload leaves (responses.cfg). */
"""
BY = "scenarios/history/walks.py"
SOURCE = BY + ": {series} series, {moves} moves of a year, {first_year} to 2016"


def dated(rows, column, with_error):
    """( { from = ...; value = ...; prior = ...; }, ... ), by the year after each row's."""
    for row in rows:
        value = max(float(row[column] or 0), 0.0)
        error = float(row[column + "_se"] or 0) if with_error else 0.0
        spread = max(error / value, 0.1) if error and value else 0.0
        prior = f' prior = "lognormal({value:.2f}, {spread:.2f})";' if spread else ""
        since = f'from = "{row["as_of"] + 1}-01-01"; value = {value:.2f};'
        yield f"                {{ {since}{prior} }}"


def as_text(walks):
    rows = [dict(zip(WALKS, row)) for row in walks]
    every = [row for row in rows if row["family"] == "every family"]
    out = [TEXT + "rules: {\n    walk: {"]
    for column in ("size", "passing", "common", "row", "column"):
        out.append(f"        {column}: {{")
        for family in TAKEN:
            found = [row for row in rows if row["family"] == LEFT.get(family, family)]
            if not any(row[csv_name(column)] for row in found):
                continue
            list_of = ",\n".join(dated(found, csv_name(column), column == "size"))
            out.append(f"            {family} = {{ over_time = (\n{list_of} );")
            out.append(f'                source = "{SOURCE.format(**found[-1])}"; grade = "C"; }};')
        out.append("        };")
    for column in ("uneven_series", "uneven_years"):
        list_of = ",\n".join(dated(every, column, False))
        out.append(f"        {column} = {{ over_time = (\n{list_of} );")
        out.append(f'            source = "{BY}: mean over families"; grade = "C"; }};')
    return "\n".join(out) + "\n    };\n};\n"


def csv_name(column):
    return "walk" if column == "size" else column


# ---- families together ---------------------------------------------------------------------------

TOGETHER = "as_of family with years_later correlation se states_and_years".split()
OF_STATE = {  # where the state stands in the name of a series
    "claims_by_state": 1, "destinations": 1, "decisions": 1, "recognition": 1, "closed": 1,
    "appeals": 1, "appeals_won": 1, "dublin_requests": 0, "dublin_accepted": 1,
    "dublin_transferred": 0, "returned": 1, "refused_entry": 1,
}  # fmt: skip


def by_state(moves, at):
    """Mean of the moves of a state in a year, in standard deviations, {(state, year): mean}."""
    scale = np.sqrt(variance(moves, moves.once()) + moves.noise)
    z, out = np.clip(moves.moved / scale, -2.5, 2.5), defaultdict(list)
    for name, year, x in zip(moves.names, moves.year, z):
        out[name[at].rstrip("+"), year].append(x)
    return {key: sum(x) / len(x) for key, x in out.items()}


def correlation(a, b, later, luck):
    keys = sorted(k for k in a if (k[0], k[1] + later) in b)
    x = np.array([a[k] for k in keys])
    y = np.array([b[k[0], k[1] + later] for k in keys])
    states = numbered([k[0] for k in keys])

    def of(times):
        t = times[states]
        return (t * x * y).sum() / np.sqrt((t * x * x).sum() * (t * y * y).sum())

    n = states.max() + 1
    samples = [of(np.bincount(luck.integers(n, size=n), minlength=n)) for _ in range(SAMPLES)]
    return of(np.ones(n)), np.std(samples), len(keys)


def together_rows(as_of, all_families, luck):
    states = {
        family: by_state(until(all_families[family][1](1), as_of), at)
        for family, at in OF_STATE.items()
        if until(all_families[family][1](1), as_of).n >= FEWEST
    }
    for later in (0, 1):
        for family, a in states.items():
            for other, b in states.items():
                shared = sum((k[0], k[1] + later) in b for k in a)
                if shared < 40 or (later == 0 and family >= other):
                    continue
                r, se, n = correlation(a, b, later, luck)
                yield [as_of, family, other, later, f"{r:.2f}", f"{se:.2f}", n]


# ---- within a year -------------------------------------------------------------------------------

WITHIN = "as_of what value se n".split()


def months_of(as_of):
    """{(origin, state): {12 * year + month - 1: claims}} up to the end of that year."""
    out = defaultdict(dict)
    for (origin, state, year), months in table("months.csv", ("origin", "state", "year")).items():
        if int(year) <= as_of:
            out[origin, state].update({12 * int(year) + m - 1: x for m, x in months.items()})
    return out


def season(series):
    """Mean logarithm of a month's claims over the twelve months around it, by month, with error."""
    found = defaultdict(list)
    for values in series.values():
        for t, x in values.items():
            around = [values.get(t + j) for j in range(-6, 7)]
            if None not in around:
                mean = (sum(around[1:-1]) + (around[0] + around[-1]) / 2) / 12
                found[t % 12].extend([np.log(max(x, 1) / mean)] if mean >= LEAST_A_MONTH else [])
    value = np.array([np.mean(found[m]) if found[m] else np.nan for m in range(12)])
    error = [np.std(found[m]) / np.sqrt(len(found[m])) if found[m] else np.nan for m in range(12)]
    return value - np.nanmean(value), error, [len(found[m]) for m in range(12)]


def starts(series, usual, as_of):
    """How far off the year's mean is what stood before it: the last 3, 6, 12 months, freed of the
    season. {months: root mean square of the logarithm, mean absolute, number}"""
    found = defaultdict(list)
    for values in series.values():
        for year in range(2013, as_of + 1):
            next_year = [values.get(12 * year + j) for j in range(12)]
            before = [values.get(12 * year - 1 - j) for j in range(12)]
            if None in next_year + before or sum(next_year + before) < 4 * LEAST:
                continue
            for n in (3, 6, 12):
                level = np.mean([before[j] / np.exp(usual[11 - j]) for j in range(n)])
                found[n].append(np.log(max(np.mean(next_year), 0.5) / max(level, 0.5)))
    return {n: (np.sqrt(np.mean(np.square(x))), np.std(np.square(x)) / np.sqrt(len(x)), len(x))
            for n, x in found.items()}  # fmt: skip


def within_rows(as_of):
    series = months_of(as_of)
    usual, error, n = season(series)
    for m in range(12):
        if np.isfinite(usual[m]):
            yield [as_of, f"season_{m + 1:02d}", f"{usual[m]:.2f}", f"{error[m]:.2f}", n[m]]
    for lag in MONTHS:
        moves = Moves(
            (k, t, x - usual[t % 12] + usual[(t - lag) % 12], v)
            for k, t, x, v in counts(series, lag, LEAST_A_MONTH)
            if np.isfinite(usual[t % 12] + usual[(t - lag) % 12])
        )
        if moves.n < FEWEST:
            continue
        of = lambda times: np.array([np.sqrt(variance(moves, times(moves)))])
        luck = np.random.default_rng(as_of)
        se = sampled(of, {1: moves}, lambda m: m.names, luck)[0]
        size = of(Moves.once)[0]
        yield [as_of, f"move_{lag:02d}_months", f"{size:.2f}", f"{se:.2f}", moves.n]
    for months, (rms, spread, k) in starts(series, usual, as_of).items():
        yield [as_of, f"error_from_last_{months:02d}", f"{rms:.2f}", f"{spread / 2 / rms:.2f}", k]


# ---- files ---------------------------------------------------------------------------------------


def tables():
    all_families = families()
    walks, together, within = [], [], []
    for as_of in AS_OF:
        for i, (family, (scale, moves_of)) in enumerate(all_families.items()):
            row = walk_row(as_of, family, scale, moves_of, np.random.default_rng([as_of, i]))
            walks += [row] if row else []
        for i, (family, scale, moves_of) in enumerate(left_over(as_of, all_families), 100):
            row = walk_row(as_of, family, scale, moves_of, np.random.default_rng([as_of, i]))
            walks += [row] if row else []
        walks.append(every_family(as_of, walks))
        together += together_rows(as_of, all_families, np.random.default_rng(as_of))
        within += within_rows(as_of)
    return {
        "walks.csv": text(WALKS, walks),
        "../world/walks.cfg": as_text(walks),
        "together.csv": text(TOGETHER, together),
        "within_year.csv": text(WITHIN, within),
    }


if __name__ == "__main__":
    sys.exit(write("walks.py", tables(), sys.argv[1:]))
