/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list is looked at where the person is, at a border, when a claim is registered or by the
   police: arrest, detention, and release or extradition. */
#include "law/transit/search.h"

#include "law/journey/journey.h"

static const struct asy_param params[] = {
    ASY_PARAM_PER(ASY_PER_COUNTRY, arrests, police, 0, 0, 50, "per year",
                  "How often a police check finds a notice, by country.",
                  "grade D: checks that find a notice, by country"),
    ASY_PARAM(arrests, border, 0, 0, 1, "share",
              "Share of people let in at a border who are checked against the lists.",
              "grade D: of those let in at a border"),
    ASY_PARAM(arrests, registration, 0, 0, 1, "share",
              "Share of claims at whose registration the lists are checked.",
              "grade D: of claims registered"),
    ASY_PARAM_PER(
        ASY_PER_COUNTRY, arrests, entry, 0, 0, 1, "share of entries",
        "Share of people entering a transit country who are checked for notices.",
        "grade D: at its border; Closing the Door, Coynash: detained by border guards"),
    ASY_PARAM_PER(
        ASY_PER_COUNTRY, arrests, claim, 0, 0, 1, "share of claims",
        "Share of people claiming asylum in a transit country who are checked for notices.",
        "grade D: the service asks the security service; Closing the Door, Coynash"),
    ASY_PARAM(arrests, detention_days, 1, 40, 5000, "days",
              "Mean time of detention on a notice.",
              "grade D: mean; two weeks to six months in Closing the Door"),
    ASY_PARAM(
        arrests, extradited, 0, 0.15, 1, "share",
        "Share of people arrested in Europe and not protected who are extradited.",
        "grade D: in Europe, of those arrested and not protected; 2013/32/EU art. 9(2)-(3)"),
    ASY_PARAM(
        arrests, extradited_at_risk, 0, 0.02, 1, "share",
        "Share of the same who are extradited although at risk.",
        "grade D: the same of people at risk; Closing the Door: two arrested, both released"),
    { 0 },
};

const struct asy_law asy_law_arrests = {
    .name = "arrests",
    .file = __FILE__,
    .doc = "Checks that find a notice, detention, and extradition or release.",
    .source = "Closing the Door, Min; Lemon, Furstenberg & Heathershaw; 2013/32/EU art. 9",
    .section = ASY_OF_WORLD,
    .size = sizeof(struct asy_arrests),
    .params = params,
};

/* ---- how often lists are looked at ------------------------------------------- */

double
asy_most_checks(const struct asy_scene *scene, enum asy_aside_id aside)
{
    const bool notice = aside == ASY_ASIDE_check;
    const size_t row = notice ? offsetof(struct asy_arrests, police)
                              : offsetof(struct asy_other_channels, arrests);
    return asy_most_ever_of(scene, notice ? ASY_LAW_arrests : ASY_LAW_other_channels, 0, row,
                            scene->world->n_countries);
}

static double
most_of(const struct asy_scene *scene, enum asy_aside_id aside)
{
    return aside == ASY_ASIDE_check ? scene->in_force->most_checks
                                    : scene->in_force->most_other_checks;
}

void
asy_checks_begin(struct asy_scene *scene, const struct asy_applicant *who,
                 enum asy_aside_id aside)
{
    const struct asy_luck luck = aside == ASY_ASIDE_check
                                     ? asy_luck(scene, who, ASY_LUCK_check_police)
                                     : asy_luck(scene, who, ASY_LUCK_check_other_police);
    const double most = most_of(scene, aside);
    if (most > 0.0)
        asy_aside_begin(scene, who, aside, asy_hazard_days(most, asy_u(&luck, 0)));
}

/* ---- release or extradition -------------------------------------------------- */

/* A person at risk, where an assurance outweighs the danger, as any other. */
static double
p_extradited(struct asy_scene *scene, struct asy_applicant *who, const struct asy_arrests *law)
{
    if (!asy_at_risk(who))
        return law->extradited;
    return asy_assurance_outweighs(scene, who) ? fmax(law->extradited, law->extradited_at_risk)
                                               : law->extradited_at_risk;
}

/* A European state decides on the extradition of a person it does not protect. After a second
   arrest on the same file the first decision stands: a refusal bars the same request (from
   memory: in Germany IRG section 33, in France CPP art. 696-17), and what a measure has delayed
   needs no second consent. */
