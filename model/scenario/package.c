/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A package lists reforms that are to hold together: title, claim, source, parts = [ ... ], and
   claim_outcome if it claims something of its own. Each part is named from where the package
   lies; one that is not there is an error at its line. Parts may touch the same value; what
   comes of it is said, for otherwise the order of a list would decide in silence. */
#include "scenario/inside.h"

#include "base/near.h"
#include "text/text.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static const char *const keys[] = {
    "title", "claim", "claim_outcome", "source", "parts", NULL
};

static void
check_keys(const struct asy_node *root, struct asy_errors *errs)
{
    for (const struct asy_node *node = root->first; node; node = node->next) {
        struct asy_near near = { .word = node->name };
        char hint[80];
        bool known = false;
        for (const char *const *key = keys; *key; key++) {
            known |= strcmp(*key, node->name) == 0;
            asy_near_try(&near, *key);
        }
        if (!known)
            asy_node_error(node, errs, ": unknown key in a package%s",
                           asy_near_hint(&near, hint, sizeof hint));
    }
}

static const char *
need_text(struct asy_reader *reader, const struct asy_node *root, const char *name)
{
    const char *const text = asy_text_of(reader, root, name);

    if (!asy_node_find(root, name))
        asy_node_error(root, reader->errs, ": %s is missing, a package must say it", name);
    else if (text && !text[0])
        asy_node_error(asy_node_find(root, name), reader->errs, ": is empty");
    return text ? text : "";
}

/* "r1" of "scenarios/packages/r1.cfg". */
static const char *
short_name(struct asy_scenario *self, const char *path)
{
    const char *const slash = strrchr(path, '/'), *const name = slash ? slash + 1 : path;
    const char *const dot = strrchr(name, '.');
    const size_t n = dot && dot > name ? (size_t) (dot - name) : strlen(name);

    return asy_pool_format(&self->pool, "%.*s", (int) n, name);
}

/* Says that an earlier part has this file's name already. */
static bool
has_name(struct asy_scenario *self, struct asy_errors *errs, const struct asy_node *node,
         const char *file)
{
    const char *const name = short_name(self, file);

    for (int i = 0; name && i < self->n_parts; i++) {
        const struct asy_part *const part = &self->parts[i];
        if (strcmp(part->name, name) != 0)
            continue;
        if (strcmp(part->file, file) == 0)
            asy_node_error(node, errs, ": %.120s is given twice", node->text);
        else
            asy_node_error(node, errs,
                           ": %.100s has the name %.40s as part %d has, %.100s, and parts are "
                           "told apart by it: rename one of the files",
                           node->text, name, i + 1, part->file);
        return true;
    }
    return false;
}

/* A part, named from where the package lies. */
static void
add_part(struct asy_scenario *self, struct asy_errors *errs, const struct asy_node *node)
{
    const char *const slash = strrchr(node->file, '/');
    const int n = slash ? (int) (slash - node->file + 1) : 0;
    const char *file;

    if (node->type != ASY_NODE_TEXT) {
        asy_node_error(node, errs, ": expected the name of a reform's file, found %s",
                       asy_node_kind(node));
        return;
    }
    file = asy_pool_format(&self->pool, "%.*s%s", node->text[0] == '/' ? 0 : n, node->file,
                           node->text);
    if (!file)
        return;
    if (access(file, R_OK) != 0)
        asy_node_error(node, errs, ": %.120s: %s", node->text, strerror(errno));
    else if (has_name(self, errs, node, file))
        return;
    else if (self->n_parts == ASY_MOST_PARTS)
        asy_node_error(node, errs, ": more than %d parts", ASY_MOST_PARTS);
    else
        self->parts[self->n_parts++] =
            (struct asy_part){ .name = short_name(self, file), .title = "", .file = file };
}

static bool
read_parts(struct asy_scenario *self, struct asy_errors *errs, const struct asy_node *root)
{
    const struct asy_node *const parts = asy_node_find(root, "parts");
    const size_t before = errs->n + errs->n_more;

    if (!parts || parts->type != ASY_NODE_ARRAY) {
        asy_node_error(parts ? parts : root, errs,
                       ": expected parts = [ \"../reforms/one.cfg\", ... ]");
        return false;
    }
    for (const struct asy_node *node = parts->first; node; node = node->next)
        add_part(self, errs, node);
    if (errs->n + errs->n_more == before && self->n_parts < 2)
        asy_node_error(parts, errs, ": a package has two parts or more");
    return errs->n + errs->n_more == before;
}

