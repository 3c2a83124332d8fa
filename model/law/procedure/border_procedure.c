/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The border procedure: the claim is decided while the applicant has not entered in law,
   detained or not. Grounds say who is taken, places how many (border_grounds.c); the same
   authority decides these claims as all others, and before them. Without a decision at the
   limit comes entry. A refused applicant may go to court (art. 46(1)(a)(iii)), and waits for it
   at the border where the appeal suspends, or the court allows it (border_court.c); without an
   appeal, or if it fails, they are sent back across the border, or kept for a return
   (border_return.c). */
#include "law/procedure/border_procedure.h"
#include "life/line.h"

static const struct asy_param params[] = {
    ASY_PARAM(
        border_procedure, share, 0, 0, 1, "share",
        "Share of claims at the state's land crossings taken into the border procedure.",
        "of claims made at the state's land crossings, on whatever ground; 2013/32/EU art. "
        "43, optional"),
    ASY_PARAM(border_procedure, low_recognition, 0, 0, 1, "share",
              "Share of claims taken into it because few of that nationality are recognised; "
              "limit it with only = ( { recognition_below = 0.2; } ).",
              "2024/1348 art. 42(1)(j), 45: 20 per cent or less on the yearly average of the "
              "Union; not in 2013/32/EU; none where not bound"),
    ASY_PARAM(
        border_procedure, misled, 0, 0, 1, "share",
        "Share of persons taken into it as having misled the authorities or destroyed their "
        "papers.",
        "2013/32/EU art. 31(8)(c), (d), 43, optional; 2024/1348 art. 42(1)(c), 45: a duty; "
        "none where not bound"),
    ASY_PARAM(
        border_procedure, security, 0, 0, 1, "share",
        "Share of persons taken into it as a danger to security or public order.",
        "2013/32/EU art. 31(8)(j), 43, optional; 2024/1348 art. 42(1)(f), 45: a duty; none "
        "where not bound"),
    ASY_PARAM(border_procedure, safe_origin, 0, 0, 1, "share",
              "Share of claims from a listed safe country of origin (channel.safe_origin) "
              "taken into it on that ground.",
              "2013/32/EU art. 31(8)(b), 43; 2024/1348 art. 42(1)(e), 44(1)(b): optional; none "
              "where not bound"),
    ASY_PARAM(border_procedure, at_airports, 0, 0, 1, "share",
              "Share of people coming by air who apply at the airport, before entry, and fall "
              "under the same grounds there.",
              "grade D; 2013/32/EU art. 43(1): at the border or in transit zones; 2024/1348 "
              "art. 43: an external border crossing point"),
    ASY_PARAM_FLAG(
        border_procedure, duty, 0,
        "Whether it is a duty: full places then excuse only low recognition, and a full year "
        "misleading too, but never a danger. Otherwise people without a place are let in.",
        "2024/1348 art. 45, 48 to 50"),
    ASY_PARAM(
        border_procedure, places, 0, 1e6, 1e6, "persons",
        "Number of persons who may be in it, or kept at the border for a return, at one time.",
        "2024/1348 art. 46, 47: the state's part of 30,000; no law before it says any"),
    ASY_PARAM(border_procedure, times_a_year, 0, 1000, 1000, "ratio",
              "Largest number of persons taken into it in a calendar year, as a multiple of "
              "the places; 1000 is no limit.",
              "2024/1348 art. 47(1): two, later three and four times"),
    ASY_PARAM(
        border_procedure, kept_free, 0, 0, 1, "share",
        "Share of the places reserved for people with priority: security cases, nationals of "
        "the country beyond, who can be returned soonest, and adults without children.",
        "2024/1348 art. 44: priority when places run short; the share is grade D"),
    ASY_PARAM_FLAG(border_procedure, exempts_families, 0,
                   "Whether families are exempt from it.",
                   "2013/32/EU art. 24(3): those in need of special guarantees"),
    ASY_PARAM_FLAG(border_procedure, exempts_minors, 1,
                   "Whether unaccompanied children are exempt from it, except from a safe "
                   "country of origin, and then not detained.",
                   "2013/32/EU art. 25(6)(b); 2013/33/EU art. 11(3)"),
    ASY_PARAM_FLAG(border_procedure, minors_danger_only, 0,
                   "Whether unaccompanied children are taken into it only as a danger.",
                   "2024/1348 art. 53(1)"),
    ASY_PARAM(border_procedure, detained, 0, 1, 1, "share",
              "Share of people in it who are detained until the decision.",
              "2013/33/EU art. 8(3)(c): detained until the decision; practice by date"),
    ASY_PARAM(border_procedure, days, 1, 20, 1000, "days", "Mean time to the decision.",
              "grade D: mean, to the decision"),
    ASY_PARAM(border_procedure, limit_days, 1, 28, 1000, "days",
              "Time without a decision after which the person may enter.",
              "2013/32/EU art. 43(2): four weeks, then entry"),
    ASY_PARAM(border_procedure, presumption, 0, 0.2, 6, "probit",
              "How much more people from a safe country of origin must show in it.",
              "grade D: how much more must be shown by those from the state's list of safe "
              "countries of origin (channel.safe_origin)"),
    ASY_PARAM(border_procedure, lodge_ratio, 0, 1, 1, "ratio",
              "How many times as often as others people refused in it appeal.",
              "grade D: on the share that appeals, given a shorter limit and less counsel; "
              "2013/32/EU art. 46(1)(a)(iii), (4), (7)"),
    ASY_PARAM(border_procedure, court_days, 0, 14, 3000, "days",
              "Time from lodging that appeal to the court's queue.",
              "grade D: from lodging to the court's queue"),
    ASY_PARAM_FLAG(
        border_procedure, suspensive, 1,
        "Whether the person may stay at the border until that court has ruled.",
        "2013/32/EU art. 46(5) to (8): at least until the court has ruled on a stay"),
    ASY_PARAM(
        border_procedure, p_stay, 0, 0, 1, "share",
        "Where the appeal does not suspend, share of people asking to stay whom the court lets "
        "stay at the border until it has ruled. It always suspends for an unaccompanied child.",
        "2013/32/EU art. 46(6), (7); 2024/1348 art. 68(3)(a), (4); the share is grade D"),
    ASY_PARAM_FLAG(border_procedure, limit_with_appeal, 0,
                   "Whether the limit covers the decision and the appeal together.",
                   "2013/32/EU art. 43(2): for the decision; Regulation 2024/1348 art. 51(2): "
                   "for both"),
    { 0 },
};

