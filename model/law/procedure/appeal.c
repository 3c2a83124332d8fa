/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The appeal: lodged or not, suspensive or not, a second look with fresh eyes. */
#include <gsl/gsl_cdf.h>

#include "law/merits/thresholds.h"
#include "law/procedure/procedure.h"
#include "law/response/crisis.h"

static const struct asy_param params[] = {
    ASY_PARAM(appeal, p_lodge, 0, 0.7, 1, "share of refusals",
              "Share of refusals that are appealed.", "grade D where not counted"),
    ASY_PARAM(appeal, capacity, 0, 1e6, 1e6, "persons/day",
              "Number of persons whose appeals are decided in a day.",
              "appeal decisions a year over 365"),
    ASY_PARAM(appeal, min_days, 0, 120, 3000, "days",
              "Time from lodging the appeal to the court's queue.",
              "grade D: from lodging to the court's queue"),
    ASY_PARAM(appeal, success, 0, 0.12, 1, "share of appeals decided",
              "Share of appeals won, from which the court's threshold is solved.",
              "UNHCR decisions at levels AR, JR; the court's threshold is solved from it"),
    ASY_PARAM(appeal, noise, 0, 1, 10, "probit",
              "Standard deviation of what the court sees around the need.",
              "grade D: sd of what the court sees"),
    ASY_PARAM_STANDARD(
        appeal, standard, standard_of, 6, "probit",
        "How much stronger a file must look to the court than its threshold requires: above 0 "
        "is a harsher court, below 0 a more lenient one; as_in replaces it by the standard of "
        "another state's court, or that of all together.",
        "none: the court's own standard"),
    ASY_PARAM(appeal, unheard_cost, 0, 0, 1, "share",
              "Court capacity used by a ruling on a claim that was not examined, relative to "
              "one on the merits.",
              "grade D: 2013/32/EU art. 46(1)(a)(ii)"),
    ASY_PARAM_FLAG(appeal, suspensive, 1,
                   "Whether the person may stay until the court has ruled.",
                   "2013/32/EU art. 46(5)"),
    { 0 },
};

static const struct asy_baseline_only baseline_only[] = {
    { "success", "published rates only set the thresholds of the baseline, which stay as "
                 "they are; move the standard itself: appeal.standard = { plus = -0.2; } or { "
                 "as_in = \"FRA\"; }" },
    { 0 },
};

const struct asy_law asy_law_appeal = {
    .name = "appeal",
    .file = __FILE__,
    .doc = "A court decides afresh; whether the person may stay meanwhile is law.",
    .source = "2013/32/EU art. 46",
    .section = ASY_OF_STATE,
    .size = sizeof(struct asy_appeal),
    .params = params,
    .baseline_only = baseline_only,
};

struct asy_step
asy_appeal_ask(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_appeal *law = ASY_TODAY(scene, appeal, who->place);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_appeal);

    const bool fast = asy_marked(who, ASY_MARK_accelerated);
    const struct asy_channel *channel = ASY_TODAY(scene, channel, who->place);
    const unsigned aid = ASY_AID_APPEAL | asy_aid_now(who);
    const double p_lodge = asy_counsel_lodges(
        scene, who, aid, fast ? law->p_lodge * channel->lodge_ratio : law->p_lodge);

    asy_aid_given(scene, who, who->place, ASY_AID_APPEAL);
    asy_tell(scene, who, appeal, "is refused, and considers appealing", p_lodge,
             asy_u(&luck, 0));
    if (!asy_chance(&luck, 0, p_lodge))
        return asy_refused_finally(scene, who);
    scene->stock->came[ASY_QUEUE_appeal][who->place] += who->persons;
    const double mean = fast ? channel->court_days : law->min_days;
    const int32_t court = asy_wait_days(mean, asy_u(&luck, 1));
    const bool stays = fast ? channel->suspensive : law->suspensive;
    if (!stays) { /* art. 46(6): one may be returned before the court has ruled */
        const int32_t removal = asy_forced_days(scene, who, asy_u(&luck, 2));
        if (removal < court) {
            asy_mark(who, ASY_MARK_appeal_open);
            return asy_wait(ASY_STAGE_forced_return, removal);
        }
    }
    return asy_wait_on_means(scene, who, ASY_STAGE_appeal, court);
}

