/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notices and diffusions: asked for, reviewed, out; and the channels beside INTERPOL, to which
   a state turns the more the less INTERPOL lets through. */
#include "law/transit/search.h"

static const struct asy_param params[] = {
    ASY_PARAM_PER(
        ASY_PER_COUNTRY, notices, before, 0, 0, 1, "share of those looked for",
        "Share of wanted people against whom a notice was requested before they set out.",
        "grade D: a notice was asked for before they set out"),
    ASY_PARAM_PER(ASY_PER_COUNTRY, notices, asked, 0, 0, 50, "per year",
                  "How often a notice is requested against a person wanted by the home state.",
                  "grade D: against one the home state looks for; Closing the Door, Min"),
    ASY_PARAM_PER(
        ASY_PER_COUNTRY, notices, asked_active, 0, 0, 50, "per year",
        "How often a notice is requested against a person who is active or publicly known.",
        "grade D: against one who is active or publicly known"),
    ASY_PARAM(notices, diffusions, 0, 0.3, 1, "share of requests",
              "Share of requests sent directly to other states.",
              "grade D: sent to other states directly"),
    ASY_PARAM(notices, review_days, 0, 20, 1000, "days",
              "Mean time of the review before publication.", "grade D: mean"),
    ASY_PARAM_PER(
        ASY_PER_COUNTRY, notices, review, 0, 0.05, 1, "share of requests",
        "Share of a home state's requests against people at risk that are refused on review.",
        "grade D: refused before publication, of those against people at risk"),
    ASY_PARAM(notices, review_other, 0, 0.01, 1, "share of requests",
              "Share of requests against all others that are refused on review.",
              "grade D: the same of all others"),
    ASY_PARAM_PER(ASY_PER_COUNTRY, notices, terrorism, 0, 0, 1, "share of requests",
                  "Share of a home state's requests that allege terrorism or extremism.",
                  "grade D: that speak of terrorism; Closing the Door, Coynash"),
    ASY_PARAM(
        notices, terrorism_ratio, 0, 1, 1, "ratio",
        "How many times as often such a request is refused as one that alleges something else.",
        "grade D: on the review; Closing the Door, Coynash: not checked"),
    ASY_PARAM_PER(ASY_PER_COUNTRY, notices, anew, 0, 0, 1, "share of notices",
                  "Share of a home state's existing notices that are reviewed again in a year.",
                  "grade D: looked at anew, as before publication; INTERPOL's Rules on the "
                  "Processing of Data art. 49, 50"),
    ASY_PARAM_FLAG(notices, review_diffusions, 0,
                   "Whether diffusions, too, are held back for review.",
                   "diffusions are not held back for a review"),
    ASY_PARAM_FLAG(notices, refugee_policy, 0,
                   "Whether notices against recognised refugees may not be published.",
                   "INTERPOL, circular of 18 February 2015: no notice against a refugee"),
    ASY_PARAM(notices, policy_known, 0, 0.3, 1, "share of refugees",
              "Share of refugees whose status is known to INTERPOL at the review.",
              "grade D: whose status INTERPOL knows of when it reviews"),
    { 0 },
};

const struct asy_law asy_law_notices = {
    .name = "notices",
    .file = __FILE__,
    .doc =
        "A home state requests a notice from INTERPOL, which is reviewed before publication.",
    .source = "INTERPOL Constitution art. 2, 3; refugee policy of 2015; Closing the Door, Min",
    .section = ASY_OF_WORLD,
    .size = sizeof(struct asy_notices),
    .params = params,
};

