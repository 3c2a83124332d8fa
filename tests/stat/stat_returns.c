/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Returns: time to leave, support, detention against its limit, removal by transit, watching
   and documented harm. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "life/outcomes.h"
#include "support/world.h"

/* Everyone claims in AAA and is refused for good: thresholds do not matter, rights are few. */
#define REFUSED "rules.withdrawal.share=1", "rules.withdrawal.days=1"

static void
who_leaves_after_the_time_given_is_banned(void **state)
{
    static const double given[] = { 7.0, 30.0 };
    (void) state;
    for (int i = 0; i < 2; i++) {
        struct test_life life;
        char set[64];
        snprintf(set, sizeof set, "rules.refused.voluntary_days=%g", given[i]);
        TEST_LIVE(&life, REFUSED, "rules.refused.p_voluntary=0.4",
                  "rules.refused.prepare_days=12", "rules.refused.forced_days=100000", set);
        const double n = life.run.n_people,
                     left = test_all(&life.run, ASY_METRIC_returns_voluntary);
        /* found before they left: (30 days on average) of 100,000, no more than chance */
        test_near("left by themselves", left / n, 0.4, sqrt(0.24 / n) + 1e-4);
        const double late = test_all(&life.run, ASY_METRIC_entry_bans) -
                            test_all(&life.run, ASY_METRIC_returns_forced);
        test_share("banned", late, left, pow(11.0 / 12.0, given[i]), 0.0);
        test_life_end(&life);
    }
}

static void
without_support_some_do_not_leave(void **state)
{
    struct test_life life;
    (void) state;
    TEST_LIVE(&life, REFUSED, "rules.refused.p_voluntary=0.8", "rules.refused.support=0.25",
              "rules.refused.needs_support=0.5", "rules.refused.forced_days=100000",
              "rules.refused.voluntary_days=1000");
    const double left = test_all(&life.run, ASY_METRIC_returns_voluntary);
    test_share("left", left, life.run.n_people, 0.8 * (0.25 + 0.75 * 0.5), 0.0);
    test_share("with support", test_all(&life.run, ASY_METRIC_returns_assisted), left,
               0.25 / 0.625, 0.0);
    test_life_end(&life);
}

static void
detention_ends_at_its_limit_or_with_the_return(void **state)
{
    /* asked every 30 days, 0.3 each time: six times in 183 days, eighteen in 548 */
    static const struct {
        const char *lengthened;
        int asks;
    } limit[] = { { "rules.readmission.p_more_detention=0", 6 },
                  { "rules.readmission.p_more_detention=1", 18 } };
    (void) state;
    for (int i = 0; i < 2; i++) {
        struct test_life life;
        TEST_LIVE(&life, REFUSED, "rules.readmission.p_detained=1",
                  "rules.readmission.nationals=0.3", "rules.readmission.days=30",
                  "rules.refused.forced_days=100", limit[i].lengthened);
        const double returned = test_all(&life.run, ASY_METRIC_returns_forced);
        const double released = test_all(&life.run, ASY_METRIC_released_undeported);
        /* each stay in detention is one more trial; few are still going on at the end */
        test_near("released, of stays that ended", released / (released + returned),
                  pow(0.7, limit[i].asks),
                  sqrt(pow(0.7, limit[i].asks) / (released + returned)) + 1e-9);
        test_life_end(&life);
    }
}

static void
through_the_transit_country_where_its_agreement_covers_them(void **state)
{
    struct test_life life;
    (void) state;
    TEST_LIVE(&life, REFUSED, "rules.readmission.p_by_transit=0.5",
              "rules.readmission.third_country={TTT=0.6;}", "rules.border.p_home=0",
              "rules.border.p_give_up=1");
    const double n = life.run.n_people;
    test_share("removed to the transit country",
               test_all(&life.run, ASY_METRIC_removals_third_country), n, 0.3, 0.0);
    test_share("returned home", test_all(&life.run, ASY_METRIC_returns_forced), n, 0.7, 0.0);
    test_life_end(&life);
}

