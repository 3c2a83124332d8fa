/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Branching: up to the day a reform enters into force its world is the baseline's, so the
   history is lived once, copied on that day, and each reform goes on from the copy. */
#include "engine/branch.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "engine/closure.h"
#include "procedure/procedure.h"

/* The replicate number of trial runs: luck that no counted run uses. */
static const uint32_t TRIAL = UINT32_MAX;
/* The first trial sees who reaches a decision under a first guess, the others under what it
 * gave. */
enum { FIRST_TRIALS = 1, MORE_TRIALS = 2 };
/* So many worlds a draw holds at once; those of further scenarios (the subsets of a package)
   are made when their turn comes, for hundreds of them would fill the memory. */
enum { MOST_WORLDS_HELD = 40 };

static double
now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double) t.tv_sec + 1e-9 * (double) t.tv_nsec;
}

static bool
short_of_memory(struct asy_error *err)
{
    return asy_fail(err, ASY_E_RESOURCES, "memory", "not enough to simulate this scenario");
}

/* A year after the last change of a published rate there is nothing more to learn. */
static int32_t
trial_days(const struct asy_draw *draw)
{
    int32_t last = 0;
    for (int s = 0; s < draw->thresholds.n_states; s++) {
        const int n = draw->thresholds.n_periods[s];
        const int32_t from = draw->thresholds.period[s][n - 1].from;
        last = from > last ? from : last;
    }
    const int32_t until = last + 366;
    return until < draw->world[0].n_days ? until : draw->world[0].n_days;
}

static bool
try_out(struct asy_draw *self, const struct asy_plan *plan, uint32_t trial,
        struct asy_pilot *pilot)
{
    struct asy_run run;
    const struct asy_luck_key key = asy_luck_key(plan->seed, self->number, TRIAL - trial);
    bool ok = asy_run_init(&run, &self->world[0], &self->thresholds, key, 1.0);
    if (ok) {
        run.scene.pilot = pilot;
        asy_run_to(&run, trial_days(self));
        ok = !run.failed && !asy_pilot_failed(pilot);
    }
    asy_run_free(&run);
    return ok;
}

/* Trial runs, then the thresholds from all of them together: small cells need more than one. */
static bool
solve_from(struct asy_draw *self, const struct asy_plan *plan, uint32_t first, uint32_t n)
{
    struct asy_pilot *pilot = asy_pilot_create(&self->thresholds);
    bool ok = pilot != NULL;
    for (uint32_t i = 0; ok && i < n; i++)
        ok = try_out(self, plan, first + i, pilot);
    if (ok)
        asy_thresholds_solve(&self->thresholds, &self->world[0], pilot);
    asy_pilot_destroy(pilot);
    return ok;
}

/* Thresholds are solved from published rates and then held: a reform of the rates would say
   nothing, so it is refused. */
static bool
leaves_rates(const struct asy_world *base, const struct asy_world *reform, const char *name,
             struct asy_error *err)
{
    for (int s = 0; s < base->n_states; s++) {
        const struct asy_segments *list = &reform->laws[ASY_LAW_merits][s];
        for (int i = 0; i < list->n; i++) {
            const struct asy_merits *a = list->list[i].law,
                                    *b = asy_world_law(base, ASY_LAW_merits, s,
                                                       list->list[i].from);
            if (memcmp(a->rate, b->rate, sizeof a->rate) != 0)
                return asy_fail(err, ASY_E_INPUT, name,
                                "changes merits.rate in %s: published rates only set the "
                                "thresholds of the baseline; reform the law instead",
                                base->country[s].code);
        }
        list = &reform->laws[ASY_LAW_appeal][s];
        for (int i = 0; i < list->n; i++) {
            const struct asy_appeal *a = list->list[i].law,
                                    *b = asy_world_law(base, ASY_LAW_appeal, s,
                                                       list->list[i].from);
            if (fabs(a->success - b->success) > 0.0)
                return asy_fail(err, ASY_E_INPUT, name,
                                "changes appeal.success in %s: published rates only set the "
                                "thresholds of the baseline; reform the law instead",
                                base->country[s].code);
        }
    }
    return true;
}

/* ---- reforms that hold rates
 * -------------------------------------------------------------------- */

/* The first day on which a law of the two worlds differs for an entity; their horizon if never.
 */
static int32_t
parts_on(const struct asy_world *a, const struct asy_world *b, int law, int entity)
{
    const struct asy_segments *of_a = &a->laws[law][entity], *of_b = &b->laws[law][entity];
    const size_t size = asy_laws[law]->size;
    int32_t i = 0, k = 0;
    while (i < of_a->n && k < of_b->n) {
        const int32_t from =
            of_a->list[i].from > of_b->list[k].from ? of_a->list[i].from : of_b->list[k].from;
        if (memcmp(of_a->list[i].law, of_b->list[k].law, size) != 0)
            return from;
        const int32_t next_a = i + 1 < of_a->n ? of_a->list[i + 1].from : a->n_days;
        const int32_t next_b = k + 1 < of_b->n ? of_b->list[k + 1].from : b->n_days;
        i += next_a <= next_b;
        k += next_b <= next_a;
    }
    return a->n_days;
}

