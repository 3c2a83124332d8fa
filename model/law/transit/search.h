/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search for a person abroad: the states that look for them, INTERPOL's notices, the
   channels beside it, the arrests they lead to, the deletion of a notice, and what a state
   promises in return for the person. It lies in this room because it follows a person wherever
   the journey leads, in transit, in Europe and in exile. */
#ifndef ASY_LAW_TRANSIT_SEARCH_H
#define ASY_LAW_TRANSIT_SEARCH_H

#include "law/circle.h"

struct asy_notices {
    double before[ASY_MAX_COUNTRIES]; /* share already asked for when they set out */
    double asked[ASY_MAX_COUNTRIES],
        asked_active[ASY_MAX_COUNTRIES]; /* a year, by home state */
    double diffusions;
    double review_days, review[ASY_MAX_COUNTRIES], review_other; /* by home state */
    double terrorism[ASY_MAX_COUNTRIES], terrorism_ratio;
    double anew[ASY_MAX_COUNTRIES];
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
    double entry[ASY_MAX_COUNTRIES], claim[ASY_MAX_COUNTRIES]; /* by transit country */
    double detention_days;
    double extradited, extradited_at_risk;
};

struct asy_complaints {
    double p_complain;
    double prepare_days, limit_days;
    double sessions, cases;
    double deleted, deleted_other, followed;
    double p_learns, learn_days;
    double reasoned, p_appeal, appeal_days, appeal;
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

/* Which state looks for the wanted of a group, where it is not their own. */
struct asy_search {
    double by[ASY_MAX_COUNTRIES]; /* shares; the rest are looked for by their own */
    double handed_on;
};

/* What is promised by the state that asks, and what that is worth. */
struct asy_assurances {
    bool weighed;
    double offered[ASY_MAX_COUNTRIES], reliable[ASY_MAX_COUNTRIES]; /* by the state that asks */
    double tested[ASY_MAX_COUNTRIES], at_word[ASY_MAX_COUNTRIES];   /* by the one asked */
    double kept, kept_reliable;
};

/* The state that looks for them: the same whenever it is asked. */
int asy_seeker(const struct asy_scene *scene, const struct asy_applicant *who);
/* Whether what it accuses them of is called terrorism. */
bool asy_is_called_terrorist(const struct asy_scene *scene, const struct asy_applicant *who);
/* Whether a court of the country where they are extradites them on an assurance though it has
   seen the danger; it is noted on them. */
bool asy_assurance_outweighs(struct asy_scene *scene, struct asy_applicant *who);
/* Out of reach of the state that looks for them, and not returned, given up or seized for good.
 */
bool asy_is_abroad(const struct asy_scene *scene, const struct asy_applicant *who);
/* The notice, if it is still out, is deleted. */
void asy_notice_delete(struct asy_scene *scene, struct asy_applicant *who);
/* A notice is out: they may hear of it before they are arrested. */
void asy_notice_known(struct asy_scene *scene, const struct asy_applicant *who);
/* A notice has been refused or deleted: the home state may turn to another channel. */
void asy_search_elsewhere(struct asy_scene *scene, const struct asy_applicant *who);
/* The clock of checks that may find the list, from today. */
void asy_checks_begin(struct asy_scene *scene, const struct asy_applicant *who,
                      enum asy_aside_id aside);

#endif
