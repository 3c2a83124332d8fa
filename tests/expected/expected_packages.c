/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every package of scenarios/packages/ on the shipped baseline: it moves the outcome of each
   part's claim as much as the part alone does, or says in its `undoes` which part undoes which.
   Packages of many parts that share nothing but the world are asked as well. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "asylsim/asylsim.h"
#include "life/outcomes.h"
#include "outcome/derived.h"
#include "store/results.h"
#include "support/texts.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SHIPPED ASY_SOURCE_DIR "/scenarios/"

/* Less by a tenth in each draw, and by so many persons over them, is less. */
enum { DRAWS = 2, FEW = 40 };
static const double tenth = 0.1;

static struct texts_folder folder;

static int
begin(void **state)
{
    (void) state;
    gsl_set_error_handler_off();
    texts_open(&folder);
    return 0;
}

static int
end(void **state)
{
    (void) state;
    texts_close(&folder);
    return 0;
}

/* The parts each alone, or all together. */
static struct asy_results *
live(const char *const *parts, size_t n, bool together)
{
    char path[128], said[4096] = "";
    struct asy_job_report report = { .size = sizeof report };
    struct asy_errors errs = { 0 };
    struct asy_error err = { 0 };
    struct asy_results *results;
    static int nr;
    snprintf(path, sizeof path, "%s/%d.sqlite", folder.name, nr++);
    const struct asy_job job = { .size = sizeof job,
                                 .baseline = SHIPPED "baseline.cfg",
                                 .reforms = parts,
                                 .n_reforms = n,
                                 .together = together,
                                 .seed = 1,
                                 .n_draws = DRAWS,
                                 .n_replicates = 1,
                                 .output = path };
    if (!asy_job_run(&job, &report, &errs)) {
        texts_print_errors(&errs, said, sizeof said);
        fail_msg("%s", said);
    }
    if (!asy_results_open(&results, path, &err))
        fail_msg("%s: %s", err.where, err.what);
    asy_errors_free(&errs);
    return results;
}

static bool
is_cohort(const char *metric)
{
    const struct asy_derived *derived = asy_derived_find(metric);
    for (int m = 0; m < ASY_N_METRICS; m++)
        if (derived ? m == derived->terms[0].metric : strcmp(asy_metrics[m].name, metric) == 0)
            return asy_metrics[m].detail == ASY_COHORT;
    return false;
}

/* What the claim's outcome moves by, in the way of the claim, draw by draw. */
static void
effect(struct asy_results *results, int scenario, const struct asy_claim_outcome *claim,
       double *out)
{
    struct asy_answers answers;
    struct asy_error err = { 0 };
    const char *const period = is_cohort(claim->metric) ? "all" : "2017..2018";
    const struct asy_ask ask = { claim->metric, claim->population, claim->place, period };
    if (!asy_results_ask(results, &ask, 1, &answers, &err))
        fail_msg("%s: %s", err.where, err.what);
    assert_int_equal(answers.n_jobs, DRAWS);
    for (int i = 0; i < DRAWS; i++)
        out[i] = claim->direction *
                 (asy_answers_of(&answers, 0, scenario)[i] - asy_answers_of(&answers, 0, 0)[i]);
    asy_answers_free(&answers);
}

static bool
is_said(const struct asy_scenario *package, const struct asy_claim_outcome *claim)
{
    struct asy_undone undone;
    for (size_t i = 0; asy_scenario_undone(package, i, &undone); i++)
        if (strcmp(undone.of, claim->reform) == 0 && strcmp(undone.metric, claim->metric) == 0)
            return true;
    return false;
}

/* 1 where a part is weaker in the package, unsaid. */
static int
judge(const struct asy_scenario *package, struct asy_results *alone,
      struct asy_results *together, int scenario, const struct asy_claim_outcome *claim)
{
    double one[DRAWS], all[DRAWS], sum[2] = { 0, 0 };
    bool weaker = true;
    effect(alone, scenario, claim, one);
    effect(together, 1, claim, all);
    for (int i = 0; i < DRAWS; i++) {
        weaker &= one[i] > 0.0 && all[i] < (1.0 - tenth) * one[i];
        sum[0] += one[i];
        sum[1] += all[i];
    }
    if (!weaker || sum[0] - sum[1] < FEW || is_said(package, claim))
        return 0;
    print_error(
        "%s, %s at %s: %g alone, %g in the package, which does not say what undoes it\n",
        claim->reform, claim->metric, claim->place, sum[0] / DRAWS, sum[1] / DRAWS);
    return 1;
}

static void
is_as_strong_as_its_parts(const char *name)
{
    char path[256], said[4096] = "";
    const char *files[ASY_MOST_PARTS];
    const struct asy_claim_outcome *claim;
    struct asy_part part;
    size_t n = 0;
    int n_wrong = 0, n_seen = 0;
    snprintf(path, sizeof path, SHIPPED "packages/%s.cfg", name);
    struct asy_scenario *package = texts_load(
        &(struct asy_scenario_args){ .baseline = SHIPPED "baseline.cfg", .package = path },
        said, sizeof said);
    if (!package)
        fail_msg("%s", said);
    for (; asy_scenario_part(package, n, &part); n++)
        files[n] = part.file;
    struct asy_results *alone = live(files, n, false), *together = live(files, n, true);
    for (size_t s = 1; s <= n; s++)
        for (int i = 0; (claim = asy_results_claim(alone, (int) s, i)); i++, n_seen++)
            n_wrong += judge(package, alone, together, (int) s, claim);
    assert_true(n_seen >= (int) n);
    assert_int_equal(n_wrong, 0);
    asy_results_close(alone, NULL);
    asy_results_close(together, NULL);
    asy_scenario_destroy(package);
}

static void
all_proposals_are_as_strong_as_each_or_say_why_not(void **state)
{
    (void) state;
    is_as_strong_as_its_parts("all-proposals");
}

static void
all_recommendations_are_as_strong_as_each_or_say_why_not(void **state)
{
    (void) state;
    is_as_strong_as_its_parts("all-recommendations");
}

static void
four_rules_are_as_strong_as_each_or_say_why_not(void **state)
{
    (void) state;
    is_as_strong_as_its_parts("editors-four");
}

static void
the_pact_is_as_strong_as_each_or_says_why_not(void **state)
{
    (void) state;
    is_as_strong_as_its_parts("pact");
}

static void
essays_are_as_strong_as_each_part_or_say_why_not(void **state)
{
    static const char *const names[] = { "essay-azerbaijan",     "essay-common-system",
                                         "essay-crimea",         "essay-interpol",
                                         "essay-polish-border",  "essay-russia-migrants",
                                         "essay-russia-torture", "essay-tajikistan",
                                         "essay-ukraine" };
    (void) state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        is_as_strong_as_its_parts(names[i]);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_proposals_are_as_strong_as_each_or_say_why_not),
        cmocka_unit_test(all_recommendations_are_as_strong_as_each_or_say_why_not),
        cmocka_unit_test(four_rules_are_as_strong_as_each_or_say_why_not),
        cmocka_unit_test(the_pact_is_as_strong_as_each_or_says_why_not),
        cmocka_unit_test(essays_are_as_strong_as_each_part_or_say_why_not),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
