/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reform holds fixed: what need must be shown (the thresholds of the baseline), or the
   share recognised of each nationality (thresholds solved again for those who reach a decision
   under the reform). The truth lies between; a reader should see both. */
#include "life/trial.h"

enum asy_hold { ASY_HOLD_NEED, ASY_HOLD_RATE };

struct asy_closure {
    int hold;
};

static const char *const held[] = { "need", "rate", NULL };

static const struct asy_param params[] = {
    ASY_PARAM_CHOICE(closure, hold, held, ASY_HOLD_NEED,
                     "What stays the same when other people reach a decision: the need to be "
                     "shown, or the rate.",
                     "a choice of the analyst: what stays the same when other people reach a "
                     "decision"),
    { 0 },
};

const struct asy_law asy_law_closure = {
    .name = "closure",
    .file = __FILE__,
    .doc = "Whether a reform leaves the need that must be shown, or the rate by nationality.",
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
