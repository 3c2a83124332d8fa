/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures of Strasbourg against closed forms: asked, granted, obeyed before a removal to a
   third country; what a judgment then opens; and abduction against the judgment while one
   holds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "life/outcomes.h"
#include "support/world.h"

#include <math.h>

/* Half ask, 0.6 are granted, 0.9 obeyed, of whose judgments 0.8 find a violation: then the
   claim is heard. All others are removed to the third country, nobody to their own. */
static void
before_a_removal_to_a_third_country_a_measure_opens_the_claim(void **state)
{
    struct test_life life;
    (void) state;
    TEST_LIVE(&life, "rules.claim_strength.need_mean=6",
              "states.AAA.third_country.list=[\"TTT\"]", "rules.third_country.p_apply=1",
              "rules.third_country.days=1", "rules.third_country.p_appeal=0",
              "states.AAA.readmission.third_country={TTT=1;}", "rules.strasbourg.p_ask=0.5",
              "rules.strasbourg.p_grant=0.6", "rules.strasbourg.compliance=0.9",
              "rules.strasbourg.days=20", "rules.strasbourg.p_violation=0.8",
              "rules.readmission.nationals=0");
    const double n = test_all(&life.run, ASY_METRIC_claims_first);
    const double asked = test_all(&life.run, ASY_METRIC_measures_asked);
    const double granted = test_all(&life.run, ASY_METRIC_measures_granted);
    const double heard = 0.5 * 0.6 * 0.9 * 0.8;
    test_share("asked", asked, n, 0.5, 0.0);
    test_share("granted", granted, asked, 0.6, 0.0);
    test_share("ignored", test_all(&life.run, ASY_METRIC_measures_ignored), granted, 0.1, 0.0);
    test_share("removed", test_all(&life.run, ASY_METRIC_removals_third_country), n,
               1.0 - heard, 0.0);
    test_share("heard", test_all(&life.run, ASY_METRIC_decisions_merits), n, heard, 0.0);
    for (int g = 0; g < life.run.world->n_groups; g++) /* once in the backlog, and once out */
        assert_true(life.run.stock.backlog[g][0] == 0);
    test_life_end(&life);
}

/* The judgment is geometric with a mean of 200 days, an abduction comes with a rate of 1 a
   year: each day with a chance a, before the judgment's day in a (1 - p) / (1 - (1 - a)(1 -
   p)). */
static void
while_a_measure_holds_abduction_races_the_judgment(void **state)
{
    struct test_life life;
    const double a = 1.0 - exp(-1.0 / 365.25), p = 1.0 / 200.0;
    (void) state;
    TEST_LIVE(&life, "rules.claim_strength.need_mean=6", "rules.border.p_heard=0",
              "rules.border.retry_days=365", "transit.TTT.dangers.found=50",
              "rules.expulsion.p_ordered=1", "rules.expulsion.p_appeals=0",
              "rules.expulsion.p_told=1", "rules.strasbourg.p_ask=1",
              "rules.strasbourg.p_grant=1", "rules.strasbourg.compliance=1",
              "rules.strasbourg.days=200", "rules.strasbourg.p_violation=1",
              "rules.strasbourg.abducted={TTT=1;}");
    const double held = test_all(&life.run, ASY_METRIC_measures_granted);
    test_share("abducted", test_all(&life.run, ASY_METRIC_abducted_under_measure), held,
               a * (1.0 - p) / (1.0 - (1.0 - a) * (1.0 - p)), 0.0);
    assert_true(test_all(&life.run, ASY_METRIC_expelled_by_courts) == 0.0);
    test_life_end(&life);
}

/* A state that ends it ends it for those who wait already: the clock runs by the greatest rate
   there ever is, thinned by today's. */
static void
abduction_that_ends_on_a_day_comes_to_nobody_after_it(void **state)
{
    struct test_life life;
    (void) state;
    TEST_LIVE(&life, "rules.claim_strength.need_mean=6", "rules.border.p_heard=0",
              "rules.border.retry_days=365", "transit.TTT.dangers.found=50",
              "rules.expulsion.p_ordered=1", "rules.expulsion.p_appeals=0",
              "rules.expulsion.p_told=1", "rules.strasbourg.p_ask=1",
              "rules.strasbourg.p_grant=1", "rules.strasbourg.compliance=1",
              "rules.strasbourg.days=5000",
              "rules.strasbourg.abducted={TTT=({from=\"2012-01-01\";value=1;},"
              "{from=\"2013-01-01\";value=0;});}");
    double by_year[4] = { 0.0 };
    for (int year = 0; year < 4; year++)
        by_year[year] = (double) test_total(&life.run, ASY_METRIC_abducted_under_measure,
                                            ASY_ANY, ASY_ANY, year);
    assert_true(by_year[0] > 1000.0);
    assert_true(by_year[1] + by_year[2] + by_year[3] == 0.0);
    test_life_end(&life);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(before_a_removal_to_a_third_country_a_measure_opens_the_claim),
        cmocka_unit_test(while_a_measure_holds_abduction_races_the_judgment),
        cmocka_unit_test(abduction_that_ends_on_a_day_comes_to_nobody_after_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
