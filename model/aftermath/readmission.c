/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forced return: whether the other country takes the person back, and what awaits there. */
#include "aftermath/aftermath.h"

static const struct asy_param params[] = {
    ASY_PARAM_PER(ASY_PER_COUNTRY, readmission, nationals, 0, 0.78, 1, "share",
                  "EU-Russia agreement 2015: 1,504 of 1,927 requests"),
    ASY_PARAM_PER(ASY_PER_COUNTRY, readmission, third_country, 0, 0, 1, "share",
                  "readmission of third-country nationals, by country and date"),
    ASY_PARAM(readmission, days, 1, 30, 1000, "days",
              "grade D: mean, from the request to the removal"),
    { 0 },
};

const struct asy_law asy_law_readmission = {
    .name = "readmission",
    .doc = "Whether a country takes back its nationals and those who passed through it.",
    .source = "EU readmission agreements; Closing the Door, note 94",
    .section = ASY_OF_STATE,
    .size = sizeof(struct asy_readmission),
    .params = params,
};

static bool
accepts(struct asy_scene *scene, struct asy_applicant *who, double p, int32_t *days)
{
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_READMISSION, ++who->waits);
    *days = asy_wait_days(ASY_TODAY(scene, readmission, who->place)->days, asy_u(&luck, 1));
    asy_tell(scene, who, readmission, "the other country is asked to take the person back", p,
             asy_u(&luck, 0));
    return asy_chance(&luck, 0, p);
}

struct asy_readmitted
asy_readmits_third(struct asy_scene *scene, struct asy_applicant *who, int country)
{
    struct asy_readmitted answer = { false, 0 };
    const double p = ASY_TODAY(scene, readmission, who->place)->third_country[country];
    answer.accepts = accepts(scene, who, p, &answer.days);
    return answer;
}

/* Removed as from a safe third country: in transit again, among its dangers, with what is left.
 */
struct asy_step
asy_stage_removal(struct asy_scene *scene, struct asy_applicant *who)
{
    const int sender = who->place;
    asy_count_pair(scene, ASY_METRIC_removals_third_country, who, sender, who->target);
    asy_sent_on(who, sender, ASY_ACT_THIRD_COUNTRY_REMOVAL);
    asy_tell(scene, who, readmission, "is removed to the third country", NAN, NAN);
    asy_transit_enter(scene, who, who->target);
    return asy_transit_stop(scene, who);
}

struct asy_step
asy_forced_removal(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_READMISSION, who->waits);
    return asy_wait(ASY_STAGE_forced_return, asy_forced_days(scene, who, asy_u(&luck, 2)));
}

struct asy_step
asy_stage_forced_return(struct asy_scene *scene, struct asy_applicant *who)
{
    const double p = ASY_TODAY(scene, readmission, who->place)->nationals[who->citizenship];
    const int sender = who->place;
    int32_t days;

    if (!accepts(scene, who, p, &days)) {
        if (who->flags & ASY_APPEAL_OPEN) { /* still there when the court comes to the case */
            who->flags &= (uint8_t) ~ASY_APPEAL_OPEN;
            return asy_wait(ASY_STAGE_appeal, days);
        }
        return asy_forced_removal(scene, who);
    }
    if (asy_strasbourg_stops(scene, who, sender, false))
        return asy_strasbourg_wait(scene, who);
    asy_count_pair(scene, ASY_METRIC_returns_forced, who, sender, who->citizenship);
    asy_tell(scene, who, readmission, "is returned by force", NAN, NAN);
    who->fate = ASY_FATE_RETURNED_UNHARMED;
    if (asy_at_risk(who)) {
        asy_sent_on(who, sender, ASY_ACT_RETURN);
        who->fate = (uint8_t) asy_refouled(scene, who);
        if (who->fate == ASY_FATE_REFOULED_DIRECT)
            asy_count(scene, ASY_METRIC_refouled_direct, who, sender, who->persons);
    }
    return asy_return_home(scene, who);
}

struct asy_step
asy_stage_voluntary_return(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_count_pair(scene, ASY_METRIC_returns_voluntary, who, who->place, who->citizenship);
    asy_tell(scene, who, refused, "leaves by themselves", NAN, NAN);
    who->fate = ASY_FATE_RETURNED_UNHARMED;
    return asy_return_home(scene, who);
}
