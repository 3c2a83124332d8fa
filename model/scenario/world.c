/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One draw of a scenario, laid out by law, entity and day for the engine to read. */
#include "scenario/inside.h"
#include "scenario/sample.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

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
};

static double
sample_of(const struct build *build, const struct asy_entry *entry)
{
    struct sample *sample = &build->sample[entry - build->scenario->entries];
    if (!sample->taken)
        *sample = (struct sample){ asy_entry_sample(entry, build->seed, build->draw), true };
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

static void
fill(const struct build *build, int law, int entity, int32_t day, unsigned char *out)
{
    const struct asy_scenario *scenario = build->scenario;
    const struct asy_param *row = asy_laws[law]->params;
    const struct asy_entry *const *slot = build->slots;

    asy_resolve(scenario, law, entity, day, scenario->n_layers, build->slots);
    for (; row->name; row++) {
        const int n = asy_has_members(row) ? asy_n_members(scenario, row->per) : 1;
        for (int i = 0; i < n; i++, slot++) {
            const double number = *slot ? sample_of(build, *slot) : row->standard;
            store(out, row, i, number, *slot ? (*slot)->set : 0);
        }
    }
}

/* The segments of one law of one entity: days on which nothing really changes are dropped.
   Those beyond the horizon are kept, so that nothing hangs on where a run ends. */
static bool
build_segments(struct build *build, int law, int entity)
{
    const size_t size = asy_laws[law]->size;
    int32_t *days = NULL;
    const ptrdiff_t n = asy_change_days(build->scenario, law, entity, &days);
    struct asy_segment *list =
        n < 0 ? NULL : asy_pool_alloc(&build->pool, (size_t) n * sizeof *list);
    unsigned char *last = NULL, *next = NULL;
    int32_t kept = 0;

    for (ptrdiff_t i = 0; list && i < n; i++) {
        next = next ? memset(next, 0, size) : asy_pool_alloc(&build->pool, size);
        if (!next)
            break;
        fill(build, law, entity, days[i], next);
        if (last && memcmp(last, next, size) == 0)
            continue;
        list[kept++] = (struct asy_segment){ .from = days[i], .law = next };
        last = next;
        next = NULL;
    }
    build->world->laws[law][entity] = (struct asy_segments){ list, kept };
    free(days);
    return n >= 0 && !build->pool.failed;
}

/* ---- what a reform leaves as it is ------------------------------------------------------- */

/* Whether two entries say the same in every draw, and win over the same others. */
static bool
same_entry(const struct asy_entry *a, const struct asy_entry *b)
{
    return a->place.entity == b->place.entity && a->slot == b->slot &&
           a->n_slots == b->n_slots && a->since == b->since &&
           fpclassify(a->number - b->number) == FP_ZERO && a->set == b->set &&
           asy_prior_same(&a->prior, &b->prior) && a->key == b->key;
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

static bool
build_laws(struct build *build)
{
    for (int law = 0; law < ASY_N_LAWS; law++) {
        int first;
        const int n = asy_law_entities(build->scenario, asy_laws[law]->section, &first);
        for (int i = first; i < first + n; i++)
            if (is_baselines(build, law, i))
                build->world->laws[law][i] = build->baseline->laws[law][i];
            else if (!build_segments(build, law, i))
                return false;
    }
    return true;
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
    if (!build->slots || !build->sample)
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
    const bool ok = pool && build_world(build);
    free(build->slots);
    free(build->sample);
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
