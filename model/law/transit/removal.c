/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An order to be removed from a transit country: courts against the clock, Strasbourg, and the
   removal itself. */
#include "law/journey/journey.h"
#include "life/ledger.h"

void
asy_is_held(struct asy_scene *scene, struct asy_applicant *who)
{
    if (!asy_marked(who, ASY_MARK_held))
        asy_count(scene, ASY_METRIC_detained_in_transit, who, who->place, who->persons);
    if (!asy_marked(who, ASY_MARK_held))
        who->since = (int16_t) scene->day; /* no danger strikes a detainee */
    asy_mark(who, ASY_MARK_held);
}

void
asy_is_released(struct asy_scene *scene, struct asy_applicant *who)
{
    if (!asy_marked(who, ASY_MARK_held))
        return;
    asy_count(scene, ASY_METRIC_days_detained_in_transit, who, who->place,
              (uint32_t) (scene->day - who->since) * who->persons);
    asy_unmark(who, ASY_MARK_held);
}

struct asy_step
asy_set_free(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_is_released(scene, who);
    asy_unmark(who, ASY_MARK_undesirable);
    asy_unmark(who, ASY_MARK_assured);
    asy_unmark(who, ASY_MARK_assured_well);
    asy_next_wait(who);
    asy_tell(scene, who, dangers, "is free", NAN, NAN);
    if (asy_marked(who, ASY_MARK_local_claim))
        return asy_local_pending(scene, who);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_set_free);
    const bool stuck = asy_marked(who, ASY_MARK_no_papers) &&
                       !asy_travel_document(scene, who, asy_u(&luck, 1));
    if (who->fate == ASY_FATE_NO_STATUS_TRANSIT || stuck)
        return asy_goes_adrift(scene, who);
    return asy_goes_on(scene, who, asy_u(&luck, 0));
}

static void
count_act(struct asy_scene *scene, const struct asy_applicant *who, enum asy_act act)
{
    if (act == ASY_ACT_EXTRADITION)
        asy_count(scene, ASY_METRIC_extradited, who, who->place, who->persons);
    else if (act == ASY_ACT_ABDUCTION)
        asy_count(scene, ASY_METRIC_abducted_in_transit, who, who->place, who->persons);
    else if (act == ASY_ACT_EXPULSION)
        asy_count(scene, ASY_METRIC_expelled_by_courts, who, who->place, who->persons);
    else if (act == ASY_ACT_DEPORTATION)
        asy_count(scene, ASY_METRIC_deported_undesirable, who, who->place, who->persons);
    else if (act == ASY_ACT_HAND_OVER)
        asy_count(scene, ASY_METRIC_handed_over, who, who->place, who->persons);
}

struct asy_step
asy_seized(struct asy_scene *scene, struct asy_applicant *who, enum asy_act act)
{
    asy_is_released(scene, who);
    count_act(scene, who, act);
    who->fate = ASY_FATE_SEIZED;
    if (asy_at_risk(who)) {
        if (act == ASY_ACT_EXTRADITION && asy_marked(who, ASY_MARK_assured))
            asy_count(scene, ASY_METRIC_given_up_on_assurances, who, who->place, who->persons);
        asy_count(scene, ASY_METRIC_seized_in_transit, who, who->place, who->persons);
        asy_count(scene, ASY_METRIC_seized_in_transit_children, who, who->place, who->children);
        const bool sent_before = asy_n_links(who) > 0;
        asy_sent_on(who, who->place, act);
        const enum asy_fate fate = asy_refouled(scene, who);
        if (sent_before)
            who->fate = (uint8_t) fate;
    }
    return act == ASY_ACT_EXTRADITION ? asy_given_up(scene, who) : asy_return_home(scene, who);
}

/* The transit country to which a court's expulsion leads instead of home; -1: home. */
static int
expelled_to(const struct asy_scene *scene, const struct asy_applicant *who, double u)
{
    const struct asy_world *world = scene->world;
    const struct asy_expulsion *law = ASY_TODAY(scene, expulsion, who->place);
    for (int c = world->n_states; c < world->n_states + world->n_transit; c++) {
        if (c == who->place || c == who->citizenship)
            continue;
        if (u < law->to[c])
            return c;
        u -= law->to[c];
    }
    return -1;
}

/* Whether the country that they chose, or that was chosen for them, lets them in at all. */
static bool
is_kept_out(struct asy_scene *scene, struct asy_applicant *who, int country, double u)
{
    const double p = ASY_TODAY(scene, sojourn, country)->p_refused_entry[who->group];
    if (p <= 0.0)
        return false;
    asy_tell(scene, who, sojourn, "comes to a transit country after expulsion from another", p,
             u);
    if (u >= p)
        return false;
    asy_count(scene, ASY_METRIC_entry_refused_in_transit, who, country, who->persons);
    return true;
}

