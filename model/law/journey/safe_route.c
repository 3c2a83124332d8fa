/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hunted at home; and safe routes: a country that issues humanitarian visas by the year, a list
   of those waiting for one in hiding, the flight. It stands in this room because it takes the
   place of a crossing. */
#include "law/journey/journey.h"
#include "life/ledger.h"

static const struct asy_param params[] = {
    ASY_PARAM_SET(ASY_PER_GROUP, safe_route, groups,
                  "Groups to which the country's route is open.",
                  "groups for which the country has a route"),
    ASY_PARAM_FLAG(safe_route, lgbti, 0, "Whether it is open to LGBTI members of these groups.",
                   "open to those of them who are LGBTI"),
    ASY_PARAM_FLAG(safe_route, activists, 0, "Whether it is open to activists of these groups.",
                   "open to the activists among them"),
    ASY_PARAM_FLAG(
        safe_route, publicly_known, 0,
        "Whether it is open to publicly known people; if no trait is named, it is open to all.",
        "open to those who are publicly known; no trait named: open to all"),
    ASY_PARAM_FLAG(safe_route, from_home, 1,
                   "Whether it is open to people still in their own country.",
                   "to those still in their own country"),
    ASY_PARAM_FLAG(safe_route, from_transit, 0,
                   "Whether it is open to people stranded in a transit country.",
                   "to those stranded in a transit country"),
    ASY_PARAM_FLAG(safe_route, from_state, 0,
                   "Whether it is open to people finally refused in another state.",
                   "to those refused for good in another state"),
    ASY_PARAM(safe_route, places, 0, 0, 1e6, "persons/year",
              "Number of persons given visas in a year.", "grade D: visas given in a year"),
    ASY_PARAM(safe_route, visa_days, 0, 30, 1000, "days", "Mean time for papers and travel.",
              "grade D: mean, papers and travel"),
    ASY_PARAM_FLAG(safe_route, claims, 0,
                   "Whether a claim is decided after arrival; otherwise the visa is a status.",
                   "the claim is decided after arrival; else the visa is a status"),
    { 0 },
};

const struct asy_law asy_law_safe_route = {
    .name = "safe_route",
    .file = __FILE__,
    .doc = "Humanitarian visas: eligibility, number a year, and where people apply from.",
    .source = "Closing the Door, Hug: Germany, France, Lithuania and Canada for LGBTI Chechens",
    .section = ASY_OF_REFUGE,
    .size = sizeof(struct asy_safe_route),
    .params = params,
};

static const struct asy_param referral_params[] = {
    ASY_PARAM(referral, seized, 0, 0, 100, "per year",
              "How often a member of the group is hunted down before leaving home.",
              "grade D: hunted down before leaving home; by date"),
    ASY_PARAM(referral, leave_days, 1, 30, 1000, "days",
              "Mean time from becoming a target to leaving home.",
              "grade D: mean, from becoming a target to leaving home"),
    ASY_PARAM(
        referral, p_reached, 0, 0, 1, "share",
        "Share of hunted, stranded or refused people on whose behalf an organisation asks.",
        "grade D: for whom an organisation asks for a safe route"),
    ASY_PARAM(referral, patience_days, 1, 180, 5000, "days",
              "Mean time for which a person can hold out on the list.",
              "grade D: mean time one can hold out on the list"),
    ASY_PARAM(referral, found, 0, 0, 100, "per year",
              "How often a person in hiding is found in another region and brought back.",
              "grade D: found in hiding in another region and brought back"),
    { 0 },
};

const struct asy_law asy_law_referral = {
    .name = "referral",
    .file = __FILE__,
    .doc = "Persecution at home, and the organisations that find a safe route.",
    .source = "Closing the Door, Hug; Russian LGBT Network, July 2017",
    .section = ASY_OF_GROUP,
    .size = sizeof(struct asy_referral),
    .params = referral_params,
};

/* ---- hunted at home ---------------------------------------------------------- */

