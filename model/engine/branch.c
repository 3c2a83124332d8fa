/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Branching: up to the day a reform enters into force its world is the baseline's, so the
   history is lived once, copied on that day, and each reform goes on from the copy. */
#include "engine/branch.h"
#include "base/clock.h"

#include <stdlib.h>
#include <string.h>

#include "engine/held.h"

/* So many worlds a draw holds at once; those of further scenarios (the subsets of a package)
   are made when their turn comes, for hundreds of them would fill the memory. */
enum { MOST_WORLDS_HELD = 40 };

static bool
short_of_memory(struct asy_error *err)
{
    return asy_fail(err, ASY_E_RESOURCES, "memory", "not enough to simulate this scenario");
}

/* ---- the desk ---------------------------------------------------------------- */

/* The runs of one replicate: the baseline, a copy of it on a branch day, and the reform at
   work; trial runs take the baseline's place. */
struct asy_desk {
    struct asy_run baseline, copy, reform;
    bool have_baseline, have_copy, have_reform;
    struct asy_parts spent;
    double since; /* the last part ended, on the thread's clock */
};

/* What has passed since goes to a part. */
static void
spend(struct asy_desk *self, double *part)
{
    const double at = asy_thread_seconds();
    *part += at - self->since;
    self->since = at;
}

struct asy_parts
asy_desk_spent(const struct asy_desk *self)
{
    return self->spent;
}

struct asy_desk *
asy_desk_create(void)
{
    return calloc(1, sizeof(struct asy_desk));
}

void
asy_desk_destroy(struct asy_desk *self)
{
    if (!self)
        return;
    asy_run_free(&self->baseline);
    asy_run_free(&self->copy);
    asy_run_free(&self->reform);
    free(self);
}

/* A history of the baseline from its first day. */
static bool
begin_baseline(struct asy_desk *self, const struct asy_world *world,
               const struct asy_thresholds *thresholds, struct asy_luck_key key, double scale)
{
    if (self->have_baseline)
        return asy_run_again(&self->baseline, world, thresholds, key, scale);
    self->have_baseline = asy_run_init(&self->baseline, world, thresholds, key, scale);
    if (!self->have_baseline)
        asy_run_free(&self->baseline);
    return self->have_baseline;
}

/* ---- trial runs -------------------------------------------------------------- */

static bool
try_out(struct asy_draw *self, const struct asy_plan *plan, uint32_t trial,
        struct asy_desk *desk, struct asy_pilot *pilot)
{
    const struct asy_luck_key key = asy_luck_key(plan->seed, self->number, ASY_TRIAL - trial);
    struct asy_run *run = &desk->baseline;
    const int32_t days = asy_thresholds_trial_days(self->thresholds);
    struct asy_world world = self->world[0];
    world.n_days = asy_whole_years(&world, days);
    if (!begin_baseline(desk, &world, self->thresholds, key, 1.0))
        return false;
    run->scene.pilot = pilot;
    asy_run_to(run, days);
    return !run->failed;
}

/* Trial runs, then the thresholds from all of them together: small cells need more than one. */
static bool
solve_from(struct asy_draw *self, const struct asy_plan *plan, struct asy_desk *desk,
           uint32_t first, uint32_t n)
{
    struct asy_pilot *pilot = asy_pilot_create(self->thresholds);
    bool ok = pilot != NULL;
    for (uint32_t i = 0; ok && i < n; i++)
        ok = try_out(self, plan, first + i, desk, pilot);
    ok = ok && asy_thresholds_solve(self->thresholds, &self->world[0], pilot);
    asy_pilot_destroy(pilot);
    return ok;
}

const struct asy_thresholds *
asy_draw_thresholds(const struct asy_draw *self, int scenario)
{
    return self->own[scenario] ? self->own[scenario] : self->thresholds;
}

/* A draw of one scenario, in `world`; the baseline's is the first to be made. */
static bool
sample_world(const struct asy_draw *self, const struct asy_plan *plan, int scenario,
             struct asy_world *world, struct asy_error *err)
{
    const struct asy_scenario *text = plan->scenarios[scenario];
    return scenario == 0 ? asy_world_init(world, text, plan->seed, self->number, err)
                         : asy_world_branch(world, text, &self->world[0], plan->scenarios[0],
                                            plan->seed, self->number, err);
}

static bool
sample_worlds(struct asy_draw *self, const struct asy_plan *plan, struct asy_error *err)
{
    self->world = calloc((size_t) plan->n_scenarios, sizeof *self->world);
    self->own = calloc((size_t) plan->n_scenarios, sizeof *self->own);
    if (!self->world || !self->own)
        return short_of_memory(err);
    const int n = plan->n_scenarios < MOST_WORLDS_HELD ? plan->n_scenarios : MOST_WORLDS_HELD;
    for (int i = 0; i < n; i++, self->n_worlds++)
        if (!sample_world(self, plan, i, &self->world[i], err))
            return false;
    return true;
}

