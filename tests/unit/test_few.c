/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reforms that are simulated on the first draws only, beside others on all: such a file is
   complete, is gone on with, merged and verified as any other, and its differences are of the
   draws that both worlds have. On tests/golden/small.cfg. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "asylsim/asylsim.h"
#include "asylsim/sentences.h"
#include "report/inside.h"
#include "store/results.h"
#include "support/texts.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define GOLDEN ASY_SOURCE_DIR "/tests/golden/"
#define SMALL GOLDEN "small.cfg"

static const char *const open_gate[] = { GOLDEN "reform_open.cfg" };
static const char *const few[] = { GOLDEN "reform_dublin.cfg", GOLDEN "reform_island.cfg" };
enum {
    DRAWS = 5,
    FEW = 3,
    SECOND = 1,
    HISTORIES = DRAWS + SECOND,
    FEW_HISTORIES = FEW + SECOND
};

static struct texts_folder folder;
static char whole[160];

/* As `asylsim run` would; false with what was said. */
static bool
run(struct asy_job job, struct asy_job_report *report, char said[1024])
{
    struct asy_errors errs = { 0 };

    job.size = sizeof job;
    job.baseline = SMALL;
    job.reforms = open_gate;
    job.n_reforms = 1;
    job.few = job.few ? job.few : few;
    job.n_few = job.n_few ? job.n_few : 2;
    job.few_draws = job.few_draws ? job.few_draws : FEW;
    job.n_second_streams = SECOND;
    job.n_threads = job.n_threads ? job.n_threads : 1;
    job.seed = 7;
    *report = (struct asy_job_report){ .size = sizeof *report };
    said[0] = '\0';
    const bool ok = asy_job_run(&job, report, &errs);
    if (errs.n)
        snprintf(said, 1024, "%s: %s", errs.list[0].where, errs.list[0].what);
    asy_errors_free(&errs);
    return ok;
}

static void
in_folder(char out[160], const char *name)
{
    snprintf(out, 160, "%s/%s", folder.name, name);
}

static int
begin(void **state)
{
    struct asy_job_report report;
    char said[1024];
    (void) state;
    gsl_set_error_handler_off();
    texts_open(&folder);
    in_folder(whole, "whole.sqlite");
    if (!run((struct asy_job){ .n_draws = DRAWS, .output = whole }, &report, said))
        fail_msg("%s", said);
    return 0;
}

static int
end(void **state)
{
    (void) state;
    texts_close(&folder);
    return 0;
}

static struct asy_results *
open_file(const char *path)
{
    struct asy_results *results;
    struct asy_error err = { 0 };

    if (!asy_results_open(&results, path, &err))
        fail_msg("%s: %s", err.where, err.what);
    return results;
}

static void
a_file_of_unequal_draws_is_complete_and_verified(void **state)
{
    struct asy_results *const results = open_file(whole);
    const struct asy_results_info *const info = asy_results_info(results);
    struct asy_error err = { 0 };
    (void) state;
    assert_true(info->is_complete);
    assert_int_equal(info->n_runs_planned, 2 * HISTORIES + 2 * FEW_HISTORIES);
    assert_int_equal(info->n_runs, info->n_runs_planned);
    assert_int_equal(info->n_histories, HISTORIES);
    assert_int_equal(asy_draws_of(info, asy_results_scenario(results, 1)), DRAWS);
    assert_int_equal(asy_draws_of(info, asy_results_scenario(results, 3)), FEW);
    assert_true(asy_results_verify(results, NULL, NULL, &err));
    asy_results_close(results, NULL);
}

static void
two_threads_give_the_same_digest(void **state)
{
    struct asy_job_report report;
    char path[160], said[1024];
    struct asy_results *const results = open_file(whole);
    (void) state;
    in_folder(path, "two.sqlite");
    assert_true(run((struct asy_job){ .n_draws = DRAWS, .output = path, .n_threads = 2 },
                    &report, said));
    assert_true(report.is_complete);
    assert_int_equal(report.n_histories, HISTORIES);
    assert_int_equal(report.n_few, 2);
    assert_int_equal(report.n_few_histories, FEW_HISTORIES);
    assert_string_equal(report.digest, asy_results_info(results)->digest);
    asy_results_close(results, NULL);
}

static void
fewer_draws_are_gone_on_with(void **state)
{
    struct asy_job_report report;
    char path[160], said[1024];
    struct asy_results *const results = open_file(whole);
    (void) state;
    in_folder(path, "resumed.sqlite");
    assert_true(run((struct asy_job){ .n_draws = 2, .output = path }, &report, said));
    assert_true(report.is_complete);
    const struct asy_job more = { .n_draws = DRAWS, .output = path, .mode = ASY_OUTPUT_RESUME };
    assert_true(run(more, &report, said));
    assert_true(report.is_complete);
    assert_int_equal(report.n_new, HISTORIES - 2 - SECOND);
    assert_string_equal(report.digest, asy_results_info(results)->digest);
    struct asy_job other = more;
    other.few_draws = FEW + 1;
    assert_false(run(other, &report, said));
    assert_non_null(strstr(said, "has reform_dublin on the first 3 draws, not on the first 4"));
    asy_results_close(results, NULL);
}

