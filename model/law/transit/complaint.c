/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Having a notice deleted: a recognised refugee by the refugee policy of 2015, anyone by a
   complaint to the commission for the control of INTERPOL's files, which sits three times a
   year and decides so many. Its refusal admits no appeal, only revision on new facts (statute
   art. 42), and a refusal without reasons leaves little to ask it on. */
#include "law/transit/search.h"

static const struct asy_param params[] = {
    ASY_PARAM(complaints, p_complain, 0, 0.3, 1, "share of those arrested",
              "Share of people arrested who complain to the commission about the notice.",
              "grade D: who learn enough and find a lawyer"),
    ASY_PARAM(complaints, prepare_days, 1, 270, 5000, "days",
              "Mean time until the complaint is ready for a session.",
              "grade D: mean, until the complaint is ready for a session"),
    ASY_PARAM(complaints, limit_days, 0, 0, 5000, "days",
              "Time limit for the commission's decision; 0 is no limit.",
              "statute of the commission art. 40: nine months; 0: no limit"),
    ASY_PARAM(complaints, sessions, 0, 3, 365, "sessions/year",
              "Number of sessions that the commission holds in a year.", "statute art. 16"),
    ASY_PARAM(complaints, cases, 0, 1e6, 1e6, "cases/session",
              "Number of complaints by people in this model decided in a session.",
              "grade D: of the commission's, on people of this model"),
    ASY_PARAM(complaints, deleted, 0, 0.5, 1, "share of complaints",
              "Share of complaints by people at risk on which the notice is deleted.",
              "grade D: of those by people at risk"),
    ASY_PARAM(complaints, deleted_other, 0, 0.1, 1, "share of complaints",
              "Share of complaints by all others on which the notice is deleted.", "grade D"),
    ASY_PARAM(complaints, followed, 0, 1, 1, "share of findings",
              "Share of findings of the commission that are followed.",
              "statute art. 38: binding; recommendations before March 2017"),
    ASY_PARAM(complaints, p_learns, 0, 0, 1, "share of notices",
              "Share of people with a notice against them who learn of it before any arrest.",
              "grade D: by asking for access; statute art. 35"),
    ASY_PARAM(complaints, learn_days, 1, 200, 5000, "days", "Mean time until they learn of it.",
              "grade D: mean, until they learn of it"),
    ASY_PARAM(complaints, reasoned, 0, 1, 1, "share of refusals",
              "Share of refusals for which reasons are given.",
              "grade D: told why; statute art. 38, since March 2017"),
    ASY_PARAM(complaints, p_appeal, 0, 0, 1, "share of refusals with reasons",
              "Share of people refused with reasons who request another review.",
              "grade D: on new facts only, statute art. 42; 0: nobody to ask"),
    ASY_PARAM(complaints, appeal_days, 1, 270, 5000, "days",
              "Mean time until that further review.", "grade D: mean"),
    ASY_PARAM(complaints, appeal, 0, 0, 1, "share of these looks",
              "Share of refusals reversed on further review, for people at risk.",
              "grade D: reversed, of people at risk"),
    ASY_PARAM(complaints, policy_ask, 0, 0.5, 1, "share of refugees arrested",
              "Share of refugees arrested who invoke the refugee policy.",
              "grade D: who invoke the refugee policy"),
    ASY_PARAM(complaints, policy_days, 1, 120, 5000, "days",
              "Mean time to the answer under the refugee policy.",
              "grade D: mean, to the answer"),
    ASY_PARAM(complaints, policy_deleted, 0, 0.9, 1, "share of requests",
              "Share of such requests on which the notice is deleted.",
              "grade D: once the status is confirmed"),
    { 0 },
};

const struct asy_law asy_law_complaints = {
    .name = "complaints",
    .file = __FILE__,
    .doc = "How a notice is deleted: the refugee policy, and the commission's sessions.",
    .source = "Statute of the CCF art. 6, 8, 16, 38, 40, in force March 2017; circular of 18 "
              "February 2015; Closing the Door, Min",
    .section = ASY_OF_WORLD,
    .size = sizeof(struct asy_complaints),
    .params = params,
};

static bool
is_refugee(const struct asy_scene *scene, const struct asy_applicant *who)
{
    return who->fate == ASY_FATE_REFUGEE && ASY_TODAY(scene, notices, 0)->refugee_policy;
}

/* Knows of the notice, in so many days. */
static void
consider(struct asy_scene *scene, const struct asy_applicant *who, int32_t after)
{
    const struct asy_complaints *law = ASY_TODAY(scene, complaints, 0);
    const struct asy_luck policy = asy_luck(scene, who, ASY_LUCK_refugee_policy);
    if (is_refugee(scene, who) && asy_chance(&policy, 0, law->policy_ask)) {
        asy_tell(scene, who, complaints, "asks for deletion under the refugee policy",
                 law->policy_ask, asy_u(&policy, 0));
        asy_aside_begin(scene, who, ASY_ASIDE_refugee_policy,
                        after + asy_wait_days(law->policy_days, asy_u(&policy, 1)));
        return;
    }
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_complaint);
    asy_tell(scene, who, complaints, "considers a complaint to the commission", law->p_complain,
             asy_u(&luck, 0));
    if (!asy_chance(&luck, 0, law->p_complain))
        return;
    int32_t days = asy_wait_days(law->prepare_days, asy_u(&luck, 1));
    if (law->limit_days > 0.0 && days > law->limit_days)
        days = (int32_t) law->limit_days;
    asy_aside_begin(scene, who, ASY_ASIDE_complaint, after + days);
}

