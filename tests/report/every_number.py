#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""every_number.py RESULTS SOURCE PROGRAM < VIEWS: holds every cell of every table of the report against
the results file.

VIEWS is a list of what the page shows: {"choice": {scenario, outcome, population, place, period},
"tables": {picture: {"columns": [...], "rows": [[[text, value or null], ...]]}}}; a value is the
number behind a text, as the page's CSV has it. Each table is made anew from the file
(results.py), row by row; then every cell must say what it ought to. Out comes, for each picture,
how many cells hold a number and how many of them were checked, or the first differences, and 1."""
import csv
import functools
import json
import math
import re
import subprocess
import sys
from decimal import ROUND_HALF_UP, Decimal

import numpy as np

import attribution
from results import Dist, File, anova

MINUS = "\u2212"


# ---- numbers as the page writes them ------------------------------------------------------------


def rounded(x, digits):
    return Decimal(repr(abs(x))).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def number(x, sign=False):
    """From 100 on whole, from 10 on one decimal, else two; thousands apart."""
    if x is None or not math.isfinite(x):
        return "none"
    a = abs(x)
    digits = 0 if a >= 100 or x == int(x) else 1 if a >= 10 else 2
    if sign and 0 < a * 10**digits < 0.5:
        digits = -math.floor(math.log10(a))  # a difference that is not zero never reads as zero
    text = f"{rounded(x, digits):,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    zero = float(text.replace(",", "")) == 0
    return (MINUS if x < 0 and not zero else "+" if sign and not zero else "") + text


def value(x, o, difference=False):
    if x is None or not math.isfinite(x) or not o["share"]:
        return number(x, difference)
    return number(float(f"{100 * x:.10g}"), difference) + (" points" if difference else "%")


def in_draws(n, d):
    """So many of the draws; or that there are too few of them to say."""
    return "too few draws" if d.of_draws < 20 else f"{n:.0f} of {d.of}" if d.of else "none"


# ---- what a cell ought to be --------------------------------------------------------------------


class Text:
    def __init__(self, text):
        self.text = text

    def fault(self, text, page):
        return f"shows {text!r}, ought to say {self.text!r}" if text != self.text or page is not None else None


class Number:
    """`x` from the file; the page may be off by `least`, the rounding with which it is kept. What
    is shown is what the page's number reads as, and so no further off than its last digit."""

    def __init__(self, x, least, show):
        self.x, self.least, self.show = x, least, show

    def fault(self, text, page):
        if self.x is None or math.isnan(self.x):
            return None if page is None or math.isnan(page) and text == self.show(math.nan) else f"shows {text!r} ({page}), is not defined"
        if page is None or math.isnan(page):
            return f"shows {text!r}, file {self.x!r}"
        if not abs(page - self.x) <= self.least * (1 + 1e-9) + 1e-9 * abs(self.x):
            return f"page {page!r}, file {self.x!r}, more than {self.least:g} apart"
        return None if text == self.show(page) else f"shows {text!r} for {page!r}, which reads {self.show(page)!r}"


def exact(x, show=number):
    return Number(float(x), 0.0, show)


def blank(x, least, show=number):
    """Nothing is shown where there is nothing."""
    return Text("") if x is None else Number(x, least, show)


def two_digits(x, finest=0.0):
    """An error is worth two digits."""
    return math.nan if math.isnan(x) else (0.5 * 10.0 ** (math.floor(math.log10(x)) - 1) if x > 0 else 0.0) + finest


def kept(x, o):
    """Counts of 100 or more are kept whole, from 10 on with one decimal, else two; shares with five."""
    a = abs(x) if x is not None and math.isfinite(x) else 0.0
    return 0.5e-5 if o["ratio"] and o["share"] else 0.5 if a >= 99.95 else 0.05 if a >= 9.995 else 0.005


def of(x, o, difference=False):
    least = kept(x, o)
    if difference and x is not None and 0 < abs(x) < least:
        least *= 2  # kept away from zero
    return Number(x, least, lambda v: value(v, o, difference))


def error_of(x, o, difference=False):
    finest = 0.5e-5 if o["ratio"] and o["share"] else 0.005
    return Number(x, two_digits(x, finest), lambda v: value(v, o, difference))


class Percent(Number):
    """A difference in per cent of the baseline, both as the page keeps them; nothing of shares and where
    the baseline is under 10."""

    def __init__(self, d, base, o, exactly=False):
        none = o["share"] or not math.isfinite(d + base) or math.floor(100 * base + 0.5) / 100 < 10
        least = kept(d, o)
        if not exactly and 0 < abs(d) < least:
            d, least = math.copysign(2 * least, d), 0.0  # kept away from zero
        slack = 0.0 if exactly else (least + abs(d) * kept(base, o) / base) / base if not none else 0.0
        super().__init__(None if none else 100 * d / base, 100 * slack, self.read)

    @staticmethod
    def read(v):
        """Under 10 with one decimal."""
        whole = math.floor(10 * v + 0.5) / 10 if abs(v) < 10 else math.floor(v + 0.5)
        return "under 0.1%" if v != 0 and abs(v) < 0.05 else f"{number(whole, True)}%"

    def fault(self, text, page):
        return super().fault(text, page) if self.x is not None else Text("").fault(text, page)


