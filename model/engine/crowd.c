/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cases expected to set out, beside the most that a day and a history can number. A history
   with more would end as short of memory, or lose those who are beyond the day's numbers. */
#include "engine/crowd.h"

#include <math.h>

#include "life/day.h"

/* So many standard errors of a Poisson number lie below the limit. */
static const double MARGIN = 6.0;

static double
at_most(double mean)
{
    return mean + MARGIN * sqrt(mean);
}

static void
complain(const struct asy_scenario *scenario, int group, int32_t day, double mean, int most,
         const char *of_what, struct asy_errors *errs)
{
    char where[160];
    const char *const path = asy_expected_origin(scenario, group, day, where);

    asy_errors_add(errs, ASY_E_INPUT, where,
                   "%s: with it about %.0f cases set out %s, more than the %d that the program "
                   "can number; persons are counted by the month",
                   path, mean, of_what, most);
}

/* The cases of a group on the day on which most set out; and of all days. */
struct group_cases {
    double most, all;
    int32_t day;
};

static struct group_cases
cases_of(const struct asy_world *world, int group)
{
    struct group_cases cases = { 0 };

    for (int32_t day = world->first_day; day < world->n_days; day++) {
        const struct asy_expected expected = asy_expected_on(world, group, day);
        const double larger =
            expected.usual > expected.crackdown ? expected.usual : expected.crackdown;
        if (larger > cases.most)
            cases.day = day;
        cases.most = larger > cases.most ? larger : cases.most;
        cases.all += expected.usual + expected.crackdown;
    }
    return cases;
}

bool
asy_crowd_check(const struct asy_scenario *scenario, const struct asy_world *world,
                struct asy_errors *errs)
{
    struct group_cases largest = { 0 };
    double all = 0.0;
    int group = 0;
    bool ok = true;

    for (int g = 0; g < world->n_groups; g++) {
        const struct group_cases cases = cases_of(world, g);
        all += cases.all;
        if (cases.all > largest.all) {
            largest = cases;
            group = g;
        }
        if (at_most(cases.most) < ASY_CRACKDOWN_FROM)
            continue;
        complain(scenario, g, cases.day, cases.most, ASY_CRACKDOWN_FROM - 1, "on one day",
                 errs);
        ok = false;
    }
    if (!ok || at_most(all) <= ASY_MOST_CASES)
        return ok;
    complain(scenario, group, largest.day, all, ASY_MOST_CASES, "in one history", errs);
    return false;
}
