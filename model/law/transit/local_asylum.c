/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asylum in a transit country: whether the claim is registered at all, what it protects from
   while it is pending, the answer, which the security service may prevent, courts that annul
   refusals and a service that refuses again. What the protection is worth: local_refuge.c. */
#include "law/journey/journey.h"

static const struct asy_param params[] = {
    ASY_PARAM(local_asylum, p_accepted, 0, 0.8, 1, "share of claims",
              "Share of claims that the country accepts and registers.",
              "grade D: accepted and registered"),
    ASY_PARAM(local_asylum, p_accepted_detained, 0, 0.8, 1, "share of claims",
              "Share of claims from detention that are accepted and registered.",
              "grade D: of those held, whom somebody comes to interview"),
    ASY_PARAM(local_asylum, decision_days, 1, 200, 4000, "days", "Mean time to the decision.",
              "grade D: mean"),
    ASY_PARAM_PER(ASY_PER_GROUP, local_asylum, p_granted, 0, 0.1, 1, "share of decisions",
                  "Share of decisions on people at risk that grant protection.",
                  "of those at risk"),
    ASY_PARAM(local_asylum, unfounded, 0, 0.5, 10, "ratio",
              "How many times as often people not at risk are granted protection.",
              "grade D: on p_granted, of those not at risk"),
    ASY_PARAM_PER(ASY_PER_GROUP, local_asylum, temporary, 0, 0, 1, "share of claims",
                  "Share of claims made for temporary asylum only.",
                  "for temporary asylum only; Russia: Law on Refugees art. 12"),
    ASY_PARAM(local_asylum, protects_refugee, 0, 1, 1, "share",
              "Share of removals from which a pending claim for refugee status protects.",
              "kept from removal while a claim for refugee status is pending"),
    ASY_PARAM(local_asylum, protects_temporary, 0, 1, 1, "share",
              "Share of removals from which a pending claim for temporary asylum protects.",
              "the same of a claim for temporary asylum"),
    ASY_PARAM(local_asylum, protects_in_court, 0, 1, 1, "share",
              "Share of removals from which a refusal pending before a court protects.",
              "the same while a refusal is before a court"),
    ASY_PARAM(local_asylum, p_appeals, 0, 0.4, 1, "share of refusals",
              "Share of refusals that are appealed.", "grade D"),
    ASY_PARAM(local_asylum, court_days, 1, 180, 4000, "days",
              "Mean time to the ruling of a court.", "grade D: mean"),
    ASY_PARAM(local_asylum, p_overturned, 0, 0.1, 1, "share of rulings",
              "Share of rulings that annul the refusal.", "grade D: the refusal is annulled"),
    ASY_PARAM(local_asylum, p_obeys, 0, 0.8, 1, "share of annulled refusals",
              "Share of annulled refusals after which protection is granted, not refused anew.",
              "grade D: granted then, and not refused again"),
    ASY_PARAM(local_asylum, p_betrayed, 0, 0, 1, "share of claims",
              "Share of claims that lead to the claimant being handed over, times the "
              "cooperation of the services.",
              "handed over for having claimed, times the cooperation of the services"),
    ASY_PARAM(local_asylum, p_expelled, 0, 0, 1, "share of the finally refused",
              "Share of finally refused people who are brought before a court for expulsion.",
              "grade D: brought before a court for expulsion"),
    ASY_PARAM(local_asylum, p_goes_on, 0, 0.5, 1, "share of the finally refused",
              "Share of finally refused people who go to a crossing.",
              "grade D: go to a crossing"),
    ASY_PARAM(
        local_asylum, p_mandate, 0, 0.1, 1, "share of the finally refused at risk",
        "Share of finally refused people at risk whom UNHCR recognises under its mandate.",
        "grade D: recognised by UNHCR under its mandate"),
    ASY_PARAM(local_asylum, mandate_heeded, 0, 0, 1, "share of mandate refugees",
              "Share of mandate refugees whom the country allows to stay for that reason.",
              "the country lets them stay for that"),
    ASY_PARAM(local_asylum, p_resettled, 0, 0, 1, "share of the other mandate refugees",
              "Share of the other mandate refugees whom UNHCR resettles.",
              "resettled by UNHCR"),
    ASY_PARAM_PER(
        ASY_PER_GROUP, local_asylum, p_too_thin, 0, 0.1, 1, "share of the protected",
        "Share of protected people who move on later because the protection is too weak.",
        "grade D: move on later"),
    ASY_PARAM(local_asylum, thin_days, 1, 300, 4000, "days", "Mean time until they move on.",
              "grade D: mean, until they do"),
    ASY_PARAM(local_asylum, vetoed, 0, 0, 1, "share of favourable answers",
              "Share of positive decisions that the security service blocks, times its "
              "cooperation with the home country.",
              "an assessment that is seldom positive, 0 where none is told; Closing the Door, "
              "Coynash, Alieva"),
    ASY_PARAM(local_asylum, public_ratio, 1, 1, 100, "ratio",
              "How many times as often a publicly known person is granted protection.",
              "grade D: after an outcry; Closing the Door, note 87"),
    ASY_PARAM(local_asylum, p_claims_held, 0, 0, 1, "share of those held",
              "Share of people detained for expulsion or deportation who claim asylum.",
              "grade D: ask from custody; Closing the Door, Trenina & Zharinov"),
    ASY_PARAM(local_asylum, p_order, 0, 0, 1, "share of registered claims",
              "Share of registered claims on which the same office orders deportation.",
              "U.A. v. Russia 12018/16; 0 where none is told"),
    ASY_PARAM(local_asylum, p_undesirable, 0, 0, 1, "share of the finally refused",
              "Share of finally refused people who are told to leave as a threat to security.",
              "told to leave, 0 where none is told; Closing the Door, Alieva"),
    ASY_PARAM(local_asylum, term_days, 0, 0, 36500, "days",
              "How long temporary asylum lasts before it must be extended; 0 is no limit.",
              "Russia: Law on Refugees art. 12, a year; 0: no limit"),
    ASY_PARAM(local_asylum, p_extended, 0, 1, 1, "share",
              "Share of temporary asylum that is extended when its term is over.",
              "extended at the end of the term; 1: always"),
    { 0 },
};

