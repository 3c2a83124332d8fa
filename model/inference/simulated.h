/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The targets as they came in each draw of a scenario: no results file, for nothing else is
   looked at. */
#ifndef ASY_INFERENCE_SIMULATED_H
#define ASY_INFERENCE_SIMULATED_H

#include "inference/measure.h"

struct asy_simulated {
    const struct asy_targets *targets; /* borrowed */
    struct asy_counted *asked;         /* of each series; owned */
    struct asy_world world;            /* what its places and people are called */
    double *value;                     /* [n_draws][n_points]; owned */
    uint32_t n_draws;
};

/* Runs draws 1 to n of the scenario with one stream of luck each, on `threads` (0: as many as
   there are processors). Borrows targets and scenario, which must outlive it. Free with
   asy_simulated_free, which is safe after a failure too. */
bool asy_simulated_run(struct asy_simulated *self, const struct asy_targets *targets,
                       const struct asy_scenario *scenario, uint64_t seed, uint32_t n_draws,
                       int threads, struct asy_error *err);
void asy_simulated_free(struct asy_simulated *self);

#endif
