#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The years before the first day that counts, 2004 to 2011: what the scenario's inputs were then,
in proportion to what the tables here say of those years and of 2012.

    warm_up.py            writes ../world/warm_up.cfg
    warm_up.py --check    says whether it is what would be written: exit 0, else 1

Nothing is counted of these years. They fill the queues, the stocks of people refused and of people
returned, and what the groups know of the ways, so that 2012 is no beginning.
"""
import csv
import sys
from collections import defaultdict
from math import exp, log

sys.dont_write_bytecode = True  # nothing is left in the source tree

from scenario_text import on_first_day, read
from series import FLOOR, HERE, table

YEARS = range(2004, 2012)
SPANS = range(2004, 2008), range(2008, 2012)  # shares are of several years together: few are decided on in one
ASKED = SPANS[1]  # Dublin: nothing is published of the years before
BASE = (2012, 2013)  # what the ways of people are in proportion to
LEAST = 100  # decisions or files, for a share of its own
STEADY = 10  # claims: so much of what all states together did is in a state's own change
# Set by hand, once, so that about as many wait at the end of 2011 as stocks.csv has (France: 2013, the
# first year it speaks of): there many files end otherwise, and children are not decided on by themselves.
RAISED = {"FRA": 2.0, "BEL": 1.5, "SWE": 1.5, "CHE": 2.0, "DNK": 2.0, "FIN": 2.0, "CZE": 1.3, "ITA": 1.4}
WORLD = HERE.parent / "world"
SOURCE = "derived: the value of 2012 in proportion to the tables of scenarios/history"

HEAD = """\
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Written by scenarios/history/warm_up.py: what held in the years before the first day that counts,
   which are lived so that nothing begins on that day. What is not said here held as in 2012: laws,
   returns, onward moves and Dublin practice beside what follows, and everything assumed.

   persons, routes, destinations   each way into a state carried people in proportion to the first
             claims of their citizenship there: persons of 2012 and 2013 on that way (departures.cfg)
             times claims of the year over the mean of 2012 and 2013. A state with few claims is drawn
             towards what all states together did. Months by the season alone, so that a year's people
             set out in the year of their claims. A year that is not counted (Poland 2009) is the mean
             of its neighbours.
   to        requests to Poland by sender (Eurostat migr_dubro), as from 2012; before 2008, of which
             nothing is published, as in 2008.
   rate, share (of withdrawal)   the published share of 2004 to 2007 together, and of 2008 to 2011,
             moved by the distance that the scenario's value of 2012 keeps from the published one (log
             odds); citizenships with 100 decisions or files in 2008 to 2011, and before as then
             where fewer were counted. Courts decide as they do from 2012 on.
   capacity  the scenario's value of 2012 times decisions of the year over those of 2012; in Czechia and Italy
             1.3 or 1.4, in Belgium and Sweden 1.5, in France, Switzerland, Denmark and Finland 2 times as much,
             set by hand so that about as many wait at the end of 2011 as are counted (stocks.csv).
   p_accept, p_request   of Poland, by all senders together, in the same way; before the judgment
             M.S.S. v. Belgium and Greece people were sent to Greece. Before 2008 as in 2008. */
