/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protection that ends. A permit is given for a term; when it is renewed the need may be looked
   at anew, against what has become of it since, through the noise of that look and a standard
   that is the authority's to meet. Found ceased, it ends after a notice, unless a court
   restores it. */
#include "law/aftermath/family.h"
#include "law/aftermath/status.h"
#include "law/merits/thresholds.h"
#include "law/people/people.h"
#include "law/procedure/procedure.h"

#include <gsl/gsl_cdf.h>

static const struct asy_param params[] = {
    ASY_PARAM(status_review, refugee_days, 0, 0, 36500, "days",
              "Length of a refugee's first permit; 0 means that renewal is not modelled.",
              "2011/95/EU art. 24(1): three years at least"),
    ASY_PARAM(status_review, refugee_renewed_days, 1, 1096, 36500, "days",
              "Length of a refugee's renewed permit.",
              "2011/95/EU art. 24(1): three years at least; COM(2016) 466 art. 26: three"),
    ASY_PARAM(status_review, subsidiary_days, 0, 0, 36500, "days",
              "Length of the first permit with subsidiary protection; 0 means that renewal is "
              "not modelled.",
              "2011/95/EU art. 24(2): one year at least"),
    ASY_PARAM(status_review, subsidiary_renewed_days, 1, 730, 36500, "days",
              "Length of that permit when renewed.",
              "2011/95/EU art. 24(2): two years at least"),
    ASY_PARAM(status_review, refugee_renewals, 0, 1, 2, "renewals",
              "Number of renewals at which a refugee's protection may be reviewed.",
              "COM(2016) 466 art. 15(b): at the first renewal"),
    ASY_PARAM(status_review, subsidiary_renewals, 0, 2, 2, "renewals",
              "Number of renewals at which subsidiary protection may be reviewed.",
              "COM(2016) 466 art. 21(b): at the first and the second renewal"),
    ASY_PARAM(status_review, p_reviewed, 0, 0, 1, "share",
              "Share of renewals at which the protection is reviewed.",
              "2011/95/EU art. 14, 19: a duty to end what has ceased, none to look; practice, "
              "grade D"),
    ASY_PARAM(
        status_review, margin, -3, 1, 6, "probit",
        "How far below the threshold of recognition the need must look for protection to "
        "cease.",
        "2011/95/EU art. 11(2), 14(2), 16(2): a significant and lasting change, which the "
        "authority shows; grade D"),
    ASY_PARAM(status_review, same_file, 0, 0.8, 1, "correlation",
              "How far the review relies on the file on which protection was granted; 0 "
              "decides anew.",
              "2011/95/EU art. 11(2): what is asked is a change, not the need anew; grade D"),
    ASY_PARAM(
        status_review, p_compelling, 0, 0.05, 1, "share",
        "Share of refugees exempt for compelling reasons arising from past persecution.",
        "2011/95/EU art. 11(3): refugees; 16(3): subsidiary protection, the same; grade D"),
    ASY_PARAM(status_review, notice_days, 0, 30, 3000, "days",
              "How long after the decision the end takes effect.",
              "national law; COM(2016) 466 art. 14(5), 20(3): three months; grade D"),
    ASY_PARAM(status_review, p_appeal, 0, 0.7, 1, "share",
              "Share of people whose protection is found to have ceased who appeal.",
              "grade D: who appeal; 2013/32/EU art. 45, 46(1)(c)"),
    ASY_PARAM(status_review, appeal_days, 1, 300, 3000, "days",
              "Mean time from the decision to the court's ruling.",
              "grade D: mean, from the decision to the ruling"),
    ASY_PARAM_FLAG(status_review, suspensive, 1,
                   "Whether the protection continues until the court has ruled.",
                   "2013/32/EU art. 46(5)"),
    ASY_PARAM(status_review, p_other_permit, 0, 0.1, 1, "share",
              "Share of people whose protection has ended who stay on another permit.",
              "grade D: for work, study or family; COM(2016) 466 art. 14(5), 20(3)"),
    { 0 },
};

