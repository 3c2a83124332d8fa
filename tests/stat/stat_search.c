/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who looks for a person and what a promise is worth, against closed forms: a review by home
   state and by what is alleged, an arrest on entering a transit country, a share looked for by
   another state, a second look at the commission's refusal, assurances before a court. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "life/outcomes.h"
#include "support/world.h"

#include <math.h>

enum { TTT = 3, HOM = 5, OTH = 6 }; /* of tests/stat/world.cfg */

#define SOUGHT                                                                                 \
    "rules.people.wanted=1", "rules.claim_strength.need_mean=6", "rules.notices.before=1",     \
        "rules.border.p_heard=0", "rules.border.retry_days=365", "rules.border.p_home=0",      \
        "rules.dangers.wanted_factor=1"

static double
at(const struct asy_run *run, enum asy_metric metric, int place)
{
    return (double) test_total(run, metric, ASY_ANY, place, ASY_ANY);
}

/* Diffusions pass unseen, and of charges of terrorism the review refuses half as many. */
static void
a_review_refuses_by_home_state_and_by_what_is_alleged(void **state)
{
    struct test_life life;
    (void) state;
    TEST_LIVE(&life, SOUGHT, "rules.notices.diffusions=0.2", "rules.notices.review.HOM=0.6",
              "rules.notices.review.OTH=0.1", "rules.notices.terrorism.HOM=0.3",
              "rules.notices.terrorism_ratio=0.5");
    test_share("refused", at(&life.run, ASY_METRIC_notices_refused, HOM),
               at(&life.run, ASY_METRIC_notices_asked, HOM), 0.8 * 0.6 * (0.3 * 0.5 + 0.7),
               0.0);
    test_life_end(&life);
}

/* And the review is of the state that asks, which for some is not their own. */
static void
some_are_asked_for_by_a_state_that_is_not_their_own(void **state)
{
    struct test_life life;
    (void) state;
    TEST_LIVE(&life, SOUGHT, "rules.search.by.OTH=0.3", "rules.notices.diffusions=0",
              "rules.notices.review.HOM=0.2", "rules.notices.review.OTH=0.7");
    const double by_home = at(&life.run, ASY_METRIC_notices_asked, HOM),
                 by_other = at(&life.run, ASY_METRIC_notices_asked, OTH);
    assert_true(by_home + by_other == life.run.n_people);
    test_share("asked for by another", by_other, life.run.n_people, 0.3, 0.0);
    test_share("of which refused", at(&life.run, ASY_METRIC_notices_refused, OTH), by_other,
               0.7, 0.0);
    test_share("of the others", at(&life.run, ASY_METRIC_notices_refused, HOM), by_home, 0.2,
               0.0);
    test_life_end(&life);
}

/* Lists are looked at, and the police act on what they find; then extradited. */
static void
a_notice_shows_on_entering_a_transit_country(void **state)
{
    struct test_life life;
    (void) state;
    TEST_LIVE(&life, SOUGHT, "rules.notices.review=0", "rules.arrests.entry.TTT=0.6",
              "transit.TTT.cooperation.notices.HOM=0.25", "rules.extradition.p_claims=0",
              "rules.extradition.p_ordered.all=1", "rules.extradition.decision_days=1");
    test_share("arrested on entry", at(&life.run, ASY_METRIC_notice_hits, TTT),
               life.run.n_people, 0.6 * 0.25, 0.0);
    assert_true(at(&life.run, ASY_METRIC_extradited, TTT) ==
                at(&life.run, ASY_METRIC_notice_hits, TTT));
    test_life_end(&life);
}

/* Half of those that are out are looked at each year, by the measure of the first review: three
   times for each who set out in the first of four years. */
static void
a_notice_that_is_out_is_looked_at_anew_each_year(void **state)
{
    struct test_life life;
    (void) state;
    TEST_LIVE(&life, SOUGHT, "rules.notices.diffusions=0", "rules.notices.review.HOM=0.2",
              "rules.notices.anew.HOM=0.5");
    test_share("deleted", at(&life.run, ASY_METRIC_notices_deleted, HOM),
               at(&life.run, ASY_METRIC_notices_published, HOM), 1.0 - pow(0.9, 3), 0.0);
    test_life_end(&life);
}

