/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Closures: ways of reading the world that no statistic decides. What a reform holds fixed:
   what need must be shown (the thresholds of the baseline), or the share recognised of each
   nationality (thresholds solved again for those who reach a decision under the reform);
   whether those who set out answer to the odds; whether capacity follows claims. The truth lies
   between; a reader should see both. */
#include "law/response/response.h"
#include "life/trial.h"

static const char *const held[] = { "need", "rate", NULL };
static const char *const demands[] = { "answers", "still", NULL };
static const char *const capacities[] = { "follows", "fixed", NULL };

static const struct asy_param params[] = {
    ASY_PARAM_CHOICE(closure, hold, held, ASY_HOLD_NEED,
                     "What stays the same when other people reach a decision: the need to be "
                     "shown, or the rate.",
                     "a choice of the analyst: what stays the same when other people reach a "
                     "decision"),
    ASY_PARAM_CHOICE(closure, demand, demands, ASY_DEMAND_ANSWERS,
                     "Whether the number setting out, and practice at the crossings, respond "
                     "to conditions there.",
                     "a choice of the analyst: answers as estimated, or none"),
    ASY_PARAM_CHOICE(closure, capacity, capacities, ASY_CAPACITY_FOLLOWS,
                     "Whether capacity to decide follows claims and backlog.",
                     "a choice of the analyst: follows as estimated, or not at all"),
    { 0 },
};

const struct asy_law asy_law_closure = {
    .name = "closure",
    .file = __FILE__,
    .doc = "What stays the same under a reform and what responds to it: need or rate, demand, "
           "capacity.",
    .source = "recognition rates belong to those who reach the decision; docs/model.md",
    .section = ASY_OF_WORLD,
    .size = sizeof(struct asy_closure),
    .params = params,
};

bool
asy_closure_holds_rates(const struct asy_world *world)
{
    const struct asy_closure *law = asy_world_law(world, ASY_LAW_closure, 0, INT32_MAX);
    return law->hold == ASY_HOLD_RATE;
}

bool
asy_closure_demand_answers(const struct asy_scene *scene)
{
    return ASY_TODAY(scene, closure, 0)->demand == ASY_DEMAND_ANSWERS;
}
