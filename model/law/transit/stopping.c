/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where one goes next who waits in a transit country no longer: on to a crossing, to another
   one, home, to earn money, or nowhere. What made them stop, a danger or the end of their
   money, is told in the files beside this one. */
#include "law/journey/choice.h"
#include "law/journey/green_border.h"
#include "law/journey/journey.h"
#include "law/journey/visa.h"

/* The state aimed at; after a removal from Europe it is chosen anew. -1: none. */
static int
aim(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const int into = scene->world->crossing[who->crossing].into;
    if (into >= 0 || who->target < scene->world->n_states)
        return into >= 0 ? into : who->target;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_aim);
    return asy_pick(scene->chances->destination[who->group], scene->world->n_states,
                    asy_u(&luck, 0));
}

struct asy_step
asy_goes_on(struct asy_scene *scene, struct asy_applicant *who, double u)
{
    /* a claim pending here does not keep anybody from a crossing */
    asy_border_leave(scene, who);
    const int to = aim(scene, who);
    const bool chosen_anew =
        to != who->target && scene->world->crossing[who->crossing].into < 0;
    if (to < 0)
        return asy_goes_adrift(scene, who);
    who->target = (uint8_t) to;
    if (chosen_anew && !asy_visa_ask_abroad(scene, who))
        return asy_goes_adrift(scene, who);
    return asy_wait(ASY_STAGE_transit,
                    asy_wait_days(ASY_TODAY(scene, border, who->crossing)->travel_days, u));
}

struct asy_step
asy_goes_adrift(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_border_leave(scene, who);
    who->fate = ASY_FATE_NO_STATUS_TRANSIT;
    asy_danger_clock(scene, who);
    return asy_wait(ASY_STAGE_adrift, who->danger_day - scene->day);
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
    asy_border_leave(scene, who);
    asy_count(scene, ASY_METRIC_turned_to_other_crossing, who, who->crossing, who->persons);
    who->crossing = (uint8_t) other;
    asy_mark(who, ASY_MARK_diverted);
    who->target = (uint8_t) crossing[other].into;
    return true;
}

/* Of those removed before the ones at risk go home as much less often as they stop trying. */
static double
p_goes_home(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_border *law = ASY_TODAY(scene, border, who->crossing);
    const bool cannot = asy_at_risk(who) && asy_removed_lately(scene, who);
    return fmin(1.0, law->p_home * (cannot ? law->give_up_at_risk : 1.0));
}

/* Goes home for good, or to earn money and come again; otherwise stays on without status. */
static struct asy_step
stops_for_good(struct asy_scene *scene, struct asy_applicant *who, bool was_trying, double u)
{
    const double p_home = p_goes_home(scene, who);
    const bool goes_home = who->place == who->citizenship || u < p_home;
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
    asy_tell(scene, who, border,
             goes_home ? "gives up and goes home" : "stays on without status", p_home, u);
    if (goes_home) {
        who->fate = ASY_FATE_GAVE_UP;
        return asy_return_home(scene, who);
    }
    who->fate = ASY_FATE_NO_STATUS_TRANSIT;
    return asy_wait(ASY_STAGE_adrift, who->danger_day - scene->day);
}

/* And not elsewhere in the country, with a claim there or by the police. */
static bool
is_at_the_post(const struct asy_applicant *who)
{
    return who->stage == ASY_STAGE_crossing || who->stage == ASY_STAGE_pushed_back;
}

struct asy_step
asy_transit_stop(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_border *law = ASY_TODAY(scene, border, who->crossing);
    asy_once_more(&who->stops);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_give_up);
    const bool was_waiting = asy_marked(who, ASY_MARK_waiting),
               was_trying = was_waiting || asy_marked(who, ASY_MARK_off_post);

    if (who->leave_day > scene->day && asy_chance(&luck, 0, law->p_divert) &&
        turns_to_other_crossing(scene, who, asy_u(&luck, 1))) {
        asy_tell(scene, who, border, "turns to another crossing", law->p_divert,
                 asy_u(&luck, 0));
        const double days = ASY_TODAY(scene, border, who->crossing)->travel_days;
        return asy_wait(ASY_STAGE_transit, asy_wait_days(days, asy_u(&luck, 3)));
    }
    if (was_waiting && is_at_the_post(who)) {
        const struct asy_step away = asy_green_border_ask(scene, who, ASY_STOPS_TRYING);
        if (away.stage == ASY_STAGE_green_border)
            return away;
    }
    asy_border_leave(scene, who);
    if (who->refuge == who->place) {
        asy_tell(scene, who, local_asylum, "stays where protection was found", NAN, NAN);
        return asy_end(who, ASY_FATE_TEMPORARY);
    }
    return stops_for_good(scene, who, was_trying, asy_u(&luck, 2));
}
