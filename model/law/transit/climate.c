/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The climate of opinion: dated multipliers on being found and on being declared undesirable,
   and on the chance of being heard at all when removals come in waves. */
#include "law/journey/journey.h"

static const struct asy_param params[] = {
    ASY_PARAM_PER(ASY_PER_GROUP, climate, removals, 0, 1, 20, "ratio",
                  "How many times as often people are found and declared undesirable because "
                  "opinion has turned.",
                  "on the dangers 'found' and 'undesirable'; 1: no turn of opinion"),
    ASY_PARAM(climate, no_appeal, 0, 0, 1, "share of expulsions",
              "Share of expulsions carried out before an appeal can be lodged.",
              "carried out before an appeal can be lodged"),
    { 0 },
};

const struct asy_law asy_law_climate = {
    .name = "climate",
    .file = __FILE__,
    .doc = "Public opinion and events: how much harder a country looks for people to remove.",
    .source = "Closing the Door, Kislov & Zhanaev",
    .section = ASY_OF_TRANSIT,
    .size = sizeof(struct asy_climate),
    .params = params,
};
