/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The library by its public headers alone: what it answers, and what it says to misuse. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "asylsim/asylsim.h"

#include <math.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MINI ASY_SOURCE_DIR "/tests/support/mini.cfg"
#define SMALL ASY_SOURCE_DIR "/tests/golden/small.cfg"
#define REFORM ASY_SOURCE_DIR "/tests/golden/reform_open.cfg"

static char file[64] = "/tmp/asy-api-XXXXXX";

static void
scenario_opens_by_the_public_header_alone(void **state)
{
    struct asy_scenario *scenario;
    struct asy_errors errs = { 0 };
    char digest[33];

    (void) state;
    assert_true(
        asy_scenario_open(&scenario, ASY_SOURCE_DIR "/tests/support/mini.cfg", NULL, 0, &errs));
    assert_string_equal(asy_scenario_name(scenario), "baseline");
    asy_scenario_digest(scenario, digest);
    assert_int_equal(strlen(digest), 32);
    asy_scenario_destroy(scenario);
    assert_false(asy_scenario_open(&scenario, "/nowhere.cfg", NULL, 0, &errs));
    assert_null(scenario);
    assert_true(errs.n > 0);
    asy_errors_free(&errs);
    assert_true(strchr(asy_version(), '.') != NULL);
}

/* ---- a run and its results --------------------------------------------------- */

static void
expect_errors(bool ok, struct asy_errors *errs, enum asy_code code, const char *word)
{
    assert_false(ok);
    assert_true(errs->n > 0);
    if (!strstr(errs->list[0].where, word) && !strstr(errs->list[0].what, word))
        fail_msg("\"%s: %s\" does not say \"%s\"", errs->list[0].where, errs->list[0].what,
                 word);
    assert_int_equal(errs->list[0].code, code);
    asy_errors_free(errs);
}

static void
expect_error(bool ok, const struct asy_error *err, enum asy_code code, const char *word)
{
    assert_false(ok);
    if (!strstr(err->where, word) && !strstr(err->what, word))
        fail_msg("\"%s: %s\" does not say \"%s\"", err->where, err->what, word);
    assert_int_equal(err->code, code);
}

static void
count(void *user, const struct asy_progress *progress)
{
    assert_true(progress->size == sizeof *progress);
    *(uint32_t *) user = progress->n_done;
}

static int
run_small(void **state)
{
    static const char *const reforms[] = { REFORM };
    struct asy_errors errs = { 0 };
    struct asy_job_report report = { .size = sizeof report };
    uint32_t told = 0;
    const struct asy_job job = { .size = sizeof job,
                                 .baseline = SMALL,
                                 .reforms = reforms,
                                 .n_reforms = 1,
                                 .n_draws = 2,
                                 .seed = 1,
                                 .output = file,
                                 .progress = count,
                                 .user = &told };
    const int fd = mkstemp(file);

    (void) state;
    if (fd < 0 || close(fd) != 0 || unlink(file) != 0)
        return -1;
    const bool ok = asy_job_run(&job, &report, &errs);
    asy_errors_print(&errs, stderr);
    return ok && told == 2 && report.is_complete && report.n_runs == 4 ? 0 : -1;
}

static int
remove_small(void **state)
{
    (void) state;
    return unlink(file);
}

static struct asy_results *
open_small(void)
{
    struct asy_results *results;
    assert_true(asy_results_open(&results, file, NULL));
    return results;
}