struct asy_step
asy_extradition_ask(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_arrests *law = ASY_TODAY(scene, arrests, 0);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_arrest_decision);
    const double p = p_extradited(scene, who, law);
    const int sender = who->place;

    asy_unmark(who, ASY_MARK_arrested);
    asy_tell(scene, who, arrests, "the extradition is decided", p, asy_u(&luck, 0));
    if (!asy_chance(&luck, 0, p) || asy_illness_bars_removal(scene, who)) {
        asy_unmark(who, ASY_MARK_assured);
        asy_unmark(who, ASY_MARK_assured_well);
        asy_tell(scene, who, arrests, "is released: not extradited", NAN, NAN);
        return asy_at_once(ASY_STAGE_refused);
    }
    if (asy_strasbourg_stops(scene, who, sender, ASY_STOPS_REMOVAL))
        return asy_strasbourg_wait(scene, who, ASY_STAGE_extradition);
    return asy_extradited(scene, who);
}

struct asy_step
asy_extradited(struct asy_scene *scene, struct asy_applicant *who)
{
    const int sender = who->place;
    asy_count(scene, ASY_METRIC_extraditions_from_europe, who, sender, who->persons);
    asy_tell(scene, who, arrests, "is extradited", NAN, NAN);
    who->fate = ASY_FATE_RETURNED_UNHARMED;
    if (asy_at_risk(who)) {
        if (asy_marked(who, ASY_MARK_assured))
            asy_count(scene, ASY_METRIC_given_up_on_assurances, who, sender, who->persons);
        asy_sent_on(who, sender, ASY_ACT_EXTRADITION);
        who->fate = (uint8_t) asy_refouled(scene, who);
        if (who->fate == ASY_FATE_REFOULED_DIRECT) {
            asy_count(scene, ASY_METRIC_refouled_direct, who, sender, who->persons);
            asy_count(scene, ASY_METRIC_refouled_direct_children, who, sender, who->children);
        }
    }
    return asy_given_up(scene, who);
}

/* Whether they can be arrested where they wait or stay: nothing else decides on them now, or
   what does goes on from detention, as an asylum claim. */
static bool
waits_in_transit(const struct asy_applicant *who)
{
    return who->stage == ASY_STAGE_crossing || who->stage == ASY_STAGE_adrift ||
           who->stage == ASY_STAGE_sojourn || who->stage == ASY_STAGE_local_claim;
}

static bool
has_no_claim_open(const struct asy_applicant *who)
{
    return who->fate == ASY_FATE_NO_STATUS_EUROPE && !asy_marked(who, ASY_MARK_appeal_open) &&
           (who->stage == ASY_STAGE_forced_return || who->stage == ASY_STAGE_voluntary_return);
}

static void
detain(struct asy_scene *scene, const struct asy_applicant *who, const struct asy_luck *luck)
{
    const int32_t days =
        asy_wait_days(ASY_TODAY(scene, arrests, 0)->detention_days, asy_u(luck, 3));
    asy_count(scene, ASY_METRIC_detained_on_notice, who, who->place, 1);
    asy_count(scene, ASY_METRIC_days_detained_on_notice, who, who->place, (uint32_t) days);
}

/* Arrested. What follows depends on the country and on what is pending there: in a transit
   country, its own way with requests; in Europe, release where the need is recognised, a
   decision after the claim where it is pending (2013/32/EU art. 9(3)), and a decision now where
   no claim is. */
static bool
arrest(struct asy_scene *scene, struct asy_applicant *who, const struct asy_luck *luck,
       struct asy_step *step)
{
    detain(scene, who, luck);
    if (asy_fate_protects((enum asy_fate) who->fate)) {
        asy_tell(scene, who, arrests,
                 "is arrested, and released because of the protection status", NAN, NAN);
        return false;
    }
    asy_tell(scene, who, arrests, "is arrested on the home state's request", NAN, NAN);
    if (!scene->world->country[who->place].is_state) {
        if (!step || !waits_in_transit(who))
            return false;
        *step = asy_arrested_on_request(scene, who);
        return true;
    }
    asy_mark(who, ASY_MARK_arrested);
    if (!step || !has_no_claim_open(who))
        return false;
    *step = asy_extradition_ask(scene, who);
    return step->next != ASY_AT_ONCE;
}

static bool
found_notice(struct asy_scene *scene, struct asy_applicant *who, const struct asy_luck *luck,
             struct asy_step *step)
{
    asy_count(scene, ASY_METRIC_notice_hits, who, who->place, 1);
    asy_complaint_begin(scene, who);
    return arrest(scene, who, luck, step);
}

/* ---- the checks -------------------------------------------------------------- */

/* Whether the police may come upon them: abroad, not held already in a transit country, and not
   arrested before in the state that has still to decide. One arrest is counted once. */
