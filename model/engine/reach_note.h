/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the pilot's notes are kept in, shared by reach_note.c, which takes them, and
   reach_lines.c, which finds where the changed values lie. */
#ifndef ASY_ENGINE_REACH_NOTE_H
#define ASY_ENGINE_REACH_NOTE_H

#include "engine/reach.h"
#include "life/scope.h"

/* A line of the processor's memory has 1 << 6 bytes; lines of a wide stretch are wider. */
enum { ASY_NOTE_LINE_BITS = 6 };

/* The values of a law of one entity, from one change to the next, for one kind of people. */
struct asy_law_span {
    uintptr_t at;
    size_t size;
    int law, entity;
    int32_t first, end;
    unsigned kind; /* scopes told apart there, of which it holds */
};

struct asy_note {
    struct asy_reach *reach;
    const struct asy_run *run;
    const struct asy_applicant *who; /* NULL: nobody in particular */
    const struct asy_world *reform;  /* in whose scopes the baseline's people lie */
    struct asy_kinds by_reform;      /* with what its scopes ask for, and no tables */
    bool what_if, is_reform, earlier, failed;
    bool less; /* since the lines were marked, earlier values were heard of: once is enough */
    int32_t again;             /* the day from which on they may be marked anew */
    bool stands[ASY_N_STAGES]; /* whether a changed value is asked of all who come there */
    struct asy_law_span *span; /* by address */
    size_t n_spans, room;
    uintptr_t low; /* outside of [low, low + width) no law is watched */
    size_t width;
    /* Of [low, low + width), for each line of 1 << line_bits bytes: 0 where no changed value
       lies that is still to be heard of, else 1 + the last span that begins before its end. */
    uint32_t *watched;
    int line_bits;
    size_t *by_law; /* reach->list in the order of law, entity, offset */
    /* [law][entity]: where in by_law its values begin, and end */
    struct asy_law_stretch {
        size_t from, until;
    } of[ASY_N_LAWS][ASY_MAX_ENTITIES];
    uint64_t **met; /* [reach->n]: of the reform's people, as they are numbered there */
    size_t *n_met;
};

/* Whether anybody is still to be heard of who is asked it. */
static inline bool
asy_note_is_awaited(const struct asy_note *self, const struct asy_reached *one)
{
    return !(self->earlier && one->earlier);
}

/* Where the laws of one entity lie in a world. False when memory is short. */
bool asy_note_add_spans(struct asy_note *self, const struct asy_world *world, int law,
                        int entity);
/* Sorts them, and finds from where to where they lie. */
void asy_note_sort_spans(struct asy_note *self);
/* Makes room for the lines and marks those in which a value lies that is still to be heard of;
   false when memory is short. Then, as there are fewer of them, marks them anew. */
bool asy_note_watch_lines(struct asy_note *self);
void asy_note_mark_lines(struct asy_note *self);

#endif
