/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/origin.h"

#include "scenario/inside.h"

#include <stdlib.h>
#include <string.h>

/* The first slot of a key in the table of its law; -1 if it has no such key. */
static int
slot_of(const struct asy_scenario *self, enum asy_law_id law, const char *key)
{
    int slot = 0;
    for (const struct asy_param *row = asy_laws[law]->params; row->name; row++) {
        if (strcmp(row->name, key) == 0)
            return slot;
        slot += asy_has_members(row) ? asy_n_members(self, row->per) : 1;
    }
    return -1;
}

const char *
asy_scenario_origin(const struct asy_scenario *self, enum asy_law_id law, int entity,
                    int32_t day, const char *const *keys, char where[160])
{
    const struct asy_entry **slots = calloc((size_t) asy_n_slots(self, law) + 1, sizeof *slots);
    const struct asy_entry *last = NULL;

    if (!slots)
        return NULL;
    asy_resolve(self, law, entity, day, self->n_layers, slots);
    for (; *keys; keys++) {
        const int slot = slot_of(self, law, *keys);
        const struct asy_entry *const entry = slot >= 0 ? slots[slot] : NULL;
        if (entry && (!last || entry->layer > last->layer))
            last = entry;
    }
    free(slots);
    if (!last)
        return NULL;
    const struct asy_node node = { .file = last->file, .line = last->line };
    asy_node_where(&node, where, 160);
    return last->path;
}