static void
differences_are_those_of_the_values(void **state)
{
    static const char *const metrics[] = { "refouled" };
    const struct asy_asked asked = {
        .size = sizeof asked, .metrics = metrics, .n_metrics = 1, .period = "all"
    };
    struct asy_results *const results = open_small();
    struct asy_differences *found;
    struct asy_paired_difference d = { .size = sizeof d };
    struct asy_values v = { .size = sizeof v };

    (void) state;
    assert_true(asy_results_values(results, &asked, &v, NULL));
    assert_true(asy_differences_find(&found, results, &asked, NULL));
    asy_results_close(results, NULL); /* the list keeps nothing of it */
    assert_int_equal(asy_differences_count(found), 1);
    assert_true(asy_differences_at(found, 0, &d));
    assert_false(asy_differences_at(found, 1, &d));
    assert_int_equal(v.n_scenarios, 2);
    assert_int_equal(v.n_histories, 2);
    assert_string_equal(v.metric[0], d.metric);
    const double *const x = v.value;
    /* the weights of a quantile sum to one to the last bit only */
    assert_true(fabs(d.difference.median - (x[2] - x[0] + x[3] - x[1]) / 2.0) < 1e-9);
    assert_true(fabs(d.baseline.median - (x[0] + x[1]) / 2.0) < 1e-9);
    assert_string_equal(d.verdict, "too few draws");
    asy_values_free(&v);
    asy_differences_destroy(found);
}

static void
unknown_names_are_errors(void **state)
{
    static const char *const metrics[] = { "refouled", "refould" };
    struct asy_asked asked = { .size = sizeof asked, .metrics = metrics, .n_metrics = 2 };
    struct asy_results *const results = open_small();
    struct asy_differences *found;
    struct asy_values v = { .size = sizeof v };
    struct asy_error err = { 0 };

    (void) state;
    expect_error(asy_differences_find(&found, results, &asked, &err), &err, ASY_E_INPUT,
                 "refouled");
    assert_null(found);
    expect_error(asy_results_values(results, &asked, &v, &err), &err, ASY_E_INPUT, "refouled");
    asked.n_metrics = 1;
    asked.place = "Atlantis";
    expect_error(asy_differences_find(&found, results, &asked, &err), &err, ASY_E_INPUT,
                 "Atlantis");
    asked.place = NULL;
    asked.period = "1984";
    expect_error(asy_results_values(results, &asked, &v, &err), &err, ASY_E_INPUT, "1984");
    asy_values_free(&v);
    asy_results_close(results, NULL);
}