def mean_error(x):
    return Number(x, two_digits(x), number)


def six(x, *with_):
    """Kept with six digits, as a sum of those it is given with."""
    return Number(x, 1e-5 * (abs(x) + sum(abs(w) for w in with_)), number)


# ---- the view -----------------------------------------------------------------------------------


class View:
    """What the reader has chosen, in the file's own names."""

    def __init__(self, file, source, choice):
        self.file, self.source = file, source
        self.s = int(choice["scenario"])
        names = list(file.outcomes)
        self.outcome = names[int(choice["outcome"])]
        self.o = file.outcomes[self.outcome]
        self.population = int(choice["population"])
        self.place = int(choice["place"])
        self.crossing, *self.states, self.citizenship = choice["touched"]  # report.mjs holds them against `compare`
        period = int(choice["period"])
        self.period = None if period < 0 else [file.all_years, *file.each_year][period]
        self.reforms = range(1, len(file.scenarios))
        self.thrifty = file.thrifty
        self.group = self.name_of(self.population)
        self.title = file.scenarios[self.s]["title"]

    def name_of(self, population):
        return self.file.groups[population - 1]["name"] if population else "all"

    def place_name(self, place):
        return self.file.places[place]["name"] if place else "all"

    def fits(self, o):
        """Whether an outcome is counted at what is chosen: a crossing, or a country."""
        if not self.place:
            return True
        crossing = self.file.places[self.place]["kind"] == "crossing"
        return o["where"] != 0 and (o["where"] == 2) == crossing

    def keeps(self, o, s, population, place, period):
        """Whether the page keeps it, by the program's catalogue (model/report/kept.h)."""
        same = lambda a, b: (a.first, a.last) == (b.first, b.last)
        force = same(period, self.file.in_force[s]) if s else any(same(period, p) for p in self.file.in_force)
        whom = 0 if population == 0 else 1 if population <= len(self.file.groups) else 2
        bit = (((bool(s) * 3 + whom) * 2 + (place != 0)) * 2 + (period is self.file.all_years)) * 2 + force
        return o["keeps"] >> bit & 1 == 1

    def nearest(self, o, s, population, period=None):
        """Place and period shown: those chosen, or as near to them as the page keeps."""
        period = period or self.period or (self.file.all_years if o["cohort"] else self.file.in_force[s])
        place = self.place if self.fits(o) else 0
        if self.keeps(o, s, population, place, period):
            return place, period
        other = self.file.all_years if o["cohort"] else self.file.in_force[s]
        if self.keeps(o, s, population, place, other):
            return place, other
        if self.keeps(o, s, population, 0, period):
            return 0, period
        return 0, other

    def has(self, o, s, population):
        """Whether the page keeps what is shown; of children and rates it keeps everyone alone."""
        place, period = self.nearest(o, s, population)
        return self.keeps(o, s, population, place, period)

    def levels(self, outcome, population, place, period):
        return self.file.ask(outcome, self.name_of(population), self.place_name(place), period)

    def pair(self, outcome, s, population, period=None):
        """Levels of baseline and reform, their difference, and the period that is shown."""
        place, period = self.nearest(self.file.outcomes[outcome], s, population, period)
        x = self.levels(outcome, population, place, period)
        d = self.file.dist
        return d(x[0]), d(x[s]), on_zero(d(x[s] - x[0]), self.file.outcomes[outcome]), period


# ---- the tables ---------------------------------------------------------------------------------
# Each gives the rows of one picture: its first cells, which are texts and name the row, then all.


HALF = 0.5 - 1e-9  # of a person; what is interpolated differs in its last bits


def whole_ends(d, o):
    """The ends of a difference's range; of counts the end next to zero is on it where it is less than half a person away."""
    return (d.low, d.high) if o["ratio"] else (0.0 if 0 < d.low < HALF else d.low, 0.0 if -HALF < d.high < 0 else d.high)


def on_zero(d, o):
    """Where an end is put on zero so, all that lies as close to it is shown there too."""
    if whole_ends(d, o) != (d.low, d.high):
        for name in ("low", "quarter", "median", "three_quarters", "high"):
            if abs(getattr(d, name)) < HALF:
                setattr(d, name, 0.0)
    return d


