/* SPDX-License-Identifier: GPL-3.0-or-later */
/* After return: persecuted or not, seen or unseen; flees again. */
#include "law/aftermath/aftermath.h"
#include "law/people/people.h"
#include "law/people/persecutor.h"
#include "life/ledger.h"
#include "life/scope.h"

static const struct asy_param params[] = {
    ASY_PARAM(after_return, p_persecuted, 0, 0.3, 1, "share of those at risk",
              "Share of people at risk who are persecuted after return.",
              "grade D; documented cases are lower bounds"),
    ASY_PARAM(after_return, persecuted_days, 1, 120, 5000, "days",
              "Mean time from the return to the persecution.",
              "grade D: mean; Closing the Door: three months in one case"),
    ASY_PARAM(after_return, p_flee_again, 0, 0.1, 1, "share",
              "Share of people at risk and not seized who flee again.",
              "grade D: of those at risk and not seized"),
    ASY_PARAM(after_return, flee_days, 1, 200, 5000, "days",
              "Mean time from the return to the next flight.", "grade D: mean"),
    ASY_PARAM(after_return, outside_days, 0, 92, 100000, "days",
              "How long outside Europe earlier claims still bind.",
              "604/2013 art. 19(2): claims made bind no longer after 3 months outside"),
    ASY_PARAM_FLAG(
        after_return, removal_ends, 1,
        "Whether a return under a return order, or a removal, ends the responsibility "
        "of the state.",
        "604/2013 art. 19(3); COM(2016) 270 art. 20: no longer"),
    ASY_PARAM(after_return, assisted_factor, 0, 1, 1, "ratio",
              "How many times as often people returned with support flee again.",
              "grade D: on fleeing again, of those returned with support"),
    ASY_PARAM(after_return, ban_factor, 0, 1, 1, "ratio",
              "How many times as often people under an entry ban flee again.",
              "grade D: on fleeing again, of those under an entry ban"),
    ASY_PARAM(after_return, abroad_ratio, 0, 1, 10, "ratio",
              "How many times as often as at home people kept by a third state are persecuted.",
              "grade D: on persecution, of those given up to a state that is not their own"),
    ASY_PARAM(after_return, watched_factor, 0, 1, 1, "ratio",
              "How many times as often people whose fate is monitored are persecuted.",
              "grade D: on persecution, of those whose fate is followed"),
    ASY_PARAM(after_return, p_brought_back, 0, 0, 1, "share",
              "Share of people monitored and persecuted who are brought to safety.",
              "grade D: of those watched and persecuted, who are brought to safety"),
    ASY_PARAM(after_return, p_documented, 0, 0, 1, "share",
              "Share of people harmed and not monitored whose case becomes known.",
              "grade D: of those harmed and not watched, whose case becomes known"),
    { 0 },
};

const struct asy_law asy_law_after_return = {
    .name = "after_return",
    .file = __FILE__,
    .doc = "What becomes of people back in their country.",
    .source = "Closing the Door, Kachanovich-Shlyk & Matusevich, notes 95-96",
    .section = ASY_OF_GROUP,
    .size = sizeof(struct asy_after_return),
    .params = params,
};

/* Whether this return was a forced one of a person at risk. */
static bool
was_refouled(const struct asy_applicant *who)
{
    return who->fate == ASY_FATE_REFOULED_DIRECT || who->fate == ASY_FATE_REFOULED_CHAIN ||
           who->fate == ASY_FATE_SEIZED;
}

/* Went back because relatives were pressed: what awaits is known (asy_return_to_persecution).
 */
static bool
is_certain(const struct asy_applicant *who)
{
    return who->fate == ASY_FATE_RETURNED_PERSECUTED;
}

/* Whether it stands in the ledger: a person hunted down at home was sent there by nobody. */
static bool
is_in_ledger(const struct asy_applicant *who)
{
    return asy_n_links(who) > 0 && (was_refouled(who) || is_certain(who));
}

/* ---- who looks on ------------------------------------------------------------ */

enum { WATCHED, KNOWN, BROUGHT_BACK }; /* words of `watched` */

static struct asy_luck
watch_luck(const struct asy_scene *scene, const struct asy_applicant *who)
{
    return asy_luck(scene, who, ASY_LUCK_watched);
}

/* Under the laws of the day of return, so that one answer holds for what follows: whether the
   state that returned them follows their fate. */
