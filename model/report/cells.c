/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outcomes by population, place and period: of each the distribution under every scenario and
   of the difference on the same people with the same luck, as quantiles. Nothing else of the
   millions of values goes into the page.

   "cells": for each outcome, for each scenario, a list of blocks of rows that keep as many
   quantiles; a block is [levels, levels of the difference, rows, columns (columns.h)]. Whole
   numbers, values times the outcome's scale. Columns:
     key: (population * places + place) * periods + period, by the page's "layout";
     histories in which it is defined, less all; error; quantiles;
   and for a reform, of the difference: histories, less those of the level; error; draws in
   which it is defined, less all; draws with more, with less (asy_count_moves); whether it
   surely moves (outcome/verdict.h: -1, 0, 1); quantiles. Without levels there is no difference.
   Of quantiles each but the first is what it lies above the one before; but a reform's level,
   where the baseline has that row, is what it lies above the baseline's. A row that is not
   there is zero in every history; of a reform: as the baseline. Read by page/src/data.ts. */
#include "life/outcomes.h"
#include "outcome/quantile.h"
#include "report/cube.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Room for the values of one row. */
struct room {
    double *base, *here, *difference;
    struct asy_ranked *ranked;
};

static bool
room_init(struct room *self, size_t n)
{
    double *const all = calloc(3 * n + 3, sizeof *all);
    *self = (struct room){ all, all + n, all + 2 * n, calloc(n + 1, sizeof *self->ranked) };
    return all && self->ranked;
}

/* No more digits than are shown: what is 100 or more is whole, from 10 on there is one decimal.
 */
static double
scaled(double x, double scale)
{
    const double a = fabs(x), least = a >= 100.0 ? 1.0 : a >= 10.0 ? 0.1 : 1.0 / scale;
    return scale > 1e4 ? round(x * scale) : round(round(x / least) * least * scale);
}

/* What is said of an error: two digits. */
static double
two_digits(double x, double scale)
{
    char text[40];

    if (!isfinite(x))
        return x;
    snprintf(text, sizeof text, "%.1e", x * scale);
    return round(strtod(text, NULL));
}

static void
quantiles(double *q, const struct asy_ranked *ranked, size_t n, int levels, double scale)
{
    for (int i = 0; i < levels; i++) {
        q[i] = n ? scaled(asy_quantile(ranked, n, asy_shape_level(levels, i)), scale)
                 : (double) NAN;
    }
}

static void
steps(double *q, int levels)
{
    for (int i = levels - 1; i > 0; i--)
        q[i] -= q[i - 1];
}

/* Histories, error and quantiles of the level. `base` (or NULL): values of the baseline, whose
   quantiles are taken off. */
static bool
fill_level(struct asy_reporting *self, const struct room *room, const double *base, int levels,
           double scale, double *out)
{
    struct asy_summary s;
    double below[ASY_REPORT_QUANTILES];

    if (!asy_summarize(&s, room->here, self->draw, self->n_jobs))
        return asy_reporting_memory(self);
    out[0] = (double) s.n - (double) self->n_jobs;
    out[1] = two_digits(s.error, scale);
    quantiles(out + 2, room->ranked,
              asy_rank(room->ranked, room->here, self->draw, self->n_jobs), levels, scale);
    const size_t n_below = base ? asy_rank(room->ranked, base, self->draw, self->n_jobs) : 0;
    quantiles(below, room->ranked, n_below, levels, scale);
    for (int i = 0; n_below && i < levels; i++)
        out[2 + i] -= below[i];
    if (!n_below)
        steps(out + 2, levels);
    return true;
}

static double
sign_of(double x)
{
    return (double) ((x > 0.0) - (x < 0.0));
}

enum { OF_DIFFERENCE = 6 }; /* columns before its quantiles */

static bool
fill_difference(struct asy_reporting *self, const struct room *room, int levels, double scale,
                bool is_ratio, double *out)
{
    const struct asy_draws_moved counted =
        asy_count_moves(room->difference, self->draw, self->n_jobs);
    struct asy_summary s;
    double defined = 0.0;

    if (!asy_summarize(&s, room->difference, self->draw, self->n_jobs))
        return asy_reporting_memory(self);
    for (size_t i = 0; i < self->n_jobs; i++)
        defined += !isnan(room->here[i]);
    out[0] = (double) s.n - defined;
    out[1] = two_digits(s.error, scale);
    out[2] = (double) counted.of - (double) self->counted;
    out[3] = (double) counted.more;
    out[4] = (double) counted.less;
    const enum asy_moves unrounded = asy_moves_of(&s);
    if (!is_ratio)
        asy_whole_ends(&s);
    const bool is_on_zero = asy_moves_of(&s) != unrounded;
    out[5] = asy_moves_sign(asy_moves_of(&s));
    double *const q = out + OF_DIFFERENCE;
    quantiles(q, room->ranked,
              asy_rank(room->ranked, room->difference, self->draw, self->n_jobs), levels,
              scale);
    for (int i = 0; i < levels; i++) /* what is not zero stays so: verdicts depend on it */
        if (q[i] == 0.0 && s.n)
            q[i] = sign_of(asy_quantile(room->ranked, s.n, asy_shape_level(levels, i)));
    for (int i = 0; i < levels && is_on_zero; i++) /* as asy_whole_ends, in print too */
        if (fabs(q[i]) < 0.5 * scale)
            q[i] = 0.0;
    steps(q, levels);
    return true;
}