def claims(view):
    f = view.file
    for s, metric, population, place, direction in f.q(
            "SELECT scenario, metric, population, place, direction FROM claim_outcome ORDER BY scenario, nr"):
        if s >= len(f.scenarios):
            continue
        o = f.outcomes[metric]
        period = f.all_years if o["cohort"] else f.in_force[s]
        x = f.ask(metric, population, place, period)
        before, after, d = f.dist(x[0]), f.dist(x[s]), f.dist(x[s] - x[0])
        ends = [f.label_of(p) for p in place.split(">") if p]
        where = "" if place == "all" else f"{' to '.join(ends)}: " if not place.startswith(">") else f"to {ends[0]}: "
        group = next((g["label"] for g in f.groups if g["name"] == population), f"citizens of {f.label_of(population)}")
        least, most = whole_ends(d, o)
        low, high = (least, most) if direction > 0 else (-most, -least)
        few = d.too_few
        verdict = f"too few draws ({few} of 20)" if few is not None else "cannot be tested" if not d.n else "supported" if low > 0 else "contradicted" if high < 0 else "not supported"
        side = (direction > 0) - (direction < 0)
        side *= o["worse"] * (1 if verdict == "supported" else -1)
        fares = "worse for people" if side > 0 else "better for people" if side < 0 else "neither good nor bad"
        words = {"supported": f"moves as claimed: {fares}", "contradicted": f"moves the other way: {fares}",
                 "not supported": "not sure" if (d.x != 0).any() else "no change"}.get(verdict, verdict)
        ten = lambda y, difference=False, o=o: Number(y, 1e-9 * abs(y), lambda v: value(v, o, difference))
        worse = d.more if o["worse"] > 0 else d.less if o["worse"] < 0 else None
        share = lambda v, d=d: in_draws(v, d)
        yield [Text(f.scenarios[s]["title"]), Text(f"{where}{o['label']}{'' if population == 'all' else f', {group}'}"),
               ten(d.median, True), ten(least, True), ten(most, True), Percent(d.median, before.median, o, True),
               Text(direction_word(o, direction)), ten(before.median), ten(after.median),
               *[Number(e, 1e-9 * e, lambda v, o=o: value(v, o, True).replace("+", "")) for e in map(d.error_at, (0.5, 0.05, 0.95))],
               exact(d.more if direction > 0 else d.less, share), Text("neither") if worse is None else exact(worse, share),
               Text(verdict), Text(words), Text(period.name.replace("..", " to "))]


def direction_word(o, direction):
    return "more" if direction > 0 else "fewer" if o["unit"] in ("persons", "events", "cases", "attempts") else "less"


@functools.cache
def worlds_told():
    """Of each claim at each date its signs, on which closures() is; none where neither the file nor the table has any."""
    try:
        return json.loads(subprocess.run([sys.argv[3], "compare", sys.argv[1], "--closures", "--json"], check=True,
                                         capture_output=True, text=True).stdout)["claims"]
    except subprocess.CalledProcessError:
        return []


def closures(view):
    """Signs made anew from the table of closures, or those of the table that comes with asylsim; the words from
    `compare`, on which its own tests are."""
    f, told = view.file, worlds_told()
    number_of = {s["name"]: i for i, s in enumerate(f.scenarios)}
    for said in told:
        claim = [said[k] for k in ("metric", "population", "place")]
        s, direction, period = number_of[said["scenario"]], 1 if said["direction"] == "more" else -1, said["period"]
        signs = signs_in_file(f, s, claim, direction, period) or signs_in_table(f.scenarios[s], [*claim, said["direction"], period])
        assert signs == said["signs"], f"{claim} in {period}: {signs}, compare says {said['signs']}"
        metric, population, place = claim
        o = f.outcomes[metric]
        ends = [f.label_of(p) for p in place.split(">") if p]
        where = "" if place == "all" else f"{' to '.join(ends)}: " if not place.startswith(">") else f"to {ends[0]}: "
        group = next((g["label"] for g in f.groups if g["name"] == population), f"citizens of {f.label_of(population)}")
        first, _, last = period.partition("..")
        years = "all who set out" if period == "all" else first if first == last else f"{first} to {last}"
        yield [Text(f.scenarios[s]["title"]), Text(f"{where}{o['label']}{'' if population == 'all' else f', {group}'}"),
               Text(direction_word(o, direction)), Text(years),
               *[exact(signs.count(c), lambda v: f"{v:.0f}") for c in "+-0"], Text(said["words"]), Text(signs)]


def signs_in_file(f, s, claim, direction, period):
    if not f.q("SELECT 1 FROM sqlite_master WHERE name = 'closure_cell'"):
        return ""
    signs = ""
    for world in range(16):
        x = f.q("SELECT c.reform - c.baseline, c.draw FROM closure_cell c JOIN closure_asked a ON a.id = c.asked"
                " JOIN claim_outcome o ON o.scenario = a.scenario AND o.nr = a.claim WHERE a.scenario = ? AND o.metric = ?"
                " AND o.population = ? AND o.place = ? AND o.direction = ? AND a.period = ? AND c.world = ? ORDER BY c.draw",
                s, *claim, direction, period, world)
        signs += sign(Dist(np.array([np.nan if d is None else d for d, _ in x]), np.array([draw for _, draw in x])), direction)
    return signs


def signs_in_table(scenario, claim):
    with open(f"{sys.argv[2]}/scenarios/closures/table.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if [row["reform"], row["digest"]] == [scenario["name"], scenario["digest"]] and claim == [
                    row[k] for k in ("metric", "population", "place", "direction", "period")]:
                return row["worlds"]
    return ""


def sign(d, direction):
    """On which side the median lies, beyond two of its errors."""
    if d.too_few is not None:
        return "?"
    return "0" if not d.n or abs(d.median) <= 2 * d.error else "+" if d.median * direction > 0 else "-"


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


