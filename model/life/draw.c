/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of draws, for those who print it or hold the runs against it. */
#include "life/draw.h"

const struct asy_draw_row asy_draws[ASY_N_DRAWS] = {
#define DRAW(name, number, per, step, from, ...)                                               \
    [ASY_LUCK_##name] = { #name, number, ASY_PER_##per, step, from, { __VA_ARGS__ } },
#include "catalogue/draws.def"
#undef DRAW
};

const struct asy_occasion_row asy_occasions[ASY_N_OCCASIONS] = {
#define OCCASION(name, label, most, times) [ASY_PER_##name] = { #name, label, most },
#include "catalogue/occasions.def"
#undef OCCASION
};
