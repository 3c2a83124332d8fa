# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables of claims, and of claims under other sets of assumptions: their rows, from the file."""
import csv
import functools
import json
import subprocess
import sys

import numpy as np

from cells import Number, Percent, Text, exact, in_draws, value
from results import Dist
from view import whole_ends


def named_with(f, o, population, place):
    """An outcome with whom and where it is asked of: "Poland to Russia: ..., citizens of Ukraine"."""
    ends = [f.label_of(p) for p in place.split(">") if p]
    where = "" if place == "all" else f"{' to '.join(ends)}: " if not place.startswith(">") else f"to {ends[0]}: "
    group = next((g["label"] for g in f.groups if g["name"] == population), f"citizens of {f.label_of(population)}")
    return f"{where}{o['label']}{'' if population == 'all' else f', {group}'}"


def compare(*options):
    """What the program says of the file, both of every_number.py's command line."""
    return json.loads(subprocess.run([sys.argv[3], "compare", sys.argv[1], *options, "--json"], check=True, capture_output=True, text=True).stdout)


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
        yield [Text(f.scenarios[s]["title"]), Text(named_with(f, o, population, place)),
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
        return compare("--closures")["claims"]
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
        first, _, last = period.partition("..")
        years = "all who set out" if period == "all" else first if first == last else f"{first} to {last}"
        yield [Text(f.scenarios[s]["title"]), Text(named_with(f, o, population, place)),
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
