/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in the cells of a comparison: a median with its error, a range, how often it is
   for the worse, what the same luck does. */
#include "cli/compare.h"

#include <math.h>
#include <string.h>

static const char *
unit_of(enum asy_style style, bool is_difference)
{
    return style != ASY_SHARE ? "" : is_difference ? " pts" : " %";
}

void
asy_cell_median(char *out, size_t size, const struct asy_summary *s, enum asy_style style,
                bool is_difference)
{
    char median[28], coarse[28], error[28];

    asy_say_number(median, sizeof median, s->median, style, is_difference);
    asy_say_number(coarse, sizeof coarse, fabs(s->median), style, false);
    /* as fine as what it is the error of */
    const bool is_fine = strcspn(coarse, "123456789") == strlen(coarse);
    asy_say_number(error, sizeof error, s->error, style, is_fine && s->median != 0.0);
    if (s->n == 0)
        snprintf(out, size, "nobody");
    else if (is_difference && isfinite(s->error) && strcmp(error, "0") != 0)
        snprintf(out, size, "%s \xc2\xb1 %s%s", median, error + (*error == '+'),
                 unit_of(style, true));
    else
        snprintf(out, size, "%s%s", median, unit_of(style, is_difference));
}

void
asy_cell_range(char *out, size_t size, const struct asy_summary *s, bool fixed,
               enum asy_style style, bool is_difference)
{
    char low[28], high[28];

    *out = '\0';
    if (s->n < 2)
        return;
    asy_say_number(low, sizeof low, s->low, style, is_difference);
    asy_say_number(high, sizeof high, s->high, style, is_difference);
    if (fixed)
        snprintf(out, size, "always");
    else if (strcmp(low, high) == 0)
        snprintf(out, size, "%s in 90 of 100", low);
    else
        snprintf(out, size, "%s to %s", low, high);
}

void
asy_cell_worse(char *out, size_t size, const struct asy_compared *c)
{
    const struct asy_draws_moved *const counted = &c->difference.counted;

    if (c->difference_fixed && counted->of > 0 && counted->more + counted->less == 0)
        snprintf(out, size, "same");
    else if (isnan(c->p_worse))
        snprintf(out, size, "-");
    else if (asy_moves_of(&c->difference.summary) == ASY_MOVES_TOO_FEW)
        snprintf(out, size, "too few");
    else
        snprintf(out, size, "%zu of %zu", c->n_worse, counted->of);
}

void
asy_cell_pairing(char *out, size_t size, const struct asy_compared *c)
{
    const double times = c->difference.times_less;
    char text[40];

    if (!c->difference.has_second_streams) {
        snprintf(out, size, "same luck: not known");
    } else if (isnan(times)) {
        snprintf(out, size, "same luck: no chance involved");
    } else if (!isfinite(times)) {
        snprintf(out, size, "same luck: no chance left");
    } else { /* where two worlds part early, the same luck means other things in each */
        asy_say_number(text, sizeof text, times < 1.0 ? 1.0 / times : times, ASY_MEAN, false);
        snprintf(out, size, "same luck: %s times %s", text, times < 1.0 ? "more" : "less");
    }
}
