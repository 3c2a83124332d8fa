/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a package says of its own parts:
     settles = ( { key = "third_country.p_apply"; holds = "one"; over = "other"; because =
   "..."; } ); of a value that both set: which goes before which, and why. The later part of the
   list holds, so the text only says what the order does; it may not say otherwise. undoes = ( {
   part = "one"; of = "other"; metric = "dublin_transfers"; because = "..."; } ); of an outcome
   by which `other` is tested: that it moves it less with `one` than without. */
#include "scenario/inside.h"

#include "base/near.h"
#include "text/text.h"

#include <string.h>

/* Every key of a `{ }` is one of these, and each is said: all are texts. */
static bool
is_whole(struct asy_reader *reader, const struct asy_node *node, const char *const *keys,
         size_t n)
{
    const size_t before = reader->errs->n + reader->errs->n_more;

    if (node->type != ASY_NODE_GROUP) {
        asy_node_error(node, reader->errs, ": expected { %s = ...; %s = ...; }", keys[0],
                       keys[1]);
        return false;
    }
    for (const struct asy_node *child = node->first; child; child = child->next) {
        struct asy_near near = { .word = child->name };
        char hint[80];
        bool known = false;
        for (size_t i = 0; i < n; i++) {
            known |= strcmp(keys[i], child->name) == 0;
            asy_near_try(&near, keys[i]);
        }
        if (!known)
            asy_node_error(child, reader->errs, ": unknown key%s",
                           asy_near_hint(&near, hint, sizeof hint));
    }
    for (size_t i = 0; i < n; i++) {
        const char *const text = asy_text_of(reader, node, keys[i]);
        if (!asy_node_find(node, keys[i]) || (text && !*text))
            asy_node_error(node, reader->errs, ": %s is %s", keys[i],
                           text ? "empty" : "missing");
    }
    return reader->errs->n + reader->errs->n_more == before;
}

/* Which part, from 0, the text at `key` names; -1 and an error where none is called so. */
static int
part_at(struct asy_reader *reader, const struct asy_node *node, const char *key)
{
    const char *const name = asy_text_of(reader, node, key);
    struct asy_near near = { .word = name };
    char hint[120];

    for (int i = 0; i < reader->self->n_parts; i++) {
        if (strcmp(reader->self->parts[i].name, name) == 0)
            return i;
        asy_near_try(&near, reader->self->parts[i].name);
    }
    asy_node_error(asy_node_find(node, key), reader->errs, ": %.60s is not one of the parts%s",
                   name, asy_near_hint(&near, hint, sizeof hint));
    return -1;
}

/* "third_country.p_apply", wherever it is set. */
static bool
find_key(struct asy_reader *reader, const struct asy_node *node, struct asy_settled *settled)
{
    struct asy_near near = { .word = settled->key };
    char name[96], hint[120];

    for (int law = 0; law < ASY_N_LAWS; law++)
        for (int i = 0; asy_laws[law]->params[i].name; i++) {
            snprintf(name, sizeof name, "%s.%s", asy_laws[law]->name,
                     asy_laws[law]->params[i].name);
            settled->law = law;
            settled->param = i;
            if (strcmp(name, settled->key) == 0)
                return true;
            asy_near_try(&near, asy_pool_text(&reader->self->pool, name));
        }
    asy_node_error(asy_node_find(node, "key"), reader->errs,
                   ": %.60s: expected a law and its key, such as third_country.p_apply%s",
                   settled->key, asy_near_hint(&near, hint, sizeof hint));
    return false;
}

