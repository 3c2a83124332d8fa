/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one quantile of the program, and its error. Whatever is printed as a range is to hold so
   many of 100 NEW histories, not of those at hand: the i-th of n values has i / (n + 1) of new
   ones below it, whatever they are distributed like (Wilks 1941), and between two values it is
   linear (type 6 of Hyndman and Fan 1996, after Weibull). The quantiles that R, GSL and NumPy
   give as standard (type 7) describe a sample: their 5 and 95 % hold 82 of 100 new values with
   20 draws, 87 with 60. From n < 19 values the ends are the least and the most, and the range
   holds (n - 1) / (n + 1).

   What is counted is draws: streams of luck under one draw share all that is uncertain and are
   nearly copies. So each draw has the same weight, its streams share it, and n is the number of
   draws. In a Latin hypercube an outcome that depends on one value alone is known better than n
   independent draws would tell: then the range is on the wide side (92 of 100 with 60). */
#ifndef ASY_OUTCOME_QUANTILE_H
#define ASY_OUTCOME_QUANTILE_H

#include <stddef.h>
#include <stdint.h>

/* A value, and the share of new histories below it: with one stream of luck i / (n + 1). */
struct asy_ranked {
    double x, at;
};

/* Ranks those of n values that are defined into `out` (room for n) and returns how many. Values
   of one draw stand in a row; `draw` NULL, and draw 0 (stated values): each speaks for itself.
 */
size_t asy_rank(struct asy_ranked *out, const double *x, const uint32_t *draw, size_t n);

/* Of n >= 1 ranked values; p in (0, 1). */
double asy_quantile(const struct asy_ranked *ranked, size_t n, double p);

/* Standard error of that quantile of n >= 2 independent values by Maritz and Jarrett (1978):
   the spread of the order statistics that the quantile of a resample would be. No resampling,
   so no luck. Of a median it is right; of 5 and 95 % some 10 % too large from 40 values on, and
   with 20 a quarter too small where tails are those of a normal, for what lies beyond the last
   value is not known. */
double asy_quantile_error(const struct asy_ranked *ranked, size_t n, double p);

#endif
