/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What ties people to a transit country they passed: a visa or residence permit, family, the
   time they lived there, protection found there. Drawn on demand, and always the same. */
#include "law/procedure/procedure.h"

#define PER_GROUP(member, unit, max, doc, source)                                              \
    ASY_PARAM_PER(ASY_PER_GROUP, connection, member, 0, 0, max, unit, doc, source)

static const struct asy_param params[] = {
    PER_GROUP(permit, "share", 1,
              "Share of people passing through who hold a visa or residence permit there.",
              "grade D: a visa or residence permit there, not as a refugee"),
    PER_GROUP(family, "share", 1,
              "Share of people passing through who have close family there.",
              "grade D: close family living there"),
    PER_GROUP(stay_months, "months", 600,
              "Mean time for which they lived there before going on.",
              "grade D: mean time lived there before going on"),
    PER_GROUP(status, "share", 1,
              "Share of people passing through who were protected there, however weakly.",
              "grade D: protected there, however thinly, before going on"),
    ASY_PARAM_SET(ASY_PER_COUNTRY, connection, near,
                  "Countries of origin to which the country lies close.",
                  "COM(2016) 467 art. 45(3)(a): geographically close to the country of origin"),
    ASY_PARAM(
        connection, without_permit, 0, 1, 1, "ratio",
        "How many times as often people without a ground under an agreement are readmitted.",
        "grade D: what the country does beyond the law, or without any agreement"),
    { 0 },
};

const struct asy_law asy_law_connection = {
    .name = "connection",
    .file = __FILE__,
    .doc = "Links of people passing through a transit country to it.",
    .source = "2013/32/EU art. 35, 38(2)(a); Closing the Door, Rimmer Quaid & Mouzourakis",
    .section = ASY_OF_TRANSIT,
    .size = sizeof(struct asy_connection),
    .params = params,
};

struct asy_connected
asy_connection_to(const struct asy_scene *scene, const struct asy_applicant *who, int country)
{
    const struct asy_connection *law = ASY_TODAY(scene, connection, country);
    const int g = who->group;
    if (law->permit[g] <= 0.0 && law->family[g] <= 0.0 && law->stay_months[g] <= 0.0)
        return (struct asy_connected){ 0 };
    const struct asy_luck luck = asy_luck_of(scene, who, ASY_LUCK_connection, country);
    return (struct asy_connected){
        .permit = asy_chance(&luck, 0, law->permit[g]),
        .family = asy_chance(&luck, 1, law->family[g]),
        .stay_months = -law->stay_months[g] * log(asy_u(&luck, 2)),
    };
}

uint64_t
asy_passed(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_world *world = scene->world;
    const uint64_t transit = (asy_bit(world->n_transit) - 1) << world->n_states;
    return who->via & transit & ~asy_bit(who->citizenship);
}

int
asy_refuge_on_the_way(const struct asy_scene *scene, const struct asy_applicant *who)
{
    if (who->refuge != ASY_NOBODY)
        return who->refuge;
    for (uint64_t left = asy_passed(scene, who); left; left &= left - 1) {
        const int country = __builtin_ctzll(left);
        const double share = ASY_TODAY(scene, connection, country)->status[who->group];
        if (share <= 0.0)
            continue;
        const struct asy_luck luck = asy_luck_of(scene, who, ASY_LUCK_connection, country);
        if (asy_chance(&luck, 3, share))
            return country;
    }
    return -1;
}

bool
asy_is_unsafe(const struct asy_scene *scene, const struct asy_applicant *who, int country)
{
    return asy_at_risk(who) && (asy_pursuit_of(scene, who).reach == ASY_REACH_ABROAD ||
                                asy_sends_on(scene, who, country));
}

/* Two dangers, each sufficient where it is shown: a persecutor with a long arm, whose agents
   are there as well; and onward removal home, to which a country that does so exposes everyone
   at risk at home (2013/32/EU art. 38(1)(b)-(d)). Either is shown by the same share. */
bool
asy_shows_danger(const struct asy_scene *scene, const struct asy_applicant *who, int country,
                 double p_shown, double u)
{
    if (!asy_at_risk(who))
        return false;
    const bool pursued = asy_pursuit_of(scene, who).reach == ASY_REACH_ABROAD;
    const bool sent_on = asy_sends_on(scene, who, country);
    const double hidden = (pursued ? 1.0 - p_shown : 1.0) * (sent_on ? 1.0 - p_shown : 1.0);
    return u < 1.0 - hidden;
}
