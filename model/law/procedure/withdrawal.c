/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Claims withdrawn, or taken to be, before a decision, by people who do not go to another
   state: they go home, or live on without status. */
#include "law/procedure/procedure.h"

static const struct asy_param params[] = {
    ASY_PARAM_PER(ASY_PER_COUNTRY, withdrawal, share, 0, 0.1, 1, "share of claims",
                  "Share of claims closed for reasons other than Dublin, by citizenship.",
                  "grade D: closed for other reasons than Dublin, by citizenship"),
    ASY_PARAM(withdrawal, days, 1, 150, 3000, "days",
              "Mean time from the claim to its withdrawal.",
              "grade D: mean, from the claim to its withdrawal"),
    { 0 },
};

const struct asy_law asy_law_withdrawal = {
    .name = "withdrawal",
    .file = __FILE__,
    .doc = "Claims that end without a decision because they are withdrawn or not pursued.",
    .source = "2013/32/EU art. 27, 28",
    .section = ASY_OF_STATE,
    .size = sizeof(struct asy_withdrawal),
    .params = params,
};

/* Who withdraws, as the wait makes them: the same draw against other odds. */
static double
p_withdraws(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const double share = ASY_TODAY(scene, withdrawal, who->place)->share[who->citizenship],
                 times = scene->answers->withdrawal[who->place];
    return share * times / (1.0 + share * (times - 1.0));
}

struct asy_step
asy_withdrawal_ask(struct asy_scene *scene, struct asy_applicant *who,
                   const struct asy_luck *luck)
{
    const struct asy_withdrawal *law = ASY_TODAY(scene, withdrawal, who->place);
    if (!asy_chance(luck, 0, p_withdraws(scene, who)))
        return asy_at_once(ASY_STAGE_channel);
    return asy_wait(ASY_STAGE_withdrawn, asy_wait_days(law->days, asy_u(luck, 1)));
}

struct asy_step
asy_stage_withdrawn(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_tell(scene, who, withdrawal, "withdraws the claim, or no longer pursues it",
             p_withdraws(scene, who), NAN);
    asy_file_close(scene, who);
    const struct asy_step step = asy_refused_for_good(scene, who);
    asy_unmark(who, ASY_MARK_rejected); /* nothing has been refused */
    return step;
}
