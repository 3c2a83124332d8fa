/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packages: read, run, split and stored; reforms alone and together. All on
   tests/golden/small.cfg. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "asylsim/asylsim.h"
#include "store/results.h"
#include "support/texts.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define GOLDEN ASY_SOURCE_DIR "/tests/golden/"
#define SMALL GOLDEN "small.cfg"
#define OPEN GOLDEN "reform_open.cfg"
#define DUBLIN GOLDEN "reform_dublin.cfg"
#define ISLAND GOLDEN "reform_island.cfg"
#define LATER GOLDEN "reform_later.cfg"
#define REFORM(set)                                                                            \
    "extends = \"" SMALL "\"; title = \"T\"; claim = \"C\"; source = \"S\"; in_force = "       \
    "\"2013-01-01\"; set: { " set " };\n"
#define WORDS "title = \"All\"; claim = \"C\"; source = \"S\";\n"

static struct texts_folder folder;
static char package[128];

static int
begin(void **state)
{
    (void) state;
    gsl_set_error_handler_off();
    texts_open(&folder);
    texts_put(&folder, "all.cfg",
              WORDS "claim_outcome = { metric = \"protected\"; direction = \"more\"; };\n"
                    "parts = [ \"" OPEN "\", \"" DUBLIN "\", \"" ISLAND "\" ];\n",
              package);
    return 0;
}

static int
end(void **state)
{
    (void) state;
    texts_close(&folder);
    return 0;
}

static struct asy_scenario *
load_package(const char *text, uint64_t parts, char *said, size_t size)
{
    char path[128];
    const struct asy_scenario_args args = { .baseline = SMALL,
                                            .package = text ? path : package,
                                            .parts = parts };
    if (text)
        texts_put(&folder, "other.cfg", text, path);
    return texts_load(&args, said, size);
}

/* ---- reading ----------------------------------------------------------------- */

static void
a_package_holds_all_its_parts_and_a_subset_some(void **state)
{
    char said[2048], digest[33], other[33];
    struct asy_part part;
    const char *together[] = { OPEN, ISLAND };
    const struct asy_scenario_args args = { .baseline = SMALL,
                                            .reforms = together,
                                            .n_reforms = 2 };
    (void) state;
    struct asy_scenario *all = load_package(NULL, 0, said, sizeof said);
    struct asy_scenario *two = load_package(NULL, 5, said, sizeof said);
    struct asy_scenario *same = texts_load(&args, said, sizeof said);
    if (!all || !two || !same)
        fail_msg("%s", said);
    assert_string_equal(asy_scenario_name(all), "all");
    assert_string_equal(asy_scenario_title(all), "All");
    assert_string_equal(asy_scenario_name(two), "all:1+3");
    assert_true(asy_scenario_part(all, 2, &part) && part.holds);
    assert_string_equal(part.name, "reform_island");
    assert_string_equal(part.title, "The strait is open");
    assert_false(asy_scenario_part(all, 3, &part));
    assert_true(asy_scenario_part(two, 1, &part) && !part.holds);
    asy_scenario_digest(two, digest);
    asy_scenario_digest(same, other);
    assert_string_equal(digest, other); /* the same law, by whichever way */
    asy_scenario_destroy(all);
    asy_scenario_destroy(two);
    asy_scenario_destroy(same);
}

static void
a_wrong_package_is_refused_with_its_line(void **state)
{
    static const struct {
        const char *text, *expected;
    } row[] = {
        { WORDS "parts = [ \"" OPEN "\",\n\"nothing-of-the-kind.cfg\" ];\n",
          "other.cfg:3: parts: nothing-of-the-kind.cfg: No such file" },
        { WORDS "parts = [ \"" OPEN "\", \"" OPEN "\" ];\n", "given twice" },
        { WORDS "parts = [ \"" OPEN "\", \"" SMALL "\" ];\n", "this is the baseline" },
        { WORDS "parts = [ \"" OPEN "\" ];\n", "a package has two parts or more" },
        { WORDS "parts = \"" OPEN "\";\n", "expected parts = [" },
        { WORDS "pats = [ \"" OPEN "\", \"" DUBLIN "\" ];\n", "did you mean parts?" },
        { "title = \"T\"; source = \"S\";\nparts = [ \"" OPEN "\", \"" DUBLIN "\" ];\n",
          "claim is missing; a package must have it" },
    };
    char said[4096];
    (void) state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct asy_scenario *s = load_package(row[i].text, 0, said, sizeof said);
        if (s || !strstr(said, row[i].expected))
            fail_msg("%s\nexpected '%s', got: %s", row[i].text, row[i].expected, said);
    }
}

