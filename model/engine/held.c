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

/* Which variant of `a` holds for those under the given one of `b`, which tells apart whom `a`
   does, and more. */
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

/* Whether two laws say the same of an entity, whoever is at hand; `b` is a reform of `a`. */
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

/* A trial of the baseline to the day on which a reform branches from it, and one that has gone
   on to its end, for what is believed and waited for there; lived once for all reforms of a
   day.
 */
struct trial {
    int32_t day, until;
    bool there;
    struct asy_world world; /* the baseline's, as long as a trial; its segments are borrowed */
    struct asy_run at_day, done;
};

struct asy_trials {
    struct trial of[ASY_FIRST_TRIALS + ASY_MORE_TRIALS];
};

static void
trial_free(struct trial *self)
{
    if (self->there) {
        asy_run_free(&self->at_day);
        asy_run_free(&self->done);
    }
    self->there = false;
}

struct asy_trials *
asy_trials_create(void)
{
    return calloc(1, sizeof(struct asy_trials));
}

void
asy_trials_destroy(struct asy_trials *self)
{
    for (int i = 0; self && i < ASY_FIRST_TRIALS + ASY_MORE_TRIALS; i++)
        trial_free(&self->of[i]);
    free(self);
}

/* A world that holds rates, and the thresholds to be solved for it. */
struct held {
    const struct asy_draw *draw;
    const struct asy_plan *plan;
    const struct asy_world *world;
    struct asy_trials *trials;
    struct asy_thresholds *own;
    int32_t day, until; /* first of the reform; end of the trials */
};

/* A trial sees two years of the reform, and the whole of the baseline's trials. */
enum { YEARS_OF_REFORM = 2 };

static struct asy_luck_key
key_of(const struct held *self, uint32_t number)
{
    return asy_luck_key(self->plan->seed, self->draw->number, ASY_TRIAL - number);
}

static bool
live_baseline(const struct held *self, uint32_t number, struct trial *trial)
{
    const struct asy_thresholds *shared = self->draw->thresholds;
    if (trial->there && trial->day == self->day && trial->until == self->until)
        return true;
    trial_free(trial);
    *trial = (struct trial){ .day = self->day, .until = self->until, .there = true };
    trial->world = self->draw->world[0];
    trial->world.n_days = asy_whole_years(self->world, self->until);
    if (!asy_run_init(&trial->at_day, &trial->world, shared, key_of(self, number), 1.0))
        return false;
    asy_run_to(&trial->at_day, self->day);
    if (!asy_run_init(&trial->done, &trial->world, shared, key_of(self, number), 1.0) ||
        !asy_run_copy(&trial->done, &trial->at_day, &trial->world))
        return false;
    asy_run_to(&trial->done, self->until);
    return !trial->at_day.failed && !trial->done.failed;
}

/* ---- trials of a reform ------------------------------------------------------------------ */

/* A trial of the reform as it branches from a trial of the baseline; what is decided under the
   reform is noted. */
static bool
try_reform(const struct held *self, uint32_t number, struct asy_pilot *pilot)
{
    struct trial *const trial = &self->trials->of[number];
    struct asy_run reform = { .world = NULL };
    bool ok = live_baseline(self, number, trial) &&
              asy_run_init(&reform, &trial->world, self->draw->thresholds, key_of(self, number),
                           1.0) &&
              asy_run_copy(&reform, &trial->at_day, self->world);
    if (ok) {
        asy_run_reform(&reform, &trial->done, self->own);
        reform.scene.pilot = pilot;
        asy_run_to(&reform, self->until);
        ok = !reform.failed;
    }
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
    ok = ok && asy_thresholds_solve(self->own, &self->draw->world[0], pilot);
    asy_pilot_destroy(pilot);
    return ok;
}

bool
asy_hold_rates(const struct asy_draw *draw, const struct asy_plan *plan,
               const struct asy_world *world, struct asy_trials *trials,
               struct asy_thresholds **own)
{
    const int32_t day = first_day(&draw->world[0], world);
    const int32_t trial_days = asy_thresholds_trial_days(draw->thresholds);
    struct held held = { draw, plan, world, trials, NULL, day, 0 };
    if (!asy_closure_holds_rates(world) || day >= world->n_days)
        return true;
    held.until = day + 365 * YEARS_OF_REFORM;
    if (held.until < trial_days)
        held.until = trial_days;
    *own = held.own = asy_thresholds_create_for(draw->thresholds, world, day);
    return trials && held.own && solve_reform(&held, 0, ASY_FIRST_TRIALS) &&
           solve_reform(&held, ASY_FIRST_TRIALS, ASY_MORE_TRIALS);
}
