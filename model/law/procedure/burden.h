/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For how many persons each state has become responsible over the running year, and how many it
   was spared: what the corrective allocation looks at (law/procedure/allocation.c). */
#ifndef ASY_LAW_PROCEDURE_BURDEN_H
#define ASY_LAW_PROCEDURE_BURDEN_H

#include "life/scene.h"

enum { ASY_RUNNING_YEAR = 365 };

/* Persons by state over the last 365 days. */
struct asy_running {
    int32_t year[ASY_MAX_COUNTRIES];
    int32_t day[ASY_RUNNING_YEAR][ASY_MAX_COUNTRIES]; /* a ring */
};

struct asy_burden {
    struct asy_running taken; /* for whom the state is responsible, those allocated to it among
                                 them from the day of the allocation on */
    struct asy_running
        spared; /* whom it would have taken on, and who were allocated to others */
    int today;
    uint64_t over;                         /* states that have passed the threshold */
    double share_above[ASY_MAX_COUNTRIES]; /* of those that come there, who are above it */
    double gap[ASY_MAX_COUNTRIES]; /* persons that a state still lacks of its share, or 0 */
};

/* `persons` below 0: counted before, and to be counted again. */
static inline void
asy_running_add(struct asy_running *self, int today, int state, int32_t persons)
{
    self->year[state] += persons;
    self->day[today][state] += persons;
}

static inline void
asy_burden_add(struct asy_burden *self, int state, int32_t persons)
{
    asy_running_add(&self->taken, self->today, state, persons);
}

/* What is a year old is no longer counted. */
static inline void
asy_running_turn(struct asy_running *self, int today, int n_states)
{
    int32_t *day = self->day[today];
    for (int s = 0; s < n_states; s++) {
        self->year[s] -= day[s];
        day[s] = 0;
    }
}

/* A new day. */
static inline void
asy_burden_turn(struct asy_burden *self, int n_states)
{
    self->today = (self->today + 1) % ASY_RUNNING_YEAR;
    asy_running_turn(&self->taken, self->today, n_states);
    asy_running_turn(&self->spared, self->today, n_states);
}

/* The morning of every day, before anyone is met (law/procedure/allocation.c). */
void asy_burden_morning(struct asy_scene *scene, double scale);

#endif
