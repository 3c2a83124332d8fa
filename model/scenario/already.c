/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values of a reform that are so already. Not meant is a value that something else of the
   reform takes over everywhere, which is told as what it is; nor one that keeps what is from a
   wider value of the reform: all states but one. */
#include "scenario/already.h"

#include "scenario/inside.h"

#include <stdlib.h>
#include <string.h>

struct looking {
    const struct asy_scenario *base, *reform;
    bool *holds, *differs; /* [reform->n_entries] */
    bool *spares; /* [reform->n_entries] it keeps what is from another value of the reforms */
    int *said;    /* [slot] how many values the reforms have there */
    const struct asy_entry **old, **new, **made;
    struct asy_pool pool;
};

/* The kind of people in the base who lie there in the scopes of `kind` of the reform. */
static unsigned
kind_in_base(const struct looking *self, unsigned kind)
{
    unsigned found = 0;
    for (int i = 0; i < self->base->n_scopes; i++)
        for (int k = 0; k < self->reform->n_scopes; k++)
            if (kind >> k & 1 &&
                strcmp(self->base->scopes[i].text, self->reform->scopes[k].text) == 0)
                found |= 1u << i;
    return found;
}

/* How many values of the reforms speak of each slot. */
static void
count_said(struct looking *self, int law, int entity, int32_t day, unsigned kind)
{
    const struct asy_scenario *const reform = self->reform;

    memset(self->said, 0, ((size_t) asy_n_slots(reform, law) + 1) * sizeof *self->said);
    for (size_t i = reform->law_first[law]; i < reform->law_first[law + 1]; i++) {
        const struct asy_entry *const entry = &reform->entries[i];
        if (entry->layer > 0 && entry->since <= day && day < entry->until &&
            asy_concerns(entry, entity) && asy_is_for(entry, kind))
            for (int k = 0; k < entry->n_slots; k++)
                self->said[entry->slot + k]++;
    }
}

static void
look_at(struct looking *self, int law, int entity, int32_t day, unsigned kind)
{
    const struct asy_param *const params = asy_laws[law]->params;

    asy_resolve_made(self->base, law, entity, day, self->base->n_layers,
                     kind_in_base(self, kind), &self->pool, self->old);
    asy_resolve_made(self->reform, law, entity, day, self->reform->n_layers, kind, &self->pool,
                     self->made);
    asy_resolve_for(self->reform, law, entity, day, self->reform->n_layers, kind, self->new);
    count_said(self, law, entity, day, kind);
    for (int p = 0, slot = 0; params[p].name; p++) {
        const int n =
            asy_has_members(&params[p]) ? asy_n_members(self->base, params[p].per) : 1;
        for (int k = 0; k < n; k++, slot++) {
            const struct asy_entry *const entry = self->new[slot];
            if (!entry || entry->layer == 0)
                continue;
            const size_t i = (size_t) (entry - self->reform->entries);
            self->holds[i] = true;
            self->spares[i] |= self->said[slot] > 1;
            self->differs[i] |= !asy_same_value(&params[p], self->old[slot], self->made[slot]);
        }
    }
}

/* Each kind of people told apart by it, on each day on which something changes. */
static bool
look_through(struct looking *self, int law, int entity)
{
    const unsigned apart = asy_told_apart(self->reform, law, entity);
    int32_t *days = NULL, *base_days = NULL;
    const ptrdiff_t n = asy_change_days(self->reform, law, entity, &days);
    const ptrdiff_t m = asy_change_days(self->base, law, entity, &base_days);

    for (ptrdiff_t i = 0; i < n + m && n >= 0 && m >= 0; i++)
        for (unsigned kind = apart;; kind = (kind - 1) & apart) {
            look_at(self, law, entity, i < n ? days[i] : base_days[i - n], kind);
            if (kind == 0)
                break;
        }
    free(days);
    free(base_days);
    return n >= 0 && m >= 0;
}

static bool
is_of_reform(const struct asy_entry *entry)
{
    return strcmp(entry->layer_name, "reform") == 0;
}

static bool
look_at_law(struct looking *self, int law)
{
    const struct asy_scenario *const reform = self->reform;
    bool any = false, ok = true;
    int first;

    for (size_t i = reform->law_first[law]; i < reform->law_first[law + 1]; i++)
        any |= is_of_reform(&reform->entries[i]);
    if (!any)
        return true;
    const size_t n_slots = (size_t) asy_n_slots(reform, law) + 1;
    self->old = calloc(n_slots, sizeof *self->old);
    self->new = calloc(n_slots, sizeof *self->new);
    self->made = calloc(n_slots, sizeof *self->made);
    self->said = calloc(n_slots, sizeof *self->said);
    const int n = asy_law_entities(reform, asy_laws[law]->section, &first);
    ok = self->old && self->new && self->made && self->said;
    for (int i = 0; ok && i < n; i++)
        ok = look_through(self, law, first + i);
    free(self->old);
    free(self->new);
    free(self->made);
    free(self->said);
    return ok && !self->pool.failed;
}

static int
by_place(const void *left, const void *right)
{
    const struct asy_entry *const *a = left, *const *b = right;
    const int file = strcmp((*a)->file ? (*a)->file : "", (*b)->file ? (*b)->file : "");
    return file ? file : ((*a)->line > (*b)->line) - ((*a)->line < (*b)->line);
}

static bool
hand_on(const struct looking *self, void (*take)(void *user, const struct asy_already *one),
        void *user)
{
    const struct asy_scenario *const reform = self->reform;
    const struct asy_entry **const list = calloc(reform->n_entries + 1, sizeof *list);
    size_t n = 0;

    for (size_t i = 0; list && i < reform->n_entries; i++)
        if (is_of_reform(&reform->entries[i]) && self->holds[i] && !self->differs[i] &&
            !self->spares[i])
            list[n++] = &reform->entries[i];
    if (list)
        qsort(list, n, sizeof *list, by_place);
    for (size_t i = 0; i < n; i++) {
        const struct asy_already one = { list[i]->path, list[i]->text, list[i]->file,
                                         list[i]->line };
        take(user, &one);
    }
    free(list);
    return list != NULL;
}

bool
asy_scenario_already(const struct asy_scenario *base, const struct asy_scenario *reform,
                     void (*take)(void *user, const struct asy_already *one), void *user)
{
    struct looking self = { .base = base, .reform = reform };
    bool ok = base->n_countries == reform->n_countries && base->n_groups == reform->n_groups &&
              base->n_crossings == reform->n_crossings;

    self.holds = calloc(reform->n_entries + 1, sizeof *self.holds);
    self.differs = calloc(reform->n_entries + 1, sizeof *self.differs);
    self.spares = calloc(reform->n_entries + 1, sizeof *self.spares);
    ok = ok && self.holds && self.differs && self.spares;
    for (int law = 0; ok && law < ASY_N_LAWS; law++)
        ok = look_at_law(&self, law);
    ok = ok && hand_on(&self, take, user);
    asy_pool_free(&self.pool);
    free(self.holds);
    free(self.differs);
    free(self.spares);
    return ok;
}
