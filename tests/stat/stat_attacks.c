/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Attempts on exiles against closed forms: a clock set by the worst country and thinned by the
   one where they live; shares prevented, killed, taken home. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "life/outcomes.h"
#include "support/world.h"

#include <math.h>

/* All are refugees, active, and wait for a relative so long that nothing else comes. */
#define EXILES                                                                                 \
    "rules.people.activist=1", "rules.merits.refugee_share=1", "rules.exile.left_behind=1",    \
        "rules.reunification.apply_days=1", "rules.reunification.days=5000"

static void
a_clock_of_the_worst_country_is_thinned_where_they_live(void **state)
{
    struct test_life life;
    double attempts[2];
    (void) state;
    for (int i = 0; i < 2; i++) {
        TEST_LIVE(&life, EXILES, "rules.attacks.rate.UUU=2",
                  i ? "rules.attacks.rate.AAA=0.5" : "rules.attacks.rate.AAA=2");
        attempts[i] = test_all(&life.run, ASY_METRIC_attacks_on_exiles);
        assert_true(test_all(&life.run, ASY_METRIC_killed_in_refuge) == 0.0);
        test_life_end(&life);
    }
    assert_true(attempts[0] > 50000);
    test_share("attempts at a quarter of the rate", attempts[1], attempts[0], 0.25, 0.0);
}

static void
some_are_prevented_some_kill_and_some_take_home(void **state)
{
    const double p[4] = { 0.25, 0.75 * 0.2, 0.75 * 0.8 * 0.1, 0.75 * 0.8 * 0.9 };
    struct test_life life;
    (void) state;
    TEST_LIVE(&life, EXILES, "rules.attacks.rate=1", "rules.guard.prevents=0.25",
              "rules.attacks.killed=0.2", "rules.attacks.taken=0.1",
              "rules.attacks.deterred=0");
    double count[4] = {
        test_all(&life.run, ASY_METRIC_attacks_prevented),
        test_all(&life.run, ASY_METRIC_killed_in_refuge),
        test_all(&life.run, ASY_METRIC_taken_from_refuge),
        test_all(&life.run, ASY_METRIC_attacks_on_exiles),
    };
    for (int i = 0; i < 3; i++)
        count[3] -= count[i];
    test_fits("what comes of attempts", count, p, 4);
    double dead = 0.0, persecuted = 0.0;
    for (uint32_t i = 0; i < life.run.n_people; i++) {
        dead += life.run.people[i].fate == ASY_FATE_KILLED;
        persecuted += life.run.people[i].fate == ASY_FATE_RETURNED_PERSECUTED;
    }
    assert_true(fabs(dead - count[1]) < 0.5 && fabs(persecuted - count[2]) < 0.5);
    test_life_end(&life);
}

static void
those_publicly_known_meet_it_so_many_times_as_often(void **state)
{
    struct test_life life;
    double attempts[2];
    (void) state;
    for (int i = 0; i < 2; i++) {
        TEST_LIVE(&life, EXILES, "rules.attacks.rate=0.2", "rules.attacks.known_factor=5",
                  i ? "rules.people.publicly_known=1" : "rules.people.publicly_known=0");
        attempts[i] = test_all(&life.run, ASY_METRIC_attacks_on_exiles);
        test_life_end(&life);
    }
    /* no fewer than counted by chance: both are Poisson numbers of the same people's years */
    const double ratio = attempts[1] / attempts[0];
    test_near("publicly known over others", ratio, 5.0,
              ratio * sqrt(1.0 / attempts[0] + 1.0 / attempts[1]));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_clock_of_the_worst_country_is_thinned_where_they_live),
        cmocka_unit_test(some_are_prevented_some_kill_and_some_take_home),
        cmocka_unit_test(those_publicly_known_meet_it_so_many_times_as_often),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
