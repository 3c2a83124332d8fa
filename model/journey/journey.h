/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The laws of the journey: who sets out by which way, what threatens on it, who is let in. */
#ifndef ASY_JOURNEY_JOURNEY_H
#define ASY_JOURNEY_JOURNEY_H

#include "population/life.h"
#include "population/people.h"

struct asy_departure {
    double persons;          /* a month */
    double factor;           /* on `persons` */
    double surge, crackdown; /* with a crackdown over without; how much of it there is */
    double routes[ASY_MAX_CROSSINGS];       /* shares, by weight */
    double destinations[ASY_MAX_COUNTRIES]; /* by air: shares, by weight */
    double visa_issuers[ASY_MAX_COUNTRIES]; /* by air: whose visa, by weight */
    double p_own_visa;                      /* by air: the visa is the destination's own */
};

struct asy_dangers {
    double extradited[ASY_MAX_GROUPS], abducted[ASY_MAX_GROUPS], expelled[ASY_MAX_GROUPS];
    double pressed_home[ASY_MAX_GROUPS], local_protection[ASY_MAX_GROUPS];
    double legal_stay_days[ASY_MAX_GROUPS];
    double p_ordered_out;
    double wanted_factor;
};

struct asy_border {
    double travel_days;
    bool right_to_apply, asks;
    double interview_minutes, minutes_needed;
    double disposition_spread, children_effect;
    double p_heard;
    double ceiling;
    double retry_days;
    double p_give_up, give_up_at_risk;
    double p_divert;
    double p_home;
    double attempt_cost_days;
    double p_rough, rough_days;
    double p_comes_again, away_days;
    double lawyer_after;
};

/* Stay in a transit country: who registers, what a stamp does (journey/stay.c). */
struct asy_stay {
    double registered[ASY_MAX_GROUPS];
    double term_days, p_barred;
};

/* How readily a claim comes out in an interview: four kinds of people of equal number, which a
   person keeps on all attempts (two bits of their marks). */
enum { ASY_N_DISPOSITIONS = 4 };
int asy_disposition(const struct asy_applicant *who);
/* Gives it, the same on every flight. */
void asy_disposition_give(struct asy_scene *scene, struct asy_applicant *who);
/* Chance that the claim comes out in one interview: [no children, children][disposition]. */
void asy_screening_chances(const struct asy_border *law, float p[2][ASY_N_DISPOSITIONS]);

/* Days of lawful stay without registration in the country of this wait; 0: no limit. */
int32_t asy_legal_days(const struct asy_scene *scene, const struct asy_applicant *who);
/* The stay without registration ends today: registered, tolerated or stamped. */
struct asy_step asy_stay_ends(struct asy_scene *scene, struct asy_applicant *who);
/* Whether the stamp of an earlier stay keeps them out of a country. */
bool asy_stay_barred(struct asy_scene *scene, struct asy_applicant *who, int country);
/* The money is gone: whether they stay all the same, sleeping at the station. */
bool asy_sleeps_rough(struct asy_scene *scene, struct asy_applicant *who);
/* Goes back to earn money and will come again; ASY_AT_ONCE where they do not. */
struct asy_step asy_goes_to_earn(struct asy_scene *scene, struct asy_applicant *who);
/* What a country offers to people who do not stand at its border. */
struct asy_safe_route {
    uint64_t groups;
    bool lgbti, activists, publicly_known;
    bool from_home, from_transit, from_state;
    double places; /* persons a year */
    double visa_days;
    bool claims;
};

/* How a group's people come to such an offer, and what threatens them until then. */
struct asy_referral {
    double seized, leave_days;
    double p_reached, patience_days;
    double found;
};

struct asy_occupation {
    bool under;
    uint64_t occupier, mainland;
    double p_renounces, p_no_passport, p_permit;
    double lawful_days;
    double deported, abducted, leaves, deprived; /* per year */
    double crossings, p_banned, ban_days;
    double activist_factor;
    double p_known, p_registered;
};

/* What comes before taking a way; ASY_AT_ONCE, stage `way`, where nothing does. */
struct asy_step asy_hunted_enter(struct asy_scene *scene, struct asy_applicant *who);
struct asy_step asy_occupation_enter(struct asy_scene *scene, struct asy_applicant *who);

/* No longer waits at the crossing: out of the stock. */
void asy_border_leave(struct asy_scene *scene, struct asy_applicant *who);
/* The danger of this wait has come. */
struct asy_step asy_danger_strikes(struct asy_scene *scene, struct asy_applicant *who);

/* One day at a crossing. `pool` are the n who try today; those let in are moved to its front
   and their number returned. `credit` carries the ceiling's fraction from day to day; `scratch`
   has room for n numbers, `scale` is on the ceiling. */
size_t asy_border_day(struct asy_scene *scene, int crossing, struct asy_applicant *people,
                      uint32_t *pool, size_t n, uint64_t *scratch, double scale,
                      double *credit);

/* The beliefs of the groups, an exponential average of what they live through. */
struct asy_beliefs {
    float access[ASY_MAX_GROUPS][ASY_MAX_CROSSINGS]; /* let in, of those whose wait ended */
    float recognition[ASY_MAX_GROUPS][ASY_MAX_COUNTRIES];
    float sent_back[ASY_MAX_GROUPS][ASY_MAX_COUNTRIES]; /* transfers per onward arrival */
};
/* Before anything has been lived through. */
void asy_beliefs_init(struct asy_beliefs *self);
/* A month has passed: takes in its news. */
void asy_beliefs_learn(struct asy_beliefs *self, const struct asy_news *news,
                       const struct asy_choice *law, const struct asy_world *world);
/* The month's chances: observed shares times exp(change in utility against `reference`); the
   shares themselves when `reference` is NULL. */
void asy_chances_make(struct asy_chances *self, const struct asy_scene *scene,
                      const struct asy_beliefs *now, const struct asy_beliefs *reference);

#endif
