/* SPDX-License-Identifier: GPL-3.0-or-later */
/* First country of asylum: a claim refused unheard because protection, however thin, had been
   found on the way and the person would be readmitted there. */
#include "law/procedure/procedure.h"

static const struct asy_param params[] = {
    ASY_PARAM(first_country, p_apply, 0, 0, 1, "share",
              "Share of people protected earlier on the way to whom the rule is applied.",
              "grade D: of those protected before on the way; 2013/32/EU art. 33(2)(b): may"),
    ASY_PARAM_SET(ASY_PER_COUNTRY, first_country, never,
                  "Countries whose protection may not be treated as sufficient.",
                  "countries whose protection is not held sufficient"),
    ASY_PARAM_FLAG(first_country, challenge, 1,
                   "Whether the claim of a person who shows a danger there is examined.",
                   "2013/32/EU art. 35, last paragraph"),
    ASY_PARAM(first_country, p_shown, 0, 0, 1, "share",
              "Share of people in danger there who show it.",
              "grade D: of those in danger there, who show it"),
    ASY_PARAM_FLAG(first_country, individual_look, 0,
                   "Whether no claim is inadmissible where need would be established.",
                   "nobody whose need would be established is turned away; recommendation 1"),
    ASY_PARAM_FLAG(
        first_country, spares_minors, 1, "Whether unaccompanied children are exempt.",
        "2013/32/EU art. 25(6), last sub-paragraph: the best interests of the child; "
        "2008/115/EC art. 10(2): nobody there to receive it"),
    ASY_PARAM(first_country, days, 0, 30, 1000, "days", "Mean time to this refusal.",
              "grade D: mean, to this refusal"),
    ASY_PARAM(first_country, p_appeal, 0, 0.5, 1, "share",
              "Share of people so refused who appeal.",
              "grade D: of those so refused, who go to court"),
    ASY_PARAM(first_country, p_overturn, 0, 0.1, 1, "share",
              "Share of their appeals that are allowed.", "grade D: of their appeals"),
    ASY_PARAM(
        first_country, p_overturn_unsafe, 0, 0, 1, "share",
        "Share of appeals by people for whom that country is not safe in which the court finds "
        "so.",
        "grade D: a persecutor reaches there, or they would be sent on from there; 2013/32/EU "
        "art. 46(3)"),
    ASY_PARAM(first_country, appeal_days, 0, 90, 3000, "days",
              "Mean time from the refusal to the court's ruling.",
              "grade D: mean, from the refusal to the court's ruling"),
    ASY_PARAM_FLAG(first_country, suspensive, 0,
                   "Whether the person may stay until the court has ruled.",
                   "2013/32/EU art. 46(6)(b)"),
    { 0 },
};

const struct asy_law asy_law_first_country = {
    .name = "first_country",
    .file = __FILE__,
    .doc = "Inadmissibility of claims by people who had found protection on the way.",
    .source = "2013/32/EU art. 33(2)(b), 35",
    .section = ASY_OF_STATE,
    .size = sizeof(struct asy_first_country),
    .params = params,
};

/* The country that protected them before, if `state` may hold that against the claim. */
uint64_t
asy_protectors(const struct asy_scene *scene, const struct asy_applicant *who, int state)
{
    const int country = asy_refuge_on_the_way(scene, who);
    return country < 0 || country == who->citizenship
               ? 0
               : asy_bit(country) & ~ASY_TODAY(scene, first_country, state)->never;
}

int
asy_first_country_of(struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_first_country *law = ASY_TODAY(scene, first_country, who->place);
    if (law->p_apply <= 0.0)
        return -1;
    const uint64_t protector = asy_protectors(scene, who, who->place);
    if (!protector)
        return -1;
    const int country = __builtin_ctzll(protector);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_first_country);
    if (!asy_chance(&luck, 0, law->p_apply)) {
        asy_tell(scene, who, first_country,
                 "protection found on the way might make the claim inadmissible, and does not",
                 law->p_apply, asy_u(&luck, 0));
        return -1;
    }
    if (asy_is_minor_alone(scene, who) && law->spares_minors) {
        asy_tell(scene, who, first_country,
                 "is an unaccompanied child, and not sent back there", NAN, NAN);
        return -1;
    }
    if (law->individual_look && asy_need_established(scene, who)) {
        asy_tell(scene, who, first_country,
                 "the need is recognised at once: the claim is admissible", NAN, NAN);
        return -1;
    }
    if (!law->challenge ||
        !asy_shows_danger(scene, who, country, law->p_shown, asy_u(&luck, 1)))
        return country;
    asy_count(scene, ASY_METRIC_dangers_on_the_way_shown, who, who->place, who->persons);
    asy_tell(scene, who, first_country, "shows a danger in the country that protected them",
             law->p_shown, asy_u(&luck, 1));
    return -1;
}
