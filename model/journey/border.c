/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The crossing: attempts, screening, the daily ceiling, push-back, trying again. */
#include "journey/journey.h"

#include "population/order.h"

static const struct asy_param params[] = {
    ASY_PARAM(border, travel_days, 0, 5, 1000, "days",
              "grade D: mean, from home to the crossing"),
    ASY_PARAM(border, p_heard, 0, 1, 1, "share of attempts",
              "2013/32/EU art. 6, 8: everyone who asks; practice by date"),
    ASY_PARAM(border, ceiling, 0, 1e6, 1e6, "persons/day",
              "no ceiling in law; practice by date"),
    ASY_PARAM(border, retry_days, 1, 4, 365, "days", "grade D: mean between two attempts"),
    ASY_PARAM(border, p_give_up, 0, 0.01, 1, "share of refusals",
              "grade D: after which one stops trying"),
    ASY_PARAM(border, p_divert, 0, 0.2, 1, "share",
              "grade D: of those who stop, who try another crossing"),
    ASY_PARAM(border, p_home, 0, 0.6, 1, "share",
              "grade D: of those who stop for good, who go home"),
    ASY_PARAM(border, attempt_cost_days, 0, 1, 100, "days of money",
              "grade D: fare of one attempt"),
    { 0 },
};

const struct asy_law asy_law_border = {
    .name = "border",
    .doc = "Who of those at a crossing is let in to claim, on a day.",
    .source = "2013/32/EU art. 3, 6, 8; Schengen Borders Code art. 4, 14; Closing the Door on "
              "Terespol",
    .section = ASY_OF_CROSSING,
    .size = sizeof(struct asy_border),
    .params = params,
};

/* No longer among those who wait at the crossing. */
void
asy_border_leave(struct asy_scene *scene, struct asy_applicant *who)
{
    if (!(who->flags & ASY_WAITING))
        return;
    who->flags &= (uint8_t) ~ASY_WAITING;
    scene->stock->waiting[who->group][who->crossing] -= who->persons;
    scene->news->waits_ended[who->group][who->crossing] += who->persons;
}

struct asy_step
asy_stage_crossing(struct asy_scene *scene, struct asy_applicant *who)
{
    if (scene->day >= who->danger_day)
        return asy_danger_strikes(scene, who);
    if (scene->day >= who->leave_day) {
        asy_tell(scene, who, border, "has no money or no right to wait any longer", NAN, NAN);
        return asy_transit_stop(scene, who);
    }
    return (struct asy_step){ ASY_TRY, ASY_STAGE_crossing, 0 };
}

/* More were heard than the ceiling lets in: their own draws of priority decide. Orders the
   front of the pool accordingly and returns how many come in. */
static size_t
let_in(struct asy_scene *scene, const struct asy_applicant *people, uint32_t *pool,
       size_t n_heard, uint64_t *scratch, double *credit)
{
    for (size_t i = 0; i < n_heard; i++) {
        const struct asy_applicant *who = &people[pool[i]];
        const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_ATTEMPT, who->attempts);
        scratch[i] = (uint64_t) luck.word[1] << 32 | pool[i];
    }
    asy_order(scratch, n_heard);
    size_t n = 0;
    for (size_t i = 0; i < n_heard; i++) {
        pool[i] = (uint32_t) scratch[i];
        if (*credit >= 1.0) {
            *credit -= people[pool[i]].persons;
            n = i + 1;
        } else {
            asy_tell(scene, &people[pool[i]], border,
                     "was heard, but the day's number was full", NAN, NAN);
        }
    }
    return n;
}

size_t
asy_border_day(struct asy_scene *scene, int crossing, struct asy_applicant *people,
               uint32_t *pool, size_t n, uint64_t *scratch, double scale, double *credit)
{
    const struct asy_border *law = ASY_TODAY(scene, border, crossing);
    size_t n_heard = 0;
    double persons = 0.0;

    *credit = fmin(*credit, 1.0) + scale * law->ceiling;
    for (size_t i = 0; i < n; i++) {
        struct asy_applicant *who = &people[pool[i]];
        if (i + 4 < n)
            __builtin_prefetch(&people[pool[i + 4]], 1);
        who->attempts++;
        asy_count(scene, ASY_METRIC_border_attempts, who, crossing, who->persons);
        const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_ATTEMPT, who->attempts);
        asy_tell(scene, who, border, "asks to enter and claim asylum", law->p_heard,
                 asy_u(&luck, 0));
        if (!asy_chance(&luck, 0, law->p_heard))
            continue;
        persons += who->persons;
        const uint32_t heard = pool[i];
        pool[i] = pool[n_heard];
        pool[n_heard++] = heard;
    }
    if (persons <= *credit) {
        *credit -= persons;
        return n_heard;
    }
    return let_in(scene, people, pool, n_heard, scratch, credit);
}

struct asy_step
asy_stage_admitted(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_border_leave(scene, who);
    asy_count(scene, ASY_METRIC_border_admissions, who, who->crossing, who->persons);
    scene->news->admissions[who->group][who->crossing] += who->persons;
    who->place = who->target;
    who->first = who->target;
    asy_tell(scene, who, border, "is let in", NAN, NAN);
    if (asy_is_sought(who))
        asy_search_checked(scene, who, ASY_CHECK_BORDER);
    return asy_at_once(ASY_STAGE_entry);
}

struct asy_step
asy_stage_pushed_back(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_border *law = ASY_TODAY(scene, border, who->crossing);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_PUSHED_BACK, who->attempts);

    asy_count(scene, ASY_METRIC_refusals_of_entry, who, who->crossing, who->persons);
    if (asy_n_links(who) == 0 && who->place != who->citizenship)
        asy_sent_on(who, who->target, ASY_ACT_PUSH_BACK);
    const double leave = (double) who->leave_day - law->attempt_cost_days;
    who->leave_day = (int16_t) (leave > 0.0 ? leave : 0.0);
    asy_tell(scene, who, border, "is refused entry and sent back", NAN, NAN);
    if (asy_chance(&luck, 0, law->p_give_up)) {
        asy_tell(scene, who, border, "stops trying here", law->p_give_up, asy_u(&luck, 0));
        return asy_transit_stop(scene, who);
    }

    int32_t due = scene->day + asy_wait_days(law->retry_days, asy_u(&luck, 1));
    if (due > who->danger_day)
        due = who->danger_day;
    if (due > who->leave_day)
        due = who->leave_day;
    return asy_wait(ASY_STAGE_crossing, due - scene->day);
}
