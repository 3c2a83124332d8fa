/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Setting out: how many of a group leave in a month, and by which way. */
#include "law/journey/choice.h"
#include "law/journey/journey.h"
#include "law/journey/visa.h"
#include "law/people/people.h"
#include "life/day.h"
#include "scenario/origin.h"

#include <stdio.h>

static const struct asy_param params[] = {
    ASY_PARAM(departure, persons, 0, 0, 1e6, "persons/month",
              "Persons of the group who set out in a month.",
              "UNHCR, Eurostat: claims less those who had moved on"),
    ASY_PARAM(departure, factor, 0, 1, 20, "ratio",
              "How many times as many people set out as the series says.",
              "after the last month that is given an assumption, grade D"),
    ASY_PARAM(departure, surge, 1, 1, 100, "ratio",
              "How many times as many people set out as would without the current crackdown.",
              "grade D: `persons` over what they would be without the crackdown of these days"),
    ASY_PARAM(departure, crackdown, 0, 1, 10, "ratio",
              "How much of the crackdown takes place: 1 as it was, 0 none.",
              "1: the crackdown as it was; 0: none, and nobody sets out because of it"),
    ASY_PARAM_PER(ASY_PER_CROSSING, departure, routes, 0, 0, 1e6, "weight",
                  "Crossings through which the group first enters.",
                  "share of the group's first entries"),
    ASY_PARAM_PER(ASY_PER_COUNTRY, departure, destinations, 0, 0, 1e6, "weight",
                  "States in which people who come by air lodge their first claim.",
                  "by air: where the first claim is lodged"),
    ASY_PARAM_PER(ASY_PER_COUNTRY, departure, visa_issuers, 0, 0, 1e6, "weight",
                  "States that issued the visas of people who come by air.",
                  "by air: whose visa it was, Dublin III art. 12"),
    ASY_PARAM(departure, p_own_visa, 0, 0.5, 1, "share",
              "Share of people who come by air on a visa of the state they go to.",
              "grade D: by air with the destination's own visa"),
    ASY_PARAM(
        departure, travel_ban, 0, 0, 1, "share",
        "Share of people driven out by a crackdown who are not allowed to leave the country.",
        "under a ban on travel, 0 where none is told; Closing the Door, Alieva"),
    { 0 },
};

const struct asy_law asy_law_departure = {
    .name = "departure",
    .file = __FILE__,
    .doc = "Monthly departures of a group and the routes taken.",
    .source = "UNHCR monthly asylum applications; Eurostat migr_asyappctza",
    .section = ASY_OF_GROUP,
    .size = sizeof(struct asy_departure),
    .params = params,
};

/* Those who would set out in any case, and those driven out by a crackdown: apart, so that
   without the crackdown the others are the same people. */
static struct asy_expected
expected_under(const struct asy_departure *law, const struct asy_people *people, double scale)
{
    const double per_case = 1.0 + people->family_share * (people->family_size - 1.0);
    const double mean = scale * law->persons * law->factor * 12.0 / 365.25 / per_case;
    const double usual = mean / law->surge;
    return (struct asy_expected){ usual, (mean - usual) * law->crackdown };
}

struct asy_expected
asy_expected_today(const struct asy_scene *scene, int group, double scale)
{
    const struct asy_expected told = expected_under(ASY_TODAY(scene, departure, group),
                                                    ASY_TODAY(scene, people, group), scale);
    const double comes = scene->chances->comes[group],
                 sets_out = scene->chances->sets_out[group];
    /* people driven out by a crackdown do not weigh the odds */
    return (struct asy_expected){ told.usual * comes * sets_out, told.crackdown * comes };
}

struct asy_expected
asy_expected_on(const struct asy_world *world, int group, int32_t day)
{
    return expected_under(asy_world_law(world, ASY_LAW_departure, group, day),
                          asy_world_law(world, ASY_LAW_people, group, day), 1.0);
}

const char *
asy_expected_origin(const struct asy_scenario *scenario, int group, int32_t day,
                    char where[160])
{
    static const char *const keys[] = { "persons", "factor", "surge", "crackdown", NULL };
    snprintf(where, 160, "departure");
    const char *const path =
        asy_scenario_origin(scenario, ASY_LAW_departure, group, day, keys, where);
    return path ? path : "departure";
}

