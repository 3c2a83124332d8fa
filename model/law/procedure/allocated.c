/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The people of an allocation: those kept or sent by a link or their age, those filtered out,
   those gone before the transfer, and those who stay where they were sent. By either rule: the
   corrective mechanism (allocation.c) or the solidarity pool (solidarity.c). */
#include "law/procedure/burden.h"
#include "law/procedure/procedure.h"

#include "law/people/people.h"

static const struct asy_param params[] = {
    ASY_PARAM_FLAG(allocated, visa_links, 0,
                   "Whether a visa or permit of the present state keeps people there.",
                   "A8-0345/2017: an earlier permit or visa is a link"),
    ASY_PARAM_FLAG(allocated, diploma, 0,
                   "Whether a diploma links people to the state where it was obtained "
                   "(kinship.diploma: how many have one).",
                   "A8-0345/2017: a diploma of a member state is a link"),
    ASY_PARAM(allocated, sponsor, 0, 0, 1, "share of those with ties",
              "Share of people with ties to a state whom a sponsor there links to it; 0 is no "
              "such link.",
              "A8-0345/2017: an accredited organisation or a relative that answers for them"),
    ASY_PARAM_FLAG(
        allocated, filter, 0,
        "Whether people manifestly unlikely to be protected stay in the first state.",
        "A8-0345/2017: a quick look at eligibility before an allocation"),
    ASY_PARAM(allocated, filter_margin, 0, 3, 20, "probit",
              "How far a file must fall short of what that state grants protection on to be "
              "manifestly unlikely.",
              "grade D: a look that errs on the side of the person"),
    ASY_PARAM(
        allocated, security, 0, 0, 1, "share",
        "Share of people to be allocated who are held to be a threat to security, and stay.",
        "none where nobody is; COM(2016) 270 art. 40; A8-0345/2017; 2024/1351 art. 16, 67"),
    ASY_PARAM(
        allocated, minors, 0, 0, 1, "share of children alone",
        "Share of unaccompanied children for whom a move is found to be in their best "
        "interests.",
        "none is moved without that finding: COM(2016) 270 art. 8; A8-0345/2017; 2024/1351 "
        "art. 25"),
    ASY_PARAM(allocated, chooses, 0, 0.8, 1, "share of those offered a choice",
              "Share of people offered a choice of states who choose one.", "grade D"),
    ASY_PARAM(allocated, together, 0, 0, 1, "share of cases",
              "Share of cases that ask to be allocated together with companions.",
              "none asked; A8-0345/2017: groups of up to thirty"),
    ASY_PARAM(allocated, together_most, 1, 30, 250, "persons", "The largest such group.",
              "A8-0345/2017: thirty"),
    ASY_PARAM(allocated, together_days, 1, 7, 1000, "days",
              "Period within which companions must ask to be allocated together.", "grade D"),
    ASY_PARAM(
        allocated, abscond, 0, 0, 1, "share of those to be allocated",
        "Share of people to be allocated who leave for another state before the transfer.",
        "none where nobody is allocated"),
    ASY_PARAM(allocated, content_ratio, 0, 1, 10, "ratio",
              "How many times as often people leave who were allocated where they chose, or "
              "with companions.",
              "as everybody; of leaving before the transfer, and of moving on after it"),
    { 0 },
};

const struct asy_law asy_law_allocated = {
    .name = "allocated",
    .file = __FILE__,
    .doc = "Who is allocated to another state, and how many of them stay there.",
    .source = "COM(2016) 270 art. 36-41; A8-0345/2017; 2024/1351 art. 67-69",
    .section = ASY_OF_WORLD,
    .size = sizeof(struct asy_allocated),
    .params = params,
};

/* Words of `links`, `allocation_look` and `allocation_way` that are used here. */
enum { SPONSOR, BEST_INTERESTS };
enum { THREAT };
enum { GONE = 1 };

/* COM(2016) 270 art. 36(2): not where family makes this state responsible; and no child alone
   but in its best interests, nor away from relatives. */
bool
asy_is_kept_here(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const enum asy_criterion by = asy_dublin_criteria(scene, who).by;
    if (asy_is_minor_alone(scene, who)) {
        const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_links);
        return who->tie == who->place ||
               !asy_chance(&luck, BEST_INTERESTS, ASY_TODAY(scene, allocated, 0)->minors);
    }
    return by == ASY_BY_FAMILY || by == ASY_BY_PENDING_FAMILY || by == ASY_BY_DEPENDANT;
}

bool
asy_is_linked(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_allocated *law = ASY_TODAY(scene, allocated, 0);
    if (law->diploma && asy_has_diploma(scene, who))
        return true;
    if (law->sponsor <= 0.0)
        return false;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_links);
    return asy_chance(&luck, SPONSOR, law->sponsor);
}

bool
asy_is_filtered(struct asy_scene *scene, const struct asy_applicant *who, bool filter)
{
    const struct asy_allocated *law = ASY_TODAY(scene, allocated, 0);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_allocation_look);
    const bool threat = asy_chance(&luck, THREAT, law->security);
    if (!threat && !(filter && asy_falls_short(scene, who) > law->filter_margin))
        return false;
    asy_count(scene, ASY_METRIC_filter_stays, who, who->place, who->persons);
    if (threat)
        asy_tell(scene, who, allocated, "is considered a threat to security: is not allocated",
                 law->security, asy_u(&luck, THREAT));
    else
        asy_tell(scene, who, allocated,
                 "is considered manifestly unlikely to be protected: is not allocated", NAN,
                 NAN);
    return true;
}

double
asy_allocated_content(const struct asy_scene *scene, const struct asy_applicant *who)
{
    return asy_marked(who, ASY_MARK_where_wished)
               ? ASY_TODAY(scene, allocated, 0)->content_ratio
               : 1.0;
}

/* The state of the allocation stays responsible for those who do not wait for it: it is as if
   the claim had been lodged there (COM(2016) 270 art. 36(4), 20). */
static void
leave_for_another(struct asy_scene *scene, struct asy_applicant *who, int allocated_to)
{
    asy_count_pair(scene, ASY_METRIC_left_before_allocation, who, who->place, allocated_to);
    asy_burden_add(scene->burden, allocated_to, -who->persons);
    who->first = (uint8_t) allocated_to;
    who->claimed |= asy_bit(allocated_to);
}

struct asy_step
asy_allocation_left(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_allocated *law = ASY_TODAY(scene, allocated, 0);
    const struct asy_step waits = asy_at_once(ASY_STAGE_registration);
    const double p = law->abscond * asy_allocated_content(scene, who);
    if (!(p > 0.0) || asy_is_minor_alone(scene, who))
        return waits;
    const struct asy_luck way = asy_luck(scene, who, ASY_LUCK_allocation_way);
    const int allocated_to = who->target;
    if (!asy_chance(&way, GONE, p))
        return waits;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_onward);
    const struct asy_step away = asy_onward_leave(scene, who, &luck);
    if (away.next == ASY_AT_ONCE) {
        who->target = (uint8_t) allocated_to;
        return waits;
    }
    asy_tell(scene, who, allocated, "does not wait to be allocated, and leaves", p,
             asy_u(&way, GONE));
    leave_for_another(scene, who, allocated_to);
    return away;
}
