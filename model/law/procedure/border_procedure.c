/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The border procedure: the claim is decided while its maker has not entered in law, detained
   or not. Grounds say who is taken, places how many; whoever is decided there is decided by the
   same authority as all others, and before them. Without a decision at the limit comes entry.
   Who is refused may go to court (art. 46(1)(a)(iii)), and waits for it at the border where the
   appeal suspends, or the court lets them; who does not, or loses, is sent back across it, or
   kept for a return (law/procedure/border_return.c). */
#include "base/calendar.h"
#include "law/procedure/procedure.h"
#include "life/line.h"

static const struct asy_param params[] = {
    ASY_PARAM(
        border_procedure, share, 0, 0, 1, "share",
        "Share of claims at the state's land crossings taken into the border procedure.",
        "of claims made at the state's land crossings, on whatever ground; 2013/32/EU art. "
        "43, optional"),
    ASY_PARAM(border_procedure, low_recognition, 0, 0, 1, "share",
              "Share of claims taken into it because few of that nationality are recognised; "
              "limit it with only = ( { recognition_below = 0.2; } ).",
              "2024/1348 art. 42(1)(j), 45: 20 per cent or less on the yearly average of the "
              "Union; not in 2013/32/EU; none where not bound"),
    ASY_PARAM(
        border_procedure, misled, 0, 0, 1, "share",
        "Share of persons taken into it as having misled the authorities or destroyed their "
        "papers.",
        "2013/32/EU art. 31(8)(c), (d), 43, optional; 2024/1348 art. 42(1)(c), 45: a duty; "
        "none where not bound"),
    ASY_PARAM(
        border_procedure, security, 0, 0, 1, "share",
        "Share of persons taken into it as a danger to security or public order.",
        "2013/32/EU art. 31(8)(j), 43, optional; 2024/1348 art. 42(1)(f), 45: a duty; none "
        "where not bound"),
    ASY_PARAM(border_procedure, safe_origin, 0, 0, 1, "share",
              "Share of claims from a listed safe country of origin (channel.safe_origin) "
              "taken into it on that ground.",
              "2013/32/EU art. 31(8)(b), 43; 2024/1348 art. 42(1)(e), 44(1)(b): optional; none "
              "where not bound"),
    ASY_PARAM(border_procedure, at_airports, 0, 0, 1, "share",
              "Share of people coming by air who apply at the airport, before entry, and fall "
              "under the same grounds there.",
              "grade D; 2013/32/EU art. 43(1): at the border or in transit zones; 2024/1348 "
              "art. 43: an external border crossing point"),
    ASY_PARAM_FLAG(
        border_procedure, duty, 0,
        "Whether it is a duty: full places then excuse only low recognition, and a full year "
        "misleading too, but never a danger. Otherwise people without a place are let in.",
        "2024/1348 art. 45, 48 to 50"),
    ASY_PARAM(
        border_procedure, places, 0, 1e6, 1e6, "persons",
        "Number of persons who may be in it, or kept at the border for a return, at one time.",
        "2024/1348 art. 46, 47: the state's part of 30,000; no law before it says any"),
    ASY_PARAM(border_procedure, times_a_year, 0, 1000, 1000, "ratio",
              "Largest number of persons taken into it in a calendar year, as a multiple of "
              "the places; 1000 is no limit.",
              "2024/1348 art. 47(1): two, later three and four times"),
    ASY_PARAM(
        border_procedure, kept_free, 0, 0, 1, "share",
        "Share of the places reserved for people with priority: security cases, nationals of "
        "the country beyond, who can be returned soonest, and adults without children.",
        "2024/1348 art. 44: priority when places run short; the share is grade D"),
    ASY_PARAM_FLAG(border_procedure, exempts_families, 0,
                   "Whether families are exempt from it.",
                   "2013/32/EU art. 24(3): those in need of special guarantees"),
    ASY_PARAM_FLAG(border_procedure, exempts_minors, 1,
                   "Whether unaccompanied children are exempt from it, except from a safe "
                   "country of origin, and then not detained.",
                   "2013/32/EU art. 25(6)(b); 2013/33/EU art. 11(3)"),
    ASY_PARAM_FLAG(border_procedure, minors_danger_only, 0,
                   "Whether unaccompanied children are taken into it only as a danger.",
                   "2024/1348 art. 53(1)"),
    ASY_PARAM(border_procedure, detained, 0, 1, 1, "share",
              "Share of people in it who are detained until the decision.",
              "2013/33/EU art. 8(3)(c): detained until the decision; practice by date"),
    ASY_PARAM(border_procedure, days, 1, 20, 1000, "days", "Mean time to the decision.",
              "grade D: mean, to the decision"),
    ASY_PARAM(border_procedure, limit_days, 1, 28, 1000, "days",
              "Time without a decision after which the person may enter.",
              "2013/32/EU art. 43(2): four weeks, then entry"),
    ASY_PARAM(border_procedure, presumption, 0, 0.2, 6, "probit",
              "How much more people from a safe country of origin must show in it.",
              "grade D: how much more must be shown by those from the state's list of safe "
              "countries of origin (channel.safe_origin)"),
    ASY_PARAM(border_procedure, lodge_ratio, 0, 1, 1, "ratio",
              "How many times as often as others people refused in it appeal.",
              "grade D: on the share that appeals, given a shorter limit and less counsel; "
              "2013/32/EU art. 46(1)(a)(iii), (4), (7)"),
    ASY_PARAM(border_procedure, court_days, 0, 14, 3000, "days",
              "Time from lodging that appeal to the court's queue.",
              "grade D: from lodging to the court's queue"),
    ASY_PARAM_FLAG(
        border_procedure, suspensive, 1,
        "Whether the person may stay at the border until that court has ruled.",
        "2013/32/EU art. 46(5) to (8): at least until the court has ruled on a stay"),
    ASY_PARAM(
        border_procedure, p_stay, 0, 0, 1, "share",
        "Where the appeal does not suspend, share of people asking to stay whom the court lets "
        "stay at the border until it has ruled. It always suspends for an unaccompanied child.",
        "2013/32/EU art. 46(6), (7); 2024/1348 art. 68(3)(a), (4); the share is grade D"),
    ASY_PARAM_FLAG(border_procedure, limit_with_appeal, 0,
                   "Whether the limit covers the decision and the appeal together.",
                   "2013/32/EU art. 43(2): for the decision; Regulation 2024/1348 art. 51(2): "
                   "for both"),
    { 0 },
};

