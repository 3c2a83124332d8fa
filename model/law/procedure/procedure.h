/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The laws of the procedure in a European state, from the claim to the last court; which state
   is responsible, what exempts whom, and whether a claim is heard at all stand in headers of
   their own, which come with this one. */
#ifndef ASY_LAW_PROCEDURE_PROCEDURE_H
#define ASY_LAW_PROCEDURE_PROCEDURE_H

#include "law/circle.h"
#include "law/people/persecutor.h"
#include "law/procedure/responsibility.h"
#include "law/procedure/safeguards.h"
#include "law/procedure/unheard.h"

struct asy_registration {
    double lodge_days, limit_days;
};

struct asy_rulings {
    uint64_t struck, internal_protection;
    bool permit_not_protection, heeded;
};

struct asy_repeat_claim {
    double p_admitted, p_file, file_days, unaided;
    bool legal_aid, suspensive, anywhere;
    double p_appeal, p_overturn, appeal_days;
};

struct asy_country_information {
    uint64_t covered;
    double noise_ratio;
};

struct asy_withdrawal {
    double share[ASY_MAX_COUNTRIES]; /* by citizenship */
    double days;
};

struct asy_channel {
    uint64_t safe_origin, exempt, exempt_parts;
    double accelerated;
    bool accelerates_minors;
    double accelerated_days, presumption, p_rebutted, p_shown;
    double lodge_ratio, court_days;
    bool suspensive;
};

struct asy_merits {
    double capacity, min_days, limit_days, noise, presumed, unheard_cost;
    double standard; /* how much stronger a file must look than the threshold asks for */
    int standard_of; /* whose threshold: ASY_OWN, ASY_POOLED, or a state's */
    double rate[ASY_MAX_COUNTRIES];
    double refugee_share[ASY_MAX_COUNTRIES], humanitarian_share[ASY_MAX_COUNTRIES];
};

/* Of whom the question is asked: the groups that the state lists, everybody in need, or all of
   these except people persecuted by the State or its agents. */
enum asy_ipa_asked_of { ASY_ASKED_GROUPS, ASY_ASKED_EVERYBODY, ASY_ASKED_NOT_BY_STATE };

enum asy_ipa_mode {
    ASY_IPA_NEVER,
    ASY_IPA_CASE_BY_CASE,
    ASY_IPA_URBAN_AREAS,
    ASY_IPA_PUBLICLY_KNOWN,
    ASY_IPA_MANDATORY
};

/* How a state reads that a person had moved inside the country before the flight. */
enum asy_relocation {
    ASY_RELOCATION_IGNORED,
    ASY_RELOCATION_FOR_THE_CLAIM,
    ASY_RELOCATION_SHOWS_IT_WORKS,
    ASY_RELOCATION_SHOWS_THE_REACH
};

struct asy_internal_protection {
    int mode, asked_of;
    bool presumes_none, heeds_travel, heeds_admission, heeds_settlement, heeds_care, burden;
    uint64_t groups, exempt;
    double p_found, p_found_mandatory, care, heeds_reach, p_shown;
    int relocation;
    double relocation_weight, relocation_ratio;
};

struct asy_appeal {
    double p_lodge, capacity, min_days, success, noise, unheard_cost;
    double standard; /* as that of the authority */
    int standard_of;
    bool suspensive;
};

struct asy_family_risk {
    double recognised;
};

struct asy_strasbourg {
    uint64_t not_party; /* countries against which no measure can be requested */
    double p_ask[ASY_MAX_COUNTRIES];
    double p_grant, p_grant_unfounded, p_grant_transfer;
    double p_ask_at_border[ASY_MAX_COUNTRIES];
    double compliance[ASY_MAX_COUNTRIES], compliance_at_border[ASY_MAX_COUNTRIES];
    double abducted[ASY_MAX_COUNTRIES]; /* a year, among those under a measure */
    double held[ASY_MAX_COUNTRIES];     /* share of them who stay in detention */
    double days, p_violation, p_violation_transfer;
};

