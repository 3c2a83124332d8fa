/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is drawn on a terminal, as text: pure functions from numbers to UTF-8. */
#ifndef ASY_CLI_BARS_H
#define ASY_CLI_BARS_H

#include <stddef.h>

/* An interval on a scale; zero is marked by a thin line where it lies on the scale. */
struct asy_interval {
    double low, median, high;
    double from, to; /* the ends of the scale; alike: everything stands in its middle */
};

/* `width` columns: "   ━━━●━━╸│      ". Half a column is the least step. What lies beyond the
   scale ends in an arrow. "" where the median is not finite, where low or high is NAN, or where
   there are no columns. */
void asy_draw_interval(char *out, size_t size, int width, const struct asy_interval *what);

#endif
