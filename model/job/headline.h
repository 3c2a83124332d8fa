/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How sure a run is of one outcome while it goes on: people refouled, the paired difference of
   the first reform, or where there is none the baseline's. Of the mean, from running sums; the
   median and its error wait for `compare`. */
#ifndef ASY_JOB_HEADLINE_H
#define ASY_JOB_HEADLINE_H

#include "engine/result.h"

#include <stdbool.h>

/* Sums of whole persons, so that they are the same in whatever order histories come. Used by
   one thread at a time. */
struct asy_headline {
    int64_t *sum; /* [n_draws], of the histories of a draw */
    uint32_t *n;  /* [n_draws] */
    uint32_t first, n_draws;
    uint64_t n_all;
    int64_t sum_all, sum_of_squares;
};

extern const char asy_headline_outcome[]; /* "refouled" */

/* For draws first..first + n_draws - 1. False when memory is short. */
bool asy_headline_init(struct asy_headline *self, uint32_t first, uint32_t n_draws);
void asy_headline_free(struct asy_headline *self);

/* Persons refouled in one history, directly and through chains. */
int64_t asy_headline_of(const struct asy_result *result);
void asy_headline_add(struct asy_headline *self, uint32_t draw, int64_t persons);

/* Mean and its Monte Carlo error; histories of one draw share their parameters, so that draws
   are what is independent where there are several. NAN where too few have come. */
void asy_headline_say(const struct asy_headline *self, double *mean, double *error);

#endif
