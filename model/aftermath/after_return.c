/* SPDX-License-Identifier: GPL-3.0-or-later */
/* After return: persecuted or not; flees again. */
#include "aftermath/aftermath.h"
#include "population/ledger.h"
#include "population/people.h"
#include "population/persecutor.h"

static const struct asy_param params[] = {
    ASY_PARAM(after_return, p_persecuted, 0, 0.3, 1, "share of those at risk",
              "grade D; documented cases are lower bounds"),
    ASY_PARAM(after_return, persecuted_days, 1, 120, 5000, "days",
              "grade D: mean; Closing the Door: three months in one case"),
    ASY_PARAM(after_return, p_flee_again, 0, 0.1, 1, "share",
              "grade D: of those at risk and not seized"),
    ASY_PARAM(after_return, flee_days, 1, 200, 5000, "days", "grade D: mean"),
    { 0 },
};

const struct asy_law asy_law_after_return = {
    .name = "after_return",
    .doc = "What becomes of people back in their country.",
    .source = "Closing the Door, Kachanovich-Shlyk & Matusevich, notes 95-96",
    .section = ASY_OF_GROUP,
    .size = sizeof(struct asy_after_return),
    .params = params,
};

/* Whether this return was a forced one of a person at risk, and so stands in the ledger. */
static bool
was_refouled(const struct asy_applicant *who)
{
    return who->fate == ASY_FATE_REFOULED_DIRECT || who->fate == ASY_FATE_REFOULED_CHAIN ||
           who->fate == ASY_FATE_SEIZED;
}

struct asy_step
asy_return_home(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_after_return *law = ASY_TODAY(scene, after_return, who->group);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_AFTER_RETURN, who->flights);

    who->target = who->place; /* by whom, for the count of what follows */
    who->place = who->citizenship;
    who->since = (int16_t) scene->day;
    if (!asy_at_risk(who))
        return asy_end(who, (enum asy_fate) who->fate);
    if (asy_marked(who, ASY_MARK_sent_elsewhere))
        asy_count(scene, ASY_METRIC_returned_elsewhere, who, who->target, who->persons);
    if (asy_chance(&luck, 0, law->p_persecuted * asy_danger_left(scene, who)))
        return asy_wait(ASY_STAGE_home, asy_wait_days(law->persecuted_days, asy_u(&luck, 1)));
    if (who->flights < ASY_MOST_FLIGHTS && !was_refouled(who) &&
        asy_chance(&luck, 2, law->p_flee_again))
        return asy_wait(ASY_STAGE_home, asy_wait_days(law->flee_days, asy_u(&luck, 3)));
    return asy_end(who, (enum asy_fate) who->fate);
}

static struct asy_step
flee_again(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_tell(scene, who, after_return, "flees again", NAN, NAN);
    who->flights++;
    who->chain = 0;
    who->marks = 0;
    who->refuge = ASY_NOBODY;
    who->claimed = 0;
    who->claims = 0;
    who->flags = 0;
    who->first = ASY_NOBODY;
    who->visa = ASY_NOBODY;
    who->fate = ASY_FATE_WAITING;
    return asy_at_once(ASY_STAGE_departure);
}

struct asy_step
asy_stage_home(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_after_return *law = ASY_TODAY(scene, after_return, who->group);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_AFTER_RETURN, who->flights);

    if (!asy_chance(&luck, 0, law->p_persecuted * asy_danger_left(scene, who)))
        return flee_again(scene, who);
    asy_count(scene, ASY_METRIC_persecuted_after_return, who, who->target, who->persons);
    if (asy_marked(who, ASY_MARK_sent_elsewhere)) /* where they were told to be safe */
        asy_count(scene, ASY_METRIC_persecuted_elsewhere, who, who->target, who->persons);
    asy_tell(scene, who, after_return, "is persecuted", law->p_persecuted, asy_u(&luck, 0));
    if (was_refouled(who))
        asy_ledger_add(scene->ledger, who, asy_year_of(scene->world, who->since), 0,
                       who->persons);
    if (who->fate == ASY_FATE_RETURNED_UNHARMED)
        who->fate = ASY_FATE_RETURNED_PERSECUTED;
    return asy_end(who, (enum asy_fate) who->fate);
}