def str_of(x):
    return str(int(x))


def groups(view):
    o = view.o
    for i, g in enumerate(view.file.groups if view.s else [], 1):
        before, after, d, _ = view.pair(view.outcome, view.s, i)
        out = view.file.dist(view.file.ask("departures", g["name"], "all", view.file.all_years)[0]).median
        rate = Text("") if o["share"] or not out or not math.isfinite(d.median) else Number(
            1000 * d.median / out, 1000 * (2 * kept(d.median, o) + abs(d.median) * kept(out, o) / out) / out, lambda v: number(v, True))
        yield [Text(g["label"]), of(before.median, o), of(after.median, o), of(d.median, o, True), rate, Percent(d.median, before.median, o), of(d.low, o, True),
               of(d.high, o, True), error_of(d.error, o), exact(d.n, str_of)]


def kind_of(name):
    """The seven kinds of ends on the cards (page/src/fates.ts)."""
    return next(label for label, fates in KINDS if name in fates)


KINDS = [("protected", ("refugee", "subsidiary", "humanitarian", "temporary", "safe_route")), ("waiting for an answer", ("waiting",)),
         ("without status", ("no_status_transit", "no_status_europe")), ("gave up, or stayed at home", ("gave_up", "displaced", "at_home")),
         ("returned, unharmed", ("returned_unharmed",)),
         ("refouled, seized, persecuted or dead", ("returned_persecuted", "refouled_direct", "refouled_chain", "seized_in_transit", "killed", "died")),
         ("did not set out", ("not_departed",))]
ENDS = ["protected", "fate_waiting", "without_status", "fate_gave_up", "fate_returned_unharmed", "ended_refouled", "fate_seized_in_transit",
        "fate_returned_persecuted"]


@functools.cache
def ended(f, s):
    """Means, over the histories, of the people whose end is another: in all, and by kind in both worlds."""
    rows = f.counted("SELECT draw, replicate, fate_baseline, fate_reform, sum(persons) FROM paired WHERE scenario = ? AND population = 'all'"
                     " GROUP BY 1, 2, 3, 4", f.scenarios[s]["name"])
    persons, before, after = 0.0, dict.fromkeys((k for k, _ in KINDS), 0.0), dict.fromkeys((k for k, _ in KINDS), 0.0)
    for (a, b), x in rows.items():
        if a != b:
            persons += x.mean()
            before[kind_of(a)] += x.mean()
            after[kind_of(b)] += x.mean()
    return persons, before, after


def matrix(view):
    f = view.file
    for s in view.reforms:
        persons = ended(f, s)[0]
        for name in ENDS:
            if name not in f.outcomes:
                continue
            o, x = f.outcomes[name], f.ask(name)
            d = f.dist(x[s] - x[0])
            low, high = whole_ends(d, o)
            sure = "no change" if not (d.x != 0).any() else "too few draws" if d.too_few is not None else \
                "sure" if low > 0 or high < 0 else "not sure"
            signed = lambda v: number(v, True)
            per = 1000 * d.median / persons if persons else 0.0
            least = 1000 * kept(d.median, o) * 2 / persons + 1e-4 * abs(per) if persons else 0.0
            yield [Text(f.scenarios[s]["title"]), Text(o["label"]), of(d.median, o, True), of(low, o, True), of(high, o, True),
                   Number(per, least, signed), Text(sure)]


@functools.cache
def sentences():
    """Of each reform which outcomes are told, by `compare`, on whose choice its own tests are. The figures are
    made from the file."""
    told = json.loads(subprocess.run([sys.argv[3], "compare", sys.argv[1], "--json"], check=True, capture_output=True, text=True).stdout)
    return {s["scenario"]: s for s in told["sentences"]}


def outcome_told(f, s, told):
    """Levels and differences of an outcome that a sentence tells, in its unit, shares in per cent."""
    o = f.outcomes[told["metric"]]
    by = 100 if o["share"] else 1
    fates = o["cohort"] and any(m["name"] == told["metric"] for m in f.metric.values())  # of all who set out
    period = told.get("period") or ("all" if fates else f.in_force[s].name)
    x = by * f.ask(told["metric"], told["population"], told["place"], f.period_named(period, o))
    ends = [f.label_of(p) for p in told["place"].split(">") if p]
    where = "" if told["place"] == "all" else f"{' to '.join(ends)}: " if not told["place"].startswith(">") else f"to {ends[0]}: "
    group = next((g["label"] for g in f.groups if g["name"] == told["population"]), f"citizens of {f.label_of(told['population'])}")
    return f"{where}{o['label']}{'' if told['population'] == 'all' else f', {group}'}", by, f.dist(x[0]), f.dist(x[s]), f.dist(x[s] - x[0])


