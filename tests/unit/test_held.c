/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reforms that hold rates are tried together, over trials of the baseline that are lived once
   for all of them: each has the thresholds that it has when it is tried alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "law/merits/thresholds.h"
#include "support/texts.h"
#include "support/world.h"

#include <string.h>

static struct texts_folder folder;

/* Not in the order of their days; two of them share one. */
static const char *const in_force[] = { "2014-01-01", "2012-07-01", "2013-03-01",
                                        "2012-07-01" };
static const char *const what[] = {
    "crossings: { gate: { border: { p_heard = 1.0; ceiling = 1000000.0; }; }; };",
    "crossings: { gate: { border: { p_heard = 1.0; ceiling = 1000000.0; }; }; };",
    "crossings: { gate: { border: { p_heard = 0.1; }; }; };",
    "crossings: { gate: { border: { p_heard = 0.2; }; }; };",
};
enum { N = sizeof what / sizeof *what, DRAW = 1 };

static struct asy_scenario *scenarios[N + 1]; /* the baseline first */

static int
begin(void **state)
{
    char name[40], text[600], path[160];

    (void) state;
    texts_open(&folder);
    scenarios[0] = test_scenario(ASY_SOURCE_DIR "/tests/golden/small.cfg", NULL, NULL);
    for (int i = 0; i < N; i++) {
        snprintf(name, sizeof name, "reform-%d.cfg", i);
        snprintf(
            text, sizeof text,
            "extends = \"" ASY_SOURCE_DIR "/tests/golden/small.cfg\"; title = \"T\"; "
            "claim = \"C\"; source = \"S\"; in_force = \"%s\"; set: { %s rules: { closure: "
            "{ hold = \"rate\"; }; }; };",
            in_force[i], what[i]);
        texts_put(&folder, name, text, path);
        scenarios[i + 1] = test_scenario(ASY_SOURCE_DIR "/tests/golden/small.cfg", path, NULL);
    }
    return 0;
}

static int
end(void **state)
{
    (void) state;
    for (int i = 0; i <= N; i++)
        asy_scenario_destroy(scenarios[i]);
    texts_close(&folder);
    return 0;
}

static void
solve(struct asy_draw *draw, const struct asy_scenario *const *list, int n)
{
    const struct asy_plan plan = {
        .scenarios = list, .n_scenarios = n, .seed = 7, .n_replicates = 1, .scale = 1.0
    };
    struct asy_error err;

    if (!asy_draw_init(draw, &plan, DRAW, NULL, &err))
        fail_msg("%s: %s", err.where, err.what);
}

static size_t
count_differing(const struct asy_thresholds *a, const struct asy_thresholds *b)
{
    size_t n = 0;

    for (int s = 0; s < a->n_states; s++) {
        assert_int_equal(a->n_periods[s], b->n_periods[s]);
        for (int i = 0; i < a->n_periods[s]; i++)
            for (int c = 0; c < a->n_countries; c++)
                n += memcmp(&a->period[s][i].merits[c], &b->period[s][i].merits[c],
                            sizeof a->period[s][i].merits[c]) != 0;
    }
    return n;
}

static void
together_as_alone(void **state)
{
    struct asy_draw all, one;

    (void) state;
    solve(&all, (const struct asy_scenario *const *) scenarios, N + 1);
    for (int i = 1; i <= N; i++) {
        const struct asy_scenario *const pair[2] = { scenarios[0], scenarios[i] };
        solve(&one, pair, 2);
        assert_non_null(all.own[i]);
        assert_true(count_differing(all.own[i], all.thresholds) > 0);
        if (count_differing(all.own[i], one.own[1]) > 0)
            fail_msg("the reform of %s has other thresholds among others than alone",
                     in_force[i - 1]);
        asy_draw_free(&one);
    }
    assert_true(count_differing(all.own[2], all.own[4]) > 0); /* of one day, not the same */
    asy_draw_free(&all);
}

int
main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(together_as_alone) };
    return cmocka_run_group_tests_name(ASY_TEST_NAME, tests, begin, end);
}
