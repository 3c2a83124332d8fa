/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A humanitarian visa requested at a consulate, at home or on the way: who has heard of it, the
   examination of the claim there, security. Places, the list and the flight are those of every
   safe route (law/journey/safe_route.c). No law of the Union obliges a state to issue one
   (C-638/16 PPU X and X). */
#include "law/journey/journey.h"
#include "law/merits/thresholds.h"
#include "law/procedure/procedure.h"

#include <gsl/gsl_cdf.h>

static const struct asy_param params[] = {
    ASY_PARAM_FLAG(consulate, asked, 0,
                   "Whether people may apply for the country's humanitarian visa themselves, "
                   "without an organisation.",
                   "Visa Code 810/2009 art. 25: no duty, C-638/16 PPU; Parliament, resolution "
                   "2018/2271(INL)"),
    ASY_PARAM(consulate, margin, -3, 3, 12, "probit",
              "How far below the country's threshold of recognition a claim must look to be "
              "refused as manifestly unfounded.",
              "2018/2271(INL), annex: a first look without a full examination; grade D"),
    ASY_PARAM(consulate, noise, 0, 1.5, 10, "probit",
              "Standard deviation of what a consulate sees around the need.",
              "grade D: more than a full examination"),
    ASY_PARAM(consulate, p_security, 0, 0.01, 1, "share",
              "Share refused after a security check.",
              "2018/2271(INL), annex: security screening; grade D"),
    ASY_PARAM_PER(ASY_PER_GROUP, consulate, p_knows, 0, 0.1, 1, "share",
                  "Share of the group who know of the visa from the first day.",
                  "grade D: of the group, who know of it from the first day"),
    ASY_PARAM(
        consulate, spread, 1, 50, 1e6, "persons",
        "Number of visas given to the group after which half of the others have heard of it.",
        "grade D: word of those who came"),
    { 0 },
};

const struct asy_law asy_law_consulate = {
    .name = "consulate",
    .file = __FILE__,
    .doc = "Humanitarian visas for which people apply at a consulate themselves.",
    .source =
        "European Parliament resolution of 11 December 2018, 2018/2271(INL); C-638/16 PPU",
    .section = ASY_OF_REFUGE,
    .size = sizeof(struct asy_consulate),
    .params = params,
};

enum { KNOWS, SEEN, SECURITY, PATIENCE }; /* words of `consulate` */

bool
asy_consulates_ask(const struct asy_scene *scene)
{
    for (uint64_t left = scene->stock->gives[ASY_LIST_visas]; left; left &= left - 1)
        if (ASY_TODAY(scene, consulate, __builtin_ctzll(left))->asked)
            return true;
    return false;
}

/* Who has heard of it: some at once, and the others more often the more of their own have
   come. */
static double
share_that_knows(const struct asy_scene *scene, const struct asy_applicant *who,
                 const struct asy_consulate *law)
{
    const double given = (double) scene->stock->visas_given[who->group];
    const double at_once = law->p_knows[who->group];
    return at_once + (1.0 - at_once) * given / (given + law->spread);
}

static bool
is_refused(struct asy_scene *scene, struct asy_applicant *who, const struct asy_consulate *law,
           int country, const struct asy_luck *luck)
{
    const double seen =
        (double) who->need + law->noise * gsl_cdf_ugaussian_Pinv(asy_u(luck, SEEN));
    const bool is_state = scene->world->country[country].is_state;
    const double least =
        (is_state ? (double) scene->tau->merits[who->citizenship][country] : 0.0) - law->margin;
    asy_tell_judged(scene, who, consulate,
                    seen < least ? "looks manifestly unfounded to the consulate"
                                 : "does not look manifestly unfounded to the consulate",
                    least, seen);
    if (seen < least)
        return true;
    if (!asy_chance(luck, SECURITY, law->p_security))
        return false;
    asy_tell(scene, who, consulate, "is refused for security", law->p_security,
             asy_u(luck, SECURITY));
    return true;
}

bool
asy_consulate_asked(struct asy_scene *scene, struct asy_applicant *who, int country)
{
    const struct asy_consulate *law = ASY_TODAY(scene, consulate, country);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_consulate);
    const double p = share_that_knows(scene, who, law);
    asy_tell(scene, who, consulate, "may have heard of a humanitarian visa", p,
             asy_u(&luck, KNOWS));
    if (!asy_chance(&luck, KNOWS, p))
        return false;
    if (!is_refused(scene, who, law, country, &luck))
        return true;
    asy_mark(who, ASY_MARK_consulate_asked);
    asy_count(scene, ASY_METRIC_humanitarian_visas_refused, who, country, who->persons);
    return false;
}

int32_t
asy_consulate_patience(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_consulate);
    return asy_wait_days(ASY_TODAY(scene, referral, who->group)->patience_days,
                         asy_u(&luck, PATIENCE));
}