@functools.cache
def touched_by(f, s):
    """Persons, history by history: touched, of both worlds with another end, who gain and lose protection, who come
    and stay, and those touched of each group."""
    rows = f.counted("SELECT draw, replicate, population, fate_baseline, fate_reform, sum(persons) FROM paired WHERE scenario = ?"
                     " GROUP BY 1, 2, 3, 4, 5", f.scenarios[s]["name"])
    none, safe = np.zeros(len(f.jobs)), KINDS[0][1]
    kinds = {"touched": lambda a, b: a != b, "otherwise": lambda a, b: a != b and AWAY not in (a, b),
             "gained": lambda a, b: AWAY not in (a, b) and a not in safe and b in safe,
             "lost": lambda a, b: AWAY not in (a, b) and a in safe and b not in safe,
             "gained_waiting": lambda a, b: a == WAITING and b in safe, "lost_waiting": lambda a, b: a in safe and b == WAITING,
             "came": lambda a, b: a == AWAY != b, "stayed": lambda a, b: b == AWAY != a}
    people, groups = {k: none.copy() for k in kinds}, {g["name"]: none.copy() for g in f.groups}
    for (who, a, b), x in rows.items():
        for k in [k for k, keep in kinds.items() if who == "all" and keep(a, b)]:
            people[k] += x
        if who in groups and a != b:
            groups[who] += x
    return people, groups


AWAY, WAITING = "not_departed", "waiting"


def ends(view):
    """What stands on the cards: the sentences' figures as they are in the file; the hundred are rounded to whole
    people, so each is off by less than one."""
    f = view.file
    set_out = f.dist(f.ask("departures")[0])
    none = Text("")
    yield [Text(f.scenarios[0]["title"]), Text("set out, median"), of(set_out.median, f.outcomes["departures"]), none, none]
    told, in_worlds = sentences(), worlds_told()
    nine = lambda x: Number(x, 1e-9 * abs(x), number)
    for s in view.reforms:
        title, said = Text(f.scenarios[s]["title"]), told[f.scenarios[s]["name"]]
        figure = lambda what, x, title=title: [title, Text(what), none, none, x]
        if said["outcome"]:
            name, by, before, after, d = outcome_told(f, s, said["outcome"])
            yield [title, Text(f"told: {name}"), nine(before.median), nine(after.median), nine(d.median)]
            yield figure("its difference: nine in ten histories, from", nine(d.low))
            yield figure("its difference: nine in ten histories, to", nine(d.high))
            if before.median >= 0.5 and by == 1:
                yield figure("its difference, in per cent of the baseline", nine(100 * d.median / before.median))
            yield figure("draws in which it moves in the same direction", exact(d.more if d.median > 0 else d.less))
            yield figure("draws", exact(d.of))
            signs = [c["signs"] for c in in_worlds if c["scenario"] == said["scenario"] and all(c[k] == said["outcome"][k] for k in ("metric", "population", "place"))
                     and said["outcome"]["because"] == "claim"]
            if signs and signs[-1].strip("?"):
                as_claimed = next(c["direction"] for c in in_worlds if c["signs"] is signs[-1]) == ("more" if d.median > 0 else "less")
                yield figure("sets of assumptions with the same direction", exact(signs[-1].count("+" if as_claimed else "-")))
                yield figure("sets of assumptions tested", exact(16 - signs[-1].count("?")))
        for other in (said["beside"], said["against"]):
            if other:
                name, _, _, _, d = outcome_told(f, s, other)
                yield figure(f"also told: {name}", nine(d.median))
                yield figure("draws in which that moves in the same direction", exact(d.more if d.median > 0 else d.less))
        people, groups = touched_by(f, s)
        median = {k: f.dist(x).median for k, x in people.items()}
        yield figure("people touched: their case ends differently, or they set out in one world only", nine(median["touched"]))
        # those who set out are kept whole
        share = 100 * median["touched"] / set_out.median
        yield figure("people touched, in per cent of all who set out", Number(share, share / set_out.median, number))
        for k, what in [("otherwise", "people who set out in both worlds and whose case ends differently"), ("gained", "people who gain protection"),
                        ("lost", "people who lose protection")]:
            yield figure(what, nine(median[k]))
        net = f.dist(people["gained"] - people["lost"])
        yield figure("gained less lost: nine in ten histories, from", nine(net.low))
        yield figure("gained less lost: nine in ten histories, to", nine(net.high))
        for k, what in [("gained_waiting", "people who gain protection and without the reform are still waiting in the end"),
                        ("lost_waiting", "people who lose protection and with the reform are still waiting in the end"),
                        ("came", "people who set out only because of the reform"), ("stayed", "people who no longer set out")]:
            yield figure(what, nine(median[k]))
        with np.errstate(all="ignore"):
            shares = [(f.dist(np.where(people["touched"] > 0, x / people["touched"], np.nan)), f.dist(x), g) for g, x in groups.items()]
        shares = [(-(d.median if d.n else 0.0), -x.median, g) for d, x, g in shares if x.high > 0 or x.median > 0]
        for x, _, g in sorted(shares)[:2]:
            label = next(one["label"] for one in f.groups if one["name"] == g)
            yield figure(f"{label}, in per cent of those touched", nine(-100 * x))
        persons, before, after = ended(f, s)
        yield figure("people whose case ends differently, mean", Number(persons, 1e-4 * persons, number))
        for kind, _ in KINDS if persons else []:
            square = lambda x: Number(100 * x / persons, 1.0, number)
            yield [title, Text(f"of 100 of them: {kind}"), square(before[kind]), square(after[kind]), none]
        own = [(x, c) for x, c in zip(f.q("SELECT scenario FROM claim_outcome ORDER BY scenario, nr"), claims(view)) if x[0] == s]
        yield figure("outcomes named by its claim", exact(len(own)))
        yield figure("of these, move as claimed", exact(sum(c[14].text == "supported" for _, c in own)))


