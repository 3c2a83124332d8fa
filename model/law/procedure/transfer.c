/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dublin III, art. 27 to 29: remedy, transfer and time limit; and what awaits those
 * transferred.
 */
#include "law/journey/choice.h"
#include "law/procedure/procedure.h"
#include "law/response/crisis.h"

#include "law/people/people.h"

/* Words of `transfer` and `answer` that are used here. */
enum { ABSCONDS, TRANSFER, IMPRISONED, DETAINED };
enum { ANSWER_OF_DUBLIN, REMEDY, REMEDY_WON, REMEDY_DAYS };

struct race {
    int32_t transfer, limit; /* days from the acceptance, or from the ruling */
    int32_t held;            /* of which in detention */
    bool absconds, imprisoned, freed;
};

bool
asy_would_abscond(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_transfer);
    return asy_chance(&luck, ABSCONDS, ASY_TODAY(scene, dublin, who->place)->p_abscond);
}

/* Two clocks. A person in hiding is found more slowly, but the limit is longer; a prisoner can
   only be transferred afterwards. */
static struct race
clocks_of(const struct asy_scene *scene, const struct asy_applicant *who,
          const struct asy_dublin *law, const struct asy_luck *luck)
{
    const struct asy_crisis *crisis = ASY_TODAY(scene, crisis, who->place);
    const double mean =
        law->transfer_days[who->target] * asy_crisis_delays(crisis, crisis->transfers);
    const double u = asy_u(luck, TRANSFER);
    if (asy_would_abscond(scene, who))
        return (struct race){ .transfer = asy_wait_days(law->absconded_factor * mean, u),
                              .limit = (int32_t) law->limit_absconded_days,
                              .absconds = true };
    const int32_t days = asy_wait_days(mean, u);
    if (asy_chance(luck, IMPRISONED, law->p_imprisoned))
        return (struct race){ .transfer = (int32_t) law->prison_days + days,
                              .limit = (int32_t) law->limit_imprisoned_days,
                              .imprisoned = true };
    return (struct race){ .transfer = days, .limit = (int32_t) law->limit_days };
}

/* A detainee cannot abscond until the time for that is up. */
static struct race
race_of(const struct asy_scene *scene, const struct asy_applicant *who,
        const struct asy_dublin *law, const struct asy_luck *luck)
{
    struct race race = clocks_of(scene, who, law, luck);
    bool freed;
    if (!asy_marked(who, ASY_MARK_held_for_transfer))
        return race;
    const int32_t days = asy_transfer_from_detention(scene, who, &freed);
    if (!freed)
        return (
            struct race){ .transfer = days, .limit = (int32_t) law->limit_days, .held = days };
    race.transfer += days;
    race.held = days;
    race.freed = true;
    return race;
}

static void
tell_clocks(struct asy_scene *scene, const struct asy_applicant *who,
            const struct asy_dublin *law, const struct asy_luck *luck, const struct race *race)
{
    if (race->held > 0)
        asy_tell(
            scene, who, transfer_detention,
            race->freed
                ? "is accepted, and will be released: the time for the transfer is too short"
                : "is accepted, and will be transferred from detention",
            NAN, NAN);
    else if (race->absconds)
        asy_tell(scene, who, dublin, "is accepted, and absconds", law->p_abscond,
                 asy_u(luck, ABSCONDS));
    else if (race->imprisoned)
        asy_tell(scene, who, dublin, "is accepted while in prison", law->p_imprisoned,
                 asy_u(luck, IMPRISONED));
    else
        asy_tell(scene, who, dublin, "is accepted, might abscond, and does not", law->p_abscond,
                 asy_u(luck, ABSCONDS));
}

/* No transfer: in `days` this state becomes responsible. */
static struct asy_step
remains(struct asy_applicant *who, int32_t days)
{
    who->target = who->place;
    return asy_wait(ASY_STAGE_dublin_transfer, days);
}

static bool
lapses(const struct asy_dublin *law, const struct race *race)
{
    return law->lapse && race->transfer > race->limit;
}

/* What puts a transfer off does not stop the limit: art. 29(1) and (2) know only court, prison
   and flight. */
static struct asy_step
run_race(struct asy_scene *scene, struct asy_applicant *who, const struct asy_dublin *law,
         struct race race)
{
    if (!lapses(law, &race))
        race.transfer = asy_transfer_put_off(scene, who, race.transfer);
    if (lapses(law, &race))
        return remains(who, race.limit);
    return asy_wait_unreceived(scene, who, ASY_STAGE_dublin_transfer, race.transfer,
                               ASY_RECEPTION_TO_TRANSFER_DECISION);
}

