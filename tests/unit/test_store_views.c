/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The views and the answers of a results file add up known cells rightly. */
#include "support/fake_results.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <sqlite3.h>
#include <string.h>

/* The one number of a query; NAN where there is no row. */
static double
number(const char *path, const char *sql)
{
    sqlite3 *db;
    sqlite3_stmt *stmt;
    double value = (double) NAN;
    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK)
        fail_msg("%s", sqlite3_errmsg(db));
    if (sqlite3_step(stmt) == SQLITE_ROW)
        value = sqlite3_column_double(stmt, 0);
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    return value;
}

/* An outcome of the first history (draw 1, replicate 0), from the view. */
static double
outcome(const char *path, const char *scenario, const char *metric, const char *population,
        const char *place, const char *period)
{
    char sql[512];
    snprintf(
        sql, sizeof sql,
        "SELECT value FROM outcome WHERE scenario = '%s' AND draw = 1 AND replicate = 0 AND"
        " metric = '%s' AND population = '%s' AND place = '%s' AND period = '%s'",
        scenario, metric, population, place, period);
    return number(path, sql);
}

static void
view_adds_up_groups_places_and_periods(void **state)
{
    struct fake_folder folder;
    const char *const f = folder.file;
    (void) state;
    fake_folder_make(&folder, "a.sqlite");
    fake_full(&folder);
    assert_true(outcome(f, "baseline", "claims_first", "chechen", "POL", "2016-01") == 10);
    assert_true(outcome(f, "baseline", "claims_first", "chechen", "POL", "2016") == 10);
    assert_true(outcome(f, "baseline", "claims_first", "chechen", "POL", "all") == 50);
    assert_true(outcome(f, "baseline", "claims_first", "RUS", "all", "2016") == 15);
    assert_true(outcome(f, "baseline", "claims_first", "all", "all", "all") == 55);
    assert_true(outcome(f, "opened", "claims_first", "all", "all", "all") == 65);
    assert_true(outcome(f, "baseline", "departures", "all", "all", "all") == 150);
    fake_folder_remove(&folder);
}

static void
view_takes_stocks_at_the_periods_end(void **state)
{
    struct fake_folder folder;
    const char *const f = folder.file, *const m = "waiting_at_crossing";
    (void) state;
    fake_folder_make(&folder, "a.sqlite");
    fake_full(&folder);
    assert_true(outcome(f, "baseline", m, "all", "terespol", "2015-06") == 9);
    assert_true(
        isnan(outcome(f, "baseline", m, "all", "terespol", "2015"))); /* none at its end */
    assert_true(outcome(f, "baseline", m, "all", "terespol", "2016") == 4);
    assert_true(outcome(f, "baseline", m, "all", "terespol", "all") == 4);
    assert_true(outcome(f, "opened", m, "all", "all", "all") == 1);
    fake_folder_remove(&folder);
}

static void
view_names_pairs_sender_first_and_sums_each_side(void **state)
{
    struct fake_folder folder;
    const char *const f = folder.file, *const m = "dublin_requests";
    (void) state;
    fake_folder_make(&folder, "a.sqlite");
    fake_full(&folder);
    assert_true(outcome(f, "baseline", m, "all", "DEU>POL", "2015") == 7);
    assert_true(outcome(f, "baseline", m, "all", "DEU", "all") == 9);
    assert_true(outcome(f, "baseline", m, "all", ">EST", "all") == 2);
    assert_true(outcome(f, "baseline", m, "all", "all", "all") == 9);
    assert_true(isnan(outcome(f, "baseline", m, "all", "POL>DEU", "all")));
    fake_folder_remove(&folder);
}

static void
view_derives_rates_from_sums(void **state)
{
    struct fake_folder folder;
    const char *const f = folder.file;
    (void) state;
    fake_folder_make(&folder, "a.sqlite");
    fake_full(&folder);
    assert_true(outcome(f, "baseline", "recognition_rate", "all", "POL", "2016") == 0.5);
    assert_true(outcome(f, "opened", "recognition_rate", "all", "POL", "2016") == 0.75);
    assert_true(isnan(outcome(f, "baseline", "recognition_rate", "all", "DEU", "2016")));
    assert_true(isnan(outcome(f, "baseline", "recognition_rate", "all", "POL", "2016-01")));
    assert_true(outcome(f, "baseline", "protected", "all", "all", "all") == 36);
    assert_true(outcome(f, "opened", "protected", "chechen", "all", "2015") == 35);
    fake_folder_remove(&folder);
}

