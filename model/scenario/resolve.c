/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which entry holds. Entries are sorted from weak to strong, so that to resolve a law is to
   write them over each other in order: the layer decides first, then whether the entity was
   named, then whether the member was, then the later date, then the later line. */
#include "scenario/inside.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static int
order(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int
compare_entries(const void *left, const void *right)
{
    const struct asy_entry *a = left, *b = right;
    const int steps[] = {
        order(a->place.law, b->place.law),
        order(a->layer, b->layer),
        order(a->place.entity != ASY_GENERAL, b->place.entity != ASY_GENERAL),
        order(a->place.member != ASY_ALL, b->place.member != ASY_ALL),
        order(a->since, b->since),
        order(a->order, b->order),
    };
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (steps[i])
            return steps[i];
    return 0;
}

static int
slots_of(const struct asy_scenario *self, const struct asy_param *row)
{
    return asy_has_members(row) ? asy_n_members(self, row->per) : 1;
}

static void
place_in_slots(const struct asy_scenario *self, struct asy_entry *entry)
{
    const struct asy_param *params = asy_laws[entry->place.law]->params;
    const bool named = entry->place.member != ASY_ALL;

    entry->slot = named ? entry->place.member : 0;
    for (int i = 0; i < entry->place.param; i++)
        entry->slot += slots_of(self, &params[i]);
    entry->n_slots = named ? 1 : slots_of(self, &params[entry->place.param]);
}

void
asy_entries_sort(struct asy_scenario *self)
{
    size_t i = 0;
    for (size_t k = 0; k < self->n_entries; k++)
        place_in_slots(self, &self->entries[k]);
    if (self->n_entries)
        qsort(self->entries, self->n_entries, sizeof *self->entries, compare_entries);
    for (int law = 0; law < ASY_N_LAWS; law++) {
        self->law_first[law] = i;
        while (i < self->n_entries && self->entries[i].place.law == law)
            i++;
    }
    self->law_first[ASY_N_LAWS] = i;
    for (size_t k = 0; k < self->n_entries; k++) {
        const struct asy_form *form = &self->entries[k].form;
        if (form->kind == ASY_FORM_AS_IN && form->entity != ASY_HERE)
            self->looks_elsewhere[self->entries[k].place.law] = true;
    }
}

int
asy_n_slots(const struct asy_scenario *self, int law)
{
    int n = 0;
    for (const struct asy_param *row = asy_laws[law]->params; row->name; row++)
        n += slots_of(self, row);
    return n;
}

bool
asy_concerns(const struct asy_entry *entry, int entity)
{
    return entry->place.entity == ASY_GENERAL || entry->place.entity == entity;
}

int
asy_first_slot(const struct asy_scenario *self, int law, const char *key)
{
    int slot = 0;
    const struct asy_param *row = asy_laws[law]->params;
    for (; strcmp(row->name, key) != 0; row++)
        slot += slots_of(self, row);
    return slot;
}

uint64_t
asy_members_told(const struct asy_scenario *self, enum asy_law_id law, const char *key,
                 int entity)
{
    const int first = asy_first_slot(self, law, key);
    uint64_t told = 0;
    for (size_t i = self->law_first[law]; i < self->law_first[law + 1]; i++) {
        const struct asy_entry *entry = &self->entries[i];
        if (entry->place.entity != entity ||
            strcmp(asy_laws[law]->params[entry->place.param].name, key) != 0)
            continue;
        for (int k = 0; k < entry->n_slots; k++)
            told |= UINT64_C(1) << (entry->slot + k - first);
    }
    return told;
}

bool
asy_touches(const struct asy_scenario *self, const struct asy_entry *entry, int entity)
{
    return asy_concerns(entry, entity) || self->looks_elsewhere[entry->place.law];
}

void
asy_resolve(const struct asy_scenario *self, int law, int entity, int32_t day, int most,
            const struct asy_entry **slots)
{
    asy_resolve_for(self, law, entity, day, most, 0, slots);
}

bool
asy_is_for(const struct asy_entry *entry, unsigned kind)
{
    return entry->scope == 0 || kind >> (entry->scope - 1) & 1u;
}

void
asy_resolve_for(const struct asy_scenario *self, int law, int entity, int32_t day, int most,
                unsigned kind, const struct asy_entry **slots)
{
    const int n_slots = asy_n_slots(self, law);
    for (int i = 0; i < n_slots; i++)
        slots[i] = NULL;
    for (size_t i = self->law_first[law]; i < self->law_first[law + 1]; i++) {
        const struct asy_entry *entry = &self->entries[i];
        if (entry->layer > most || entry->since > day || day >= entry->until ||
            !asy_concerns(entry, entity) || !asy_is_for(entry, kind))
            continue;
        for (int k = 0; k < entry->n_slots; k++)
            slots[entry->slot + k] = entry;
    }
}

static int
compare_days(const void *left, const void *right)
{
    const int32_t *a = left, *b = right;
    return order(*a, *b);
}

ptrdiff_t
asy_change_days(const struct asy_scenario *self, int law, int entity, int32_t **days)
{
    const size_t most = 2 * (self->law_first[law + 1] - self->law_first[law]) + 1;
    int32_t *list = malloc(most * sizeof *list);
    ptrdiff_t n = 0, kept = 1;
    if (!list)
        return -1;
    list[n++] = self->first_day;
    for (size_t i = self->law_first[law]; i < self->law_first[law + 1]; i++) {
        const struct asy_entry *entry = &self->entries[i];
        if (!asy_touches(self, entry, entity))
            continue;
        if (entry->since > self->first_day)
            list[n++] = entry->since;
        if (entry->until != ASY_NEVER && entry->until > self->first_day)
            list[n++] = entry->until;
    }
    qsort(list, (size_t) n, sizeof *list, compare_days);
    for (ptrdiff_t i = 1; i < n; i++)
        if (list[i] != list[kept - 1])
            list[kept++] = list[i];
    *days = list;
    return kept;
}

static bool
is_formed(const struct asy_entry *entry)
{
    return entry && entry->form.kind != ASY_FORM_VALUE;
}

bool
asy_same_value(const struct asy_param *row, const struct asy_entry *a,
               const struct asy_entry *b)
{
    static const struct asy_prior none = { 0 };
    const double left = a ? a->number : row->kind == ASY_SET ? 0 : row->standard;
    const double right = b ? b->number : row->kind == ASY_SET ? 0 : row->standard;

    if (a == b)
        return true;
    if (is_formed(a) || is_formed(b))
        return asy_made_same(row, a, b);
    if (fpclassify(left - right) != FP_ZERO || (a ? a->set : 0) != (b ? b->set : 0))
        return false;
    /* The same number, but one may vary from draw to draw, or with other luck. */
    if (!asy_prior_same(a ? &a->prior : &none, b ? &b->prior : &none))
        return false;
    return !a || a->prior.form == ASY_PRIOR_NONE || a->key == b->key;
}

/* A value that a reform sets stands still where the baseline's would drift. */
static bool
same_drift(const struct asy_entry *a, const struct asy_entry *b)
{
    const int32_t from_a = a ? a->drifts_from : ASY_NEVER,
                  from_b = b ? b->drifts_from : ASY_NEVER;
    return from_a == from_b && (from_a == ASY_NEVER || a->family == b->family);
}

static bool
same_law(const struct asy_scenario *self, int law, int entity, int32_t day, unsigned kind,
         struct asy_pool *pool, const struct asy_entry **slots, int n_slots)
{
    const struct asy_param *params = asy_laws[law]->params;
    asy_resolve_for(self, law, entity, day, 0, kind, slots);
    asy_resolve_made(self, law, entity, day, self->n_layers, kind, pool, slots + n_slots);
    for (int param = 0, i = 0; params[param].name; param++)
        for (int k = 0; k < slots_of(self, &params[param]); k++, i++)
            if (!asy_same_value(&params[param], slots[i], slots[n_slots + i]) ||
                !same_drift(slots[i], slots[n_slots + i]))
                return false;
    return true;
}

/* For whomever. */
static bool
same_law_for_all(const struct asy_scenario *self, int law, int entity, int32_t day,
                 struct asy_pool *pool, const struct asy_entry **slots, int n_slots)
{
    const unsigned apart = asy_told_apart(self, law, entity);
    unsigned kind = apart;
    while (same_law(self, law, entity, day, kind, pool, slots, n_slots)) {
        if (kind == 0)
            return true;
        kind = (kind - 1) & apart;
    }
    return false;
}

static int64_t
first_difference(const struct asy_scenario *self, int law, int entity)
{
    const int n_slots = asy_n_slots(self, law);
    int32_t *days = NULL;
    const ptrdiff_t n = asy_change_days(self, law, entity, &days);
    const struct asy_entry **slots = calloc(2 * (size_t) n_slots + 1, sizeof *slots);
    struct asy_pool pool = { 0 };
    int64_t first = n < 0 || !slots ? -2 : -1;

    for (ptrdiff_t i = 0; i < n && first == -1; i++)
        if (!same_law_for_all(self, law, entity, days[i], &pool, slots, n_slots))
            first = days[i] > 0 ? days[i] : 0; /* the warm-up is the baseline's */
    first = pool.failed ? -2 : first;
    asy_pool_free(&pool);
    free(slots);
    free(days);
    return first;
}

/* Whether anything but a closure is laid over the baseline. */
static bool
has_overlay(const struct asy_scenario *self, int law)
{
    const int end = self->closure_layer ? self->closure_layer : INT_MAX;

    for (size_t i = self->law_first[law]; i < self->law_first[law + 1]; i++)
        if (self->entries[i].layer > 0 && self->entries[i].layer < end)
            return true;
    return false;
}

int64_t
asy_first_difference(const struct asy_scenario *self)
{
    int64_t least = -1;
    for (int law = 0; law < ASY_N_LAWS; law++) {
        int first;
        const int n =
            has_overlay(self, law) ? asy_law_entities(self, asy_laws[law]->section, &first) : 0;
        for (int i = 0; i < n; i++) {
            const int64_t day = first_difference(self, law, first + i);
            if (day == -2)
                return -2;
            if (day >= 0 && (least < 0 || day < least))
                least = day;
        }
    }
    return least;
}
