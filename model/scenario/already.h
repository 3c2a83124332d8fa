/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reform says that is so already: a value equal to what stands without it changes
   nothing, and may be a slip of its author. */
#ifndef ASY_SCENARIO_ALREADY_H
#define ASY_SCENARIO_ALREADY_H

#include "scenario/scenario.h"

/* Hands on each value of the reforms, where it stands, that holds on some day and never
   otherwise than what holds without it: its path, the value, file and line. In the order of the
   text. False without memory, or where the two do not share a baseline. */
struct asy_already {
    const char *path, *value, *file;
    int line;
};
bool asy_scenario_already(const struct asy_scenario *base, const struct asy_scenario *reform,
                          void (*take)(void *user, const struct asy_already *one), void *user);

#endif