static bool
is_watched(const struct asy_scene *scene, const struct asy_applicant *who)
{
    if (who->returned_from >= scene->world->n_states)
        return false;
    const struct asy_readmission *law =
        asy_law_on(scene, ASY_LAW_readmission, who->returned_from, who->since);
    const struct asy_luck luck = watch_luck(scene, who);
    return law->p_watched > 0.0 && asy_chance(&luck, WATCHED, law->p_watched);
}

static double
p_persecuted(const struct asy_scene *scene, const struct asy_applicant *who,
             const struct asy_after_return *law)
{
    const double there = who->place == who->citizenship ? 1.0 : law->abroad_ratio;
    return fmin(1.0, law->p_persecuted * there * asy_danger_left(scene, who) *
                         asy_assured_ratio(scene, who) *
                         (is_watched(scene, who) ? law->watched_factor : 1.0));
}

/* Support and bans weigh on voluntary departures; people seized or returned by force while at
   risk are not seen to flee again. */
static double
p_flee_again(const struct asy_scene *scene, const struct asy_applicant *who,
             const struct asy_after_return *law)
{
    double p = law->p_flee_again;
    if (was_refouled(who) || who->flights >= ASY_MOST_FLIGHTS)
        return 0.0;
    if (asy_marked(who, ASY_MARK_banned))
        p *= law->ban_factor;
    if (who->fate == ASY_FATE_RETURNED_UNHARMED &&
        who->returned_from < scene->world->n_states &&
        asy_is_assisted(scene, who,
                        asy_law_on(scene, ASY_LAW_refused, who->returned_from, who->since)))
        p *= law->assisted_factor;
    return p;
}

/* What a project that documents such cases would have counted: always of those watched. */
static void
document(struct asy_scene *scene, const struct asy_applicant *who,
         const struct asy_after_return *law)
{
    const struct asy_luck luck = watch_luck(scene, who);
    if (is_watched(scene, who) || asy_chance(&luck, KNOWN, law->p_documented))
        asy_count(scene, ASY_METRIC_documented_harm, who, who->returned_from, who->persons);
}

/* ---- the stages -------------------------------------------------------------- */

struct asy_step
asy_return_home(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_after_return *law = ASY_TODAY(scene, after_return, who->group);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_after_return);

    if (asy_at_risk(who) && asy_removed_lately(scene, who))
        asy_removal_leads_home(scene, who);
    who->returned_from = who->place;
    asy_comes_to(who, who->citizenship);
    who->since = (int16_t) scene->day;
    if (!asy_at_risk(who))
        return asy_end(who, (enum asy_fate) who->fate);
    if (who->fate == ASY_FATE_SEIZED)
        document(scene, who, law);
    if (asy_marked(who, ASY_MARK_sent_elsewhere))
        asy_count(scene, ASY_METRIC_returned_elsewhere, who, who->returned_from, who->persons);
    if (asy_chance(&luck, 0, p_persecuted(scene, who, law)))
        return asy_wait(ASY_STAGE_home, asy_wait_days(law->persecuted_days, asy_u(&luck, 1)));
    if (asy_chance(&luck, 2, p_flee_again(scene, who, law)))
        return asy_wait(ASY_STAGE_home, asy_wait_days(law->flee_days, asy_u(&luck, 3)));
    return asy_end(who, (enum asy_fate) who->fate);
}

/* A state that is not their own has asked for them, and keeps them: tried there, and harmed or
   not by the same law as at home. */
struct asy_step
asy_kept_abroad(struct asy_scene *scene, struct asy_applicant *who, int country)
{
    const struct asy_after_return *law = ASY_TODAY(scene, after_return, who->group);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_after_return);

    who->returned_from = who->place;
    asy_comes_to(who, country);
    who->since = (int16_t) scene->day;
    if (!asy_at_risk(who))
        return asy_end(who, (enum asy_fate) who->fate);
    if (who->fate == ASY_FATE_SEIZED) /* else when persecuted: one case is documented once */
        document(scene, who, law);
    if (asy_chance(&luck, 0, p_persecuted(scene, who, law)))
        return asy_wait(ASY_STAGE_home, asy_wait_days(law->persecuted_days, asy_u(&luck, 1)));
    return asy_end(who, (enum asy_fate) who->fate);
}

