/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A ring for those who wait, a list for those who come today. */
#include "engine/queue.h"

#include <stdlib.h>
#include <string.h>

#include "base/order.h"

void
asy_queue_free(struct asy_queue *self)
{
    free(self->item);
    free(self->today);
    *self = (struct asy_queue){ 0 };
}

void
asy_queue_clear(struct asy_queue *self)
{
    self->head = 0;
    self->n = 0;
    self->n_today = 0;
    self->credit = 0.0;
}

static bool
grow_ring(struct asy_queue *self, size_t least)
{
    size_t room = self->room ? self->room : 64;
    while (room < least)
        room *= 2;
    if (room == self->room)
        return true;
    uint32_t *item = malloc(room * sizeof *item);
    if (!item)
        return false;
    for (size_t i = 0; i < self->n; i++)
        item[i] = self->item[(self->head + i) & (self->room - 1)];
    free(self->item);
    self->item = item;
    self->room = room;
    self->head = 0;
    return true;
}

bool
asy_queue_copy(struct asy_queue *to, const struct asy_queue *from)
{
    to->n = 0;
    to->head = 0;
    to->n_today = 0;
    to->credit = from->credit;
    if (!grow_ring(to, from->n))
        return false;
    for (size_t i = 0; i < from->n; i++)
        to->item[i] = from->item[(from->head + i) & (from->room - 1)];
    to->n = from->n;
    return true;
}

bool
asy_queue_join(struct asy_queue *self, uint32_t who, uint32_t priority)
{
    if (self->n_today == self->room_today) {
        const size_t room = self->room_today ? 2 * self->room_today : 64;
        uint64_t *today = realloc(self->today, room * sizeof *today);
        if (!today)
            return false;
        self->today = today;
        self->room_today = room;
    }
    self->today[self->n_today++] = (uint64_t) priority << 32 | who;
    return true;
}

bool
asy_queue_settle(struct asy_queue *self)
{
    if (self->n_today == 0)
        return true;
    if (!grow_ring(self, self->n + self->n_today))
        return false;
    asy_order(self->today, self->n_today);
    for (size_t i = 0; i < self->n_today; i++)
        self->item[(self->head + self->n++) & (self->room - 1)] = (uint32_t) self->today[i];
    self->n_today = 0;
    return true;
}

uint32_t
asy_queue_take(struct asy_queue *self)
{
    const uint32_t who = self->item[self->head];
    self->head = (self->head + 1) & (self->room - 1);
    self->n--;
    return who;
}

bool
asy_queue_remove(struct asy_queue *self, uint32_t who)
{
    for (size_t i = 0; i < self->n_today; i++)
        if ((uint32_t) self->today[i] == who) {
            self->today[i] = self->today[--self->n_today]; /* a draw orders them later */
            return true;
        }
    size_t at = 0;
    while (at < self->n && asy_queue_peek(self, at) != who)
        at++;
    if (at == self->n)
        return false;
    for (self->n--; at < self->n; at++)
        self->item[(self->head + at) & (self->room - 1)] =
            self->item[(self->head + at + 1) & (self->room - 1)];
    return true;
}
