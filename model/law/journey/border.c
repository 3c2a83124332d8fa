/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The crossing: attempts, screening, the daily ceiling, push-back, trying again. An attempt has
   three parts: whether the claim comes out in the interview (law/journey/screening.c), whether
   the guard heeds it, whether the day's number is full. */
#include "law/journey/choice.h"
#include "law/journey/green_border.h"
#include "law/journey/journey.h"
#include "law/journey/visa.h"
#include "life/day.h"
#include "life/scope.h"

#include "base/order.h"

static const struct asy_param params[] = {
    ASY_PARAM(border, travel_days, 0, 5, 1000, "days", "Mean time from home to the crossing.",
              "grade D: mean, from home to the crossing"),
    ASY_PARAM_FLAG(border, right_to_apply, 1,
                   "Whether a claim made at the border is a claim in law.",
                   "2013/32/EU art. 3, 6: a claim made at the border is a claim"),
    ASY_PARAM_FLAG(border, asks, 0,
                   "Whether each person is asked whether they seek asylum, so that no claim "
                   "goes unstated.",
                   "2013/32/EU art. 8: whether each is asked in person, so that no claim is "
                   "left unsaid; practice by date"),
    ASY_PARAM(border, interview_minutes, 0, 2.5, 600, "minutes",
              "How long the interview at the crossing lasts.",
              "Closing the Door on Terespol: one to four; practice by date"),
    ASY_PARAM(border, minutes_needed, 0, 0, 600, "minutes",
              "Mean time for a person of average disposition to state the claim; 0 is at once.",
              "grade D: mean, for the claim of a person of middling disposition to come out; "
              "0: it is always said and understood"),
    ASY_PARAM(border, disposition_spread, 0, 0, 4, "log ratio",
              "How much people differ in how readily they state their claim.",
              "grade D: how unlike people are in how readily their claim comes out"),
    ASY_PARAM(border, children_effect, -4, 0, 4, "log ratio",
              "How much more readily people with children state their claim.",
              "grade D: how much more readily it does with children"),
    ASY_PARAM(border, p_heard, 0, 1, 1, "share of claims stated",
              "Share of claims stated at the crossing that are heeded.",
              "2013/32/EU art. 6, 8: every one; compliance by date"),
    ASY_PARAM(border, ceiling, 0, 1e6, 1e6, "persons/day",
              "Largest number of persons let in on a day.",
              "no ceiling in law; practice by date"),
    ASY_PARAM(border, retry_days, 1, 4, 365, "days", "Mean time between two attempts.",
              "grade D: mean between two attempts"),
    ASY_PARAM(border, p_give_up, 0, 0.01, 1, "share of refusals",
              "Share of refusals after which the person stops trying.",
              "grade D: after which one stops trying"),
    ASY_PARAM(border, give_up_at_risk, 0, 1, 10, "ratio",
              "How many times as often people at risk stop trying.",
              "grade D: on p_give_up, for those at risk if returned"),
    ASY_PARAM(border, p_divert, 0, 0.2, 1, "share",
              "Share of people who stop trying here who try another crossing.",
              "grade D: of those who stop, who try another crossing"),
    ASY_PARAM(border, p_home, 0, 0.6, 1, "share",
              "Share of people who stop trying for good who go home.",
              "grade D: of those who stop for good, who go home"),
    ASY_PARAM(border, attempt_cost_days, 0, 1, 100, "days of money",
              "Cost of one attempt, in days for which the money would have lasted.",
              "grade D: fare of one attempt"),
    ASY_PARAM(border, p_rough, 0, 0, 1, "share",
              "Share of people without money who stay on at the station.",
              "grade D: of those whose money is gone, who stay on at the station"),
    ASY_PARAM(border, rough_days, 1, 30, 1000, "days", "Mean time for which they stay there.",
              "grade D: mean, how long they bear it"),
    ASY_PARAM(border, p_comes_again, 0, 0, 1, "share",
              "Share of people going home who earn money and come again.",
              "grade D: of those who go home, who earn money and come again"),
    ASY_PARAM(border, away_days, 1, 90, 1000, "days", "Mean time until they come again.",
              "grade D: mean, until they do"),
    ASY_PARAM(
        border, lawyer_after, 0, 0, 1000, "attempts",
        "Number of refusals after which, each time, a person may meet a lawyer; 0 is never.",
        "grade D: after so many refusals, and so many again, one may meet a lawyer; "
        "0: there is none"),
    { 0 },
};

