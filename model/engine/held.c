/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reforms that hold rates: their own thresholds, from trials that branch as the reform does. */
#include "engine/held.h"

#include <stdlib.h>
#include <string.h>

int32_t
asy_whole_years(const struct asy_world *world, int32_t days)
{
    return asy_year_starts(world, asy_year_of(world, days - 1) + 1);
}

/* The scope of `b` that is the i-th of `a`; -1: it has none. */
static int
scope_there(const struct asy_world *a, int i, const struct asy_world *b)
{
    for (int k = 0; k < b->n_scopes; k++)
        if (strcmp(a->scopes[i].text, b->scopes[k].text) == 0)
            return k;
    return -1;
}

/* Which variant of `a` holds for the people of the given variant of `b`, which distinguishes
   all that `a` does, and more. */
static unsigned
variant_there(const struct asy_world *a, const struct asy_world *b, int law, int entity,
              unsigned variant)
{
    unsigned kind = 0;
    for (int i = 0; i < a->n_scopes; i++) {
        const int there = scope_there(a, i, b);
        const unsigned apart = b->apart[law][entity];
        if (there >= 0 && apart >> there & 1u &&
            variant >> __builtin_popcount(apart & ((1u << there) - 1u)) & 1u)
            kind |= 1u << i;
    }
    return asy_variant(a->apart[law][entity], kind);
}

/* Whether two laws say the same of an entity, for any person; `b` is a reform of `a`. */
static bool
says_the_same(const struct asy_world *a, const void *of_a, const struct asy_world *b,
              const void *of_b, int law, int entity)
{
    const size_t size = asy_laws[law]->size;
    const unsigned n = 1u << __builtin_popcount(b->apart[law][entity]);
    for (unsigned v = 0; v < n; v++)
        if (memcmp((const char *) of_a + size * variant_there(a, b, law, entity, v),
                   (const char *) of_b + size * v, size) != 0)
            return false;
    return true;
}

/* The first day on which a law of the two worlds differs for an entity; INT32_MAX if never. */
static int32_t
parts_on(const struct asy_world *a, const struct asy_world *b, int law, int entity)
{
    const struct asy_segments *of_a = &a->laws[law][entity], *of_b = &b->laws[law][entity];
    int32_t i = of_a->list == of_b->list ? of_a->n : 0, k = 0; /* shared: nowhere */
    while (i < of_a->n && k < of_b->n) {
        const int32_t from =
            of_a->list[i].from > of_b->list[k].from ? of_a->list[i].from : of_b->list[k].from;
        if (!says_the_same(a, of_a->list[i].law, b, of_b->list[k].law, law, entity))
            return from;
        const int32_t next_a = i + 1 < of_a->n ? of_a->list[i + 1].from : INT32_MAX;
        const int32_t next_b = k + 1 < of_b->n ? of_b->list[k + 1].from : INT32_MAX;
        i += next_a <= next_b;
        k += next_b <= next_a;
    }
    return INT32_MAX;
}

/* The first day of the reform itself: a scenario under values of the command line may branch
   from its baseline long before, for those hold in both. */
static int32_t
first_day(const struct asy_world *baseline, const struct asy_world *reform)
{
    int32_t first = INT32_MAX;
    for (int l = 0; l < ASY_N_LAWS; l++)
        for (int e = 0; e < ASY_MAX_ENTITIES; e++) {
            const int32_t day = parts_on(baseline, reform, l, e);
            first = day < first ? day : first;
        }
    return first;
}

/* ---- trials of the baseline -------------------------------------------------------------- */

/* A trial of the baseline on the day that reforms branch from it, and the same one gone on to
   its end, for what is believed and waited for there. */
struct trial {
    bool there;
    struct asy_run at_day, done;
};

/* The trials of a draw: each is lived once, and its `at_day` carried from one day of reforms to
   the next; reforms are tried one after the other in one memory. */
struct trials {
    const struct asy_draw *draw;
    const struct asy_plan *plan;
    struct asy_world world; /* the baseline's, as long as a trial; its segments are borrowed */
    int32_t until;          /* of the reform that is tried longest */
    struct trial of[ASY_FIRST_TRIALS + ASY_MORE_TRIALS];
    struct asy_run reform;
    bool have_reform;
};

static struct trials *
trials_create(const struct asy_draw *draw, const struct asy_plan *plan, int32_t until)
{
    struct trials *const self = calloc(1, sizeof *self);
    if (!self)
        return NULL;
    self->draw = draw;
    self->plan = plan;
    self->until = until;
    self->world = draw->world[0];
    self->world.n_days = asy_whole_years(&draw->world[0], until);
    return self;
}

static void
trials_destroy(struct trials *self)
{
    for (int i = 0; self && i < ASY_FIRST_TRIALS + ASY_MORE_TRIALS; i++) {
        asy_run_free(&self->of[i].at_day);
        asy_run_free(&self->of[i].done);
    }
    if (self)
        asy_run_free(&self->reform);
    free(self);
}

static bool
open_run(const struct trials *self, uint32_t number, struct asy_run *run)
{
    const struct asy_luck_key key =
        asy_luck_key(self->plan->seed, self->draw->number, ASY_TRIAL - number);
    return asy_run_init(run, &self->world, self->draw->thresholds, key, 1.0);
}