struct asy_border_procedure {
    double share, low_recognition, misled, security, safe_origin, at_airports;
    bool duty;
    double places, times_a_year, kept_free;
    bool exempts_families, exempts_minors, minors_danger_only;
    double detained, days, limit_days, presumption;
    double lodge_ratio, court_days;
    bool suspensive;
    double p_stay;
    bool limit_with_appeal;
};

/* Kept at the border for a return (law/procedure/border_return.c). */
struct asy_border_return {
    bool in_use;
    double limit_days, detained, p_departs, depart_days, days;
};

/* Whether a claim just lodged is dealt with at the border, and what then comes. */
bool asy_border_procedure_takes(struct asy_scene *scene, const struct asy_applicant *who);
/* Of one who is: whether there is a place; counts where there is none. */
bool asy_border_procedure_has_place(struct asy_scene *scene, const struct asy_applicant *who);
/* Is kept at the border from now on, or no longer. */
void asy_border_place_take(struct asy_scene *scene, struct asy_applicant *who);
void asy_border_place_leave(struct asy_scene *scene, struct asy_applicant *who);
/* Refused there for good: whether they are kept for a return instead of being sent back across
   the border, and what then comes; `to`: what lies beyond it. */
bool asy_border_return_keeps(const struct asy_scene *scene, const struct asy_applicant *who);
struct asy_step asy_border_return_enter(struct asy_scene *scene, struct asy_applicant *who,
                                        int to);
struct asy_step asy_border_procedure_enter(struct asy_scene *scene, struct asy_applicant *who);
/* A court has ruled on an applicant who may have been kept at the border until now: whether
   they are there still, to be sent back if they have lost. They are no longer kept there. */
bool asy_border_procedure_ends(struct asy_scene *scene, struct asy_applicant *who);
/* The decision on the merits by this state, with so much more to be shown; what follows a
   refusal is the caller's. */
struct asy_step
asy_merits_decide(struct asy_scene *scene, struct asy_applicant *who, double presumption,
                  struct asy_step (*refused)(struct asy_scene *, struct asy_applicant *));
/* What a state does not see of the need of an activist's relative; 0 of all others. */
double asy_family_unseen(const struct asy_scene *scene, const struct asy_applicant *who,
                         int state);

/* What becomes of those who wait and may not work. */
struct asy_waiting {
    double work_after_days;
    double destitute; /* per year */
    double p_home, p_onward;
    double p_detained, p_agrees;
    double detained_days, p_removed;
};

/* Whether the claim is withdrawn before it is decided; ASY_AT_ONCE where it is not. */
struct asy_step asy_withdrawal_ask(struct asy_scene *scene, struct asy_applicant *who,
                                   const struct asy_luck *luck);
/* Whether the country is on the list of safe ones here, and the list leaves them in. */
bool asy_is_listed_safe(const struct asy_scene *scene, const struct asy_applicant *who);
/* The same, and they have no ground of their own that is believed against it. */
bool asy_is_presumed_safe(const struct asy_scene *scene, const struct asy_applicant *who);
/* How much more an applicant accelerated because of the country of origin must show
   (law/procedure/channel.c). */
double asy_presumption(const struct asy_scene *scene, const struct asy_applicant *who);
/* The claim goes to the authority: channel, queue, decision. */
struct asy_step asy_channel_enter(struct asy_scene *scene, struct asy_applicant *who);

/* Why another part of the country that would be found is not held against the claim. */
enum asy_ipa_bar {
    ASY_BAR_NONE,
    ASY_BAR_STATE,
    ASY_BAR_TRAVEL,
    ASY_BAR_ADMISSION,
    ASY_BAR_SETTLEMENT,
    ASY_BAR_CARE,
    ASY_BAR_NOT_SHOWN
};