def lives(view):
    f = view.file
    rows = f.counted("SELECT draw, replicate, fate_baseline, fate_reform, sum(persons) FROM paired WHERE scenario = ?"
                     " AND population = ? GROUP BY 1, 2, 3, 4", f.scenarios[view.s]["name"], view.group)
    named = [(f.fates[a], f.fates[b], x) for (a, b), x in rows.items()]
    away = AWAY
    for a, b, keep in [("(any)", "(another)", lambda a, b: a != b and away not in (a, b)),
                       (f.fates[away], "(any)", lambda a, b: a == away), ("(any)", f.fates[away], lambda a, b: b == away)]:
        some = [x for k, x in rows.items() if keep(*k)]
        if some:
            named.append((a, b, sum(some)))
    for a, b, x in named:
        d = f.dist(x)
        yield [Text(a), Text(b), six(d.median), six(d.low, d.median), six(d.high, d.median), six(d.mean, d.median), mean_error(d.error_of_mean)]


def journeys(view):
    f = view.file
    flows = [f.counted('SELECT draw, replicate, "from", "to", sum(persons) FROM flow WHERE scenario = ? AND population = ?'
                       " GROUP BY 1, 2, 3, 4", f.scenarios[s]["name"], view.group) for s in dict.fromkeys((0, view.s))]
    none = np.zeros(len(f.jobs))
    for way in dict.fromkeys(k for flow in flows for k in flow):
        a, b = f.dist(flows[0].get(way, none)), f.dist(flows[-1].get(way, none))
        change = f.dist(flows[-1].get(way, none) - flows[0].get(way, none))
        reform = [six(x, a.median, change.median) for x in (b.median, b.low, b.high)] if view.s else [Text("")] * 3
        moved = [Number(x, 1e-5 * (abs(x) + abs(change.median)), lambda v: number(v, True)) for x in (change.median, change.low, change.high)]
        yield [*[Text(f.stage_label(n)) for n in way], six(a.median), six(a.low, a.median), six(a.high, a.median), *reform,
               *(moved if view.s else [Text("")] * 3), six(a.mean, a.median),
               six(b.mean, a.mean, change.median) if view.s else Text(""), mean_error(a.error_of_mean)]


def ledger(view):
    f = view.file
    period = f.in_force[view.s] if view.thrifty and view.s else view.period or f.in_force[view.s]
    both = {what: [f.counted(f"SELECT draw, replicate, chain, acts, sum({what}) FROM refoulement WHERE scenario = ? AND population = ?"
                             " AND year BETWEEN ? AND ? GROUP BY 1, 2, 3, 4", f.scenarios[s]["name"], view.group,
                             f.first_year + period.first, f.first_year + period.last) for s in (0, view.s)] for what in ("persons", "harmed")}
    none = np.zeros(len(f.jobs))
    for chain in dict.fromkeys(k for flow in both["persons"] for k in flow):
        states, acts = chain[0].split(">"), chain[1].split(">")
        if view.place and view.place_name(view.place) not in states[:-1]:
            continue
        e, h = (f.dist(both[what][1].get(chain, none)) for what in ("persons", "harmed"))
        base = f.dist(both["persons"][0].get(chain, none))
        text = "".join(f"{f.label_of(a)} \u2013{act}\u2192 " for a, act in zip(states, acts)) + f.label_of(states[-1])
        yield [Text(text), six(e.median), six(e.low, e.median), six(e.high, e.median), six(e.mean, e.median), mean_error(e.error_of_mean),
               six(h.median), six(h.low, h.median), six(h.high, h.median), six(h.mean, h.median), six(base.median)]
    for text, links in (("all of these chains", 1), ("those of more than one act", 2)) if not view.place else ():
        e, h, base = (f.dist(sum((x for chain, x in both[what][s].items() if len(chain[1].split(">")) >= links), none))
                      for what, s in (("persons", 1), ("harmed", 1), ("persons", 0)))
        if any((d.x != 0).any() for d in (e, base)):
            yield [Text(text), six(e.median), six(e.low, e.median), six(e.high, e.median), six(e.mean, e.median), mean_error(e.error_of_mean),
                   six(h.median), six(h.low, h.median), six(h.high, h.median), six(h.mean, h.median), six(base.median)]


