/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of people in a country to which they were brought to have their claim examined
   (external.c): decided by its own shares or by the standard of a state, then protected, sent
   home, or left to go home, to set out again or to live there without status. People at risk
   who are sent or driven home stand at the end of a chain that the sending state began. */
#include "law/journey/journey.h"
#include "law/merits/thresholds.h"
#include "law/procedure/procedure.h"
#include "life/ledger.h"

static const struct asy_param params[] = {
    ASY_PARAM_SET(ASY_PER_COUNTRY, host, standard,
                  "State whose standard of recognition applies to decisions there; none means "
                  "the two shares.",
                  "the agreement, or the host's law"),
    ASY_PARAM(host, p_at_risk, 0, 0.5, 1, "share of those at risk",
              "Share of people at risk who are protected there.",
              "grade D: protected there; no such procedure is known to 2016"),
    ASY_PARAM(host, p_others, 0, 0.2, 1, "share of the others",
              "Share of the others who are protected there.", "grade D: protected there"),
    ASY_PARAM(host, decision_days, 0, 180, 5000, "days", "Mean time to the decision there.",
              "grade D: mean"),
    ASY_PARAM(host, p_sent_home, 0, 0.1, 1, "share of the refused",
              "Share of people refused there who are sent home by force.",
              "grade D: sent home by force, of those refused"),
    ASY_PARAM(host, p_home, 0, 0.4, 1, "share of the others",
              "Share of the others refused who go home voluntarily.",
              "grade D: go home by themselves, as removed.p_home"),
    ASY_PARAM(host, p_sets_out, 0, 0.4, 1, "share of the others",
              "Share of the remainder who set out for Europe again.",
              "grade D: set out again, as removed.p_tries_again"),
    ASY_PARAM(host, p_leaves, 0, 0.2, 1, "share of the protected",
              "Share of people protected there who set out for Europe all the same.",
              "grade D: leave though protected"),
    { 0 },
};

const struct asy_law asy_law_host = {
    .name = "host",
    .file = __FILE__,
    .doc = "What becomes of people whose claims the country examines on another's behalf.",
    .source = "1951 Convention art. 33; ECHR art. 3 (Ilias and Ahmed 47287/15, para 134)",
    .section = ASY_OF_REFUGE,
    .size = sizeof(struct asy_host),
    .params = params,
};

enum { PROTECTED, DECISION_DAYS, SENT_HOME, GOES_HOME }; /* words of `hosted` */
enum { SETS_OUT, LEAVES };                               /* words of `hosted_after` */

bool
asy_host_sends_home(const struct asy_scene *scene, const struct asy_applicant *who, int country)
{
    if (scene->world->country[country].is_state)
        return false;
    const struct asy_host *law = ASY_TODAY(scene, host, country);
    (void) who;
    return law->p_sent_home > 0.0 && (law->standard || law->p_at_risk < 1.0);
}

static bool
is_transit(const struct asy_scene *scene, int country)
{
    const struct asy_world *world = scene->world;
    return country >= world->n_states && country < world->n_states + world->n_transit;
}

void
asy_brought_to(struct asy_scene *scene, struct asy_applicant *who, int country)
{
    if (is_transit(scene, country))
        asy_transit_enter(scene, who, country);
    else
        asy_comes_to(who, country);
    who->removed_day = (int16_t) scene->day;
}

struct asy_step
asy_host_receives(struct asy_scene *scene, struct asy_applicant *who, int country)
{
    const struct asy_luck luck = asy_luck_of(scene, who, ASY_LUCK_hosted, country);

    who->fate = ASY_FATE_WAITING;
    asy_brought_to(scene, who, country);
    return asy_wait(ASY_STAGE_hosted,
                    asy_wait_days(ASY_TODAY(scene, host, country)->decision_days,
                                  asy_u(&luck, DECISION_DAYS)));
}

/* On the file as it would lie before that state; else by the share. */
static bool
is_protected(struct asy_scene *scene, struct asy_applicant *who, const struct asy_host *law,
             const struct asy_luck *luck)
{
    const double share = asy_at_risk(who) ? law->p_at_risk : law->p_others;
    if (law->standard) {
        const int s = __builtin_ctzll(law->standard);
        const double threshold = (double) scene->tau->ruled[who->citizenship][s];
        const double seen =
            (double) who->need +
            (double) who->error * (double) scene->tau->noise[who->citizenship][s];
        asy_tell_judged(scene, who, host,
                        "the claim is decided there by the standard of another state",
                        threshold, seen);
        return seen > threshold;
    }
    asy_tell(scene, who, host, "the claim is decided there", share, asy_u(luck, PROTECTED));
    return asy_chance(luck, PROTECTED, share);
}

