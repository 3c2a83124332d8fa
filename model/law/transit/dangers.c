/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Waiting in a transit country: competing dangers. Which comes first is drawn here; what
   follows from it, step by step, is told in the files beside this one: extradition, expulsion,
   deportation, agents, local_asylum. */
#include "law/journey/choice.h"
#include "law/journey/green_border.h"
#include "law/journey/journey.h"
#include "law/people/people.h"
#include "law/transit/search.h"
#include "life/scope.h"

#define PER_GROUP(member, doc, source)                                                         \
    ASY_PARAM_PER(ASY_PER_GROUP, dangers, member, 0, 0, 50, "per year", doc, source)

static const struct asy_param params[] = {
    PER_GROUP(requested, "How often the extradition of a wanted person is requested.",
              "of the wanted: a request for extradition; Minsk Convention 1993"),
    PER_GROUP(abducted, "How often a person waiting is abducted.",
              "Closing the Door, chapters on Russia, Georgia, Tajikistan"),
    PER_GROUP(
        handed_over,
        "How often a person is handed over by the country's services without a procedure.",
        "by the services of the transit country, without a procedure"),
    PER_GROUP(
        found,
        "How often a person is found by the police and brought before a court for expulsion.",
        "by the police, and brought before a court for expulsion"),
    PER_GROUP(undesirable, "How often a waiting person's stay is declared undesirable.",
              "declared undesirable; Russia: 114-FZ art. 25.10"),
    PER_GROUP(interned, "How often a person is placed in a centre for irregular migrants.",
              "in a centre for irregular migrants"),
    PER_GROUP(agents, "How often a person is questioned by agents of the home state.",
              "questioned by agents from home; Closing the Door on Brest"),
    PER_GROUP(pressed_home,
              "How often a person gives up because relatives at home are put under pressure.",
              "relatives at home pressed until one gives up; Lemon et al."),
    PER_GROUP(local_claim, "How often a person claims asylum in the transit country.",
              "claims asylum in the transit country"),
    PER_GROUP(without_means,
              "How often a person whose claim is pending there runs out of means.",
              "nothing left to live on while a claim is pending; Closing the Door, Alieva"),
    PER_GROUP(convicted, "How often a person is sent to prison there for an offence.",
              "in prison for an offence; Russia: 115-FZ art. 31(11), deported after it"),
    ASY_PARAM_PER(ASY_PER_GROUP, dangers, legal_stay_days, 0, 0, 4000, "days",
                  "How long a stay without registration is lawful; 0 is no limit.",
                  "stay without registration; 0: no limit"),
    ASY_PARAM(dangers, p_ordered_out, 0, 0.2, 1, "share",
              "Share of people who overstay who are given a deportation stamp.",
              "grade D: deportation stamp after the legal stay"),
    ASY_PARAM(dangers, wanted_factor, 1, 5, 100, "ratio",
              "How many times greater these dangers are for a wanted person.",
              "grade D: on the dangers of one who is wanted"),
    ASY_PARAM(dangers, public_factor, 1, 1, 100, "ratio",
              "How many times as often agents find a publicly known person.",
              "grade D: on agents; Closing the Door, note 88: tracked after a broadcast"),
    ASY_PARAM(dangers, known_factor, 1, 2, 100, "ratio",
              "How many times as often a person known to the police from a removal is found.",
              "grade D: on being found, interned and declared undesirable, after a removal"),
    ASY_PARAM(
        dangers, told_factor, 1, 2, 100, "ratio",
        "How many times as often the home state reaches a person reported to it.",
        "grade D: on requests, abduction, hand-over, agents and pressure, after a removal"),
    { 0 },
};

const struct asy_law asy_law_dangers = {
    .name = "dangers",
    .file = __FILE__,
    .doc = "Dangers of waiting in a transit country, by group, as yearly rates.",
    .source = "Closing the Door, all chapters on transit",
    .section = ASY_OF_TRANSIT,
    .size = sizeof(struct asy_dangers),
    .params = params,
};

enum danger {
    REQUEST,
    ABDUCTED,
    HANDED_OVER,
    FOUND,
    UNDESIRABLE,
    INTERNED,
    AGENTS,
    PRESSED_HOME,
    LOCAL_CLAIM,
    WITHOUT_MEANS,
    CONVICTED,
    N_DANGERS
};

/* The laws from which the rates of a country are made. */
struct here {
    const struct asy_dangers *dangers;
    const struct asy_cooperation *cooperation;
    const struct asy_climate *climate;
    const struct asy_expulsion *expulsion;
    int seeker; /* the state that may ask for them; that where they are does not ask itself */
};

