/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The results file keeps what it is given, adds it up rightly, and notices when it is touched.
 */
#include "support/fake_results.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct asy_world world;

static struct asy_results *
create(const struct fake_folder *folder, enum asy_results_mode mode)
{
    const struct asy_results_head head = fake_head(&world);
    struct asy_results *results;
    struct asy_error err = { 0 };
    if (!asy_results_create(&results, folder->file, mode, &head, &err))
        fail_msg("%s: %s", err.where, err.what);
    return results;
}

static void
add(struct asy_results *results, uint32_t draw, uint32_t replicate, uint32_t bump)
{
    struct asy_result list[FAKE_SCENARIOS];
    struct asy_error err = { 0 };
    fake_results(list, draw, replicate, bump);
    if (!asy_results_add(results, list, FAKE_SCENARIOS, &err))
        fail_msg("%s: %s", err.where, err.what);
}

static void
close_well(struct asy_results *results)
{
    struct asy_error err = { 0 };
    if (!asy_results_close(results, &err))
        fail_msg("%s: %s", err.where, err.what);
}

/* All four histories. */
static void
make_full(const struct fake_folder *folder)
{
    struct asy_results *results = create(folder, ASY_RESULTS_NEW);
    for (uint32_t j = 0; j < 4; j++)
        add(results, 1 + j / 2, j % 2, j);
    close_well(results);
}

static struct asy_results *
open_well(const char *path)
{
    struct asy_results *results;
    struct asy_error err = { 0 };
    if (!asy_results_open(&results, path, &err))
        fail_msg("%s: %s", err.where, err.what);
    return results;
}

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

static void
change(const char *path, const char *sql)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s", sqlite3_errmsg(db));
    sqlite3_close(db);
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
finished_file_is_one_file_and_complete(void **state)
{
    struct fake_folder folder;
    char path[200];
    (void) state;
    fake_folder_make(&folder, "a.sqlite");
    make_full(&folder);
    snprintf(path, sizeof path, "%s-wal", folder.file);
    assert_int_not_equal(access(path, F_OK), 0);
    snprintf(path, sizeof path, "%s-shm", folder.file);
    assert_int_not_equal(access(path, F_OK), 0);
    struct asy_results *results = open_well(folder.file);
    const struct asy_results_info *info = asy_results_info(results);
    assert_true(info->is_complete);
    assert_int_equal(info->n_runs, 8);
    assert_int_equal(info->n_runs_planned, 8);
    assert_int_equal(info->n_scenarios, 2);
    assert_int_equal(info->seed, 7);
    assert_int_equal(info->first_year, 2015);
    assert_int_equal(info->n_months, 24);
    assert_string_equal(asy_results_scenario(results, 1)->in_force, "2016-01-01");
    assert_int_equal(asy_results_scenario(results, 1)->first_year, 2016);
    close_well(results);
    fake_folder_remove(&folder);
}

static void
view_adds_up_groups_places_and_periods(void **state)
{
    struct fake_folder folder;
    const char *const f = folder.file;
    (void) state;
    fake_folder_make(&folder, "a.sqlite");
    make_full(&folder);
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
    make_full(&folder);
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
    make_full(&folder);
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
    make_full(&folder);
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
    make_full(&folder);
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
    make_full(&folder);
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
    make_full(&folder);
    struct asy_results *results = open_well(folder.file);
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
    close_well(results);
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
        { { "claims_first", "all", "all", "2016..2015" }, "no period" },
        { { "grants_refugee", "all", "all", "2016-01" }, "whole years" },
    };
    struct fake_folder folder;
    struct asy_answers answers;
    (void) state;
    fake_folder_make(&folder, "a.sqlite");
    make_full(&folder);
    struct asy_results *results = open_well(folder.file);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct asy_error err = { 0 };
        assert_false(asy_results_ask(results, &wrong[i].ask, 1, &answers, &err));
        assert_int_equal(err.code, ASY_E_INPUT);
        if (!strstr(err.what, wrong[i].hint))
            fail_msg("'%s' does not say '%s'", err.what, wrong[i].hint);
    }
    close_well(results);
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
    make_full(&folder);
    struct asy_results *results = open_well(folder.file);
    assert_true(asy_results_lives(results, "all", &answers, &err));
    assert_true(asy_answers_of(&answers, ASY_LIVES_BOTH, 1)[0] == 28);
    assert_true(asy_answers_of(&answers, ASY_LIVES_REFORM, 1)[0] == 7);
    assert_true(asy_answers_of(&answers, ASY_LIVES_BASELINE, 1)[0] == 2);
    assert_true(asy_answers_of(&answers, ASY_LIVES_NEITHER, 0)[0] == 70);
    asy_answers_free(&answers);
    close_well(results);
    fake_folder_remove(&folder);
}

