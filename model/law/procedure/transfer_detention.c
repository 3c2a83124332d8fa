/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Detention before a transfer: not merely for being under Dublin, but because of a risk of
   absconding assessed individually, and so sometimes wrongly. A month to ask, two weeks to
   answer, six weeks to transfer; else the person is free, and the ordinary clocks run on
   (604/2013 art. 28). Today's detention lies in dublin.p_abscond and transfer_days as
   observed. */
#include "law/procedure/procedure.h"

static const struct asy_param params[] = {
    ASY_PARAM(transfer_detention, held_absconding, 0, 0, 1, "share",
              "Share of people who would abscond whom the state detains from the claim to the "
              "transfer.",
              "grade D: none beyond today's; 604/2013 art. 28(2): a significant risk of "
              "absconding"),
    ASY_PARAM(transfer_detention, held_others, 0, 0, 1, "share",
              "Share of the others detained as well, since nobody can tell who would abscond.",
              "grade D: none beyond today's"),
    ASY_PARAM_FLAG(transfer_detention, spares_minors, 1,
                   "Whether unaccompanied children are exempt from detention for a transfer.",
                   "2013/33/EU art. 11(3): only in exceptional circumstances"),
    ASY_PARAM(transfer_detention, request_limit_days, 1, 31, 1000, "days",
              "Time limit after the claim for the request to another state, after which the "
              "person is released.",
              "604/2013 art. 28(3): one month; Regulation 2024/1351 art. 45: two weeks"),
    ASY_PARAM(transfer_detention, answer_limit_days, 1, 14, 1000, "days",
              "Time limit for that state's answer about a detained person.",
              "604/2013 art. 28(3): two weeks; Regulation 2024/1351 art. 45: one week"),
    ASY_PARAM(
        transfer_detention, transfer_limit_days, 1, 42, 1000, "days",
        "Time limit after acceptance for the transfer, after which the person is released.",
        "604/2013 art. 28(3): six weeks; Regulation 2024/1351 art. 45: five weeks"),
    ASY_PARAM(transfer_detention, transfer_days, 1, 21, 1000, "days",
              "Mean time from the acceptance to a transfer from detention.",
              "grade D: mean, run against that limit"),
    { 0 },
};

const struct asy_law asy_law_transfer_detention = {
    .name = "transfer_detention",
    .file = __FILE__,
    .doc = "Detention before a Dublin transfer, and release when the time is up.",
    .source = "604/2013 art. 28; Regulation 2024/1351 art. 44, 45",
    .section = ASY_OF_STATE,
    .size = sizeof(struct asy_transfer_detention),
    .params = params,
};

enum { HELD, TRANSFER_DAYS }; /* words of `transfer_detention` */

static double
p_held(const struct asy_scene *scene, const struct asy_applicant *who,
       const struct asy_transfer_detention *law)
{
    return asy_would_abscond(scene, who) ? law->held_absconding : law->held_others;
}

static void
count_days(struct asy_scene *scene, const struct asy_applicant *who, int32_t days)
{
    asy_count(scene, ASY_METRIC_days_detained_for_transfer, who, who->place,
              (uint32_t) days * who->persons);
}

/* From the claim to the request, which goes out today. Where that has taken longer than the law
   allows they have been freed. */
void
asy_transfer_detain(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_transfer_detention *law = ASY_TODAY(scene, transfer_detention, who->place);
    if (!(law->held_absconding > 0.0 || law->held_others > 0.0))
        return;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_transfer_detention);
    const double p = p_held(scene, who, law);
    if (!asy_chance(&luck, HELD, p) || (asy_is_minor_alone(scene, who) && law->spares_minors) ||
        asy_is_too_frail_to_hold(scene, who))
        return;
    const int32_t days = scene->day - who->since, limit = (int32_t) law->request_limit_days;
    asy_count(scene, ASY_METRIC_detained_for_transfer, who, who->place, who->persons);
    asy_count_frail_held(scene, who);
    count_days(scene, who, days < limit ? days : limit);
    asy_tell(scene, who, transfer_detention,
             days > limit
                 ? "was detained for a transfer, and released because no request was made"
                 : "is detained for a transfer",
             p, asy_u(&luck, HELD));
    if (days <= limit)
        asy_mark(who, ASY_MARK_held_for_transfer);
}

void
asy_transfer_release(struct asy_scene *scene, struct asy_applicant *who, int32_t days)
{
    if (!asy_marked(who, ASY_MARK_held_for_transfer))
        return;
    asy_unmark(who, ASY_MARK_held_for_transfer);
    count_days(scene, who, days);
}

int32_t
asy_transfer_from_detention(const struct asy_scene *scene, const struct asy_applicant *who,
                            bool *freed)
{
    const struct asy_transfer_detention *law = ASY_TODAY(scene, transfer_detention, who->place);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_transfer_detention);
    const int32_t days = asy_wait_days(law->transfer_days, asy_u(&luck, TRANSFER_DAYS));
    const int32_t limit = (int32_t) law->transfer_limit_days;
    *freed = days > limit;
    return *freed ? limit : days;
}