/* Two clocks: being seized, and being gone. */
struct asy_step
asy_hunted_enter(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_referral *law = ASY_TODAY(scene, referral, who->group);
    if (law->seized <= 0.0)
        return law->p_reached > 0.0 || asy_consulates_ask(scene)
                   ? asy_safe_route_ask(scene, who)
                   : asy_at_once(ASY_STAGE_way);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_referral);
    const int32_t seized = asy_hazard_days(law->seized, asy_u(&luck, 0));
    const int32_t gone = asy_wait_days(law->leave_days, asy_u(&luck, 1));
    who->danger_day = asy_day_after(scene, seized);
    asy_tell(scene, who, referral, "is hunted at home", NAN, NAN);
    return asy_wait(ASY_STAGE_hunted, seized < gone ? seized : gone);
}

struct asy_step
asy_stage_hunted(struct asy_scene *scene, struct asy_applicant *who)
{
    if (scene->day < who->danger_day) {
        asy_tell(scene, who, referral, "leaves home in time", NAN, NAN);
        return asy_safe_route_ask(scene, who);
    }
    asy_count(scene, ASY_METRIC_seized_at_home, who, 0, who->persons);
    asy_tell(scene, who, referral, "is hunted down before leaving", NAN, NAN);
    who->fate = ASY_FATE_SEIZED;
    return asy_return_home(scene, who);
}

/* Where one is when asking for a safe route. */
enum asy_from { ASY_FROM_HOME, ASY_FROM_TRANSIT, ASY_FROM_STATE };

/* ---- the list ---------------------------------------------------------------- */

static bool
is_open(const struct asy_safe_route *law, const struct asy_applicant *who, enum asy_from from)
{
    if (!(law->groups & asy_bit(who->group)))
        return false;
    const bool reaches[] = { [ASY_FROM_HOME] = law->from_home,
                             [ASY_FROM_TRANSIT] = law->from_transit,
                             [ASY_FROM_STATE] = law->from_state };
    const unsigned traits = (law->lgbti ? ASY_LGBTI : 0u) |
                            (law->activists ? ASY_ACTIVIST : 0u) |
                            (law->publicly_known ? ASY_PUBLICLY_KNOWN : 0u);
    return reaches[from] && (traits == 0 || who->traits & traits);
}

/* The open route with the shortest list for its places; -1 where there is none. `asked`: of
   those that one may ask for oneself. */
static int
country_of(const struct asy_scene *scene, const struct asy_applicant *who, enum asy_from from,
           bool asked)
{
    double best = INFINITY;
    int country = -1;
    for (uint64_t left = scene->stock->gives[ASY_LIST_visas]; left; left &= left - 1) {
        const int c = __builtin_ctzll(left);
        const struct asy_safe_route *law = ASY_TODAY(scene, safe_route, c);
        if (c == who->place || !is_open(law, who, from) ||
            (asked && !ASY_TODAY(scene, consulate, c)->asked))
            continue;
        const double years = (1.0 + scene->stock->listed[c][ASY_LIST_visas]) / law->places;
        if (years < best) {
            best = years;
            country = c;
        }
    }
    return country;
}

/* What one does who leaves the list. */
static struct asy_step
goes_on(enum asy_from from)
{
    static const enum asy_stage_id stage[] = { [ASY_FROM_HOME] = ASY_STAGE_way,
                                               [ASY_FROM_TRANSIT] = ASY_STAGE_adrift,
                                               [ASY_FROM_STATE] = ASY_STAGE_refused };
    return asy_at_once(stage[from]);
}

static enum asy_from
from_of(const struct asy_scene *scene, const struct asy_applicant *who)
{
    if (who->place == who->citizenship)
        return ASY_FROM_HOME;
    return scene->world->country[who->place].is_state ? ASY_FROM_STATE : ASY_FROM_TRANSIT;
}

