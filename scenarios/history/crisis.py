#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the claims of others took of what states do about people of these citizenships, 2014 to
2016: how far states fell behind what they had done of the same work in 2012 and 2013.

    crisis.py            writes ../world/crisis.cfg
    crisis.py --check    says whether it is what would be written: exit 0, else 1

That all of a fall is the crisis's doing is an assumption, which the prior halves or doubles.
"""
import sys

sys.dont_write_bytecode = True  # nothing is left in the source tree

from scenario_text import read
from series import HERE, of_column, summed, table

WORLD = HERE.parent / "world"
BEFORE, YEARS = (2012, 2013), (2014, 2015, 2016)
USUAL = range(2010, 2014)
STRAINED = 1.5  # claims of others over their mean of the years before, this year or the last
MANY = 1000  # claims of others in such a year: fewer strain nobody
LEAST = 100  # persons to decide on, for a value of its own
MOST = 2.0  # that more than two thirds were taken is not told apart from other causes

HEAD = """\
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Written by scenarios/history/crisis.py: the crisis on the Mediterranean, as it reached people from
   the former Soviet Union in Europe. Capacity, requests and times are as published, with the crisis in
   them; nothing here changes them while `present` is 1. What is said is how much more a state would have
   done without the claims of others, as far as it fell behind itself:

   decisions  decided over what there was to decide (first claims of the year and those pending at its
              beginning), mean of 2012 and 2013 over the year's, less 1; at most 2, at least 0
   courts     half of that of the year before
   requests   share of hits on Poland asked about (dublin.cfg), mean of 2012 and 2013 over the year's
   transfers  days to a transfer to Poland, the year's over the mean of 2012 and 2013
   lodging    days to the formal claim (states.cfg), over those of 2012

   Of states and years in which the claims of others, this year or the last, were at least 1.5 times their
   mean of 2010 to 2013, and 1,000 (others.csv). Where nothing is said a state did not fall behind, or too few
   claimed there. The values of 2016 hold on, as those of capacity do. */
"""
SOURCE = {
    "decisions": "assumption that the whole fall is the crisis's: decided over what there was to decide "
    "(UNHCR Refugee Data Finder, scenarios/history/)",
    "courts": "assumption: courts follow the offices by a year, half as strained",
    "requests": "assumption that the whole fall is the crisis's: requests to Poland over hits (dublin.cfg)",
    "transfers": "assumption that the whole rise is the crisis's: days to a transfer to Poland (dublin.cfg)",
    "lodging": "assumption that the whole rise is the crisis's: days to the formal claim (states.cfg)",
}
OTHERS = {key[0]: row for key, row in table("others.csv", ["state"]).items()}
CLAIMS = {k[1]: v for k, v in summed(table("claims.csv", ["origin", "state"]), of_column).items()}
PENDING = {
    k[1]: v
    for k, v in summed(
        {k[1:]: v for k, v in table("stocks.csv", ["stock", "origin", "state"]).items() if k[0] == "pending"},
        of_column,
    ).items()
}
RECOGNITION, DUBLIN, STATES = (read(WORLD / f"{n}.cfg")["states"] for n in ("recognition", "dublin", "states"))


def is_strained(state, year):
    usual = sum(OTHERS[state][y] for y in USUAL) / len(USUAL)
    return max(OTHERS[state][year], OTHERS[state][year - 1]) >= max(MANY, STRAINED * usual)


def yearly(law, *keys):
    """{year: value} of a value said by the year from 2012 on; empty where it is not."""
    for key in keys:
        law = law.get(key, {})
    return dict(enumerate(law["yearly"], 2012)) if "yearly" in law else {}


def to_decide(state, year):
    return CLAIMS[state].get(year, 0) + PENDING[state].get(year - 1, 0)


def pace(state, year, capacity):
    return 365 * capacity[year] / to_decide(state, year)


def taken(then, now):
    return round(min(MOST, max(0.0, then / now - 1)), 2)


def of_decisions(state):
    capacity = yearly(RECOGNITION.get(state, {}), "merits", "capacity")
    known = [y for y in BEFORE if PENDING.get(state, {}).get(y - 1, 0) > 0]
    if not capacity or not known or any(to_decide(state, y) < LEAST for y in known):
        return {}
    before = sum(pace(state, y, capacity) for y in known) / len(known)
    return {
        y: taken(before, pace(state, y, capacity))
        for y in YEARS
        if is_strained(state, y) and to_decide(state, y) >= LEAST
    }


def of_courts(state):
    decisions = of_decisions(state)
    return {y: round(decisions.get(y - 1, 0) / 2, 2) for y in YEARS}


def of_poland(state, key, longer):
    values = yearly(DUBLIN.get(state, {}), "dublin", key, "POL")
    if not values:
        return {}
    before = sum(values[y] for y in BEFORE) / len(BEFORE)
    return {
        y: taken(values[y], before) if longer else taken(before, values[y])
        for y in YEARS
        if is_strained(state, y)
    }


def lodging_text(state):
    days = STATES.get(state, {}).get("registration", {}).get("lodge_days", {}).get("over_time")
    if not days:
        return []
    first = days[0]["value"]
    steps = [f'{{ from = "{step["from"]}"; value = {step["value"] / first - 1:.2f}; }}' for step in days]
    body = ",\n".join(f"                {step}" for step in steps)
    return [f"            lodging = {{ over_time = (\n{body} );\n{tail('lodging', 0.4)}"]


def tail(key, sd):
    return (
        f'                unit = "ratio"; prior = "lognormal(1, {sd})"; grade = "D";\n'
        f'                source = "{SOURCE[key]}"; }};'
    )


def value_text(key, values):
    if not any(values.values()):
        return []
    row = [0, 0] + [values.get(y, 0) for y in YEARS]
    return [
        f"            {key} = {{ yearly_from = \"2012\"; yearly = [{', '.join(f'{x:g}' for x in row)}];\n"
        + tail(key, 0.5)
    ]


def state_text(state):
    lines = [
        *value_text("decisions", of_decisions(state)),
        *value_text("courts", of_courts(state)),
        *value_text("requests", of_poland(state, "p_request", False)),
        *value_text("transfers", of_poland(state, "transfer_days", True)),
        *lodging_text(state),
    ]
    return [f"    {state}: {{", "        crisis: {", *lines, "        };", "    };"] if lines else []


def text():
    lines = [
        "rules: {",
        "    crisis: {",
        '        present = { value = 1; unit = "ratio"; grade = "A";',
        '            source = "by definition: what was published holds the crisis"; };',
        *(
            f'        {key} = {{ value = 0; unit = "ratio"; grade = "C"; source = "no fall, or too few claims for one"; }};'
            for key in SOURCE
        ),
        "    };",
        "};",
        "states: {",
    ]
    for state in sorted(OTHERS):
        lines += state_text(state)
    return HEAD + "\n".join([*lines, "};"]) + "\n"


def main():
    path = WORLD / "crisis.cfg"
    if "--check" not in sys.argv[1:]:
        path.write_text(text(), encoding="utf-8")
        return 0
    if path.read_text(encoding="utf-8") == text():
        return 0
    print(f"{path} is not what crisis.py writes", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
