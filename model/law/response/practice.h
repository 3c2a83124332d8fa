/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Practice at a crossing that follows how many come. */
#ifndef ASY_LAW_RESPONSE_PRACTICE_H
#define ASY_LAW_RESPONSE_PRACTICE_H

#include "law/in_force.h"
#include "law/response/demand.h"

/* At a crossing: whether its claims tell how many come, and how numbers of practice move with
   those who do, elasticities (law/response/practice.c). */
struct asy_practice {
    bool claims_tell;
    double unseen; /* times as many as departures say, where they do not; a ratio */
    double on_ceiling, on_minutes, on_heed;
    double lag_months;
    double most;
};

/* A month has passed: how many came, as the guard has it in mind from now on. */
void asy_practice_learn(struct asy_beliefs *self, const struct asy_news *news,
                        const struct asy_scene *scene, int month);

/* Lays over what the laws of the scene's day say of each crossing (`gate`) what practice makes
   of it as more or fewer come. `scale`: of people. */
void asy_practice_answers(struct asy_gate gate[ASY_MAX_CROSSINGS],
                          const struct asy_scene *scene, const struct asy_rumour *rumour,
                          double scale);

#endif
