/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The border procedure: the claim is decided while its maker has not entered in law, detained
   or not. Four weeks at most, then entry. Who is refused may go to court (art. 46(1)(a)(iii)),
   and waits for it at the border where the appeal suspends; who does not, or loses, is sent
   back across it. */
#include "law/procedure/procedure.h"

static const struct asy_param params[] = {
    ASY_PARAM(border_procedure, share, 0, 0, 1, "share",
              "Share of claims at the state's land crossings taken into the border procedure.",
              "of claims made at the state's land crossings; 2013/32/EU art. 43, optional"),
    ASY_PARAM_FLAG(border_procedure, exempts_families, 0,
                   "Whether families are exempt from it.",
                   "2013/32/EU art. 24(3): those in need of special guarantees"),
    ASY_PARAM_FLAG(border_procedure, exempts_minors, 1,
                   "Whether children alone are exempt from it, but for those from a safe "
                   "country of origin, who are not detained.",
                   "2013/32/EU art. 25(6)(b); 2013/33/EU art. 11(3)"),
    ASY_PARAM(border_procedure, detained, 0, 1, 1, "share",
              "Share of those in it who are detained until the decision.",
              "2013/33/EU art. 8(3)(c): detained until the decision; practice by date"),
    ASY_PARAM(border_procedure, days, 1, 20, 1000, "days", "Mean time to the decision.",
              "grade D: mean, to the decision"),
    ASY_PARAM(border_procedure, limit_days, 1, 28, 1000, "days",
              "After how long without a decision one may enter.",
              "2013/32/EU art. 43(2): four weeks, then entry"),
    ASY_PARAM(border_procedure, presumption, 0, 0.2, 6, "probit",
              "How much more those from a safe country of origin must show in it.",
              "grade D: how much more must be shown by those from the state's list of safe "
              "countries of origin (channel.safe_origin)"),
    ASY_PARAM(border_procedure, lodge_ratio, 0, 1, 1, "ratio",
              "How many times as often as others those refused in it go to court.",
              "grade D: on the share that appeals, for a shorter limit and less counsel; "
              "2013/32/EU art. 46(1)(a)(iii), (4), (7)"),
    ASY_PARAM(border_procedure, court_days, 0, 14, 3000, "days",
              "Time from lodging that appeal to the court's queue.",
              "grade D: from lodging to the court's queue"),
    ASY_PARAM_FLAG(
        border_procedure, suspensive, 1,
        "Whether one may stay at the border until that court has ruled.",
        "2013/32/EU art. 46(5) to (8): at least until the court has ruled on a stay"),
    ASY_PARAM_FLAG(border_procedure, limit_with_appeal, 0,
                   "Whether the limit holds for the decision and the appeal together.",
                   "2013/32/EU art. 43(2): for the decision; Regulation 2024/1348 art. 51(2): "
                   "for both"),
    { 0 },
};

const struct asy_law asy_law_border_procedure = {
    .name = "border_procedure",
    .file = __FILE__,
    .doc = "Decides claims on the spot, in detention, and sends back across whoever has lost.",
    .source = "2013/32/EU art. 43, 46; 2013/33/EU art. 8(3)(c); Closing the Door, note 97",
    .section = ASY_OF_STATE,
    .size = sizeof(struct asy_border_procedure),
    .params = params,
};

static struct asy_luck
luck_of(const struct asy_scene *scene, const struct asy_applicant *who)
{
    return asy_luck(scene, who, ASY_LUCK_border_procedure);
}

/* Whether this is the first claim after coming in by land from a transit country into here. */
static bool
claims_at_the_border(const struct asy_scene *scene, const struct asy_applicant *who)
{
    if (who->crossing >= scene->world->n_crossings || (who->claimed & ~asy_bit(who->place)))
        return false;
    const struct asy_crossing *crossing = &scene->world->crossing[who->crossing];
    return crossing->into == who->place && crossing->from >= 0 && who->first == who->place &&
           !asy_marked(who, ASY_MARK_dublin_done);
}

/* Art. 24(3), 25(6)(b): of children alone only those from a safe country of origin. */
static bool
is_exempt(const struct asy_scene *scene, const struct asy_applicant *who,
          const struct asy_border_procedure *law)
{
    if (law->exempts_families && who->children > 0)
        return true;
    return law->exempts_minors && !asy_is_presumed_safe(scene, who) &&
           asy_is_minor_alone(scene, who);
}

bool
asy_border_procedure_takes(struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_border_procedure *law = ASY_TODAY(scene, border_procedure, who->place);
    if (law->share <= 0.0 || !claims_at_the_border(scene, who) || is_exempt(scene, who, law))
        return false;
    const struct asy_luck luck = luck_of(scene, who);
    return asy_chance(&luck, 0, law->share) && !asy_needs_spare_border(scene, who);
}

/* Until the decision, or until the limit if that comes first. */
static int32_t
days_of(const struct asy_border_procedure *law, const struct asy_luck *luck)
{
    return asy_wait_days(law->days, asy_u(luck, 2));
}

static bool
is_detained(const struct asy_scene *scene, const struct asy_applicant *who,
            const struct asy_border_procedure *law, const struct asy_luck *luck)
{
    return asy_chance(luck, 1, law->detained) &&
           !(law->exempts_minors && asy_is_minor_alone(scene, who)) &&
           !asy_is_too_frail_to_hold(scene, who);
}

static void
count_detention(struct asy_scene *scene, const struct asy_applicant *who, int32_t days)
{
    if (days > 0)
        asy_count(scene, ASY_METRIC_days_detained_at_border, who, who->place,
                  (uint32_t) days * who->persons);
}

