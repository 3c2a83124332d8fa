/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outcome/attribution.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCKS = 40 };

struct ranked {
    double x;
    size_t at;
};

static int
by_size(const void *a, const void *b)
{
    const struct ranked *const x = a, *const y = b;
    if (x->x < y->x || x->x > y->x)
        return x->x < y->x ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

/* Replaces values by normal scores of their ranks (equal values share the middle one), centred
   and of length 1. False: all are the same. */
static bool
to_scores(double *x, struct ranked *room, size_t n)
{
    double sum = 0.0, squares = 0.0;

    for (size_t i = 0; i < n; i++)
        room[i] = (struct ranked){ x[i], i };
    qsort(room, n, sizeof *room, by_size);
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && !(room[end].x > room[i].x);)
            end++;
        const double rank = 0.5 * (double) (i + end + 1); /* from 1 */
        for (size_t k = i; k < end; k++)
            x[room[k].at] = gsl_cdf_ugaussian_Pinv(rank / (double) (n + 1));
    }
    for (size_t i = 0; i < n; i++)
        sum += x[i];
    for (size_t i = 0; i < n; i++) {
        x[i] -= sum / (double) n;
        squares += x[i] * x[i];
    }
    if (!(squares > 1e-12))
        return false;
    for (size_t i = 0; i < n; i++)
        x[i] /= sqrt(squares);
    return true;
}

/* The block that draw i is in. */
static size_t
block_of(const struct asy_factors *self, size_t i)
{
    return i * self->n_blocks / self->n_draws;
}

bool
asy_factors_init(struct asy_factors *self, size_t n_factors, size_t n_draws)
{
    const size_t n_blocks = n_draws < BLOCKS ? n_draws : BLOCKS;

    *self = (struct asy_factors){ .n_draws = n_draws,
                                  .n_factors = n_factors,
                                  .n_blocks = n_blocks };
    self->score = calloc(n_factors * n_draws + 1, sizeof *self->score);
    self->class_of = calloc(n_factors + 1, sizeof *self->class_of);
    self->layer = calloc(n_draws + 1, sizeof *self->layer);
    self->sums = calloc(2 * n_factors * n_blocks + 2, sizeof *self->sums);
    return self->score && self->class_of && self->layer && self->sums;
}

bool
asy_factors_ready(struct asy_factors *self)
{
    const size_t n = self->n_draws;
    struct ranked *const room = calloc(n + 1, sizeof *room);

    if (!room)
        return false;
    for (size_t f = 0; f < self->n_factors; f++) {
        double *const score = self->score + f * n;
        double *const sums = self->sums + 2 * f * self->n_blocks;
        if (!to_scores(score, room, n))
            memset(score, 0, n * sizeof *score);
        for (size_t i = 0; i < n; i++) {
            sums[2 * block_of(self, i)] += score[i];
            sums[2 * block_of(self, i) + 1] += score[i] * score[i];
        }
    }
    free(room);
    return true;
}

void
asy_factors_free(struct asy_factors *self)
{
    free(self->score);
    free(self->class_of);
    free(self->layer);
    free(self->sums);
    *self = (struct asy_factors){ 0 };
}

/* ---- shares ------------------------------------------------------------------ */

/* Of the outcome by block: number of draws, sum, squares; and what is being summed. */
struct work {
    const struct asy_factors *factors;
    double *y;
    struct ranked *room;
    double n[BLOCKS], sum[BLOCKS], squares[BLOCKS];
    double chance, chance_without[BLOCKS]; /* squared correlation with a factor of no effect */
    double left_out[ASY_CLASSES + 1][BLOCKS]; /* by class, and all: without each block */
};

/* A squared correlation less what chance would make it. */
static double
corrected(double squared, double chance)
{
    return (squared - chance) / (1.0 - chance);
}

/* Number, sum and squares of some values. */
struct moments {
    double n, sum, squares;
};

static double
about_mean(const struct moments *self)
{
    return self->n > 0.0 ? self->squares - self->sum * self->sum / self->n : 0.0;
}

/* The squared correlation that a factor shuffled within each layer has on average, over all
   draws but those of jackknife block `without` (n_blocks: none is left out). */
static double
chance_of(const struct work *self, size_t without)
{
    const struct asy_factors *const of = self->factors;
    struct moments all = { 0 };
    double within = 0.0;

    for (size_t i = 0, end; i < of->n_draws; i = end) {
        struct moments here = { 0 };
        for (end = i; end < of->n_draws && of->layer[end] == of->layer[i]; end++) {
            const double y = block_of(of, end) == without ? 0.0 : self->y[end];
            here.n += block_of(of, end) != without;
            here.sum += y;
            here.squares += y * y;
        }
        within += here.n > 1.0 ? about_mean(&here) * here.n / (here.n - 1.0) : 0.0;
        all.n += here.n;
        all.sum += here.sum;
        all.squares += here.squares;
    }
    const double total = about_mean(&all);
    return total > 1e-12 ? within / (all.n * total) : 1.0 / (all.n - 1.0);
}

