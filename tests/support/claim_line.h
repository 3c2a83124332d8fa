/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line of tests/expected/reforms.txt; tests/docs/recommendations.py reads it. */
#ifndef ASY_TESTS_CLAIM_LINE_H
#define ASY_TESTS_CLAIM_LINE_H

#include "outcome/judged.h"
#include "scenario/claim.h"

#include <stdio.h>

/* "NAME: less METRIC PEOPLE PLACE PERIOD: -5 [-9, -1] +- 1; supported, by the count", or
   "...; not supported, by the rate per 100 of OUTCOME: -0.1 [-0.2, 0.1]". */
void claim_line(FILE *out, const char *reform, const struct asy_claim_outcome *claim,
                const char *period, const struct asy_difference *count,
                const struct asy_moved *moved, const char *among, bool in_force);

#endif
