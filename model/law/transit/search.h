/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The home state's search for one person abroad: INTERPOL's notices, the channels beside it,
   the arrests they lead to, and the way to have a notice deleted. It lies in this room because
   it goes with a person wherever the journey leads, in transit, in Europe and in exile. */
#ifndef ASY_LAW_TRANSIT_SEARCH_H
#define ASY_LAW_TRANSIT_SEARCH_H

#include "law/circle.h"

struct asy_notices {
    double before[ASY_MAX_COUNTRIES]; /* share already asked for when they set out */
    double asked[ASY_MAX_COUNTRIES],
        asked_active[ASY_MAX_COUNTRIES]; /* a year, by home state */
    double diffusions;
    double review_days, review, review_other;
    bool review_diffusions, refugee_policy;
    double policy_known;
};

struct asy_other_channels {
    double before[ASY_MAX_COUNTRIES];     /* share already asked for when they set out */
    double direct[ASY_MAX_COUNTRIES];     /* a year, by home state */
    double substitute[ASY_MAX_COUNTRIES]; /* share, by home state */
    double substitute_days;
    double review;
    double arrests[ASY_MAX_COUNTRIES]; /* a year, by country where they are; 0: out of reach */
};

struct asy_arrests {
    double police[ASY_MAX_COUNTRIES]; /* a year, by country where they are */
    double border, registration;
    double detention_days;
    double extradited, extradited_at_risk;
};

struct asy_complaints {
    double p_complain;
    double prepare_days, limit_days;
    double sessions, cases;
    double deleted, deleted_other, followed, appeal;
    double policy_ask, policy_days, policy_deleted;
};

/* Luck's words of the search, by day: two things of one kind never happen to one person on one
   day. */
enum asy_search_draw {
    ASY_DRAW_REQUEST,
    ASY_DRAW_REVIEW,
    ASY_DRAW_OTHER,
    ASY_DRAW_ELSEWHERE,
    ASY_DRAW_POLICE,
    ASY_DRAW_OTHER_POLICE,
    ASY_DRAW_BORDER,
    ASY_DRAW_REGISTRATION,
    ASY_N_SEARCH_DRAWS = 8
};

static inline struct asy_luck
asy_search_luck(const struct asy_scene *scene, const struct asy_applicant *who,
                enum asy_luck_for purpose, enum asy_search_draw draw)
{
    const uint32_t today = (uint32_t) scene->day * ASY_N_SEARCH_DRAWS;
    return asy_luck(scene, who, purpose, today + (uint32_t) draw);
}

/* Abroad, and not returned, given up or seized for good. */
bool asy_is_abroad(const struct asy_applicant *who);
/* A notice has been refused or deleted: the home state may turn to another channel. */
void asy_search_elsewhere(struct asy_scene *scene, const struct asy_applicant *who);
/* The clock of checks that may find the list, from today. */
void asy_checks_begin(struct asy_scene *scene, const struct asy_applicant *who,
                      enum asy_aside_id aside);

#endif
