/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables and views of a results file. Format 2. `cell`, `paired_cell`, `flow_cell` and
   `chain` hold small numbers in key order, so that one outcome of one run is a seek and a short
   scan; the views put the names back and add up.

   Until a reform enters into force its world is the baseline's: such cells stand once, under
   the baseline's run. `run.base` names that run, and cells of periods before months_shared
   (outcomes kept by month) and years_shared (by year) are to be read there; those by cohort are
   not shared. That halves a file and more. */
#include "store/inside.h"

const char asy_results_schema[] =
    "CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID;"
    "CREATE TABLE scenario(id INTEGER PRIMARY KEY, name TEXT UNIQUE, title TEXT, claim TEXT,"
    " source TEXT, in_force TEXT, branch_day INTEGER, digest TEXT, text TEXT);"
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
    /* What each small number belongs to: itself, and the sums it is part of. */
    "CREATE TABLE population_member(population INTEGER, name TEXT,"
    " PRIMARY KEY(population, name)) WITHOUT ROWID;"
    "CREATE TABLE place_member(\"where\" INTEGER, place INTEGER, receiver INTEGER, name TEXT,"
    " PRIMARY KEY(\"where\", place, receiver, name)) WITHOUT ROWID;"
    "CREATE TABLE period_member(calendar INTEGER, period INTEGER, name TEXT,"
    " PRIMARY KEY(calendar, period, name)) WITHOUT ROWID;"
    "CREATE TABLE parameter(scenario INTEGER, path TEXT, \"from\" TEXT, value TEXT, unit TEXT,"
    " prior TEXT, range TEXT, grade TEXT, source TEXT, conflict TEXT, layer TEXT, file TEXT,"
    " line INTEGER);"
    "CREATE TABLE run(id INTEGER PRIMARY KEY, scenario INTEGER, draw INTEGER,"
    " replicate INTEGER, status TEXT, digest TEXT, events INTEGER, cases INTEGER, seconds REAL,"
    " base INTEGER, months_shared INTEGER, years_shared INTEGER,"
    " UNIQUE(scenario, draw, replicate));"
    "CREATE TABLE cell(run INTEGER, metric INTEGER, period INTEGER, population INTEGER,"
    " place INTEGER, receiver INTEGER, value INTEGER,"
    " PRIMARY KEY(run, metric, period, population, place, receiver)) WITHOUT ROWID;"
    "CREATE TABLE paired_cell(run INTEGER, population INTEGER, fate_baseline INTEGER,"
    " fate_reform INTEGER, persons INTEGER,"
    " PRIMARY KEY(run, population, fate_baseline, fate_reform)) WITHOUT ROWID;"
    "CREATE TABLE flow_cell(run INTEGER, population INTEGER, \"from\" INTEGER, \"to\" INTEGER,"
    " persons INTEGER, PRIMARY KEY(run, population, \"from\", \"to\")) WITHOUT ROWID;"
    "CREATE TABLE chain(run INTEGER, nr INTEGER, population INTEGER, year INTEGER,"
    " links INTEGER, sender1 INTEGER, act1 INTEGER, sender2 INTEGER, act2 INTEGER,"
    " sender3 INTEGER, act3 INTEGER, sender4 INTEGER, act4 INTEGER, receiver INTEGER,"
    " persons INTEGER, harmed INTEGER, PRIMARY KEY(run, nr)) WITHOUT ROWID;";

/* CROSS JOIN keeps the order as written: runs, then the metric, then its cells by their key,
   then what each belongs to. The names are grouped by so that a condition on them reaches the
   tables below. */
#define CELLS                                                                                  \
    " CROSS JOIN cell c ON c.run IN (r.id, r.base) AND c.metric = m.id"                        \
    " AND (c.run = r.id OR c.period < CASE m.detail WHEN 'month' THEN r.months_shared"         \
    " WHEN 'year' THEN r.years_shared ELSE 0 END)"                                             \
    " CROSS JOIN population_member p ON p.population = c.population"                           \
    " CROSS JOIN place_member l ON l.\"where\" = m.\"where\" AND l.place = c.place"            \
    " AND l.receiver = c.receiver"                                                             \
    " CROSS JOIN period_member t ON t.calendar = m.calendar AND t.period = c.period"

#define RUNS " FROM scenario s CROSS JOIN run r ON r.scenario = s.id"

