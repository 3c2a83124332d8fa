/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outcome/contrast.h"

#include "outcome/verdict.h"

#include <math.h>

bool
asy_is_fixed(const double *x, size_t n)
{
    double least = INFINITY, most = -INFINITY;

    for (size_t i = 0; i < n; i++) {
        least = isnan(x[i]) ? least : fmin(least, x[i]);
        most = isnan(x[i]) ? most : fmax(most, x[i]);
    }
    return !(least < most);
}

static bool
is_fixed_apart(const double *base, const double *reform, size_t n)
{
    double least = INFINITY, most = -INFINITY;

    for (size_t i = 0; i < n; i++) {
        const double x = reform[i] - base[i];
        least = isnan(x) ? least : fmin(least, x);
        most = isnan(x) ? most : fmax(most, x);
    }
    return !(least < most);
}

static bool
is_empty(const double *x, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!isnan(x[i]) && x[i] != 0.0)
            return false;
    return true;
}

static void
count_worse(struct asy_contrast *self, int worse)
{
    self->p_worse = (double) NAN;
    self->n_worse = 0;
    if (!worse || !self->difference.summary.n)
        return;
    self->p_worse = worse > 0 ? self->difference.p_more : self->difference.p_less;
    self->n_worse = worse > 0 ? self->difference.counted.more : self->difference.counted.less;
}

bool
asy_contrast_of(struct asy_contrast *out, const struct asy_two_worlds *in)
{
    const double *const base = in->value[0], *const reform = in->value[1];
    const size_t n = in->n;

    *out = (struct asy_contrast){ 0 };
    if (!asy_summarize(&out->baseline, base, in->draw, n) ||
        !asy_summarize(&out->reform, reform, in->draw, n) ||
        !asy_compare(&out->difference, base, reform, in->draw, n))
        return false;
    if (!in->is_ratio)
        asy_whole_ends(&out->difference.summary);
    out->baseline_fixed = asy_is_fixed(base, n);
    out->reform_fixed = asy_is_fixed(reform, n);
    out->difference_fixed = is_fixed_apart(base, reform, n);
    out->is_empty = is_empty(base, n) && is_empty(reform, n);
    count_worse(out, in->worse);
    const struct asy_exposed exposed = { .count = { base, reform },
                                         .exposed = { in->among[0], in->among[1] },
                                         .draw = in->draw,
                                         .n = n };
    return !in->among[0] || asy_moved(&out->moved, &exposed);
}
