/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libconfig's reading of a scanned text, as our tree. */
#ifndef ASY_TEXT_TREE_H
#define ASY_TEXT_TREE_H

#include "text/node.h"

struct asy_scan;

/* The root, or NULL with an error at `file`:line. `scan` has gone through asy_scan_init. */
struct asy_node *asy_tree_parse(struct asy_pool *pool, const char *file,
                                const struct asy_scan *scan, struct asy_errors *errs);

#endif
