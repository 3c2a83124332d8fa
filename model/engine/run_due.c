/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is due today, stage by stage. */
#include "engine/run_inside.h"

#include <stdlib.h>

bool
asy_run_make_room_today(struct asy_run *self, size_t n)
{
    if (n <= self->room_today)
        return true;
    uint32_t *today = realloc(self->today, 2 * n * sizeof *today);
    if (!today)
        return false;
    self->today = today;
    self->room_today = 2 * n;
    return true;
}

void
asy_run_gather(struct asy_run *self, struct asy_gathered *of)
{
    struct asy_due *due = &self->due;
    uint32_t *end = of->end;
    *of = (struct asy_gathered){ 0 };
    for (uint32_t c = due->first[self->scene.day]; c; c = due->chunk[c].next) {
        const uint32_t items = asy_due_items(due, self->scene.day, c);
        for (uint32_t i = 0; i < items; i++) {
            const uint32_t s = due->chunk[c].item[i] >> ASY_STAGE_SHIFT;
            end[s]++;
            of->there[s / 64] |= UINT64_C(1) << s % 64;
        }
        of->n += items;
    }
    if (!asy_run_make_room_today(self, of->n)) {
        self->failed = true;
        *of = (struct asy_gathered){ 0 };
        return;
    }
    uint32_t before = 0;
    for (uint32_t w = 0; w < ASY_STAGE_WORDS; w++)
        for (uint64_t left = of->there[w]; left; left &= left - 1) {
            const uint32_t s = 64 * w + (uint32_t) __builtin_ctzll(left), people = end[s];
            end[s] = before; /* where the next one goes, until all are placed */
            before += people;
        }
    for (uint32_t c = due->first[self->scene.day], next; c; c = next) {
        const uint32_t items = asy_due_items(due, self->scene.day, c);
        for (uint32_t i = 0; i < items; i++) {
            const uint32_t item = due->chunk[c].item[i];
            self->today[end[item >> ASY_STAGE_SHIFT]++] = item & ASY_INDEX_MASK;
        }
        next = due->chunk[c].next;
        asy_due_release(due, c);
    }
}
