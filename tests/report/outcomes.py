# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables of outcomes: key figures, differences, groups, months and published figures, and what is uncertain."""
import math
import re

import numpy as np

import attribution
from cells import MINUS, Number, Percent, Text, blank, error_of, exact, in_draws, kept, number, of, str_of, value
from results import anova

MOVERS = {"only": "because (more|fewer) reach this stage \\(", "mostly": "because (more|fewer) reach this stage \\(",
          "rate": "because the people who reach this stage fare differently \\(",
          "both": "because (more|fewer) reach this stage, and because they fare differently \\("}


class Reading:
    """How a row of the key figures is to be read: why it moves, of what it is a part, what all places
    together count; made anew from the file and from what the catalogue declares."""

    def __init__(self, view, name):
        f, o = view.file, view.file.outcomes[name]
        self.view, self.together = view, "" if view.place else o["together"]
        self.totals = [t["label"] for t in f.outcomes.values() if o["terms"] == [(o["terms"][0][0], 1, 0)] and len(t["terms"]) > 1
                       and not t["ratio"] and all(a == 1 for _, a, _ in t["terms"]) and o["terms"][0][0] in [m for m, _, _ in t["terms"]]]
        self.by = ""
        if o["among"] and len(np.unique(f.draw[f.draw > 0])) >= 20 and not (view.place or view.population or view.period):
            self.by = self.mover(name, o)

    def mover(self, name, o):
        f, s = self.view.file, self.view.s
        period = f.all_years if o["cohort"] else f.in_force[s]
        count, exposed = (f.ask(m, "all", "all", period) for m in (name, o["among"]))
        (c0, c1), (n0, n1) = ((x[0], x[s]) for x in (count, exposed))
        with np.errstate(all="ignore"):
            r0, r1 = (np.where(n > 0, c / n, np.nan) for c, n in ((c0, n0), (c1, n1)))
        rate = np.where(np.isnan(r0) | np.isnan(r1), 0.0, (r1 - r0) * (n0 + n1) / 2)
        difference, self.exposed = float(np.median(c1 - c0)), float(np.median(n1 - n0))
        sure = max((c1 > c0).mean(), (c1 < c0).mean()) >= 0.9
        if not sure or difference == 0 or (n0 == n1).all():
            return ""  # alike in both worlds: not told
        share = float(np.median(rate)) / difference
        same = float(np.median(rate)) * float(np.median(c1 - c0 - rate)) > 0
        return ("mostly" if same else "only") if share <= 0.25 else "both" if share < 0.75 else "rate"

    def fault(self, text, page):
        asked = ""
        if self.by:
            found = re.match(f"It moves (?:(only|mostly) )?{MOVERS[self.by]}", text)
            if not found or (found[1] or self.by) != self.by:
                return f"says {text!r}, moves by {self.by}"
            told = re.search(r"[(:] ([+\u2212]?[\d,.]+); (?:of 100|for each|nobody)", text)
            if not told or abs(float(told[1].replace(",", "").replace(MINUS, "-")) - self.exposed) > 0.51:
                return f"says {text!r}, exposed {self.exposed}"
            asked = re.match(r"It moves .*?(?:under the reform|in the baseline)\)\. ?", text)
            if not asked:
                return f"says {text!r}"
            asked = asked[0]
        whole = " and of ".join("\u201c" + total + "\u201d" for total in self.totals)
        rest = [f"Part of {whole}, whose parts may move against each other."] if whole else []
        wanted = (asked + " ".join(rest + [self.together] * bool(self.together))).strip()
        return None if text == wanted else f"says {text!r}, ought to say {wanted!r}"


def keys(view):
    f = view.file
    for name, o in f.outcomes.items() if view.s else []:
        if not view.fits(o) or not view.has(o, view.s, view.population):
            continue
        before, after, d, _ = view.pair(name, view.s, view.population)
        if not (d.x != 0).any():
            continue  # moves in no history
        worse = d.more if o["worse"] > 0 else d.less if o["worse"] < 0 else None
        yield [Text(o["label"]), of(d.median, o, True), of(d.low, o, True), of(d.high, o, True),
               Percent(d.median, before.median, o), of(before.median, o), of(after.median, o), error_of(d.error, o),
               Text("neither") if worse is None else exact(worse, lambda v, d=d: in_draws(v, d)), Text(o["unit"]), Reading(view, name)]


