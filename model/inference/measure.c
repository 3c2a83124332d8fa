/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One pass over the cells of a history: each is added to the points that ask for it. */
#include "inference/measure.h"

#include "life/outcomes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define M(name) ASY_METRIC_##name

static const struct asy_measure measures[] = {
    { .name = "claims_first", .n_above = 1, .above = { M(claims_first) } },
    { .name = "claims_share",
      .n_above = 1,
      .above = { M(claims_first) },
      .n_below = 1,
      .below = { M(claims_first) },
      .of_origin = true },
    { .name = "recognition_rate",
      .n_above = 3,
      .above = { M(grants_refugee), M(grants_subsidiary), M(grants_humanitarian) },
      .n_below = 1,
      .below = { M(decisions_merits) } },
    { .name = "closed_share",
      .n_above = 1,
      .above = { M(files_closed) },
      .n_below = 2,
      .below = { M(files_closed), M(decisions_merits) } },
    { .name = "decisions_merits", .n_above = 1, .above = { M(decisions_merits) } },
    { .name = "appeals_won_share",
      .n_above = 1,
      .above = { M(appeals_won) },
      .n_below = 1,
      .below = { M(appeals) } },
    { .name = "dublin_requests", .n_above = 1, .above = { M(dublin_requests) } },
    { .name = "dublin_transfers", .n_above = 1, .above = { M(dublin_transfers) } },
    { .name = "dublin_acceptance",
      .n_above = 1,
      .above = { M(dublin_acceptances) },
      .n_below = 1,
      .below = { M(dublin_requests) } },
    { .name = "returns",
      .n_above = 2,
      .above = { M(returns_voluntary), M(returns_forced) },
      .is_change = true },
    { .name = "refusals_of_entry",
      .n_above = 1,
      .above = { M(refusals_of_entry) },
      .is_change = true },
};

const struct asy_measure *
asy_measure_find(const char *name)
{
    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++)
        if (strcmp(measures[i].name, name) == 0)
            return &measures[i];
    return NULL;
}

/* ---- asking ------------------------------------------------------------------ */

/* A code, a pair of them ("A>B", "all>B") or the name of a crossing; false if the world has no
   such place. */
static bool
find_place(struct asy_counted *self, const char *place, const struct asy_world *world)
{
    const char *const arrow = strchr(place, '>');
    char sender[32];

    if (strcmp(place, "all") == 0)
        return true;
    snprintf(sender, sizeof sender, "%.*s", arrow ? (int) (arrow - place) : 31, place);
    if (asy_metrics[self->measure->above[0]].where == ASY_CROSSING) {
        self->place = asy_world_crossing(world, sender);
        return self->place >= 0;
    }
    const bool anyone = arrow && strcmp(sender, "all") == 0;
    self->place = anyone ? -1 : asy_world_country(world, sender);
    if (arrow)
        self->receiver = asy_world_country(world, arrow + 1);
    return (anyone || self->place >= 0) && (!arrow || self->receiver >= 0);
}

static bool
has_citizens(const struct asy_world *world, int citizenship)
{
    for (int g = 0; g < world->n_groups; g++)
        if (world->group[g].citizenship == citizenship)
            return true;
    return false;
}

/* Whether all that it counts is kept by month; else it has neither quarters nor months. */
static bool
is_monthly(const struct asy_measure *self)
{
    for (int i = 0; i < self->n_above; i++)
        if (asy_metrics[self->above[i]].detail != ASY_MONTH)
            return false;
    for (int i = 0; i < self->n_below; i++)
        if (asy_metrics[self->below[i]].detail != ASY_MONTH)
            return false;
    return true;
}

struct asy_counted
asy_counted_of(const struct asy_series *series, const struct asy_world *world)
{
    struct asy_counted out = { asy_measure_find(series->metric), -1, -1, -1, NULL };

    if (!out.measure) {
        out.why = "no outcome of the model counts it";
    } else if (series->a_year > 1 && !is_monthly(out.measure)) {
        out.why = "the model does not count it by month";
    } else if (!find_place(&out, series->place, world)) {
        out.why = "the scenario does not have the place";
    } else if (strcmp(series->population, "all") != 0) {
        out.citizenship = asy_world_country(world, series->population);
        if (out.citizenship < 0 || !has_citizens(world, out.citizenship))
            out.why = "the scenario does not have the people";
    }
    if (out.why)
        out.measure = NULL;
    return out;
}

