/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The climate of opinion in Europe, on those who decide: how much more than before an
   applicant must show. Thresholds are solved from published rates, which hold the turn; without
   it they lie lower. Practice that opinion moved (lists, borders, families) has keys and dates
   of its own. In transit: law/transit/climate.c. */
#include "law/response/crisis.h"

static const struct asy_param params[] = {
    ASY_PARAM(opinion, present, 0, 1, 3, "ratio",
              "How much of the turn of opinion there is: 1 as it was, which changes nothing; 0 "
              "none of it.",
              "1 by definition: published rates hold it"),
    ASY_PARAM(opinion, authority, -3, 0, 3, "probit",
              "How much more must be shown to the authority since opinion turned.",
              "grade D: part of the fall of published rates"),
    ASY_PARAM(opinion, courts, -3, 0, 3, "probit", "The same before its courts.",
              "grade D: part of the fall of published rates"),
    { 0 },
};

const struct asy_law asy_law_opinion = {
    .name = "opinion",
    .file = __FILE__,
    .doc = "How much stricter a state has become since opinion turned.",
    .source = "Closing the Door, Hug; Kachanovich-Shlyk & Matusevich: populist rhetoric",
    .section = ASY_OF_STATE,
    .size = sizeof(struct asy_opinion),
    .params = params,
};
