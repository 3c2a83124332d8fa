/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trial runs, from which the thresholds of recognition are solved: lived by the engine before
   the runs that count, noted and solved in law/merits/. */
#ifndef ASY_LIFE_TRIAL_H
#define ASY_LIFE_TRIAL_H

#include "life/scene.h"

/* How strong a file must look in each state to be recognised (law/merits/thresholds.h). Solved
   once per draw, so that the baseline reproduces the published rates for those who reach a
   decision there; a reform leaves them as they are, or holds the rates and has its own. */
struct asy_thresholds;

/* First guess, from the groups' means alone: every group reaches every state as it sets out.
   Borrows `baseline`, the baseline's world of the draw. NULL when memory is short. */
struct asy_thresholds *asy_thresholds_create(const struct asy_world *baseline);
/* The thresholds of another world: those of `from`, as they would stand there from `day` on, to
   be solved again for those who reach a decision there. Borrows `world`. NULL when memory is
   short. */
struct asy_thresholds *asy_thresholds_create_for(const struct asy_thresholds *from,
                                                 const struct asy_world *world, int32_t day);
void asy_thresholds_destroy(struct asy_thresholds *self); /* safe on NULL */
/* A trial run lives so many days, wherever the counted runs end. */
int32_t asy_thresholds_trial_days(const struct asy_thresholds *self);
/* Solves them again for those who reached a decision in the trial runs that `pilot` saw, by the
   rates that `baseline` publishes. False when memory was short, in a trial or here. */
bool asy_thresholds_solve(struct asy_thresholds *self, const struct asy_world *baseline,
                          const struct asy_pilot *pilot);

/* Who reached a decision in trial runs under `thresholds`, borrowed; the scene of each points
   at it (asy_scene.pilot). NULL when memory is short. */
struct asy_pilot *asy_pilot_create(const struct asy_thresholds *thresholds);
void asy_pilot_destroy(struct asy_pilot *self); /* safe on NULL */
/* Of a reform: notes only what is decided from this day on, and leaves the courts' thresholds
   as they are. */
void asy_pilot_start(struct asy_pilot *self, int32_t day);

/* Whether a world keeps the published rates of each nationality, whoever reaches a decision:
   then its thresholds are its own. */
bool asy_closure_holds_rates(const struct asy_world *world);

#endif
