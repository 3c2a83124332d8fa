/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom a reform touches, in persons: those whose fate at the end of the run differs between the
   two worlds, and those who set out in one of them only. */
#ifndef ASY_STORE_FOR_WHOM_H
#define ASY_STORE_FOR_WHOM_H

#include "store/results.h"

/* Persons: the questions of asy_results_for_whom; behind them those touched of each group of
 * the file.
 */
enum asy_for_whom {
    ASY_WHOM_TOUCHED,
    ASY_WHOM_OTHERWISE, /* of those who set out in both worlds */
    ASY_WHOM_BOTH,      /* protected in both */
    ASY_WHOM_NEITHER,   /* in none */
    ASY_WHOM_GAINED,    /* under the reform only */
    ASY_WHOM_LOST,      /* in the baseline only */
    ASY_WHOM_CAME,      /* set out under the reform only */
    ASY_WHOM_STAYED,    /* set out in the baseline only */
    /* of the gained and the lost, who is still waiting in the other world: a matter of time */
    ASY_WHOM_GAINED_WAITING,
    ASY_WHOM_LOST_WAITING,
    ASY_WHOM_NET, /* gained less lost */
    ASY_N_WHOM
};

/* Of the first scenarios, all of whose runs have their pairs; the baseline touches nobody. */
bool asy_results_for_whom(struct asy_results *self, int n_scenarios, struct asy_answers *out,
                          struct asy_error *err);

#endif