const struct asy_law asy_law_border_procedure = {
    .name = "border_procedure",
    .file = __FILE__,
    .doc = "Decides claims at the border, in detention, and returns people refused across it.",
    .source = "2013/32/EU art. 43, 46; 2013/33/EU art. 8(3)(c); Closing the Door, note 97",
    .section = ASY_OF_STATE,
    .size = sizeof(struct asy_border_procedure),
    .params = params,
};

enum { DANGER, MISLED, RECOGNITION, ORIGIN }; /* words of `border_ground` */
enum { AT_THE_AIRPORT, STAYS };               /* of `border_stay` */
static const double NO_LIMIT = 1e5;           /* places from which on there are always some */
static const double NO_END = 1000.0;          /* times a year */

static struct asy_luck
luck_of(const struct asy_scene *scene, const struct asy_applicant *who)
{
    return asy_luck(scene, who, ASY_LUCK_border_procedure);
}

/* What lies beyond the border: by land the country from where they came, by air their own, from
   which they flew. */
static int
beyond(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const int from = scene->world->crossing[who->crossing].from;
    return from >= 0 ? from : who->citizenship;
}

/* ---- who is taken
 * ------------------------------------------------------------------------------- */

static bool
applies_at_the_airport(const struct asy_scene *scene, const struct asy_applicant *who,
                       const struct asy_border_procedure *law)
{
    if (!(law->at_airports > 0.0) || who->claims > 1)
        return false;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_border_stay);
    return asy_chance(&luck, AT_THE_AIRPORT, law->at_airports);
}

/* Whether this is the first claim after coming from outside into here: by land from a transit
   country, or at an airport. */
static bool
claims_at_the_border(const struct asy_scene *scene, const struct asy_applicant *who,
                     const struct asy_border_procedure *law)
{
    if (who->crossing >= scene->world->n_crossings || (who->claimed & ~asy_bit(who->place)) ||
        asy_marked(who, ASY_MARK_dublin_done))
        return false;
    const struct asy_crossing *crossing = &scene->world->crossing[who->crossing];
    if (crossing->into < 0)
        return applies_at_the_airport(scene, who, law);
    return crossing->into == who->place && crossing->from >= 0 && who->first == who->place;
}

