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

/* Attempts on exiles: by country of refuge, and how many a country prevents. */
struct asy_attacks {
    double rate[ASY_MAX_COUNTRIES]; /* a year, by the country where they are */
    double known_factor;
    double killed, taken, deterred; /* shares */
};

struct asy_guard {
    double prevents; /* share of attempts */
};

/* Abroad, and not returned, given up or seized for good. */
bool asy_is_abroad(const struct asy_applicant *who);
/* A notice has been refused or deleted: the home state may turn to another channel. */
void asy_search_elsewhere(struct asy_scene *scene, const struct asy_applicant *who);
/* The clock of checks that may find the list, from today. */
void asy_checks_begin(struct asy_scene *scene, const struct asy_applicant *who,
                      enum asy_aside_id aside);

#endif
