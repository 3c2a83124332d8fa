/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Safe routes, temporary places, occupation, want of means and crackdowns against closed forms.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "life/outcomes.h"
#include "support/world.h"

#include <math.h>
#include <string.h>

#define WORLD ASY_SOURCE_DIR "/tests/stat/world.cfg"

enum { AAA, BBB, CCC, TTT, UUU }; /* countries of world.cfg */
static const double YEAR = 365.25;

static double
total(const struct asy_run *run, enum asy_metric metric)
{
    return (double) test_total(run, metric, ASY_ANY, ASY_ANY, ASY_ANY);
}

/* More wait than there are places for three years: each place is given, on the day on which it
   comes free, in the order in which people came. */
static void
a_quota_is_a_capacity_and_first_come_is_first_served(void **state)
{
    struct test_world world;
    struct asy_run run;
    (void) state;
    test_world_open(&world, WORLD,
                    (const char *const[]){ "refuges.AAA.safe_route.groups=[\"walker\"]",
                                           "refuges.AAA.safe_route.places=400",
                                           "refuges.AAA.safe_route.visa_days=0",
                                           "groups.walker.referral.p_reached=1",
                                           "groups.walker.referral.patience_days=5000",
                                           "groups.walker.referral.found=0", NULL });
    test_world_live(&world, 0, &run);
    const double days = run.world->n_days, visas = total(&run, ASY_METRIC_safe_route_visas);
    /* one a day is lost at most: a visa is given where a whole place has come together, and its
       journey takes a day */
    assert_true(fabs(visas - 400.0 * days / YEAR) <= 3.0);
    assert_true(total(&run, ASY_METRIC_fate_safe_route) == visas);
    int32_t last = 0, first_waiting = INT32_MAX;
    for (uint32_t i = 0; i < run.n_people; i++) {
        const struct asy_applicant *who = &run.people[i];
        const int32_t listed = asy_departed(who);
        if (who->fate == ASY_FATE_SAFE_ROUTE && listed > last)
            last = listed;
        const bool waits = who->stage == ASY_STAGE_visa_list;
        if (waits && listed < first_waiting)
            first_waiting = listed;
    }
    assert_true(last <= first_waiting); /* nobody was overtaken by one who came later */
    asy_run_free(&run);
    test_world_close(&world);
}

/* Of those who can hold out a geometric time of mean m and meet a danger of yearly rate r, the
   share brought back: the danger comes on the day 1 + an exponential time. */
static void
in_hiding_the_danger_and_patience_race(void **state)
{
    struct test_world world;
    struct asy_run run;
    const double rate = 2.0, mean = 100.0, q = exp(-rate / YEAR), p = 1.0 / mean;
    (void) state;
    test_world_open(&world, WORLD,
                    (const char *const[]){ "refuges.AAA.safe_route.groups=[\"walker\"]",
                                           "refuges.AAA.safe_route.places=0.001",
                                           "groups.walker.referral.p_reached=1",
                                           "groups.walker.referral.patience_days=100",
                                           "groups.walker.referral.found=2", NULL });
    test_world_live(&world, 0, &run);
    const double back = total(&run, ASY_METRIC_found_in_hiding),
                 left = total(&run, ASY_METRIC_lists_left);
    /* brought back where 1 + [x] <= W, W geometric on 1, 2, ...: 1 - E q^W */
    test_share("found in hiding", back, back + left, 1.0 - p * q / (1.0 - (1.0 - p) * q), 0.0);
    asy_run_free(&run);
    test_world_close(&world);
}

#define PLACES                                                                                 \
    "refuges.AAA.temporary_place.groups=[\"walker\"]",                                         \
        "refuges.AAA.temporary_place.places=1e6", "refuges.AAA.temporary_place.travel_days=0", \
        "refuges.AAA.temporary_place.parent_days=90", "groups.walker.scholar.p_applies=1",     \
        "groups.walker.scholar.p_parent=1", "groups.walker.scholar.p_declines=0.5"

