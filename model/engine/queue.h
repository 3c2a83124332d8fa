/* SPDX-License-Identifier: GPL-3.0-or-later */
/* First in, first out, with a daily capacity in persons. Those who come on the same day are
   ordered by a draw of their own, never by the order in which the program met them. */
#ifndef ASY_ENGINE_QUEUE_H
#define ASY_ENGINE_QUEUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct asy_queue {
    uint32_t *item; /* ring of `room`, a power of two */
    size_t room, head, n;
    uint64_t *today; /* priority word << 32 | applicant */
    size_t n_today, room_today;
    double credit; /* persons that may still be served; a fraction carries over */
};

void asy_queue_free(struct asy_queue *self);
/* Nobody waits and nothing is left over; the memory stays. */
void asy_queue_clear(struct asy_queue *self);
bool asy_queue_copy(struct asy_queue *to, const struct asy_queue *from);
/* Stands in line from today. False when memory is short. */
bool asy_queue_join(struct asy_queue *self, uint32_t who, uint32_t priority);
/* Appends the day's newcomers in the order of their priority. False when memory is short. */
bool asy_queue_settle(struct asy_queue *self);
/* Who stands `ahead` places from the front, or anyone where there are fewer; not empty. */
static inline uint32_t
asy_queue_peek(const struct asy_queue *self, size_t ahead)
{
    return self->item[(self->head + (ahead < self->n ? ahead : 0)) & (self->room - 1)];
}
/* One just taken stands at the end of the line; nobody has joined since. */
static inline void
asy_queue_put_back(struct asy_queue *self, uint32_t who)
{
    self->item[(self->head + self->n++) & (self->room - 1)] = who;
}
/* Takes one out from wherever they stand, newcomers too. False where they do not. Looks through
   all: for what happens rarely. */
bool asy_queue_remove(struct asy_queue *self, uint32_t who);
/* The first in line, taken out; the queue must not be empty. */
uint32_t asy_queue_take(struct asy_queue *self);

#endif
