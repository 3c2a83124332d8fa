/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the dense counts of a run to its sparse result, and the digest that names it. */
#include "engine/result.h"
#include "base/hash.h"

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

uint64_t
asy_result_digest(const struct asy_result *self)
{
    uint64_t d = ASY_FNV_BASE;
    d = asy_fnv_number(d, self->n_cells);
    for (size_t i = 0; i < self->n_cells; i++) {
        const struct asy_cell *c = &self->cells[i];
        d = asy_fnv_number(d, (uint64_t) c->metric << 40 | (uint64_t) c->period << 24 |
                                  (uint64_t) c->group << 16 | (uint64_t) c->place << 8 |
                                  c->receiver);
        d = asy_fnv_number(d, c->value);
    }
    d = asy_fnv_number(d, self->n_paired);
    for (size_t i = 0; i < self->n_paired; i++) {
        const struct asy_paired *p = &self->paired[i];
        d = asy_fnv_number(d, (uint64_t) p->group << 48 | (uint64_t) p->fate_baseline << 40 |
                                  (uint64_t) p->fate_here << 32 | p->persons);
    }
    d = asy_fnv_number(d, self->n_flows);
    for (size_t i = 0; i < self->n_flows; i++) {
        const struct asy_flow *f = &self->flows[i];
        d = asy_fnv_number(d, (uint64_t) f->group << 48 | (uint64_t) f->from << 40 |
                                  (uint64_t) f->to << 32 | f->persons);
    }
    d = asy_fnv_number(d, self->n_chains);
    for (size_t i = 0; i < self->n_chains; i++) {
        const struct asy_chain *c = &self->chains[i];
        d = asy_fnv_number(d, (uint64_t) c->group << 40 | (uint64_t) c->n_links << 32 |
                                  (uint64_t) c->year << 16 | c->receiver);
        for (int k = 0; k < c->n_links; k++)
            d = asy_fnv_number(d, (uint64_t) c->sender[k] << 8 | c->act[k]);
        d = asy_fnv_number(d, (uint64_t) c->persons << 32 | c->harmed);
    }
    return d;
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
