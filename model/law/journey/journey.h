/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The laws of the journey: who sets out by which way, what threatens on it, who is let in. */
#ifndef ASY_LAW_JOURNEY_JOURNEY_H
#define ASY_LAW_JOURNEY_JOURNEY_H

#include "law/circle.h"
#include "law/in_force.h"
#include "law/people/people.h"

struct asy_departure {
    double persons;          /* a month */
    double factor;           /* on `persons` */
    double surge, crackdown; /* with a crackdown over without; how much of it there is */
    double routes[ASY_MAX_CROSSINGS];       /* shares, by weight */
    double destinations[ASY_MAX_COUNTRIES]; /* by air: shares, by weight */
    double visa_issuers[ASY_MAX_COUNTRIES]; /* by air: whose visa, by weight */
    double p_own_visa;                      /* by air: the visa is the destination's own */
    double travel_ban;                      /* of those a crackdown drives out */
};

struct asy_dangers {
    double requested[ASY_MAX_GROUPS]; /* of those who are wanted */
    double abducted[ASY_MAX_GROUPS], handed_over[ASY_MAX_GROUPS];
    double found[ASY_MAX_GROUPS], undesirable[ASY_MAX_GROUPS], interned[ASY_MAX_GROUPS];
    double agents[ASY_MAX_GROUPS], pressed_home[ASY_MAX_GROUPS];
    double local_claim[ASY_MAX_GROUPS];
    double without_means[ASY_MAX_GROUPS], convicted[ASY_MAX_GROUPS];
    double legal_stay_days[ASY_MAX_GROUPS];
    double p_ordered_out;
    double wanted_factor, public_factor, known_factor, told_factor;
};

/* How closely the country works with the services of others, by the state that asks; and how
   its police treat that state's notices of INTERPOL, and its wanted list beside them. */
struct asy_cooperation {
    double with[ASY_MAX_COUNTRIES];
    double notices[ASY_MAX_COUNTRIES], lists[ASY_MAX_COUNTRIES];
};

struct asy_climate {
    double removals[ASY_MAX_GROUPS]; /* on being found and on being declared undesirable */
    double no_appeal;
};

struct asy_sojourn {
    double share[ASY_MAX_GROUPS], wanted_ratio[ASY_MAX_GROUPS], days[ASY_MAX_GROUPS];
    double p_refused_entry[ASY_MAX_GROUPS];
};

struct asy_agents {
    double p_home, p_taken, p_scared;
};

struct asy_extradition {
    double p_detained;
    double decision_days, limit_days, p_extended, longest_days;
    double p_ordered[ASY_MAX_GROUPS], risk_seen[ASY_MAX_GROUPS];
    double p_claims;
    double p_rearrested, p_papers_lost;
};

/* What one may do against an order to be removed, and how soon it is carried out. */
struct asy_remedy {
    double p_told, p_appeals;
    bool suspends;
    double p_provisional, appeal_days, p_appeal_won, removal_days;
};

struct asy_expulsion {
    struct asy_remedy remedy;
    double p_detained, hearing_days, p_ordered;
    double to[ASY_MAX_COUNTRIES]; /* to another transit country rather than home */
    double without_papers;
};

struct asy_deportation {
    struct asy_remedy remedy;
    double p_given_time, leave_days, p_leaves;
    double risk_assessed, p_risk_seen;
    double sentence_days;
};

struct asy_local_asylum {
    double p_accepted, p_accepted_detained;
    double decision_days, p_granted[ASY_MAX_GROUPS], unfounded;
    double temporary[ASY_MAX_GROUPS];
    double protects_refugee, protects_temporary, protects_in_court;
    double p_appeals, court_days, p_overturned, p_obeys;
    double p_betrayed, p_expelled, p_goes_on;
    double p_mandate, mandate_heeded, p_resettled;
    double p_too_thin[ASY_MAX_GROUPS], thin_days;
    double vetoed, public_ratio;
    double p_claims_held, p_order, p_undesirable;
    double term_days, p_extended;
};

/* What becomes of those removed to the country (law/transit/removed.c). */
struct asy_removed {
    double p_handed, p_held, held_days;
    double p_told, p_requested, p_handed_over;
    double p_claims;
    double p_expelled, p_undesirable, permit_ratio;
    double p_status_kept;
    double p_tries_again, p_home;
    double p_looked_up;
};

/* A person on a list of the home state, sent back at a crossing into the hands of the border
   guards beyond; `u` is against the share of names that they look up. ASY_AT_ONCE where nothing
   comes of it. */
struct asy_step asy_turned_back(struct asy_scene *scene, struct asy_applicant *who, double u);

/* Rows of a law's table for its remedy. */
#define ASY_REMEDY_PARAM(law, name, kind, min, standard, max, unit, doc, source)               \
    {                                                                                          \
#name, kind, ASY_ONE, offsetof(struct asy_##law, remedy.name), min, standard, max,     \
            unit, doc, source, NULL, 0                                                         \
    }
