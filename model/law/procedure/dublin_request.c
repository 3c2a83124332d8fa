/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dublin III: which request another state gets, in which time, and how it answers. Whether it
   is asked at all is dublin.c, what becomes of an acceptance transfer.c. */
#include "law/procedure/procedure.h"

/* Words of `clauses` and `answer` that are used here. */
enum { DISCONTINUED = 2, HIT };
enum { ANSWERS };

/* Take back: after an earlier claim there. All else is to take charge. */
static bool
is_take_back(const struct asy_applicant *who)
{
    return (who->claimed & asy_bit(who->target)) != 0;
}

/* Art. 17(2) has clocks of its own: another state may be asked at any time before the first
   decision on the substance, and if it says nothing it has not accepted. */
static bool
is_for_humanity(const struct asy_scene *scene, const struct asy_applicant *who)
{
    return !is_take_back(who) && who->target == who->tie &&
           asy_dublin_criteria(scene, who).by == ASY_BY_HUMANITY;
}

static bool
is_hit(const struct asy_dublin *law, const struct asy_luck *clauses)
{
    return asy_chance(clauses, HIT, law->p_hit);
}

bool
asy_dublin_discontinued(const struct asy_scene *scene, const struct asy_applicant *who,
                        int state)
{
    const struct asy_luck clauses = asy_luck(scene, who, ASY_LUCK_clauses);
    const double mean = ASY_TODAY(scene, dublin, state)->discontinue_days;
    return asy_wait_days(mean, asy_u(&clauses, DISCONTINUED)) <= scene->day - who->since;
}

/* The obligation of art. 18(1) on which the request rests: (a) to take charge, else to take
   back (b) pending, (c) withdrawn, (d) refused. Some time after a departure the requested state
   closes the file; before that the claim is still pending there. */
static void
count_obligation(struct asy_scene *scene, const struct asy_applicant *who)
{
    asy_count_pair(scene, ASY_METRIC_dublin_requests, who, who->place, who->target);
    if (!is_take_back(who))
        asy_count_pair(scene, ASY_METRIC_dublin_take_charge, who, who->place, who->target);
    else if (asy_marked(who, ASY_MARK_rejected) || asy_marked(who, ASY_MARK_appeal_left))
        asy_count_pair(scene, ASY_METRIC_dublin_after_rejection, who, who->place, who->target);
    else if (asy_dublin_discontinued(scene, who, who->target))
        asy_count_pair(scene, ASY_METRIC_dublin_after_withdrawal, who, who->place, who->target);
}

/* Art. 21(1): of a request to take charge only a hit on an irregular entry shortens the time;
   where a visa found in the database does so too, it is as often found as that.
 */
static bool
is_charge_hit(const struct asy_dublin *law, const struct asy_applicant *who,
              const struct asy_luck *clauses)
{
    if (who->target == who->visa)
        return law->visa_hits && is_hit(law, clauses);
    return who->target == who->first && !asy_marked(who, ASY_MARK_visa_free) &&
           is_hit(law, clauses);
}

/* The time in which the other state must answer. */
static int32_t
answer_limit(const struct asy_dublin *law, const struct asy_applicant *who,
             const struct asy_luck *clauses)
{
    if (!is_take_back(who))
        return (int32_t) (is_charge_hit(law, who, clauses)
                              ? fmin(law->charge_answer_limit_hit_days,
                                     law->charge_answer_limit_days)
                              : law->charge_answer_limit_days);
    return (int32_t) (is_hit(law, clauses) ? law->back_answer_limit_hit_days
                                           : law->back_answer_limit_days);
}

/* The same, sooner in detention (art. 28(3)). */
static int32_t
answer_limit_today(const struct asy_scene *scene, const struct asy_dublin *law,
                   const struct asy_applicant *who, const struct asy_luck *clauses)
{
    const int32_t days = answer_limit(law, who, clauses);
    if (!asy_marked(who, ASY_MARK_held_for_transfer))
        return days;
    const double held = ASY_TODAY(scene, transfer_detention, who->place)->answer_limit_days;
    return held < days ? (int32_t) held : days;
}

static int32_t
answers_after(const struct asy_scene *scene, const struct asy_applicant *who,
              const struct asy_dublin *law)
{
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_answer);
    return asy_wait_days(law->answer_days * law->answer_factor[who->target],
                         asy_u(&luck, ANSWERS));
}

/* The time within which the other state must be asked. */
static double
request_limit(const struct asy_dublin *law, const struct asy_applicant *who,
              const struct asy_luck *clauses)
{
    if (is_take_back(who))
        return is_hit(law, clauses) ? law->back_request_limit_hit_days
                                    : law->back_request_limit_days;
    return is_charge_hit(law, who, clauses) ? law->charge_request_limit_hit_days
                                            : law->charge_request_limit_days;
}

struct asy_step
asy_stage_dublin_request(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_dublin *law = ASY_TODAY(scene, dublin, who->place);
    const struct asy_luck clauses = asy_luck(scene, who, ASY_LUCK_clauses);
    const bool notified = law->notified && is_take_back(who);
    const bool lapses = law->lapse || !is_take_back(who);

    if (lapses && !notified && scene->day - who->since > request_limit(law, who, &clauses) &&
        !is_for_humanity(scene, who)) {
        asy_tell(scene, who, dublin, "the time limit for a request has expired", NAN, NAN);
        return asy_dublin_take_on(scene, who);
    }
    count_obligation(scene, who);
    asy_transfer_detain(scene, who);
    asy_tell(scene, who, dublin,
             is_take_back(who) ? "the other state is requested to take the person back"
                               : "the other state is requested to take charge",
             NAN, NAN);
    const int32_t answers = answers_after(scene, who, law);
    const int32_t silence =
        notified ? (int32_t) law->notice_days : answer_limit_today(scene, law, who, &clauses);
    return asy_wait_unreceived(scene, who, ASY_STAGE_dublin_answer,
                               answers < silence ? answers : silence, ASY_RECEPTION_TO_CLAIM);
}

struct asy_step
asy_stage_dublin_answer(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_dublin *law = ASY_TODAY(scene, dublin, who->place);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_dublin);
    const struct asy_luck clauses = asy_luck(scene, who, ASY_LUCK_clauses);
    const bool notified = law->notified && is_take_back(who);
    const int32_t limit = answer_limit_today(scene, law, who, &clauses);
    const int32_t answers = answers_after(scene, who, law);
    const bool silent = !notified && answers > limit;
    const bool in_vain = silent && is_for_humanity(scene, who);
    const double p = in_vain    ? 0.0
                     : notified ? 1.0 - law->p_notice_refused
                     : silent   ? 1.0
                                : law->p_accept[who->target];

    asy_tell(
        scene, who, dublin,
        notified ? "the other state is notified, and cannot refuse"
        : in_vain
            ? "the other state does not answer a humanitarian request, which is no acceptance"
        : silent ? "the other state does not answer, which counts as acceptance"
                 : "the other state answers",
        p, asy_u(&luck, 2));
    const int32_t waited = notified ? 1 : silent ? limit : answers;
    if (!asy_chance(&luck, 2, p)) {
        asy_transfer_release(scene, who, waited);
        return asy_dublin_take_on(scene, who);
    }
    asy_count_pair(scene, ASY_METRIC_dublin_acceptances, who, who->place, who->target);
    if (silent)
        asy_count_pair(scene, ASY_METRIC_dublin_by_silence, who, who->place, who->target);
    return asy_transfer_race(scene, who, waited);
}
