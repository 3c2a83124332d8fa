/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The views of a results file. Whoever opens one in a browser of databases asks for the first
   rows, then for those of a scenario, an outcome, a group. SQLite sorts all that a GROUP BY
   sees before its first row comes: so each sum is made in a subquery, for one run at a time,
   and json_each() takes its rows apart again. A condition on scenario, history, outcome,
   population or period reaches the tables below; CROSS JOIN keeps the order as written. */
#include "store/pairs.h"

#define RUNS " SELECT s.name AS scenario, r.draw AS draw, r.replicate AS replicate,"
#define FROM_RUNS " FROM scenario s CROSS JOIN run r ON r.scenario = s.id"

/* The first period of metric m of which run r has cells of its own: those before it stand under
   the baseline's run. */
#define SHARED                                                                                 \
    " CASE m.detail WHEN 'month' THEN r.months_shared WHEN 'year' THEN r.years_shared"         \
    " ELSE 0 END"

/* Cells of run r and metric m in the period and population with the names t and p. */
#define CELLS                                                                                  \
    " period_member u CROSS JOIN population_member q ON u.calendar = m.calendar AND"           \
    " u.name = t.name AND q.name = p.name CROSS JOIN cell c ON c.run = CASE WHEN u.period "    \
    "<" SHARED " THEN r.base ELSE r.id END AND c.metric = m.id AND c.period = u.period"        \
    " AND c.population = q.population"

/* Sums by place put under each name that the place goes by. */
#define BY_PLACE " (SELECT m.\"where\" AS \"where\", c.place AS place, c.receiver AS receiver,"
#define UNDER_NAMES                                                                            \
    " GROUP BY m.\"where\", c.place, c.receiver) x CROSS JOIN place_member l ON"               \
    " l.\"where\" = x.\"where\" AND l.place = x.place AND l.receiver = x.receiver"             \
    " GROUP BY l.name)"

#define OUTCOME_OF_CATALOGUE                                                                   \
    RUNS " k.name AS metric, k.unit AS unit, p.name AS population, j.key AS place,"            \
         " t.name AS period, j.value AS value" FROM_RUNS                                       \
         " CROSS JOIN metric k CROSS JOIN period_name t ON t.calendar = k.calendar"            \
         " CROSS JOIN population_name p"                                                       \
         " CROSS JOIN json_each((SELECT json_group_object(name, value) FROM"                   \
         " (SELECT l.name AS name, sum(x.value) AS value FROM" BY_PLACE                        \
         " sum(c.value) AS value FROM metric m CROSS JOIN" CELLS                               \
         " WHERE m.id = k.id" UNDER_NAMES ")) j"

#define OUTCOME_OF_OTHERS                                                                      \
    RUNS                                                                                       \
        " d.name, d.unit, p.name, j.key, t.name,"                                              \
        " CASE WHEN d.is_ratio THEN 1.0 * json_extract(j.value, '$[0]') /"                     \
        " json_extract(j.value, '$[1]') ELSE json_extract(j.value, '$[0]') END" FROM_RUNS      \
        " CROSS JOIN derived d CROSS JOIN period_name t ON t.calendar ="                       \
        " CASE WHEN d.monthly THEN 0 ELSE 2 END CROSS JOIN population_name p"                  \
        " CROSS JOIN json_each((SELECT json_group_object(name, json_array(above, below)) FROM" \
        " (SELECT l.name AS name, sum(x.above) AS above, sum(x.below) AS below FROM" BY_PLACE  \
        " sum(c.value * e.above) AS above, sum(c.value * e.below) AS below"                    \
        " FROM derived_part e CROSS JOIN metric m ON m.id = e.metric CROSS JOIN" CELLS         \
        " WHERE e.derived = d.id" UNDER_NAMES ")) j"                                           \
        " WHERE NOT d.is_ratio OR json_extract(j.value, '$[1]') > 0"