static const struct asy_param other_params[] = {
    ASY_PARAM_PER(ASY_PER_COUNTRY, other_channels, before, 0, 0, 1, "share of those looked for",
                  "Share of wanted people sought through another channel before they set out.",
                  "grade D: asked through another channel before they set out"),
    ASY_PARAM_PER(
        ASY_PER_COUNTRY, other_channels, direct, 0, 0, 50, "per year",
        "How often a person is sought through another channel without trying INTERPOL first.",
        "grade D: asked without trying INTERPOL first"),
    ASY_PARAM_PER(
        ASY_PER_COUNTRY, other_channels, substitute, 0, 0, 1, "share",
        "Share of requests refused or deleted by INTERPOL that return through another channel.",
        "grade D: of requests refused or deleted by INTERPOL, that come again here"),
    ASY_PARAM(other_channels, substitute_days, 1, 150, 5000, "days",
              "Mean time until such a request returns.", "grade D: mean"),
    ASY_PARAM(other_channels, review, 0, 0, 1, "share of requests",
              "Share of these requests against people at risk that are refused on review.",
              "refused, of those against people at risk: these channels know no review"),
    ASY_PARAM_PER(ASY_PER_COUNTRY, other_channels, arrests, 0, 0, 50, "per year",
                  "How often a check finds such a request, by country.",
                  "grade D: checks that find the request, by country; 0 where none reaches"),
    { 0 },
};

const struct asy_law asy_law_other_channels = {
    .name = "other_channels",
    .file = __FILE__,
    .doc = "Minsk Convention, Shanghai Cooperation Organisation and bilateral requests: no "
           "review, a shorter reach.",
    .source = "Minsk Convention 1993; Shanghai Cooperation Organisation; Closing the Door, Min",
    .section = ASY_OF_WORLD,
    .size = sizeof(struct asy_other_channels),
    .params = other_params,
};

/* ---- INTERPOL ---------------------------------------------------------------- */

/* Yearly rate at which a notice is asked for against this person, in a law. */
static double
asked(const struct asy_scene *scene, const struct asy_notices *law,
      const struct asy_applicant *who)
{
    const int seeker = asy_seeker(scene, who);
    return who->traits & ASY_WANTED ? law->asked[seeker] : law->asked_active[seeker];
}

static double
most_asked(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const size_t row = who->traits & ASY_WANTED ? offsetof(struct asy_notices, asked)
                                                : offsetof(struct asy_notices, asked_active);
    return asy_most_ever(scene, ASY_LAW_notices, 0,
                         row + (size_t) asy_seeker(scene, who) * sizeof(double));
}

static double
most_direct(const struct asy_scene *scene, const struct asy_applicant *who)
{
    if (!(who->traits & ASY_WANTED))
        return 0.0;
    return asy_most_ever(scene, ASY_LAW_other_channels, 0,
                         offsetof(struct asy_other_channels, direct) +
                             (size_t) asy_seeker(scene, who) * sizeof(double));
}

/* The next day on which a request may be made, by the greatest rate there ever is: on it
   today's rate decides. */
static void
wait_for_request(struct asy_scene *scene, const struct asy_applicant *who,
                 enum asy_aside_id aside, double most, double u)
{
    if (most > 0.0)
        asy_aside_begin(scene, who, aside, asy_hazard_days(most, u));
}

static void
ask_interpol(struct asy_scene *scene, const struct asy_applicant *who, int32_t review_days)
{
    asy_count(scene, ASY_METRIC_notices_asked, who, asy_seeker(scene, who), 1);
    asy_tell(scene, who, notices, "the home state requests a notice against them from INTERPOL",
             NAN, NAN);
    asy_aside_begin(scene, who, ASY_ASIDE_review, review_days);
}

bool
asy_aside_request(struct asy_scene *scene, struct asy_applicant *who, struct asy_step *step)
{
    const struct asy_notices *law = ASY_TODAY(scene, notices, 0);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_search_request);
    const double most = most_asked(scene, who);
    (void) step;
    if (!asy_is_abroad(scene, who) || asy_u(&luck, 1) * most >= asked(scene, law, who)) {
        if (who->stage != ASY_STAGE_ended || asy_is_abroad(scene, who))
            wait_for_request(scene, who, ASY_ASIDE_request, most, asy_u(&luck, 0));
        return false;
    }
    ask_interpol(scene, who, asy_wait_days(law->review_days, asy_u(&luck, 2)));
    return false;
}

