/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Safe third country: a claim refused unheard because a transit state could have heard it. */
#include "procedure/procedure.h"

static const struct asy_param params[] = {
    ASY_PARAM_SET(ASY_PER_COUNTRY, third_country, list,
                  "the state's list, or practice, on the day"),
    ASY_PARAM_SET(ASY_PER_COUNTRY, third_country, never, "countries that may not be held safe"),
    ASY_PARAM(third_country, p_apply, 0, 0.5, 1, "share",
              "grade D: of those who came through a listed country"),
    ASY_PARAM(third_country, min_link, 0, 0, 1, "share",
              "2013/32/EU art. 38(2)(a): connection; 0: mere transit"),
    ASY_PARAM(third_country, p_overturn, 0, 0, 1, "share",
              "courts; Tallinn Circuit Court, Helsinki Administrative Court 2016"),
    ASY_PARAM(third_country, days, 0, 30, 1000, "days", "grade D: mean, to this refusal"),
    ASY_PARAM_FLAG(third_country, readmission_first, 0,
                   "refused only if the third country admits; art. 38(4)"),
    { 0 },
};

const struct asy_law asy_law_third_country = {
    .name = "third_country",
    .doc = "Refuses a claim that a listed transit state could have heard.",
    .source = "2013/32/EU art. 33(2)(c), 38",
    .section = ASY_OF_STATE,
    .size = sizeof(struct asy_third_country),
    .params = params,
};

/* The country through which the claim could be turned away: of those on the list, the one
   passed last counts, and the highest index stands for that. */
static int
listed_on_the_way(const struct asy_third_country *law, const struct asy_applicant *who)
{
    const uint64_t ways = who->via & law->list & ~law->never & ~asy_bit(who->citizenship);
    return ways ? 63 - __builtin_clzll(ways) : -1;
}

int
asy_third_country_of(const struct asy_third_country *law, const struct asy_applicant *who,
                     const struct asy_luck *luck, const struct asy_luck *connection)
{
    const int country = listed_on_the_way(law, who);
    if (country < 0 || !asy_chance(luck, 0, law->p_apply) ||
        asy_u(connection, 0) < law->min_link)
        return -1;
    /* Courts in Tallinn and Helsinki found that asylum cannot be reached in Russia in practice:
       so a refusal is a draw, not the end. */
    return asy_chance(luck, 1, law->p_overturn) ? -1 : country;
}

struct asy_step
asy_admissibility_enter(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_third_country *law = ASY_TODAY(scene, third_country, who->place);
    if (who->flags & ASY_ADMISSIBLE)
        return asy_channel_enter(scene, who);
    if (listed_on_the_way(law, who) < 0)
        return asy_at_once(ASY_STAGE_admissibility);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_THIRD_COUNTRY, who->files);
    return asy_wait(ASY_STAGE_admissibility, asy_wait_days(law->days, asy_u(&luck, 2)));
}

/* Found admissible: on to the question left open by the order of the two (see registration). */
static struct asy_step
admissible(struct asy_scene *scene, struct asy_applicant *who)
{
    who->flags |= ASY_ADMISSIBLE;
    if (who->flags & ASY_DUBLIN_DONE)
        return asy_channel_enter(scene, who);
    const struct asy_step away = asy_onward_ask(scene, who);
    return away.next == ASY_AT_ONCE ? asy_dublin_enter(scene, who) : away;
}

struct asy_step
asy_stage_admissibility(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_third_country *law = ASY_TODAY(scene, third_country, who->place);
    if (listed_on_the_way(law, who) < 0)
        return admissible(scene, who);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_THIRD_COUNTRY, who->files);
    const struct asy_luck connection = asy_luck(scene, who, ASY_LUCK_CONNECTION, 0);
    const int country = asy_third_country_of(law, who, &luck, &connection);

    if (country < 0)
        return admissible(scene, who);
    const struct asy_readmitted readmission = asy_readmits_third(scene, who, country);
    if (!readmission.accepts && law->readmission_first)
        return admissible(scene, who);
    asy_count(scene, ASY_METRIC_inadmissible_third_country, who, who->place, who->persons);
    asy_tell(scene, who, third_country,
             "is refused unheard: another country on the way could have heard it", law->p_apply,
             asy_u(&luck, 0));
    if (!readmission.accepts) { /* art. 38(4): not admitted there, so heard here */
        asy_tell(scene, who, readmission, "the third country does not take the person back",
                 NAN, NAN);
        return admissible(scene, who);
    }
    asy_backlog_leave(scene, who);
    who->target = (uint8_t) country;
    return asy_wait(ASY_STAGE_removal, readmission.days);
}
