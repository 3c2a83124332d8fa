/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the arrivals of others, and the opinion they turned, took from people of these
   citizenships: of the hands that decide, and of the will to. */
#ifndef ASY_LAW_RESPONSE_CRISIS_H
#define ASY_LAW_RESPONSE_CRISIS_H

#include "life/scene.h"

/* All but the first: how much more of it there would have been without, as a ratio to what was
   observed; of days, how much less. 0: nothing was taken. */
struct asy_crisis {
    double present; /* how much of the crisis there is: 1 as it was, 0 none */
    double decisions, courts, requests;
    double transfers, lodging;
};

struct asy_opinion {
    double present;           /* how much of its turn there is: 1 as it was, 0 none */
    double authority, courts; /* probit: how much more must be shown than before */
};

/* What is there, over what was observed, where `taken` was taken of it: 1 with the crisis as it
   was, 1 + `taken` without. */
double asy_crisis_leaves(const struct asy_crisis *law, double taken);
/* The same of days that it made 1 + `made` times as long: 1, or 1 / (1 + `made`). */
double asy_crisis_delays(const struct asy_crisis *law, double made);

/* How much less must be shown than opinion asks for where it has turned: 0 as it was, the whole
   of the turn where there is none of it. */
static inline double
asy_opinion_spares(const struct asy_opinion *law, double turn)
{
    return (1.0 - law->present) * turn;
}

#endif
