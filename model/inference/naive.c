/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nothing here sees a value after the as-of day: the pasts end there. */
#include "inference/naive.h"

#include <math.h>
#include <stdlib.h>

enum { LEAST_ERRORS = 8, TREND_YEARS = 3 };

const char *
asy_naive_name(enum asy_naive how)
{
    static const char *const name[ASY_N_NAIVE] = { "last year", "last quarter", "trend" };
    return name[how];
}

static double
value_at(const struct asy_past *past, int i)
{
    return i >= 0 && i < past->n ? past->value[i] : (double) NAN;
}

/* The line through the last years by least squares: with three of them its slope is half of
   what lies between the outer ones. */
static double
trend(const struct asy_past *past, int last, int years)
{
    const double c = value_at(past, last), b = value_at(past, last - past->a_year),
                 a = value_at(past, last - 2 * past->a_year);
    const double mean = (a + b + c) / TREND_YEARS, slope = (c - a) / 2.0;

    return mean + slope * (1.0 + years);
}

double
asy_naive_point(enum asy_naive how, const struct asy_past *past, int ahead)
{
    const int years = (ahead + past->a_year - 1) / past->a_year;
    const int last =
        past->n - 1 + ahead - years * past->a_year; /* same season, already known */

    switch (how) {
    case ASY_LAST_YEAR:
        return value_at(past, last);
    case ASY_LAST_QUARTER:
        return past->a_year == 4 ? value_at(past, past->n - 1) : (double) NAN;
    case ASY_TREND:
        return trend(past, last, years);
    case ASY_N_NAIVE:
        break;
    }
    return (double) NAN;
}

/* What the rule would have been wrong by in the past: both signs of each into `out`, if there
   is any. Returns how many. */
static int
errors_of(enum asy_naive how, const struct asy_past *past, int ahead, double *out)
{
    int n = 0;

    for (int t = 1; t + ahead <= past->n; t++) {
        const struct asy_past then = { past->value, t, past->a_year };
        const double e = value_at(past, t - 1 + ahead) - asy_naive_point(how, &then, ahead);
        if (!isfinite(e))
            continue;
        if (out) {
            out[2 * n] = e;
            out[2 * n + 1] = -e;
        }
        n++;
    }
    return n;
}

static int
errors_of_all(enum asy_naive how, const struct asy_past *family, int n_family, int ahead,
              double *out)
{
    int n = 0;

    for (int i = 0; i < n_family; i++)
        n += errors_of(how, &family[i], ahead, out ? out + 2 * n : NULL);
    return n;
}

bool
asy_naive_forecast(struct asy_forecast *out, enum asy_naive how, const struct asy_past *past,
                   int ahead, const struct asy_past *family, int n_family)
{
    const double point = asy_naive_point(how, past, ahead);
    int told = ahead, n = 0;

    while (told > 0 && (n = errors_of_all(how, family, n_family, told, NULL)) < LEAST_ERRORS)
        told--;
    double *const errors = told > 0 ? malloc((size_t) (2 * n) * sizeof *errors) : NULL;
    if (!isfinite(point) || !errors) {
        free(errors);
        return false;
    }
    errors_of_all(how, family, n_family, told, errors);
    const double grown = sqrt((double) ahead / told);
    for (int i = 0; i < 2 * n; i++)
        errors[i] *= grown;
    asy_forecast_of(out, errors, (size_t) (2 * n));
    asy_forecast_shift(out, point);
    free(errors);
    return true;
}
