/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who sets out: how many travel together, what sets one applicant apart, how strong the need
 * is. */
#include "law/people/people.h"
#include "law/circle.h"
#include "law/in_force.h"
#include "law/journey/choice.h"

#include <string.h>

#include "life/asked.h"
#include "life/day.h"
#include "life/draw.h"

static const struct asy_param params[] = {
    ASY_PARAM(people, family_share, 0, 0.40, 1, "share of cases",
              "Share of cases in which two or more people travel together.",
              "grade D; EASO 2016: half of Russian applicants are children"),
    ASY_PARAM(people, family_size, 2, 3.6, 9, "persons",
              "Mean number of persons in a case of two or more.",
              "grade D: mean of cases of two or more"),
    ASY_PARAM(people, two_adults, 0, 0.5, 1, "share of families",
              "Share of families that travel with both parents.", "grade D"),
    ASY_PARAM(people, activist, 0, 0.03, 1, "share",
              "Share of applicants who are active against the home state.", "grade D"),
    ASY_PARAM(people, publicly_known, 0, 0.01, 1, "share",
              "Share of applicants who are publicly known.", "grade D"),
    ASY_PARAM(people, lgbti, 0, 0.01, 1, "share",
              "Share of applicants who are lesbian, gay, bisexual, trans or intersex.",
              "grade D"),
    ASY_PARAM(people, wanted, 0, 0.01, 1, "share",
              "Share of applicants who are wanted by the home state.",
              "grade D: the home state looks for them"),
    ASY_PARAM(people, crackdown_activist, 0, 0.03, 1, "share",
              "Share of activists among the people driven out by a crackdown.",
              "grade D: of those whom a crackdown drives out"),
    ASY_PARAM(people, crackdown_publicly_known, 0, 0.01, 1, "share",
              "Share of publicly known people among those driven out by a crackdown.",
              "grade D: of the same"),
    ASY_PARAM(people, crackdown_wanted, 0, 0.01, 1, "share",
              "Share of wanted people among those driven out by a crackdown.",
              "grade D: of the same"),
    ASY_PARAM(people, ties, 0, 0.5, 1, "share",
              "Share of cases with relatives or friends in one European state.",
              "grade D: relatives or friends in one European state"),
    ASY_PARAM(people, kin, 0, 0.05, 1, "share",
              "Share of cases whose close family there is under protection.",
              "grade D: close family with protection there, Dublin III art. 9-10"),
    ASY_PARAM(people, money_days, 1, 150, 2000, "days",
              "Mean time for which savings last while waiting.",
              "grade D: mean time the savings last while waiting"),
    ASY_PARAM_SET(ASY_PER_COUNTRY, people, passes,
                  "Countries passed through on the way to the country of the crossing.",
                  "countries passed on the way to the crossing's own"),
    ASY_PARAM(people, kin_of_active, 0, 0, 1, "share",
              "Share of cases with a relative who is active at home or in exile.",
              "grade D: with a relative active at home or in exile; collective responsibility"),
    ASY_PARAM(people, uncontrolled, 0, 0, 1, "share",
              "Share of applicants from a part of the country that its government does not "
              "control.",
              "grade D: which part somebody comes from is not counted; lists of safe countries "
              "of origin leave such parts out"),
    ASY_PARAM(
        people, vulnerable, 0, 0, 1, "share of those not at risk",
        "Share of cases not at risk that include a person in need of special procedural "
        "guarantees.",
        "grade D: survivors of torture, rape or other serious violence, the seriously ill "
        "or traumatised, disabled and elderly persons; 2013/33/EU art. 21"),
    ASY_PARAM(people, vulnerable_at_risk, 0, 0, 1, "share of those at risk",
              "The same share among cases at risk.",
              "grade D: higher, for what they flee leaves its marks"),
    ASY_PARAM(
        people, gravely_ill, 0, 0, 1, "share of the vulnerable",
        "Share of vulnerable people so gravely ill that a transfer would do lasting harm.",
        "grade D: C-578/16 PPU, C.K., para 74: significant and permanent deterioration"),
    { 0 },
};

const struct asy_law asy_law_people = {
    .name = "people",
    .file = __FILE__,
    .doc = "Sizes of families and shares of traits within a group.",
    .source = "Closing the Door, Rimmer Quaid & Mouzourakis; EASO 2016",
    .section = ASY_OF_GROUP,
    .size = sizeof(struct asy_people),
    .params = params,
};

