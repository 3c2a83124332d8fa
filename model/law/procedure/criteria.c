/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dublin III, chapter III: the criteria in their order, asked of one applicant. Each points to
   a state or leaves the question to the next. */
#include "law/in_force.h"
#include "law/journey/visa.h"
#include "law/procedure/procedure.h"

static const struct asy_param params[] = {
    ASY_PARAM(kinship, minor_alone, 0, 0, 1, "share of single people",
              "Share of single people who are children without a parent.",
              "grade D: children under 18 without a parent; 604/2013 art. 2(j), 8"),
    ASY_PARAM(kinship, pending, 0, 0, 1, "share of those with ties",
              "Share of those with ties whose close family there has a claim pending.",
              "grade D: close family whose own claim is pending there; art. 10"),
    ASY_PARAM(kinship, dependant, 0, 0, 1, "share of those with ties",
              "Share of those with ties who depend on a child, sibling or parent there, or who "
              "do on them.",
              "grade D: a child, sibling or parent who depends on the other; art. 16"),
    ASY_PARAM(kinship, sibling, 0, 0, 1, "share of those with ties",
              "Share of those with ties who have a sibling there.",
              "grade D: a sibling there; COM(2016) 270 art. 2(g)"),
    ASY_PARAM(
        kinship, formed_in_transit, 0, 0, 1, "share of those with ties",
        "Share of those with ties whose family there was formed after leaving the country.",
        "grade D: a family formed after leaving the country; COM(2016) 270 art. 2(g)"),
    { 0 },
};

const struct asy_law asy_law_kinship = {
    .name = "kinship",
    .file = __FILE__,
    .doc = "Relatives in the state of ties, beyond close family with protection.",
    .source = "604/2013 art. 2(g), 2(j), 8, 10, 16; COM(2016) 270 art. 2(g)",
    .section = ASY_OF_GROUP,
    .size = sizeof(struct asy_kinship),
    .params = params,
};

enum link { NO_LINK, PENDING, DEPENDANT, SIBLING, FORMED_IN_TRANSIT };
enum { MINOR_WORD, LINK_WORD }; /* of `kinship` */

/* At most one of these links, by one draw that is the same in every state. */
static enum link
link_of(const struct asy_kinship *law, double u)
{
    const double share[] = { law->pending, law->dependant, law->sibling,
                             law->formed_in_transit };
    double sum = 0.0;
    for (int i = 0; i < 4; i++) {
        sum += share[i];
        if (u < sum)
            return (enum link)(PENDING + i);
    }
    return NO_LINK;
}

/* Art. 8: a child alone belongs with relatives, under the proposal too, and otherwise stays
   where the claim is (`minors_stay`; Court of Justice, C-648/11 of 6 June 2013). */
static bool
is_minor_alone(const struct asy_kinship *law, const struct asy_applicant *who,
               const struct asy_luck *luck)
{
    return who->persons == 1 && asy_chance(luck, MINOR_WORD, law->minor_alone);
}

/* What the definition of family in this state's law makes of a link. */
static enum asy_criterion
family_of(const struct asy_dublin *law, const struct asy_applicant *who, enum link link)
{
    if (who->traits & ASY_KIN)
        return ASY_BY_FAMILY;
    if (link == PENDING)
        return ASY_BY_PENDING_FAMILY;
    if (link == DEPENDANT)
        return ASY_BY_DEPENDANT;
    const bool counts = (link == SIBLING && law->siblings) ||
                        (link == FORMED_IN_TRANSIT && law->formed_in_transit);
    return counts ? ASY_BY_FAMILY : ASY_BY_NONE;
}

static bool
is_member(const struct asy_scene *scene, int state)
{
    return state < ASY_MAX_COUNTRIES && scene->in_force->dublin & asy_bit(state);
}

/* Visa, entry, first claim: art. 12, 13, 14, 3(2); and art. 20(5), an earlier claim elsewhere
   comes before the bare fact of entry. */
