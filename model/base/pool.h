/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A pool: what is read lives and dies together, so nothing of it is freed by itself. */
#ifndef ASY_BASE_POOL_H
#define ASY_BASE_POOL_H

#include <stdbool.h>
#include <stddef.h>

struct asy_pool {
    struct asy_pool_block *blocks;
    bool failed; /* an allocation failed: whoever owns the pool gives up in the end */
};

/* Zeroed memory for any type, or NULL. */
void *asy_pool_alloc(struct asy_pool *self, size_t size);
const char *asy_pool_text(struct asy_pool *self, const char *text);
const char *asy_pool_format(struct asy_pool *self, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Safe on a zeroed pool. */
void asy_pool_free(struct asy_pool *self);

#endif
