/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every reform of scenarios/reforms/ on the shipped baseline: the outcome of its claim, its
   paired difference, the verdict that `compare` gives and the digest of its results are those
   committed in tests/expected/reforms.txt, and no claim is contradicted. Where results are
   meant to change, ASY_EXPECTED=write writes the table anew; say under "Results changed" of
   CHANGELOG.md what moved and why. ASY_REFORMS=name,name simulates these alone, and prints
   their lines instead. */
#define _XOPEN_SOURCE 700 /* open_memstream */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "asylsim/asylsim.h"
#include "life/outcomes.h"
#include "outcome/derived.h"
#include "outcome/judged.h"
#include "store/compare.h"
#include "support/claim_line.h"
#include "support/committed.h"
#include "support/texts.h"

#include <dirent.h>
#include <gsl/gsl_errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SHIPPED ASY_SOURCE_DIR "/scenarios/"
#define TABLE ASY_SOURCE_DIR "/tests/expected/reforms.txt"

/* As many draws as a verdict needs. */
enum { DRAWS = ASY_LEAST_DRAWS, REPLICATES = 1, MOST_REFORMS = 256, MOST_TESTED = 1024 };
/* Side by side in one job: each holds its laws in memory, of every draw that is lived at once.
 */
enum { AT_ONCE = 10, MOST_JOBS = MOST_REFORMS / AT_ONCE + 1 };

struct tested {
    struct asy_results *results;
    int scenario;
    const struct asy_claim_outcome *claim;
    char period[32];
    const char *among; /* the outcome that counts those it is decided of; or NULL */
    struct asy_contrast contrast;
};

static struct texts_folder folder;
static char names[MOST_REFORMS][256];
static size_t n_names;
static struct asy_results *results[MOST_JOBS];
static int n_results;
static struct tested tested[MOST_TESTED];
static int n_tested;

static int
by_name(const void *a, const void *b)
{
    return strcmp(a, b);
}

/* Of those that ASY_REFORMS asks for: all, where it is not set. */
static bool
is_asked(const char *file)
{
    const char *at = getenv("ASY_REFORMS");
    const size_t length = strlen(file) - strlen(".cfg");

    if (!at)
        return true;
    for (; *at; at += strspn(at, ","))
        if (strcspn(at, ",") == length && strncmp(at, file, length) == 0)
            return true;
        else
            at += strcspn(at, ",");
    return false;
}

static void
list_reforms(void)
{
    DIR *dir = opendir(SHIPPED "reforms");
    struct dirent *entry;
    assert_non_null(dir);
    while ((entry = readdir(dir)))
        if (strlen(entry->d_name) > 4 &&
            strcmp(entry->d_name + strlen(entry->d_name) - 4, ".cfg") == 0 &&
            is_asked(entry->d_name)) {
            assert_true(n_names < MOST_REFORMS); /* none is left out */
            snprintf(names[n_names++], sizeof names[0], SHIPPED "reforms/%.120s",
                     entry->d_name);
        }
    closedir(dir);
    assert_true(n_names > 0);
    qsort(names, n_names, sizeof *names, by_name);
}

/* Does the metric go by the year of departure? Then it is asked over the whole horizon. */
static bool
is_cohort(const char *metric)
{
    const struct asy_derived *derived = asy_derived_find(metric);
    if (derived)
        return asy_metrics[derived->terms[0].metric].detail == ASY_COHORT;
    for (int m = 0; m < ASY_N_METRICS; m++)
        if (strcmp(asy_metrics[m].name, metric) == 0)
            return asy_metrics[m].detail == ASY_COHORT;
    return false;
}

static bool
test_claims(struct asy_results *of, struct asy_error *err)
{
    static struct asy_question asks[MOST_TESTED];
    static struct asy_contrast contrasts[MOST_TESTED];
    const struct asy_results_info *info = asy_results_info(of);
    const struct asy_claim_outcome *claim;
    struct tested *const first = &tested[n_tested];
    int n = 0, n_jobs;
    for (int s = 1; s < info->n_scenarios; s++)
        for (int i = 0; (claim = asy_results_claim(of, s, i)); i++) {
            struct tested *t = &first[n];
            assert_true(n_tested + n < MOST_TESTED);
            *t = (struct tested){ .results = of, .scenario = s, .claim = claim };
            if (is_cohort(claim->metric))
                snprintf(t->period, sizeof t->period, "all");
            else
                snprintf(t->period, sizeof t->period, "%d..%d",
                         asy_results_scenario(of, s)->first_year,
                         info->first_year + info->n_years - 1);
            const struct asy_ask ask = { claim->metric, claim->population, claim->place,
                                         t->period };
            t->among = asy_compare_among(of, &ask);
            asks[n++] = (struct asy_question){ ask, s, t->among, false };
        }
    if (!asy_compare_ask(of, asks, (size_t) n, contrasts, &n_jobs, err))
        return false;
    for (int i = 0; i < n; i++)
        first[i].contrast = contrasts[i];
    n_tested += n;
    return true;
}