#define ASY_REMEDY_PARAMS(law)                                                                 \
    ASY_REMEDY_PARAM(law, p_told, ASY_REAL, 0, 1, 1, "share of orders",                        \
                     "Share of orders of which the person is informed.",                       \
                     "told of the order in time to turn to a court, here or in Strasbourg"),   \
        ASY_REMEDY_PARAM(law, p_appeals, ASY_REAL, 0, 0.3, 1, "share of those told",           \
                         "Share of people informed who appeal.", "grade D"),                   \
        ASY_REMEDY_PARAM(law, suspends, ASY_FLAG, 0, 0, 1, "yes or no",                        \
                         "Whether an appeal suspends the removal.",                            \
                         "whether an appeal stops the removal; ECHR art. 13"),                 \
        ASY_REMEDY_PARAM(                                                                      \
            law, p_provisional, ASY_REAL, 0, 0, 1, "share of appeals",                         \
            "Share of appeals in which a court provisionally suspends the removal.",           \
            "a judge suspends the order for the time being"),                                  \
        ASY_REMEDY_PARAM(law, appeal_days, ASY_REAL, 1, 30, 2000, "days",                      \
                         "Mean time from the appeal to the ruling.", "grade D: mean"),         \
        ASY_REMEDY_PARAM(law, p_appeal_won, ASY_REAL, 0, 0.1, 1, "share of rulings",           \
                         "Share of rulings that annul the order.", "grade D"),                 \
        ASY_REMEDY_PARAM(law, removal_days, ASY_REAL, 0, 14, 2000, "days",                     \
                         "Mean time from the order to the removal.",                           \
                         "grade D: mean, from the order to the removal")

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

/* Stay in a transit country: who registers, what a stamp does (law/transit/stay.c). */
struct asy_stay {
    double registered[ASY_MAX_GROUPS];
    double term_days, p_barred;
    double p_travel_document;
};

/* How readily a claim comes out in an interview: four kinds of people of equal number, which a
   person keeps on all attempts (two bits of their marks). */
int asy_disposition(const struct asy_applicant *who);
/* Gives it, the same on every flight. */
void asy_disposition_give(struct asy_scene *scene, struct asy_applicant *who);
/* Chance that the claim comes out in one interview: [no children, children][disposition]. */
void asy_screening_chances(const struct asy_border *law, float p[2][ASY_N_DISPOSITIONS]);

/* The stay without registration ends today: registered, tolerated or stamped. */
struct asy_step asy_stay_ends(struct asy_scene *scene, struct asy_applicant *who);
/* Whether the stamp of an earlier stay keeps them out of a country. */
/* Whether the year's number of claims of `state` is reached and holds at its outer crossings
   (law/procedure/claim_ceiling.c). */
bool asy_ceiling_bars_claim(struct asy_scene *scene, const struct asy_applicant *who,
                            int state);
bool asy_stay_barred(struct asy_scene *scene, struct asy_applicant *who, int country);
/* Has lost the passport: whether the country gives a travel document to leave with. */
bool asy_travel_document(struct asy_scene *scene, struct asy_applicant *who, double u);
/* The money is gone: whether they stay all the same, sleeping at the station. */
bool asy_sleeps_rough(struct asy_scene *scene, struct asy_applicant *who);
/* Goes back to earn money and will come again; ASY_AT_ONCE where they do not. */
struct asy_step asy_goes_to_earn(struct asy_scene *scene, struct asy_applicant *who);
/* What a country offers to people away from its border. */
struct asy_safe_route {
    uint64_t groups;
    bool lgbti, activists, publicly_known;
    bool from_home, from_transit, from_state;
    double places; /* persons a year */
    double visa_days;
    bool claims;
};

/* The same asked of a consulate, without an organisation (law/journey/consulate.c). */
struct asy_consulate {
    bool asked;
    double margin, noise, p_security;
    double p_knows[ASY_MAX_GROUPS], spread;
};
/* Whether some country gives such visas today to who asks. */
bool asy_consulates_ask(const struct asy_scene *scene);
/* Whether one asks this country's consulate, and is put on its list. */
bool asy_consulate_asked(struct asy_scene *scene, struct asy_applicant *who, int country);
/* For how many days they hold out on it. */
int32_t asy_consulate_patience(const struct asy_scene *scene, const struct asy_applicant *who);

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
    double silenced; /* per year */
    double foreigner_factor, detention_days;
};

/* What comes before taking a way; ASY_AT_ONCE, stage `way`, where nothing does. */
struct asy_step asy_hunted_enter(struct asy_scene *scene, struct asy_applicant *who);
struct asy_step asy_occupation_enter(struct asy_scene *scene, struct asy_applicant *who);