const struct asy_law asy_law_border = {
    .name = "border",
    .file = __FILE__,
    .doc = "Which of the people at a crossing are let in to claim asylum, on a given day.",
    .source = "2013/32/EU art. 3, 6, 8; Schengen Borders Code art. 4, 14; Closing the Door on "
              "Terespol",
    .section = ASY_OF_CROSSING,
    .size = sizeof(struct asy_border),
    .params = params,
};

/* No longer among those who wait at the crossing, or who try beside it. */
void
asy_border_leave(struct asy_scene *scene, struct asy_applicant *who)
{
    if (asy_marked(who, ASY_MARK_waiting))
        scene->stock->waiting[who->group][who->crossing] -= who->persons;
    else if (!asy_marked(who, ASY_MARK_off_post))
        return;
    asy_unmark(who, ASY_MARK_waiting);
    asy_unmark(who, ASY_MARK_off_post);
    scene->news->waits_ended[who->group][who->crossing] += who->persons;
}

struct asy_step
asy_stage_crossing(struct asy_scene *scene, struct asy_applicant *who)
{
    if (scene->day >= who->danger_day)
        return asy_danger_strikes(scene, who);
    if (asy_marked(who, ASY_MARK_off_post))
        return asy_at_once(ASY_STAGE_green_border);
    if (scene->day >= who->leave_day && !asy_sleeps_rough(scene, who)) {
        asy_tell(scene, who, border, "has no money or no right to wait any longer", NAN, NAN);
        return asy_transit_stop(scene, who);
    }
    return (struct asy_step){ ASY_TRY, ASY_STAGE_crossing, 0 };
}

/* More were heard than the ceiling lets in: their own draws of priority decide. Orders the
   front of the pool accordingly and returns how many come in. */
static size_t
let_in(struct asy_scene *scene, int crossing, const struct asy_applicant *people,
       uint32_t *pool, size_t n_heard, uint64_t *scratch, double *credit)
{
    asy_order(scratch, n_heard);
    size_t n = 0;
    for (size_t i = 0; i < n_heard; i++) {
        const struct asy_applicant *who = &people[(uint32_t) scratch[i]];
        pool[i] = (uint32_t) scratch[i];
        if (*credit >= 1.0) {
            *credit -= who->persons;
            n = i + 1;
        } else {
            asy_count(scene, ASY_METRIC_claims_over_ceiling, who, crossing, who->persons);
            asy_tell(scene, who, border, "was heard, but the day's number was exhausted", NAN,
                     NAN);
        }
    }
    return n;
}

struct asy_gate
asy_border_gate(const struct asy_border *law)
{
    struct asy_gate self = { .heeded = law->right_to_apply ? law->p_heard : 0.0,
                             .ceiling = law->ceiling };
    asy_screening_chances(law, self.stated);
    return self;
}

/* Who needs no visa is let in without a word of asylum, or turned away all the same. */
static bool
is_visitor(struct asy_scene *scene, const struct asy_applicant *who,
           const struct asy_luck *luck)
{
    const double p = asy_is_banned(scene, who, who->target)
                         ? 1.0
                         : ASY_TODAY(scene, visa, who->target)->turned_away;
    asy_tell(scene, who, visa, "asks to enter, and needs no visa", p, asy_u(luck, 3));
    return !asy_chance(luck, 3, p);
}

/* Whether in law no claim is taken from them here: from anybody, under an entry
   ban, or above the number of the year. */
static bool
is_barred(struct asy_scene *scene, const struct asy_applicant *who, int crossing)
{
    if (ASY_TODAY(scene, border, crossing)->right_to_apply)
        return asy_ban_bars_claim(scene, who) ||
               asy_ceiling_bars_claim(scene, who, who->target);
    asy_tell(scene, who, border, "in law their claim is not accepted here", NAN, NAN);
    return true;
}

static bool
is_heeded(struct asy_scene *scene, const struct asy_applicant *who, const struct asy_gate *gate,
          const struct asy_luck *luck)
{
    const bool heeded = asy_chance(luck, 0, gate->heeded);
    asy_tell(scene, who, border,
             heeded ? "the claim is heeded" : "states the claim, which is ignored",
             gate->heeded, asy_u(luck, 0));
    return heeded;
}