static void
interrupted_file_goes_on_to_the_same_digest(void **state)
{
    struct fake_folder whole, parts;
    char a[17], b[17];
    struct asy_error err = { 0 };
    (void) state;
    fake_folder_make(&whole, "a.sqlite");
    fake_folder_make(&parts, "b.sqlite");
    make_full(&whole);
    struct asy_results *results = create(&parts, ASY_RESULTS_NEW);
    add(results, 2, 1, 3); /* in another order */
    close_well(results);
    results = open_well(parts.file);
    assert_false(asy_results_info(results)->is_complete);
    close_well(results);
    results = create(&parts, ASY_RESULTS_RESUME);
    assert_true(asy_results_has(results, 2, 1));
    assert_false(asy_results_has(results, 1, 0));
    add(results, 1, 1, 1);
    add(results, 1, 0, 0);
    add(results, 2, 0, 2);
    close_well(results);

    results = open_well(parts.file);
    assert_true(asy_results_info(results)->is_complete);
    assert_true(asy_results_digest(results, b, &err));
    close_well(results);
    results = open_well(whole.file);
    assert_true(asy_results_digest(results, a, &err));
    assert_string_equal(a, b);
    assert_string_equal(a, asy_results_info(results)->digest);
    close_well(results);
    fake_folder_remove(&whole);
    fake_folder_remove(&parts);
}

static void
resume_refuses_another_seed_scenario_or_smaller_plan(void **state)
{
    struct asy_results_scenario others[FAKE_SCENARIOS];
    struct fake_folder folder;
    struct asy_results *results;
    (void) state;
    fake_folder_make(&folder, "a.sqlite");
    make_full(&folder);
    for (int i = 0; i < 4; i++) {
        struct asy_results_head head = fake_head(&world);
        struct asy_error err = { 0 };
        memcpy(others, fake_scenarios, sizeof others);
        others[1].digest = "22";
        if (i == 0)
            head.seed = 8;
        else if (i == 1)
            head.scenarios = others;
        else if (i == 2)
            head.n_scenarios = 1;
        else
            head.n_replicates = 1;
        assert_false(
            asy_results_create(&results, folder.file, ASY_RESULTS_RESUME, &head, &err));
        assert_null(results);
        assert_int_equal(err.code, ASY_E_RESULTS);
    }
    results = open_well(folder.file); /* untouched */
    assert_true(asy_results_info(results)->is_complete);
    close_well(results);
    fake_folder_remove(&folder);
}

static void
only_results_files_are_overwritten(void **state)
{
    const struct asy_results_head head = fake_head(&world);
    struct fake_folder folder;
    struct asy_results *results;
    struct asy_error err = { 0 };
    char line[32] = "";
    (void) state;
    fake_folder_make(&folder, "thesis.txt");
    FILE *file = fopen(folder.file, "w");
    assert_non_null(file);
    fputs("my thesis", file);
    fclose(file);
    assert_false(asy_results_create(&results, folder.file, ASY_RESULTS_NEW, &head, &err));
    assert_int_equal(err.code, ASY_E_INPUT);
    assert_false(asy_results_create(&results, folder.file, ASY_RESULTS_OVERWRITE, &head, &err));
    assert_int_equal(err.code, ASY_E_RESULTS);
    assert_false(asy_results_create(&results, folder.file, ASY_RESULTS_RESUME, &head, &err));
    assert_int_equal(err.code, ASY_E_RESULTS);
    assert_false(asy_results_open(&results, folder.file, &err));
    assert_int_equal(err.code, ASY_E_RESULTS);
    file = fopen(folder.file, "r");
    assert_non_null(fgets(line, sizeof line, file));
    assert_string_equal(line, "my thesis");
    fclose(file);
    fake_folder_remove(&folder);
}

static void
verify_notices_changed_lost_and_added_values(void **state)
{
    static const char *const changes[] = {
        "UPDATE cell SET value = value + 1 WHERE run = 3 AND metric = 0",
        "DELETE FROM cell WHERE run = 1 AND period = 0 AND metric = 0",
        "UPDATE paired_cell SET persons = 1 WHERE run = 2",
        "UPDATE chain SET harmed = 0 WHERE run = 2",
        "DELETE FROM run WHERE id = 4",
        "UPDATE run SET digest = '0000000000000000' WHERE id = 1",
    };
    struct fake_folder folder;
    struct asy_error err = { 0 };
    (void) state;
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        fake_folder_make(&folder, "a.sqlite");
        make_full(&folder);
        struct asy_results *results = open_well(folder.file);
        assert_true(asy_results_verify(results, NULL, NULL, &err));
        close_well(results);
        change(folder.file, changes[i]);
        results = open_well(folder.file);
        assert_false(asy_results_verify(results, NULL, NULL, &err));
        assert_int_equal(err.code, ASY_E_RESULTS);
        close_well(results);
        fake_folder_remove(&folder);
    }
}

