/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Medians, intervals and paired differences. Counts are skewed and bounded, so nowhere a mean
   with two standard deviations. */
#include "outcome/distribution.h"

#include "outcome/quantile.h"

#include <gsl/gsl_statistics.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

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

/* `room`: for n ranked values. */
static struct asy_summary
summary_of(struct asy_ranked *room, const double *x, const uint32_t *draw, size_t n)
{
    struct asy_summary s = { .n = n,
                             .median = NAN,
                             .low = NAN,
                             .high = NAN,
                             .error = NAN,
                             .low_error = NAN,
                             .high_error = NAN,
                             .n_draws = asy_count_draws(draw, n) };
    if (n == 0)
        return s;

    asy_rank(room, x, draw, n);
    s.median = asy_quantile(room, n, 0.50);
    s.low = asy_quantile(room, n, ASY_LOW);
    s.high = asy_quantile(room, n, ASY_HIGH);
    if (n > 1) {
        const double effect = sqrt(asy_design_effect(x, draw, n));
        s.error = effect * asy_quantile_error(room, n, 0.50);
        s.low_error = effect * asy_quantile_error(room, n, ASY_LOW);
        s.high_error = effect * asy_quantile_error(room, n, ASY_HIGH);
    }
    return s;
}

/* For `columns` times n values, their draws and n ranked ones, in one block that the caller
   frees. */
struct room {
    struct asy_ranked *ranked; /* the block */
    double *x;
    uint32_t *draw;
};

static bool
make_room(struct room *self, size_t columns, size_t n)
{
    self->ranked =
        calloc(n + 1, sizeof *self->ranked + columns * sizeof *self->x + sizeof *self->draw);
    if (!self->ranked)
        return false;
    self->x = (double *) (void *) (self->ranked + n + 1);
    self->draw = (uint32_t *) (void *) (self->x + columns * (n + 1));
    return true;
}

bool
asy_summarize(struct asy_summary *out, const double *x, const uint32_t *draw, size_t n)
{
    struct room room;
    size_t m = 0;

    if (!make_room(&room, 1, n))
        return false;
    for (size_t i = 0; i < n; i++) {
        if (isnan(x[i]))
            continue;
        room.draw[m] = draw ? draw[i] : (uint32_t) i + 1;
        room.x[m++] = x[i];
    }
    *out = summary_of(room.ranked, room.x, room.draw, m);
    out->of_draws = asy_count_draws(draw, n);
    free(room.ranked);
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
    struct room room;

    *out = (struct asy_difference){ 0 };
    if (!make_room(&room, 3, n))
        return false;
    double *const a = room.x, *const b = a + n, *const d = b + n;
    uint32_t *const draws = room.draw;
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
    out->summary = summary_of(room.ranked, d, draws, m);
    out->summary.of_draws = asy_count_draws(draw, n);
    free(room.ranked);
    return true;
}