static bool
solve(struct asy_draw *self, const struct asy_plan *plan, struct asy_desk *desk)
{
    self->thresholds = asy_thresholds_create(&self->world[0]);
    return self->thresholds && solve_from(self, plan, desk, 0, ASY_FIRST_TRIALS) &&
           solve_from(self, plan, desk, ASY_FIRST_TRIALS, ASY_MORE_TRIALS) &&
           asy_hold_all(self, plan);
}

static bool
make_draw(struct asy_draw *self, const struct asy_plan *plan, struct asy_desk *desk,
          struct asy_error *err)
{
    desk->since = asy_thread_seconds();
    if (!sample_worlds(self, plan, err))
        return false;
    spend(desk, &desk->spent.worlds);
    const bool ok = solve(self, plan, desk) || short_of_memory(err);
    spend(desk, &desk->spent.thresholds);
    return ok;
}

bool
asy_draw_init(struct asy_draw *self, const struct asy_plan *plan, uint32_t number,
              struct asy_desk *desk, struct asy_error *err)
{
    struct asy_desk *const own = desk ? NULL : asy_desk_create();
    *self = (struct asy_draw){ .number = number };
    const bool ok =
        desk || own ? make_draw(self, plan, desk ? desk : own, err) : short_of_memory(err);
    asy_desk_destroy(own);
    return ok;
}

void
asy_draw_free(struct asy_draw *self)
{
    for (int i = 0; i < self->n_worlds; i++) {
        asy_world_free(&self->world[i]);
        asy_thresholds_destroy(self->own[i]);
    }
    free(self->world);
    free(self->own);
    asy_thresholds_destroy(self->thresholds);
    *self = (struct asy_draw){ 0 };
}

/* ---- one replicate ----------------------------------------------------------- */

struct stage_set {
    const struct asy_plan *plan;
    const struct asy_draw *draw;
    struct asy_desk *desk;
    uint32_t replicate;
    int last; /* scenario to be lived */
};

static bool
hand_over(struct stage_set *set, struct asy_run *run, int scenario, double begun,
          struct asy_result *results, struct asy_error *err)
{
    struct asy_desk *desk = set->desk;
    spend(desk, &desk->spent.days);
    if (!asy_run_finish(run, err))
        return false;
    spend(desk, &desk->spent.finish);
    if (!asy_run_result(run, &desk->baseline, &results[scenario]))
        return short_of_memory(err);
    spend(desk, &desk->spent.result);
    results[scenario].scenario = scenario;
    results[scenario].draw = set->draw->number;
    results[scenario].replicate = set->replicate;
    results[scenario].seconds = asy_now() - begun;
    return true;
}

/* Memory for a copy of the baseline. */
static bool
open_copy(struct stage_set *set, struct asy_run *run, bool *there)
{
    if (!*there) {
        *there = asy_run_init(run, &set->draw->world[0], set->draw->thresholds,
                              set->desk->baseline.scene.key, set->plan->scale);
        if (!*there)
            asy_run_free(run);
    }
    return *there;
}

/* The history up to the branch day, to go on under the reform: a copy, but the last one takes
   the copy that the others were made from. */
static struct asy_run *
take_branch(struct stage_set *set, const struct asy_world *world, int scenario)
{
    struct asy_desk *desk = set->desk;
    if (scenario == set->last)
        return asy_run_rule(&desk->copy, world) ? &desk->copy : NULL;
    return open_copy(set, &desk->reform, &desk->have_reform) &&
                   asy_run_copy(&desk->reform, &desk->copy, world)
               ? &desk->reform
               : NULL;
}

static bool
live_reform(struct stage_set *set, const struct asy_world *world,
            const struct asy_thresholds *own, int scenario, struct asy_result *results,
            struct asy_error *err)
{
    const double begun = asy_now();
    struct asy_run *run = take_branch(set, world, scenario);
    if (!run)
        return short_of_memory(err);
    asy_run_reform(run, &set->desk->baseline, own ? own : set->draw->thresholds);
    asy_run_to(run, world->n_days);
    return hand_over(set, run, scenario, begun, results, err);
}

