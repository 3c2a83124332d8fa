/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One draw of a scenario, laid out by law, entity and day for the engine to read. */
#include "scenario/drift.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A slot of the law that is being laid out, and the path on which it drifts. */
struct drifting {
    const struct asy_entry *entry;
    const struct asy_param *row;
    int member;
    const double *path;
};

struct build {
    struct asy_world *world;
    const struct asy_scenario *scenario;
    const struct asy_world *baseline; /* of the same draw, to share with; or NULL */
    const struct asy_scenario *baseline_scenario;
    uint64_t seed;
    uint32_t draw;
    struct asy_pool pool;
    struct sample {
        double number;
        bool taken;
    } * sample; /* of each entry, taken when it is first asked for */
    const struct asy_entry **slots;
    struct asy_drift drift;
    struct drifting *drifting; /* [n_drifting]: of the law and entity in hand */
    int n_drifting;
    struct asy_leaning *leanings; /* of the law and entity in hand, by member; NULL */
    struct known_path {
        const struct asy_entry *entry;
        const double *path;
    } * known; /* by slot: the path of the entry that held there last */
};

static double
sample_entry(const struct asy_entry *entry, uint64_t seed, uint32_t draw)
{
    const struct asy_param *row = &asy_laws[entry->place.law]->params[entry->place.param];
    if (draw == 0 || entry->prior.form == ASY_PRIOR_NONE)
        return entry->number;
    const double x = asy_prior_sample(&entry->prior, asy_prior_luck(seed, draw, entry->key));
    const double number = entry->prior.is_factor ? x * entry->number : x;
    return number < row->min ? row->min : number > row->max ? row->max : number;
}

static double
sample_of(const struct build *build, const struct asy_entry *entry)
{
    struct sample *sample = &build->sample[entry - build->scenario->entries];
    if (!sample->taken)
        *sample = (struct sample){ sample_entry(entry, build->seed, build->draw), true };
    return sample->number;
}

static void
store(unsigned char *law, const struct asy_param *row, int member, double number, uint64_t set)
{
    unsigned char *at = law + row->offset;
    switch (row->kind) {
    case ASY_FLAG:
        ((bool *) (void *) at)[member] = number > 0.5;
        return;
    case ASY_CHOICE:
        ((int *) (void *) at)[member] = (int) number;
        return;
    case ASY_SET:
        memcpy(at, &set, sizeof set);
        return;
    case ASY_REAL:
    default:
        memcpy(at + (size_t) member * sizeof number, &number, sizeof number);
        return;
    }
}

/* ---- what drifts ------------------------------------------------------------------------- */

/* The path on which the entry that holds in a slot drifts; NULL. */
static const double *
path_of(struct build *build, int slot, int entity, int member)
{
    const struct asy_entry *entry = build->slots[slot];
    struct known_path *known = &build->known[slot];
    if (!entry || entry->drifts_from == ASY_NEVER)
        return NULL;
    if (known->entry != entry) {
        const struct asy_walk *walk =
            asy_world_law(build->world, ASY_LAW_walk, 0, entry->drifts_from);
        known->entry = entry;
        known->path = asy_drift_path(&build->drift, walk, entry, entity, member);
    }
    return known->path;
}

/* Notes that the published share of a member leans from a day on. */
static void
lean(struct build *build, int entity, const struct drifting *slot)
{
    const int law = slot->entry->place.law;
    struct asy_world *world = build->world;
    const size_t n = slot->member == ASY_ALL ? 1 : (size_t) world->n_countries;
    struct asy_leaning *leanings = build->leanings;
    if (!leanings)
        leanings = build->leanings = asy_pool_alloc(&build->pool, n * sizeof *leanings);
    if (!leanings)
        return;
    leanings[slot->member == ASY_ALL ? 0 : slot->member] =
        (struct asy_leaning){ slot->entry->drifts_from, slot->path };
    world->leanings[law][entity] = leanings;
    if (slot->entry->drifts_from < world->leans_from)
        world->leans_from = slot->entry->drifts_from;
}

