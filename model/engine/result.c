/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A result in memory, and the same with its outcomes by year. */
#include "engine/result.h"
#include "engine/digest.h"

#include <stdlib.h>

void
asy_result_free(struct asy_result *self)
{
    free(self->cells);
    free(self->paired);
    free(self->flows);
    free(self->chains);
    *self = (struct asy_result){ 0 };
}

static int
compare_cells(const void *left, const void *right)
{
    const struct asy_cell *a = left, *b = right;
    const int steps[] = { (int) a->metric - b->metric, (int) a->period - b->period,
                          (int) a->group - b->group, (int) a->place - b->place,
                          (int) a->receiver - b->receiver };
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (steps[i])
            return steps[i];
    return 0;
}

/* Equal ones, next to each other when sorted, into one. */
static size_t
add_up(struct asy_cell *cells, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        if (kept && compare_cells(&cells[kept - 1], &cells[i]) == 0)
            cells[kept - 1].value += cells[i].value;
        else
            cells[kept++] = cells[i];
    }
    return kept;
}

bool
asy_result_by_year(struct asy_result *to, const struct asy_result *from, int first)
{
    *to = *from;
    to->paired = NULL;
    to->flows = NULL;
    to->chains = NULL;
    to->n_cells = to->n_paired = to->n_flows = to->n_chains = 0;
    to->cells = malloc((from->n_cells + 1) * sizeof *to->cells);
    if (!to->cells)
        return false;
    for (size_t i = 0; i < from->n_cells; i++) {
        struct asy_cell cell = from->cells[i];
        const struct asy_metric_row *row = &asy_metrics[cell.metric];
        const int last = cell.period / 12 * 12 + 11;
        if (row->detail == ASY_MONTH && cell.period >= first) {
            if (row->time == ASY_STOCK && cell.period != last)
                continue; /* a year's stock is that of its end */
            cell.period = (uint16_t) last;
        }
        to->cells[to->n_cells++] = cell;
    }
    qsort(to->cells, to->n_cells, sizeof *to->cells, compare_cells);
    to->n_cells = add_up(to->cells, to->n_cells);
    to->digest = asy_result_digest(to);
    return true;
}
