/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Staying, or moving on to another state. */
#include "law/journey/choice.h"
#include "law/journey/green_border.h"
#include "law/procedure/procedure.h"

#include "law/people/people.h"

static const struct asy_param params[] = {
    ASY_PARAM_PER(ASY_PER_COUNTRY, onward, move, 0, 0, 1, "share",
                  "Share of claimants in a state who move on before a decision.",
                  "of those who claim in this state, who move on before a decision"),
    ASY_PARAM_PER(ASY_PER_COUNTRY, onward, to, 0, 0, 1e6, "weight",
                  "States to which those who move on go.", "where they go"),
    ASY_PARAM(onward, days, 0, 25, 1000, "days", "Mean time from the claim to the next state.",
              "grade D: mean, from the claim to the next state"),
    ASY_PARAM(onward, after_transfer, 0, 0.5, 1, "share",
              "Share of people transferred back who move on again.",
              "grade D: of those transferred back, who move on again"),
    ASY_PARAM(onward, after_refusal, 0, 0.15, 1, "share",
              "Share of finally refused people who try another state.",
              "grade D: of those finally refused, who try another state"),
    ASY_PARAM_PER(ASY_PER_COUNTRY, onward, after_protection, 0, 0, 1, "share",
                  "Share of people protected in a state who move on to another.",
                  "grade D: of those protected in this state, who move on to another"),
    ASY_PARAM(onward, after_protection_days, 1, 400, 5000, "days",
              "Mean time from protection to that move.",
              "grade D: mean, from protection to the move"),
    ASY_PARAM(onward, settles_ratio, 0.01, 1, 100, "ratio",
              "How much the odds of that move rise where the protection is valid in the other "
              "state too.",
              "grade D: on the odds of moving"),
    ASY_PARAM(onward, most_claims, 1, 3, 20, "claims",
              "Number of claims after which a person no longer moves on.",
              "grade D: after so many one no longer moves on"),
    { 0 },
};

const struct asy_law asy_law_onward = {
    .name = "onward",
    .file = __FILE__,
    .doc = "Moving on from the state of the first claim, before or after a decision.",
    .source = "Closing the Door, Kachanovich-Shlyk & Matusevich: almost 80 % of Polish files",
    .section = ASY_OF_GROUP,
    .size = sizeof(struct asy_onward),
    .params = params,
};

struct asy_step
asy_onward_leave(struct asy_scene *scene, struct asy_applicant *who,
                 const struct asy_luck *luck)
{
    const struct asy_onward *law = ASY_TODAY(scene, onward, who->group);
    if (asy_marked(who, ASY_MARK_placed) && asy_is_placed(scene, who))
        return asy_at_once(ASY_STAGE_ended);
    int to = asy_pick(scene->chances->onward[who->group][who->place], scene->world->n_states,
                      asy_u(luck, 2));
    if (who->tie != ASY_NOBODY && who->tie != who->place &&
        asy_chance(luck, 1, ASY_TODAY(scene, choice, 0)->follow_ties))
        to = who->tie;
    if (to < 0)
        return asy_at_once(ASY_STAGE_ended);
    who->target = (uint8_t) to;
    return asy_wait(ASY_STAGE_onward, asy_wait_days(law->days, asy_u(luck, 3)));
}

struct asy_step
asy_onward_ask(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_onward *law = ASY_TODAY(scene, onward, who->group);
    const double p = asy_marked(who, ASY_MARK_leaves)
                         ? 1.0 /* decided when transferred here */
                         : (double) scene->chances->move[who->group][who->place] *
                               asy_allocated_content(scene, who);
    const struct asy_step stays = asy_at_once(ASY_STAGE_admissibility);

    if (asy_marked(who, ASY_MARK_stays) || who->claims >= law->most_claims)
        return stays;
    asy_mark(who, ASY_MARK_stays);
    if (p <= 0.0)
        return stays;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_onward);
    asy_tell(scene, who, onward, "considers moving on to another state", p, asy_u(&luck, 0));
    if (!asy_chance(&luck, 0, p))
        return stays;
    const struct asy_step away = asy_onward_leave(scene, who, &luck);
    return away.next == ASY_AT_ONCE ? stays : away;
}

/* The file here is closed: withdrawn, absconded or transferred. */
void
asy_file_close(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_count(scene, ASY_METRIC_files_closed, who, who->place, who->persons);
    asy_backlog_leave(scene, who);
}

struct asy_step
asy_stage_onward(struct asy_scene *scene, struct asy_applicant *who)
{
    struct asy_step turned;
    bool met;
    if (asy_internal_border_stops(scene, who, &met, &turned) ||
        asy_ceiling_stops(scene, who, &turned))
        return turned;
    /* after passing on unregistered there is no file to close */
    if (who->fate == ASY_FATE_WAITING && who->claimed & asy_bit(who->place))
        asy_file_close(scene, who);
    asy_count_pair(scene, ASY_METRIC_onward_moves, who, who->place, who->target);
    if (asy_marked(who, ASY_MARK_allocated))
        asy_count_pair(scene, ASY_METRIC_moved_on_after_allocation, who, who->place,
                       who->target);
    scene->news->onward[who->group][who->target] += who->persons;
    asy_comes_to(who, who->target);
    if (met)
        asy_mark(who, ASY_MARK_stopped_at_line);
    asy_tell(scene, who, onward, "arrives in another state", NAN, NAN);
    return asy_at_once(ASY_STAGE_entry);
}
