/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Control at the border between two states, met by those who move on: stopped or not, refused
   entry or let in to claim, or sent within days to the state of an earlier claim with which
   there is an agreement. After a refusal they are back in the state left and may try again, a
   few times; then they stay there, and what was pending goes on. An exemption holds for the
   person, at each attempt (`except`). */
#include "law/journey/choice.h"
#include "law/procedure/procedure.h"

static const struct asy_param params[] = {
    ASY_PARAM_PER(
        ASY_PER_COUNTRY, internal_border, checked, 0, 0, 1, "share of attempts",
        "Share of people moving on to this state who are stopped at the border, by the state "
        "they come from.",
        "Schengen Borders Code art. 22: no controls; 25-29: brought back for a time; grade D"),
    ASY_PARAM(internal_border, p_asks, 0, 1, 1, "share of those stopped",
              "Share of people stopped who ask for asylum.",
              "grade D: people who move on intend to apply"),
    ASY_PARAM(internal_border, p_refused, 0, 1, 1, "share of the others",
              "Share of people stopped who do not ask for asylum who are refused entry.",
              "Schengen Borders Code art. 14, 32: the conditions of entry are not met"),
    ASY_PARAM(
        internal_border, p_refused_claim, 0, 0, 1, "share of those who ask",
        "Share of people asking for asylum at the border who are refused entry all the same.",
        "604/2013 art. 3(1), 20(4): each claim is examined, and responsibility determined; "
        "Germany, asylum act section 18(2) no. 1 against that, from 8 May 2025"),
    ASY_PARAM_SET(ASY_PER_COUNTRY, internal_border, agreement_with,
                  "States to which people stopped who have claimed there are returned at once.",
                  "administrative arrangements of Germany with Spain and Greece, August 2018"),
    ASY_PARAM(
        internal_border, p_returned, 0, 1, 1, "share of hits",
        "Share of people stopped who have claimed in such a state who are returned to it.",
        "grade D: the hit is found at the line"),
    ASY_PARAM(internal_border, agreement_days, 0, 2, 1000, "days", "Time until that return.",
              "arrangement with Greece, 2018: 48 hours"),
    ASY_PARAM_FLAG(internal_border, spares_minors, 1,
                   "Whether unaccompanied children are let in whatever else is provided.",
                   "arrangement with Greece, 2018; instruction of 7 May 2025; 604/2013 art. 8"),
    ASY_PARAM(internal_border, p_again, 0, 0.8, 1, "share of those refused",
              "Share of people refused who try again.", "grade D"),
    ASY_PARAM(internal_border, again_days, 1, 5, 1000, "days",
              "Mean time until the next attempt.", "grade D: mean"),
    ASY_PARAM(internal_border, most_attempts, 1, 4, 200, "attempts",
              "Number of refusals after which a person stops trying.", "grade D"),
    { 0 },
};

const struct asy_law asy_law_internal_border = {
    .name = "internal_border",
    .file = __FILE__,
    .doc = "Border controls with another state, on people moving on to this one.",
    .source =
        "Schengen Borders Code art. 14, 22-32; 604/2013 art. 3(1), 20(4); agreements of 2018; "
        "instruction of the German interior ministry of 7 May 2025",
    .section = ASY_OF_STATE,
    .size = sizeof(struct asy_internal_border),
    .params = params,
};

enum { STOPPED, ASKS, REFUSED, AGAIN };     /* words of `internal_border` */
enum { AGAIN_DAYS, RETURNED, RETURN_DAYS }; /* of `internal_border_after` */

/* The state with which there is an agreement and where they have claimed: that of the first
   claim, else any; ASY_NOBODY where there is none. */
static int
agreed_state(const struct asy_internal_border *law, const struct asy_applicant *who)
{
    const uint64_t set = law->agreement_with & who->claimed & ~asy_bit(who->target);
    if (!set)
        return ASY_NOBODY;
    return who->first < ASY_MAX_COUNTRIES && set & asy_bit(who->first) ? who->first
                                                                       : __builtin_ctzll(set);
}

/* They stay in the state that they meant to leave, and what was pending there goes on. */
static struct asy_step
stays_after_all(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_count_pair(scene, ASY_METRIC_kept_by_internal_border, who, who->place, who->target);
    asy_tell(scene, who, internal_border, "stops trying, and stays", NAN, NAN);
    asy_unmark(who, ASY_MARK_leaves);
    asy_mark(who, ASY_MARK_stays);
    if (who->fate == ASY_FATE_NO_STATUS_EUROPE) {
        if (asy_marked(who, ASY_MARK_appeal_left) && who->resumes == ASY_STAGE_appeal) {
            asy_unmark(who, ASY_MARK_appeal_left); /* which had not been left */
            who->fate = ASY_FATE_WAITING;
            return asy_wait(ASY_STAGE_appeal, 1);
        }
        const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_internal_border_after);
        return asy_wait(ASY_STAGE_forced_return,
                        asy_forced_days(scene, who, asy_u(&luck, RETURN_DAYS)));
    }
    if (!(who->claimed & asy_bit(who->place)))
        return asy_wait(ASY_STAGE_registration, 1);
    who->files++; /* what follows is luck of its own */
    return asy_marked(who, ASY_MARK_dublin_done) ? asy_admissibility_enter(scene, who)
                                                 : asy_dublin_enter(scene, who);
}