static void
damaged_file_is_an_error_not_a_crash(void **state)
{
    struct fake_folder folder;
    struct asy_results *results;
    struct asy_error err = { 0 };
    (void) state;
    fake_folder_make(&folder, "a.sqlite");
    make_full(&folder);
    assert_int_equal(truncate(folder.file, 20000), 0);
    if (asy_results_open(&results, folder.file,
                         &err)) { /* its first pages may still be sound */
        assert_false(asy_results_verify(results, NULL, NULL, &err));
        asy_results_close(results, NULL);
    }
    assert_int_equal(err.code, ASY_E_RESULTS);
    fake_folder_remove(&folder);
}

static void
shards_merge_to_the_digest_of_the_whole(void **state)
{
    struct fake_folder whole, shard[2], merged;
    const char *const names[] = { shard[0].file, shard[1].file };
    char a[17], b[17];
    struct asy_error err = { 0 };
    struct asy_results *results;
    (void) state;
    fake_folder_make(&whole, "w.sqlite");
    fake_folder_make(&merged, "m.sqlite");
    make_full(&whole);
    for (uint32_t s = 0; s < 2; s++) {
        struct asy_results_head head = fake_head(&world);
        head.shard = s;
        head.n_shards = 2;
        fake_folder_make(&shard[s], "s.sqlite");
        assert_true(asy_results_create(&results, shard[s].file, ASY_RESULTS_NEW, &head, &err));
        for (uint32_t j = s; j < 4; j += 2)
            add(results, 1 + j / 2, j % 2, j);
        assert_int_equal(asy_results_info(results)->n_runs_planned, 4);
        close_well(results);
    }
    if (!asy_results_merge(merged.file, ASY_RESULTS_NEW, names, 2, &err))
        fail_msg("%s: %s", err.where, err.what);
    results = open_well(merged.file);
    assert_true(asy_results_info(results)->is_complete);
    assert_true(asy_results_verify(results, NULL, NULL, &err));
    assert_true(asy_results_digest(results, a, &err));
    close_well(results);
    results = open_well(whole.file);
    assert_true(asy_results_digest(results, b, &err));
    close_well(results);
    assert_string_equal(a, b);
    assert_false(
        asy_results_merge(merged.file, ASY_RESULTS_NEW, names, 2, &err)); /* is there */
    const char *const twice[] = { shard[0].file, shard[0].file };
    assert_false(asy_results_merge(merged.file, ASY_RESULTS_OVERWRITE, twice, 2, &err));
    assert_int_equal(err.code, ASY_E_RESULTS);
    fake_folder_remove(&whole);
    fake_folder_remove(&merged);
    fake_folder_remove(&shard[0]);
    fake_folder_remove(&shard[1]);
}

static void
place_without_room_is_a_matter_of_resources(void **state)
{
    const struct asy_results_head head = fake_head(&world);
    struct asy_results *results;
    struct asy_error err = { 0 };
    (void) state;
    assert_false(
        asy_results_create(&results, "/nowhere/at/all.sqlite", ASY_RESULTS_NEW, &head, &err));
    assert_true(err.code == ASY_E_RESULTS || err.code == ASY_E_RESOURCES);
    assert_null(results);
}

static int
make_world(void **state)
{
    (void) state;
    fake_world(&world);
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finished_file_is_one_file_and_complete),
        cmocka_unit_test(view_adds_up_groups_places_and_periods),
        cmocka_unit_test(view_takes_stocks_at_the_periods_end),
        cmocka_unit_test(view_names_pairs_sender_first_and_sums_each_side),
        cmocka_unit_test(view_derives_rates_from_sums),
        cmocka_unit_test(views_name_fates_and_chains),
        cmocka_unit_test(cells_before_the_reform_stand_once),
        cmocka_unit_test(answers_agree_with_the_view),
        cmocka_unit_test(unknown_names_are_refused_with_the_nearest),
        cmocka_unit_test(lives_are_sorted_by_protection_in_both_worlds),
        cmocka_unit_test(interrupted_file_goes_on_to_the_same_digest),
        cmocka_unit_test(resume_refuses_another_seed_scenario_or_smaller_plan),
        cmocka_unit_test(only_results_files_are_overwritten),
        cmocka_unit_test(verify_notices_changed_lost_and_added_values),
        cmocka_unit_test(damaged_file_is_an_error_not_a_crash),
        cmocka_unit_test(shards_merge_to_the_digest_of_the_whole),
        cmocka_unit_test(place_without_room_is_a_matter_of_resources),
    };
    return cmocka_run_group_tests(tests, make_world, NULL);
}
