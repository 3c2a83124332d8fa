/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The laws of the procedure in a European state. */
#ifndef ASY_LAW_PROCEDURE_PROCEDURE_H
#define ASY_LAW_PROCEDURE_PROCEDURE_H

#include "law/circle.h"
#include "law/people/persecutor.h"

struct asy_registration {
    double lodge_days, limit_days;
};

struct asy_dublin {
    bool member;
    double p_request[ASY_MAX_COUNTRIES], p_accept[ASY_MAX_COUNTRIES];
    double requests_per_day;
    double request_days, p_hit;
    double charge_request_limit_days, charge_request_limit_hit_days;
    double back_request_limit_days, back_request_limit_hit_days;
    double answer_days, answer_factor[ASY_MAX_COUNTRIES];
    double charge_answer_limit_days, charge_answer_limit_hit_days;
    double back_answer_limit_days, back_answer_limit_hit_days;
    bool visa_hits;
    double p_family, p_sovereign[ASY_MAX_COUNTRIES], p_humanitarian;
    double p_minor_united;
    bool humanity_any_time;
    bool refugees_only, siblings, formed_in_transit, minors_stay, minor_relatives;
    double p_passes_on, hidden_days, visa_days, entry_days, discontinue_days;
    bool entry_binds;
    double p_abscond, absconded_factor, p_imprisoned, prison_days;
    double transfer_days[ASY_MAX_COUNTRIES];
    double limit_days, limit_imprisoned_days, limit_absconded_days;
    double p_remedy, remedy_days, p_remedy_won;
    bool remedy_suspends;
    uint64_t remedy_grounds; /* of enum asy_ground */
    bool remedy_take_back;
    double p_remedy_shown, p_criteria_wrong, p_late;
    double p_detained_after, detained_after_days;
    bool lapse, notified, admissibility_first, keeps_safe_origin;
    double notice_days, p_notice_refused;
    bool criteria_once, determination_continues, wider_family_only, diploma;
    double border_refusal_days;
    double p_shown;
    bool withdrawn_subsequent, rejected_final;
    uint64_t suspended;
};

/* Until when one who should be in another state is received here. */
enum asy_reception {
    ASY_RECEPTION_KEPT,
    ASY_RECEPTION_TO_CLAIM,
    ASY_RECEPTION_TO_TRANSFER_DECISION,
};

/* What follows a claim in another state than the one responsible
   (law/procedure/secondary_movement.c). */
struct asy_secondary_movement {
    bool taken_back_accelerated, taken_charge_accelerated;
    int reception;
    double p_withheld, days;
    double p_home, p_back, p_onward, p_found;
    double p_no_claim, found_days;
};

/* Control of those who move on to a state (law/procedure/internal_border.c). */
struct asy_internal_border {
    double checked[ASY_MAX_COUNTRIES];
    double p_asks, p_refused, p_refused_claim;
    uint64_t agreement_with;
    double p_returned, agreement_days;
    bool spares_minors;
    double p_again, again_days, most_attempts;
};

/* A yearly number of claims (law/procedure/claim_ceiling.c). */
struct asy_claim_ceiling {
    double claims, p_applied, p_at_line, p_takes[ASY_MAX_COUNTRIES], p_shown;
    bool spares_minors, spares_family, at_crossings;
};

/* Around a birth nobody is transferred (law/procedure/pregnancy.c). */
struct asy_pregnancy {
    double share, weeks_before, weeks_after;
};

/* Whom a state spares a Dublin transfer, of those whose needs it has seen. */
enum asy_unfit { ASY_UNFIT_NOBODY, ASY_UNFIT_GRAVELY_ILL, ASY_UNFIT_ALL };

/* What a state sees of special needs, and what it spares those in whom it does
   (law/procedure/vulnerability.c). */
struct asy_vulnerability {
    double seen, seen_later, later_days;
    bool spared_border, spared_accelerated, spared_detention, spared_third_country;
    int spared_transfer;
    bool decided_first;
    uint64_t assured;
    double p_assured;
    double too_ill_to_remove; /* share of the gravely ill whose needs are seen */
};

/* Counsel before the first decision, beyond today's (law/procedure/legal_aid.c). */
struct asy_legal_aid {
    double unaided, reached;
    double needs_seen, brings, lodges, shown;
};

/* Detention before a Dublin transfer (law/procedure/transfer_detention.c). */
struct asy_transfer_detention {
    double held_absconding, held_others;
    bool spares_minors;
    double request_limit_days, answer_limit_days, transfer_limit_days, transfer_days;
};

/* Relatives beyond those with protection, by group (law/procedure/kinship.c). */
struct asy_kinship {
    double minor_alone;
    double pending, dependant, sibling, formed_in_transit, relative, diploma;
};

