/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a claim is heard at all, or turned away because of another country. */
#ifndef ASY_LAW_PROCEDURE_UNHEARD_H
#define ASY_LAW_PROCEDURE_UNHEARD_H

#include "law/circle.h"

/* What connection to the country on the way a state asks for. */
enum asy_asks {
    ASY_ASKS_TRANSIT,
    ASY_ASKS_STAY,
    ASY_ASKS_PERMIT,
    ASY_ASKS_CLOSE,
    ASY_ASKS_TRANSIT_NEAR
};

struct asy_third_country {
    uint64_t list, never;
    double p_apply;
    int asks;
    double min_stay_months, p_shown;
    bool challenge, individual_look, spares_minors;
    double days;
    bool readmission_first, suspensive;
    double p_appeal, p_overturn, p_overturn_unsafe, appeal_days;
};

struct asy_first_country {
    double p_apply;
    uint64_t never;
    bool challenge, individual_look, spares_minors, suspensive;
    double p_shown, days;
    double p_appeal, p_overturn, p_overturn_unsafe, appeal_days;
};

struct asy_external_processing {
    uint64_t to, earlier;
    double p_apply, p_admits[ASY_MAX_COUNTRIES];
    bool spares_minors, pleads_refoulement, suspensive;
    double p_exceptional, p_shown, days, transfer_days, heard_after_days;
    double p_appeal, p_overturn, appeal_days;
};

struct asy_host {
    uint64_t standard;
    double p_at_risk, p_others, decision_days;
    double p_sent_home, p_home, p_sets_out, p_leaves;
};

struct asy_connection {
    double permit[ASY_MAX_GROUPS], family[ASY_MAX_GROUPS], stay_months[ASY_MAX_GROUPS],
        status[ASY_MAX_GROUPS];
    double without_permit;
    uint64_t near;
};

/* What ties a person to a transit country. */
struct asy_connected {
    bool permit, family;
    double stay_months;
};
struct asy_connected asy_connection_to(const struct asy_scene *scene,
                                       const struct asy_applicant *who, int country);

/* Transit countries passed, one's own left out. */
uint64_t asy_passed(const struct asy_scene *scene, const struct asy_applicant *who);
/* The transit country that had protected the person before, however thinly; -1: none. */
int asy_refuge_on_the_way(const struct asy_scene *scene, const struct asy_applicant *who);
/* That country, as a set, if `state` may hold its protection against the claim. */
uint64_t asy_protectors(const struct asy_scene *scene, const struct asy_applicant *who,
                        int state);
/* Whether the person shows that the country on the way is a danger to them (draw `u`). */
bool asy_shows_danger(const struct asy_scene *scene, const struct asy_applicant *who,
                      int country, double p_shown, double u);
/* Strasbourg holds that one refused unheard may not be removed to the third country: the claim
   is heard. */
struct asy_step asy_heard_after_all(struct asy_scene *scene, struct asy_applicant *who);
/* Whether the claim is heard at all, asked in the border procedure (2013/32/EU art. 33,
   43(1)(a)) of every country that is asked about elsewhere. Refused unheard because of the one
   beyond the border: to a court, or back at once; because of one farther off: to a court, or
   removed once it takes them back. ASY_AT_ONCE where the claim is to be decided. */
struct asy_step asy_unheard_at_border(struct asy_scene *scene, struct asy_applicant *who);
/* Whether the claim may be one for another country to examine (external.c), and in how many
   days, on average, that is decided. */
bool asy_external_days(const struct asy_scene *scene, const struct asy_applicant *who,
                       double *days);

/* Whether it is: the country, -1 where the claim is heard here; whether that country admits
   them; in how many days they are brought there, or heard here after all. */
struct asy_external {
    int country;
    bool admitted;
    int32_t days;
};
struct asy_external asy_external_ask(struct asy_scene *scene, struct asy_applicant *who);

/* Whether another state could have the claim examined in a country not safe for them. */
bool asy_external_endangers(const struct asy_scene *scene, const struct asy_applicant *who,
                            int state);
/* Brought to the country aimed at, which is to examine the claim. */
struct asy_step asy_external_transfer(struct asy_scene *scene, struct asy_applicant *who);
/* A country outside the map's states receives them (host.c). */
struct asy_step asy_host_receives(struct asy_scene *scene, struct asy_applicant *who,
                                  int country);
/* Brought to a country that is no state of the model, from which nothing follows yet; and what
   may: sent home by force, out for Europe again, or there without status. `asy_p_goes_home`:
   those at risk go home as much less often as they stop trying at a crossing. */
void asy_brought_to(struct asy_scene *scene, struct asy_applicant *who, int country);
struct asy_step asy_sent_home_from_there(struct asy_scene *scene, struct asy_applicant *who,
                                         enum asy_stage_id from);
struct asy_step asy_sets_out_from_there(struct asy_scene *scene, struct asy_applicant *who);
struct asy_step asy_stays_there(struct asy_scene *scene, struct asy_applicant *who);
double asy_p_goes_home(const struct asy_scene *scene, const struct asy_applicant *who,
                       double p_home);
/* Whether people like them may be sent home from there, at risk or not. */
bool asy_host_sends_home(const struct asy_scene *scene, const struct asy_applicant *who,
                         int country);
/* The countries on the way because of which the claim could be turned away here today. */
uint64_t asy_third_countries(const struct asy_scene *scene, const struct asy_applicant *who);
/* Whether another state could turn the claim away for a country that is not safe for them. */
bool asy_state_sends_on(const struct asy_scene *scene, const struct asy_applicant *who,
                        int state);
/* Whether a claim is refused unheard because of a country on the way; -1, or that country. */
int asy_third_country_of(struct asy_scene *scene, const struct asy_applicant *who,
                         const struct asy_luck *luck);
/* The same because of protection found before. */
int asy_first_country_of(struct asy_scene *scene, const struct asy_applicant *who);
/* Whether one is in danger in a country on the way: a persecutor's reach, or being sent on. */
bool asy_is_unsafe(const struct asy_scene *scene, const struct asy_applicant *who, int country);
/* To the question whether the claim is heard at all, or past it where nothing speaks against.
 */
struct asy_step asy_admissibility_enter(struct asy_scene *scene, struct asy_applicant *who);

#endif
