/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was published and the model is scored on: series of one outcome of one population at one
   place, in families that are scored together (scenarios/targets/targets.csv, built into the
   program). */
#ifndef ASY_INFERENCE_TARGETS_H
#define ASY_INFERENCE_TARGETS_H

#include "base/fail.h"

enum { ASY_MOST_FAMILIES = 32 };

/* One published value. `period` counts the periods of its series from the year 0: a year, or
   4 x year + quarter (from 0), or 12 x year + month (from 0). */
struct asy_point {
    int period;
    double value; /* persons or events; of a share 0 to 1 */
    double of;    /* of how many it is a share; NAN of a count */
    bool scored;  /* else it is only the past that naive forecasts go on from */
};

/* Points first, first + 1, ... of the table, in the order of time. Texts are the table's. */
struct asy_series {
    int family; /* index */
    const char *metric, *population, *place;
    int a_year; /* periods of a year: 1, 4 or 12 */
    int first, n;
};

struct asy_targets {
    char *text; /* owned, as are the lists */
    struct asy_series *series;
    struct asy_point *point;
    int n_series, n_points;
    const char *family[ASY_MOST_FAMILIES];
    int n_families;
};

/* Reads a table; `name` is what errors call it ("name:line: ..."). Free with asy_targets_free,
   which is safe after a failure too. */
bool asy_targets_read(struct asy_targets *self, const char *csv, const char *name,
                      struct asy_error *err);
/* Reads "2014", "2014-Q3" or "2014-07"; false if it is none of them. */
bool asy_period_read(const char *text, int *period, int *a_year);
/* The table that is built in. */
bool asy_targets_shipped(struct asy_targets *self, struct asy_error *err);
void asy_targets_free(struct asy_targets *self);

#endif