/* Whether a court can still stop the transfer: one may stay until it has ruled, or is still
   there and no limit has passed. */
static bool
comes_in_time(const struct asy_dublin *law, const struct race *race, int32_t ruling)
{
    return law->remedy_suspends ||
           (ruling < race->transfer && (!law->lapse || ruling <= race->limit));
}

struct asy_step
asy_transfer_race(struct asy_scene *scene, struct asy_applicant *who, int32_t waited)
{
    const struct asy_dublin *law = ASY_TODAY(scene, dublin, who->place);
    const struct asy_luck clocks = asy_luck(scene, who, ASY_LUCK_transfer);
    struct race race = race_of(scene, who, law, &clocks);
    tell_clocks(scene, who, law, &clocks, &race);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_answer);
    asy_aid_given(scene, who, who->place, ASY_AID_TRANSFER);
    if (!asy_chance(&luck, REMEDY,
                    asy_counsel_lodges(scene, who, ASY_AID_TRANSFER, law->p_remedy))) {
        asy_transfer_release(scene, who, waited + race.held);
        return run_race(scene, who, law, race);
    }
    const int32_t ruling = asy_wait_days(law->remedy_days, asy_u(&luck, REMEDY_DAYS));
    const struct asy_court_found remedy =
        asy_dublin_remedy(scene, who, asy_u(&luck, REMEDY_WON));
    const bool in_time = remedy.won && comes_in_time(law, &race, ruling);
    asy_tell(scene, who, dublin,
             !in_time       ? "appeals against the transfer, without success"
             : remedy.right ? "appeals, and the court finds the transfer decision wrong"
                            : "appeals, and the court stops the transfer",
             remedy.p, asy_u(&luck, REMEDY_WON));
    if (in_time) {
        asy_count_pair(scene, ASY_METRIC_dublin_remedies_won, who, who->place, who->target);
        if (remedy.right)
            asy_count_pair(scene, ASY_METRIC_dublin_remedies_right, who, who->place,
                           who->target);
        asy_transfer_release(scene, who, waited + ruling);
        return remains(who, ruling);
    }
    /* art. 28(3): detained until the ruling too, where it suspends */
    asy_transfer_release(scene, who, waited + race.held + (law->remedy_suspends ? ruling : 0));
    if (law->remedy_suspends) { /* art. 29(1): the limit runs from the final decision */
        race.transfer += ruling;
        race.limit += ruling;
    }
    return run_race(scene, who, law, race);
}

/* The wait for the judgment; or, as a measure is not an appeal under art. 27(3) and the time
   limit of art. 29(1) runs on, for the day on which this state becomes responsible. */
static struct asy_step
stopped_by_measure(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_dublin *law = ASY_TODAY(scene, dublin, who->place);
    const struct asy_luck clocks = asy_luck(scene, who, ASY_LUCK_transfer);
    const struct race race = clocks_of(scene, who, law, &clocks);
    const int32_t left = race.limit > race.transfer ? race.limit - race.transfer : 1;
    const struct asy_step judgment = asy_strasbourg_wait(scene, who, ASY_STAGE_dublin_transfer);
    const bool allocated = asy_marked(who, ASY_MARK_dublin_done);
    return law->lapse && !allocated && left < judgment.n ? remains(who, left) : judgment;
}

static void
count_allocation(struct asy_scene *scene, const struct asy_applicant *who)
{
    if (asy_marked(who, ASY_MARK_by_pool)) {
        asy_count_pair(scene, ASY_METRIC_relocations, who, who->place, who->target);
        asy_tell(scene, who, solidarity, "is relocated to another state", NAN, NAN);
        return;
    }
    const double euro = ASY_TODAY(scene, corrective, 0)->refund;
    asy_count_pair(scene, ASY_METRIC_allocations, who, who->place, who->target);
    asy_count(scene, ASY_METRIC_transfer_refunds, who, who->place,
              (uint32_t) (euro * who->persons + 0.5));
    asy_tell(scene, who, corrective, "is allocated to another state", NAN, NAN);
}

/* Allocated by the corrective mechanism or relocated from the solidarity pool: nothing was
   asked, and nothing is to be taken back. */
