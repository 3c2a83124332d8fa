/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "job/headline.h"
#include "life/outcomes.h"

#include <math.h>
#include <stdlib.h>

enum { FEW = 5 };

const char asy_headline_outcome[] = "refouled";

bool
asy_headline_init(struct asy_headline *self, uint32_t first, uint32_t n_draws)
{
    *self = (struct asy_headline){ .first = first, .n_draws = n_draws };
    self->sum = calloc((size_t) n_draws + 1, sizeof *self->sum);
    self->n = calloc((size_t) n_draws + 1, sizeof *self->n);
    return self->sum && self->n;
}

void
asy_headline_free(struct asy_headline *self)
{
    free(self->sum);
    free(self->n);
    *self = (struct asy_headline){ 0 };
}

int64_t
asy_headline_of(const struct asy_result *result)
{
    int64_t persons = 0;

    for (size_t i = 0; i < result->n_cells; i++) {
        const struct asy_cell *const cell = &result->cells[i];
        if (cell->metric == ASY_METRIC_refouled_direct ||
            cell->metric == ASY_METRIC_refouled_chain)
            persons += (int64_t) cell->value;
    }
    return persons;
}

void
asy_headline_add(struct asy_headline *self, uint32_t draw, int64_t persons)
{
    const uint32_t i = draw - self->first;

    if (i >= self->n_draws)
        return; /* of another plan */
    self->sum[i] += persons;
    self->n[i]++;
    self->n_all++;
    self->sum_all += persons;
    self->sum_of_squares += persons * persons;
}

void
asy_headline_say(const struct asy_headline *self, double *mean, double *error)
{
    const double n = (double) self->n_all;
    double squares = 0.0, n_draws = 0.0;

    *mean = *error = (double) NAN;
    if (self->n_all == 0)
        return;
    const double m = (double) self->sum_all / n;
    *mean = m;
    for (uint32_t i = 0; i < self->n_draws; i++) {
        const double off = (double) self->sum[i] - self->n[i] * m;
        squares += off * off;
        n_draws += self->n[i] > 0;
    }
    if (n_draws >= FEW)
        *error = sqrt(squares * n_draws / (n_draws - 1.0)) / n;
    else if (self->n_draws == 1 && self->n_all >= FEW)
        *error = sqrt(fmax((double) self->sum_of_squares / n - m * m, 0.0) / (n - 1.0));
}
