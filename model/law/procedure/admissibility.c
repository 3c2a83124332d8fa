/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the claim is heard at all; if not, whether a court or the other country's refusal
   opens it after all, or the person is removed. */
#include "law/procedure/border_procedure.h"

struct asy_step
asy_admissibility_enter(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_first_country *first = ASY_TODAY(scene, first_country, who->place);
    double days = 0.0;
    if (asy_marked(who, ASY_MARK_admissible))
        return asy_channel_enter(scene, who);
    if (asy_is_repeat_of_another_state(scene, who))
        return asy_at_once(ASY_STAGE_admissibility);
    if (asy_external_days(scene, who, &days))
        ;
    else if (first->p_apply > 0.0 && asy_refuge_on_the_way(scene, who) >= 0)
        days = first->days;
    else if (asy_third_countries(scene, who))
        days = ASY_TODAY(scene, third_country, who->place)->days;
    else { /* nothing speaks against it */
        asy_mark(who, ASY_MARK_admissible);
        return asy_at_once(ASY_STAGE_admissibility);
    }
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_third_country);
    return asy_wait(ASY_STAGE_admissibility, asy_wait_days(days, asy_u(&luck, 2)));
}

/* COM(2016) 270 art. 3(4): the state that tests admissibility first and has held the claim
   inadmissible, or accelerates it because of a safe country of origin, is responsible, whatever
   the criteria say; nor is such a claim allocated to another (art. 36(2)). */
static void
mark_kept(struct asy_applicant *who)
{
    asy_mark(who, ASY_MARK_dublin_done);
    asy_mark(who, ASY_MARK_admissible);
    asy_mark(who, ASY_MARK_determined);
}

static struct asy_step
keeps(struct asy_scene *scene, struct asy_applicant *who)
{
    mark_kept(who);
    const struct asy_step away = asy_onward_ask(scene, who);
    return away.next == ASY_AT_ONCE ? asy_dublin_take_on(scene, who) : away;
}

/* Art. 3(3)(b)(i): a first claim that will be accelerated because the country is on the Union's
   list. A country that only the state itself lists makes it responsible for nobody. */
static bool
keeps_safe_origin(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_dublin *law = ASY_TODAY(scene, dublin, who->place);
    return law->keeps_safe_origin && law->admissibility_first &&
           law->union_safe_origin & asy_bit(who->citizenship) &&
           !(who->claimed & ~asy_bit(who->place)) && asy_is_presumed_safe(scene, who);
}

/* Found admissible: on to the question left open by the order of the two (see registration). */
static struct asy_step
admissible(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_mark(who, ASY_MARK_admissible);
    if (asy_marked(who, ASY_MARK_dublin_done))
        return asy_channel_enter(scene, who);
    if (keeps_safe_origin(scene, who)) {
        asy_tell(scene, who, dublin,
                 "comes from a safe country of origin on the Union's list: this state keeps "
                 "the claim",
                 NAN, NAN);
        return keeps(scene, who);
    }
    const struct asy_step away = asy_onward_ask(scene, who);
    return away.next == ASY_AT_ONCE ? asy_dublin_enter(scene, who) : away;
}

struct asy_step
asy_heard_after_all(struct asy_scene *scene, struct asy_applicant *who)
{
    scene->stock->backlog[who->group][who->place] += who->persons;
    asy_strasbourg_forget(who); /* no removal without a hearing */
    return admissible(scene, who);
}

/* Not taken back by the other country; `held`: after the claim was held inadmissible. Whether
   that makes this state responsible. */
static bool
is_responsible_then(struct asy_scene *scene, struct asy_applicant *who, bool held)
{
    const bool first = ASY_TODAY(scene, dublin, who->place)->admissibility_first;
    asy_tell(scene, who, readmission, "the other country does not take the person back", NAN,
             NAN);
    if (!held || !first || asy_marked(who, ASY_MARK_dublin_done))
        return false;
    asy_tell(scene, who, dublin, "has declared the claim inadmissible, and so is responsible",
             NAN, NAN);
    return true;
}

static struct asy_step
not_taken_back(struct asy_scene *scene, struct asy_applicant *who, bool held)
{
    return is_responsible_then(scene, who, held) ? keeps(scene, who) : admissible(scene, who);
}

static struct asy_step
remove_to(struct asy_scene *scene, struct asy_applicant *who, int32_t days)
{
    asy_backlog_leave(scene, who);
    return asy_wait(ASY_STAGE_removal, days);
}

/* What a refusal unheard allows: whether a court is asked, when it rules, and whether one may
   stay until then. */
struct terms {
    double p_appeal, appeal_days, p_overturn, p_overturn_unsafe;
    bool suspensive, secured; /* secured: the other country is asked before the court rules */
};

