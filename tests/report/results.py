#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A results file as anyone may read it (output/README.md): SQL for the counts, numpy for
medians, ranges and errors. No number here is taken from the program or from its report; it is what
the numbers of the report are held against. What the file does not say (which way an outcome is worse, which rows
the page keeps) the program's catalogue does."""
import csv
import datetime
import math
import re
import sqlite3

import numpy as np

NOBODY = np.zeros((0, 5), dtype=np.int64)


# ---- of one row of numbers ----------------------------------------------------------------------


def places(x, draw):
    """The share of new histories below each value, sorted: of n draws i / (n + 1) (Weibull); streams of luck
    share the weight of their draw, and at the stated values (draw 0) each run is its own."""
    _, at, size = np.unique(draw, return_inverse=True, return_counts=True)
    weight = 1 / size[at] if draw.any() else np.ones(len(x))
    order = np.argsort(x, kind="stable")
    weight = weight[order]
    return x[order], (np.cumsum(weight) - weight / 2 + 0.5) / (weight.sum() + 1)


def quantile(x, draw, p):
    """Of new histories (docs/results.md): linear between the places, not beyond the least and the most. Halfway
    between -1 and 1 is zero, not 1e-17."""
    draw, x = draw[~np.isnan(x)], x[~np.isnan(x)]
    if not len(x):
        return np.full(np.shape(p), math.nan) if np.ndim(p) else math.nan
    values, at = places(x, draw)
    q = np.interp(p, at, values)
    q = np.where(np.abs(q) < 1e-12 * max(abs(values[0]), abs(values[-1])), 0.0, q)
    return q if np.ndim(p) else float(q)


def beta_cdf(x, a, b):
    """Of beta(a, b), by the continued fraction of the incomplete beta function."""
    if x <= 0.0 or x >= 1.0:
        return float(x > 0.0)
    if x > (a + 1.0) / (a + b + 2.0):
        return 1.0 - beta_cdf(1.0 - x, b, a)
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)) / a
    c, d = 1.0, 1.0 / (1.0 - (a + b) * x / (a + 1.0))
    h = d
    for m in range(1, 1000):
        for step in (m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
                     -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))):
            d = 1.0 / (1.0 + step * d)
            c = 1.0 + step / c
            h *= c * d
        if abs(c * d - 1.0) < 1e-15:
            break
    return front * h


WEIGHTS = {}


def quantile_error(x, p=0.5):
    """Standard error of a quantile (Maritz and Jarrett 1978): a resample's is the i-th of n with the
    weight that beta(p (n + 1), (1 - p) (n + 1)) gives to ((i - 1) / n, i / n)."""
    n = len(x)
    if n < 2:
        return math.nan
    if (n, p) not in WEIGHTS:
        a = min(max(p * (n + 1), 1.0), float(n))
        WEIGHTS[n, p] = np.diff([beta_cdf(i / n, a, n + 1 - a) for i in range(n + 1)])
    w, x = WEIGHTS[n, p], np.sort(x) - np.median(x)
    return math.sqrt(max(0.0, w @ x**2 - (w @ x) ** 2))


def anova(x, draw):
    """Sums of squares within and between the draws, and how many histories each has."""
    _, at, size = np.unique(draw, return_inverse=True, return_counts=True)
    mean = np.bincount(at, weights=x) / size
    return float(((x - mean[at]) ** 2).sum()), float((size * (mean - x.mean()) ** 2).sum()), size, mean


def design_effect(x, draw):
    """Histories of one draw are alike: by how much that widens the variance of a mean (Kish; the
    intraclass correlation by one-way analysis of variance, groups of unequal size)."""
    n = len(x)
    if n < 3:
        return 1.0
    within, between, size, _ = anova(x, draw)
    k = len(size)
    if k < 2 or k == n:
        return 1.0
    each = (n - (size**2).sum() / n) / (k - 1)
    msb, msw = between / (k - 1), within / (n - k)
    spread = msb + (each - 1) * msw
    alike = min(1.0, max(0.0, (msb - msw) / spread)) if spread > 0 else 0.0
    return 1.0 + ((size**2).sum() / n - 1.0) * alike


