/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Extradition: a request arrives; the person found is held until it is decided, or until the
   term of detention has elapsed. After release they may be arrested again at the gate and
   deported instead. */
#include "law/journey/journey.h"
#include "law/transit/search.h"

static const struct asy_param params[] = {
    ASY_PARAM(extradition, p_detained, 0, 1, 1, "share of requests",
              "Share of requests on which the person is found and detained.",
              "grade D: found and held; later requests find some of the others"),
    ASY_PARAM(extradition, decision_days, 1, 240, 3000, "days",
              "Mean time from the arrest to the final court decision.",
              "grade D: mean, from the arrest to the last court's decision"),
    ASY_PARAM(extradition, limit_days, 1, 365, 3000, "days",
              "Longest detention pending extradition.",
              "longest detention pending extradition; Russia: CPC art. 109, 12 months"),
    ASY_PARAM(extradition, p_extended, 0, 0, 1, "share of detentions",
              "Share of detentions that may last for the longer term.",
              "held for the longer term"),
    ASY_PARAM(extradition, longest_days, 1, 548, 3000, "days",
              "Longest detention pending extradition once extended.",
              "Russia: CPC art. 109, at most 18 months"),
    ASY_PARAM_PER(ASY_PER_GROUP, extradition, p_ordered, 0, 0.9, 1, "share of decisions",
                  "Share of decisions that order extradition where no danger precludes it.",
                  "grade D: where no danger is seen, or an assurance outweighs it"),
    ASY_PARAM_PER(ASY_PER_GROUP, extradition, risk_seen, 0, 0, 1, "share of decisions",
                  "Share of decisions on people at risk in which the courts examine the danger "
                  "and recognise it.",
                  "grade D: the danger is looked at, and seen; ECHR art. 3 and 13"),
    ASY_PARAM(extradition, p_claims, 0, 0.5, 1, "share of detentions",
              "Share of detained people who claim asylum there.",
              "grade D: ask for asylum while held"),
    ASY_PARAM(extradition, p_rearrested, 0, 0, 1, "share of releases",
              "Share of people released who are rearrested at once and declared undesirable.",
              "grade D: taken again at once and declared undesirable"),
    ASY_PARAM(extradition, p_papers_lost, 0, 0, 1, "share of releases",
              "Share of people released whose passport is not returned.",
              "grade D: belongings and passport are not given back"),
    { 0 },
};

const struct asy_law asy_law_extradition = {
    .name = "extradition",
    .file = __FILE__,
    .doc = "Detention pending extradition: extradited, refused, or released at the end of the "
           "maximum term.",
    .source =
        "Minsk Convention 1993; Russian Criminal Procedure Code, ch. 54, art. 109; Closing "
        "the Door, Trenina & Zharinov",
    .section = ASY_OF_TRANSIT,
    .size = sizeof(struct asy_extradition),
    .params = params,
};

/* Held: the family is not separated on the way, so all wait. */
static struct asy_step
held(struct asy_scene *scene, struct asy_applicant *who, const struct asy_luck *luck)
{
    const struct asy_extradition *law = ASY_TODAY(scene, extradition, who->place);
    asy_border_leave(scene, who);
    asy_is_held(scene, who);
    asy_tell(scene, who, extradition, "is held pending extradition", NAN, NAN);
    if (asy_chance(luck, 1, law->p_claims))
        asy_local_claim_detained(scene, who);
    const struct asy_luck time = asy_luck(scene, who, ASY_LUCK_extradition_term);
    const int32_t decided = asy_wait_days(law->decision_days, asy_u(&time, 0));
    const int32_t limit =
        (int32_t) (asy_chance(&time, 1, law->p_extended) ? law->longest_days : law->limit_days);
    who->leave_day = asy_day_after(scene, decided); /* the day of the decision */
    return asy_wait(ASY_STAGE_extradition, decided <= limit ? decided : limit);
}

