/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is believed month by month, and how many set out because of it. */
#ifndef ASY_LAW_RESPONSE_DEMAND_H
#define ASY_LAW_RESPONSE_DEMAND_H

#include "law/journey/choice.h"

/* How many of a group set out, as the odds of getting in move (law/response/demand.c). */
struct asy_demand {
    double total;
    double lag_months;
    double most;
};

/* What has been believed, and where: beliefs at the start of each month. All borrowed. */
struct asy_rumour {
    const struct asy_beliefs *own;      /* [month + 1 or more], of this history */
    const struct asy_beliefs *baseline; /* the same of the baseline; NULL in the baseline */
    int month;                          /* now, of those lived, from 0 */
    const int16_t *hidden; /* [crossing]: the month from which its claims no longer tell how
                              many come, -1 never; NULL: never, of all */
};

/* What draws a group to the crossings otherwise than its series say: log ratios, and what the
   numbers of those who set out are multiplied by. */
struct asy_pull {
    double in_data[ASY_MAX_CROSSINGS]; /* what the odds have done where claims do not tell */
    double gain[ASY_MAX_CROSSINGS];    /* beyond that, of this history */
    double unseen[ASY_MAX_CROSSINGS];  /* times as many as the series say, where claims do not
                                          tell; a ratio */
    double would_come;                 /* of all of the group, by `unseen` alone */
    double comes;                      /* of all of the group, by `unseen` and `in_data` */
    double sets_out;                   /* of those who choose to go, by `gain` */
};

/* Of a group this month, whose ways have these weights. */
void asy_demand_pull(struct asy_pull *self, const struct asy_scene *scene,
                     const struct asy_rumour *rumour, int group,
                     const double weight[ASY_MAX_CROSSINGS]);

/* Counts those of today whom the odds have kept from setting out; `left`, of each group: less
   than a person, kept for another day. `scale`: of people. */
void asy_demand_count_kept(double left[ASY_MAX_GROUPS], const struct asy_scene *scene,
                           double scale);

#endif
