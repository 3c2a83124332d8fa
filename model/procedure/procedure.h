/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The laws of the procedure in a European state. */
#ifndef ASY_PROCEDURE_PROCEDURE_H
#define ASY_PROCEDURE_PROCEDURE_H

#include "population/life.h"

struct asy_registration {
    double lodge_days;
};

struct asy_dublin {
    bool member;
    double p_request[ASY_MAX_COUNTRIES], p_accept[ASY_MAX_COUNTRIES];
    double requests_per_day;
    double request_days, p_hit, request_limit_days, request_limit_hit_days;
    double answer_days, answer_factor[ASY_MAX_COUNTRIES];
    double charge_answer_limit_days, back_answer_limit_days, back_answer_limit_hit_days;
    double p_family, p_sovereign[ASY_MAX_COUNTRIES], p_humanitarian;
    bool siblings, formed_in_transit, minors_stay;
    uint64_t visa_free;
    double p_passes_on, hidden_days, entry_days, discontinue_days;
    double p_abscond, absconded_factor, p_imprisoned, prison_days;
    double transfer_days[ASY_MAX_COUNTRIES];
    double limit_days, limit_imprisoned_days, limit_absconded_days;
    double p_remedy, remedy_days, p_remedy_won;
    bool remedy_suspends;
    double p_detained_after, detained_after_days;
    bool lapse, notified, admissibility_first;
    uint64_t suspended;
};

/* Relatives beyond those with protection, by group (procedure/criteria.c). */
struct asy_kinship {
    double minor_alone;
    double pending, dependant, sibling, formed_in_transit;
};

/* The corrective allocation of COM(2016) 270 (procedure/allocation.c). */
struct asy_corrective {
    bool in_use;
    double threshold, days;
    uint64_t members;
    double population[ASY_MAX_COUNTRIES], gdp[ASY_MAX_COUNTRIES];
    double other_claims[ASY_MAX_COUNTRIES];
};

/* By which criterion a state is responsible, in the order of 604/2013 art. 7. */
enum asy_criterion {
    ASY_BY_NONE, /* the present state: no criterion points elsewhere */
    ASY_BY_MINOR,
    ASY_BY_FAMILY,
    ASY_BY_PENDING_FAMILY,
    ASY_BY_DEPENDANT,
    ASY_BY_VISA,
    ASY_BY_ENTRY,
    ASY_BY_FIRST_CLAIM,
    ASY_BY_HUMANITY,
};

struct asy_responsibility {
    int state;
    enum asy_criterion by;
};

struct asy_third_country {
    uint64_t list, never;
    double p_apply, min_link, p_overturn;
    double days;
    bool readmission_first;
};

struct asy_withdrawal {
    double share[ASY_MAX_COUNTRIES]; /* by citizenship */
    double days;
};

struct asy_channel {
    uint64_t safe_origin;
    double accelerated_days, presumption;
    bool suspensive;
};

struct asy_merits {
    double capacity, min_days, noise;
    double rate[ASY_MAX_COUNTRIES];
    double refugee_share[ASY_MAX_COUNTRIES], humanitarian_share[ASY_MAX_COUNTRIES];
};

enum asy_ipa_mode {
    ASY_IPA_NEVER,
    ASY_IPA_CASE_BY_CASE,
    ASY_IPA_URBAN_AREAS,
    ASY_IPA_PUBLICLY_KNOWN,
    ASY_IPA_MANDATORY
};

struct asy_internal_protection {
    int mode;
    uint64_t groups, exempt;
    double p_found, p_found_mandatory;
};

struct asy_appeal {
    double p_lodge, capacity, min_days, success, noise;
    bool suspensive;
};

struct asy_family_risk {
    double recognised;
};

struct asy_strasbourg {
    double p_ask[ASY_MAX_COUNTRIES];
    double p_grant, p_grant_unfounded;
    double p_ask_at_border[ASY_MAX_COUNTRIES];
    double compliance[ASY_MAX_COUNTRIES], compliance_at_border[ASY_MAX_COUNTRIES];
    double days, p_violation;
};

struct asy_border_procedure {
    double share;
    bool exempts_families;
    double detained, days, limit_days, presumption;
};

