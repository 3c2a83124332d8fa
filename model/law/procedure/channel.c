/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which channel: accelerated because of a safe country of origin, or after a take-back on
   notice, else regular. An unaccompanied child is accelerated on no other ground (2013/32/EU
   art. 25(6)(a)). */
#include "law/procedure/procedure.h"
#include "life/line.h"

static const struct asy_param params[] = {
    ASY_PARAM_SET(ASY_PER_COUNTRY, channel, safe_origin,
                  "Countries on the state's list of safe countries of origin on the day.",
                  "national list of safe countries of origin on the day"),
    ASY_PARAM_SET(ASY_PER_GROUP, channel, exempt, "Groups exempt from the list.",
                  "the same list: groups left out"),
    ASY_PARAM_SET(
        ASY_PER_COUNTRY, channel, exempt_parts,
        "Listed countries of which the parts not controlled by the government are exempt "
        "(people.uncontrolled).",
        "the same list: parts of a country left out; 2005/85/EC art. 30(3). Of "
        "2013/32/EU art. 37 the Court of Justice held in 2024 that a country is listed "
        "whole or not at all (C-406/22)"),
    ASY_PARAM(
        channel, accelerated, 0, 0, 1, "share",
        "Share of claims accelerated on a ground other than a safe country of origin, without "
        "its presumption.",
        "2013/32/EU art. 31(8), optional; 2024/1348 art. 42(1), a duty; practice, grade D"),
    ASY_PARAM_FLAG(
        channel, accelerates_minors, 0,
        "Whether the claims of unaccompanied children are accelerated on such a ground too.",
        "2013/32/EU art. 25(6)(a): not; alike where not bound; 2024/1348 art. "
        "42(3): on five grounds, low "
        "recognition among them"),
    ASY_PARAM(channel, accelerated_days, 0, 20, 1000, "days",
              "Time to the decision in the accelerated procedure.",
              "grade D; 2013/32/EU art. 31(8)-(9)"),
    ASY_PARAM(channel, presumption, 0, 0.2, 6, "probit",
              "How much more people from a listed country must show.",
              "grade D: how much more must be shown; art. 36(1)"),
    ASY_PARAM(channel, p_rebutted, 0, 0.3, 1, "share",
              "Share of people with grounds of their own who rebut the presumption.",
              "grade D: of those with a ground of their own, who rebut it; art. 36(1)"),
    ASY_PARAM(channel, p_shown, 0, 0, 1, "share",
              "Share of people at risk without such grounds who rebut it all the same.",
              "2013/32/EU art. 36(1): serious grounds, in their circumstances; grade D"),
    ASY_PARAM(
        channel, lodge_ratio, 0, 0.8, 1, "ratio",
        "How many times as often people refused there appeal, given the shorter time limit.",
        "grade D: on the share that appeals, given the shorter limit"),
    ASY_PARAM(channel, court_days, 0, 60, 3000, "days",
              "Time from lodging the appeal to the court's queue.",
              "grade D: from lodging to the court's queue"),
    ASY_PARAM_FLAG(channel, suspensive, 0, "Whether the appeal suspends the removal.",
                   "2013/32/EU art. 46(6): the appeal need not suspend"),
    { 0 },
};

const struct asy_law asy_law_channel = {
    .name = "channel",
    .file = __FILE__,
    .doc = "Safe country of origin: shorter procedure, presumption against the claim, weaker "
           "appeal.",
    .source = "2013/32/EU art. 31(8), 36, 37, 46(6)",
    .section = ASY_OF_STATE,
    .size = sizeof(struct asy_channel),
    .params = params,
};

/* How likely they are to rebut the presumption on individual grounds: best on evident ones,
   else on the danger itself. */
static double
p_rebuts(const struct asy_applicant *who, const struct asy_channel *law)
{
    if (who->traits & (ASY_ACTIVIST | ASY_PUBLICLY_KNOWN | ASY_LGBTI | ASY_WANTED))
        return law->p_rebutted;
    return asy_at_risk(who) ? law->p_shown : 0.0;
}

/* An applicant with such grounds who is believed enters the regular procedure. */
static bool
rebuts(const struct asy_scene *scene, const struct asy_applicant *who,
       const struct asy_channel *law)
{
    const double p = p_rebuts(who, law);
    if (!(p > 0.0))
        return false;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_withdrawal);
    return asy_chance(&luck, 3, p);
}

bool
asy_is_listed_safe(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_channel *law = ASY_TODAY(scene, channel, who->place);
    const uint64_t own = asy_bit(who->citizenship);
    return law->safe_origin & own && !(law->exempt & asy_bit(who->group)) &&
           !(law->exempt_parts & own && asy_is_from_uncontrolled(scene, who));
}

