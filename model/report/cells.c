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
#include "report/inside.h"
#include "report/kept.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What one outcome is made of, as asked of the file. */
struct outcome {
    const char *name;
    int calendar, where; /* as in the file's table `metric` */
    bool is_ratio, cohort;
    double scale;
    const struct asy_derived *derived;
};

struct cube {
    struct asy_reporting *of;
    const struct outcome *outcome;
    int index, scenario; /* of the outcome */
    bool cohort;
    struct asy_bag above, below;
    struct asy_bag fine[ASY_MAX_TERMS]; /* by group, place and year, of each term */
};

/* A reform keeps its own years in force only. */
static bool
is_of_anothers(const struct cube *cube, int period)
{
    return cube->scenario > 0 && period > cube->of->info->n_years &&
           period != cube->of->in_force[cube->scenario];
}

/* The years in force of the cube's reform; of the baseline those of any. */
static bool
is_in_force(const struct cube *cube, int period)
{
    const int *const in_force = cube->of->in_force;

    if (cube->scenario > 0)
        return period == in_force[cube->scenario];
    for (int s = 0; s < cube->of->n_scenarios; s++)
        if (period == in_force[s])
            return true;
    return false;
}

/* What the page gets of it (kept.h). */
static enum asy_shape
shape_of(const struct cube *cube, int population, int place, int period)
{
    const struct asy_reporting *const self = cube->of;
    const struct asy_kept row = {
        .outcome = cube->outcome->name,
        .is_pair = cube->outcome->where == ASY_PAIR,
        .is_cohort = cube->cohort,
        .is_reform = cube->scenario > 0,
        .is_of_many = self->is_thrifty,
        .whom = population == 0                ? ASY_EVERYONE
                : population <= self->n_groups ? ASY_A_GROUP
                                               : ASY_A_CITIZENSHIP,
        .in_a_place = place != 0,
        .is_all_years = period == 0,
        .is_in_force = is_in_force(cube, period),
    };
    return is_of_anothers(cube, period) ? ASY_SHAPE_NONE : asy_kept_shape(&row);
}

static uint64_t
key_of(int population, int place, int period)
{
    return ((uint64_t) population * ASY_REPORT_PLACES + (uint64_t) place) * ASY_REPORT_PERIODS +
           (uint64_t) period;
}

/* ---- reading -------------------------------------------------------------------------------
   First by group, place and year, a metric for each term, as the file has them; what a reform
   shares with the baseline is taken from the baseline's. Then summed into what the page keeps.
 */

enum { FINE_YEARS = 64 };

/* The year that a cell counts to; of a stock only the year's last month does, else -1. */
static int
year_of(const struct asy_reporting *self, int calendar, int period)
{
    const bool monthly = calendar == 0 || calendar == 1;
    const int year = monthly ? period / 12 : period;

    if (year < 0 || year >= FINE_YEARS)
        return -1;
    if (calendar != 1)
        return year;
    const int last = 12 * year + 11;
    return period == (last < self->info->n_months ? last : self->info->n_months - 1) ? year
                                                                                     : -1;
}

/* A stock is taken at the end of the period, everything else is summed. */
static bool
covers(const struct asy_report_period *p, int calendar, int year)
{
    const bool stock = calendar == 1 || calendar == 3;
    return year <= p->last && year >= (stock ? p->last : p->first);
}

/* What a metric's cells are put into. */
struct filling {
    struct asy_reporting *of;
    struct asy_bag *fine;
    int calendar;
};

static bool
take_cell(void *user, const int64_t *v)
{
    struct filling *const self = user;
    struct asy_reporting *const of = self->of;
    const int64_t job = asy_reporting_job(of, v[0], v[1]);
    const int year = year_of(of, self->calendar, (int) v[2]);

    if (job < 0 || year < 0 || v[3] < 0 || v[3] >= of->n_groups || v[4] < 0 ||
        v[4] >= ASY_REPORT_PLACES)
        return true;
    double *const at = asy_bag_at(
        self->fine,
        ((uint64_t) v[3] * ASY_REPORT_PLACES + (uint64_t) v[4]) * FINE_YEARS + (uint64_t) year);
    if (at)
        at[job] += (double) v[5];
    return at != NULL;
}

/* Whole years that a reform shares with the baseline. */
static bool
take_shared(struct cube *cube, int term, enum asy_detail detail, const struct asy_bag *base)
{
    struct asy_reporting *const self = cube->of;
    const struct asy_report_shared *const shared =
        self->shared + (size_t) cube->scenario * self->n_jobs;

    for (size_t i = 0; detail != ASY_COHORT && i < base->n; i++) {
        const int year = (int) (base->key[i] % FINE_YEARS);
        double *at = NULL;
        for (size_t j = 0; j < self->n_jobs; j++) {
            if (year >= (detail == ASY_MONTH ? shared[j].monthly : shared[j].yearly))
                continue;
            if (!at && !(at = asy_bag_at(&cube->fine[term], base->key[i])))
                return asy_reporting_memory(self);
            at[j] += base->value[i][j];
        }
    }
    return true;
}

