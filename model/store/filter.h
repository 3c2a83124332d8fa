/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which cells a name stands for: a population, a place, a period. */
#ifndef ASY_STORE_FILTER_H
#define ASY_STORE_FILTER_H

#include "store/inside.h"

enum { ASY_MOST_PERIODS = 12 * 200 };

/* A place asked for, against which a cell's place and receiver are held. */
struct asy_place_filter {
    int place, receiver; /* 0: any */
};

/* Periods [first, last] of the metric's calendar; of a stock only the last. */
struct asy_period_filter {
    int first, last;
};

/* `groups` has a bit for each group of the population. ASY_E_INPUT with the nearest name. */
bool asy_filter_population(const struct asy_results *results, const char *name,
                           uint32_t *groups, struct asy_error *err);
bool asy_filter_place(const struct asy_results *results, const char *name, enum asy_where where,
                      struct asy_place_filter *out, struct asy_error *err);
bool asy_filter_period(const struct asy_results *results, const char *period,
                       enum asy_calendar calendar, struct asy_period_filter *out,
                       struct asy_error *err);

#endif