bool
asy_is_presumed_safe(const struct asy_scene *scene, const struct asy_applicant *who)
{
    return asy_is_listed_safe(scene, who) &&
           !rebuts(scene, who, ASY_TODAY(scene, channel, who->place));
}

double
asy_presumption(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_channel *law = ASY_TODAY(scene, channel, who->place);
    return (asy_marked(who, ASY_MARK_accelerated) || asy_needs_spare_accelerated(scene, who)) &&
                   asy_is_presumed_safe(scene, who)
               ? law->presumption
               : 0.0;
}

/* On a ground that is not a list: because of what they said or did, or of how few are
 * recognised. */
static void
accelerate_otherwise(struct asy_scene *scene, struct asy_applicant *who,
                     const struct asy_channel *law)
{
    if (!(law->accelerated > 0.0) || asy_marked(who, ASY_MARK_accelerated))
        return;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_accelerated);
    if (!asy_chance(&luck, 0, law->accelerated) || asy_needs_spare_accelerated(scene, who) ||
        (asy_is_minor_alone(scene, who) && !law->accelerates_minors))
        return;
    asy_mark(who, ASY_MARK_accelerated);
    asy_tell(scene, who, channel, "another ground for acceleration: accelerated",
             law->accelerated, asy_u(&luck, 0));
}

/* Into the accelerated channel, or there already. */
static bool
is_accelerated(struct asy_scene *scene, struct asy_applicant *who,
               const struct asy_channel *law, const struct asy_luck *luck)
{
    if (!asy_is_listed_safe(scene, who))
        return asy_marked(who, ASY_MARK_accelerated);
    if (asy_is_presumed_safe(scene, who) && !asy_needs_spare_accelerated(scene, who)) {
        asy_mark(who, ASY_MARK_accelerated);
        asy_tell(scene, who, channel, "comes from a listed safe country of origin: accelerated",
                 NAN, NAN);
    } else if (asy_is_presumed_safe(scene, who)) {
        asy_tell(scene, who, vulnerability,
                 "has special needs: the regular procedure, though from a listed country", NAN,
                 NAN);
    } else {
        asy_tell(scene, who, channel,
                 "shows that the country, listed as safe, is not safe for them",
                 p_rebuts(who, law), asy_u(luck, 3));
    }
    return asy_marked(who, ASY_MARK_accelerated);
}

/* So many days from now, or those that a limit that binds leaves (2013/32/EU art. 31). */
static int32_t
within_limit(const struct asy_scene *scene, const struct asy_applicant *who, int32_t days)
{
    const double limit = ASY_TODAY(scene, merits, who->place)->limit_days;
    if (!(limit < ASY_NO_LIMIT))
        return days;
    const int32_t left = (int32_t) limit - (scene->day - who->since);
    return days < left ? days : left > 0 ? left : 0;
}

struct asy_step
asy_channel_enter(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_channel *law = ASY_TODAY(scene, channel, who->place);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_withdrawal);
    const struct asy_step away = asy_withdrawal_ask(scene, who, &luck);

    if (away.next != ASY_AT_ONCE)
        return away;
    accelerate_otherwise(scene, who, law);
    const bool fast = is_accelerated(scene, who, law, &luck);
    const double mean =
        fast ? law->accelerated_days : ASY_TODAY(scene, merits, who->place)->min_days;
    if (fast)
        asy_needs_count_fast(scene, who);
    if (fast)
        asy_aid_given(scene, who, who->place, ASY_AID_ACCELERATED);
    const int32_t days =
        asy_wait_days(mean, asy_u(&luck, 2)) + asy_counsel_adds(scene, who, asy_aid_now(who));
    return asy_wait_on_means(scene, who, ASY_STAGE_channel, within_limit(scene, who, days));
}

struct asy_step
asy_stage_channel(struct asy_scene *scene, struct asy_applicant *who)
{
    if (asy_marked(who, ASY_MARK_accelerated) && asy_needs_spare_accelerated(scene, who)) {
        asy_unmark(who, ASY_MARK_accelerated); /* seen meanwhile: 2013/32/EU art. 24(3), (4) */
        asy_tell(scene, who, vulnerability,
                 "special needs have come to light: no longer accelerated", NAN, NAN);
    }
    const bool first =
        asy_marked(who, ASY_MARK_accelerated) || asy_needs_come_first(scene, who);
    return asy_stand_in(ASY_STAGE_merits, first ? ASY_QUEUE_priority : ASY_QUEUE_merits);
}