static void
views_name_fates_and_chains(void **state)
{
    struct fake_folder folder;
    (void) state;
    fake_folder_make(&folder, "a.sqlite");
    fake_full(&folder);
    assert_true(number(folder.file,
                       "SELECT persons FROM paired WHERE scenario = 'opened' AND draw = 1 AND"
                       " replicate = 0 AND population = 'all' AND fate_baseline = 'waiting' AND"
                       " fate_reform = 'refugee'") == 7);
    assert_true(number(folder.file,
                       "SELECT harmed FROM refoulement WHERE scenario = 'baseline' AND draw = 1"
                       " AND replicate = 0 AND population = 'RUS' AND year = 2016 AND chain ="
                       " 'DEU>POL>BLR' AND acts LIKE '%>%'") == 3);
    assert_true(number(folder.file, "SELECT sum(persons) FROM flow WHERE population = 'all'") ==
                800);
    fake_folder_remove(&folder);
}

static void
cells_before_the_reform_stand_once(void **state)
{
    struct fake_folder folder;
    (void) state;
    fake_folder_make(&folder, "a.sqlite");
    fake_full(&folder);
    assert_true(number(folder.file,
                       "SELECT count(*) FROM cell c JOIN run r ON r.id = c.run WHERE"
                       " r.scenario = 1 AND c.period = 0 AND c.metric IN (SELECT id"
                       " FROM metric WHERE detail <> 'cohort')") == 0);
    assert_true(outcome(folder.file, "opened", "claims_first", "all", "POL", "2015-01") == 40);
    fake_folder_remove(&folder);
}

static void
answers_agree_with_the_view(void **state)
{
    static const struct asy_ask asks[] = {
        { "claims_first", "all", "POL", "2016" },
        { "recognition_rate", "RUS", "all", "2016" },
        { "dublin_requests", "all", "DEU>POL", "all" },
        { "waiting_at_crossing", "all", "all", "all" },
        { "protected", "all", "all", "2015..2016" },
        { "claims_first", "tajik", "all", "2016-01" },
    };
    enum { N = sizeof asks / sizeof *asks };
    struct fake_folder folder;
    struct asy_answers answers;
    struct asy_error err = { 0 };
    (void) state;
    fake_folder_make(&folder, "a.sqlite");
    fake_full(&folder);
    struct asy_results *results = fake_open(folder.file);
    assert_true(asy_results_ask(results, asks, N, &answers, &err));
    assert_int_equal(answers.n_jobs, 4);
    assert_int_equal(answers.draw[3], 2);
    assert_int_equal(answers.replicate[3], 1);
    assert_true(asy_answers_of(&answers, 0, 0)[3] == 13); /* 10 and the bump of history 3 */
    assert_true(asy_answers_of(&answers, 0, 1)[0] == 25);
    assert_true(asy_answers_of(&answers, 1, 1)[2] == 0.75);
    assert_true(asy_answers_of(&answers, 2, 1)[0] == 7); /* shared with the baseline */
    assert_true(asy_answers_of(&answers, 3, 0)[0] == 4);
    assert_true(asy_answers_of(&answers, 4, 1)[0] == 41);
    assert_true(asy_answers_of(&answers, 5, 0)[0] == 5);
    assert_true(asy_answers_of(&answers, 5, 1)[0] == 0); /* absent is zero */
    asy_answers_free(&answers);
    fake_close(results);
    fake_folder_remove(&folder);
}

static void
unknown_names_are_refused_with_the_nearest(void **state)
{
    static const struct {
        struct asy_ask ask;
        const char *hint;
    } wrong[] = {
        { { "claim_first", "all", "all", "all" }, "claims_first" },
        { { "claims_first", "chechens", "all", "all" }, "chechen" },
        { { "claims_first", "all", "POLE", "all" }, "POL" },
        { { "claims_first", "all", "POL>DEU", "all" }, "by state" },
        { { "border_attempts", "all", "POL", "all" }, "by crossing" },
        { { "departures", "all", "POL", "all" }, "without a place" },
        { { "claims_first", "all", "all", "2014" }, "2015..2016" },
        { { "claims_first", "all", "all", "2016..2015" }, "not a period" },
        { { "grants_refugee", "all", "all", "2016-01" }, "whole years" },
    };
    struct fake_folder folder;
    struct asy_answers answers;
    (void) state;
    fake_folder_make(&folder, "a.sqlite");
    fake_full(&folder);
    struct asy_results *results = fake_open(folder.file);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct asy_error err = { 0 };
        assert_false(asy_results_ask(results, &wrong[i].ask, 1, &answers, &err));
        assert_int_equal(err.code, ASY_E_INPUT);
        if (!strstr(err.what, wrong[i].hint))
            fail_msg("'%s' does not say '%s'", err.what, wrong[i].hint);
    }
    fake_close(results);
    fake_folder_remove(&folder);
}