/* On the way to the crossing that was chosen when they took a way. */
struct asy_step asy_sets_off(struct asy_scene *scene, struct asy_applicant *who);
/* No longer waits at the crossing: out of the stock. */
void asy_border_leave(struct asy_scene *scene, struct asy_applicant *who);
/* The danger of this wait has come, or the clock is due to be set anew. */
struct asy_step asy_danger_strikes(struct asy_scene *scene, struct asy_applicant *who);
/* Sets the clock of dangers from today's rates. */
void asy_danger_clock(struct asy_scene *scene, struct asy_applicant *who);
/* The earlier of a day and the danger, as a wait for `stage`. */
struct asy_step asy_until_danger(const struct asy_scene *scene, const struct asy_applicant *who,
                                 enum asy_stage_id stage, int32_t day);

/* On the way to the crossing's country: refused entry there, or stays for a time in a country
   on the way. True where either happens; then *step says what comes next. */
bool asy_sojourn(struct asy_scene *scene, struct asy_applicant *who, struct asy_step *step);
/* Goes to the crossing that was chosen. */
struct asy_step asy_goes_on(struct asy_scene *scene, struct asy_applicant *who, double u);
/* Nothing holds them any longer: to the crossing again, or adrift. */
struct asy_step asy_set_free(struct asy_scene *scene, struct asy_applicant *who);
/* Stays on without status, among the dangers. */
struct asy_step asy_goes_adrift(struct asy_scene *scene, struct asy_applicant *who);

/* Found by agents from home. */
struct asy_step asy_agents_meet(struct asy_scene *scene, struct asy_applicant *who);
/* Found by the police and brought before a court; `interned`: held from the first day. */
struct asy_step asy_expulsion_begins(struct asy_scene *scene, struct asy_applicant *who,
                                     bool interned);
/* Declared undesirable; `rearrested`: out of detention, without the days to leave. */
struct asy_step asy_deportation_begins(struct asy_scene *scene, struct asy_applicant *who,
                                       bool rearrested);
/* Refused asylum as a threat to security: told to leave within the days given. */
struct asy_step asy_told_to_leave(struct asy_scene *scene, struct asy_applicant *who);
/* Sent to prison for an offence: deported when the sentence has been served. */
struct asy_step asy_convicted(struct asy_scene *scene, struct asy_applicant *who);
/* Held, and about to be removed: asks for asylum. True where the claim is taken and protects.
 */
bool asy_claim_in_custody(struct asy_scene *scene, struct asy_applicant *who);
/* Has nothing left to live on while the claim is pending: gives it up. */
struct asy_step asy_means_gone(struct asy_scene *scene, struct asy_applicant *who);
/* Whether any danger of the country where they are reaches them. */
bool asy_is_in_danger(const struct asy_scene *scene, const struct asy_applicant *who);
/* Asks the transit country for asylum. */
struct asy_step asy_local_claim(struct asy_scene *scene, struct asy_applicant *who);
/* The same from detention; whether the claim is registered. */
bool asy_local_claim_detained(struct asy_scene *scene, struct asy_applicant *who);
/* Waits for the answer, from today. */
struct asy_step asy_local_pending(struct asy_scene *scene, struct asy_applicant *who);
/* The transit country has spoken its last word. */
void asy_local_answered(struct asy_applicant *who);
/* The claim of a person in detention is decided: whether protection is granted. */
bool asy_local_decides(struct asy_scene *scene, struct asy_applicant *who);
/* Protected in the transit country, for good or until they move on. */
struct asy_step asy_local_granted(struct asy_scene *scene, struct asy_applicant *who);
/* Under its protection: stays there, or moves on when it proves too thin. */
struct asy_step asy_local_settles(struct asy_scene *scene, struct asy_applicant *who);
/* Whether a pending claim keeps them from being removed. */
bool asy_local_claim_protects(struct asy_scene *scene, const struct asy_applicant *who);

/* An order to be removed stands from today: what follows, and when. */
struct asy_step asy_ordered_out(struct asy_scene *scene, struct asy_applicant *who);
/* Taken home from the transit country by `act`. */
struct asy_step asy_seized(struct asy_scene *scene, struct asy_applicant *who,
                           enum asy_act act);
/* Held from now on; counted when it was not so before. */
void asy_is_held(struct asy_scene *scene, struct asy_applicant *who);
/* No longer held: their days are counted. */
void asy_is_released(struct asy_scene *scene, struct asy_applicant *who);

/* The greatest yearly rate of such checks there ever is in any country: people move, the clock
   runs on. */
double asy_most_checks(const struct asy_scene *scene, enum asy_aside_id aside);
/* What a crossing's law comes to. */
struct asy_gate asy_border_gate(const struct asy_border *law);

#endif
