/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reform changes in law: by parameter, for whom, from when, what was and what will be.
   Found here, value by value; changes_list.c hands each on to programs, changes_tell.c says it
   in words, and changes_print.c puts these together. */
#define _XOPEN_SOURCE 700 /* open_memstream */
#include "scenario/changes.h"

#include <stdlib.h>

static bool
keep(struct asy_changes *self, const struct asy_told *change)
{
    if (self->n == self->room) {
        const size_t room = self->room ? 2 * self->room : 64;
        struct asy_told *list = realloc(self->list, room * sizeof *list);
        if (!list)
            return false;
        self->list = list;
        self->room = room;
    }
    self->list[self->n++] = *change;
    return true;
}

/* Whether those of a scope live under a key as everybody does. */
static bool
is_of_everybody(const struct asy_law_days *self, const struct asy_param *row, int slot)
{
    for (ptrdiff_t i = 0; self->plain && i < self->n; i++) {
        const ptrdiff_t at = i * self->n_slots + slot;
        if (!asy_same_value(row, self->old[at], self->plain->old[at]) ||
            !asy_same_value(row, self->new[at], self->plain->new[at]))
            return false;
    }
    return self->plain != NULL;
}

static void
examine_slot(struct asy_changes *self, const struct asy_law_days *of,
             const struct asy_param *row, int slot, int member)
{
    struct asy_told change = { .entity = of->entity, .member = member, .source = "" };
    size_t size = 0;
    const int n = asy_changes_tell(of, row, slot, false, &change, NULL);
    if (n == 0 || is_of_everybody(of, row, slot))
        return;
    self->n_values++;
    if (self->take)
        asy_changes_list(self, of, row, slot, member);
    FILE *out = self->out ? open_memstream(&change.text, &size) : NULL;
    if (!out)
        return;
    if (of->whom)
        fprintf(out, "%s: ", of->whom);
    asy_changes_tell(of, row, slot, n > 1, &change, out);
    if (fclose(out) != 0 || !keep(self, &change))
        free(change.text);
}

/* ---- all laws ---------------------------------------------------------------------------- */

enum { MOST_APART = ASY_MAX_ENTITIES * (1 + ASY_MOST_TOLD_APART) };

/* Those of an entity: of nobody in particular, and of each scope. How many; `failed` without
   memory. */
static int
add_each(struct asy_changes *self, int law, int entity, struct asy_law_days *list)
{
    const unsigned apart = asy_told_apart(self->reform, law, entity);
    int n = 0;
    for (int scope = 0; scope <= self->reform->n_scopes; scope++) {
        if (scope && !(apart >> (scope - 1) & 1u))
            continue;
        self->failed |=
            !asy_law_days_init(&list[n], self->base, self->reform, law, entity, scope);
        list[n].plain = n ? &list[0] : NULL;
        n++;
    }
    return n;
}

/* Whether nothing is laid over what the two say of a law, and they say the same of it. */
static bool
is_untouched(const struct asy_scenario *a, const struct asy_scenario *b, int law)
{
    const size_t n = a->law_first[law + 1] - a->law_first[law];
    if (n != b->law_first[law + 1] - b->law_first[law])
        return false;
    for (size_t i = 0; i < n; i++) {
        const struct asy_entry *x = &a->entries[a->law_first[law] + i];
        const struct asy_entry *y = &b->entries[b->law_first[law] + i];
        if (x->layer || y->layer || x->slot != y->slot || x->n_slots != y->n_slots ||
            x->scope != y->scope || x->since != y->since || x->until != y->until ||
            !(x->number == y->number) || x->set != y->set)
            return false;
    }
    return true;
}

static void
examine_law(struct asy_changes *self, int law)
{
    const struct asy_param *row = asy_laws[law]->params;
    struct asy_law_days apart[MOST_APART];
    int first, n = 0, slot = 0;
    const int n_entities = asy_law_entities(self->base, asy_laws[law]->section, &first);

    if (is_untouched(self->base, self->reform, law))
        return;
    for (int i = 0; i < n_entities; i++)
        n += add_each(self, law, first + i, &apart[n]);
    for (; row->name && !self->failed; row++) {
        const int n_members = asy_has_members(row) ? asy_n_members(self->base, row->per) : 1;
        for (int i = 0; i < n; i++)
            for (int k = 0; k < n_members; k++)
                examine_slot(self, &apart[i], row, slot + k, k);
        slot += n_members;
        asy_changes_print(self, law, row);
    }
    for (int i = 0; i < n; i++)
        asy_law_days_free(&apart[i]);
}

static bool
same_stage(const struct asy_scenario *a, const struct asy_scenario *b)
{
    return a->n_countries == b->n_countries && a->n_states == b->n_states &&
           a->n_transit == b->n_transit && a->n_groups == b->n_groups &&
           a->n_crossings == b->n_crossings;
}

size_t
asy_scenario_changes(const struct asy_scenario *base, const struct asy_scenario *reform,
                     FILE *out)
{
    struct asy_changes self = { .base = base, .reform = reform, .out = out, .headed = -1 };
    if (!same_stage(base, reform)) {
        if (out)
            fputs("these scenarios do not share a baseline\n", out);
        return 0;
    }
    for (int law = 0; law < ASY_N_LAWS; law++)
        examine_law(&self, law);
    free(self.list);
    return self.n_values;
}

bool
asy_scenario_each_change(const struct asy_scenario *base, const struct asy_scenario *reform,
                         void (*take)(void *user, const struct asy_change *change), void *user)
{
    struct asy_changes self = {
        .base = base, .reform = reform, .take = take, .user = user, .headed = -1
    };
    if (!same_stage(base, reform))
        return false;
    for (int law = 0; law < ASY_N_LAWS; law++)
        examine_law(&self, law);
    free(self.list);
    return !self.failed;
}

const char *
asy_scenario_member(const struct asy_scenario *self, const struct asy_param *row, int i)
{
    return i < asy_n_members(self, row->per) ? asy_member_name(self, row->per, i) : NULL;
}
