/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Under every shipped reform the same people are found again in both worlds, and those who set
   out in one of them only are told: what `compare --lives`, the view `paired` and the table say
   of a fate is the same to the person. */
#include "support/fake_results.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

static struct fake_folder folder;
static struct asy_results *results;
static sqlite3 *db;

static int
run_all_reforms(void **state)
{
    char command[900];

    (void) state;
    fake_folder_make(&folder, "all.sqlite");
    snprintf(command, sizeof command,
             "%s run %s/scenarios/baseline.cfg --reform %s/scenarios/reforms/*.cfg --draws 2 -q"
             " -o %s >/dev/null",
             ASY_PROGRAM, ASY_SOURCE_DIR, ASY_SOURCE_DIR, folder.file);
    if (system(command) != 0)
        return 1;
    results = fake_open(folder.file);
    return sqlite3_open_v2(folder.file, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK;
}

static int
clean_up(void **state)
{
    (void) state;
    sqlite3_close(db);
    fake_close(results);
    fake_folder_remove(&folder);
    return 0;
}

/* Fails with the first row that the query gives: it must give none. */
static void
expect_none(const char *sql)
{
    sqlite3_stmt *stmt;

    if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK)
        fail_msg("%s", sqlite3_errmsg(db));
    if (sqlite3_step(stmt) == SQLITE_ROW)
        fail_msg("%s: draw %s, %s, %s: paired %s, counted %s",
                 (const char *) sqlite3_column_text(stmt, 0),
                 (const char *) sqlite3_column_text(stmt, 1),
                 (const char *) sqlite3_column_text(stmt, 2),
                 (const char *) sqlite3_column_text(stmt, 3),
                 (const char *) sqlite3_column_text(stmt, 4),
                 (const char *) sqlite3_column_text(stmt, 5));
    sqlite3_finalize(stmt);
}

/* One side of the view against the fates counted in a world, for each group, citizenship and
   all people. Those who did not set out there have no fate. */
#define SIDE(side, world)                                                                      \
    "WITH counted_fate AS (SELECT scenario, draw, population, substr(metric, 6) AS fate,"      \
    " value FROM outcome WHERE metric LIKE 'fate!_%' ESCAPE '!' AND place = 'all' AND period"  \
    " = 'all'), of AS (SELECT s.name AS scenario, f.draw, f.population, f.fate, f.value FROM"  \
    " scenario s JOIN counted_fate f ON f.scenario = " world "), side AS (SELECT scenario,"    \
    " draw, population, " side " AS fate, sum(persons) AS persons FROM paired WHERE " side     \
    " <> 'not_departed' GROUP BY 1, 2, 3, 4)"                                                  \
    " SELECT of.scenario, of.draw, of.population, of.fate, side.persons, of.value FROM of"     \
    " LEFT JOIN side USING(scenario, draw, population, fate) WHERE side.persons IS NOT"        \
    " of.value UNION ALL SELECT side.scenario, side.draw, side.population, side.fate,"         \
    " side.persons, 0 FROM side LEFT JOIN of USING(scenario, draw, population, fate) WHERE"    \
    " of.value IS NULL"

static void
each_fate_is_the_same_in_the_view_and_in_the_table(void **state)
{
    (void) state;
    expect_none(SIDE("fate_reform", "s.name"));
    expect_none(SIDE("fate_baseline", "'baseline'"));
}

/* Same numbers of people by group and year are the same people: the luck is theirs. */
static void
nobody_is_alone_in_a_world_where_no_more_and_no_fewer_set_out(void **state)
{
    (void) state;
    expect_none(
        "WITH d AS (SELECT scenario, draw, population, period, value FROM outcome WHERE metric"
        " = 'departures' AND length(period) = 4 AND population IN (SELECT name FROM"
        " population)), moved AS (SELECT DISTINCT scenario FROM (SELECT s.name AS scenario,"
        " draw, population, period, value FROM d JOIN scenario s WHERE d.scenario = 'baseline'"
        " EXCEPT SELECT scenario, draw, population, period, value FROM d))"
        " SELECT scenario, draw, population, fate_baseline || '>' || fate_reform, persons, 0"
        " FROM paired WHERE 'not_departed' IN (fate_baseline, fate_reform) AND scenario NOT IN"
        " (SELECT scenario FROM moved)");
}

/* Whom only the crackdown drives out are missing from the other world; and since the gate is
   then less crowded, a few set out there alone. Both together are the difference of departures.
 */
static void
without_the_tajik_crackdown_those_whom_it_drove_out_are_missing(void **state)
{
    (void) state;
    expect_none(
        "SELECT p.scenario, p.draw, 'all', 'not_departed',"
        " sum(CASE WHEN p.fate_reform = 'not_departed' THEN p.persons ELSE 0 END) AS missing,"
        " sum(CASE WHEN p.fate_baseline = 'not_departed' THEN p.persons ELSE 0 END) AS came,"
        " max(b.value) - max(r.value) AS fewer"
        " FROM paired p JOIN outcome b ON b.scenario = 'baseline' AND b.draw = p.draw AND"
        " b.metric = 'departures' AND b.population = 'all' AND b.place = 'all' AND b.period ="
        " 'all' JOIN outcome r ON r.scenario = p.scenario AND r.draw = p.draw AND r.metric ="
        " 'departures' AND r.population = 'all' AND r.place = 'all' AND r.period = 'all'"
        " WHERE p.scenario = 'no-tajik-crackdown' AND p.population = 'all'"
        " GROUP BY p.draw HAVING missing - came <> fewer OR missing < 1000 OR came > missing");
}

static void
lives_differ_by_as_many_protected_as_the_table_says(void **state)
{
    const struct asy_ask ask = { "protected", "all", "all", "all" };
    const int n = asy_results_info(results)->n_scenarios;
    struct asy_answers table, lives;
    struct asy_error err = { 0 };

    (void) state;
    assert_in_range(n, 30, 200);
    assert_true(asy_results_ask(results, &ask, 1, &table, &err));
    assert_true(asy_results_lives(results, "all", &lives, &err));
    assert_int_equal(lives.n_jobs, 2);
    for (int s = 0; s < n; s++) {
        for (int j = 0; j < 2; j++) {
            double persons[ASY_N_LIVES];
            for (int k = 0; k < ASY_N_LIVES; k++)
                persons[k] = asy_answers_of(&lives, k, s)[j];
            assert_true(persons[ASY_LIVES_BOTH] + persons[ASY_LIVES_BASELINE] +
                            persons[ASY_LIVES_STAYED] ==
                        asy_answers_of(&table, 0, 0)[j]);
            assert_true(persons[ASY_LIVES_BOTH] + persons[ASY_LIVES_REFORM] +
                            persons[ASY_LIVES_CAME] ==
                        asy_answers_of(&table, 0, s)[j]);
        }
    }
    asy_answers_free(&table);
    asy_answers_free(&lives);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_fate_is_the_same_in_the_view_and_in_the_table),
        cmocka_unit_test(nobody_is_alone_in_a_world_where_no_more_and_no_fewer_set_out),
        cmocka_unit_test(without_the_tajik_crackdown_those_whom_it_drove_out_are_missing),
        cmocka_unit_test(lives_differ_by_as_many_protected_as_the_table_says),
    };
    return cmocka_run_group_tests(tests, run_all_reforms, clean_up);
}