static struct terms
terms_of(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_third_country *third = ASY_TODAY(scene, third_country, who->place);
    const struct asy_first_country *first = ASY_TODAY(scene, first_country, who->place);
    const struct asy_repeat_claim *repeat = ASY_TODAY(scene, repeat_claim, who->place);
    if (asy_marked(who, ASY_MARK_unheard_repeat))
        return (struct terms){ repeat->p_appeal,   repeat->appeal_days,
                               repeat->p_overturn, 0.0,
                               repeat->suspensive, true };
    if (asy_marked(who, ASY_MARK_unheard_external)) {
        const struct asy_external_processing *external =
            ASY_TODAY(scene, external_processing, who->place);
        return (struct terms){ external->p_appeal,   external->appeal_days,
                               external->p_overturn, 0.0,
                               external->suspensive, true };
    }
    if (asy_marked(who, ASY_MARK_unheard_first_country))
        return (struct terms){ first->p_appeal,          first->appeal_days, first->p_overturn,
                               first->p_overturn_unsafe, first->suspensive,  true };
    return (struct terms){ third->p_appeal,   third->appeal_days,
                           third->p_overturn, third->p_overturn_unsafe,
                           third->suspensive, third->readmission_first || !third->suspensive };
}

/* Whether a court is asked, and rules while they are still here: in `*court` days. They are
   removed in `removal` days where the appeal does not suspend. */
static bool
goes_to_court(struct asy_scene *scene, struct asy_applicant *who, int32_t removal,
              int32_t *court)
{
    const struct terms terms = terms_of(scene, who);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_unheard);
    *court = asy_wait_days(terms.appeal_days, asy_u(&luck, 1));
    const double p_appeal =
        asy_counsel_lodges(scene, who, ASY_AID_INADMISSIBLE | asy_aid_now(who), terms.p_appeal);
    asy_aid_given(scene, who, who->place, ASY_AID_INADMISSIBLE);
    if (!asy_chance(&luck, 0, p_appeal) || (!terms.suspensive && *court >= removal))
        return false;
    asy_tell(scene, who, third_country, "appeals to a court for the claim to be examined",
             p_appeal, asy_u(&luck, 0));
    return true;
}

/* Refused unheard because of `target`. Where the other country's answer comes before the
   court's, the two race. */
static struct asy_step
refused_unheard(struct asy_scene *scene, struct asy_applicant *who,
                struct asy_readmitted readmission)
{
    int32_t court;
    return goes_to_court(scene, who, readmission.days, &court)
               ? asy_wait(ASY_STAGE_unheard_appeal, court)
               : remove_to(scene, who, readmission.days);
}

/* A decision all the same, which somebody has to make. */
static void
count_decision(struct asy_scene *scene, const struct asy_applicant *who)
{
    asy_decided_beside(scene, who, ASY_QUEUE_merits,
                       ASY_TODAY(scene, merits, who->place)->unheard_cost);
}

static void
count_if_at_risk(struct asy_scene *scene, const struct asy_applicant *who)
{
    if (!asy_at_risk(who))
        return;
    asy_count(scene, ASY_METRIC_unheard_at_risk, who, who->place, who->persons);
    asy_count(scene, ASY_METRIC_unheard_children_at_risk, who, who->place, who->children);
}

/* Turned away because `country` (-1: none) had protected them; readmission comes first
   (2013/32/EU art. 35). ASY_AT_ONCE where they are not. */
static struct asy_step
hold_first_country(struct asy_scene *scene, struct asy_applicant *who, int country)
{
    const struct asy_step heard = asy_at_once(ASY_STAGE_admissibility);
    if (country < 0)
        return heard;
    const struct asy_readmitted readmission = asy_takes_back(scene, who, country, true);
    if (!readmission.accepts)
        return heard;
    asy_count(scene, ASY_METRIC_inadmissible_first_country, who, who->place, who->persons);
    count_decision(scene, who);
    count_if_at_risk(scene, who);
    asy_tell(scene, who, first_country, "inadmissible: had found protection on the way", NAN,
             NAN);
    who->target = (uint8_t) country;
    asy_mark(who, ASY_MARK_unheard_first_country);
    return refused_unheard(scene, who, readmission);
}

/* Whether another country is to examine the claim, by whatever route they came; if it does not
   admit them, they wait and are heard here. ASY_AT_ONCE where it is not. */
static struct asy_step
ask_external(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_external external = asy_external_ask(scene, who);
    if (external.country < 0)
        return asy_at_once(ASY_STAGE_admissibility);
    count_if_at_risk(scene, who);
    if (!external.admitted) {
        asy_mark(who, ASY_MARK_admissible);
        return asy_wait(ASY_STAGE_admissibility, external.days > 0 ? external.days : 1);
    }
    who->target = (uint8_t) external.country;
    asy_mark(who, ASY_MARK_unheard_external);
    return refused_unheard(scene, who, (struct asy_readmitted){ true, external.days });
}