const struct asy_law asy_law_status_review = {
    .name = "status_review",
    .file = __FILE__,
    .doc = "The term of a permit, the review at its renewal, and the end of protection.",
    .source = "2011/95/EU art. 11, 14, 16, 19, 24; 2013/32/EU art. 44-46; COM(2016) 466",
    .section = ASY_OF_STATE,
    .size = sizeof(struct asy_status_review),
    .params = params,
};

enum { REVIEWED, SEEN, COMPELLING, OTHER_PERMIT }; /* words of `status_review` */
enum { APPEALS, COURT, RULED };                    /* of `status_appeal` */
enum { CHANGED };                                  /* of `need_later` */

static const struct asy_status_review *
law_of(const struct asy_scene *scene, const struct asy_applicant *who)
{
    return ASY_TODAY(scene, status_review, asy_protecting_state(who));
}

/* Which year of the horizon it is, by its length alone: a term takes one at least. */
static int
year_now(const struct asy_scene *scene)
{
    return (scene->day + 100 * 365) / 365;
}

/* ---- terms ------------------------------------------------------------------------------- */

static void
term_of(struct asy_scene *scene, struct asy_applicant *who, double days)
{
    who->resume_day = asy_day_after(scene, (int32_t) days);
    asy_mark(who, ASY_MARK_term_runs);
}

void
asy_status_term_begin(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_status_review *law = ASY_TODAY(scene, status_review, who->place);
    const bool refugee = who->fate == ASY_FATE_REFUGEE;
    const double days = refugee ? law->refugee_days : law->subsidiary_days;
    const double renewals = refugee ? law->refugee_renewals : law->subsidiary_renewals;
    if (who->fate != ASY_FATE_HUMANITARIAN && days > 0.0 && renewals >= 1.0)
        term_of(scene, who, days);
}

/* Renewed: another term, if it is one at whose end there may be a review. */
static void
renew(struct asy_scene *scene, struct asy_applicant *who, const struct asy_status_review *law)
{
    const bool refugee = who->fate == ASY_FATE_REFUGEE;
    const bool again = !asy_marked(who, ASY_MARK_renewed_once);
    asy_mark(who, again ? ASY_MARK_renewed_once : ASY_MARK_renewed_twice);
    if (again && (refugee ? law->refugee_renewals : law->subsidiary_renewals) >= 2.0)
        term_of(scene, who, refugee ? law->refugee_renewed_days : law->subsidiary_renewed_days);
}

/* ---- the review -------------------------------------------------------------------------- */

/* What has become of the need since protection was given. */
static double
need_now(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_claim_strength *law = ASY_TODAY(scene, claim_strength, who->group);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_need_later);
    const double years = fmax(0.0, (double) (scene->day - who->since) / 365.25);
    return (double) who->need + law->need_trend * years +
           law->need_change * sqrt(years) * gsl_cdf_ugaussian_Pinv(asy_u(&luck, CHANGED));
}

/* Below which the need looks to have ceased. */
static double
ceases_below(const struct asy_scene *scene, const struct asy_applicant *who,
             const struct asy_status_review *law)
{
    return (double) scene->tau->merits[who->citizenship][asy_protecting_state(who)] -
           law->margin;
}

static double
noise_of(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const int state = asy_protecting_state(who);
    return asy_informed_noise(ASY_TODAY(scene, country_information, state), who->citizenship,
                              ASY_TODAY(scene, merits, state)->noise);
}

/* What is seen of it now: what the file says that was believed, and what is new. A person
   protected by a court after a refusal was believed too, though the authority had seen less. */
static double
seen_now(const struct asy_scene *scene, const struct asy_applicant *who,
         const struct asy_status_review *law, double u)
{
    const double kept = law->same_file, noise = noise_of(scene, who);
    const double saw = (double) who->need + noise * (double) who->error;
    const double believed = fmax(saw, ceases_below(scene, who, law) + law->margin);
    return need_now(scene, who) + kept * (believed - (double) who->need) +
           noise * sqrt(1.0 - kept * kept) * gsl_cdf_ugaussian_Pinv(u);
}