/* One interview, with the luck of this attempt: whether the claim is heard. */
static bool
is_heard(struct asy_scene *scene, const struct asy_applicant *who, int crossing,
         const struct asy_luck *luck)
{
    const struct asy_gate *gate = &scene->in_force->gate[crossing];
    const double p = (double) gate->stated[who->children > 0][asy_disposition(who)];
    const bool stated = asy_chance(luck, 2, p);

    asy_count(scene, ASY_METRIC_claims_stated, who, crossing, stated ? who->persons : 0);
    asy_tell(scene, who, border,
             stated ? "asks to enter, and states the claim"
                    : "asks to enter, and the claim is not stated in the interview",
             p, asy_u(luck, 2));
    const bool barred = stated && is_barred(scene, who, crossing);
    const bool heard = barred   ? asy_on_the_spot(scene, who)
                       : stated ? is_heeded(scene, who, gate, luck)
                                : false;
    if (!heard && !barred && asy_counsel_records(scene, who))
        return true;
    asy_count(scene, ASY_METRIC_claims_ignored, who, crossing,
              stated && !heard ? who->persons : 0);
    return heard;
}

/* The next attempts of up to so many people, and the luck of each, drawn side by side. */
static void
attempt(struct asy_scene *scene, struct asy_applicant *people, const uint32_t *pool, uint32_t n,
        struct asy_luck luck[ASY_LUCK_AT_ONCE])
{
    struct asy_luck_name name[ASY_LUCK_AT_ONCE];
    for (uint32_t i = 0; i < n; i++) {
        struct asy_applicant *who = &people[pool[i]];
        who->attempts++;
        name[i] = asy_luck_name(scene, who, ASY_LUCK_attempt);
    }
    for (uint32_t i = n; i < asy_luck_padded(n); i++)
        name[i] = name[0];
    asy_luck_many(&scene->key, name, luck, asy_luck_padded(n));
}

/* The i-th of the pool comes to stand behind the visitors, before those who were heard. */
static void
to_the_front(uint32_t *pool, size_t n_visitors, size_t n_heard, size_t i)
{
    const uint32_t visitor = pool[i];
    pool[i] = pool[n_visitors + n_heard];
    pool[n_visitors + n_heard] = pool[n_visitors];
    pool[n_visitors] = visitor;
}

size_t
asy_border_day(struct asy_scene *scene, int crossing, struct asy_applicant *people,
               uint32_t *pool, size_t n, uint64_t *scratch, double scale, double *credit)
{
    struct asy_luck luck[ASY_LUCK_AT_ONCE];
    size_t n_heard = 0, n_visitors = 0; /* visitors stand in no number of claims */
    double persons = 0.0;

    *credit = fmin(*credit, 1.0) + scale * scene->in_force->gate[crossing].ceiling;
    for (size_t i = 0; i < n; i++) {
        if (i % ASY_LUCK_AT_ONCE == 0)
            attempt(scene, people, pool + i,
                    n - i < ASY_LUCK_AT_ONCE ? (uint32_t) (n - i) : ASY_LUCK_AT_ONCE, luck);
        const struct asy_applicant *who = &people[pool[i]];
        asy_turn_to(scene, who);
        asy_count(scene, ASY_METRIC_border_attempts, who, crossing, who->persons);
        const struct asy_luck *own = &luck[i % ASY_LUCK_AT_ONCE];
        if (asy_visa_free(scene, who, who->target)) {
            if (is_visitor(scene, who, own))
                to_the_front(pool, n_visitors++, n_heard, i);
            continue;
        }
        if (!is_heard(scene, who, crossing, own))
            continue;
        persons += who->persons;
        const uint32_t heard = pool[i];
        scratch[n_heard] = (uint64_t) asy_word(own, 1) << 32 | heard;
        pool[i] = pool[n_visitors + n_heard];
        pool[n_visitors + n_heard++] = heard;
    }
    if (persons <= *credit) {
        *credit -= persons;
        return n_visitors + n_heard;
    }
    return n_visitors +
           let_in(scene, crossing, people, pool + n_visitors, n_heard, scratch, credit);
}

/* The long end of all attempts: thirty to fifty (Closing the Door on Terespol). */
enum { MANY_ATTEMPTS = 30 };

