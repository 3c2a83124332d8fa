# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables of what reforms do, in sum: the matrix, and the cards with what becomes of people."""
import functools

import numpy as np

from cells import Number, Text, exact, kept, number, of
from claims import claims, compare, named_with, worlds_told
from view import whole_ends


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
    return {s["scenario"]: s for s in compare()["sentences"]}


def outcome_told(f, s, told):
    """Levels and differences of an outcome that a sentence tells, in its unit, shares in per cent."""
    o = f.outcomes[told["metric"]]
    by = 100 if o["share"] else 1
    fates = o["cohort"] and any(m["name"] == told["metric"] for m in f.metric.values())  # of all who set out
    period = told.get("period") or ("all" if fates else f.in_force[s].name)
    x = by * f.ask(told["metric"], told["population"], told["place"], f.period_named(period, o))
    return named_with(f, o, told["population"], told["place"]), by, f.dist(x[0]), f.dist(x[s]), f.dist(x[s] - x[0])


AWAY, WAITING = "not_departed", "waiting"


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
