/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables and views of a results file. Format 4 (in 3 `cell` was a table, a row for each
   count; 2 was the same but for what a digest is made of). `series`, `paired_cell`, `flow_cell`
   and `chain` hold small numbers in key order, so that one outcome of one run is a seek and a
   short scan; the views (views.c) put the names back and add up. A row of `series` holds the
   counts of one outcome period by period (series.h); the view `cell` takes it apart, and what
   is asked of it with run, outcome and population still is a seek, for SQLite reads through it.

   Until a reform enters into force its world is the baseline's: such cells stand once, under
   the baseline's run. `run.base` names that run, and cells of periods before months_shared
   (outcomes kept by month) and years_shared (by year) are to be read there; those by cohort are
   not shared. That halves a file and more. */
#include "store/inside.h"

/* The count of series s in period n, which lies in it. */
#define COUNT " CAST(substr(s.counts, (n.period - s.first) * s.width + 1, s.width) AS INTEGER)"

const char asy_results_schema[] =
    "CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID;"
    "CREATE TABLE scenario(id INTEGER PRIMARY KEY, name TEXT UNIQUE, title TEXT, claim TEXT,"
    " source TEXT, in_force TEXT, branch_day INTEGER, digest TEXT, text TEXT,"
    " draws INTEGER);" /* the first draws on which alone it is simulated; 0: all */
    "CREATE TABLE claim_outcome(scenario INTEGER, nr INTEGER, reform TEXT, metric TEXT,"
    " population TEXT, place TEXT, direction INTEGER, PRIMARY KEY(scenario, nr)) WITHOUT ROWID;"
    /* Of a package: its parts, which scenario holds which of them (bit 0 is part 0), and the
       sampled orders, if any. Subsets but the whole package are kept by year. */
    "CREATE TABLE package_part(part INTEGER PRIMARY KEY, name TEXT, title TEXT);"
    "CREATE TABLE package_subset(scenario INTEGER PRIMARY KEY, parts INTEGER);"
    "CREATE TABLE package_order(nr INTEGER, position INTEGER, part INTEGER,"
    " PRIMARY KEY(nr, position)) WITHOUT ROWID;"
    "CREATE TABLE metric(id INTEGER PRIMARY KEY, name TEXT UNIQUE, unit TEXT, \"where\" "
    "INTEGER,"
    " \"time\" TEXT, detail TEXT, label TEXT, calendar INTEGER);"
    "CREATE TABLE derived(id INTEGER PRIMARY KEY, name TEXT UNIQUE, unit TEXT, label TEXT,"
    " is_ratio INTEGER, monthly INTEGER);"
    "CREATE TABLE derived_part(derived INTEGER, metric INTEGER, above INTEGER, below INTEGER,"
    " PRIMARY KEY(derived, metric)) WITHOUT ROWID;"
    "CREATE TABLE population(id INTEGER PRIMARY KEY, name TEXT UNIQUE, label TEXT,"
    " citizenship TEXT);"
    "CREATE TABLE place(id INTEGER PRIMARY KEY, name TEXT UNIQUE, label TEXT, kind TEXT);"
    "CREATE TABLE fate(id INTEGER PRIMARY KEY, name TEXT UNIQUE, label TEXT);"
    "CREATE TABLE stage(id INTEGER PRIMARY KEY, name TEXT);"
    "CREATE TABLE act(id INTEGER PRIMARY KEY, name TEXT);"
    /* What each small number belongs to: itself, and the sums it is part of; the names of all
       these. */
    "CREATE TABLE population_name(name TEXT PRIMARY KEY) WITHOUT ROWID;"
    "CREATE TABLE population_member(population INTEGER, name TEXT,"
    " PRIMARY KEY(population, name)) WITHOUT ROWID;"
    "CREATE INDEX population_by_name ON population_member(name);"
    "CREATE TABLE place_member(\"where\" INTEGER, place INTEGER, receiver INTEGER, name TEXT,"
    " PRIMARY KEY(\"where\", place, receiver, name)) WITHOUT ROWID;"
    "CREATE TABLE period_name(calendar INTEGER, name TEXT, PRIMARY KEY(calendar, name))"
    " WITHOUT ROWID;"
    "CREATE TABLE period_member(calendar INTEGER, period INTEGER, name TEXT,"
    " PRIMARY KEY(calendar, period, name)) WITHOUT ROWID;"
    "CREATE INDEX period_by_name ON period_member(calendar, name);"
    "CREATE TABLE parameter(scenario INTEGER, path TEXT, \"from\" TEXT, value TEXT, unit TEXT,"
    " prior TEXT, range TEXT, grade TEXT, source TEXT, conflict TEXT, layer TEXT, file TEXT,"
    " line INTEGER);"
    "CREATE TABLE run(id INTEGER PRIMARY KEY, scenario INTEGER, draw INTEGER,"
    " replicate INTEGER, status TEXT, digest TEXT, events INTEGER, cases INTEGER, seconds REAL,"
    " base INTEGER, months_shared INTEGER, years_shared INTEGER,"
    " UNIQUE(scenario, draw, replicate));"
    "CREATE TABLE series(run INTEGER, metric INTEGER, population INTEGER, place INTEGER,"
    " receiver INTEGER, first INTEGER, width INTEGER, counts,"
    " PRIMARY KEY(run, metric, population, place, receiver, first)) WITHOUT ROWID;"
    "CREATE TABLE nth_period(period INTEGER PRIMARY KEY);"
    "CREATE VIEW cell AS SELECT s.run AS run, s.metric AS metric, n.period AS period,"
    " s.population AS population, s.place AS place, s.receiver AS receiver," COUNT
    " AS value FROM series s CROSS JOIN nth_period n ON n.period BETWEEN s.first"
    " AND s.first + length(s.counts) / s.width - 1 WHERE" COUNT " <> 0;"
    "CREATE TABLE paired_cell(run INTEGER, population INTEGER, fate_baseline INTEGER,"
    " fate_reform INTEGER, persons INTEGER,"
    " PRIMARY KEY(run, population, fate_baseline, fate_reform)) WITHOUT ROWID;"
    "CREATE TABLE flow_cell(run INTEGER, population INTEGER, \"from\" INTEGER, \"to\" INTEGER,"
    " persons INTEGER, PRIMARY KEY(run, population, \"from\", \"to\")) WITHOUT ROWID;"
    "CREATE TABLE chain(run INTEGER, nr INTEGER, population INTEGER, year INTEGER,"
    " links INTEGER, sender1 INTEGER, act1 INTEGER, sender2 INTEGER, act2 INTEGER,"
    " sender3 INTEGER, act3 INTEGER, sender4 INTEGER, act4 INTEGER, receiver INTEGER,"
    " persons INTEGER, harmed INTEGER, PRIMARY KEY(run, nr)) WITHOUT ROWID;";