/* Turned away because `country` could have examined the claim. ASY_AT_ONCE where it does not
   take them back: before a decision, or after one, `*held`. */
static struct asy_step
hold_third_country(struct asy_scene *scene, struct asy_applicant *who, int country,
                   const struct asy_luck *luck, bool *held)
{
    const struct asy_third_country *law = ASY_TODAY(scene, third_country, who->place);
    struct asy_readmitted readmission = { false, 0 };

    *held = false;
    who->target = (uint8_t) country;
    asy_unmark(who, ASY_MARK_unheard_first_country);
    const struct asy_luck appeal = asy_luck(scene, who, ASY_LUCK_unheard);
    const bool court_first =
        law->suspensive && !law->readmission_first &&
        asy_chance(&appeal, 0,
                   asy_counsel_lodges(scene, who, ASY_AID_INADMISSIBLE | asy_aid_now(who),
                                      law->p_appeal));
    if (!court_first)
        readmission = asy_takes_back(scene, who, country, false);
    if (!court_first && !readmission.accepts && law->readmission_first)
        return asy_at_once(ASY_STAGE_admissibility);
    *held = true;
    asy_count(scene, ASY_METRIC_inadmissible_third_country, who, who->place, who->persons);
    count_decision(scene, who);
    count_if_at_risk(scene, who);
    asy_tell(scene, who, third_country,
             "inadmissible: another country on the way could have examined the claim",
             law->p_apply, asy_u(luck, 0));
    if (!court_first && !readmission.accepts) /* art. 38(4): not admitted there */
        return asy_at_once(ASY_STAGE_admissibility);
    return refused_unheard(scene, who, readmission);
}

static struct asy_step
ask_third_country(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_third_country);
    const int country = asy_third_country_of(scene, who, &luck);
    bool held;
    if (country < 0)
        return admissible(scene, who);
    const struct asy_step away = hold_third_country(scene, who, country, &luck, &held);
    return away.next == ASY_AT_ONCE ? not_taken_back(scene, who, held) : away;
}

struct asy_step
asy_stage_admissibility(struct asy_scene *scene, struct asy_applicant *who)
{
    if (asy_marked(who, ASY_MARK_admissible))
        return admissible(scene, who);
    if (asy_is_repeat_of_another_state(scene, who) && !asy_repeat_admitted(scene, who)) {
        who->refused_in |= asy_bit(who->place);
        asy_backlog_leave(scene, who);
        return asy_repeat_not_heard(scene, who);
    }
    struct asy_step away = ask_external(scene, who);
    if (away.next == ASY_AT_ONCE)
        away = hold_first_country(scene, who, asy_first_country_of(scene, who));
    if (away.next != ASY_AT_ONCE)
        return away;
    if (asy_third_countries(scene, who))
        return ask_third_country(scene, who);
    asy_tell(scene, who, third_country, "no country on the way is considered safe: admissible",
             NAN, NAN);
    return admissible(scene, who);
}

/* ---- at the border ----------------------------------------------------------- */

static struct asy_step
back_unheard(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_mark(who, ASY_MARK_unheard_at_border);
    asy_backlog_leave(scene, who);
    return asy_border_sends_back(scene, who);
}

/* Because of the country beyond the border: to a court, or back at once. */
static struct asy_step
unheard_for_beyond(struct asy_scene *scene, struct asy_applicant *who, int country,
                   bool protected_there)
{
    int32_t court;
    count_decision(scene, who);
    count_if_at_risk(scene, who);
    if (protected_there) {
        asy_count(scene, ASY_METRIC_inadmissible_first_country, who, who->place, who->persons);
        asy_tell(scene, who, first_country,
                 "inadmissible: had found protection beyond the border", NAN, NAN);
        asy_mark(who, ASY_MARK_unheard_first_country);
    } else {
        asy_count(scene, ASY_METRIC_inadmissible_third_country, who, who->place, who->persons);
        asy_tell(scene, who, third_country,
                 "inadmissible: the country beyond the border is safe", NAN, NAN);
        asy_unmark(who, ASY_MARK_unheard_first_country);
    }
    who->target = (uint8_t) country;
    if (goes_to_court(scene, who, 0, &court))
        return asy_wait(ASY_STAGE_unheard_appeal, court);
    asy_border_procedure_ends(scene, who);
    return back_unheard(scene, who);
}

/* Because of a country that lies farther off they cannot be sent back across the border: they
   are removed as anybody else is, and wait at the border for a court alone. */
static struct asy_step
farther_off(struct asy_scene *scene, struct asy_applicant *who, struct asy_step away)
{
    if (away.stage == ASY_STAGE_removal)
        asy_border_procedure_ends(scene, who);
    return away;
}

