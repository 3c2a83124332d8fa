#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""recompute.py RESULTS < QUESTIONS: recomputes with SQL what the page shows. A question is a list
[kind, scenario name, metric, population, place, period, n]; out comes its list of numbers."""
import json
import sqlite3
import statistics
import sys

db = sqlite3.connect(sys.argv[1])
jobs = db.execute("SELECT DISTINCT draw, replicate FROM run ORDER BY 1, 2").fetchall()


def quantiles(x):
    cuts = statistics.quantiles(x, n=20, method="inclusive")  # type 7, as R and the program
    return [cuts[9], cuts[0], cuts[18]]


def values(scenario, metric, population, place, period):
    rows = dict(((d, r), v) for d, r, v in db.execute(
        "SELECT draw, replicate, value FROM outcome WHERE scenario = ? AND metric = ? AND population = ?"
        " AND place = ? AND period = ?", (scenario, metric, population, place, period)))
    is_ratio = db.execute("SELECT count(*) FROM derived WHERE name = ? AND is_ratio", (metric,)).fetchone()[0]
    return [rows.get(j, None if is_ratio else 0) for j in jobs]


def by_job(sql, values):
    rows = {(d, r): v for d, r, v in db.execute(sql, values)}
    return [rows.get(j, 0) for j in jobs]


def answer(q):
    kind, scenario, metric, population, place, period = q
    if kind == "level":
        return quantiles([v for v in values(scenario, metric, population, place, period) if v is not None])
    if kind == "difference":
        pairs = zip(values("baseline", metric, population, place, period), values(scenario, metric, population, place, period))
        return quantiles([b - a for a, b in pairs if a is not None and b is not None])
    if kind == "lives":  # metric: fate under the baseline; place: under the reform
        rows = by_job("SELECT p.draw, p.replicate, sum(p.persons) FROM paired p JOIN fate a ON a.name = p.fate_baseline"
                      " JOIN fate b ON b.name = p.fate_reform WHERE p.scenario = ? AND p.population = ? AND a.label = ?"
                      " AND b.label = ? GROUP BY 1, 2", (scenario, population, metric, place))
        return quantiles(rows) + [sum(rows) / len(jobs)]
    if kind == "otherwise":
        return quantiles(by_job("SELECT draw, replicate, sum(persons) FROM paired WHERE scenario = ? AND population = ?"
                                " AND fate_baseline <> fate_reform GROUP BY 1, 2", (scenario, population)))
    if kind == "chain":  # metric: states, place: acts
        return quantiles(by_job("SELECT draw, replicate, sum(persons) FROM refoulement WHERE scenario = ? AND population = ?"
                                " AND chain = ? AND acts = ? AND year = ? GROUP BY 1, 2",
                                (scenario, population, metric, place, int(period))))
    if kind == "exposed":
        total = db.execute("SELECT sum(persons) FROM refoulement WHERE scenario = ? AND population = ? AND year = ?",
                           (scenario, population, int(period))).fetchone()[0]
        return [(total or 0) / len(jobs)]
    if kind == "flow":  # level under the baseline and the reform, and the change
        both = [by_job("SELECT draw, replicate, sum(persons) FROM flow WHERE scenario = ? AND population = ? AND \"from\" = ?"
                       " AND \"to\" = ? GROUP BY 1, 2", (s, population, metric, place)) for s in ("baseline", scenario)]
        return quantiles(both[0]) + quantiles(both[1]) + quantiles([b - a for a, b in zip(*both)])
    raise SystemExit(f"unknown question {kind}")


if len(sys.argv) > 2:  # one that is met: a group, or a state
    column = {"population": "population", "place": "place"}[sys.argv[2]]
    row = db.execute(f"SELECT n.name, n.label FROM {column} n JOIN cell c ON c.{column} = n.id JOIN metric m ON m.id = c.metric"
                     f" WHERE m.name = 'claims_first' GROUP BY n.id ORDER BY sum(c.value) DESC LIMIT 1").fetchone()
    print(json.dumps({"name": row[0], "label": row[1]}))
    raise SystemExit
print(json.dumps([answer(q) for q in json.load(sys.stdin)]))