/* The ground on which they are taken, the strongest that there is. */
enum ground { NO_GROUND, ON_DANGER, ON_MISLEADING, ON_RECOGNITION, ON_OTHER };

static enum ground
ground_of(const struct asy_scene *scene, const struct asy_applicant *who,
          const struct asy_border_procedure *law)
{
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_border_ground);
    const struct asy_luck file = luck_of(scene, who);
    if (asy_chance(&luck, DANGER, law->security))
        return ON_DANGER;
    if (asy_chance(&luck, MISLED, law->misled))
        return ON_MISLEADING;
    if (asy_chance(&luck, RECOGNITION, law->low_recognition))
        return ON_RECOGNITION;
    if (asy_chance(&luck, ORIGIN, law->safe_origin) && asy_is_presumed_safe(scene, who))
        return ON_OTHER;
    return asy_chance(&file, 0, law->share) ? ON_OTHER : NO_GROUND;
}

/* Art. 24(3), 25(6)(b): of children alone only those from a safe country of origin; 2024/1348
   art. 53(1): only a danger. */
static bool
is_exempt(const struct asy_scene *scene, const struct asy_applicant *who,
          const struct asy_border_procedure *law, enum ground ground)
{
    if (law->exempts_families && who->children > 0)
        return true;
    if (law->minors_danger_only)
        return ground != ON_DANGER && asy_is_minor_alone(scene, who);
    return law->exempts_minors && !asy_is_presumed_safe(scene, who) &&
           asy_is_minor_alone(scene, who);
}

bool
asy_border_procedure_takes(struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_border_procedure *law = ASY_TODAY(scene, border_procedure, who->place);
    if (law->share + law->low_recognition + law->misled + law->security + law->safe_origin <=
            0.0 ||
        !claims_at_the_border(scene, who, law))
        return false;
    const enum ground ground = ground_of(scene, who, law);
    return ground != NO_GROUND && !is_exempt(scene, who, law, ground) &&
           !asy_needs_spare_border(scene, who);
}

/* ---- places
 * ------------------------------------------------------------------------------------- */

static double
persons_there(const struct asy_scene *scene, int state)
{
    double sum = 0.0;
    for (int g = 0; g < scene->world->n_groups; g++)
        sum += scene->stock->at_border[g][state];
    return sum;
}

/* 2024/1348 art. 44: who goes first. */
static bool
goes_first(const struct asy_scene *scene, const struct asy_applicant *who, enum ground ground)
{
    return ground == ON_DANGER || beyond(scene, who) == who->citizenship ||
           (who->children == 0 && !asy_is_minor_alone(scene, who));
}

static bool
is_full(const struct asy_scene *scene, const struct asy_applicant *who,
        const struct asy_border_procedure *law, enum ground ground)
{
    if (law->places >= NO_LIMIT)
        return false;
    const double there = persons_there(scene, who->place) + who->persons,
                 places = scene->scale * law->places;
    return there > places ||
           (there > places * (1.0 - law->kept_free) && !goes_first(scene, who, ground));
}

static int
year_of(const struct asy_scene *scene)
{
    const int32_t first = asy_days_of_date((struct asy_date){ scene->world->first_year, 1, 1 });
    return asy_date_of_days(first + scene->day).year;
}

static bool
year_is_full(const struct asy_scene *scene, const struct asy_applicant *who,
             const struct asy_border_procedure *law)
{
    if (law->places >= NO_LIMIT || law->times_a_year >= NO_END)
        return false;
    const bool this_year = scene->stock->border_year_of[who->place] == year_of(scene);
    const double taken = this_year ? scene->stock->border_year[who->place] : 0;
    return taken + who->persons > scene->scale * law->places * law->times_a_year;
}

bool
asy_border_procedure_has_place(struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_border_procedure *law = ASY_TODAY(scene, border_procedure, who->place);
    if (law->places >= NO_LIMIT)
        return true;
    const enum ground ground = ground_of(scene, who, law);
    const bool full = is_full(scene, who, law, ground), year = year_is_full(scene, who, law);
    const bool excused = !law->duty || ground == ON_OTHER || ground == ON_RECOGNITION ||
                         (year && ground == ON_MISLEADING);
    if (!(full || year) || !excused)
        return true;
    asy_count(scene, ASY_METRIC_border_places_full, who, who->place, who->persons);
    asy_tell(scene, who, border_procedure,
             "there is no place in the border procedure: may enter", NAN, NAN);
    return false;
}