/* ---- counting ---------------------------------------------------------------- */

static int
times(const int *metrics, int n, int metric)
{
    int found = 0;

    for (int i = 0; i < n; i++)
        found += metrics[i] == metric;
    return found;
}

/* Whether a cell is of the place asked for; `anywhere`: in any of the states. */
static bool
is_there(const struct asy_counted *asked, const struct asy_world *world,
         const struct asy_cell *cell, bool anywhere)
{
    if (asked->receiver >= 0 && cell->receiver != asked->receiver)
        return false;
    if (anywhere || asked->place < 0)
        return asy_metrics[cell->metric].where == ASY_CROSSING || cell->place < world->n_states;
    return cell->place == asked->place;
}

/* The period of a series in which a cell falls; -1: it is not told so finely. */
static int
period_of(const struct asy_cell *cell, const struct asy_world *world, int a_year)
{
    const bool monthly = asy_metrics[cell->metric].detail == ASY_MONTH;

    if (!monthly)
        return a_year > 1 ? -1 : world->first_year + cell->period;
    return a_year * world->first_year + cell->period * a_year / 12;
}

static int
point_at(const struct asy_targets *targets, const struct asy_series *series, int period)
{
    for (int i = series->first; i < series->first + series->n; i++)
        if (targets->point[i].period == period)
            return i;
    return -1;
}

struct sums {
    double above, below;
};

static void
add_cell(struct sums *sums, const struct asy_targets *targets, const struct asy_series *series,
         const struct asy_counted *asked, const struct asy_world *world,
         const struct asy_cell *cell)
{
    const struct asy_measure *const m = asked->measure;
    const int above = times(m->above, m->n_above, cell->metric);
    const int below = times(m->below, m->n_below, cell->metric);

    if (!above && !below)
        return;
    if (asked->citizenship >= 0 && world->group[cell->group].citizenship != asked->citizenship)
        return;
    const int at = point_at(targets, series, period_of(cell, world, series->a_year));
    if (at < 0)
        return;
    if (above && is_there(asked, world, cell, false))
        sums[at].above += above * (double) cell->value;
    if (below && is_there(asked, world, cell, m->of_origin))
        sums[at].below += below * (double) cell->value;
}

/* What the sums come to; outside the years of the history it has nothing to say. */
static void
finish(const struct asy_targets *targets, const struct asy_counted *asked,
       const struct asy_world *world, const struct sums *sums, double *value)
{
    const int years = (int) ((world->n_days + 183) / 365.25);

    for (int s = 0; s < targets->n_series; s++) {
        const struct asy_series *const series = &targets->series[s];
        for (int i = series->first; i < series->first + series->n; i++) {
            const int year = targets->point[i].period / series->a_year - world->first_year;
            const bool reached = asked[s].measure && year >= 0 && year < years;
            value[i] = !reached                    ? (double) NAN
                       : asked[s].measure->n_below ? sums[i].above / sums[i].below
                                                   : sums[i].above;
        }
    }
}

bool
asy_measure_all(const struct asy_targets *targets, const struct asy_counted *asked,
                const struct asy_world *world, const struct asy_result *result, double *value)
{
    struct sums *const sums = calloc((size_t) targets->n_points + 1, sizeof *sums);
    bool wanted[ASY_N_METRICS] = { false };

    if (!sums)
        return false;
    for (int s = 0; s < targets->n_series; s++)
        for (int i = 0; asked[s].measure && i < ASY_MEASURE_TERMS; i++) {
            wanted[asked[s].measure->above[i]] |= i < asked[s].measure->n_above;
            wanted[asked[s].measure->below[i]] |= i < asked[s].measure->n_below;
        }
    for (size_t c = 0; c < result->n_cells; c++)
        for (int s = 0; wanted[result->cells[c].metric] && s < targets->n_series; s++)
            if (asked[s].measure)
                add_cell(sums, targets, &targets->series[s], &asked[s], world,
                         &result->cells[c]);
    finish(targets, asked, world, sums, value);
    free(sums);
    return true;
}
