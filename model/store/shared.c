/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far a reform's cells are the baseline's: found by looking, not by trusting the date on
   which it enters into force. */
#include "life/outcomes.h"
#include "store/inside.h"

#include <limits.h>

static bool
same_cell(const struct asy_cell *a, const struct asy_cell *b)
{
    return a->period == b->period && a->group == b->group && a->place == b->place &&
           a->receiver == b->receiver && a->value == b->value;
}

/* Past the last cell of the metric at `i`. */
static size_t
end_of_metric(const struct asy_result *result, size_t i, int metric)
{
    while (i < result->n_cells && result->cells[i].metric == metric)
        i++;
    return i;
}

/* The first period of one metric in which the two differ; INT_MAX if they do not. */
static int
first_difference(const struct asy_cell *a, size_t n_a, const struct asy_cell *b, size_t n_b)
{
    size_t i = 0;

    while (i < n_a && i < n_b && same_cell(&a[i], &b[i]))
        i++;
    if (i == n_a && i == n_b)
        return INT_MAX;
    const int in_a = i < n_a ? a[i].period : INT_MAX, in_b = i < n_b ? b[i].period : INT_MAX;
    return in_a < in_b ? in_a : in_b;
}

void
asy_shared_periods(const struct asy_result *base, const struct asy_result *here, int *months,
                   int *years)
{
    size_t a = 0, b = 0;

    *months = *years = UINT16_MAX + 1; /* beyond any period */
    for (int m = 0; m < ASY_N_METRICS; m++) {
        const size_t end_a = end_of_metric(base, a, m), end_b = end_of_metric(here, b, m);
        const int first =
            first_difference(base->cells + a, end_a - a, here->cells + b, end_b - b);
        int *const least = asy_metrics[m].detail == ASY_MONTH  ? months
                           : asy_metrics[m].detail == ASY_YEAR ? years
                                                               : NULL;
        if (least && first < *least)
            *least = first;
        a = end_a;
        b = end_b;
    }
}
