/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Waiting in a transit country: competing dangers, and protection there where it exists. */
#include "journey/journey.h"
#include "population/people.h"

#define PER_GROUP(member, source)                                                              \
    ASY_PARAM_PER(ASY_PER_GROUP, dangers, member, 0, 0, 50, "per year", source)

static const struct asy_param params[] = {
    PER_GROUP(extradited, "Minsk Convention 1993; Closing the Door"),
    PER_GROUP(abducted, "Closing the Door, chapters on Belarus, Russia, Tajikistan"),
    PER_GROUP(expelled, "administrative expulsion or 'deportation' without a hearing"),
    PER_GROUP(pressed_home, "relatives at home pressed until one gives up; Lemon et al."),
    PER_GROUP(local_protection, "asylum or temporary asylum in the transit country"),
    ASY_PARAM_PER(ASY_PER_GROUP, dangers, legal_stay_days, 0, 0, 4000, "days",
                  "stay without registration; 0: no limit"),
    ASY_PARAM(dangers, p_ordered_out, 0, 0.2, 1, "share",
              "grade D: deportation stamp after the legal stay"),
    ASY_PARAM(dangers, wanted_factor, 1, 5, 100, "ratio",
              "grade D: on the dangers of one who is wanted"),
    { 0 },
};

const struct asy_law asy_law_dangers = {
    .name = "dangers",
    .doc = "What can happen to those who wait in a transit country, by group, as yearly rates.",
    .source = "Closing the Door, all chapters on transit",
    .section = ASY_OF_TRANSIT,
    .size = sizeof(struct asy_dangers),
    .params = params,
};

enum { N_DANGERS = 5 };

/* What each danger is when it strikes: an act of seizure, or none. */
static const struct {
    const char *told;
    int act; /* enum asy_act, or -1 */
} dangers[N_DANGERS] = {
    { "is extradited", ASY_ACT_EXTRADITION },
    { "is abducted", ASY_ACT_ABDUCTION },
    { "is expelled", ASY_ACT_EXPULSION },
    { "goes home, for relatives are pressed", -1 },
    { "is given protection in the transit country", -1 },
};
enum { LOCAL_PROTECTION = 4 };

/* Yearly rates of this applicant's dangers; their sum is returned. */
static double
rates_of(const struct asy_dangers *law, const struct asy_applicant *who, double rate[N_DANGERS])
{
    const double factor = who->traits & ASY_WANTED ? law->wanted_factor : 1.0;
    const int g = who->group;
    rate[0] = law->extradited[g] * factor;
    rate[1] = law->abducted[g] * factor;
    rate[2] = law->expelled[g];
    rate[3] = law->pressed_home[g];
    rate[4] = law->local_protection[g];
    return rate[0] + rate[1] + rate[2] + rate[3] + rate[4];
}

static int16_t
day_after(const struct asy_scene *scene, int32_t days)
{
    const int32_t day = scene->day + days;
    return (int16_t) (day < INT16_MAX ? day : INT16_MAX);
}

/* Days to the first danger of a wait that began under `law`, by the wait's own draw. */
static int32_t
first_danger(const struct asy_dangers *law, const struct asy_applicant *who,
             const struct asy_luck *luck)
{
    double rate[N_DANGERS];
    return asy_hazard_days(rates_of(law, who, rate), asy_u(luck, 0));
}

void
asy_transit_enter(struct asy_scene *scene, struct asy_applicant *who, int country)
{
    const bool diverted = (who->flags & ASY_DIVERTED) != 0, stayed = who->place == country;
    who->place = (uint8_t) country;
    who->since = (int16_t) scene->day;
    who->waits++;
    who->fate = ASY_FATE_WAITING;
    who->flags &= (uint8_t) ~ASY_DIVERTED;
    if (country != who->citizenship)
        who->via |= asy_bit(country);

    const struct asy_people *people = ASY_TODAY(scene, people, who->group);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_DANGER, who->waits);
    const int32_t stay = diverted ? who->leave_day - scene->day
                                  : asy_wait_days(people->money_days, asy_u(&luck, 3));
    who->danger_day = INT16_MAX;
    if (scene->world->country[country].is_transit && country != who->citizenship) {
        const struct asy_dangers *law = ASY_TODAY(scene, dangers, country);
        const int32_t danger = first_danger(law, who, &luck);
        /* the end of the stay without registration is one more thing that may come first */
        const int32_t legal = (int32_t) law->legal_stay_days[who->group];
        who->danger_day = day_after(
            scene, legal > 0 && legal < danger && !(diverted && stayed) ? legal : danger);
    }
    who->leave_day = day_after(scene, stay);
}

