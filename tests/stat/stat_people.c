/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who sets out: Poisson numbers of cases, sizes of families, traits, the share at risk, ties.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "life/outcomes.h"
#include "support/world.h"

#include <gsl/gsl_cdf.h>
#include <stdlib.h>
#include <string.h>

#define WORLD ASY_SOURCE_DIR "/tests/stat/world.cfg"

enum { WALKER, SIBLING, OTHER, N_GROUPS };

/* Cases a day of each group, and persons, over the year 2012. */
static void
departures_a_day(const char *const *sets, double persons_a_month, double persons_a_case)
{
    enum { DAYS = 366 };
    static double cases[DAYS];
    struct test_world world;
    struct asy_run run;
    struct test_moments a_day = { 0 }, persons = { 0 };
    double both = 0.0;
    memset(cases, 0, sizeof cases);
    test_world_open(&world, WORLD, sets);
    test_world_live(&world, 0, &run);
    for (uint32_t i = 0; i < run.n_people; i++) {
        cases[asy_departed(&run.people[i])]++;
        test_add(&persons, run.people[i].persons);
    }
    const double mean = persons_a_month * 12.0 / 365.25 / persons_a_case;
    for (int d = 0; d < DAYS; d++) {
        test_add(&a_day, cases[d]);
        both += d > 0 ? (cases[d] - mean) * (cases[d - 1] - mean) : 0.0;
    }
    test_near("cases a day", test_mean(&a_day), mean, sqrt(mean / DAYS));
    test_near("variance over mean of the cases a day", test_variance(&a_day) / mean, 1.0,
              sqrt(2.0 / (DAYS - 1) + 1.0 / (mean * DAYS)));
    test_near("correlation of one day with the next", both / (mean * DAYS), 0.0,
              1.0 / sqrt(DAYS));
    test_near("persons a case", test_mean(&persons), persons_a_case,
              sqrt(fmax(test_variance(&persons), 1e-12) / persons.n));
    const double counted =
        (double) test_total(&run, ASY_METRIC_departures, ASY_ANY, ASY_ANY, 0);
    assert_true(counted == persons.sum);
    test_near("persons a year", counted, persons_a_month * 12.0 / 365.25 * DAYS,
              sqrt(mean * DAYS * (persons_a_case * persons_a_case + test_variance(&persons))));
    asy_run_free(&run);
    test_world_close(&world);
}

static void
departures_are_poisson_with_the_stated_persons(void **state)
{
    (void) state;
    departures_a_day((const char *const[]){ "groups.walker.departure.persons=60", NULL }, 60.0,
                     1.0);
    /* more than a hundred a day is drawn in parts */
    departures_a_day((const char *const[]){ "groups.walker.departure.persons=14000", NULL },
                     14000.0, 1.0);
    departures_a_day((const char *const[]){ "groups.walker.departure.persons=9000",
                                            "rules.people.family_share=0.4",
                                            "rules.people.family_size=3.6", NULL },
                     9000.0, 0.6 + 0.4 * 3.6);
    departures_a_day((const char *const[]){ "groups.walker.departure.persons=40",
                                            "rules.people.family_share=1",
                                            "rules.people.family_size=5", NULL },
                     40.0, 5.0);
}

static void
sizes_of_families_are_two_and_a_poisson_number(void **state)
{
    enum { MOST = 13 };
    double count[MOST] = { 0 }, p[MOST] = { 0 }, children = 0.0, adults = 0.0, rest = 1.0;
    struct test_world world;
    struct asy_run run;
    (void) state;
    test_world_open(&world, WORLD,
                    (const char *const[]){ "rules.people.family_share=1",
                                           "rules.people.family_size=3.6",
                                           "rules.people.two_adults=0.3", NULL });
    test_world_live(&world, 0, &run);
    for (uint32_t i = 0; i < run.n_people; i++) {
        const struct asy_applicant *who = &run.people[i];
        count[who->persons]++;
        adults += who->persons - who->children;
        children += who->children;
    }
    double term = exp(-1.6);
    for (int k = 0; k < MOST - 3; k++) {
        p[2 + k] = term;
        rest -= term;
        term *= 1.6 / (k + 1);
    }
    p[MOST - 1] = rest;
    test_fits("persons in a family", count, p, MOST);
    assert_true(children + adults ==
                (double) test_total(&run, ASY_METRIC_departures, ASY_ANY, ASY_ANY, 0));
    test_share("families with two adults", adults - run.n_people, run.n_people, 0.3, 0.0);
    asy_run_free(&run);
    test_world_close(&world);
}

