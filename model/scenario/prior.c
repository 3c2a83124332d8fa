/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Priors by inverse distribution functions, so that one uniform is one sample. */
#include "scenario/prior.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct form {
    const char *name, *expected;
    int n; /* arguments */
} forms[] = {
    [ASY_PRIOR_UNIFORM] = { "uniform", "uniform(a, b) with a < b", 2 },
    [ASY_PRIOR_NORMAL] = { "normal", "normal(mean, sd) with sd > 0", 2 },
    [ASY_PRIOR_LOGNORMAL] = { "lognormal", "lognormal(median, sigma), both > 0", 2 },
    [ASY_PRIOR_BETA] = { "beta", "beta(a, b), both > 0 and at most 10000", 2 },
    [ASY_PRIOR_TRIANGULAR] = { "triangular", "triangular(low, mode, high) in this order", 3 },
};
enum { N_FORMS = sizeof forms / sizeof *forms };

static enum asy_prior_form
form_of(const char *text, size_t n)
{
    for (int i = ASY_PRIOR_NONE + 1; i < N_FORMS; i++)
        if (strlen(forms[i].name) == n && strncmp(forms[i].name, text, n) == 0)
            return (enum asy_prior_form) i;
    return ASY_PRIOR_NONE;
}

/* "(1, 2.5)" and then nothing more. */
static bool
read_arguments(const char *at, double *out, int n)
{
    for (int i = 0; i < n; i++) {
        char *end;
        at += strspn(at, " ");
        if (*at++ != (i ? ',' : '('))
            return false;
        at += strspn(at, " ");
        if (!*at || !strchr("+-.0123456789", *at) || strncmp(at, "0x", 2) == 0)
            return false;
        out[i] = strtod(at, &end);
        if (end == at || !isfinite(out[i]))
            return false;
        at = end;
    }
    at += strspn(at, " ");
    return *at == ')' && at[1 + strspn(at + 1, " ")] == '\0';
}

static bool
makes_sense(const struct asy_prior *self)
{
    switch (self->form) {
    case ASY_PRIOR_UNIFORM:
        return self->a < self->b;
    case ASY_PRIOR_NORMAL:
        return self->b > 0;
    case ASY_PRIOR_LOGNORMAL:
        return self->a > 0 && self->b > 0;
    case ASY_PRIOR_BETA:
        return self->a > 0 && self->b > 0 && self->a <= 1e4 && self->b <= 1e4;
    case ASY_PRIOR_TRIANGULAR:
        return self->a <= self->b && self->b <= self->c && self->a < self->c;
    case ASY_PRIOR_NONE:
    default:
        return false;
    }
}

bool
asy_prior_read(struct asy_prior *self, const char *text, char *what, size_t size)
{
    text += strspn(text, " ");
    const size_t n = strspn(text, "abcdefghijklmnopqrstuvwxyz");
    double arguments[3] = { 0 };

    *self = (struct asy_prior){ .form = form_of(text, n) };
    if (self->form == ASY_PRIOR_NONE) {
        snprintf(what, size, "expected uniform, normal, lognormal, beta or triangular");
        return false;
    }
    const bool ok = read_arguments(text + n, arguments, forms[self->form].n);
    self->a = arguments[0];
    self->b = arguments[1];
    self->c = arguments[2];
    if (!ok || !makes_sense(self)) {
        snprintf(what, size, "expected %s", forms[self->form].expected);
        return false;
    }
    return true;
}

static double
triangular_p(double x, double a, double b, double c)
{
    if (x <= a)
        return 0;
    if (x >= c)
        return 1;
    return x < b ? (x - a) * (x - a) / ((c - a) * (b - a))
                 : 1 - (c - x) * (c - x) / ((c - a) * (c - b));
}

static double
triangular_inverse(double u, double a, double b, double c)
{
    const double at_mode = (b - a) / (c - a);
    return u < at_mode ? a + sqrt(u * (c - a) * (b - a))
                       : c - sqrt((1 - u) * (c - a) * (c - b));
}

/* By bisection: gsl_cdf_beta_Pinv calls the error handler where it does not converge, and this
   library must not depend on which handler the program has. */
static double
beta_inverse(double u, double a, double b)
{
    double low = 0, high = 1;
    for (int i = 0; i < 60; i++) {
        const double middle = 0.5 * (low + high);
        if (gsl_cdf_beta_P(middle, a, b) < u)
            low = middle;
        else
            high = middle;
    }
    return 0.5 * (low + high);
}

static double
cumulative(const struct asy_prior *self, double x)
{
    switch (self->form) {
    case ASY_PRIOR_UNIFORM:
        return x <= self->a ? 0 : x >= self->b ? 1 : (x - self->a) / (self->b - self->a);
    case ASY_PRIOR_NORMAL:
        return gsl_cdf_gaussian_P(x - self->a, self->b);
    case ASY_PRIOR_LOGNORMAL:
        return x <= 0 ? 0 : gsl_cdf_lognormal_P(x, log(self->a), self->b);
    case ASY_PRIOR_BETA:
        return x <= 0 ? 0 : x >= 1 ? 1 : gsl_cdf_beta_P(x, self->a, self->b);
    case ASY_PRIOR_TRIANGULAR:
        return triangular_p(x, self->a, self->b, self->c);
    case ASY_PRIOR_NONE:
    default:
        return (double) NAN;
    }
}

static double
quantile(const struct asy_prior *self, double u)
{
    switch (self->form) {
    case ASY_PRIOR_UNIFORM:
        return self->a + u * (self->b - self->a);
    case ASY_PRIOR_NORMAL:
        return self->a + self->b * gsl_cdf_ugaussian_Pinv(u);
    case ASY_PRIOR_LOGNORMAL:
        return self->a * exp(self->b * gsl_cdf_ugaussian_Pinv(u));
    case ASY_PRIOR_BETA:
        return beta_inverse(u, self->a, self->b);
    case ASY_PRIOR_TRIANGULAR:
        return triangular_inverse(u, self->a, self->b, self->c);
    case ASY_PRIOR_NONE:
    default:
        return (double) NAN;
    }
}

double
asy_prior_sample(const struct asy_prior *self, double u)
{
    if (!self->truncated)
        return quantile(self, u);

    const double p_low = cumulative(self, self->low), p_high = cumulative(self, self->high);
    /* Where the prior has no weight within the range the range alone is left to go by. */
    if (!(p_high - p_low > 1e-9))
        return self->low + u * (self->high - self->low);
    const double x = quantile(self, p_low + u * (p_high - p_low));
    return x < self->low ? self->low : x > self->high ? self->high : x;
}

bool
asy_prior_same(const struct asy_prior *a, const struct asy_prior *b)
{
    if (a->form != b->form || a->truncated != b->truncated || a->is_factor != b->is_factor)
        return false;
    if (a->form == ASY_PRIOR_NONE)
        return true;
    const double parts[] = { a->a - b->a, a->b - b->b, a->c - b->c, a->low - b->low,
                             a->high - b->high };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (fpclassify(parts[i]) != FP_ZERO)
            return false;
    return true;
}
