/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bracher, Ray, Gneiting, Reich (2021): Evaluating epidemic forecasts in an interval format,
   PLOS Computational Biology 17(2), e1008618. */
#include "inference/score.h"

#include <gsl/gsl_sort.h>
#include <math.h>

const double asy_range_level[ASY_N_RANGES] = { 0.5, 0.8, 0.9, 0.95 };

double
asy_score_quantile(const double *sorted, size_t n, double p)
{
    const double at = p * ((double) n + 1.0); /* the first is 1 */
    const double slack = 1e-9;                /* 0.05 * 20 is to be the first, not before it */

    if (at < 1.0 - slack || at > (double) n + slack)
        return (double) NAN;
    const double whole = floor(at + slack);
    const size_t i = (size_t) whole;
    const double part = fmax(at - whole, 0.0);
    return i < n ? sorted[i - 1] + part * (sorted[i] - sorted[i - 1]) : sorted[n - 1];
}

void
asy_forecast_of(struct asy_forecast *out, double *x, size_t n)
{
    gsl_sort(x, 1, n);
    out->median = asy_score_quantile(x, n, 0.5);
    for (int r = 0; r < ASY_N_RANGES; r++) {
        const double tail = (1.0 - asy_range_level[r]) / 2.0;
        out->low[r] = asy_score_quantile(x, n, tail);
        out->high[r] = asy_score_quantile(x, n, 1.0 - tail);
    }
}

void
asy_forecast_shift(struct asy_forecast *self, double by)
{
    self->median += by;
    for (int r = 0; r < ASY_N_RANGES; r++) {
        self->low[r] += by;
        self->high[r] += by;
    }
}

bool
asy_forecast_has(const struct asy_forecast *self, int range)
{
    return isfinite(self->low[range]) && isfinite(self->high[range]);
}

bool
asy_forecast_holds(const struct asy_forecast *self, int range, double y)
{
    return self->low[range] <= y && y <= self->high[range];
}

double
asy_score_interval(double low, double high, double level, double y)
{
    const double outside = fmax(low - y, 0.0) + fmax(y - high, 0.0);

    return high - low + 2.0 / (1.0 - level) * outside;
}

double
asy_score_weighted(const struct asy_forecast *self, unsigned use, double y)
{
    double sum = 0.5 * fabs(y - self->median), weights = 0.5;

    for (int r = 0; r < ASY_N_RANGES; r++) {
        if (!(use >> r & 1u))
            continue;
        const double level = asy_range_level[r];
        sum += 0.5 * (1.0 - level) * asy_score_interval(self->low[r], self->high[r], level, y);
        weights += 1.0;
    }
    return sum / weights;
}

unsigned
asy_forecast_ranges(const struct asy_forecast *self)
{
    unsigned bits = 0;

    for (int r = 0; r < ASY_N_RANGES; r++)
        bits |= (unsigned) asy_forecast_has(self, r) << r;
    return bits;
}
