/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Crossing away from the posts. People kept out at a post who stop trying there, or whose claim
   the law does not accept there, may go through the forest beside it. The way has its own harm;
   a person seen is let in to claim, taken back to the line without a decision, or ordered to
   leave with an entry ban; a person not seen claims inside, or goes on to another state.
   Whether somebody would go that way is of the person: one draw on each flight, so that a law
   under which more go sends the same people, and others too. */
#include "law/journey/green_border.h"
#include "law/journey/choice.h"
#include "law/journey/journey.h"
#include "law/journey/visa.h"
#include "law/people/people.h"

static const struct asy_param params[] = {
    ASY_PARAM(
        green_border, p_straight, 0, 0, 1, "share of those who come",
        "Share of people arriving at the crossing who cross elsewhere without trying it first.",
        "grade D: whatever the odds at the post"),
    ASY_PARAM(green_border, p_tries, 0, 0, 1, "share of those who stop trying",
              "Share of people giving up on the crossing for good who cross elsewhere.",
              "grade D: of those who stop trying at the post"),
    ASY_PARAM(
        green_border, p_tries_closed, 0, 0, 1, "share of those barred",
        "Share of people whose claims may not be accepted at the crossing who cross elsewhere.",
        "grade D: where right_to_apply is no for them"),
    ASY_PARAM(green_border, attempt_cost_days, 0, 5, 1000, "days of money",
              "Cost of one attempt, in days for which the money would have lasted.",
              "grade D: a guide, a car"),
    ASY_PARAM(
        green_border, p_hurt, 0, 0, 1, "share of attempts",
        "Share of attempts in which a person is injured by cold, water or violence, and found.",
        "grade D: ECHR art. 2, 3"),
    ASY_PARAM(green_border, p_dies, 0, 0, 1, "share of those hurt",
              "Share of injured people who die of it.", "grade D: ECHR art. 2"),
    ASY_PARAM(
        green_border, p_stopped, 0, 0, 1, "share of attempts",
        "Share of attempts stopped at the border line itself, before the person is in the "
        "state.",
        "a fence, or guards who stand in the way; Schengen Borders Code art. 13; grade D"),
    ASY_PARAM(green_border, p_caught, 0, 0.5, 1, "share of attempts",
              "Share of attempts that are detected, so that the person is stopped.",
              "Schengen Borders Code art. 13: surveillance between the posts; grade D"),
    ASY_PARAM(green_border, p_in_zone, 0, 1, 1, "share of those caught",
              "Share of those caught who are within the strip to which a suspension applies.",
              "grade D: the strip of the text: a line, five kilometres, districts"),
    ASY_PARAM_FLAG(green_border, right_to_apply, 1,
                   "Whether a claim made in that strip after crossing is a claim in law.",
                   "2013/32/EU art. 3(1): at the border, in the territorial waters, in the "
                   "territory"),
    ASY_PARAM(
        green_border, p_heard, 0, 1, 1, "share of claims",
        "Share of claims made on being caught that are accepted, where they are claims in law.",
        "2013/32/EU art. 6: every one; compliance grade D"),
    ASY_PARAM(green_border, unexamined, 0, 0, 1, "share of claims taken",
              "Share of claims made on being caught in that strip that are left unexamined.",
              "none in Union law; Poland, protection act art. 33(1a), from 26 October 2021"),
    ASY_PARAM(green_border, p_spared, 0, 1, 1, "share of those straight from danger",
              "Share of people coming directly from a country that endangers them whose "
              "reasons are accepted, so that the claim is examined.",
              "1951 Convention art. 31(1): directly, without delay, good cause"),
    ASY_PARAM(
        green_border, p_held, 0, 0, 1, "share of those let in",
        "Share of people caught and let in who are placed without freedom of movement.",
        "2013/33/EU art. 8: no applicant for that alone (C-72/22 PPU); Lithuania, law of 13 "
        "July 2021"),
    ASY_PARAM(
        green_border, held_days, 0, 180, 3650, "days",
        "Longest placement without freedom of movement; no longer than the text is in force.",
        "Lithuania, law of 13 July 2021: six months, extended to twelve"),
    ASY_PARAM(green_border, p_order, 0, 0, 1, "share of those not let in",
              "Share of people caught and not let in who are ordered to leave; the others are "
              "returned without a decision.",
              "Schengen Borders Code art. 14(2); 2008/115/EC art. 2(2)(a), 6(1)"),
    ASY_PARAM(green_border, ban_days, 0, 0, 3650, "days",
              "Length of the entry ban that comes with the order; 0 is none.",
              "2008/115/EC art. 11; from the order on"),
    ASY_PARAM_FLAG(green_border, ban_bars_claim, 0,
                   "Whether claims by people under such an entry ban are refused here.",
                   "2013/32/EU art. 6: a ban is no ground to take none"),
    ASY_PARAM(green_border, p_goes_on, 0, 0, 1, "share of those not seen",
              "Share of undetected people who go on to another state before any claim.",
              "grade D; 604/2013 art. 13: entry without proof"),
    ASY_PARAM(green_border, p_again, 0, 0.5, 1, "share of those sent back",
              "Share of people returned to the border who try again, while the money lasts.",
              "grade D: after each time"),
    ASY_PARAM(green_border, retry_days, 1, 7, 365, "days", "Mean time between two attempts.",
              "grade D: mean"),
    { 0 },
};