/* Is the difference zero (or undefined on either side) in every history of the scenario? */
static bool
subtract(const struct asy_reporting *self, const struct room *room, int scenario)
{
    const size_t n_here = (size_t) self->jobs_of[scenario];
    bool same = true;

    for (size_t i = 0; i < self->n_jobs; i++) {
        const double d = room->here[i] - room->base[i];
        room->difference[i] = d;
        same =
            same && (i >= n_here || d == 0.0 || (isnan(room->here[i]) && isnan(room->base[i])));
    }
    return same;
}

/* Someone in some history; of a ratio a denominator. */
static bool
is_something(const struct asy_report_outcome *outcome, const double *x, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!isnan(x[i]) && (outcome->is_ratio || x[i] != 0.0))
            return true;
    return false;
}

/* The rows of one outcome under one scenario. */
struct sheet {
    struct asy_reporting *of;
    const struct asy_report_cube *base, *here;
    const struct room *room;
    struct asy_columns block[ASY_N_SHAPES];
};

static bool
fill_row(struct sheet *self, uint64_t key, enum asy_shape shape, bool in_base)
{
    const int levels = asy_shapes[shape].levels,
              of_difference = asy_shapes[shape].of_difference;
    const bool is_base = self->base == self->here;
    const double scale = self->base->outcome->scale;
    double *const row = asy_columns_row(&self->block[shape], key);

    if (!row)
        return asy_reporting_memory(self->of);
    return fill_level(self->of, self->room, in_base && !is_base ? self->room->base : NULL,
                      levels, scale, row + 1) &&
           (is_base || !of_difference ||
            fill_difference(self->of, self->room, of_difference, scale,
                            self->base->outcome->is_ratio, row + 3 + levels));
}

/* Of everyone, in all places: what moved.c asks for. */
static bool
keep(const struct sheet *self, uint64_t key)
{
    const struct asy_report_cube *const here = self->here;
    const bool in_force =
        !here->cohort && key == asy_report_key(0, 0, self->of->in_force[here->scenario]);
    const bool all_years = key == asy_report_key(0, 0, 0);

    return (!in_force || asy_report_keep(self->of, here->index, here->scenario, true,
                                         self->room->base, self->room->here)) &&
           (!all_years || asy_report_keep(self->of, here->index, here->scenario, false,
                                          self->room->base, self->room->here));
}

static bool
take_key(struct sheet *self, uint64_t key)
{
    struct asy_reporting *const of = self->of;
    const struct asy_report_cube *const base = self->base, *const here = self->here;
    const int period = (int) (key % ASY_REPORT_PERIODS);
    const int place = (int) (key / ASY_REPORT_PERIODS % ASY_REPORT_PLACES);
    const int population = (int) (key / ASY_REPORT_PERIODS / ASY_REPORT_PLACES);
    const enum asy_shape shape = asy_report_shape(here, population, place, period);

    if (shape == ASY_SHAPE_NONE)
        return true;
    asy_report_cube_values(base, key, self->room->base);
    asy_report_cube_values(here, key, self->room->here);
    const bool in_base = is_something(base->outcome, self->room->base, of->n_jobs) &&
                         asy_report_shape(base, population, place, period) != ASY_SHAPE_NONE;
    if (base == here ? !in_base : subtract(of, self->room, here->scenario))
        return true;
    if (key == asy_report_key(0, 0, base->cohort ? 0 : of->in_force[here->scenario]))
        asy_report_spread_of(of, base->index, here->scenario,
                             base == here ? self->room->here : self->room->difference);
    return keep(self, key) && fill_row(self, key, shape, in_base);
}

static bool
take_keys(struct sheet *self)
{
    const struct asy_bag *const base = &self->base->above, *const here = &self->here->above;
    bool ok = true;

    for (size_t i = 0; ok && i < base->n; i++)
        ok = take_key(self, base->key[i]);
    for (size_t i = 0; ok && base != here && i < here->n; i++)
        if (!asy_bag_find(base, here->key[i]))
            ok = take_key(self, here->key[i]);
    return ok;
}

