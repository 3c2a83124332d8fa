/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The law of the shipped baseline, day by day, for tests that ask what held when. */
#ifndef ASY_TESTS_SUPPORT_SHIPPED_WORLD_H
#define ASY_TESTS_SUPPORT_SHIPPED_WORLD_H

#include "base/calendar.h"
#include "support/texts.h"

/* Its stated values to `until` (NULL: its own last day); fails with what is wrong. Whoever
   calls frees both. */
static inline int
shipped_world_open(struct asy_scenario **scenario, struct asy_world *world, const char *until)
{
    static char said[4096];
    struct asy_error err = { 0 };
    *scenario = texts_load(
        &(struct asy_scenario_args){ .baseline = ASY_SOURCE_DIR "/scenarios/baseline.cfg",
                                     .until = until },
        said, sizeof said);
    if (!*scenario)
        fail_msg("%s", said);
    return asy_world_init(world, *scenario, 1, 0, &err) ? 0 : -1;
}

/* Its day of a date. */
static inline int32_t
shipped_world_day(const struct asy_world *world, struct asy_date date)
{
    return asy_days_of_date(date) -
           asy_days_of_date((struct asy_date){ world->first_year, 1, 1 });
}

#endif
