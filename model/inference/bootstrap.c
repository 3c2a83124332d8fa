/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Coverage is hits over values, skill one less a score over another: ratios, both of them. */
#include "inference/bootstrap.h"

#include <gsl/gsl_rng.h>
#include <math.h>

enum { SAMPLES = 1000 };

static double
one_sample(gsl_rng *rng, const double *above, const double *below, size_t n)
{
    double a = 0.0, b = 0.0;

    for (size_t k = 0; k < n; k++) {
        const size_t i = gsl_rng_uniform_int(rng, n);
        a += above[i];
        b += below[i];
    }
    return a / b;
}

double
asy_bootstrap_ratio(const double *above, const double *below, size_t n)
{
    gsl_rng *const rng = n > 1 ? gsl_rng_alloc(gsl_rng_mt19937) : NULL;
    double sum = 0.0, squares = 0.0, first = (double) NAN;
    int taken = 0;

    if (!rng)
        return (double) NAN;
    gsl_rng_set(rng, 1);
    for (int s = 0; s < SAMPLES; s++) {
        const double x = one_sample(rng, above, below, n);
        if (!isfinite(x))
            continue;                /* of series that have nothing below the line */
        first = taken++ ? first : x; /* against cancellation */
        sum += x - first;
        squares += (x - first) * (x - first);
    }
    gsl_rng_free(rng);
    const double mean = sum / taken;
    return taken > 1 ? sqrt(fmax(squares / taken - mean * mean, 0.0)) : (double) NAN;
}
