/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Safe third country: a claim refused unheard because a transit state could have heard it. */
#include "law/procedure/procedure.h"

static const char *const kinds[] = {
    "transit", "stay", "permit", "close", "transit_near", NULL
};

static const struct asy_param params[] = {
    ASY_PARAM_SET(
        ASY_PER_COUNTRY, third_country, list,
        "Countries that the state's list, or its practice, treats as safe on the day.",
        "the state's list, or practice, on the day"),
    ASY_PARAM_SET(ASY_PER_COUNTRY, third_country, never,
                  "Countries that may not be treated as safe.",
                  "countries that may not be held safe"),
    ASY_PARAM(third_country, p_apply, 0, 0.5, 1, "share",
              "Share of people who came through a listed country to whom the rule is applied.",
              "grade D: of those who came through a listed country"),
    ASY_PARAM_CHOICE(
        third_country, asks, kinds, ASY_ASKS_TRANSIT,
        "Required connection with the country: mere transit, a stay, a permit, a close one; or "
        "a stay, and transit where the country lies near that of origin (connection.near).",
        "2013/32/EU art. 38(2)(a): a connection; or mere transit; COM(2016) 467 "
        "art. 45(3)(a)"),
    ASY_PARAM(third_country, min_stay_months, 0, 6, 600, "months",
              "Length of stay there that counts as a connection.",
              "grade D: from when on a stay there is a connection"),
    ASY_PARAM_FLAG(third_country, challenge, 1,
                   "Whether the claim of a person who shows a danger there is examined.",
                   "2013/32/EU art. 38(2)(c): those who show a danger there are heard"),
    ASY_PARAM(third_country, p_shown, 0, 0, 1, "share",
              "Share of people in danger there who show it.",
              "grade D: of those in danger there, who show it"),
    ASY_PARAM_FLAG(third_country, individual_look, 0,
                   "Whether no claim is inadmissible where need would be established.",
                   "nobody whose need would be established is turned away; recommendation 1"),
    ASY_PARAM_FLAG(
        third_country, spares_minors, 1, "Whether unaccompanied children are exempt.",
        "2013/32/EU art. 25(6), last sub-paragraph: the best interests of the child"),
    ASY_PARAM(third_country, days, 0, 30, 1000, "days", "Mean time to this refusal.",
              "grade D: mean, to this refusal"),
    ASY_PARAM_FLAG(third_country, readmission_first, 0,
                   "Whether a claim is inadmissible only if the third country readmits.",
                   "refused only if the third country admits; art. 38(4)"),
    ASY_PARAM(third_country, p_appeal, 0, 0.5, 1, "share",
              "Share of people so refused who appeal.",
              "grade D: of those so refused, who go to court"),
    ASY_PARAM(third_country, p_overturn, 0, 0, 1, "share",
              "Share of appeals allowed where no ruling has settled the matter.",
              "grade D: of their appeals allowed where no ruling has settled the matter"),
    ASY_PARAM(
        third_country, p_overturn_unsafe, 0, 0, 1, "share",
        "Share of appeals by people for whom that country is not safe in which the court finds "
        "so.",
        "grade D: a persecutor reaches there, or they would be sent on from there; 2013/32/EU "
        "art. 46(3)"),
    ASY_PARAM(third_country, appeal_days, 0, 90, 3000, "days",
              "Mean time from the refusal to the court's ruling.",
              "grade D: mean, from the refusal to the court's ruling"),
    ASY_PARAM_FLAG(third_country, suspensive, 1,
                   "Whether the person may stay until the court has ruled.",
                   "2013/32/EU art. 46(5)"),
    { 0 },
};

const struct asy_law asy_law_third_country = {
    .name = "third_country",
    .file = __FILE__,
    .doc = "Inadmissibility where a listed transit country could have examined the claim.",
    .source = "2013/32/EU art. 33(2)(c), 38",
    .section = ASY_OF_STATE,
    .size = sizeof(struct asy_third_country),
    .params = params,
};

/* Countries on the way because of which the claim could be turned away here today. One's own is
   never among them, nor one that a court has struck from the list. */
static uint64_t
turned_away_for(const struct asy_scene *scene, const struct asy_applicant *who, int state)
{
    const struct asy_third_country *law = ASY_TODAY(scene, third_country, state);
    if (law->list == 0)
        return 0;
    const struct asy_rulings *rulings = ASY_TODAY(scene, rulings, state);
    const uint64_t struck = rulings->heeded ? rulings->struck : 0;
    return asy_passed(scene, who) & law->list & ~law->never & ~struck;
}

