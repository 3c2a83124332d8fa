/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reform holds fixed at the decision on the merits. */
#ifndef ASY_LAW_MERITS_CLOSURE_H
#define ASY_LAW_MERITS_CLOSURE_H

#include "life/trial.h"

enum asy_hold { ASY_HOLD_NEED, ASY_HOLD_RATE };

struct asy_closure {
    int hold;
};

#endif