static bool
run_reform(struct stage_set *set, int scenario, struct asy_result *results,
           struct asy_error *err)
{
    struct asy_thresholds *own = NULL;
    struct asy_world world;
    if (scenario < set->draw->n_worlds)
        return live_reform(set, &set->draw->world[scenario], set->draw->own[scenario], scenario,
                           results, err);
    if (!sample_world(set->draw, set->plan, scenario, &world, err))
        return false;
    const bool solved = asy_hold_rates(set->draw, set->plan, &world, &own);
    const bool ok = (solved || short_of_memory(err)) &&
                    live_reform(set, &world, own, scenario, results, err);
    asy_world_free(&world);
    asy_thresholds_destroy(own);
    return ok;
}

static int32_t
branch_day(const struct asy_plan *plan, int scenario, int32_t n_days)
{
    const int32_t day = asy_scenario_branch_day(plan->scenarios[scenario]);
    return day < n_days ? day : n_days;
}

/* Never in force within the horizon: the baseline itself. */
static bool
run_same(struct stage_set *set, int scenario, struct asy_result *results, struct asy_error *err)
{
    if (!asy_run_result(&set->desk->baseline, &set->desk->baseline, &results[scenario]))
        return short_of_memory(err);
    results[scenario].scenario = scenario;
    results[scenario].draw = set->draw->number;
    results[scenario].replicate = set->replicate;
    return true;
}

/* The reforms that enter into force on this day, from the copy. */
static bool
run_reforms_of(struct stage_set *set, int32_t day, struct asy_result *results,
               struct asy_error *err)
{
    for (int i = 1; i < set->plan->n_scenarios; i++)
        if (branch_day(set->plan, i, set->draw->world[0].n_days) == day &&
            !run_reform(set, i, results, err))
            return false;
    return true;
}

/* The earliest branch day after `day`; the horizon where there is none. */
static int32_t
next_branch_day(const struct stage_set *set, int32_t day)
{
    int32_t next = set->draw->world[0].n_days;
    for (int i = 1; i < set->plan->n_scenarios; i++) {
        const int32_t other = branch_day(set->plan, i, set->draw->world[0].n_days);
        if (other > day && other < next)
            next = other;
    }
    return next;
}

/* The reform that is lived last: on the last branch day, the last in the list. */
static int
last_lived(const struct asy_plan *plan, int32_t n_days)
{
    int last = 0;
    for (int i = 1; i < plan->n_scenarios; i++)
        if (branch_day(plan, i, n_days) < n_days &&
            (last == 0 || branch_day(plan, i, n_days) >= branch_day(plan, last, n_days)))
            last = i;
    return last;
}

/* The baseline from its first day to its last, and a copy of it on the first branch day. */
static bool
run_baseline(struct stage_set *set, int32_t day, struct asy_error *err)
{
    struct asy_desk *desk = set->desk;
    const struct asy_world *world = &set->draw->world[0];
    const struct asy_luck_key key =
        asy_luck_key(set->plan->seed, set->draw->number, set->replicate);
    if (!begin_baseline(desk, world, set->draw->thresholds, key, set->plan->scale))
        return short_of_memory(err);
    asy_run_to(&desk->baseline, day);
    if (day < world->n_days && (!open_copy(set, &desk->copy, &desk->have_copy) ||
                                !asy_run_copy(&desk->copy, &desk->baseline, world)))
        return short_of_memory(err);
    asy_run_to(&desk->baseline, world->n_days);
    return true;
}

/* A reform needs the baseline's beliefs and caseloads of its whole time: so the baseline goes
   first, to the end; the copy made on the first branch day is then carried from one branch day
   to the next.
 */
static bool
run_all(struct stage_set *set, struct asy_result *results, struct asy_error *err)
{
    const int32_t n_days = set->draw->world[0].n_days;
    const double begun = asy_now();
    int32_t day = next_branch_day(set, -1);
    set->last = last_lived(set->plan, n_days);
    if (!run_baseline(set, day, err) ||
        !hand_over(set, &set->desk->baseline, 0, begun, results, err))
        return false;
    for (int i = 1; i < set->plan->n_scenarios; i++)
        if (branch_day(set->plan, i, n_days) >= n_days && !run_same(set, i, results, err))
            return false;
    while (day < n_days) {
        if (!run_reforms_of(set, day, results, err))
            return false;
        day = next_branch_day(set, day);
        if (day < n_days)
            asy_run_to(&set->desk->copy, day);
    }
    return true;
}

bool
asy_branch_run(const struct asy_plan *plan, const struct asy_draw *draw, uint32_t replicate,
               struct asy_desk *desk, struct asy_result *results, struct asy_error *err)
{
    desk->since = asy_thread_seconds();
    struct stage_set set = { .plan = plan, .draw = draw, .desk = desk, .replicate = replicate };
    return run_all(&set, results, err);
}
