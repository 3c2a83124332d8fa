/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The grounds of catalogue/grounds.def, as members of a list. */
#ifndef ASY_SCENARIO_GROUND_H
#define ASY_SCENARIO_GROUND_H

enum asy_ground {
#define GROUND(name, label) ASY_GROUND_##name,
#include "catalogue/grounds.def"
#undef GROUND
    ASY_N_GROUNDS
};

const char *asy_ground_name(int ground);
const char *asy_ground_label(int ground);

#endif
