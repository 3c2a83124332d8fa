/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a file and all that it includes to one tree. */
#ifndef ASY_TEXT_TEXT_H
#define ASY_TEXT_TEXT_H

#include "text/node.h"

#include <sys/types.h>

enum { ASY_MOST_FILES = 256, ASY_MOST_INCLUDES = 8 /* deep */, ASY_MOST_NAME = 512 };

struct asy_file {
    dev_t device;
    ino_t number;
    char name[ASY_MOST_NAME]; /* as the user gave it, or as included from there */
    bool open;                /* still being read: to include it is a cycle */
};

/* What one scenario's reading shares. Zero it, then set pool and errs; free with
   asy_texts_free. */
struct asy_texts {
    struct asy_pool *pool;
    struct asy_errors *errs;
    char *root;             /* the real directory below which all named files must lie */
    struct asy_file *files; /* those of this tree */
    size_t n_files;
    bool broken; /* a file could not be read: the tree has holes, so absence proves nothing */
};

void asy_texts_free(struct asy_texts *self);

/* Reads a file named by the user, with its includes. The first one sets the root. NULL if the
   file itself could not be read; holes from includes only set `broken`. */
struct asy_node *asy_text_load(struct asy_texts *self, const char *name);

/* Reads a text from the command line, which has no lines and includes nothing. */
struct asy_node *asy_text_parse(struct asy_texts *self, const char *name, const char *text);

/* The file that `name` means when `node` says it: joined with the directory of the node's
   file. False, with an error at the node, when it is no regular file below the root. */
bool asy_text_locate(struct asy_texts *self, const struct asy_node *node, const char *name,
                     struct asy_file *file);

/* The file behind a name given by the user; false, with an error, if it is none. */
bool asy_text_find(struct asy_texts *self, const char *name, struct asy_file *file);

#endif