class Dist:
    """Of the histories in which it is defined."""

    def __init__(self, x, draw):
        self.x, self.draw = x[~np.isnan(x)], draw[~np.isnan(x)]
        self.n = len(self.x)
        self.low, self.quarter, self.median, self.three_quarters, self.high = (
            quantile(self.x, self.draw, [0.05, 0.25, 0.5, 0.75, 0.95]).tolist())
        self.mean = float(self.x.mean()) if self.n else math.nan
        # a draw speaks once, by the mean of its streams of luck; at the stated values (draw 0) each run does
        at = np.unique(self.draw, return_inverse=True)[1] if self.draw.any() else np.arange(self.n)
        mean = np.bincount(at, weights=self.x) if self.n else np.zeros(0)
        self.of, self.more, self.less = len(mean), int((mean > 0).sum()), int((mean < 0).sum())
        self.n_draws, self.of_draws = (len(np.unique(d[d > 0])) for d in (self.draw, draw))

    @property
    def too_few(self):
        """How many draws there are, if that is too few for a verdict; else nothing."""
        return self.of_draws if self.of_draws < 20 else self.n_draws if 0 < self.n_draws < 20 else None

    def error_at(self, p):
        return quantile_error(self.x, p) * math.sqrt(design_effect(self.x, self.draw)) if self.n else math.nan

    @property
    def error(self):
        return self.error_at(0.5)

    @property
    def error_of_mean(self):
        if self.n < 2:
            return math.nan
        return math.sqrt(design_effect(self.x, self.draw) * self.x.var(ddof=1) / self.n)


# ---- the file -----------------------------------------------------------------------------------


class Period:
    """Years of the horizon, or months of it."""

    def __init__(self, name, first, last, months=()):
        self.name, self.first, self.last, self.months = name, first, last, months