/* A parent may be there 90 days of 365.25: pressed while alone, with the rate times the rest.
 */
static void
two_years_of_a_scholar_whose_parent_may_come_for_90_days(void **state)
{
    struct test_world world;
    struct asy_run run;
    const double alone = 1.0 - 90.0 / YEAR, rate = 0.5 * alone;
    (void) state;
    test_world_open(&world, WORLD,
                    (const char *const[]){ PLACES, "groups.walker.scholar.parent_pressed=0.5",
                                           "groups.walker.scholar.p_returns=1", NULL });
    test_world_live(&world, 0, &run);
    const double n = total(&run, ASY_METRIC_departures),
                 here = total(&run, ASY_METRIC_temporary_places);
    const double pressed = total(&run, ASY_METRIC_parents_pressed),
                 ended = total(&run, ASY_METRIC_places_ended);
    test_share("declined for a parent", total(&run, ASY_METRIC_places_declined), n, 0.5 * alone,
               0.0);
    assert_true(pressed + ended == here); /* the horizon lies beyond the last stay */
    /* the clock of 730 days comes first where 1 + [x] >= 730 */
    test_share("pressed before the two years are over", pressed, here,
               1.0 - exp(-rate * 729.0 / YEAR), 0.0);
    asy_run_free(&run);
    test_world_close(&world);
}

static void
the_stay_ends_on_its_day_and_parts_by_three_chances(void **state)
{
    struct test_world world;
    struct asy_run run;
    (void) state;
    test_world_open(&world, WORLD,
                    (const char *const[]){ PLACES, "refuges.AAA.temporary_place.p_job=0.3",
                                           "refuges.AAA.temporary_place.p_home=0.25", NULL });
    test_world_live(&world, 0, &run);
    const double ended = total(&run, ASY_METRIC_places_ended);
    test_share("claims after the place", total(&run, ASY_METRIC_claims_after_place), ended,
               0.45, 0.0);
    test_share("home after the place", total(&run, ASY_METRIC_returns_voluntary), ended, 0.25,
               0.0);
    test_share("a post after the place", total(&run, ASY_METRIC_fate_temporary), ended, 0.3,
               0.0);
    /* listed on the day of departure, given a place that evening, there the day after: 730 days
     */
    for (int year = 0; year < 2; year++)
        assert_true(test_total(&run, ASY_METRIC_places_ended, ASY_ANY, ASY_ANY, year) == 0);
    assert_true(test_total(&run, ASY_METRIC_places_ended, ASY_ANY, ASY_ANY, 2) +
                    test_total(&run, ASY_METRIC_places_ended, ASY_ANY, ASY_ANY, 3) ==
                (uint64_t) ended);
    asy_run_free(&run);
    test_world_close(&world);
}

/* Unlawful days of one who comes under occupation on a day of 2012 and stays until the end of
   2015: what the year leaves beyond 180 days from that day, and 185 in each year after. */
static double
unlawful_days(int day)
{
    const int left = 366 - day - 180;
    return (left > 0 ? left : 0) + 3.0 * 185.0;
}