static void
shards_are_merged_to_the_same(void **state)
{
    struct asy_job_report report;
    char path[2][160], merged[160], said[1024];
    struct asy_error err = { 0 };
    struct asy_results *const results = open_file(whole);
    int n_runs = 0;
    (void) state;
    for (uint32_t i = 0; i < 2; i++) {
        in_folder(path[i], i ? "b.sqlite" : "a.sqlite");
        assert_true(run(
            (struct asy_job){ .n_draws = DRAWS, .output = path[i], .shard = i, .n_shards = 2 },
            &report, said));
        assert_true(report.is_complete);
        n_runs += report.n_runs;
    }
    assert_int_equal(n_runs, asy_results_info(results)->n_runs);
    const char *const shards[] = { path[0], path[1] };
    in_folder(merged, "merged.sqlite");
    if (!asy_results_merge(merged, ASY_RESULTS_NEW, shards, 2, &err))
        fail_msg("%s", err.what);
    struct asy_results *const other = open_file(merged);
    assert_true(asy_results_info(other)->is_complete);
    assert_int_equal(asy_results_info(other)->n_runs_planned, n_runs);
    assert_string_equal(asy_results_info(other)->digest, asy_results_info(results)->digest);
    asy_results_close(other, NULL);
    asy_results_close(results, NULL);
}

/* What was not simulated is no number; what was is what it is beside as many of the others. */
static void
values_are_of_the_first_draws(void **state)
{
    static const char *const metrics[] = { "departures" };
    const struct asy_asked asked = { .size = sizeof asked, .metrics = metrics, .n_metrics = 1 };
    struct asy_values v = { .size = sizeof v };
    struct asy_error err = { 0 };
    struct asy_results *const results = open_file(whole);
    (void) state;
    assert_true(asy_results_values(results, &asked, &v, &err));
    assert_int_equal(v.n_histories, HISTORIES);
    assert_int_equal(v.n_scenarios, 4);
    for (size_t s = 0; s < 4; s++)
        for (size_t h = 0; h < HISTORIES; h++)
            assert_int_equal(isnan(v.value[s * (size_t) HISTORIES + h]) != 0,
                             s > 1 && h >= FEW_HISTORIES);
    asy_values_free(&v);
    asy_results_close(results, NULL);
}

static void
differences_are_of_the_draws_that_both_have(void **state)
{
    static const char *const metrics[] = { "claims_first" };
    const struct asy_asked asked = { .size = sizeof asked, .metrics = metrics, .n_metrics = 1 };
    struct asy_values v = { .size = sizeof v };
    struct asy_paired_difference d = { .size = sizeof d };
    struct asy_differences *found;
    struct asy_error err = { 0 };
    struct asy_results *const results = open_file(whole);
    (void) state;
    assert_true(asy_differences_find(&found, results, &asked, &err));
    assert_int_equal(asy_differences_count(found), 3);
    for (size_t r = 0; r < 3; r++) {
        assert_true(asy_differences_at(found, r, &d));
        assert_int_equal(d.difference.n, r ? FEW_HISTORIES : HISTORIES);
        assert_int_equal(d.baseline.n, r ? FEW_HISTORIES : HISTORIES);
        assert_int_equal(d.difference.of_draws, r ? FEW : DRAWS);
        assert_int_equal(d.n, r ? FEW : DRAWS);
    }
    asy_differences_destroy(found);
    asy_values_free(&v);
    asy_results_close(results, NULL);
}

static void
who_became_what_is_of_the_first_draws(void **state)
{
    struct asy_answers answers;
    struct asy_error err = { 0 };
    struct asy_results *const results = open_file(whole);
    (void) state;
    assert_true(asy_results_lives(results, "all", &answers, &err));
    assert_int_equal(asy_answers_jobs(&answers, 1), HISTORIES);
    assert_int_equal(asy_answers_jobs(&answers, 2), FEW_HISTORIES);
    const double *const both = asy_answers_of(&answers, ASY_LIVES_BOTH, 2);
    assert_true(isnan(both[FEW_HISTORIES - 1]) == 0);
    assert_true(isnan(both[FEW_HISTORIES]) != 0);
    asy_answers_free(&answers);
    asy_results_close(results, NULL);
}

