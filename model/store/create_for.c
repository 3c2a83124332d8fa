/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A results file for a plan: its scenarios with their texts, and every value with its source.
 */
#include "store/inside.h"

#include <stdlib.h>
#include <string.h>

/* What the head borrows, for each scenario. */
struct texts {
    struct asy_results_scenario *list;
    const char **in_force;
    struct named {
        char digest[33];
        char *text; /* owned */
    } * own;
    int n;
};

/* Not all of a package: said by its parts, for hundreds of subsets would fill the file. */
static bool
is_subset(const struct asy_scenario *scenario)
{
    struct asy_part part;

    for (size_t i = 0; asy_scenario_part(scenario, i, &part); i++)
        if (!part.holds)
            return true;
    return false;
}

static char *
text_of(const struct asy_scenario *scenario)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);

    if (!out)
        return NULL;
    if (is_subset(scenario))
        fprintf(out, "%s\n", asy_scenario_name(scenario));
    else
        asy_scenario_print(scenario, out);
    if (fclose(out) != 0) {
        free(text);
        return NULL;
    }
    return text;
}

static void
texts_free(struct texts *self)
{
    for (int i = 0; self->own && i < self->n; i++)
        free(self->own[i].text);
    free(self->own);
    free(self->in_force);
    free(self->list);
}

static bool
texts_init(struct texts *self, const struct asy_plan *plan)
{
    self->n = plan->n_scenarios;
    self->list = calloc((size_t) self->n, sizeof *self->list);
    self->own = calloc((size_t) self->n, sizeof *self->own);
    self->in_force = calloc((size_t) self->n, sizeof *self->in_force);
    if (!self->list || !self->own || !self->in_force)
        return false;
    for (int i = 0; i < self->n; i++) {
        const struct asy_scenario *s = plan->scenarios[i];
        struct named *own = &self->own[i];
        asy_scenario_digest(s, own->digest);
        own->text = text_of(s);
        if (!own->text)
            return false;
        self->in_force[i] = asy_scenario_in_force(s);
        self->list[i] = (struct asy_results_scenario){
            .name = asy_scenario_name(s),
            .title = asy_scenario_title(s),
            .claim = asy_scenario_claim(s),
            .source = asy_scenario_source(s),
            .digest = own->digest,
            .text = own->text,
            .branch_day = i == 0 ? INT32_MAX : asy_scenario_branch_day(s),
            .n_draws = i < plan->n_scenarios - plan->n_few ? 0 : plan->few_draws,
        };
    }
    return true;
}

/* All values of the baseline; of a reform those that it sets. */
static bool
add_values(struct asy_results *self, const struct asy_plan *plan, struct asy_error *err)
{
    struct asy_value value;

    for (int s = 0; s < plan->n_scenarios; s++)
        for (size_t i = 0; asy_scenario_value(plan->scenarios[s], i, &value); i++)
            if ((s == 0 || strcmp(value.layer, "reform") == 0) &&
                !asy_results_add_value(self, s, &value, err))
                return false;
    return true;
}

/* In a transaction of their own: all or none, so that a file gone on with has them once. */
static bool
add_values_once(struct asy_results *self, const struct asy_plan *plan, struct asy_error *err)
{
    sqlite3_stmt *stmt;
    bool row;

    if (!asy_sql_prepare(self, &stmt, "SELECT 1 FROM parameter LIMIT 1", err))
        return false;
    const bool ok = asy_sql_step(self, stmt, &row, err);
    sqlite3_finalize(stmt);
    if (!ok || row)
        return ok;
    return asy_sql_run(self, "BEGIN", err) && add_values(self, plan, err) &&
           asy_claims_write(self, plan, err) && asy_sql_run(self, "COMMIT", err);
}

/* Of a package not the subsets': theirs are those of the whole. */
static bool
add_samples(struct asy_results *self, const struct asy_plan *plan, struct asy_error *err)
{
    int id = 0;
    bool ok = asy_samples_begin(self, err);

    for (int s = 0; ok && s < plan->n_scenarios; s++)
        ok = is_subset(plan->scenarios[s]) || asy_samples_add(self, s, plan, &id, err);
    return ok && asy_sql_run(self, "COMMIT", err);
}

static bool
create(struct asy_results **out, const char *path, enum asy_results_mode mode,
       const struct asy_plan *plan, const struct texts *texts, struct asy_error *err)
{
    struct asy_world world;
    char assumption[320];

    if (!asy_world_init(&world, plan->scenarios[0], plan->seed, 0, err))
        return false;
    const struct asy_results_head head = {
        .world = &world,
        .scenarios = texts->list,
        .n_scenarios = plan->n_scenarios,
        .assumption =
            asy_scenario_assumption(plan->scenarios[0], assumption, sizeof assumption),
        .seed = plan->seed,
        .n_draws = plan->n_draws,
        .n_replicates = plan->n_replicates,
        .n_second_streams = plan->n_second_streams,
        .shard = plan->shard,
        .n_shards = plan->n_shards,
        .in_force = texts->in_force,
    };
    bool ok = asy_results_create(out, path, mode, &head, err);
    if (ok && (!add_values_once(*out, plan, err) || !add_samples(*out, plan, err))) {
        asy_results_abandon(*out);
        *out = NULL;
        ok = false;
    }
    asy_world_free(&world);
    return ok;
}

bool
asy_results_create_for(struct asy_results **out, const char *path, enum asy_results_mode mode,
                       const struct asy_plan *plan, struct asy_error *err)
{
    struct texts texts = { 0 };

    *out = NULL;
    const bool ok = texts_init(&texts, plan)
                        ? create(out, path, mode, plan, &texts, err)
                        : asy_fail(err, ASY_E_RESOURCES, path, "out of memory");
    texts_free(&texts);
    return ok;
}
