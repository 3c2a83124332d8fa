/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shipped reforms of Dublin and of returns: each moves what its claim names, in the
   direction that it names, over all samples together; and what it must not move stays. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/world.h"

#define SHIPPED ASY_SOURCE_DIR "/scenarios/"

enum { BASELINE, DUBLIN_IV, SUSPENDED, PUSH, WATCHED, N_SCENARIOS };
enum { N_DRAWS = 4, IN_FORCE = 5 }; /* 2017, of a horizon from 2012 */

static const char *const reforms[N_SCENARIOS] = {
    [DUBLIN_IV] = SHIPPED "reforms/dublin-iv.cfg",
    [SUSPENDED] = SHIPPED "reforms/dublin-suspended-poland.cfg",
    [PUSH] = SHIPPED "reforms/push-for-returns.cfg",
    [WATCHED] = SHIPPED "reforms/monitored-readmission.cfg",
};

static struct asy_scenario *scenario[N_SCENARIOS];
static struct asy_world stage;
static double total[N_SCENARIOS][ASY_N_METRICS];       /* from 2017 on */
static double into_poland[N_SCENARIOS][ASY_N_METRICS]; /* of pairs */

static bool
take(void *user, const struct asy_result *results, int n, struct asy_error *err)
{
    const int poland = asy_world_country(&stage, "POL");
    (void) user;
    (void) err;
    for (int s = 0; s < n; s++)
        for (size_t i = 0; i < results[s].n_cells; i++) {
            const struct asy_cell *cell = &results[s].cells[i];
            const bool monthly = asy_metrics[cell->metric].detail == ASY_MONTH;
            if ((monthly ? cell->period / 12 : cell->period) < IN_FORCE)
                continue;
            total[s][cell->metric] += cell->value;
            if (asy_metrics[cell->metric].where == ASY_PAIR && cell->receiver == poland)
                into_poland[s][cell->metric] += cell->value;
        }
    return true;
}

static int
live(void **state)
{
    const struct asy_scenario *list[N_SCENARIOS];
    struct asy_error err = { 0 };
    (void) state;
    for (int s = 0; s < N_SCENARIOS; s++)
        list[s] = scenario[s] = test_scenario(SHIPPED "baseline.cfg", reforms[s], NULL);
    const struct asy_plan plan = { .scenarios = list,
                                   .n_scenarios = N_SCENARIOS,
                                   .seed = 1,
                                   .scale = 1,
                                   .n_draws = N_DRAWS,
                                   .n_replicates = 1,
                                   .n_shards = 1,
                                   .take = take };
    const bool ok =
        asy_world_init(&stage, list[0], 1, 0, &err) && asy_ensemble_run(&plan, NULL, &err);
    if (!ok)
        print_error("%s: %s\n", err.where, err.what);
    return ok ? 0 : -1;
}

static int
forget(void **state)
{
    (void) state;
    asy_world_free(&stage);
    for (int s = 0; s < N_SCENARIOS; s++)
        asy_scenario_destroy(scenario[s]);
    return 0;
}

static void
moves(const char *what, const double was[], const double is[], enum asy_metric metric, int sign)
{
    if (!((is[metric] - was[metric]) * sign > 0.0))
        fail_msg("%s of %s: %.0f, were %.0f", asy_metrics[metric].name, what, is[metric],
                 was[metric]);
}

#define MORE(reform, metric)                                                                   \
    moves(reforms[reform], total[BASELINE], total[reform], ASY_METRIC_##metric, 1)
#define FEWER(reform, metric)                                                                  \
    moves(reforms[reform], total[BASELINE], total[reform], ASY_METRIC_##metric, -1)

static void
dublin_iv_refuses_unheard_transfers_to_poland_and_allocates(void **state)
{
    (void) state;
    MORE(DUBLIN_IV, inadmissible_third_country);
    MORE(DUBLIN_IV, allocations);
    moves("Dublin IV, to Poland", into_poland[BASELINE], into_poland[DUBLIN_IV],
          ASY_METRIC_dublin_transfers, 1);
    assert_true(total[BASELINE][ASY_METRIC_allocations] == 0.0);
}

static void
while_suspended_nobody_is_asked_for_or_sent_to_poland(void **state)
{
    (void) state;
    assert_true(into_poland[BASELINE][ASY_METRIC_dublin_transfers] > 0.0);
    assert_true(into_poland[SUSPENDED][ASY_METRIC_dublin_transfers] == 0.0);
    assert_true(into_poland[SUSPENDED][ASY_METRIC_dublin_requests] == 0.0);
    FEWER(SUSPENDED, refouled_chain);
}

static void
a_push_for_returns_forces_bans_and_detains(void **state)
{
    (void) state;
    MORE(PUSH, returns_forced);
    MORE(PUSH, refouled_direct);
    MORE(PUSH, entry_bans);
    MORE(PUSH, days_detained);
    FEWER(PUSH, returns_voluntary);
    FEWER(PUSH, returns_assisted);
}

static void
watched_returns_lessen_harm_and_show_it(void **state)
{
    (void) state;
    MORE(WATCHED, returns_voluntary);
    MORE(WATCHED, documented_harm);
    MORE(WATCHED, brought_back);
    FEWER(WATCHED, persecuted_after_return);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dublin_iv_refuses_unheard_transfers_to_poland_and_allocates),
        cmocka_unit_test(while_suspended_nobody_is_asked_for_or_sent_to_poland),
        cmocka_unit_test(a_push_for_returns_forces_bans_and_detains),
        cmocka_unit_test(watched_returns_lessen_harm_and_show_it),
    };
    return cmocka_run_group_tests(tests, live, forget);
}