/* Lays today's values of what drifts over those of its last level. */
static void
drift(const struct build *build, int32_t day, unsigned char *out)
{
    for (int i = 0; i < build->n_drifting; i++) {
        const struct drifting *slot = &build->drifting[i];
        const struct asy_entry *entry = slot->entry;
        if (day < entry->drifts_from)
            continue;
        const int month = asy_drift_month(build->scenario->start, entry->drifts_from, day);
        const double number =
            asy_drift_number(slot->row, sample_of(build, entry), slot->path[month]);
        store(out, slot->row, slot->member == ASY_ALL ? 0 : slot->member, number, 0);
    }
}

static void
note_drifting(struct build *build, int entity, struct drifting slot)
{
    if (asy_drift_leans(slot.entry->place))
        lean(build, entity, &slot);
    else
        build->drifting[build->n_drifting++] = slot;
}

static void
fill(struct build *build, int law, int entity, int32_t day, unsigned char *out)
{
    const struct asy_scenario *scenario = build->scenario;
    const struct asy_param *row = asy_laws[law]->params;
    int slot = 0;

    build->n_drifting = 0;
    asy_resolve(scenario, law, entity, day, scenario->n_layers, build->slots);
    for (; row->name; row++) {
        const int n = asy_has_members(row) ? asy_n_members(scenario, row->per) : 1;
        for (int i = 0; i < n; i++, slot++) {
            const struct asy_entry *entry = build->slots[slot];
            const int member = asy_has_members(row) ? i : ASY_ALL;
            store(out, row, i, entry ? sample_of(build, entry) : row->standard,
                  entry ? entry->set : 0);
            const double *path = path_of(build, slot, entity, member);
            if (path)
                note_drifting(build, entity, (struct drifting){ entry, row, member, path });
        }
    }
    drift(build, day, out);
}

/* ---- segments ---------------------------------------------------------------------------- */

/* The days on which a segment may begin: those on which something changes, and the firsts of
   months while something drifts. */
struct days {
    int32_t *change;
    ptrdiff_t n, next;
    int32_t start, drifts_from; /* ASY_NEVER */
    int month;                  /* next to come */
};

static int32_t
next_month(const struct days *self)
{
    return self->drifts_from == ASY_NEVER || self->month > ASY_WALK_MONTHS
               ? ASY_NEVER
               : asy_drift_day(self->start, self->drifts_from, self->month);
}

/* The next day, and whether something changes on it; ASY_NEVER after the last. */
static int32_t
next_day(struct days *self, bool *changes)
{
    const int32_t change = self->next < self->n ? self->change[self->next] : ASY_NEVER;
    while (next_month(self) <= 0 || next_month(self) < self->drifts_from)
        self->month++;
    const int32_t month = next_month(self);
    *changes = change <= month;
    self->next += change <= month;
    self->month += month <= change;
    return change <= month ? change : month;
}

static bool
find_days(struct build *build, int law, int entity, struct days *days)
{
    *days = (struct days){ .start = build->scenario->start, .drifts_from = ASY_NEVER };
    if (build->draw != 0)
        days->drifts_from = asy_drift_begins(build->scenario, law, entity);
    if (days->drifts_from != ASY_NEVER)
        memset(build->known, 0,
               (size_t) asy_n_slots(build->scenario, law) * sizeof *build->known);
    build->leanings = NULL;
    days->n = asy_change_days(build->scenario, law, entity, &days->change);
    return days->n >= 0;
}

/* The values of a day: anew, or (`last`) those before it with what drifts laid over. */
static void
lay(struct build *build, int law, int entity, int32_t day, const unsigned char *last,
    unsigned char *out)
{
    if (!last) {
        fill(build, law, entity, day, out);
        return;
    }
    memcpy(out, last, asy_laws[law]->size);
    drift(build, day, out);
}

/* The segments of one law of one entity: days on which nothing really changes are dropped.
   Those beyond the horizon are kept, so that nothing hangs on where a run ends. */
