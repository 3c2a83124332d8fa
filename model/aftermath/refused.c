/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finally refused: leaves, moves to another state, hides, or is returned. */
#include "aftermath/aftermath.h"
#include "population/people.h"

static const struct asy_param params[] = {
    ASY_PARAM(refused, p_voluntary, 0, 0.2, 1, "share",
              "2008/115/EC art. 7: who leave by themselves"),
    ASY_PARAM(refused, voluntary_days, 1, 30, 1000, "days",
              "2008/115/EC art. 7(1): 7 to 30 days"),
    ASY_PARAM(refused, forced_days, 1, 900, 100000, "days",
              "grade D: mean time to a forced return, found or not"),
    { 0 },
};

const struct asy_law asy_law_refused = {
    .name = "refused",
    .doc = "What those finally refused do, and how soon they are returned.",
    .source = "2008/115/EC art. 7, 8; Eurostat migr_eirtn",
    .section = ASY_OF_STATE,
    .size = sizeof(struct asy_refused),
    .params = params,
};

int32_t
asy_forced_days(struct asy_scene *scene, const struct asy_applicant *who, double u)
{
    return asy_wait_days(ASY_TODAY(scene, refused, who->place)->forced_days, u);
}

struct asy_step
asy_refused_for_good(struct asy_scene *scene, struct asy_applicant *who)
{
    who->fate = ASY_FATE_NO_STATUS_EUROPE;
    if (asy_marked(who, ASY_MARK_arrested)) {
        const struct asy_step away = asy_extradition_ask(scene, who);
        if (away.next != ASY_AT_ONCE)
            return away;
    }
    return asy_at_once(ASY_STAGE_refused);
}

struct asy_step
asy_stage_refused(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_refused *law = ASY_TODAY(scene, refused, who->place);
    const struct asy_onward *onward = ASY_TODAY(scene, onward, who->group);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_REFUSED, who->files);

    asy_tell(scene, who, refused, "has no right to stay any longer", NAN, NAN);
    if (who->claims < onward->most_claims && asy_chance(&luck, 0, onward->after_refusal)) {
        const struct asy_luck way = asy_luck(scene, who, ASY_LUCK_ONWARD, 4u * who->files + 1u);
        const struct asy_step away = asy_onward_leave(scene, who, &way);
        if (away.next != ASY_AT_ONCE)
            return away;
    }
    asy_tell(scene, who, refused, "weighs leaving by themselves", law->p_voluntary,
             asy_u(&luck, 1));
    if (asy_chance(&luck, 1, law->p_voluntary))
        return asy_wait(ASY_STAGE_voluntary_return,
                        asy_wait_days(law->voluntary_days, asy_u(&luck, 2)));
    return asy_wait(ASY_STAGE_forced_return, asy_forced_days(scene, who, asy_u(&luck, 3)));
}
