/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paths by month. Years come first, months are laid between them: what matters most of a path
   is then in few numbers, which draws can spread evenly (asy_prior_luck). */
#include "scenario/walk.h"

#include "base/hash.h"
#include "scenario/prior.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wundef"
#include <Random123/philox.h>
#pragma GCC diagnostic pop

enum { A_YEAR = 12, START = ASY_WALK_YEARS, HALF_LIFE_MONTHS = 6 };

double
asy_walk_normal(uint64_t seed, uint32_t draw, uint64_t key)
{
    return gsl_cdf_ugaussian_Pinv(asy_prior_luck(seed, draw, key));
}

/* Twelve standard normals for the months of a year, four from each word of luck. */
static void
months_of(double month[A_YEAR], uint64_t seed, uint32_t draw, uint64_t key, int year)
{
    const philox4x32_key_t secret = { { (uint32_t) seed, (uint32_t) (seed >> 32) } };
    for (uint32_t i = 0; i < A_YEAR / 4; i++) {
        const uint64_t of = asy_fnv_number(key, (uint64_t) year * A_YEAR + i);
        const philox4x32_ctr_t counter = { { draw, UINT32_C(0x77616c6b), (uint32_t) of,
                                             (uint32_t) (of >> 32) } };
        const philox4x32_ctr_t random = philox4x32(counter, secret);
        for (uint32_t k = 0; k < 4; k++)
            month[4 * i + k] = gsl_cdf_ugaussian_Pinv(((double) random.v[k] + 0.5) * 0x1p-32);
    }
}

/* From `at` to `end` in twelve steps; the last one ends there. */
static void
bridge(double *out, double at, double end, const double month[A_YEAR])
{
    for (int i = 0; i < A_YEAR - 1; i++) {
        const double left = A_YEAR - i; /* months to the end */
        at += (end - at) / left + month[i] * sqrt((left - 1.0) / left / A_YEAR);
        out[i] = at;
    }
    out[A_YEAR - 1] = end;
}

void
asy_walk_path(struct asy_walk_path *self, uint64_t seed, uint32_t draw, uint64_t key)
{
    double month[A_YEAR], at = 0.0;
    self->start = asy_walk_normal(seed, draw, asy_fnv_number(key, START));
    for (int year = 0; year < ASY_WALK_YEARS; year++) {
        const double step = asy_walk_normal(seed, draw, asy_fnv_number(key, (uint64_t) year));
        months_of(month, seed, draw, key, year);
        bridge(&self->at[year * A_YEAR], at, at + step, month);
        at += step;
    }
}

void
asy_walk_passing(struct asy_walk_path *self, uint64_t seed, uint32_t draw, uint64_t key)
{
    const double keeps = pow(0.5, 1.0 / HALF_LIFE_MONTHS), news = sqrt(1.0 - keeps * keeps);
    double month[A_YEAR], at = asy_walk_normal(seed, draw, asy_fnv_number(key, START));
    self->start = 0.0;
    for (int i = 0; i < ASY_WALK_MONTHS; i++) {
        if (i % A_YEAR == 0)
            months_of(month, seed, draw, key, i / A_YEAR);
        at = keeps * at + news * month[i % A_YEAR];
        self->at[i] = at;
    }
}
