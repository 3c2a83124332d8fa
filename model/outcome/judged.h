/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a claim is judged by, and the verdict: one for `compare`, the page, and the committed
   table of all reforms. */
#ifndef ASY_OUTCOME_JUDGED_H
#define ASY_OUTCOME_JUDGED_H

#include "outcome/exposure.h"
#include "outcome/verdict.h"

struct asy_judged {
    bool by_rate;                    /* of those who come so far, and not by the count */
    const struct asy_difference *by; /* the rate's or the count's; borrowed */
    enum asy_verdict verdict;
};

/* The claim that there be more (direction 1) or less (-1) of the outcome. `moved`: among whom
   it is decided, or NULL; in_force: as in asy_claim_verdict. Borrows the differences. */
struct asy_judged asy_judge(const char *metric, int direction, bool in_force,
                            const struct asy_difference *count, const struct asy_moved *moved);

/* For how many of those who come so far a rate is told: 100, or 1 where it is above one. */
double asy_rate_per(const struct asy_moved *moved);

#endif
