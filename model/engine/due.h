/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is due on which day: for each day that is lived, those of a warm-up too, a list of
   applicants, in chunks, so that a day is read in one pass with the next applicants already on
   their way from memory. */
#ifndef ASY_ENGINE_DUE_H
#define ASY_ENGINE_DUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ASY_CHUNK_ITEMS = 63 };

struct asy_chunk {
    uint32_t next; /* index of the next chunk of that day; 0: none */
    uint32_t item[ASY_CHUNK_ITEMS];
};

/* Where a day's list ends: its last chunk, and the items in it; full where it has none. */
struct asy_due_end {
    uint32_t last, fill;
};

struct asy_due {
    struct asy_chunk *chunk; /* [0] is nobody's */
    uint32_t n_chunks, room, free;
    uint32_t *first; /* of each day lived: [first_day, n_days), below 0 in a warm-up */
    struct asy_due_end *end;
    int32_t first_day, n_days;
};

/* `first_day`: 0 or below. False when memory is short. */
bool asy_due_init(struct asy_due *self, int32_t first_day, int32_t n_days);
/* Whether it has been made for these days. */
bool asy_due_spans(const struct asy_due *self, int32_t first_day, int32_t n_days);
void asy_due_free(struct asy_due *self);
/* Nothing is due on any day; the memory stays. */
void asy_due_clear(struct asy_due *self);
/* Makes `to` (initialised for the same days) the same as `from`. */
bool asy_due_copy(struct asy_due *to, const struct asy_due *from);
/* How many items a chunk of a day holds: all but its last one are full. */
uint32_t asy_due_items(const struct asy_due *self, int32_t day, uint32_t chunk);
/* Puts a chunk at the end of a day. False when memory is short. */
bool asy_due_grow(struct asy_due *self, int32_t day);

/* Adds to a day; beyond the last that is lived nothing is due. False when memory is short. */
static inline bool
asy_due_add(struct asy_due *self, int32_t day, uint32_t who)
{
    if (day >= self->n_days)
        return true;
    struct asy_due_end *end = &self->end[day];
    if (__builtin_expect(end->fill == ASY_CHUNK_ITEMS, 0) && !asy_due_grow(self, day))
        return false;
    self->chunk[end->last].item[end->fill++] = who;
    return true;
}

/* Takes an item out of the calendar, on whatever day from `day` on it stands. False where it
   does not. Looks through all days: for what happens rarely. */
bool asy_due_remove(struct asy_due *self, int32_t day, uint32_t who);
/* Gives the chunk back once read. */
void asy_due_release(struct asy_due *self, uint32_t chunk);

#endif