static void
watching_shows_harm_lessens_it_and_brings_some_to_safety(void **state)
{
    struct test_life life;
    (void) state;
    TEST_LIVE(&life, REFUSED, "rules.readmission.p_watched=0.5",
              "rules.after_return.p_persecuted=0.8", "rules.after_return.persecuted_days=1",
              "rules.after_return.watched_factor=0.5", "rules.after_return.p_documented=0.25",
              "rules.after_return.p_brought_back=0.5", "rules.claim_strength.need_mean=6");
    const double n = life.run.n_people,
                 harmed = test_all(&life.run, ASY_METRIC_persecuted_after_return);
    test_share("persecuted", harmed, n, 0.5 * 0.8 + 0.5 * 0.4, 0.0);
    test_share("documented", test_all(&life.run, ASY_METRIC_documented_harm), n,
               0.4 * 0.25 + 0.2, 0.0);
    test_share("brought to safety", test_all(&life.run, ASY_METRIC_brought_back), n, 0.1, 0.0);
    assert_true(test_all(&life.run, ASY_METRIC_fate_safe_route) ==
                test_all(&life.run, ASY_METRIC_brought_back));
    test_life_end(&life);
}

/* Found after an exponential time of mean 400 days and returned at once, but for the share that
   obtains a permit on the day on which two years are full. */
static void
after_years_of_stay_a_share_is_regularised(void **state)
{
    struct test_life life;
    const double mean = 400.0, years = 731.0, share = 0.6; /* 2012 is a leap year */
    (void) state;
    TEST_LIVE(&life, REFUSED, "rules.refused.forced_days=400", "rules.regularisation.years=2",
              "rules.regularisation.share=0.6");
    const double n = life.run.n_people, left = 1.0 - 1.0 / mean,
                 there = 0.5 * (pow(left, years - 1.0) + pow(left, years - 3.0));
    test_near("regularised", test_all(&life.run, ASY_METRIC_regularised) / n, share * there,
              sqrt(share * there * (1.0 - share * there) / n) + share * there * 2.0 / mean);
    assert_true(test_all(&life.run, ASY_METRIC_regularised) ==
                test_all(&life.run, ASY_METRIC_fate_humanitarian));
    assert_true(test_all(&life.run, ASY_METRIC_regularised) +
                    test_all(&life.run, ASY_METRIC_returns_forced) <=
                n);
    test_life_end(&life);
}

/* A programme of one month: those who are present when it begins, and nobody who comes or is
   refused after it; whoever is still waiting for a decision has no part in it. */
static void
a_programme_is_for_those_present_while_it_lasts(void **state)
{
    struct test_life life;
    (void) state;
    TEST_LIVE(
        &life, REFUSED, "rules.refused.forced_days=100000",
        "rules.regularisation.years=({from=\"2012-01-01\";value=100;},{from=\"2012-07-01\";"
        "value=0;},{from=\"2012-08-01\";value=100;})",
        "rules.regularisation.share=1");
    double came = 0.0, in_month = 0.0;
    const struct asy_tally *tally = &life.run.tally;
    for (int m = 0; m < tally->n_months; m++) {
        const double persons = asy_tally_block(tally, ASY_METRIC_departures, m)[0];
        came += m < 7 ? persons : 0.0; /* January to July */
        in_month += m == 6 ? persons : 0.0;
    }
    /* the claim is withdrawn within days, so but for a few of the last days of July */
    const double got = test_all(&life.run, ASY_METRIC_regularised);
    assert_true(got <= came && got >= came - in_month * 6.0 / 31.0);
    test_life_end(&life);
}

/* An authority that decides nothing: whoever has waited in its line for a year leaves it with
   the permit, and the line is as long as if they had never stood there (test_life_live). */
