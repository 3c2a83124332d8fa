/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The European Court of Human Rights: a measure under rule 39 asked, granted, obeyed or not,
   and the judgment that follows. Law and practice are two levers: what the court says, and how
   often a state does it. */
#include "law/journey/journey.h"
#include "law/procedure/procedure.h"

static const struct asy_param params[] = {
    ASY_PARAM_SET(ASY_PER_COUNTRY, strasbourg, not_party,
                  "Countries that are not party to the Convention, so that no measure can stop "
                  "a removal from there.",
                  "ECHR art. 1, 34, 59: members of the Council of Europe"),
    ASY_PARAM_PER(
        ASY_PER_COUNTRY, strasbourg, p_ask, 0, 0, 1, "share of removals",
        "Share of people about to be removed who find a lawyer and request an interim measure.",
        "grade D: of those about to be removed, who find a lawyer and ask"),
    ASY_PARAM_PER(
        ASY_PER_COUNTRY, strasbourg, p_ask_at_border, 0, 0, 1, "share of persons",
        "Share of people turned back at a crossing time and again who request an interim "
        "measure, by state.",
        "grade D: of those sent back at a crossing time and again, by state and date"),
    ASY_PARAM(strasbourg, p_grant, 0, 0.5, 1, "share of requests",
              "Share of requests by people at risk that are granted.",
              "grade D: of those at risk; Rules of Court, rule 39"),
    ASY_PARAM(strasbourg, p_grant_unfounded, 0, 0.05, 1, "share of requests",
              "Share of requests by people not at risk that are granted.",
              "grade D: of those not at risk"),
    ASY_PARAM(
        strasbourg, p_grant_transfer, 0, 0.1, 1, "share of requests",
        "Share of requests against a transfer to another state of the Union, by people at "
        "risk at home, that are granted.",
        "grade D: that state is presumed to keep the Convention (M.S.S. 30696/09 para 345; "
        "Tarakhel 29217/12)"),
    ASY_PARAM_PER(ASY_PER_COUNTRY, strasbourg, compliance, 0, 1, 1, "share of measures",
                  "Share of measures with which the state complies.",
                  "a measure binds: ECHR art. 34; practice by state"),
    ASY_PARAM_PER(ASY_PER_COUNTRY, strasbourg, compliance_at_border, 0, 1, 1,
                  "share of measures",
                  "Share of measures for people not yet let in with which the state complies.",
                  "the same of those not yet let in"),
    ASY_PARAM_PER(ASY_PER_COUNTRY, strasbourg, abducted, 0, 0, 50, "per year",
                  "How often a person under a measure is abducted in a transit country.",
                  "Savriddin Dzhurayev v. Russia 71386/10; by country, grade D"),
    ASY_PARAM_PER(ASY_PER_COUNTRY, strasbourg, held, 0, 0, 1, "share of measures",
                  "Share of people under a measure in a transit country who stay in detention "
                  "until the judgment.",
                  "grade D: by country; Closing the Door, Kislov & Zhanaev (note 263)"),
    ASY_PARAM(strasbourg, days, 1, 600, 5000, "days",
              "Mean time from the measure to the judgment.",
              "grade D: mean, from the measure to the judgment"),
    ASY_PARAM(strasbourg, p_violation, 0, 0.9, 1, "share of judgments",
              "Share of judgments on people at risk that find a violation.",
              "grade D: of those at risk; over 40 judgments against Russia, Closing the Door"),
    ASY_PARAM(strasbourg, p_violation_transfer, 0, 0.3, 1, "share of judgments",
              "The same of judgments on a transfer to another state of the Union.",
              "grade D: T.I. v. United Kingdom 43844/98; M.S.S. 30696/09; Tarakhel 29217/12"),
    { 0 },
};

const struct asy_law asy_law_strasbourg = {
    .name = "strasbourg",
    .file = __FILE__,
    .doc = "Rule 39 interim measures against a removal: requested, granted, and complied with "
           "or not.",
    .source = "ECHR art. 3, 34; Rules of Court, rule 39; Closing the Door, Trenina & Zharinov",
    .section = ASY_OF_WORLD,
    .size = sizeof(struct asy_strasbourg),
    .params = params,
};

/* What the court is asked about, and what this state does with the answer. */
static double
p_grant(const struct asy_strasbourg *law, const struct asy_applicant *who,
        enum asy_stoppable what)
{
    if (!asy_at_risk(who))
        return law->p_grant_unfounded;
    return what == ASY_STOPS_TRANSFER || what == ASY_STOPS_AT_LINE ? law->p_grant_transfer
                                                                   : law->p_grant;
}

