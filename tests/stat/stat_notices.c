/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The home state's search against closed forms: review and substitution as a thinned stream,
   the arrest as a clock that races another, the commission as a line served three times a year.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "life/outcomes.h"
#include "support/world.h"

#include <math.h>

#define WORLD ASY_SOURCE_DIR "/tests/stat/world.cfg"

static double
total(const struct asy_run *run, enum asy_metric metric)
{
    return (double) test_total(run, metric, ASY_ANY, ASY_ANY, ASY_ANY);
}

/* Everyone is looked for, at risk, and waits in transit. */
#define SOUGHT                                                                                 \
    "rules.people.wanted=1", "rules.claim_strength.need_mean=6", "rules.border.p_heard=0",     \
        "rules.border.retry_days=365", "rules.notices.before=1",                               \
        "rules.dangers.wanted_factor=1", "rules.extradition.decision_days=1",                  \
        "rules.extradition.p_ordered.all=1", "rules.extradition.p_claims=0"

static void
what_review_refuses_is_a_share_and_what_comes_again_elsewhere_a_share_of_it(void **state)
{
    struct test_world world;
    struct asy_run run;
    (void) state;
    test_world_open(&world, WORLD,
                    (const char *const[]){ SOUGHT, "rules.notices.diffusions=0.2",
                                           "rules.notices.review=0.3",
                                           "rules.other_channels.substitute=0.6",
                                           "rules.other_channels.substitute_days=20", NULL });
    test_world_live(&world, 0, &run);
    const double asked = total(&run, ASY_METRIC_notices_asked),
                 refused = total(&run, ASY_METRIC_notices_refused),
                 renewed = total(&run, ASY_METRIC_requests_renewed);
    assert_true(asked == run.n_people);
    assert_true(refused + total(&run, ASY_METRIC_notices_published) == asked);
    /* diffusions pass unseen: (1 - 0.2) * 0.3 */
    test_share("refused by the review", refused, asked, 0.24, 0.0);
    test_share("asked again through another channel", renewed, refused, 0.6, 0.0);
    assert_true(renewed == total(&run, ASY_METRIC_requests_by_other_channels));
    asy_run_free(&run);
    test_world_close(&world);
}

/* Every day the check meets the notice with the same small chance, however often checks come
   elsewhere; and money ends with another. Who is arrested first is their race. */
static void
arrest_and_the_end_of_money_race_each_other(void **state)
{
    const double here = 2.0, most = 6.0, money = 200.0;
    struct test_world world;
    struct asy_run run;
    (void) state;
    test_world_open(&world, WORLD,
                    (const char *const[]){
                        SOUGHT, "rules.people.money_days=200", "rules.notices.review=0",
                        "rules.arrests.police.TTT=2", "rules.arrests.police.BBB=6", NULL });
    test_world_live(&world, 0, &run);
    const double arrest = (1.0 - exp(-most / 365.25)) * here / most, end = 1.0 / money;
    /* on the same day the arrest comes first */
    const double first = arrest / (1.0 - (1.0 - arrest) * (1.0 - end));
    test_share("arrested before the money ends", total(&run, ASY_METRIC_notice_hits),
               run.n_people, first, 0.0);
    asy_run_free(&run);
    test_world_close(&world);
}

/* The day on which each arrest came, from the day on which the notice was out. */
static void
the_days_to_an_arrest_are_those_of_a_clock_thinned_by_the_place(void **state)
{
    const double a_day = (1.0 - exp(-6.0 / 365.25)) * 4.0 / 6.0;
    struct test_world world;
    struct asy_run run;
    struct test_moments days = { 0 };
    (void) state;
    test_world_open(&world, WORLD,
                    (const char *const[]){ SOUGHT, "rules.people.money_days=2000",
                                           "rules.notices.review=0", "rules.border.p_home=0",
                                           "rules.arrests.police.TTT=4",
                                           "rules.arrests.police.BBB=6", NULL });
    test_world_live(&world, 0, &run);
    for (uint32_t i = 0; i < run.n_people; i++)
        if (run.people[i].place == run.people[i].citizenship)
            test_add(&days, run.people[i].since - asy_departed(&run.people[i]) - 2.0); /* sent
                home the day after */
    assert_true(days.n > 0.999 * run.n_people); /* three years at four a year */
    test_near("days to the arrest", test_mean(&days), 1.0 / a_day,
              sqrt((1.0 - a_day) / (a_day * a_day) / days.n));
    asy_run_free(&run);
    test_world_close(&world);
}

