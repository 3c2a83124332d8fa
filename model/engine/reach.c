/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pilot history of a reform: which values it changes, and the two lives in which the rules
   are listened to. By stated values and rough thresholds, as it counts who is asked, and not
   what becomes of them. */
#include "engine/reach.h"
#include "engine/held.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- what changes ------------------------------------------------------------ */

struct listing {
    struct asy_reach *reach;
    size_t change;
    bool failed;
};

static bool
add(struct asy_reach *self, const struct asy_reached *one)
{
    if (self->n == self->room) {
        const size_t room = self->room ? 2 * self->room : 64;
        struct asy_reached *list = realloc(self->list, room * sizeof *list);
        if (!list)
            return false;
        self->list = list;
        self->room = room;
    }
    self->list[self->n++] = *one;
    return true;
}

static size_t
size_of(enum asy_kind kind)
{
    static const size_t sizes[] = { [ASY_REAL] = sizeof(double),
                                    [ASY_FLAG] = sizeof(bool),
                                    [ASY_CHOICE] = sizeof(int),
                                    [ASY_SET] = sizeof(uint64_t) };
    return sizes[kind];
}

static bool
is_capacity(const struct asy_capacity *of, int law, const char *key)
{
    return (int) of->law == law && strcmp(of->key, key) == 0;
}

static bool
serves_queue(int law, const char *key)
{
    bool serves = false;

    for (int q = 0; q < ASY_N_QUEUES; q++)
        serves |= is_capacity(&asy_queues[q].capacity, law, key);
    return serves;
}

bool
asy_serves_line(int law, const char *key)
{
    bool serves = false;
    for (int q = 0; q < ASY_N_QUEUES; q++)
        serves |= is_capacity(&asy_queues[q].capacity, law, key);
    for (int l = 0; l < ASY_N_LISTS; l++)
        serves |= is_capacity(&asy_lists[l].capacity, law, key);
    for (int b = 0; b < ASY_N_SITTINGS; b++)
        serves |= is_capacity(&asy_sittings[b].capacity, law, key) ||
                  ((int) asy_sittings[b].capacity.law == law &&
                   strcmp(asy_sittings[b].sessions, key) == 0);
    return serves;
}

/* Of a list each name that is added or removed; of another key the value. */
static void
take(void *user, const struct asy_change *change)
{
    struct listing *listing = user;
    const struct asy_param *row = change->row;
    const int member = change->member_id > 0 ? change->member_id : 0;
    struct asy_reached one = {
        .law = change->law_id,
        .param = (int) (row - change->law->params),
        .entity = change->entity_id,
        .member = change->member_id,
        .name = -1,
        .scope = change->scope,
        .serves_line = asy_serves_line(change->law_id, row->name),
        .is_raised = serves_queue(change->law_id, row->name) && row->kind == ASY_REAL &&
                     change->after.number > change->before.number,
        .first = change->first,
        .end = change->end,
        .change = listing->change++,
        .offset = row->offset + (size_t) member * size_of(row->kind),
        .file = change->file,
        .line = change->line,
    };
    if (row->kind != ASY_SET) {
        listing->failed |= !add(listing->reach, &one);
        return;
    }
    for (uint64_t left = change->before.set ^ change->after.set; left; left &= left - 1) {
        one.name = __builtin_ctzll(left);
        listing->failed |= !add(listing->reach, &one);
    }
}

/* ---- how large --------------------------------------------------------------- */

/* Listened to, a year of all people takes a third of a second in each of the two histories, and
   the whole before it as long as three: so that all stays below two seconds. */
static double
scale_of(int32_t days_listened)
{
    static const double scales[] = { 1.0, 0.5, 0.25, 0.1, 0.05, 0.02 };
    const double years = days_listened / 365.25;
    for (size_t i = 0; i + 1 < sizeof scales / sizeof *scales; i++)
        if (scales[i] * (3.0 + 2.0 * years) <= 5.0)
            return scales[i];
    return scales[sizeof scales / sizeof *scales - 1];
}

