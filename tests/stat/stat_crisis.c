/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What others' claims took of capacity, and opinion of recognition, against closed forms: with
   both as they were nothing moves, to the last bit; without them so much more as was said. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "life/outcomes.h"
#include "support/world.h"

#include "law/merits/thresholds.h"
#include "law/response/crisis.h"

#include <math.h>

#define WORLD ASY_SOURCE_DIR "/tests/stat/world.cfg"

/* A line that is never empty: three hundred a day come, and few are decided. */
#define SHORT_OF_HANDS                                                                         \
    "rules.merits.capacity=20", "rules.appeal.capacity=5", "rules.appeal.p_lodge=1",           \
        "rules.crisis.decisions=0.5", "rules.crisis.courts=2"

static double
of_year(const struct asy_run *run, int metric, int year)
{
    return (double) test_total(run, metric, ASY_ANY, ASY_ANY, year);
}

static void
decided(const char *present, double *decisions, double *appeals)
{
    struct test_life life;
    TEST_LIVE(&life, SHORT_OF_HANDS, present);
    *decisions = of_year(&life.run, ASY_METRIC_decisions_merits, 2);
    *appeals = of_year(&life.run, ASY_METRIC_appeals, 2);
    test_life_end(&life);
}

static void
without_the_crisis_so_many_more_are_decided(void **state)
{
    double decisions, appeals;
    (void) state;
    decided("rules.crisis.present=1", &decisions, &appeals);
    assert_true(fabs(decisions - 365 * 20) <= 1.0);
    assert_true(fabs(appeals - 365 * 5) <= 1.0);
    decided("rules.crisis.present=0", &decisions, &appeals);
    assert_true(fabs(decisions - 365 * 30) <= 1.0);
    assert_true(fabs(appeals - 365 * 15) <= 1.0);
    decided("rules.crisis.present=0.5", &decisions, &appeals);
    assert_true(fabs(decisions - 365 * 25) <= 1.0);
    assert_true(fabs(appeals - 365 * 10) <= 1.0);
}

static void
as_it_was_nothing_is_taken_a_second_time(void **state)
{
    (void) state;
    for (double taken = 0.01; taken < 20.0; taken *= 1.37) {
        const struct asy_crisis was = { .present = 1.0 }, none = { .present = 0.0 },
                                twice = { .present = 2.0 };
        assert_true(!(asy_crisis_leaves(&was, taken) < 1.0) &&
                    !(asy_crisis_leaves(&was, taken) > 1.0));
        assert_true(!(asy_crisis_delays(&was, taken) < 1.0) &&
                    !(asy_crisis_delays(&was, taken) > 1.0));
        assert_true(fabs(asy_crisis_leaves(&none, taken) - (1.0 + taken)) < 1e-12);
        assert_true(fabs(asy_crisis_delays(&none, taken) * (1.0 + taken) - 1.0) < 1e-12);
        assert_true(asy_crisis_leaves(&twice, taken) >= 0.0); /* of nothing, no more is taken */
        assert_true(asy_crisis_delays(&twice, taken) > 1.0);
    }
}

/* A baseline reproduces the published rate, whatever it says of opinion; a reform that takes
   its turn away decides by thresholds that lie lower by the whole of it. */
static void
without_its_turn_opinion_asks_so_much_less(void **state)
{
    static struct asy_tau as_it_was, without;
    struct test_life life;
    struct test_world reform;
    (void) state;
    TEST_LIVE(&life, "rules.opinion.authority=0.4", "rules.opinion.courts=0.1");
    const double n = test_all(&life.run, ASY_METRIC_decisions_merits);
    test_share("granted at the published rate", n - test_all(&life.run, ASY_METRIC_refusals), n,
               0.5, n);
    test_world_open(&reform, WORLD,
                    (const char *const[]){ "rules.opinion.authority=0.4",
                                           "rules.opinion.courts=0.1",
                                           "rules.opinion.present=0", NULL });
    const struct asy_thresholds *const solved = life.world.draw.thresholds;
    asy_thresholds_on(solved, test_world_of(&life.world), 100, &as_it_was);
    asy_thresholds_on(solved, test_world_of(&reform), 100, &without);
    for (int c = 0; c < 7; c++)
        for (int s = 0; s < 3; s++) {
            assert_true(fabsf(as_it_was.merits[c][s] - without.merits[c][s] - 0.4f) < 1e-5f);
            assert_true(fabsf(as_it_was.ruled[c][s] - without.ruled[c][s] - 0.4f) < 1e-5f);
            assert_true(fabsf(as_it_was.appeal[c][s] - without.appeal[c][s] - 0.1f) < 1e-5f);
        }
    test_world_close(&reform);
    test_life_end(&life);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_the_crisis_so_many_more_are_decided),
        cmocka_unit_test(as_it_was_nothing_is_taken_a_second_time),
        cmocka_unit_test(without_its_turn_opinion_asks_so_much_less),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