static void
who_waits_for_years_leaves_the_line_with_the_permit(void **state)
{
    struct test_life life;
    (void) state;
    TEST_LIVE(&life, "states.AAA.merits.capacity=0", "rules.regularisation.years=1",
              "rules.regularisation.share=1", "rules.regularisation.undecided=true");
    assert_true(test_all(&life.run, ASY_METRIC_decisions_merits) == 0.0);
    const double claims = test_all(&life.run, ASY_METRIC_claims_first);
    assert_true(claims > 0.99 * life.run.n_people);
    assert_true(test_all(&life.run, ASY_METRIC_regularised) == claims);
    assert_true(test_all(&life.run, ASY_METRIC_files_closed) == claims);
    for (int s = 0; s < life.run.world->n_states; s++)
        assert_int_equal(life.run.stock.backlog[0][s], 0);
    test_life_end(&life);
}

/* Moved on to BBB, transferred back to AAA, removed to TTT as a safe third country, expelled
   home: every link stands in the ledger with its act, in its order. */
static void
a_chain_of_transfer_removal_and_abduction_keeps_its_links(void **state)
{
    struct test_life life;
    double chained = 0.0;
    (void) state;
    TEST_LIVE(&life, "groups.walker.onward.move={AAA=1;}", "groups.walker.onward.to={BBB=1;}",
              "rules.dublin.p_request=1", "rules.dublin.p_accept=1", "rules.dublin.p_abscond=0",
              "rules.dublin.transfer_days=1", "states.AAA.third_country.list=[\"TTT\"]",
              "rules.third_country.p_apply=1", "rules.readmission.third_country=1",
              "rules.border.p_home=0", "transit.TTT.dangers.abducted={walker=3;}",
              "rules.claim_strength.need_mean=6");
    const int aaa = asy_world_country(life.run.world, "AAA"),
              bbb = asy_world_country(life.run.world, "BBB"),
              ttt = asy_world_country(life.run.world, "TTT"),
              home = asy_world_country(life.run.world, "HOM");
    for (size_t i = 0; i < life.run.ledger.room; i++) {
        const struct asy_ledger_row *row = &life.run.ledger.row[i];
        const struct asy_ledger_chain chain = asy_ledger_chain_of(row->key);
        if (row->key == 0 || chain.n_links < 2)
            continue; /* some are expelled on the way out */
        assert_int_equal(chain.n_links, 3);
        assert_int_equal(chain.sender[0], bbb);
        assert_int_equal(chain.act[0], ASY_ACT_DUBLIN_TRANSFER);
        assert_int_equal(chain.sender[1], aaa);
        assert_int_equal(chain.act[1], ASY_ACT_THIRD_COUNTRY_REMOVAL);
        assert_int_equal(chain.sender[2], ttt);
        assert_int_equal(chain.act[2], ASY_ACT_ABDUCTION);
        assert_int_equal(chain.receiver, home);
        chained += row->persons;
    }
    assert_true(chained > 0.0);
    assert_true(chained == (double) test_total(&life.run, ASY_METRIC_refouled_chain, ASY_ANY,
                                               bbb, ASY_ANY));
    test_life_end(&life);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_leaves_after_the_time_given_is_banned),
        cmocka_unit_test(without_support_some_do_not_leave),
        cmocka_unit_test(detention_ends_at_its_limit_or_with_the_return),
        cmocka_unit_test(through_the_transit_country_where_its_agreement_covers_them),
        cmocka_unit_test(after_years_of_stay_a_share_is_regularised),
        cmocka_unit_test(a_programme_is_for_those_present_while_it_lasts),
        cmocka_unit_test(who_waits_for_years_leaves_the_line_with_the_permit),
        cmocka_unit_test(a_chain_of_transfer_removal_and_abduction_keeps_its_links),
        cmocka_unit_test(watching_shows_harm_lessens_it_and_brings_some_to_safety),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