/* The corrective allocation of COM(2016) 270 (law/procedure/allocation.c). */
struct asy_corrective {
    bool in_use;
    double threshold, days;
    uint64_t members;
    double population[ASY_MAX_COUNTRIES], gdp[ASY_MAX_COUNTRIES];
    double other_claims[ASY_MAX_COUNTRIES];
    bool others_by_key;
    double by_past, past_claims[ASY_MAX_COUNTRIES];
    double choices;
    uint64_t not_from, opted_out;
    double contribution, refund;
};

/* Which people are allocated, and what they do then (law/procedure/allocated.c). */
struct asy_allocated {
    bool visa_links, diploma, filter;
    double sponsor, security, filter_margin, minors;
    double chooses, together, together_most, together_days;
    double abscond, content_ratio;
};

/* Solidarity with states under pressure, 2024/1351 part IV (law/procedure/solidarity.c). */
struct asy_solidarity {
    bool in_use;
    uint64_t relieved, freed;
    double relocations, days, in_money[ASY_MAX_COUNTRIES], per_person;
    double offset_least, offset_share, offset_asked;
};

/* By which criterion a state is responsible, in the order of 604/2013 art. 7. */
enum asy_criterion {
    ASY_BY_NONE, /* the present state: no criterion points elsewhere */
    ASY_BY_MINOR,
    ASY_BY_FAMILY,
    ASY_BY_PENDING_FAMILY,
    ASY_BY_DEPENDANT,
    ASY_BY_VISA,
    ASY_BY_DIPLOMA,
    ASY_BY_ENTRY,
    ASY_BY_FIRST_CLAIM,
    ASY_BY_HUMANITY,
};

struct asy_responsibility {
    int state;
    enum asy_criterion by;
};

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

/* Whom the question is asked of: the groups that the state lists, everybody in need, or all of
   these but whom the State or its agents persecute. */
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
    uint64_t not_party; /* countries against which nobody can be asked for a measure */
    double p_ask[ASY_MAX_COUNTRIES];
    double p_grant, p_grant_unfounded, p_grant_transfer;
    double p_ask_at_border[ASY_MAX_COUNTRIES];
    double compliance[ASY_MAX_COUNTRIES], compliance_at_border[ASY_MAX_COUNTRIES];
    double abducted[ASY_MAX_COUNTRIES]; /* a year, of those for whom a measure holds */
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
/* A court has ruled on one who may have been kept at the border until now: whether they are
   there still, to be sent back if they have lost. They are no longer kept there. */
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
/* How much more must be shown by one who is in the accelerated channel for the country of
   origin (law/procedure/channel.c). */
double asy_presumption(const struct asy_scene *scene, const struct asy_applicant *who);
/* One who has been transferred here, taken back or taken charge of, claims: in the accelerated
   channel where the law of this state says so (law/procedure/secondary_movement.c). */
void asy_accelerate_transferred(struct asy_scene *scene, struct asy_applicant *who, bool back);
/* A wait of `days`, then `stage`, in a state where another is responsible; or less, if
   reception there has ended by `step` and they act upon it. */
struct asy_step asy_wait_unreceived(struct asy_scene *scene, struct asy_applicant *who,
                                    enum asy_stage_id stage, int32_t days,
                                    enum asy_reception step);
/* Arrived in another state after a claim elsewhere: lives there without one until found, or
   ASY_AT_ONCE where they claim. */
struct asy_step asy_without_claim(struct asy_scene *scene, struct asy_applicant *who);
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
/* The largest share for whom the state finds another part of the country. */
double asy_ipa_found_at_most(const struct asy_internal_protection *law);
/* The states that would find it, of those that ask; and why not the one where they are, if that
   is one of the conditions of its law (`bar`). */
uint64_t asy_ipa_states(const struct asy_scene *scene, const struct asy_applicant *who,
                        enum asy_ipa_bar *bar);

/* A claim is lodged in this state: counted, and waits for a decision (registration.c). */
void asy_claim_lodged(struct asy_scene *scene, struct asy_applicant *who);

/* ---- admissibility ------------------------------------------------------------------------
 */

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
/* Refused unheard in the border procedure because of the country beyond it, which could protect
   or has: to a court, or back at once. */
struct asy_step asy_unheard_at_border(struct asy_scene *scene, struct asy_applicant *who,
                                      int country, bool protected_there);
/* Refused in the border procedure: sent back across the border, unless Strasbourg stops it. */
struct asy_step asy_border_sends_back(struct asy_scene *scene, struct asy_applicant *who);
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
/* A country that is no state of the map receives them (host.c). */
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
/* Whether the authority would find the need established, seen as on the merits. */
bool asy_need_established(const struct asy_scene *scene, const struct asy_applicant *who);

