/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For how many persons each state has become responsible over the running year: what the
   corrective allocation looks at (procedure/allocation.c). */
#ifndef ASY_POPULATION_BURDEN_H
#define ASY_POPULATION_BURDEN_H

#include "population/life.h"

enum { ASY_RUNNING_YEAR = 365 };

struct asy_burden {
    uint32_t year[ASY_MAX_COUNTRIES];                  /* of the last 365 days */
    uint16_t day[ASY_RUNNING_YEAR][ASY_MAX_COUNTRIES]; /* a ring */
    int today;
    uint64_t over;               /* states that have passed their share */
    float to[ASY_MAX_COUNTRIES]; /* cumulative weights of those that have not */
};

static inline void
asy_burden_add(struct asy_burden *self, int state, uint32_t persons)
{
    self->year[state] += persons;
    self->day[self->today][state] = (uint16_t) (self->day[self->today][state] + persons);
}

/* A new day: what is a year old is no longer counted. */
static inline void
asy_burden_turn(struct asy_burden *self, int n_states)
{
    self->today = (self->today + 1) % ASY_RUNNING_YEAR;
    uint16_t *day = self->day[self->today];
    for (int s = 0; s < n_states; s++) {
        self->year[s] -= day[s];
        day[s] = 0;
    }
}

/* The morning of every day, before anyone is met (procedure/allocation.c). */
void asy_burden_morning(struct asy_scene *scene, double scale);

#endif
