/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One draw of a scenario, laid out by law, entity and day for the engine to read. */
#include "scenario/build.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- what a reform leaves as it is ------------------------------------------------------- */

static bool
same_months(const double *a, const double *b)
{
    return a == b || (a && b && memcmp(a, b, 12 * sizeof *a) == 0);
}

/* Whether two entries say the same in every draw, and win over the same others. */
static bool
same_entry(const struct asy_entry *a, const struct asy_entry *b)
{
    return a->place.entity == b->place.entity && a->slot == b->slot &&
           a->n_slots == b->n_slots && a->since == b->since && a->until == b->until &&
           asy_form_same(&a->form, &b->form) && fpclassify(a->number - b->number) == FP_ZERO &&
           a->set == b->set && asy_prior_same(&a->prior, &b->prior) && a->key == b->key &&
           a->family == b->family && a->drifts_from == b->drifts_from &&
           a->held_months == b->held_months && same_months(a->months, b->months) &&
           a->months_from == b->months_from && a->over_months == b->over_months;
}

/* For the same people, by the same place in the list. */
static bool
same_scope(const struct asy_scenario *here, const struct asy_entry *a,
           const struct asy_scenario *there, const struct asy_entry *b)
{
    return a->scope == b->scope && (!a->scope || strcmp(here->scopes[a->scope - 1].text,
                                                        there->scopes[b->scope - 1].text) == 0);
}

/* The next entry of a law, from `i` on, that touches the entity; NULL where there is none. */
static const struct asy_entry *
next_entry(const struct asy_scenario *scenario, int law, int entity, size_t *i)
{
    while (*i < scenario->law_first[law + 1]) {
        const struct asy_entry *entry = &scenario->entries[(*i)++];
        if (asy_touches(scenario, entry, entity))
            return entry;
    }
    return NULL;
}

/* Whether a law says the same of an entity as in the baseline, from first to last. */
static bool
is_baselines(const struct asy_build *build, int law, int entity)
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
        if (!same_entry(a, b) || !same_scope(here, a, there, b))
            return false;
    }
}

static void
share(struct asy_build *build, int law, int entity)
{
    build->world->laws[law][entity] = build->baseline->laws[law][entity];
    build->world->apart[law][entity] = build->baseline->apart[law][entity];
    build->world->leanings[law][entity] = build->baseline->leanings[law][entity];
}

static bool
build_law(struct asy_build *build, int law)
{
    int first;
    const int n = asy_law_entities(build->scenario, asy_laws[law]->section, &first);
    for (int i = first; i < first + n; i++)
        if (is_baselines(build, law, i))
            share(build, law, i);
        else if (!asy_build_segments(build, law, i))
            return false;
    return true;
}

/* The law of walks first: the others drift as it says. */
static bool
build_laws(struct asy_build *build)
{
    bool ok = build_law(build, ASY_LAW_walk);
    build->world->leans_from = build->baseline ? build->baseline->leans_from : INT32_MAX;
    for (int law = 0; ok && law < ASY_N_LAWS; law++)
        ok = law == ASY_LAW_walk || build_law(build, law);
    return ok;
}

static bool
build_world(struct asy_build *build)
{
    const struct asy_scenario *scenario = build->scenario;
    int most = 1;
    for (int law = 0; law < ASY_N_LAWS; law++)
        most = asy_n_slots(scenario, law) > most ? asy_n_slots(scenario, law) : most;
    build->slots = calloc((size_t) most, sizeof *build->slots);
    build->sample = calloc(scenario->n_entries + 1, sizeof *build->sample);
    build->moving = calloc((size_t) most, sizeof *build->moving);
    build->known = calloc((size_t) most, sizeof *build->known);
    if (!build->slots || !build->sample || !build->moving || !build->known)
        return false;
    return build_laws(build);
}

static void
copy_stage(struct asy_world *self, const struct asy_scenario *scenario)
{
    self->scenario = scenario;
    self->n_days = scenario->n_days;
    self->first_year = scenario->first_year;
    self->first_day = scenario->first_day;
    self->warm_up_months = 12 * (scenario->first_year -
                                 asy_date_of_days(scenario->start + scenario->first_day).year);
    self->n_countries = scenario->n_countries;
    self->n_states = scenario->n_states;
    self->n_transit = scenario->n_transit;
    self->n_groups = scenario->n_groups;
    self->n_crossings = scenario->n_crossings;
    self->n_scopes = scenario->n_scopes;
    self->scopes = scenario->scopes;
    memcpy(self->country, scenario->country, sizeof self->country);
    memcpy(self->group, scenario->group, sizeof self->group);
    memcpy(self->crossing, scenario->crossing, sizeof self->crossing);
}

static bool
make_world(struct asy_build *build, struct asy_error *err)
{
    struct asy_world *self = build->world;
    struct asy_pool *pool = calloc(1, sizeof *pool);

    *self = (struct asy_world){ 0 };
    copy_stage(self, build->scenario);
    asy_spans_find(&self->spans, build->scenario,
                   build->baseline ? &build->baseline->spans : NULL);
    build->drift = (struct asy_drift){ .scenario = build->scenario,
                                       .seed = build->seed,
                                       .draw = build->draw,
                                       .pool = &build->pool };
    const bool ok = pool && build_world(build);
    free(build->slots);
    free(build->sample);
    free(build->moving);
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
    struct asy_build build = {
        .world = self, .scenario = scenario, .seed = seed, .draw = draw
    };
    return make_world(&build, err);
}

bool
asy_world_branch(struct asy_world *self, const struct asy_scenario *scenario,
                 const struct asy_world *baseline, const struct asy_scenario *of_baseline,
                 uint64_t seed, uint32_t draw, struct asy_error *err)
{
    struct asy_build build = { .world = self,
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

bool
asy_decree_holds(const struct asy_decree *self, int32_t day)
{
    return day >= self->from && day < self->until;
}

int
asy_world_month(const struct asy_world *self, int32_t day)
{
    const int32_t start = asy_days_of_date((struct asy_date){ self->first_year, 1, 1 });
    const struct asy_date date = asy_date_of_days(start + day);
    return 12 * (date.year - self->first_year) + date.month - 1 + self->warm_up_months;
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

struct asy_span
asy_world_span(const struct asy_world *self, enum asy_law_id law, int entity, int param)
{
    const struct asy_scenario *scenario = self->scenario;
    struct asy_span span = { ASY_NEVER, { ASY_NEVER, ASY_NEVER } };
    for (size_t i = scenario->law_first[law]; i < scenario->law_first[law + 1]; i++) {
        const struct asy_entry *entry = &scenario->entries[i]; /* later ones win */
        if (entry->place.param != param || !asy_concerns(entry, entity))
            continue;
        if (entry->layer == 0)
            span.ends = entry->drifts_from;
        else
            asy_decree_add(&span.set, entry);
    }
    return span;
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
