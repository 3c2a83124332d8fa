/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Return: detention, whether the other country takes the person back, and what awaits there. */
#include "law/aftermath/aftermath.h"
#include "law/procedure/procedure.h"

static const struct asy_param params[] = {
    ASY_PARAM_PER(ASY_PER_COUNTRY, readmission, nationals, 0, 0.78, 1, "share",
                  "Share of requests on which a country takes back its nationals.",
                  "EU-Russia agreement 2015: 1,504 of 1,927 requests"),
    ASY_PARAM_PER(ASY_PER_COUNTRY, readmission, third_country, 0, 0, 1, "share",
                  "Share of requests on which a country takes back people who passed through "
                  "it and have a ground.",
                  "readmission of third-country nationals, by country and date"),
    ASY_PARAM_PER(
        ASY_PER_COUNTRY, readmission, by_entry, 0, 1, 1, "share of such grounds",
        "Share of people whose ground is direct entry from a country for whom it can be "
        "proved.",
        "EU readmission agreements: evidence of the entry, or prima facie evidence of it"),
    ASY_PARAM(readmission, p_obstacle, 0, 0, 1, "share of late requests",
              "Share of requests made out of time that an obstacle excuses.",
              "grade D: EU readmission agreements: the time is longer while an obstacle lasts"),
    ASY_PARAM(readmission, p_shown, 0, 0, 1, "share of those in danger",
              "Share of people in danger in a transit country who show it and are not sent "
              "there by force.",
              "2008/115/EC art. 5; ECHR art. 3; grade D; 0: nobody asks"),
    ASY_PARAM(readmission, days, 1, 30, 1000, "days",
              "Mean time from the request to the removal.",
              "grade D: mean, from the request to the removal"),
    ASY_PARAM(readmission, p_by_transit, 0, 0, 1, "share of forced returns",
              "Share of forced returns in which the transit country is asked first.",
              "grade D: asked of the transit country first, by the agreement with it"),
    ASY_PARAM(readmission, p_detained, 0, 0, 1, "share of those found",
              "Share of people found who are detained for the return.",
              "grade D: 2008/115/EC art. 15(1)"),
    ASY_PARAM_FLAG(readmission, detains_minors, 0,
                   "Whether unaccompanied children are detained like others.",
                   "2008/115/EC art. 17(1): only as a last resort; here not at all"),
    ASY_PARAM(readmission, child_received, 0, 1, 1, "share of children alone",
              "Share of unaccompanied children for whom family, a guardian or a home is found "
              "in the country of return; the others are not returned by force.",
              "2008/115/EC art. 10(2): the authorities satisfy themselves of it; C-441/19, TQ; "
              "the share is grade D"),
    ASY_PARAM(readmission, ban_days, 0, 0, 36500, "days",
              "How long the entry ban after a return bars from visas and entry.",
              "2008/115/EC art. 11(2): at most five years; the length is grade D"),
    ASY_PARAM(readmission, detention_days, 1, 183, 100000, "days",
              "Longest detention for a return.", "2008/115/EC art. 15(5): at most 6 months"),
    ASY_PARAM(readmission, more_detention_days, 0, 365, 100000, "days",
              "How much that detention may be extended.",
              "2008/115/EC art. 15(6): at most 12 months more"),
    ASY_PARAM(readmission, p_more_detention, 0, 0, 1, "share",
              "Share of people detained for whom it is extended.",
              "grade D: of the detained, for whom it is lengthened"),
    ASY_PARAM(readmission, p_watched, 0, 0, 1, "share of returns",
              "Share of people returned whose fate is monitored.",
              "whose fate is followed after return; Closing the Door, Alieva, recommendations"),
    { 0 },
};

const struct asy_law asy_law_readmission = {
    .name = "readmission",
    .file = __FILE__,
    .doc = "Whether a country takes back its nationals and people who passed through it.",
    .source = "2008/115/EC art. 11, 15; EU readmission agreements; Closing the Door, note 94",
    .section = ASY_OF_STATE,
    .size = sizeof(struct asy_readmission),
    .params = params,
};

enum { DETAINED, ASKS, LENGTHENED, BY_TRANSIT }; /* words of `detention` */
enum { RECEIVED };                               /* word of `removal_bars` */

static bool
accepts(struct asy_scene *scene, struct asy_applicant *who, int country, double p,
        int32_t *days)
{
    asy_next_wait(who);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_readmission);
    *days = asy_wait_days(ASY_TODAY(scene, readmission, who->place)->days, asy_u(&luck, 1));
    asy_count_pair(scene, ASY_METRIC_readmission_requests, who, who->place, country);
    asy_tell(scene, who, readmission, "the other country is asked to take the person back", p,
             asy_u(&luck, 0));
    return asy_chance(&luck, 0, p);
}