const struct asy_law asy_law_border_procedure = {
    .name = "border_procedure",
    .file = __FILE__,
    .doc = "Decides claims at the border, in detention, and returns people refused across it.",
    .source = "2013/32/EU art. 43, 46; 2013/33/EU art. 8(3)(c); Closing the Door, note 97",
    .section = ASY_OF_STATE,
    .size = sizeof(struct asy_border_procedure),
    .params = params,
};

int32_t
asy_border_days(const struct asy_scene *scene, const struct asy_applicant *who,
                const struct asy_border_procedure *law, const struct asy_luck *luck)
{
    return asy_wait_days(law->days, asy_u(luck, 2)) +
           asy_counsel_adds(scene, who, ASY_AID_BORDER);
}

bool
asy_border_detains(const struct asy_scene *scene, const struct asy_applicant *who,
                   const struct asy_border_procedure *law, const struct asy_luck *luck)
{
    return asy_chance(luck, 1, law->detained) &&
           !(asy_is_minor_alone(scene, who) && law->exempts_minors) &&
           !asy_is_too_frail_to_hold(scene, who);
}

void
asy_border_count_detention(struct asy_scene *scene, const struct asy_applicant *who,
                           int32_t days)
{
    if (days > 0)
        asy_count(scene, ASY_METRIC_days_detained_at_border, who, who->place,
                  (uint32_t) days * who->persons);
}

