/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the day loop share (run.c): its day's beginning and end, and who is met. */
#ifndef ASY_ENGINE_RUN_INSIDE_H
#define ASY_ENGINE_RUN_INSIDE_H

#include "engine/crowd.h"
#include "engine/run.h"

enum {
    ASY_STAGE_SHIFT = ASY_CASE_BITS
}; /* an item of the calendar: who, and above that the stage that is due */
_Static_assert((int) ASY_N_STAGES <= 1 << (32 - ASY_STAGE_SHIFT),
               "a stage fits above the index");
_Static_assert((int) ASY_N_ASIDES <= 1 << (32 - ASY_STAGE_SHIFT),
               "an aside fits above the index");
static const uint32_t ASY_INDEX_MASK = (UINT32_C(1) << ASY_STAGE_SHIFT) - 1;
enum { ASY_STAGE_WORDS = (ASY_N_STAGES + 63) / 64 }; /* a bit for each stage */

/* Those due today, taken out of the calendar and put in the order of their stages, so that the
   processor does the same thing many times over. Order within a day changes no result: luck is
   keyed, and lines are ordered by draws of their own. */
struct asy_gathered {
    uint32_t n, end[ASY_N_STAGES];   /* of each stage's people among them, if there are any */
    uint64_t there[ASY_STAGE_WORDS]; /* stages of which there are any */
};

/* run_due.c: those due today into `self->today`, for which it makes room; false, and the run
   has failed, when memory is short. */
bool asy_run_make_room_today(struct asy_run *self, size_t n);
void asy_run_gather(struct asy_run *self, struct asy_gathered *of);

/* departures.c: adds the cases that set out today, of all groups, as yet without a life. */
void asy_run_name_cases(struct asy_run *self);

/* run_day.c: the laws of the day, and what lines serve; of states that have answered the queues
   alone. */
void asy_run_change_laws(struct asy_run *self);
void asy_run_read_queues(struct asy_run *self);
/* The month lived, from 0, if this day begins one, else -1; the counts of one begin. */
int asy_run_month_begun(const struct asy_run *self);
void asy_run_begin_month(struct asy_run *self, int month);
/* The warm-up is over: what it has counted is forgotten, and who has set out in it goes on. */
void asy_run_begin_counting(struct asy_run *self);
/* The days spent waiting at the crossings, counted as they pass. */
void asy_run_count_waiting(struct asy_run *self);

#endif