/* ---- after a final refusal ----------------------------------------------------------------
 */

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

/* Whether no visa was needed for the entry into the first state, on that day. */
bool asy_entered_freely(const struct asy_scene *scene, const struct asy_applicant *who);
/* The law of responsibility of the present state, as it was when the claim was lodged there
   (604/2013 art. 7(2), 49). */
const struct asy_dublin *asy_dublin_of_claim(const struct asy_scene *scene,
                                             const struct asy_applicant *who);
/* What the law of the present state makes of the relatives that they have in the state of their
   ties; ASY_BY_NONE where it makes nothing of them (law/procedure/kinship.c). */
enum asy_criterion asy_family_there(const struct asy_scene *scene,
                                    const struct asy_applicant *who);
/* Whether an aunt, uncle, grandparent or whoever else is no family in law lives where they are.
 */
bool asy_has_wider_family_here(const struct asy_scene *scene, const struct asy_applicant *who);
/* Whether a sibling, aunt, uncle or grandparent lives in the state of ties. */
bool asy_has_relative_there(const struct asy_scene *scene, const struct asy_applicant *who);
/* Whether they hold a diploma of the state of their ties. */
bool asy_has_diploma(const struct asy_scene *scene, const struct asy_applicant *who);
/* Whether the state that they left has closed the file by now, since their last claim. */
bool asy_dublin_discontinued(const struct asy_scene *scene, const struct asy_applicant *who,
                             int state);
/* Which state is responsible for the claim, and why; the present one if none other is. */
struct asy_responsibility asy_dublin_criteria(const struct asy_scene *scene,
                                              const struct asy_applicant *who);
/* The race of the transfer against remedy and time limit begins, `waited` days after the
   request (law/procedure/transfer.c). */
struct asy_step asy_transfer_race(struct asy_scene *scene, struct asy_applicant *who,
                                  int32_t waited);
/* The days until a transfer that is due in `days`, put off where a birth is near. */
int32_t asy_transfer_put_off(struct asy_scene *scene, struct asy_applicant *who, int32_t days);
/* Special needs. A claim has just been lodged: counts them. */
void asy_needs_lodged(struct asy_scene *scene, const struct asy_applicant *who);
/* Whether they are spared the border procedure here, or the accelerated one; counted where they
   are not and come into it. */
bool asy_needs_spare_border(struct asy_scene *scene, const struct asy_applicant *who);
bool asy_needs_spare_accelerated(const struct asy_scene *scene,
                                 const struct asy_applicant *who);
void asy_needs_count_fast(struct asy_scene *scene, const struct asy_applicant *who);
/* Whether no third country is held safe for them, or their claim is decided before others. */
bool asy_needs_spare_third_country(const struct asy_scene *scene,
                                   const struct asy_applicant *who);
bool asy_needs_come_first(const struct asy_scene *scene, const struct asy_applicant *who);
/* Whether the transfer that is due today does not take place: unfit, or no assurance. */
bool asy_needs_stop_transfer(struct asy_scene *scene, const struct asy_applicant *who);
void asy_needs_count_transfer(struct asy_scene *scene, const struct asy_applicant *who);
/* A woman among them is pregnant, or has given birth so lately that nobody is transferred; by
   the law for them, or, while it is still asked for whom laws are, by that for all. */
bool asy_is_pregnant(const struct asy_scene *scene, const struct asy_applicant *who);
bool asy_is_pregnant_to_all(const struct asy_scene *scene, const struct asy_applicant *who);
/* Counsel. Whether they are given counsel here that they would not have today; whether they
   have any is counted when they claim. Of a share `p` that does something, what it comes to. */
bool asy_is_newly_counselled(const struct asy_scene *scene, const struct asy_applicant *who,
                             int state);
bool asy_counsel_sees_needs(const struct asy_scene *scene, const struct asy_applicant *who,
                            int state);
void asy_counsel_lodged(struct asy_scene *scene, const struct asy_applicant *who);
double asy_counsel_lodges(const struct asy_scene *scene, const struct asy_applicant *who,
                          double p);
double asy_counsel_shows(const struct asy_scene *scene, const struct asy_applicant *who,
                         double p);
/* What is left of an error in how a file is seen: counsel brings to light what was overlooked.
 */
double asy_counsel_leaves(const struct asy_scene *scene, const struct asy_applicant *who,
                          double error);

/* In what the decision to transfer them to `target` is wrong, as bits of enum asy_ground; and
   whether a court stops it that may look at those of the law (law/procedure/remedy.c). */
unsigned asy_dublin_errors(const struct asy_scene *scene, const struct asy_applicant *who);
struct asy_court_found {
    bool won, right; /* right: because the decision was wrong */
    double p;
};
struct asy_court_found asy_dublin_remedy(const struct asy_scene *scene,
                                         const struct asy_applicant *who, double u);
