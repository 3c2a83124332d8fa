/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ways in which relatives are pressed, against closed forms: they have the shares of their
   weights and add up to all; the harsher ones send more home, and over all no more go; a wider
   family is pressed harshly until it flees. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "law/aftermath/pressure.h"
#include "life/outcomes.h"
#include "support/world.h"

#include <math.h>

#define ACTIVE                                                                                 \
    "rules.people.activist=1", "rules.merits.refugee_share=1", "rules.exile.stays_active=1",   \
        "rules.exile.passports=0", "rules.reunification.days=5000"
#define CLOSE_ONE                                                                              \
    "rules.exile.left_behind=1", "rules.exile.close=1", "rules.exile.wider=0",                 \
        "rules.exile.pressed=6"

static void
ways_have_the_shares_of_their_weights_and_add_up(void **state)
{
    const double p[6] = { 0.4, 0.2, 0.1, 0.2, 0.06, 0.04 };
    struct test_life life;
    (void) state;
    TEST_LIVE(&life, ACTIVE, CLOSE_ONE, "rules.exile.returns=0", "rules.exile.silenced=0",
              "rules.exile.threatened=4", "rules.exile.shamed=2", "rules.exile.dismissed=1",
              "rules.exile.detained=2", "rules.exile.dispossessed=0.6",
              "rules.exile.assaulted=0.4");
    const double count[6] = {
        test_all(&life.run, ASY_METRIC_relatives_threatened),
        test_all(&life.run, ASY_METRIC_relatives_shamed),
        test_all(&life.run, ASY_METRIC_relatives_dismissed),
        test_all(&life.run, ASY_METRIC_relatives_detained),
        test_all(&life.run, ASY_METRIC_relatives_dispossessed),
        test_all(&life.run, ASY_METRIC_relatives_assaulted),
    };
    double sum = 0.0;
    for (int i = 0; i < 6; i++)
        sum += count[i];
    assert_true(fabs(sum - test_all(&life.run, ASY_METRIC_relatives_pressed)) < 0.5);
    test_fits("in which way relatives are pressed", count, p, 6);
    test_life_end(&life);
}

/* One in four is held, and that weighs four times as much: 0.1 in all is 0.057 and 0.229. */
static void
of_the_harshly_pressed_so_many_times_as_many_go_back(void **state)
{
    const struct asy_exile law = {
        .threatened = 3.0, .detained = 1.0, .harsh_factor = 4.0, .returns = 0.1
    };
    const struct asy_exile most = {
        .threatened = 9.0, .assaulted = 1.0, .harsh_factor = 50.0, .returns = 0.5
    };
    const double mild = asy_pressing_returns(&law, ASY_PRESSED_BY_SHAME),
                 harsh = asy_pressing_returns(&law, ASY_PRESSED_BY_SEIZURE);
    (void) state;
    assert_true(fabs(mild - 0.1 / 1.75) < 1e-12);
    assert_true(fabs(harsh - 0.4 / 1.75) < 1e-12);
    assert_true(asy_pressing_returns(&most, ASY_PRESSED_BY_VIOLENCE) <= 1.0);
}

static void
harsher_ways_send_more_home_and_all_together_no_more(void **state)
{
    struct test_life life;
    double back[2], answers[2];
    (void) state;
    for (int i = 0; i < 2; i++) {
        TEST_LIVE(&life, ACTIVE, CLOSE_ONE, "rules.exile.returns=0.1", "rules.exile.silenced=0",
                  "rules.exile.threatened=3", "rules.exile.detained=1",
                  i ? "rules.exile.harsh_factor=4" : "rules.exile.harsh_factor=1");
        back[i] = test_all(&life.run, ASY_METRIC_coerced_returns);
        answers[i] = back[i] + test_all(&life.run, ASY_METRIC_exiles_undeterred);
        test_share("go back, over all ways", back[i], answers[i], 0.1, 0.0);
        test_life_end(&life);
    }
    TEST_LIVE(&life, ACTIVE, CLOSE_ONE, "rules.exile.returns=0.1", "rules.exile.silenced=0",
              "rules.exile.threatened=0.000001", "rules.exile.detained=1",
              "rules.exile.harsh_factor=4");
    back[0] = test_all(&life.run, ASY_METRIC_coerced_returns);
    test_share("go back where all are held", back[0],
               back[0] + test_all(&life.run, ASY_METRIC_exiles_undeterred), 0.1, 0.0);
    test_life_end(&life);
}

static void
a_wider_family_flees_in_its_share_of_harsh_times(void **state)
{
    const double flee = 0.3;
    struct test_life life;
    (void) state;
    TEST_LIVE(&life, ACTIVE, "rules.exile.left_behind=0", "rules.exile.wider=8",
              "rules.exile.pressed=50", "rules.exile.returns=0", "rules.exile.silenced=0",
              "rules.exile.threatened=0", "rules.exile.detained=1", "rules.exile.flee=0.3");
    const double pressed = test_all(&life.run, ASY_METRIC_relatives_pressed),
                 fled = test_all(&life.run, ASY_METRIC_relatives_fled);
    /* each family is pressed a geometric number of times; of those of n persons, n at a time */
    const double families = fled / 8.0, spread = sqrt((1.0 - flee) * (1.0 + 1.0 / 8.0));
    test_near("fled, of those pressed", fled / pressed, flee, flee * spread / sqrt(families));
    test_life_end(&life);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ways_have_the_shares_of_their_weights_and_add_up),
        cmocka_unit_test(of_the_harshly_pressed_so_many_times_as_many_go_back),
        cmocka_unit_test(harsher_ways_send_more_home_and_all_together_no_more),
        cmocka_unit_test(a_wider_family_flees_in_its_share_of_harsh_times),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