def lottery(view):
    f = view.file
    rate, index, merits = (f.outcomes[n] for n in ("recognition_rate", "lottery_index", "decisions_merits"))
    last = max((r["period"][-7:][:4] if r["period"][-3] == "-" else r["period"][-4:] for r in f.published(view.source)
                if r["metric"] == "recognition_rate"), default="")
    period = view.period or next((p for p in f.each_year if p.name == last), f.all_years)
    period = f.in_force[view.s] if view.thrifty and view.s else period
    chosen = f.groups[view.population - 1]["citizenship"] if view.population else None
    published = [r for r in f.published(view.source) if r["metric"] == "recognition_rate" and r["period"] == period.name]
    for citizen in f.citizens:
        for p in f.places.values():
            if p["kind"] != "state" or chosen not in (None, citizen):
                continue
            d, otherwise, persons = (f.dist(f.ask(o["name"], citizen, p["name"], period)[view.s]) for o in (rate, index, merits))
            there = [(float(r["value"]), r["source"] + (f" ({r['note']})" if r["note"] else "")) for r in published
                     if r["population"] == citizen and r["place"] == p["name"]]
            if (not d.n or d.n < len(f.jobs) / 4) and not there:
                continue
            for figure, said in there or [(None, "")]:
                yield [Text(f.label_of(citizen)), Text(p["label"]), of(d.median, rate), of(d.low, rate), of(d.high, rate), error_of(d.error, rate),
                       of(persons.median, merits, False), of(otherwise.median, index),
                       blank(figure, 0.0, lambda v: value(v, rate)), Text(said)]
    d, otherwise, persons = (f.dist(f.ask(o["name"], period=period)[view.s]) for o in (rate, index, merits))
    if d.n:
        yield [Text("all nationalities"), Text("all states"), of(d.median, rate), of(d.low, rate), of(d.high, rate), error_of(d.error, rate),
               of(persons.median, merits, False), of(otherwise.median, index), blank(None, 0.0), Text("")]


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


def limits(view):
    for grade, what in [*zip("ABCD", [*WHAT[:3], "assumption"]), ("", "no grade given")]:
        values, sampled = view.file.q("SELECT count(*), total(prior <> '') FROM parameter WHERE scenario = 0 AND coalesce(grade, '') = ?", grade)[0]
        if values:
            yield [Text(grade or "none"), Text(what), exact(values), exact(sampled)]


def visible(text):
    return re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f]", "\ufffd", text or "")


def provenance(view):
    for s, *row in view.file.q('SELECT scenario, path, "from", value, unit, prior, grade, source, conflict FROM parameter'
                               " WHERE scenario IN (0, ?) ORDER BY 1, 2, 3", view.s):
        row[5] = row[5] or ("of the reform, no grade" if s else "none")
        yield [*[Text(visible(x)) for x in row], Text(view.file.scenarios[s]["name"] if s else "baseline")]


def spots(view, metric, kind, what):
    f = view.file
    if metric not in f.outcomes:
        return
    o, period = f.outcomes[metric], f.in_force[view.s]
    for p in f.places.values():
        if p["kind"] != kind:
            continue
        x = f.ask(metric, "all", p["name"], period)
        before, after = f.dist(x[0]).median, f.dist(x[view.s]).median
        if before or after:
            plain = lambda v: Number(v, kept(v, o), number)
            yield [Text(what), Text(p["label"]), plain(before), plain(after)]


def map_(view):
    yield from spots(view, "border_admissions", "crossing", "let in to claim")
    yield from spots(view, "claims_first", "state", "first applications")
    f, period, both = view.file, view.file.in_force[view.s], []
    for s in (0, view.s):
        both.append(f.counted("SELECT draw, replicate, chain, acts, sum(persons) FROM refoulement WHERE scenario = ? AND population = 'all'"
                              " AND year BETWEEN ? AND ? GROUP BY 1, 2, 3, 4", f.scenarios[s]["name"],
                              f.first_year + period.first, f.first_year + period.last))
    found = []
    for states, acts in dict.fromkeys([*both[0], *both[1]]):
        if ">" not in acts:
            continue
        before, after = (f.dist(b[states, acts]).median if (states, acts) in b else 0.0 for b in both)
        label = f"{f' {ARROW} '.join(f.label_of(x) for x in states.split('>'))} ({acts.replace('>', ', then ')})"
        if before or after:
            found.append((-after, -before, label))
    for after, before, label in sorted(found)[:6]:
        yield [Text("at risk, sent home through other states"), Text(label), six(-before), six(-after)]


ARROW = "\u2192"
MEASURED = re.compile(r"\.(walk|caseload|crisis|rate|capacity|p_request|p_accept|p_transfer|transfer_days|cooperation|opinion|onward|departure)\b"
                      r"|^rules\.walk|min_days$|\.success$")


def named(f, name, by_group=True):
    group = next((g["label"] for g in f.groups if by_group and g["name"] == name), "")
    return group or (f.label_of(name) if f.label_of(name) != name else name.replace("_", " "))


def shown(f, text, unit):
    """A value of the table of parameters as people read it."""
    if text.startswith("[") and text.endswith("]"):
        return ", ".join(filter(None, (named(f, x.strip()) for x in text[1:-1].split(",")))) or "none"
    plain = f"{int(text):,}" if re.fullmatch(r"-?\d{5,}", text) else text
    return plain if unit in ("", "yes or no", "list", "ratio") or unit.startswith("share") else f"{plain} {unit}"