static void
a_foreigner_is_deported_only_after_180_days_of_a_year(void **state)
{
    struct test_world world;
    struct asy_run run;
    const double rate = 0.8;
    double kept = 0.0;
    (void) state;
    test_world_open(&world, WORLD,
                    (const char *const[]){ "groups.walker.occupation.under=true",
                                           "groups.walker.occupation.occupier=[\"TTT\"]",
                                           "groups.walker.occupation.mainland=[\"HOM\"]",
                                           "groups.walker.occupation.p_no_passport=1",
                                           "groups.walker.occupation.deported=0.8",
                                           "groups.walker.occupation.p_known=0.4",
                                           "groups.walker.occupation.p_registered=0.6", NULL });
    test_world_live(&world, 0, &run);
    const double n = total(&run, ASY_METRIC_departures),
                 deported = total(&run, ASY_METRIC_occupation_deportations);
    double expected = 0.0;
    for (uint32_t i = 0; i < run.n_people; i++) {
        const struct asy_applicant *who = &run.people[i];
        expected += 1.0 - exp(-rate * unlawful_days(asy_departed(who)) / YEAR);
        kept += who->fate == ASY_FATE_AT_HOME;
    }
    test_share("deported within four years", deported, n, expected / n, 0.0);
    assert_true(kept + deported == n);
    test_share("deportations that become known",
               total(&run, ASY_METRIC_occupation_deportations_known), deported, 0.4, 0.0);
    test_share("displaced who register", total(&run, ASY_METRIC_displaced_registered), deported,
               0.6, 0.0);
    asy_run_free(&run);
    test_world_close(&world);
}

/* Competing pressures: shares by rates, and the times of those who leave. */
static void
pressures_compete_by_their_rates(void **state)
{
    struct test_world world;
    struct asy_run run;
    (void) state;
    test_world_open(&world, WORLD,
                    (const char *const[]){ "groups.walker.occupation.under=true",
                                           "groups.walker.occupation.mainland=[\"HOM\"]",
                                           "groups.walker.occupation.leaves=3",
                                           "groups.walker.occupation.abducted=1",
                                           "groups.walker.occupation.deprived=0.5",
                                           "groups.walker.occupation.crossings=5",
                                           "groups.walker.occupation.p_banned=0.1", NULL });
    test_world_live(&world, 0, &run);
    const double n = total(&run, ASY_METRIC_displaced_to_mainland);
    test_share("abducted", total(&run, ASY_METRIC_occupation_abductions), n, 1.0 / 5.0, 0.0);
    test_share("banned", total(&run, ASY_METRIC_occupation_bans), n, 0.5 / 5.0, 0.0);
    test_share("deprived", total(&run, ASY_METRIC_citizenship_deprived), n, 0.5 / 5.0, 0.0);
    asy_run_free(&run);
    test_world_close(&world);
}

/* A geometric wait of mean m, means that last an exponential time: of those who wait W days,
   short of means where 1 + [x] < W. */
static void
means_run_out_during_a_wait_and_not_where_one_may_work(void **state)
{
    struct test_world world;
    struct asy_run run;
    const double rate = 1.0, mean = 200.0, q = exp(-rate / YEAR), p = 1.0 / mean;
    const char *sets[] = { "rules.merits.min_days=200",
                           "rules.waiting.destitute=1",
                           "rules.waiting.work_after_days=100000",
                           "rules.waiting.p_home=0.4",
                           "rules.waiting.p_onward=0",
                           NULL };
    (void) state;
    test_world_open(&world, WORLD, sets);
    test_world_live(&world, 0, &run);
    const double claims = total(&run, ASY_METRIC_claims_first),
                 destitute = total(&run, ASY_METRIC_destitute);
    test_share("destitute while waiting", destitute, claims, 1.0 - p / (1.0 - (1.0 - p) * q),
               0.0);
    const double worked = 0.6 * 0.2 * 0.5; /* of them: work, are detained, agree to go */
    test_share("give up", total(&run, ASY_METRIC_disheartened), destitute, 0.4 + worked, 0.0);
    asy_run_free(&run);
    test_world_close(&world);

    sets[2] = "rules.waiting.work_after_days=0";
    test_world_open(&world, WORLD, sets);
    test_world_live(&world, 0, &run);
    assert_true(total(&run, ASY_METRIC_destitute) == 0.0);
    asy_run_free(&run);
    test_world_close(&world);
}

