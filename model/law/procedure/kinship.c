/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Relatives in the state of ties, and who of them is family in law: drawn when asked, and the
   same in every state. Friends are never family. For a child alone more relatives count than
   for an adult (604/2013 art. 8), and before 2014 fewer for both. */
#include "law/procedure/procedure.h"

static const struct asy_param params[] = {
    ASY_PARAM(kinship, minor_alone, 0, 0, 1, "share of single people",
              "Share of single people who are children without a parent.",
              "grade D: children under 18 without a parent; 604/2013 art. 2(j), 8"),
    ASY_PARAM(kinship, pending, 0, 0, 1, "share of those with ties",
              "Share of people with ties whose close family there has a claim pending.",
              "grade D: close family whose own claim is pending there; art. 10"),
    ASY_PARAM(kinship, dependant, 0, 0, 1, "share of those with ties",
              "Share of people with ties and a relation of dependency with a child, sibling or "
              "parent there.",
              "grade D: a child, sibling or parent who depends on the other; art. 16"),
    ASY_PARAM(kinship, sibling, 0, 0, 1, "share of those with ties",
              "Share of people with ties who have a sibling there.",
              "grade D: a sibling there; art. 8(1); COM(2016) 270 art. 2(g)"),
    ASY_PARAM(
        kinship, formed_in_transit, 0, 0, 1, "share of those with ties",
        "Share of people with ties whose family there was formed after leaving the country.",
        "grade D: a family formed after leaving the country; COM(2016) 270 art. 2(g)"),
    ASY_PARAM(kinship, relative, 0, 0, 1, "share of those with ties",
              "Share of people with ties who have an aunt, uncle or grandparent there.",
              "grade D: an adult aunt, uncle or grandparent there; art. 2(h), 8(2)"),
    ASY_PARAM(kinship, diploma, 0, 0, 1, "share of those with ties",
              "Share of people with ties who hold a diploma of an establishment there, issued "
              "in the six years before.",
              "grade D: 2024/1351 art. 30"),
    { 0 },
};

const struct asy_law asy_law_kinship = {
    .name = "kinship",
    .file = __FILE__,
    .doc = "Relatives in the state of ties, beyond close family with protection.",
    .source = "604/2013 art. 2(g), 2(h), 2(j), 8, 10, 16; COM(2016) 270 art. 2(g)",
    .section = ASY_OF_GROUP,
    .size = sizeof(struct asy_kinship),
    .params = params,
};

enum link { NO_LINK, PENDING, DEPENDANT, SIBLING, FORMED_IN_TRANSIT, RELATIVE };
enum { MINOR_WORD, LINK_WORD, STATUS_WORD }; /* of `kinship` */

/* At most one of these links, by one draw that is the same in every state. */
static enum link
link_of(const struct asy_kinship *law, double u)
{
    const double share[] = { law->pending, law->dependant, law->sibling, law->formed_in_transit,
                             law->relative };
    double sum = 0.0;
    for (int i = 0; i < RELATIVE; i++) {
        sum += share[i];
        if (u < sum)
            return (enum link)(PENDING + i);
    }
    return NO_LINK;
}

static enum link
link_today(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_kinship);
    return link_of(ASY_TODAY(scene, kinship, who->group), asy_u(&luck, LINK_WORD));
}

bool
asy_is_minor_alone(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_kinship *law = ASY_TODAY(scene, kinship, who->group);
    if (who->persons != 1 || law->minor_alone <= 0.0)
        return false;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_kinship);
    return asy_chance(&luck, MINOR_WORD, law->minor_alone);
}

/* Close family under protection; by 343/2003 art. 7 recognised as refugees, as often as others
   of their citizenship whom that state protects. */
static bool
is_protected_family(const struct asy_scene *scene, const struct asy_dublin *law,
                    const struct asy_applicant *who, const struct asy_luck *luck)
{
    if (!(who->traits & ASY_KIN))
        return false;
    return !law->refugees_only ||
           asy_chance(luck, STATUS_WORD,
                      ASY_TODAY(scene, merits, who->tie)->refugee_share[who->citizenship]);
}

/* What the definition of family in this state's law makes of a link. */
static enum asy_criterion
criterion_of(const struct asy_dublin *law, enum link link)
{
    if (link == PENDING)
        return ASY_BY_PENDING_FAMILY;
    if (link == DEPENDANT)
        return ASY_BY_DEPENDANT;
    const bool counts = (link == SIBLING && law->siblings) ||
                        (link == FORMED_IN_TRANSIT && law->formed_in_transit);
    return counts ? ASY_BY_FAMILY : ASY_BY_NONE;
}

/* Art. 8(1), (2): siblings are family of an unaccompanied child, and so are aunts, uncles and
   grandparents able to care for it. Under 343/2003 art. 6 they were not, but family of any
   standing was. */
static bool
belongs_there(const struct asy_dublin *law, const struct asy_applicant *who, enum link link)
{
    return who->traits & ASY_KIN || criterion_of(law, link) != ASY_BY_NONE ||
           (law->minor_relatives && (link == SIBLING || link == RELATIVE));
}

enum asy_criterion
asy_family_there(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_dublin *law = asy_dublin_of_claim(scene, who);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_kinship);
    const enum link link = link_today(scene, who);
    if (asy_is_minor_alone(scene, who))
        return belongs_there(law, who, link) ? ASY_BY_MINOR : ASY_BY_NONE;
    return is_protected_family(scene, law, who, &luck) ? ASY_BY_FAMILY
                                                       : criterion_of(law, link);
}

/* Whether a sibling, aunt, uncle or grandparent lives in the state of ties. */
bool
asy_has_relative_there(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const enum link link = link_today(scene, who);
    return link == SIBLING || link == RELATIVE;
}

/* Other relatives by a drawn link, siblings and later families too where the law does not hold
   them family. */
bool
asy_has_wider_family_here(const struct asy_scene *scene, const struct asy_applicant *who)
{
    if (who->tie != who->place)
        return false;
    const enum link link = link_today(scene, who);
    return link != NO_LINK &&
           criterion_of(asy_dublin_of_claim(scene, who), link) == ASY_BY_NONE;
}

bool
asy_has_diploma(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_diploma);
    return asy_chance(&luck, 0, ASY_TODAY(scene, kinship, who->group)->diploma);
}