static struct asy_step
allocated(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_step away = asy_allocation_left(scene, who);
    if (away.next != ASY_AT_ONCE)
        return away;
    const bool is_content = asy_marked(who, ASY_MARK_where_wished);
    count_allocation(scene, who);
    asy_file_close(scene, who);
    asy_sent_on(who, who->place, ASY_ACT_DUBLIN_TRANSFER);
    const bool is_admissible = asy_marked(who, ASY_MARK_admissible);
    asy_comes_to(who, who->target);
    who->first = who->target;
    asy_mark(who, ASY_MARK_dublin_done);
    asy_mark(who, ASY_MARK_allocated);
    asy_mark(who, ASY_MARK_counted_ahead);
    if (is_content)
        asy_mark(who, ASY_MARK_where_wished);
    if (is_admissible) /* answered once for all states */
        asy_mark(who, ASY_MARK_admissible);
    return asy_wait(ASY_STAGE_registration, 1);
}

/* Detained on arrival one does not move on again; else one may. A child alone is not detained
   (2013/33/EU art. 11(3)). */
enum asy_mark
asy_after_transfer(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_dublin *law = ASY_TODAY(scene, dublin, who->place);
    const struct asy_onward *onward = ASY_TODAY(scene, onward, who->group);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_onward_transferred);
    if (law->p_detained_after > 0.0) {
        const struct asy_luck arrival = asy_luck(scene, who, ASY_LUCK_transfer);
        if (asy_chance(&arrival, DETAINED, law->p_detained_after) &&
            !asy_is_minor_alone(scene, who) && !asy_is_too_frail_to_hold(scene, who)) {
            asy_count_frail_held(scene, who);
            asy_count(scene, ASY_METRIC_days_detained, who, who->place,
                      (uint32_t) (law->detained_after_days + 0.5) * who->persons);
            asy_tell(scene, who, dublin, "is detained after the transfer",
                     law->p_detained_after, asy_u(&arrival, DETAINED));
            return ASY_MARK_stays;
        }
    }
    const bool leaves =
        asy_chance(&luck, 0, onward->after_transfer) && who->claims < onward->most_claims;
    return leaves ? ASY_MARK_leaves : ASY_MARK_stays;
}

static struct asy_step
transferred(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_count_pair(scene, ASY_METRIC_dublin_transfers, who, who->place, who->target);
    asy_needs_count_transfer(scene, who);
    if (asy_dublin_errors(scene, who) != 0)
        asy_count_pair(scene, ASY_METRIC_dublin_transfers_wrong, who, who->place, who->target);
    scene->news->transfers[who->group][who->place] += who->persons;
    if (!asy_marked(who, ASY_MARK_found_without_claim))
        asy_file_close(scene, who);
    if (!(who->claimed & asy_bit(who->target)))
        asy_mark(who, ASY_MARK_determined); /* taken charge of, by a criterion */
    who->fate = ASY_FATE_WAITING;
    asy_sent_on(who, who->place, ASY_ACT_DUBLIN_TRANSFER);
    asy_comes_to(who, who->target);
    who->first = who->target;
    asy_tell(scene, who, dublin, "is transferred", NAN, NAN);
    asy_mark(who, ASY_MARK_dublin_done);
    asy_mark(who, ASY_MARK_dublin_sent);
    asy_mark(who, asy_after_transfer(scene, who));
    return asy_wait(ASY_STAGE_registration, 1);
}

/* The day of the transfer, or the one on which this state becomes responsible. */
struct asy_step
asy_stage_dublin_transfer(struct asy_scene *scene, struct asy_applicant *who)
{
    const uint64_t suspended = ASY_TODAY(scene, dublin, who->place)->suspended;
    const bool is_allocated = asy_marked(who, ASY_MARK_dublin_done);
    if (who->target == who->place || (!is_allocated && suspended & asy_bit(who->target))) {
        asy_tell(
            scene, who, dublin,
            who->target == who->place
                ? "no transfer in time, or a court has stopped it: this state is responsible"
                : "transfers to that state are suspended: this one is responsible",
            NAN, NAN);
        return asy_dublin_take_on(scene, who);
    }
    if (asy_needs_stop_transfer(scene, who))
        return asy_dublin_take_on(scene, who);
    if (asy_strasbourg_stops(scene, who, who->place, ASY_STOPS_TRANSFER))
        return stopped_by_measure(scene, who);
    return is_allocated ? allocated(scene, who) : transferred(scene, who);
}