/* Relatives in the state of ties, overlooked here; ASY_BY_NONE where none were. */
enum asy_criterion asy_family_overlooked(const struct asy_scene *scene,
                                         const struct asy_applicant *who, bool take_back_too);
/* Whether one is in danger in a country on the way: a persecutor's reach, or being sent on. */
bool asy_is_unsafe(const struct asy_scene *scene, const struct asy_applicant *who, int country);

/* Whether they would abscond before a transfer, if free to (law/procedure/transfer.c). */
bool asy_would_abscond(const struct asy_scene *scene, const struct asy_applicant *who);
/* Detention before a transfer: the request goes out, the answer is no, or yes. */
void asy_transfer_detain(struct asy_scene *scene, struct asy_applicant *who);
void asy_transfer_release(struct asy_scene *scene, struct asy_applicant *who, int32_t days);
/* The days to the transfer of one who is held, at most the limit, then `*freed`. */
int32_t asy_transfer_from_detention(const struct asy_scene *scene,
                                    const struct asy_applicant *who, bool *freed);
/* This state takes the claim on: no other is responsible, or any longer. */
struct asy_step asy_dublin_take_on(struct asy_scene *scene, struct asy_applicant *who);
/* Of one for whom this state has become responsible, `by_visa` of its own or not: the state to
   which the corrective mechanism or the solidarity pool sends them, which counts them from now
   on, -1 where they stay. */
int asy_allocate(struct asy_scene *scene, struct asy_applicant *who, bool by_visa);
/* The same by the solidarity pool alone. */
int asy_relocate(struct asy_scene *scene, struct asy_applicant *who);
/* Registers: one who was allocated here is no longer counted ahead. */
void asy_allocation_end(struct asy_scene *scene, struct asy_applicant *who);
/* About to be sent to the state of allocation: goes elsewhere instead; ASY_AT_ONCE where not.
 */
struct asy_step asy_allocation_left(struct asy_scene *scene, struct asy_applicant *who);
/* Whether the law keeps them where they are: family here, or a child alone. */
bool asy_is_kept_here(const struct asy_scene *scene, const struct asy_applicant *who);
/* Whether a diploma or a sponsor links them to the state of their ties. */
bool asy_is_linked(const struct asy_scene *scene, const struct asy_applicant *who);
/* Whether they stay in the first state as a threat to security; `filter`: or as manifestly
   unlikely to be protected. */
bool asy_is_filtered(struct asy_scene *scene, const struct asy_applicant *who, bool filter);
/* By what the wish to move on is multiplied in a state to which they were allocated. */
double asy_allocated_content(const struct asy_scene *scene, const struct asy_applicant *who);
/* Whether this state takes the case over instead of asking `responsible`, which is under
   pressure (2024/1351 art. 63). */
bool asy_offsets(struct asy_scene *scene, const struct asy_applicant *who,
                 struct asy_responsibility responsible);
/* How far below what this state grants protection on the file looks; below 0: above it. */
double asy_falls_short(const struct asy_scene *scene, const struct asy_applicant *who);
/* Let in at the border, goes on before any claim is lodged; ASY_AT_ONCE where one does not. */
struct asy_step asy_passes_on(struct asy_scene *scene, struct asy_applicant *who);
/* Which state is responsible for the claim, the present one if none other is. */
int asy_dublin_responsible(const struct asy_scene *scene, const struct asy_applicant *who);
/* Whether one who moves on does not get into the next state: `step` is then what follows;
   `met`: they were stopped at the line (law/procedure/internal_border.c). */
bool asy_internal_border_stops(struct asy_scene *scene, struct asy_applicant *who, bool *met,
                               struct asy_step *step);
/* Turned back on the way to another state: tries again, or stays where they are. */
struct asy_step asy_at_the_line_again(struct asy_scene *scene, struct asy_applicant *who);
/* The year's number of claims (law/procedure/claim_ceiling.c): counts a first claim; whether it
   keeps one who moves on from the state aimed at, `step` is then what follows. */
void asy_ceiling_count(struct asy_scene *scene, const struct asy_applicant *who);
bool asy_ceiling_stops(struct asy_scene *scene, struct asy_applicant *who,
                       struct asy_step *step);
/* Whether a return decision of another state is enforced here (law/aftermath/return_order.c).
 */
bool asy_order_of_another(struct asy_scene *scene, struct asy_applicant *who);
/* Of one just transferred: moves on again, or stays (law/procedure/transfer.c). */
enum asy_mark asy_after_transfer(struct asy_scene *scene, struct asy_applicant *who);
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
