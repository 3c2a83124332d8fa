#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What `asylsim validate` holds the model against: ../targets/targets.csv, made of the tables
beside this file. Each row is one published value of one series, and says whether it may be scored;
the others are the past that naive forecasts go on from.

    published.py            writes ../targets/targets.csv
    published.py --check    says whether it is what would be written: exit 0, else 1
"""
import csv
import io
import sys
from collections import defaultdict

sys.dont_write_bytecode = True  # nothing is left in the source tree

from series import HERE, by_kind, decisions, of_column, of_row, plus, summed, table

OUT = HERE.parent / "targets" / "targets.csv"
HEAD = "family metric population place period value of scored".split()
SCORED_FROM = 2012  # the model counts from here on
SHARED = "RUS UKR TJK GEO ARM AZE".split()  # origins whose destinations are scored
CELL = 100  # persons in a year: below, the count says little of the law
RULED = 50  # decisions or requests behind a share
QUARTERS = "RUS TJK".split()


def number(x):
    return f"{x:.4f}".rstrip("0").rstrip(".") if x != int(x) else str(int(x))


def row(family, metric, population, place, period, value, of="", scored=True):
    """`of`: the number of which a share is."""
    known = int(str(period)[:4]) >= SCORED_FROM
    of = number(of) if of != "" else ""
    return [family, metric, population, place, period, number(value), of, "yes" if scored and known else "no"]


def large(values, least=CELL):
    return any(x >= least for year, x in values.items() if year >= SCORED_FROM)


def counts(family, metric, series, name, least=CELL):
    """Rows of the series that are large in one of the years that are scored."""
    for key, values in sorted(series.items()):
        if large(values, least):
            for year, x in sorted(values.items()):
                yield row(family, metric, *name(key), year, x)


def shares(family, metric, series, name, least):
    """Rows of yes of (yes + no), wherever enough stand behind it."""
    for key, (yes, no) in sorted(series.items()):
        for year in sorted(yes.keys() & no.keys()):
            of = yes[year] + no[year]
            if of >= least:
                yield row(family, metric, *name(key), year, yes[year] / of, of)


def claims():
    cells = table("claims.csv", ("origin", "state"))
    origins = summed(cells, of_row)
    yield from counts("claims by origin", "claims_first", origins, lambda k: (k[0], "all"))
    yield from counts("claims by origin and state", "claims_first", cells, lambda k: k)
    for (origin, state), values in sorted(cells.items()):
        if origin in SHARED and large(values):
            for year, x in sorted(values.items()):
                of = origins[origin, ""][year]
                if of >= CELL:
                    yield row("destinations", "claims_share", origin, state, year, x / of, of, x >= CELL)


def quarters():
    by_year = table("months.csv", ("origin", "state", "year"))
    cells = defaultdict(dict)
    for (origin, state, year), months in by_year.items():
        if origin in QUARTERS and int(year) >= SCORED_FROM and len(months) == 12:
            cells[origin, state][year] = months
    for (origin, state), years in sorted(cells.items()):
        if len(years) < 5:
            continue
        for year, months in sorted(years.items()):
            for q in range(4):
                three = sum(months[3 * q + m] for m in (1, 2, 3))
                yield row("claims by quarter", "claims_first", origin, state, f"{year}-Q{q + 1}", three)


def rulings():
    decided = decisions()
    first = {k: v for k, v in decided["first"].items() if not k[1].endswith("+")}
    mixed = {k[1][:-1] for k in decided["first"] if k[1].endswith("+")}
    made = {k: plus(g, r) for k, (g, r, _) in first.items()}
    alone = {k: v for k, v in made.items() if k[1] not in mixed}
    yield from counts("decisions", "decisions_merits", summed(alone, of_column), lambda k: ("all", k[1]))
    recognised = {k: (g, r) for k, (g, r, _) in first.items()}
    yield from shares("recognition", "recognition_rate", recognised, lambda k: k, RULED)
    closed = {k: (c, made[k]) for k, (_, _, c) in first.items()}
    yield from shares("files closed", "closed_share", closed, lambda k: k, CELL)
    courts = [summed({k: v[i] for k, v in decided["appeal"].items()}, of_column) for i in (0, 1)]
    won = {k: (courts[0][k], courts[1][k]) for k in courts[0]}
    yield from shares("appeals won", "appeals_won_share", won, lambda k: ("all", k[1]), RULED)


def dublin():
    """Requests that no origin is told of are of the model's people where nearly all who are asked
    back are: of the receiver whose practice the scenario holds year by year."""
    of = by_kind("dublin.csv", ("sender", "receiver", "what"))
    to = {what: {k: v for k, v in series.items() if k[1] == "POL"} for what, series in of.items()}
    pair = lambda k: ("all", f"{k[0]}>{k[1]}")
    yield from counts("Dublin requests", "dublin_requests", to["requests"], pair)
    yield from counts("Dublin transfers", "dublin_transfers", to["transfers"], pair, RULED)
    both = {k: (to["accepted"][k], to["refused"][k]) for k in to["accepted"] if k in to["refused"]}
    yield from shares("Dublin accepted", "dublin_acceptance", both, pair, RULED)


def returns():
    """What moves from the last year known is scored: the level holds people who never claimed."""
    of = by_kind("returns.csv", ("origin", "state", "what"))
    whole = {k: v for k, v in of["returned"].items() if len(v) == 5}
    yield from counts("change of returns", "returns", summed(whole, of_column), lambda k: ("all", k[1]))
    refused = {k: v for k, v in of["refused_entry"].items() if k == ("RUS", "POL")}
    yield from counts("change of refusals of entry", "refusals_of_entry", refused, lambda k: (k[0], "terespol"))


def text():
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n")
    write.writerow(HEAD)
    for part in (claims, quarters, rulings, dublin, returns):
        write.writerows(part())
    return out.getvalue()


def main():
    new = text()
    if "--check" not in sys.argv[1:]:
        OUT.write_text(new, encoding="utf-8")
        return 0
    if OUT.exists() and OUT.read_text(encoding="utf-8") == new:
        print(f"{OUT.name}: {new.count(chr(10)) - 1} rows, as the script writes them")
        return 0
    print(f"{OUT.name} is not what {HERE.name}/published.py writes: run it")
    return 1


sys.exit(main())