/* Days are asked for in order. */
static bool
live_baseline(struct trials *self, uint32_t number, int32_t day)
{
    struct trial *const trial = &self->of[number];
    if (!trial->there) {
        trial->there = true;
        if (!open_run(self, number, &trial->done))
            return false;
        asy_run_to(&trial->done, day);
        if (!open_run(self, number, &trial->at_day) ||
            !asy_run_copy(&trial->at_day, &trial->done, &self->world))
            return false;
        asy_run_to(&trial->done, self->until);
    }
    asy_run_to(&trial->at_day, day);
    return !trial->at_day.failed && !trial->done.failed;
}

/* ---- trials of a reform ------------------------------------------------------------------ */

/* A world that holds rates, and the thresholds to be solved for it. */
struct held {
    const struct asy_world *world;
    struct asy_thresholds *own;
    int32_t day, until; /* first of the reform; end of its trials */
};

/* A trial sees two years of the reform, and the whole of the baseline's trials. */
enum { YEARS_OF_REFORM = 2 };

/* False where the world holds need, or never parts from the baseline's. */
static bool
is_held(const struct asy_draw *draw, const struct asy_world *world, struct held *held)
{
    const int32_t day = first_day(&draw->world[0], world);
    const int32_t trial_days = asy_thresholds_trial_days(draw->thresholds);
    if (!asy_closure_holds_rates(world) || day >= world->n_days)
        return false;
    const int32_t until = day + 365 * YEARS_OF_REFORM;
    *held = (struct held){ world, NULL, day, until > trial_days ? until : trial_days };
    return true;
}

/* A trial of the reform as it branches from a trial of the baseline; what is decided under the
   reform is noted. */
static bool
try_reform(const struct held *held, struct trials *trials, uint32_t number,
           struct asy_pilot *pilot)
{
    struct trial *const trial = &trials->of[number];
    struct asy_run *const reform = &trials->reform;
    if (!live_baseline(trials, number, held->day))
        return false;
    if (!trials->have_reform && !open_run(trials, number, reform))
        return false;
    trials->have_reform = true;
    if (!asy_run_copy(reform, &trial->at_day, held->world))
        return false;
    asy_run_reform(reform, &trial->done, held->own);
    reform->scene.pilot = pilot;
    asy_run_to(reform, held->until);
    return !reform->failed;
}

static bool
solve_reform(const struct held *held, struct trials *trials, uint32_t first, uint32_t n)
{
    struct asy_pilot *pilot = asy_pilot_create(held->own);
    bool ok = pilot != NULL;
    if (ok)
        asy_pilot_start(pilot, held->day);
    for (uint32_t i = 0; ok && i < n; i++)
        ok = try_reform(held, trials, first + i, pilot);
    ok = ok && asy_thresholds_solve(held->own, &trials->draw->world[0], pilot);
    asy_pilot_destroy(pilot);
    return ok;
}

static bool
hold(struct held *held, struct trials *trials, struct asy_thresholds **own)
{
    *own = held->own =
        asy_thresholds_create_for(trials->draw->thresholds, held->world, held->day);
    return held->own && solve_reform(held, trials, 0, ASY_FIRST_TRIALS) &&
           solve_reform(held, trials, ASY_FIRST_TRIALS, ASY_MORE_TRIALS);
}

/* ---- the reforms of a draw --------------------------------------------------------------- */

/* The earliest day after `day` on which one of them begins; INT32_MAX if none. */
static int32_t
next_day(const struct held *held, int n, int32_t day)
{
    int32_t next = INT32_MAX;
    for (int i = 1; i < n; i++)
        if (held[i].world && held[i].day > day && held[i].day < next)
            next = held[i].day;
    return next;
}

static bool
hold_in_order(struct held *held, int n, struct trials *trials, struct asy_thresholds **own)
{
    bool ok = trials != NULL;
    for (int32_t day = next_day(held, n, INT32_MIN); ok && day < INT32_MAX;
         day = next_day(held, n, day))
        for (int i = 1; ok && i < n; i++)
            if (held[i].world && held[i].day == day)
                ok = hold(&held[i], trials, &own[i]);
    return ok;
}

bool
asy_hold_rates(const struct asy_draw *draw, const struct asy_plan *plan,
               const struct asy_world *world, struct asy_thresholds **own)
{
    struct held held;
    if (!is_held(draw, world, &held))
        return true;
    struct trials *const trials = trials_create(draw, plan, held.until);
    const bool ok = trials && hold(&held, trials, own);
    trials_destroy(trials);
    return ok;
}

bool
asy_hold_all(struct asy_draw *draw, const struct asy_plan *plan)
{
    struct held *const held = calloc((size_t) draw->n_worlds, sizeof *held);
    int32_t until = INT32_MIN;
    if (!held)
        return false;
    for (int i = 1; i < draw->n_worlds; i++)
        if (is_held(draw, &draw->world[i], &held[i]) && held[i].until > until)
            until = held[i].until;
    struct trials *const trials = until > INT32_MIN ? trials_create(draw, plan, until) : NULL;
    const bool ok =
        until == INT32_MIN || hold_in_order(held, draw->n_worlds, trials, draw->own);
    trials_destroy(trials);
    free(held);
    return ok;
}
