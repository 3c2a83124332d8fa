/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Administrative expulsion: found by the police, brought before a court, ordered to be
   expelled. It is the one removal with a hearing, and in Russia with an appeal that suspends.
 */
#include "law/journey/journey.h"

static const struct asy_param params[] = {
    ASY_PARAM(expulsion, p_detained, 0, 0.3, 1, "share of those found",
              "Share of people found who are detained until the hearing.",
              "grade D: held until the hearing"),
    ASY_PARAM(expulsion, hearing_days, 0, 2, 1000, "days", "Mean time until the hearing.",
              "grade D: mean, until the hearing"),
    ASY_PARAM(expulsion, p_ordered, 0, 1, 1, "share of hearings",
              "Share of hearings that order the expulsion.",
              "grade D: ordered to be expelled; Russia: CAO art. 3.10, 18.8"),
    ASY_REMEDY_PARAMS(expulsion),
    ASY_PARAM_PER(ASY_PER_COUNTRY, expulsion, to, 0, 0, 1, "share of expulsions",
                  "Share of expulsions that lead to another transit country rather than home.",
                  "to this transit country rather than home"),
    ASY_PARAM(expulsion, without_papers, 1, 2, 50, "ratio",
              "How many times as often a person without a passport is found.",
              "grade D: on being found, of one without a passport"),
    { 0 },
};

const struct asy_law asy_law_expulsion = {
    .name = "expulsion",
    .file = __FILE__,
    .doc = "Expulsion by a court for breaking the rules of stay.",
    .source = "Russian Code of Administrative Offences art. 3.10, 18.8; Closing the Door, "
              "Trenina & Zharinov, Kislov & Zhanaev",
    .section = ASY_OF_TRANSIT,
    .size = sizeof(struct asy_expulsion),
    .params = params,
};

struct asy_step
asy_expulsion_begins(struct asy_scene *scene, struct asy_applicant *who, bool interned)
{
    const struct asy_expulsion *law = ASY_TODAY(scene, expulsion, who->place);
    asy_border_leave(scene, who);
    asy_unmark(who, ASY_MARK_requested); /* this procedure takes its place */
    asy_danger_clock(scene, who);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_expulsion);

    asy_tell(scene, who, expulsion,
             interned ? "is put into a centre for irregular migrants"
                      : "is found by the police",
             NAN, NAN);
    if (interned || asy_chance(&luck, 0, law->p_detained))
        asy_is_held(scene, who);
    if (asy_marked(who, ASY_MARK_held) && asy_claim_in_custody(scene, who))
        return asy_set_free(scene, who);
    return asy_wait(ASY_STAGE_expulsion, asy_wait_days(law->hearing_days, asy_u(&luck, 1)));
}

struct asy_step
asy_stage_expulsion(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_expulsion *law = ASY_TODAY(scene, expulsion, who->place);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_expulsion);

    asy_tell(scene, who, expulsion, "is brought before a court", law->p_ordered,
             asy_u(&luck, 2));
    if (!asy_chance(&luck, 2, law->p_ordered))
        return asy_set_free(scene, who);
    asy_tell(scene, who, expulsion, "an expulsion order is made", NAN, NAN);
    return asy_ordered_out(scene, who);
}
