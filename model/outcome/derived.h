/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outcomes made of others, and which way each outcome is worse for the people concerned. */
#ifndef ASY_OUTCOME_DERIVED_H
#define ASY_OUTCOME_DERIVED_H

#include "life/tally.h"

/* One term: how often a metric counts above and below the line. */
struct asy_term {
    int metric;
    int above, below;
};
enum { ASY_MAX_TERMS = 8 };

/* A sum (is_ratio false: the terms above) or a ratio of two sums. Both are summed over runs'
   populations, places and periods first, then divided. */
struct asy_derived {
    const char *name, *unit, *label;
    enum asy_grows grows;
    bool is_ratio;
    int n_terms;
    struct asy_term terms[ASY_MAX_TERMS];
};

/* The i-th; NULL past the end. */
const struct asy_derived *asy_derived_at(int i);
const struct asy_derived *asy_derived_find(const char *name);
/* The i-th of the outcomes that are the sum of this metric and others of its kind; NULL past
   the last. What moves the parts against each other is read from their total. */
const struct asy_derived *asy_total_of(const char *metric, int i);
/* By month only where all its terms are. */
bool asy_derived_is_monthly(const struct asy_derived *self);

/* +1 where more is worse for the people concerned, -1 where more is better, 0 where neither:
   claims and requests move burdens, not harm. */
int asy_metric_worse(const char *name);

#endif