void
asy_complaint_begin(struct asy_scene *scene, const struct asy_applicant *who)
{
    consider(scene, who, 0);
}

void
asy_notice_known(struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_complaints *law = ASY_TODAY(scene, complaints, 0);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_complaint_learns);
    if (!asy_chance(&luck, 0, law->p_learns))
        return;
    asy_tell(scene, who, complaints, "requests access to the file, and learns of the notice",
             law->p_learns, asy_u(&luck, 0));
    consider(scene, who, asy_wait_days(law->learn_days, asy_u(&luck, 1)));
}

void
asy_notice_delete(struct asy_scene *scene, struct asy_applicant *who)
{
    if (!asy_marked(who, ASY_MARK_notice_out))
        return; /* twice asked, once deleted */
    asy_count(scene, ASY_METRIC_notices_deleted, who, asy_seeker(scene, who), 1);
    asy_tell(scene, who, complaints, "the notice is deleted", NAN, NAN);
    asy_unmark(who, ASY_MARK_notice_out);
    asy_mark(who, ASY_MARK_notice_deleted);
    if (!asy_marked(who, ASY_MARK_other_channel)) /* nothing is left to extradite them on */
        asy_unmark(who, ASY_MARK_arrested);
    asy_search_elsewhere(scene, who);
}

bool
asy_aside_complaint(struct asy_scene *scene, struct asy_applicant *who, struct asy_step *step)
{
    (void) step;
    if (!asy_marked(who, ASY_MARK_notice_out) || asy_marked(who, ASY_MARK_complained))
        return false; /* each arrest gives the thought, but a person complains once */
    asy_tell(scene, who, complaints, "lodges the complaint with the commission", NAN, NAN);
    asy_mark(who, ASY_MARK_complained);
    asy_aside_begin(scene, who, ASY_ASIDE_session, 0); /* in the commission's line */
    return false;
}

/* The commission has found a breach; what it says is followed or not. */
static void
breach_found(struct asy_scene *scene, struct asy_applicant *who, double u)
{
    const double followed = ASY_TODAY(scene, complaints, 0)->followed;
    asy_tell(scene, who, complaints, "the notice breaks INTERPOL's rules", followed, u);
    if (u < followed)
        asy_notice_delete(scene, who);
}

/* Refused: asks for another look, where there is anybody to ask and anything to ask it on. */
static void
ask_again(struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_complaints *law = ASY_TODAY(scene, complaints, 0);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_complaint_appeal);
    const double p = law->reasoned * law->p_appeal;
    asy_tell(scene, who, complaints, "the complaint is refused: considers requesting a review",
             p, asy_u(&luck, 0));
    if (asy_chance(&luck, 0, p))
        asy_aside_begin(scene, who, ASY_ASIDE_appeal,
                        asy_wait_days(law->appeal_days, asy_u(&luck, 1)));
}

/* Of all others it succeeds as much more seldom as their complaints do. */
static double
others_ratio(const struct asy_complaints *law)
{
    return law->deleted_other < law->deleted ? law->deleted_other / law->deleted : 1.0;
}

bool
asy_aside_appeal(struct asy_scene *scene, struct asy_applicant *who, struct asy_step *step)
{
    const struct asy_complaints *law = ASY_TODAY(scene, complaints, 0);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_complaint_appeal);
    const double p = law->appeal * (asy_at_risk(who) ? 1.0 : others_ratio(law));
    (void) step;
    if (!asy_marked(who, ASY_MARK_notice_out) || asy_marked(who, ASY_MARK_appealed))
        return false;
    asy_mark(who, ASY_MARK_appealed);
    asy_count(scene, ASY_METRIC_notice_appeals, who, asy_seeker(scene, who), 1);
    asy_tell(scene, who, complaints, "the refusal is reviewed", p, asy_u(&luck, 2));
    if (asy_chance(&luck, 2, p))
        breach_found(scene, who, asy_u(&luck, 3));
    return false;
}

bool
asy_aside_session(struct asy_scene *scene, struct asy_applicant *who, struct asy_step *step)
{
    const struct asy_complaints *law = ASY_TODAY(scene, complaints, 0);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_complaint_session);
    const double p = asy_at_risk(who) ? law->deleted : law->deleted_other;
    (void) step;
    asy_count(scene, ASY_METRIC_complaints_decided, who, asy_seeker(scene, who), 1);
    asy_tell(scene, who, complaints, "the commission decides on the complaint", p,
             asy_u(&luck, 0));
    if (asy_chance(&luck, 0, p))
        breach_found(scene, who, asy_u(&luck, 1));
    else
        ask_again(scene, who);
    return false;
}

bool
asy_aside_refugee_policy(struct asy_scene *scene, struct asy_applicant *who,
                         struct asy_step *step)
{
    const struct asy_complaints *law = ASY_TODAY(scene, complaints, 0);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_refugee_policy);
    (void) step;
    asy_tell(scene, who, complaints, "INTERPOL answers under the refugee policy",
             law->policy_deleted, asy_u(&luck, 2));
    if (asy_chance(&luck, 2, law->policy_deleted))
        asy_notice_delete(scene, who);
    return false;
}