const struct asy_law asy_law_local_asylum = {
    .name = "local_asylum",
    .file = __FILE__,
    .doc = "Asylum in a transit country: access, protection while pending, decision, courts.",
    .source = "Russia: Law on Refugees art. 10, 12; Ukraine: Law 3671-VI; Closing the Door, "
              "Trenina & Zharinov, Coynash, Alieva",
    .section = ASY_OF_TRANSIT,
    .size = sizeof(struct asy_local_asylum),
    .params = params,
};

bool
asy_local_claim_protects(struct asy_scene *scene, const struct asy_applicant *who)
{
    if (!asy_marked(who, ASY_MARK_local_claim))
        return false;
    const struct asy_local_asylum *law = ASY_TODAY(scene, local_asylum, who->place);
    const double p = who->stage == ASY_STAGE_local_court         ? law->protects_in_court
                     : asy_marked(who, ASY_MARK_temporary_claim) ? law->protects_temporary
                                                                 : law->protects_refugee;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_local_protection);
    const bool kept = asy_chance(&luck, 0, p);
    asy_tell(scene, who, local_asylum,
             kept ? "a removal is stopped by the pending claim"
                  : "the pending claim does not protect",
             p, asy_u(&luck, 0));
    return kept;
}

/* Registered or not: a claim counts from the interview only. */
static bool
is_registered(struct asy_scene *scene, struct asy_applicant *who, double p,
              const struct asy_luck *luck)
{
    const struct asy_local_asylum *law = ASY_TODAY(scene, local_asylum, who->place);
    asy_count(scene, ASY_METRIC_local_claims, who, who->place, who->persons);
    asy_tell(scene, who, local_asylum, "claims asylum in the transit country", p,
             asy_u(luck, 0));
    if (!asy_chance(luck, 0, p)) {
        asy_count(scene, ASY_METRIC_local_not_registered, who, who->place, who->persons);
        asy_tell(scene, who, local_asylum, "the claim is not accepted", NAN, NAN);
        return false;
    }
    asy_mark(who, ASY_MARK_local_claim);
    if (asy_chance(luck, 2, law->temporary[who->group]))
        asy_mark(who, ASY_MARK_temporary_claim);
    return true;
}

bool
asy_local_claim_detained(struct asy_scene *scene, struct asy_applicant *who)
{
    if (asy_marked(who, ASY_MARK_local_claim) || asy_marked(who, ASY_MARK_local_decided))
        return false;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_local_claim);
    const struct asy_local_asylum *law = ASY_TODAY(scene, local_asylum, who->place);
    return is_registered(scene, who, law->p_accepted_detained, &luck);
}