struct asy_step
asy_at_the_line_again(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_internal_border *law = ASY_TODAY(scene, internal_border, who->target);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_internal_border);

    asy_once_more(&who->turned_back);
    if ((double) who->turned_back >= law->most_attempts ||
        !asy_chance(&luck, AGAIN, law->p_again))
        return stays_after_all(scene, who);
    const struct asy_luck after = asy_luck(scene, who, ASY_LUCK_internal_border_after);
    return asy_wait(ASY_STAGE_onward,
                    asy_wait_days(law->again_days, asy_u(&after, AGAIN_DAYS)));
}

static struct asy_step
turned_back(struct asy_scene *scene, struct asy_applicant *who,
            const struct asy_internal_border *law, const struct asy_luck *luck)
{
    asy_count_pair(scene, ASY_METRIC_refused_at_internal_border, who, who->place, who->target);
    asy_tell(scene, who, internal_border,
             "is refused entry at the border between the two states, and may try again",
             law->p_again, asy_u(luck, AGAIN));
    return asy_at_the_line_again(scene, who);
}

/* Sent to the state of the earlier claim, without a procedure of responsibility. */
static struct asy_step
sent_by_agreement(struct asy_scene *scene, struct asy_applicant *who,
                  const struct asy_internal_border *law, int state)
{
    if (who->fate == ASY_FATE_WAITING && who->claimed & asy_bit(who->place))
        asy_file_close(scene, who);
    asy_sent_on(who, who->target, ASY_ACT_DUBLIN_TRANSFER);
    asy_comes_to(who, state);
    who->first = (uint8_t) state;
    who->fate = ASY_FATE_WAITING;
    asy_mark(who, ASY_MARK_dublin_done);
    asy_mark(who, ASY_MARK_dublin_sent);
    asy_mark(who, asy_after_transfer(scene, who));
    return asy_wait(ASY_STAGE_registration, (int32_t) fmax(law->agreement_days, 1.0));
}

/* Whether Strasbourg is asked to stop what the state of arrival would do, so that they are let
   in. A request made in the state left concerns another removal. */
static bool
measure_lets_in(struct asy_scene *scene, struct asy_applicant *who, enum asy_stoppable what)
{
    const bool asked = asy_marked(who, ASY_MARK_strasbourg_asked);
    const bool holds = asy_marked(who, ASY_MARK_measure);
    asy_strasbourg_forget(who);
    const bool lets_in = asy_strasbourg_stops(scene, who, who->target, what);
    asy_strasbourg_forget(who);
    if (asked)
        asy_mark(who, ASY_MARK_strasbourg_asked);
    if (holds)
        asy_mark(who, ASY_MARK_measure);
    if (lets_in)
        asy_tell(scene, who, internal_border, "is let in under an interim measure", NAN, NAN);
    return lets_in;
}

static bool
is_refused(struct asy_scene *scene, struct asy_applicant *who,
           const struct asy_internal_border *law, const struct asy_luck *luck)
{
    const bool asks = asy_chance(luck, ASKS, law->p_asks);
    const double p = asks ? law->p_refused_claim : law->p_refused;
    asy_tell(scene, who, internal_border,
             asks ? "is stopped at the border between two states, and asks for asylum"
                  : "is stopped at the border between two states, and does not ask for asylum",
             p, asy_u(luck, REFUSED));
    return asy_chance(luck, REFUSED, p);
}

bool
asy_internal_border_stops(struct asy_scene *scene, struct asy_applicant *who, bool *met,
                          struct asy_step *step)
{
    const struct asy_internal_border *law = ASY_TODAY(scene, internal_border, who->target);
    const double checked = law->checked[who->place];
    *met = false;
    if (checked <= 0.0)
        return false;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_internal_border);
    if (!asy_chance(&luck, STOPPED, checked))
        return false;
    *met = true;
    if (asy_is_minor_alone(scene, who) && law->spares_minors)
        return false;
    const int state = agreed_state(law, who);
    const struct asy_luck after = asy_luck(scene, who, ASY_LUCK_internal_border_after);
    if (state != ASY_NOBODY && asy_chance(&after, RETURNED, law->p_returned)) {
        if (measure_lets_in(scene, who, ASY_STOPS_TRANSFER))
            return false;
        asy_count_pair(scene, ASY_METRIC_returned_by_agreement, who, who->target, state);
        asy_tell(scene, who, internal_border,
                 "has claimed in a state with which there is an agreement, and is sent there",
                 law->p_returned, asy_u(&after, RETURNED));
        *step = state == who->place ? turned_back(scene, who, law, &luck)
                                    : sent_by_agreement(scene, who, law, state);
        return true;
    }
    if (!is_refused(scene, who, law, &luck))
        return false;
    if (who->turned_back == 0 && measure_lets_in(scene, who, ASY_STOPS_AT_LINE))
        return false;
    *step = turned_back(scene, who, law, &luck);
    return true;
}