static bool
build_segments(struct build *build, int law, int entity)
{
    const size_t size = asy_laws[law]->size;
    struct days days;
    if (!find_days(build, law, entity, &days))
        return false;
    const size_t most = (size_t) days.n + (days.drifts_from == ASY_NEVER ? 0 : ASY_WALK_MONTHS);
    struct asy_segment *list = asy_pool_alloc(&build->pool, (most + 1) * sizeof *list);
    unsigned char *last = NULL, *next = NULL;
    int32_t kept = 0;
    bool changes;

    for (int32_t day; list && (day = next_day(&days, &changes)) != ASY_NEVER;) {
        next = next ? memset(next, 0, size) : asy_pool_alloc(&build->pool, size);
        if (!next)
            break;
        lay(build, law, entity, day, changes ? NULL : last, next);
        if (last && memcmp(last, next, size) == 0)
            continue;
        list[kept++] = (struct asy_segment){ .from = day, .law = next };
        last = next;
        next = NULL;
    }
    build->world->laws[law][entity] = (struct asy_segments){ list, kept };
    free(days.change);
    return !build->pool.failed;
}

/* ---- what a reform leaves as it is ------------------------------------------------------- */

/* Whether two entries say the same in every draw, and win over the same others. */
static bool
same_entry(const struct asy_entry *a, const struct asy_entry *b)
{
    return a->place.entity == b->place.entity && a->slot == b->slot &&
           a->n_slots == b->n_slots && a->since == b->since &&
           fpclassify(a->number - b->number) == FP_ZERO && a->set == b->set &&
           asy_prior_same(&a->prior, &b->prior) && a->key == b->key && a->family == b->family &&
           a->drifts_from == b->drifts_from && a->held_months == b->held_months;
}

/* The next entry of a law, from `i` on, that concerns the entity; NULL where there is none. */
static const struct asy_entry *
next_entry(const struct asy_scenario *scenario, int law, int entity, size_t *i)
{
    while (*i < scenario->law_first[law + 1]) {
        const struct asy_entry *entry = &scenario->entries[(*i)++];
        if (asy_concerns(entry, entity))
            return entry;
    }
    return NULL;
}

/* Whether a law says the same of an entity as in the baseline, from first to last. */
static bool
is_baselines(const struct build *build, int law, int entity)
{
    const struct asy_scenario *here = build->scenario, *there = build->baseline_scenario;
    if (!build->baseline)
        return false;
    size_t i = here->law_first[law], k = there->law_first[law];
    for (;;) {
        const struct asy_entry *a = next_entry(here, law, entity, &i),
                               *b = next_entry(there, law, entity, &k);
        if (!a || !b)
            return a == b;
        if (!same_entry(a, b))
            return false;
    }
}

static void
share(struct build *build, int law, int entity)
{
    build->world->laws[law][entity] = build->baseline->laws[law][entity];
    build->world->leanings[law][entity] = build->baseline->leanings[law][entity];
}

static bool
build_law(struct build *build, int law)
{
    int first;
    const int n = asy_law_entities(build->scenario, asy_laws[law]->section, &first);
    for (int i = first; i < first + n; i++)
        if (is_baselines(build, law, i))
            share(build, law, i);
        else if (!build_segments(build, law, i))
            return false;
    return true;
}

/* The law of walks first: the others drift as it says. */
static bool
build_laws(struct build *build)
{
    bool ok = build_law(build, ASY_LAW_walk);
    build->world->leans_from = build->baseline ? build->baseline->leans_from : INT32_MAX;
    for (int law = 0; ok && law < ASY_N_LAWS; law++)
        ok = law == ASY_LAW_walk || build_law(build, law);
    return ok;
}

static bool
build_world(struct build *build)
{
    const struct asy_scenario *scenario = build->scenario;
    int most = 1;
    for (int law = 0; law < ASY_N_LAWS; law++)
        most = asy_n_slots(scenario, law) > most ? asy_n_slots(scenario, law) : most;
    build->slots = calloc((size_t) most, sizeof *build->slots);
    build->sample = calloc(scenario->n_entries + 1, sizeof *build->sample);
    build->drifting = calloc((size_t) most, sizeof *build->drifting);
    build->known = calloc((size_t) most, sizeof *build->known);
    if (!build->slots || !build->sample || !build->drifting || !build->known)
        return false;
    return build_laws(build);
}

