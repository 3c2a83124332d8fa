/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each part of a package does, when the parts do not simply add up. The share of a part is
   its Shapley value (1953): the mean, over all orders in which the parts could have been
   brought in, of what changes when this part comes. The shares sum to the package's effect. */
#ifndef ASY_OUTCOME_SPLIT_H
#define ASY_OUTCOME_SPLIT_H

#include "scenario/package.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Up to so many parts every subset is simulated and the shares are exact; beyond, orders are
   sampled, each together with its reverse. */
enum { ASY_EXACT_PARTS = 6, ASY_MOST_ORDERS = 128, ASY_STANDARD_ORDERS = 16 };

/* Which subsets of the parts are to be simulated. */
struct asy_split {
    int n_parts;
    int n_orders; /* 0: every subset, exact; else even: order 2k + 1 is the reverse of 2k */
    uint8_t (*order)[ASY_MOST_PARTS];
    uint64_t *subset; /* bits of parts; the first is the whole package; the empty one is not
                         there: it is the baseline */
    int n_subsets;
};

/* For a package whose parts have these names. The orders are keyed by seed and name, so that
   they depend on nothing else. n_orders is ignored up to ASY_EXACT_PARTS parts, and is made
   even and at least 2. False when memory is short. Free with asy_split_free. */
bool asy_split_init(struct asy_split *self, const char *const *names, int n_parts, int n_orders,
                    uint64_t seed);
/* The same from orders that were written down; they are copied. */
bool asy_split_restore(struct asy_split *self, int n_parts, int n_orders,
                       uint8_t (*order)[ASY_MOST_PARTS]);
void asy_split_free(struct asy_split *self);

/* Where a subset stands in self->subset; -1 for the empty one or one that is not simulated. */
int asy_split_find(const struct asy_split *self, uint64_t subset);

/* The shares of one history: effect[i] is the effect of subset i against the baseline. */
void asy_split_shares(const struct asy_split *self, const double *effect, double *share);
/* From one pair of orders only, 0 <= pair < n_orders / 2: what the others would differ by. */
void asy_split_pair(const struct asy_split *self, const double *effect, int pair,
                    double *share);
/* The part by itself, and the part brought in when all others are there. */
double asy_split_alone(const struct asy_split *self, const double *effect, int part);
double asy_split_last(const struct asy_split *self, const double *effect, int part);

#endif
