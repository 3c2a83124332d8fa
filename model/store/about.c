/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A results file for programs: what it is about, and the values of outcomes. */
#include "base/versioned.h"
#include "store/asked.h"
#include "store/inside.h"

#include <stdlib.h>

bool
asy_results_about(const struct asy_results *self, struct asy_results_about *out)
{
    if (!self)
        return false;
    const struct asy_results_info *const info = &self->info;
    struct asy_results_about about = {
        .size = sizeof about,
        .seed = info->seed,
        .n_draws = info->n_draws,
        .n_replicates = info->n_replicates,
        .first_year = info->first_year,
        .last_year = info->first_year + info->n_years - 1,
        .n_scenarios = info->n_scenarios,
        .n_runs = info->n_runs,
        .n_runs_planned = info->n_runs_planned,
        .is_complete = info->is_complete,
    };

    snprintf(about.version, sizeof about.version, "%s", info->version);
    snprintf(about.digest, sizeof about.digest, "%s", info->digest);
    snprintf(about.assumption, sizeof about.assumption, "%s", info->assumption);
    return asy_versioned_give(out, &about, sizeof about);
}

bool
asy_results_scenario_about(const struct asy_results *self, size_t i,
                           struct asy_scenario_about *out)
{
    if (!self || i >= (size_t) self->info.n_scenarios)
        return false;
    const struct asy_results_entry *const entry = &self->entries[i];
    const struct asy_scenario_about about = { .size = sizeof about,
                                              .name = entry->name,
                                              .title = entry->title,
                                              .claim = entry->claim,
                                              .source = entry->source,
                                              .in_force = entry->in_force,
                                              .is_in_force = entry->is_in_force };
    return asy_versioned_give(out, &about, sizeof about);
}

/* ---- values ------------------------------------------------------------------------------ */

static bool
ask_all(struct asy_results *self, const struct asy_resolved *r, struct asy_answers *answers,
        struct asy_error *err)
{
    struct asy_ask *const asks = calloc(r->n_metrics + 1, sizeof *asks);

    if (!asks)
        return asy_fail(err, ASY_E_RESOURCES, "values", "out of memory");
    for (size_t i = 0; i < r->n_metrics; i++)
        asks[i] = (struct asy_ask){ r->metrics[i], r->population, r->place,
                                    r->period ? r->period : "all" };
    const bool ok = asy_results_ask(self, asks, (int) r->n_metrics, answers, err);
    free(asks);
    return ok;
}

bool
asy_results_values(struct asy_results *self, const struct asy_asked *asked,
                   struct asy_values *out, struct asy_error *err)
{
    struct asy_resolved r = { 0 };
    struct asy_answers answers = { 0 };
    struct asy_values values = { .size = sizeof values };

    if (!self || !out || out->size < sizeof values)
        return asy_fail(err, ASY_E_INPUT, "values",
                        "an open results file and struct asy_values with its size are needed");
    bool ok = asy_resolved_init(&r, self, asked, err) && ask_all(self, &r, &answers, err);
    if (ok) {
        values.n_metrics = r.n_metrics;
        values.n_scenarios = (size_t) answers.n_scenarios;
        values.n_histories = (size_t) answers.n_jobs;
        values.metric = r.metrics;
        values.value = answers.values;
        values.draw = answers.draw;
        values.replicate = answers.replicate;
        r.metrics = NULL; /* theirs now, as the answers are */
        free(answers.jobs_of);
    }
    asy_resolved_free(&r);
    return asy_versioned_give(out, &values, sizeof values) && ok;
}

void
asy_values_free(struct asy_values *self)
{
    if (!self)
        return;
    free(self->metric);
    free(self->value);
    free(self->draw);
    free(self->replicate);
    *self = (struct asy_values){ .size = self->size };
}