struct asy_step
asy_border_procedure_enter(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_border_procedure *law = ASY_TODAY(scene, border_procedure, who->place);
    const struct asy_luck luck = asy_border_luck(scene, who);
    const int32_t limit = (int32_t) law->limit_days,
                  decided = asy_border_days(scene, who, law, &luck);
    const int32_t days = decided < limit ? decided : limit;

    asy_count(scene, ASY_METRIC_held_at_border, who, who->place, who->persons);
    asy_needs_count_fast(scene, who);
    asy_tell(scene, who, border_procedure, "the claim is taken into the border procedure",
             law->share, asy_u(&luck, 0));
    asy_aid_given(scene, who, who->place, ASY_AID_BORDER);
    if (asy_border_detains(scene, who, law, &luck)) {
        asy_count(scene, ASY_METRIC_detained_at_border, who, who->place, who->persons);
        asy_border_count_detention(scene, who, days);
        asy_count_frail_held(scene, who);
        asy_tell(scene, who, border_procedure, "is detained", law->detained, asy_u(&luck, 1));
    } else { /* in an open centre one may move on as others do */
        const struct asy_step away = asy_onward_ask(scene, who);
        if (away.next != ASY_AT_ONCE)
            return away;
    }
    asy_border_place_take(scene, who);
    asy_border_count_in_year(scene, who);
    who->leave_day = asy_day_after(scene, limit);
    return asy_wait(ASY_STAGE_border_decision, days);
}

/* Let into the country: the questions that every other claim meets, in the order in which it
   meets them (COM(2016) 270 art. 3(3)). */
static struct asy_step
enters(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_count(scene, ASY_METRIC_border_limit_passed, who, who->place, who->persons);
    asy_border_place_leave(scene, who);
    if (ASY_TODAY(scene, dublin, who->place)->admissibility_first &&
        !(who->claimed & ~asy_bit(who->place)))
        return asy_admissibility_enter(scene, who);
    const struct asy_step away = asy_onward_ask(scene, who);
    return away.next == ASY_AT_ONCE ? asy_dublin_enter(scene, who) : away;
}

/* Beyond the border lies the country of origin: sent back is returned. */
static struct asy_step
sent_home(struct asy_scene *scene, struct asy_applicant *who, int sender)
{
    who->fate = ASY_FATE_RETURNED_UNHARMED;
    asy_sent_on(who, sender, ASY_ACT_BORDER_REFUSAL);
    if (asy_at_risk(who)) {
        who->fate = (uint8_t) asy_refouled(scene, who);
        if (who->fate == ASY_FATE_REFOULED_DIRECT) {
            asy_count(scene, ASY_METRIC_refouled_direct, who, sender, who->persons);
            asy_count(scene, ASY_METRIC_refouled_direct_children, who, sender, who->children);
        }
    }
    return asy_return_home(scene, who);
}

/* Nobody may be returned where nobody can receive them: after a refusal unheard the claim is
   heard; all others are refused as in the country. */
static struct asy_step
let_in(struct asy_scene *scene, struct asy_applicant *who)
{
    if (asy_marked(who, ASY_MARK_unheard_at_border))
        return asy_heard_after_all(scene, who);
    who->refused_in |= asy_bit(who->place);
    return asy_refused_finally(scene, who);
}

/* Back across the border at once, into the hands of the police there. Strasbourg may be asked
   first; where it is obeyed the person waits in the state for the judgment. */
