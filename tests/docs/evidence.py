#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""evidence.py PROGRAM SOURCE RESULTS [--write]: the simulated figures of docs/evidence.md. Each row of its tables is a
question to one run of the baseline (seed 1, 20 draws of 2 streams of luck, kept in RESULTS); with --write median, range
and whether the published figure lies inside are put there, and the run's digest. What is asked stands below, by what
the row is called; a row that asks nothing is a fault. `essay_figures`, which makes the same run, holds the digest."""
import contextlib
import json
import pathlib
import re
import sqlite3
import subprocess
import sys

import numpy as np

PROGRAM, SOURCE, RESULTS = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
sys.path.insert(0, str(SOURCE / "tests/report"))
from results import quantile  # noqa: E402

PAGE = SOURCE / "docs/evidence.md"
HEAD = "| | published | median | 90 in 100 histories | |"
MONTHS = "| | Poland, published | Poland | Germany, published | Germany |"
NAMES = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
STATES = {"Poland": "POL", "Germany": "DEU", "Austria": "AUT", "Sweden": "SWE", "Hungary": "HUN", "France": "FRA",
          "Lithuania": "LTU", "the Netherlands": "NLD", "Italy": "ITA"}
PEOPLE = {"Russian": "RUS", "Ukrainian": "UKR"}


def span(year, first, last):
    """Months of one year, both ends in."""
    return [f"{year}-{m:02d}" for m in range(first, last + 1)]


def union(metric, citizenship):
    """Of all states but Norway and Switzerland."""
    return [(1, metric, citizenship, "all", ["2016"])] + [(-1, metric, citizenship, x, ["2016"]) for x in ("NOR", "CHE")]


def one(metric, population, place, *periods, sign=1):
    return [(sign, metric, population, place, list(periods))]


def returned(origin, state, year):
    return one("returns_forced", origin, state, year) + one("returns_voluntary", origin, state, year)


def closed(population):
    files = one("files_closed", population, "POL", "2016")
    return files, files + one("decisions_merits", population, "POL", "2016")


UNHEARD = one("inadmissible_third_country", "third_country", "NOR", *span(2015, 8, 12), "2016-01")
HEARD = [term for metric in ("decisions_merits", "files_closed")
         for term in one(metric, "third_country", "NOR", *span(2015, 8, 12), "2016-01")]
SPRING, AUTUMN = one("claims_first", "RUS", "POL", *span(2016, 1, 6)), one("claims_first", "RUS", "POL", *span(2016, 7, 12))
TRIES = one("border_attempts", "all", "terespol", "2016-08")

# what it is called: (factor, above, below or a number), decimals
ROWS = {
    "Russian first claims, January to June 2016": (1, SPRING, 1, 0),
    "the same, July to December": (1, AUTUMN, 1, 0),
    "July to December over January to June": (1, AUTUMN, SPRING, 2),
    "refusals of entry at Terespol 2015": (1, one("refusals_of_entry", "all", "terespol", "2015"), 1, 0),
    "refusals of entry at Terespol 2016": (1, one("refusals_of_entry", "all", "terespol", "2016"), 1, 0),
    "of them, January to October 2016 (press)":
        (1, one("refusals_of_entry", "all", "terespol", *span(2016, 1, 10)), 1, 0),
    "let in, of attempts, August 2016": (100, one("border_admissions", "all", "terespol", "2016-08"), TRIES, 1),
    "attempts a day, August 2016": (1, TRIES, 31, 0),
    "attempts with a claim stated, August 2016, per cent":
        (100, one("claims_stated", "all", "terespol", "2016-08"), TRIES, 1),
    "waiting in Brest, end of August 2016": (1, one("waiting_at_crossing", "all", "terespol", "2016-08"), 1, 0),
    "waiting in Brest, August to November 2016":
        (1, one("waiting_at_crossing", "all", "terespol", *span(2016, 8, 11)), 4, 0),
    "persons let in to claim at Terespol 2015": (1, one("border_admissions", "all", "terespol", "2015"), 1, 0),
    "first decisions pending, Poland, end of 2016": (1, one("backlog", "all", "POL", "2016"), 1, 0),
    "requests to POL 2016 after a withdrawal, share":
        (1, one("dublin_after_withdrawal", "all", ">POL", "2016"), one("dublin_requests", "all", ">POL", "2016"), 2),
    "Storskog, decided by end of January 2016: refused unheard": (1, UNHEARD, 1, 0),
    "the same, of all decided": (1, UNHEARD, UNHEARD + HEARD, 2),
    "third-country first claims NOR 2015": (1, one("claims_first", "third_country", "NOR", "2015"), 1, 0),
}
# ... and those that are called alike
PATTERNS = [
    (r"(\w{3}) in (\w{3})", lambda c, s: (100, one("grants", c, s, "2016"), one("decisions_merits", c, s, "2016"), 1)),
    (r"(\w{3}) in the EU", lambda c: (100, union("grants", c), union("decisions_merits", c), 1)),
    (r"(\w+) first claims, (\w{3}) (\d{4})", lambda c, s, y: (1, one("claims_first", PEOPLE[c], s, y), 1, 0)),
    (r"files closed, of those that ended, 2016, (\w{3})", lambda c: (1, *closed(c), 2)),
    (r"(\w{3}) waiting, end of 2012", lambda c: (1, one("backlog", c, "all", "2012"), 1, 0)),
    (r"mean days to a decision, Poland (\d{4})",
     lambda y: (1, one("days_to_decision", "all", "POL", y), one("decisions_merits", "all", "POL", y), 0)),
    (r"(requests|transfers) (\w{3}>\w{3}) (\d{4})", lambda w, p, y: (1, one(f"dublin_{w}", "all", p, y), 1, 0)),
    (r"(requests|transfers) to POL 2016", lambda w: (1, one(f"dublin_{w}", "all", ">POL", "2016"), 1, 0)),
    (r"Russians returned, (\w{3}) (\d{4})", lambda s, y: (1, returned("RUS", s, y), 1, 0)),
]


class Run:
    """The one run, made if it is not there, and what has been asked of it."""

    def __init__(self):
        done = subprocess.run([PROGRAM, "run", SOURCE / "scenarios/baseline.cfg", "--seed", "1", "--draws", "20",
                               "--replicates", "2", "--force", "--json", "-o", RESULTS], stdout=subprocess.PIPE, text=True)
        if done.returncode:
            sys.exit("the baseline does not run")
        self.digest = json.loads(done.stdout)["digest"]
        self.db = sqlite3.connect(RESULTS)
        self.histories = self.db.execute("SELECT draw, replicate FROM run WHERE scenario = 0").fetchall()
        self.draw = np.array([draw for draw, _ in self.histories])
        self.asked = {}

    def series(self, metric, population, place):
        """{period: values of the histories}."""
        key = (metric, population, place)
        if key not in self.asked:
            number, table = {history: i for i, history in enumerate(self.histories)}, {}
            for draw, replicate, period, value in self.db.execute(
                    "SELECT draw, replicate, period, value FROM outcome WHERE scenario = 'baseline' AND metric = ? "
                    "AND population = ? AND place = ?", key):
                table.setdefault(period, np.zeros(len(self.histories)))[number[draw, replicate]] = value
            self.asked[key] = table
        return self.asked[key]

    def sum(self, terms):
        if not isinstance(terms, list):
            return terms
        zero = np.zeros(len(self.histories))
        return sum(sign * self.series(*key).get(period, zero) for sign, *key, periods in terms for period in periods)

    def quantiles(self, factor, above, below):
        with np.errstate(invalid="ignore", divide="ignore"):
            value = factor * self.sum(above) / self.sum(below)
        return [quantile(np.where(np.isfinite(value), value, np.nan), self.draw, p) for p in (0.5, 0.05, 0.95)]


def question_of(name):
    if name in ROWS:
        return ROWS[name]
    if name in STATES:
        return 1, one("decisions_merits", "TJK", STATES[name], "2016"), 1, 0
    for pattern, make in PATTERNS:
        if found := re.fullmatch(pattern, name):
            return make(*found.groups())
    sys.exit(f"{PAGE.name}: no question is known for the row '{name}'")


def verdict(published, low, high):
    """A published figure may itself be a range; of a bound an end of the range is enough."""
    number = [float(x.replace(",", "")) for x in re.findall(r"\d[\d,]*\.?\d*", published.split(";")[0])]
    if low <= max(number) and min(number) <= high:
        return "only the upper end" if published.startswith("more than") else "inside"
    return "inside" if published.startswith("more than") and low > number[0] else "**outside**"


def table_row(run, line):
    name, published = [cell.strip() for cell in line.strip("|").split("|")][:2]
    factor, above, below, decimals = question_of(name)
    median, low, high = (f"{x:,.{decimals}f}" for x in run.quantiles(factor, above, below))
    said = verdict(published, *(float(x.replace(",", "")) for x in (low, high)))
    return f"| {name} | {published} | {median} | {low} to {high} | {said} |"


def month_row(run, line):
    name, poland, _, germany, _ = (cell.strip() for cell in line.strip("|").split("|"))
    period = f"2016-{NAMES.index(name) + 1:02d}"
    at = [f"{run.quantiles(1, one('claims_first', 'RUS', s, period), 1)[0]:.0f}" for s in ("POL", "DEU")]
    return f"| {name} | {poland} | {at[0]} | {germany} | {at[1]} |"


def renewed(run, text):
    lines, kind = [], None
    for line in text.splitlines():
        if line in (HEAD, MONTHS):
            kind = table_row if line == HEAD else month_row
        elif not line.startswith("|"):
            kind = None
        elif kind and not line.startswith("| ---"):
            line = kind(run, line)
        lines.append(line)
    return re.sub(r"(results digest `)\w+`", rf"\g<1>{run.digest}`", "\n".join(lines) + "\n")


def main():
    old, run = PAGE.read_text(encoding="utf-8"), Run()
    with contextlib.closing(run.db):
        new = renewed(run, old)
    changed = [(a, b) for a, b in zip(old.splitlines(), new.splitlines()) if a != b]
    if "--write" in sys.argv[4:]:
        PAGE.write_text(new, encoding="utf-8")
    for a, b in changed:
        print(f"- {a[:200]}\n+ {b[:200]}")
    return 1 if changed and "--write" not in sys.argv[4:] else 0


sys.exit(main())
