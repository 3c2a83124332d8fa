/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reforms that are shipped: their titles, and which keys they set. They are only looked at:
   what is wrong with one is for `check` to say. */
#define _XOPEN_SOURCE 700 /* realpath */
#include "scenario/shipped.h"

#include "scenario/inside.h"
#include "text/shipped.h"
#include "text/text.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *
asy_shipped_file(const char *name, char *out, size_t size)
{
    static const char top[] = "scenarios/";
    char folders[ASY_MOST_SHIPPED][ASY_MOST_NAME];
    const int n = asy_shipped_folders(folders);

    snprintf(out, size, "%s", name);
    if (access(out, R_OK) == 0)
        return out;
    for (int i = 0; i < n; i++) {
        const int length = snprintf(out, size, "%s/%s", folders[i], name + strlen(top));
        if (length > 0 && (size_t) length < size && access(out, R_OK) == 0)
            return out;
    }
    return NULL;
}

/* ---- what a reform sets ------------------------------------------------------ */

static int
law_called(const char *name)
{
    for (int i = 0; name && i < ASY_N_LAWS; i++)
        if (strcmp(asy_laws[i]->name, name) == 0)
            return i;
    return -1;
}

static void
note_keys(struct asy_shipped *self, int law, const struct asy_node *node)
{
    for (const struct asy_node *child = node->first; child; child = child->next)
        for (int k = 0; child->name && asy_laws[law]->params[k].name && k < 128; k++)
            if (strcmp(asy_laws[law]->params[k].name, child->name) == 0)
                self->sets[law][k / 64] |= UINT64_C(1) << k % 64;
}

/* Below `set` a law stands in its section, or in one of the section's entities. */
static void
note_sets(struct asy_shipped *self, const struct asy_node *set)
{
    for (const struct asy_node *section = set->first; section; section = section->next)
        for (const struct asy_node *one = section->first; one; one = one->next) {
            const int law = law_called(one->name);
            if (section->name && strcmp(section->name, "rules") == 0 && law >= 0)
                note_keys(self, law, one);
            for (const struct asy_node *inner = one->first; inner; inner = inner->next)
                if (law_called(inner->name) >= 0)
                    note_keys(self, law_called(inner->name), inner);
        }
}

bool
asy_shipped_sets(const struct asy_shipped *self, int law, int param)
{
    return self->sets && param < 128 && self->sets[law][param / 64] >> param % 64 & 1;
}

/* ---- the folder -------------------------------------------------------------- */

static const char *
text_at(struct asy_pool *pool, const struct asy_node *root, const char *name)
{
    const struct asy_node *const node = asy_node_find(root, name);
    return node && node->type == ASY_NODE_TEXT ? asy_pool_text(pool, node->text) : "";
}

static bool
read_one(struct asy_shipped *one, const char *folder, const char *name, struct asy_pool *kept)
{
    struct asy_pool pool = { 0 };
    struct asy_errors unsaid = { 0 };
    struct asy_texts texts = { .pool = &pool, .errs = &unsaid };
    char above[700];

    /* what it includes lies beside its folder, so that the root is the one above */
    snprintf(above, sizeof above, "%s/..", folder);
    texts.root = realpath(above, NULL);
    *one = (struct asy_shipped){ .file = asy_pool_format(kept, "%s/%s", folder, name) };
    const struct asy_node *const root = one->file ? asy_text_load(&texts, one->file) : NULL;
    const struct asy_node *const set = root ? asy_node_find(root, "set") : NULL;
    if (set) {
        one->title = text_at(kept, root, "title");
        one->claim = text_at(kept, root, "claim");
        one->source = text_at(kept, root, "source");
        one->sets = asy_pool_alloc(kept, ASY_N_LAWS * sizeof *one->sets);
        if (one->sets)
            note_sets(one, set);
    }
    asy_texts_free(&texts);
    asy_errors_free(&unsaid);
    asy_pool_free(&pool);
    return set != NULL;
}

static int
is_reform(const struct dirent *entry)
{
    const size_t n = strlen(entry->d_name);
    return n > 4 && strcmp(entry->d_name + n - 4, ".cfg") == 0;
}

size_t
asy_shipped_read(struct asy_shipped **out, const char *folder, struct asy_pool *pool)
{
    struct dirent **list = NULL;
    const int n = scandir(folder, &list, is_reform, alphasort);
    size_t n_read = 0;

    *out = n > 0 ? asy_pool_alloc(pool, (size_t) n * sizeof **out) : NULL;
    for (int i = 0; i < n; i++) {
        if (*out && read_one(&(*out)[n_read], folder, list[i]->d_name, pool))
            n_read++;
        free(list[i]);
    }
    free(list);
    return n_read;
}
