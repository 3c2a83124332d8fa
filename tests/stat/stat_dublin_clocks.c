/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dublin's clocks: the time for a request, acceptance by silence, prison, remedy. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "life/outcomes.h"
#include "support/world.h"

#include <stdlib.h>

enum { AAA, BBB };

/* Everyone enters AAA, moves on to BBB, which asks AAA. */
#define CASE                                                                                   \
    "groups.walker.onward.move={AAA=1;}", "groups.walker.onward.to={BBB=1;}",                  \
        "states.BBB.dublin.p_request={AAA=1;}", "states.BBB.dublin.p_abscond=0"

static double
pair(const struct asy_run *run, enum asy_metric metric)
{
    return (double) test_total_pair(run, metric, BBB, AAA);
}

static void
silence_accepts_when_the_limit_comes_before_the_answer(void **state)
{
    /* a geometric answer of mean 10 against 14 days after a hit, and a month without one */
    static const struct {
        const char *hit;
        double limit;
    } clock[] = { { "states.BBB.dublin.p_hit=1", 14.0 },
                  { "states.BBB.dublin.p_hit=0", 31.0 } };
    (void) state;
    for (int i = 0; i < 2; i++) {
        struct test_life life;
        TEST_LIVE(&life, CASE, clock[i].hit, "states.BBB.dublin.answer_days=10",
                  "states.BBB.dublin.p_accept=0");
        const double asked = pair(&life.run, ASY_METRIC_dublin_requests);
        const double silent = pair(&life.run, ASY_METRIC_dublin_by_silence);
        test_share("accepted by silence", silent, asked, pow(0.9, clock[i].limit), 0.0);
        /* whoever answers refuses, so silence is all the acceptance there is */
        assert_true(pair(&life.run, ASY_METRIC_dublin_acceptances) == silent);
        test_life_end(&life);
    }
}

static void
a_request_after_its_time_is_not_made(void **state)
{
    struct test_life life;
    (void) state;
    TEST_LIVE(&life, CASE, "states.BBB.dublin.p_hit=1", "states.BBB.dublin.request_days=60");
    const double claims =
        (double) test_total(&life.run, ASY_METRIC_claims_first, ASY_ANY, BBB, ASY_ANY);
    test_share("asked within two months", pair(&life.run, ASY_METRIC_dublin_requests), claims,
               1.0 - pow(1.0 - 1.0 / 60.0, 61.0), 0.0);
    test_life_end(&life);
}

static void
prison_puts_the_transfer_off_and_the_limit_to_a_year(void **state)
{
    struct test_life life;
    (void) state;
    TEST_LIVE(&life, CASE, "states.BBB.dublin.p_imprisoned=1", "states.BBB.dublin.p_accept=1",
              "states.BBB.dublin.prison_days=100",
              "states.BBB.dublin.transfer_days={AAA=300;}");
    test_share("transferred after prison", pair(&life.run, ASY_METRIC_dublin_transfers),
               pair(&life.run, ASY_METRIC_dublin_acceptances),
               1.0 - pow(1.0 - 1.0 / 300.0, 265.0), 0.0);
    test_life_end(&life);
}

static void
a_remedy_that_suspends_stops_its_share_of_transfers(void **state)
{
    struct test_life life;
    (void) state;
    TEST_LIVE(&life, CASE, "states.BBB.dublin.p_remedy=0.5", "states.BBB.dublin.p_accept=1",
              "states.BBB.dublin.p_remedy_won=0.4", "states.BBB.dublin.transfer_days={AAA=1;}");
    const double accepted = pair(&life.run, ASY_METRIC_dublin_acceptances);
    test_share("stopped by a court", pair(&life.run, ASY_METRIC_dublin_remedies_won), accepted,
               0.2, 0.0);
    /* a transfer on the first day after the ruling is always within the limit */
    assert_true(pair(&life.run, ASY_METRIC_dublin_transfers) ==
                accepted - pair(&life.run, ASY_METRIC_dublin_remedies_won));
    test_life_end(&life);
}

/* The race of a remedy that does not suspend: only a ruling before the transfer can stop it. */
static void
a_remedy_that_does_not_suspend_races_the_transfer(void **state)
{
    struct test_life life;
    (void) state;
    TEST_LIVE(&life, CASE, "states.BBB.dublin.p_remedy=1", "states.BBB.dublin.p_accept=1",
              "states.BBB.dublin.p_remedy_won=1", "states.BBB.dublin.remedy_suspends=false",
              "states.BBB.dublin.remedy_days=40", "states.BBB.dublin.transfer_days={AAA=20;}");
    /* P(ruling < transfer) of two geometric clocks with p = 1/40 and q = 1/20 */
    const double p = 1.0 / 40.0, q = 1.0 / 20.0;
    test_share("rulings that came first", pair(&life.run, ASY_METRIC_dublin_remedies_won),
               pair(&life.run, ASY_METRIC_dublin_acceptances),
               p * (1.0 - q) / (1.0 - (1.0 - p) * (1.0 - q)), 0.0);
    test_life_end(&life);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(silence_accepts_when_the_limit_comes_before_the_answer),
        cmocka_unit_test(a_request_after_its_time_is_not_made),
        cmocka_unit_test(prison_puts_the_transfer_off_and_the_limit_to_a_year),
        cmocka_unit_test(a_remedy_that_suspends_stops_its_share_of_transfers),
        cmocka_unit_test(a_remedy_that_does_not_suspend_races_the_transfer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
