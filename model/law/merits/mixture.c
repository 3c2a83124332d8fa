/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Solving for the threshold of a mixture, with GSL's Brent root finder. */
#include "law/merits/mixture.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_roots.h>
#include <math.h>

static double
excess(double threshold, void *data)
{
    const struct asy_mixture *mix = data;
    double granted = 0.0;
    for (size_t i = 0; i < mix->n; i++) {
        const double x = ((double) mix->part[i].strength - threshold) / mix->sd;
        granted += (double) mix->part[i].persons * (x > 6.0    ? 1.0
                                                    : x < -6.0 ? 0.0
                                                               : gsl_cdf_ugaussian_P(x));
    }
    return granted / mix->whole - mix->rate;
}

enum { LOWEST = -20, HIGHEST = 20 };

double
asy_mixture_solve(struct asy_mixture *mix)
{
    if (excess(LOWEST, mix) <= 0.0)
        return LOWEST;
    if (excess(HIGHEST, mix) >= 0.0)
        return HIGHEST;
    gsl_root_fsolver *solver = gsl_root_fsolver_alloc(gsl_root_fsolver_brent);
    if (!solver)
        return NAN;
    gsl_function f = { .function = excess, .params = mix };
    double root = HIGHEST;
    gsl_root_fsolver_set(solver, &f, LOWEST, HIGHEST);
    for (int i = 0; i < 100; i++) {
        gsl_root_fsolver_iterate(solver);
        root = gsl_root_fsolver_root(solver);
        if (gsl_root_test_interval(gsl_root_fsolver_x_lower(solver),
                                   gsl_root_fsolver_x_upper(solver), 1e-4, 0.0) == GSL_SUCCESS)
            break;
    }
    gsl_root_fsolver_free(solver);
    return root;
}