static int
who_may_ask(const struct asy_scene *scene, const struct asy_applicant *who)
{
    return who->traits & ASY_WANTED ? asy_seeker(scene, who) : who->citizenship;
}

static struct here
laws_today(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const int country = who->place;
    return (struct here){ ASY_TODAY(scene, dangers, country),
                          ASY_TODAY(scene, cooperation, country),
                          ASY_TODAY(scene, climate, country),
                          ASY_TODAY(scene, expulsion, country), who_may_ask(scene, who) };
}

static struct here
laws_on(const struct asy_scene *scene, const struct asy_applicant *who, int32_t day)
{
    const int country = who->place;
    return (struct here){ asy_law_on(scene, ASY_LAW_dangers, country, day),
                          asy_law_on(scene, ASY_LAW_cooperation, country, day),
                          asy_law_on(scene, ASY_LAW_climate, country, day),
                          asy_law_on(scene, ASY_LAW_expulsion, country, day),
                          who_may_ask(scene, who) };
}

/* Handed over after a removal, the police know them; and so may the home state. */
static void
raise_for_the_removed(const struct asy_dangers *dangers, const struct asy_applicant *who,
                      double rate[N_DANGERS])
{
    const double known = asy_marked(who, ASY_MARK_known) ? dangers->known_factor : 1.0;
    const double told = asy_marked(who, ASY_MARK_told_of) ? dangers->told_factor : 1.0;
    rate[FOUND] *= known;
    rate[UNDESIRABLE] *= known;
    rate[INTERNED] *= known;
    rate[REQUEST] *= told;
    rate[ABDUCTED] *= told;
    rate[HANDED_OVER] *= told;
    rate[AGENTS] *= told;
    rate[PRESSED_HOME] *= told;
}

/* Yearly rates of this applicant's dangers in the country where they are; returns their sum.
   Protection there shields from procedures, not from agents. */
static double
rates_of(const struct here *law, const struct asy_applicant *who, double rate[N_DANGERS])
{
    const struct asy_dangers *dangers = law->dangers;
    const int g = who->group;
    const bool wanted = (who->traits & ASY_WANTED) != 0;
    const double factor = wanted ? dangers->wanted_factor : 1.0;
    const double with = law->cooperation->with[who->citizenship];
    const double open = who->refuge == who->place ? 0.0 : 1.0;
    const bool asked = wanted && law->seeker != who->place;
    const double climate = open * law->climate->removals[g];
    const double papers =
        asy_marked(who, ASY_MARK_no_papers) ? law->expulsion->without_papers : 1.0;
    const bool answered =
        asy_marked(who, ASY_MARK_local_claim) || asy_marked(who, ASY_MARK_local_decided);

    rate[REQUEST] =
        asked ? open * law->cooperation->with[law->seeker] * dangers->requested[g] : 0.0;
    rate[ABDUCTED] = dangers->abducted[g] * factor;
    rate[HANDED_OVER] = with * dangers->handed_over[g] * factor;
    rate[FOUND] = climate * papers * dangers->found[g];
    rate[UNDESIRABLE] = climate * dangers->undesirable[g] * factor;
    rate[INTERNED] = open * dangers->interned[g];
    rate[AGENTS] =
        dangers->agents[g] * (who->traits & ASY_PUBLICLY_KNOWN ? dangers->public_factor : 1.0);
    rate[PRESSED_HOME] = dangers->pressed_home[g];
    rate[LOCAL_CLAIM] = answered ? 0.0 : open * dangers->local_claim[g];
    rate[WITHOUT_MEANS] =
        asy_marked(who, ASY_MARK_local_claim) ? dangers->without_means[g] : 0.0;
    rate[CONVICTED] = open * dangers->convicted[g];
    if (asy_marked(who, ASY_MARK_known))
        raise_for_the_removed(dangers, who, rate);
    double sum = 0.0;
    for (int k = 0; k < N_DANGERS; k++)
        sum += rate[k];
    return sum;
}

bool
asy_is_in_danger(const struct asy_scene *scene, const struct asy_applicant *who)
{
    double rate[N_DANGERS];
    const struct here law = laws_today(scene, who);
    return rates_of(&law, who, rate) > 0.0;
}

/* A clock is set anew after so many days, so that a long wait feels a law that has grown
   harsher meanwhile. It has no memory: where the law does not change, nothing changes. */
enum { REVIEW_DAYS = 120 };

/* The stay without registration; 0 where it has no end. */
static int32_t
legal_days(const struct here *law, const struct asy_applicant *who)
{
    return (int32_t) law->dangers->legal_stay_days[who->group];
}

