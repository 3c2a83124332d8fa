/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Return hubs: a third country that has agreed to it takes finally refused applicants, and
   returns them or keeps them. No claim is decided there (that is external.c and host.c):
   everyone there has been refused, rightly or not. Exempt are unaccompanied children, families
   with children where the law says so, and those who show that they are in danger. */
#include "law/aftermath/aftermath.h"
#include "law/people/persecutor.h"
#include "law/procedure/procedure.h"

#define NO_LIMIT 1e6

static const struct asy_param params[] = {
    ASY_PARAM_SET(
        ASY_PER_COUNTRY, return_hub, to,
        "Third countries that have agreed to take people under an obligation to leave.",
        "COM(2025) 101 art. 4(3)(g), 17; 2008/115/EC art. 3(3): only where one came "
        "through, or goes by one's own choice"),
    ASY_PARAM_FLAG(return_hub, first, 1,
                   "Whether the hub comes first, or only after the person's own country has "
                   "refused readmission.",
                   "COM(2025) 101 art. 4(3): the countries of return stand side by side"),
    ASY_PARAM(return_hub, p_sent, 0, 0, 1, "share of those concerned",
              "Share of people to be returned by force who are to be sent to a hub.",
              "grade D: a power of the state, not a duty"),
    ASY_PARAM_PER(ASY_PER_COUNTRY, return_hub, p_takes, 0, 0.5, 1, "share of requests",
                  "Share of people proposed whom the other country takes.",
                  "grade D: taken under the agreement"),
    ASY_PARAM(return_hub, places, 0, NO_LIMIT, NO_LIMIT, "persons/year",
              "Number of persons whom this state may send in a calendar year.",
              "the agreement"),
    ASY_PARAM_FLAG(return_hub, spares_minors, 1, "Whether unaccompanied children are exempt.",
                   "COM(2025) 101 art. 17(4)"),
    ASY_PARAM_FLAG(return_hub, spares_families, 1, "Whether families with children are exempt.",
                   "COM(2025) 101 art. 17(4); not in what was agreed in 2026"),
    ASY_PARAM(return_hub, p_shown, 0, 0, 1, "share of those in danger",
              "Share of people in danger in the hub, or from there, who show it.",
              "2008/115/EC art. 5, ECHR art. 3; grade D; 0: nobody asks"),
    ASY_PARAM(return_hub, days, 1, 60, 3000, "days", "Mean time to the transfer.",
              "grade D: mean, to the transfer"),
    { 0 },
};

const struct asy_law asy_law_return_hub = {
    .name = "return_hub",
    .file = __FILE__,
    .doc = "Sends finally refused people to a third country that has agreed to take them.",
    .source = "COM(2025) 101 art. 4(3)(g), 17; Hirsi Jamaa 27765/09, Ilias and Ahmed 47287/15",
    .section = ASY_OF_STATE,
    .size = sizeof(struct asy_return_hub),
    .params = params,
};

static const struct asy_param hub_params[] = {
    ASY_PARAM(hub, stay_days, 1, 180, 5000, "days", "Mean time in the hub.", "grade D: mean"),
    ASY_PARAM(hub, p_sent_home, 0, 0.3, 1, "share",
              "Share of people in the hub whom the country returns to their own by force.",
              "COM(2025) 101 art. 17(2)(c): onward return by the agreement; grade D"),
    ASY_PARAM(hub, p_home, 0, 0.4, 1, "share of the others",
              "Share of the others who go home voluntarily.",
              "grade D: go home by themselves, as host.p_home"),
    ASY_PARAM(hub, p_sets_out, 0, 0.4, 1, "share of the others",
              "Share of the remainder who set out for Europe again.",
              "grade D: set out again, as host.p_sets_out"),
    { 0 },
};

const struct asy_law asy_law_hub = {
    .name = "hub",
    .file = __FILE__,
    .doc = "What becomes of people sent to the country as a return hub.",
    .source = "COM(2025) 101 art. 17(2): what the agreement must say; ECHR art. 3",
    .section = ASY_OF_REFUGE,
    .size = sizeof(struct asy_hub),
    .params = hub_params,
};

enum { SENT, SHOWN, TAKEN, TRANSFER_DAYS };         /* words of `return_hub` */
enum { STAY_DAYS, SENT_HOME, GOES_HOME, SETS_OUT }; /* words of `hub` */

/* The third country that takes most readily, no state of the model and not their own; -1 where
   there is none. */
static int
hub_for(const struct asy_scene *scene, const struct asy_applicant *who,
        const struct asy_return_hub *law)
{
    int best = -1;
    for (uint64_t left = law->to & ~asy_bit(who->citizenship); left; left &= left - 1) {
        const int c = __builtin_ctzll(left);
        if (!scene->world->country[c].is_state &&
            (best < 0 || law->p_takes[c] > law->p_takes[best]))
            best = c;
    }
    return best;
}

/* From agents of the home state there, or because the hub returns people by force. */
static bool
is_in_danger(const struct asy_scene *scene, const struct asy_applicant *who, int country)
{
    return asy_at_risk(who) && (ASY_TODAY(scene, hub, country)->p_sent_home > 0.0 ||
                                asy_pursuit_of(scene, who).reach == ASY_REACH_ABROAD);
}

enum spared { NOT_SPARED, AS_CHILD, AS_FAMILY, IN_DANGER };
static const char *const spared_for[] = {
    [AS_CHILD] = "is an unaccompanied child, and exempt from the hub",
    [AS_FAMILY] = "is a family with children, and exempt from the hub",
    [IN_DANGER] = "shows a danger in the hub, and is not sent there",
};

