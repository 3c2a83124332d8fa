/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one would say without a model: three forecasts from a series' own past, each with the
   spread of its own past errors. A model that does not beat them has to say so. */
#ifndef ASY_INFERENCE_NAIVE_H
#define ASY_INFERENCE_NAIVE_H

#include "inference/score.h"

enum asy_naive {
    ASY_LAST_YEAR,    /* carried forward; of quarters the same quarter of the last year */
    ASY_LAST_QUARTER, /* carried forward; only of series by quarter */
    ASY_TREND,        /* the line through the last three years */
    ASY_N_NAIVE
};
const char *asy_naive_name(enum asy_naive how);

/* A series as known at the as-of day, on the scale that is scored: `value`[0, n), the last of
   them the last period that has ended; NAN where none was published. */
struct asy_past {
    const double *value;
    int n;
    int a_year; /* periods of a year: 1 or 4 */
};

/* What it says of `ahead` periods after the last; NAN where the past does not tell. */
double asy_naive_point(enum asy_naive how, const struct asy_past *past, int ahead);

/* The forecast of one series; its spread is what the same rule was wrong by, `ahead` periods
   on, in all series of the `family` ([0, n_family)), as often above as below. Where no past is
   so long, the errors of fewer periods on, grown by the root of the time. False if it has
   nothing to say: no value to go on from, or fewer than eight errors. Lacking memory is that
   too. */
bool asy_naive_forecast(struct asy_forecast *out, enum asy_naive how,
                        const struct asy_past *past, int ahead, const struct asy_past *family,
                        int n_family);

#endif