/* The country farther off does not take them back: the claim is decided at the border. */
static struct asy_step
decided_after_all(struct asy_scene *scene, struct asy_applicant *who, bool held)
{
    if (is_responsible_then(scene, who, held))
        mark_kept(who);
    return asy_at_once(ASY_STAGE_border_decision);
}

struct asy_step
asy_unheard_at_border(struct asy_scene *scene, struct asy_applicant *who)
{
    const int beyond = asy_beyond_border(scene, who);
    const int protector = asy_first_country_of(scene, who);
    bool held;
    if (protector == beyond && asy_takes_back(scene, who, protector, true).accepts)
        return unheard_for_beyond(scene, who, protector, true);
    if (protector != beyond) {
        const struct asy_step away = hold_first_country(scene, who, protector);
        if (away.next != ASY_AT_ONCE)
            return farther_off(scene, who, away);
    }
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_third_country);
    const int country = asy_third_country_of(scene, who, &luck);
    if (country < 0)
        return asy_at_once(ASY_STAGE_border_decision);
    if (country == beyond)
        return unheard_for_beyond(scene, who, country, false);
    const struct asy_step away = hold_third_country(scene, who, country, &luck, &held);
    return away.next == ASY_AT_ONCE ? decided_after_all(scene, who, held)
                                    : farther_off(scene, who, away);
}

/* ---- a new claim ------------------------------------------------------------- */

struct asy_step
asy_repeat_not_heard(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_luck found = asy_luck(scene, who, ASY_LUCK_repeat_removal);
    int32_t court;
    asy_mark(who, ASY_MARK_unheard_repeat);
    count_decision(scene, who);
    if (goes_to_court(scene, who, asy_forced_days(scene, who, asy_u(&found, 0)), &court))
        return asy_wait(ASY_STAGE_unheard_appeal, court);
    return asy_refused_for_good(scene, who);
}

/* ---- the court --------------------------------------------------------------- */

static struct asy_step
overturned(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_unmark(who, ASY_MARK_unheard_external);
    asy_count(scene, ASY_METRIC_unheard_appeals_won, who, who->place, who->persons);
    asy_border_procedure_ends(scene, who);
    return asy_marked(who, ASY_MARK_unheard_repeat) ? asy_repeat_heard_after_all(scene, who)
                                                    : admissible(scene, who);
}

static struct asy_step
refusal_stands(struct asy_scene *scene, struct asy_applicant *who, const struct terms *terms)
{
    struct asy_readmitted readmission = { true, 1 };
    if (asy_marked(who, ASY_MARK_unheard_repeat))
        return asy_refused_for_good(scene, who);
    if (asy_border_procedure_ends(scene, who) && who->target == asy_beyond_border(scene, who))
        return back_unheard(scene, who);
    if (!terms->secured)
        readmission = asy_takes_back(scene, who, who->target, false);
    return readmission.accepts ? remove_to(scene, who, readmission.days)
                               : not_taken_back(scene, who, true);
}

/* Where a ruling has struck the practice meanwhile, every appellant is heard. */
struct asy_step
asy_stage_unheard_appeal(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_rulings *rulings = ASY_TODAY(scene, rulings, who->place);
    const struct terms terms = terms_of(scene, who);
    const bool third = !asy_marked(who, ASY_MARK_unheard_first_country) &&
                       !asy_marked(who, ASY_MARK_unheard_external) &&
                       !asy_marked(who, ASY_MARK_unheard_repeat);
    const bool struck = third && rulings->heeded && rulings->struck & asy_bit(who->target);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_unheard);
    const bool unsafe = terms.p_overturn_unsafe > 0.0 && asy_is_unsafe(scene, who, who->target);
    const double shown =
        unsafe ? asy_counsel_shows(scene, who, ASY_AID_INADMISSIBLE | asy_aid_now(who),
                                   terms.p_overturn_unsafe)
               : 0.0;
    const double p = fmax(shown, terms.p_overturn), u = asy_u(&luck, 2);
    const bool heard = struck || u < p, found_unsafe = !struck && u < shown;

    asy_count(scene, ASY_METRIC_unheard_appeals, who, who->place, who->persons);
    asy_decided_beside(scene, who, ASY_QUEUE_appeal,
                       ASY_TODAY(scene, appeal, who->place)->unheard_cost);
    asy_tell(scene, who, rulings,
             struck         ? "the court follows the ruling: the claim must be examined"
             : found_unsafe ? "the court finds that the country is not safe for them"
             : heard        ? "the court finds that the claim must be examined"
                            : "the court upholds the inadmissibility decision",
             p, u);
    if (found_unsafe)
        asy_count(scene, ASY_METRIC_unheard_won_unsafe, who, who->place, who->persons);
    return heard ? overturned(scene, who) : refusal_stands(scene, who, &terms);
}