struct asy_step
asy_border_sends_back(struct asy_scene *scene, struct asy_applicant *who)
{
    const int sender = who->place, to = asy_beyond_border(scene, who);
    who->border_refused_day = (int16_t) scene->day;
    who->border_refused_by = (uint8_t) sender;
    if (asy_border_return_keeps(scene, who))
        return asy_border_return_enter(scene, who, to);
    if (asy_child_is_unreceived(scene, who))
        return let_in(scene, who);
    if (asy_illness_bars_removal(scene, who))
        return asy_removal_is_barred(scene, who, ASY_STAGE_border_decision);
    if (asy_strasbourg_stops(scene, who, sender, ASY_STOPS_AT_BORDER))
        return asy_strasbourg_wait(scene, who, ASY_STAGE_border_decision);
    asy_count(scene, ASY_METRIC_refused_at_border, who, sender, who->persons);
    asy_tell(scene, who, border_procedure, "is refused, and sent back across the border", NAN,
             NAN);
    asy_removal_ends_claims(scene, who);
    if (to == who->citizenship)
        return sent_home(scene, who, sender);
    return asy_removed_to(scene, who, to, ASY_ACT_BORDER_REFUSAL);
}

/* ---- the decision ------------------------------------------------------------ */

/* Whether the days are over in which the decision must come: it was not ready, or its turn in
   the authority's line has not come. */
static bool
is_too_late(const struct asy_scene *scene, const struct asy_applicant *who,
            const struct asy_border_procedure *law, const struct asy_luck *luck)
{
    const int32_t elapsed = scene->day - who->since;
    if (asy_border_days(scene, who, law, luck) > elapsed)
        return true;
    return asy_marked(who, ASY_MARK_border_ready) && elapsed >= (int32_t) law->limit_days;
}

static bool
authority_has_a_line(const struct asy_scene *scene, int state)
{
    return asy_capacity_today(scene, ASY_QUEUE_border, state) < ASY_NO_LINE;
}

/* What days of detention the line has added to those foreseen. */
static void
count_line(struct asy_scene *scene, struct asy_applicant *who,
           const struct asy_border_procedure *law, const struct asy_luck *luck)
{
    if (asy_marked(who, ASY_MARK_border_ready) && asy_border_detains(scene, who, law, luck))
        asy_border_count_detention(
            scene, who, scene->day - who->since - asy_border_days(scene, who, law, luck));
    who->resume_day = (int16_t) scene->day;
}

static struct asy_step
decide(struct asy_scene *scene, struct asy_applicant *who,
       const struct asy_border_procedure *law)
{
    if (law->limit_with_appeal && who->leave_day > scene->day)
        asy_aside_begin(scene, who, ASY_ASIDE_border_limit, who->leave_day - scene->day);
    const struct asy_step unheard = asy_unheard_at_border(scene, who); /* art. 43(1)(a) */
    if (unheard.next != ASY_AT_ONCE)
        return unheard;
    const double more = asy_is_presumed_safe(scene, who) ? law->presumption : 0.0;
    asy_border_place_leave(scene, who); /* refused: takes it again */
    return asy_merits_decide(scene, who, more, asy_border_refused);
}

struct asy_step
asy_stage_border_decision(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_border_procedure *law = ASY_TODAY(scene, border_procedure, who->place);
    const struct asy_luck luck = asy_border_luck(scene, who);

    if (is_too_late(scene, who, law, &luck)) {
        count_line(scene, who, law, &luck);
        asy_tell(scene, who, border_procedure,
                 "the time limit expires without a decision: may enter", NAN, NAN);
        return enters(scene, who);
    }
    if (asy_needs_spare_border(scene, who)) /* seen meanwhile: art. 24(4) */
        return enters(scene, who);
    if (asy_marked(who, ASY_MARK_border_ready) && scene->day >= who->leave_day) {
        /* the limit has been lengthened meanwhile */
        who->leave_day = (int16_t) (who->since + (int32_t) law->limit_days);
        return asy_stand_in(ASY_STAGE_border_decision, ASY_QUEUE_border);
    }
    if (!asy_marked(who, ASY_MARK_border_ready) && authority_has_a_line(scene, who->place)) {
        asy_mark(who, ASY_MARK_border_ready);
        asy_tell(scene, who, border_procedure,
                 "joins the authority's queue, ahead of people already in the country", NAN,
                 NAN);
        return asy_stand_in(ASY_STAGE_border_decision, ASY_QUEUE_border);
    }
    count_line(scene, who, law, &luck);
    return decide(scene, who, law);
}
