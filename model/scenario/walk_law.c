/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far what was observed moves after its last day of data, as a law of the world: its sizes
   are dated values with sources like all others, and none is set in a scenario that does not
   say so. Read on the day on which a series begins to drift (drift.c). */
#include "scenario/walk.h"

static const struct asy_param params[] = {
    ASY_PARAM_PER(
        ASY_PER_FAMILY, walk, size, 0, 0, 3, "per root year",
        "Standard deviation of the walk after one year: of the logarithm of the "
        "series, or of the log-odds of a share; 0 means that the family stands still.",
        "0: held at the last level; scenarios/history/ estimates it"),
    ASY_PARAM_PER(ASY_PER_FAMILY, walk, passing, 0, 0, 3, "log or log-odds",
                  "Standard deviation of deviations that pass, with a half-life of six months.",
                  "0: nothing passes; scenarios/history/ estimates it"),
    ASY_PARAM_PER(ASY_PER_FAMILY, walk, common, 0, 0, 1, "share of variance",
                  "Share of the walk that all series of the family have in common.",
                  "0: nothing in common; scenarios/history/ estimates it"),
    ASY_PARAM_PER(ASY_PER_FAMILY, walk, row, 0, 0, 1, "share of variance",
                  "Share of the walk that series of one citizenship, or of one sending state, "
                  "have in common.",
                  "0: nothing in common; scenarios/history/ estimates it"),
    ASY_PARAM_PER(ASY_PER_FAMILY, walk, column, 0, 0, 1, "share of variance",
                  "Share of the walk that series of one destination, deciding or receiving "
                  "state have in common.",
                  "0: nothing in common; scenarios/history/ estimates it"),
    ASY_PARAM_PER(
        ASY_PER_FAMILY, walk, observation, 0, 0, 3, "log or log-odds",
        "Standard deviation of the error with which a series was observed, one error for "
        "all its dates, of values that state no uncertainty of their own.",
        "0: observed without error"),
    ASY_PARAM(walk, uneven_series, 0, 0, 2, "log ratio",
              "Standard deviation of the logarithm of the size between series of a family.",
              "0: all alike; scenarios/history/ estimates it"),
    ASY_PARAM(walk, uneven_years, 0, 0, 2, "log ratio",
              "Standard deviation of the logarithm of the size between histories: some periods "
              "are more eventful than others.",
              "0: all alike; scenarios/history/ estimates it"),
    ASY_PARAM(walk, group, 0, 0.2, 1, "share of variance",
              "Share of the series' own part that groups of one citizenship do not have in "
              "common.",
              "grade D: groups of one citizenship move together for the most part"),
    ASY_PARAM(walk, furthest, 0, 100, 100, "standard deviations",
              "How many times the family's own standard deviation for that span of years a "
              "walk may move, up or down, since no country has that many citizens.",
              "100: as good as no bound; scenarios/history/ has the tails"),
    { 0 },
};

#define SHARED                                                                                 \
    "walks are uncertainty about the world, which baseline and reform share; a value that a "  \
    "reform sets does not walk"

static const struct asy_baseline_only baseline_only[] = {
    { "size", SHARED },
    { "passing", SHARED },
    { "common", SHARED },
    { "row", SHARED },
    { "column", SHARED },
    { "uneven_series", SHARED },
    { "observation", SHARED },
    { "group", SHARED },
    { "uneven_years", SHARED },
    { "furthest", SHARED },
    { 0 },
};

const struct asy_law asy_law_walk = {
    .name = "walk",
    .file = __FILE__,
    .doc = "How far what was observed moves after its last day of data.",
    .source = "year-to-year changes of published series, 2004-2016: scenarios/history/",
    .section = ASY_OF_WORLD,
    .size = sizeof(struct asy_walk),
    .params = params,
    .baseline_only = baseline_only,
};
