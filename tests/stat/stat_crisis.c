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

#include "law/response/crisis.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

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

static double
share_granted(const char *present, double *n)
{
    struct test_life life;
    TEST_LIVE(&life, "rules.opinion.authority=0.4", present);
    *n = test_all(&life.run, ASY_METRIC_decisions_merits);
    const double refused = test_all(&life.run, ASY_METRIC_refusals);
    test_life_end(&life);
    return *n - refused;
}

static void
without_its_turn_opinion_asks_so_much_less(void **state)
{
    double n;
    (void) state;
    double granted = share_granted("rules.opinion.present=1", &n);
    test_share("granted at the published rate", granted, n, 0.5, n);
    granted = share_granted("rules.opinion.present=0", &n);
    test_share("granted had opinion not turned", granted, n,
               gsl_cdf_ugaussian_P(0.4 / sqrt(2.0)), n);
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
