/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Procedures of a transit country against their closed forms: detention until its term,
   extradition failing into deportation, an appeal against the clock, courts that annul and a
   service that refuses again, and waits under a law that grows harsher. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "life/outcomes.h"
#include "support/world.h"

#include <math.h>

enum { TTT = 3 };

/* Nobody is let in, nobody stops, and money lasts. */
#define WAIT                                                                                   \
    "rules.border.p_heard=0", "rules.border.p_give_up=0", "rules.border.retry_days=365",       \
        "rules.people.money_days=2000", "rules.border.p_home=0",                               \
        "rules.claim_strength.need_mean=6"

static double
total(const struct asy_run *run, enum asy_metric metric)
{
    return (double) test_total(run, metric, ASY_ANY, TTT, ASY_ANY);
}

#define EXTRADITION                                                                            \
    WAIT, "rules.people.wanted=1", "transit.TTT.dangers.requested=50",                         \
        "rules.extradition.decision_days=100", "rules.extradition.limit_days=150",             \
        "rules.extradition.longest_days=250", "rules.extradition.p_claims=0"

/* Decisions are geometric with a mean of 100 days: past a term of L days they are (1 -
 * 1/100)^L. */
static void
detention_lasts_until_the_decision_or_the_term(void **state)
{
    struct test_life life;
    (void) state;
    TEST_LIVE(&life, EXTRADITION, "rules.extradition.p_extended=0.3",
              "rules.extradition.p_ordered=1", "rules.extradition.p_rearrested=1",
              "rules.deportation.p_told=0");
    const double elapsed = 0.7 * pow(0.99, 150) + 0.3 * pow(0.99, 250);
    test_share("detentions whose term elapsed",
               total(&life.run, ASY_METRIC_detention_term_elapsed), life.run.n_people, elapsed,
               0.0);
    test_share("extradited", total(&life.run, ASY_METRIC_extradited), life.run.n_people,
               1.0 - elapsed, 0.0);
    /* whoever was released was taken again at the gate */
    assert_true(total(&life.run, ASY_METRIC_deported_undesirable) ==
                total(&life.run, ASY_METRIC_detention_term_elapsed));
    test_life_end(&life);
}

/* An absorbing chain: in each round extradited with e, else deported with r, else free until
   the next arrest. In the end e / (1 - (1 - e)(1 - r)) are extradited. */
static void
where_extradition_fails_deportation_follows(void **state)
{
    struct test_life life;
    (void) state;
    TEST_LIVE(&life, EXTRADITION, "rules.extradition.p_ordered=0.6",
              "rules.extradition.p_rearrested=0.6", "rules.deportation.p_told=0");
    const double e = (1.0 - pow(0.99, 150)) * 0.6;
    const double share = e / (1.0 - (1.0 - e) * (1.0 - 0.6));
    const double extradited = total(&life.run, ASY_METRIC_extradited),
                 deported = total(&life.run, ASY_METRIC_deported_undesirable);
    test_share("resolved within three years", extradited + deported, life.run.n_people, 1.0,
               1e6);
    test_share("extradited in the end", extradited, extradited + deported, share, 0.0);
    test_life_end(&life);
}

#define FOUND                                                                                  \
    WAIT, "transit.TTT.dangers.found=50", "rules.expulsion.p_told=1",                          \
        "rules.expulsion.p_appeals=0.5", "rules.expulsion.p_appeal_won=0.6",                   \
        "rules.expulsion.appeal_days=20", "rules.expulsion.removal_days=10"

static void
check_appeals(const char *suspends, double in_time)
{
    struct test_life life;
    TEST_LIVE(&life, FOUND, suspends);
    const double won = total(&life.run, ASY_METRIC_removal_appeals_won),
                 expelled = total(&life.run, ASY_METRIC_expelled_by_courts);
    test_share("orders annulled", won, won + expelled, 0.5 * 0.6 * in_time, 0.0);
    test_life_end(&life);
}

static void
an_appeal_that_does_not_suspend_races_the_removal(void **state)
{
    const double a = 1.0 / 20, b = 1.0 / 10;
    (void) state;
    check_appeals("rules.expulsion.suspends=false", a / (a + b - a * b));
    check_appeals("rules.expulsion.suspends=true", 1.0);
}

/* Granted at first with g; of a refusal, appealed with a and annulled with o, the service then
   grants with b or refuses again: A = a o (b + (1 - b) A). */
