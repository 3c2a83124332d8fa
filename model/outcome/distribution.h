/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a set of runs says about one outcome: median, 90 % interval, and how far the median
   itself may be off because there are only so many runs. */
#ifndef ASY_OUTCOME_DISTRIBUTION_H
#define ASY_OUTCOME_DISTRIBUTION_H

#include "asylsim/compare.h" /* struct asy_summary */

/* How many draws n runs are of, equal ones in a row; draw 0, the stated values, is none. */
size_t asy_count_draws(const uint32_t *draw, size_t n);

/* In how many draws there is more, and less: of a draw with several streams of luck the mean of
   its differences is asked, so that each draw speaks once. At the stated values (draw 0), where
   nothing was drawn, each run speaks for itself. */
struct asy_draws_moved {
    size_t of, more, less;
};
struct asy_draws_moved asy_count_moves(const double *difference, const uint32_t *draw,
                                       size_t n);

/* Two worlds, run by run the same people and the same luck. */
struct asy_difference {
    struct asy_summary summary; /* of reform - baseline */
    struct asy_draws_moved counted;
    double p_more, p_less; /* shares of counted.of */
    /* Like with like: within a draw, whose parameters both worlds share, the variance that the
       difference would have if each world had luck of its own (var baseline + var reform) over
       the one it has with the same luck. INFINITY when that is zero; NAN when neither world
       varies, and without second streams of luck, for then it cannot be told. */
    double times_less;
    bool has_second_streams;
};

/* The ends of what is printed as a range: 90 of 100 new histories (outcome/quantile.h). */
#define ASY_LOW 0.05
#define ASY_HIGH 0.95

/* How many times larger the variance of a mean is because runs of one draw share their
   parameters (design effect, from a one-way analysis of variance); at least 1. `draw` holds one
   number for each value, equal ones in a row; NULL: independent. */
double asy_design_effect(const double *x, const uint32_t *draw, size_t n);

/* Summarises n values; NANs are left out. Errors are Maritz-Jarrett's times the root of the
   design effect. False when memory is short. */
bool asy_summarize(struct asy_summary *out, const double *x, const uint32_t *draw, size_t n);

/* Compares run by run; a run in which either is NAN is left out. Runs of one draw stand in a
   row; `draw` NULL: each run is a draw of its own. */
bool asy_compare(struct asy_difference *out, const double *baseline, const double *reform,
                 const uint32_t *draw, size_t n);

#endif
