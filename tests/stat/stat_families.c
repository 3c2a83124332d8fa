/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exile against closed forms: passports seized race with reunification, what the pressed
   answer, how many are left behind, and what a state does not see of a relative's risk. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "life/outcomes.h"
#include "support/world.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

#define WORLD ASY_SOURCE_DIR "/tests/stat/world.cfg"

static double
total(const struct asy_run *run, enum asy_metric metric)
{
    return (double) test_total(run, metric, ASY_ANY, ASY_ANY, ASY_ANY);
}

/* All who are protected are refugees, active, and have one close relative at home. */
#define ACTIVE                                                                                 \
    "rules.people.activist=1", "rules.merits.refugee_share=1", "rules.exile.stays_active=1",   \
        "rules.exile.left_behind=1", "rules.exile.close=1", "rules.exile.wider=0",             \
        "rules.reunification.apply_days=1", "rules.reunification.in_time=1"

static void
passports_seized_race_with_reunification(void **state)
{
    const double strike = 1.0 - exp(-3.0 / 365.25), seize = 1.0 - exp(-4.0 / 365.25);
    const double stay = 1.0 - 1.0 / 100.0; /* of the application, each day */
    struct test_world world;
    struct asy_run run;
    (void) state;
    test_world_open(&world, WORLD,
                    (const char *const[]){ ACTIVE, "rules.exile.pressed=3",
                                           "rules.exile.passports=4", "rules.exile.returns=0",
                                           "rules.exile.silenced=0",
                                           "rules.reunification.days=100",
                                           "rules.reunification.embassy=0", NULL });
    test_world_live(&world, 0, &run);
    const double held = total(&run, ASY_METRIC_relatives_held_back),
                 joined = total(&run, ASY_METRIC_families_reunited);
    assert_true(held + joined > 20000);
    /* first the pressure, then the passport, both before the answer */
    test_share("held back", held, held + joined,
               strike / (1.0 - stay * (1.0 - strike)) * seize / (1.0 - stay * (1.0 - seize)),
               0.0);
    asy_run_free(&run);
    test_world_close(&world);
}

static void
an_embassy_brings_its_share_of_them_out(void **state)
{
    struct test_world world;
    struct asy_run run;
    double held[2], allowed[2];
    (void) state;
    for (int i = 0; i < 2; i++) {
        test_world_open(
            &world, WORLD,
            (const char *const[]){ ACTIVE, "rules.exile.pressed=20", "rules.exile.passports=20",
                                   "rules.exile.returns=0", "rules.exile.silenced=0",
                                   i ? "rules.reunification.embassy=0.7"
                                     : "rules.reunification.embassy=0",
                                   NULL });
        test_world_live(&world, 0, &run);
        held[i] = total(&run, ASY_METRIC_relatives_held_back);
        allowed[i] = held[i] + total(&run, ASY_METRIC_families_reunited);
        asy_run_free(&run);
        test_world_close(&world);
    }
    assert_true(allowed[0] == allowed[1]); /* the same people, the same luck */
    test_share("held back all the same", held[1], held[0], 0.3, 0.0);
}

static void
the_pressed_go_back_fall_silent_or_go_on_in_their_shares(void **state)
{
    const double p[3] = { 0.1, 0.25, 0.65 };
    struct test_world world;
    struct asy_run run;
    (void) state;
    test_world_open(&world, WORLD,
                    (const char *const[]){
                        ACTIVE, "rules.exile.pressed=12", "rules.exile.returns=0.1",
                        "rules.exile.silenced=0.25", "rules.reunification.days=5000", NULL });
    test_world_live(&world, 0, &run);
    const double count[3] = { total(&run, ASY_METRIC_coerced_returns),
                              total(&run, ASY_METRIC_exiles_silenced),
                              total(&run, ASY_METRIC_exiles_undeterred) };
    double back = 0.0;
    test_fits("what the pressed answer", count, p, 3);
    for (uint32_t i = 0; i < run.n_people; i++)
        back += run.people[i].fate == ASY_FATE_RETURNED_PERSECUTED;
    assert_true(back == count[0]); /* all of them, and nobody else */
    asy_run_free(&run);
    test_world_close(&world);
}

static void
those_left_behind_are_as_many_as_was_said(void **state)
{
    struct test_world world;
    struct asy_run run;
    double protected = 0.0;
    (void) state;
    test_world_open(&world, WORLD,
                    (const char *const[]){
                        "rules.exile.left_behind=0.4", "rules.exile.close=2.5",
                        "rules.merits.refugee_share=1", "rules.reunification.apply_days=1",
                        "rules.reunification.in_time=1", "rules.reunification.days=20", NULL });
    test_world_live(&world, 0, &run);
    for (uint32_t i = 0; i < run.n_people; i++)
    protected += run.people[i].fate == ASY_FATE_REFUGEE;
    /* one and a Poisson number of mean 1.5: second moment 1.5 + 2.5^2 */
    const double mean = 0.4 * 2.5, second = 0.4 * (1.5 + 2.5 * 2.5);
    test_near("relatives who joined, for each protected person",
              total(&run, ASY_METRIC_families_reunited) / protected, mean,
              sqrt((second - mean * mean) / protected));
    asy_run_free(&run);
    test_world_close(&world);
}

/* What is not seen lowers the file: the share refused though at risk, at a threshold that
   is solved over all. */
static void
an_unseen_risk_of_relatives_is_refused_in_the_share_of_two_normals(void **state)
{
    struct test_world world;
    struct asy_run run;
    double kin = 0.0, kin_refused = 0.0;
    (void) state;
    test_world_open(&world, WORLD,
                    (const char *const[]){ "rules.people.kin_of_active=0.3",
                                           "rules.claim_strength.kin_of_active_effect=1",
                                           "rules.family_risk.recognised=0",
                                           "rules.merits.noise=0", "rules.merits.rate=0.5",
                                           NULL });
    test_world_live(&world, 0, &run);
    for (uint32_t i = 0; i < run.n_people; i++)
        kin += asy_marked(&run.people[i], ASY_MARK_kin_of_active);
    kin_refused = total(&run, ASY_METRIC_refused_relatives_at_risk);
    test_share("relatives of the active", kin, run.n_people, 0.3, 0.0);
    /* nothing of the effect is seen, so what is seen is one normal of mean 0 for all, and half
       are refused: those with z < 0; at risk of them are those with z > -1 */
    test_share("of them refused though at risk", kin_refused, kin,
               0.5 - gsl_cdf_ugaussian_P(-1.0), (double) run.n_people);
    asy_run_free(&run);
    test_world_close(&world);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(passports_seized_race_with_reunification),
        cmocka_unit_test(an_embassy_brings_its_share_of_them_out),
        cmocka_unit_test(the_pressed_go_back_fall_silent_or_go_on_in_their_shares),
        cmocka_unit_test(those_left_behind_are_as_many_as_was_said),
        cmocka_unit_test(an_unseen_risk_of_relatives_is_refused_in_the_share_of_two_normals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