struct asy_readmitted
asy_takes_back(struct asy_scene *scene, struct asy_applicant *who, int country, bool status)
{
    struct asy_readmitted answer = { false, 0 };
    const double p = ASY_TODAY(scene, readmission, who->place)->third_country[country];
    if (status || asy_may_be_asked(scene, who, country))
        answer.accepts = accepts(scene, who, country, p, &answer.days);
    return answer;
}

/* Removed as from a safe third country, or under an agreement, unless Strasbourg stops it: a
   return too (art. 3(3), second indent). */
struct asy_step
asy_stage_removal(struct asy_scene *scene, struct asy_applicant *who)
{
    const int sender = who->place;
    if (asy_child_is_unreceived(scene, who) || asy_illness_bars_removal(scene, who))
        return asy_removal_is_barred(scene, who, ASY_STAGE_removal);
    if (asy_strasbourg_stops(scene, who, sender, ASY_STOPS_REMOVAL))
        return asy_strasbourg_wait(scene, who, ASY_STAGE_removal);
    if (asy_marked(who, ASY_MARK_to_hub))
        return asy_hub_transfer(scene, who);
    if (asy_marked(who, ASY_MARK_unheard_external))
        return asy_external_transfer(scene, who);
    asy_count_pair(scene, ASY_METRIC_removals_third_country, who, sender, who->target);
    asy_ban_entry(scene, who);
    asy_tell(scene, who, readmission, "is removed to the third country, under an entry ban",
             NAN, NAN);
    asy_removal_ends_claims(scene, who);
    return asy_removed_to(scene, who, who->target, ASY_ACT_THIRD_COUNTRY_REMOVAL);
}

struct asy_step
asy_forced_removal(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_once_more(&who->removals_set);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_next_removal);
    return asy_wait(ASY_STAGE_forced_return, asy_forced_days(scene, who, asy_u(&luck, 2)));
}

/* Asked of each child at each removal, and found or not for the person. */
bool
asy_child_is_unreceived(struct asy_scene *scene, const struct asy_applicant *who)
{
    if (!asy_is_minor_alone(scene, who)) /* first: it is asked of nobody else */
        return false;
    const double share = ASY_TODAY(scene, readmission, who->place)->child_received;
    if (share >= 1.0)
        return false;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_removal_bars);
    const bool received = asy_chance(&luck, RECEIVED, share);
    asy_tell(scene, who, readmission,
             received
                 ? "is an unaccompanied child, who will be received in the country of return"
                 : "is an unaccompanied child whom nobody is found to receive: not returned",
             share, asy_u(&luck, RECEIVED));
    return !received;
}

/* Back to the country of origin by force, unless something bars it or Strasbourg stops it. */
struct asy_step
asy_returned_by_force(struct asy_scene *scene, struct asy_applicant *who)
{
    const int sender = who->place;
    if (asy_child_is_unreceived(scene, who)) {
        asy_stay_tolerated(scene, who);
        return asy_forced_removal(scene, who);
    }
    if (asy_illness_bars_removal(scene, who))
        return asy_removal_is_barred(scene, who, ASY_STAGE_forced_return);
    if (asy_strasbourg_stops(scene, who, sender, ASY_STOPS_REMOVAL))
        return asy_strasbourg_wait(scene, who, ASY_STAGE_forced_return);
    asy_count_pair(scene, ASY_METRIC_returns_forced, who, sender, who->citizenship);
    asy_ban_entry(scene, who);
    asy_tell(scene, who, readmission, "is returned by force, under an entry ban", NAN, NAN);
    asy_removal_ends_claims(scene, who);
    who->fate = ASY_FATE_RETURNED_UNHARMED;
    if (asy_at_risk(who)) {
        asy_sent_on(who, sender, ASY_ACT_RETURN);
        who->fate = (uint8_t) asy_refouled(scene, who);
        if (who->fate == ASY_FATE_REFOULED_DIRECT) {
            asy_count(scene, ASY_METRIC_refouled_direct, who, sender, who->persons);
            asy_count(scene, ASY_METRIC_refouled_direct_children, who, sender, who->children);
        }
    }
    return asy_return_home(scene, who);
}

/* Not taken back. Of an appeal that does not suspend the court rules then; else a hub may take
   them, or the state tries again. */
static struct asy_step
not_taken_back(struct asy_scene *scene, struct asy_applicant *who, int32_t days)
{
    if (!asy_marked(who, ASY_MARK_appeal_open)) {
        const struct asy_step hub = asy_return_hub_ask(scene, who, false);
        if (hub.next == ASY_AT_ONCE)
            asy_stay_tolerated(scene, who);
        return hub.next != ASY_AT_ONCE ? hub : asy_forced_removal(scene, who);
    }
    asy_unmark(who, ASY_MARK_appeal_open);
    return asy_wait(ASY_STAGE_appeal, days);
}

/* ---- detention --------------------------------------------------------------- */

struct stay {
    int32_t days; /* in detention */
    uint32_t asks;
    bool taken_back;
};

/* The other country is asked again and again, each time as likely to accept, until the limit
   of detention. */