const struct asy_law asy_law_green_border = {
    .name = "green_border",
    .file = __FILE__,
    .doc = "Crossing the border away from the border crossing point, and what follows.",
    .source = "Schengen Borders Code art. 5(3), 13, 14; 2013/32/EU art. 3, 6; 2008/115/EC art. "
              "2(2)(a), 11; 1951 Convention art. 31, 33",
    .section = ASY_OF_CROSSING,
    .size = sizeof(struct asy_green_border),
    .params = params,
};

static const struct asy_param spot_params[] = {
    ASY_PARAM(on_the_spot, p_assessed, 0, 0, 1, "share of those barred",
              "Share of people whose claim is not accepted whose situation is assessed before "
              "they are turned back.",
              "ECHR art. 3, Protocol 4 art. 4: each by their own case; compliance grade D"),
    ASY_PARAM(on_the_spot, risk_seen, 0, 0.5, 1, "share of those at risk",
              "Share of people at risk so assessed who are recognised as such and let in.",
              "grade D"),
    ASY_PARAM(on_the_spot, others_let_in, 0, 0, 1, "share of the others",
              "Share of the others assessed who are let in on humanitarian grounds.",
              "Schengen Borders Code art. 6(5)(c)"),
    ASY_PARAM_FLAG(on_the_spot, direct_only, 0,
                   "Whether only a danger in the country from which they come directly counts.",
                   "Poland, act of 21 February 2025: the state they came from directly"),
    { 0 },
};

const struct asy_law asy_law_on_the_spot = {
    .name = "on_the_spot",
    .file = __FILE__,
    .doc = "Individual assessment where claims are not accepted at a border.",
    .source = "ECHR art. 3; Protocol 4 art. 4 (N.D. and N.T. 8675/15); 1951 Convention art. 33",
    .section = ASY_OF_CROSSING,
    .size = sizeof(struct asy_on_the_spot),
    .params = spot_params,
};

enum { SEEN, HURT, DIES, DAYS };          /* words of `off_post` */
enum { IN_STRIP, TAKEN, ORDERED, AGAIN }; /* words of `at_line` */
enum { UNEXAMINED, CREDITED, PLACED };    /* words of `at_line_claim` */
enum { STOPPED };                         /* of `stopped_at_line` */
enum { GOES_ON };                         /* words of `unseen`, and of onward.c */
enum { ASSESSED, RISK_SEEN, HUMANE };     /* words of `on_the_spot` */

/* ---- the entry ban ----------------------------------------------------------- */

/* A ban binds the state that ordered it and those that heed its alerts; a ban of unknown origin
   binds all. */
bool
asy_is_banned(const struct asy_scene *scene, const struct asy_applicant *who, int state)
{
    if (who->ban_day == ASY_NO_DAY || scene->day > who->ban_day)
        return false;
    return !who->banned_by ||
           who->banned_by & (asy_bit(state) | ASY_TODAY(scene, visa, state)->bans_heeded);
}

void
asy_ban_until(const struct asy_scene *scene, struct asy_applicant *who, int state, double days)
{
    if (days < 1.0)
        return;
    const int16_t last = asy_day_after(scene, (int32_t) days);
    if (who->ban_day != ASY_NO_DAY && who->ban_day < scene->day)
        who->banned_by = 0; /* what was is over */
    who->banned_by |= asy_bit(state);
    if (who->ban_day == ASY_NO_DAY || who->ban_day < last)
        who->ban_day = last;
}

bool
asy_ban_bars_claim(struct asy_scene *scene, const struct asy_applicant *who)
{
    if (!ASY_TODAY(scene, green_border, who->crossing)->ban_bars_claim ||
        !asy_is_banned(scene, who, who->target))
        return false;
    asy_count(scene, ASY_METRIC_barred_by_ban, who, who->crossing, who->persons);
    asy_tell(scene, who, green_border, "is under an entry ban, and the claim is not accepted",
             NAN, NAN);
    return true;
}

