/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Another country examines the claim, by agreement or because one could have asked there: it
   need not have been passed, and may be one of the states themselves. What becomes of people
   there is host.c; of those sent to another state of the map, its own procedure. */
#include "law/people/persecutor.h"
#include "law/procedure/procedure.h"

static const struct asy_param params[] = {
    ASY_PARAM_SET(
        ASY_PER_COUNTRY, external_processing, to,
        "Countries that have agreed to examine claims made here, whether passed through or "
        "not.",
        "Regulation 2024/1348 art. 59(5)(b) as amended in 2026; United Kingdom, Safety "
        "of Rwanda Act 2024; Denmark, L 226 of 2021"),
    ASY_PARAM_SET(
        ASY_PER_COUNTRY, external_processing, earlier,
        "States that are to examine the claims of people who were there before and could have "
        "claimed.",
        "United Kingdom, Nationality and Borders Act 2022 s. 16 (2002 act s. 80B, 80C)"),
    ASY_PARAM(external_processing, p_apply, 0, 0, 1, "share",
              "Share of people concerned to whom the rule is applied.",
              "grade D: of those concerned; a power, not a duty"),
    ASY_PARAM_PER(ASY_PER_COUNTRY, external_processing, p_admits, 0, 0.5, 1,
                  "share of requests",
                  "Share of people found inadmissible whom the other country admits.",
                  "grade D: admitted by the other country"),
    ASY_PARAM_FLAG(external_processing, spares_minors, 1,
                   "Whether unaccompanied children are exempt.",
                   "Regulation 2024/1348 art. 59(6); United Kingdom guidance of 2022"),
    ASY_PARAM(external_processing, p_exceptional, 0, 0, 1, "share",
              "Share of people concerned who are exempt in exceptional circumstances.",
              "2022 act s. 16 (2002 act s. 80B(7)); grade D"),
    ASY_PARAM(external_processing, p_shown, 0, 0, 1, "share",
              "Share of people in danger in the other country who show it.",
              "grade D: of those in danger there, who show it"),
    ASY_PARAM_FLAG(external_processing, pleads_refoulement, 1,
                   "Whether the risk of being sent home from the other country may be pleaded.",
                   "ECHR art. 3: Ilias and Ahmed 47287/15, para 134; shut out by the Safety of "
                   "Rwanda Act 2024 s. 2(4)"),
    ASY_PARAM(external_processing, days, 0, 60, 3000, "days",
              "Mean time from the claim to this decision.", "grade D: mean, to this decision"),
    ASY_PARAM(external_processing, transfer_days, 0, 60, 3000, "days",
              "Mean time from the decision to the transfer.", "grade D: mean, to the transfer"),
    ASY_PARAM(external_processing, heard_after_days, 0, 183, 3000, "days",
              "Time from the decision until the claims of people not admitted there are "
              "examined here.",
              "United Kingdom guidance of 2022: six months as a rule"),
    ASY_PARAM(external_processing, p_appeal, 0, 0.5, 1, "share",
              "Share of people found inadmissible who appeal.",
              "grade D: of those found inadmissible, who go to court"),
    ASY_PARAM(external_processing, p_overturn, 0, 0.1, 1, "share",
              "Share of appeals in which the court reopens the procedure here.",
              "grade D: of their appeals"),
    ASY_PARAM(external_processing, appeal_days, 0, 90, 3000, "days",
              "Mean time from the decision to the court's ruling.",
              "grade D: mean, from the decision to the court's ruling"),
    ASY_PARAM_FLAG(external_processing, suspensive, 1,
                   "Whether the person may stay until the court has ruled.",
                   "2013/32/EU art. 46(5); not by itself under the amendment of 2026"),
    { 0 },
};

const struct asy_law asy_law_external_processing = {
    .name = "external_processing",
    .file = __FILE__,
    .doc =
        "Another country examines the claim under an agreement, whether passed through or not.",
    .source = "Regulation 2024/1348 art. 59(5)(b); Nationality and Borders Act 2022 s. 16",
    .section = ASY_OF_STATE,
    .size = sizeof(struct asy_external_processing),
    .params = params,
};

enum { APPLIED, EXCEPTIONAL, SHOWN, ADMITTED }; /* words of `external` */
enum { TRANSFER_DAYS = 1 };                     /* word of `external_days` */

/* States, not this one, in which they were before: entered first, or claimed in. */
static uint64_t
been_in(const struct asy_applicant *who)
{
    const uint64_t first = who->first != ASY_NOBODY ? asy_bit(who->first) : 0;
    return (first | who->claimed | who->refused_in) & ~asy_bit(who->place);
}

/* Where the claim is to be examined: where one was before goes first, then the country that
   admits most; -1: here. */
static int
country_for(const struct asy_applicant *who, const struct asy_external_processing *law)
{
    const uint64_t own = asy_bit(who->citizenship) | asy_bit(who->place);
    uint64_t among = law->earlier & been_in(who);
    int best = -1;

    for (among = among ? among : law->to & ~own; among; among &= among - 1) {
        const int c = __builtin_ctzll(among);
        if (best < 0 || law->p_admits[c] > law->p_admits[best])
            best = c;
    }
    return best;
}

