/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which state is responsible for a claim: the laws of Dublin, of those who move on, of
   allocation and solidarity. */
#ifndef ASY_LAW_PROCEDURE_RESPONSIBILITY_H
#define ASY_LAW_PROCEDURE_RESPONSIBILITY_H

#include "law/circle.h"

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
    uint64_t union_safe_origin;
    double notice_days, p_notice_refused;
    bool criteria_once, determination_continues, wider_family_only, diploma;
    double border_refusal_days;
    double p_shown;
    bool withdrawn_subsequent, rejected_final;
    uint64_t suspended;
};

/* Until when an applicant who should be in another state receives reception here. */
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

/* A claim after a transfer, by take-back or take-charge: in the accelerated channel where the
   law of this state says so (law/procedure/secondary_movement.c). */
void asy_accelerate_transferred(struct asy_scene *scene, struct asy_applicant *who, bool back);
/* A wait of `days`, then `stage`, in a state where another is responsible; or less, if
   reception there has ended by `step` and they act upon it. */
struct asy_step asy_wait_unreceived(struct asy_scene *scene, struct asy_applicant *who,
                                    enum asy_stage_id stage, int32_t days,
                                    enum asy_reception step);
/* Arrived in another state after a claim elsewhere: lives there without one until found, or
   ASY_AT_ONCE where they claim. */
struct asy_step asy_without_claim(struct asy_scene *scene, struct asy_applicant *who);
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
/* Whether an aunt, uncle, grandparent or other relative outside the legal family lives where
   they are. */
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
/* Whether they would abscond before a transfer, if free to (law/procedure/transfer.c). */
bool asy_would_abscond(const struct asy_scene *scene, const struct asy_applicant *who);
/* Detention before a transfer: the request goes out, the answer is no, or yes. */
void asy_transfer_detain(struct asy_scene *scene, struct asy_applicant *who);
void asy_transfer_release(struct asy_scene *scene, struct asy_applicant *who, int32_t days);
/* The days to the transfer from detention, at most the limit, then `*freed`. */
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
/* Registers: an applicant allocated here is no longer counted ahead. */
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
/* Whether a person moving on does not get into the next state: `step` is then what follows;
   `met`: they were stopped at the line (law/procedure/internal_border.c). */
bool asy_internal_border_stops(struct asy_scene *scene, struct asy_applicant *who, bool *met,
                               struct asy_step *step);
/* Turned back on the way to another state: tries again, or stays where they are. */
struct asy_step asy_at_the_line_again(struct asy_scene *scene, struct asy_applicant *who);
/* The year's number of claims (law/procedure/claim_ceiling.c): counts a first claim; whether it
   keeps a person moving on out of the state aimed at, `step` is then what follows. */
void asy_ceiling_count(struct asy_scene *scene, const struct asy_applicant *who);
bool asy_ceiling_stops(struct asy_scene *scene, struct asy_applicant *who,
                       struct asy_step *step);
/* Just transferred: moves on again, or stays (law/procedure/transfer.c). */
enum asy_mark asy_after_transfer(struct asy_scene *scene, struct asy_applicant *who);
/* Asks whether to move on; ASY_AT_ONCE where one stays. */
struct asy_step asy_onward_ask(struct asy_scene *scene, struct asy_applicant *who);
/* To the Dublin unit, or past it where this state is responsible. */
struct asy_step asy_dublin_enter(struct asy_scene *scene, struct asy_applicant *who);

#endif
