/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trial runs, and the thresholds of reforms that hold rates. */
#ifndef ASY_ENGINE_HELD_H
#define ASY_ENGINE_HELD_H

#include "engine/branch.h"

/* The replicate number of trial runs: luck that no counted run uses. */
#define ASY_TRIAL UINT32_MAX
/* The first trial sees who reaches a decision under a first guess, the others under what it
   gave. */
enum { ASY_FIRST_TRIALS = 1, ASY_MORE_TRIALS = 2 };

/* Counts are kept by whole years: the days of those that `days` reach into. */
int32_t asy_whole_years(const struct asy_world *world, int32_t days);

/* Where a reform holds rates, the thresholds that keep them for those who reach a decision
   under it, to be destroyed by the caller; so the same reform can be asked both ways. `own`,
   NULL before, stays so where it holds need. False when memory is short. */
bool asy_hold_rates(const struct asy_draw *draw, const struct asy_plan *plan,
                    const struct asy_world *world, struct asy_thresholds **own);
/* The same for all reforms whose worlds the draw holds, into draw->own: the baseline's trials
   are lived once for all of them. */
bool asy_hold_all(struct asy_draw *draw, const struct asy_plan *plan);

#endif
