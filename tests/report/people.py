# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables of people: whose case ends differently, by which way, sent back through whom, decided where; and the map."""
import numpy as np

from cells import Number, Text, blank, error_of, kept, mean_error, number, of, six, value
from effects import AWAY


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


ARROW = "\u2192"


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