static void
those_given_up_to_another_state_are_kept_or_handed_on(void **state)
{
    struct test_life life;
    uint32_t kept = 0;
    (void) state;
    TEST_LIVE(&life, SOUGHT, "rules.search.by.OTH=1", "rules.search.handed_on=0.35",
              "rules.notices.review=0", "rules.arrests.entry.TTT=1",
              "rules.extradition.p_claims=0", "rules.extradition.p_ordered.all=1",
              "rules.extradition.decision_days=1");
    for (uint32_t i = 0; i < life.run.n_people; i++)
        kept += life.run.people[i].place == OTH;
    assert_true(at(&life.run, ASY_METRIC_given_to_third_state, TTT) == life.run.n_people);
    test_share("kept", kept, life.run.n_people, 0.65, 0.0);
    test_life_end(&life);
}

/* Told why, and asking again: 0.5 * 0.8 of the refused, and 0.3 of them are right. */
static void
another_look_is_taken_at_some_refusals(void **state)
{
    struct test_life life;
    (void) state;
    TEST_LIVE(&life, "rules.people.wanted=1", "rules.claim_strength.need_mean=6",
              "rules.notices.before=1", "rules.arrests.registration=1",
              "rules.registration.lodge_days=3", "rules.complaints.prepare_days=1",
              "rules.merits.min_days=3000", "rules.notices.review=0",
              "rules.complaints.p_complain=1", "rules.complaints.deleted=0.4",
              "rules.complaints.reasoned=0.5", "rules.complaints.p_appeal=0.8",
              "rules.complaints.appeal_days=10", "rules.complaints.appeal=0.3");
    const double decided = at(&life.run, ASY_METRIC_complaints_decided, HOM),
                 again = at(&life.run, ASY_METRIC_notice_appeals, HOM);
    test_share("looked at again", again, decided, 0.6 * 0.4, 0.0);
    test_share("deleted", at(&life.run, ASY_METRIC_notices_deleted, HOM), decided,
               0.4 + 0.6 * 0.4 * 0.3, 0.0);
    test_life_end(&life);
}

/* Ordered unless the danger is seen and no assurance outweighs it; one is believed if it is
   offered and passes the test, or is not put to it and taken at its word. */
static void
an_assurance_outweighs_the_danger_that_a_court_has_seen(void **state)
{
    const double believed = 0.7 * (0.5 * 0.2 + 0.5 * 0.6);
    struct test_life life;
    (void) state;
    TEST_LIVE(&life, SOUGHT, "rules.notices.review=0", "rules.arrests.entry.TTT=1",
              "rules.extradition.p_claims=0", "rules.extradition.p_ordered.all=0.9",
              "rules.extradition.decision_days=1", "rules.extradition.risk_seen.all=0.6",
              "rules.extradition.p_rearrested=1", "rules.deportation.p_told=0",
              "rules.assurances.offered.HOM=0.7", "rules.assurances.reliable.HOM=0.2",
              "rules.assurances.tested.TTT=0.5", "rules.assurances.at_word.TTT=0.6");
    test_share("extradited", at(&life.run, ASY_METRIC_extradited, TTT), life.run.n_people,
               0.9 * (1.0 - 0.6 * (1.0 - believed)), 0.0);
    test_share("on an assurance", at(&life.run, ASY_METRIC_given_up_on_assurances, TTT),
               life.run.n_people, 0.9 * 0.6 * believed, 0.0);
    test_life_end(&life);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_review_refuses_by_home_state_and_by_what_is_alleged),
        cmocka_unit_test(some_are_asked_for_by_a_state_that_is_not_their_own),
        cmocka_unit_test(a_notice_shows_on_entering_a_transit_country),
        cmocka_unit_test(a_notice_that_is_out_is_looked_at_anew_each_year),
        cmocka_unit_test(those_given_up_to_another_state_are_kept_or_handed_on),
        cmocka_unit_test(another_look_is_taken_at_some_refusals),
        cmocka_unit_test(an_assurance_outweighs_the_danger_that_a_court_has_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
