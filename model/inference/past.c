/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Laid out period by period, with gaps as NAN, and cut off at the day. */
#include "inference/past.h"

#include <stdlib.h>

int
asy_past_last(struct asy_date as_of, int a_year)
{
    const struct asy_date next = asy_date_of_days(asy_days_of_date(as_of) + 1);

    return a_year * next.year + (next.month - 1) * a_year / 12 - 1;
}

/* Periods from the first point to the last. */
static int
span(const struct asy_targets *targets, const struct asy_series *series)
{
    const struct asy_point *const p = &targets->point[series->first];

    return p[series->n - 1].period - p[0].period + 1;
}

static void
lay_out(struct asy_past *past, double *value, const struct asy_targets *targets,
        const struct asy_series *series, struct asy_date as_of)
{
    const struct asy_measure *const measure = asy_measure_find(series->metric);
    const struct asy_point *const p = &targets->point[series->first];
    const int last = asy_past_last(as_of, series->a_year);

    *past = (struct asy_past){ value, 0, series->a_year };
    if (!measure)
        return;
    past->n = last < p[0].period ? 0 : last - p[0].period + 1;
    for (int i = 0; i < past->n; i++)
        value[i] = (double) NAN;
    for (int i = 0; i < series->n && p[i].period <= last; i++)
        value[p[i].period - p[0].period] = asy_measure_scaled(measure, p[i].value);
}

bool
asy_pasts_init(struct asy_pasts *self, const struct asy_targets *targets, struct asy_date as_of)
{
    size_t room = 1;

    for (int s = 0; s < targets->n_series; s++) {
        const struct asy_series *const series = &targets->series[s];
        const int ended =
            asy_past_last(as_of, series->a_year) - targets->point[series->first].period + 1;
        const int own = span(targets, series);
        room += (size_t) (ended > own ? ended : own);
    }
    self->of = calloc((size_t) targets->n_series + 1, sizeof *self->of);
    self->value = calloc(room, sizeof *self->value);
    if (!self->of || !self->value)
        return false;
    double *at = self->value;
    for (int s = 0; s < targets->n_series; s++) {
        lay_out(&self->of[s], at, targets, &targets->series[s], as_of);
        at += self->of[s].n;
    }
    return true;
}

void
asy_pasts_free(struct asy_pasts *self)
{
    free(self->of);
    free(self->value);
    *self = (struct asy_pasts){ 0 };
}