static struct stay
stay_of(const struct asy_readmission *law, const struct asy_applicant *who,
        const struct asy_luck *luck)
{
    const double p = law->nationals[who->citizenship];
    double limit = law->detention_days;
    if (asy_chance(luck, LENGTHENED, law->p_more_detention))
        limit += law->more_detention_days;
    const double asks = p > 0.0 ? asy_wait_days(1.0 / p, asy_u(luck, ASKS)) : 1e6;
    const bool taken_back = asks * law->days <= limit;
    return (struct stay){ .days = (int32_t) (taken_back ? asks * law->days : limit),
                          .asks = (uint32_t) (taken_back ? asks : limit / law->days),
                          .taken_back = taken_back };
}

static struct asy_step
detain(struct asy_scene *scene, struct asy_applicant *who, const struct asy_readmission *law,
       const struct asy_luck *luck)
{
    const struct stay stay = stay_of(law, who, luck);
    asy_mark(who, ASY_MARK_detained);
    asy_count_frail_held(scene, who);
    asy_count(scene, ASY_METRIC_days_detained, who, who->place,
              (uint32_t) stay.days * who->persons);
    for (uint32_t i = 0; i < stay.asks; i++)
        asy_count_pair(scene, ASY_METRIC_readmission_requests, who, who->place,
                       who->citizenship);
    asy_tell(scene, who, readmission, "is detained for removal", law->p_detained,
             asy_u(luck, DETAINED));
    return asy_wait(ASY_STAGE_forced_return, stay.days);
}

static struct asy_step
end_detention(struct asy_scene *scene, struct asy_applicant *who,
              const struct asy_readmission *law, const struct asy_luck *luck)
{
    asy_unmark(who, ASY_MARK_detained);
    asy_next_wait(who);
    if (stay_of(law, who, luck).taken_back)
        return asy_returned_by_force(scene, who);
    asy_count(scene, ASY_METRIC_released_undeported, who, who->place, who->persons);
    asy_tell(scene, who, readmission, "is released at the end of the maximum detention", NAN,
             NAN);
    return not_taken_back(scene, who, 1);
}

/* To the transit country that has accepted, unless Strasbourg stops it. */
static struct asy_step
send_to_transit(struct asy_scene *scene, struct asy_applicant *who, int country, int32_t days)
{
    if (asy_strasbourg_stops(scene, who, who->place, ASY_STOPS_REMOVAL))
        return asy_strasbourg_wait(scene, who, ASY_STAGE_forced_return);
    who->target = (uint8_t) country;
    asy_unmark(who, ASY_MARK_to_hub);
    return asy_wait(ASY_STAGE_removal, days);
}

/* Found, to be returned: detained or not; to a hub, to the transit country or home. */
struct asy_step
asy_stage_forced_return(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_readmission *law = ASY_TODAY(scene, readmission, who->place);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_detention);
    int32_t days;

    if (asy_marked(who, ASY_MARK_detained))
        return end_detention(scene, who, law, &luck);
    const struct asy_step hub = asy_return_hub_ask(scene, who, true);
    if (hub.next != ASY_AT_ONCE)
        return hub;
    if (asy_chance(&luck, BY_TRANSIT, law->p_by_transit) &&
        !asy_marked(who, ASY_MARK_appeal_open)) {
        const int country = asy_asked_by_transit(scene, who);
        if (country >= 0 && accepts(scene, who, country, law->third_country[country], &days))
            return send_to_transit(scene, who, country, days);
    }
    const struct asy_luck then = asy_luck(scene, who, ASY_LUCK_detention);
    if (asy_chance(&then, DETAINED, law->p_detained) &&
        (!asy_is_minor_alone(scene, who) || law->detains_minors) &&
        !asy_is_too_frail_to_hold(scene, who))
        return detain(scene, who, law, &then);
    if (!accepts(scene, who, who->citizenship, law->nationals[who->citizenship], &days))
        return not_taken_back(scene, who, days);
    return asy_returned_by_force(scene, who);
}

struct asy_step
asy_stage_voluntary_return(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_refused *law = ASY_TODAY(scene, refused, who->place);
    asy_count_pair(scene, ASY_METRIC_returns_voluntary, who, who->place, who->citizenship);
    if (asy_is_assisted(scene, who, law))
        asy_count_pair(scene, ASY_METRIC_returns_assisted, who, who->place, who->citizenship);
    if (asy_marked(who, ASY_MARK_banned))
        asy_ban_entry(scene, who);
    asy_tell(scene, who, refused,
             asy_marked(who, ASY_MARK_banned)
                 ? "leaves voluntarily but late, and so under an entry ban"
             : asy_is_assisted(scene, who, law) ? "leaves voluntarily, with support"
                                                : "leaves voluntarily",
             NAN, NAN);
    who->fate = ASY_FATE_RETURNED_UNHARMED;
    return asy_return_home(scene, who);
}