/* A measure has been asked for: granted or not, obeyed or not. */
static bool
is_obeyed(struct asy_scene *scene, struct asy_applicant *who, int country, double grants,
          double obeys, const struct asy_luck *luck)
{
    asy_tell(scene, who, strasbourg,
             asy_chance(luck, 1, grants) ? "the court indicates to the state not to remove"
                                         : "might be granted the measure, and is not",
             grants, asy_u(luck, 1));
    if (!asy_chance(luck, 1, grants))
        return false;
    asy_count(scene, ASY_METRIC_measures_granted, who, country, who->persons);
    const bool obeyed = asy_chance(luck, 2, obeys);
    asy_tell(scene, who, strasbourg,
             obeyed ? "the state complies" : "the state might comply, and does not", obeys,
             asy_u(luck, 2));
    if (!obeyed)
        asy_count(scene, ASY_METRIC_measures_ignored, who, country, who->persons);
    return obeyed;
}

bool
asy_strasbourg_stops(struct asy_scene *scene, struct asy_applicant *who, int country,
                     enum asy_stoppable what)
{
    const struct asy_strasbourg *law = ASY_TODAY(scene, strasbourg, 0);
    const bool at_border = what == ASY_STOPS_AT_BORDER || what == ASY_STOPS_AT_LINE;
    const double asks = at_border ? law->p_ask_at_border[country] : law->p_ask[country];
    if (asy_marked(who, ASY_MARK_strasbourg_asked) || asks <= 0.0 ||
        law->not_party & asy_bit(country))
        return asy_marked(who, ASY_MARK_measure);
    const struct asy_luck luck =
        at_border ? asy_luck_of(scene, who, ASY_LUCK_strasbourg_border, country)
                  : asy_luck_of(scene, who, ASY_LUCK_strasbourg, country);
    if (!asy_chance(&luck, 0, asks))
        return false;
    asy_mark(who, ASY_MARK_strasbourg_asked);
    asy_count(scene, ASY_METRIC_measures_asked, who, country, who->persons);
    asy_tell(scene, who, strasbourg, "requests a Rule 39 interim measure", asks,
             asy_u(&luck, 0));
    if (!is_obeyed(scene, who, country, p_grant(law, who, what),
                   at_border ? law->compliance_at_border[country] : law->compliance[country],
                   &luck))
        return false;
    asy_mark(who, ASY_MARK_measure);
    return true;
}

/* A request is about one removal: where that is given up for good, any other may be asked about
   anew, and a measure against it stops no other. */
void
asy_strasbourg_forget(struct asy_applicant *who)
{
    asy_unmark(who, ASY_MARK_strasbourg_asked);
    asy_unmark(who, ASY_MARK_measure);
}

/* ---- while the measure holds ------------------------------------------------- */

/* The greatest rate there ever is in this country: the clock runs by it, and what it brings is
   thinned by today's. */
static double
most_abducted(const struct asy_scene *scene, int country)
{
    return asy_most_ever(scene, ASY_LAW_strasbourg, 0,
                         offsetof(struct asy_strasbourg, abducted) +
                             (size_t) country * sizeof(double));
}

static struct asy_step
until_abduction(struct asy_scene *scene, struct asy_applicant *who)
{
    const double most = most_abducted(scene, who->place);
    who->danger_day = ASY_NO_DAY;
    if (most > 0.0) {
        const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_measure_abduction);
        who->danger_day = asy_day_after(scene, asy_hazard_days(most, asy_u(&luck, 0)));
    }
    return asy_until_danger(scene, who, ASY_STAGE_measure, who->leave_day);
}

/* People whom a state may not remove are taken where it may not remove them to (Savriddin
   Dzhurayev v. Russia, para 177 ff.); no request can stop that. */
static struct asy_step
abduction_strikes(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_strasbourg *law = ASY_TODAY(scene, strasbourg, 0);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_measure_abduction);
    if (asy_u(&luck, 1) * most_abducted(scene, who->place) >= law->abducted[who->place])
        return until_abduction(scene, who);
    asy_count(scene, ASY_METRIC_abducted_under_measure, who, who->place, who->persons);
    asy_tell(scene, who, strasbourg, "is abducted while the measure is in force", NAN, NAN);
    return asy_seized(scene, who, ASY_ACT_ABDUCTION);
}

static bool
is_in_transit(const struct asy_scene *scene, const struct asy_applicant *who)
{
    return scene->world->country[who->place].is_transit;
}

