/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What ends a claim without a grant: third countries, withdrawals, returns before the court
   rules, what follows return. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "life/outcomes.h"
#include "support/world.h"

#define WORLD ASY_SOURCE_DIR "/tests/stat/world.cfg"

enum { AAA, BBB, CCC, TTT };

static double
all(const struct asy_run *run, enum asy_metric metric)
{
    return (double) test_total(run, metric, ASY_ANY, ASY_ANY, ASY_ANY);
}

static void
third_country_refuses_and_removes_by_its_shares(void **state)
{
    struct test_world world;
    struct asy_run run;
    (void) state;
    test_world_open(
        &world, WORLD,
        (const char *const[]){
            "states.AAA.third_country.list=[\"TTT\"]", "states.AAA.third_country.p_apply=0.6",
            "states.AAA.third_country.asks=\"permit\"", "states.AAA.third_country.p_appeal=0",
            "transit.TTT.connection.permit=0.7",
            "states.AAA.readmission.third_country={TTT=0.55;}", NULL });
    test_world_live(&world, 0, &run);
    const double claims = all(&run, ASY_METRIC_claims_first);
    const double unheard = all(&run, ASY_METRIC_inadmissible_third_country);
    const double removed = all(&run, ASY_METRIC_removals_third_country);
    test_share("refused unheard", unheard, claims, 0.6 * 0.7, 0.0);
    test_share("removed", removed, unheard, 0.55, 0.0);
    /* whoever is not taken back is heard after all, art. 38(4) */
    assert_true(all(&run, ASY_METRIC_decisions_merits) == claims - removed);
    assert_true(removed ==
                (double) test_total_pair(&run, ASY_METRIC_removals_third_country, AAA, TTT));
    asy_run_free(&run);
    test_world_close(&world);
}

static void
readmission_first_refuses_only_those_who_are_taken_back(void **state)
{
    struct test_world world;
    struct asy_run run;
    (void) state;
    test_world_open(&world, WORLD,
                    (const char *const[]){ "states.AAA.third_country.list=[\"TTT\"]",
                                           "states.AAA.third_country.p_apply=0.6",
                                           "states.AAA.third_country.readmission_first=true",
                                           "states.AAA.readmission.third_country={TTT=0.55;}",
                                           NULL });
    test_world_live(&world, 0, &run);
    const double claims = all(&run, ASY_METRIC_claims_first);
    const double unheard = all(&run, ASY_METRIC_inadmissible_third_country);
    test_share("refused unheard", unheard, claims, 0.6 * 0.55, 0.0);
    assert_true(all(&run, ASY_METRIC_removals_third_country) == unheard);
    asy_run_free(&run);
    test_world_close(&world);
}

static void
withdrawals_are_a_share_of_claims(void **state)
{
    struct test_world world;
    struct asy_run run;
    (void) state;
    test_world_open(&world, WORLD,
                    (const char *const[]){ "rules.withdrawal.share=0.17",
                                           "rules.withdrawal.days=20", NULL });
    test_world_live(&world, 0, &run);
    const double claims = all(&run, ASY_METRIC_claims_first);
    const double closed = all(&run, ASY_METRIC_files_closed);
    test_share("withdrawn", closed, claims, 0.17, 0.0);
    assert_true(all(&run, ASY_METRIC_decisions_merits) == claims - closed);
    asy_run_free(&run);
    test_world_close(&world);
}

static void
appeal_that_does_not_suspend_is_a_race_with_the_removal(void **state)
{
    const double a = 1.0 / 50.0, b = 1.0 / 30.0; /* days to the removal, to the court */
    struct test_world world;
    struct asy_run run;
    (void) state;
    test_world_open(
        &world, WORLD,
        (const char *const[]){ "rules.appeal.p_lodge=1", "rules.appeal.suspensive=false",
                               "rules.refused.forced_days=50", "rules.appeal.min_days=30",
                               "rules.merits.rate=0", NULL });
    test_world_live(&world, 0, &run);
    const double refused = all(&run, ASY_METRIC_refusals),
                 appeals = all(&run, ASY_METRIC_appeals);
    /* two geometric clocks: P(removal strictly first) */
    const double first = a * (1.0 - b) / (1.0 - (1.0 - a) * (1.0 - b));
    test_share("returned before the ruling", refused - appeals, refused, first, 0.0);
    asy_run_free(&run);
    test_world_close(&world);
}

static void
those_at_risk_are_persecuted_after_return_by_their_share(void **state)
{
    struct test_world world;
    struct asy_run run;
    (void) state;
    test_world_open(&world, WORLD,
                    (const char *const[]){ "rules.merits.rate=0",
                                           "rules.refused.p_voluntary=0.4",
                                           "rules.after_return.p_persecuted=0.25",
                                           "rules.after_return.persecuted_days=40", NULL });
    test_world_live(&world, 0, &run);
    const double claims = all(&run, ASY_METRIC_claims_first);
    const double left = all(&run, ASY_METRIC_returns_voluntary);
    test_share("left by themselves", left, claims, 0.4, 0.0);
    test_share("refouled", all(&run, ASY_METRIC_refouled_direct), claims - left, 0.5, 0.0);
    test_share("persecuted", all(&run, ASY_METRIC_persecuted_after_return), run.n_people,
               0.5 * 0.25, 0.0);
    test_share("left and persecuted", all(&run, ASY_METRIC_fate_returned_persecuted), left,
               0.5 * 0.25, 0.0);
    asy_run_free(&run);
    test_world_close(&world);
}

static void
those_not_taken_back_are_returned_after_a_geometric_number_of_tries(void **state)
{
    /* each try a geometric time after the last: together a geometric time of mean 20 / 0.4 */
    struct test_world world;
    struct asy_run run;
    struct test_moments days = { 0 };
    (void) state;
    test_world_open(&world, WORLD,
                    (const char *const[]){ "rules.merits.rate=0",
                                           "rules.refused.forced_days=20",
                                           "rules.readmission.nationals=0.4", NULL });
    test_world_live(&world, 0, &run);
    for (uint32_t i = 0; i < run.n_people; i++) {
        const struct asy_applicant *who = &run.people[i];
        if (who->claims > 0)
            test_add(&days,
                     who->since - (asy_departed(who) + 4)); /* decided on the fourth day */
    }
    test_near("mean days to the return", test_mean(&days), 50.0, sqrt(50.0 * 49.0 / days.n));
    test_near("variance of these", test_variance(&days), 50.0 * 49.0,
              50.0 * 49.0 * sqrt(8.0 / days.n));
    asy_run_free(&run);
    test_world_close(&world);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(third_country_refuses_and_removes_by_its_shares),
        cmocka_unit_test(readmission_first_refuses_only_those_who_are_taken_back),
        cmocka_unit_test(withdrawals_are_a_share_of_claims),
        cmocka_unit_test(appeal_that_does_not_suspend_is_a_race_with_the_removal),
        cmocka_unit_test(those_at_risk_are_persecuted_after_return_by_their_share),
        cmocka_unit_test(those_not_taken_back_are_returned_after_a_geometric_number_of_tries),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
