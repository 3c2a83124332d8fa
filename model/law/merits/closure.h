/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reform holds fixed at the decision on the merits. */
#ifndef ASY_LAW_MERITS_CLOSURE_H
#define ASY_LAW_MERITS_CLOSURE_H

#include "scenario/scenario.h"

enum asy_hold { ASY_HOLD_NEED, ASY_HOLD_RATE };

struct asy_closure {
    int hold;
};

/* Whether the world keeps the published rates of each nationality, whoever reaches a decision.
 */
bool asy_closure_holds_rates(const struct asy_world *world);

#endif