static struct asy_scenario *
load_reforms(const char *const *reforms, size_t n, char *said, size_t size)
{
    const struct asy_scenario_args args = { .baseline = SMALL,
                                            .reforms = reforms,
                                            .n_reforms = n };
    return texts_load(&args, said, size);
}

static void
a_package_given_as_a_reform_is_one_overlay(void **state)
{
    char said[2048], digest[33], other[33];
    const char *const alone[] = { package };
    struct asy_part part;
    struct asy_claim_outcome claim;
    (void) state;
    struct asy_scenario *all = load_package(NULL, 0, said, sizeof said);
    struct asy_scenario *same = load_reforms(alone, 1, said, sizeof said);
    if (!all || !same)
        fail_msg("%s", said);
    assert_string_equal(asy_scenario_name(same), "all");
    assert_string_equal(asy_scenario_title(same), "All");
    assert_true(asy_scenario_part(same, 2, &part) && part.holds);
    assert_true(asy_scenario_claim_outcome(same, 0, &claim)); /* its own, not the parts' */
    assert_string_equal(claim.metric, "protected");
    assert_false(asy_scenario_claim_outcome(same, 1, &claim));
    asy_scenario_digest(all, digest);
    asy_scenario_digest(same, other);
    assert_string_equal(digest, other);
    asy_scenario_destroy(all);
    asy_scenario_destroy(same);
}

static void
a_package_is_no_part_of_a_stack_and_of_no_other_package(void **state)
{
    char said[4096], text[512];
    const char *const stack[] = { OPEN, package };
    (void) state;
    assert_null(load_reforms(stack, 2, said, sizeof said));
    assert_non_null(
        strstr(said, "all.cfg:3: parts: this is a package: --reform takes it alone"));
    snprintf(text, sizeof text, WORDS "parts = [ \"%s\", \"" LATER "\" ];\n", package);
    assert_null(load_package(text, 0, said, sizeof said));
    assert_non_null(strstr(said, "this is a package"));
}

/* Both in one job, beside a reform: told apart by their files' names, each read as by itself.
 */
static void
packages_and_reforms_are_checked_and_run_together(void **state)
{
    char path[128];
    const char *const both[] = { OPEN, package };
    struct asy_job job = { .size = sizeof job,
                           .baseline = SMALL,
                           .reforms = both,
                           .n_reforms = 2,
                           .n_draws = 1,
                           .n_threads = 1,
                           .output = path };
    struct asy_job_report report = { .size = sizeof report };
    struct asy_errors errs = { 0 };
    struct asy_error err = { 0 };
    struct asy_results *results;
    (void) state;
    snprintf(path, sizeof path, "%s/overlay.sqlite", folder.name);
    assert_true(asy_job_check(&job, &errs));
    assert_true(asy_job_run(&job, &report, &errs));
    assert_int_equal(report.n_scenarios, 3);
    assert_true(report.is_complete);
    assert_true(asy_results_open(&results, path, &err));
    assert_int_equal(asy_results_package(results)->n_parts, 0); /* nothing to split */
    assert_string_equal(asy_results_scenario(results, 2)->name, "all");
    assert_true(asy_results_verify(results, NULL, NULL, &err));
    asy_results_close(results, NULL);
}

/* ---- running ----------------------------------------------------------------- */

static char *
in_folder(const char *name, char *path)
{
    snprintf(path, 128, "%s/%s", folder.name, name);
    return path;
}

static void
do_job(struct asy_job job, struct asy_job_report *report)
{
    struct asy_errors errs = { 0 };
    char said[2048] = "";
    job.size = sizeof job;
    report->size = sizeof *report;
    job.baseline = SMALL;
    job.seed = 1;
    if (!asy_job_run(&job, report, &errs)) {
        texts_print_errors(&errs, said, sizeof said);
        fail_msg("%s", said);
    }
    asy_errors_free(&errs);
}

static void
ask(const char *path, struct asy_ask one, struct asy_results **results,
    struct asy_answers *answers)
{
    struct asy_error err = { 0 };
    if (!asy_results_open(results, path, &err) ||
        !asy_results_ask(*results, &one, 1, answers, &err))
        fail_msg("%s: %s", err.where, err.what);
}