static bool
put_scenario(struct asy_reporting *self, const struct asy_report_cube *base,
             const struct asy_report_cube *here, const struct room *room)
{
    struct sheet sheet = { .of = self, .base = base, .here = here, .room = room };
    const char *comma = "";

    for (int b = 0; b < ASY_N_SHAPES; b++) {
        const size_t levels = (size_t) asy_shapes[b].levels;
        const size_t of_difference = (size_t) asy_shapes[b].of_difference;
        sheet.block[b].width = base == here || !of_difference
                                   ? 3 + levels
                                   : 3 + OF_DIFFERENCE + levels + of_difference;
    }
    const bool ok = take_keys(&sheet);
    asy_buffer_text(self->out, "[");
    for (int b = 0; b < ASY_N_SHAPES; b++) {
        if (sheet.block[b].n) {
            asy_buffer_format(self->out, "%s[%d,%d,", comma, asy_shapes[b].levels,
                              base == here ? 0 : asy_shapes[b].of_difference);
            asy_columns_put(&sheet.block[b], self->out);
            asy_buffer_text(self->out, "]");
            comma = ",";
        }
        asy_columns_free(&sheet.block[b]);
    }
    asy_buffer_text(self->out, "]");
    return ok;
}

static bool
put_outcome(struct asy_reporting *self, const struct asy_report_outcome *outcome, int metric,
            const struct room *room)
{
    struct asy_report_cube base, here;

    bool ok = asy_report_cube_read(&base, self, outcome, metric, 0, NULL);
    asy_buffer_text(self->out, "[");
    ok = ok && put_scenario(self, &base, &base, room);
    for (int s = 1; ok && s < self->n_scenarios; s++) {
        asy_buffer_text(self->out, ",\n");
        ok = asy_report_cube_read(&here, self, outcome, metric, s, &base) &&
             put_scenario(self, &base, &here, room);
        asy_report_cube_free(&here);
    }
    asy_buffer_text(self->out, "]");
    asy_report_cube_free(&base);
    return ok;
}

static struct asy_report_outcome
outcome_at(int i)
{
    const struct asy_derived *const derived = asy_derived_at(i - ASY_N_METRICS);
    const struct asy_metric_row *const row =
        &asy_metrics[derived ? derived->terms[0].metric : i];
    const bool is_ratio = derived && derived->is_ratio;

    return (struct asy_report_outcome){
        .name = derived ? derived->name : row->name,
        .where = (int) row->where,
        .calendar = asy_report_calendar(row),
        .is_ratio = is_ratio,
        .cohort = row->detail == ASY_COHORT,
        .scale = is_ratio && strcmp(derived->unit, "share") == 0 ? 1e5 : 1e2,
        .derived = derived,
    };
}

static void
put_head(struct asy_reporting *self, const struct asy_report_outcome *outcome, int i)
{
    const struct asy_derived *const derived = outcome->derived;
    static const char *const wheres[] = { "nowhere", "country", "crossing", "pair" };
    const struct asy_metric_row *const row =
        &asy_metrics[derived ? derived->terms[0].metric : i];

    asy_buffer_text(self->out, "{\"name\":");
    asy_buffer_json_text(self->out, outcome->name);
    asy_buffer_text(self->out, ",\"label\":");
    asy_buffer_json_text(self->out, derived ? derived->label : row->label);
    asy_buffer_text(self->out, ",\"unit\":");
    asy_buffer_json_text(self->out, derived ? derived->unit : row->unit);
    asy_buffer_format(self->out,
                      ",\"where\":\"%s\",\"worse\":%d,\"ratio\":%s,\"cohort\":%s,\"stock\":%s"
                      ",\"scale\":%.0f,\"below\":",
                      wheres[row->where], asy_metric_worse(outcome->name),
                      outcome->is_ratio ? "true" : "false",
                      row->detail == ASY_COHORT ? "true" : "false",
                      row->time == ASY_STOCK ? "true" : "false", outcome->scale);
    asy_buffer_text(self->out, "[");
    for (int t = 0, n = 0; derived && t < derived->n_terms; t++) {
        if (!derived->terms[t].below)
            continue;
        asy_buffer_text(self->out, n++ ? "," : "");
        asy_buffer_json_text(self->out, asy_metrics[derived->terms[t].metric].label);
    }
    asy_buffer_format(self->out, "],\"keeps\":%" PRIu64, asy_kept_bits(i, self->is_thrifty));
    asy_report_reading(self, outcome->name);
    asy_buffer_text(self->out, "}");
}

static int
n_outcomes(void)
{
    int n = 0;
    while (asy_derived_at(n))
        n++;
    return ASY_N_METRICS + n;
}

bool
asy_report_cells(struct asy_reporting *self)
{
    struct room room;
    bool ok = room_init(&room, self->n_jobs) || asy_reporting_memory(self);

    asy_buffer_text(self->out, ",\"outcomes\":[");
    for (int i = 0; i < n_outcomes(); i++) {
        const struct asy_report_outcome outcome = outcome_at(i);
        asy_buffer_text(self->out, i ? ",\n" : "");
        put_head(self, &outcome, i);
    }
    asy_buffer_text(self->out, "],\"cells\":[");
    for (int i = 0; ok && i < n_outcomes(); i++) {
        const struct asy_report_outcome outcome = outcome_at(i);
        asy_buffer_text(self->out, i ? ",\n" : "");
        ok = put_outcome(self, &outcome, i, &room);
    }
    asy_buffer_text(self->out, "]");
    free(room.base);
    free(room.ranked);
    return ok && asy_report_moved(self);
}