static void
share_at_risk_is_that_of_a_normal_need_with_the_effects_of_traits(void **state)
{
    static const double share[4] = { 0.2, 0.1, 0.15, 0.05 },
                        effect[4] = { 0.8, 0.4, -0.6, 1.5 };
    static const double need_mean = -0.7;
    struct test_world world;
    struct asy_run run;
    double at_risk = 0.0, expected = 0.0, with[16] = { 0 }, risky[16] = { 0 }, p[16];
    (void) state;
    test_world_open(&world, WORLD,
                    (const char *const[]){
                        "rules.claim_strength.need_mean=-0.7", "rules.people.activist=0.2",
                        "rules.people.publicly_known=0.1", "rules.people.lgbti=0.15",
                        "rules.people.wanted=0.05", "rules.claim_strength.activist_effect=0.8",
                        "rules.claim_strength.publicly_known_effect=0.4",
                        "rules.claim_strength.lgbti_effect=-0.6",
                        "rules.claim_strength.wanted_effect=1.5", NULL });
    test_world_live(&world, 0, &run);
    for (uint32_t i = 0; i < run.n_people; i++) {
        const struct asy_applicant *who = &run.people[i];
        with[who->traits & 15]++;
        risky[who->traits & 15] += who->need > 0.0f;
        at_risk += who->need > 0.0f;
    }
    for (int traits = 0; traits < 16; traits++) {
        double mean = need_mean;
        p[traits] = 1.0;
        for (int i = 0; i < 4; i++) {
            p[traits] *= traits >> i & 1 ? share[i] : 1.0 - share[i];
            mean += traits >> i & 1 ? effect[i] : 0.0;
        }
        if (with[traits] > 100.0)
            test_share("at risk, with these traits", risky[traits], with[traits],
                       gsl_cdf_ugaussian_P(mean), 0.0);
        expected += p[traits] * gsl_cdf_ugaussian_P(mean);
    }
    test_fits("traits", with, p, 16);
    test_share("at risk", at_risk, run.n_people, expected, 0.0);
    asy_run_free(&run);
    test_world_close(&world);
}

static void
ties_lead_where_the_group_goes_and_kin_is_a_share_of_all(void **state)
{
    struct test_world world;
    struct asy_run run;
    double count[3] = { 0 }, kin = 0.0;
    static const double p[3] = { 0.5, 0.2, 0.3 };
    (void) state;
    test_world_open(&world, WORLD,
                    (const char *const[]){ "rules.people.ties=0.5", "rules.people.kin=0.08",
                                           "groups.walker.onward.to={AAA=5; BBB=2; CCC=3;}",
                                           NULL });
    test_world_live(&world, 0, &run);
    for (uint32_t i = 0; i < run.n_people; i++) {
        const struct asy_applicant *who = &run.people[i];
        if (who->tie != ASY_NOBODY)
            count[who->tie]++;
        kin += (who->traits & ASY_KIN) != 0;
        assert_true(!(who->traits & ASY_KIN) || who->tie != ASY_NOBODY);
    }
    test_share("with ties", count[0] + count[1] + count[2], run.n_people, 0.5, 0.0);
    test_share("with kin", kin, run.n_people, 0.08, 0.0);
    test_fits("where ties are", count, p, 3);
    asy_run_free(&run);
    test_world_close(&world);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(departures_are_poisson_with_the_stated_persons),
        cmocka_unit_test(sizes_of_families_are_two_and_a_poisson_number),
        cmocka_unit_test(share_at_risk_is_that_of_a_normal_need_with_the_effects_of_traits),
        cmocka_unit_test(ties_lead_where_the_group_goes_and_kin_is_a_share_of_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
