/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A number of claims in a calendar year, above which a state accepts no more from those who
   come from a neighbour: refused at the line, or found inside and returned to it. Arrivals by
   air count and are heard; at an outer frontier it holds only where the law says so. */
#include "law/journey/journey.h"
#include "law/procedure/procedure.h"

#define NO_CEILING 1e6

static const struct asy_param params[] = {
    ASY_PARAM(claim_ceiling, claims, 0, NO_CEILING, NO_CEILING, "persons/year",
              "Number of first claims accepted in a calendar year; 1,000,000 is any number.",
              "Austria, Asylum Act sections 36 to 41 (2016), and the number of January 2016"),
    ASY_PARAM(claim_ceiling, p_applied, 0, 1, 1, "share of those concerned",
              "Share of people concerned to whom it is applied once the number is reached.",
              "grade D: of those who come from a neighbour"),
    ASY_PARAM(
        claim_ceiling, p_at_line, 0, 0.5, 1, "share of the others",
        "Share of these who are met at the border; the others are found inside the country.",
        "grade D: Asylum Act section 38: asked at a registration post at the border"),
    ASY_PARAM_PER(ASY_PER_COUNTRY, claim_ceiling, p_takes, 0, 0.8, 1, "share",
                  "Share of people found inside whom the neighbouring state takes back.",
                  "grade D: agreements on readmission between neighbours"),
    ASY_PARAM_FLAG(claim_ceiling, spares_minors, 1,
                   "Whether the claims of unaccompanied children are examined.",
                   "best interests: Charter art. 24; 2013/32/EU art. 25"),
    ASY_PARAM_FLAG(
        claim_ceiling, spares_family, 1,
        "Whether the claims of people with ties to someone in the state are examined.",
        "ECHR art. 8: Austria, Asylum Act section 41(2)"),
    ASY_PARAM(claim_ceiling, p_shown, 0, 0.5, 1, "share of those in danger",
              "Share of people at risk finally refused by the neighbouring state who show that "
              "it would return them.",
              "ECHR art. 3: Austria, Asylum Act section 41(2); grade D"),
    ASY_PARAM_FLAG(
        claim_ceiling, at_crossings, 0,
        "Whether claims above the number are not accepted at external crossings either.",
        "grade D: no text to 2016 says so"),
    { 0 },
};

const struct asy_law asy_law_claim_ceiling = {
    .name = "claim_ceiling",
    .file = __FILE__,
    .doc = "A yearly number of claims, and what follows above it.",
    .source = "Austria, Asylum Act sections 36 to 41 (Federal Law Gazette I 24/2016); against "
              "it 2013/32/EU art. 3, 6",
    .section = ASY_OF_STATE,
    .size = sizeof(struct asy_claim_ceiling),
    .params = params,
};

enum { APPLIED, SHOWN }; /* words of `over_ceiling` */
enum { AT_LINE, TAKEN }; /* words of `over_ceiling_met` */

static bool
is_reached(const struct asy_scene *scene, const struct asy_applicant *who,
           const struct asy_claim_ceiling *law, int state)
{
    return asy_so_far_this_year(scene, &scene->stock->claims_in_year[state]) + who->persons >
           scene->scale * law->claims;
}

void
asy_ceiling_count(struct asy_scene *scene, const struct asy_applicant *who)
{
    asy_count_this_year(scene, &scene->stock->claims_in_year[who->place], who->persons);
}

bool
asy_ceiling_bars_claim(struct asy_scene *scene, const struct asy_applicant *who, int state)
{
    const struct asy_claim_ceiling *law = ASY_TODAY(scene, claim_ceiling, state);
    if (law->claims >= NO_CEILING || !law->at_crossings ||
        !is_reached(scene, who, law, state) ||
        (asy_is_minor_alone(scene, who) && law->spares_minors))
        return false;
    asy_count(scene, ASY_METRIC_barred_over_ceiling, who, who->crossing, who->persons);
    asy_tell(scene, who, claim_ceiling,
             "the year's number of claims is reached: no more are accepted", NAN, NAN);
    return true;
}

enum spared { NOT_SPARED, AS_CHILD, BY_TIES, IN_DANGER };
static const char *const spared_for[] = {
    [AS_CHILD] = "unaccompanied child: the claim is examined above the year's number",
    [BY_TIES] = "has ties there: the claim is examined above the year's number",
    [IN_DANGER] = "shows that the neighbour would return them: the claim is examined above the "
                  "year's number",
};

static enum spared
why_spared(const struct asy_scene *scene, const struct asy_applicant *who,
           const struct asy_claim_ceiling *law, const struct asy_luck *luck)
{
    if (asy_is_minor_alone(scene, who) && law->spares_minors)
        return AS_CHILD;
    if (law->spares_family && who->tie == who->target)
        return BY_TIES;
    return asy_at_risk(who) && who->refused_in & asy_bit(who->place) &&
                   asy_chance(luck, SHOWN, law->p_shown)
               ? IN_DANGER
               : NOT_SPARED;
}

/* Refused at the line, or found inside and taken back by the neighbour. */
static bool
is_turned_back(struct asy_scene *scene, struct asy_applicant *who,
               const struct asy_claim_ceiling *law)
{
    const struct asy_luck met = asy_luck(scene, who, ASY_LUCK_over_ceiling_met);
    const double p = law->p_takes[who->place];

    if (asy_chance(&met, AT_LINE, law->p_at_line)) {
        asy_count_pair(scene, ASY_METRIC_refused_over_ceiling, who, who->place, who->target);
        asy_tell(scene, who, claim_ceiling,
                 "the year's number of claims is reached: is refused at the border",
                 law->p_at_line, asy_u(&met, AT_LINE));
        return true;
    }
    const bool taken = asy_chance(&met, TAKEN, p);
    asy_tell(scene, who, claim_ceiling,
             taken ? "the year's number of claims is reached: is returned to the neighbour"
                   : "the year's number is reached, but the neighbour does not readmit them: "
                     "the claim is examined",
             p, asy_u(&met, TAKEN));
    if (taken)
        asy_count_pair(scene, ASY_METRIC_returned_over_ceiling, who, who->target, who->place);
    return taken;
}

bool
asy_ceiling_stops(struct asy_scene *scene, struct asy_applicant *who, struct asy_step *step)
{
    const int state = who->target;
    const struct asy_claim_ceiling *law = ASY_TODAY(scene, claim_ceiling, state);

    if (law->claims >= NO_CEILING || who->claimed & asy_bit(state) ||
        !is_reached(scene, who, law, state))
        return false;
    const struct asy_luck luck = asy_luck_of(scene, who, ASY_LUCK_over_ceiling, state);
    if (!asy_chance(&luck, APPLIED, law->p_applied))
        return false;
    const enum spared spared = why_spared(scene, who, law, &luck);
    if (spared != NOT_SPARED) {
        asy_count(scene, ASY_METRIC_spared_over_ceiling, who, state, who->persons);
        asy_tell(scene, who, claim_ceiling, spared_for[spared], NAN, NAN);
        return false;
    }
    if (!is_turned_back(scene, who, law))
        return false;
    *step = asy_at_the_line_again(scene, who);
    return true;
}