/* What comes before taking a way: life under occupation, a scholar's place, a hunt. */
static struct asy_step
before_leaving(struct asy_scene *scene, struct asy_applicant *who)
{
    if (ASY_TODAY(scene, occupation, who->group)->under)
        return asy_occupation_enter(scene, who);
    const struct asy_step place = asy_scholar_ask(scene, who);
    return place.next == ASY_AT_ONCE && place.stage == ASY_STAGE_way
               ? asy_hunted_enter(scene, who)
               : place;
}

/* Those the home state has reason to follow abroad. */
static void
pursuit_begins(struct asy_scene *scene, struct asy_applicant *who)
{
    if (!(who->traits & (ASY_WANTED | ASY_ACTIVIST | ASY_PUBLICLY_KNOWN)))
        return;
    asy_search_begin(scene, who);
    asy_attacks_begin(scene, who);
}

/* Those a crackdown would drive out may find that they are not let out. */
static bool
is_kept_in(struct asy_scene *scene, struct asy_applicant *who)
{
    if (who->flights > 0 || !asy_of_crackdown(who))
        return false;
    const double p = ASY_TODAY(scene, departure, who->group)->travel_ban;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_travel_ban);
    if (!asy_chance(&luck, 0, p))
        return false;
    asy_count(scene, ASY_METRIC_held_back, who, 0, who->persons);
    asy_tell(scene, who, departure, "may not leave the country", p, asy_u(&luck, 0));
    return true;
}

struct asy_step
asy_stage_departure(struct asy_scene *scene, struct asy_applicant *who)
{
    if (who->flights == 0) {
        asy_count(scene, ASY_METRIC_departures, who, 0, who->persons);
        asy_count(scene, ASY_METRIC_departures_children, who, 0, who->children);
        if (!ASY_TODAY(scene, occupation, who->group)->under)
            pursuit_begins(scene, who);
        if (asy_of_crackdown(who))
            asy_count(scene, ASY_METRIC_departures_crackdown, who, 0, who->persons);
    }
    if (!ASY_TODAY(scene, occupation, who->group)->under) /* they live elsewhere, and stay */
        asy_tell(scene, who, departure,
                 asy_of_crackdown(who) ? "sets out because of a crackdown" : "sets out", NAN,
                 NAN);
    if (is_kept_in(scene, who))
        return asy_end(who, ASY_FATE_AT_HOME);
    const struct asy_step first = before_leaving(scene, who);
    const bool goes = first.next == ASY_AT_ONCE && first.stage == ASY_STAGE_way;
    return goes ? asy_stage_way(scene, who) : first;
}

struct asy_step
asy_sets_off(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_route);
    const double days = ASY_TODAY(scene, border, who->crossing)->travel_days;
    return asy_wait(ASY_STAGE_transit, asy_wait_days(days, asy_u(&luck, 2)));
}

struct asy_step
asy_stage_way(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_people *people = ASY_TODAY(scene, people, who->group);
    asy_once_more(&who->ways);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_route);
    const int route =
        asy_pick(scene->chances->route[who->group], scene->world->n_crossings, asy_u(&luck, 0));

    who->fate = ASY_FATE_WAITING;
    if (route < 0)
        return asy_end(who, ASY_FATE_GAVE_UP);

    const struct asy_crossing *crossing = &scene->world->crossing[route];
    who->crossing = (uint8_t) route;
    asy_forget(who, ASY_LASTS_way);
    who->via = people->passes;
    who->target = (uint8_t) crossing->into;
    if (crossing->into < 0) {
        const int to = asy_pick(scene->chances->destination[who->group], scene->world->n_states,
                                asy_u(&luck, 1));
        if (to < 0)
            return asy_end(who, ASY_FATE_GAVE_UP);
        who->target = (uint8_t) to;
        const struct asy_step step = asy_visa_ask(scene, who);
        if (step.next != ASY_AT_ONCE)
            return step;
    }
    return asy_sets_off(scene, who);
}
