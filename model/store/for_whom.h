/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom a reform touches, in persons: those whose fate at the end of the run differs between the
   two worlds, and those who set out in one of them only. */
#ifndef ASY_STORE_FOR_WHOM_H
#define ASY_STORE_FOR_WHOM_H

#include "store/results.h"

/* The questions of asy_results_for_whom; behind them those touched of each group of the file.
 */
enum asy_for_whom {
    ASY_TOUCHED,
    ASY_OTHERWISE, /* of those who set out in both worlds */
    ASY_GAINED,    /* of these, protected under the reform only */
    ASY_LOST,      /* protected in the baseline only */
    ASY_CAME,      /* set out under the reform only */
    ASY_STAYED,    /* set out in the baseline only */
    ASY_N_FOR_WHOM
};

/* Of the first scenarios, all of whose runs have their pairs; the baseline touches nobody. */
bool asy_results_for_whom(struct asy_results *self, int n_scenarios, struct asy_answers *out,
                          struct asy_error *err);

#endif