/* One without a passport goes nowhere without a paper of the country where they are. */
static bool
may_leave(struct asy_scene *scene, struct asy_applicant *who, const struct asy_luck *luck)
{
    if (!asy_marked(who, ASY_MARK_no_papers))
        return true;
    asy_tell(scene, who, safe_route, "a state would take them", NAN, NAN);
    return asy_travel_document(scene, who, asy_u(luck, 3));
}

/* On the list of `target`, from where they are: clocks of patience and of danger. */
static struct asy_step
put_on_list(struct asy_scene *scene, struct asy_applicant *who, int country, enum asy_from from,
            int32_t patience)
{
    const struct asy_referral *law = ASY_TODAY(scene, referral, who->group);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_safe_route);
    asy_count(scene, ASY_METRIC_referrals, who, country, who->persons);
    who->target = (uint8_t) country;
    who->since = (int16_t) scene->day;
    who->leave_day = asy_day_after(scene, patience);
    if (from == ASY_FROM_HOME)
        who->danger_day = asy_day_after(scene, asy_hazard_days(law->found, asy_u(&luck, 2)));
    else if (from == ASY_FROM_STATE)
        who->danger_day = INT16_MAX;
    asy_tell(scene, who, safe_route, "is put on the list for a visa", NAN, NAN);
    return asy_stand_on(ASY_STAGE_visa_list, ASY_LIST_visas);
}

/* By an organisation; ASY_AT_ONCE where none finds them. */
static struct asy_step
referred(struct asy_scene *scene, struct asy_applicant *who, enum asy_from from)
{
    const struct asy_referral *law = ASY_TODAY(scene, referral, who->group);
    const struct asy_step none = asy_at_once(ASY_STAGE_way);
    if (law->p_reached <= 0.0 || asy_marked(who, ASY_MARK_referred))
        return none;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_safe_route);
    const int country = country_of(scene, who, from, false);
    if (country < 0)
        return none;
    asy_mark(who, ASY_MARK_referred);
    asy_tell(scene, who, referral, "an organisation may find a safe route", law->p_reached,
             asy_u(&luck, 0));
    if (!asy_chance(&luck, 0, law->p_reached))
        return none;
    if (from == ASY_FROM_TRANSIT && !may_leave(scene, who, &luck))
        return none;
    return put_on_list(scene, who, country, from,
                       asy_wait_days(law->patience_days, asy_u(&luck, 1)));
}

/* How long the list of a country is for its places: cases over persons, taken for as large as
   those of the group. */
static double
days_on_list(const struct asy_scene *scene, const struct asy_applicant *who, int country)
{
    const struct asy_people *people = ASY_TODAY(scene, people, who->group);
    const double per_case = 1.0 + people->family_share * (people->family_size - 1.0);
    return 365.25 * per_case * (1.0 + scene->stock->listed[country][ASY_LIST_visas]) /
           ASY_TODAY(scene, safe_route, country)->places;
}

/* Independently, at a consulate, unless the list is longer than they can wait. After a refusal,
   or after leaving the list, they do not ask again. */
static struct asy_step
asks_consulate(struct asy_scene *scene, struct asy_applicant *who, enum asy_from from)
{
    const struct asy_step none = asy_at_once(ASY_STAGE_way);
    if (asy_marked(who, ASY_MARK_consulate_asked) || !asy_consulates_ask(scene))
        return none;
    const int country = country_of(scene, who, from, true);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_safe_route);
    const int32_t patience = country < 0 ? 0 : asy_consulate_patience(scene, who);
    if (country < 0 || days_on_list(scene, who, country) > patience ||
        !asy_consulate_asked(scene, who, country) ||
        (from == ASY_FROM_TRANSIT && !may_leave(scene, who, &luck)))
        return none;
    asy_mark(who, ASY_MARK_consulate_asked); /* asked, with any outcome */
    return put_on_list(scene, who, country, from, patience);
}

