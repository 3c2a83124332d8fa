/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Waiting in a transit country: competing dangers, when the first strikes and which one it is.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "life/outcomes.h"
#include "support/world.h"

#define WORLD ASY_SOURCE_DIR "/tests/stat/world.cfg"

enum { ABDUCTED, HANDED_OVER, FOUND, PRESSED_HOME, RESETTLED, N_KINDS };
enum { TTT = 3 };

/* Yearly rates of world.cfg's dangers as the tests set them, and the sets that do so: what
   follows from each danger comes at once and in one way. The first two grow for the wanted;
   cooperation halves hand-overs, the climate doubles being found; agents press home. Whoever
   claims is resettled, for protection on the spot ends no danger of abduction. */
static const double rates[N_KINDS] = { 2.0, 1.0, 0.5, 1.5, 3.0 };
#define RATES                                                                                  \
    "rules.border.p_heard=0", "rules.border.p_home=0", "rules.border.retry_days=365",          \
        "rules.claim_strength.need_mean=6", "transit.TTT.dangers.abducted=2",                  \
        "transit.TTT.dangers.handed_over=2", "transit.TTT.cooperation.with=0.5",               \
        "transit.TTT.dangers.found=0.25", "transit.TTT.climate.removals=2",                    \
        "transit.TTT.dangers.pressed_home=0.9", "transit.TTT.dangers.agents=0.6",              \
        "transit.TTT.agents.p_home=1", "transit.TTT.dangers.local_claim=3", AT_ONCE
#define AT_ONCE                                                                                \
    "rules.expulsion.hearing_days=0", "rules.expulsion.p_appeals=0",                           \
        "rules.expulsion.removal_days=0", "rules.local_asylum.p_accepted=1",                   \
        "rules.local_asylum.decision_days=1", "rules.local_asylum.p_granted=0",                \
        "rules.local_asylum.p_appeals=0", "rules.local_asylum.p_mandate=1",                    \
        "rules.local_asylum.mandate_heeded=0", "rules.local_asylum.p_resettled=1"

/* What struck an applicant, as in the table of rates. */
static int
struck_by(const struct asy_applicant *who)
{
    if (who->fate == ASY_FATE_SAFE_ROUTE)
        return RESETTLED;
    if (who->fate == ASY_FATE_GAVE_UP)
        return PRESSED_HOME;
    assert_true(asy_n_links(who) > 0);
    switch (asy_link(who, asy_n_links(who) - 1).act) {
    case ASY_ACT_HAND_OVER:
        return HANDED_OVER;
    case ASY_ACT_EXPULSION:
        return FOUND;
    default:
        return ABDUCTED;
    }
}

/* A day for the hearing and one for the removal of those found, and one for the answer to a
   claim; `since` is the day of the return home, or of the answer. */
static double
days_waited(const struct asy_applicant *who)
{
    static const int later[N_KINDS] = { [FOUND] = 2, [RESETTLED] = 1 };
    return who->since - asy_departed(who) - 1 - later[struck_by(who)];
}

static void
check(const char *const *sets, double factor)
{
    struct test_world world;
    struct asy_run run;
    struct test_moments days[N_KINDS] = { 0 }, all = { 0 };
    double count[N_KINDS], p[N_KINDS], total = 0.0;
    test_world_open(&world, WORLD, sets);
    test_world_live(&world, 0, &run);
    for (uint32_t i = 0; i < run.n_people; i++) {
        const struct asy_applicant *who = &run.people[i];
        if (who->fate != ASY_FATE_WAITING && who->fate != ASY_FATE_NO_STATUS_TRANSIT) {
            test_add(&days[struck_by(who)], days_waited(who));
            test_add(&all, days_waited(who));
        }
    }
    for (int k = 0; k < N_KINDS; k++) {
        p[k] = rates[k] * (k < 2 ? factor : 1.0);
        total += p[k];
    }
    assert_true(all.n == run.n_people); /* three years at eight a year: nobody is left */
    const double a_day = 1.0 - exp(-total / 365.25), mean = 1.0 / a_day;
    const double variance = (1.0 - a_day) / (a_day * a_day);
    for (int k = 0; k < N_KINDS; k++) {
        p[k] /= total;
        count[k] = days[k].n;
        test_share("share of a danger", days[k].n, all.n, p[k], 0.0);
        /* when it strikes says nothing about which one it is */
        test_near("days until a danger, by kind", test_mean(&days[k]), mean,
                  sqrt(variance / days[k].n));
    }
    test_fits("which danger strikes", count, p, N_KINDS);
    test_near("days until the first danger", test_mean(&all), mean, sqrt(variance / all.n));
    test_near("variance of these days", test_variance(&all), variance,
              variance * sqrt(8.0 / all.n));
    asy_run_free(&run);
    test_world_close(&world);
}

static void
first_danger_comes_at_the_sum_of_rates_and_is_of_a_kind_by_its_rate(void **state)
{
    (void) state;
    check((const char *const[]){ RATES, NULL }, 1.0);
}

static void
wanted_people_are_abducted_and_handed_over_more_often(void **state)
{
    (void) state;
    check((const char *const[]){ RATES, "rules.people.wanted=1",
                                 "rules.dangers.wanted_factor=3", NULL },
          3.0);
}

static void
only_those_at_risk_are_counted_as_seized_but_all_share_the_fate(void **state)
{
    struct test_world world;
    struct asy_run run;
    double fate = 0.0, at_risk = 0.0;
    (void) state;
    test_world_open(
        &world, WORLD,
        (const char *const[]){ "rules.border.travel_days=1", "rules.border.p_heard=0.0001",
                               "rules.border.retry_days=365", "rules.people.family_share=0.4",
                               "transit.TTT.dangers.found=50", AT_ONCE, NULL });
    test_world_live(&world, 0, &run);
    for (uint32_t i = 0; i < run.n_people; i++) {
        const struct asy_applicant *who = &run.people[i];
        if (who->claims > 0 ||
            (who->fate != ASY_FATE_SEIZED && who->fate != ASY_FATE_REFOULED_CHAIN))
            continue; /* who had been pushed back before is refouled by a chain */
        fate += who->persons;
        at_risk += who->need > 0.0f ? who->persons : 0;
    }
    const double seized =
        (double) test_total(&run, ASY_METRIC_seized_in_transit, ASY_ANY, TTT, ASY_ANY);
    assert_true(seized == at_risk);
    test_near("share at risk of those expelled", seized / fate, 0.5, sqrt(0.25 * 3.15 / fate));
    asy_run_free(&run);
    test_world_close(&world);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(first_danger_comes_at_the_sum_of_rates_and_is_of_a_kind_by_its_rate),
        cmocka_unit_test(wanted_people_are_abducted_and_handed_over_more_often),
        cmocka_unit_test(only_those_at_risk_are_counted_as_seized_but_all_share_the_fate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
