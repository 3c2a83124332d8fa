/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may fly: visa-free travel, and visas, which are limited in number. */
#ifndef ASY_LAW_JOURNEY_VISA_H
#define ASY_LAW_JOURNEY_VISA_H

#include "life/scene.h"

/* What a state asks of those who come (law/journey/visa.c). */
struct asy_visa {
    uint64_t free_for;             /* citizens who need no visa, with a biometric passport */
    uint64_t bans_heeded;          /* other states whose entry bans bar from this one */
    double turned_away;            /* of them, at the border: share of attempts */
    double issued[ASY_MAX_GROUPS]; /* visas given, over as many as could be had */
};

/* What a group's people hold, can get, and do who get none (law/journey/visa.c). */
struct asy_visa_request {
    double biometric; /* share who hold a biometric passport */
    double p_further; /* share met of requests beyond those of the baseline */
    double places;    /* persons a year, besides */
    double odds;      /* believed chance of getting one */
    double p_again, again_days, p_other_way;
};

/* The visas of the month: how likely each state is to issue one to an applicant of a group, and
   how many ask again (law/journey/visa_places.c). */
struct asy_visas {
    float given[ASY_MAX_GROUPS][ASY_MAX_COUNTRIES];
    double new_requests[ASY_MAX_GROUPS]; /* persons a day, expected */
    double refused[ASY_MAX_GROUPS];      /* share of requests, expected */
    double asking_again[ASY_MAX_GROUPS]; /* persons, expected, who wait to do so */
};

/* Made anew with the month's chances, from those of `scene`. */
void asy_visas_make(struct asy_visas *self, const struct asy_scene *scene);
/* A month has passed: how many now wait to ask again. */
void asy_visas_pass_month(struct asy_visas *self, const struct asy_scene *scene);
/* People of a group who fly to a state today, where the law of visas has changed since the
   data: how many times as many as the series say, and the share of them who need no visa. */
struct asy_drawn {
    double times, spared;
};
struct asy_drawn asy_visa_drawn(const struct asy_scene *scene, int group, int state);
/* The logarithm of how many times as many fly because of that, to all states; 0 where the law
   is what it was. */
double asy_visa_ease(const struct asy_scene *scene, int group);

/* Whether one may enter the state without a visa. */
bool asy_visa_free(const struct asy_scene *scene, const struct asy_applicant *who, int state);
/* Whether one might on an earlier day, by the law of that day. */
bool asy_visa_free_on(const struct asy_scene *scene, const struct asy_applicant *who, int state,
                      int32_t day);
/* About to fly to the state in `target`: ASY_AT_ONCE where they may; else what follows. */
struct asy_step asy_visa_ask(struct asy_scene *scene, struct asy_applicant *who);
/* The same in a transit country, where a state is chosen anew: whether they may. */
bool asy_visa_ask_abroad(struct asy_scene *scene, struct asy_applicant *who);

#endif