/* ---- on the spot ------------------------------------------------------------- */

/* Whether the country on the way gives people like them up to their own, with or without a
   request for the one person. */
static bool
gives_up(const struct asy_scene *scene, const struct asy_applicant *who, int country)
{
    const struct asy_dangers *dangers = ASY_TODAY(scene, dangers, country);
    const double with = ASY_TODAY(scene, cooperation, country)->with[who->citizenship];
    return dangers->abducted[who->group] > 0.0 ||
           (with > 0.0 && (who->traits & ASY_WANTED || dangers->handed_over[who->group] > 0.0));
}

/* Whether the country they come from directly endangers them: their own, one that holds their
   home, or one that gives them up to either. */
static bool
is_endangered_there(const struct asy_scene *scene, const struct asy_applicant *who)
{
    return asy_at_risk(who) &&
           (who->place == who->citizenship || asy_holds_home(scene, who, who->place) ||
            gives_up(scene, who, who->place));
}

bool
asy_on_the_spot(struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_on_the_spot *law = ASY_TODAY(scene, on_the_spot, who->crossing);
    if (law->p_assessed <= 0.0)
        return false;
    /* of a person and a state once, not at each attempt */
    const struct asy_luck luck =
        asy_luck_of(scene, who, ASY_LUCK_on_the_spot, (int) who->target);
    asy_tell(scene, who, on_the_spot, "their individual situation may be assessed",
             law->p_assessed, asy_u(&luck, ASSESSED));
    if (!asy_chance(&luck, ASSESSED, law->p_assessed))
        return false;
    const bool at_risk = law->direct_only ? is_endangered_there(scene, who) : asy_at_risk(who);
    const bool in = at_risk ? asy_chance(&luck, RISK_SEEN, law->risk_seen)
                            : asy_chance(&luck, HUMANE, law->others_let_in);
    asy_tell(scene, who, on_the_spot,
             in ? "is let in to claim because of their individual situation"
                : "is assessed individually, and turned back all the same",
             at_risk ? law->risk_seen : law->others_let_in,
             at_risk ? asy_u(&luck, RISK_SEEN) : asy_u(&luck, HUMANE));
    asy_count(scene, ASY_METRIC_let_in_on_the_spot, who, who->crossing, in ? who->persons : 0);
    return in;
}

/* ---- whether they go --------------------------------------------------------- */

/* No longer at the post; what they live through on the other way is its news as well. */
static struct asy_step
goes_that_way(struct asy_scene *scene, struct asy_applicant *who)
{
    if (asy_marked(who, ASY_MARK_waiting)) {
        asy_unmark(who, ASY_MARK_waiting);
        scene->stock->waiting[who->group][who->crossing] -= who->persons;
    }
    asy_mark(who, ASY_MARK_off_post);
    asy_count(scene, ASY_METRIC_left_for_green_border, who, who->crossing, who->persons);
    return asy_at_once(ASY_STAGE_green_border);
}

static double
share_of(const struct asy_green_border *law, enum asy_off_post when)
{
    return when == ASY_COMES             ? law->p_straight
           : when == ASY_FINDS_IT_CLOSED ? law->p_tries_closed
                                         : law->p_tries;
}

static const char *
what_is_told(enum asy_off_post when)
{
    return when == ASY_COMES ? "comes to cross away from the crossing point, without trying it"
           : when == ASY_FINDS_IT_CLOSED ? "learns that claims are not accepted here, and goes "
                                           "to cross away from the crossing point"
                                         : "goes to cross away from the crossing point";
}

struct asy_step
asy_green_border_ask(struct asy_scene *scene, struct asy_applicant *who, enum asy_off_post when)
{
    const double p = share_of(ASY_TODAY(scene, green_border, who->crossing), when);
    const struct asy_step stays = asy_at_once(ASY_STAGE_crossing);
    if (p <= 0.0 || asy_marked(who, ASY_MARK_off_post_over) ||
        scene->world->crossing[who->crossing].from != who->place)
        return stays;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_off_post_will);
    if (!asy_chance(&luck, 0, p))
        return stays;
    asy_tell(scene, who, green_border, what_is_told(when), p, asy_u(&luck, 0));
    return goes_that_way(scene, who);
}

/* ---- the attempt ------------------------------------------------------------- */