/* The first day of the reform itself: a scenario under values of the command line may branch
   from its baseline long before, for those hold in both. */
static int32_t
first_day(const struct asy_world *baseline, const struct asy_world *reform)
{
    int32_t first = baseline->n_days;
    for (int l = 0; l < ASY_N_LAWS; l++)
        for (int e = 0; e < ASY_MAX_ENTITIES; e++) {
            const int32_t day = parts_on(baseline, reform, l, e);
            first = day < first ? day : first;
        }
    return first;
}

/* A world that holds rates, and the thresholds to be solved for it. */
struct held {
    const struct asy_draw *draw;
    const struct asy_plan *plan;
    const struct asy_world *world;
    struct asy_thresholds *own;
    int32_t day; /* first of the reform */
};

/* A trial of the reform as it branches from a trial of the baseline; what is decided under the
   reform is noted. */
static bool
try_reform(const struct held *self, uint32_t trial, struct asy_pilot *pilot)
{
    const struct asy_world *baseline_world = &self->draw->world[0];
    const struct asy_thresholds *shared = &self->draw->thresholds;
    const struct asy_luck_key key =
        asy_luck_key(self->plan->seed, self->draw->number, TRIAL - trial);
    struct asy_run baseline, reform = { .world = NULL };
    bool ok = asy_run_init(&baseline, baseline_world, shared, key, 1.0);
    if (ok)
        asy_run_to(&baseline, self->day);
    ok = ok && asy_run_init(&reform, baseline_world, shared, key, 1.0) &&
         asy_run_copy(&reform, &baseline, self->world);
    if (ok) {
        asy_run_to(&baseline, baseline_world->n_days);
        reform.thresholds = self->own;
        reform.reference = baseline.history;
        reform.scene.pilot = pilot;
        asy_run_to(&reform, baseline_world->n_days);
        ok = !baseline.failed && !reform.failed && !asy_pilot_failed(pilot);
    }
    asy_run_free(&baseline);
    asy_run_free(&reform);
    return ok;
}

static bool
solve_reform(const struct held *self, uint32_t first, uint32_t n)
{
    struct asy_pilot *pilot = asy_pilot_create(self->own);
    bool ok = pilot != NULL;
    if (ok)
        asy_pilot_start(pilot, self->day);
    for (uint32_t i = 0; ok && i < n; i++)
        ok = try_reform(self, first + i, pilot);
    if (ok)
        asy_thresholds_solve(self->own, &self->draw->world[0], pilot);
    asy_pilot_destroy(pilot);
    return ok;
}

/* Where a reform holds rates, the thresholds that keep them for those who reach a decision
   under it; so the same reform can be asked both ways. `own`, zeroed, stays so where it holds
   need. */
static bool
hold_rates(const struct asy_draw *draw, const struct asy_plan *plan,
           const struct asy_world *world, struct asy_thresholds *own)
{
    const int32_t day = first_day(&draw->world[0], world);
    const struct held held = { draw, plan, world, own, day };
    if (!asy_closure_holds_rates(world) || day >= world->n_days)
        return true;
    return asy_thresholds_for(own, &draw->thresholds, world, day) &&
           solve_reform(&held, 0, FIRST_TRIALS) &&
           solve_reform(&held, FIRST_TRIALS, MORE_TRIALS) && asy_thresholds_good(own);
}

static bool
hold_all(struct asy_draw *self, const struct asy_plan *plan)
{
    for (int i = 1; i < self->n_worlds; i++)
        if (!hold_rates(self, plan, &self->world[i], &self->own[i]))
            return false;
    return true;
}

