/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tree: growing, finding, merging, and saying where one is. */
#include "text/node.h"

#include <stdarg.h>
#include <string.h>

enum { PATH = 200 };

struct asy_node *
asy_node_add(struct asy_pool *pool, struct asy_node *parent, const char *name)
{
    struct asy_node *node = asy_pool_alloc(pool, sizeof *node);
    if (!node)
        return NULL;
    if (name) {
        node->name = asy_pool_text(pool, name);
        if (!node->name)
            return NULL;
    }
    if (parent) {
        node->file = parent->file;
        node->line = parent->line;
        asy_node_adopt(parent, node);
    }
    return node;
}

void
asy_node_adopt(struct asy_node *parent, struct asy_node *child)
{
    child->parent = parent;
    child->next = NULL;
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
    parent->n++;
}

static struct asy_node *
find(struct asy_node *self, const char *name)
{
    struct asy_node *child = self->first;
    while (child && (!child->name || strcmp(child->name, name) != 0))
        child = child->next;
    return child;
}

const struct asy_node *
asy_node_find(const struct asy_node *self, const char *name)
{
    const struct asy_node *child = self ? self->first : NULL;
    while (child && (!child->name || strcmp(child->name, name) != 0))
        child = child->next;
    return child;
}

void
asy_node_merge(struct asy_node *into, struct asy_node *from, struct asy_errors *errs)
{
    for (struct asy_node *child = from->first, *next; child; child = next) {
        next = child->next;
        struct asy_node *same = find(into, child->name);
        if (!same) {
            asy_node_adopt(into, child);
        } else if (same->type == ASY_NODE_GROUP && child->type == ASY_NODE_GROUP) {
            asy_node_merge(same, child, errs);
        } else {
            char first[128];
            asy_node_error(child, errs, ": appears twice, first at %s",
                           asy_node_where(same, first, sizeof first));
        }
    }
}

/* Parents first; the `set` of a reform is how the tree is reached, not part of a path. */
static size_t
write_path(const struct asy_node *node, bool is_end, char *buffer, size_t size)
{
    if (!node)
        return 0;
    const bool is_set = !is_end && node->name && strcmp(node->name, "set") == 0 &&
                        node->parent && !node->parent->parent;
    size_t n = write_path(node->parent, false, buffer, size);
    if (!node->name || is_set || n + 1 >= size)
        return n;
    const int more = snprintf(buffer + n, size - n, "%s%s", n ? "." : "", node->name);
    n += more > 0 ? (size_t) more : 0;
    return n < size ? n : size - 1;
}

const char *
asy_node_path(const struct asy_node *self, char *buffer, size_t size)
{
    buffer[0] = '\0';
    write_path(self, true, buffer, size);
    return buffer;
}

const char *
asy_node_kind(const struct asy_node *self)
{
    static const char *const kinds[] = {
        [ASY_NODE_GROUP] = "a group { }",  [ASY_NODE_LIST] = "a list ( )",
        [ASY_NODE_ARRAY] = "an array [ ]", [ASY_NODE_NUMBER] = "a number",
        [ASY_NODE_FLAG] = "true or false", [ASY_NODE_TEXT] = "a text",
    };
    return kinds[self->type];
}

const char *
asy_node_where(const struct asy_node *self, char *buffer, size_t size)
{
    char line[16] = "";
    if (self->line > 0)
        snprintf(line, sizeof line, ":%d", self->line);

    const char *file = self->file ? self->file : "";
    const size_t n = strlen(file), room = size - strlen(line) - 4;
    if (n > room)
        snprintf(buffer, size, "...%s%s", file + (n - room), line);
    else
        snprintf(buffer, size, "%s%s", file, line);
    return buffer;
}

void
asy_node_error(const struct asy_node *self, struct asy_errors *errs, const char *format, ...)
{
    char where[160], path[PATH], text[240];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);

    asy_node_path(self, path, sizeof path);
    const char *rest = text;
    if (!path[0] && rest[0] == ':') /* at a root there is no path to begin with */
        rest += rest[1] == ' ' ? 2 : 1;
    asy_errors_add(errs, ASY_E_INPUT, asy_node_where(self, where, sizeof where), "%s%s", path,
                   rest);
}
