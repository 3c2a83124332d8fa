/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What states have to decide, month by month, and how they and the claimants answer to it
   (law/response/caseload.c). */
#ifndef ASY_LAW_RESPONSE_CASELOAD_H
#define ASY_LAW_RESPONSE_CASELOAD_H

#include "life/scene.h"

struct asy_caseload {
    double decisions_to_claims, decisions_to_backlog;
    double decisions_to_wait, usual_wait;
    double appeals_to_lodged;
    double withdrawal_to_wait;
    double lag_months, furthest;
};

/* At the first of a month. */
struct asy_load {
    uint32_t came[ASY_N_QUEUES][ASY_MAX_COUNTRIES]; /* persons since the first day */
    uint32_t backlog[ASY_MAX_COUNTRIES];            /* persons, at first instance */
    double beside[ASY_N_QUEUES][ASY_MAX_COUNTRIES]; /* persons of a pot since the first day */
    double capacity[ASY_MAX_COUNTRIES]; /* persons a day, at first instance, as answered until
                                           then */
};

struct asy_caseloads {
    int n_months;
    struct asy_load *load;            /* [n_months + 1], the last when all is over; owned */
    const struct asy_load *reference; /* the baseline's; NULL in the baseline itself */
    struct asy_span span[ASY_N_QUEUES][ASY_MAX_COUNTRIES]; /* of the capacities, in the text */
    double answer[ASY_N_QUEUES][ASY_MAX_COUNTRIES];        /* of capacity, on the logarithm */
    double grown[ASY_N_QUEUES][ASY_MAX_COUNTRIES];         /* that part of it which long lines
                                                              made until then */
    struct asy_answered answers;
};

/* Of a history of so many months, whatever was there before; safe on a zeroed one. False when
   memory is short. */
bool asy_caseloads_begin(struct asy_caseloads *self, int n_months);
void asy_caseloads_free(struct asy_caseloads *self);
/* Makes `to` the same as `from`; both have begun, `to` for at least as many months. */
void asy_caseloads_copy(struct asy_caseloads *to, const struct asy_caseloads *from);
/* From here on the history is lived under this world. */
void asy_caseloads_rule(struct asy_caseloads *self, const struct asy_world *world);
/* The morning of a month's first day, under the laws of that day; `scale` is on capacities. */
void asy_caseloads_learn(struct asy_caseloads *self, const struct asy_scene *scene, int month,
                         double scale);
/* The last day is over: what the last month took is known to the reforms that follow. */
void asy_caseloads_close(struct asy_caseloads *self, const struct asy_scene *scene);

#endif
