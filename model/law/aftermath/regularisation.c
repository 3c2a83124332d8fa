/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Regularisation after years of stay: a residence permit for people whom a state has refused
   and not returned, or on whom it has not decided. It is a standing rule, or a programme: then
   it is in force for a time, and for people who were here by a day (scope.h, `here_since`).
   Asked on the day on which the years are full, on the day of a final refusal or a removal in
   vain that opens it, and of everybody present on a day on which the rule changes. The permit
   is no decision on the claim; who has it stays. */
#include <math.h>

#include "base/calendar.h"
#include "law/aftermath/aftermath.h"
#include "law/procedure/procedure.h"
#include "life/scope.h"

static const struct asy_param params[] = {
    ASY_PARAM(regularisation, years, 0, 100, 100, "years",
              "Years of uninterrupted stay in the state after which people without status may "
              "obtain a residence permit (regularisation); 0: everyone present, 100: nobody.",
              "no such rule: as it is; AufenthG s. 25b (in force 2015): eight years, Spain's "
              "arraigo social (Royal Decree 557/2011 art. 124): three (from memory)"),
    ASY_PARAM(regularisation, years_with_children, 0, 100, 100, "years",
              "Years of stay that are enough for families with children and for unaccompanied "
              "children, where fewer than for others.",
              "as for others; AufenthG s. 25b: six years with minor children; s. 25a: four "
              "years at school (from memory)"),
    ASY_PARAM(regularisation, share, 0, 0.5, 1, "share of those eligible",
              "Share of eligible people who apply for the permit and obtain it; the others do "
              "not meet its further conditions, or never apply.",
              "grade D: means, language, identity, no offences; Poland 2012: about half of "
              "the applications (from memory)"),
    ASY_PARAM_FLAG(regularisation, pending_counts, 1,
                   "Whether the years count in which the claim was pending, or only those "
                   "after the final refusal.",
                   "AufenthG s. 25b(1): tolerated or with permission to stay for the claim; "
                   "from memory, grade D"),
    ASY_PARAM_FLAG(regularisation, undecided, 0,
                   "Whether people whose claim is still pending may obtain the permit too.",
                   "grade D; Belgium 2009: asylum procedures of unreasonable length; from "
                   "memory"),
    ASY_PARAM_FLAG(regularisation, tolerated_only, 0,
                   "Whether it is only for people whose removal has been attempted in vain.",
                   "AufenthG s. 25a, 25b: for tolerated people; elsewhere for any "
                   "irregular stay; grade D"),
    { 0 },
};

const struct asy_law asy_law_regularisation = {
    .name = "regularisation",
    .file = __FILE__,
    .doc = "A residence permit for people without status after years of stay.",
    .source =
        "PACE Resolution 1503 (2006); 2008/115/EC art. 6(4); AufenthG s. 25a, 25b; Polish "
        "act of 28 July 2011 on legalising the stay of certain foreigners",
    .section = ASY_OF_STATE,
    .size = sizeof(struct asy_regularisation),
    .params = params,
};

enum { OBTAINS };                  /* word of `regularisation` */
static const double NEVER = 100.0; /* years: no such rule */

/* ---- the years --------------------------------------------------------------- */

/* The day of the same date so many months later, or the last of that month (Regulation 1182/71
   art. 3(2)(c)); both days of the horizon. */
static int32_t
months_after(const struct asy_scene *scene, int32_t day, int months)
{
    const int32_t first = asy_days_of_date((struct asy_date){ scene->world->first_year, 1, 1 });
    struct asy_date date = asy_date_of_days(first + day);
    const int month = date.month - 1 + months;
    date.year += month / 12;
    date.month = month % 12 + 1;
    const struct asy_date begins = { date.year, date.month, 1 },
                          ends = { date.year + date.month / 12, date.month % 12 + 1, 1 };
    const int32_t length = asy_days_of_date(ends) - asy_days_of_date(begins);
    return asy_days_of_date(begins) - first + (date.day < length ? date.day : length) - 1;
}

static double
years_of(const struct asy_scene *scene, const struct asy_applicant *who,
         const struct asy_regularisation *law)
{
    if (law->years_with_children >= law->years)
        return law->years;
    return who->children > 0 || asy_is_minor_alone(scene, who) ? law->years_with_children
                                                               : law->years;
}

/* The day from which on the stay is long enough; ASY_NO_DAY where none comes. */
static int32_t
day_of(const struct asy_scene *scene, const struct asy_applicant *who,
       const struct asy_regularisation *law)
{
    const int16_t since = law->pending_counts ? who->stay_day : who->refused_day;
    const double years = years_of(scene, who, law);
    return since == ASY_NO_DAY || years >= NEVER
               ? ASY_NO_DAY
               : months_after(scene, since, (int) lround(12.0 * years));
}

static bool
is_in_use(const struct asy_regularisation *law)
{
    return law->share > 0.0 && fmin(law->years, law->years_with_children) < NEVER;
}

/* ---- who may be asked -------------------------------------------------------- */

/* The stage of the procedure that a person without means waits for. */
static enum asy_stage_id
stage_of(const struct asy_applicant *who)
{
    return (enum asy_stage_id)(who->stage == ASY_STAGE_destitute ? who->resumes : who->stage);
}

