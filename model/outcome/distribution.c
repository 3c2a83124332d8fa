/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Medians, intervals and paired differences. Counts are skewed and bounded, so nowhere a mean
   with two standard deviations. */
#include "outcome/distribution.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

double
asy_quantile(const double *sorted, size_t n, double p)
{
    const double q = gsl_stats_quantile_from_sorted_data(sorted, 1, n, p);
    /* halfway between -1 and 1 is zero, not 1e-17: verdicts ask on which side of it this lies
     */
    return fabs(q) < 1e-12 * fmax(fabs(sorted[0]), fabs(sorted[n - 1])) ? 0.0 : q;
}

/* The median of a resample is the i-th order statistic of n with the weight of a beta(a, b)
   between (i - 1) / n and i / n: here up to i / n. */
static double
weight_upto(size_t i, size_t n)
{
    const double a = ((double) n + 1.0) / 2.0;
    return gsl_cdf_beta_P((double) i / (double) n, a, a);
}

enum { MOST_KEPT = 2048 };

/* The weights of the last n asked for are kept: a report asks some 100,000 times for the same.
 */
static const double *
weights_upto(size_t n)
{
    static _Thread_local double kept[MOST_KEPT + 1];
    static _Thread_local size_t kept_n;

    if (n > MOST_KEPT)
        return NULL;
    for (size_t i = 0; n != kept_n && i <= n; i++)
        kept[i] = weight_upto(i, n);
    kept_n = n;
    return kept;
}

double
asy_median_error(const double *sorted, size_t n)
{
    const double *const weights = weights_upto(n);
    double below = 0.0, first = 0.0, second = 0.0;

    for (size_t i = 0; i < n; i++) {
        const double upto = weights ? weights[i + 1] : weight_upto(i + 1, n);
        const double x = sorted[i] - sorted[n / 2]; /* against cancellation */
        first += (upto - below) * x;
        second += (upto - below) * x * x;
        below = upto;
    }
    return sqrt(fmax(second - first * first, 0.0));
}

/* Sums of squares within and between draws, over n values in rows of equal draw. */
struct anova {
    double within, between, sum_of_squared_sizes;
    size_t n_draws;
};

static struct anova
analyse(const double *x, const uint32_t *draw, size_t n)
{
    const double mean = gsl_stats_mean(x, 1, n);
    struct anova a = { 0 };

    for (size_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && draw[end] == draw[i];)
            end++;
        const size_t size = end - i;
        const double here = gsl_stats_mean(x + i, 1, size);
        a.within += gsl_stats_tss_m(x + i, 1, size, here);
        a.between += (double) size * (here - mean) * (here - mean);
        a.sum_of_squared_sizes += (double) (size * size);
        a.n_draws++;
    }
    return a;
}

double
asy_design_effect(const double *x, const uint32_t *draw, size_t n)
{
    if (!draw || n < 3)
        return 1.0;
    const struct anova a = analyse(x, draw, n);
    if (a.n_draws < 2 || a.n_draws == n)
        return 1.0;

    const double groups = (double) a.n_draws, all = (double) n;
    const double size = (all - a.sum_of_squared_sizes / all) / (groups - 1.0);
    const double msb = a.between / (groups - 1.0), msw = a.within / (all - groups);
    const double spread = msb + (size - 1.0) * msw;
    const double alike = spread > 0.0 ? fmin(fmax((msb - msw) / spread, 0.0), 1.0) : 0.0;
    return 1.0 + (a.sum_of_squared_sizes / all - 1.0) * alike;
}

size_t
asy_count_draws(const uint32_t *draw, size_t n)
{
    size_t draws = 0;

    if (!draw)
        return n;
    for (size_t i = 0; i < n; i++)
        if (draw[i] != 0 && (i == 0 || draw[i] != draw[i - 1]))
            draws++;
    return draws;
}

static struct asy_summary
summary_of(double *x, const uint32_t *draw, size_t n)
{
    struct asy_summary s = { .n = n,
                             .median = NAN,
                             .low = NAN,
                             .high = NAN,
                             .error = NAN,
                             .n_draws = asy_count_draws(draw, n) };
    if (n == 0)
        return s;

    const double effect = asy_design_effect(x, draw, n);
    gsl_sort(x, 1, n);
    s.median = asy_quantile(x, n, 0.50);
    s.low = asy_quantile(x, n, 0.05);
    s.high = asy_quantile(x, n, 0.95);
    if (n > 1)
        s.error = asy_median_error(x, n) * sqrt(effect);
    return s;
}

