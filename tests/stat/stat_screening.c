/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Screening, staying on, measures at the crossing and the border procedure, against closed
 * forms. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "law/journey/journey.h"
#include "life/outcomes.h"
#include "support/world.h"

#define WORLD ASY_SOURCE_DIR "/tests/stat/world.cfg"

enum { GATE };
enum { AAA };

/* Chance that the savings of a mean of 2000 days end on a given day. */
static const double P_BROKE = 1.0 / 2000.0;

/* ---- screening: a mixture of geometric numbers of attempts ------------------- */

enum { MOST_TRIES = 60, MANY = 30 };

/* Chance to be heard in one attempt, by disposition; and of one more day with or without it. */
static void
mixture(double minutes, double needed, double spread, double heeded,
        double q[ASY_N_DISPOSITIONS])
{
    /* means of a standard normal variable within its quarters */
    static const double quarter[ASY_N_DISPOSITIONS] = { -1.27111, -0.32466, 0.32466, 1.27111 };
    for (int d = 0; d < ASY_N_DISPOSITIONS; d++)
        q[d] = heeded * (1.0 - exp(-minutes / needed * exp(spread * quarter[d])));
}

/* Share let in at the n-th attempt, of all; attempts are a day apart, and each day ends the
   savings with P_BROKE. */
static double
let_in_at(const double q[ASY_N_DISPOSITIONS], int n)
{
    double p = 0.0;
    for (int d = 0; d < ASY_N_DISPOSITIONS; d++)
        p += q[d] * pow((1.0 - q[d]) * (1.0 - P_BROKE), n - 1) / ASY_N_DISPOSITIONS;
    return p;
}

static void
attempts_are_a_mixture_of_geometrics_with_a_long_tail(void **state)
{
    double q[ASY_N_DISPOSITIONS], expected[MOST_TRIES + 1], count[MOST_TRIES + 1] = { 0.0 };
    double tail = 0.0, sum = 0.0;
    struct test_world world;
    struct asy_run run;
    (void) state;
    test_world_open(&world, WORLD,
                    (const char *const[]){ "rules.border.interview_minutes=2.5",
                                           "rules.border.minutes_needed=10",
                                           "rules.border.disposition_spread=1.2",
                                           "rules.border.p_heard=0.6", NULL });
    test_world_live(&world, 0, &run);
    mixture(2.5, 10.0, 1.2, 0.6, q);
    double in = 0.0, late = 0.0;
    for (uint32_t i = 0; i < run.n_people; i++) {
        const struct asy_applicant *who = &run.people[i];
        if (who->claims == 0)
            continue;
        in++;
        late += who->attempts >= MANY;
        count[who->attempts < MOST_TRIES ? who->attempts : MOST_TRIES]++;
    }
    for (int n = 1; n < 20000; n++) {
        const double p = let_in_at(q, n);
        sum += p;
        tail += n >= MANY ? p : 0.0;
    }
    double rest = 1.0;
    for (int n = 0; n < MOST_TRIES; n++) {
        expected[n] = n == 0 ? 0.0 : let_in_at(q, n) / sum;
        rest -= expected[n];
    }
    expected[MOST_TRIES] = rest;
    test_share("let in at all", in, run.n_people, sum, 0.0);
    test_share("let in after thirty attempts", late, in, tail / sum, 0.0);
    test_fits("attempts of those let in", count, expected, MOST_TRIES + 1);
    assert_true((double) test_total(&run, ASY_METRIC_admitted_after_30, ASY_ANY, GATE,
                                    ASY_ANY) == late);
    /* a single geometric number of the same mean has far fewer at the long end */
    const double attempts =
        (double) test_total(&run, ASY_METRIC_attempts_of_admitted, ASY_ANY, GATE, ASY_ANY);
    assert_true(count[MOST_TRIES] / in > 3.0 * pow(1.0 - in / attempts, MOST_TRIES - 1));
    asy_run_free(&run);
    test_world_close(&world);
}