struct asy_step
asy_stage_appeal(struct asy_scene *scene, struct asy_applicant *who)
{
    (void) scene;
    (void) who;
    return asy_stand_in(ASY_STAGE_ruling, ASY_QUEUE_appeal);
}

/* Upheld; where only another part of the country stands against the claim, that is the ground.
   An applicant kept at the border until now is sent back across it. */
static struct asy_step
upheld(struct asy_scene *scene, struct asy_applicant *who, bool elsewhere, bool at_border)
{
    if (elsewhere)
        asy_mark(who, ASY_MARK_sent_elsewhere);
    return at_border ? asy_border_sends_back(scene, who) : asy_refused_finally(scene, who);
}

/* How much lower the threshold lies today than it was solved. */
static double
eased(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_opinion *opinion = ASY_TODAY(scene, opinion, who->place);
    return ASY_TODAY(scene, merits, who->place)->presumed +
           asy_opinion_spares(opinion, opinion->courts);
}

/* How strong the file looks to the court, read as in a state. */
static double
strength(const struct asy_scene *scene, const struct asy_applicant *who, int as, double error)
{
    const double noise =
        asy_informed_noise(ASY_TODAY(scene, country_information, as), who->citizenship,
                           ASY_TODAY(scene, appeal, as)->noise);
    return (double) who->need + noise * error + asy_relocation_adds(scene, who, as) -
           asy_family_unseen(scene, who, as);
}

/* Whether the court's own standard would have ruled the other way. */
static void
count_moved(struct asy_scene *scene, const struct asy_applicant *who, double error,
            bool established)
{
    const int as = scene->tau->court_as[who->place];
    const double needed = (double) scene->tau->own_court[who->citizenship][who->place],
                 seen = strength(scene, who, who->place, error);
    const bool by_own = seen > needed;
    if (established && !by_own)
        asy_count(scene, ASY_METRIC_appeals_won_by_standard, who, who->place, who->persons);
    if (!established && by_own)
        asy_count(scene, ASY_METRIC_appeals_lost_by_standard, who, who->place, who->persons);
    if (as != who->place)
        asy_tell_of(scene, who, appeal, "the standard of the court here decided this", as);
    else
        asy_tell(scene, who, appeal, "another standard than the court's own decided this", NAN,
                 NAN);
    asy_tell_judged(scene, who, appeal,
                    by_own ? "by the court's own standard the applicant would have won"
                           : "by the court's own standard the refusal would have been upheld",
                    needed, seen);
}

struct asy_step
asy_stage_ruling(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_appeal *law = ASY_TODAY(scene, appeal, who->place);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_court);
    const double error = asy_counsel_leaves(scene, who, ASY_AID_APPEAL | asy_aid_now(who),
                                            gsl_cdf_ugaussian_Pinv(asy_u(&luck, 0)));
    const double seen = strength(scene, who, scene->tau->court_as[who->place], error);
    const double threshold = (double) scene->tau->appeal[who->citizenship][who->place];
    /* the court sees that as the state did */
    const bool elsewhere =
        (seen > threshold || scene->pilot) && asy_lives_elsewhere(scene, who);
    const bool won = seen > threshold && !elsewhere;

    asy_count(scene, ASY_METRIC_appeals, who, who->place, who->persons);
    if (scene->pilot && scene->day >= 0) /* one threshold for all days: that of those counted */
        asy_pilot_note_appeal(scene->pilot, who,
                              strength(scene, who, who->place, error) + eased(scene, who),
                              law->success, elsewhere);
    asy_tell_judged(scene, who, appeal,
                    won ? "the court finds for the applicant" : "the court upholds the refusal",
                    threshold, seen);
    if (__builtin_expect((scene->tau->moved_court & asy_bit(who->place)) != 0, 0))
        count_moved(scene, who, error, seen > threshold);
    const bool at_border = asy_border_procedure_ends(scene, who);
    if (!won)
        return upheld(scene, who, seen > threshold, at_border);
    asy_count(scene, ASY_METRIC_appeals_won, who, who->place, who->persons);
    return asy_protect(scene, who);
}