/* The cells by name and not summed. */
#define COUNTED                                                                                \
    RUNS " m.name AS metric, m.unit AS unit, p.name AS population,"                            \
         " coalesce(a.name, '') AS place, coalesce(b.name, '') AS receiver,"                   \
         " CASE WHEN m.calendar < 2 THEN printf('%d-%02d', y.value + c.period / 12,"           \
         " c.period % 12 + 1) ELSE printf('%d', y.value + c.period) END AS period,"            \
         " c.value AS value FROM meta y CROSS JOIN scenario s"                                 \
         " CROSS JOIN run r ON r.scenario = s.id CROSS JOIN metric m"                          \
         " CROSS JOIN cell c ON c.run IN (r.id, r.base) AND c.metric = m.id"                   \
         " AND (c.run = r.id OR c.period <" SHARED ")"                                         \
         " CROSS JOIN population p ON p.id = c.population LEFT JOIN place a ON a.id = c.place" \
         " LEFT JOIN place b ON b.id = c.receiver WHERE y.key = 'first_year'"

const char asy_results_views[] =
    "CREATE VIEW outcome AS" OUTCOME_OF_CATALOGUE " UNION ALL" OUTCOME_OF_OTHERS ";"
    "CREATE VIEW counted AS" COUNTED ";";

#define PAIRS_OF_RUN ASY_PAIRS("r.id", "r.base")

const char asy_results_views_of_lives[] =
    "CREATE VIEW paired AS" RUNS " json_extract(j.value, '$[0]') AS population,"
    " json_extract(j.value, '$[1]') AS fate_baseline,"
    " json_extract(j.value, '$[2]') AS fate_reform,"
    " json_extract(j.value, '$[3]') AS persons" FROM_RUNS
    " CROSS JOIN json_each((SELECT json_group_array(json_array(x.name,"
    " coalesce(a.name, '" ASY_NOT_DEPARTED "'), coalesce(b.name, '" ASY_NOT_DEPARTED "'),"
    " x.persons)) FROM (SELECT q.name, y.fate_baseline, y.fate_reform,"
    " sum(y.persons) AS persons FROM (" PAIRS_OF_RUN ") y CROSS JOIN population_member q"
    " ON q.population = y.population GROUP BY 1, 2, 3) x"
    " LEFT JOIN fate a ON a.id = x.fate_baseline LEFT JOIN fate b ON b.id = x.fate_reform)) j;"

    "CREATE VIEW flow AS" RUNS " p.name AS population,"
    " json_extract(j.value, '$[0]') AS \"from\", json_extract(j.value, '$[1]') AS \"to\","
    " json_extract(j.value, '$[2]') AS persons" FROM_RUNS " CROSS JOIN population_name p"
    " CROSS JOIN json_each((SELECT json_group_array(json_array(a.name, b.name, x.persons))"
    " FROM (SELECT c.\"from\", c.\"to\", sum(c.persons) AS persons FROM population_member q"
    " CROSS JOIN flow_cell c ON c.run = r.id AND c.population = q.population"
    " WHERE q.name = p.name GROUP BY 1, 2) x"
    " JOIN stage a ON a.id = x.\"from\" JOIN stage b ON b.id = x.\"to\")) j;"

    "CREATE VIEW refoulement AS" RUNS " json_extract(j.value, '$[0]') AS population,"
    " json_extract(j.value, '$[1]') AS year, json_extract(j.value, '$[2]') AS chain,"
    " json_extract(j.value, '$[3]') AS acts, json_extract(j.value, '$[4]') AS persons,"
    " json_extract(j.value, '$[5]') AS harmed" FROM_RUNS
    " CROSS JOIN json_each((SELECT json_group_array(json_array(population, year, chain, acts,"
    " persons, harmed)) FROM (SELECT q.name AS population," ASY_CHAIN_NAMES
    " sum(c.persons) AS persons, sum(c.harmed) AS harmed FROM chain c"
    " CROSS JOIN population_member q ON q.population = c.population WHERE c.run = r.id"
    " GROUP BY 1, 2, 3, 4))) j;";