/* Whether a state's law has any such condition, beyond what its practice finds. */
bool asy_ipa_has_bars(const struct asy_internal_protection *law);
/* Which of them stands against it. */
enum asy_ipa_bar asy_ipa_bar(const struct asy_internal_protection *law,
                             const struct asy_elsewhere *elsewhere);
/* Whether this state's law finds protection in another part of the country. */
bool asy_ipa_found(const struct asy_internal_protection *law, const struct asy_rulings *rulings,
                   const struct asy_applicant *who, const struct asy_elsewhere *elsewhere);
/* Whether this state asks the question of such a person at all. */
bool asy_ipa_asked(const struct asy_internal_protection *law, const struct asy_rulings *rulings,
                   const struct asy_applicant *who);
/* What an earlier move inside the country adds to the strength of the file in a state. */
double asy_relocation_adds(const struct asy_scene *scene, const struct asy_applicant *who,
                           int state);
/* Whether the state where the person is finds protection elsewhere in their country. */
bool asy_lives_elsewhere(const struct asy_scene *scene, const struct asy_applicant *who);
/* The largest share referred by the state to another part of the country. */
double asy_ipa_found_at_most(const struct asy_internal_protection *law);
/* The states that would find it, of those that ask; and why not the one where they are, if that
   is one of the conditions of its law (`bar`). */
uint64_t asy_ipa_states(const struct asy_scene *scene, const struct asy_applicant *who,
                        enum asy_ipa_bar *bar);
/* A claim is lodged in this state: counted, and waits for a decision (registration.c). */
void asy_claim_lodged(struct asy_scene *scene, struct asy_applicant *who);
/* Refused in the border procedure: sent back across the border, unless Strasbourg stops it. */
struct asy_step asy_border_sends_back(struct asy_scene *scene, struct asy_applicant *who);
/* Whether the authority would find the need established, seen as on the merits. */
bool asy_need_established(const struct asy_scene *scene, const struct asy_applicant *who);

/* ---- after a final refusal --------------------------------------------------- */

/* Whether this state has refused the person for good. */
static inline bool
asy_refused_in(const struct asy_applicant *who, int state)
{
    return (who->refused_in & asy_bit(state)) != 0;
}

/* Refused by the last court that is asked: prepares a fresh claim, or is refused for good. */
struct asy_step asy_refused_finally(struct asy_scene *scene, struct asy_applicant *who);
/* Whether a claim already refused for good here is decided anew. */
bool asy_repeat_admitted(struct asy_scene *scene, struct asy_applicant *who);
/* It is not: to a court against that, or refused for good once more. */
struct asy_step asy_repeat_not_heard(struct asy_scene *scene, struct asy_applicant *who);
/* Whether a claim is a subsequent one here because another state has refused it for good. */
bool asy_is_repeat_of_another_state(const struct asy_scene *scene,
                                    const struct asy_applicant *who);
/* A court finds that it must be. */
struct asy_step asy_repeat_heard_after_all(struct asy_scene *scene, struct asy_applicant *who);
/* The noise through which a file of this citizenship is seen. */
double asy_informed_noise(const struct asy_country_information *law, int citizenship,
                          double noise);
/* Whether a return decision of another state is enforced here (law/aftermath/return_order.c).
 */
bool asy_order_of_another(struct asy_scene *scene, struct asy_applicant *who);
/* Refused: appeals or not. */
struct asy_step asy_appeal_ask(struct asy_scene *scene, struct asy_applicant *who);
/* Granted: a status, and the end of the way. */
struct asy_step asy_protect(struct asy_scene *scene, struct asy_applicant *who);
/* The file here is closed without a decision: withdrawn, absconded or transferred. */
void asy_file_close(struct asy_scene *scene, struct asy_applicant *who);
/* No longer among those who wait for a first decision here. */
void asy_backlog_leave(struct asy_scene *scene, const struct asy_applicant *who);

#endif
