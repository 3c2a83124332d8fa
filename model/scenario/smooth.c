/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/smooth.h"

#include <gsl/gsl_interp.h>

enum { A_YEAR = 12 };

bool
asy_smooth_years(const double *year, size_t n, double *month)
{
    double at[ASY_SMOOTH_MOST_YEARS + 1], sum[ASY_SMOOTH_MOST_YEARS + 1];
    if (n < 2 || n > ASY_SMOOTH_MOST_YEARS)
        return false;
    at[0] = sum[0] = 0.0;
    for (size_t y = 0; y < n; y++) {
        at[y + 1] = (double) (A_YEAR * (y + 1));
        sum[y + 1] = sum[y] + A_YEAR * year[y];
    }
    gsl_interp *const rises = gsl_interp_alloc(gsl_interp_steffen, n + 1);
    const bool ok = rises && gsl_interp_init(rises, at, sum, n + 1) == 0;
    double before = 0.0;
    for (size_t i = 0; ok && i < A_YEAR * n; i++) {
        const double now = gsl_interp_eval(rises, at, sum, (double) (i + 1), NULL);
        month[i] = now > before ? now - before : 0.0;
        before = now;
    }
    gsl_interp_free(rises);
    return ok;
}