/* Room for n numbers and n draws; the caller frees *x, which holds both. */
static bool
make_room(double **x, uint32_t **draw, size_t n)
{
    *x = calloc(n ? n : 1, sizeof **x + sizeof **draw);
    if (*x)
        *draw = (uint32_t *) (void *) (*x + n);
    return *x != NULL;
}

bool
asy_summarize(struct asy_summary *out, const double *x, const uint32_t *draw, size_t n)
{
    double *kept;
    uint32_t *kept_draw;
    size_t m = 0;

    if (!make_room(&kept, &kept_draw, n))
        return false;
    for (size_t i = 0; i < n; i++) {
        if (isnan(x[i]))
            continue;
        kept_draw[m] = draw ? draw[i] : (uint32_t) i + 1;
        kept[m++] = x[i];
    }
    *out = summary_of(kept, kept_draw, m);
    out->of_draws = asy_count_draws(draw, n);
    free(kept);
    return true;
}

struct asy_draws_moved
asy_count_moves(const double *difference, const uint32_t *draw, size_t n)
{
    struct asy_draws_moved counted = { 0 };

    for (size_t i = 0, end; i < n; i = end) {
        double sum = 0.0;
        size_t defined = 0;
        const bool is_alone = !draw || draw[i] == 0;
        for (end = i; end < n && (end == i || (!is_alone && draw[end] == draw[i])); end++) {
            if (isnan(difference[end]))
                continue;
            sum += difference[end];
            defined++;
        }
        counted.of += defined > 0;
        counted.more += sum > 0.0;
        counted.less += sum < 0.0;
    }
    return counted;
}

/* Variance of the runs of a draw about its mean, pooled over draws; NAN where no draw has two.
 */
static double
variance_within(const double *x, const uint32_t *draw, size_t n)
{
    if (n == 0)
        return (double) NAN;
    const struct anova a = analyse(x, draw, n);
    return n > a.n_draws ? a.within / (double) (n - a.n_draws) : (double) NAN;
}

static double
times_less(double var_both, double var_difference)
{
    if (var_difference > 0.0)
        return var_both / var_difference;
    return var_both > 0.0 ? (double) INFINITY : (double) NAN;
}

/* The runs in which both worlds are defined. Returns how many. */
static size_t
keep_pairs(double *a, double *b, double *d, uint32_t *draws, const double *baseline,
           const double *reform, const uint32_t *draw, size_t n)
{
    size_t m = 0;

    for (size_t i = 0; i < n; i++) {
        if (isnan(baseline[i]) || isnan(reform[i]))
            continue;
        draws[m] = draw ? draw[i] : (uint32_t) i + 1;
        a[m] = baseline[i];
        b[m] = reform[i];
        d[m] = reform[i] - baseline[i];
        m++;
    }
    return m;
}

bool
asy_compare(struct asy_difference *out, const double *baseline, const double *reform,
            const uint32_t *draw, size_t n)
{
    double *a;
    uint32_t *draws;

    *out = (struct asy_difference){ 0 };
    if (!make_room(&a, &draws, 3 * n))
        return false;
    double *const b = a + n, *const d = b + n;
    const size_t m = keep_pairs(a, b, d, draws, baseline, reform, draw, n);

    out->counted = asy_count_moves(d, draws, m);
    const double of = out->counted.of ? (double) out->counted.of : 1.0;
    out->p_more = (double) out->counted.more / of;
    out->p_less = (double) out->counted.less / of;
    const double chance = variance_within(d, draws, m);
    out->has_second_streams = !isnan(chance);
    out->times_less =
        out->has_second_streams
            ? times_less(variance_within(a, draws, m) + variance_within(b, draws, m), chance)
            : (double) NAN;
    out->summary = summary_of(d, draws, m);
    out->summary.of_draws = asy_count_draws(draw, n);
    free(a);
    return true;
}
