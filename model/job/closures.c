/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A world is the same scenarios read again with four settings laid over all else. Seed and
   draws are those of the run, so that worlds are paired as reforms are; replicate 0 of each
   draw. */
#include "job/closures.h"

#include "outcome/closures.h"

bool
asy_closures_check(const struct asy_job *job, const struct asy_lineup *lineup,
                   struct asy_errors *errs)
{
    struct asy_claim_outcome claim;

    if (job->n_closure_draws == 0)
        return true;
    if (job->n_shards > 1) {
        asy_errors_add(errs, ASY_E_INPUT, "--closures",
                       "are of a whole run, not of a shard: run them without --shard, into a "
                       "file of their own");
        return false;
    }
    for (int s = 1; s < lineup->n; s++)
        if (asy_scenario_claim_outcome(lineup->list[s], 0, &claim) &&
            asy_scenario_branch_day(lineup->list[s]) < asy_scenario_days(lineup->list[s]))
            return true;
    asy_errors_add(errs, ASY_E_INPUT, "--closures",
                   "test what reforms claim, and no reform here that comes into force before "
                   "the last day names an outcome of its claim (claim_outcome)");
    return false;
}

/* ---- one world --------------------------------------------------------------------------- */

struct living {
    const struct asy_job *job;
    struct asy_results *results;
    void (*tick)(void *user);
    void *user;
    int world;
};

static bool
take(void *user, const struct asy_result *results, int n_results, struct asy_error *err)
{
    const struct living *const self = user;

    (void) n_results;
    if (!asy_results_closures_add(self->results, self->world, results, err))
        return false;
    if (self->tick)
        self->tick(self->user);
    return true;
}

static bool
have(void *user, uint32_t draw, uint32_t replicate)
{
    const struct living *const self = user;

    (void) replicate;
    return asy_results_closures_has(self->results, self->world, draw);
}

static bool
live(struct living *self, const struct asy_lineup *lineup, struct asy_error *err)
{
    const struct asy_plan plan = {
        .scenarios = (const struct asy_scenario *const *) lineup->list,
        .n_scenarios = lineup->n,
        .seed = self->job->seed,
        .n_draws = self->job->n_closure_draws,
        .n_replicates = 1,
        .n_shards = 1,
        .n_threads = self->job->n_threads,
        .scale = 1.0,
        .take = take,
        .have = have,
        .user = self,
        .stop = self->job->stop,
    };
    return asy_ensemble_run(&plan, NULL, err);
}

static bool
has_all(const struct living *self)
{
    for (uint32_t d = 1; d <= self->job->n_closure_draws; d++)
        if (!asy_results_closures_has(self->results, self->world, d))
            return false;
    return true;
}

/* The files were read for the run itself: what fails now is of this world. */
static bool
load_world(struct asy_lineup *lineup, const struct living *self, struct asy_error *err)
{
    char text[ASY_N_CLOSURES][ASY_CLOSURE_SETTING];
    const char *settings[ASY_N_CLOSURES];
    struct asy_errors errs = { 0 };

    for (int a = 0; a < ASY_N_CLOSURES; a++)
        settings[a] = asy_closure_setting(text[a], self->world, a);
    lineup->closures = settings;
    lineup->n_closures = ASY_N_CLOSURES;
    const bool ok = asy_lineup_load(lineup, self->job, false, &errs);
    lineup->closures = NULL;
    if (!ok && errs.n)
        asy_fail(err, errs.list[0].code, errs.list[0].where, "%s", errs.list[0].what);
    asy_errors_free(&errs);
    return ok;
}

bool
asy_closures_run(const struct asy_job *job, struct asy_results *results,
                 void (*tick)(void *user), void *user, struct asy_error *err)
{
    struct living self = { job, results, tick, user, 0 };
    bool ok = true;

    for (; ok && self.world < ASY_N_WORLDS; self.world++) {
        struct asy_lineup lineup = { 0 };
        if (job->stop && *job->stop)
            break;
        if (has_all(&self))
            continue;
        ok = load_world(&lineup, &self, err) && live(&self, &lineup, err);
        asy_lineup_free(&lineup);
    }
    return ok;
}