def timeline(view):
    """Changes of law and practice in the baseline, within the horizon."""
    f = view.file
    with open(f"{view.source}/scenarios/page.json", encoding="utf-8") as file:
        laws = json.load(file)["laws"]
    first, last, before = f"{f.first_year}-01-02", f"{f.first_year + f.years}-01-01", {}
    for path, day, text, unit, source in f.q('SELECT path, coalesce("from", \'\'), value, unit, source FROM parameter WHERE scenario = 0'
                                             " ORDER BY path, 2"):
        kind, *rest = path.split(".")
        was, before[path] = before.get(path), text
        if not first <= day < last or kind not in ("rules", "states", "crossings", "refuges", "transit") or MEASURED.search(path) or was == text:
            continue
        where = "in general" if kind == "rules" else f.label_of(rest[0])
        words = ": ".join(named(f, re.sub("^p_(?=.)", "", p), False) for p in (rest if kind == "rules" else rest[1:]))
        name = next((name for like, name in laws if re.search(like, words)), "")
        yield [Text(visible(x)) for x in (day, where, name, words, shown(f, text, unit), "" if was is None else shown(f, was, unit), source or "")]


TABLES = [matrix, map_, timeline, ends, claims, closures, keys, differences, groups, lives, journeys, ledger, lottery, months, fit, spread, grades, limits, provenance]


# ---- the comparison -----------------------------------------------------------------------------


def has_number(text, page):
    return page is not None or bool(re.search(r"\d", text))


def hold(expected, rows, faults):
    """Every row of the page against the one that bears its texts; how many cells with a number
    there are, and how many were compared. Where texts are the same (the same figure from a source
    that says nothing more), the first that fits."""
    key = lambda row: tuple(c.text for c in row if isinstance(c, Text))
    at = {}
    for row in expected:
        at.setdefault(key(row), []).append(row)
    checked = 0
    places = {tuple(isinstance(c, Text) for c in row) for row in expected}
    for row in rows:
        keys = {tuple(text for (text, _), is_text in zip(row, shape) if is_text) for shape in places if len(shape) == len(row)}
        found = [(k, r) for k in keys for r in at.get(k, ()) if tuple(c.text for c in r if isinstance(c, Text)) == k
                 and all(not isinstance(c, Text) or c.text == text for c, (text, _) in zip(r, row))]
        if not found:
            faults.append(f"no such row in the file: {[t for t, _ in row]}")
            continue
        wrong = [[f"{row[0][0]}, column {i + 1}: {why}" for i, (c, (text, page)) in enumerate(zip(r, row))
                  if (why := c.fault(text, page))] for _, r in found]
        best = min(range(len(found)), key=lambda i: len(wrong[i]))
        faults += wrong[best]
        checked += sum(has_number(text, page) for text, page in row)
        at[found[best][0]].remove(found[best][1])
    for left in (r for rest in at.values() for r in rest):
        faults.append(f"not on the page: {[c.text if isinstance(c, Text) else getattr(c, 'x', '') for c in left]}")
    return checked


def by_view(file):
    """results.py reads the tables of counts; what the file's own view `outcome` says of some of what
    was asked must be the same."""
    asked = [a for a in file.asked if a[3] in ("all", *(p.name for p in file.each_year))]
    faults = []
    for outcome, population, place, period in asked[:: max(1, len(asked) // 60)]:
        rows = {(s, d, r): v for s, d, r, v in file.q(
            "SELECT scenario, draw, replicate, value FROM outcome WHERE metric = ? AND population = ? AND place = ? AND period = ?",
            outcome, population, place, period)}
        for (s, scenario), x in zip(enumerate(file.scenarios), file.asked[outcome, population, place, period]):
            none = math.nan if file.outcomes[outcome]["ratio"] else 0.0
            view = np.array([rows.get((scenario["name"], *j), none) for j in file.jobs])
            if not np.allclose(x, view, rtol=1e-12, atol=0, equal_nan=True):
                faults.append(f"view outcome: {outcome}, {population}, {place}, {period}, {scenario['name']}: {view.tolist()}, not {x.tolist()}")
    return faults


def main():
    catalogue = json.loads(subprocess.run([sys.argv[3], "catalogue", "--json"], check=True, capture_output=True).stdout)
    file, views = File(sys.argv[1], catalogue), json.load(sys.stdin)
    told, faults = {}, []
    for view in views:
        for name, table in view["tables"].items():
            table["rows"] = [[(text, None if page is None else float(page)) for text, page in row] for row in table["rows"]]
            make = next(t for t in TABLES if t.__name__.rstrip("_") == name)
            here = []
            checked = hold(list(make(View(file, sys.argv[2], view["choice"]))), table["rows"], here)
            count = told.setdefault(name, [0, 0])
            count[0] += sum(has_number(*cell) for row in table["rows"] for cell in row)
            count[1] += checked
            faults += [f"{name} {view['choice']}: {f}" for f in here]
    faults += by_view(file)
    print(json.dumps({"pictures": told, "faults": faults[:40], "n_faults": len(faults)}))
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
