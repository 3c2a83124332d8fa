/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In which lines of memory the values lie that a reform changes, so that of most readings
   nothing more need be asked. */
#include "engine/reach_note.h"

#include <stdlib.h>

enum { MOST_LINES = 1 << 20 }; /* so that the table stays small */
enum { MARKED_FOR = 60 };      /* days: marking costs as much as many readings */

static _Thread_local const struct asy_reach *sorting;

static int
by_law_entity_and_offset(const void *left, const void *right)
{
    const struct asy_reached *a = &sorting->list[*(const size_t *) left],
                             *b = &sorting->list[*(const size_t *) right];
    const int law = (a->law > b->law) - (a->law < b->law),
              entity = (a->entity > b->entity) - (a->entity < b->entity);
    return law ? law : entity ? entity : (a->offset > b->offset) - (a->offset < b->offset);
}

struct asy_note *
asy_note_create(struct asy_reach *reach)
{
    struct asy_note *self = calloc(1, sizeof *self);
    if (!self)
        return NULL;
    self->reach = reach;
    self->by_law = calloc(reach->n + 1, sizeof *self->by_law);
    self->met = calloc(reach->n + 1, sizeof *self->met);
    self->n_met = calloc(reach->n + 1, sizeof *self->n_met);
    if (!self->by_law || !self->met || !self->n_met) {
        asy_note_destroy(self);
        return NULL;
    }
    for (size_t i = 0; i < reach->n; i++)
        self->by_law[i] = i;
    sorting = reach;
    qsort(self->by_law, reach->n, sizeof *self->by_law, by_law_entity_and_offset);
    for (size_t i = 0; i < reach->n; i++) {
        const struct asy_reached *one = &reach->list[self->by_law[i]];
        struct asy_law_stretch *of = &self->of[one->law][one->entity];
        of->from = of->until > of->from ? of->from : i;
        of->until = i + 1;
    }
    return self;
}

static bool
add_span(struct asy_note *self, struct asy_law_span span)
{
    if (self->n_spans == self->room) {
        const size_t room = self->room ? 2 * self->room : 256;
        struct asy_law_span *more = realloc(self->span, room * sizeof *more);
        if (!more)
            return false;
        self->span = more;
        self->room = room;
    }
    self->span[self->n_spans++] = span;
    return true;
}

/* The scopes of a variant: the i-th of its bits is the i-th of those told apart. */
static unsigned
kind_of_variant(unsigned apart, unsigned variant)
{
    unsigned kind = 0;
    for (; apart; apart &= apart - 1, variant >>= 1)
        kind |= variant & 1u ? apart & -apart : 0;
    return kind;
}

bool
asy_note_add_spans(struct asy_note *self, const struct asy_world *world, int law, int entity)
{
    const struct asy_segments *segments = &world->laws[law][entity];
    const unsigned apart = world->apart[law][entity];
    const unsigned variants = 1u << __builtin_popcount(apart);
    for (int32_t i = 0; i < segments->n; i++)
        for (unsigned v = 0; v < variants; v++) {
            const size_t size = asy_laws[law]->size;
            const struct asy_law_span span = {
                .at = (uintptr_t) segments->list[i].law + v * size,
                .size = size,
                .law = law,
                .entity = entity,
                .first = segments->list[i].from,
                .end = i + 1 < segments->n ? segments->list[i + 1].from : INT32_MAX,
                .kind = self->is_reform ? kind_of_variant(apart, v) : 0,
            };
            if (!add_span(self, span))
                return false;
        }
    return true;
}

static int
by_address(const void *left, const void *right)
{
    const struct asy_law_span *a = left, *b = right;
    return (a->at > b->at) - (a->at < b->at);
}

void
asy_note_sort_spans(struct asy_note *self)
{
    const struct asy_law_span *last = &self->span[self->n_spans - 1];
    qsort(self->span, self->n_spans, sizeof *self->span, by_address);
    self->low = self->span[0].at;
    self->width = last->at + last->size - self->low;
}

/* The last span that begins before the end of a line of this one. */
static uint32_t
last_span_in(const struct asy_note *self, uint32_t i, size_t line)
{
    while (i + 1 < self->n_spans &&
           (self->span[i + 1].at - self->low) >> self->line_bits <= line)
        i++;
    return i;
}

/* Marks the lines in which a value lies that a rule may read for a person, `is` or no more. */
static void
mark_values(struct asy_note *self, uint32_t i, bool is)
{
    const struct asy_law_span *span = &self->span[i];
    const struct asy_law_stretch of = self->of[span->law][span->entity];
    for (size_t k = of.from; k < of.until; k++) {
        const struct asy_reached *one = &self->reach->list[self->by_law[k]];
        const size_t line = (span->at + one->offset - self->low) >> self->line_bits;
        if (!is)
            self->watched[line] = 0;
        else if (!one->serves_line && asy_note_is_awaited(self, one))
            self->watched[line] = 1 + last_span_in(self, i, line);
    }
}

void
asy_note_mark_lines(struct asy_note *self)
{
    for (uint32_t i = 0; i < self->n_spans; i++)
        mark_values(self, i, false);
    for (uint32_t i = 0; i < self->n_spans; i++)
        mark_values(self, i, true);
    self->less = false;
    self->again = self->run->scene.day + MARKED_FOR;
}

bool
asy_note_watch_lines(struct asy_note *self)
{
    self->line_bits = ASY_NOTE_LINE_BITS;
    while (self->width >> self->line_bits >= MOST_LINES)
        self->line_bits++;
    free(self->watched);
    self->watched = calloc((self->width >> self->line_bits) + 2, sizeof *self->watched);
    if (!self->watched)
        return false;
    asy_note_mark_lines(self);
    return true;
}
