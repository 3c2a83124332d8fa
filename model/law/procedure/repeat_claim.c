/* SPDX-License-Identifier: GPL-3.0-or-later */
/* After a final refusal: a claim not decided anew after a take-back, and the subsequent
   application of a person who stayed, for which there may be no legal aid. */
#include "law/aftermath/status.h"
#include "law/procedure/procedure.h"

#include <gsl/gsl_cdf.h>

static const struct asy_param params[] = {
    ASY_PARAM(repeat_claim, p_admitted, 0, 0.1, 1, "share",
              "Share of fresh claims admitted because of new elements.",
              "grade D: with new elements; 2013/32/EU art. 33(2)(d), 40(3)"),
    ASY_PARAM_FLAG(
        repeat_claim, anywhere, 0,
        "Whether a claim after a final refusal in another state is a subsequent one "
        "here.",
        "2024/1348 art. 55(1): in any Member State; 2013/32/EU art. 2(q), 40(1) leave "
        "it open (C-8/20, C-66/21); not so where not bound"),
    ASY_PARAM(repeat_claim, p_file, 0, 0, 1, "share",
              "Share of finally refused people who prepare a fresh claim.",
              "grade D: of those finally refused, who prepare a fresh claim"),
    ASY_PARAM(repeat_claim, file_days, 1, 300, 5000, "days",
              "Mean time from the final refusal to the fresh claim.",
              "grade D: mean, from the final refusal to the fresh claim"),
    ASY_PARAM_FLAG(
        repeat_claim, legal_aid, 1, "Whether there is legal aid for a fresh claim.",
        "legal aid for a fresh claim; Closing the Door, Alieva: exhausted in the UK"),
    ASY_PARAM(repeat_claim, unaided, 0, 0.5, 1, "ratio",
              "How many times as often a person without legal aid files a fresh claim and has "
              "it admitted.",
              "grade D: on p_file and p_admitted of one without legal aid"),
    ASY_PARAM(repeat_claim, p_appeal, 0, 0, 1, "share",
              "Share of people whose fresh claim is not admitted who appeal.",
              "grade D: of those not heard; 2013/32/EU art. 46(1)(a)(ii)"),
    ASY_PARAM(repeat_claim, p_overturn, 0, 0, 1, "share",
              "Share of those appeals allowed, so that the claim is decided anew.",
              "grade D: of their appeals allowed"),
    ASY_PARAM(repeat_claim, appeal_days, 0, 60, 3000, "days",
              "Mean time from that refusal to the court's ruling.",
              "grade D: mean, from the refusal to the court's ruling"),
    ASY_PARAM_FLAG(repeat_claim, suspensive, 0,
                   "Whether the person may stay until that court has ruled.",
                   "2013/32/EU art. 41, 46(6)(b): it need not suspend"),
    { 0 },
};

const struct asy_law asy_law_repeat_claim = {
    .name = "repeat_claim",
    .file = __FILE__,
    .doc = "A finally refused claim is not decided anew unless new elements are admitted.",
    .source = "604/2013 art. 18(1)(d), 18(2); 2013/32/EU art. 33(2)(d), 40, 41, 46",
    .section = ASY_OF_STATE,
    .size = sizeof(struct asy_repeat_claim),
    .params = params,
};

enum { ADMITTED, ELEMENTS, FILED, FILED_DAYS };
enum { REMOVAL_DAYS = 0 };

static double
aid(const struct asy_repeat_claim *law)
{
    return law->legal_aid ? 1.0 : law->unaided;
}

/* New elements add to what a file says and never take away; the refusal no longer stands. */
static void
adds_elements(struct asy_applicant *who, const struct asy_luck *luck)
{
    const double error = gsl_cdf_ugaussian_Pinv(asy_u(luck, ELEMENTS));
    who->error = fmaxf(who->error, (float) error);
    who->refused_in &= ~asy_bit(who->place);
    asy_strasbourg_forget(who); /* new facts, new request: ECHR art. 35(2)(b) */
}

bool
asy_repeat_admitted(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_repeat_claim *law = ASY_TODAY(scene, repeat_claim, who->place);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_repeat);
    const double p = law->p_admitted * aid(law);

    asy_tell(scene, who, repeat_claim,
             asy_refused_in(who, who->place)
                 ? "was finally refused here: are there new elements?"
             : who->refused_in && law->anywhere
                 ? "was finally refused in another state: are there new elements?"
                 : "the claim was withdrawn by moving on: are there new elements?",
             p, asy_u(&luck, ADMITTED));
    if (!asy_chance(&luck, ADMITTED, p)) {
        asy_count(scene, ASY_METRIC_repeat_claims_not_heard, who, who->place, who->persons);
        return false;
    }
    adds_elements(who, &luck);
    return true;
}

/* A refusal by a state that the directive does not bind makes no claim a repeated one (C-8/20,
   C-497/21). */
bool
asy_is_repeat_of_another_state(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const uint64_t elsewhere = who->refused_in & ~asy_bit(who->place);
    return elsewhere && !asy_marked(who, ASY_MARK_admissible) &&
           ASY_TODAY(scene, repeat_claim, who->place)->anywhere &&
           elsewhere & ~ASY_TODAY(scene, status_elsewhere, who->place)->not_counted;
}

struct asy_step
asy_repeat_heard_after_all(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_repeat);
    adds_elements(who, &luck);
    if (who->refused_in) /* in another state: this one has now answered */
        asy_mark(who, ASY_MARK_admissible);
    asy_unmark(who, ASY_MARK_unheard_repeat);
    return asy_at_once(ASY_STAGE_registration);
}

struct asy_step
asy_refused_finally(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_repeat_claim *law = ASY_TODAY(scene, repeat_claim, who->place);
    const double p = law->p_file * aid(law);

    who->refused_in |= asy_bit(who->place);
    if (p <= 0.0)
        return asy_refused_for_good(scene, who);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_repeat);
    if (!asy_chance(&luck, FILED, p))
        return asy_refused_for_good(scene, who);
    const struct asy_luck found = asy_luck(scene, who, ASY_LUCK_repeat_removal);
    const int32_t days = asy_wait_days(law->file_days, asy_u(&luck, FILED_DAYS));
    const int32_t removal = asy_forced_days(scene, who, asy_u(&found, REMOVAL_DAYS));
    asy_tell(scene, who, repeat_claim, "stays on and prepares a fresh claim", p,
             asy_u(&luck, FILED));
    who->fate = ASY_FATE_NO_STATUS_EUROPE;
    asy_stay_without_status(scene, who);
    return removal < days ? asy_wait(ASY_STAGE_forced_return, removal)
                          : asy_wait_on_means(scene, who, ASY_STAGE_fresh_claim, days);
}

struct asy_step
asy_stage_fresh_claim(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_count(scene, ASY_METRIC_fresh_claims, who, who->place, who->persons);
    asy_tell(scene, who, repeat_claim, "files a fresh claim", NAN, NAN);
    asy_forget(who, ASY_LASTS_file);
    asy_mark(who, ASY_MARK_dublin_done);
    asy_mark(who, ASY_MARK_stays);
    asy_mark(who, ASY_MARK_admissible);
    who->fate = ASY_FATE_WAITING;
    return asy_at_once(ASY_STAGE_registration);
}
