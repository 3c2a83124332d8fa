/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each draw writes its own row, whoever finishes first. */
#include "inference/simulated.h"

#include "engine/ensemble.h"

#include <stdlib.h>

static bool
no_memory(struct asy_error *err)
{
    return asy_fail(err, ASY_E_RESOURCES, "memory", "not enough for the targets of each draw");
}

static bool
take(void *user, const struct asy_result *results, int n_results, struct asy_error *err)
{
    struct asy_simulated *const self = user;
    const size_t row = (results[0].draw - 1) * (size_t) self->targets->n_points;

    (void) n_results; /* the baseline alone */
    return asy_measure_all(self->targets, self->asked, &self->world, &results[0],
                           self->value + row) ||
           no_memory(err);
}

/* Rows that no draw fills would be taken for zeros. */
static bool
make_room(struct asy_simulated *self, struct asy_error *err)
{
    const size_t n = self->n_draws * (size_t) self->targets->n_points;

    self->asked = calloc((size_t) self->targets->n_series + 1, sizeof *self->asked);
    self->value = malloc((n + 1) * sizeof *self->value);
    for (size_t i = 0; self->value && i < n; i++)
        self->value[i] = (double) NAN;
    return (self->asked && self->value) || no_memory(err);
}

bool
asy_simulated_run(struct asy_simulated *self, const struct asy_targets *targets,
                  const struct asy_scenario *scenario, uint64_t seed, uint32_t n_draws,
                  int threads, struct asy_error *err)
{
    const struct asy_scenario *const list[1] = { scenario };
    const struct asy_plan plan = {
        .scenarios = list,
        .n_scenarios = 1,
        .seed = seed,
        .n_draws = n_draws,
        .n_replicates = 1,
        .n_shards = 1,
        .n_threads = threads,
        .scale = 1.0,
        .take = take,
        .user = self,
    };

    *self = (struct asy_simulated){ .targets = targets, .n_draws = n_draws };
    if (!make_room(self, err) || !asy_world_init(&self->world, scenario, seed, 0, err))
        return false;
    for (int s = 0; s < targets->n_series; s++)
        self->asked[s] = asy_counted_of(&targets->series[s], &self->world);
    return asy_ensemble_run(&plan, NULL, err);
}

void
asy_simulated_free(struct asy_simulated *self)
{
    asy_world_free(&self->world);
    free(self->asked);
    free(self->value);
    *self = (struct asy_simulated){ 0 };
}
