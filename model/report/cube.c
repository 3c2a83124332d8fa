/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading an outcome's counts: first by group, place and year, a metric for each term, as the
   file has them; what a reform shares with the baseline is taken from the baseline's. Then
   summed into what the page keeps. */
#include "report/cube.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A reform keeps its own years in force only. */
static bool
is_of_anothers(const struct asy_report_cube *cube, int period)
{
    return cube->scenario > 0 && period > cube->of->info->n_years &&
           period != cube->of->in_force[cube->scenario];
}

/* The years in force of the cube's reform; of the baseline those of any. */
static bool
is_in_force(const struct asy_report_cube *cube, int period)
{
    const int *const in_force = cube->of->in_force;

    if (cube->scenario > 0)
        return period == in_force[cube->scenario];
    for (int s = 0; s < cube->of->n_scenarios; s++)
        if (period == in_force[s])
            return true;
    return false;
}

enum asy_shape
asy_report_shape(const struct asy_report_cube *cube, int population, int place, int period)
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
take_shared(struct asy_report_cube *cube, int term, enum asy_detail detail,
            const struct asy_bag *base)
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
put_at(struct asy_report_cube *cube, uint64_t key, const double *x, double a, double b)
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
spread_out(struct asy_report_cube *cube, const struct asy_bag *fine, size_t i, int calendar,
           double a, double b)
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
                if (asy_report_shape(cube, populations[p], places[l], t) &&
                    !put_at(cube, asy_report_key(populations[p], places[l], t), fine->value[i],
                            a, b))
                    return asy_reporting_memory(cube->of);
    }
    return true;
}

int
asy_report_calendar(const struct asy_metric_row *row)
{
    const bool monthly = row->detail == ASY_MONTH, stock = row->time == ASY_STOCK;
    return monthly ? (stock ? 1 : 0) : (stock ? 3 : 2);
}

static bool
read_term(struct asy_report_cube *cube, const struct asy_report_cube *base, int term,
          const struct asy_term *of)
{
    const struct asy_metric_row *const row = &asy_metrics[of->metric];
    struct asy_bag *const fine = &cube->fine[term];
    struct asy_reporting *const self = cube->of;
    struct filling filling = { self, fine, asy_report_calendar(row) };

    bool ok = asy_bag_init(fine, self->n_jobs) || asy_reporting_memory(self);
    ok = ok && (base ? asy_results_own_cells : asy_results_cells)(
                   self->results, cube->scenario, row->name, take_cell, &filling, self->err);
    ok = ok && (!base || take_shared(cube, term, row->detail, &base->fine[term]));
    for (size_t i = 0; ok && i < fine->n; i++)
        ok = spread_out(cube, fine, i, filling.calendar, of->above, of->below);
    return ok;
}

bool
asy_report_cube_read(struct asy_report_cube *cube, struct asy_reporting *self,
                     const struct asy_report_outcome *outcome, int metric, int scenario,
                     const struct asy_report_cube *base)
{
    const struct asy_term alone = { metric, 1, 0 };

    *cube = (struct asy_report_cube){ .of = self,
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

void
asy_report_cube_free(struct asy_report_cube *cube)
{
    asy_bag_free(&cube->above);
    asy_bag_free(&cube->below);
    for (int t = 0; t < ASY_MAX_TERMS; t++)
        asy_bag_free(&cube->fine[t]);
}

void
asy_report_cube_values(const struct asy_report_cube *cube, uint64_t key, double *out)
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
