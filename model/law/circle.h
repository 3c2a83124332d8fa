/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rooms of the law ask of one another. They are one circle, since a removal leads back
   to transit, and a claim there to a procedure: said once, here. */
#ifndef ASY_LAW_CIRCLE_H
#define ASY_LAW_CIRCLE_H

#include "life/draw.h"
#include "life/ledger.h"
#include "life/trace.h"

/* ---- what one room asks of another ------------------------------------------- */

/* Back in the country of origin, `fate` and `place` set by the act that sent them
   (aftermath). */
struct asy_step asy_return_home(struct asy_scene *scene, struct asy_applicant *who);
/* Refused for good in this state (aftermath). */
struct asy_step asy_refused_for_good(struct asy_scene *scene, struct asy_applicant *who);
/* Comes to a state to stay; lives there without status from today on; a removal from there has
   been attempted in vain: what comes of it after years (law/aftermath/regularisation.c). */
void asy_stay_begins(struct asy_scene *scene, struct asy_applicant *who);
void asy_stay_without_status(struct asy_scene *scene, struct asy_applicant *who);
void asy_stay_tolerated(struct asy_scene *scene, struct asy_applicant *who);
/* A removal from the present place that was put off goes on (aftermath). */
struct asy_step asy_forced_removal(struct asy_scene *scene, struct asy_applicant *who);
/* Returned by force to the own country, unless Strasbourg stops it (aftermath). */
struct asy_step asy_returned_by_force(struct asy_scene *scene, struct asy_applicant *who);
/* Days to a forced return, found or not (aftermath). */
int32_t asy_forced_days(struct asy_scene *scene, const struct asy_applicant *who, double u);
/* Whether a country other than their own readmits a person who came through it, and how soon;
   `status`: had been protected there (law/aftermath/readmission.c). */
struct asy_readmitted {
    bool accepts;
    int32_t days;
};
struct asy_readmitted asy_takes_back(struct asy_scene *scene, struct asy_applicant *who,
                                     int country, bool status);
/* Whether it has to, or does all the same: by the ground of an agreement, or beyond it
   (law/aftermath/agreement.c). */
bool asy_may_be_asked(struct asy_scene *scene, struct asy_applicant *who, int country);
/* Whether an organisation finds a country that gives a visa; ASY_AT_ONCE where none (journey).
 */
struct asy_step asy_safe_route_ask(struct asy_scene *scene, struct asy_applicant *who);
/* Scholars: whether a temporary place is asked for; ASY_AT_ONCE where not (aftermath). */
struct asy_step asy_scholar_ask(struct asy_scene *scene, struct asy_applicant *who);
/* A wait of `days` in a procedure, then `stage`; or less, if means run out before (procedure).
 */
struct asy_step asy_wait_on_means(struct asy_scene *scene, struct asy_applicant *who,
                                  enum asy_stage_id stage, int32_t days);
/* Leaves the transit country's crossing: another one, home, or adrift (journey). */
struct asy_step asy_transit_stop(struct asy_scene *scene, struct asy_applicant *who);
/* Removed from the present place to a transit country by `act`: what that country does with
   them (law/transit/removed.c). */
struct asy_step asy_removed_to(struct asy_scene *scene, struct asy_applicant *who, int country,
                               enum asy_act act);
/* Whether a removal to a transit country lies no more than a year back. */
bool asy_removed_lately(const struct asy_scene *scene, const struct asy_applicant *who);
/* At risk and removed lately, about to be home from the present place: whatever brought them
   there is a link of the chain, and the fate says so (law/transit/removed.c). */
void asy_removal_leads_home(struct asy_scene *scene, struct asy_applicant *who);
/* Whether a country holds the territory where they have their home (law/transit/occupation.c).
 */
bool asy_holds_home(const struct asy_scene *scene, const struct asy_applicant *who,
                    int country);
/* Whether a transit country sends people like them on to their own, or is where they fled from
   (law/transit/removed.c). */
bool asy_sends_on(const struct asy_scene *scene, const struct asy_applicant *who, int country);
/* Arrives in a transit country, or is sent back to one: the clocks of its dangers, of money and
   of legal stay start (journey). */
void asy_transit_enter(struct asy_scene *scene, struct asy_applicant *who, int country);
/* A request for extradition reaches the transit country where they wait, or is acted upon
   there: held pending extradition, or not found (law/transit/extradition.c). */
struct asy_step asy_request_arrives(struct asy_scene *scene, struct asy_applicant *who,
                                    int country);
/* The same after an arrest on a notice by the police there (journey). */
struct asy_step asy_arrested_on_request(struct asy_scene *scene, struct asy_applicant *who);
/* A removal from a transit country that a measure had stopped goes on (journey). */
struct asy_step asy_transit_removal(struct asy_scene *scene, struct asy_applicant *who);
/* About to be removed by `country`, turns to Strasbourg or not (procedure): whether the removal
   stops, because a measure was granted and is obeyed. Asked once in each place, and before
   every removal that somebody orders: home, to a third country, to another state of the Union,
   from a border by one who has not been let in, from the line between two states, by a host
   country, by extradition, expulsion or deportation. A country that is no party is not asked.
   Abduction and hand-over are ordered by nobody. */
enum asy_stoppable {
    ASY_STOPS_REMOVAL,
    ASY_STOPS_AT_BORDER,
    ASY_STOPS_TRANSFER,
    ASY_STOPS_AT_LINE, /* refused at the border of another state of the Union */
};
bool asy_strasbourg_stops(struct asy_scene *scene, struct asy_applicant *who, int country,
                          enum asy_stoppable what);