/* Everyone is arrested on the day the claim is registered; some complain. */
#define COMPLAIN                                                                               \
    "rules.people.wanted=1", "rules.claim_strength.need_mean=6", "rules.notices.before=1",     \
        "rules.arrests.registration=1", "rules.registration.lodge_days=3",                     \
        "rules.complaints.prepare_days=1", "rules.merits.min_days=3000",                       \
        "rules.notices.review=0"

/* Steps through a history day by day. */
struct steps {
    double waited, joined; /* complaint-days in line; complaints that came */
    double most;           /* decided in a session */
    int sessions;
    uint64_t decided;
};

static struct steps
step_through(const struct test_world *world, struct asy_run *run)
{
    struct steps seen = { 0 };
    size_t before = 0;
    assert_true(asy_run_init(run, test_world_of(world), world->draw.thresholds,
                             asy_luck_key(1, 0, 0), 1.0));
    for (int32_t day = 1; day <= run->world->n_days; day++) {
        asy_run_to(run, day);
        const uint64_t now =
            test_total(run, ASY_METRIC_complaints_decided, ASY_ANY, ASY_ANY, ASY_ANY);
        const size_t line =
            run->sitting[ASY_SITTING_session].n + run->sitting[ASY_SITTING_session].n_today;
        seen.joined += (double) line - (double) before + (double) (now - seen.decided);
        seen.sessions += now > seen.decided;
        seen.most = fmax(seen.most, (double) (now - seen.decided));
        seen.waited += (double) line;
        seen.decided = now;
        before = line;
    }
    return seen;
}

static void
a_complaint_waits_for_the_next_of_three_sessions_a_year(void **state)
{
    const double gap = 365.25 / 3.0;
    struct test_world world;
    struct asy_run run;
    (void) state;
    test_world_open(&world, WORLD,
                    (const char *const[]){ COMPLAIN, "rules.complaints.p_complain=0.1", NULL });
    const struct steps seen = step_through(&world, &run);
    assert_true(seen.joined > 5000);
    test_near("days in line", seen.waited / seen.joined, (gap - 1.0) / 2.0,
              gap / sqrt(12.0 * seen.joined));
    asy_run_free(&run);
    test_world_close(&world);
}

static void
a_session_decides_no_more_than_it_can(void **state)
{
    struct test_world world;
    struct asy_run run;
    (void) state;
    test_world_open(&world, WORLD,
                    (const char *const[]){ COMPLAIN, "rules.complaints.p_complain=1",
                                           "rules.complaints.cases=50", NULL });
    const struct steps seen = step_through(&world, &run);
    assert_int_equal(seen.sessions, 12); /* three a year, four years */
    assert_true(seen.most == 50.0);
    assert_int_equal(seen.decided, 12 * 50);
    asy_run_free(&run);
    test_world_close(&world);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            what_review_refuses_is_a_share_and_what_comes_again_elsewhere_a_share_of_it),
        cmocka_unit_test(arrest_and_the_end_of_money_race_each_other),
        cmocka_unit_test(the_days_to_an_arrest_are_those_of_a_clock_thinned_by_the_place),
        cmocka_unit_test(a_complaint_waits_for_the_next_of_three_sessions_a_year),
        cmocka_unit_test(a_session_decides_no_more_than_it_can),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