static struct asy_responsibility
by_the_way(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_dublin *law = ASY_TODAY(scene, dublin, who->place);
    const uint64_t elsewhere = who->claimed & ~asy_bit(who->place);
    const struct asy_responsibility here = { who->place, ASY_BY_NONE };

    if (is_member(scene, who->visa))
        return (struct asy_responsibility){ who->visa, ASY_BY_VISA };
    if (!is_member(scene, who->first))
        return here;
    if (who->claimed & asy_bit(who->first))
        return (struct asy_responsibility){ who->first, ASY_BY_FIRST_CLAIM };
    if (elsewhere && is_member(scene, __builtin_ctzll(elsewhere)))
        return (struct asy_responsibility){ __builtin_ctzll(elsewhere), ASY_BY_FIRST_CLAIM };
    /* never claimed there: by entry alone, which ends after twelve months, and does not bind
       one who needs no visa and claims elsewhere */
    if (scene->day - who->entry_day > law->entry_days || asy_visa_free(scene, who, who->place))
        return here;
    return (struct asy_responsibility){ who->first, ASY_BY_ENTRY };
}

static bool
is_applied(const struct asy_scene *scene, const struct asy_applicant *who,
           const struct asy_dublin *law)
{
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_dublin_family);
    return asy_chance(&luck, 3, law->p_family);
}

/* Art. 17(2): for humanity's sake another state is asked, where a relative is. */
static bool
for_humanity(const struct asy_scene *scene, const struct asy_applicant *who,
             const struct asy_dublin *law)
{
    if (law->p_humanitarian <= 0.0)
        return false;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_clauses);
    return asy_chance(&luck, 1, law->p_humanitarian);
}

struct asy_responsibility
asy_dublin_criteria(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_dublin *law = ASY_TODAY(scene, dublin, who->place);
    const struct asy_kinship *kinship = ASY_TODAY(scene, kinship, who->group);
    const bool ties = is_member(scene, who->tie);

    if (ties || who->persons == 1) {
        const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_kinship);
        const enum link link = ties ? link_of(kinship, asy_u(&luck, LINK_WORD)) : NO_LINK;
        if ((ties || law->minors_stay) && is_minor_alone(kinship, who, &luck))
            return (struct asy_responsibility){ ties ? who->tie : who->place, ASY_BY_MINOR };
        const enum asy_criterion family = ties ? family_of(law, who, link) : ASY_BY_NONE;
        if (family != ASY_BY_NONE && is_applied(scene, who, law))
            return (struct asy_responsibility){ who->tie, family };
        if (ties && who->tie != who->place && for_humanity(scene, who, law))
            return (struct asy_responsibility){ who->tie, ASY_BY_HUMANITY };
    }
    return by_the_way(scene, who);
}

int
asy_dublin_responsible(const struct asy_scene *scene, const struct asy_applicant *who)
{
    /* no criterion can point elsewhere where neither ties nor the way do: no draw is needed */
    const bool ties = who->tie != who->place && is_member(scene, who->tie);
    if (!ties && by_the_way(scene, who).state == who->place)
        return who->place;
    return asy_dublin_criteria(scene, who).state;
}

struct asy_step
asy_passes_on(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_dublin *law = ASY_TODAY(scene, dublin, who->place);
    const struct asy_step stays = asy_at_once(ASY_STAGE_registration);
    if (law->p_passes_on <= 0.0 || who->first != who->place || who->claimed ||
        who->visa != ASY_NOBODY || asy_marked(who, ASY_MARK_visa_free))
        return stays;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_passes_on);
    if (!asy_chance(&luck, 0, law->p_passes_on))
        return stays;
    struct asy_step away = asy_onward_leave(scene, who, &luck);
    if (away.next == ASY_AT_ONCE)
        return stays;
    away.n = asy_wait_days(law->hidden_days, asy_u(&luck, 3));
    asy_tell(scene, who, dublin, "goes on before any claim is lodged", law->p_passes_on,
             asy_u(&luck, 0));
    return away;
}
