/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The return border procedure: applicants refused at the border are not turned back across it
   at once but kept near it until they depart, are taken back or are returned; at the limit the
   ordinary rules of return begin, inside the country. */
#include "law/aftermath/aftermath.h"
#include "law/procedure/procedure.h"

static const struct asy_param params[] = {
    ASY_PARAM_FLAG(border_return, in_use, 0,
                   "Whether people refused at the border are kept there for return; otherwise "
                   "they are turned back across it.",
                   "2024/1349 art. 4; today 2008/115/EC art. 2(2)(a), 4(4): refused entry "
                   "instead"),
    ASY_PARAM(border_return, limit_days, 1, 84, 1000, "days",
              "Time after which the person is let in, under the ordinary rules of return.",
              "2024/1349 art. 4(2): twelve weeks from the loss of the right to stay"),
    ASY_PARAM(border_return, detained, 0, 1, 1, "share",
              "Share of people kept who are detained; unaccompanied children never are.",
              "2024/1349 art. 5: as a last resort; the share is grade D"),
    ASY_PARAM(border_return, p_departs, 0, 0.1, 1, "share",
              "Share of people kept who ask to depart voluntarily, and do.",
              "2024/1349 art. 4(5): on request; the share is grade D"),
    ASY_PARAM(border_return, depart_days, 1, 15, 1000, "days",
              "Longest time allowed for that departure.", "2024/1349 art. 4(5): 15 days"),
    ASY_PARAM(border_return, days, 1, 60, 100000, "days",
              "Mean time to a person's forced return to their own country.",
              "grade D: papers from the consulate, a flight, of one who need not be found"),
    { 0 },
};

const struct asy_law asy_law_border_return = {
    .name = "border_return",
    .file = __FILE__,
    .doc =
        "Keeps people refused at the border there for return, and lets them in at the limit.",
    .source = "Regulation 2024/1349 art. 4, 5",
    .section = ASY_OF_STATE,
    .size = sizeof(struct asy_border_return),
    .params = params,
};

enum { DEPARTS, DEPART_DAYS, RETURN_DAYS, DETAINED }; /* words of `border_return` */

/* What comes first, and when. */
struct end {
    enum asy_stage_id stage;
    int32_t days;
};

bool
asy_border_return_keeps(const struct asy_scene *scene, const struct asy_applicant *who)
{
    return ASY_TODAY(scene, border_return, who->place)->in_use;
}

/* The country beyond the border is asked first, then their own, until the limit; not for an
   unaccompanied child whom nobody can receive there (2008/115/EC art. 10(2)). */
static struct end
end_of(struct asy_scene *scene, struct asy_applicant *who, const struct asy_border_return *law,
       const struct asy_luck *luck, int to)
{
    const int32_t limit = (int32_t) law->limit_days;
    if (to != who->citizenship && !asy_is_minor_alone(scene, who)) {
        const struct asy_readmitted readmission = asy_takes_back(scene, who, to, false);
        if (readmission.accepts && readmission.days <= limit)
            return (struct end){ ASY_STAGE_removal, readmission.days };
    }
    const double accepted =
        ASY_TODAY(scene, readmission, who->place)->nationals[who->citizenship];
    const int32_t home = accepted > 0.0 && !asy_child_is_unreceived(scene, who)
                             ? asy_wait_days(law->days / accepted, asy_u(luck, RETURN_DAYS))
                             : limit;
    return home < limit ? (struct end){ ASY_STAGE_forced_return, home }
                        : (struct end){ ASY_STAGE_refused, limit };
}

static void
count_days(struct asy_scene *scene, const struct asy_applicant *who,
           const struct asy_border_return *law, const struct asy_luck *luck, int32_t days)
{
    asy_count(scene, ASY_METRIC_kept_for_return, who, who->place, who->persons);
    asy_count(scene, ASY_METRIC_days_kept_for_return, who, who->place,
              (uint32_t) days * who->persons);
    if (asy_chance(luck, DETAINED, law->detained) && !asy_is_minor_alone(scene, who))
        asy_count(scene, ASY_METRIC_days_detained_at_border, who, who->place,
                  (uint32_t) days * who->persons);
}

struct asy_step
asy_border_return_enter(struct asy_scene *scene, struct asy_applicant *who, int to)
{
    const struct asy_border_return *law = ASY_TODAY(scene, border_return, who->place);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_border_return);
    struct end end;

    asy_tell(scene, who, border_return, "is refused, and kept at the border for return",
             law->p_departs, asy_u(&luck, DEPARTS));
    if (asy_chance(&luck, DEPARTS, law->p_departs))
        end = (struct end){ ASY_STAGE_voluntary_return,
                            1 + (int32_t) (law->depart_days * asy_u(&luck, DEPART_DAYS)) };
    else
        end = end_of(scene, who, law, &luck, to);
    count_days(scene, who, law, &luck, end.days);
    asy_border_place_take(scene, who);
    if (!asy_marked(who, ASY_MARK_unheard_at_border))
        who->refused_in |= asy_bit(who->place);
    who->target = (uint8_t) to;
    who->resumes = (uint8_t) end.stage;
    who->leave_day = asy_day_after(scene, (int32_t) law->limit_days);
    return asy_wait(ASY_STAGE_border_return, end.days);
}

/* Refused unheard because of a country that has not taken them back: the claim must be heard
   (2013/32/EU art. 38(4); 2024/1348 art. 59(8)). Others are refused as all others are. */
static struct asy_step
let_in(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_count(scene, ASY_METRIC_let_in_unreturned, who, who->place, who->persons);
    asy_tell(scene, who, border_return, "the time limit expires before the return: is let in",
             NAN, NAN);
    return asy_marked(who, ASY_MARK_unheard_at_border) ? asy_heard_after_all(scene, who)
                                                       : asy_refused_finally(scene, who);
}

struct asy_step
asy_stage_border_return(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_border_place_leave(scene, who);
    switch (who->resumes) {
    case ASY_STAGE_forced_return:
        return asy_returned_by_force(scene, who);
    case ASY_STAGE_removal:
    case ASY_STAGE_voluntary_return:
        return asy_at_once((enum asy_stage_id) who->resumes);
    default:
        return let_in(scene, who);
    }
}
