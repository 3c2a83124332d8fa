/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Family reunification: the application of close relatives, its clock, and whether they can
   travel when the answer comes; the home state may have taken their passports first. */
#include "law/aftermath/family.h"

static const struct asy_param params[] = {
    ASY_PARAM(reunification, apply_days, 1, 60, 5000, "days",
              "Mean time from protection to the application.",
              "grade D: mean, from protection to the application"),
    ASY_PARAM(reunification, easier_days, 0, 91, 5000, "days",
              "Period in which a refugee may apply without having to show means.",
              "2003/86/EC art. 12(1): three months without conditions of means"),
    ASY_PARAM(reunification, days, 1, 300, 5000, "days",
              "Mean time from the application to the visa.",
              "grade D: mean to the visa; 2003/86/EC art. 5(4): nine months"),
    ASY_PARAM(reunification, in_time, 0, 0.85, 1, "share",
              "Share of applications granted to refugees who apply in time.",
              "grade D: granted to refugees who apply in time"),
    ASY_PARAM(reunification, later, 0, 0.4, 1, "share",
              "Share of applications granted to refugees who apply later.",
              "grade D: granted to those who apply later, under the conditions of art. 7"),
    ASY_PARAM(reunification, subsidiary, 0, 0.4, 1, "share",
              "Share of applications granted to people with subsidiary protection.",
              "grade D: granted to those with subsidiary protection; 2003/86/EC art. 3(2)(c)"),
    ASY_PARAM(reunification, humanitarian, 0, 0.1, 1, "share",
              "Share of applications granted to people with humanitarian status.",
              "grade D: the same, humanitarian status"),
    ASY_PARAM(reunification, subsidiary_wait_days, 0, 0, 5000, "days",
              "How long a person with subsidiary protection must wait to apply.",
              "before one with subsidiary protection may apply"),
    ASY_PARAM(reunification, embassy, 0, 0.05, 1, "share",
              "Share of relatives without passports who are given papers by the embassy.",
              "grade D: of relatives without passports, whom the embassy gives papers"),
    ASY_PARAM(
        reunification, wider, 0, 0, 1, "share",
        "Share of parents, brothers and sisters under pressure who are let in, each time.",
        "of parents, brothers and sisters under pressure, let in each time; 2003/86/EC "
        "art. 4(2) leaves it open"),
    { 0 },
};

const struct asy_law asy_law_reunification = {
    .name = "reunification",
    .file = __FILE__,
    .doc = "Relatives of protected people: who may join them, and how soon.",
    .source = "2003/86/EC art. 4, 9-12; 2011/95/EU art. 23",
    .section = ASY_OF_STATE,
    .size = sizeof(struct asy_reunification),
    .params = params,
};

void
asy_parted_end(struct asy_scene *scene, const struct asy_applicant *who, int state)
{
    scene->stock->parted[who->group][state] -= (uint32_t) asy_close_relatives(scene, who);
}

/* Days from protection to the application. */
static int32_t
days_to_apply(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_reunion);
    return asy_wait_days(ASY_TODAY(scene, reunification, who->place)->apply_days,
                         asy_u(&luck, 0));
}

void
asy_reunion_begin(struct asy_scene *scene, struct asy_applicant *who, int close)
{
    const struct asy_reunification *law = ASY_TODAY(scene, reunification, who->place);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_reunion);
    int32_t days = days_to_apply(scene, who) + asy_wait_days(law->days, asy_u(&luck, 1));
    if (who->fate == ASY_FATE_SUBSIDIARY)
        days += (int32_t) law->subsidiary_wait_days;
    scene->stock->parted[who->group][who->place] += (uint32_t) close;
    const int32_t day = scene->day + days;
    who->reunion_day = (int16_t) (day < ASY_NEVER ? day : ASY_NEVER);
    asy_tell(scene, who, reunification, "close relatives at home wait to join them", NAN, NAN);
}

/* The share of such applications that is granted, by the law of the day. */
static double
share_granted(const struct asy_scene *scene, const struct asy_applicant *who,
              const struct asy_reunification *law)
{
    switch ((enum asy_fate) who->fate) {
    case ASY_FATE_REFUGEE:
        return days_to_apply(scene, who) <= law->easier_days ? law->in_time : law->later;
    case ASY_FATE_SUBSIDIARY:
        return law->subsidiary;
    case ASY_FATE_TEMPORARY: /* 2001/55/EC art. 15(2): spouse and children, no conditions */
        return law->in_time;
    default:
        return law->humanitarian;
    }
}

/* Whether those allowed to come can travel. */
static bool
can_travel(struct asy_scene *scene, struct asy_applicant *who, double u)
{
    const double embassy = ASY_TODAY(scene, reunification, who->place)->embassy;
    if (!asy_marked(who, ASY_MARK_passports_seized))
        return true;
    asy_tell(scene, who, reunification,
             "the relatives have no passports, and the embassy may help", embassy, u);
    return u < embassy;
}

void
asy_reunion_answered(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_reunification *law = ASY_TODAY(scene, reunification, who->place);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_reunion_answer);
    const uint32_t close = (uint32_t) asy_close_relatives(scene, who);
    const double p = share_granted(scene, who, law);
    who->reunion_day = ASY_NEVER;
    asy_tell(scene, who, reunification, "the relatives' application is answered", p,
             asy_u(&luck, 0));
    if (!asy_chance(&luck, 0, p))
        return;
    if (!can_travel(scene, who, asy_u(&luck, 1))) {
        asy_count(scene, ASY_METRIC_relatives_held_back, who, who->place, close);
        asy_tell(scene, who, reunification,
                 "relatives may come, but are prevented from leaving", NAN, NAN);
        return;
    }
    asy_count(scene, ASY_METRIC_families_reunited, who, who->place, close);
    asy_tell(scene, who, reunification, "close relatives have come", NAN, NAN);
    asy_parted_end(scene, who, who->place);
    who->reunion_day = ASY_SETTLED;
}

bool
asy_reunion_of_wider(struct asy_scene *scene, struct asy_applicant *who)
{
    const double p = ASY_TODAY(scene, reunification, who->place)->wider;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_reunion_wider);
    const uint32_t wider = (uint32_t) asy_wider_relatives(scene, who);
    if (p <= 0.0 || wider == 0 || !asy_chance(&luck, 0, p))
        return false;
    if (!can_travel(scene, who, asy_u(&luck, 1)))
        return false;
    asy_count(scene, ASY_METRIC_families_reunited, who, who->place, wider);
    asy_tell(scene, who, reunification, "parents, brothers and sisters have come", p,
             asy_u(&luck, 0));
    return true;
}