/* In every history the shares sum to the package's effect, for counts and for rates. */
static void
assert_efficient(const char *path, const char *metric)
{
    struct asy_results *results;
    struct asy_answers answers;
    double share[ASY_MOST_PARTS], effect[128], moved = 0.0;
    ask(path, (struct asy_ask){ metric, "all", "all", "all" }, &results, &answers);
    const struct asy_results_package *const p = asy_results_package(results);
    assert_in_range(p->split.n_subsets, 1, 128);
    for (int job = 0; job < answers.n_jobs; job++) {
        double sum = 0.0;
        for (int i = 0; i < p->split.n_subsets; i++)
            effect[i] =
                asy_answers_of(&answers, 0, 1 + i)[job] - asy_answers_of(&answers, 0, 0)[job];
        asy_split_shares(&p->split, effect, share);
        for (int part = 0; part < p->n_parts; part++)
            sum += share[part];
        assert_true(fabs(sum - effect[0]) <= 1e-9 * (1.0 + fabs(effect[0])));
        moved += fabs(effect[0]);
    }
    assert_true(moved > 0.0);
    asy_answers_free(&answers);
    asy_results_close(results, NULL);
}

static void
shares_of_a_simulated_package_sum_to_its_effect(void **state)
{
    static const char *const metrics[] = { "claims_first", "protected", "recognition_rate",
                                           "days_stranded", "backlog" };
    char path[128];
    struct asy_job_report report;
    (void) state;
    in_folder("whole.sqlite", path);
    do_job(
        (struct asy_job){ .package = package, .n_draws = 2, .n_replicates = 2, .output = path },
        &report);
    assert_int_equal(report.n_scenarios, 8);
    assert_int_equal(report.n_runs, 32);
    for (size_t i = 0; i < sizeof metrics / sizeof *metrics; i++)
        assert_efficient(path, metrics[i]);
}

/* Values of one outcome: [scenario][job], kept for comparison. */
static void
same_as_run_otherwise(const char *reform, bool together, uint64_t subset)
{
    static const char *const periods[] = { "2013", "2014", "all" };
    const char *reforms[2] = { reform, ISLAND };
    char whole[128], alone[128];
    struct asy_job_report report;
    in_folder("whole.sqlite", whole);
    do_job((struct asy_job){ .reforms = reforms,
                             .n_reforms = together ? 2 : 1,
                             .together = together,
                             .n_draws = 2,
                             .n_replicates = 2,
                             .output = in_folder("alone.sqlite", alone),
                             .mode = ASY_OUTPUT_OVERWRITE },
           &report);
    for (size_t i = 0; i < sizeof periods / sizeof *periods; i++) {
        struct asy_results *a, *b;
        struct asy_answers x, y;
        const struct asy_ask one = { "claims_first", "all", "POL", periods[i] };
        ask(whole, one, &a, &x);
        ask(alone, one, &b, &y);
        const int s = 1 + asy_split_find(&asy_results_package(a)->split, subset);
        assert_memory_equal(asy_answers_of(&x, 0, s), asy_answers_of(&y, 0, 1),
                            4 * sizeof(double));
        assert_memory_equal(asy_answers_of(&x, 0, 0), asy_answers_of(&y, 0, 0),
                            4 * sizeof(double));
        asy_answers_free(&x);
        asy_answers_free(&y);
        asy_results_close(a, NULL);
        asy_results_close(b, NULL);
    }
}

/* After shares_of_a_simulated_package_sum_to_its_effect, which leaves whole.sqlite. */
static void
a_subset_is_what_the_same_reforms_are_together(void **state)
{
    (void) state;
    same_as_run_otherwise(OPEN, false, 1);
    same_as_run_otherwise(OPEN, true, 5);
}

static void
shards_and_resume_give_the_same_package(void **state)
{
    char path[128], a[128], b[128], merged[128];
    struct asy_job_report whole, part, resumed;
    struct asy_job job = { .package = package, .n_draws = 2, .n_replicates = 1 };
    struct asy_error err = { 0 };
    struct asy_results *results;
    (void) state;
    job.output = in_folder("two.sqlite", path);
    do_job(job, &whole);
    job.n_shards = 2;
    job.output = in_folder("a.sqlite", a);
    do_job(job, &part);
    job.shard = 1;
    job.output = in_folder("b.sqlite", b);
    do_job(job, &part);
    const char *const shards[] = { b, a };
    in_folder("merged.sqlite", merged);
    if (!asy_results_merge(merged, ASY_RESULTS_NEW, shards, 2, &err))
        fail_msg("%s: %s", err.where, err.what);
    assert_true(asy_results_open(&results, merged, &err));
    assert_int_equal(asy_results_package(results)->n_parts, 3);
    assert_string_equal(asy_results_info(results)->digest, whole.digest);
    if (!asy_results_verify(results, NULL, NULL, &err))
        fail_msg("%s: %s", err.where, err.what);
    asy_results_close(results, NULL);
    do_job((struct asy_job){ .package = package,
                             .n_draws = 1,
                             .output = in_folder("c.sqlite", a) },
           &resumed);
    do_job(
        (struct asy_job){
            .package = package, .n_draws = 2, .output = a, .mode = ASY_OUTPUT_RESUME },
        &resumed);
    assert_string_equal(resumed.digest, whole.digest);
    assert_int_equal(resumed.n_new, 1);
}

