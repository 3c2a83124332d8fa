/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Blocks of at least 64 kB in a list; the newest is filled first. */
#include "base/pool.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 65536 };

struct asy_pool_block {
    struct asy_pool_block *next;
    size_t used, size;
    alignas(max_align_t) unsigned char bytes[];
};

static struct asy_pool_block *
new_block(struct asy_pool *self, size_t size)
{
    const size_t room = size > BLOCK ? size : BLOCK;
    struct asy_pool_block *block =
        room < SIZE_MAX - sizeof *block ? calloc(1, sizeof *block + room) : NULL;
    if (!block) {
        self->failed = true;
        return NULL;
    }
    block->size = room;
    block->next = self->blocks;
    self->blocks = block;
    return block;
}

void *
asy_pool_alloc(struct asy_pool *self, size_t size)
{
    const size_t step = alignof(max_align_t);
    struct asy_pool_block *block = self->blocks;

    if (size > SIZE_MAX - step) {
        self->failed = true;
        return NULL;
    }
    size = (size + step - 1) / step * step;
    if (!block || block->size - block->used < size)
        block = new_block(self, size);
    if (!block)
        return NULL;
    void *memory = block->bytes + block->used;
    block->used += size;
    return memory;
}

const char *
asy_pool_text(struct asy_pool *self, const char *text)
{
    const size_t size = strlen(text) + 1;
    char *copy = asy_pool_alloc(self, size);
    return copy ? memcpy(copy, text, size) : NULL;
}

const char *
asy_pool_format(struct asy_pool *self, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = n >= 0 ? asy_pool_alloc(self, (size_t) n + 1) : NULL;
    if (!text)
        return NULL;
    va_start(args, format);
    vsnprintf(text, (size_t) n + 1, format, args);
    va_end(args);
    return text;
}

void
asy_pool_free(struct asy_pool *self)
{
    while (self->blocks) {
        struct asy_pool_block *next = self->blocks->next;
        free(self->blocks);
        self->blocks = next;
    }
    *self = (struct asy_pool){ 0 };
}
