/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How well ranges foretold what came: pure functions of a forecast and the value. */
#ifndef ASY_INFERENCE_SCORE_H
#define ASY_INFERENCE_SCORE_H

#include <stdbool.h>
#include <stddef.h>

/* The central ranges that are scored: of 50, 80, 90 and 95 in 100. */
enum { ASY_RANGE_50, ASY_RANGE_80, ASY_RANGE_90, ASY_RANGE_95, ASY_N_RANGES };
extern const double asy_range_level[ASY_N_RANGES];

/* A range that too few draws were taken for is NAN at both ends. */
struct asy_forecast {
    double median, low[ASY_N_RANGES], high[ASY_N_RANGES];
};

/* The value that a new draw is below with probability `p`, of n sorted draws: the order
   statistic p (n + 1) (type 6), so that a range of 90 in 100 holds 90 of 100 new draws however
   few they were. NAN where it would lie beyond the outermost draw. */
double asy_score_quantile(const double *sorted, size_t n, double p);

/* Sorts `x`, n >= 1 finite values, in place. */
void asy_forecast_of(struct asy_forecast *out, double *x, size_t n);
/* All of it moved by `by`. */
void asy_forecast_shift(struct asy_forecast *self, double by);

bool asy_forecast_has(const struct asy_forecast *self, int range);
bool asy_forecast_holds(const struct asy_forecast *self, int range, double y);

/* The interval score of a range that is to hold `level` of 1: its width, and 2 / (1 - level)
   for each unit by which y lies outside. */
double asy_score_interval(double low, double high, double level, double y);

/* Weighted interval score (Bracher et al. 2021) of the median and of those ranges for which
   `use` has a bit (1 << range), in the unit of y; less is better. Of the median alone it is the
   absolute error. */
double asy_score_weighted(const struct asy_forecast *self, unsigned use, double y);
/* The ranges that there are draws enough for, as such bits. */
unsigned asy_forecast_ranges(const struct asy_forecast *self);

#endif