static void
read_settled(struct asy_reader *reader, const struct asy_node *node)
{
    static const char *const keys[] = { "key", "holds", "over", "because" };
    struct asy_scenario *const self = reader->self;

    if (!is_whole(reader, node, keys, sizeof keys / sizeof *keys))
        return;
    struct asy_settled settled = { .key = asy_text_of(reader, node, "key"),
                                   .because = asy_text_of(reader, node, "because"),
                                   .holds = part_at(reader, node, "holds"),
                                   .over = part_at(reader, node, "over"),
                                   .file = node->file,
                                   .line = node->line };
    if (!find_key(reader, node, &settled) || settled.holds < 0 || settled.over < 0)
        return;
    if (settled.holds <= settled.over)
        asy_node_error(
            node, reader->errs,
            ": %.60s does not come after %.60s among the parts, and what comes later "
            "holds: change their order",
            self->parts[settled.holds].name, self->parts[settled.over].name);
    else if (self->n_settled == ASY_MOST_SETTLED)
        asy_node_error(node, reader->errs, ": more than %d", ASY_MOST_SETTLED);
    else
        self->settled[self->n_settled++] = settled;
}

static void
read_undone(struct asy_reader *reader, const struct asy_node *node)
{
    static const char *const keys[] = { "part", "of", "metric", "because" };
    struct asy_scenario *const self = reader->self;
    enum asy_counted_by by;

    if (!is_whole(reader, node, keys, sizeof keys / sizeof *keys))
        return;
    const int part = part_at(reader, node, "part"), of = part_at(reader, node, "of");
    struct asy_undone undone = { .metric = asy_text_of(reader, node, "metric"),
                                 .because = asy_text_of(reader, node, "because") };
    if (!asy_claim_metric_known(reader, asy_node_find(node, "metric"), undone.metric, &by) ||
        part < 0 || of < 0)
        return;
    undone.part = self->parts[part].name;
    undone.of = self->parts[of].name;
    if (part == of)
        asy_node_error(node, reader->errs, ": a part does not undo itself");
    else if (self->n_undone == ASY_MOST_SETTLED)
        asy_node_error(node, reader->errs, ": more than %d", ASY_MOST_SETTLED);
    else
        self->undone[self->n_undone++] = undone;
}

static void
read_each(struct asy_reader *reader, const struct asy_node *node,
          void (*read)(struct asy_reader *reader, const struct asy_node *node))
{
    if (!node)
        return;
    if (node->type != ASY_NODE_LIST)
        read(reader, node);
    for (const struct asy_node *one = node->first; node->type == ASY_NODE_LIST && one;
         one = one->next)
        read(reader, one);
}

void
asy_settles_read(struct asy_reader *reader, const struct asy_node *root)
{
    read_each(reader, asy_node_find(root, "settles"), read_settled);
    read_each(reader, asy_node_find(root, "undoes"), read_undone);
}

const char *
asy_settled_because(const struct asy_scenario *self, const struct asy_entry *earlier,
                    const struct asy_entry *later)
{
    for (int i = 0; i < self->n_settled; i++) {
        const struct asy_settled *const s = &self->settled[i];
        if (s->law == later->place.law && s->param == later->place.param &&
            strcmp(self->parts[s->holds].name, self->layer_reform[later->layer]) == 0 &&
            strcmp(self->parts[s->over].name, self->layer_reform[earlier->layer]) == 0)
            return s->because;
    }
    return NULL;
}

static bool
settles_something(const struct asy_scenario *self, const struct asy_settled *settled)
{
    for (size_t i = 0; i < self->n_clashes; i++)
        if (self->clashes[i].because == settled->because)
            return true;
    return false;
}

void
asy_settles_judge(const struct asy_scenario *self, struct asy_errors *errs)
{
    for (int i = 0; i < self->n_parts; i++)
        if (!self->parts[i].holds)
            return; /* of a subset other things are true */
    for (int i = 0; i < self->n_settled; i++) {
        const struct asy_settled *const s = &self->settled[i];
        const struct asy_node at = { .file = s->file, .line = s->line };
        if (!settles_something(self, s))
            asy_node_error(&at, errs,
                           "settles nothing: %.60s and %.60s do not differ over %.60s",
                           self->parts[s->holds].name, self->parts[s->over].name, s->key);
    }
}

bool
asy_scenario_undone(const struct asy_scenario *self, size_t i, struct asy_undone *undone)
{
    if (i >= (size_t) self->n_undone)
        return false;
    *undone = self->undone[i];
    return true;
}
