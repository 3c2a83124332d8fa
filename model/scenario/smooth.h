/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Months of what was observed by year: a year's mean did not begin on 1 January. The sum over
   time is interpolated between New Years by Steffen's monotone cubic (1990; GSL), and a month
   has what it rises by: each year keeps its mean, nothing falls below 0, next to a year far
   below its neighbours the change is made in the larger one, and before the first and after the
   last year the rate is theirs. */
#ifndef ASY_SCENARIO_SMOOTH_H
#define ASY_SCENARIO_SMOOTH_H

#include <stdbool.h>
#include <stddef.h>

enum { ASY_SMOOTH_MOST_YEARS = 100 };

/* Fills month[12 n] from year[n] (means by year, none below 0). False, with nothing filled,
   where n is below 2 or above the most, or memory lacks. */
bool asy_smooth_years(const double *year, size_t n, double *month);

#endif