/* Chance that the review refuses: by the state that asks, and by what it alleges. */
static double
p_refused(const struct asy_scene *scene, const struct asy_applicant *who,
          const struct asy_notices *law)
{
    const double ratio = asy_is_called_terrorist(scene, who) ? law->terrorism_ratio : 1.0;
    return ratio * (asy_at_risk(who) ? law->review[asy_seeker(scene, who)] : law->review_other);
}

/* Whether a review refuses, of a request or of a notice that is out: on each day anew. */
static bool
review_refuses(const struct asy_scene *scene, const struct asy_applicant *who,
               const struct asy_notices *law, const struct asy_luck *luck)
{
    return asy_chance(luck, 2, p_refused(scene, who, law));
}

/* INTERPOL knows that the home state may not look for them: a refugee under its policy. */
static bool
is_known_refugee(const struct asy_scene *scene, const struct asy_applicant *who,
                 const struct asy_notices *law, const struct asy_luck *luck)
{
    return law->refugee_policy && who->fate == ASY_FATE_REFUGEE && asy_is_abroad(scene, who) &&
           asy_chance(luck, 1, law->policy_known);
}

/* Whether INTERPOL refuses. Nobody sees the risk: that a request is political shows in what is
   known of the person and the trial, so that more of those against people at risk are refused.
 */
static bool
is_refused(struct asy_scene *scene, const struct asy_applicant *who,
           const struct asy_notices *law, const struct asy_luck *luck)
{
    if (is_known_refugee(scene, who, law, luck))
        return true;
    if (!law->review_diffusions && asy_chance(luck, 0, law->diffusions))
        return false;
    asy_tell(scene, who, notices, "the request is reviewed before publication",
             p_refused(scene, who, law), asy_u(luck, 2));
    return review_refuses(scene, who, law, luck);
}

enum { A_YEAR = 365 };

/* A year later, of a notice that is out: looked at as before it went out, or left. */
static void
look_anew(struct asy_scene *scene, struct asy_applicant *who, const struct asy_notices *law,
          const struct asy_luck *luck)
{
    const double share = law->anew[asy_seeker(scene, who)];
    if (!asy_is_abroad(scene, who))
        return;
    if (asy_chance(luck, 3, share)) {
        asy_tell(scene, who, notices, "the notice is reviewed again", share, asy_u(luck, 3));
        if (is_known_refugee(scene, who, law, luck) || review_refuses(scene, who, law, luck))
            asy_notice_delete(scene, who);
    }
    if (asy_marked(who, ASY_MARK_notice_out))
        asy_aside_begin(scene, who, ASY_ASIDE_review, A_YEAR);
}

bool
asy_aside_review(struct asy_scene *scene, struct asy_applicant *who, struct asy_step *step)
{
    const struct asy_notices *law = ASY_TODAY(scene, notices, 0);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_search_review);
    (void) step;
    if (asy_marked(who, ASY_MARK_notice_out)) {
        look_anew(scene, who, law, &luck);
        return false;
    }
    if (asy_marked(who,
                   ASY_MARK_notice_deleted)) /* before its year was over: nothing is asked */
        return false;
    if (is_refused(scene, who, law, &luck)) {
        asy_count(scene, ASY_METRIC_notices_refused, who, asy_seeker(scene, who), 1);
        asy_tell(scene, who, notices, "INTERPOL does not publish the notice", NAN, NAN);
        asy_search_elsewhere(scene, who);
        return false;
    }
    asy_count(scene, ASY_METRIC_notices_published, who, asy_seeker(scene, who), 1);
    asy_tell(scene, who, notices, "the notice is published", NAN, NAN);
    asy_mark(who, ASY_MARK_notice_out);
    asy_aside_begin(scene, who, ASY_ASIDE_review, A_YEAR);
    asy_checks_begin(scene, who, ASY_ASIDE_check);
    asy_notice_known(scene, who);
    return false;
}