/* On the way to Europe again: over the region, as at first. */
struct asy_step
asy_sets_out_from_there(struct asy_scene *scene, struct asy_applicant *who)
{
    (void) scene;
    asy_comes_to(who, who->citizenship);
    who->flights++;
    asy_forget(who, ASY_LASTS_flight);
    asy_forget(who, ASY_LASTS_claims);
    who->fate = ASY_FATE_WAITING;
    return asy_at_once(ASY_STAGE_departure);
}

static struct asy_step
sets_out_again(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_tell(scene, who, host, "sets out for Europe again", NAN, NAN);
    asy_count(scene, ASY_METRIC_hosted_set_out_again, who, who->place, who->persons);
    return asy_sets_out_from_there(scene, who);
}

static struct asy_step
settles(struct asy_scene *scene, struct asy_applicant *who, const struct asy_host *law,
        const struct asy_luck *after)
{
    asy_count(scene, ASY_METRIC_hosted_protected, who, who->place, who->persons);
    asy_tell(scene, who, host, "is protected there", NAN, NAN);
    if (who->flights < ASY_MOST_FLIGHTS && asy_chance(after, LEAVES, law->p_leaves))
        return sets_out_again(scene, who);
    return asy_end(who, ASY_FATE_TEMPORARY);
}

struct asy_step
asy_host_removes(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_count_pair(scene, ASY_METRIC_returns_forced, who, who->place, who->citizenship);
    who->fate = ASY_FATE_RETURNED_UNHARMED;
    if (asy_at_risk(who)) {
        asy_sent_on(who, who->place, ASY_ACT_RETURN);
        who->fate = (uint8_t) asy_refouled(scene, who);
    }
    return asy_return_home(scene, who);
}

/* A removal like any other, which Strasbourg may be asked to stop where the country is a party.
 */
struct asy_step
asy_sent_home_from_there(struct asy_scene *scene, struct asy_applicant *who,
                         enum asy_stage_id from)
{
    if (asy_strasbourg_stops(scene, who, who->place, ASY_STOPS_REMOVAL))
        return asy_strasbourg_wait(scene, who, from);
    return asy_host_removes(scene, who);
}

double
asy_p_goes_home(const struct asy_scene *scene, const struct asy_applicant *who, double p_home)
{
    if (!asy_at_risk(who) || who->crossing == ASY_NOBODY)
        return p_home;
    return fmin(1.0, p_home * ASY_TODAY(scene, border, who->crossing)->give_up_at_risk);
}

struct asy_step
asy_stays_there(struct asy_scene *scene, struct asy_applicant *who)
{
    if (is_transit(scene, who->place))
        return asy_goes_adrift(scene, who);
    return asy_end(who, ASY_FATE_NO_STATUS_TRANSIT);
}

static struct asy_step
is_refused(struct asy_scene *scene, struct asy_applicant *who, const struct asy_host *law,
           const struct asy_luck *luck, const struct asy_luck *after)
{
    const double p_home = asy_p_goes_home(scene, who, law->p_home);

    asy_count(scene, ASY_METRIC_hosted_refused, who, who->place, who->persons);
    if (asy_chance(luck, SENT_HOME, law->p_sent_home)) {
        asy_tell(scene, who, host, "is sent home from there by force", NAN, NAN);
        return asy_sent_home_from_there(scene, who, ASY_STAGE_hosted);
    }
    asy_tell(scene, who, host, "is refused there, and might go home", p_home,
             asy_u(luck, GOES_HOME));
    if (asy_chance(luck, GOES_HOME, p_home)) {
        who->fate = ASY_FATE_GAVE_UP;
        return asy_return_home(scene, who);
    }
    if (who->flights < ASY_MOST_FLIGHTS && asy_chance(after, SETS_OUT, law->p_sets_out))
        return sets_out_again(scene, who);
    asy_tell(scene, who, host, "lives there without status", NAN, NAN);
    return asy_stays_there(scene, who);
}

struct asy_step
asy_stage_hosted(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_host *law = ASY_TODAY(scene, host, who->place);
    const struct asy_luck luck = asy_luck_of(scene, who, ASY_LUCK_hosted, who->place);
    const struct asy_luck after = asy_luck_of(scene, who, ASY_LUCK_hosted_after, who->place);

    return is_protected(scene, who, law, &luck) ? settles(scene, who, law, &after)
                                                : is_refused(scene, who, law, &luck, &after);
}