/* ---- the pilot --------------------------------------------------------------- */

struct pilot {
    struct asy_reach *reach;
    struct asy_world world[2]; /* as it was, and under the reform */
    struct asy_thresholds *thresholds;
    struct asy_run run[2];
    struct asy_note *note;
    int32_t branch;
};

static bool
short_of_memory(struct asy_error *err)
{
    return asy_fail(err, ASY_E_RESOURCES, "memory", "not enough for a pilot history");
}

static void
pilot_free(struct pilot *self)
{
    asy_note_destroy(self->note);
    asy_run_free(&self->run[0]);
    asy_run_free(&self->run[1]);
    asy_thresholds_destroy(self->thresholds);
    asy_world_free(&self->world[1]);
    asy_world_free(&self->world[0]);
}

static bool
begin(struct pilot *self, int i, uint64_t seed)
{
    return asy_run_init(&self->run[i], &self->world[0], self->thresholds,
                        asy_luck_key(seed, 0, 0), self->reach->scale);
}

/* Thresholds by one trial run of a part of the people, where those of counted runs take three
   of all: near enough for who is asked. */
static bool
solve(struct pilot *self, uint64_t seed)
{
    const double scale = 0.25;
    const struct asy_luck_key key = asy_luck_key(seed, 0, ASY_TRIAL);
    struct asy_world world = self->world[0];
    struct asy_run run;
    self->thresholds = asy_thresholds_create(&self->world[0]);
    struct asy_pilot *files = self->thresholds ? asy_pilot_create(self->thresholds) : NULL;
    if (!files)
        return false;
    const int32_t days = asy_thresholds_trial_days(self->thresholds);
    world.n_days = asy_whole_years(&world, days);
    bool ok = asy_run_init(&run, &world, self->thresholds, key, scale);
    if (ok) {
        run.scene.pilot = files;
        asy_run_to(&run, days);
        ok = !run.failed && asy_thresholds_solve(self->thresholds, &self->world[0], files);
    }
    asy_run_free(&run);
    asy_pilot_destroy(files);
    return ok;
}

/* Of a value of the world the queues of all states. */
static bool
somebody_waits(const struct asy_run *run, const struct asy_reached *one)
{
    const char *const key = asy_laws[one->law]->params[one->param].name;
    const bool of_state = asy_laws[one->law]->section == ASY_OF_STATE && one->entity >= 0;

    for (int q = 0; q < ASY_N_QUEUES; q++)
        for (int s = 0; s < ASY_MAX_COUNTRIES; s++)
            if (is_capacity(&asy_queues[q].capacity, one->law, key) &&
                (!of_state || s == one->entity) && run->queue[s][q].n > 0)
                return true;
    return false;
}

/* Looks in on the queues once a week: one that is empty each time holds nobody up for long. */
static void
run_and_look(struct pilot *self, struct asy_run *run, bool looks)
{
    enum { DAYS = 7 };
    const int32_t end = self->world[0].n_days;

    for (int32_t day = self->branch; looks && day < end; day += DAYS) {
        asy_reach_run_to(run, day);
        for (size_t i = 0; i < self->reach->n; i++) {
            struct asy_reached *const one = &self->reach->list[i];
            if (one->is_raised && !one->waits && day > one->first)
                one->waits = somebody_waits(run, one);
        }
    }
    asy_reach_run_to(run, end);
}

static bool
listen_to(struct pilot *self, int i)
{
    struct asy_run *run = &self->run[i];
    if (!asy_note_listen(self->note, run, i == 1))
        return false;
    run_and_look(self, run, i == 0);
    return asy_note_stop(self->note, &self->run[0]) && !run->failed;
}

/* What happens to few may happen to nobody in one history, however true it is: so the years
   before are listened to as well. */
enum { DAYS_EARLIER = 4 * 365 };

