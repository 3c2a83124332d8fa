#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether scenarios/history/warm_up.py tells apart the years of which it has figures: `warm_up.py SOURCE`."""
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(sys.argv[1]) / "scenarios" / "history"))

from scenario_text import read
from warm_up import ASKED, SPANS, WORLD, YEARS, Growth, by_span, onward_text


def in_words(x):
    return f"value = {x};"


def a_share_of_nought_is_known():
    said = by_span("RUS", [0.0, 0.2], in_words)
    assert said == ('RUS = { over_time = ( { from = "2004-01-01"; value = 0.0; }, '
                    '{ from = "2008-01-01"; value = 0.2; } ); };'), said


def years_with_few_decisions_are_as_those_after_them():
    assert by_span("RUS", [None, 0.2], in_words) == "RUS = { value = 0.2; };"


def its_years_are_those_that_the_baseline_lives():
    horizon = read(WORLD.parent / "baseline.cfg")["horizon"]
    assert horizon["warm_up_from"] == f"{YEARS[0]}-01-01"
    assert horizon["from"] == f"{YEARS[-1] + 1}-01-01"
    assert [y for span in SPANS for y in span] == list(YEARS)


def nothing_is_said_of_dublin_before_it_is_counted():
    said = onward_text("chechen")
    assert f'yearly_from = "{ASKED[0]}"' in said and f'"{YEARS[0]}"' not in said


def claims_of_2004_are_those_counted():
    # Poland: 7,182 Russians in 2004; 4,929 and 11,786 in 2012 and 2013 (claims.csv)
    growth = Growth("RUS", ["POL"]).of_states(["POL"], 2004)
    assert abs(growth - 7182 / ((4929 + 11786) / 2)) < 1e-9, growth


for promise in (
    a_share_of_nought_is_known, years_with_few_decisions_are_as_those_after_them,
    its_years_are_those_that_the_baseline_lives, nothing_is_said_of_dublin_before_it_is_counted,
    claims_of_2004_are_those_counted,
):
    promise()
