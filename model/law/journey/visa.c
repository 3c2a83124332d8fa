/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may fly. Citizens of some countries need no visa, by a day in the law and with a
   biometric passport; all others need one, and there are only so many
   (law/journey/visa_places.c). Where more ask than there are, a draw of the person decides:
   with more places the same people get one, and others too. Who gets none asks again, takes a
   way over land, or stays. To cross away from the posts would be a fourth answer in
   `gets_none`. */
#include "law/journey/visa.h"
#include "law/journey/choice.h"
#include "law/journey/green_border.h"
#include "law/journey/journey.h"
#include "life/scope.h"

static const struct asy_param params[] = {
    ASY_PARAM_SET(ASY_PER_COUNTRY, visa, free_for,
                  "Countries whose citizens need no visa if they hold a biometric passport.",
                  "Regulation 539/2001 annex II; 604/2013 art. 14"),
    ASY_PARAM_SET(
        ASY_PER_COUNTRY, visa, bans_heeded,
        "Other states whose entry bans rule out a visa and entry here.",
        "Regulation 1987/2006 art. 24, 31: alerts for refusing entry, in the Schengen "
        "states; Schengen Borders Code art. 6(1)(d)"),
    ASY_PARAM(visa, turned_away, 0, 0, 1, "share of attempts",
              "Share of attempts at which people who need no visa are turned away.",
              "Schengen Borders Code art. 6: means and purpose are still looked at"),
    ASY_PARAM_PER(ASY_PER_GROUP, visa, issued, 0, 1, 100, "ratio",
                  "Visas that the state issues, relative to the number available from it.",
                  "1: as was observed; 0: a ban"),
    { 0 },
};

const struct asy_law asy_law_visa = {
    .name = "visa",
    .file = __FILE__,
    .doc = "Visa-free nationalities, and how many visas are issued.",
    .source = "Regulation 539/2001; Visa Code, Regulation 810/2009",
    .section = ASY_OF_STATE,
    .size = sizeof(struct asy_visa),
    .params = params,
};

static const struct asy_param request_params[] = {
    ASY_PARAM(visa_request, biometric, 0, 1, 1, "share",
              "Share of the group who hold a biometric passport or obtain one before leaving.",
              "Regulations 259/2014, 2017/372, 2017/850: biometric passports only"),
    ASY_PARAM(visa_request, p_further, 0, 1, 1, "share of further requests",
              "Share of requests beyond those of the baseline that are met.",
              "grade D; Visa Code art. 21, 32: refused where the will to leave again is in "
              "doubt"),
    ASY_PARAM(visa_request, places, 0, 0, 1e6, "persons/year",
              "Additional visas that a text sets aside for the group.",
              "none in law; a humanitarian visa, Visa Code art. 25"),
    ASY_PARAM(visa_request, odds, 0.001, 1, 1, "share",
              "Chance of getting a visa, as the group believes it, in the choice of a route.",
              "grade D: what it weighs that none is needed any longer"),
    ASY_PARAM(visa_request, p_again, 0, 0.5, 1, "share of those who get none",
              "Share of people refused a visa who wait and apply again.", "grade D"),
    ASY_PARAM(visa_request, again_days, 1, 120, 2000, "days",
              "Mean time until they apply again.", "grade D: mean"),
    ASY_PARAM(visa_request, p_other_way, 0, 0.3, 1, "share of the others",
              "Share of the others who set out by land.", "grade D: the rest stay"),
    { 0 },
};

const struct asy_law asy_law_visa_request = {
    .name = "visa_request",
    .file = __FILE__,
    .doc = "Passports, available visas, and what people do without one.",
    .source = "Visa Code, Regulation 810/2009 art. 21, 25, 32",
    .section = ASY_OF_GROUP,
    .size = sizeof(struct asy_visa_request),
    .params = request_params,
};

/* Holds a biometric passport; or, of those who fly, is of the share that needs no visa. */
static bool
is_spared(const struct asy_scene *scene, const struct asy_applicant *who, int state)
{
    const struct asy_world *world = scene->world;
    const bool flies =
        who->crossing < world->n_crossings && world->crossing[who->crossing].into < 0;
    const double p = flies ? asy_visa_drawn(scene, who->group, state).spared
                           : ASY_TODAY(scene, visa_request, who->group)->biometric;
    if (p <= 0.0 || p >= 1.0)
        return p >= 1.0;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_passport);
    return asy_chance(&luck, 0, p);
}

bool
asy_visa_free(const struct asy_scene *scene, const struct asy_applicant *who, int state)
{
    return state < scene->world->n_states &&
           ASY_TODAY(scene, visa, state)->free_for & asy_bit(who->citizenship) &&
           is_spared(scene, who, state);
}

bool
asy_visa_free_on(const struct asy_scene *scene, const struct asy_applicant *who, int state,
                 int32_t day)
{
    if (state >= scene->world->n_states)
        return false;
    const struct asy_visa *law = asy_law_on(scene, ASY_LAW_visa, state, day);
    return law->free_for & asy_bit(who->citizenship) && is_spared(scene, who, state);
}

/* Which state is asked: the one they go to, or another (Dublin III art. 12). */
static int
issuer(const struct asy_scene *scene, const struct asy_applicant *who, double u)
{
    if (u < ASY_TODAY(scene, departure, who->group)->p_own_visa)
        return who->target;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_visa);
    const int other =
        asy_pick(scene->chances->issuer[who->group], scene->world->n_states, asy_u(&luck, 0));
    return other >= 0 ? other : who->target;
}