static struct asy_step
expel_to(struct asy_scene *scene, struct asy_applicant *who, int country)
{
    asy_is_released(scene, who);
    asy_count(scene, ASY_METRIC_expelled_by_courts, who, who->place, who->persons);
    asy_tell(scene, who, expulsion, "is expelled to another transit country", NAN, NAN);
    return asy_removed_to(scene, who, country, ASY_ACT_EXPULSION);
}

/* Carried out: by the latest of the procedures that have begun. */
struct asy_step
asy_transit_removal(struct asy_scene *scene, struct asy_applicant *who)
{
    if (asy_marked(who, ASY_MARK_undesirable)) {
        asy_tell(scene, who, deportation, "is deported", NAN, NAN);
        return asy_seized(scene, who, ASY_ACT_DEPORTATION);
    }
    if (who->stage == ASY_STAGE_extradition ||
        (who->stage == ASY_STAGE_measure && asy_marked(who, ASY_MARK_requested))) {
        asy_tell(scene, who, extradition, "is extradited", NAN, NAN);
        return asy_seized(scene, who, ASY_ACT_EXTRADITION);
    }
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_expulsion_country);
    const int to = expelled_to(scene, who, asy_u(&luck, 0));
    if (to >= 0 && asy_may_be_asked(scene, who, to) &&
        !is_kept_out(scene, who, to, asy_u(&luck, 1)))
        return expel_to(scene, who, to);
    asy_tell(scene, who, expulsion, "is expelled", NAN, NAN);
    return asy_seized(scene, who, ASY_ACT_EXPULSION);
}

static const struct asy_remedy *
remedy_of(const struct asy_scene *scene, const struct asy_applicant *who)
{
    return asy_marked(who, ASY_MARK_undesirable)
               ? &ASY_TODAY(scene, deportation, who->place)->remedy
               : &ASY_TODAY(scene, expulsion, who->place)->remedy;
}

/* Whether they learn of the order in time to seek help. In a wave of removals no appeal is
   awaited. */
static bool
is_told(const struct asy_scene *scene, const struct asy_applicant *who,
        const struct asy_luck *luck)
{
    const double swept = asy_marked(who, ASY_MARK_undesirable)
                             ? 0.0
                             : ASY_TODAY(scene, climate, who->place)->no_appeal;
    return asy_chance(luck, 0, remedy_of(scene, who)->p_told) && !asy_chance(luck, 2, swept);
}

/* The day of the court's ruling goes into leave_day; INT16_MAX where there is none. */
struct asy_step
asy_ordered_out(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_remedy *law = remedy_of(scene, who);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_remedy);
    const struct asy_luck ruling = asy_luck(scene, who, ASY_LUCK_remedy_ruling);
    const int32_t removal = asy_wait_days(law->removal_days, asy_u(&ruling, 0));

    who->leave_day = INT16_MAX;
    if (!is_told(scene, who, &luck)) {
        asy_tell(scene, who, dangers, "does not learn of the order in time to appeal",
                 law->p_told, asy_u(&luck, 0));
        return asy_wait(ASY_STAGE_ordered_out, removal);
    }
    if (!asy_chance(&luck, 1, law->p_appeals))
        return asy_wait(ASY_STAGE_ordered_out, removal);
    const int32_t court = asy_wait_days(law->appeal_days, asy_u(&ruling, 1));
    const bool stopped = law->suspends || asy_chance(&luck, 3, law->p_provisional);
    asy_tell(scene, who, dangers,
             stopped ? "appeals, and the removal waits"
                     : "appeals, but the removal does not wait",
             NAN, NAN);
    who->leave_day = asy_day_after(scene, court);
    return asy_wait(ASY_STAGE_ordered_out, stopped || court <= removal ? court : removal);
}

struct asy_step
asy_stage_ordered_out(struct asy_scene *scene, struct asy_applicant *who)
{
    if (scene->day >= who->leave_day) {
        const double won = remedy_of(scene, who)->p_appeal_won;
        const struct asy_luck ruling = asy_luck(scene, who, ASY_LUCK_remedy_ruling);
        asy_tell(scene, who, dangers, "the court rules on the removal", won, asy_u(&ruling, 2));
        if (asy_chance(&ruling, 2, won)) {
            asy_count(scene, ASY_METRIC_removal_appeals_won, who, who->place, who->persons);
            return asy_set_free(scene, who);
        }
    }
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_remedy);
    if (is_told(scene, who, &luck) &&
        asy_strasbourg_stops(scene, who, who->place, ASY_STOPS_REMOVAL))
        return asy_strasbourg_wait(scene, who, ASY_STAGE_ordered_out);
    return asy_transit_removal(scene, who);
}
