/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Refused in the border procedure: the appeal, and the wait for it at the border. */
#include "law/procedure/border_procedure.h"

enum { STAYS = 1 }; /* word of `border_stay` */

/* How long they have been kept at the border, the limit taken into account. */
static int32_t
days_kept(const struct asy_border_procedure *law, int32_t since_claim)
{
    const int32_t limit = (int32_t) law->limit_days;
    return law->limit_with_appeal && since_claim > limit ? limit : since_claim;
}

/* Days of theirs at the border that have been counted: those to the decision. */
static int32_t
days_counted(const struct asy_scene *scene, const struct asy_applicant *who,
             const struct asy_border_procedure *law, const struct asy_luck *luck)
{
    const int32_t day = who->resume_day;
    return day > who->since && day <= scene->day ? day - who->since
                                                 : asy_border_days(scene, who, law, luck);
}

bool
asy_border_procedure_ends(struct asy_scene *scene, struct asy_applicant *who)
{
    if (!asy_marked(who, ASY_MARK_at_border))
        return false;
    asy_border_place_leave(scene, who);
    const struct asy_border_procedure *law = ASY_TODAY(scene, border_procedure, who->place);
    const struct asy_luck luck = asy_border_luck(scene, who);
    const int32_t since_claim = scene->day - who->since, kept = days_kept(law, since_claim);
    if (asy_border_detains(scene, who, law, &luck))
        asy_border_count_detention(scene, who, kept - days_counted(scene, who, law, &luck));
    if (kept < since_claim)
        asy_tell(scene, who, border_procedure,
                 "the time limit expired before the ruling, after entry", NAN, NAN);
    return kept == since_claim;
}

/* The limit has come while the court has not ruled: they enter, and the appeal goes on. */
bool
asy_aside_border_limit(struct asy_scene *scene, struct asy_applicant *who,
                       struct asy_step *step)
{
    (void) step;
    if (!asy_marked(who, ASY_MARK_at_border) || scene->day < who->leave_day)
        return false;
    asy_count(scene, ASY_METRIC_border_limit_passed, who, who->place, who->persons);
    asy_border_procedure_ends(scene, who);
    asy_tell(scene, who, border_procedure,
             "the time limit expires before the ruling: may enter", NAN, NAN);
    return false;
}

static struct asy_step
to_court(struct asy_scene *scene, const struct asy_applicant *who,
         const struct asy_border_procedure *law, const struct asy_luck *appeal)
{
    scene->stock->came[ASY_QUEUE_appeal][who->place] += who->persons;
    return asy_wait(ASY_STAGE_appeal, asy_wait_days(law->court_days, asy_u(appeal, 1)));
}

/* Whether an appellant may stay for the ruling: by law, or by leave of the court. */
static bool
may_stay(struct asy_scene *scene, const struct asy_applicant *who,
         const struct asy_border_procedure *law)
{
    if (law->suspensive || asy_is_minor_alone(scene, who))
        return true;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_border_stay);
    const bool stays = asy_chance(&luck, STAYS, law->p_stay);
    asy_tell(scene, who, border_procedure,
             stays ? "asks the court to stay until it has ruled, and may"
                   : "asks the court to stay until it has ruled, and may not",
             law->p_stay, asy_u(&luck, STAYS));
    if (!stays)
        asy_count(scene, ASY_METRIC_border_stay_refused, who, who->place, who->persons);
    return stays;
}

/* Refused on the merits. In the model nobody appeals from beyond the border: without leave to
   stay, no appeal is lodged. */
struct asy_step
asy_border_refused(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_border_procedure *law = ASY_TODAY(scene, border_procedure, who->place);
    const double p_lodge =
        asy_counsel_lodges(scene, who, ASY_AID_APPEAL | ASY_AID_BORDER,
                           ASY_TODAY(scene, appeal, who->place)->p_lodge * law->lodge_ratio);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_appeal);

    asy_border_place_take(scene, who);
    asy_aid_given(scene, who, who->place, ASY_AID_APPEAL);
    asy_tell(scene, who, appeal, "is refused at the border, and considers appealing", p_lodge,
             asy_u(&luck, 0));
    if (asy_chance(&luck, 0, p_lodge) && may_stay(scene, who, law))
        return to_court(scene, who, law, &luck);
    asy_border_procedure_ends(scene, who);
    return asy_border_sends_back(scene, who);
}
