/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The crossing against closed forms: geometric attempts, the daily ceiling, the end of money
   and of legal stay. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "life/outcomes.h"
#include "support/world.h"

#define WORLD ASY_SOURCE_DIR "/tests/stat/world.cfg"

enum { GATE };
enum { AAA };

/* Chance that the savings of a mean of 2000 days end on a given day. */
static const double P_BROKE = 1.0 / 2000.0;

static void
attempts_until_admission_are_geometric(void **state)
{
    static const double shares[] = { 0.07, 0.3, 0.8 };
    (void) state;
    for (int k = 0; k < 3; k++) {
        char set[64];
        snprintf(set, sizeof set, "rules.border.p_heard=%g", shares[k]);
        struct test_world world;
        struct asy_run run;
        struct test_moments attempts = { 0 };
        test_world_open(&world, WORLD, (const char *const[]){ set, NULL });
        test_world_live(&world, 0, &run);
        for (uint32_t i = 0; i < run.n_people; i++)
            if (run.people[i].claims > 0)
                test_add(&attempts, run.people[i].attempts);
        /* admitted before the money ends: geometric again, a little shorter */
        const double r = 1.0 - (1.0 - shares[k]) * (1.0 - P_BROKE);
        const double variance = (1.0 - r) / (r * r);
        const double kurtosis = 9.0 + r * r / (1.0 - r);
        assert_true(attempts.n > 100000);
        test_near("mean number of attempts", test_mean(&attempts), 1.0 / r,
                  sqrt(variance / attempts.n));
        test_near("variance of attempts", test_variance(&attempts), variance,
                  variance * sqrt((kurtosis - 1.0) / attempts.n));
        asy_run_free(&run);
        test_world_close(&world);
    }
}

static void
every_attempt_is_an_admission_or_a_refusal_and_admissions_are_the_share_heard(void **state)
{
    struct test_world world;
    struct asy_run run;
    (void) state;
    test_world_open(&world, WORLD,
                    (const char *const[]){ "rules.border.p_heard=0.07",
                                           "rules.people.family_share=0.4", NULL });
    test_world_live(&world, 0, &run);
    const double attempts =
        (double) test_total(&run, ASY_METRIC_border_attempts, ASY_ANY, GATE, ASY_ANY);
    const double in =
        (double) test_total(&run, ASY_METRIC_border_admissions, ASY_ANY, GATE, ASY_ANY);
    const double out =
        (double) test_total(&run, ASY_METRIC_refusals_of_entry, ASY_ANY, GATE, ASY_ANY);
    assert_true(attempts == in + out);
    /* persons come in families: the variance of a sum of sizes, E[s^2]/E[s] */
    test_near("share let in", in / attempts, 0.07, sqrt(0.07 * 0.93 * 3.15 / attempts));
    asy_run_free(&run);
    test_world_close(&world);
}

static void
ceiling_lets_in_its_number_a_day_to_within_one_family(void **state)
{
    static const double ceilings[] = { 0.3, 2.5, 11.0 };
    (void) state;
    for (int k = 0; k < 3; k++) {
        char set[64];
        snprintf(set, sizeof set, "rules.border.ceiling=%g", ceilings[k]);
        struct test_world world;
        struct asy_run run;
        test_world_open(&world, WORLD,
                        (const char *const[]){ set, "rules.people.family_share=0.4",
                                               "rules.border.retry_days=5",
                                               "groups.walker.departure.persons=1000", NULL });
        test_world_live(&world, 0, &run);
        /* from the first full year on there are always more at the gate than may come in */
        const double days = 366.0 + 365.0;
        const double in =
            (double) (test_total(&run, ASY_METRIC_border_admissions, ASY_ANY, GATE, 0) +
                      test_total(&run, ASY_METRIC_border_admissions, ASY_ANY, GATE, 1));
        assert_true(test_total(&run, ASY_METRIC_waiting_at_crossing, ASY_ANY, GATE, 1) > 0);
        if (!(in <= ceilings[k] * days + 12.0 && in >= ceilings[k] * (days - 4.0) - 12.0))
            fail_msg("a ceiling of %g a day let in %g in %g days", ceilings[k], in, days);
        asy_run_free(&run);
        test_world_close(&world);
    }
}

static void
what_a_quiet_time_leaves_of_the_ceiling_is_lost(void **state)
{
    /* one a day in 2012, far fewer than may come in; a crowd in 2013 may use no more than the
       ceiling of its own days */
    struct test_world world;
    struct asy_run run;
    (void) state;
    test_world_open(
        &world, WORLD,
        (const char *const[]){ "rules.border.ceiling=5", "rules.border.retry_days=5",
                               "groups.walker.departure.persons=500",
                               "rules.departure.factor=({from=\"2012-01-01\";value=0.06;},"
                               "{from=\"2013-01-01\";value=1;},{from=\"2014-01-01\";value=0;})",
                               NULL });
    test_world_live(&world, 0, &run);
    const double in = (double) test_total(&run, ASY_METRIC_border_admissions, ASY_ANY, GATE, 1);
    assert_true(test_total(&run, ASY_METRIC_border_admissions, ASY_ANY, GATE, 0) > 200);
    if (!(in >= 5.0 * 362.0 && in <= 5.0 * 365.0 + 1.0))
        fail_msg("let in %g in 2013, expected 5 a day and nothing saved from 2012", in);
    asy_run_free(&run);
    test_world_close(&world);
}

