/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The level on which a monthly series ends. Within a year the numbers of people move so far
   that the last quarter tells the next year better than the last twelve months; but autumn is
   high and winter low, so that the season is taken out of it first: that of claims
   (scenarios/history/within_year.csv), a month earlier. */
#include "scenario/inside.h"

#include <math.h>

/* season_01 to season_12 of within_year.csv: the mean logarithm of a month's first claims over
   the twelve months around it, as known at the end of each year. */
enum { FIRST_YEAR = 2012 };
static const double seasons[][12] = {
    { -0.23, -0.37, -0.01, -0.35, -0.16, 0.06, 0.10, 0.22, 0.20, 0.21, 0.12, 0.20 }, /* 2012 */
    { -0.03, -0.20, -0.13, -0.12, -0.13, -0.04, 0.08, 0.11, 0.10, 0.25, 0.13,
      -0.01 }, /* 2013 */
    { -0.08, -0.24, -0.13, -0.09, -0.14, -0.01, 0.12, 0.11, 0.12, 0.26, 0.10,
      -0.04 },                                                                        /* 2014 */
    { -0.11, -0.17, -0.10, -0.09, -0.14, 0.02, 0.11, 0.10, 0.14, 0.23, 0.06, -0.06 }, /* 2015 */
    { -0.14, -0.16, -0.08, -0.09, -0.14, 0.03, 0.10, 0.08, 0.17, 0.21, 0.06, -0.04 }, /* 2016 */
};
enum { N_YEARS = sizeof seasons / sizeof *seasons };
_Static_assert(FIRST_YEAR + N_YEARS - 1 == ASY_LAST_SEASON, "one row for each year");

double
asy_season(int year, int month)
{
    const int latest = year > ASY_LAST_SEASON ? ASY_LAST_SEASON : year;

    return latest < FIRST_YEAR ? 0.0 : seasons[latest - FIRST_YEAR][month - 1];
}

/* They set out about a month before they claim: the way, and the wait before it. */
double
asy_departure_season(int year, int month)
{
    return asy_season(year, month % ASY_WHOLE_YEAR + 1);
}

double
asy_level(const struct asy_node *series, const struct asy_level *how)
{
    const size_t most = (size_t) how->months, n = how->n < most ? how->n : most;
    const bool is_seasonal = n < ASY_WHOLE_YEAR; /* a whole year has all seasons */
    size_t i = 0;
    double sum = 0;

    for (const struct asy_node *node = series->first; node && i < how->n; node = node->next) {
        const size_t left = how->n - i++; /* with this one, months before `after` */
        if (left > n)
            continue;
        const int month = (how->after.month - 1 - (int) left + 12) % 12 + 1;
        const double season = is_seasonal ? asy_departure_season(how->season_year, month) : 0.0;
        sum += node->number * exp(-season);
    }
    return sum / (double) n;
}