struct asy_step
asy_return_to_persecution(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_after_return *law = ASY_TODAY(scene, after_return, who->group);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_after_return);

    who->returned_from = who->place;
    asy_comes_to(who, who->citizenship);
    who->since = (int16_t) scene->day;
    who->fate = ASY_FATE_RETURNED_PERSECUTED; /* and so it is known at `home` that it comes */
    return asy_wait(ASY_STAGE_home, asy_wait_days(law->persecuted_days, asy_u(&luck, 1)));
}

/* Whether claims made before the return still bind: the stay outside was shorter than 604/2013
   art. 19(2) requires. A finally refused applicant left under a return decision, after which a
   claim is a new one at once (art. 19(3)). */
static bool
claims_bind(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_after_return *law = ASY_TODAY(scene, after_return, who->group);
    return who->returned_from < scene->world->n_states &&
           (!asy_marked(who, ASY_MARK_rejected) || !law->removal_ends) &&
           scene->day - who->since < law->outside_days;
}

/* 604/2013 art. 19(3): a removal under an order that followed the refusal or withdrawal of the
   claim ends all earlier claims, wherever it leads. */
void
asy_removal_ends_claims(const struct asy_scene *scene, struct asy_applicant *who)
{
    if (ASY_TODAY(scene, after_return, who->group)->removal_ends)
        asy_forget(who, ASY_LASTS_claims);
}

/* 604/2013 art. 19(2), after a removal without a return home: asked when they come in, before
   the removal is forgotten. */
void
asy_absence_ends_claims(const struct asy_scene *scene, struct asy_applicant *who)
{
    if (who->removed_day != ASY_NO_DAY && who->claimed &&
        scene->day - who->removed_day >=
            ASY_TODAY(scene, after_return, who->group)->outside_days)
        asy_forget(who, ASY_LASTS_claims);
}

/* A new flight: nothing of the last one is left but a ban, and the claims that bind. */
static struct asy_step
flee_again(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_tell(scene, who, after_return, "flees again", NAN, NAN);
    asy_count(scene, ASY_METRIC_fled_again, who, who->returned_from, who->persons);
    const bool bound = claims_bind(scene, who);
    who->flights++;
    asy_forget(who, ASY_LASTS_flight);
    if (!bound)
        asy_forget(who, ASY_LASTS_claims);
    who->fate = ASY_FATE_WAITING;
    return asy_at_once(ASY_STAGE_departure);
}

static void
persecuted(struct asy_scene *scene, struct asy_applicant *who,
           const struct asy_after_return *law)
{
    asy_count(scene, ASY_METRIC_persecuted_after_return, who, who->returned_from, who->persons);
    asy_count(scene, ASY_METRIC_persecuted_after_return_children, who, who->returned_from,
              who->children);
    if (asy_marked(who, ASY_MARK_status_ended))
        asy_count(scene, ASY_METRIC_persecuted_after_status, who, who->returned_from,
                  who->persons);
    if (asy_marked(who, ASY_MARK_sent_elsewhere)) /* where they were told to be safe */
        asy_count(scene, ASY_METRIC_persecuted_elsewhere, who, who->returned_from,
                  who->persons);
    if (who->fate != ASY_FATE_SEIZED) /* else counted when seized */
        document(scene, who, law);
    if (is_in_ledger(who))
        asy_ledger_add(scene->ledger, who, asy_year_of(scene->world, who->since), 0,
                       who->persons);
    if (who->fate == ASY_FATE_RETURNED_UNHARMED)
        who->fate = ASY_FATE_RETURNED_PERSECUTED;
}

struct asy_step
asy_stage_home(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_after_return *law =
        asy_law_on(scene, ASY_LAW_after_return, who->group, who->since);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_after_return);

    if (!is_certain(who) && !asy_chance(&luck, 0, p_persecuted(scene, who, law)))
        return flee_again(scene, who);
    asy_tell(scene, who, after_return, "is persecuted", law->p_persecuted, asy_u(&luck, 0));
    persecuted(scene, who, law);
    const struct asy_luck watch = watch_luck(scene, who);
    if (is_watched(scene, who) && asy_chance(&watch, BROUGHT_BACK, law->p_brought_back)) {
        asy_count(scene, ASY_METRIC_brought_back, who, who->returned_from, who->persons);
        asy_tell(scene, who, after_return, "is monitored after return, and brought to safety",
                 law->p_brought_back, asy_u(&watch, BROUGHT_BACK));
        return asy_end(who, ASY_FATE_SAFE_ROUTE);
    }
    return asy_end(who, (enum asy_fate) who->fate);
}
