/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The counts of one run, in one block of memory so that a branch copies them at a stroke. */
#include "life/outcomes.h"

#include <stdlib.h>
#include <string.h>

const struct asy_metric_row asy_metrics[ASY_N_METRICS] = {
#define METRIC(name, unit, where, time, detail, grows, among, label)                           \
    [ASY_METRIC_##                                                                             \
        name] = { #name, unit, label, ASY_##where, ASY_##time, ASY_##detail, ASY_##grows },
#include "catalogue/metrics.def"
#undef METRIC
};

const char *
asy_fate_name(enum asy_fate fate)
{
    return asy_metrics[ASY_METRIC_fate_refugee + fate].name + sizeof "fate_" - 1;
}

/* The numbers that asy_tally_add and asy_count ask the linker for. */
#define METRIC(name, unit, where, time, detail, grows, among, label)                           \
    const uint16_t asy_ASY_METRIC_##name = ASY_METRIC_##name;
#include "catalogue/metrics.def"
#undef METRIC

_Static_assert((int) ASY_N_METRICS <= ASY_MOST_METRICS,
               "a results file has no room for as many");

int
asy_tally_places(const struct asy_tally *self, int metric)
{
    switch (asy_metrics[metric].where) {
    case ASY_STATE:
        return self->n_countries;
    case ASY_CROSSING:
        return self->n_crossings;
    case ASY_PAIR:
        return self->n_countries * self->n_countries;
    case ASY_NOWHERE:
        break;
    }
    return 1;
}

int
asy_tally_periods(const struct asy_tally *self, int metric)
{
    return asy_metrics[metric].detail == ASY_MONTH ? self->n_months : self->n_years;
}

bool
asy_tally_init(struct asy_tally *self, const struct asy_world *world)
{
    *self = (struct asy_tally){
        .n_groups = world->n_groups,
        .n_countries = world->n_countries,
        .n_crossings = world->n_crossings,
    };
    self->n_years = (world->n_days + 364) / 366 + (world->n_days + 364) % 366 / 365;
    if (self->n_years < 1)
        self->n_years = 1;
    self->n_months = 12 * self->n_years;
    for (int m = 0; m < ASY_N_METRICS; m++) {
        self->start[m] = self->n_counts;
        self->places[m] = (size_t) asy_tally_places(self, m);
        self->stride[m] = (size_t) self->n_groups * self->places[m];
        self->n_counts += self->stride[m] * (size_t) asy_tally_periods(self, m);
    }
    self->count = calloc(self->n_counts, sizeof *self->count);
    if (!self->count)
        return false;
    asy_tally_set_month(self, 0);
    return true;
}

void
asy_tally_free(struct asy_tally *self)
{
    free(self->count);
    *self = (struct asy_tally){ 0 };
}

void
asy_tally_clear(struct asy_tally *self)
{
    memset(self->count, 0, self->n_counts * sizeof *self->count);
    asy_tally_set_month(self, 0);
}

void
asy_tally_clear_now(struct asy_tally *self)
{
    for (int m = 0; m < ASY_N_METRICS; m++)
        memset(self->now[m], 0, self->stride[m] * sizeof *self->now[m]);
}

void
asy_tally_copy(struct asy_tally *to, const struct asy_tally *from)
{
    memcpy(to->count, from->count, from->n_counts * sizeof *from->count);
    for (int m = 0; m < ASY_N_METRICS; m++)
        to->now[m] = to->count + (from->now[m] - from->count);
}

void
asy_tally_set_month(struct asy_tally *self, int month)
{
    for (int m = 0; m < ASY_N_METRICS; m++) {
        const int period = asy_metrics[m].detail == ASY_MONTH ? month : month / 12;
        self->now[m] = self->count + self->start[m] + (size_t) period * self->stride[m];
    }
}

const uint32_t *
asy_tally_block(const struct asy_tally *self, int metric, int period)
{
    return self->count + self->start[metric] + (size_t) period * self->stride[metric];
}
