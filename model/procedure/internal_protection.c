/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Internal protection alternative: refused though in need, because of another part of the
 * country. */
#include "procedure/procedure.h"

static const char *const modes[] = { "never",          "case_by_case", "urban_areas",
                                     "publicly_known", "mandatory",    NULL };

static const struct asy_param params[] = {
    ASY_PARAM_CHOICE(internal_protection, mode, modes, ASY_IPA_NEVER,
                     "2011/95/EU art. 8: optional"),
    ASY_PARAM_SET(ASY_PER_GROUP, internal_protection, groups,
                  "groups to which the state applies it"),
    ASY_PARAM_SET(ASY_PER_GROUP, internal_protection, exempt,
                  "groups to which it may not be applied"),
    ASY_PARAM(internal_protection, p_found, 0, 0.3, 1, "share of those in need",
              "grade D: where practice looks for one"),
    ASY_PARAM(internal_protection, p_found_mandatory, 0, 0.5, 1, "share of those in need",
              "grade D: where it must be looked for, COM(2016) 466"),
    { 0 },
};

const struct asy_law asy_law_internal_protection = {
    .name = "internal_protection",
    .doc = "Refuses those in need who could live in another part of their country.",
    .source = "2011/95/EU art. 8; COM(2016) 466; EMN ad-hoc query 2013",
    .section = ASY_OF_STATE,
    .size = sizeof(struct asy_internal_protection),
    .params = params,
};

bool
asy_ipa_asked(const struct asy_internal_protection *law, const struct asy_applicant *who)
{
    const uint64_t group = asy_bit(who->group);
    if (law->mode == ASY_IPA_NEVER || law->exempt & group)
        return false;
    if (law->mode == ASY_IPA_MANDATORY) /* of everyone, COM(2016) 466 */
        return true;
    return (law->groups & group) != 0;
}

bool
asy_ipa_found(const struct asy_internal_protection *law, const struct asy_applicant *who,
              double u)
{
    if (!asy_ipa_asked(law, who))
        return false;
    /* Only one who is not known can live elsewhere unseen (EMN ad-hoc query 2013, Finland); a
       look at the case also sees who is wanted, or LGBTI. "Unspecified urban areas" looks at
       nobody. */
    if (law->mode == ASY_IPA_PUBLICLY_KNOWN && who->traits & ASY_PUBLICLY_KNOWN)
        return false;
    if (law->mode == ASY_IPA_CASE_BY_CASE &&
        who->traits & (ASY_PUBLICLY_KNOWN | ASY_WANTED | ASY_LGBTI))
        return false;
    return u < (law->mode == ASY_IPA_MANDATORY ? law->p_found_mandatory : law->p_found);
}

/* The same draw in every state, so that only law parts them. */
static double
ipa_luck(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_INTERNAL_PROTECTION, 0);
    return asy_u(&luck, 0);
}

bool
asy_lives_elsewhere(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_internal_protection *law =
        ASY_TODAY(scene, internal_protection, who->place);
    return asy_ipa_asked(law, who) && asy_ipa_found(law, who, ipa_luck(scene, who));
}

uint64_t
asy_ipa_states(const struct asy_scene *scene, const struct asy_applicant *who)
{
    uint64_t states = 0;
    const double u = ipa_luck(scene, who);
    for (uint64_t left = scene->tau->asks[who->group]; left; left &= left - 1) {
        const int s = __builtin_ctzll(left);
        if (asy_ipa_found(ASY_TODAY(scene, internal_protection, s), who, u))
            states |= asy_bit(s);
    }
    return states;
}
