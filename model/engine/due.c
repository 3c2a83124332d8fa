/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Day lists in chunks of one pool: chunks are reused, so memory follows those alive. */
#include "engine/due.h"

#include <stdlib.h>
#include <string.h>

bool
asy_due_init(struct asy_due *self, int32_t first_day, int32_t n_days)
{
    const size_t n = (size_t) (n_days - first_day);
    *self = (struct asy_due){ .first_day = first_day, .n_days = n_days, .room = 4096 };
    self->chunk = malloc(self->room * sizeof *self->chunk);
    uint32_t *first = malloc(n * sizeof *first);
    struct asy_due_end *end = malloc(n * sizeof *end);
    self->first = first ? first - first_day : NULL; /* that of day 0 */
    self->end = end ? end - first_day : NULL;
    if (!self->chunk || !first || !end)
        return false;
    asy_due_clear(self);
    return true;
}

bool
asy_due_spans(const struct asy_due *self, int32_t first_day, int32_t n_days)
{
    return self->first_day == first_day && self->n_days == n_days;
}

void
asy_due_clear(struct asy_due *self)
{
    self->n_chunks = 1;
    self->free = 0;
    for (int32_t day = self->first_day; day < self->n_days; day++) {
        self->first[day] = 0;
        self->end[day] = (struct asy_due_end){ 0, ASY_CHUNK_ITEMS };
    }
}

void
asy_due_free(struct asy_due *self)
{
    free(self->chunk);
    free(self->first ? self->first + self->first_day : NULL);
    free(self->end ? self->end + self->first_day : NULL);
    *self = (struct asy_due){ 0 };
}

bool
asy_due_copy(struct asy_due *to, const struct asy_due *from)
{
    if (to->room < from->n_chunks) {
        struct asy_chunk *chunk = realloc(to->chunk, from->room * sizeof *chunk);
        if (!chunk)
            return false;
        to->chunk = chunk;
        to->room = from->room;
    }
    memcpy(to->chunk, from->chunk, from->n_chunks * sizeof *to->chunk);
    const int32_t day = from->first_day;
    const size_t n = (size_t) (from->n_days - day);
    memcpy(to->first + day, from->first + day, n * sizeof *to->first);
    memcpy(to->end + day, from->end + day, n * sizeof *to->end);
    to->n_chunks = from->n_chunks;
    to->free = from->free;
    return true;
}

static uint32_t
new_chunk(struct asy_due *self)
{
    uint32_t i = self->free;
    if (i) {
        self->free = self->chunk[i].next;
    } else {
        if (self->n_chunks == self->room) {
            struct asy_chunk *chunk = realloc(self->chunk, 2 * self->room * sizeof *chunk);
            if (!chunk)
                return 0;
            self->chunk = chunk;
            self->room *= 2;
        }
        i = self->n_chunks++;
    }
    self->chunk[i].next = 0;
    return i;
}

uint32_t
asy_due_items(const struct asy_due *self, int32_t day, uint32_t chunk)
{
    return chunk == self->end[day].last ? self->end[day].fill : ASY_CHUNK_ITEMS;
}

bool
asy_due_grow(struct asy_due *self, int32_t day)
{
    const uint32_t fresh = new_chunk(self), last = self->end[day].last;
    if (!fresh)
        return false;
    if (last)
        self->chunk[last].next = fresh;
    else
        self->first[day] = fresh;
    self->end[day] = (struct asy_due_end){ fresh, 0 };
    return true;
}

void
asy_due_release(struct asy_due *self, uint32_t chunk)
{
    self->chunk[chunk].next = self->free;
    self->free = chunk;
}

/* The last item of a day, taken out. */
static uint32_t
take_last(struct asy_due *self, int32_t day)
{
    struct asy_due_end *end = &self->end[day];
    const uint32_t last = end->last;
    const uint32_t item = self->chunk[last].item[--end->fill];
    if (end->fill > 0)
        return item;
    uint32_t before = self->first[day];
    while (before != last && self->chunk[before].next != last)
        before = self->chunk[before].next;
    if (before == last) {
        self->first[day] = 0;
        *end = (struct asy_due_end){ 0, ASY_CHUNK_ITEMS };
    } else {
        self->chunk[before].next = 0;
        *end = (struct asy_due_end){ before, ASY_CHUNK_ITEMS };
    }
    asy_due_release(self, last);
    return item;
}

bool
asy_due_remove(struct asy_due *self, int32_t day, uint32_t who)
{
    for (; day < self->n_days; day++)
        for (uint32_t c = self->first[day]; c; c = self->chunk[c].next) {
            const uint32_t n = asy_due_items(self, day, c);
            for (uint32_t i = 0; i < n; i++)
                if (self->chunk[c].item[i] == who) {
                    /* the last of the day takes its place, unless it is the last itself */
                    const bool is_last = c == self->end[day].last && i == n - 1;
                    const uint32_t moved = take_last(self, day);
                    if (!is_last)
                        self->chunk[c].item[i] = moved;
                    return true;
                }
        }
    return false;
}