/* Squared correlation without block b, whose sums are given; those of all are 0, 0, 1, 1 and
   `xy`. */
static double
squared_without(const struct work *self, size_t b, double x, double xx, double of_xy, double xy)
{
    const double n = (double) self->factors->n_draws - self->n[b];
    const double c = xy - of_xy - x * self->sum[b] / n;
    const double vx = 1.0 - xx - x * x / n;
    const double vy = 1.0 - self->squares[b] - self->sum[b] * self->sum[b] / n;
    return vx > 1e-12 && vy > 1e-12 ? c * c / (vx * vy) : 0.0;
}

static double
jackknife_error(const double *left_out, size_t n)
{
    double sum = 0.0, squares = 0.0;

    for (size_t b = 0; b < n; b++)
        sum += left_out[b];
    for (size_t b = 0; b < n; b++)
        squares += (left_out[b] - sum / (double) n) * (left_out[b] - sum / (double) n);
    return sqrt(squares * (double) (n - 1) / (double) n);
}

/* Of so strong a correlation, if there were none. */
static double
p_of(double squared, double chance)
{
    return squared < 1.0 ? gsl_cdf_beta_Q(squared, 0.5, 0.5 * (1.0 / chance - 1.0)) : 0.0;
}

static void
keep_if_strong(struct asy_attribution *out, const struct asy_strong *one)
{
    int at = out->n_strongest;

    while (at > 0 && out->strongest[at - 1].its.share < one->its.share)
        at--;
    if (at == ASY_STRONGEST)
        return;
    out->n_strongest += out->n_strongest < ASY_STRONGEST;
    memmove(out->strongest + at + 1, out->strongest + at,
            (size_t) (out->n_strongest - 1 - at) * sizeof *out->strongest);
    out->strongest[at] = *one;
}

static void
add_factor(struct asy_attribution *out, struct work *self, size_t f)
{
    const struct asy_factors *const of = self->factors;
    const size_t n = of->n_draws, n_blocks = of->n_blocks;
    const double *const score = of->score + f * n, *const sums = of->sums + 2 * f * n_blocks;
    double products[BLOCKS] = { 0 }, without[BLOCKS], xy = 0.0;
    const int class = of->class_of[f];

    for (size_t i = 0; i < n; i++)
        products[block_of(of, i)] += score[i] * self->y[i];
    for (size_t b = 0; b < n_blocks; b++)
        xy += products[b];
    for (size_t b = 0; b < n_blocks; b++) {
        const double squared =
            squared_without(self, b, sums[2 * b], sums[2 * b + 1], products[b], xy);
        without[b] = corrected(squared, self->chance_without[b]);
        self->left_out[class][b] += without[b];
        self->left_out[ASY_CLASSES][b] += without[b];
    }
    const double share = corrected(xy * xy, self->chance);
    out->of_class[class].share += share;
    out->all.share += share;
    if (out->n_strongest < ASY_STRONGEST ||
        share > out->strongest[ASY_STRONGEST - 1].its.share) {
        const struct asy_strong one = { f,
                                        { share, jackknife_error(without, n_blocks) },
                                        p_of(xy * xy, self->chance) * (double) of->n_factors };
        keep_if_strong(out, &one);
    }
}

static bool
prepare(struct work *self, const double *y)
{
    const size_t n = self->factors->n_draws;

    for (size_t i = 0; i < n; i++)
        if (!isfinite(y[i]))
            return false;
    memcpy(self->y, y, n * sizeof *y);
    if (n < 4 || !to_scores(self->y, self->room, n))
        return false;
    for (size_t i = 0; i < n; i++) {
        const size_t b = block_of(self->factors, i);
        self->n[b]++;
        self->sum[b] += self->y[i];
        self->squares[b] += self->y[i] * self->y[i];
    }
    self->chance = chance_of(self, self->factors->n_blocks);
    for (size_t b = 0; b < self->factors->n_blocks; b++)
        self->chance_without[b] = chance_of(self, b);
    return self->chance > 0.0;
}

bool
asy_attribute(struct asy_attribution *out, const struct asy_factors *factors, const double *y)
{
    struct work work = { .factors = factors,
                         .y = calloc(factors->n_draws + 1, sizeof *work.y),
                         .room = calloc(factors->n_draws + 1, sizeof *work.room) };
    const bool ok = work.y && work.room;

    *out = (struct asy_attribution){ .n_strongest = -1 };
    if (ok && prepare(&work, y)) {
        out->n_strongest = 0;
        for (size_t f = 0; f < factors->n_factors; f++)
            add_factor(out, &work, f);
        for (int c = 0; c < ASY_CLASSES; c++)
            out->of_class[c].error = jackknife_error(work.left_out[c], factors->n_blocks);
        out->all.error = jackknife_error(work.left_out[ASY_CLASSES], factors->n_blocks);
    }
    free(work.y);
    free(work.room);
    return ok;
}
