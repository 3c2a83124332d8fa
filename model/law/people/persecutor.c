/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who persecutes, and how far their arm reaches: what decides whether another part of the
   country, or a country on the way, would have been safe. Drawn on demand, and always the same.
 */
#include "law/people/persecutor.h"
#include "life/draw.h"
#include "life/scope.h"

static const struct asy_param params[] = {
    ASY_PARAM(persecutor, local, 0, 0.3, 1, "share",
              "Share of people at risk whose persecutors have power in one place only.",
              "grade D: of those at risk, from people with power in one place only"),
    ASY_PARAM(persecutor, abroad, 0, 0.1, 1, "share",
              "Share of people at risk whose persecutors also reach them in transit countries.",
              "grade D: from people who also reach them in transit countries"),
    ASY_PARAM(persecutor, relocated, 0, 0, 1, "share",
              "Share of people who had lived in another part of the country before they fled.",
              "grade D: who had lived in another part of the country before they fled"),
    ASY_PARAM(
        persecutor, elsewhere_ratio, 0, 0.1, 1, "ratio",
        "Share of the danger that remains for a person referred to internal protection, if the "
        "persecutor's reach is local.",
        "grade D: of the danger left to one told to live elsewhere, if the reach is local"),
    { 0 },
};

const struct asy_law asy_law_persecutor = {
    .name = "persecutor",
    .file = __FILE__,
    .doc = "How far the persecutor reaches: one place, the whole country, or beyond it.",
    .source = "2011/95/EU art. 6, 8; Closing the Door, Hug: Chechen services across Russia",
    .section = ASY_OF_GROUP,
    .size = sizeof(struct asy_persecutor),
    .params = params,
};

/* A notice reaches beyond the country, and a publicly known person is known in all of it. */
static enum asy_reach
at_least(enum asy_reach reach, uint8_t traits)
{
    if (traits & ASY_WANTED)
        return ASY_REACH_ABROAD;
    return traits & ASY_PUBLICLY_KNOWN && reach == ASY_REACH_LOCAL ? ASY_REACH_COUNTRY : reach;
}

static struct asy_pursuit
pursuit_under(const struct asy_scene *scene, const struct asy_applicant *who,
              const struct asy_persecutor *law)
{
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_persecutor);
    const double u = asy_u(&luck, 0);
    const enum asy_reach drawn = u < law->local          ? ASY_REACH_LOCAL
                                 : u < 1.0 - law->abroad ? ASY_REACH_COUNTRY
                                                         : ASY_REACH_ABROAD;
    return (struct asy_pursuit){ at_least(drawn, who->traits),
                                 asy_chance(&luck, 1, law->relocated) };
}

struct asy_pursuit
asy_pursuit_of(const struct asy_scene *scene, const struct asy_applicant *who)
{
    return pursuit_under(scene, who, ASY_TODAY(scene, persecutor, who->group));
}

bool
asy_had_relocated(const struct asy_scene *scene, const struct asy_applicant *who)
{
    return ASY_TODAY(scene, persecutor, who->group)->relocated > 0.0 &&
           asy_pursuit_of(scene, who).relocated;
}

double
asy_danger_left(const struct asy_scene *scene, const struct asy_applicant *who)
{
    if (!asy_marked(who, ASY_MARK_sent_elsewhere))
        return 1.0;
    const struct asy_persecutor *law =
        asy_law_on(scene, ASY_LAW_persecutor, who->group, who->since);
    return pursuit_under(scene, who, law).reach == ASY_REACH_LOCAL ? law->elsewhere_ratio : 1.0;
}
