/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Countries that a reform adds, which nobody in the baseline has passed: the host of a scheme,
   a hub. They stand behind the baseline's own, so that no number of it moves; and they are in
   every scenario of a job, for what is compared must lie on one map. So they are looked for in
   all its reforms before any is read. */
#include "scenario/inside.h"

#include "text/shipped.h"
#include "text/text.h"

#include <stdlib.h>
#include <string.h>

static bool
is_code(const char *text)
{
    return strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3 && text[3] == '\0';
}

/* Adds those of a reform's `countries` that are not there yet; what is wrong is said later. */
static void
add(struct asy_scenario *self, const struct asy_node *countries)
{
    for (const struct asy_node *node = countries->first; node; node = node->next) {
        if (!is_code(node->name) || node->type != ASY_NODE_TEXT ||
            asy_find_country(self, node->name) >= 0 || self->n_countries == ASY_MAX_COUNTRIES)
            continue;
        struct asy_country *const country = &self->country[self->n_countries++];
        memcpy(country->code, node->name, sizeof country->code);
        country->label = node->text;
    }
}

/* The files looked into, and at how few steps from what was named. The baseline, which nearly
   every reform extends and which adds none to itself, is among them from the start. */
struct looked {
    struct asy_texts texts;
    struct seen {
        dev_t device;
        ino_t number;
        int depth;
    } * seen;
    size_t n;
};

/* Whether there is nothing new to be found in a file; it is noted. */
static bool
is_known(struct looked *self, const char *name, int depth)
{
    struct asy_file file;

    if (!asy_text_find(&self->texts, name, &file))
        return true;
    for (size_t i = 0; i < self->n; i++)
        if (self->seen[i].device == file.device && self->seen[i].number == file.number &&
            self->seen[i].depth <= depth)
            return true;
    struct seen *const more = realloc(self->seen, (self->n + 1) * sizeof *more);
    if (more) { /* else it may be read once more */
        self->seen = more;
        more[self->n++] = (struct seen){ file.device, file.number, depth };
    }
    return false;
}

static void look_into_parts(struct asy_scenario *self, struct looked *looked,
                            const struct asy_node *root);

static void
look_into(struct asy_scenario *self, struct looked *looked, const char *name, int depth)
{
    struct asy_texts *const texts = &looked->texts;
    if (is_known(looked, name, depth))
        return;
    const struct asy_node *const root = asy_text_load(texts, name);
    const struct asy_node *const extends = root ? asy_node_find(root, "extends") : NULL;
    const struct asy_node *const set = root ? asy_node_find(root, "set") : NULL;
    const struct asy_node *const countries =
        set && set->type == ASY_NODE_GROUP ? asy_node_find(set, "countries") : NULL;
    char shipped[ASY_MOST_NAME];
    struct asy_file file;

    if (extends && extends->type == ASY_NODE_TEXT && extends->text[0] &&
        depth < ASY_MOST_INCLUDES &&
        asy_text_locate(texts, extends, asy_shipped_extends(extends, shipped), &file))
        look_into(self, looked, file.name, depth + 1);
    if (countries && countries->type == ASY_NODE_GROUP)
        add(self, countries);
    if (root && !extends && depth == 0)
        look_into_parts(self, looked, root);
}

/* The parts of a package, named from where it lies; no package is part of another. */
static void
look_into_parts(struct asy_scenario *self, struct looked *looked, const struct asy_node *root)
{
    const struct asy_node *const parts = asy_node_find(root, "parts");

    for (const struct asy_node *node = parts ? parts->first : NULL; node; node = node->next) {
        const char *const slash = strrchr(node->file, '/');
        const int n = slash ? (int) (slash - node->file + 1) : 0;
        const char *const file =
            node->type == ASY_NODE_TEXT
                ? asy_pool_format(&self->pool, "%.*s%s", node->text[0] == '/' ? 0 : n,
                                  node->file, node->text)
                : NULL;
        if (file)
            look_into(self, looked, file, 1);
    }
}

/* They were looked for when the other was loaded. */
static void
take_from(struct asy_scenario *self, const struct asy_scenario *other)
{
    for (int c = other->n_own_countries; c < other->n_countries; c++) {
        struct asy_country *const country = &self->country[self->n_countries++];
        memcpy(country->code, other->country[c].code, sizeof country->code);
        country->label = asy_pool_text(&self->pool, other->country[c].label);
    }
}

void
asy_countries_foresee(struct asy_scenario *self, const struct asy_texts *like,
                      const struct asy_scenario_args *args)
{
    struct asy_errors unsaid = { 0 };
    struct asy_pool pool = { 0 }; /* of what is read only to look */
    struct looked looked = { .texts = { .pool = &pool, .errs = &unsaid } };
    const int n_before = self->n_countries;

    self->n_own_countries = self->n_countries;
    if (args->map) {
        take_from(self, args->map);
        return;
    }
    if (!like->root || args->n_also + args->n_reforms == 0)
        if (!args->also_package && !args->package)
            return;
    looked.texts.root = like->root ? strdup(like->root) : NULL;
    if (args->baseline)
        is_known(&looked, args->baseline, 0);
    for (size_t i = 0; i < args->n_also; i++)
        look_into(self, &looked, args->also[i], 0);
    if (args->also_package)
        look_into(self, &looked, args->also_package, 0);
    for (size_t i = 0; i < args->n_reforms; i++)
        look_into(self, &looked, args->reforms[i], 0);
    if (args->package)
        look_into(self, &looked, args->package, 0);
    for (int c = n_before; c < self->n_countries; c++)
        self->country[c].label = asy_pool_text(&self->pool, self->country[c].label);
    free(looked.seen);
    asy_texts_free(&looked.texts);
    asy_errors_free(&unsaid);
    asy_pool_free(&pool);
}

void
asy_countries_added(struct asy_reader *reader, const struct asy_node *countries)
{
    struct asy_scenario *const self = reader->self;

    if (countries->type != ASY_NODE_GROUP) {
        asy_node_error(countries, reader->errs, ": expected a group { }, found %s",
                       asy_node_kind(countries));
        return;
    }
    for (const struct asy_node *node = countries->first; node; node = node->next) {
        const int c = asy_find_country(self, node->name);
        if (!is_code(node->name))
            asy_node_error(node, reader->errs, ": expected a code of three capital letters");
        else if (node->type != ASY_NODE_TEXT || !node->text[0])
            asy_node_error(node, reader->errs, ": expected the country's name in quotes");
        else if (c >= 0 && c < self->n_own_countries)
            asy_node_error(node, reader->errs,
                           ": the baseline has %s already: a reform adds countries and "
                           "renames none",
                           self->country[c].label);
        else if (c < 0)
            asy_node_error(node, reader->errs, ": more than %d countries", ASY_MAX_COUNTRIES);
        else if (strcmp(self->country[c].label, node->text) != 0)
            asy_node_error(node, reader->errs,
                           " = \"%.40s\": another reform calls it \"%.40s\"", node->text,
                           self->country[c].label);
        else
            self->adds |= UINT64_C(1) << c;
    }
}

const char *
asy_scenario_adds(const struct asy_scenario *self, int i, const char **code)
{
    for (int c = self->n_own_countries; c < self->n_countries; c++)
        if (self->adds >> c & 1 && i-- == 0) {
            *code = self->country[c].code;
            return self->country[c].label;
        }
    return NULL;
}