/* Days each one waited at the gate before leaving it for home. */
static void
days_waited(const struct asy_run *run, struct test_moments *days, double limit,
            double *at_limit)
{
    for (uint32_t i = 0; i < run->n_people; i++) {
        const struct asy_applicant *who = &run->people[i];
        if (who->fate != ASY_FATE_GAVE_UP)
            continue;
        const double waited = who->since - asy_departed(who) - 1;
        test_add(days, waited);
        *at_limit += waited == limit;
    }
}

static void
money_lasts_its_mean_number_of_days(void **state)
{
    struct test_world world;
    struct asy_run run;
    struct test_moments days = { 0 };
    double at_limit = 0.0;
    (void) state;
    test_world_open(&world, WORLD,
                    (const char *const[]){ "rules.border.p_heard=0",
                                           "rules.people.money_days=60",
                                           "rules.border.retry_days=9", NULL });
    test_world_live(&world, 0, &run);
    days_waited(&run, &days, 0.0, &at_limit);
    assert_true(days.n == run.n_people);
    test_near("mean days of money", test_mean(&days), 60.0, sqrt(60.0 * 59.0 / days.n));
    test_near("variance of days of money", test_variance(&days), 60.0 * 59.0,
              60.0 * 59.0 * sqrt(8.0 / days.n));
    asy_run_free(&run);
    test_world_close(&world);
}

static void
legal_stay_ends_the_wait_of_those_ordered_out_whose_money_would_have_lasted(void **state)
{
    const double p = 0.4, limit = 90.0, q = 1.0 - 1.0 / 60.0;
    struct test_world world;
    struct asy_run run;
    struct test_moments days = { 0 };
    double at_limit = 0.0;
    (void) state;
    test_world_open(&world, WORLD,
                    (const char *const[]){
                        "rules.border.p_heard=0", "rules.people.money_days=60",
                        "rules.border.retry_days=9", "transit.TTT.dangers.legal_stay_days=90",
                        "transit.TTT.dangers.p_ordered_out=0.4", NULL });
    test_world_live(&world, 0, &run);
    days_waited(&run, &days, limit, &at_limit);
    /* exactly at the limit: ordered out with money left, or out of money on that very day */
    const double there = p * pow(q, limit) + pow(q, limit - 1.0) * (1.0 - q);
    test_share("those who leave on the last legal day", at_limit, days.n, there, 0.0);
    /* E min(G, L) = (1 - q^L) / (1 - q) */
    const double mean = (1.0 - p) * 60.0 + p * 60.0 * (1.0 - pow(q, limit));
    test_near("mean days of waiting", test_mean(&days), mean,
              sqrt(test_variance(&days) / days.n));
    asy_run_free(&run);
    test_world_close(&world);
}

static void
those_who_stop_divert_go_home_or_stay_by_their_shares(void **state)
{
    struct test_world world;
    struct asy_run run;
    (void) state;
    test_world_open(&world, WORLD,
                    (const char *const[]){
                        "crossings.gate.border.p_heard=0", "rules.border.p_give_up=1",
                        "crossings.gate.border.p_divert=0.3",
                        "crossings.gate.border.p_home=0.6",
                        "groups.walker.departure.routes={gate=1; side=0.000001;}", NULL });
    test_world_live(&world, 0, &run);
    double diverted = 0, home = 0, adrift = 0, by_side = 0;
    for (uint32_t i = 0; i < run.n_people; i++) {
        const struct asy_applicant *who = &run.people[i];
        by_side += who->crossing != GATE && who->attempts == 1;
        diverted += who->crossing != GATE && who->attempts == 2;
        home += who->fate == ASY_FATE_GAVE_UP;
        adrift += who->fate == ASY_FATE_NO_STATUS_TRANSIT;
    }
    const double n = run.n_people - by_side;
    test_share("diverted", diverted, n, 0.3, 0.0);
    test_share("gone home", home, n, 0.7 * 0.6, 0.0);
    test_share("adrift", adrift, n, 0.7 * 0.4, 0.0);
    asy_run_free(&run);
    test_world_close(&world);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(attempts_until_admission_are_geometric),
        cmocka_unit_test(
            every_attempt_is_an_admission_or_a_refusal_and_admissions_are_the_share_heard),
        cmocka_unit_test(ceiling_lets_in_its_number_a_day_to_within_one_family),
        cmocka_unit_test(what_a_quiet_time_leaves_of_the_ceiling_is_lost),
        cmocka_unit_test(money_lasts_its_mean_number_of_days),
        cmocka_unit_test(
            legal_stay_ends_the_wait_of_those_ordered_out_whose_money_would_have_lasted),
        cmocka_unit_test(those_who_stop_divert_go_home_or_stay_by_their_shares),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