const char asy_results_views[] =
    "CREATE VIEW outcome AS"
    " SELECT s.name AS scenario, r.draw AS draw, r.replicate AS replicate, m.name AS metric,"
    " m.unit AS unit, p.name AS population, l.name AS place, t.name AS period,"
    " sum(c.value) AS value" RUNS " CROSS JOIN metric m" CELLS
    " GROUP BY s.name, r.draw, r.replicate, m.name, m.unit, p.name, l.name, t.name"
    " UNION ALL"
    " SELECT s.name, r.draw, r.replicate, d.name, d.unit, p.name, l.name, t.name,"
    " CASE WHEN d.is_ratio THEN 1.0 * sum(c.value * e.above) / sum(c.value * e.below)"
    " ELSE sum(c.value * e.above) END AS value" RUNS
    " CROSS JOIN derived d CROSS JOIN derived_part e ON e.derived = d.id"
    " CROSS JOIN metric m ON m.id = e.metric" CELLS " WHERE d.monthly OR length(t.name) <> 7"
    " GROUP BY s.name, r.draw, r.replicate, d.name, d.unit, p.name, l.name, t.name"
    " HAVING NOT d.is_ratio OR sum(c.value * e.below) > 0;"

    "CREATE VIEW paired AS"
    " SELECT s.name AS scenario, r.draw AS draw, r.replicate AS replicate,"
    " p.name AS population, a.name AS fate_baseline, b.name AS fate_reform,"
    " sum(c.persons) AS persons" RUNS " CROSS JOIN paired_cell c ON c.run = r.id"
    " CROSS JOIN population_member p ON p.population = c.population"
    " JOIN fate a ON a.id = c.fate_baseline JOIN fate b ON b.id = c.fate_reform"
    " GROUP BY s.name, r.draw, r.replicate, p.name, a.name, b.name;"

    "CREATE VIEW flow AS"
    " SELECT s.name AS scenario, r.draw AS draw, r.replicate AS replicate,"
    " p.name AS population, a.name AS \"from\", b.name AS \"to\", sum(c.persons) AS "
    "persons" RUNS " CROSS JOIN flow_cell c ON c.run = r.id"
    " CROSS JOIN population_member p ON p.population = c.population"
    " JOIN stage a ON a.id = c.\"from\" JOIN stage b ON b.id = c.\"to\""
    " GROUP BY s.name, r.draw, r.replicate, p.name, a.name, b.name;"

    "CREATE VIEW refoulement AS"
    " SELECT s.name AS scenario, r.draw AS draw, r.replicate AS replicate,"
    " p.name AS population,"
    " (SELECT value FROM meta WHERE key = 'first_year') + c.year AS year,"
    " coalesce((SELECT name || '>' FROM place WHERE id = c.sender1), '')"
    " || coalesce((SELECT name || '>' FROM place WHERE id = c.sender2), '')"
    " || coalesce((SELECT name || '>' FROM place WHERE id = c.sender3), '')"
    " || coalesce((SELECT name || '>' FROM place WHERE id = c.sender4), '')"
    " || coalesce((SELECT name FROM place WHERE id = c.receiver), '') AS chain,"
    " coalesce((SELECT name FROM act WHERE id = c.act1), '')"
    " || coalesce((SELECT '>' || name FROM act WHERE id = c.act2), '')"
    " || coalesce((SELECT '>' || name FROM act WHERE id = c.act3), '')"
    " || coalesce((SELECT '>' || name FROM act WHERE id = c.act4), '') AS acts,"
    " sum(c.persons) AS persons, sum(c.harmed) AS harmed" RUNS
    " CROSS JOIN chain c ON c.run = r.id"
    " CROSS JOIN population_member p ON p.population = c.population"
    " GROUP BY s.name, r.draw, r.replicate, p.name, year, chain, acts;";

/* The cells by name and not summed: nothing to sort, so that all of them come as fast as they
   are read. */
const char asy_results_counted[] =
    "CREATE VIEW counted AS"
    " SELECT s.name AS scenario, r.draw AS draw, r.replicate AS replicate, m.name AS metric,"
    " m.unit AS unit, p.name AS population, coalesce(a.name, '') AS place,"
    " coalesce(b.name, '') AS receiver, CASE WHEN m.calendar < 2 THEN printf('%d-%02d',"
    " y.value + c.period / 12, c.period % 12 + 1) ELSE printf('%d', y.value + c.period) END"
    " AS period, c.value AS value FROM meta y CROSS JOIN scenario s CROSS JOIN run r ON"
    " r.scenario = s.id CROSS JOIN metric m CROSS JOIN cell c ON c.run IN (r.id, r.base) AND"
    " c.metric = m.id AND (c.run = r.id OR c.period < CASE m.detail WHEN 'month' THEN"
    " r.months_shared WHEN 'year' THEN r.years_shared ELSE 0 END)"
    " CROSS JOIN population p ON p.id = c.population LEFT JOIN place a ON a.id = c.place"
    " LEFT JOIN place b ON b.id = c.receiver WHERE y.key = 'first_year';";