static const struct asy_param strength_params[] = {
    ASY_PARAM(
        claim_strength, need_mean, -6, -0.5, 6, "probit",
        "Mean of the latent need of the group; a person is at risk where need is above zero.",
        "grade D: mean of the latent need"),
    ASY_PARAM(claim_strength, activist_effect, -4, 0.8, 6, "probit",
              "What activity against the home state adds to need.", "grade D"),
    ASY_PARAM(claim_strength, publicly_known_effect, -4, 0.4, 6, "probit",
              "What being publicly known adds to need.", "grade D"),
    ASY_PARAM(claim_strength, lgbti_effect, -4, 0.8, 6, "probit",
              "What being LGBTI adds to need.", "grade D"),
    ASY_PARAM(claim_strength, wanted_effect, -4, 1.0, 6, "probit",
              "What being wanted by the home state adds to need.", "grade D"),
    ASY_PARAM(
        claim_strength, need_change, 0, 0.3, 6, "probit",
        "Standard deviation of the change in need over a year; it grows with the root of time.",
        "grade D: sd of the change in a year, of those under protection"),
    ASY_PARAM(claim_strength, need_trend, -3, 0, 3, "probit/year",
              "How much need changes each year on average.",
              "grade D: the country of origin neither better nor worse"),
    ASY_PARAM(claim_strength, kin_of_active_effect, 0, 0.8, 6, "probit",
              "What having an active relative adds to need.",
              "grade D: as much as one's own activity; Closing the Door, Alieva"),
    { 0 },
};

const struct asy_law asy_law_claim_strength = {
    .name = "claim_strength",
    .file = __FILE__,
    .doc = "The latent need of a group: at risk if returned when need > 0.",
    .source = "2011/95/EU art. 2(d), 15; merits as signal detection",
    .section = ASY_OF_GROUP,
    .size = sizeof(struct asy_claim_strength),
    .params = strength_params,
};

/* The same part for every state that asks; of the day, for a part may be lost after they were
   born there. */
bool
asy_is_from_uncontrolled(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_people *law = ASY_TODAY(scene, people, who->group);
    if (law->uncontrolled <= 0.0)
        return false;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_region);
    return asy_chance(&luck, 0, law->uncontrolled);
}

/* Two and a Poisson number more, so that the mean is the law's. */
void
asy_people_family_sizes(const struct asy_people *law, double *at_most)
{
    const double mean = law->family_size - 2.0;
    double p = exp(-mean), sum = p;
    for (int more = 0; more < ASY_LARGEST_FAMILY - 2; more++) {
        at_most[more] = sum;
        p *= mean / (more + 1);
        sum += p;
    }
}

/* By inversion of one uniform; counts the sizes passed: no branch to guess wrong. */
static int
family_of(const double *at_most, double u)
{
    int more = 0;
    for (int i = 0; i < ASY_LARGEST_FAMILY - 2; i++)
        more += u > at_most[i];
    return 2 + more;
}

static void
make_family(struct asy_applicant *who, const struct asy_scene *scene,
            const struct asy_people *law, const struct asy_luck *luck)
{
    int persons = 1, adults = 1;
    if (asy_chance(luck, 0, law->family_share)) {
        persons = family_of(scene->in_force->families[who->group], asy_u(luck, 1));
        adults = asy_chance(luck, 2, law->two_adults) ? 2 : 1;
    }
    who->persons = (uint8_t) persons;
    who->children = (uint8_t) (persons - adults);
    if (asy_chance(luck, 3, law->kin_of_active))
        asy_mark(who, ASY_MARK_kin_of_active);
}

static void
make_traits(struct asy_applicant *who, const struct asy_people *law,
            const struct asy_luck *luck)
{
    const bool crackdown = asy_of_crackdown(who);
    const double share[4] = {
        crackdown ? law->crackdown_activist : law->activist,
        crackdown ? law->crackdown_publicly_known : law->publicly_known,
        law->lgbti,
        crackdown ? law->crackdown_wanted : law->wanted,
    };
    for (int i = 0; i < 4; i++)
        if (asy_chance(luck, i, share[i]))
            who->traits |= (uint8_t) (1 << i);
}