const struct asy_thresholds *
asy_draw_thresholds(const struct asy_draw *self, int scenario)
{
    return self->own[scenario].n_states > 0 ? &self->own[scenario] : &self->thresholds;
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

bool
asy_draw_init(struct asy_draw *self, const struct asy_plan *plan, uint32_t number,
              struct asy_error *err)
{
    *self = (struct asy_draw){ .number = number };
    self->world = calloc((size_t) plan->n_scenarios, sizeof *self->world);
    self->own = calloc((size_t) plan->n_scenarios, sizeof *self->own);
    if (!self->world || !self->own)
        return short_of_memory(err);
    const int n = plan->n_scenarios < MOST_WORLDS_HELD ? plan->n_scenarios : MOST_WORLDS_HELD;
    for (int i = 0; i < n; i++, self->n_worlds++)
        if (!sample_world(self, plan, i, &self->world[i], err))
            return false;
    for (int i = 1; i < n; i++)
        if (!leaves_rates(&self->world[0], &self->world[i],
                          asy_scenario_name(plan->scenarios[i]), err))
            return false;
    if (!asy_thresholds_init(&self->thresholds, &self->world[0]))
        return short_of_memory(err);
    return (solve_from(self, plan, 0, FIRST_TRIALS) &&
            solve_from(self, plan, FIRST_TRIALS, MORE_TRIALS) &&
            asy_thresholds_good(&self->thresholds) && hold_all(self, plan)) ||
           short_of_memory(err);
}

void
asy_draw_free(struct asy_draw *self)
{
    for (int i = 0; i < self->n_worlds; i++) {
        asy_world_free(&self->world[i]);
        asy_thresholds_free(&self->own[i]);
    }
    free(self->world);
    free(self->own);
    asy_thresholds_free(&self->thresholds);
    *self = (struct asy_draw){ 0 };
}

/* ---- one replicate
 * ------------------------------------------------------------------------------ */

/* The runs of one replicate: the baseline, a copy of it on a branch day, and the reform at
 * work. */
struct stage_set {
    const struct asy_plan *plan;
    const struct asy_draw *draw;
    uint32_t replicate;
    struct asy_run baseline, copy, reform;
    bool have_copy, have_reform;
};

static bool
hand_over(struct stage_set *set, struct asy_run *run, int scenario, double begun,
          struct asy_result *results, struct asy_error *err)
{
    if (!asy_run_finish(run, err))
        return false;
    if (!asy_run_result(run, &set->baseline, &results[scenario]))
        return short_of_memory(err);
    results[scenario].scenario = scenario;
    results[scenario].draw = set->draw->number;
    results[scenario].replicate = set->replicate;
    results[scenario].seconds = now() - begun;
    return true;
}

static bool
open_run(struct stage_set *set, struct asy_run *run, bool *there)
{
    if (*there)
        return true;
    const struct asy_luck_key key =
        asy_luck_key(set->plan->seed, set->draw->number, set->replicate);
    *there = true;
    return asy_run_init(run, &set->draw->world[0], &set->draw->thresholds, key,
                        set->plan->scale);
}

static bool
live_reform(struct stage_set *set, const struct asy_world *world,
            const struct asy_thresholds *own, int scenario, struct asy_result *results,
            struct asy_error *err)
{
    const double begun = now();
    if (!open_run(set, &set->reform, &set->have_reform) ||
        !asy_run_copy(&set->reform, &set->copy, world))
        return short_of_memory(err);
    set->reform.reference = set->baseline.history;
    set->reform.thresholds = own->n_states > 0 ? own : &set->draw->thresholds;
    asy_run_to(&set->reform, set->reform.world->n_days);
    return hand_over(set, &set->reform, scenario, begun, results, err);
}

static bool
run_reform(struct stage_set *set, int scenario, struct asy_result *results,
           struct asy_error *err)
{
    const struct asy_scenario *text = set->plan->scenarios[scenario];
    struct asy_thresholds own = { 0 };
    struct asy_world world;
    if (scenario < set->draw->n_worlds)
        return live_reform(set, &set->draw->world[scenario], &set->draw->own[scenario],
                           scenario, results, err);
    if (!sample_world(set->draw, set->plan, scenario, &world, err))
        return false;
    const bool ok = leaves_rates(&set->draw->world[0], &world, asy_scenario_name(text), err) &&
                    (hold_rates(set->draw, set->plan, &world, &own) || short_of_memory(err)) &&
                    live_reform(set, &world, &own, scenario, results, err);
    set->reform.world = &set->draw->world[0]; /* the other one goes */
    set->reform.thresholds = &set->draw->thresholds;
    asy_world_free(&world);
    asy_thresholds_free(&own);
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
    if (!asy_run_result(&set->baseline, &set->baseline, &results[scenario]))
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

/* A reform needs the baseline's beliefs of its whole time: so the baseline goes first, to the
   end; the copy made on the first branch day is then carried from one branch day to the next.
 */
static bool
run_all(struct stage_set *set, struct asy_result *results, struct asy_error *err)
{
    const int32_t n_days = set->draw->world[0].n_days;
    const double begun = now();
    bool there = false;
    int32_t day = next_branch_day(set, -1);
    if (!open_run(set, &set->baseline, &there))
        return short_of_memory(err);
    asy_run_to(&set->baseline, day);
    if (day < n_days && (!open_run(set, &set->copy, &set->have_copy) ||
                         !asy_run_copy(&set->copy, &set->baseline, &set->draw->world[0])))
        return short_of_memory(err);
    asy_run_to(&set->baseline, n_days);
    if (!hand_over(set, &set->baseline, 0, begun, results, err))
        return false;
    for (int i = 1; i < set->plan->n_scenarios; i++)
        if (branch_day(set->plan, i, n_days) >= n_days && !run_same(set, i, results, err))
            return false;
    while (day < n_days) {
        if (!run_reforms_of(set, day, results, err))
            return false;
        day = next_branch_day(set, day);
        if (day < n_days)
            asy_run_to(&set->copy, day);
    }
    return true;
}

bool
asy_branch_run(const struct asy_plan *plan, const struct asy_draw *draw, uint32_t replicate,
               struct asy_result *results, struct asy_error *err)
{
    struct stage_set *set = calloc(1, sizeof *set);
    if (!set)
        return short_of_memory(err);
    set->plan = plan;
    set->draw = draw;
    set->replicate = replicate;
    const bool ok = run_all(set, results, err);
    asy_run_free(&set->baseline);
    asy_run_free(&set->copy);
    asy_run_free(&set->reform);
    free(set);
    return ok;
}
