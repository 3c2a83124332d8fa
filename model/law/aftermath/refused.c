/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finally refused: leaves in the time given, with support or without, moves to another state,
   hides, or is returned. */
#include "law/aftermath/aftermath.h"
#include "law/journey/choice.h"
#include "law/people/people.h"

static const struct asy_param params[] = {
    ASY_PARAM(refused, p_voluntary, 0, 0.2, 1, "share",
              "Share of finally refused people who leave voluntarily where support is offered.",
              "2008/115/EC art. 7: who leave by themselves where support is offered"),
    ASY_PARAM(refused, voluntary_days, 1, 30, 1000, "days",
              "Period for voluntary departure, without an entry ban.",
              "2008/115/EC art. 7(1): 7 to 30 days; who leaves later is banned"),
    ASY_PARAM(refused, prepare_days, 1, 12, 1000, "days",
              "Mean time to settle one's affairs and leave.",
              "grade D: mean, to settle one's affairs and leave"),
    ASY_PARAM_PER(ASY_PER_COUNTRY, refused, support, 0, 1, 1, "share",
                  "Share of each citizenship offered reintegration support.",
                  "by citizenship: offered support to begin anew"),
    ASY_PARAM(refused, needs_support, 0, 0, 1, "share",
              "Share of people willing to leave who do so only with support.",
              "grade D: of those who would leave, who do so only with support"),
    ASY_PARAM(refused, forced_days, 1, 900, 100000, "days", "Mean time to a forced return.",
              "grade D: mean time to a forced return, found or not"),
    ASY_PARAM(
        refused, forced_factor, 0.01, 1, 100, "ratio",
        "How many times as long a forced return takes, by the effort made to find people.",
        "on forced_days: how much more or less is done to find people"),
    { 0 },
};

const struct asy_law asy_law_refused = {
    .name = "refused",
    .file = __FILE__,
    .doc = "What finally refused people do, and how soon they are returned.",
    .source = "2008/115/EC art. 7, 8, 11; Eurostat migr_eirtn",
    .section = ASY_OF_STATE,
    .size = sizeof(struct asy_refused),
    .params = params,
};

int32_t
asy_forced_days(struct asy_scene *scene, const struct asy_applicant *who, double u)
{
    const struct asy_refused *law = ASY_TODAY(scene, refused, who->place);
    return asy_wait_days(law->forced_factor * law->forced_days, u);
}

struct asy_step
asy_refused_for_good(struct asy_scene *scene, struct asy_applicant *who)
{
    who->fate = ASY_FATE_NO_STATUS_EUROPE;
    asy_mark(who, ASY_MARK_rejected);
    asy_stay_without_status(scene, who);
    if (asy_marked(who, ASY_MARK_arrested)) {
        const struct asy_step away = asy_extradition_ask(scene, who);
        if (away.next != ASY_AT_ONCE)
            return away;
    }
    return asy_at_once(ASY_STAGE_refused);
}

enum { SUPPORT, PREPARES, NEEDS }; /* words of `leaving` */

bool
asy_is_assisted(const struct asy_scene *scene, const struct asy_applicant *who,
                const struct asy_refused *law)
{
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_leaving);
    return asy_chance(&luck, SUPPORT, law->support[who->citizenship]);
}

/* The share that would leave by themselves, of whom some will not without support. */
static bool
would_leave(struct asy_scene *scene, struct asy_applicant *who, const struct asy_refused *law,
            const struct asy_luck *luck)
{
    asy_tell(scene, who, refused, "considers leaving voluntarily", law->p_voluntary,
             asy_u(luck, 1));
    if (!asy_chance(luck, 1, law->p_voluntary))
        return false;
    const struct asy_luck leaving = asy_luck(scene, who, ASY_LUCK_leaving);
    if (asy_chance(&leaving, SUPPORT, law->support[who->citizenship]) ||
        !asy_chance(&leaving, NEEDS, law->needs_support))
        return true;
    asy_tell(scene, who, refused, "would leave, but not without support", law->needs_support,
             asy_u(&leaving, NEEDS));
    return false;
}

/* Those who mean to leave but have not gone when the time is up may be removed first. */
static struct asy_step
leaves(struct asy_scene *scene, struct asy_applicant *who, const struct asy_refused *law,
       int32_t days, int32_t forced, bool no_time)
{
    const int32_t given = no_time ? 0 : (int32_t) law->voluntary_days;
    if (days > given && given + forced < days) {
        asy_tell(scene, who, refused, "is apprehended before leaving", NAN, NAN);
        return asy_wait(ASY_STAGE_forced_return, given + forced);
    }
    if (days > given)
        asy_mark(who, ASY_MARK_banned); /* art. 11(1) */
    return asy_wait(ASY_STAGE_voluntary_return, days);
}

struct asy_step
asy_stage_refused(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_refused *law = ASY_TODAY(scene, refused, who->place);
    const struct asy_onward *onward = ASY_TODAY(scene, onward, who->group);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_refused);

    asy_tell(scene, who, refused, "no longer has a right to stay", NAN, NAN);
    const struct asy_step visa = asy_safe_route_ask(scene, who);
    if (visa.next != ASY_AT_ONCE)
        return visa;
    if (who->claims < onward->most_claims && asy_chance(&luck, 0, onward->after_refusal)) {
        const struct asy_luck way = asy_luck(scene, who, ASY_LUCK_onward_refused);
        const struct asy_step away = asy_onward_leave(scene, who, &way);
        if (away.next != ASY_AT_ONCE)
            return away;
    }
    const int32_t forced = asy_forced_days(scene, who, asy_u(&luck, 3));
    const bool no_time = asy_has_no_time_to_leave(scene, who);
    if (!would_leave(scene, who, law, &luck))
        return asy_wait(ASY_STAGE_forced_return, forced);
    const struct asy_luck leaving = asy_luck(scene, who, ASY_LUCK_leaving);
    return leaves(scene, who, law, asy_wait_days(law->prepare_days, asy_u(&leaving, PREPARES)),
                  forced, no_time);
}
