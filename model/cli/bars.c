/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/bars.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- intervals --------------------------------------------------------------- */

/* A cell by its halves: bit 0 the left one, bit 1 the right one; crossed by the line of zero.
 */
static const char *const halves[2][4] = {
    { " ", "\u2578", "\u257a", "\u2501" },
    { "\u2502", "\u2525", "\u251d", "\u253f" },
};
static const char dot[] = "\u25cf", beyond_left[] = "\u25c2", beyond_right[] = "\u25b8";

/* Where x lies, in half columns from the left, a fraction; the middle of a scale without
 * length.
 */
static double
place_of(const struct asy_interval *what, double x, int width)
{
    const double length = what->to - what->from;

    return length > 0.0 ? (x - what->from) / length * 2.0 * width : (double) width;
}

static int
within(double place, int width)
{
    const int last = 2 * width - 1;

    return place < 0.0 ? 0 : place > last ? last : (int) place;
}

/* Half columns first..last are those that the interval touches; one that ends on a border does
   not touch what lies behind it. */
static const char *
cell_of(const struct asy_interval *what, int cell, int width)
{
    const int first = within(floor(place_of(what, what->low, width)), width);
    const int end = within(ceil(place_of(what, what->high, width)) - 1.0, width);
    const int last = end > first ? end : first;
    const int middle = within(floor(place_of(what, what->median, width)), width) / 2;
    const double zero = place_of(what, 0.0, width);
    const int has_zero = zero >= 0.0 && zero <= 2.0 * width;
    const int crossed = has_zero && within(floor(zero), width) / 2 == cell;
    const int left = first <= 2 * cell && 2 * cell <= last;
    const int right = first <= 2 * cell + 1 && 2 * cell + 1 <= last;

    if (cell == middle)
        return dot;
    if (cell == 0 && place_of(what, what->low, width) < 0.0)
        return beyond_left;
    if (cell == width - 1 && place_of(what, what->high, width) > 2.0 * width)
        return beyond_right;
    return halves[crossed][left | right << 1];
}

void
asy_draw_interval(char *out, size_t size, int width, const struct asy_interval *what)
{
    size_t used = 0;

    *out = '\0';
    if (!isfinite(what->median) || isnan(what->low) || isnan(what->high))
        return;
    for (int cell = 0; cell < width; cell++) {
        const char *const text = cell_of(what, cell, width);
        if (used + strlen(text) >= size)
            return;
        used += (size_t) snprintf(out + used, size - used, "%s", text);
    }
}