/* Never before the end of the stay without registration, which the clock keeps as well. */
static int32_t
review_days(const struct here *law, const struct asy_applicant *who)
{
    const int32_t legal = legal_days(law, who);
    return legal > REVIEW_DAYS ? legal : REVIEW_DAYS;
}

/* Days until the first danger, by the draw of this wait; past the review: none before the clock
   is set anew. */
static int32_t
first_danger(const struct here *law, const struct asy_applicant *who,
             const struct asy_luck *luck)
{
    double rate[N_DANGERS];
    const int32_t days = asy_hazard_days(rates_of(law, who, rate), asy_u(luck, 0)),
                  review = review_days(law, who);
    return days <= review ? days : review + 1;
}

/* The day of the first danger, or of the review, of a clock set on `since`. */
static int16_t
day_of(const struct asy_scene *scene, const struct here *law, const struct asy_applicant *who,
       int32_t danger)
{
    const int32_t review = review_days(law, who);
    const int32_t day = who->since + (danger <= review ? danger : review);
    return asy_day_after(scene, day - scene->day);
}

static void
set_danger_day(struct asy_scene *scene, struct asy_applicant *who, const struct asy_luck *luck)
{
    const struct here law = laws_today(scene, who);
    who->since = (int16_t) scene->day;
    who->danger_day = day_of(scene, &law, who, first_danger(&law, who, luck));
}

/* On arrival the end of the stay without registration is one more thing that may come first. A
   clock that is set anew counts these days anew with it: it keeps one day of beginning. */
static void
count_legal_stay(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct here law = laws_today(scene, who);
    const int32_t legal = legal_days(&law, who);
    if (legal == 0)
        return;
    asy_mark(who, ASY_MARK_stay_counts);
    if (who->danger_day > scene->day + legal)
        who->danger_day = asy_day_after(scene, legal);
}

/* Whether what comes today is the end of the stay without registration; then the clock goes on
   to what was drawn when it was set. */
static bool
legal_stay_is_over(struct asy_scene *scene, struct asy_applicant *who)
{
    if (!asy_marked(who, ASY_MARK_stay_counts))
        return false;
    const struct here then = laws_on(scene, who, who->since);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_danger);
    const int32_t danger = first_danger(&then, who, &luck), legal = legal_days(&then, who);
    if (scene->day != who->since + legal || danger <= legal)
        return false;
    asy_unmark(who, ASY_MARK_stay_counts);
    who->danger_day = day_of(scene, &then, who, danger);
    if (who->danger_day <= scene->day)
        who->danger_day = asy_day_after(scene, 1);
    return true;
}

void
asy_danger_clock(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_next_wait(who);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_danger);
    asy_unmark(who, ASY_MARK_stay_counts);
    set_danger_day(scene, who, &luck);
}

struct asy_step
asy_until_danger(const struct asy_scene *scene, const struct asy_applicant *who,
                 enum asy_stage_id stage, int32_t day)
{
    return asy_wait(stage, (day < who->danger_day ? day : who->danger_day) - scene->day);
}

void
asy_transit_enter(struct asy_scene *scene, struct asy_applicant *who, int country)
{
    const bool diverted = asy_marked(who, ASY_MARK_diverted), stayed = who->place == country;
    const bool counted = asy_marked(who, ASY_MARK_stay_counts);
    if (stayed)
        asy_forget(who, ASY_LASTS_wait);
    else
        asy_comes_to(who, country);
    who->since = (int16_t) scene->day;
    asy_next_wait(who);
    who->fate = ASY_FATE_WAITING;
    if (country != who->citizenship)
        who->via |= asy_bit(country);

    const struct asy_people *people = ASY_TODAY(scene, people, who->group);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_danger);
    const int32_t stay = diverted ? who->leave_day - scene->day
                                  : asy_wait_days(people->money_days, asy_u(&luck, 3));
    who->danger_day = ASY_NO_DAY;
    if (scene->world->country[country].is_transit && country != who->citizenship) {
        set_danger_day(scene, who, &luck);
        if (!(diverted && stayed) || counted)
            count_legal_stay(scene, who);
    }
    who->leave_day = asy_day_after(scene, stay);
}