static bool
may_be_found(const struct asy_scene *scene, const struct asy_applicant *who)
{
    return asy_is_abroad(scene, who) && !asy_marked(who, ASY_MARK_held) &&
           !asy_marked(who, ASY_MARK_arrested);
}

/* Share of checks in which the police of the country where they are act on a notice, or serve
   the other list, of the state that looks for them: in Europe all. */
static double
acted_on(const struct asy_scene *scene, const struct asy_applicant *who, bool notice)
{
    if (!scene->world->country[who->place].is_transit)
        return 1.0;
    const struct asy_cooperation *law = ASY_TODAY(scene, cooperation, who->place);
    return (notice ? law->notices : law->lists)[asy_seeker(scene, who)];
}

bool
asy_is_on_list_here(struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_search_gate);
    double p = 0.0;
    if (!asy_is_sought(who))
        return false;
    if (asy_marked(who, ASY_MARK_notice_out))
        p = acted_on(scene, who, true);
    if (asy_marked(who, ASY_MARK_other_channel))
        p = fmax(p, acted_on(scene, who, false));
    return asy_chance(&luck, 2, p);
}

/* Into a transit country, or before its asylum service: a person found is arrested the day
   after, where they then wait. */
static void
checked_in_transit(struct asy_scene *scene, const struct asy_applicant *who, bool entry)
{
    const struct asy_arrests *law = ASY_TODAY(scene, arrests, 0);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_search_gate);
    const double p = (entry ? law->entry : law->claim)[who->place] * acted_on(scene, who, true);
    const int word = entry ? 0 : 1;
    if (who->place == who->citizenship || who->place == asy_seeker(scene, who))
        return;
    asy_tell(scene, who, arrests,
             entry ? "lists are checked on entry to a transit country"
                   : "lists are checked when asylum is claimed in a transit country",
             p, asy_u(&luck, word));
    if (asy_chance(&luck, word, p))
        asy_aside_begin(scene, who, ASY_ASIDE_gate, 1);
}

bool
asy_aside_gate(struct asy_scene *scene, struct asy_applicant *who, struct asy_step *step)
{
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_search_gate);
    if (!asy_marked(who, ASY_MARK_notice_out) || !may_be_found(scene, who) ||
        !waits_in_transit(who))
        return false;
    return found_notice(scene, who, &luck, step);
}

void
asy_search_checked(struct asy_scene *scene, struct asy_applicant *who, enum asy_check check)
{
    const struct asy_arrests *law = ASY_TODAY(scene, arrests, 0);
    const bool border = check == ASY_CHECK_BORDER;
    const struct asy_luck luck = border ? asy_luck(scene, who, ASY_LUCK_check_border)
                                        : asy_luck(scene, who, ASY_LUCK_check_registration);
    if (!asy_marked(who, ASY_MARK_notice_out) || asy_marked(who, ASY_MARK_arrested))
        return;
    if (!scene->world->country[who->place].is_state) {
        checked_in_transit(scene, who, border);
        return;
    }
    const double p = border ? law->border : law->registration;
    asy_tell(scene, who, arrests,
             border ? "lists are checked at the border"
                    : "lists are checked when the claim is registered",
             p, asy_u(&luck, 1));
    if (asy_chance(&luck, 1, p))
        found_notice(scene, who, &luck, NULL);
}

bool
asy_aside_check(struct asy_scene *scene, struct asy_applicant *who, struct asy_step *step)
{
    const struct asy_arrests *law = ASY_TODAY(scene, arrests, 0);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_check_police);
    if (!asy_marked(who, ASY_MARK_notice_out))
        return false; /* deleted meanwhile */
    asy_checks_begin(scene, who, ASY_ASIDE_check);
    if (!may_be_found(scene, who) || asy_u(&luck, 1) * most_of(scene, ASY_ASIDE_check) >=
                                         law->police[who->place] * acted_on(scene, who, true))
        return false;
    return found_notice(scene, who, &luck, step);
}

bool
asy_aside_other_check(struct asy_scene *scene, struct asy_applicant *who, struct asy_step *step)
{
    const struct asy_other_channels *law = ASY_TODAY(scene, other_channels, 0);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_check_other_police);
    asy_checks_begin(scene, who, ASY_ASIDE_other_check);
    if (!may_be_found(scene, who) || asy_u(&luck, 1) * most_of(scene, ASY_ASIDE_other_check) >=
                                         law->arrests[who->place] * acted_on(scene, who, false))
        return false;
    return arrest(scene, who, &luck, step);
}
