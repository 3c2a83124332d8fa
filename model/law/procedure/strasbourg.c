/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The European Court of Human Rights: a measure under rule 39 asked, granted, obeyed or not,
   and the judgment that follows. Law and practice are two levers: what the court says, and how
   often a state does it. */
#include "law/procedure/procedure.h"

static const struct asy_param params[] = {
    ASY_PARAM_PER(ASY_PER_COUNTRY, strasbourg, p_ask, 0, 0, 1, "share of removals",
                  "Share of those about to be removed who find a lawyer and ask for a measure.",
                  "grade D: of those about to be removed, who find a lawyer and ask"),
    ASY_PARAM_PER(
        ASY_PER_COUNTRY, strasbourg, p_ask_at_border, 0, 0, 1, "share of persons",
        "Share of those sent back at a crossing time and again who ask for a measure, by "
        "state.",
        "grade D: of those sent back at a crossing time and again, by state and date"),
    ASY_PARAM(strasbourg, p_grant, 0, 0.5, 1, "share of requests",
              "Share of requests by people at risk that are granted.",
              "grade D: of those at risk; Rules of Court, rule 39"),
    ASY_PARAM(strasbourg, p_grant_unfounded, 0, 0.05, 1, "share of requests",
              "Share of requests by people not at risk that are granted.",
              "grade D: of those not at risk"),
    ASY_PARAM_PER(ASY_PER_COUNTRY, strasbourg, compliance, 0, 1, 1, "share of measures",
                  "Share of measures that the state obeys.",
                  "a measure binds: ECHR art. 34; practice by state"),
    ASY_PARAM_PER(ASY_PER_COUNTRY, strasbourg, compliance_at_border, 0, 1, 1,
                  "share of measures",
                  "Share of measures for those not yet let in that the state obeys.",
                  "the same of those not yet let in"),
    ASY_PARAM(strasbourg, days, 1, 600, 5000, "days",
              "Mean time from the measure to the judgment.",
              "grade D: mean, from the measure to the judgment"),
    ASY_PARAM(strasbourg, p_violation, 0, 0.9, 1, "share of judgments",
              "Share of judgments on people at risk that find a violation.",
              "grade D: of those at risk; over 40 judgments against Russia, Closing the Door"),
    { 0 },
};

const struct asy_law asy_law_strasbourg = {
    .name = "strasbourg",
    .file = __FILE__,
    .doc =
        "Interim measures against a removal: asked, granted, and obeyed by the state or not.",
    .source = "ECHR art. 3, 34; Rules of Court, rule 39; Closing the Door, Trenina & Zharinov",
    .section = ASY_OF_WORLD,
    .size = sizeof(struct asy_strasbourg),
    .params = params,
};

bool
asy_strasbourg_stops(struct asy_scene *scene, struct asy_applicant *who, int country,
                     bool at_border)
{
    const struct asy_strasbourg *law = ASY_TODAY(scene, strasbourg, 0);
    const double asks = at_border ? law->p_ask_at_border[country] : law->p_ask[country];
    if (asy_marked(who, ASY_MARK_strasbourg_asked) || asks <= 0.0)
        return asy_marked(who, ASY_MARK_measure);
    const struct asy_luck luck =
        at_border ? asy_luck_of(scene, who, ASY_LUCK_strasbourg_border, country)
                  : asy_luck_of(scene, who, ASY_LUCK_strasbourg, country);
    if (!asy_chance(&luck, 0, asks))
        return false;
    const double grants = asy_at_risk(who) ? law->p_grant : law->p_grant_unfounded;
    const double obeys =
        at_border ? law->compliance_at_border[country] : law->compliance[country];
    asy_mark(who, ASY_MARK_strasbourg_asked);
    asy_count(scene, ASY_METRIC_measures_asked, who, country, who->persons);
    asy_tell(scene, who, strasbourg, "asks Strasbourg for a measure", asks, asy_u(&luck, 0));
    if (!asy_chance(&luck, 1, grants)) {
        asy_tell(scene, who, strasbourg, "might be granted it, and is not", grants,
                 asy_u(&luck, 1));
        return false;
    }
    asy_count(scene, ASY_METRIC_measures_granted, who, country, who->persons);
    asy_tell(scene, who, strasbourg, "the court tells the state not to remove", grants,
             asy_u(&luck, 1));
    if (!asy_chance(&luck, 2, obeys)) {
        asy_count(scene, ASY_METRIC_measures_ignored, who, country, who->persons);
        asy_tell(scene, who, strasbourg, "the state might obey, and does not", obeys,
                 asy_u(&luck, 2));
        return false;
    }
    asy_tell(scene, who, strasbourg, "the state obeys", obeys, asy_u(&luck, 2));
    asy_mark(who, ASY_MARK_measure);
    return true;
}

struct asy_step
asy_strasbourg_wait(struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_luck luck =
        asy_luck_of(scene, who, ASY_LUCK_strasbourg_judgment, who->place);
    return asy_wait(ASY_STAGE_measure,
                    asy_wait_days(ASY_TODAY(scene, strasbourg, 0)->days, asy_u(&luck, 0)));
}

/* The judgment. Where it finds that removal would violate article 3, the state lets the person
   stay under whatever name; otherwise the removal goes on. */
struct asy_step
asy_stage_measure(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_strasbourg *law = ASY_TODAY(scene, strasbourg, 0);
    const struct asy_luck luck =
        asy_luck_of(scene, who, ASY_LUCK_strasbourg_judgment, who->place);
    const bool violation = asy_at_risk(who) && asy_chance(&luck, 1, law->p_violation);

    asy_tell(scene, who, strasbourg,
             violation ? "the court finds that removal would violate article 3"
                       : "the court finds no violation, and the measure ends",
             law->p_violation, asy_u(&luck, 1));
    asy_unmark(who, ASY_MARK_measure);
    const bool transit = scene->world->country[who->place].is_transit;
    if (!violation)
        return transit ? asy_transit_removal(scene, who) : asy_forced_removal(scene, who);
    return asy_end(who, transit ? ASY_FATE_TEMPORARY : ASY_FATE_HUMANITARIAN);
}
