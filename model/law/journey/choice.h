/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Routes, first states and onward moves: the chances of the month, and what the groups believe.
 */
#ifndef ASY_LAW_JOURNEY_CHOICE_H
#define ASY_LAW_JOURNEY_CHOICE_H

#include "life/scene.h"

/* Moving on from a state (law/procedure/onward.c); rumour pivots these shares
 * (law/journey/choice.c).
 */
struct asy_onward {
    double move[ASY_MAX_COUNTRIES]; /* from this state */
    double to[ASY_MAX_COUNTRIES];   /* weights */
    double days;
    double after_transfer;
    double after_refusal;
    double after_protection[ASY_MAX_COUNTRIES]; /* in this state */
    double after_protection_days, settles_ratio;
    double most_claims;
};

/* How groups choose and what they believe (law/journey/choice.c). */
struct asy_choice {
    double access, recognition, sent_back;
    double memory_months;
    bool sees_waiting;
    double follow_ties;
};

/* Chances in this month, made from the observed shares and from rumour (law/journey/choice.c).
   Cumulative weights: the last is the total, which may be 0 where there is no way. */
struct asy_chances {
    float route[ASY_MAX_GROUPS][ASY_MAX_CROSSINGS];
    float destination[ASY_MAX_GROUPS][ASY_MAX_COUNTRIES];
    float issuer[ASY_MAX_GROUPS][ASY_MAX_COUNTRIES];
    float target[ASY_MAX_GROUPS][ASY_MAX_COUNTRIES]; /* onward, unpivoted: where ties are */
    float onward[ASY_MAX_GROUPS][ASY_MAX_COUNTRIES][ASY_MAX_COUNTRIES]; /* from, to */
    float move[ASY_MAX_GROUPS][ASY_MAX_COUNTRIES]; /* share that moves on from here */
    float pull[ASY_MAX_GROUPS][ASY_MAX_COUNTRIES]; /* on moving on from here, against staying */
    double would_come[ASY_MAX_GROUPS]; /* on those who set out, where claims do not tell */
    double comes[ASY_MAX_GROUPS];      /* the same, and by what the odds have done there */
    double sets_out[ASY_MAX_GROUPS];   /* on those who choose to, beyond that */
    const void
        *made_of[ASY_MAX_GROUPS]; /* the law of moving on, where rumour has not moved it */
};

/* What the groups live through in a month, for rumour. */
struct asy_news {
    uint32_t waits_ended[ASY_MAX_GROUPS][ASY_MAX_CROSSINGS]; /* let in, gave up or seized */
    uint32_t admissions[ASY_MAX_GROUPS][ASY_MAX_CROSSINGS];
    uint32_t arrivals[ASY_MAX_CROSSINGS]; /* persons who begin to wait */
    uint32_t decisions[ASY_MAX_GROUPS][ASY_MAX_COUNTRIES];
    uint32_t grants[ASY_MAX_GROUPS][ASY_MAX_COUNTRIES];
    uint32_t onward[ASY_MAX_GROUPS][ASY_MAX_COUNTRIES];
    uint32_t transfers[ASY_MAX_GROUPS][ASY_MAX_COUNTRIES];
};

/* A new month: of the groups of this world nothing is known yet. */
void asy_news_clear(struct asy_news *self, const struct asy_world *world);

/* The beliefs of the groups, an exponential average of what they live through. */
struct asy_beliefs {
    float access[ASY_MAX_GROUPS][ASY_MAX_CROSSINGS]; /* let in, of those whose wait ended */
    float recognition[ASY_MAX_GROUPS][ASY_MAX_COUNTRIES];
    float sent_back[ASY_MAX_GROUPS][ASY_MAX_COUNTRIES]; /* transfers per onward arrival */
    float arrivals[ASY_MAX_CROSSINGS]; /* persons a month who begin to wait, as the guard has
                                          them in mind (law/response/practice.c) */
};
/* Before anything has been lived through. */
void asy_beliefs_init(struct asy_beliefs *self);
/* Those of the groups of this world. */
void asy_beliefs_copy(struct asy_beliefs *to, const struct asy_beliefs *from,
                      const struct asy_world *world);
/* A month has passed: takes in its news, and who stands where now. */
void asy_beliefs_learn(struct asy_beliefs *self, const struct asy_news *news,
                       const struct asy_stock *stock, const struct asy_choice *law,
                       const struct asy_world *world);
/* The month's chances: observed shares times exp(change in utility), by what is believed here
   and in the baseline (law/response/demand.h). */
struct asy_rumour;
void asy_chances_make(struct asy_chances *self, const struct asy_scene *scene,
                      const struct asy_rumour *rumour);
/* Those of the groups of this world. */
void asy_chances_copy(struct asy_chances *to, const struct asy_chances *from,
                      const struct asy_world *world);

#endif
