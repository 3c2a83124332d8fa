/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must be refused before libconfig sees a text: it would follow @include by itself, wrap
   large integers silently, and read a "1" in an array of fractions as an error. */
#ifndef ASY_TEXT_SCAN_H
#define ASY_TEXT_SCAN_H

#include "base/fail.h"

#include <stddef.h>

enum {
    ASY_MOST_BYTES = 4 << 20, /* of a file */
    ASY_MOST_DEPTH = 16,      /* of nesting */
    ASY_MOST_STRING = 4096,   /* bytes */
    ASY_MOST_SIBLINGS = 1024, /* names in one group: libconfig searches them one by one */
};

struct asy_include {
    char *path;
    int line;
};

/* The text as libconfig may read it: @include lines blanked, every number with a point. */
struct asy_scan {
    char *text;
    struct asy_include *includes;
    size_t n_includes;
    int fault_line; /* where the text breaks off being one, should libconfig refuse it; 0 */
    char fault[200];
};

/* Checks `size` bytes of text that `file` names in errors. Free with asy_scan_free, also after
   a failure. */
bool asy_scan_init(struct asy_scan *self, const char *file, const char *text, size_t size,
                   struct asy_errors *errs);
void asy_scan_free(struct asy_scan *self);

#endif
