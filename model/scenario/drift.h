/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was observed goes on as a walk after its last day: which walks a series is made of, and
   what they make of its last level. Of one draw; nothing drifts in draw 0. */
#ifndef ASY_SCENARIO_DRIFT_H
#define ASY_SCENARIO_DRIFT_H

#include "scenario/inside.h"
#include "scenario/walk.h"

/* Paths that several series share, made when they are first asked for. */
struct asy_shared_path {
    uint64_t key;
    struct asy_walk_path *path;
};
enum { ASY_SHARED_PATHS = 8192 }; /* a power of two, more than there are */

struct asy_drift {
    const struct asy_scenario *scenario;
    uint64_t seed;
    uint32_t draw;
    struct asy_pool *pool; /* owns the paths */
    struct asy_shared_path shared[ASY_SHARED_PATHS];
};

/* The first day on which something that is said of the entity drifts; ASY_NEVER. */
int32_t asy_drift_begins(const struct asy_scenario *self, int law, int entity);

/* Whether the published value stays what is solved for, and drifts by what is asked for
   instead (asy_world_leaning): recognition rates, whose thresholds are solved from them. */
bool asy_drift_leans(struct asy_place place);

/* By month since the entry's drift began, what its number is to be multiplied by, or, of a
   share, its odds: [ASY_WALK_MONTHS], in the pool. `entity` is whose law it is, `member` the
   member or ASY_ALL. NULL where it does not drift, or memory is short (pool->failed). */
const double *asy_drift_path(struct asy_drift *self, const struct asy_walk *walk,
                             const struct asy_entry *entry, int entity, int member);

/* The number of an entry of the baseline with the error of its observation; of what states its
   own uncertainty, or was not observed, the number itself. */
double asy_drift_observed(const struct asy_drift *self, const struct asy_world *world,
                          const struct asy_entry *entry);

/* A number that has drifted so far, within the range of its key. 0 stays 0: a closed route
   stays closed. */
double asy_drift_number(const struct asy_param *row, double number, double factor);

/* Months from one day of the horizon to another, by the calendar: how long a path has run. At
   least 0 and less than ASY_WALK_MONTHS. `start` is the horizon's, days since 1970. */
int asy_drift_month(int32_t start, int32_t from, int32_t day);
/* The first day of the month that comes `months` after that of `from`. */
int32_t asy_drift_day(int32_t start, int32_t from, int months);

#endif
