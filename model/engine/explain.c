/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Because luck is keyed, a history can be lived again to the letter, this time listening. */
#include "engine/explain.h"
#include "life/scope.h"

#include <stdlib.h>

/* The baseline and the reform as they end, and the traces that listen on the second pass. */
struct listening {
    const struct asy_plan *plan;
    const struct asy_draw *draw;
    struct asy_luck_key key;
    struct asy_run run[2];
};

static bool
short_of_memory(struct asy_error *err)
{
    return asy_fail(err, ASY_E_RESOURCES, "memory", "not enough to tell a life");
}

static bool
begin(struct listening *self, int scenario, struct asy_error *err)
{
    asy_run_free(&self->run[scenario]);
    return asy_run_init(&self->run[scenario], &self->draw->world[0], self->draw->thresholds,
                        self->key, 1.0) ||
           short_of_memory(err);
}

/* Lives one scenario to the end; the reform needs the baseline's beliefs, so that goes first.
 */
static bool
live_through(struct listening *self, int scenario, struct asy_trace *trace,
             struct asy_error *err)
{
    struct asy_run *run = &self->run[scenario];
    const int32_t n_days = self->draw->world[0].n_days;
    int32_t branch = asy_scenario_branch_day(self->plan->scenarios[scenario]);
    if (!begin(self, scenario, err))
        return false;
    run->scene.trace = trace;
    if (scenario > 0 && branch < n_days) {
        asy_run_to(run, branch);
        if (!asy_run_rule(run, &self->draw->world[scenario]))
            return short_of_memory(err);
        asy_run_reform(run, &self->run[0], asy_draw_thresholds(self->draw, scenario));
    }
    asy_run_to(run, n_days);
    return !run->failed || short_of_memory(err);
}

/* Whether person `i` of the last world, `same` in the baseline, is the one asked for. Where
   only one world is asked about, `eventful`: a life with something to tell. */
static bool
fits(const struct listening *self, const struct asy_wish *wish, uint32_t i, int64_t same,
     bool eventful)
{
    const int n = self->plan->n_scenarios;
    const struct asy_applicant *last = &self->run[n - 1].people[i];
    if ((wish->group >= 0 && last->group != wish->group) ||
        asy_departed(last) < wish->not_before)
        return false;
    if (wish->id >= 0)
        return last->id == (uint32_t) wish->id;
    if (wish->fate >= 0 && last->fate != wish->fate)
        return false;
    if (n == 1)
        return wish->fate >= 0 || !eventful ||
               (asy_at_risk(last) && last->attempts > 2 && last->claims > 1);
    return same >= 0 && last->fate != self->run[0].people[same].fate;
}

static bool
nobody_fits(const struct asy_wish *wish, struct asy_error *err)
{
    if (wish->id >= 0)
        return asy_fail(err, ASY_E_INPUT, "explain",
                        "nobody with this key sets out in %s: another --seed, --draw or "
                        "--replicate has other people",
                        wish->under ? "both worlds of this simulated history"
                                    : "this simulated history");
    if (wish->under)
        return asy_fail(err, ASY_E_INPUT, "explain",
                        "nobody of those asked for ends otherwise under %s in this simulated "
                        "history: try another --replicate, --fate or --group",
                        wish->under);
    return asy_fail(err, ASY_E_INPUT, "explain",
                    "nobody in this simulated history fits: try another --replicate, --fate or "
                    "--group");
}

static bool
find(const struct listening *self, const struct asy_wish *wish, uint32_t *index,
     struct asy_error *err)
{
    const int n = self->plan->n_scenarios;
    const struct asy_run *last = &self->run[n - 1];
    for (int eventful = 1; eventful >= 0; eventful--) {
        uint32_t hint = 0;
        for (uint32_t i = 0; i < last->n_people; i++) {
            const int64_t same = asy_run_same(&self->run[0], last, i, &hint);
            if (same >= 0 && fits(self, wish, i, same, eventful != 0)) {
                *index = (uint32_t) same;
                return true;
            }
        }
    }
    return nobody_fits(wish, err);
}

static bool
listen(struct listening *self, uint32_t index, struct asy_life *lives, struct asy_error *err)
{
    const struct asy_applicant person = self->run[0].people[index];
    const int n = self->plan->n_scenarios > 1 ? 2 : 1;
    for (int i = 0; i < n; i++) {
        lives[i].trace = (struct asy_trace){ .id = person.id, .group = person.group };
        if (!live_through(self, i, &lives[i].trace, err))
            return false;
        uint32_t hint = 0;
        const int64_t same =
            i == 0 ? (int64_t) index : asy_run_same(&self->run[i], &self->run[0], index, &hint);
        lives[i].who = same < 0 ? person : self->run[i].people[same];
        lives[i].kind =
            self->run[i].kinds ? asy_kind_of(&self->run[i].scene, &lives[i].who) : 0;
    }
    return true;
}

bool
asy_explain(const struct asy_plan *plan, const struct asy_draw *draw, uint32_t replicate,
            const struct asy_wish *wish, struct asy_life *lives, struct asy_error *err)
{
    struct listening *self = calloc(1, sizeof *self);
    uint32_t index = 0;
    if (!self)
        return short_of_memory(err);
    self->plan = plan;
    self->draw = draw;
    self->key = asy_luck_key(plan->seed, draw->number, replicate);
    bool ok = true;
    for (int i = 0; ok && i < plan->n_scenarios; i++)
        ok = live_through(self, i, NULL, err);
    ok = ok && find(self, wish, &index, err) && listen(self, index, lives, err);
    asy_run_free(&self->run[0]);
    asy_run_free(&self->run[1]);
    free(self);
    return ok;
}
