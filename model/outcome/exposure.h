/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What moves a count between two worlds: that more or fewer people come as far as where it is
   decided, or what becomes of those who do. A count that falls only since fewer come so far
   says nothing of how they fare. */
#ifndef ASY_OUTCOME_EXPOSURE_H
#define ASY_OUTCOME_EXPOSURE_H

#include "outcome/verdict.h"

enum asy_mover {
    ASY_MOVED_UNSURELY, /* not in one direction in 90 of 100 histories, or not at all */
    ASY_MOVED_BY_EXPOSURE,
    ASY_MOVED_BY_RATE,
    ASY_MOVED_BY_BOTH,
    ASY_MOVED_TOO_FEW /* draws, see ASY_LEAST_DRAWS: nothing is said */
};

/* A count and those exposed to it in two worlds, history by history; borrowed. */
struct asy_exposed {
    const double *count[2], *exposed[2]; /* [n] of the baseline, of the reform */
    const uint32_t *draw;                /* as in asy_summarize */
    size_t n;
};

/* The two parts sum to the difference in each history: the change of those exposed at the mean
   of the two rates, and the change of the rate at the mean of those exposed. Where one world
   exposes nobody, all of the difference is of exposure. */
struct asy_moved {
    enum asy_mover by;
    struct asy_summary by_exposure, by_rate;
    struct asy_difference exposed; /* of how many come so far */
    struct asy_summary rate[2];    /* of those; in the baseline, in the reform */
    struct asy_difference
        rate_moved; /* history by history, where both worlds expose somebody */
};

/* "exposure", "rate", "both", "unsure", "too few draws": for programs. */
const char *asy_mover_name(enum asy_mover by);

/* Whether a verdict rests on the rate: a harm or a good (`worse` as in asy_metric_worse), of
   whose people surely more or fewer come so far, some in either world. A burden, such as claims
   or requests, is its count. */
bool asy_rests_on_rate(const struct asy_moved *moved, int worse);
/* What the verdict of a count with that exposure rests on: the rate's difference, or the
   count's. */
const struct asy_difference *asy_rests_on(const struct asy_difference *count,
                                          const struct asy_moved *moved, int worse);

/* Which way it surely moves, by what it rests on: 1, -1 or 0. 0 too where the count itself may
   as well be zero: a rate falls surely where many more come of whom nobody is concerned.
   `moved` NULL: it is decided of nobody in particular. */
int asy_surely(const struct asy_difference *count, const struct asy_moved *moved, int worse);

/* Whether it is marked, and not told as better or worse: it moves by exposure, be it among
   those of whom it is decided or, of nobody in particular, among all who set out. */
bool asy_is_by_exposure(const char *among, bool per_set_out, const struct asy_moved *moved);

/* By exposure where the median of the rate's part is at most a quarter of the median difference
   or goes the other way; by rate where it is at least three quarters. False when memory is
   short. */
bool asy_moved(struct asy_moved *out, const struct asy_exposed *in);

#endif