bool
asy_claim_in_custody(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_local_asylum *law = ASY_TODAY(scene, local_asylum, who->place);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_custody);
    return asy_chance(&luck, 0, law->p_claims_held) && asy_local_claim_detained(scene, who) &&
           asy_local_claim_protects(scene, who);
}

struct asy_step
asy_local_granted(struct asy_scene *scene, struct asy_applicant *who)
{
    if (asy_marked(who, ASY_MARK_temporary_claim))
        asy_mark(who, ASY_MARK_for_a_term);
    asy_local_answered(who);
    asy_is_released(scene, who);
    who->refuge = who->place;
    asy_count(scene, ASY_METRIC_local_grants, who, who->place, who->persons);
    asy_tell(scene, who, local_asylum, "is granted protection in the transit country", NAN,
             NAN);
    return asy_local_settles(scene, who);
}

/* The service that decides asks the security service, which thinks of its partner. */
static bool
is_vetoed(struct asy_scene *scene, struct asy_applicant *who, const struct asy_luck *luck)
{
    const struct asy_local_asylum *law = ASY_TODAY(scene, local_asylum, who->place);
    const double with = ASY_TODAY(scene, cooperation, who->place)->with[who->citizenship];
    const double p = fmin(1.0, law->vetoed * with);
    if (p <= 0.0)
        return false;
    asy_tell(scene, who, local_asylum,
             "would be granted protection, but the security service blocks it", p,
             asy_u(luck, 1));
    if (!asy_chance(luck, 1, p))
        return false;
    asy_count(scene, ASY_METRIC_local_vetoes, who, who->place, who->persons);
    return true;
}

bool
asy_local_decides(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_local_asylum *law = ASY_TODAY(scene, local_asylum, who->place);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_local_answer);
    const double known = who->traits & ASY_PUBLICLY_KNOWN ? law->public_ratio : 1.0;
    const double p = fmin(1.0, known * law->p_granted[who->group] *
                                   (asy_at_risk(who) ? 1.0 : law->unfounded));
    asy_tell(scene, who, local_asylum, "the transit country decides the claim", p,
             asy_u(&luck, 0));
    if (asy_chance(&luck, 0, p) && !is_vetoed(scene, who, &luck))
        return true;
    asy_count(scene, ASY_METRIC_local_refusals, who, who->place, who->persons);
    asy_tell(scene, who, local_asylum, "is refused protection", NAN, NAN);
    return false;
}

void
asy_local_answered(struct asy_applicant *who)
{
    asy_unmark(who, ASY_MARK_local_claim);
    asy_unmark(who, ASY_MARK_temporary_claim);
    asy_mark(who, ASY_MARK_local_decided);
}

/* Told to leave, for the refusal names a threat to national security. */
static bool
is_a_threat(struct asy_scene *scene, struct asy_applicant *who)
{
    const double p = ASY_TODAY(scene, local_asylum, who->place)->p_undesirable;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_local_order);
    if (!asy_chance(&luck, 1, p))
        return false;
    asy_tell(scene, who, local_asylum, "was refused as a threat to national security", p,
             asy_u(&luck, 1));
    return true;
}

/* Refused for good: UNHCR may think otherwise, and be heeded or not. */
static struct asy_step
refused_for_good(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_local_asylum *law = ASY_TODAY(scene, local_asylum, who->place);
    asy_local_answered(who);
    asy_danger_clock(scene, who);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_local_last_word);
    const struct asy_luck way = asy_luck(scene, who, ASY_LUCK_after_refusal);

    asy_tell(scene, who, local_asylum, "is finally refused", NAN, NAN);
    if (asy_at_risk(who) && asy_chance(&luck, 3, law->p_mandate)) {
        asy_tell(scene, who, local_asylum, "is recognised by UNHCR under its mandate",
                 law->mandate_heeded, asy_u(&way, 2));
        if (asy_chance(&way, 2, law->mandate_heeded))
            return asy_local_granted(scene, who);
        if (asy_chance(&way, 3, law->p_resettled))
            return asy_end(who, ASY_FATE_SAFE_ROUTE);
    }
    if (is_a_threat(scene, who))
        return asy_told_to_leave(scene, who);
    if (asy_chance(&way, 0, law->p_expelled))
        return asy_expulsion_begins(scene, who, false);
    if (!asy_marked(who, ASY_MARK_no_papers) && asy_chance(&way, 1, law->p_goes_on))
        return asy_goes_on(scene, who, asy_u(&luck, 2));
    return asy_transit_stop(scene, who);
}