static void
make_need(struct asy_applicant *who, const struct asy_claim_strength *law,
          const struct asy_luck *luck)
{
    const double effect[4] = { law->activist_effect, law->publicly_known_effect,
                               law->lgbti_effect, law->wanted_effect };
    /* Box and Muller: two independent standard normals of two uniforms */
    const float radius = sqrtf(-2.0f * logf((float) asy_u(luck, 0)));
    const float angle = 6.28318531f * (float) asy_u(luck, 1);
    double need = law->need_mean + (double) (radius * cosf(angle));
    for (int i = 0; i < 4; i++)
        if (who->traits & (1 << i))
            need += effect[i];
    if (asy_marked(who, ASY_MARK_kin_of_active)) /* the family answers for the activist */
        need += law->kin_of_active_effect;
    who->need = (float) need;
    who->error = radius * sinf(angle);
}

/* Special needs are of the person; what a state sees of them: law/procedure/vulnerability.c. */
static void
make_needs(struct asy_applicant *who, const struct asy_people *law, const struct asy_luck *need,
           const struct asy_luck *ties)
{
    const double share = asy_at_risk(who) ? law->vulnerable_at_risk : law->vulnerable;
    if (!asy_chance(need, 3, share))
        return;
    who->traits |= ASY_VULNERABLE;
    if (asy_chance(ties, 0, law->gravely_ill))
        who->traits |= ASY_GRAVELY_ILL;
}

static void
make_ties(struct asy_applicant *who, const struct asy_scene *scene,
          const struct asy_people *law, const struct asy_luck *need,
          const struct asy_luck *luck)
{
    who->tie = ASY_NOBODY;
    if (!asy_chance(need, 2, law->ties))
        return;
    const int state =
        asy_pick(scene->chances->target[who->group], scene->world->n_states, asy_u(luck, 1));
    if (state < 0)
        return;
    who->tie = (uint8_t) state;
    if (asy_chance(luck, 2, law->kin / fmax(law->ties, 1e-9)))
        who->traits |= ASY_KIN;
}

/* What makes applicants is drawn side by side. */
enum { FAMILY, TRAITS, NEED, TIES, N_DRAWS };

static void
draw(const struct asy_scene *scene, const struct asy_applicant *people, uint32_t n,
     struct asy_luck luck[N_DRAWS * ASY_LUCK_AT_ONCE])
{
    struct asy_luck_name name[N_DRAWS * ASY_LUCK_AT_ONCE];
    for (uint32_t i = 0; i < n; i++) {
        struct asy_luck_name *own = &name[N_DRAWS * i];
        own[FAMILY] = asy_luck_name(scene, &people[i], ASY_LUCK_family);
        own[TRAITS] = asy_luck_name(scene, &people[i], ASY_LUCK_traits);
        own[NEED] = asy_luck_name(scene, &people[i], ASY_LUCK_need);
        own[TIES] = asy_luck_name(scene, &people[i], ASY_LUCK_ties);
    }
    asy_luck_many(&scene->key, name, luck, N_DRAWS * n);
}

void
asy_people_name(struct asy_applicant *people, uint32_t n, const struct asy_scene *scene,
                int group, uint32_t id)
{
    const uint8_t citizenship = (uint8_t) scene->world->group[group].citizenship;
    struct asy_applicant one = asy_nobody;
    one.group = (uint8_t) group;
    one.citizenship = citizenship;
    one.place = citizenship;
    one.since = (int16_t) scene->day;
    one.fate = ASY_FATE_WAITING;
    one.stage = ASY_STAGE_departure;
    for (uint32_t i = 0; i < n; i++) {
        people[i] = one;
        people[i].id = id + i;
    }
}

void
asy_people_make(struct asy_applicant *people, uint32_t n, const struct asy_scene *scene)
{
    struct asy_luck luck[N_DRAWS * ASY_LUCK_AT_ONCE];
    for (uint32_t from = 0, k; from < n; from += k) {
        k = n - from < ASY_LUCK_AT_ONCE ? n - from : ASY_LUCK_AT_ONCE;
        draw(scene, people + from, k, luck);
        for (uint32_t i = 0; i < k; i++) {
            struct asy_applicant *who = &people[from + i];
            ASY_ASKED_ABOUT(who);
            const struct asy_people *law = ASY_TODAY(scene, people, who->group);
            const struct asy_luck *own = &luck[N_DRAWS * i];
            make_family(who, scene, law, &own[FAMILY]);
            make_traits(who, law, &own[TRAITS]);
            make_need(who, ASY_TODAY(scene, claim_strength, who->group), &own[NEED]);
            make_ties(who, scene, law, &own[NEED], &own[TIES]);
            make_needs(who, law, &own[NEED], &own[TIES]);
        }
    }
}
