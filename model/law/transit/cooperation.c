/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cooperation of security services and prosecutors, by pair of states: the country where one
   waits, and the country that wants one back. */
#include "law/journey/journey.h"

static const struct asy_param params[] = {
    ASY_PARAM_PER(ASY_PER_COUNTRY, cooperation, with, 0, 1, 10, "ratio",
                  "How closely the country works with a home country in requests for "
                  "extradition and hand-overs.",
                  "grade D: on requests for extradition and hand-overs; Minsk Convention 1993"),
    { 0 },
};

const struct asy_law asy_law_cooperation = {
    .name = "cooperation",
    .file = __FILE__,
    .doc = "How closely a transit country works with the services of each home country.",
    .source = "Minsk Convention 1993; Closing the Door, Coynash, Alieva, Kislov & Zhanaev",
    .section = ASY_OF_TRANSIT,
    .size = sizeof(struct asy_cooperation),
    .params = params,
};