"""


# ---- tables ----------------------------------------------------------------------------------------

CLAIMS = table("claims.csv", ("origin", "state"))
DECISIONS = table("decisions.csv", ("origin", "state", "level", "outcome"))
DUBLIN = table("dublin.csv", ("sender", "receiver", "what"))


def claims(origin, state, year):
    """Claims of a year; one that is left out is the mean of its neighbours, or few."""
    series = CLAIMS.get((origin, state), {})
    if year in series:
        return series[year]
    beside = [series[y] for y in (year - 1, year + 1) if y in series]
    return max(sum(beside) / 2, FLOOR) if beside else FLOOR


def decided(state, level, origins, years, outcomes=("granted", "rejected")):
    """Decisions of these years; `level` "first" is also that of states that count both together."""
    levels = ("first", "first_and_appeal") if level == "first" else (level,)
    found = [
        DECISIONS[o, state, l, w][y]
        for o in origins for l in levels for w in outcomes for y in years
        if y in DECISIONS.get((o, state, l, w), {})
    ]
    return sum(found) if found else None


def requests(what, sender=None):
    """By year: to Poland, from one sender or from those that count all the years."""
    senders = [sender] if sender else ("AUT", "BEL", "DEU", "FRA", "NOR", "SWE")
    out = defaultdict(float)
    for s in senders:
        for year, x in DUBLIN.get((s, "POL", what), {}).items():
            out[year] += x
    return out


# ---- numbers ---------------------------------------------------------------------------------------

def odds(p):
    return log(p / (1 - p))


def moved(value, then, now, least=0.003, most=0.97):
    """A share of the scenario moved by as much, in log odds, as the published one was."""
    inside = [min(max(x, least), most) for x in (value, then, now)]
    x = odds(inside[0]) + odds(inside[1]) - odds(inside[2])
    return min(max(1 / (1 + exp(-x)), least), most)


def number(x, digits=3):
    return f"{x:.{digits}f}"


def series(name, values, digits, notes="", years=YEARS):
    inside = ", ".join(number(x, digits) for x in values)
    return f'{name} = {{ yearly_from = "{years[0]}"; yearly = [{inside}];{notes} }};'


def by_span(name, shares, text):
    """A share of each span in the words of `text`; the first is None, where few were counted in it, and
    as the second then."""
    if shares[0] is None:
        return f"{name} = {{ {text(shares[1])} }};"
    dated = ", ".join(f'{{ from = "{years[0]}-01-01"; {text(x)} }}' for years, x in zip(SPANS, shares))
    return f"{name} = {{ over_time = ( {dated} ); }};"


def notes(grade, unit="", prior="", source=SOURCE):
    unit = f' unit = "{unit}";' if unit else ""
    prior = f' prior = "{prior}";' if prior else ""
    return f'{unit}{prior} source = "{source}"; grade = "{grade}";'


# ---- people ----------------------------------------------------------------------------------------

def mean_of_base(value):
    """Of a series that begins with 2012, by month or year: its mean in 2012 and 2013."""
    if not isinstance(value, dict):
        return float(value)
    n = 24 if "monthly" in value else 2
    values = value.get("monthly") or value.get("yearly") or [on_first_day(value)]
    return sum(values[:n]) / len(values[:n])


class Growth:
    """How many claimed in a year for each that did in 2012 and 2013."""

    def __init__(self, origin, states):
        self.origin, self.states = origin, states

    def of_states(self, states, year, steady=0.0, whole=1.0):
        now = sum(claims(self.origin, s, year) for s in states)
        base = sum(claims(self.origin, s, y) for s in states for y in BASE) / len(BASE)
        return (now + steady * whole) / (base + steady)

    def of(self, state, year):
        whole = self.of_states(self.states, year)
        return self.of_states([state], year, STEADY, whole)


def seasons():
    with open(HERE / "within_year.csv", newline="", encoding="utf-8") as file:
        x = [exp(float(row["value"])) for row in csv.DictReader(file)
             if row["as_of"] == "2016" and row["what"].startswith("season_")]
    return [12 * s / sum(x) for s in x]


def members(group):
    return {k: v for k, v in group.items() if k == "by_air" or k.isupper() or k in INTO}


def past_of_group(law, origin):
    """Persons a month, and the shares of crossings and of states by air, year by year."""
    growth = Growth(origin, STATES)
    routes, air = members(law["routes"]), members(law.get("destinations", {}))
    base = {x: mean_of_base(v) for x, v in routes.items()}
    to = {s: mean_of_base(v) for s, v in air.items()}
    whole, flying = sum(base.values()), sum(to.values())
    persons, ways, states = [], defaultdict(list), defaultdict(list)
    for year in YEARS:
        of_air = {s: x * growth.of(s, year) for s, x in to.items()}
        now = {
            x: b * (sum(of_air.values()) / flying if x == "by_air" and flying
                    else growth.of(INTO.get(x, "POL"), year))
            for x, b in base.items()
        }
        persons.append(mean_of_base(law["persons"]) * sum(now.values()) / whole)
        for x, n in now.items():
            ways[x].append(n)
        for s, n in of_air.items():
            states[s].append(n)
    return persons, ways, states


def group_text(name, law, origin):
    persons, ways, states = past_of_group(law, origin)
    lines = [f"        {name}: {{ departure: {{"]
    monthly = ["                    " + ", ".join(number(p * s, 1) for s in seasons()) + ","
               for p in persons]
    monthly[-1] = monthly[-1][:-1] + " ];"
    lines += ["            persons = {", f'                monthly_from = "{YEARS[0]}-01";',
              "                monthly = [", *monthly,
              "               " + notes("D", "persons/month", law["persons"]["prior"]) + " };"]
    for key, unit, found in (("routes", "persons/month", ways), ("destinations", "persons/year", states)):
        if not found:
            continue
        lines += [f"            {key}: {{"]
        lines += ["                " + series(x, n, 2) for x, n in found.items()]
        prior = law[key].get("prior", "")
        lines += ["               " + notes("D" if prior else "C", unit, prior) + " };"]
    return lines + ["        };", "        " + onward_text(name) + "};"]


def onward_text(name):
    """Russian citizens moved on to where Poland was asked from."""
    law = BEHAVIOUR["groups"].get(name, {}).get("onward", {}).get("to", {})
    rows = []
    for state, value in members(law).items():
        asked = requests("requests", state)
        if isinstance(value, dict) and ORIGIN[name] == "RUS" and all(y in asked for y in ASKED):
            rows.append(series(state, [asked[y] for y in ASKED], 0, years=ASKED))
    if not rows:
        return ""
    rows = "".join(f"\n            {row}" for row in rows)
    source = notes("C", "requests", law["prior"], "requests to Poland by sender, Eurostat migr_dubro")
    return f"onward: {{ to: {{{rows}\n           {source} }}; }};\n        "


# ---- states ----------------------------------------------------------------------------------------

def share_of(state, level, origins, years):
    granted = decided(state, level, origins, years, ("granted",))
    every = decided(state, level, origins, years)
    return (granted or 0.0) / every if every and every >= LEAST else None


def rates_text(state, law):
    rows = []
    for origin, value in members(law.get("rate", {})).items():
        then = [share_of(state, "first", [origin], years) for years in SPANS]
        now = share_of(state, "first", [origin], (2012,))
        now = now if now is not None else share_of(state, "first", [origin], range(2012, 2016))
        if then[-1] is not None and now is not None:
            stated = on_first_day(value)
            rows.append(by_span(
                origin, then, lambda x: f"value = {number(moved(stated, x, now))};"))
    return f"rate: {{ {' '.join(rows)} {notes('C')} }};" if rows else ""


def capacity_text(state, law, level):
    """Decisions of the year over those of 2012, where 2012 has been counted."""
    value = law.get("capacity")
    if not isinstance(value, dict) or "yearly" not in value:
        return ""
    base = decided(state, level, ORIGINS, (2012,))
    base, number_of_base = (base, value["yearly"][0]) if base else (
        decided(state, level, ORIGINS, range(2012, 2017)), sum(value["yearly"]))
    then = [decided(state, level, ORIGINS, (y,)) for y in YEARS]
    if not base or all(x is None for x in then):
        return ""
    known = [x for x in then if x is not None]
    mean = sum(known) / len(known)
    times = number_of_base / base * (RAISED.get(state, 1.0) if level == "first" else 1.0)
    values = [max(times * (x if x is not None else mean), 0.3) for x in then]
    return series("capacity", values, 2, notes("C", "persons/day"))


def closed_share(state, origin, years):
    closed = decided(state, "first", [origin], years, ("closed",))
    every = decided(state, "first", [origin], years, ("granted", "rejected", "closed"))
    return (closed or 0.0) / every if every and every >= LEAST else None


def left_text(share, n):
    """`n`: as many cases as its prior knows."""
    w = min(max(share, 0.02), 0.7)
    return f'value = {number(w)}; prior = "beta({n * w:.4g}, {n * (1 - w):.4g})";'


def withdrawal_text(state, law):
    """Of those who do not leave the files closed: 1 - w = (1 - c) / (1 - l), with l as it was."""
    rows = []
    for origin, value in members(law.get("share", {})).items():
        then = [closed_share(state, origin, years) for years in SPANS]
        now = closed_share(state, origin, range(2012, 2017))
        if then[-1] is None or now is None or now > 0.98:
            continue
        a, b = (float(x) for x in value["prior"][5:-1].split(","))
        kept = (1 - on_first_day(value)) / (1 - now)
        rows.append(by_span(origin, then, lambda x: left_text(1 - kept * (1 - x), a + b)))
    inside = "".join(f"\n            {row}" for row in rows)
    return f"withdrawal: {{ share: {{{inside}\n           {notes('D')} }}; }};" if rows else ""


def state_text(state):
    of_merits = RECOGNITION["states"].get(state, {}).get("merits", {})
    laws = STATES_TEXT["states"].get(state, {})
    merits = [capacity_text(state, of_merits, "first"), rates_text(state, of_merits)]
    appeal = [capacity_text(state, laws.get("appeal", {}), "appeal")]
    rows = [f"{name}: {{ {' '.join(x for x in of if x)} }};"
            for name, of in (("merits", merits), ("appeal", appeal)) if any(of)]
    rows += [x for x in (withdrawal_text(state, laws.get("withdrawal", {})),) if x]
    return [f"        {state}: {{"] + [f"          {row}" for row in rows] + ["        };"] if rows else []


# ---- Dublin ----------------------------------------------------------------------------------------

def dublin_text():
    law = read(WORLD / "dublin.cfg")["rules"]["dublin"]
    said, yes, no = (requests(w) for w in ("requests", "accepted", "refused"))
    accepted = {y: yes[y] / (yes[y] + no[y]) for y in (*ASKED, 2012)}
    p_accept = [moved(on_first_day(law["p_accept"]["POL"]), accepted[y], accepted[2012]) for y in ASKED]
    came = {y: sum(claims(o, "POL", y) for o in ORIGINS) for y in (*ASKED, 2012)}
    asked = {y: said[y] / came[y] for y in came}
    p_request = [min(on_first_day(law["p_request"]["POL"]) * asked[y] / asked[2012], 0.97) for y in ASKED]
    mss = "M.S.S. v. Belgium and Greece, 30696/09, 21 January 2011"
    return [
        "    rules: {", "        dublin: {",
        "            p_accept: { " + series("POL", p_accept, 3, notes("C"), ASKED) + " };",
        "            p_request: { " + series("POL", p_request, 3, notes("C"), ASKED),
        '                GRC = { over_time = ( { from = "2008-01-01"; value = 0.5; prior = "beta(5, 5)"; '
        'grade = "D"; }, { from = "2011-01-21"; value = 0.05; grade = "C"; } ); '
        f'source = "as of other states until {mss}"; }}; }};',
        '            suspended = { over_time = ( { from = "2008-01-01"; value = []; }, '
        f'{{ from = "2011-01-21"; value = ["GRC"]; }} ); source = "{mss}"; grade = "A"; }};',
        "        };", "    };",
    ]


# ---- the file --------------------------------------------------------------------------------------

DEPARTURES, RECOGNITION, STATES_TEXT, BEHAVIOUR = (
    read(WORLD / f"{name}.cfg") for name in ("departures", "recognition", "states", "behaviour")
)
ORIGINS = sorted({key[0] for key in CLAIMS})
STATES = sorted({key[1] for key in CLAIMS})
ORIGIN = {name: law["citizenship"] for name, law in read(WORLD / "groups.cfg")["groups"].items()}
INTO = {name: law["into"] for name, law in read(WORLD / "crossings.cfg")["crossings"].items()
        if "into" in law}


def has_past(name, law):
    return ORIGIN.get(name) in ORIGINS and mean_of_base(law["departure"]["persons"]) > 0


def text():
    lines = ["warm_up: {", "    groups: {"]
    for name, law in DEPARTURES["groups"].items():
        if has_past(name, law):
            lines += group_text(name, law["departure"], ORIGIN[name])
    lines += ["    };", "    states: {"]
    for state in STATES:
        lines += state_text(state)
    return HEAD + "\n".join([*lines, "    };", *dublin_text(), "};"]) + "\n"


def main():
    path = WORLD / "warm_up.cfg"
    if "--check" not in sys.argv[1:]:
        path.write_text(text(), encoding="utf-8")
        return 0
    if path.read_text(encoding="utf-8") == text():
        return 0
    print(f"{path} is not what warm_up.py writes", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