/* Adds one term's counts of a group, place and year to one row of the page. */
static bool
put_at(struct cube *cube, uint64_t key, const double *x, double a, double b)
{
    double *const above = asy_bag_at(&cube->above, key);
    double *const below = cube->outcome->is_ratio ? asy_bag_at(&cube->below, key) : above;

    if (!above || !below)
        return false;
    for (size_t j = 0; j < cube->of->n_jobs; j++)
        above[j] += a * x[j];
    for (size_t j = 0; cube->outcome->is_ratio && j < cube->of->n_jobs; j++)
        below[j] += b * x[j];
    return true;
}

static bool
spread_out(struct cube *cube, const struct asy_bag *fine, size_t i, int calendar, double a,
           double b)
{
    const struct asy_reporting *const self = cube->of;
    const uint64_t key = fine->key[i];
    const int year = (int) (key % FINE_YEARS),
              group = (int) (key / FINE_YEARS / ASY_REPORT_PLACES);
    const int place = (int) (key / FINE_YEARS % ASY_REPORT_PLACES);
    const int populations[] = { 0, 1 + group, 1 + self->n_groups + self->citizen_of[group] };
    const int places[] = { 0, place };

    for (int t = 0; t < self->n_periods; t++) {
        if (!covers(&self->period[t], calendar, year))
            continue;
        for (int p = 0; p < 3; p++)
            for (int l = 0; l < (place ? 2 : 1); l++)
                if (shape_of(cube, populations[p], places[l], t) &&
                    !put_at(cube, key_of(populations[p], places[l], t), fine->value[i], a, b))
                    return asy_reporting_memory(cube->of);
    }
    return true;
}

static int
calendar_of(const struct asy_metric_row *row)
{
    const bool monthly = row->detail == ASY_MONTH, stock = row->time == ASY_STOCK;
    return monthly ? (stock ? 1 : 0) : (stock ? 3 : 2);
}

static bool
read_term(struct cube *cube, const struct cube *base, int term, const struct asy_term *of)
{
    const struct asy_metric_row *const row = &asy_metrics[of->metric];
    struct asy_bag *const fine = &cube->fine[term];
    struct asy_reporting *const self = cube->of;
    struct filling filling = { self, fine, calendar_of(row) };

    bool ok = asy_bag_init(fine, self->n_jobs) || asy_reporting_memory(self);
    ok = ok && (base ? asy_results_own_cells : asy_results_cells)(
                   self->results, cube->scenario, row->name, take_cell, &filling, self->err);
    ok = ok && (!base || take_shared(cube, term, row->detail, &base->fine[term]));
    for (size_t i = 0; ok && i < fine->n; i++)
        ok = spread_out(cube, fine, i, filling.calendar, of->above, of->below);
    return ok;
}

/* `base`: the baseline's, already read; NULL for the baseline. */
static bool
cube_read(struct cube *cube, struct asy_reporting *self, const struct outcome *outcome,
          int metric, int scenario, const struct cube *base)
{
    const struct asy_term alone = { metric, 1, 0 };

    *cube = (struct cube){ .of = self,
                           .outcome = outcome,
                           .index = metric,
                           .scenario = scenario,
                           .cohort = outcome->cohort };
    if (!asy_bag_init(&cube->above, self->n_jobs) || !asy_bag_init(&cube->below, self->n_jobs))
        return asy_reporting_memory(self);
    if (!outcome->derived)
        return read_term(cube, base, 0, &alone);
    for (int t = 0; t < outcome->derived->n_terms; t++)
        if (!read_term(cube, base, t, &outcome->derived->terms[t]))
            return false;
    return true;
}

static void
cube_free(struct cube *cube)
{
    asy_bag_free(&cube->above);
    asy_bag_free(&cube->below);
    for (int t = 0; t < ASY_MAX_TERMS; t++)
        asy_bag_free(&cube->fine[t]);
}

/* ---- quantiles -----------------------------------------------------------------------------
 */

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

