/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reforms of notices and families on the shipped baseline: each moves what it claims, in
   every draw, by the same people with the same luck. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/world.h"

#define SHIPPED ASY_SOURCE_DIR "/scenarios/"

enum { BASELINE, FAMILIES, INTERPOL, NO_SUBSTITUTION, N_SCENARIOS };
enum { N_DRAWS = 6, FIRST_YEAR = 2012, IN_FORCE = 2017 - FIRST_YEAR };

static const char *const reforms[N_SCENARIOS] = {
    [FAMILIES] = SHIPPED "reforms/families-protected.cfg",
    [INTERPOL] = SHIPPED "reforms/interpol-reform.cfg",
    [NO_SUBSTITUTION] = SHIPPED "reforms/interpol-reform-no-substitution.cfg",
};

/* From 2017 on; all these outcomes are by year. */
static double seen[N_SCENARIOS][N_DRAWS + 1][ASY_N_METRICS];

static bool
take(void *user, const struct asy_result *results, int n, struct asy_error *err)
{
    (void) user;
    (void) err;
    for (int s = 0; s < n; s++)
        for (size_t i = 0; i < results[s].n_cells; i++) {
            const struct asy_cell *cell = &results[s].cells[i];
            if (asy_metrics[cell->metric].detail == ASY_YEAR && cell->period >= IN_FORCE)
                seen[s][results[s].draw][cell->metric] += cell->value;
        }
    return true;
}

static int
live(void **state)
{
    const struct asy_scenario *list[N_SCENARIOS];
    struct asy_scenario *owned[N_SCENARIOS];
    struct asy_error err = { 0 };
    (void) state;
    for (int s = 0; s < N_SCENARIOS; s++)
        list[s] = owned[s] = test_scenario(SHIPPED "baseline.cfg", reforms[s], NULL);
    const struct asy_plan plan = { .scenarios = list,
                                   .n_scenarios = N_SCENARIOS,
                                   .seed = 1,
                                   .scale = 1,
                                   .n_draws = N_DRAWS,
                                   .n_replicates = 1,
                                   .n_shards = 1,
                                   .take = take };
    const bool ok = asy_ensemble_run(&plan, NULL, &err);
    if (!ok)
        print_error("%s: %s\n", err.where, err.what);
    for (int s = 0; s < N_SCENARIOS; s++)
        asy_scenario_destroy(owned[s]);
    return ok ? 0 : -1;
}

/* `sign` times the difference is above 0 in every draw. */
static void
moves(int scenario, enum asy_metric metric, double sign)
{
    for (int d = 1; d <= N_DRAWS; d++) {
        const double was = seen[BASELINE][d][metric], is = seen[scenario][d][metric];
        if (!(sign * (is - was) > 0.0))
            fail_msg("%s, draw %d: %.0f, was %.0f", asy_metrics[metric].name, d, is, was);
    }
}

static double
sum(int scenario, enum asy_metric metric)
{
    double sum = 0.0;
    for (int d = 1; d <= N_DRAWS; d++)
        sum += seen[scenario][d][metric];
    return sum;
}

static void
families_protected_are_refused_less_and_parted_less(void **state)
{
    (void) state;
    moves(FAMILIES, ASY_METRIC_refused_relatives_at_risk, -1.0);
    moves(FAMILIES, ASY_METRIC_families_reunited, 1.0);
    moves(FAMILIES, ASY_METRIC_families_parted, -1.0);
    moves(FAMILIES, ASY_METRIC_relatives_pressed, -1.0);
}

static void
a_tight_review_lets_fewer_notices_out_and_more_requests_come_elsewhere(void **state)
{
    (void) state;
    moves(INTERPOL, ASY_METRIC_notices_published, -1.0);
    moves(INTERPOL, ASY_METRIC_requests_by_other_channels, 1.0);
    moves(INTERPOL, ASY_METRIC_requests_renewed, 1.0);
    assert_true(sum(INTERPOL, ASY_METRIC_notices_deleted) >
                sum(BASELINE, ASY_METRIC_notices_deleted));
}

static void
without_substitution_fewer_are_seized_than_with_it(void **state)
{
    (void) state;
    moves(NO_SUBSTITUTION, ASY_METRIC_detained_on_notice, -1.0);
    moves(NO_SUBSTITUTION, ASY_METRIC_requests_renewed, -1.0);
    assert_true(sum(NO_SUBSTITUTION, ASY_METRIC_detained_on_notice) <
                sum(INTERPOL, ASY_METRIC_detained_on_notice));
    assert_true(sum(NO_SUBSTITUTION, ASY_METRIC_seized_in_transit) <
                sum(INTERPOL, ASY_METRIC_seized_in_transit));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(families_protected_are_refused_less_and_parted_less),
        cmocka_unit_test(
            a_tight_review_lets_fewer_notices_out_and_more_requests_come_elsewhere),
        cmocka_unit_test(without_substitution_fewer_are_seized_than_with_it),
    };
    return cmocka_run_group_tests(tests, live, NULL);
}
