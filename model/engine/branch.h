/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One (draw, replicate) of every scenario: the baseline once, each reform from its first day.
 */
#ifndef ASY_ENGINE_BRANCH_H
#define ASY_ENGINE_BRANCH_H

#include "engine/ensemble.h"
#include "engine/run.h"

/* The worlds and thresholds of one draw. */
struct asy_draw {
    uint32_t number;
    struct asy_world *world; /* [n_worlds]: of the first scenarios, the baseline among them */
    int n_worlds;
    struct asy_thresholds *thresholds; /* owned */
    struct asy_thresholds **own; /* [n_worlds]: of reforms that hold rates, owned; else NULL */
};

/* The memory in which one thread lives histories, one after the other. */
struct asy_desk;
struct asy_desk *asy_desk_create(void); /* NULL when memory is short */
void asy_desk_destroy(struct asy_desk *self);
/* What was spent there so far; nothing is stored there. */
struct asy_parts asy_desk_spent(const struct asy_desk *self);

/* The thresholds under which a scenario whose world is held decides. */
const struct asy_thresholds *asy_draw_thresholds(const struct asy_draw *self, int scenario);

/* Samples the worlds of all scenarios for a draw and solves the thresholds by trial runs, at
   `desk` (NULL: one of its own). asy_draw_free is safe on a failed or zeroed one. */
bool asy_draw_init(struct asy_draw *self, const struct asy_plan *plan, uint32_t number,
                   struct asy_desk *desk, struct asy_error *err);
void asy_draw_free(struct asy_draw *self);

/* Runs one replicate of every scenario at `desk`; `results` has plan->n_scenarios places,
   zeroed before; on success the caller frees each with asy_result_free. */
bool asy_branch_run(const struct asy_plan *plan, const struct asy_draw *draw,
                    uint32_t replicate, struct asy_desk *desk, struct asy_result *results,
                    struct asy_error *err);

#endif
