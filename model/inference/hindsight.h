/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values that a rehearsal cannot forget although they were set with later data in sight: it is
   the more flattering for them, and lists them. */
#ifndef ASY_INFERENCE_HINDSIGHT_H
#define ASY_INFERENCE_HINDSIGHT_H

#include "scenario/scenario.h"

/* Whether this value was set by hand, with data to the end of the evidence in sight. */
bool asy_value_is_hindsight(const struct asy_value *value);

/* Called once for each path that has such values: how many, and from which day the last of them
   holds ("" if it always did). */
typedef void asy_take_hindsight(void *user, const char *path, int n_values, const char *last);

/* Goes through them in canonical order; returns how many paths there are. `take` may be NULL.
 */
int asy_hindsight_list(const struct asy_scenario *scenario, asy_take_hindsight *take,
                       void *user);

#endif