/* Whether a claim just lodged is dealt with at the border, and what then comes. */
bool asy_border_procedure_takes(struct asy_scene *scene, const struct asy_applicant *who);
struct asy_step asy_border_procedure_enter(struct asy_scene *scene, struct asy_applicant *who);
/* The decision on the merits by this state, with so much more to be shown; what follows a
   refusal is the caller's. */
struct asy_step
asy_merits_decide(struct asy_scene *scene, struct asy_applicant *who, double presumption,
                  struct asy_step (*refused)(struct asy_scene *, struct asy_applicant *));
/* What a state does not see of the need of an activist's relative; 0 of all others. */
double asy_family_unseen(const struct asy_scene *scene, const struct asy_applicant *who,
                         int state);
/* Whether the claim is withdrawn before it is decided; ASY_AT_ONCE where it is not. */
struct asy_step asy_withdrawal_ask(struct asy_scene *scene, struct asy_applicant *who,
                                   const struct asy_luck *luck);
/* The claim goes to the authority: channel, queue, decision. */
struct asy_step asy_channel_enter(struct asy_scene *scene, struct asy_applicant *who);
/* Whether this state's law finds protection in another part of the country. */
bool asy_ipa_found(const struct asy_internal_protection *law, const struct asy_applicant *who,
                   double u);
/* Whether this state asks the question of such a person at all. */
bool asy_ipa_asked(const struct asy_internal_protection *law, const struct asy_applicant *who);

/* Whether the state where the person is finds protection elsewhere in their country. */
bool asy_lives_elsewhere(const struct asy_scene *scene, const struct asy_applicant *who);
/* The states that would find it, of those that ask. */
uint64_t asy_ipa_states(const struct asy_scene *scene, const struct asy_applicant *who);

/* Whether a claim is refused unheard because of a country on the way; -1, or that country. */
int asy_third_country_of(const struct asy_third_country *law, const struct asy_applicant *who,
                         const struct asy_luck *luck, const struct asy_luck *connection);
/* Which state is responsible for the claim, and why; the present one if none other is. */
struct asy_responsibility asy_dublin_criteria(const struct asy_scene *scene,
                                              const struct asy_applicant *who);
/* The race of the transfer against remedy and time limit begins (procedure/transfer.c). */
struct asy_step asy_transfer_race(struct asy_scene *scene, struct asy_applicant *who);
/* This state takes the claim on: no other is responsible, or any longer. */
struct asy_step asy_dublin_take_on(struct asy_scene *scene, struct asy_applicant *who);
/* Of one for whom this state has become responsible: the state to which the corrective
   mechanism allocates them, -1 where it does not. */
int asy_allocation_of(const struct asy_scene *scene, const struct asy_applicant *who);
/* Let in at the border, goes on before any claim is lodged; ASY_AT_ONCE where one does not. */
struct asy_step asy_passes_on(struct asy_scene *scene, struct asy_applicant *who);
/* Which state is responsible for the claim, the present one if none other is. */
int asy_dublin_responsible(const struct asy_scene *scene, const struct asy_applicant *who);
/* Asks whether to move on; ASY_AT_ONCE where one stays. */
struct asy_step asy_onward_ask(struct asy_scene *scene, struct asy_applicant *who);
/* To the Dublin unit, or past it where this state is responsible. */
struct asy_step asy_dublin_enter(struct asy_scene *scene, struct asy_applicant *who);
/* To the question whether the claim is heard at all, or past it where nothing speaks against.
 */
struct asy_step asy_admissibility_enter(struct asy_scene *scene, struct asy_applicant *who);
/* Refused: appeals or not. */
struct asy_step asy_appeal_ask(struct asy_scene *scene, struct asy_applicant *who);
/* Granted: a status, and the end of the way. */
struct asy_step asy_protect(struct asy_scene *scene, struct asy_applicant *who);
/* The file here is closed without a decision: withdrawn, absconded or transferred. */
void asy_file_close(struct asy_scene *scene, struct asy_applicant *who);
/* No longer among those who wait for a first decision here. */
void asy_backlog_leave(struct asy_scene *scene, const struct asy_applicant *who);

#endif