/* From `work_after_days` on one may work: only the means of the days before count. */
static void
the_right_to_work_begins_on_its_day(void **state)
{
    struct test_world world;
    struct asy_run run;
    const double rate = 1.0, mean = 400.0, q = exp(-rate / YEAR), p = 1.0 / mean;
    const double all = 1.0 - p / (1.0 - (1.0 - p) * q); /* and after 100 days, the same again */
    (void) state;
    test_world_open(
        &world, WORLD,
        (const char *const[]){ "rules.merits.min_days=400", "rules.waiting.destitute=1",
                               "rules.waiting.work_after_days=100", "rules.waiting.p_home=0",
                               "rules.waiting.p_onward=0", NULL });
    test_world_live(&world, 0, &run);
    const double beyond = pow(q * (1.0 - p), 99.0); /* neither had come within 99 days */
    test_share("destitute before one may work", total(&run, ASY_METRIC_destitute),
               total(&run, ASY_METRIC_claims_first), all * (1.0 - beyond), 0.0);
    asy_run_free(&run);
    test_world_close(&world);
}

/* Three times as many as without: two thirds are of the crackdown; without it the others are
   the same people, and the traits of both are as stated. */
static void
without_a_crackdown_the_others_are_the_same_people(void **state)
{
    enum { WITH, WITHOUT };
    struct test_world world[2];
    struct asy_run run[2];
    static const char *const none[] = { "rules.departure.crackdown=1",
                                        "rules.departure.crackdown=0" };
    double n[2] = { 0.0 }, activists[2] = { 0.0 };
    (void) state;
    for (int w = 0; w < 2; w++) {
        test_world_open(&world[w], WORLD,
                        (const char *const[]){
                            "groups.walker.departure.surge=3", "rules.people.activist=0.1",
                            "rules.people.crackdown_activist=0.4", none[w], NULL });
        test_world_live(&world[w], 0, &run[w]);
    }
    uint32_t other = 0;
    for (uint32_t i = 0; i < run[WITH].n_people; i++) {
        const struct asy_applicant *who = &run[WITH].people[i];
        const int of = asy_of_crackdown(who);
        n[of]++;
        activists[of] += who->traits & ASY_ACTIVIST ? 1.0 : 0.0;
        if (of)
            continue;
        const struct asy_applicant *same = &run[WITHOUT].people[other++];
        assert_true(same->id == who->id && same->traits == who->traits &&
                    memcmp(&same->need, &who->need, sizeof same->need) == 0);
    }
    assert_int_equal(other, run[WITHOUT].n_people);
    assert_true(total(&run[WITH], ASY_METRIC_departures_crackdown) == n[1]);
    assert_true(total(&run[WITHOUT], ASY_METRIC_departures_crackdown) == 0.0);
    test_near("all who set out", n[0] + n[1], 10000.0 * 12.0 * 366.0 / YEAR,
              sqrt(120000.0 * 366.0 / YEAR));
    test_share("because of the crackdown", n[1], n[0] + n[1], 2.0 / 3.0, 0.0);
    test_share("activists among the others", activists[0], n[0], 0.1, 0.0);
    test_share("activists among those driven out", activists[1], n[1], 0.4, 0.0);
    for (int w = 0; w < 2; w++) {
        asy_run_free(&run[w]);
        test_world_close(&world[w]);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_quota_is_a_capacity_and_first_come_is_first_served),
        cmocka_unit_test(in_hiding_the_danger_and_patience_race),
        cmocka_unit_test(two_years_of_a_scholar_whose_parent_may_come_for_90_days),
        cmocka_unit_test(the_stay_ends_on_its_day_and_parts_by_three_chances),
        cmocka_unit_test(a_foreigner_is_deported_only_after_180_days_of_a_year),
        cmocka_unit_test(pressures_compete_by_their_rates),
        cmocka_unit_test(means_run_out_during_a_wait_and_not_where_one_may_work),
        cmocka_unit_test(the_right_to_work_begins_on_its_day),
        cmocka_unit_test(without_a_crackdown_the_others_are_the_same_people),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
