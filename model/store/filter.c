/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/filter.h"

#include "base/calendar.h"
#include "base/near.h"

#include <string.h>

bool
asy_filter_population(const struct asy_results *results, const char *name, uint32_t *groups,
                      struct asy_error *err)
{
    struct asy_near near = { .word = name };
    char hint[96];

    *groups = 0;
    for (int g = 0; g < results->n_groups; g++) {
        const struct asy_stored_group *group = &results->groups[g];
        if (strcmp(name, "all") == 0 || strcmp(name, group->name) == 0 ||
            strcmp(name, group->citizenship) == 0)
            *groups |= UINT32_C(1) << g;
    }
    if (*groups || strcmp(name, "all") == 0)
        return true;
    for (int g = 0; g < results->n_groups; g++) {
        asy_near_try(&near, results->groups[g].name);
        asy_near_try(&near, results->groups[g].citizenship);
    }
    return asy_fail(err, ASY_E_INPUT, name, "is not a group or citizenship in these results%s",
                    asy_near_hint(&near, hint, sizeof hint));
}

/* Id of the place with this name (of `length` characters); 0 if there is none. */
static int
find_place(const struct asy_results *results, const char *name, size_t length)
{
    for (int p = 1; p < ASY_N_PLACES; p++) {
        const char *const here = results->places[p].name;
        if (*here && strlen(here) == length && memcmp(here, name, length) == 0)
            return p;
    }
    return 0;
}

static bool
no_such_place(const struct asy_results *results, const char *name, struct asy_error *err)
{
    struct asy_near near = { .word = name };
    char hint[96];

    for (int p = 1; p < ASY_N_PLACES; p++)
        if (*results->places[p].name)
            asy_near_try(&near, results->places[p].name);
    return asy_fail(err, ASY_E_INPUT, name,
                    "is not a state, crossing or pair (such as DEU>POL) in these results%s",
                    asy_near_hint(&near, hint, sizeof hint));
}

bool
asy_filter_place(const struct asy_results *results, const char *name, enum asy_where where,
                 struct asy_place_filter *out, struct asy_error *err)
{
    const char *const arrow = strchr(name, '>');

    *out = (struct asy_place_filter){ 0 };
    if (strcmp(name, "all") == 0)
        return true;
    const size_t length = arrow ? (size_t) (arrow - name) : strlen(name);
    out->place = length ? find_place(results, name, length) : 0;
    out->receiver = arrow ? find_place(results, arrow + 1, strlen(arrow + 1)) : 0;
    if ((length && !out->place) || (arrow && !out->receiver) || (!length && !arrow))
        return no_such_place(results, name, err);

    const bool crossing = out->place && results->places[out->place].is_crossing;
    if (where == ASY_NOWHERE || (arrow && where != ASY_PAIR) ||
        crossing != (where == ASY_CROSSING))
        return asy_fail(err, ASY_E_INPUT, name, "this outcome is counted %s",
                        where == ASY_NOWHERE    ? "without a place: use all"
                        : where == ASY_CROSSING ? "by crossing"
                        : where == ASY_PAIR     ? "by pair of states, DEU>POL"
                                                : "by state");
    return true;
}

/* Reads "2016" or "2016-07" as months [first, last] of the horizon. */
static bool
read_months(const struct asy_results *results, const char *text, int *first, int *last)
{
    struct asy_date date;

    if (!asy_date_read(text, &date))
        return false;
    const size_t length = strlen(text);
    *first = 12 * (date.year - results->info.first_year) + date.month - 1;
    *last = length > 4 ? *first : *first + 11;
    return length <= 7 && *first >= 0 && *last < 12 * results->info.n_years;
}

bool
asy_filter_period(const struct asy_results *results, const char *period,
                  enum asy_calendar calendar, struct asy_period_filter *out,
                  struct asy_error *err)
{
    const int first_year = results->info.first_year, years = results->info.n_years;
    char from[32];
    int first = 0, last = 12 * years - 1, unused;

    if (strcmp(period, "all") != 0) {
        const char *const dots = strstr(period, "..");
        const char *const to = dots ? dots + 2 : period;
        snprintf(from, sizeof from, "%.*s", dots ? (int) (dots - period) : 31, period);
        if (!read_months(results, from, &first, &unused) ||
            !read_months(results, to, &unused, &last) || last < first)
            return asy_fail(err, ASY_E_INPUT, period,
                            "is not a period within %d..%d: 2016, 2016-07, 2016..2017 or all",
                            first_year, first_year + years - 1);
    }
    if (calendar == ASY_YEARS_SUM || calendar == ASY_YEARS_STOCK) {
        if (first % 12 != 0 || last % 12 != 11)
            return asy_fail(err, ASY_E_INPUT, period, "this outcome is counted by whole years");
        first /= 12;
        last /= 12;
    }
    if (calendar == ASY_MONTHS_STOCK && last > results->info.n_months - 1)
        last = results->info.n_months - 1;
    if (calendar == ASY_MONTHS_STOCK || calendar == ASY_YEARS_STOCK)
        first = last;
    *out = (struct asy_period_filter){ first, last };
    return true;
}