uint64_t
asy_third_countries(const struct asy_scene *scene, const struct asy_applicant *who)
{
    return turned_away_for(scene, who, who->place);
}

/* Indirect removal: T.I. v. United Kingdom 43844/98; M.S.S. 30696/09, para 342. It does not
   matter under which name the other state would not hear the claim. */
bool
asy_state_sends_on(const struct asy_scene *scene, const struct asy_applicant *who, int state)
{
    const struct asy_third_country *third = ASY_TODAY(scene, third_country, state);
    const struct asy_first_country *first = ASY_TODAY(scene, first_country, state);
    const bool child = asy_is_minor_alone(scene, who);
    uint64_t left = 0;
    if (third->p_apply > 0.0 && !(child && third->spares_minors))
        left |= turned_away_for(scene, who, state);
    if (first->p_apply > 0.0 && !(child && first->spares_minors))
        left |= asy_protectors(scene, who, state);
    for (; left; left &= left - 1)
        if (asy_is_unsafe(scene, who, __builtin_ctzll(left)))
            return true;
    return asy_external_endangers(scene, who, state);
}

/* Of the countries in `ways` the one passed last: that of the crossing, else the highest index
   stands for it. */
static int
passed_last(const struct asy_scene *scene, const struct asy_applicant *who, uint64_t ways)
{
    if (who->crossing != ASY_NOBODY) {
        const int from = scene->world->crossing[who->crossing].from;
        if (from >= 0 && ways & asy_bit(from))
            return from;
    }
    return 63 - __builtin_clzll(ways);
}

static bool
is_connected(const struct asy_scene *scene, const struct asy_third_country *law,
             const struct asy_applicant *who, int country)
{
    if (law->asks == ASY_ASKS_TRANSIT)
        return true;
    if (law->asks == ASY_ASKS_TRANSIT_NEAR &&
        ASY_TODAY(scene, connection, country)->near & asy_bit(who->citizenship))
        return true;
    const struct asy_rulings *rulings = ASY_TODAY(scene, rulings, who->place);
    const struct asy_connected there = asy_connection_to(scene, who, country);
    const bool stayed = there.stay_months >= law->min_stay_months;
    const bool close = there.family || (there.permit && stayed);
    switch (law->asks) {
    case ASY_ASKS_STAY:
    case ASY_ASKS_TRANSIT_NEAR:
        return stayed || there.permit || there.family;
    case ASY_ASKS_PERMIT: /* the Helsinki court: there must be more than a visa or permit */
        return rulings->heeded && rulings->permit_not_protection ? there.permit && close
                                                                 : there.permit;
    default:
        return close;
    }
}

int
asy_third_country_of(struct asy_scene *scene, const struct asy_applicant *who,
                     const struct asy_luck *luck)
{
    const struct asy_third_country *law = ASY_TODAY(scene, third_country, who->place);
    uint64_t ways = asy_third_countries(scene, who);
    int country = -1;
    if (!ways || !(law->p_apply > 0.0))
        return -1;
    if (!asy_chance(luck, 0, law->p_apply)) {
        asy_tell(scene, who, third_country,
                 "a country on the way might be considered safe for them, and is not",
                 law->p_apply, asy_u(luck, 0));
        return -1;
    }
    for (; ways && country < 0; ways &= ~asy_bit(passed_last(scene, who, ways)))
        if (is_connected(scene, law, who, passed_last(scene, who, ways)))
            country = passed_last(scene, who, ways);
    if (country < 0) {
        asy_tell(scene, who, third_country,
                 "is not connected closely enough with the country on the way", NAN, NAN);
        return -1;
    }
    if (asy_is_minor_alone(scene, who) && law->spares_minors) {
        asy_tell(scene, who, third_country, "is an unaccompanied child, and not sent there",
                 NAN, NAN);
        return -1;
    }
    if (asy_needs_spare_third_country(scene, who)) {
        asy_tell(scene, who, vulnerability, "has special needs, and is not sent there", NAN,
                 NAN);
        return -1;
    }
    if (law->individual_look && asy_need_established(scene, who)) {
        asy_tell(scene, who, third_country,
                 "the need is recognised at once: the claim is admissible", NAN, NAN);
        return -1;
    }
    if (!law->challenge || !asy_shows_danger(scene, who, country, law->p_shown, asy_u(luck, 1)))
        return country;
    asy_count(scene, ASY_METRIC_dangers_on_the_way_shown, who, who->place, who->persons);
    asy_tell(scene, who, third_country, "shows a danger in the country on the way",
             law->p_shown, asy_u(luck, 1));
    return -1;
}