struct asy_step
asy_safe_route_ask(struct asy_scene *scene, struct asy_applicant *who)
{
    if (!scene->stock->gives[ASY_LIST_visas])
        return asy_at_once(ASY_STAGE_way);
    const enum asy_from from = from_of(scene, who);
    const struct asy_step listed = referred(scene, who, from);
    return listed.next != ASY_AT_ONCE ? listed : asks_consulate(scene, who, from);
}

/* Handed over from one service to another, with no procedure at all. */
static struct asy_step
brought_back(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_count(scene, ASY_METRIC_found_in_hiding, who, 0, who->persons);
    asy_tell(scene, who, referral, "is found in hiding, and brought back", NAN, NAN);
    if (asy_at_risk(who)) {
        asy_sent_on(who, who->place, ASY_ACT_HAND_OVER);
        asy_refouled(scene, who);
    }
    who->fate = ASY_FATE_SEIZED;
    return asy_return_home(scene, who);
}

/* What a danger does; ASY_AT_ONCE where it had passed. */
static struct asy_step
struck(struct asy_scene *scene, struct asy_applicant *who)
{
    return from_of(scene, who) == ASY_FROM_HOME ? brought_back(scene, who)
                                                : asy_danger_strikes(scene, who);
}

struct asy_step
asy_stage_visa_list(struct asy_scene *scene, struct asy_applicant *who)
{
    if (scene->day >= who->danger_day && who->danger_day <= who->leave_day) {
        const struct asy_step step = struck(scene, who);
        if (step.next != ASY_AT_ONCE)
            return step;
        asy_once_more(&who->relisted);
        return asy_stand_on(ASY_STAGE_visa_list, ASY_LIST_visas);
    }
    if (scene->day >= who->leave_day) {
        asy_count(scene, ASY_METRIC_lists_left, who, who->target, who->persons);
        asy_tell(scene, who, referral, "can wait no longer for a visa", NAN, NAN);
        if (from_of(scene, who) == ASY_FROM_TRANSIT)
            who->fate = ASY_FATE_NO_STATUS_TRANSIT;
        return goes_on(from_of(scene, who));
    }
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_visa_given);
    const int32_t days =
        asy_wait_days(ASY_TODAY(scene, safe_route, who->target)->visa_days, asy_u(&luck, 0));
    asy_count(scene, ASY_METRIC_days_for_visa, who, who->target,
              (uint32_t) (scene->day - who->since) * who->persons);
    scene->stock->visas_given[who->group] += who->persons;
    asy_tell(scene, who, safe_route, "is given a visa", NAN, NAN);
    who->leave_day = asy_day_after(scene, days); /* the day of arrival */
    return asy_until_danger(scene, who, ASY_STAGE_visa, who->leave_day);
}

/* Arrives: with a status, or to claim. No crossing, and no state on the way. A danger that has
   passed meanwhile costs neither the visa nor a second place. */
struct asy_step
asy_stage_visa(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_safe_route *law = ASY_TODAY(scene, safe_route, who->target);
    if (scene->day >= who->danger_day) {
        const struct asy_step step = struck(scene, who);
        if (step.next != ASY_AT_ONCE)
            return step;
    }
    if (scene->day < who->leave_day)
        return asy_until_danger(scene, who, ASY_STAGE_visa, who->leave_day);
    asy_count(scene, ASY_METRIC_safe_route_visas, who, who->target, who->persons);
    const bool is_arrested = asy_marked(who, ASY_MARK_arrested);
    asy_comes_to(who, who->target);
    if (is_arrested) /* in the state left: it is not looked at again on this way */
        asy_mark(who, ASY_MARK_arrested);
    who->first = who->visa = who->target;
    asy_forget(who, ASY_LASTS_choice);
    asy_tell(scene, who, safe_route, "arrives by a safe route", NAN, NAN);
    if (law->claims && scene->world->country[who->place].is_state)
        return asy_at_once(ASY_STAGE_entry);
    return asy_end(who, ASY_FATE_SAFE_ROUTE);
}
