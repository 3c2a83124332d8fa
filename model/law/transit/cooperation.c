/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cooperation of security services and prosecutors, by pair of states: the country where one
   waits, and the country that wants one back. */
#include "law/journey/journey.h"

static const struct asy_param params[] = {
    ASY_PARAM_PER(ASY_PER_COUNTRY, cooperation, with, 0, 1, 10, "ratio",
                  "How closely the country works with a home country on extradition requests "
                  "and hand-overs.",
                  "grade D: on requests for extradition and hand-overs; Minsk Convention 1993"),
    ASY_PARAM_PER(ASY_PER_COUNTRY, cooperation, notices, 0, 1, 1, "share of checks",
                  "Share of checks in which its police act on that state's INTERPOL notices.",
                  "grade D: on notices of that state; INTERPOL's Rules on the Processing of "
                  "Data art. 87: each state decides what a notice is worth"),
    ASY_PARAM_PER(ASY_PER_COUNTRY, cooperation, lists, 0, 1, 1, "share of checks",
                  "Share of checks in which its police act on that state's own wanted list.",
                  "grade D: lists shared by treaty; agreement of the CIS on the search for "
                  "persons of 2010; Minsk Convention 1993 art. 61"),
    { 0 },
};

const struct asy_law asy_law_cooperation = {
    .name = "cooperation",
    .file = __FILE__,
    .doc = "How closely a transit country works with the services of each requesting state.",
    .source = "Minsk Convention 1993; Closing the Door, Coynash, Alieva, Kislov & Zhanaev",
    .section = ASY_OF_TRANSIT,
    .size = sizeof(struct asy_cooperation),
    .params = params,
};
