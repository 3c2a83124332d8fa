/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What follows a removal to a transit country against closed forms: by which way people at risk
   come home, within which time it is a link of the chain, and that ledger, outcomes and fates
   tell of the same people. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "life/outcomes.h"
#include "support/world.h"

#include <math.h>

/* Everybody is at risk, is let in, claims, is refused unheard and removed to where they came
   from; what follows there is at once, and all orders are carried out. */
#define REMOVED                                                                                \
    "rules.claim_strength.need_mean=6", "states.AAA.third_country.list=[\"TTT\"]",             \
        "rules.third_country.p_apply=1", "rules.third_country.days=1",                         \
        "rules.third_country.p_appeal=0", "states.AAA.readmission.third_country={TTT=1;}",     \
        "rules.removed.p_claims=0", "rules.removed.p_tries_again=0",                           \
        "rules.expulsion.p_appeals=0", "rules.expulsion.p_ordered=1",                          \
        "rules.deportation.p_given_time=0", "rules.deportation.risk_assessed=0",               \
        "rules.deportation.p_appeals=0", "rules.cooperation.with=0.8"

static const double HANDED = 0.9, TOLD = 0.5, WITH = 0.8, BY_HAND = 0.2, COURT = 0.3,
                    UNDESIRABLE = 0.1, HOME = 0.5, RATIO = 0.4;
#define CHANCES                                                                                \
    "rules.removed.p_handed=0.9", "rules.removed.p_told=0.5",                                  \
        "rules.removed.p_handed_over=0.2", "rules.removed.p_expelled=0.3",                     \
        "rules.removed.p_undesirable=0.1", "rules.removed.p_home=0.5",                         \
        "rules.border.give_up_at_risk=0.4"

/* Told of and handed over; else declared undesirable; else before a court; else free, of whom
   some go home, as much more rarely as they cannot. */
static void
people_come_home_by_each_way_as_often_as_its_chances_say(void **state)
{
    struct test_life life;
    (void) state;
    TEST_LIVE(&life, REMOVED, CHANCES);
    const double n = test_all(&life.run, ASY_METRIC_removed_at_risk);
    const double told = HANDED * TOLD * WITH, by_hand = told * BY_HAND;
    const double left = HANDED - by_hand, deported = left * UNDESIRABLE;
    const double expelled = left * (1.0 - UNDESIRABLE) * COURT;
    const double home = (1.0 - by_hand - deported - expelled) * HOME * RATIO;
    assert_true(n > 0.99 * life.run.n_people); /* the money of some ends at the gate */
    test_share("handed to the police", test_all(&life.run, ASY_METRIC_handed_to_police), n,
               HANDED, 0.0);
    test_share("told of", test_all(&life.run, ASY_METRIC_home_state_told), n, told, 0.0);
    test_share("handed over", test_all(&life.run, ASY_METRIC_handed_over), n, by_hand, 0.0);
    test_share("deported", test_all(&life.run, ASY_METRIC_deported_undesirable), n, deported,
               0.0);
    test_share("expelled", test_all(&life.run, ASY_METRIC_expelled_by_courts), n, expelled,
               0.0);
    test_share("home within the year", test_all(&life.run, ASY_METRIC_home_after_removal), n,
               by_hand + deported + expelled + home, 0.0);
    test_share("waiting there", test_all(&life.run, ASY_METRIC_fate_no_status_transit), n,
               1.0 - by_hand - deported - expelled - home, 0.0);
    assert_true(test_all(&life.run, ASY_METRIC_fate_gave_up) == life.run.n_people - n);
    assert_true(test_all(&life.run, ASY_METRIC_fate_seized_in_transit) == 0.0);
    test_life_end(&life);
}

/* Of those who wait there, relatives are pressed at a yearly rate: in the first year it is a
   link of the chain, and after that it is not. */