/* Whether a court restores what the authority has ended, in time; and when it rules. */
static bool
restored(struct asy_scene *scene, const struct asy_applicant *who,
         const struct asy_status_review *law, double below, int32_t *ruled)
{
    const struct asy_luck luck =
        asy_luck_of(scene, who, ASY_LUCK_status_appeal, year_now(scene));
    *ruled = 0;
    asy_tell(scene, who, status_review, "may appeal against the end of protection",
             law->p_appeal, asy_u(&luck, APPEALS));
    if (!asy_chance(&luck, APPEALS, law->p_appeal))
        return false;
    *ruled = asy_wait_days(law->appeal_days, asy_u(&luck, RULED));
    if (!law->suspensive && *ruled > (int32_t) law->notice_days)
        return false; /* it comes too late */
    return seen_now(scene, who, law, asy_u(&luck, COURT)) >= below;
}

/* Found to have ceased: until the court has ruled, where that is waited for, and the notice. */
static struct asy_step
ends(struct asy_scene *scene, struct asy_applicant *who, const struct asy_status_review *law,
     double below)
{
    int32_t ruled;
    if (restored(scene, who, law, below, &ruled)) {
        asy_tell(scene, who, status_review, "a court restores the protection", NAN, NAN);
        return asy_at_once(ASY_STAGE_exile);
    }
    asy_count(scene, ASY_METRIC_status_ended, who, asy_protecting_state(who), who->persons);
    who->need = (float) need_now(scene, who);
    if (asy_at_risk(who))
        asy_count(scene, ASY_METRIC_status_ended_at_risk, who, asy_protecting_state(who),
                  who->persons);
    const int32_t stays = law->suspensive && ruled > 0 ? ruled : 0;
    return asy_wait(ASY_STAGE_status_withdrawn, stays + (int32_t) law->notice_days);
}

struct asy_step
asy_status_term_ends(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_status_review *law = law_of(scene, who);
    asy_unmark(who, ASY_MARK_term_runs);
    renew(scene, who, law);
    asy_status_moves_freely(scene, who);
    asy_tell(scene, who, status_review, "has the permit renewed", NAN, NAN);
    if (law->p_reviewed <= 0.0)
        return asy_at_once(ASY_STAGE_exile);
    const struct asy_luck luck =
        asy_luck_of(scene, who, ASY_LUCK_status_review, year_now(scene));
    asy_tell(scene, who, status_review, "the protection may be reviewed on that occasion",
             law->p_reviewed, asy_u(&luck, REVIEWED));
    if (!asy_chance(&luck, REVIEWED, law->p_reviewed))
        return asy_at_once(ASY_STAGE_exile);
    asy_count(scene, ASY_METRIC_status_reviews, who, asy_protecting_state(who), who->persons);
    const double below = ceases_below(scene, who, law);
    const double seen = seen_now(scene, who, law, asy_u(&luck, SEEN));
    const bool spared = asy_chance(&luck, COMPELLING, law->p_compelling);
    asy_tell_judged(scene, who, status_review,
                    seen >= below ? "the need continues: protection is kept"
                    : spared      ? "the need has ceased, but compelling past reasons remain"
                                  : "the need is found to have ceased",
                    below, seen);
    return seen >= below || spared ? asy_at_once(ASY_STAGE_exile)
                                   : ends(scene, who, law, below);
}

/* The end takes effect where they live: another permit, or none. */
struct asy_step
asy_stage_status_withdrawn(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_status_review *law = law_of(scene, who);
    const struct asy_luck luck =
        asy_luck_of(scene, who, ASY_LUCK_status_review, year_now(scene));
    asy_exile_end(scene, who);
    asy_unmark(who, ASY_MARK_protected_elsewhere);
    if (asy_chance(&luck, OTHER_PERMIT, law->p_other_permit)) {
        asy_tell(scene, who, status_review, "stays on another permit", law->p_other_permit,
                 asy_u(&luck, OTHER_PERMIT));
        return asy_end(who, ASY_FATE_TEMPORARY);
    }
    asy_tell(scene, who, status_review, "is no longer protected", NAN, NAN);
    asy_mark(who, ASY_MARK_status_ended);
    who->refused_in |= asy_bit(who->place);
    return asy_refused_for_good(scene, who);
}