/* A lone person's life ends there. One member of a family dies, and the others are found. */
static bool
is_the_end(struct asy_scene *scene, struct asy_applicant *who,
           const struct asy_green_border *law, const struct asy_luck *luck)
{
    if (!asy_chance(luck, DIES, law->p_dies))
        return false;
    asy_count(scene, ASY_METRIC_died_off_post, who, who->crossing, 1);
    asy_tell(scene, who, green_border,
             who->persons > 1 ? "one of them dies of it" : "dies of it", law->p_dies,
             asy_u(luck, DIES));
    return who->persons == 1;
}

static struct asy_step
dies(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_border_leave(scene, who);
    return asy_end(who, ASY_FATE_DIED);
}

/* Into the state; whether by permission or unseen. */
static void
comes_in(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_border_leave(scene, who);
    scene->news->admissions[who->group][who->crossing] += who->persons;
    asy_comes_to(who, who->target);
    who->entry_day = (int16_t) scene->day;
}

/* An undetected entry makes no state responsible (604/2013 art. 13(1): proof or circumstantial
   evidence). */
static struct asy_step
passes_unseen(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_green_border *law = ASY_TODAY(scene, green_border, who->crossing);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_unseen);
    asy_count(scene, ASY_METRIC_passed_unseen, who, who->crossing, who->persons);
    asy_tell(scene, who, green_border, "enters undetected, and might go on to another state",
             law->p_goes_on, asy_u(&luck, GOES_ON));
    comes_in(scene, who);
    asy_absence_ends_claims(scene, who);
    asy_forget(who, ASY_LASTS_choice);
    if (asy_chance(&luck, GOES_ON, law->p_goes_on)) {
        const struct asy_step away = asy_onward_leave(scene, who, &luck);
        if (away.next != ASY_AT_ONCE)
            return away;
    }
    return asy_at_once(ASY_STAGE_entry);
}

/* Under the law of the day: those placed are free when the text ends, or is struck down. */
bool
asy_is_placed(struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_green_border *law = ASY_TODAY(scene, green_border, who->crossing);
    if (law->p_held <= 0.0 || scene->day - who->entry_day >= law->held_days)
        return false;
    asy_tell(scene, who, green_border,
             "is placed without freedom of movement, and cannot move on", NAN, NAN);
    return true;
}

static void
may_be_placed(struct asy_scene *scene, struct asy_applicant *who,
              const struct asy_green_border *law)
{
    if (law->p_held <= 0.0)
        return;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_at_line_claim);
    if (!asy_chance(&luck, PLACED, law->p_held))
        return;
    asy_mark(who, ASY_MARK_placed);
    asy_count(scene, ASY_METRIC_placed_after_crossing, who, who->place, who->persons);
    asy_tell(scene, who, green_border, "is placed without free movement", law->p_held,
             asy_u(&luck, PLACED));
}

static struct asy_step
is_taken_in(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_count(scene, ASY_METRIC_let_in_off_post, who, who->crossing, who->persons);
    asy_tell(scene, who, green_border, "is let in to claim", NAN, NAN);
    comes_in(scene, who);
    who->first = who->target;
    may_be_placed(scene, who, ASY_TODAY(scene, green_border, who->crossing));
    if (asy_is_sought(who))
        asy_search_checked(scene, who, ASY_CHECK_BORDER);
    return asy_at_once(ASY_STAGE_entry);
}

/* A claim taken on being caught may be left unexamined, but for those straight from danger,
   with reasons for the way they took that are credited, who apply at once. */
static bool
is_left_unexamined(struct asy_scene *scene, const struct asy_applicant *who,
                   const struct asy_green_border *law)
{
    if (law->unexamined <= 0.0)
        return false;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_at_line_claim);
    if (!asy_chance(&luck, UNEXAMINED, law->unexamined))
        return false;
    if (is_endangered_there(scene, who) && asy_chance(&luck, CREDITED, law->p_spared)) {
        asy_tell(scene, who, green_border,
                 "comes directly from danger, with reasons that are accepted", law->p_spared,
                 asy_u(&luck, CREDITED));
        return false;
    }
    asy_count(scene, ASY_METRIC_claims_unexamined, who, who->crossing, who->persons);
    asy_tell(scene, who, green_border, "the claim is left unexamined", law->unexamined,
             asy_u(&luck, UNEXAMINED));
    return true;
}

