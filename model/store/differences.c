/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paired differences for programs: what store/compare.c answers, as a list that outlives the
   file. */
#include "base/gsl.h"
#include "base/pool.h"
#include "base/versioned.h"
#include "outcome/reading.h"
#include "outcome/verdict.h"
#include "store/asked.h"
#include "store/compare.h"

#include <stdlib.h>

struct asy_differences {
    struct asy_pool pool; /* owns every text that is not the catalogue's */
    struct asy_paired_difference *list;
    size_t n;
};

/* The questions, a table for each reform; their periods are in the pool. */
static struct asy_question *
list_questions(struct asy_differences *self, const struct asy_results *results,
               const struct asy_resolved *r, int n_reforms)
{
    const size_t n_tables = n_reforms ? (size_t) n_reforms : 1;
    struct asy_question *const list = calloc(n_tables * r->n_metrics + 1, sizeof *list);
    char period[32];

    for (size_t t = 0; list && t < n_tables; t++) {
        const int scenario = n_reforms ? (int) t + 1 : 0;
        for (size_t i = 0; i < r->n_metrics; i++) {
            const char *const metric = r->metrics[i];
            asy_compare_period(results, metric, scenario, period);
            const struct asy_ask ask = {
                asy_pool_text(&self->pool, metric), asy_pool_text(&self->pool, r->population),
                asy_pool_text(&self->pool, r->place),
                asy_pool_text(&self->pool, r->period ? r->period : period)
            };
            if (self->pool.failed)
                break;
            list[self->n++] =
                (struct asy_question){ ask, scenario, asy_compare_among(results, &ask), false };
        }
    }
    return list;
}

static struct asy_paired_difference
row_of(const struct asy_question *q, const struct asy_contrast *c, const char *scenario)
{
    const struct asy_difference *const d = &c->difference;
    const char *const label = asy_outcome_label(q->ask.metric);

    return (struct asy_paired_difference){
        .size = sizeof(struct asy_paired_difference),
        .scenario = scenario,
        .metric = q->ask.metric,
        .label = label ? label : q->ask.metric,
        .population = q->ask.population,
        .place = q->ask.place,
        .period = q->ask.period,
        .worse = asy_metric_worse(q->ask.metric),
        .baseline = c->baseline,
        .reform = c->reform,
        .difference = d->summary,
        .n = d->counted.of,
        .n_more = d->counted.more,
        .n_less = d->counted.less,
        .n_worse = c->n_worse,
        .p_more = d->p_more,
        .p_less = d->p_less,
        .p_worse = c->p_worse,
        .verdict = asy_moves_name(asy_moves_of(&d->summary)),
        .times_less = d->times_less,
        .among = q->among,
        .moved_by = q->among ? asy_mover_name(c->moved.by) : NULL,
        .by_exposure = c->moved.by_exposure,
        .by_rate = c->moved.by_rate,
    };
}

static bool
fill(struct asy_differences *self, struct asy_results *results,
     const struct asy_question *questions, struct asy_error *err)
{
    struct asy_contrast *const contrasts = calloc(self->n + 1, sizeof *contrasts);
    int n_jobs;

    self->list = calloc(self->n + 1, sizeof *self->list);
    bool ok = (contrasts && self->list && questions && !self->pool.failed) ||
              asy_fail(err, ASY_E_RESOURCES, "compare", "out of memory");
    ok = ok && asy_compare_ask(results, questions, self->n, contrasts, &n_jobs, err);
    for (size_t i = 0; ok && i < self->n; i++) {
        const char *const name = asy_results_scenario(results, questions[i].scenario)->name;
        self->list[i] = row_of(&questions[i], &contrasts[i], asy_pool_text(&self->pool, name));
    }
    free(contrasts);
    return ok &&
           (!self->pool.failed || asy_fail(err, ASY_E_RESOURCES, "compare", "out of memory"));
}

bool
asy_differences_find(struct asy_differences **out, struct asy_results *results,
                     const struct asy_asked *asked, struct asy_error *err)
{
    struct asy_resolved r = { 0 };

    if (out)
        *out = NULL;
    if (!out || !results)
        return asy_fail(err, ASY_E_INPUT, "compare", "an open results file is needed");
    asy_gsl_returns();
    struct asy_differences *const self = calloc(1, sizeof *self);
    if (!self)
        return asy_fail(err, ASY_E_RESOURCES, "compare", "out of memory");
    bool ok = asy_resolved_init(&r, results, asked, err);
    struct asy_question *const questions =
        ok ? list_questions(self, results, &r, asy_compare_reforms(results)) : NULL;
    ok = ok && fill(self, results, questions, err);
    free(questions);
    asy_resolved_free(&r);
    if (ok)
        *out = self;
    else
        asy_differences_destroy(self);
    return ok;
}

size_t
asy_differences_count(const struct asy_differences *self)
{
    return self ? self->n : 0;
}

bool
asy_differences_at(const struct asy_differences *self, size_t i,
                   struct asy_paired_difference *out)
{
    return self && i < self->n && asy_versioned_give(out, &self->list[i], sizeof *self->list);
}

void
asy_differences_destroy(struct asy_differences *self)
{
    if (!self)
        return;
    asy_pool_free(&self->pool);
    free(self->list);
    free(self);
}
