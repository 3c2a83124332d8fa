/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The risk of an activist's relatives who flee themselves: real, by collective responsibility,
   and seen by the state or not. */
#include "law/procedure/procedure.h"

#include "law/people/people.h"

static const struct asy_param params[] = {
    ASY_PARAM(family_risk, recognised, 0, 0.2, 1, "share",
              "Share of the risk from a relative's activity that the state recognises.",
              "grade D: of the risk that comes from a relative's activity; weak in Closing the "
              "Door, the case of N"),
    { 0 },
};

const struct asy_law asy_law_family_risk = {
    .name = "family_risk",
    .file = __FILE__,
    .doc = "How much of the risk to activists' relatives a state recognises.",
    .source =
        "2011/95/EU art. 4(3), 10; Closing the Door, Alieva; Hug, recommendation on family "
        "members",
    .section = ASY_OF_STATE,
    .size = sizeof(struct asy_family_risk),
    .params = params,
};

double
asy_family_unseen(const struct asy_scene *scene, const struct asy_applicant *who, int state)
{
    if (__builtin_expect(!asy_marked(who, ASY_MARK_kin_of_active), 1))
        return 0.0;
    return (1.0 - ASY_TODAY(scene, family_risk, state)->recognised) *
           ASY_TODAY(scene, claim_strength, who->group)->kin_of_active_effect;
}
