/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The warm-up: years lived before the first day that counts, so that stocks and queues are full
   on it. What the baseline says of them stands by itself, under `warm_up`, and holds until that
   day; from then on the text's own values do, which without it would hold before as well. */
#include "scenario/inside.h"

/* Of the text itself, what was said of a slot as always having held. */
static struct asy_entry *
find_first(struct asy_scenario *self, size_t n, const struct asy_entry *said)
{
    for (size_t i = 0; i < n; i++) {
        struct asy_entry *const entry = &self->entries[i];
        if (entry->key == said->key && entry->since == ASY_ALWAYS)
            return entry;
    }
    return NULL;
}

/* Each path that the warm-up speaks of begins anew on the first day that counts. The first `n`
   entries are the text's own. */
static void
join(struct asy_reader *reader, size_t n)
{
    struct asy_scenario *const self = reader->self;
    uint64_t done = 0;

    for (size_t i = n; i < self->n_entries; i++) {
        const struct asy_entry *const said = &self->entries[i];
        if (said->key == done)
            continue;
        done = said->key;
        struct asy_entry *const first = find_first(self, n, said);
        const struct asy_node node = { .file = said->file, .line = said->line };
        if (first)
            first->since = 0;
        else
            asy_node_error(&node, reader->errs,
                           "%s is set twice in the warm-up, or nowhere outside it: what would "
                           "hold after it?",
                           said->path);
    }
}

bool
asy_warm_up_takes(struct asy_reader *reader, const struct asy_node *node, struct asy_when when)
{
    if (!reader->in_warm_up || when.since < 0)
        return true;
    asy_node_error(node, reader->errs,
                   ": %s is not a day of the warm-up, which ends with the year %d", when.from,
                   (int) reader->self->first_year - 1);
    return false;
}

void
asy_warm_up_read(struct asy_reader *reader, const struct asy_node *root)
{
    static const char *const none[] = { NULL };
    const struct asy_node *const node = asy_node_find(root, "warm_up");
    struct asy_reader own = *reader;
    const size_t n = reader->self->n_entries;

    if (!node)
        return;
    if (node->type != ASY_NODE_GROUP) {
        asy_node_error(node, reader->errs, ": expected a group { }, found %s",
                       asy_node_kind(node));
        return;
    }
    if (reader->self->first_day == 0)
        asy_node_error(node, reader->errs,
                       ": there is none: horizon.warm_up_from says when it begins");
    own.in_warm_up = true;
    asy_sections_check(&own, node, none, none);
    asy_sections_read(&own, node);
    join(&own, n);
}
