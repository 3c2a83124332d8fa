/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cases expected to set out, beside the most that a day and a history can number. A history
   with more would end as short of memory, or lose those who are beyond the day's numbers. How
   many the odds of getting in draw is known only once a history is lived: the most that they
   may has to fit. */
#include "engine/crowd.h"

#include <math.h>
#include <stdio.h>

#include "life/day.h"

/* So many standard errors of a Poisson number lie below the limit. */
static const double MARGIN = 6.0;

static double
at_most(double mean)
{
    return mean + MARGIN * sqrt(mean);
}

/* Cases: as the values say, and the most that the odds may make of them. */
struct cases {
    double told, drawn;
};

static void
complain(const struct asy_scenario *scenario, int group, int32_t day, struct cases cases,
         int most, const char *of_what, struct asy_errors *errs)
{
    char where[160], drawn[80] = "";
    const char *const path = asy_expected_origin(scenario, group, day, where);

    if (cases.drawn > cases.told)
        snprintf(drawn, sizeof drawn, ", and up to %.0f if the odds draw them (demand.most)",
                 cases.drawn);
    asy_errors_add(errs, ASY_E_INPUT, where,
                   "%s: with it about %.0f cases set out %s%s, more than the %d that the "
                   "program can number; persons are counted by the month",
                   path, cases.told, of_what, drawn, most);
}

/* People driven out by a crackdown have numbers of their own, and do not weigh the odds. */
static struct cases
larger_of(const struct asy_expected *expected, double most)
{
    return expected->usual * most > expected->crackdown
               ? (struct cases){ expected->usual, expected->usual * most }
               : (struct cases){ expected->crackdown, expected->crackdown };
}

/* The cases of a group on the day on which most set out; and of all days. */
struct group_cases {
    struct cases most, all;
    int32_t day;
};

static void
add(struct cases *all, double told, double drawn)
{
    all->told += told;
    all->drawn += drawn;
}

static struct group_cases
cases_of(const struct asy_world *world, int group, int32_t reformed)
{
    struct group_cases cases = { 0 };

    for (int32_t day = world->first_day; day < world->n_days; day++) {
        const struct asy_expected expected = asy_expected_on(world, group, day);
        const double most = asy_expected_most(world, group, day, reformed);
        const struct cases larger = larger_of(&expected, most);
        if (larger.drawn > cases.most.drawn) {
            cases.most = larger;
            cases.day = day;
        }
        add(&cases.all, expected.usual + expected.crackdown,
            expected.usual * most + expected.crackdown);
    }
    return cases;
}

bool
asy_crowd_check(const struct asy_scenario *scenario, const struct asy_world *world,
                bool is_reform, struct asy_errors *errs)
{
    const int32_t reformed = is_reform ? asy_scenario_branch_day(scenario) : INT32_MAX;
    struct group_cases largest = { 0 };
    struct cases all = { 0 };
    int group = 0;
    bool ok = true;

    for (int g = 0; g < world->n_groups; g++) {
        const struct group_cases cases = cases_of(world, g, reformed);
        add(&all, cases.all.told, cases.all.drawn);
        if (cases.all.drawn > largest.all.drawn) {
            largest = cases;
            group = g;
        }
        if (at_most(cases.most.drawn) < ASY_CRACKDOWN_FROM)
            continue;
        complain(scenario, g, cases.day, cases.most, ASY_CRACKDOWN_FROM - 1, "on one day",
                 errs);
        ok = false;
    }
    if (!ok || at_most(all.drawn) <= ASY_MOST_CASES)
        return ok;
    complain(scenario, group, largest.day, all, ASY_MOST_CASES, "in one history", errs);
    return false;
}
