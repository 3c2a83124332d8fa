/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether capacity follows claims or is held is the same until the data end, in the shipped
   world too, whose years from 2008 on are lived before they count: the same lives to the last
   bit, of which afterwards one part goes another way. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/digest.h"
#include "engine/ensemble.h"

#define SHIPPED ASY_SOURCE_DIR "/scenarios/baseline.cfg"

enum { DRAWS = 2 };

/* The digests of the same histories. */
struct lives {
    uint64_t digest[DRAWS + 1];
};

static bool
take(void *user, const struct asy_result *results, int n, struct asy_error *err)
{
    struct lives *const lives = user;
    (void) err;
    assert_int_equal(n, 1);
    assert_in_range(results->draw, 1, DRAWS);
    lives->digest[results->draw] = asy_result_digest(results);
    return true;
}

static struct lives
live(const char *capacity, const char *until)
{
    struct lives lives = { { 0 } };
    struct asy_scenario *scenario = NULL;
    struct asy_errors errs = { 0 };
    struct asy_error err = { 0 };
    const struct asy_scenario_args args = {
        .baseline = SHIPPED, .sets = &capacity, .n_sets = 1, .until = until
    };
    if (!asy_scenario_load(&scenario, &args, &errs)) {
        asy_errors_print(&errs, stderr);
        fail();
    }
    const struct asy_plan plan = { .scenarios = (const struct asy_scenario *const *) &scenario,
                                   .n_scenarios = 1,
                                   .seed = 1,
                                   .n_draws = DRAWS,
                                   .n_replicates = 1,
                                   .n_threads = 2,
                                   .scale = 1.0,
                                   .take = take,
                                   .user = &lives };
    if (!asy_ensemble_run(&plan, NULL, &err))
        fail_msg("%s: %s", err.where, err.what);
    asy_scenario_destroy(scenario);
    return lives;
}

static void
held_or_following_it_is_the_same_to_the_end_of_the_data(void **state)
{
    static const char fixed[] = "rules.closure.capacity=fixed",
                      follows[] = "rules.closure.capacity=follows";
    (void) state;
    const struct lives held = live(fixed, "2016-12-31"), free = live(follows, "2016-12-31");
    const struct lives after = live(fixed, "2017-12-31"),
                       free_after = live(follows, "2017-12-31");
    for (int d = 1; d <= DRAWS; d++) {
        assert_true(held.digest[d] != 0 && held.digest[d] == free.digest[d]);
        assert_true(after.digest[d] != free_after.digest[d]);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(held_or_following_it_is_the_same_to_the_end_of_the_data),
    };
    return cmocka_run_group_tests_name(ASY_TEST_NAME, tests, NULL, NULL);
}