class File:
    def __init__(self, path, catalogue):
        """`catalogue`: what `asylsim catalogue --json` prints."""
        self.db = db = sqlite3.connect(path)
        q = lambda sql, *a: db.execute(sql, a).fetchall()
        self.q = q
        self.meta = dict(q("SELECT key, value FROM meta"))
        self.first_year, self.years = int(self.meta["first_year"]), int(self.meta["years"])
        self.scenarios = [dict(zip(("name", "title", "claim", "source", "in_force", "digest"), r)) for r in
                          q("SELECT name, title, claim, source, in_force, digest FROM scenario ORDER BY id")]
        if q("SELECT count(*) FROM package_part")[0][0]:
            self.scenarios = self.scenarios[:2]
        for s in self.scenarios:
            s["title"] = s["title"] or s["name"]
        n = len(self.scenarios)
        runs = q("SELECT id, scenario, draw, replicate, base, months_shared, years_shared FROM run"
                 " WHERE status = 'done' ORDER BY id")
        jobs = {}
        for r in runs:
            jobs.setdefault((r[2], r[3]), {})[r[1]] = r
        self.jobs = [j for j in sorted(jobs) if all(s in jobs[j] for s in range(n))]
        self.draw = np.array([j[0] for j in self.jobs])
        row = {r[0]: i for i, r in enumerate(runs)}
        self.row_of_run = np.full(max(row) + 1, -1)
        for i, k in row.items():
            self.row_of_run[i] = k
        self.n_rows = len(runs)
        # of each scenario and history: its row, its baseline's, periods shared by month and by year
        self.run_of = [[(row[r[0]], row[r[4]] if r[4] is not None else row[r[0]], r[5] or 0, r[6] or 0)
                        for r in (jobs[j][s] for j in self.jobs)] for s in range(n)]
        self.places = {i: {"name": name, "label": label or name, "kind": kind} for i, name, label, kind in
                       q("SELECT id, name, label, kind FROM place ORDER BY id")}
        self.groups = [{"name": name, "label": label or name, "citizenship": c} for name, label, c in
                       q("SELECT name, label, citizenship FROM population ORDER BY id")]
        self.citizens = list(dict.fromkeys(g["citizenship"] for g in self.groups))
        horizon = datetime.date(self.first_year, 1, 1) + datetime.timedelta(days=int(self.meta["days"]) - 1)
        self.last_day = f"{horizon.day} {horizon:%B %Y}"
        self.thrifty = len(self.scenarios) > 8
        self.fates = {name: self.dated(label or name) for name, label in q("SELECT name, label FROM fate")}
        self.read_outcomes(catalogue)
        self.stage_labels = {stage["stage"]: stage["label"] for stage in catalogue["stages"]}
        self.members()
        self.read_periods()
        self.tables, self.values, self.asked = {}, {}, {}

    def dated(self, text):
        return re.sub(r"\bat the horizon\b", f"on {self.last_day}", text)

    def read_outcomes(self, catalogue):
        """Outcomes by label, in the file's order; what stands in no file, the catalogue says: which way each is
        worse, among whom it is counted, what all places together count, and of which rows the page keeps anything."""
        declared = {o["outcome"]: o for o in catalogue["outcomes"] + catalogue["derived"]}
        worse = {name: {"worse": 1, "better": -1}.get(o["more_is"], 0) for name, o in declared.items()}
        self.outcomes = {}
        by_id = {}
        for i, name, unit, where, time, detail, label, calendar in self.q(
                'SELECT id, name, unit, "where", time, detail, label, calendar FROM metric ORDER BY id'):
            by_id[i] = self.outcomes[name] = {
                "name": name, "unit": unit, "where": where, "stock": time == "stock", "detail": detail,
                "label": self.dated(label), "calendar": calendar, "terms": [(i, 1, 0)], "ratio": False, "worse": worse[name]}
        self.metric = by_id
        for i, name, unit, label, ratio in self.q("SELECT id, name, unit, label, is_ratio FROM derived ORDER BY id"):
            terms = self.q("SELECT metric, above, below FROM derived_part WHERE derived = ?", i)
            first = by_id[next(metric for metric, above, _ in terms if above)]
            self.outcomes[name] = {**first, "name": name, "unit": unit, "label": self.dated(label), "terms": terms,
                                   "ratio": bool(ratio), "worse": worse[name]}
        kept = {row["outcome"]: row["keeps_of_many" if self.thrifty else "keeps"] for row in catalogue["page"]}
        for name, o in self.outcomes.items():
            o["among"], o["together"] = declared[name]["among"] or "", declared[name]["together"] or ""
            o["keeps"] = kept[name]
            o["cohort"] = o["detail"] == "cohort"
            o["share"] = o["unit"] == "share"

    def members(self):
        def gather(table, key, columns):
            out = {}
            for *at, name in self.q(f"SELECT {columns}, name FROM {table}"):
                out.setdefault((at[0], name) if key else name, []).append(at[1:] if key else at)
            return out
        self.population_of = {name: np.array(at)[:, 0] for name, at in gather("population_member", 0, "population").items()}
        self.place_of = {at: np.array(v) for at, v in gather("place_member", 1, '"where", place, receiver').items()}
        self.period_of = {at: np.array(v)[:, 0] for at, v in gather("period_member", 1, "calendar, period").items()}

    def read_periods(self):
        """All years, each, and those in which each reform is in force, by the names of the file."""
        last = self.years - 1
        self.all_years = Period("all", 0, last)
        self.each_year = [Period(str(self.first_year + y), y, y) for y in range(self.years)]
        self.in_force = [self.all_years]
        for s in self.scenarios[1:]:
            first = min(last, max(0, int(s["in_force"][:4]) - self.first_year)) if s["in_force"] else 0
            same = [p for p in [self.all_years, *self.each_year] if (p.first, p.last) == (first, last)]
            self.in_force.append(same[0] if same else Period(f"{self.first_year + first}..{self.first_year + last}", first, last))

    def said(self, period):
        a, b = self.first_year + period.first, self.first_year + period.last
        return str(a) if a == b else f"{a} to {b}"

    # ---- counts

    def cells(self, metric):
        """Rows [run, period, population, place, receiver] and values of one metric."""
        if metric not in self.tables:
            rows = np.array(self.q("SELECT run, period, population, place, receiver, value FROM cell"
                                   " WHERE run IN (SELECT id FROM run WHERE status = 'done') AND metric = ?", metric), dtype=np.int64)
            at = rows[:, :5] if len(rows) else NOBODY
            at[:, 0] = self.row_of_run[at[:, 0]]
            self.tables = {metric: (at, rows[:, 5].astype(float) if len(rows) else np.zeros(0))}  # one at a time: they are large
        return self.tables[metric]

    def periods(self, metric, period):
        """Of a stock the last year; of anything else every year of it is summed."""
        calendar = self.metric[metric]["calendar"]
        names = period.months or [str(self.first_year + y) for y in range(period.first, period.last + 1)]
        found = [self.period_of.get((calendar, name), []) for name in (names[-1:] if self.metric[metric]["stock"] else names)]
        return np.concatenate([np.array(f, dtype=int) for f in found])

    def by_period(self, metric, population, place):
        """Sums [run, period]."""
        at, value = self.cells(metric)
        places = self.place_of.get((self.metric[metric]["where"], place))
        width = 1 + int(at[:, 1].max(initial=0))
        out = np.zeros((self.n_rows, width))
        if places is None:
            return out
        here, there = np.zeros(256, dtype=bool), np.zeros((256, 256), dtype=bool)
        here[self.population_of[population]] = True
        there[places[:, 0], places[:, 1]] = True
        keep = here[at[:, 2]] & there[at[:, 3], at[:, 4]]
        out += np.bincount(at[keep, 0] * width + at[keep, 1], weights=value[keep], minlength=out.size).reshape(out.shape)
        return out

    def summed(self, metric, population, place, period):
        """[scenario, history]; what a reform shares with the baseline stands under the baseline."""
        key = metric, population, place, period.first, period.last, tuple(period.months)
        if key in self.values:
            return self.values[key]
        table = self.by_period(metric, population, place)
        wanted = self.periods(metric, period)
        wanted = wanted[wanted < table.shape[1]]
        monthly, yearly = (self.metric[metric]["detail"] == d for d in ("month", "year"))
        out = np.zeros((len(self.scenarios), len(self.jobs)))
        for s, of in enumerate(self.run_of):
            for j, (row, base, months, years) in enumerate(of):
                shared = months if monthly else years if yearly else 0
                out[s, j] = table[row, wanted].sum() + (table[base, wanted[wanted < shared]].sum() if base != row else 0)
        self.values[key] = out
        return out

    def ask(self, outcome, population="all", place="all", period=None):
        """[scenario, history]; not a number where a ratio has no denominator."""
        period = period or self.all_years
        key = outcome, population, place, period.name
        if key not in self.asked:
            self.asked[key] = self.make(self.outcomes[outcome], population, place, period)
        return self.asked[key]

    def make(self, o, population, place, period):
        above = below = 0.0
        for metric, a, b in o["terms"]:
            x = self.summed(metric, population, place, period)
            above, below = above + a * x, below + b * x
        if not o["ratio"]:
            return above + 0.0 * below
        with np.errstate(all="ignore"):
            return np.where(below > 0, above / np.where(below > 0, below, 1), np.nan)

    def by_month(self, metric, population, place):
        """[scenario, history, month] of a metric kept by month."""
        i = self.outcomes[metric]["terms"][0][0]
        table = self.by_period(i, population, place)
        n = int(self.meta["months"])
        table = np.pad(table, ((0, 0), (0, max(0, n - table.shape[1]))))[:, :n]
        out = np.zeros((len(self.scenarios), len(self.jobs), n))
        for s, of in enumerate(self.run_of):
            for j, (row, base, months, _) in enumerate(of):
                out[s, j] = table[row]
                if base != row:
                    out[s, j, :months] += table[base, :months]
        return out

    def dist(self, x):
        return Dist(x, self.draw)

    def counted(self, sql, *arguments):
        """{key: [history]} of rows draw, replicate, key..., persons."""
        at = {j: i for i, j in enumerate(self.jobs)}
        out = {}
        for draw, replicate, *key, persons in self.q(sql, *arguments):
            if (draw, replicate) in at:
                out.setdefault(tuple(key), np.zeros(len(self.jobs)))[at[draw, replicate]] += persons
        return out

    def label_of(self, name):
        return next((p["label"] for p in self.places.values() if p["name"] == name), name)

    def knows(self, row):
        """Whether a published figure is about groups, states and years that the file has."""
        o = self.outcomes.get(row["metric"])
        if not o or row["population"] not in self.population_of or (o["where"], row["place"]) not in self.place_of:
            return False
        return self.period_named(row["period"], o) is not None

    def period_named(self, name, o):
        """2016, 2016-07, 2016..2017, 2016-01..2016-06 or all; None where the file has it not."""
        if name == "all":
            return self.all_years
        ends = [[int(x) for x in end.split("-")] for end in name.split("..")]
        first, last = ([12 * (e[0] - self.first_year) + (e[1] - 1 if len(e) > 1 else whole) for e in (ends[0], ends[-1])][i]
                       for i, whole in ((0, 0), (1, 11)))
        if not 0 <= first <= last < int(self.meta["months"]):
            return None
        if first % 12 == 0 and last % 12 == 11:
            return Period(name, first // 12, last // 12)
        return Period(name, first // 12, last // 12, [f"{self.first_year + m // 12}-{m % 12 + 1:02d}" for m in range(first, last + 1)]) \
            if o["detail"] == "month" else None

    def stage_label(self, name):
        """What one reads of a stage in the program's own table."""
        return self.stage_labels.get(name) or name.replace("_", " ")

    def published(self, source):
        with open(f"{source}/scenarios/published.csv", encoding="utf-8", newline="") as table:
            return [r for r in csv.DictReader(table) if self.knows(r)]
