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

/* Companions who ask to be allocated together: the last of them from a state and group. */
struct asy_party {
    int32_t since; /* the day on which the first asked */
    uint8_t persons, to;
};

struct asy_burden {
    struct asy_running taken; /* for whom the state is responsible, those allocated to it among
                                 them from the day of the allocation on */
    struct asy_running
        spared; /* whom it would have taken on, and who were allocated to others */
    int today;
    uint64_t over;                         /* states that have passed the threshold */
    double share_above[ASY_MAX_COUNTRIES]; /* of those that come there, who are above it */
    double share[ASY_MAX_COUNTRIES];       /* persons that are a state's by the key */
    double has[ASY_MAX_COUNTRIES];         /* for whom it is responsible, as of now */
    double reference[ASY_MAX_COUNTRIES];   /* half population, half product; they sum to 1 */
    double key[ASY_MAX_COUNTRIES]; /* by which people are allocated: the same, or, for a time,
                                      the shares of the past */
    uint32_t dealt; /* goes round, so that what is dealt out by the key comes out even */
    struct asy_party party[ASY_MAX_GROUPS][ASY_MAX_COUNTRIES]; /* companions, by where they are
                                                                */
    /* solidarity with states under pressure (law/procedure/solidarity.c) */
    uint64_t relieved;                /* states that draw on the pool */
    double p_relocated;               /* of those who claim there */
    double owes[ASY_MAX_COUNTRIES];   /* share of the pool, by the state that owes it */
    double offset[ASY_MAX_COUNTRIES]; /* persons a year whose cases it has to take over */
    struct asy_running taken_over;    /* whose cases it has taken over */
};

/* Persons that a state still lacks of its share, or 0. */
static inline double
asy_burden_gap(const struct asy_burden *self, int state)
{
    const double gap = self->share[state] - self->has[state];
    return gap > 0.0 ? gap : 0.0;
}

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

/* Counts older than a year lapse. */
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
    if (self->relieved)
        asy_running_turn(&self->taken_over, self->today, n_states);
}

/* The morning of every day, before anyone is met (law/procedure/allocation.c). */
void asy_burden_morning(struct asy_scene *scene, double scale);
/* The same of solidarity, after it. */
void asy_solidarity_morning(struct asy_scene *scene, double scale);
/* The state where they are is responsible for them, for good. */
void asy_burden_take_on(struct asy_scene *scene, const struct asy_applicant *who);
/* Another is to become responsible than the one where they are. */
void asy_burden_allot(struct asy_scene *scene, const struct asy_applicant *who, int to);

#endif
