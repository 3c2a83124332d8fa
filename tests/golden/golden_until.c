/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a run ends moves nothing before it: the same scenario to an earlier and a later year
   has the same past, in every history. Fates by year of departure tell how things stand in the
   end, and are left out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "engine/ensemble.h"

#define GOLDEN ASY_SOURCE_DIR "/tests/golden/"
#define SHIPPED ASY_SOURCE_DIR "/scenarios/"

enum { MOST_SCENARIOS = 4, MOST_DRAWS = 21 };

struct kept {
    const char *until;
    uint32_t n_draws;
    int n_scenarios;
    struct asy_cell *cells[MOST_SCENARIOS][MOST_DRAWS];
    size_t n_cells[MOST_SCENARIOS][MOST_DRAWS];
};

static bool
keep(void *user, const struct asy_result *results, int n, struct asy_error *err)
{
    struct kept *kept = user;
    (void) err;
    for (int i = 0; i < n; i++) {
        const size_t size = results[i].n_cells * sizeof *results[i].cells;
        struct asy_cell *cells = malloc(size + 1);
        assert_non_null(cells);
        memcpy(cells, results[i].cells, size);
        kept->cells[i][results[i].draw] = cells;
        kept->n_cells[i][results[i].draw] = results[i].n_cells;
    }
    return true;
}

static void
live(struct kept *kept, const char *baseline, const char *const *reforms)
{
    struct asy_scenario *scenarios[MOST_SCENARIOS] = { NULL };
    struct asy_errors errs = { 0 };
    struct asy_error err;
    for (kept->n_scenarios = 0;; kept->n_scenarios++) {
        const int i = kept->n_scenarios;
        const struct asy_scenario_args args = { .baseline = baseline,
                                                .reforms = i ? &reforms[i - 1] : NULL,
                                                .n_reforms = i > 0,
                                                .until = kept->until };
        if (i > 0 && !reforms[i - 1])
            break;
        if (!asy_scenario_load(&scenarios[i], &args, &errs)) {
            asy_errors_print(&errs, stderr);
            fail();
        }
    }
    const struct asy_plan plan = { .scenarios = (const struct asy_scenario *const *) scenarios,
                                   .n_scenarios = kept->n_scenarios,
                                   .seed = 1,
                                   .n_draws = kept->n_draws,
                                   .n_replicates = 1,
                                   .n_threads = 2,
                                   .scale = 1.0,
                                   .take = keep,
                                   .user = kept };
    if (!asy_ensemble_run(&plan, NULL, &err))
        fail_msg("%s: %s", err.where, err.what);
    for (int i = 0; i < kept->n_scenarios; i++)
        asy_scenario_destroy(scenarios[i]);
}

/* Whether a cell is of the first `years` years. */
static bool
is_before(const struct asy_cell *cell, int years)
{
    const enum asy_detail detail = asy_metrics[cell->metric].detail;
    return detail != ASY_COHORT && cell->period < (detail == ASY_MONTH ? 12 * years : years);
}

/* The next cell of those years, from `i` on. */
static size_t
next_before(const struct asy_cell *cells, size_t i, size_t n, int years)
{
    while (i < n && !is_before(&cells[i], years))
        i++;
    return i;
}

static bool
same_cell(const struct asy_cell *a, const struct asy_cell *b)
{
    return a->metric == b->metric && a->period == b->period && a->group == b->group &&
           a->place == b->place && a->receiver == b->receiver && a->value == b->value;
}

static void
assert_same_past(const struct kept *a, const struct kept *b, int scenario, uint32_t draw,
                 int years)
{
    const struct asy_cell *of_a = a->cells[scenario][draw], *of_b = b->cells[scenario][draw];
    const size_t n_a = a->n_cells[scenario][draw], n_b = b->n_cells[scenario][draw];
    size_t i = 0, k = 0, n = 0;
    for (;; i++, k++, n++) {
        i = next_before(of_a, i, n_a, years);
        k = next_before(of_b, k, n_b, years);
        if (i == n_a || k == n_b)
            break;
        if (!same_cell(&of_a[i], &of_b[k]))
            fail_msg("scenario %d, draw %u: %s in period %d is %u until %s, %u until %s",
                     scenario, draw, asy_metrics[of_a[i].metric].name, of_a[i].period,
                     of_a[i].value, a->until, of_b[k].value, b->until);
    }
    assert_true(i == n_a && k == n_b);
    assert_true(n > 100); /* there is a past */
}

static void
the_past_is_the_same(const char *baseline, const char *const *reforms, uint32_t n_draws,
                     int first_year, const char *const *until, int n_until)
{
    struct kept *kept = calloc((size_t) n_until, sizeof *kept);
    assert_non_null(kept);
    for (int u = 0; u < n_until; u++) {
        kept[u].until = until[u];
        kept[u].n_draws = n_draws;
        live(&kept[u], baseline, reforms);
        for (int i = 0; u > 0 && i < kept[u].n_scenarios; i++)
            for (uint32_t d = 1; d <= n_draws; d++)
                assert_same_past(&kept[u - 1], &kept[u], i, d,
                                 atoi(until[u - 1]) - first_year + 1);
    }
    for (int u = 0; u < n_until; u++)
        for (int i = 0; i < MOST_SCENARIOS; i++)
            for (uint32_t d = 0; d < MOST_DRAWS; d++)
                free(kept[u].cells[i][d]);
    free(kept);
}

static void
of_a_small_world_in_twenty_histories(void **state)
{
    static const char *const reforms[] = { GOLDEN "reform_open.cfg", GOLDEN "reform_dublin.cfg",
                                           GOLDEN "reform_later.cfg", NULL };
    static const char *const until[] = { "2013-12-31", "2014-12-31", "2016-12-31" };
    (void) state;
    the_past_is_the_same(GOLDEN "small.cfg", reforms, 20, 2012, until, 3);
}

static void
of_the_shipped_world(void **state)
{
    static const char *const reforms[] = { SHIPPED "reforms/no-tajik-crackdown.cfg", NULL };
    static const char *const until[] = { "2016-12-31", "2018-12-31", "2019-12-31" };
    (void) state;
    the_past_is_the_same(SHIPPED "baseline.cfg", reforms, 1, 2012, until, 3);
}

/* One asked both ways: with rates held its thresholds are its own, from trials of its own. */
static void
of_a_reform_that_holds_rates(void **state)
{
    static const char *const reforms[] = { ASY_SOURCE_DIR "/tests/stat/reform_rates_held.cfg",
                                           NULL };
    static const char *const until[] = { "2014-12-31", "2016-12-31", "2018-12-31" };
    (void) state;
    the_past_is_the_same(ASY_SOURCE_DIR "/tests/stat/world.cfg", reforms, 2, 2012, until, 3);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_a_small_world_in_twenty_histories),
        cmocka_unit_test(of_the_shipped_world),
        cmocka_unit_test(of_a_reform_that_holds_rates),
    };
    return cmocka_run_group_tests_name(ASY_TEST_NAME, tests, NULL, NULL);
}