static void
values_of(const struct cube *cube, uint64_t key, double *out)
{
    const size_t n = cube->of->n_jobs;
    const double *const above = asy_bag_find(&cube->above, key);
    const double *const below =
        cube->outcome->is_ratio ? asy_bag_find(&cube->below, key) : NULL;

    const size_t n_here = (size_t) cube->of->jobs_of[cube->scenario];

    for (size_t i = 0; i < n; i++) {
        out[i] = above ? above[i] : 0.0;
        if (cube->outcome->is_ratio)
            out[i] = below && below[i] > 0.0 ? out[i] / below[i] : (double) NAN;
        if (i >= n_here) /* not simulated on that draw */
            out[i] = (double) NAN;
    }
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
                double *out)
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
    out[5] = asy_moves_sign(asy_moves_of(&s));
    double *const q = out + OF_DIFFERENCE;
    quantiles(q, room->ranked,
              asy_rank(room->ranked, room->difference, self->draw, self->n_jobs), levels,
              scale);
    for (int i = 0; i < levels; i++) /* what is not zero stays so: verdicts hang on it */
        if (q[i] == 0.0 && s.n)
            q[i] = sign_of(asy_quantile(room->ranked, s.n, asy_shape_level(levels, i)));
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
is_something(const struct outcome *outcome, const double *x, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!isnan(x[i]) && (outcome->is_ratio || x[i] != 0.0))
            return true;
    return false;
}

/* The rows of one outcome under one scenario. */
struct sheet {
    struct asy_reporting *of;
    const struct cube *base, *here;
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
            fill_difference(self->of, self->room, of_difference, scale, row + 3 + levels));
}

/* Of everyone, in all places: what moved.c asks for. */
static bool
keep(const struct sheet *self, uint64_t key)
{
    const struct cube *const here = self->here;
    const bool in_force =
        !here->cohort && key == key_of(0, 0, self->of->in_force[here->scenario]);
    const bool all_years = key == key_of(0, 0, 0);

    return (!in_force || asy_report_keep(self->of, here->index, here->scenario, true,
                                         self->room->base, self->room->here)) &&
           (!all_years || asy_report_keep(self->of, here->index, here->scenario, false,
                                          self->room->base, self->room->here));
}

static bool
take_key(struct sheet *self, uint64_t key)
{
    struct asy_reporting *const of = self->of;
    const struct cube *const base = self->base, *const here = self->here;
    const int period = (int) (key % ASY_REPORT_PERIODS);
    const int place = (int) (key / ASY_REPORT_PERIODS % ASY_REPORT_PLACES);
    const int population = (int) (key / ASY_REPORT_PERIODS / ASY_REPORT_PLACES);
    const enum asy_shape shape = shape_of(here, population, place, period);

    if (shape == ASY_SHAPE_NONE)
        return true;
    values_of(base, key, self->room->base);
    values_of(here, key, self->room->here);
    const bool in_base = is_something(base->outcome, self->room->base, of->n_jobs) &&
                         shape_of(base, population, place, period) != ASY_SHAPE_NONE;
    if (base == here ? !in_base : subtract(of, self->room, here->scenario))
        return true;
    if (key == key_of(0, 0, base->cohort ? 0 : of->in_force[here->scenario]))
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
put_scenario(struct asy_reporting *self, const struct cube *base, const struct cube *here,
             const struct room *room)
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
put_outcome(struct asy_reporting *self, const struct outcome *outcome, int metric,
            const struct room *room)
{
    struct cube base, here;

    bool ok = cube_read(&base, self, outcome, metric, 0, NULL);
    asy_buffer_text(self->out, "[");
    ok = ok && put_scenario(self, &base, &base, room);
    for (int s = 1; ok && s < self->n_scenarios; s++) {
        asy_buffer_text(self->out, ",\n");
        ok = cube_read(&here, self, outcome, metric, s, &base) &&
             put_scenario(self, &base, &here, room);
        cube_free(&here);
    }
    asy_buffer_text(self->out, "]");
    cube_free(&base);
    return ok;
}

static struct outcome
outcome_at(int i)
{
    const struct asy_derived *const derived = asy_derived_at(i - ASY_N_METRICS);
    const struct asy_metric_row *const row =
        &asy_metrics[derived ? derived->terms[0].metric : i];
    const bool is_ratio = derived && derived->is_ratio;

    return (struct outcome){
        .name = derived ? derived->name : row->name,
        .where = (int) row->where,
        .calendar = calendar_of(row),
        .is_ratio = is_ratio,
        .cohort = row->detail == ASY_COHORT,
        .scale = is_ratio && strcmp(derived->unit, "share") == 0 ? 1e5 : 1e2,
        .derived = derived,
    };
}

static void
put_head(struct asy_reporting *self, const struct outcome *outcome, int i)
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
        const struct outcome outcome = outcome_at(i);
        asy_buffer_text(self->out, i ? ",\n" : "");
        put_head(self, &outcome, i);
    }
    asy_buffer_text(self->out, "],\"cells\":[");
    for (int i = 0; ok && i < n_outcomes(); i++) {
        const struct outcome outcome = outcome_at(i);
        asy_buffer_text(self->out, i ? ",\n" : "");
        ok = put_outcome(self, &outcome, i, &room);
    }
    asy_buffer_text(self->out, "]");
    free(room.base);
    free(room.ranked);
    return ok && asy_report_moved(self);
}
