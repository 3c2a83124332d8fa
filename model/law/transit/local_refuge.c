/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What protection in a transit country is worth, and waiting for it. Its beneficiaries are out
   of reach of procedures, not of agents, abductions and hand-overs; some move on because it is
   too weak; temporary asylum is for a term, and may not be extended. While a claim is pending
   there may be nothing to live on. The law's keys stand in local_asylum.c. */
#include "law/journey/journey.h"

/* The day on which they move on, or the term ends; ASY_NO_DAY: neither. */
static int16_t
last_day(const struct asy_scene *scene, struct asy_applicant *who, const struct asy_luck *luck)
{
    const struct asy_local_asylum *law = ASY_TODAY(scene, local_asylum, who->place);
    if (asy_chance(luck, 0, law->p_too_thin[who->group])) {
        asy_mark(who, ASY_MARK_thin);
        return asy_day_after(scene, asy_wait_days(law->thin_days, asy_u(luck, 1)));
    }
    return law->term_days > 0.0 && asy_marked(who, ASY_MARK_for_a_term)
               ? asy_day_after(scene, (int32_t) law->term_days)
               : ASY_NO_DAY;
}

struct asy_step
asy_local_settles(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_local_last_word);
    who->fate = ASY_FATE_TEMPORARY;
    who->leave_day = last_day(scene, who, &luck);
    if (who->leave_day == ASY_NO_DAY && !asy_is_in_danger(scene, who))
        return asy_end(who, ASY_FATE_TEMPORARY);
    asy_danger_clock(scene, who);
    return asy_until_danger(scene, who, ASY_STAGE_local_refuge, who->leave_day);
}

/* The term is over: extended, or without protection from today. */
static struct asy_step
term_ends(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_local_asylum *law = ASY_TODAY(scene, local_asylum, who->place);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_lapse);
    asy_tell(scene, who, local_asylum, "the term of the protection expires", law->p_extended,
             asy_u(&luck, 0));
    if (asy_chance(&luck, 0, law->p_extended)) {
        who->leave_day = asy_day_after(scene, (int32_t) fmax(1.0, law->term_days));
        asy_danger_clock(scene, who);
        return asy_until_danger(scene, who, ASY_STAGE_local_refuge, who->leave_day);
    }
    asy_count(scene, ASY_METRIC_protection_lapsed, who, who->place, who->persons);
    asy_tell(scene, who, local_asylum, "it is not extended", NAN, NAN);
    who->refuge = ASY_NOBODY;
    who->fate = ASY_FATE_WAITING;
    return asy_chance(&luck, 1, law->p_goes_on) ? asy_goes_on(scene, who, asy_u(&luck, 2))
                                                : asy_goes_adrift(scene, who);
}

struct asy_step
asy_stage_local_refuge(struct asy_scene *scene, struct asy_applicant *who)
{
    if (scene->day < who->leave_day && scene->day >= who->danger_day)
        return asy_danger_strikes(scene, who);
    if (scene->day < who->leave_day)
        return asy_until_danger(scene, who, ASY_STAGE_local_refuge, who->leave_day);
    if (!asy_marked(who, ASY_MARK_thin))
        return term_ends(scene, who);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_local_last_word);
    asy_count(scene, ASY_METRIC_protection_too_thin, who, who->place, who->persons);
    asy_tell(scene, who, local_asylum, "moves on, because this protection is too weak", NAN,
             NAN);
    who->fate = ASY_FATE_WAITING;
    return asy_goes_on(scene, who, asy_u(&luck, 2));
}

/* No support is given while the answer is awaited, which may take two years. */
struct asy_step
asy_means_gone(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_local_asylum *law = ASY_TODAY(scene, local_asylum, who->place);
    asy_count(scene, ASY_METRIC_destitute_in_transit, who, who->place, who->persons);
    asy_local_answered(who);
    asy_danger_clock(scene, who);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_means_gone);
    who->leave_day = (int16_t) scene->day; /* nothing is left for another crossing */
    asy_tell(scene, who, local_asylum, "has nothing left to live on, and gives up the claim",
             law->p_goes_on, asy_u(&luck, 0));
    return asy_chance(&luck, 0, law->p_goes_on) ? asy_goes_on(scene, who, asy_u(&luck, 1))
                                                : asy_transit_stop(scene, who);
}