/* A measure stops the removal, and need not open the door of the cell: in detention until the
   judgment, out of reach of those who would abduct them. */
static struct asy_step
held_until_judgment(struct asy_scene *scene, struct asy_applicant *who, int32_t days)
{
    asy_is_held(scene, who);
    asy_count(scene, ASY_METRIC_days_held_under_measure, who, who->place,
              (uint32_t) days * who->persons);
    asy_tell(scene, who, strasbourg, "stays in detention while the measure is in force", NAN,
             NAN);
    who->danger_day = ASY_NO_DAY;
    return asy_wait(ASY_STAGE_measure, days);
}

struct asy_step
asy_strasbourg_wait(struct asy_scene *scene, struct asy_applicant *who,
                    enum asy_stage_id stopped)
{
    const struct asy_strasbourg *law = ASY_TODAY(scene, strasbourg, 0);
    const struct asy_luck luck =
        asy_luck_of(scene, who, ASY_LUCK_strasbourg_judgment, who->place);
    const int32_t days = asy_wait_days(law->days, asy_u(&luck, 0));
    who->stopped = (uint8_t) stopped;
    if (!is_in_transit(scene, who))
        return asy_wait(ASY_STAGE_measure, days);
    who->leave_day = asy_day_after(scene, days);
    const struct asy_luck cell = asy_luck(scene, who, ASY_LUCK_measure_held);
    if (asy_chance(&cell, 0, law->held[who->place]))
        return held_until_judgment(scene, who, days);
    asy_unmark(who, ASY_MARK_held);
    return until_abduction(scene, who);
}

/* ---- the judgment ------------------------------------------------------------ */

/* No violation: the removal that was stopped goes on. */
static struct asy_step
removal_goes_on(struct asy_scene *scene, struct asy_applicant *who)
{
    if (who->stopped == ASY_STAGE_occupied)
        return asy_occupation_deports(scene, who);
    if (who->stopped == ASY_STAGE_hosted || who->stopped == ASY_STAGE_hub)
        return asy_host_removes(scene, who);
    if (is_in_transit(scene, who))
        return asy_transit_removal(scene, who);
    if (who->stopped == ASY_STAGE_removal || who->stopped == ASY_STAGE_dublin_transfer)
        return asy_wait((enum asy_stage_id) who->stopped, 1);
    if (who->stopped == ASY_STAGE_border_decision)
        return asy_border_sends_back(scene, who);
    if (who->stopped == ASY_STAGE_extradition)
        return asy_extradited(scene, who);
    return asy_forced_removal(scene, who);
}

/* A violation: what was stopped may not be done. After a refusal unheard the claim must be
   heard; after a transfer, by this state (M.S.S. para 340); else the country lets the person
   stay under some title. */
struct asy_step
asy_removal_is_barred(struct asy_scene *scene, struct asy_applicant *who,
                      enum asy_stage_id stopped)
{
    if (is_in_transit(scene, who))
        asy_is_released(scene, who);
    if (!scene->world->country[who->place].is_state)
        return asy_end(who, ASY_FATE_TEMPORARY);
    if (stopped == ASY_STAGE_dublin_transfer)
        return asy_dublin_take_on(scene, who);
    const bool unheard = stopped == ASY_STAGE_removal
                             ? !asy_refused_in(who, who->place)
                             : asy_marked(who, ASY_MARK_unheard_at_border);
    if (unheard)
        return asy_heard_after_all(scene, who);
    return asy_end(who, ASY_FATE_HUMANITARIAN);
}

struct asy_step
asy_stage_measure(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_strasbourg *law = ASY_TODAY(scene, strasbourg, 0);
    const struct asy_luck luck =
        asy_luck_of(scene, who, ASY_LUCK_strasbourg_judgment, who->place);
    const double p = who->stopped == ASY_STAGE_dublin_transfer ? law->p_violation_transfer
                                                               : law->p_violation;
    const bool violation = asy_at_risk(who) && asy_chance(&luck, 1, p);

    if (is_in_transit(scene, who) && scene->day < who->leave_day &&
        scene->day >= who->danger_day)
        return abduction_strikes(scene, who);
    asy_tell(scene, who, strasbourg,
             violation ? "the court finds that removal would violate article 3"
                       : "the court finds no violation, and the measure ends",
             p, asy_u(&luck, 1));
    asy_unmark(who, ASY_MARK_measure);
    return violation ? asy_removal_is_barred(scene, who, (enum asy_stage_id) who->stopped)
                     : removal_goes_on(scene, who);
}