static void
a_disposition_is_kept_on_all_attempts_and_its_kinds_are_of_equal_number(void **state)
{
    double q[ASY_N_DISPOSITIONS], n[ASY_N_DISPOSITIONS] = { 0.0 };
    const double quarter[ASY_N_DISPOSITIONS] = { 0.25, 0.25, 0.25, 0.25 };
    struct test_moments attempts[ASY_N_DISPOSITIONS] = { { 0 } };
    struct test_world world;
    struct asy_run run;
    (void) state;
    test_world_open(&world, WORLD,
                    (const char *const[]){ "rules.border.interview_minutes=4",
                                           "rules.border.minutes_needed=10",
                                           "rules.border.disposition_spread=0.8", NULL });
    test_world_live(&world, 0, &run);
    mixture(4.0, 10.0, 0.8, 1.0, q);
    for (uint32_t i = 0; i < run.n_people; i++) {
        const struct asy_applicant *who = &run.people[i];
        n[asy_disposition(who)]++;
        if (who->claims > 0)
            test_add(&attempts[asy_disposition(who)], who->attempts);
    }
    test_fits("dispositions", n, quarter, ASY_N_DISPOSITIONS);
    for (int d = 0; d < ASY_N_DISPOSITIONS; d++) {
        const double r = 1.0 - (1.0 - q[d]) * (1.0 - P_BROKE);
        test_near("mean attempts of a disposition", test_mean(&attempts[d]), 1.0 / r,
                  sqrt((1.0 - r) / (r * r) / attempts[d].n));
    }
    asy_run_free(&run);
    test_world_close(&world);
}

static void
children_make_a_claim_come_out_at_the_stated_rate(void **state)
{
    double first[2] = { 0.0 }, n[2] = { 0.0 };
    struct test_world world;
    struct asy_run run;
    (void) state;
    test_world_open(&world, WORLD,
                    (const char *const[]){
                        "rules.border.interview_minutes=3", "rules.border.minutes_needed=10",
                        "rules.border.children_effect=0.7", "rules.people.family_share=0.5",
                        "rules.people.two_adults=0", NULL });
    test_world_live(&world, 0, &run);
    for (uint32_t i = 0; i < run.n_people; i++) {
        const struct asy_applicant *who = &run.people[i];
        const int family = who->children > 0;
        if (who->attempts == 0)
            continue;
        n[family]++;
        first[family] += who->claims > 0 && who->attempts == 1;
    }
    for (int family = 0; family < 2; family++)
        test_share("heard at the first attempt", first[family], n[family],
                   1.0 - exp(-0.3 * exp(family ? 0.7 : 0.0)), 0.0);
    asy_run_free(&run);
    test_world_close(&world);
}

/* ---- staying on -------------------------------------------------------------- */

static void
those_at_risk_give_up_at_their_own_rate(void **state)
{
    struct test_world world;
    struct asy_run run;
    struct test_moments refusals[2] = { { 0 } };
    (void) state;
    test_world_open(&world, WORLD,
                    (const char *const[]){ "rules.border.p_heard=0",
                                           "rules.border.p_give_up=0.2",
                                           "rules.border.give_up_at_risk=0.25",
                                           "rules.after_return.p_persecuted=0", NULL });
    test_world_live(&world, 0, &run);
    for (uint32_t i = 0; i < run.n_people; i++)
        test_add(&refusals[asy_at_risk(&run.people[i])], run.people[i].attempts);
    for (int risk = 0; risk < 2; risk++) {
        const double r = 1.0 - (1.0 - (risk ? 0.05 : 0.2)) * (1.0 - P_BROKE);
        /* the money may end before the first attempt of a day: a little fewer than 1/r */
        const double mean = (1.0 - P_BROKE) / r;
        test_near("mean refusals", test_mean(&refusals[risk]), mean,
                  sqrt(test_variance(&refusals[risk]) / refusals[risk].n));
    }
    asy_run_free(&run);
    test_world_close(&world);
}

static void
nights_at_the_station_prolong_the_wait_of_their_share(void **state)
{
    struct test_world world;
    struct asy_run run;
    struct test_moments days = { 0 };
    (void) state;
    test_world_open(
        &world, WORLD,
        (const char *const[]){ "rules.border.p_heard=0", "rules.people.money_days=60",
                               "rules.border.retry_days=9", "rules.border.p_rough=0.4",
                               "rules.border.rough_days=20", NULL });
    test_world_live(&world, 0, &run);
    for (uint32_t i = 0; i < run.n_people; i++)
        test_add(&days, run.people[i].since - asy_departed(&run.people[i]) - 1);
    const double slept =
        (double) test_total(&run, ASY_METRIC_slept_at_station, ASY_ANY, GATE, ASY_ANY);
    test_share("slept at the station", slept, run.n_people, 0.4, 0.0);
    test_near("mean days of waiting", test_mean(&days), 60.0 + 0.4 * 20.0,
              sqrt(test_variance(&days) / days.n));
    asy_run_free(&run);
    test_world_close(&world);
}