/* The runs of a reform are the same whether it is among the few or not. */
static void
a_reform_among_the_few_lives_the_same_histories(void **state)
{
    static const char *const metrics[] = { "claims_first", "decisions_merits" };
    static const char *const both[] = { GOLDEN "reform_open.cfg", GOLDEN "reform_dublin.cfg" };
    const struct asy_asked asked = { .size = sizeof asked, .metrics = metrics, .n_metrics = 2 };
    char path[160];
    struct asy_job job = { .size = sizeof job,
                           .baseline = SMALL,
                           .reforms = both,
                           .n_reforms = 2,
                           .n_draws = FEW,
                           .n_threads = 1,
                           .seed = 7,
                           .output = path };
    struct asy_values v = { .size = sizeof v }, w = { .size = sizeof w };
    struct asy_errors errs = { 0 };
    struct asy_error err = { 0 };
    (void) state;
    in_folder(path, "all.sqlite");
    assert_true(asy_job_run(&job, NULL, &errs));
    struct asy_results *const one = open_file(whole), *const other = open_file(path);
    assert_true(asy_results_values(one, &asked, &v, &err));
    assert_true(asy_results_values(other, &asked, &w, &err));
    for (size_t m = 0; m < 2; m++)
        for (size_t h = 0; h < FEW; h++) { /* the first draw has a second stream in `whole` */
            const size_t there = h ? h + (size_t) SECOND : 0;
            assert_true(v.value[(m * 4 + 2) * (size_t) HISTORIES + there] ==
                        w.value[(m * 3 + 2) * (size_t) FEW + h]);
        }
    asy_values_free(&v);
    asy_values_free(&w);
    asy_results_close(one, NULL);
    asy_results_close(other, NULL);
}

/* Whom it touches is counted in the histories it was lived in: none more touches nobody. */
static void
sentences_count_the_histories_that_were_lived(void **state)
{
    struct asy_results *const results = open_file(whole);
    struct asy_sentences_list *list;
    struct asy_error err = { 0 };
    (void) state;
    if (!asy_sentences_find(&list, results, &err))
        fail_msg("%s: %s", err.where, err.what);
    assert_int_equal(asy_sentences_count(list), 3);
    for (size_t i = 0; i < 3; i++) {
        struct asy_sentences s = { .size = sizeof s };
        assert_true(asy_sentences_at(list, i, &s));
        assert_int_equal(s.touched.n, i == 0 ? HISTORIES : FEW_HISTORIES);
        assert_int_equal(s.gained.n, s.touched.n);
        assert_true(s.touched.median > 0.0);
    }
    asy_sentences_destroy(list);
    asy_results_close(results, NULL);
}

/* What the page is filled with: of a claim as many draws as both worlds have. */
static void
the_page_is_told_how_many_draws_each_has(void **state)
{
    struct asy_buffer out = { 0 };
    struct asy_error err = { 0 };
    struct asy_reporting reporting;
    struct asy_results *const results = open_file(whole);
    (void) state;
    assert_true(asy_reporting_init(&reporting, results, &out, &err));
    assert_true(asy_report_spread_init(&reporting));
    if (!asy_report_about(&reporting) || !asy_report_cells(&reporting) ||
        !asy_report_lives(&reporting) || !asy_report_chains(&reporting) ||
        !asy_report_spread(&reporting))
        fail_msg("%s", err.what);
    assert_false(out.failed);
    assert_non_null(strstr(out.text, "\"runsOf\":[6,6,4,4]"));
    assert_non_null(strstr(out.text, "\"drawsOf\":[5,5,3,3]"));
    assert_null(strstr(out.text, ",nan"));
    assert_null(strstr(out.text, ",-nan"));
    asy_reporting_free(&reporting);
    asy_buffer_free(&out);
    asy_results_close(results, NULL);
}

static void
wrong_jobs_are_refused(void **state)
{
    static const char *const again[] = { GOLDEN "reform_open.cfg" };
    struct asy_job_report report;
    char path[160], said[1024];
    (void) state;
    in_folder(path, "wrong.sqlite");
    assert_false(run((struct asy_job){ .n_draws = 0, .output = path }, &report, said));
    assert_non_null(strstr(said, "with n_draws 0 there are none"));
    assert_false(run((struct asy_job){ .n_draws = 2, .output = path, .few = again, .n_few = 1 },
                     &report, said));
    assert_non_null(strstr(said, "reform_open is the name of two reforms"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_of_unequal_draws_is_complete_and_verified),
        cmocka_unit_test(two_threads_give_the_same_digest),
        cmocka_unit_test(fewer_draws_are_gone_on_with),
        cmocka_unit_test(shards_are_merged_to_the_same),
        cmocka_unit_test(values_are_of_the_first_draws),
        cmocka_unit_test(differences_are_of_the_draws_that_both_have),
        cmocka_unit_test(who_became_what_is_of_the_first_draws),
        cmocka_unit_test(a_reform_among_the_few_lives_the_same_histories),
        cmocka_unit_test(sentences_count_the_histories_that_were_lived),
        cmocka_unit_test(the_page_is_told_how_many_draws_each_has),
        cmocka_unit_test(wrong_jobs_are_refused),
    };
    return cmocka_run_group_tests_name(ASY_TEST_NAME, tests, begin, end);
}