/* Whether what comes today is the end of the stay without registration; then the clock goes on
   to the danger that was drawn when the wait began. */
static bool
legal_stay_is_over(struct asy_scene *scene, struct asy_applicant *who)
{
    const int32_t legal = asy_legal_days(scene, who);
    if (legal == 0 || scene->day != who->since + legal)
        return false;
    const struct asy_dangers *then =
        asy_world_law(scene->world, ASY_LAW_dangers, who->place, who->since);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_DANGER, who->waits);
    const int32_t danger = first_danger(then, who, &luck);
    if (danger <= legal)
        return false;
    who->danger_day = day_after(scene, danger - legal);
    return true;
}

struct asy_step
asy_stage_transit(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_crossing *crossing = &scene->world->crossing[who->crossing];
    who->marks &= ~(uint32_t) ASY_MARK_rough;
    if (crossing->from >= 0) {
        if (asy_stay_barred(scene, who, crossing->from))
            return asy_transit_stop(scene, who);
        asy_disposition_give(scene, who);
    }
    asy_transit_enter(scene, who, crossing->from < 0 ? who->citizenship : crossing->from);
    scene->stock->waiting[who->group][who->crossing] += who->persons;
    who->flags |= ASY_WAITING;
    asy_tell(scene, who, dangers,
             crossing->from < 0 ? "is ready to fly" : "arrives to wait at the crossing", NAN,
             NAN);
    return asy_wait(ASY_STAGE_crossing, 1);
}

static struct asy_step
seized(struct asy_scene *scene, struct asy_applicant *who, enum asy_act act)
{
    if (asy_at_risk(who)) {
        asy_count(scene, ASY_METRIC_seized_in_transit, who, who->place, who->persons);
        const bool sent_before = asy_n_links(who) > 0;
        asy_sent_on(who, who->place, act);
        const enum asy_fate fate = asy_refouled(scene, who);
        who->fate = sent_before ? (uint8_t) fate : ASY_FATE_SEIZED;
    } else {
        who->fate = ASY_FATE_SEIZED;
    }
    return asy_return_home(scene, who);
}

/* Which danger it is, by the rates of the day on which it was drawn; and whether it is still as
   great today, for law may have changed since: thinned by the ratio. -1 where it is not. */
static int
kind_of(struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_dangers *then =
        asy_world_law(scene->world, ASY_LAW_dangers, who->place, who->since);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_DANGER, who->waits);
    double drawn[N_DANGERS], today[N_DANGERS];
    double left = asy_u(&luck, 1) * rates_of(then, who, drawn);
    int kind = 0;
    rates_of(ASY_TODAY(scene, dangers, who->place), who, today);
    while (kind < N_DANGERS - 1 && left >= drawn[kind])
        left -= drawn[kind++];
    const struct asy_luck thin = asy_luck(scene, who, ASY_LUCK_DANGER, 0x10000u + who->waits);
    return asy_u(&thin, 0) * drawn[kind] < today[kind] ? kind : -1;
}

/* The clock anew, from today's rates. */
static void
set_danger(struct asy_scene *scene, struct asy_applicant *who)
{
    double rate[N_DANGERS];
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_DANGER, ++who->waits);
    const double sum = rates_of(ASY_TODAY(scene, dangers, who->place), who, rate);
    who->danger_day = day_after(scene, asy_hazard_days(sum, asy_u(&luck, 0)));
    who->since = (int16_t) scene->day;
}