void
asy_border_place_take(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_mark(who, ASY_MARK_at_border);
    scene->stock->at_border[who->group][who->place] += who->persons;
}

void
asy_border_place_leave(struct asy_scene *scene, struct asy_applicant *who)
{
    uint32_t *there = &scene->stock->at_border[who->group][who->place];
    asy_unmark(who, ASY_MARK_at_border);
    *there -= *there < who->persons ? *there : who->persons;
}

static void
count_in_year(struct asy_scene *scene, const struct asy_applicant *who)
{
    const int year = year_of(scene), s = who->place;
    if (scene->stock->border_year_of[s] != year)
        scene->stock->border_year[s] = 0;
    scene->stock->border_year_of[s] = (int16_t) year;
    scene->stock->border_year[s] += who->persons;
}

/* ---- at the border
 * ------------------------------------------------------------------------------ */

/* Until the decision is ready, or until the limit if that comes first. */
static int32_t
days_of(const struct asy_border_procedure *law, const struct asy_luck *luck)
{
    return asy_wait_days(law->days, asy_u(luck, 2));
}

static bool
is_detained(const struct asy_scene *scene, const struct asy_applicant *who,
            const struct asy_border_procedure *law, const struct asy_luck *luck)
{
    return asy_chance(luck, 1, law->detained) &&
           !(law->exempts_minors && asy_is_minor_alone(scene, who)) &&
           !asy_is_too_frail_to_hold(scene, who);
}

static void
count_detention(struct asy_scene *scene, const struct asy_applicant *who, int32_t days)
{
    if (days > 0)
        asy_count(scene, ASY_METRIC_days_detained_at_border, who, who->place,
                  (uint32_t) days * who->persons);
}

struct asy_step
asy_border_procedure_enter(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_border_procedure *law = ASY_TODAY(scene, border_procedure, who->place);
    const struct asy_luck luck = luck_of(scene, who);
    const int32_t limit = (int32_t) law->limit_days, decided = days_of(law, &luck);
    const int32_t days = decided < limit ? decided : limit;

    asy_count(scene, ASY_METRIC_held_at_border, who, who->place, who->persons);
    asy_needs_count_fast(scene, who);
    asy_tell(scene, who, border_procedure, "the claim is taken into the border procedure",
             law->share, asy_u(&luck, 0));
    if (is_detained(scene, who, law, &luck)) {
        asy_count(scene, ASY_METRIC_detained_at_border, who, who->place, who->persons);
        count_detention(scene, who, days);
        asy_count_frail_held(scene, who);
        asy_tell(scene, who, border_procedure, "is detained", law->detained, asy_u(&luck, 1));
    } else { /* in an open centre one may move on as others do */
        const struct asy_step away = asy_onward_ask(scene, who);
        if (away.next != ASY_AT_ONCE)
            return away;
    }
    asy_border_place_take(scene, who);
    count_in_year(scene, who);
    who->leave_day = asy_day_after(scene, limit);
    return asy_wait(ASY_STAGE_border_decision, days);
}

/* Let into the country: the questions that every other claim meets. */
static struct asy_step
enters(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_count(scene, ASY_METRIC_border_limit_passed, who, who->place, who->persons);
    asy_border_place_leave(scene, who);
    const struct asy_step away = asy_onward_ask(scene, who);
    return away.next == ASY_AT_ONCE ? asy_dublin_enter(scene, who) : away;
}

/* Beyond the border lies the country of origin: sent back is returned. */
static struct asy_step
sent_home(struct asy_scene *scene, struct asy_applicant *who, int sender)
{
    who->fate = ASY_FATE_RETURNED_UNHARMED;
    asy_sent_on(who, sender, ASY_ACT_BORDER_REFUSAL);
    if (asy_at_risk(who)) {
        who->fate = (uint8_t) asy_refouled(scene, who);
        if (who->fate == ASY_FATE_REFOULED_DIRECT) {
            asy_count(scene, ASY_METRIC_refouled_direct, who, sender, who->persons);
            asy_count(scene, ASY_METRIC_refouled_direct_children, who, sender, who->children);
        }
    }
    return asy_return_home(scene, who);
}

/* Back across the border at once, into the hands of the police there. Strasbourg may be asked
   first; where it is obeyed the person waits in the state for the judgment. */
