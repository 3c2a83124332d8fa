/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Thresholds of recognition, solved once per draw so that the baseline reproduces the published
   rates for those who reach a decision there; reforms never touch them. */
#ifndef ASY_LAW_MERITS_THRESHOLDS_H
#define ASY_LAW_MERITS_THRESHOLDS_H

#include "life/scene.h"

/* The thresholds in force today (law/merits/thresholds.c). */
struct asy_tau {
    float merits[ASY_MAX_COUNTRIES][ASY_MAX_COUNTRIES]; /* [citizenship][state] */
    float ruled[ASY_MAX_COUNTRIES]
               [ASY_MAX_COUNTRIES]; /* the same, raised where the origin is listed as safe */
    float appeal[ASY_MAX_COUNTRIES][ASY_MAX_COUNTRIES]; /* [citizenship][state] */
    float noise[ASY_MAX_COUNTRIES]
               [ASY_MAX_COUNTRIES]; /* [citizenship][state], of the first instance */
    uint64_t asks[ASY_MAX_GROUPS];  /* states that ask for internal protection, by group */
    uint64_t
        in_favour; /* states where an earlier move inside the country counts for the claim */
};

/* For each state the days on which its published rates change, and the thresholds from then on.
 */
struct asy_thresholds {
    int n_states, n_countries;
    struct asy_period {
        int32_t from;
        float merits[ASY_MAX_COUNTRIES]; /* by citizenship */
        int root[ASY_MAX_COUNTRIES];     /* earliest period that shares this one's rate */
    } * period[ASY_MAX_COUNTRIES];
    int n_periods[ASY_MAX_COUNTRIES];
    float appeal[ASY_MAX_COUNTRIES];
    int32_t trial_days; /* a trial run lives so long, wherever the counted runs end */
    const struct asy_world
        *baseline; /* borrowed; whose noise the thresholds were solved under */
    struct asy_spread_of_need {
        double mean, variance;
    } need[ASY_MAX_COUNTRIES]; /* by citizenship, as people set out */
};

/* First guess, from the groups' means alone: every group reaches every state as it sets out.
   `baseline` is the baseline's world of this draw. */
bool asy_thresholds_init(struct asy_thresholds *self, const struct asy_world *baseline);
void asy_thresholds_free(struct asy_thresholds *self);
/* False where memory was too short to solve them all. */
bool asy_thresholds_good(const struct asy_thresholds *self);
/* Those in force on a day. */
void asy_thresholds_on(const struct asy_thresholds *self, const struct asy_world *world,
                       int32_t day, struct asy_tau *tau);
/* The thresholds of another world in `to`, zeroed or initialised: those of `from`, as they
   would stand there from `day` on, to be solved again for those who reach a decision there.
   False when memory is short. */
bool asy_thresholds_for(struct asy_thresholds *to, const struct asy_thresholds *from,
                        const struct asy_world *world, int32_t day);
/* The period of a state on a day. */
int asy_thresholds_period(const struct asy_thresholds *self, int state, int32_t day);

/* Who reached a decision in a trial run. */
struct asy_pilot;
struct asy_pilot *asy_pilot_create(const struct asy_thresholds *thresholds);
/* Notes only what is decided from this day on, and leaves the courts' thresholds as they are.
 */
void asy_pilot_start(struct asy_pilot *self, int32_t day);
void asy_pilot_destroy(struct asy_pilot *self);
bool asy_pilot_failed(const struct asy_pilot *self); /* memory was short */
/* Solves the thresholds again, from those who reached the decision in the trial run. */
void asy_thresholds_solve(struct asy_thresholds *self, const struct asy_world *baseline,
                          const struct asy_pilot *pilot);

/* A trial run notes who reaches a decision, and how strong the file looked (engine). */
void asy_pilot_note(struct asy_pilot *pilot, const struct asy_applicant *who, int32_t day,
                    double seen, bool elsewhere);
void asy_pilot_note_appeal(struct asy_pilot *pilot, const struct asy_applicant *who,
                           double seen, double success, bool elsewhere);

#endif