static void
people_come_again_a_geometric_number_of_times(void **state)
{
    struct test_world world;
    struct asy_run run;
    (void) state;
    test_world_open(
        &world, WORLD,
        (const char *const[]){ "rules.border.retry_days=9", "rules.border.p_heard=0",
                               "rules.people.money_days=5", "rules.border.p_comes_again=0.4",
                               "rules.border.away_days=10", NULL });
    test_world_live(&world, 0, &run);
    const double p = 0.4, n = run.n_people;
    const double went =
        (double) test_total(&run, ASY_METRIC_went_to_earn, ASY_ANY, GATE, ASY_ANY);
    test_near("times gone to earn", went / n, p / (1.0 - p),
              sqrt(p / ((1.0 - p) * (1.0 - p)) / n));
    assert_true(
        (double) test_total(&run, ASY_METRIC_gave_up_at_crossing, ASY_ANY, GATE, ASY_ANY) == n);
    asy_run_free(&run);
    test_world_close(&world);
}

static void
the_end_of_the_lawful_stay_registers_tolerates_and_stamps_by_its_shares(void **state)
{
    const double limit = 90.0, left = pow(1.0 - 1.0 / 60.0, limit - 1.0);
    struct test_world world;
    struct asy_run run;
    (void) state;
    test_world_open(
        &world, WORLD,
        (const char *const[]){
            "rules.border.retry_days=9", "rules.border.p_heard=0", "rules.people.money_days=60",
            "transit.TTT.dangers.legal_stay_days=90", "transit.TTT.dangers.p_ordered_out=0.3",
            "transit.TTT.stay.registered=0.2", "transit.TTT.stay.term_days=7", NULL });
    test_world_live(&world, 0, &run);
    const double over =
        (double) test_total(&run, ASY_METRIC_overstayed, ASY_ANY, ASY_ANY, ASY_ANY);
    const double stamped =
        (double) test_total(&run, ASY_METRIC_stamped, ASY_ANY, ASY_ANY, ASY_ANY);
    test_share("stay on unregistered", over, run.n_people, 0.8 * left, 0.0);
    test_share("stamped, of them", stamped, over, 0.3, 0.0);
    for (uint32_t i = 0; i < run.n_people; i++) {
        const struct asy_applicant *who = &run.people[i];
        if (asy_marked(who, ASY_MARK_stamped))
            assert_in_range(who->since - asy_departed(who) - 1, 90, 97);
    }
    asy_run_free(&run);
    test_world_close(&world);
}

static void
the_end_of_the_lawful_stay_moves_no_danger(void **state)
{
    /* tolerated, one is seized at the rate of the whole wait, as if there were no limit */
    double seized[2], n[2];
    (void) state;
    for (int limited = 0; limited < 2; limited++) {
        struct test_world world;
        struct asy_run run;
        test_world_open(&world, WORLD,
                        (const char *const[]){
                            "rules.border.retry_days=9", "rules.border.p_heard=0",
                            "rules.people.money_days=200", "transit.TTT.dangers.abducted=1",
                            limited ? "transit.TTT.dangers.legal_stay_days=30"
                                    : "transit.TTT.dangers.legal_stay_days=0",
                            NULL });
        test_world_live(&world, 0, &run);
        seized[limited] =
            (double) test_total(&run, ASY_METRIC_fate_seized_in_transit, ASY_ANY, 0, ASY_ANY) +
            (double) test_total(&run, ASY_METRIC_fate_refouled_chain, ASY_ANY, 0, ASY_ANY);
        n[limited] = run.n_people;
        asy_run_free(&run);
        test_world_close(&world);
    }
    assert_true(n[0] == n[1] && seized[0] > 0.0);
    assert_true(seized[0] == seized[1]); /* the same people, by the same luck */
}

/* ---- Strasbourg at the crossing, and the border procedure -------------------- */