static bool
live_earlier(struct pilot *self)
{
    struct asy_run *run = &self->run[0];
    asy_run_to(run, self->branch - DAYS_EARLIER);
    if (run->failed || !asy_note_listen(self->note, run, false))
        return false;
    asy_note_earlier(self->note, true);
    asy_reach_run_to(run, self->branch);
    asy_note_earlier(self->note, false);
    return asy_note_stop(self->note, run) && !run->failed;
}

/* The history as it was up to the day, once for both. */
static bool
live_both(struct pilot *self, uint64_t seed)
{
    if (!begin(self, 0, seed) || !begin(self, 1, seed))
        return false;
    if (!live_earlier(self) || !asy_run_copy(&self->run[1], &self->run[0], &self->world[1]) ||
        !listen_to(self, 0))
        return false;
    asy_run_reform(&self->run[1], &self->run[0], self->thresholds);
    return listen_to(self, 1);
}

static bool
keep_persons(struct asy_reach *self, const struct asy_run *run)
{
    self->n_people = run->n_people;
    self->persons = malloc((size_t) run->n_people + 1);
    for (uint32_t i = 0; self->persons && i < run->n_people; i++)
        self->persons[i] = run->people[i].persons;
    return self->persons != NULL;
}

static bool
live(struct pilot *self, const struct asy_scenario *base, const struct asy_scenario *reform,
     uint64_t seed, struct asy_error *err)
{
    if (!asy_world_init(&self->world[0], base, seed, 0, err) ||
        !asy_world_branch(&self->world[1], reform, &self->world[0], base, seed, 0, err))
        return false;
    self->branch = asy_scenario_branch_day(reform);
    if (self->branch >= self->world[0].n_days)
        return true; /* nobody is asked what never holds */
    self->reach->scale = scale_of(self->world[0].n_days - self->branch);
    self->note = asy_note_create(self->reach);
    if (self->note)
        asy_note_scopes(self->note, &self->world[1]);
    const bool ok = self->note && solve(self, seed) && live_both(self, seed) &&
                    keep_persons(self->reach, &self->run[0]);
    return ok || short_of_memory(err);
}

bool
asy_reach_find(struct asy_reach *self, const struct asy_scenario *base,
               const struct asy_scenario *reform, uint64_t seed, struct asy_error *err)
{
    struct pilot *pilot = calloc(1, sizeof *pilot);
    struct listing listing = { .reach = self };
    *self = (struct asy_reach){ .scale = 1.0 };
    bool ok =
        pilot && asy_scenario_each_change(base, reform, take, &listing) && !listing.failed;
    if (!ok)
        short_of_memory(err);
    if (pilot)
        pilot->reach = self;
    ok = ok && live(pilot, base, reform, seed, err);
    if (pilot)
        pilot_free(pilot);
    free(pilot);
    return ok;
}

void
asy_reach_free(struct asy_reach *self)
{
    for (size_t i = 0; i < self->n; i++)
        free(self->list[i].met);
    free(self->list);
    free(self->persons);
    *self = (struct asy_reach){ 0 };
}

double
asy_reach_persons(const struct asy_reach *self,
                  bool (*of)(const void *user, const struct asy_reached *one), const void *user)
{
    const size_t n_words = (size_t) self->n_people / 64 + 1;
    uint64_t *all = calloc(n_words, sizeof *all);
    double persons = 0.0;
    if (!all)
        return NAN;
    for (size_t i = 0; i < self->n; i++) {
        const struct asy_reached *one = &self->list[i];
        for (size_t k = 0; k < one->n_met && k < n_words && of(user, one); k++)
            all[k] |= one->met[k];
    }
    for (size_t word = 0; word < n_words; word++)
        for (uint64_t left = all[word]; left; left &= left - 1)
            persons += self->persons[64 * word + (size_t) __builtin_ctzll(left)];
    free(all);
    return persons / self->scale;
}
