/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scenario's text as a tree in which every node knows its file and line. */
#ifndef ASY_TEXT_NODE_H
#define ASY_TEXT_NODE_H

#include "base/fail.h"
#include "base/pool.h"

enum asy_node_type {
    ASY_NODE_GROUP,  /* { name = ...; } */
    ASY_NODE_LIST,   /* ( ..., ... ) */
    ASY_NODE_ARRAY,  /* [ ..., ... ] */
    ASY_NODE_NUMBER, /* whole or not */
    ASY_NODE_FLAG,   /* true, false */
    ASY_NODE_TEXT,
};

struct asy_node {
    enum asy_node_type type;
    const char *name; /* NULL for a root and for the members of lists and arrays */
    const char *file; /* as the user named it */
    int line;         /* 0 when there are no lines (the command line) */
    double number;
    bool flag;
    const char *text;
    struct asy_node *parent, *first, *last, *next;
    size_t n; /* children */
};

/* A new node under `parent` (NULL: a root), in the pool; NULL without memory. */
struct asy_node *asy_node_add(struct asy_pool *pool, struct asy_node *parent, const char *name);
/* Appends an existing node. */
void asy_node_adopt(struct asy_node *parent, struct asy_node *child);

/* The child of that name, or NULL; NULL for a NULL node. */
const struct asy_node *asy_node_find(const struct asy_node *self, const char *name);

/* Moves the children of `from` into `into`: groups of one name merge, and anything else that
   stands twice is an error that names both places. Takes `from`. */
void asy_node_merge(struct asy_node *into, struct asy_node *from, struct asy_errors *errs);

/* "states.POL.dublin", from the root or from the `set` of a reform. */
const char *asy_node_path(const struct asy_node *self, char *buffer, size_t size);

/* "a group", "a number", ... */
const char *asy_node_kind(const struct asy_node *self);

/* "file:line", the end of the file's name if it is too long. */
const char *asy_node_where(const struct asy_node *self, char *buffer, size_t size);

/* Adds an error at the node: its path, and directly after it the formatted text. */
void asy_node_error(const struct asy_node *self, struct asy_errors *errs, const char *format,
                    ...) __attribute__((format(printf, 3, 4)));

#endif
