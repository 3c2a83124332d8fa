/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who said what holds. */
#ifndef ASY_SCENARIO_ORIGIN_H
#define ASY_SCENARIO_ORIGIN_H

#include "scenario/scenario.h"

/* Of the values of a law that hold for an entity on a day, the one that was said last: of the
   command line before a reform's, of a reform before the baseline's. Only `keys` (NULL-ended)
   are looked at; among equals the first. `where` becomes its file:line. Returns its path,
   borrowed; NULL where only the program's own standards hold. */
const char *asy_scenario_origin(const struct asy_scenario *self, enum asy_law_id law,
                                int entity, int32_t day, const char *const *keys,
                                char where[160]);

#endif
