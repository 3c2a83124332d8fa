/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counsel before the first decision. What today's counsel does lies in today's rates, so here
   it does nothing more; of those who have none today a reform gives it to a share, once for
   each state on a flight, and what they gain is said against that. Or to a share in one
   procedure only: there it does the same, and no more than there. Counsel speaks for the
   applicant: what was overlooked in a file comes to light, and nothing that was seen is taken
   back. */
#include <math.h>

#include "law/procedure/procedure.h"
#include "life/scope.h"

static const struct asy_param params[] = {
    ASY_PARAM(legal_aid, unaided, 0, 1, 1, "share",
              "Share of applicants without counsel before the first decision today.",
              "grade D: 2013/32/EU art. 19, 21(1): information for all, counsel where states "
              "wish"),
    ASY_PARAM(legal_aid, reached, 0, 0, 1, "share of the unaided",
              "Share of these who are given counsel before the first decision.",
              "none of them today; 2013/32/EU art. 20(2): may; Regulation 2024/1348 art. 16: "
              "counselling on request"),
    ASY_PARAM(legal_aid, reached_border, 0, 0, 1, "share of the unaided",
              "Share of these who are given free legal aid in the border procedure only.",
              "none of them today, nor in states not bound; 2013/32/EU art. 20(2), 43(1): may; "
              "Regulation 2024/1348 "
              "art. 16, 17"),
    ASY_PARAM(legal_aid, reached_accelerated, 0, 0, 1, "share of the unaided",
              "Share of these who are given free legal aid in the accelerated procedure only.",
              "none of them today, nor in states not bound; 2013/32/EU art. 20(2): may"),
    ASY_PARAM(
        legal_aid, reached_inadmissible, 0, 0, 1, "share of the unaided",
        "Share of these who are given free legal aid against a decision that the claim "
        "is inadmissible.",
        "none of them today, nor in states not bound; 2013/32/EU art. 20(1), 46(1)(a)(ii)"),
    ASY_PARAM(legal_aid, reached_transfer, 0, 0, 1, "share of the unaided",
              "Share of these who are given free legal aid against a Dublin transfer.",
              "none of them today; 604/2013 art. 27(5), (6)"),
    ASY_PARAM(legal_aid, reached_appeal, 0, 0, 1, "share of the unaided",
              "Share of these who are given free legal aid for the appeal against a refusal on "
              "the merits.",
              "none of them today, nor in states not bound; 2013/32/EU art. 20(1), (3): free, "
              "but not where there is no "
              "prospect of success; Regulation 2024/1348 art. 17"),
    ASY_PARAM(legal_aid, reached_crossing, 0, 0, 1, "share of the unaided",
              "Share of these who are given free legal aid at the border crossing, before they "
              "are let in.",
              "none of them today, nor in states not bound; 2013/32/EU art. 8(2): access of "
              "organisations that advise"),
    ASY_PARAM(
        legal_aid, needs_seen, 0, 0.5, 1, "share",
        "Share of people so advised whose overlooked special needs counsel brings to light.",
        "grade D"),
    ASY_PARAM(legal_aid, brings, 0, 0.3, 1, "share",
              "How much of what is overlooked in a claim counsel brings to light, before the "
              "authority and the court.",
              "grade D"),
    ASY_PARAM(legal_aid, lodges, 0, 0.3, 1, "share",
              "Share of people so advised who appeal where they would not have, or too late.",
              "grade D"),
    ASY_PARAM(
        legal_aid, shown, 0, 0.3, 1, "share",
        "Share of errors in a decision, otherwise not shown to the court, that counsel shows.",
        "grade D"),
    ASY_PARAM(
        legal_aid, recorded, 0, 0.5, 1, "share of attempts",
        "Share of attempts, otherwise turned away, in which legal aid at the crossing has "
        "the claim recorded.",
        "grade D; not where the right to apply is suspended"),
    ASY_PARAM(
        legal_aid, adds_days, 0, 0, 1000, "days",
        "How much longer it takes until the decision where people are so advised before "
        "it.",
        "none beyond today's; time to meet and to comment: Regulation 2024/1348 art. 16(2)"),
    { 0 },
};

const struct asy_law asy_law_legal_aid = {
    .name = "legal_aid",
    .file = __FILE__,
    .doc = "Counsel for people who have none today: before the first decision, or in one "
           "procedure.",
    .source =
        "2013/32/EU art. 19 to 23; 604/2013 art. 27(5), (6); Regulation 2024/1348 art. 15 "
        "to 19",
    .section = ASY_OF_STATE,
    .size = sizeof(struct asy_legal_aid),
    .params = params,
};

enum { UNAIDED, REACHED, NEEDS_SEEN }; /* words of `counsel` */
enum { RECORDED };                     /* of `aid_at_crossing` */

/* As for nobody in particular: a scope may ask whether needs are seen. */
static const struct asy_legal_aid *
of_all(const struct asy_scene *scene, int state)
{
    return scene->kinds ? scene->kinds->all[ASY_LAW_legal_aid][state]
                        : ASY_TODAY(scene, legal_aid, state);
}