struct asy_step
asy_border_sends_back(struct asy_scene *scene, struct asy_applicant *who)
{
    const int sender = who->place, to = beyond(scene, who);
    if (asy_border_return_keeps(scene, who))
        return asy_border_return_enter(scene, who, to);
    if (asy_illness_bars_removal(scene, who))
        return asy_removal_is_barred(scene, who, ASY_STAGE_border_decision);
    if (asy_strasbourg_stops(scene, who, sender, ASY_STOPS_AT_BORDER))
        return asy_strasbourg_wait(scene, who, ASY_STAGE_border_decision);
    asy_count(scene, ASY_METRIC_refused_at_border, who, sender, who->persons);
    who->border_refused_day = (int16_t) scene->day;
    who->border_refused_by = (uint8_t) sender;
    asy_tell(scene, who, border_procedure, "is refused, and sent back across the border", NAN,
             NAN);
    if (to == who->citizenship)
        return sent_home(scene, who, sender);
    return asy_removed_to(scene, who, to, ASY_ACT_BORDER_REFUSAL);
}

/* ---- the court
 * ------------------------------------------------------------------------------------- */

/* How long they have been kept at the border, the limit taken into account. */
static int32_t
days_kept(const struct asy_border_procedure *law, int32_t since_claim)
{
    const int32_t limit = (int32_t) law->limit_days;
    return law->limit_with_appeal && since_claim > limit ? limit : since_claim;
}

/* Days of theirs at the border that have been counted: those to the decision. */
static int32_t
days_counted(const struct asy_scene *scene, const struct asy_applicant *who,
             const struct asy_border_procedure *law, const struct asy_luck *luck)
{
    const int32_t day = who->resume_day;
    return day > who->since && day <= scene->day ? day - who->since : days_of(law, luck);
}

bool
asy_border_procedure_ends(struct asy_scene *scene, struct asy_applicant *who)
{
    if (!asy_marked(who, ASY_MARK_at_border))
        return false;
    asy_border_place_leave(scene, who);
    const struct asy_border_procedure *law = ASY_TODAY(scene, border_procedure, who->place);
    const struct asy_luck luck = luck_of(scene, who);
    const int32_t since_claim = scene->day - who->since, kept = days_kept(law, since_claim);
    if (is_detained(scene, who, law, &luck))
        count_detention(scene, who, kept - days_counted(scene, who, law, &luck));
    if (kept < since_claim)
        asy_tell(scene, who, border_procedure,
                 "the time limit expired before the ruling, after entry", NAN, NAN);
    return kept == since_claim;
}

/* The limit has come while the court has not ruled: they enter, and the appeal goes on. */
bool
asy_aside_border_limit(struct asy_scene *scene, struct asy_applicant *who,
                       struct asy_step *step)
{
    (void) step;
    if (!asy_marked(who, ASY_MARK_at_border) || scene->day < who->leave_day)
        return false;
    asy_count(scene, ASY_METRIC_border_limit_passed, who, who->place, who->persons);
    asy_border_procedure_ends(scene, who);
    asy_tell(scene, who, border_procedure,
             "the time limit expires before the ruling: may enter", NAN, NAN);
    return false;
}

static struct asy_step
to_court(struct asy_scene *scene, const struct asy_applicant *who,
         const struct asy_border_procedure *law, const struct asy_luck *appeal)
{
    scene->stock->came[ASY_QUEUE_appeal][who->place] += who->persons;
    return asy_wait(ASY_STAGE_appeal, asy_wait_days(law->court_days, asy_u(appeal, 1)));
}

/* Whether one who appeals may stay for it: by law, or because the court says so when asked. */
static bool
may_stay(struct asy_scene *scene, const struct asy_applicant *who,
         const struct asy_border_procedure *law)
{
    if (law->suspensive || asy_is_minor_alone(scene, who))
        return true;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_border_stay);
    const bool stays = asy_chance(&luck, STAYS, law->p_stay);
    asy_tell(scene, who, border_procedure,
             stays ? "asks the court to stay until it has ruled, and may"
                   : "asks the court to stay until it has ruled, and may not",
             law->p_stay, asy_u(&luck, STAYS));
    if (!stays)
        asy_count(scene, ASY_METRIC_border_stay_refused, who, who->place, who->persons);
    return stays;
}

/* Refused on the merits. Nobody may appeal from beyond the border in the model: where one may
   not stay for it, it is not lodged. */
