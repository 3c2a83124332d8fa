/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A package lists reforms that are to hold together: title, claim, source, parts = [ ... ], and
   claim_outcome if it claims something of its own. Each part is named from where the package
   lies; one that is not there is an error at its line. Parts may touch the same value; what
   comes of it the package says (settle.c), for otherwise the order of a list would decide in
   silence (clash.c). */
#include "scenario/inside.h"

#include "base/near.h"
#include "text/text.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static const char *const keys[] = { "title", "claim",   "claim_outcome", "source",
                                    "parts", "settles", "undoes",        NULL };

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
        asy_node_error(root, reader->errs, ": %s is missing; a package must have it", name);
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
                       "this is a baseline: give it first and on its own, not as a package"))
        return NULL;
    check_keys(root, texts->errs);
    *said = (struct asy_said){ .title = need_text(&reader, root, "title"),
                               .claim = need_text(&reader, root, "claim"),
                               .source = need_text(&reader, root, "source"),
                               .name = short_name(self, args->package) };
    if (!read_parts(self, texts->errs, root))
        return NULL;
    asy_settles_read(&reader, root);
    for (int i = 0; i < self->n_parts; i++) {
        self->parts[i].holds = args->parts == 0 || (args->parts >> i & 1) != 0;
        if (self->parts[i].holds)
            names[(*n)++] = self->parts[i].file;
    }
    return root;
}

bool
asy_package_is(const struct asy_texts *like, const char *name)
{
    struct asy_errors unsaid = { 0 };
    struct asy_pool pool = { 0 };
    struct asy_texts texts = { .pool = &pool, .errs = &unsaid };

    if (!like->root || !name)
        return false;
    texts.root = strdup(like->root);
    const struct asy_node *const root = asy_text_load(&texts, name);
    const bool is = root && asy_node_find(root, "parts") && !asy_node_find(root, "extends");
    asy_texts_free(&texts);
    asy_errors_free(&unsaid);
    asy_pool_free(&pool);
    return is;
}

bool
asy_scenario_part(const struct asy_scenario *self, size_t i, struct asy_part *part)
{
    if (i >= (size_t) self->n_parts)
        return false;
    *part = self->parts[i];
    return true;
}