/* ---- more than six parts ----------------------------------------------------- */

static void
eight_parts_are_sampled_and_still_sum_to_the_whole(void **state)
{
    static const char *const set[] = {
        "crossings: { gate: { border: { p_heard = 1.0; }; }; };",
        "crossings: { gate: { border: { ceiling = 1000.0; }; }; };",
        "rules: { dublin: { lapse = false; }; };",
        "rules: { third_country: { never = [\"RUS\"]; }; };",
        "rules: { internal_protection: { exempt = [\"chechen\"]; }; };",
        "rules: { dublin: { p_request = 1.0; }; };",
        "rules: { appeal: { p_lodge = 1.0; }; };",
        "crossings: { north: { border: { p_heard = 1.0; }; }; };",
    };
    char text[2048], path[128], many[128];
    struct asy_job_report report;
    size_t used = (size_t) snprintf(text, sizeof text, "%s", WORDS "parts = [ ");
    (void) state;
    for (int i = 0; i < 8; i++) {
        char name[16], reform[1024];
        snprintf(name, sizeof name, "part%d.cfg", i);
        snprintf(reform, sizeof reform, REFORM("%s"), set[i]);
        texts_put(&folder, name, reform, NULL);
        used +=
            (size_t) snprintf(text + used, sizeof text - used, "%s\"%s\"", i ? ", " : "", name);
    }
    snprintf(text + used, sizeof text - used, " ];\n");
    texts_put(&folder, "many.cfg", text, many);
    do_job((struct asy_job){ .package = many,
                             .n_orders = 16,
                             .n_draws = 1,
                             .n_replicates = 2,
                             .output = in_folder("many.sqlite", path) },
           &report);
    assert_in_range(report.n_scenarios, 45,
                    18 + 16 * 5); /* more worlds than are held at once */
    assert_efficient(path, "claims_first");
    assert_efficient(path, "recognition_rate");
}

/* After the test before, which leaves many.sqlite: the last of its subsets by itself. */
static void
a_world_made_when_its_turn_comes_is_the_same(void **state)
{
    char many[128], alone[128], names[8][128];
    const char *reforms[8];
    struct asy_results *a, *b;
    struct asy_answers x, y;
    struct asy_job_report report;
    const struct asy_ask one = { "claims_first", "all", "POL", "all" };
    size_t n = 0;
    (void) state;
    ask(in_folder("many.sqlite", many), one, &a, &x);
    const struct asy_split *const split = &asy_results_package(a)->split;
    const uint64_t last = split->subset[split->n_subsets - 1];
    for (int i = 0; i < 8; i++) {
        char name[16];
        snprintf(name, sizeof name, "part%d.cfg", i);
        if (last >> i & 1)
            reforms[n++] = in_folder(name, names[i]);
    }
    do_job((struct asy_job){ .reforms = reforms,
                             .n_reforms = n,
                             .together = true,
                             .n_draws = 1,
                             .n_replicates = 2,
                             .output = in_folder("last.sqlite", alone) },
           &report);
    ask(alone, one, &b, &y);
    assert_memory_equal(asy_answers_of(&x, 0, split->n_subsets), asy_answers_of(&y, 0, 1),
                        2 * sizeof(double));
    asy_answers_free(&x);
    asy_answers_free(&y);
    asy_results_close(a, NULL);
    asy_results_close(b, NULL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_package_holds_all_its_parts_and_a_subset_some),
        cmocka_unit_test(a_package_given_as_a_reform_is_one_overlay),
        cmocka_unit_test(a_package_is_no_part_of_a_stack_and_of_no_other_package),
        cmocka_unit_test(packages_and_reforms_are_checked_and_run_together),
        cmocka_unit_test(a_wrong_package_is_refused_with_its_line),
        cmocka_unit_test(shares_of_a_simulated_package_sum_to_its_effect),
        cmocka_unit_test(a_subset_is_what_the_same_reforms_are_together),
        cmocka_unit_test(shards_and_resume_give_the_same_package),
        cmocka_unit_test(eight_parts_are_sampled_and_still_sum_to_the_whole),
        cmocka_unit_test(a_world_made_when_its_turn_comes_is_the_same),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