static int
asked_here(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_external_processing *law =
        ASY_TODAY(scene, external_processing, who->place);
    if (!(law->to | law->earlier) || !(law->p_apply > 0.0))
        return -1;
    return country_for(who, law);
}

bool
asy_external_days(const struct asy_scene *scene, const struct asy_applicant *who, double *days)
{
    if (asked_here(scene, who) < 0)
        return false;
    *days = ASY_TODAY(scene, external_processing, who->place)->days;
    return true;
}

/* In danger there from agents of the home state, or of being sent home. */
static bool
shows_danger(const struct asy_scene *scene, const struct asy_applicant *who,
             const struct asy_external_processing *law, int country, double u)
{
    if (!asy_at_risk(who))
        return false;
    const bool sent_home = law->pleads_refoulement && asy_host_sends_home(scene, who, country);
    return u < law->p_shown &&
           (sent_home || asy_pursuit_of(scene, who).reach == ASY_REACH_ABROAD);
}

/* Whether something speaks for hearing them here. */
static bool
is_spared(struct asy_scene *scene, struct asy_applicant *who,
          const struct asy_external_processing *law, int country, const struct asy_luck *luck)
{
    if (asy_is_minor_alone(scene, who) && law->spares_minors) {
        asy_tell(scene, who, external_processing,
                 "is an unaccompanied child, and not sent there", NAN, NAN);
        return true;
    }
    if (asy_chance(luck, EXCEPTIONAL, law->p_exceptional)) {
        asy_tell(scene, who, external_processing,
                 "the claim is examined here in exceptional circumstances", law->p_exceptional,
                 asy_u(luck, EXCEPTIONAL));
        return true;
    }
    if (!shows_danger(scene, who, law, country, asy_u(luck, SHOWN)))
        return false;
    asy_count(scene, ASY_METRIC_dangers_on_the_way_shown, who, who->place, who->persons);
    asy_tell(scene, who, external_processing, "shows a danger in the other country",
             law->p_shown, asy_u(luck, SHOWN));
    return true;
}

/* Whether another state could have the claim examined where people like them are sent home
   from, or where agents of their own country follow them. */
bool
asy_external_endangers(const struct asy_scene *scene, const struct asy_applicant *who,
                       int state)
{
    const struct asy_external_processing *law = ASY_TODAY(scene, external_processing, state);
    if (!(law->p_apply > 0.0) || !asy_at_risk(who) ||
        (asy_is_minor_alone(scene, who) && law->spares_minors))
        return false;
    for (uint64_t left = law->to & ~asy_bit(who->citizenship); left; left &= left - 1) {
        const int country = __builtin_ctzll(left);
        if (law->p_admits[country] > 0.0 &&
            (asy_host_sends_home(scene, who, country) ||
             asy_pursuit_of(scene, who).reach == ASY_REACH_ABROAD))
            return true;
    }
    return false;
}

struct asy_external
asy_external_ask(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_external none = { .country = -1 };
    const int country = asked_here(scene, who);
    if (country < 0)
        return none;
    const struct asy_external_processing *law =
        ASY_TODAY(scene, external_processing, who->place);
    const struct asy_luck luck = asy_luck_of(scene, who, ASY_LUCK_external, who->place);
    const struct asy_luck days = asy_luck_of(scene, who, ASY_LUCK_external_days, who->place);
    if (!asy_chance(&luck, APPLIED, law->p_apply) || is_spared(scene, who, law, country, &luck))
        return none;
    asy_count(scene, ASY_METRIC_inadmissible_external, who, who->place, who->persons);
    asy_tell(scene, who, external_processing,
             "is inadmissible: another country is to examine the claim", law->p_apply,
             asy_u(&luck, APPLIED));
    const bool admitted = asy_chance(&luck, ADMITTED, law->p_admits[country]);
    asy_tell(scene, who, external_processing,
             admitted ? "the other country admits them"
                      : "the other country does not admit them",
             law->p_admits[country], asy_u(&luck, ADMITTED));
    return (struct asy_external){
        .country = country,
        .admitted = admitted,
        .days = admitted ? asy_wait_days(law->transfer_days, asy_u(&days, TRANSFER_DAYS))
                         : (int32_t) law->heard_after_days,
    };
}

/* Brought there: to the procedure of a state of the map, where the claim is admissible, or to
   the country's own. No return in the sense of 2008/115/EC, and no entry ban. */
struct asy_step
asy_external_transfer(struct asy_scene *scene, struct asy_applicant *who)
{
    const int sender = who->place, country = who->target;

    asy_count_pair(scene, ASY_METRIC_external_transfers, who, sender, country);
    asy_count(scene, ASY_METRIC_external_transfers_at_risk, who, sender,
              asy_at_risk(who) ? who->persons : 0);
    asy_tell(scene, who, external_processing,
             "is brought to the country that is to examine the claim", NAN, NAN);
    asy_sent_on(who, sender, ASY_ACT_THIRD_COUNTRY_REMOVAL);
    if (!scene->world->country[country].is_state)
        return asy_host_receives(scene, who, country);
    asy_comes_to(who, country);
    asy_mark(who, ASY_MARK_dublin_done);
    asy_mark(who, ASY_MARK_admissible);
    asy_mark(who, ASY_MARK_stays);
    return asy_wait(ASY_STAGE_registration, 1);
}