static bool
run_job(const char *const *reforms, size_t n)
{
    char path[128], said[4096] = "";
    struct asy_job_report report = { .size = sizeof report };
    struct asy_errors errs = { 0 };
    struct asy_error err = { 0 };
    snprintf(path, sizeof path, "%s/out-%d.sqlite", folder.name, n_results);
    const struct asy_job job = { .size = sizeof job,
                                 .baseline = SHIPPED "baseline.cfg",
                                 .reforms = reforms,
                                 .n_reforms = n,
                                 .seed = 1,
                                 .n_draws = DRAWS,
                                 .n_replicates = REPLICATES,
                                 .output = path };
    if (!asy_job_run(&job, &report, &errs)) {
        texts_print_errors(&errs, said, sizeof said);
        print_error("%s", said);
        return false;
    }
    if (asy_results_open(&results[n_results], path, &err) &&
        test_claims(results[n_results++], &err))
        return true;
    print_error("%s: %s\n", err.where, err.what);
    return false;
}

static int
simulate(void **state)
{
    const char *reforms[MOST_REFORMS];
    (void) state;
    gsl_set_error_handler_off();
    texts_open(&folder);
    list_reforms();
    for (size_t i = 0; i < n_names; i++)
        reforms[i] = names[i];
    for (size_t i = 0; i < n_names; i += AT_ONCE)
        if (!run_job(reforms + i, n_names - i < AT_ONCE ? n_names - i : AT_ONCE))
            return -1;
    return 0;
}

static int
forget(void **state)
{
    (void) state;
    for (int i = 0; i < n_results; i++)
        asy_results_close(results[i], NULL);
    texts_close(&folder);
    return 0;
}

/* ---- the table --------------------------------------------------------------- */

/* The digests of a scenario's histories in parts, over the outcomes that the table knows; and
   of all scenarios together by outcome. */
static void
print_digests(const struct committed *known, FILE *out)
{
    struct asy_digest all = { 0 }, parts;
    struct asy_error err = { 0 };
    for (int i = 0; i < n_results; i++) /* the baseline once */
        for (int s = i > 0; s < asy_results_info(results[i])->n_scenarios; s++) {
            const char *const name = asy_results_scenario(results[i], s)->name;
            if (!asy_results_digest_parts(results[i], s, &parts, &err))
                fail_msg("%s: %s", err.where, err.what);
            fprintf(out, "digest %s %016" PRIx64 "\n", name, committed_sum(known, &parts));
            asy_digest_add(&all, &parts, asy_name_hash(name));
        }
    committed_print(known, &all, out);
}

static void
print_claims(FILE *out)
{
    for (int i = 0; i < n_tested; i++) {
        const struct tested *t = &tested[i];
        const struct asy_results_entry *const entry =
            asy_results_scenario(t->results, t->scenario);
        claim_line(out, entry->name, t->claim, t->period, &t->contrast.difference,
                   &t->contrast.moved, t->among, entry->is_in_force);
    }
}

static void
reforms_move_as_committed(void **state)
{
    struct committed known;
    char *text = NULL;
    size_t size = 0;
    (void) state;
    if (getenv("ASY_REFORMS")) {
        print_claims(stdout);
        skip();
    }
    committed_open(&known, TABLE, "ASY_EXPECTED");
    FILE *const out = open_memstream(&text, &size);
    assert_non_null(out);
    fprintf(out,
            "# The outcome of each reform's claim: paired difference to the baseline, seed 1, "
            "%d draws x %d\n# replicates, and the verdict with what it rests on, the count or "
            "the rate among\n# those who come so far. Written by ASY_EXPECTED=write "
            "build/expected_reforms.\n",
            DRAWS, REPLICATES);
    print_digests(&known, out);
    print_claims(out);
    fclose(out);
    committed_hold(&known, text, "ASY_EXPECTED");
    free(text);
}

static void
every_reform_names_the_outcome_of_its_claim(void **state)
{
    int n_silent = 0;
    (void) state;
    for (int i = 0; i < n_results; i++)
        for (int s = 1; s < asy_results_info(results[i])->n_scenarios; s++)
            if (!asy_results_claim(results[i], s, 0)) {
                print_error("%s names no claim_outcome\n",
                            asy_results_scenario(results[i], s)->name);
                n_silent++;
            }
    assert_int_equal(n_silent, 0);
}

/* Neither by the verdict that users are given, nor with the median of the count the other way
   by more than its Monte Carlo error, which is less. */
static void
no_claim_is_contradicted(void **state)
{
    int n_wrong = 0;
    (void) state;
    for (int i = 0; i < n_tested; i++) {
        const struct tested *const t = &tested[i];
        const struct asy_summary *s = &t->contrast.difference.summary;
        const double toward = tested[i].claim->direction * s->median;
        const double error = isnan(s->error) ? 0.0 : s->error;
        const enum asy_verdict verdict =
            asy_judge(t->claim->metric, t->claim->direction, true, &t->contrast.difference,
                      t->among ? &t->contrast.moved : NULL)
                .verdict;
        const bool wrong = toward < -error || verdict == ASY_CONTRADICTED;
        print_message("%-32s %s %s: %.6g [%.6g, %.6g] +- %.2g  %s\n",
                      asy_results_scenario(tested[i].results, tested[i].scenario)->name,
                      tested[i].claim->direction > 0 ? "more" : "less", tested[i].claim->metric,
                      s->median, s->low, s->high, s->error,
                      wrong ? "CONTRADICTED" : asy_verdict_name(verdict));
        assert_int_not_equal(verdict, ASY_TOO_FEW_DRAWS);
        n_wrong += wrong;
    }
    assert_int_equal(n_wrong, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_reform_names_the_outcome_of_its_claim),
        cmocka_unit_test(no_claim_is_contradicted),
        cmocka_unit_test(reforms_move_as_committed),
    };
    return cmocka_run_group_tests(tests, simulate, forget);
}