/* The removal is given up, and another may be asked about anew. */
void asy_strasbourg_forget(struct asy_applicant *who);
/* What follows a measure that is obeyed: the wait for the judgment. `stopped`: the stage whose
   removal it is, extradition whichever it came from. */
struct asy_step asy_strasbourg_wait(struct asy_scene *scene, struct asy_applicant *who,
                                    enum asy_stage_id stopped);
/* A removal of kind `stopped` that may not be made: refused unheard, the claim is heard, of a
   transfer by this state; else they stay, under whatever name (procedure). */
struct asy_step asy_removal_is_barred(struct asy_scene *scene, struct asy_applicant *who,
                                      enum asy_stage_id stopped);
/* Under an entry ban of `state` from today on, for so many days at least; below 1 none
   (journey). */
void asy_ban_until(const struct asy_scene *scene, struct asy_applicant *who, int state,
                   double days);
/* Sent home by the country that was to examine the claim, or has a hub, which nothing stops
   (procedure). */
struct asy_step asy_host_removes(struct asy_scene *scene, struct asy_applicant *who);
/* Whether they are an unaccompanied child whom nobody at home can receive: no family, no
   guardian, no home for children (2008/115/EC art. 10(2)); says so (aftermath). */
bool asy_child_is_unreceived(struct asy_scene *scene, const struct asy_applicant *who);
/* Whether they are so ill that the present state may not remove them by force (procedure). */
bool asy_illness_bars_removal(struct asy_scene *scene, const struct asy_applicant *who);
/* Whether the journey to another European state would harm them too much (procedure). */
bool asy_is_unfit_to_travel(struct asy_scene *scene, const struct asy_applicant *who);
/* Removed under an order: the claims before it bind no state any longer (aftermath). */
void asy_removal_ends_claims(const struct asy_scene *scene, struct asy_applicant *who);
/* Comes in again after a removal: nor do they once the absence was long enough (aftermath). */
void asy_absence_ends_claims(const struct asy_scene *scene, struct asy_applicant *who);
/* An extradition from a European state that nothing stops any longer (journey). */
struct asy_step asy_extradited(struct asy_scene *scene, struct asy_applicant *who);
/* A deportation out of occupied territory that nothing stops any longer (journey). */
struct asy_step asy_occupation_deports(struct asy_scene *scene, struct asy_applicant *who);
/* The home state begins to look for them abroad (journey). */
void asy_search_begin(struct asy_scene *scene, struct asy_applicant *who);
/* From the day they set out, exiles may be attacked where they find refuge (journey). */
void asy_attacks_begin(struct asy_scene *scene, const struct asy_applicant *who);
/* Whether a list with their name on it is served by the police of the transit country where
   they are, after a removal (law/transit/arrest.c). */
bool asy_is_on_list_here(struct asy_scene *scene, const struct asy_applicant *who);
/* The state that has asked for them holds them: their own, or another, which keeps them or
   hands them on (law/transit/seeker.c). */
struct asy_step asy_given_up(struct asy_scene *scene, struct asy_applicant *who);
/* Held for good by another state than their own (aftermath). */
struct asy_step asy_kept_abroad(struct asy_scene *scene, struct asy_applicant *who,
                                int country);
/* Ratio on the danger after they were given up: less where a promise is kept; under the law of
   that day (law/transit/assurances.c). */
double asy_assured_ratio(const struct asy_scene *scene, const struct asy_applicant *who);
/* Whether free legal aid at a crossing has the claim recorded in an attempt that would be
   turned away; says so (procedure). */
bool asy_counsel_records(struct asy_scene *scene, const struct asy_applicant *who);
/* At a border or when a claim is registered, lists are looked at, in a transit country too;
   only for those on one (journey). */
enum asy_check { ASY_CHECK_POLICE, ASY_CHECK_BORDER, ASY_CHECK_REGISTRATION };
void asy_search_checked(struct asy_scene *scene, struct asy_applicant *who,
                        enum asy_check check);
/* Knows of the notice, and may try to have it deleted (journey). */
void asy_complaint_begin(struct asy_scene *scene, const struct asy_applicant *who);
/* Refused for good after an arrest on a notice or request: extradited, or ASY_AT_ONCE
   (journey). */
struct asy_step asy_extradition_ask(struct asy_scene *scene, struct asy_applicant *who);
/* Protected by a state: what goes on with relatives at home, or the end of the way
   (aftermath). */
struct asy_step asy_exile_enter(struct asy_scene *scene, struct asy_applicant *who);
/* Back home after a threat to relatives: persecution is certain (aftermath). */
struct asy_step asy_return_to_persecution(struct asy_scene *scene, struct asy_applicant *who);
/* Whether they are a child without a parent: the same wherever it is asked (procedure). */
bool asy_is_minor_alone(const struct asy_scene *scene, const struct asy_applicant *who);
/* Whether they come from a part of their country that its government does not control: the
   same wherever it is asked (people). */
bool asy_is_from_uncontrolled(const struct asy_scene *scene, const struct asy_applicant *who);
/* Whether the present state, which has seen their special needs, therefore does not detain
   them; and counts those whom it does detain, `days` of it (procedure). */
bool asy_is_too_frail_to_hold(const struct asy_scene *scene, const struct asy_applicant *who);
void asy_count_frail_held(struct asy_scene *scene, const struct asy_applicant *who);
/* Goes to another state of its choice; ASY_AT_ONCE where there is none (procedure). */
struct asy_step asy_onward_leave(struct asy_scene *scene, struct asy_applicant *who,
                                 const struct asy_luck *luck);

#endif