struct asy_step
asy_stage_transit(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_crossing *crossing = &scene->world->crossing[who->crossing];
    struct asy_step step;
    if (who->place == who->citizenship && asy_sojourn(scene, who, &step))
        return step;
    /* by air from wherever they are: home, or a transit country where they stayed */
    const bool abroad = scene->world->country[who->place].is_transit;
    if (crossing->from >= 0) {
        if (asy_stay_barred(scene, who, crossing->from))
            return asy_transit_stop(scene, who);
        asy_disposition_give(scene, who);
    }
    const int to = crossing->from >= 0 ? crossing->from
                   : abroad            ? who->place
                                       : who->citizenship;
    const bool stays = to == who->place;
    asy_transit_enter(scene, who, to);
    if (asy_is_sought(who) && !stays)
        asy_search_checked(scene, who, ASY_CHECK_BORDER);
    scene->stock->waiting[who->group][who->crossing] += who->persons;
    scene->news->arrivals[who->crossing] += who->persons;
    asy_mark(who, ASY_MARK_waiting);
    asy_tell(scene, who, dangers,
             crossing->from < 0 ? "is ready to fly" : "arrives to wait at the crossing", NAN,
             NAN);
    const struct asy_step away = asy_green_border_ask(scene, who, ASY_COMES);
    return away.stage == ASY_STAGE_green_border ? away : asy_wait(ASY_STAGE_crossing, 1);
}

/* Which danger it is, by the rates of the day on which it was drawn; and whether it is still as
   great today, for law may have changed since: thinned by the ratio. -1 where none has come. */
static int
kind_of(struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct here then = laws_on(scene, who, who->since), now = laws_today(scene, who);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_danger);
    double drawn[N_DANGERS], today[N_DANGERS];
    const int32_t review = review_days(&then, who);
    if (scene->day - who->since >= review && first_danger(&then, who, &luck) > review)
        return -1;
    double left = asy_u(&luck, 1) * rates_of(&then, who, drawn);
    int kind = 0;
    rates_of(&now, who, today);
    while (kind < N_DANGERS - 1 && left >= drawn[kind])
        left -= drawn[kind++];
    const struct asy_luck thin = asy_luck(scene, who, ASY_LUCK_danger_today);
    return asy_u(&thin, 0) * drawn[kind] < today[kind] ? kind : -1;
}

static struct asy_step
pressed_home(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_border_leave(scene, who);
    asy_tell(scene, who, dangers, "goes home, because relatives are under pressure", NAN, NAN);
    who->fate = ASY_FATE_GAVE_UP;
    return asy_return_home(scene, who);
}

static struct asy_step
taken(struct asy_scene *scene, struct asy_applicant *who, enum asy_act act)
{
    asy_border_leave(scene, who);
    asy_tell(scene, who, dangers,
             act == ASY_ACT_ABDUCTION ? "is abducted" : "is handed over without a procedure",
             NAN, NAN);
    return asy_seized(scene, who, act);
}

static struct asy_step
strike(struct asy_scene *scene, struct asy_applicant *who, enum danger kind)
{
    switch (kind) {
    case REQUEST:
        return asy_request_arrives(scene, who, who->place);
    case ABDUCTED:
        return taken(scene, who, ASY_ACT_ABDUCTION);
    case HANDED_OVER:
        return taken(scene, who, ASY_ACT_HAND_OVER);
    case FOUND:
        return asy_expulsion_begins(scene, who, false);
    case UNDESIRABLE:
        return asy_deportation_begins(scene, who, false);
    case INTERNED:
        return asy_expulsion_begins(scene, who, true);
    case AGENTS:
        return asy_agents_meet(scene, who);
    case LOCAL_CLAIM:
        return asy_local_claim(scene, who);
    case WITHOUT_MEANS:
        return asy_means_gone(scene, who);
    case CONVICTED:
        return asy_convicted(scene, who);
    case PRESSED_HOME:
    case N_DANGERS:
        break;
    }
    return pressed_home(scene, who);
}

struct asy_step
asy_danger_strikes(struct asy_scene *scene, struct asy_applicant *who)
{
    if (legal_stay_is_over(scene, who))
        return asy_stay_ends(scene, who);
    const int kind = kind_of(scene, who);
    const bool removal = kind == FOUND || kind == UNDESIRABLE || kind == INTERNED;
    if (kind < 0 || (removal && asy_local_claim_protects(scene, who))) {
        const bool counted = asy_marked(who, ASY_MARK_stay_counts);
        asy_danger_clock(scene, who);
        if (counted)
            count_legal_stay(scene, who);
        return asy_at_once((enum asy_stage_id) who->stage);
    }
    return strike(scene, who, (enum danger) kind);
}

struct asy_step
asy_stage_adrift(struct asy_scene *scene, struct asy_applicant *who)
{
    if (scene->day < who->danger_day) /* the danger had passed: the clock runs anew */
        return asy_wait(ASY_STAGE_adrift, who->danger_day - scene->day);
    return asy_danger_strikes(scene, who);
}