static struct asy_step
refused(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_border_procedure *law = ASY_TODAY(scene, border_procedure, who->place);
    const double p_lodge = asy_counsel_lodges(
        scene, who, ASY_TODAY(scene, appeal, who->place)->p_lodge * law->lodge_ratio);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_appeal);

    asy_border_place_take(scene, who);
    asy_tell(scene, who, appeal, "is refused at the border, and considers appealing", p_lodge,
             asy_u(&luck, 0));
    if (asy_chance(&luck, 0, p_lodge) && may_stay(scene, who, law))
        return to_court(scene, who, law, &luck);
    asy_border_procedure_ends(scene, who);
    return asy_border_sends_back(scene, who);
}

/* ---- the decision
 * ---------------------------------------------------------------------------------- */

/* Art. 43(1)(a) and 33: whether another country is safe may be asked first, here that beyond
   the border: the one that has protected them, if it takes them back, or one that could. */
static bool
first_country_refuses(struct asy_scene *scene, struct asy_applicant *who)
{
    const int to = beyond(scene, who);
    return asy_first_country_of(scene, who) == to &&
           asy_takes_back(scene, who, to, true).accepts;
}

static bool
third_country_refuses(struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_third_country);
    return asy_third_country_of(scene, who, &luck) == beyond(scene, who);
}

/* Whether the days are over in which the decision must come: it was not ready, or its turn in
   the authority's line has not come. */
static bool
is_too_late(const struct asy_scene *scene, const struct asy_applicant *who,
            const struct asy_border_procedure *law, const struct asy_luck *luck)
{
    const int32_t elapsed = scene->day - who->since;
    if (days_of(law, luck) > elapsed)
        return true;
    return asy_marked(who, ASY_MARK_border_ready) && elapsed >= (int32_t) law->limit_days;
}

static bool
authority_has_a_line(const struct asy_scene *scene, int state)
{
    return asy_capacity_today(scene, ASY_QUEUE_border, state) < ASY_NO_LINE;
}

/* What days of detention the line has added to those foreseen. */
static void
count_line(struct asy_scene *scene, struct asy_applicant *who,
           const struct asy_border_procedure *law, const struct asy_luck *luck)
{
    if (asy_marked(who, ASY_MARK_border_ready) && is_detained(scene, who, law, luck))
        count_detention(scene, who, scene->day - who->since - days_of(law, luck));
    who->resume_day = (int16_t) scene->day;
}

static struct asy_step
decide(struct asy_scene *scene, struct asy_applicant *who,
       const struct asy_border_procedure *law)
{
    if (law->limit_with_appeal && who->leave_day > scene->day)
        asy_aside_begin(scene, who, ASY_ASIDE_border_limit, who->leave_day - scene->day);
    const bool protected_there = first_country_refuses(scene, who);
    if (protected_there || third_country_refuses(scene, who))
        return asy_unheard_at_border(scene, who, beyond(scene, who), protected_there);
    const double more = asy_is_presumed_safe(scene, who) ? law->presumption : 0.0;
    asy_border_place_leave(scene, who); /* refused: takes it again */
    return asy_merits_decide(scene, who, more, refused);
}

struct asy_step
asy_stage_border_decision(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_border_procedure *law = ASY_TODAY(scene, border_procedure, who->place);
    const struct asy_luck luck = luck_of(scene, who);

    if (is_too_late(scene, who, law, &luck)) {
        count_line(scene, who, law, &luck);
        asy_tell(scene, who, border_procedure,
                 "the time limit expires without a decision: may enter", NAN, NAN);
        return enters(scene, who);
    }
    if (asy_needs_spare_border(scene, who)) /* seen meanwhile: art. 24(4) */
        return enters(scene, who);
    if (asy_marked(who, ASY_MARK_border_ready) && scene->day >= who->leave_day) {
        /* the limit has been lengthened meanwhile */
        who->leave_day = (int16_t) (who->since + (int32_t) law->limit_days);
        return asy_stand_in(ASY_STAGE_border_decision, ASY_QUEUE_border);
    }
    if (!asy_marked(who, ASY_MARK_border_ready) && authority_has_a_line(scene, who->place)) {
        asy_mark(who, ASY_MARK_border_ready);
        asy_tell(scene, who, border_procedure,
                 "joins the authority's queue, ahead of people already in the country", NAN,
                 NAN);
        return asy_stand_in(ASY_STAGE_border_decision, ASY_QUEUE_border);
    }
    count_line(scene, who, law, &luck);
    return decide(scene, who, law);
}