static void
the_chain_is_a_year_long(void **state)
{
    struct test_life life;
    const double rate = 0.7, day = 1.0 - exp(-rate / 365.25);
    (void) state;
    TEST_LIVE(&life, REMOVED, "rules.removed.p_handed=0", "rules.removed.p_home=0",
              "transit.TTT.dangers.pressed_home=0.7");
    const double n = test_all(&life.run, ASY_METRIC_removed_at_risk);
    test_share("by a chain", test_all(&life.run, ASY_METRIC_fate_refouled_chain), n,
               1.0 - pow(1.0 - day, 365.0), 0.0);
    assert_true(test_all(&life.run, ASY_METRIC_fate_gave_up) > 0.0);
    for (uint32_t i = 0; i < life.run.n_people; i++) {
        const struct asy_applicant *who = &life.run.people[i];
        if (who->removed_day != ASY_NO_DAY && who->fate != ASY_FATE_NO_STATUS_TRANSIT)
            assert_true((who->since - who->removed_day <= 365) ==
                        (who->fate == ASY_FATE_REFOULED_CHAIN));
    }
    test_life_end(&life);
}

/* Persons in the rows of the ledger, by the last act. */
static double
in_ledger(const struct asy_run *run, int act)
{
    double persons = 0.0;
    for (size_t i = 0; i < run->ledger.room; i++) {
        const struct asy_ledger_chain chain = asy_ledger_chain_of(run->ledger.row[i].key);
        if (run->ledger.row[i].key != 0 &&
            (act == ASY_ANY || chain.act[chain.n_links - 1] == act))
            persons += run->ledger.row[i].persons;
    }
    return persons;
}

/* With every way open, tried again and again, in families of all sizes: whoever was at risk and
   sent home stands in the ledger once, in one outcome and in one fate. */
static void
ledger_outcomes_and_fates_tell_of_the_same_people(void **state)
{
    struct test_life life;
    (void) state;
    TEST_LIVE(&life, REMOVED, CHANCES, "rules.claim_strength.need_mean=0",
              "rules.people.family_share=0.5", "rules.removed.p_claims=0.3",
              "rules.removed.p_tries_again=0.5", "rules.third_country.p_apply=0.6",
              "rules.people.wanted=0.1", "transit.TTT.dangers.pressed_home=0.3",
              "transit.TTT.dangers.found=0.3", "transit.TTT.dangers.abducted=0.1",
              "transit.TTT.expulsion.to={UUU=0.5;}", "rules.border.p_heard=0.3",
              "rules.border.p_give_up=0.1", "rules.border.p_divert=0.3",
              "rules.after_return.p_persecuted=0.3");
    const struct asy_run *run = &life.run;
    const double chains = test_all(run, ASY_METRIC_refouled_chain);
    const double direct = test_all(run, ASY_METRIC_refouled_direct);
    const double by_oneself = in_ledger(run, ASY_ACT_CONSTRUCTIVE_RETURN);
    double seized = 0.0, ended[ASY_N_FATES] = { 0.0 };
    for (uint32_t i = 0; i < run->n_people; i++) {
        const struct asy_applicant *who = &run->people[i];
        ended[who->fate] += who->persons;
        seized += who->fate == ASY_FATE_SEIZED && asy_at_risk(who) ? who->persons : 0;
    }
    assert_true(chains > 1000.0 && direct > 0.0 && seized > 10.0 && by_oneself > 100.0);
    assert_true(ended[ASY_FATE_REFOULED_CHAIN] == chains);
    assert_true(ended[ASY_FATE_REFOULED_DIRECT] == direct);
    assert_true(in_ledger(run, ASY_ANY) == chains + direct + seized);
    assert_true(test_all(run, ASY_METRIC_home_after_removal) >= by_oneself);
    test_life_end(&life);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(people_come_home_by_each_way_as_often_as_its_chances_say),
        cmocka_unit_test(the_chain_is_a_year_long),
        cmocka_unit_test(ledger_outcomes_and_fates_tell_of_the_same_people),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