/* ---- the channels beside it -------------------------------------------------- */

void
asy_search_elsewhere(struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_other_channels *law = ASY_TODAY(scene, other_channels, 0);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_search_elsewhere);
    const double share = law->substitute[asy_seeker(scene, who)];
    if (asy_marked(who, ASY_MARK_other_channel))
        return;
    asy_tell(scene, who, other_channels, "the home state considers another channel", share,
             asy_u(&luck, 1));
    if (asy_chance(&luck, 1, share))
        asy_aside_begin(scene, who, ASY_ASIDE_renewed_request,
                        asy_wait_days(law->substitute_days, asy_u(&luck, 2)));
}

/* The request by another channel is made, and let through or not. */
static bool
ask_elsewhere(struct asy_scene *scene, struct asy_applicant *who,
              const struct asy_other_channels *law, const struct asy_luck *luck)
{
    asy_count(scene, ASY_METRIC_requests_by_other_channels, who, asy_seeker(scene, who), 1);
    asy_tell(scene, who, other_channels, "the home state asks through another channel", NAN,
             NAN);
    if (asy_at_risk(who) && asy_chance(luck, 0, law->review)) {
        asy_tell(scene, who, other_channels,
                 "the request is refused on review in the other channel", law->review,
                 asy_u(luck, 0));
        return false;
    }
    asy_mark(who, ASY_MARK_other_channel);
    asy_checks_begin(scene, who, ASY_ASIDE_other_check);
    return true;
}

bool
asy_aside_renewed_request(struct asy_scene *scene, struct asy_applicant *who,
                          struct asy_step *step)
{
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_search_other);
    (void) step;
    if (!asy_is_abroad(scene, who) || asy_marked(who, ASY_MARK_other_channel))
        return false;
    asy_count(scene, ASY_METRIC_requests_renewed, who, asy_seeker(scene, who), 1);
    ask_elsewhere(scene, who, ASY_TODAY(scene, other_channels, 0), &luck);
    return false;
}

bool
asy_aside_other_request(struct asy_scene *scene, struct asy_applicant *who,
                        struct asy_step *step)
{
    const struct asy_other_channels *law = ASY_TODAY(scene, other_channels, 0);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_search_other);
    const double most = most_direct(scene, who);
    (void) step;
    if (asy_marked(who, ASY_MARK_other_channel))
        return false;
    if (asy_is_abroad(scene, who) &&
        asy_u(&luck, 3) * most < law->direct[asy_seeker(scene, who)])
        ask_elsewhere(scene, who, law, &luck);
    else if (who->stage != ASY_STAGE_ended || asy_is_abroad(scene, who))
        wait_for_request(scene, who, ASY_ASIDE_other_request, most, asy_u(&luck, 1));
    return false;
}

/* ---- from the day they set out ----------------------------------------------- */

static bool
asked_before(const struct asy_scene *scene, const struct asy_applicant *who,
             const double *before, double u)
{
    return who->traits & ASY_WANTED && u < before[asy_seeker(scene, who)];
}

void
asy_search_begin(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_notices *law = ASY_TODAY(scene, notices, 0);
    const struct asy_other_channels *other = ASY_TODAY(scene, other_channels, 0);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_search_request);
    const struct asy_luck elsewhere = asy_luck(scene, who, ASY_LUCK_search_other);

    if (asked_before(scene, who, law->before, asy_u(&luck, 1)))
        ask_interpol(scene, who, 1); /* reviewed by the time they are on their way */
    else
        wait_for_request(scene, who, ASY_ASIDE_request, most_asked(scene, who),
                         asy_u(&luck, 0));
    if (asked_before(scene, who, other->before, asy_u(&luck, 2)))
        ask_elsewhere(scene, who, other, &elsewhere);
    else
        wait_for_request(scene, who, ASY_ASIDE_other_request, most_direct(scene, who),
                         asy_u(&luck, 3));
}