static void
courts_annul_and_the_service_refuses_again(void **state)
{
    struct test_life life;
    (void) state;
    TEST_LIVE(&life, WAIT, "transit.TTT.dangers.local_claim=50",
              "rules.local_asylum.p_accepted=1", "rules.local_asylum.decision_days=20",
              "rules.local_asylum.court_days=20", "rules.local_asylum.p_granted=0.2",
              "rules.local_asylum.p_appeals=0.8", "rules.local_asylum.p_overturned=0.7",
              "rules.local_asylum.p_obeys=0.4", "rules.local_asylum.p_mandate=0",
              "rules.local_asylum.p_too_thin=0", "rules.local_asylum.p_goes_on=0");
    const double again = 0.8 * 0.7;
    const double after = again * 0.4 / (1.0 - again * 0.6);
    test_share("granted in the end", total(&life.run, ASY_METRIC_local_grants),
               life.run.n_people, 0.2 + 0.8 * after, 0.0);
    test_life_end(&life);
}

/* Registered in 3 of 10 cases; then only a claim for refugee status protects. Whoever is found
   meanwhile is expelled, unless protected. */
static void
only_a_registered_claim_protects(void **state)
{
    struct test_life life;
    (void) state;
    TEST_LIVE(&life, WAIT, "transit.TTT.dangers.local_claim=50", "transit.TTT.dangers.found=50",
              "rules.local_asylum.p_accepted=0.3", "rules.local_asylum.temporary=0.5",
              "rules.local_asylum.protects_temporary=0",
              "rules.local_asylum.decision_days=4000", "rules.local_asylum.p_appeals=0",
              "rules.local_asylum.p_goes_on=0", "rules.local_asylum.p_mandate=0",
              "rules.expulsion.p_appeals=0");
    double pending = 0.0;
    for (uint32_t i = 0; i < life.run.n_people; i++)
        pending += life.run.people[i].stage == ASY_STAGE_local_claim;
    /* half claim before they are found; of these 0.3 are registered, half of them for refugee
       status. They alone stay, until the answer after 4,000 days on average: of those who came
       in the first year, three to four years ago */
    const double still = 4000.0 / 365.0 * (exp(-1096.0 / 4000.0) - exp(-1461.0 / 4000.0));
    test_share("still protected", pending, life.run.n_people, 0.5 * 0.3 * 0.5 * still, 0.0);
    test_life_end(&life);
}

/* A rate that triples on a day is felt, from the next setting of the clock at the latest, by
   those who have waited before: with reviews every 120 days the hazard of the years after is
   the new one. */
static void
a_law_that_grows_harsher_is_felt_by_those_who_wait(void **state)
{
    struct test_life life;
    (void) state;
    TEST_LIVE(&life, WAIT, "transit.TTT.dangers.abducted=0.3",
              "transit.TTT.dangers.wanted_factor=1",
              "transit.TTT.dangers.pressed_home=({from=\"2012-01-01\";value="
              "0;},{from=\"2014-01-01\";"
              "value=0.6;})");
    const double pressed =
        (double) test_total(&life.run, ASY_METRIC_fate_gave_up, ASY_ANY, ASY_ANY, ASY_ANY);
    /* until the end of 2013 only abduction, from the spring of 2014 both: of those left then */
    const double taken_before =
        (double) test_total(&life.run, ASY_METRIC_abducted_in_transit, ASY_ANY, TTT, 0) +
        (double) test_total(&life.run, ASY_METRIC_abducted_in_transit, ASY_ANY, TTT, 1);
    const double left = life.run.n_people - taken_before;
    const double years = 2.0, all = 0.9 * years;
    const double at_once = 0.6 / 0.9 * (1.0 - exp(-all));
    const double late = 0.6 / 0.9 * (1.0 - exp(-(all - 0.9 * 120.0 / 365.25)));
    assert_true(pressed / left < at_once + 0.02);
    assert_true(pressed / left > late - 0.02);
    test_life_end(&life);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(detention_lasts_until_the_decision_or_the_term),
        cmocka_unit_test(where_extradition_fails_deportation_follows),
        cmocka_unit_test(an_appeal_that_does_not_suspend_races_the_removal),
        cmocka_unit_test(courts_annul_and_the_service_refuses_again),
        cmocka_unit_test(only_a_registered_claim_protects),
        cmocka_unit_test(a_law_that_grows_harsher_is_felt_by_those_who_wait),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