static void
lives_are_sorted_by_protection_in_both_worlds(void **state)
{
    struct fake_folder folder;
    struct asy_answers answers;
    struct asy_error err = { 0 };
    (void) state;
    fake_folder_make(&folder, "a.sqlite");
    fake_full(&folder);
    struct asy_results *results = fake_open(folder.file);
    assert_true(asy_results_lives(results, "all", &answers, &err));
    assert_true(asy_answers_of(&answers, ASY_LIVES_BOTH, 1)[0] == 28 + 4);
    assert_true(asy_answers_of(&answers, ASY_LIVES_REFORM, 1)[0] == 7);
    assert_true(asy_answers_of(&answers, ASY_LIVES_BASELINE, 1)[0] == 2);
    assert_true(asy_answers_of(&answers, ASY_LIVES_NEITHER, 0)[0] == 70);
    asy_answers_free(&answers);
    fake_close(results);
    fake_folder_remove(&folder);
}

static void
who_sets_out_in_one_world_only_gets_lines_of_their_own(void **state)
{
    static const double expected[ASY_N_LIVES] = { [ASY_LIVES_BOTH] = 4,
                                                  [ASY_LIVES_CAME] = 2,
                                                  [ASY_LIVES_CAME_UNPROTECTED] = 3,
                                                  [ASY_LIVES_STAYED] = 2 };
    struct fake_folder folder;
    struct asy_answers answers;
    struct asy_error err = { 0 };
    (void) state;
    fake_folder_make(&folder, "a.sqlite");
    fake_full(&folder);
    struct asy_results *results = fake_open(folder.file);
    assert_true(asy_results_lives(results, "tajik", &answers, &err));
    for (int k = 0; k < ASY_N_LIVES; k++) {
        assert_true(asy_answers_of(&answers, k, 1)[3] == expected[k]);
        assert_true(asy_answers_of(&answers, k, 0)[3] == (k == ASY_LIVES_BOTH ? 6 : 0));
    }
    asy_answers_free(&answers);
    fake_close(results);
    assert_true(number(folder.file, "SELECT sum(persons) FROM paired WHERE fate_baseline ="
                                    " 'not_departed' AND fate_reform = 'gave_up' AND scenario ="
                                    " 'opened' AND population = 'tajik'") == 3 * 4);
    assert_true(number(folder.file, "SELECT sum(persons) FROM paired WHERE fate_reform ="
                                    " 'not_departed' AND population = 'all'") == 2 * 4);
    assert_true(number(folder.file, "SELECT count(*) FROM paired WHERE scenario = 'baseline'"
                                    " AND fate_baseline <> fate_reform") == 0);
    fake_folder_remove(&folder);
}

/* Such a file an earlier asylsim made of families that are larger under the reform. */
static void
more_in_both_worlds_than_set_out_is_refused(void **state)
{
    struct fake_folder folder;
    struct asy_answers answers;
    struct asy_error err = { 0 };
    sqlite3 *db;
    (void) state;
    fake_folder_make(&folder, "a.sqlite");
    fake_full(&folder);
    assert_int_equal(sqlite3_open(folder.file, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db,
                                  "UPDATE paired_cell SET persons = 7 WHERE run = 2 AND"
                                  " population = 1",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    sqlite3_close(db);
    struct asy_results *results = fake_open(folder.file);
    assert_false(asy_results_lives(results, "all", &answers, &err));
    assert_int_equal(err.code, ASY_E_RESULTS);
    assert_non_null(strstr(err.what, "simulate it anew"));
    fake_close(results);
    fake_folder_remove(&folder);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(view_adds_up_groups_places_and_periods),
        cmocka_unit_test(view_takes_stocks_at_the_periods_end),
        cmocka_unit_test(view_names_pairs_sender_first_and_sums_each_side),
        cmocka_unit_test(view_derives_rates_from_sums),
        cmocka_unit_test(views_name_fates_and_chains),
        cmocka_unit_test(cells_before_the_reform_stand_once),
        cmocka_unit_test(answers_agree_with_the_view),
        cmocka_unit_test(unknown_names_are_refused_with_the_nearest),
        cmocka_unit_test(lives_are_sorted_by_protection_in_both_worlds),
        cmocka_unit_test(who_sets_out_in_one_world_only_gets_lines_of_their_own),
        cmocka_unit_test(more_in_both_worlds_than_set_out_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