const struct asy_node *
asy_package_read(struct asy_scenario *self, struct asy_texts *texts,
                 const struct asy_scenario_args *args, const char **names, size_t *n,
                 struct asy_said *said)
{
    const struct asy_node *const root = asy_text_load(texts, args->package);
    struct asy_reader reader = { .self = self, .errs = texts->errs };

    *n = 0;
    if (!root ||
        asy_is_of_kind(root, "extends", texts->errs,
                       "this is a reform: give it with --reform, not as a package") ||
        asy_is_of_kind(root, "horizon", texts->errs,
                       "this is a baseline: it is given first, by itself, not as a package"))
        return NULL;
    check_keys(root, texts->errs);
    *said = (struct asy_said){ .title = need_text(&reader, root, "title"),
                               .claim = need_text(&reader, root, "claim"),
                               .source = need_text(&reader, root, "source"),
                               .name = short_name(self, args->package) };
    if (!read_parts(self, texts->errs, root))
        return NULL;
    for (int i = 0; i < self->n_parts; i++) {
        self->parts[i].holds = args->parts == 0 || (args->parts >> i & 1) != 0;
        if (self->parts[i].holds)
            names[(*n)++] = self->parts[i].file;
    }
    return root;
}

bool
asy_scenario_part(const struct asy_scenario *self, size_t i, struct asy_part *part)
{
    if (i >= (size_t) self->n_parts)
        return false;
    *part = self->parts[i];
    return true;
}

/* ---- clashes ----------------------------------------------------------------------------- */

static bool
meet(int a, int b, int any)
{
    return a == b || a == any || b == any;
}

/* Do two reforms set the same value, and not alike? `a` is the earlier one. */
static bool
clash(const struct asy_scenario *self, const struct asy_entry *a, const struct asy_entry *b)
{
    if (a->layer >= b->layer || a->place.param != b->place.param || a->layer == 0 ||
        strcmp(a->layer_name, "reform") != 0 || strcmp(b->layer_name, "reform") != 0 ||
        strcmp(self->layer_reform[a->layer], self->layer_reform[b->layer]) == 0)
        return false;
    return meet(a->place.entity, b->place.entity, ASY_GENERAL) &&
           meet(a->place.member, b->place.member, ASY_ALL) && a->since < b->until &&
           b->since < a->until && !asy_form_joins(a, b) &&
           !asy_same_value(&asy_laws[a->place.law]->params[a->place.param], a, b);
}

static struct asy_clash
clash_of(const struct asy_scenario *self, const struct asy_entry *a, const struct asy_entry *b)
{
    return (struct asy_clash){ .path = b->path,
                               .loser = self->layer_reform[a->layer],
                               .loser_value = a->text,
                               .loser_file = a->file,
                               .loser_line = a->line,
                               .winner = self->layer_reform[b->layer],
                               .winner_value = b->text,
                               .winner_file = b->file,
                               .winner_line = b->line };
}

/* All pairs of values of one law; with `list` NULL only counts. */
static size_t
find_in_law(const struct asy_scenario *self, int law, struct asy_clash *list)
{
    size_t n = 0;

    for (size_t i = self->law_first[law]; i < self->law_first[law + 1]; i++) {
        if (self->entries[i].layer == 0)
            continue;
        for (size_t k = i + 1; k < self->law_first[law + 1]; k++) { /* sorted by layer */
            const struct asy_entry *const a = &self->entries[i], *const b = &self->entries[k];
            if (!clash(self, a, b))
                continue;
            if (list)
                list[n] = clash_of(self, a, b);
            n++;
        }
    }
    return n;
}

void
asy_clashes_find(struct asy_scenario *self)
{
    size_t n = 0;

    if (self->n_layers < 2)
        return;
    for (int law = 0; law < ASY_N_LAWS; law++)
        n += find_in_law(self, law, NULL);
    self->clashes = n ? asy_pool_alloc(&self->pool, n * sizeof *self->clashes) : NULL;
    if (!self->clashes)
        return;
    for (int law = 0; law < ASY_N_LAWS; law++)
        self->n_clashes += find_in_law(self, law, self->clashes + self->n_clashes);
}

bool
asy_scenario_clash(const struct asy_scenario *self, size_t i, struct asy_clash *clash)
{
    if (i >= self->n_clashes)
        return false;
    *clash = self->clashes[i];
    return true;
}