struct asy_step
asy_border_procedure_enter(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_border_procedure *law = ASY_TODAY(scene, border_procedure, who->place);
    const struct asy_luck luck = luck_of(scene, who);
    const int32_t limit = (int32_t) law->limit_days, decided = days_of(law, &luck);
    const int32_t days = decided < limit ? decided : limit;

    asy_count(scene, ASY_METRIC_held_at_border, who, who->place, who->persons);
    asy_needs_count_fast(scene, who);
    asy_tell(scene, who, border_procedure, "the claim is taken into the border procedure",
             law->share, asy_u(&luck, 0));
    if (is_detained(scene, who, law, &luck)) {
        asy_count(scene, ASY_METRIC_detained_at_border, who, who->place, who->persons);
        count_detention(scene, who, days);
        asy_count_frail_held(scene, who);
        asy_tell(scene, who, border_procedure, "is detained", law->detained, asy_u(&luck, 1));
    } else { /* in an open centre one may move on as others do */
        const struct asy_step away = asy_onward_ask(scene, who);
        if (away.next != ASY_AT_ONCE)
            return away;
    }
    asy_mark(who, ASY_MARK_at_border);
    return asy_wait(ASY_STAGE_border_decision, days);
}

/* Let into the country: the questions that every other claim meets. */
static struct asy_step
enters(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_unmark(who, ASY_MARK_at_border);
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

/* Back across the border at once, into the hands of the police there. Strasbourg may be asked
   first; where it is obeyed the person waits in the state for the judgment. */
struct asy_step
asy_border_sends_back(struct asy_scene *scene, struct asy_applicant *who)
{
    const int sender = who->place, beyond = scene->world->crossing[who->crossing].from;
    if (asy_strasbourg_stops(scene, who, sender, ASY_STOPS_AT_BORDER))
        return asy_strasbourg_wait(scene, who, ASY_STAGE_border_decision);
    asy_count(scene, ASY_METRIC_refused_at_border, who, sender, who->persons);
    asy_tell(scene, who, border_procedure, "is refused, and sent back across the border", NAN,
             NAN);
    if (beyond == who->citizenship)
        return sent_home(scene, who, sender);
    return asy_removed_to(scene, who, beyond, ASY_ACT_BORDER_REFUSAL);
}

/* ---- the court
 * ------------------------------------------------------------------------------------- */

/* How long they have been kept at the border, the limit taken into account. */
static int32_t
days_kept(const struct asy_border_procedure *law, int32_t since_claim)
{
    const int32_t limit = (int32_t) law->limit_days;
    return law->limit_with_appeal && since_claim > limit ? limit : since_claim;
}

bool
asy_border_procedure_ends(struct asy_scene *scene, struct asy_applicant *who)
{
    if (!asy_marked(who, ASY_MARK_at_border))
        return false;
    asy_unmark(who, ASY_MARK_at_border);
    const struct asy_border_procedure *law = ASY_TODAY(scene, border_procedure, who->place);
    const struct asy_luck luck = luck_of(scene, who);
    const int32_t since_claim = scene->day - who->since, kept = days_kept(law, since_claim);
    if (is_detained(scene, who, law, &luck)) /* those until the decision have been counted */
        count_detention(scene, who, kept - days_of(law, &luck));
    if (kept < since_claim)
        asy_tell(scene, who, border_procedure,
                 "the limit has come before the court: had entered", NAN, NAN);
    return kept == since_claim;
}

/* Refused on the merits. Nobody may appeal from beyond the border in the model: where the
   appeal does not suspend it is not lodged. */
static struct asy_step
refused(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_border_procedure *law = ASY_TODAY(scene, border_procedure, who->place);
    const double p_lodge = asy_counsel_lodges(
        scene, who, ASY_TODAY(scene, appeal, who->place)->p_lodge * law->lodge_ratio);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_appeal);

    asy_tell(scene, who, appeal, "is refused at the border, and considers an appeal", p_lodge,
             asy_u(&luck, 0));
    if (law->suspensive && asy_chance(&luck, 0, p_lodge)) {
        scene->stock->came[ASY_QUEUE_appeal][who->place] += who->persons;
        return asy_wait(ASY_STAGE_appeal, asy_wait_days(law->court_days, asy_u(&luck, 1)));
    }
    asy_border_procedure_ends(scene, who);
    return asy_border_sends_back(scene, who);
}

/* ---- the decision
 * ---------------------------------------------------------------------------------- */

/* Art. 43(1)(a) and 33: the third country may be asked about first, here that beyond the
 * border. */
static bool
third_country_refuses(struct asy_scene *scene, const struct asy_applicant *who)
{
    const int beyond = scene->world->crossing[who->crossing].from;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_third_country);
    return asy_third_country_of(scene, who, &luck) == beyond;
}

struct asy_step
asy_stage_border_decision(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_border_procedure *law = ASY_TODAY(scene, border_procedure, who->place);
    const struct asy_luck luck = luck_of(scene, who);

    if (days_of(law, &luck) > scene->day - who->since) {
        asy_tell(scene, who, border_procedure, "four weeks without a decision: may enter", NAN,
                 NAN);
        return enters(scene, who);
    }
    if (asy_needs_spare_border(scene, who)) /* seen meanwhile: art. 24(4) */
        return enters(scene, who);
    if (third_country_refuses(scene, who))
        return asy_unheard_at_border(scene, who, scene->world->crossing[who->crossing].from);
    const double more = asy_is_presumed_safe(scene, who) ? law->presumption : 0.0;
    return asy_merits_decide(scene, who, more, refused);
}