/* The share of the unaided who have counsel in any of these procedures (enum asy_aid). */
static double
reached_in(const struct asy_scene *scene, int state, unsigned in)
{
    double reached = of_all(scene, state)->reached;
    if (in == 0)
        return reached;
    const struct asy_legal_aid *law = ASY_TODAY(scene, legal_aid, state);
    const double by[ASY_N_AIDS] = { law->reached_border,       law->reached_accelerated,
                                    law->reached_inadmissible, law->reached_transfer,
                                    law->reached_appeal,       law->reached_crossing };
    for (int i = 0; i < ASY_N_AIDS; i++)
        if (in >> i & 1u)
            reached = fmax(reached, by[i]);
    return reached;
}

enum counsel { NO_COUNSEL, COUNSEL_TODAY, NEW_COUNSEL };

/* One answer for each state on a flight, so that whoever has counsel by a smaller share has it
   by a larger one. */
static enum counsel
counsel_of(const struct asy_scene *scene, const struct asy_applicant *who, int state,
           double reached)
{
    const struct asy_luck luck = asy_luck_of(scene, who, ASY_LUCK_counsel, state);
    if (!asy_chance(&luck, UNAIDED, of_all(scene, state)->unaided))
        return COUNSEL_TODAY;
    return asy_chance(&luck, REACHED, reached) ? NEW_COUNSEL : NO_COUNSEL;
}

static bool
is_reached(const struct asy_scene *scene, const struct asy_applicant *who, int state,
           double reached)
{
    return reached > 0.0 && counsel_of(scene, who, state, reached) == NEW_COUNSEL;
}

bool
asy_is_newly_counselled(const struct asy_scene *scene, const struct asy_applicant *who,
                        int state, unsigned in)
{
    return is_reached(scene, who, state, reached_in(scene, state, in));
}

unsigned
asy_aid_now(const struct asy_applicant *who)
{
    const bool at_border =
        asy_marked(who, ASY_MARK_at_border) || who->stage == ASY_STAGE_border_decision;
    return (at_border ? ASY_AID_BORDER : 0u) |
           (asy_marked(who, ASY_MARK_accelerated) ? ASY_AID_ACCELERATED : 0u);
}

/* Not whom counsel in all procedures has reached already. */
void
asy_aid_given(struct asy_scene *scene, const struct asy_applicant *who, int state, unsigned in)
{
    const double reached = reached_in(scene, state, in);
    if (!is_reached(scene, who, state, reached) ||
        is_reached(scene, who, state, of_all(scene, state)->reached))
        return;
    asy_count(scene, ASY_METRIC_aided_in_procedure, who, state, who->persons);
    asy_tell(scene, who, legal_aid, "is given free legal aid in this procedure", reached, NAN);
}

bool
asy_counsel_sees_needs(const struct asy_scene *scene, const struct asy_applicant *who,
                       int state)
{
    if (!asy_is_newly_counselled(scene, who, state, 0))
        return false;
    const struct asy_luck luck = asy_luck_of(scene, who, ASY_LUCK_counsel, state);
    return asy_chance(&luck, NEEDS_SEEN, of_all(scene, state)->needs_seen);
}

void
asy_counsel_lodged(struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_legal_aid *law = of_all(scene, who->place);
    if (law->unaided >= 1.0 && !(law->reached > 0.0))
        return;
    const enum counsel counsel = counsel_of(scene, who, who->place, law->reached);
    if (counsel == NO_COUNSEL)
        return;
    asy_count(scene, ASY_METRIC_counselled, who, who->place, who->persons);
    if (counsel == NEW_COUNSEL)
        asy_tell(scene, who, legal_aid, "is given counsel before the first decision",
                 law->reached, NAN);
}

/* Of the share that would not, some do. */
static double
and_of_others(double p, double share)
{
    return 1.0 - (1.0 - p) * (1.0 - share);
}

double
asy_counsel_lodges(const struct asy_scene *scene, const struct asy_applicant *who, unsigned in,
                   double p)
{
    return asy_is_newly_counselled(scene, who, who->place, in)
               ? and_of_others(p, ASY_TODAY(scene, legal_aid, who->place)->lodges)
               : p;
}

double
asy_counsel_shows(const struct asy_scene *scene, const struct asy_applicant *who, unsigned in,
                  double p)
{
    return asy_is_newly_counselled(scene, who, who->place, in)
               ? and_of_others(p, ASY_TODAY(scene, legal_aid, who->place)->shown)
               : p;
}

double
asy_counsel_leaves(const struct asy_scene *scene, const struct asy_applicant *who, unsigned in,
                   double error)
{
    if (error >= 0.0 || !asy_is_newly_counselled(scene, who, who->place, in))
        return error;
    return error * (1.0 - ASY_TODAY(scene, legal_aid, who->place)->brings);
}

int32_t
asy_counsel_adds(const struct asy_scene *scene, const struct asy_applicant *who, unsigned in)
{
    const double days = ASY_TODAY(scene, legal_aid, who->place)->adds_days;
    return days > 0.0 && asy_is_newly_counselled(scene, who, who->place, in) ? (int32_t) days
                                                                             : 0;
}

/* The law is that of the state into which the crossing leads. */
bool
asy_counsel_records(struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_legal_aid *law = ASY_TODAY(scene, legal_aid, who->target);
    if (!is_reached(scene, who, who->target, law->reached_crossing))
        return false;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_aid_at_crossing);
    if (!asy_chance(&luck, RECORDED, law->recorded))
        return false;
    asy_count(scene, ASY_METRIC_aided_in_procedure, who, who->target, who->persons);
    asy_tell(scene, who, legal_aid,
             "has free legal aid at the crossing, and the claim is recorded", law->recorded,
             asy_u(&luck, RECORDED));
    return true;
}