static void
a_measure_opens_the_gate_by_the_product_of_its_chances(void **state)
{
    struct test_world world;
    struct asy_run run;
    (void) state;
    test_world_open(&world, WORLD,
                    (const char *const[]){
                        "rules.border.p_heard=0", "rules.border.lawyer_after=3",
                        "rules.border.p_give_up=0.1", "rules.strasbourg.p_ask_at_border=0.5",
                        "rules.strasbourg.p_ask=0", "rules.strasbourg.p_grant=0.8",
                        "rules.strasbourg.p_grant_unfounded=0.2",
                        "rules.strasbourg.compliance_at_border=0.35",
                        "rules.strasbourg.compliance=1", NULL });
    test_world_live(&world, 0, &run);
    double reached = 0.0;
    for (uint32_t i = 0; i < run.n_people; i++)
        reached += run.people[i].attempts >= 3;
    const double asked =
        (double) test_total(&run, ASY_METRIC_measures_asked, ASY_ANY, AAA, ASY_ANY);
    const double granted =
        (double) test_total(&run, ASY_METRIC_measures_granted, ASY_ANY, AAA, ASY_ANY);
    const double ignored =
        (double) test_total(&run, ASY_METRIC_measures_ignored, ASY_ANY, AAA, ASY_ANY);
    const double in =
        (double) test_total(&run, ASY_METRIC_admitted_by_measure, ASY_ANY, GATE, ASY_ANY);
    test_share("asked, of those refused three times", asked, reached, 0.5, 0.0);
    test_share("granted, half of them at risk", granted, asked, 0.5 * 0.8 + 0.5 * 0.2, 0.0);
    test_share("obeyed at the border", in, granted, 0.35, 0.0);
    assert_true(ignored == granted - in);
    assert_true(
        (double) test_total(&run, ASY_METRIC_border_admissions, ASY_ANY, GATE, ASY_ANY) == in);
    asy_run_free(&run);
    test_world_close(&world);
}

static void
the_border_procedure_holds_decides_and_lets_go_by_its_clocks(void **state)
{
    const double q = 1.0 - 1.0 / 20.0, limit = 28.0;
    struct test_world world;
    struct asy_run run;
    (void) state;
    test_world_open(&world, WORLD,
                    (const char *const[]){ "states.AAA.border_procedure.share=0.6",
                                           "states.AAA.border_procedure.detained=0.7",
                                           "states.AAA.border_procedure.days=20",
                                           "rules.border.p_divert=0",
                                           "rules.after_return.p_flee_again=0", NULL });
    test_world_live(&world, 0, &run);
    const double n =
        (double) test_total(&run, ASY_METRIC_border_admissions, ASY_ANY, GATE, ASY_ANY);
    const double held =
        (double) test_total(&run, ASY_METRIC_held_at_border, ASY_ANY, AAA, ASY_ANY);
    const double detained =
        (double) test_total(&run, ASY_METRIC_detained_at_border, ASY_ANY, AAA, ASY_ANY);
    const double days =
        (double) test_total(&run, ASY_METRIC_days_detained_at_border, ASY_ANY, AAA, ASY_ANY);
    const double sent =
        (double) test_total(&run, ASY_METRIC_refused_at_border, ASY_ANY, AAA, ASY_ANY);
    test_share("held", held, n, 0.6, 0.0);
    test_share("detained, of them", detained, held, 0.7, 0.0);
    /* E min(G, L) = (1 - q^L) / (1 - q); its spread is below that of G, 20 */
    test_near("days detained", days / detained, (1.0 - pow(q, limit)) / (1.0 - q),
              20.0 / sqrt(detained));
    /* decided in time, and half refused, for the threshold is solved for a half */
    test_share("sent back, of those held", sent, held, 0.5 * (1.0 - pow(q, limit)), n);
    asy_run_free(&run);
    test_world_close(&world);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(attempts_are_a_mixture_of_geometrics_with_a_long_tail),
        cmocka_unit_test(
            a_disposition_is_kept_on_all_attempts_and_its_kinds_are_of_equal_number),
        cmocka_unit_test(children_make_a_claim_come_out_at_the_stated_rate),
        cmocka_unit_test(those_at_risk_give_up_at_their_own_rate),
        cmocka_unit_test(nights_at_the_station_prolong_the_wait_of_their_share),
        cmocka_unit_test(people_come_again_a_geometric_number_of_times),
        cmocka_unit_test(
            the_end_of_the_lawful_stay_registers_tolerates_and_stamps_by_its_shares),
        cmocka_unit_test(the_end_of_the_lawful_stay_moves_no_danger),
        cmocka_unit_test(a_measure_opens_the_gate_by_the_product_of_its_chances),
        cmocka_unit_test(the_border_procedure_holds_decides_and_lets_go_by_its_clocks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
