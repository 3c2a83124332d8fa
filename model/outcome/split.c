/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shapley values over the parts of a package: exact from all subsets, or from sampled orders.
   Orders come in pairs, one the reverse of the other: what a part adds early and what it adds
   late differ in opposite ways, so that a pair varies less than two orders by chance would. */
#include "outcome/split.h"
#include "base/hash.h"

#include "scenario/prior.h"

#include <stdlib.h>
#include <string.h>

static uint64_t
all_parts(const struct asy_split *self)
{
    return (UINT64_C(1) << self->n_parts) - 1;
}

int
asy_split_find(const struct asy_split *self, uint64_t subset)
{
    for (int i = 0; i < self->n_subsets; i++)
        if (self->subset[i] == subset)
            return i;
    return -1;
}

static void
want(struct asy_split *self, uint64_t subset)
{
    if (subset && asy_split_find(self, subset) < 0)
        self->subset[self->n_subsets++] = subset;
}

/* The whole, each part alone, each part missing; then all, or what the orders pass through. */
static bool
list_subsets(struct asy_split *self)
{
    const uint64_t all = all_parts(self);
    const size_t most = self->n_orders
                            ? (size_t) (self->n_orders + 2) * (size_t) self->n_parts + 1
                            : (size_t) all + 1;

    self->subset = calloc(most, sizeof *self->subset);
    if (!self->subset)
        return false;
    want(self, all);
    for (int i = 0; i < self->n_parts; i++)
        want(self, UINT64_C(1) << i);
    for (int i = 0; i < self->n_parts; i++)
        want(self, all & ~(UINT64_C(1) << i));
    for (uint64_t s = 1; self->n_orders == 0 && s < all; s++)
        want(self, s);
    for (int k = 0; k < self->n_orders; k++) {
        uint64_t there = 0;
        for (int i = 0; i < self->n_parts; i++)
            want(self, there |= UINT64_C(1) << self->order[k][i]);
    }
    return true;
}

bool
asy_split_restore(struct asy_split *self, int n_parts, int n_orders,
                  uint8_t (*order)[ASY_MOST_PARTS])
{
    *self = (struct asy_split){ .n_parts = n_parts, .n_orders = n_orders };
    if (n_orders) {
        self->order = calloc((size_t) n_orders, sizeof *self->order);
        if (!self->order)
            return false;
        memcpy(self->order, order, (size_t) n_orders * sizeof *self->order);
    }
    return list_subsets(self);
}

struct place {
    double luck;
    int part;
};

static int
by_luck(const void *left, const void *right)
{
    const struct place *a = left, *b = right;
    if (a->luck < b->luck)
        return -1;
    return a->luck > b->luck ? 1 : a->part - b->part;
}

/* The parts in the order of their luck for this pair, and the reverse. */
static void
draw_pair(uint8_t (*order)[ASY_MOST_PARTS], const char *const *names, int n, uint64_t seed,
          uint32_t pair)
{
    static const char purpose[] = "order of the parts of a package: ";
    struct place place[ASY_MOST_PARTS];

    for (int i = 0; i < n; i++) {
        const uint64_t key = asy_fnv(asy_fnv(ASY_FNV_BASE, purpose), names[i]);
        place[i] = (struct place){ asy_prior_uniform(seed, pair, key), i };
    }
    qsort(place, (size_t) n, sizeof *place, by_luck);
    for (int i = 0; i < n; i++) {
        order[0][i] = (uint8_t) place[i].part;
        order[1][n - 1 - i] = (uint8_t) place[i].part;
    }
}

bool
asy_split_init(struct asy_split *self, const char *const *names, int n_parts, int n_orders,
               uint64_t seed)
{
    uint8_t order[ASY_MOST_ORDERS][ASY_MOST_PARTS] = { { 0 } };

    n_orders = n_orders < 2 ? 2 : n_orders > ASY_MOST_ORDERS ? ASY_MOST_ORDERS : n_orders;
    n_orders = n_parts <= ASY_EXACT_PARTS ? 0 : n_orders + n_orders % 2;
    for (int k = 0; k < n_orders; k += 2)
        draw_pair(&order[k], names, n_parts, seed, (uint32_t) k / 2);
    return asy_split_restore(self, n_parts, n_orders, order);
}

void
asy_split_free(struct asy_split *self)
{
    free(self->order);
    free(self->subset);
    *self = (struct asy_split){ 0 };
}

/* ---- shares ------------------------------------------------------------------------------ */

static double
effect_of(const struct asy_split *self, const double *effect, uint64_t subset)
{
    return subset ? effect[asy_split_find(self, subset)] : 0.0;
}

static int
count(uint64_t subset)
{
    int n = 0;
    for (; subset; subset &= subset - 1)
        n++;
    return n;
}

/* s! (n - s - 1)! / n!: the share of all orders in which exactly these s come before a part. */
static double
weight(int s, int n)
{
    double w = 1.0 / n;
    for (int i = 1; i <= s; i++)
        w *= (double) i / (n - i);
    return w;
}

static void
exact(const struct asy_split *self, const double *effect, double *share)
{
    const uint64_t all = all_parts(self);

    for (int part = 0; part < self->n_parts; part++) {
        const uint64_t me = UINT64_C(1) << part;
        share[part] = 0.0;
        for (uint64_t s = 0; s <= all; s++)
            if (!(s & me))
                share[part] += weight(count(s), self->n_parts) *
                               (effect_of(self, effect, s | me) - effect_of(self, effect, s));
    }
}

void
asy_split_pair(const struct asy_split *self, const double *effect, int pair, double *share)
{
    for (int k = 2 * pair; k <= 2 * pair + 1; k++) {
        uint64_t there = 0;
        double before = 0.0;
        for (int i = 0; i < self->n_parts; i++) {
            const int part = self->order[k][i];
            there |= UINT64_C(1) << part;
            const double now = effect_of(self, effect, there);
            share[part] = (k % 2 ? share[part] : 0.0) + 0.5 * (now - before);
            before = now;
        }
    }
}

void
asy_split_shares(const struct asy_split *self, const double *effect, double *share)
{
    const int n_pairs = self->n_orders / 2;
    double one[ASY_MOST_PARTS];

    if (n_pairs == 0) {
        exact(self, effect, share);
        return;
    }
    memset(share, 0, (size_t) self->n_parts * sizeof *share);
    for (int pair = 0; pair < n_pairs; pair++) {
        asy_split_pair(self, effect, pair, one);
        for (int part = 0; part < self->n_parts; part++)
            share[part] += one[part] / n_pairs;
    }
}

double
asy_split_alone(const struct asy_split *self, const double *effect, int part)
{
    return effect_of(self, effect, UINT64_C(1) << part);
}

double
asy_split_last(const struct asy_split *self, const double *effect, int part)
{
    const uint64_t all = all_parts(self);
    return effect_of(self, effect, all) - effect_of(self, effect, all & ~(UINT64_C(1) << part));
}
