/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many people a history holds, asked before it is lived. */
#ifndef ASY_ENGINE_CROWD_H
#define ASY_ENGINE_CROWD_H

#include "scenario/scenario.h"

/* Cases of one history: people are numbered in so many bits. */
enum { ASY_CASE_BITS = 25, ASY_MOST_CASES = (1 << ASY_CASE_BITS) - 1 };

/* Do the departures of `world` (draw 0 of `scenario`) fit, however the odds draw? In the
   baseline of a run they draw nobody before its data end. If not,
   errors at the values that ask for too many. */
bool asy_crowd_check(const struct asy_scenario *scenario, const struct asy_world *world,
                     bool is_reform, struct asy_errors *errs);

#endif