def differences(view):
    o = view.o
    for s in view.reforms:
        before, _, d, period = view.pair(view.outcome, s, view.population)
        yield [Text(view.file.scenarios[s]["title"]), Text(view.file.said(period)),
               of(before.median, o), of(d.median, o, True), Percent(d.median, before.median, o),
               *[of(x, o, True) for x in (d.low, d.quarter, d.three_quarters, d.high)], error_of(d.error, o),
               exact(d.more, lambda v, d=d: in_draws(v, d)), exact(d.less, lambda v, d=d: in_draws(v, d)), exact(d.n, str_of)]


def groups(view):
    o = view.o
    for i, g in enumerate(view.file.groups if view.s else [], 1):
        before, after, d, _ = view.pair(view.outcome, view.s, i)
        out = view.file.dist(view.file.ask("departures", g["name"], "all", view.file.all_years)[0]).median
        rate = Text("") if o["share"] or not out or not math.isfinite(d.median) else Number(
            1000 * d.median / out, 1000 * (2 * kept(d.median, o) + abs(d.median) * kept(out, o) / out) / out, lambda v: number(v, True))
        yield [Text(g["label"]), of(before.median, o), of(after.median, o), of(d.median, o, True), rate, Percent(d.median, before.median, o), of(d.low, o, True),
               of(d.high, o, True), error_of(d.error, o), exact(d.n, str_of)]


def months(view):
    f = view.file
    published = [r for r in f.published(view.source) if re.fullmatch(r"\d{4}-\d\d", r["period"])]
    span = view.period or f.all_years
    series = []

    def add(metric, population, place):
        if place is not None and population is not None:
            x = f.by_month(metric, population, place)
            if (x[0] != 0).any():
                series.append((metric, population, place, x))
                return [r for r in published if (r["metric"], r["population"], r["place"]) == (metric, population, place)]
        return []

    known = {p["name"]: p for p in f.places.values()}
    nation = f.groups[view.population - 1]["citizenship"] if view.population else view.citizenship

    def best(metric, place):
        """Of the citizenship where figures of it are published, else of everyone."""
        before = len(series)
        if not (any(r["metric"] == metric and r["population"] == nation for r in published) and add(metric, nation, place)):
            del series[before:]
            add(metric, "all", place)

    if not view.place:
        add("border_admissions", "all", view.crossing if view.crossing in known else None)
        for state in view.states:
            best("claims_first", state if state in known else None)
    for metric in ("border_admissions", "claims_first") if view.place else ():
        if view.fits(f.outcomes[metric]):
            best(metric, view.place_name(view.place))
    for metric, population, place, x in series:
        label = f"{known[place]['label']}: {f.outcomes[metric]['label']}, {f'citizens of {f.label_of(population)}' if population != 'all' else 'everyone'}"
        for m in range(12 * span.first, min(12 * span.last + 12, x.shape[2])):
            name = f"{f.first_year + m // 12}-{m % 12 + 1:02d}"
            d = f.dist(x[0, :, m])
            there = f.dist(x[view.s, :, m]) if view.s and name >= f.scenarios[view.s]["in_force"][:7] else None
            here = [there.median, there.low, there.high] if there else [None] * 3
            figure = next((float(r["value"]) for r in published if (r["metric"], r["population"], r["place"], r["period"]) == (metric, population, place, name)), None)
            tenth = lambda y: blank(y, 0.05)
            yield [Text(label), Text(name), *[tenth(y) for y in (d.median, d.low, d.quarter, d.three_quarters, d.high, *here)], blank(figure, 0.0)]