static void
copy_stage(struct asy_world *self, const struct asy_scenario *scenario)
{
    self->n_days = scenario->n_days;
    self->first_year = scenario->first_year;
    self->n_countries = scenario->n_countries;
    self->n_states = scenario->n_states;
    self->n_transit = scenario->n_transit;
    self->n_groups = scenario->n_groups;
    self->n_crossings = scenario->n_crossings;
    memcpy(self->country, scenario->country, sizeof self->country);
    memcpy(self->group, scenario->group, sizeof self->group);
    memcpy(self->crossing, scenario->crossing, sizeof self->crossing);
}

static bool
make_world(struct build *build, struct asy_error *err)
{
    struct asy_world *self = build->world;
    struct asy_pool *pool = calloc(1, sizeof *pool);

    *self = (struct asy_world){ 0 };
    copy_stage(self, build->scenario);
    build->drift = (struct asy_drift){ .scenario = build->scenario,
                                       .seed = build->seed,
                                       .draw = build->draw,
                                       .pool = &build->pool };
    const bool ok = pool && build_world(build);
    free(build->slots);
    free(build->sample);
    free(build->drifting);
    free(build->known);
    if (pool)
        *pool = build->pool;
    else
        asy_pool_free(&build->pool);
    self->memory = pool;
    if (ok)
        return true;
    asy_world_free(self);
    return asy_fail(err, ASY_E_RESOURCES, "world", "out of memory");
}

bool
asy_world_init(struct asy_world *self, const struct asy_scenario *scenario, uint64_t seed,
               uint32_t draw, struct asy_error *err)
{
    struct build build = { .world = self, .scenario = scenario, .seed = seed, .draw = draw };
    return make_world(&build, err);
}

bool
asy_world_branch(struct asy_world *self, const struct asy_scenario *scenario,
                 const struct asy_world *baseline, const struct asy_scenario *of_baseline,
                 uint64_t seed, uint32_t draw, struct asy_error *err)
{
    struct build build = { .world = self,
                           .scenario = scenario,
                           .baseline = baseline,
                           .baseline_scenario = of_baseline,
                           .seed = seed,
                           .draw = draw };
    assert(baseline->n_days == scenario->n_days &&
           baseline->n_countries == scenario->n_countries &&
           baseline->n_groups == scenario->n_groups &&
           baseline->n_crossings == scenario->n_crossings);
    return make_world(&build, err);
}

void
asy_world_free(struct asy_world *self)
{
    struct asy_pool *pool = self->memory;
    if (pool)
        asy_pool_free(pool);
    free(pool);
    *self = (struct asy_world){ 0 };
}

int
asy_world_country(const struct asy_world *self, const char *code)
{
    for (int i = 0; i < self->n_countries; i++)
        if (strcmp(self->country[i].code, code) == 0)
            return i;
    return -1;
}

int
asy_world_group(const struct asy_world *self, const char *name)
{
    for (int i = 0; i < self->n_groups; i++)
        if (strcmp(self->group[i].name, name) == 0)
            return i;
    return -1;
}

int
asy_world_crossing(const struct asy_world *self, const char *name)
{
    for (int i = 0; i < self->n_crossings; i++)
        if (strcmp(self->crossing[i].name, name) == 0)
            return i;
    return -1;
}

const void *
asy_world_law(const struct asy_world *self, enum asy_law_id law, int entity, int32_t day)
{
    const struct asy_segments *segments = &self->laws[law][entity];
    int32_t low = 0, high = segments->n; /* the one sought is in [low, high) */
    while (high - low > 1) {
        const int32_t middle = low + (high - low) / 2;
        if (segments->list[middle].from <= day)
            low = middle;
        else
            high = middle;
    }
    return segments->n > 0 ? segments->list[low].law : NULL;
}

double
asy_world_leaning(const struct asy_world *self, enum asy_law_id law, int entity, int member,
                  int32_t day)
{
    const struct asy_leaning *leanings = self->leanings[law][entity];
    const struct asy_leaning *leaning = leanings ? &leanings[member] : NULL;
    if (!leaning || !leaning->odds || day < leaning->from)
        return 1.0;
    const int32_t start = asy_days_of_date((struct asy_date){ self->first_year, 1, 1 });
    return leaning->odds[asy_drift_month(start, leaning->from, day)];
}