struct asy_step
asy_danger_strikes(struct asy_scene *scene, struct asy_applicant *who)
{
    if (legal_stay_is_over(scene, who))
        return asy_stay_ends(scene, who);
    const int kind = kind_of(scene, who);
    if (kind < 0) {
        set_danger(scene, who);
        return asy_at_once((enum asy_stage_id) who->stage);
    }
    asy_border_leave(scene, who);
    asy_tell(scene, who, dangers, dangers[kind].told, NAN, NAN);
    if (dangers[kind].act >= 0)
        return seized(scene, who, (enum asy_act) dangers[kind].act);
    if (kind == LOCAL_PROTECTION)
        return asy_end(who, ASY_FATE_TEMPORARY);
    who->fate = ASY_FATE_GAVE_UP;
    return asy_return_home(scene, who);
}

/* Another crossing than the present one, by the month's chances; -1 where there is none. */
static int
other_crossing(const struct asy_scene *scene, const struct asy_applicant *who, double u)
{
    const float *cumulative = scene->chances->route[who->group];
    const int n = scene->world->n_crossings, own = who->crossing;
    const float before = own > 0 ? cumulative[own - 1] : 0.0f;
    const float width = cumulative[own] - before;
    const double total = (double) cumulative[n - 1] - (double) width;
    if (total <= 1e-9 * (double) cumulative[n - 1] || cumulative[n - 1] <= 0.0f)
        return -1;
    double x = u * total;
    if (x >= (double) before)
        x += (double) width;
    for (int i = 0; i < n; i++)
        if (i != own && x < (double) cumulative[i])
            return i;
    return -1;
}

/* Turns to another crossing, if there is one that is open to them: not by air, and with a stamp
   not from the country that gave it. */
static bool
turns_to_other_crossing(struct asy_scene *scene, struct asy_applicant *who, double u)
{
    const struct asy_crossing *crossing = scene->world->crossing;
    const int other = other_crossing(scene, who, u);
    if (other < 0 || crossing[other].into < 0 ||
        (asy_marked(who, ASY_MARK_stamped) && crossing[other].from == who->place))
        return false;
    asy_count(scene, ASY_METRIC_turned_to_other_crossing, who, who->crossing, who->persons);
    who->crossing = (uint8_t) other;
    who->flags |= ASY_DIVERTED;
    who->target = (uint8_t) crossing[other].into;
    return true;
}

struct asy_step
asy_transit_stop(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_border *law = ASY_TODAY(scene, border, who->crossing);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_GIVE_UP, who->waits);
    const bool was_trying = (who->flags & ASY_WAITING) != 0;

    asy_border_leave(scene, who);
    if (who->leave_day > scene->day && asy_chance(&luck, 0, law->p_divert) &&
        turns_to_other_crossing(scene, who, asy_u(&luck, 1))) {
        asy_tell(scene, who, border, "turns to another crossing", law->p_divert,
                 asy_u(&luck, 0));
        const double days = ASY_TODAY(scene, border, who->crossing)->travel_days;
        return asy_wait(ASY_STAGE_transit, asy_wait_days(days, asy_u(&luck, 3)));
    }
    const bool goes_home = who->place == who->citizenship || asy_chance(&luck, 2, law->p_home);
    if (goes_home && was_trying) {
        const struct asy_step again = asy_goes_to_earn(scene, who);
        if (again.next != ASY_AT_ONCE)
            return again;
    }
    const struct asy_step visa = asy_safe_route_ask(scene, who);
    if (visa.next != ASY_AT_ONCE)
        return visa;
    if (was_trying)
        asy_count(scene, ASY_METRIC_gave_up_at_crossing, who, who->crossing, who->persons);
    if (goes_home) {
        asy_tell(scene, who, border, "gives up and goes home", law->p_home, asy_u(&luck, 2));
        who->fate = ASY_FATE_GAVE_UP;
        return asy_return_home(scene, who);
    }
    asy_tell(scene, who, border, "stays on without status", law->p_home, asy_u(&luck, 2));
    who->fate = ASY_FATE_NO_STATUS_TRANSIT;
    return asy_wait(ASY_STAGE_adrift, who->danger_day - scene->day);
}

struct asy_step
asy_stage_adrift(struct asy_scene *scene, struct asy_applicant *who)
{
    if (scene->day < who->danger_day) /* the danger had passed: the clock runs anew */
        return asy_wait(ASY_STAGE_adrift, who->danger_day - scene->day);
    return asy_danger_strikes(scene, who);
}