/* Caught: whether let in to claim. */
static bool
is_heard(struct asy_scene *scene, const struct asy_applicant *who,
         const struct asy_green_border *law, const struct asy_luck *luck)
{
    const bool in_strip = asy_chance(luck, IN_STRIP, law->p_in_zone);
    if (asy_ban_bars_claim(scene, who))
        return false;
    if (in_strip && !law->right_to_apply) {
        asy_tell(scene, who, green_border, "is caught where in law claims are not accepted",
                 NAN, NAN);
        return asy_on_the_spot(scene, who);
    }
    const bool taken = asy_chance(luck, TAKEN, law->p_heard);
    asy_tell(scene, who, green_border,
             taken ? "is caught, and the claim is accepted"
                   : "is caught, and the claim is ignored",
             law->p_heard, asy_u(luck, TAKEN));
    return taken && !(in_strip && is_left_unexamined(scene, who, law));
}

/* An order to leave binds from the day it is given; the ban counts from then. */
static void
is_ordered_to_leave(struct asy_scene *scene, struct asy_applicant *who,
                    const struct asy_green_border *law, const struct asy_luck *luck)
{
    asy_count(scene, ASY_METRIC_orders_at_line, who, who->crossing, who->persons);
    asy_tell(scene, who, green_border,
             law->ban_days >= 1.0 ? "is ordered to leave, with an entry ban"
                                  : "is ordered to leave",
             law->p_order, asy_u(luck, ORDERED));
    asy_ban_until(scene, who, who->target, law->ban_days);
}

/* Back at the line: tries again while the money lasts, or no more. */
static struct asy_step
is_sent_back(struct asy_scene *scene, struct asy_applicant *who,
             const struct asy_green_border *law, const struct asy_luck *luck, double u_days)
{
    asy_count(scene, ASY_METRIC_pushed_back_off_post, who, who->crossing, who->persons);
    if (asy_n_links(who) == 0 && who->place != who->citizenship)
        asy_sent_on(who, who->target, ASY_ACT_PUSH_BACK);
    if (asy_chance(luck, ORDERED, law->p_order))
        is_ordered_to_leave(scene, who, law, luck);
    else
        asy_tell(scene, who, green_border, "is returned to the border without a decision",
                 law->p_order, asy_u(luck, ORDERED));
    const int32_t cost = (int32_t) law->attempt_cost_days;
    who->leave_day =
        (int16_t) (who->leave_day > INT16_MIN + cost ? who->leave_day - cost : INT16_MIN);
    if (who->leave_day > scene->day && asy_chance(luck, AGAIN, law->p_again)) {
        asy_tell(scene, who, green_border, "will try again", law->p_again, asy_u(luck, AGAIN));
        return asy_until_danger(scene, who, ASY_STAGE_crossing,
                                scene->day + asy_wait_days(law->retry_days, u_days));
    }
    asy_tell(scene, who, green_border, "stops trying away from the crossing point", NAN, NAN);
    asy_mark(who, ASY_MARK_off_post_over);
    return asy_transit_stop(scene, who);
}

/* Before they are in the state: no claim is taken and no decision made. */
static bool
is_stopped(struct asy_scene *scene, const struct asy_applicant *who,
           const struct asy_green_border *law)
{
    if (law->p_stopped <= 0.0)
        return false;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_stopped_at_line);
    if (!asy_chance(&luck, STOPPED, law->p_stopped))
        return false;
    asy_tell(scene, who, green_border, "is stopped at the border line", law->p_stopped,
             asy_u(&luck, STOPPED));
    return true;
}

struct asy_step
asy_stage_green_border(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_green_border *law = ASY_TODAY(scene, green_border, who->crossing);
    who->attempts++;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_off_post);
    const bool hurt = asy_chance(&luck, HURT, law->p_hurt);

    asy_count(scene, ASY_METRIC_attempts_off_post, who, who->crossing, who->persons);
    if (hurt) {
        asy_count(scene, ASY_METRIC_hurt_off_post, who, who->crossing, who->persons);
        asy_tell(scene, who, green_border, "is injured on the way, and found", law->p_hurt,
                 asy_u(&luck, HURT));
        if (is_the_end(scene, who, law, &luck))
            return dies(scene, who);
    }
    const struct asy_luck at_line = asy_luck(scene, who, ASY_LUCK_at_line);
    const bool stopped = !hurt && is_stopped(scene, who, law);
    if (!hurt && !stopped && !asy_chance(&luck, SEEN, law->p_caught))
        return passes_unseen(scene, who);
    if (!stopped && is_heard(scene, who, law, &at_line))
        return is_taken_in(scene, who);
    if (asy_measure_opens_the_gate(scene, who))
        return is_taken_in(scene, who);
    return is_sent_back(scene, who, law, &at_line, asy_u(&luck, DAYS));
}
