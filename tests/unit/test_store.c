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

static void
change(const char *path, const char *sql)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s", sqlite3_errmsg(db));
    sqlite3_close(db);
}

static void
finished_file_is_one_file_and_complete(void **state)
{
    struct fake_folder folder;
    char path[200];
    (void) state;
    fake_folder_make(&folder, "a.sqlite");
    fake_full(&folder);
    snprintf(path, sizeof path, "%s-wal", folder.file);
    assert_int_not_equal(access(path, F_OK), 0);
    snprintf(path, sizeof path, "%s-shm", folder.file);
    assert_int_not_equal(access(path, F_OK), 0);
    struct asy_results *results = fake_open(folder.file);
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
    fake_close(results);
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
    fake_full(&whole);
    struct asy_results *results = fake_create(&parts, ASY_RESULTS_NEW);
    fake_add(results, 2, 1, 3); /* in another order */
    fake_close(results);
    results = fake_open(parts.file);
    assert_false(asy_results_info(results)->is_complete);
    fake_close(results);
    results = fake_create(&parts, ASY_RESULTS_RESUME);
    assert_true(asy_results_has(results, 2, 1));
    assert_false(asy_results_has(results, 1, 0));
    fake_add(results, 1, 1, 1);
    fake_add(results, 1, 0, 0);
    fake_add(results, 2, 0, 2);
    fake_close(results);

    results = fake_open(parts.file);
    assert_true(asy_results_info(results)->is_complete);
    assert_true(asy_results_digest(results, b, &err));
    fake_close(results);
    results = fake_open(whole.file);
    assert_true(asy_results_digest(results, a, &err));
    assert_string_equal(a, b);
    assert_string_equal(a, asy_results_info(results)->digest);
    fake_close(results);
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
    fake_full(&folder);
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
    results = fake_open(folder.file); /* untouched */
    assert_true(asy_results_info(results)->is_complete);
    fake_close(results);
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
regression_merge_results_of_an_older_format_are_overwritten_but_not_read(void **state)
{
    const struct asy_results_head head = fake_head(&world);
    struct fake_folder folder;
    struct asy_results *results;
    struct asy_error err = { 0 };
    (void) state;
    fake_folder_make(&folder, "old.sqlite");
    assert_true(asy_results_create(&results, folder.file, ASY_RESULTS_NEW, &head, &err));
    assert_true(asy_results_close(results, &err));
    change(folder.file, "PRAGMA user_version = 1");
    assert_false(asy_results_open(&results, folder.file, &err));
    assert_int_equal(err.code, ASY_E_RESULTS);
    assert_true(asy_results_create(&results, folder.file, ASY_RESULTS_OVERWRITE, &head, &err));
    assert_true(asy_results_close(results, &err));
    fake_folder_remove(&folder);
}

/* What a file of an earlier format counts can be asked for. */
static void
counts_are_read(struct asy_results *results)
{
    const struct asy_ask ask = { "departures", "all", "all", "all" };
    struct asy_answers answers;
    struct asy_error err = { 0 };
    assert_true(asy_results_ask(results, &ask, 1, &answers, &err));
    assert_true(asy_answers_of(&answers, 0, 0)[0] == 150.0);
    asy_answers_free(&answers);
}

static void
is_neither_merged_nor_gone_on_with(const struct fake_folder *folder)
{
    const struct asy_results_head head = fake_head(&world);
    const char *const names[] = { folder->file };
    struct asy_results *results;
    struct asy_error err = { 0 };
    char merged[160];
    snprintf(merged, sizeof merged, "%s/merged.sqlite", folder->name);
    assert_false(asy_results_merge(merged, ASY_RESULTS_NEW, names, 1, &err));
    assert_non_null(strstr(err.what, "run it anew"));

    assert_false(asy_results_create(&results, folder->file, ASY_RESULTS_RESUME, &head, &err));
    assert_int_equal(err.code, ASY_E_RESULTS);
    assert_non_null(strstr(err.what, "run it anew"));
}

/* Format 2 was the same but for its digests, made of the numbers of outcomes. */
static void
results_of_format_2_are_read_but_not_verified_merged_or_gone_on_with(void **state)
{
    struct fake_folder folder;
    struct asy_results *results;
    struct asy_error err = { 0 };
    (void) state;
    fake_folder_make(&folder, "old.sqlite");
    fake_full(&folder);
    change(folder.file, "PRAGMA user_version = 2");

    results = fake_open(folder.file);
    counts_are_read(results);
    assert_false(asy_results_verify(results, NULL, NULL, &err));
    assert_non_null(strstr(err.what, "run it anew"));
    fake_close(results);
    is_neither_merged_nor_gone_on_with(&folder);
    fake_folder_remove(&folder);
}

/* Format 3 had its cells in a table, and scenarios without `draws`. */
static void
results_of_format_3_are_read_and_verified_but_not_merged_or_gone_on_with(void **state)
{
    struct fake_folder folder;
    struct asy_results *results;
    struct asy_error err = { 0 };
    (void) state;
    fake_folder_make(&folder, "old.sqlite");
    fake_full(&folder);
    change(folder.file,
           "CREATE TABLE counts AS SELECT * FROM cell; DROP VIEW outcome; DROP VIEW counted;"
           "DROP VIEW paired; DROP VIEW cell; DROP TABLE series; DROP TABLE nth_period;"
           "ALTER TABLE counts RENAME TO cell; ALTER TABLE scenario DROP COLUMN draws;"
           "PRAGMA user_version = 3");
    results = fake_open(folder.file);
    counts_are_read(results);
    assert_true(asy_results_verify(results, NULL, NULL, &err));
    fake_close(results);
    is_neither_merged_nor_gone_on_with(&folder);
    fake_folder_remove(&folder);
}

static bool
is_there(const char *path)
{
    return access(path, F_OK) == 0;
}

/* Nothing lost: a run that takes an older file's place is written beside it until it is
   complete, whatever stops it. */
static void
an_older_file_stays_until_the_new_one_is_complete(void **state)
{
    const struct asy_results_head head = fake_head(&world);
    struct fake_folder folder;
    struct asy_results *results;
    struct asy_error err = { 0 };
    char old[17], beside[160];
    (void) state;
    fake_folder_make(&folder, "a.sqlite");
    snprintf(beside, sizeof beside, "%s.partial", folder.file);
    fake_full(&folder);
    results = fake_open(folder.file);
    memcpy(old, asy_results_info(results)->digest, sizeof old);
    fake_close(results);

    results = fake_create(&folder, ASY_RESULTS_OVERWRITE);
    fake_add(results, 1, 0, 7);
    fake_close(results); /* interrupted */
    results = fake_open(folder.file);
    assert_true(asy_results_verify(results, NULL, NULL, &err));
    assert_string_equal(asy_results_info(results)->digest, old);
    fake_close(results);
    assert_false(asy_results_create(&results, folder.file, ASY_RESULTS_NEW, &head, &err));
    assert_int_equal(err.code, ASY_E_INPUT);

    results = fake_create(&folder, ASY_RESULTS_RESUME);
    assert_true(asy_results_has(results, 1, 0));
    fake_add(results, 1, 1, 7);
    fake_add(results, 2, 0, 7);
    fake_add(results, 2, 1, 7);
    fake_close(results);
    results = fake_open(folder.file);
    assert_true(asy_results_info(results)->is_complete);
    assert_string_not_equal(asy_results_info(results)->digest, old);
    fake_close(results);
    assert_false(is_there(beside));
    fake_folder_remove(&folder);
}

/* The same when the older file is gone meanwhile: what was begun is gone on with, and only
   --force begins anew. */
static void
what_was_begun_beside_is_not_forgotten(void **state)
{
    const struct asy_results_head head = fake_head(&world);
    struct fake_folder folder;
    struct asy_results *results;
    struct asy_error err = { 0 };
    char beside[160];
    (void) state;
    fake_folder_make(&folder, "a.sqlite");
    snprintf(beside, sizeof beside, "%s.partial", folder.file);
    fake_full(&folder);
    results = fake_create(&folder, ASY_RESULTS_OVERWRITE);
    fake_add(results, 1, 0, 7);
    fake_close(results);
    assert_int_equal(unlink(folder.file), 0);
    assert_false(asy_results_create(&results, folder.file, ASY_RESULTS_NEW, &head, &err));
    assert_int_equal(err.code, ASY_E_INPUT);
    assert_non_null(strstr(err.where, ".partial"));
    results = fake_create(&folder, ASY_RESULTS_OVERWRITE);
    assert_false(asy_results_has(results, 1, 0));
    fake_close(results);
    assert_true(is_there(beside));
    assert_false(is_there(folder.file));
    fake_folder_remove(&folder);
}

/* Whatever else has taken the place meanwhile is left alone. */
static void
a_file_of_another_kind_is_not_replaced_at_the_end(void **state)
{
    struct fake_folder folder;
    struct asy_results *results;
    struct asy_error err = { 0 };
    char beside[160];
    (void) state;
    fake_folder_make(&folder, "a.sqlite");
    snprintf(beside, sizeof beside, "%s.partial", folder.file);
    fake_full(&folder);
    results = fake_create(&folder, ASY_RESULTS_OVERWRITE);
    for (uint32_t i = 0; i < 4; i++)
        fake_add(results, 1 + i / 2, i % 2, 7);
    FILE *file = fopen(folder.file, "w");
    assert_non_null(file);
    fputs("my thesis", file);
    fclose(file);
    assert_false(asy_results_close(results, &err));
    assert_int_equal(err.code, ASY_E_RESULTS);
    assert_true(is_there(beside));
    fake_folder_remove(&folder);
}

static void
verify_notices_changed_lost_and_added_values(void **state)
{
    static const char *const changes[] = {
        "UPDATE series SET counts = counts + 1 WHERE run = 3 AND metric = 0",
        "UPDATE series SET first = first + 1 WHERE run = 3 AND metric = 0",
        "UPDATE series SET width = 0 WHERE run = 1 AND metric = 0",
        "DELETE FROM series WHERE run = 1 AND first = 0 AND metric = 0",
        "UPDATE paired_cell SET persons = 1 WHERE run = 2",
        "UPDATE chain SET harmed = 0 WHERE run = 2",
        "DELETE FROM run WHERE id = 4",
        "UPDATE run SET digest = '0000000000000000' WHERE id = 1",
        "UPDATE metric SET name = 'arrivals' WHERE name = 'departures'",
        "UPDATE population SET name = 'ingush' WHERE name = 'chechen'",
        "UPDATE place SET name = 'brest' WHERE name = 'terespol'",
        "UPDATE place SET name = 'LTU' WHERE name = 'DEU'",
        "UPDATE fate SET name = 'gone' WHERE name = 'waiting'",
        "UPDATE stage SET name = 'elsewhere' WHERE id = 1",
        "UPDATE act SET name = 'another' WHERE id = 2",
        "UPDATE meta SET value = value + 1 WHERE key = 'first_year'",
    };
    struct fake_folder folder;
    struct asy_error err = { 0 };
    (void) state;
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        fake_folder_make(&folder, "a.sqlite");
        fake_full(&folder);
        struct asy_results *results = fake_open(folder.file);
        assert_true(asy_results_verify(results, NULL, NULL, &err));
        fake_close(results);
        change(folder.file, changes[i]);
        results = fake_open(folder.file);
        assert_false(asy_results_verify(results, NULL, NULL, &err));
        assert_int_equal(err.code, ASY_E_RESULTS);
        fake_close(results);
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
    fake_full(&folder);
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
    fake_full(&whole);
    for (uint32_t s = 0; s < 2; s++) {
        struct asy_results_head head = fake_head(&world);
        head.shard = s;
        head.n_shards = 2;
        fake_folder_make(&shard[s], "s.sqlite");
        assert_true(asy_results_create(&results, shard[s].file, ASY_RESULTS_NEW, &head, &err));
        for (uint32_t j = s; j < 4; j += 2)
            fake_add(results, 1 + j / 2, j % 2, j);
        assert_int_equal(asy_results_info(results)->n_runs_planned, 4);
        fake_close(results);
    }
    if (!asy_results_merge(merged.file, ASY_RESULTS_NEW, names, 2, &err))
        fail_msg("%s: %s", err.where, err.what);
    results = fake_open(merged.file);
    assert_true(asy_results_info(results)->is_complete);
    assert_true(asy_results_verify(results, NULL, NULL, &err));
    assert_true(asy_results_digest(results, a, &err));
    fake_close(results);
    results = fake_open(whole.file);
    assert_true(asy_results_digest(results, b, &err));
    fake_close(results);
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
        cmocka_unit_test(interrupted_file_goes_on_to_the_same_digest),
        cmocka_unit_test(resume_refuses_another_seed_scenario_or_smaller_plan),
        cmocka_unit_test(only_results_files_are_overwritten),
        cmocka_unit_test(
            regression_merge_results_of_an_older_format_are_overwritten_but_not_read),
        cmocka_unit_test(
            results_of_format_3_are_read_and_verified_but_not_merged_or_gone_on_with),
        cmocka_unit_test(results_of_format_2_are_read_but_not_verified_merged_or_gone_on_with),
        cmocka_unit_test(an_older_file_stays_until_the_new_one_is_complete),
        cmocka_unit_test(what_was_begun_beside_is_not_forgotten),
        cmocka_unit_test(a_file_of_another_kind_is_not_replaced_at_the_end),
        cmocka_unit_test(verify_notices_changed_lost_and_added_values),
        cmocka_unit_test(damaged_file_is_an_error_not_a_crash),
        cmocka_unit_test(shards_merge_to_the_digest_of_the_whole),
        cmocka_unit_test(place_without_room_is_a_matter_of_resources),
    };
    return cmocka_run_group_tests(tests, make_world, NULL);
}