static void
file_of_another_format_is_refused(void **state)
{
    struct asy_results *results;
    struct asy_error err = { 0 };
    sqlite3 *db;
    sqlite3_stmt *stmt;
    char as_it_was[64];

    (void) state;
    assert_int_equal(sqlite3_open(file, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, "PRAGMA user_version", -1, &stmt, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
    snprintf(as_it_was, sizeof as_it_was, "PRAGMA user_version = %d",
             sqlite3_column_int(stmt, 0));
    sqlite3_finalize(stmt);
    assert_int_equal(sqlite3_exec(db, "PRAGMA user_version = 99", NULL, NULL, NULL), SQLITE_OK);
    expect_error(asy_results_open(&results, file, &err), &err, ASY_E_RESULTS, file);
    assert_null(results);
    assert_int_equal(sqlite3_exec(db, as_it_was, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    expect_error(asy_results_open(&results, SMALL, &err), &err, ASY_E_RESULTS, SMALL);
    asy_results_close(open_small(), NULL);
}

/* ---- misuse ------------------------------------------------------------------ */

static void
null_is_an_error_never_a_crash(void **state)
{
    struct asy_errors errs = { 0 };
    struct asy_error err = { 0 };
    struct asy_scenario *scenario;
    struct asy_results *results;
    struct asy_differences *differences;
    struct asy_law_changes *changes;
    struct asy_story *story;
    struct asy_values v = { .size = sizeof v };
    struct asy_results_about about = { .size = sizeof about };
    char digest[33];

    (void) state;
    expect_errors(asy_scenario_open(&scenario, NULL, NULL, 0, &errs), &errs, ASY_E_INPUT,
                  "NULL");
    expect_errors(asy_job_run(NULL, NULL, &errs), &errs, ASY_E_INPUT, "NULL");
    expect_errors(asy_job_check(NULL, &errs), &errs, ASY_E_INPUT, "NULL");
    expect_errors(asy_story_tell(&story, NULL, &errs), &errs, ASY_E_INPUT, "NULL");
    expect_error(asy_results_open(&results, NULL, &err), &err, ASY_E_INPUT, "file");
    expect_error(asy_differences_find(&differences, NULL, NULL, &err), &err, ASY_E_INPUT,
                 "open");
    expect_error(asy_law_changes_find(&changes, NULL, NULL, &err), &err, ASY_E_INPUT, "open");
    expect_error(asy_results_values(NULL, NULL, &v, &err), &err, ASY_E_INPUT, "open");
    assert_false(asy_scenario_open(NULL, MINI, NULL, 0, NULL));
    assert_false(asy_job_run(NULL, NULL, NULL) || asy_job_check(NULL, NULL));
    assert_false(asy_results_open(NULL, NULL, NULL) || asy_story_tell(NULL, NULL, NULL));
    assert_false(asy_results_about(NULL, &about) || asy_results_about(NULL, NULL));
    assert_false(asy_catalogue_law(0, NULL) || asy_catalogue_outcome(0, NULL));
    assert_false(asy_story_person(NULL, NULL) || asy_story_world(NULL, 0, NULL) ||
                 asy_story_step(NULL, 0, 0, NULL));
    assert_null(asy_story_scope(NULL, 0, 0));
    assert_null(asy_results_name(NULL, ASY_NAMES_GROUP, 0, NULL));
    assert_int_equal(asy_law_changes_count(NULL) + asy_differences_count(NULL), 0);
    assert_string_equal(asy_scenario_in_force(NULL), "");
    asy_scenario_digest(NULL, digest);
    assert_string_equal(digest, "");
    asy_scenario_destroy(NULL);
    asy_law_changes_destroy(NULL);
    asy_differences_destroy(NULL);
    asy_story_destroy(NULL);
    asy_values_free(NULL);
    asy_errors_free(NULL);
    asy_errors_print(NULL, stderr);
    assert_true(asy_results_close(NULL, NULL));
    assert_int_equal(asy_size_of(NULL), 0);
}

static void
faulty_job_is_refused_before_anything_is_written(void **state)
{
    static const char *const holes[] = { REFORM, NULL };
    struct asy_errors errs = { 0 };
    struct asy_job job = { .size = sizeof job,
                           .baseline = MINI,
                           .output = "/tmp/no/such/folder" };

    (void) state;
    expect_errors(asy_job_run(&job, NULL, &errs), &errs, ASY_E_RESULTS, "/tmp/no/such");
    job.output = NULL;
    expect_errors(asy_job_run(&job, NULL, &errs), &errs, ASY_E_INPUT, "job.output");
    job.output = "/tmp/asy-api-never";
    job.shard = 3;
    job.n_shards = 3;
    expect_errors(asy_job_run(&job, NULL, &errs), &errs, ASY_E_INPUT, "job.shard");
    job.n_shards = 0;
    job.shard = 0;
    job.n_draws = UINT32_MAX;
    expect_errors(asy_job_run(&job, NULL, &errs), &errs, ASY_E_INPUT, "job.n_draws");
    job.n_draws = 0;
    job.reforms = holes;
    job.n_reforms = 2;
    expect_errors(asy_job_check(&job, &errs), &errs, ASY_E_INPUT, "job.reforms");
    job.n_reforms = 0;
    job.baseline = REFORM;
    expect_errors(asy_job_check(&job, &errs), &errs, ASY_E_INPUT, "reform_open.cfg:");
    assert_int_equal(access("/tmp/asy-api-never", F_OK), -1);
}

static void
no_draws_are_the_stated_values(void **state)
{
    char path[] = "/tmp/asy-api-XXXXXX";
    struct asy_errors errs = { 0 };
    struct asy_job_report report = { .size = sizeof report };
    const struct asy_job job = { .size = sizeof job, .baseline = MINI, .output = path };
    const int fd = mkstemp(path);

    (void) state;
    assert_true(fd >= 0 && close(fd) == 0 && unlink(path) == 0);
    assert_true(asy_job_run(&job, &report, &errs));
    assert_int_equal(report.n_runs, 1);
    assert_int_equal(unlink(path), 0);
}

/* ---- structs that grow ------------------------------------------------------- */

static void
struct_without_size_is_refused(void **state)
{
    struct asy_errors errs = { 0 };
    struct asy_job job = { .baseline = MINI };
    struct asy_law_about law = { 0 };

    (void) state;
    expect_errors(asy_job_check(&job, &errs), &errs, ASY_E_INPUT, "size is not set");
    assert_false(asy_catalogue_law(0, &law));
    assert_null(law.name);
}

/* A program that was made when the struct was shorter, and one that knows more of it. */
static void
struct_may_be_shorter_or_longer(void **state)
{
    struct {
        struct asy_job job;
        const char *later;
    } newer = { .job = { .size = sizeof newer, .baseline = MINI } };
    struct asy_errors errs = { 0 };
    struct asy_job older = { .size = offsetof(struct asy_job, reforms), .baseline = MINI };
    struct asy_law_about law = { .size = offsetof(struct asy_law_about, source) };

    (void) state;
    older.n_reforms = 77; /* beyond its size: rubbish */
    assert_true(asy_job_check(&older, &errs));
    assert_true(asy_job_check(&newer.job, &errs));
    newer.later = "set";
    expect_errors(asy_job_check(&newer.job, &errs), &errs, ASY_E_INPUT, "newer");
    assert_true(asy_catalogue_law(0, &law));
    assert_non_null(law.doc);
    assert_null(law.source);
    struct {
        struct asy_law_about law;
        const char *later;
    } longer = { .law = { .size = sizeof longer } };
    assert_true(asy_catalogue_law(0, &longer.law));
    assert_int_equal(longer.law.size, sizeof longer.law);
    assert_int_equal(asy_size_of("asy_law_about"), sizeof longer.law);
}

/* ---- the catalogue, changes, lives ------------------------------------------- */

static void
catalogue_is_whole(void **state)
{
    struct asy_law_about law = { .size = sizeof law };
    struct asy_param_about param = { .size = sizeof param };
    struct asy_outcome_about outcome = { .size = sizeof outcome };
    size_t n_laws = 0, n_outcomes = 0;

    (void) state;
    for (; asy_catalogue_law(n_laws, &law); n_laws++) {
        size_t n = 0;
        for (; asy_catalogue_param(n_laws, n, &param); n++) {
            assert_string_equal(param.law, law.name);
            assert_true(*param.name && *param.unit && *param.source);
            assert_true(strcmp(param.kind, "number") != 0 || param.min <= param.max);
            assert_true((param.choices != NULL) == (strcmp(param.kind, "choice") == 0));
            if (strcmp(param.law, "border") == 0)
                assert_int_equal(param.of_all, strcmp(param.name, "ceiling") == 0);
        }
        assert_int_equal(n, law.n_params);
        assert_true(*law.doc && *law.source && *law.held_by);
    }
    for (; asy_catalogue_outcome(n_outcomes, &outcome); n_outcomes++)
        assert_true(*outcome.name && *outcome.label && *outcome.unit);
    assert_true(n_laws > 40 && n_outcomes > 100);
    assert_false(asy_catalogue_param(n_laws, 0, &param));
    assert_false(asy_catalogue_outcome((size_t) -1, &outcome));
    assert_false(asy_catalogue_law((size_t) -1, &law));
}

static void
changes_outlive_their_scenarios(void **state)
{
    static const char *const reforms[] = { REFORM };
    struct asy_scenario *base, *reform, *mini;
    struct asy_law_changes *changes;
    struct asy_law_change change = { .size = sizeof change };
    struct asy_errors errs = { 0 };
    struct asy_error err = { 0 };

    (void) state;
    assert_true(asy_scenario_open(&base, SMALL, NULL, 0, &errs));
    assert_true(asy_scenario_open(&reform, SMALL, reforms, 1, &errs));
    assert_true(asy_scenario_open(&mini, MINI, NULL, 0, &errs));
    expect_error(asy_law_changes_find(&changes, mini, reform, &err), &err, ASY_E_INPUT,
                 "baseline");
    assert_true(asy_law_changes_find(&changes, base, reform, &err));
    asy_scenario_destroy(base);
    asy_scenario_destroy(reform);
    asy_scenario_destroy(mini);
    assert_int_equal(asy_law_changes_count(changes), 3);
    assert_true(asy_law_changes_at(changes, 0, &change));
    assert_string_equal(change.path, "crossings.gate.border.p_heard");
    assert_string_equal(change.from, "2013-03-01");
    assert_true(change.before.number == 0.3 && change.after.number == 1.0);
    assert_false(asy_law_changes_at(changes, 3, &change));
    asy_law_changes_destroy(changes);
}

/* Of the reform's world, where the person lies in one of two scopes; the baseline has none. */
static void
a_life_says_for_whom_its_law_is(void **state)
{
    static const char *const sets[] = {
        "rules.border.p_heard={value=0.9;only=({group=chechen;});}",
        "rules.appeal.p_lodge={value=0.9;except=({group=chechen;});}"
    };
    const struct asy_life_asked asked = { .size = sizeof asked,
                                          .baseline = SMALL,
                                          .seed = 3,
                                          .group = "chechen",
                                          .sets = sets,
                                          .n_sets = 2 };
    struct asy_story *story;
    struct asy_errors errs = { 0 };

    (void) state;
    assert_true(asy_story_tell(&story, &asked, &errs));
    assert_null(asy_story_scope(story, 0, 0));
    assert_non_null(asy_story_scope(story, 1, 0));
    assert_int_equal(strncmp(asy_story_scope(story, 1, 0), "for persons of the group ", 25), 0);
    assert_null(asy_story_scope(story, 1, 1));
    assert_null(asy_story_scope(story, 2, 0));
    asy_story_destroy(story);
    asy_errors_free(&errs);
}

static void
life_is_told_again_by_its_name(void **state)
{
    struct asy_life_asked asked = { .size = sizeof asked, .baseline = SMALL, .seed = 3 };
    struct asy_story_person who = { .size = sizeof who }, again = { .size = sizeof again };
    struct asy_story_world world = { .size = sizeof world };
    struct asy_story_step step = { .size = sizeof step };
    struct asy_story *story;
    struct asy_errors errs = { 0 };

    (void) state;
    assert_true(asy_story_tell(&story, &asked, &errs));
    assert_true(asy_story_person(story, &who) && asy_story_world(story, 0, &world));
    assert_false(asy_story_world(story, 1, &world));
    assert_true(world.n_steps > 3 && asy_story_step(story, 0, world.n_steps - 1, &step));
    assert_true(*step.date && *step.what && *step.law && *step.source);
    assert_false(asy_story_step(story, 0, world.n_steps, &step));
    asy_story_destroy(story);
    asked.person = who.person;
    assert_true(asy_story_tell(&story, &asked, &errs));
    assert_true(asy_story_person(story, &again));
    assert_string_equal(who.person, again.person);
    asy_story_destroy(story);
    asked.person = "nobody:2013-01-01:0";
    expect_errors(asy_story_tell(&story, &asked, &errs), &errs, ASY_E_INPUT, "person");
    assert_null(story);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scenario_opens_by_the_public_header_alone),
        cmocka_unit_test(differences_are_those_of_the_values),
        cmocka_unit_test(unknown_names_are_errors),
        cmocka_unit_test(file_of_another_format_is_refused),
        cmocka_unit_test(null_is_an_error_never_a_crash),
        cmocka_unit_test(faulty_job_is_refused_before_anything_is_written),
        cmocka_unit_test(no_draws_are_the_stated_values),
        cmocka_unit_test(struct_without_size_is_refused),
        cmocka_unit_test(struct_may_be_shorter_or_longer),
        cmocka_unit_test(catalogue_is_whole),
        cmocka_unit_test(changes_outlive_their_scenarios),
        cmocka_unit_test(a_life_says_for_whom_its_law_is),
        cmocka_unit_test(life_is_told_again_by_its_name),
    };
    return cmocka_run_group_tests(tests, run_small, remove_small);
}
