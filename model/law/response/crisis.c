/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The crisis on the Mediterranean, as it reached people from the former Soviet Union in Europe:
   the claims of others, which stood before theirs. What states could decide, ask and transfer
   was estimated from what they did, with the crisis in it; so nothing is taken a second time.
   The law says how much more there would have been without it, and how much of it there is. */
#include "law/response/crisis.h"

#include "life/day.h"

static const struct asy_param params[] = {
    ASY_PARAM(
        crisis, present, 0, 1, 3, "ratio",
        "How much of the crisis there is: 1 as it was, which changes nothing; 0 none of it.",
        "1 by definition: what was observed holds it"),
    ASY_PARAM(crisis, decisions, 0, 0, 20, "ratio",
              "How many more decisions at first instance the state would have made for each "
              "made, without the claims of others.",
              "fall of decisions over files to decide; scenarios/history/crisis.py"),
    ASY_PARAM(crisis, courts, 0, 0, 20, "ratio", "The same of its courts and appeals.",
              "grade D: courts follow a year later"),
    ASY_PARAM(
        crisis, requests, 0, 0, 20, "ratio",
        "How many more of the hits would have led to a Dublin request, for each that did.",
        "fall of requests over hits; scenarios/history/crisis.py"),
    ASY_PARAM(crisis, transfers, 0, 0, 20, "ratio",
              "How much longer it made the time to a Dublin transfer than it would have been.",
              "rise of the days to a transfer; scenarios/history/crisis.py"),
    ASY_PARAM(crisis, lodging, 0, 0, 20, "ratio",
              "How much longer it made the time to the formal claim than it would have been.",
              "rise of the days to the formal claim"),
    { 0 },
};

const struct asy_law asy_law_crisis = {
    .name = "crisis",
    .file = __FILE__,
    .doc = "What the claims of others took of a state's capacity to deal with these.",
    .source = "Closing the Door, Hug; UNHCR Refugee Data Finder; scenarios/history/crisis.py",
    .section = ASY_OF_STATE,
    .size = sizeof(struct asy_crisis),
    .params = params,
};

double
asy_crisis_leaves(const struct asy_crisis *law, double taken)
{
    const double left = 1.0 + (1.0 - law->present) * taken;
    return left > 0.0 ? left : 0.0;
}

double
asy_crisis_delays(const struct asy_crisis *law, double made)
{
    return (1.0 + law->present * made) / (1.0 + made);
}

/* A queue of a state serves so many times what its capacity says. */
double
asy_capacity_left(const struct asy_scene *scene, int queue, int state)
{
    const struct asy_crisis *law = ASY_TODAY(scene, crisis, state);
    switch (queue) {
    case ASY_QUEUE_priority:
    case ASY_QUEUE_merits:
    case ASY_QUEUE_border:
        return asy_crisis_leaves(law, law->decisions);
    case ASY_QUEUE_appeal:
        return asy_crisis_leaves(law, law->courts);
    default:
        return 1.0; /* of the Dublin unit it took requests, not hours */
    }
}