/* A refusal, or a claim not taken: before a court, or the end. */
static struct asy_step
refused(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_local_asylum *law = ASY_TODAY(scene, local_asylum, who->place);
    asy_danger_clock(scene, who);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_local_court);
    asy_tell(scene, who, local_asylum, "considers appealing to a court", law->p_appeals,
             asy_u(&luck, 0));
    if (!asy_chance(&luck, 0, law->p_appeals))
        return refused_for_good(scene, who);
    who->leave_day = asy_day_after(scene, asy_wait_days(law->court_days, asy_u(&luck, 1)));
    return asy_until_danger(scene, who, ASY_STAGE_local_court, who->leave_day);
}

struct asy_step
asy_local_pending(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_local_asylum *law = ASY_TODAY(scene, local_asylum, who->place);
    asy_danger_clock(scene, who);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_local_claim);
    who->fate = ASY_FATE_WAITING;
    who->leave_day = asy_day_after(scene, asy_wait_days(law->decision_days, asy_u(&luck, 3)));
    return asy_until_danger(scene, who, ASY_STAGE_local_claim, who->leave_day);
}

/* Where the same office hears claims and makes the orders, a claim shows it whom to look
   for. */
static bool
is_ordered_out(struct asy_scene *scene, struct asy_applicant *who)
{
    const double p = ASY_TODAY(scene, local_asylum, who->place)->p_order;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_local_order);
    if (!asy_chance(&luck, 0, p))
        return false;
    asy_tell(scene, who, local_asylum,
             "is ordered to leave by the office that examines the claim", p, asy_u(&luck, 0));
    return true;
}

struct asy_step
asy_local_claim(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_local_asylum *law = ASY_TODAY(scene, local_asylum, who->place);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_local_claim);
    const double with = ASY_TODAY(scene, cooperation, who->place)->with[who->citizenship];

    asy_border_leave(scene, who);
    const bool registered = is_registered(scene, who, law->p_accepted, &luck);
    if (asy_chance(&luck, 1, law->p_betrayed * with)) {
        asy_tell(scene, who, cooperation, "is handed over after claiming asylum",
                 law->p_betrayed * with, asy_u(&luck, 1));
        return asy_seized(scene, who, ASY_ACT_HAND_OVER);
    }
    if (asy_is_sought(who))
        asy_search_checked(scene, who, ASY_CHECK_REGISTRATION);
    if (registered && is_ordered_out(scene, who))
        return asy_deportation_begins(scene, who, true);
    if (registered)
        return asy_local_pending(scene, who);
    asy_mark(who, ASY_MARK_local_decided); /* does not ask again */
    return refused(scene, who);
}

struct asy_step
asy_stage_local_claim(struct asy_scene *scene, struct asy_applicant *who)
{
    if (scene->day < who->leave_day && scene->day >= who->danger_day)
        return asy_danger_strikes(scene, who);
    if (scene->day < who->leave_day)
        return asy_until_danger(scene, who, ASY_STAGE_local_claim, who->leave_day);
    return asy_local_decides(scene, who) ? asy_local_granted(scene, who) : refused(scene, who);
}

/* The court's ruling. Where it annuls the refusal the service grants, or refuses again; a claim
   that was never taken has to be taken now. */
struct asy_step
asy_stage_local_court(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_local_asylum *law = ASY_TODAY(scene, local_asylum, who->place);
    if (scene->day < who->leave_day && scene->day >= who->danger_day)
        return asy_danger_strikes(scene, who);
    if (scene->day < who->leave_day)
        return asy_until_danger(scene, who, ASY_STAGE_local_court, who->leave_day);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_local_court);
    asy_tell(scene, who, local_asylum, "a court of the transit country rules",
             law->p_overturned, asy_u(&luck, 2));
    if (!asy_chance(&luck, 2, law->p_overturned))
        return refused_for_good(scene, who);
    asy_count(scene, ASY_METRIC_local_appeals_won, who, who->place, who->persons);
    if (!asy_marked(who, ASY_MARK_local_claim)) {
        asy_mark(who, ASY_MARK_local_claim);
        return asy_local_pending(scene, who);
    }
    asy_tell(scene, who, local_asylum, "the service has to decide again", law->p_obeys,
             asy_u(&luck, 3));
    if (asy_chance(&luck, 3, law->p_obeys))
        return asy_local_granted(scene, who);
    asy_count(scene, ASY_METRIC_local_refusals, who, who->place, who->persons);
    return refused(scene, who);
}