static bool
waits_for_a_decision(const struct asy_applicant *who)
{
    return stage_of(who) == ASY_STAGE_channel || stage_of(who) == ASY_STAGE_merits;
}

static bool
waits_for_a_court(const struct asy_applicant *who)
{
    return stage_of(who) == ASY_STAGE_appeal || stage_of(who) == ASY_STAGE_ruling;
}

/* Not at the border, where nobody has entered. */
static bool
is_undecided(const struct asy_applicant *who)
{
    return who->fate == ASY_FATE_WAITING && !asy_marked(who, ASY_MARK_at_border) &&
           (waits_for_a_decision(who) || waits_for_a_court(who));
}

static bool
is_without_status(const struct asy_applicant *who)
{
    const enum asy_stage_id stage = stage_of(who);
    return who->fate == ASY_FATE_NO_STATUS_EUROPE && !asy_marked(who, ASY_MARK_appeal_open) &&
           (stage == ASY_STAGE_forced_return || stage == ASY_STAGE_voluntary_return ||
            stage == ASY_STAGE_fresh_claim || stage == ASY_STAGE_found ||
            stage == ASY_STAGE_measure);
}

static bool
is_open_to(const struct asy_regularisation *law, const struct asy_applicant *who)
{
    if (!is_in_use(law))
        return false;
    if (is_undecided(who))
        return law->undecided && !law->tolerated_only;
    return !law->tolerated_only || asy_marked(who, ASY_MARK_tolerated);
}

/* ---- the permit -------------------------------------------------------------- */

/* One answer for each state on a flight: what stands against them in one year does in the next.
 */
static bool
obtains(struct asy_scene *scene, struct asy_applicant *who,
        const struct asy_regularisation *law)
{
    const struct asy_luck luck = asy_luck_of(scene, who, ASY_LUCK_regularisation, who->place);
    const bool obtained = asy_chance(&luck, OBTAINS, law->share);
    if (obtained || !asy_marked(who, ASY_MARK_not_regularised))
        asy_tell(scene, who, regularisation,
                 obtained ? "has stayed long enough, and obtains a residence permit"
                          : "has stayed long enough, but obtains no residence permit",
                 law->share, asy_u(&luck, OBTAINS));
    if (!obtained)
        asy_mark(who, ASY_MARK_not_regularised);
    return obtained;
}

static struct asy_step
regularised(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_count(scene, ASY_METRIC_regularised, who, who->place, who->persons);
    asy_count(scene, ASY_METRIC_regularised_children, who, who->place, who->children);
    if (is_undecided(who) && waits_for_a_decision(who))
        asy_file_close(scene, who); /* what was pending is settled otherwise */
    return asy_end(who, ASY_FATE_HUMANITARIAN);
}

bool
asy_aside_regularisation(struct asy_scene *scene, struct asy_applicant *who,
                         struct asy_step *step)
{
    if (!scene->world->country[who->place].is_state ||
        (!is_without_status(who) && !is_undecided(who)))
        return false;
    const struct asy_regularisation *law = ASY_TODAY(scene, regularisation, who->place);
    if (!is_open_to(law, who))
        return false;
    const int32_t day = day_of(scene, who, law);
    if (day > scene->day) {
        if (day < ASY_NO_DAY)
            asy_aside_begin(scene, who, ASY_ASIDE_regularisation, day - scene->day);
        return false;
    }
    if (!obtains(scene, who, law))
        return false;
    *step = regularised(scene, who);
    return true;
}

/* ---- when it is asked -------------------------------------------------------- */

/* Where the day lies behind already, tomorrow. */
static void
ask_in_time(struct asy_scene *scene, const struct asy_applicant *who,
            const struct asy_regularisation *law)
{
    const int32_t day = is_in_use(law) ? day_of(scene, who, law) : ASY_NO_DAY;
    if (day < ASY_NO_DAY)
        asy_aside_begin(scene, who, ASY_ASIDE_regularisation,
                        day > scene->day ? day - scene->day : 1);
}

void
asy_stay_begins(struct asy_scene *scene, struct asy_applicant *who)
{
    if (who->stay_day != ASY_NO_DAY)
        return;
    who->stay_day = (int16_t) scene->day;
    ASY_ASKED_WHAT_IF(true); /* of those alone on whom nobody decides */
    const struct asy_regularisation *law = ASY_TODAY(scene, regularisation, who->place);
    if (law->undecided)
        ask_in_time(scene, who, law);
    ASY_ASKED_WHAT_IF(false);
}

void
asy_stay_without_status(struct asy_scene *scene, struct asy_applicant *who)
{
    if (who->stay_day == ASY_NO_DAY)
        who->stay_day = (int16_t) scene->day;
    if (who->refused_day == ASY_NO_DAY)
        who->refused_day = (int16_t) scene->day;
    ask_in_time(scene, who, ASY_TODAY(scene, regularisation, who->place));
}

void
asy_stay_tolerated(struct asy_scene *scene, struct asy_applicant *who)
{
    if (asy_marked(who, ASY_MARK_tolerated))
        return;
    asy_mark(who, ASY_MARK_tolerated);
    const struct asy_regularisation *law = ASY_TODAY(scene, regularisation, who->place);
    if (law->tolerated_only)
        ask_in_time(scene, who, law);
}