def fit(view):
    f = view.file
    group = f.groups[view.population - 1] if view.population else None
    place = view.place_name(view.place) if view.place else None
    for r in f.published(view.source):
        o = f.outcomes[r["metric"]]
        if re.fullmatch(r"\d{4}-\d\d", r["period"]) or group and r["population"] not in (group["name"], group["citizenship"]) \
                or place and place not in r["place"].split(">") or view.period and view.period is not f.all_years and r["period"] != view.period.name:
            continue
        d = f.dist(f.ask(r["metric"], r["population"], r["place"], f.period_named(r["period"], o))[0])
        if not d.n:
            continue
        whom = next((g["label"] for g in f.groups if g["name"] == r["population"]), f"citizens of {f.label_of(r['population'])}")
        where = "all places" if r["place"] == "all" else " to ".join(f.label_of(p) if p else "anywhere" for p in r["place"].split(">"))
        show = lambda v, o=o: value(v, o) if o["share"] else number(v)
        eight = lambda x, show=show: Number(x, 1e-7 * abs(x), show)
        figure = float(r["value"])
        yield [Text(f"{o['label']}: {'everyone' if r['population'] == 'all' else whom}, {where}, {r['period'].replace('..', ' to ')}"),
               exact(figure, show), eight(d.median), eight(d.low), eight(d.high), eight(d.error),
               Text("inside" if d.low <= figure <= d.high else "missed"), Text(r["source"] + (f" ({r['note']})" if r["note"] else ""))]


def parts_of(view, name):
    """Variance within draws (chance) and between them (ignorance), and the means of the draws."""
    f, o = view.file, view.file.outcomes[name]
    x = f.ask(name, period=f.all_years if o["cohort"] else f.in_force[view.s])
    x = x[view.s] - x[0] if view.s else x[0]
    if not np.isfinite(x).all() or not (x != 0).any():
        return None
    within, between, size, mean = anova(x, f.draw)
    n, k = len(x), len(size)
    if k < 5 or k == n:
        return None
    msw, msb = within / (n - k), between / (k - 1)
    ignorance = max(0.0, (msb - msw) * k / n)
    return (msw, ignorance, msb, mean) if msw + ignorance > 0 else None


def spread(view):
    f = view.file
    for name, o in f.outcomes.items():
        found = parts_of(view, name) if o["worse"] else None
        if not found:
            continue
        chance, ignorance = found[:2]
        both = chance + ignorance
        # both are kept with four digits; where they differ by rounding alone nothing is left of them
        share = lambda x: Number(100 * x / both, 100 * 1e-3 * chance * ignorance / both**2 + 1e-10, number)
        sd = math.sqrt(both)
        yield [Text(o["label"]), share(ignorance), share(chance),
               Number(sd, 5e-4 * sd, lambda v, o=o: number((100 if o["share"] else 1) * v)), Text(o["unit"])]


WHAT = ["official statistic or legal text", "several independent sources", "one report, or derived", "assumption"]


def grades(view):
    f, found = view.file, parts_of(view, view.outcome)
    split = found and attribution.split(f, found[3])
    if not split:
        return
    chance, ignorance, msb, _ = found
    k, n = len(set(f.draw)), len(f.jobs)
    times = 100 * msb * k / n / (chance + ignorance)
    tenth = lambda x: Number(times * x, 0.05, number)
    share = 100 * chance / (chance + ignorance)
    slack = 100 * 1e-3 * chance * ignorance / (chance + ignorance) ** 2
    for grade, what in enumerate(WHAT):
        if split.count[grade]:
            yield [Text(f"{'ABCD'[grade]}: {what} ({split.count[grade]} uncertain)"), tenth(split.share[grade]), tenth(split.error[grade]), Text("")]
    yield [Text("not attributed: interactions, and effects in both directions"), Number(100 - share - times * sum(split.share), 0.05 + slack, number),
           tenth(split.error_of_all), Text("")]
    yield [Text("chance"), Number(share, slack, number), exact(0.0), Text("")]
    for path, one, error, p in split.strongest[:3]:
        yield [Text(path), tenth(one), tenth(error), Number(min(p, 1.0), 0.05 * 10.0 ** math.floor(math.log10(min(p, 1.0))), lambda v: number(100 * v))]