static void
count_request(struct asy_scene *scene, struct asy_applicant *who, int country)
{
    if (!asy_marked(who, ASY_MARK_requested)) /* one person, though a family travels */
        asy_count(scene, ASY_METRIC_extradition_requests, who, country, 1);
    asy_mark(who, ASY_MARK_requested);
    asy_danger_clock(scene, who);
}

struct asy_step
asy_request_arrives(struct asy_scene *scene, struct asy_applicant *who, int country)
{
    const struct asy_extradition *law = ASY_TODAY(scene, extradition, country);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_extradition_held);

    asy_tell(scene, who, extradition, "their extradition is requested", law->p_detained,
             asy_u(&luck, 0));
    count_request(scene, who, country);
    if (!asy_chance(&luck, 0, law->p_detained))
        return asy_at_once((enum asy_stage_id) who->stage);
    return held(scene, who, &luck);
}

struct asy_step
asy_arrested_on_request(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_extradition_held);
    count_request(scene, who, who->place);
    return held(scene, who, &luck);
}

/* Out of detention: taken again at the gate, or free. */
static struct asy_step
released(struct asy_scene *scene, struct asy_applicant *who, const struct asy_luck *luck)
{
    const struct asy_extradition *law = ASY_TODAY(scene, extradition, who->place);
    asy_tell(scene, who, extradition, "is released", law->p_rearrested, asy_u(luck, 2));
    if (asy_chance(luck, 3, law->p_papers_lost))
        asy_mark(who, ASY_MARK_no_papers);
    if (!asy_chance(luck, 2, law->p_rearrested) || asy_local_claim_protects(scene, who))
        return asy_set_free(scene, who);
    asy_tell(scene, who, extradition, "and arrested again at once", NAN, NAN);
    return asy_deportation_begins(scene, who, true);
}

/* The courts see the danger, and no assurance outweighs it. */
static bool
danger_bars(struct asy_scene *scene, struct asy_applicant *who, const struct asy_luck *ruling)
{
    const double seen = ASY_TODAY(scene, extradition, who->place)->risk_seen[who->group];
    if (!asy_at_risk(who) || !asy_chance(ruling, 1, seen))
        return false;
    asy_tell(scene, who, extradition, "the courts recognise the danger", seen,
             asy_u(ruling, 1));
    return !asy_assurance_outweighs(scene, who);
}

static struct asy_step
ordered(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_tell(scene, who, extradition, "the courts uphold the extradition order", NAN, NAN);
    if (asy_strasbourg_stops(scene, who, who->place, ASY_STOPS_REMOVAL))
        return asy_strasbourg_wait(scene, who, ASY_STAGE_extradition);
    return asy_transit_removal(scene, who);
}

/* The decision, or the end of the term without one. A registered claim is answered first. */
struct asy_step
asy_stage_extradition(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_extradition *law = ASY_TODAY(scene, extradition, who->place);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_extradition_term);

    if (scene->day < who->leave_day) {
        asy_count(scene, ASY_METRIC_detention_term_elapsed, who, who->place, who->persons);
        asy_tell(scene, who, extradition, "the maximum term of detention has elapsed", NAN,
                 NAN);
        return released(scene, who, &luck);
    }
    if (asy_marked(who, ASY_MARK_local_claim)) {
        if (asy_local_decides(scene, who))
            return asy_local_granted(scene, who);
        asy_local_answered(who);
    }
    const struct asy_luck ruling = asy_luck(scene, who, ASY_LUCK_extradition_ruling);
    const double p = law->p_ordered[who->group];
    asy_tell(scene, who, extradition, "the prosecutor and the courts decide", p,
             asy_u(&ruling, 0));
    if (asy_chance(&ruling, 0, p) && !danger_bars(scene, who, &ruling))
        return ordered(scene, who);
    asy_tell(scene, who, extradition, "extradition is refused", NAN, NAN);
    return released(scene, who, &luck);
}