struct asy_step
asy_stage_admitted(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_border_leave(scene, who);
    asy_count(scene, ASY_METRIC_border_admissions, who, who->crossing, who->persons);
    asy_count(scene, ASY_METRIC_attempts_of_admitted, who, who->crossing,
              (uint32_t) who->attempts * who->persons);
    asy_count(scene, ASY_METRIC_admitted_after_30, who, who->crossing,
              who->attempts >= MANY_ATTEMPTS ? who->persons : 0);
    scene->news->admissions[who->group][who->crossing] += who->persons;
    asy_comes_to(who, who->target);
    who->first = who->target;
    who->entry_day = (int16_t) scene->day;
    if (asy_visa_free(scene, who, who->target)) {
        asy_mark(who, ASY_MARK_visa_free);
        asy_count(scene, ASY_METRIC_entered_visa_free, who, who->place, who->persons);
    }
    asy_tell(scene, who, border, "is let in", NAN, NAN);
    if (asy_is_sought(who))
        asy_search_checked(scene, who, ASY_CHECK_BORDER);
    return asy_at_once(ASY_STAGE_entry);
}

/* Told to go back for the n-th time: asks Strasbourg, or not; whether the state obeys. It may
   hold that people at the crossing have not entered, so that no measure binds it. */
bool
asy_measure_opens_the_gate(struct asy_scene *scene, struct asy_applicant *who)
{
    const uint32_t after = (uint32_t) ASY_TODAY(scene, border, who->crossing)->lawyer_after;
    if (after == 0 || who->attempts % after != 0 ||
        !asy_strasbourg_stops(scene, who, who->target, ASY_STOPS_AT_BORDER))
        return false;
    asy_count(scene, ASY_METRIC_admitted_by_measure, who, who->crossing, who->persons);
    return true;
}

/* Sent back means: by train to the border guards of the country they came from. Those who are
   sought may be held there at once, at the request of their own country (Closing the Door on
   Terespol, note 86). */
static struct asy_step
taken_by_the_guards(struct asy_scene *scene, struct asy_applicant *who, double u)
{
    if (!asy_is_sought(who) || who->place == who->citizenship ||
        !scene->world->country[who->place].is_transit)
        return asy_at_once(ASY_STAGE_crossing);
    return asy_turned_back(scene, who, u);
}

/* The next attempt, unless a danger or the end of money or stay comes before it. */
static struct asy_step
tries_again(const struct asy_scene *scene, const struct asy_applicant *who, int32_t days)
{
    int32_t due = scene->day + days;
    if (due > who->danger_day)
        due = who->danger_day;
    if (due > who->leave_day)
        due = who->leave_day;
    return asy_wait(ASY_STAGE_crossing, due - scene->day);
}

struct asy_step
asy_stage_pushed_back(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_border *law = ASY_TODAY(scene, border, who->crossing);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_pushed_back);

    if (asy_measure_opens_the_gate(scene, who))
        return asy_at_once(ASY_STAGE_admitted);
    asy_count(scene, ASY_METRIC_refusals_of_entry, who, who->crossing, who->persons);
    if (asy_n_links(who) == 0 && who->place != who->citizenship)
        asy_sent_on(who, who->target, ASY_ACT_PUSH_BACK);
    /* whole days of money, and a remaining part of a day by chance */
    const int32_t cost = (int32_t) (law->attempt_cost_days + asy_u(&luck, 2));
    who->leave_day =
        (int16_t) (who->leave_day > INT16_MIN + cost ? who->leave_day - cost : INT16_MIN);
    asy_tell(scene, who, border,
             asy_visa_free(scene, who, who->target)
                 ? "is refused entry as a visitor and sent back"
                 : "is refused entry without a visa and sent back",
             NAN, NAN);
    const struct asy_step taken = taken_by_the_guards(scene, who, asy_u(&luck, 3));
    if (taken.next != ASY_AT_ONCE)
        return taken;
    if (!law->right_to_apply) {
        const struct asy_step away = asy_green_border_ask(scene, who, ASY_FINDS_IT_CLOSED);
        if (away.stage == ASY_STAGE_green_border)
            return away;
    }
    /* who cannot go back holds out longer */
    const double stops = law->p_give_up * (asy_at_risk(who) ? law->give_up_at_risk : 1.0);
    if (asy_chance(&luck, 0, stops)) {
        asy_tell(scene, who, border, "stops trying here", stops, asy_u(&luck, 0));
        return asy_transit_stop(scene, who);
    }

    return tries_again(scene, who, asy_wait_days(law->retry_days, asy_u(&luck, 1)));
}
