/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a set of runs says about one outcome: median, 90 % interval, and how far the median
   itself may be off because there are only so many runs. */
#ifndef ASY_OUTCOME_DISTRIBUTION_H
#define ASY_OUTCOME_DISTRIBUTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct asy_summary {
    size_t n;                 /* runs in which the outcome is defined (not NAN) */
    double median, low, high; /* low and high: 5 and 95 %; NAN when n is 0 */
    double error;             /* standard error of the median; NAN when n < 2 */
};

/* Two worlds, run by run the same people and the same luck. */
struct asy_difference {
    struct asy_summary summary; /* of reform - baseline */
    double p_more, p_less;      /* share of runs with reform > baseline, < baseline */
    double times_less;          /* (var baseline + var reform) / var difference: how many times
                                   less it varies than with independent seeds; INFINITY when it
                                   does not vary at all, NAN when neither world does */
};

/* Quantile of type 7 (the standard of R, GSL and NumPy) of n >= 1 sorted values. */
double asy_quantile(const double *sorted, size_t n, double p);

/* Standard error of the median of n >= 2 sorted values by Maritz and Jarrett (1978): the spread
   of the order statistics that the median of a resample would be. No resampling, so no luck. */
double asy_median_error(const double *sorted, size_t n);

/* How many times larger the variance of a mean is because runs of one draw share their
   parameters (design effect, from a one-way analysis of variance); at least 1. `draw` holds one
   number for each value, equal ones in a row; NULL: independent. */
double asy_design_effect(const double *x, const uint32_t *draw, size_t n);

/* Summarises n values; NANs are left out. `error` is Maritz-Jarrett's times the root of the
   design effect. False when memory is short. */
bool asy_summarize(struct asy_summary *out, const double *x, const uint32_t *draw, size_t n);

/* Compares run by run; a run in which either is NAN is left out. */
bool asy_compare(struct asy_difference *out, const double *baseline, const double *reform,
                 const uint32_t *draw, size_t n);

#endif
