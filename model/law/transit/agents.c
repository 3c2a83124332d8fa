/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Agents of the home region where people wait or hope to live: they question, and press them to
   return. Those who are frightened leave the crossing, or the country where they live. */
#include "law/journey/journey.h"

static const struct asy_param params[] = {
    ASY_PARAM(agents, p_home, 0, 0.2, 1, "share of those met",
              "Share of people approached by agents who are pressed to go home at once.",
              "grade D: pressed to go home at once"),
    ASY_PARAM(agents, p_taken, 0, 0.02, 1, "share of those met",
              "Share of people approached by agents who are abducted.", "grade D: taken away"),
    ASY_PARAM(agents, p_scared, 0, 0.3, 1, "share of the others",
              "Share of the others who leave the crossing, or the country where they live, out "
              "of fear.",
              "grade D: leave the crossing or the country for fear"),
    { 0 },
};

const struct asy_law asy_law_agents = {
    .name = "agents",
    .file = __FILE__,
    .doc = "What follows when agents of the home state find people who wait.",
    .source =
        "Closing the Door, Kachanovich-Shlyk & Matusevich, notes 88 to 90; Alieva, note 118",
    .section = ASY_OF_TRANSIT,
    .size = sizeof(struct asy_agents),
    .params = params,
};

/* Those who have come to stay, not to cross. */
static bool
lives_there(const struct asy_applicant *who)
{
    return who->stage == ASY_STAGE_sojourn || who->stage == ASY_STAGE_local_claim ||
           who->stage == ASY_STAGE_local_court || who->stage == ASY_STAGE_local_refuge;
}

/* Those who are not abducted: frightened away, or not. */
static struct asy_step
left_alone(struct asy_scene *scene, struct asy_applicant *who, const struct asy_luck *luck)
{
    const struct asy_agents *law = ASY_TODAY(scene, agents, who->place);
    asy_danger_clock(scene, who);
    const bool crosses = who->stage == ASY_STAGE_crossing;
    if (!(crosses || lives_there(who)) || !asy_chance(luck, 2, law->p_scared))
        return asy_at_once((enum asy_stage_id) who->stage);
    asy_tell(scene, who, agents,
             crosses ? "leaves the crossing out of fear of them"
                     : "leaves the country out of fear of them",
             law->p_scared, asy_u(luck, 2));
    return crosses ? asy_transit_stop(scene, who) : asy_goes_on(scene, who, asy_u(luck, 3));
}

struct asy_step
asy_agents_meet(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_agents *law = ASY_TODAY(scene, agents, who->place);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_agents);

    asy_count(scene, ASY_METRIC_met_by_agents, who, who->place, who->persons);
    asy_tell(scene, who, agents, "is questioned by agents of the home state", law->p_home,
             asy_u(&luck, 0));
    if (asy_chance(&luck, 0, law->p_home)) {
        asy_border_leave(scene, who);
        who->fate = ASY_FATE_GAVE_UP;
        return asy_return_home(scene, who);
    }
    if (asy_chance(&luck, 1, law->p_taken)) {
        asy_border_leave(scene, who);
        asy_tell(scene, who, agents, "is abducted by them", law->p_taken, asy_u(&luck, 1));
        return asy_seized(scene, who, ASY_ACT_ABDUCTION);
    }
    return left_alone(scene, who, &luck);
}