static enum spared
why_spared(const struct asy_scene *scene, const struct asy_applicant *who,
           const struct asy_return_hub *law, int country, const struct asy_luck *luck)
{
    if (asy_is_minor_alone(scene, who) && law->spares_minors)
        return AS_CHILD;
    if (law->spares_families && who->children > 0)
        return AS_FAMILY;
    return law->p_shown > 0.0 && is_in_danger(scene, who, country) &&
                   asy_chance(luck, SHOWN, law->p_shown)
               ? IN_DANGER
               : NOT_SPARED;
}

static bool
is_spared(struct asy_scene *scene, const struct asy_applicant *who,
          const struct asy_return_hub *law, int country, const struct asy_luck *luck)
{
    const enum spared spared = why_spared(scene, who, law, country, luck);
    if (spared == NOT_SPARED)
        return false;
    asy_count(scene, ASY_METRIC_spared_return_hub, who, who->place, who->persons);
    asy_tell(scene, who, return_hub, spared_for[spared], NAN, NAN);
    return true;
}

static bool
year_is_full(const struct asy_scene *scene, const struct asy_applicant *who,
             const struct asy_return_hub *law)
{
    return law->places < NO_LIMIT &&
           asy_so_far_this_year(scene, &scene->stock->to_hubs[who->place]) + who->persons >
               scene->scale * law->places;
}

struct asy_step
asy_return_hub_ask(struct asy_scene *scene, struct asy_applicant *who, bool first)
{
    const struct asy_return_hub *law = ASY_TODAY(scene, return_hub, who->place);
    const struct asy_step none = asy_at_once(ASY_STAGE_forced_return);

    if (!law->to || !(law->p_sent > 0.0) || law->first != first ||
        asy_marked(who, ASY_MARK_appeal_open))
        return none;
    const int country = hub_for(scene, who, law);
    const struct asy_luck luck = asy_luck_of(scene, who, ASY_LUCK_return_hub, who->place);
    if (country < 0 || !asy_chance(&luck, SENT, law->p_sent) || year_is_full(scene, who, law) ||
        is_spared(scene, who, law, country, &luck))
        return none;
    const double p = law->p_takes[country];
    const bool taken = asy_chance(&luck, TAKEN, p);
    asy_tell(scene, who, return_hub,
             taken ? "is to go to a return hub, and the country agrees"
                   : "is to go to a return hub, and the country does not agree",
             p, asy_u(&luck, TAKEN));
    if (!taken)
        return none;
    asy_count_this_year(scene, &scene->stock->to_hubs[who->place], who->persons);
    who->target = (uint8_t) country;
    asy_mark(who, ASY_MARK_to_hub);
    return asy_wait(ASY_STAGE_removal, asy_wait_days(law->days, asy_u(&luck, TRANSFER_DAYS)));
}

/* A return in the sense of the law, under an entry ban; whatever follows there is a chain that
   the sending state began. */
struct asy_step
asy_hub_transfer(struct asy_scene *scene, struct asy_applicant *who)
{
    const int sender = who->place, country = who->target;
    const struct asy_luck luck = asy_luck_of(scene, who, ASY_LUCK_hub, country);
    const int32_t days =
        asy_wait_days(ASY_TODAY(scene, hub, country)->stay_days, asy_u(&luck, STAY_DAYS));

    asy_count_pair(scene, ASY_METRIC_hub_transfers, who, sender, country);
    asy_count(scene, ASY_METRIC_hub_transfers_at_risk, who, sender,
              asy_at_risk(who) ? who->persons : 0);
    asy_ban_entry(scene, who);
    asy_tell(scene, who, return_hub, "is brought to a return hub, under an entry ban", NAN,
             NAN);
    asy_sent_on(who, sender, ASY_ACT_THIRD_COUNTRY_REMOVAL);
    asy_brought_to(scene, who, country);
    asy_count(scene, ASY_METRIC_days_in_hubs, who, country, (uint32_t) days * who->persons);
    who->fate = ASY_FATE_NO_STATUS_TRANSIT;
    return asy_wait(ASY_STAGE_hub, days);
}

struct asy_step
asy_stage_hub(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_hub *law = ASY_TODAY(scene, hub, who->place);
    const struct asy_luck luck = asy_luck_of(scene, who, ASY_LUCK_hub, who->place);
    const double p_home = asy_p_goes_home(scene, who, law->p_home);

    if (asy_chance(&luck, SENT_HOME, law->p_sent_home)) {
        asy_count(scene, ASY_METRIC_hub_sent_home, who, who->place, who->persons);
        asy_tell(scene, who, hub, "is returned from the hub by force", law->p_sent_home,
                 asy_u(&luck, SENT_HOME));
        return asy_sent_home_from_there(scene, who, ASY_STAGE_hub);
    }
    asy_tell(scene, who, hub, "is not returned from the hub, and might go home", p_home,
             asy_u(&luck, GOES_HOME));
    if (asy_chance(&luck, GOES_HOME, p_home)) {
        who->fate = ASY_FATE_GAVE_UP;
        return asy_return_home(scene, who);
    }
    if (who->flights < ASY_MOST_FLIGHTS && asy_chance(&luck, SETS_OUT, law->p_sets_out)) {
        asy_count(scene, ASY_METRIC_hub_set_out_again, who, who->place, who->persons);
        asy_tell(scene, who, hub, "sets out for Europe again", NAN, NAN);
        return asy_sets_out_from_there(scene, who);
    }
    asy_tell(scene, who, hub, "stays there without status", NAN, NAN);
    return asy_stays_there(scene, who);
}
