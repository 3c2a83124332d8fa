/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outcome/quantile.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

static int
by_value(const void *left, const void *right)
{
    const struct asy_ranked *const a = left, *const b = right;
    return (a->x > b->x) - (a->x < b->x);
}

/* Gives each value its share of its draw's weight of 1. Returns the number of draws. */
static double
weigh(struct asy_ranked *out, size_t *n_out, const double *x, const uint32_t *draw, size_t n)
{
    double draws = 0.0;
    size_t m = 0;

    for (size_t i = 0, end; i < n; i = end) {
        const size_t first = m;
        const bool is_alone = !draw || draw[i] == 0;
        for (end = i; end < n && (end == i || (!is_alone && draw[end] == draw[i])); end++)
            if (!isnan(x[end]))
                out[m++].x = x[end];
        for (size_t k = first; k < m; k++)
            out[k].at = 1.0 / (double) (m - first);
        draws += m > first;
    }
    *n_out = m;
    return draws;
}

size_t
asy_rank(struct asy_ranked *out, const double *x, const uint32_t *draw, size_t n)
{
    size_t m;
    double below = 0.0;
    const double draws = weigh(out, &m, x, draw, n);

    qsort(out, m, sizeof *out, by_value);
    for (size_t i = 0; i < m;
         i++) { /* the middle of its weight; of one stream that is i + 1/2 */
        const double weight = out[i].at;
        out[i].at = (below + 0.5 * weight + 0.5) / (draws + 1.0);
        below += weight;
    }
    return m;
}

/* How many of the values lie at p or below. */
static size_t
count_upto(const struct asy_ranked *ranked, size_t n, double p)
{
    size_t low = 0, high = n;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (ranked[middle].at <= p)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

double
asy_quantile(const struct asy_ranked *ranked, size_t n, double p)
{
    const size_t k = count_upto(ranked, n, p);

    if (k == 0 || k == n)
        return ranked[k == 0 ? 0 : n - 1].x;
    const struct asy_ranked *const a = &ranked[k - 1], *const b = &ranked[k];
    const double q = a->x + (p - a->at) / (b->at - a->at) * (b->x - a->x);
    /* halfway between -1 and 1 is zero, not 1e-17: verdicts ask on which side of it this lies
     */
    return fabs(q) < 1e-12 * fmax(fabs(ranked[0].x), fabs(ranked[n - 1].x)) ? 0.0 : q;
}

/* ---- error ------------------------------------------------------------------- */

/* The p-quantile of a resample is the i-th order statistic of n with the weight of a
   beta(p (n + 1), (1 - p) (n + 1)) between (i - 1) / n and i / n: here up to i / n. */
static double
weight_upto(size_t i, size_t n, double p)
{
    const double most = (double) n, a = fmin(fmax(p * (most + 1.0), 1.0), most);
    return gsl_cdf_beta_P((double) i / most, a, most + 1.0 - a);
}

enum { MOST_KEPT = 512, LEVELS_KEPT = 3 };

/* The weights of the last n asked for at each level are kept: a report asks some 100,000 times
   for the same. */
static const double *
weights_upto(size_t n, double p)
{
    static _Thread_local struct {
        double p, weight[MOST_KEPT + 1];
        size_t n;
    } kept[LEVELS_KEPT];
    const size_t at = p < 0.4 ? 0 : p > 0.6 ? 2 : 1;

    if (n > MOST_KEPT)
        return NULL;
    if (kept[at].n != n || kept[at].p < p || kept[at].p > p)
        for (size_t i = 0; i <= n; i++)
            kept[at].weight[i] = weight_upto(i, n, p);
    kept[at].n = n;
    kept[at].p = p;
    return kept[at].weight;
}

double
asy_quantile_error(const struct asy_ranked *ranked, size_t n, double p)
{
    const double *const weights = weights_upto(n, p);
    double below = 0.0, first = 0.0, second = 0.0;

    for (size_t i = 0; i < n; i++) {
        const double upto = weights ? weights[i + 1] : weight_upto(i + 1, n, p);
        const double x = ranked[i].x - ranked[n / 2].x; /* against cancellation */
        first += (upto - below) * x;
        second += (upto - below) * x * x;
        below = upto;
    }
    return sqrt(fmax(second - first * first, 0.0));
}
