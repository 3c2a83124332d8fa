/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counsel before the first decision. What today's counsel does lies in today's rates, so here
   it does nothing more; of those who have none today a reform gives it to a share, once for
   each state on a flight, and what they gain is said against that. Counsel speaks for the
   applicant: what was overlooked in a file comes to light, and nothing that was seen is taken
   back. */
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
    { 0 },
};

const struct asy_law asy_law_legal_aid = {
    .name = "legal_aid",
    .file = __FILE__,
    .doc = "Counsel before the first decision for people who have none today.",
    .source = "2013/32/EU art. 19 to 23; Regulation 2024/1348 art. 16, 17",
    .section = ASY_OF_STATE,
    .size = sizeof(struct asy_legal_aid),
    .params = params,
};

enum { UNAIDED, REACHED, NEEDS_SEEN }; /* words of `counsel` */

/* As for nobody in particular: a scope may ask whether needs are seen. */
static const struct asy_legal_aid *
of_all(const struct asy_scene *scene, int state)
{
    return scene->kinds ? scene->kinds->all[ASY_LAW_legal_aid][state]
                        : ASY_TODAY(scene, legal_aid, state);
}

enum counsel { NO_COUNSEL, COUNSEL_TODAY, NEW_COUNSEL };

/* One answer for each state on a flight. */
static enum counsel
counsel_of(const struct asy_scene *scene, const struct asy_applicant *who, int state)
{
    const struct asy_legal_aid *law = of_all(scene, state);
    const struct asy_luck luck = asy_luck_of(scene, who, ASY_LUCK_counsel, state);
    if (!asy_chance(&luck, UNAIDED, law->unaided))
        return COUNSEL_TODAY;
    return asy_chance(&luck, REACHED, law->reached) ? NEW_COUNSEL : NO_COUNSEL;
}

bool
asy_is_newly_counselled(const struct asy_scene *scene, const struct asy_applicant *who,
                        int state)
{
    return of_all(scene, state)->reached > 0.0 && counsel_of(scene, who, state) == NEW_COUNSEL;
}

bool
asy_counsel_sees_needs(const struct asy_scene *scene, const struct asy_applicant *who,
                       int state)
{
    if (!asy_is_newly_counselled(scene, who, state))
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
    const enum counsel counsel = counsel_of(scene, who, who->place);
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
asy_counsel_lodges(const struct asy_scene *scene, const struct asy_applicant *who, double p)
{
    return asy_is_newly_counselled(scene, who, who->place)
               ? and_of_others(p, ASY_TODAY(scene, legal_aid, who->place)->lodges)
               : p;
}

double
asy_counsel_shows(const struct asy_scene *scene, const struct asy_applicant *who, double p)
{
    return asy_is_newly_counselled(scene, who, who->place)
               ? and_of_others(p, ASY_TODAY(scene, legal_aid, who->place)->shown)
               : p;
}

double
asy_counsel_leaves(const struct asy_scene *scene, const struct asy_applicant *who, double error)
{
    if (error >= 0.0 || !asy_is_newly_counselled(scene, who, who->place))
        return error;
    return error * (1.0 - ASY_TODAY(scene, legal_aid, who->place)->brings);
}
