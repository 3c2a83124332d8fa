/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How people and states answer to what they meet: those who set out to the odds of getting in,
   a practice at a crossing to how many come, a state's capacity to claims and backlog. Each
   answer can be held still (a closure). */
#ifndef ASY_LAW_RESPONSE_RESPONSE_H
#define ASY_LAW_RESPONSE_RESPONSE_H

#include "life/scene.h"

enum asy_hold { ASY_HOLD_NEED, ASY_HOLD_RATE };
enum asy_demand_closure { ASY_DEMAND_ANSWERS, ASY_DEMAND_STILL };
enum asy_capacity_closure { ASY_CAPACITY_FOLLOWS, ASY_CAPACITY_FIXED };

/* Ways of reading one world: the analyst's choice, no law. */
struct asy_closure {
    int hold;     /* enum asy_hold: what a reform holds fixed */
    int demand;   /* enum asy_demand_closure: of those who set out, and of practice at the
                     crossings */
    int capacity; /* enum asy_capacity_closure: of those who decide */
};

/* Whether those who set out, and practice at the crossings, answer to what is met there. */
bool asy_closure_demand_answers(const struct asy_scene *scene);

#endif