/* A way over land, by the month's chances; -1 where there is none. */
static int
way_over_land(const struct asy_scene *scene, const struct asy_applicant *who, double u)
{
    const struct asy_world *world = scene->world;
    float land[ASY_MAX_ENTITIES];
    double before = 0.0, sum = 0.0;
    for (int x = 0; x < world->n_crossings; x++) {
        const double until = (double) scene->chances->route[who->group][x];
        if (world->crossing[x].into >= 0)
            sum += until - before;
        before = until;
        land[x] = (float) sum;
    }
    asy_pick_end(land, world->n_crossings);
    return asy_pick(land, world->n_crossings, u);
}

static struct asy_step
goes_over_land(struct asy_scene *scene, struct asy_applicant *who, int crossing)
{
    asy_tell(scene, who, visa_request, "takes a land route instead", NAN, NAN);
    asy_count(scene, ASY_METRIC_turned_to_other_crossing, who, who->crossing, who->persons);
    who->crossing = (uint8_t) crossing;
    who->target = (uint8_t) scene->world->crossing[crossing].into;
    return asy_sets_off(scene, who);
}

static struct asy_step
stays(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_tell(scene, who, visa_request, "gives up, and stays at home", NAN, NAN);
    asy_count(scene, ASY_METRIC_stayed_without_visa, who, 0, who->persons);
    asy_count(scene, ASY_METRIC_at_risk_without_visa, who, 0,
              asy_at_risk(who) ? who->persons : 0);
    return asy_end(who, ASY_FATE_AT_HOME);
}

static struct asy_step
gets_none(struct asy_scene *scene, struct asy_applicant *who, const struct asy_luck *luck)
{
    const struct asy_visa_request *law = ASY_TODAY(scene, visa_request, who->group);
    const double u = asy_u(luck, 1);
    if (u < law->p_again) {
        asy_tell(scene, who, visa_request, "will apply for a visa again", law->p_again, u);
        return asy_wait(ASY_STAGE_visa_wanted, asy_wait_days(law->again_days, asy_u(luck, 3)));
    }
    const int crossing = way_over_land(scene, who, asy_u(luck, 2));
    return crossing >= 0 && u < law->p_again + (1.0 - law->p_again) * law->p_other_way
               ? goes_over_land(scene, who, crossing)
               : stays(scene, who);
}

/* Under an entry ban that binds this state no visa is issued (Visa Code art. 32(1)(a)(v)). */
static bool
is_under_ban(struct asy_scene *scene, struct asy_applicant *who, int state,
             struct asy_luck *luck)
{
    if (!asy_is_banned(scene, who, state))
        return false;
    asy_once_more(&who->visas_asked);
    *luck = asy_luck(scene, who, ASY_LUCK_visa_asked);
    asy_tell(scene, who, visa, "is refused a visa because of an entry ban", NAN, NAN);
    asy_count(scene, ASY_METRIC_barred_by_ban, who, who->crossing, who->persons);
    return true;
}

/* Whether a visa is given; `luck` is set where it hung on luck. Its denial is news. */
static bool
is_given(struct asy_scene *scene, struct asy_applicant *who, int state, struct asy_luck *luck)
{
    const double p = (double) scene->visas->given[who->group][state];
    ASY_ASKED_IN_LINE(who, ASY_LAW_visa, "issued", state);
    if (is_under_ban(scene, who, state, luck))
        return false;
    if (p >= 1.0)
        return true;
    asy_once_more(&who->visas_asked);
    *luck = asy_luck(scene, who, ASY_LUCK_visa_asked);
    if (asy_chance(luck, 0, p))
        return true;
    asy_tell(scene, who, visa, "applies for a visa to fly, and is refused", p, asy_u(luck, 0));
    asy_count(scene, ASY_METRIC_visas_refused, who, state, who->persons);
    scene->news->waits_ended[who->group][who->crossing] += who->persons;
    return false;
}

struct asy_step
asy_visa_ask(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_step goes = asy_at_once(ASY_STAGE_way);
    who->visa = ASY_NOBODY;
    if (asy_visa_free(scene, who, who->target)) {
        asy_tell(scene, who, visa, "travels by air, and needs no visa", NAN, NAN);
        return goes;
    }
    const struct asy_luck route = asy_luck(scene, who, ASY_LUCK_route);
    const double own = asy_u(&route, 3);
    const int state = issuer(scene, who, own);
    struct asy_luck luck;
    if (!is_given(scene, who, state, &luck))
        return gets_none(scene, who, &luck);
    who->visa = (uint8_t) state;
    asy_tell(scene, who, departure, "travels by air with a visa",
             ASY_TODAY(scene, departure, who->group)->p_own_visa, own);
    return goes;
}

bool
asy_visa_ask_abroad(struct asy_scene *scene, struct asy_applicant *who)
{
    struct asy_luck luck;
    return asy_visa_free(scene, who, who->target) || is_given(scene, who, who->target, &luck);
}

/* Asks again, for the same state; by then none may be needed. */
struct asy_step
asy_stage_visa_wanted(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_step step = asy_visa_ask(scene, who);
    return step.next == ASY_AT_ONCE ? asy_sets_off(scene, who) : step;
}
