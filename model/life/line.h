/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Queues, waiting lists and sittings as a table that names the law holding their capacity: so
   the day loop serves them all and knows no law (catalogue/lines.def). */
#ifndef ASY_LIFE_LINE_H
#define ASY_LIFE_LINE_H

#include <string.h>

#include "life/scene.h"

/* A number of a law, by the names under which a scenario sets it. */
struct asy_capacity {
    enum asy_law_id law;
    const char *key; /* one real number of that law */
};

/* A queue at an authority or court of each state. */
struct asy_queue_row {
    const char *name, *label;
    struct asy_capacity capacity; /* persons a day */
    const char *limit;     /* a key of that law: days since the claim after which whoever stands
                              first is served beyond it, ASY_NO_LIMIT for none; or NULL */
    enum asy_queue_id pot; /* the queue whose capacity it is served from */
    bool is_left;          /* undecided, on the day in `leave_day` */
};
extern const struct asy_queue_row asy_queues[ASY_N_QUEUES];

/* Days of a limit from which on it is none. */
enum { ASY_NO_LIMIT = 3650 };

/* Persons a day from which on a line is no line. */
static const double ASY_NO_LINE = 1e5;

/* A waiting list for places that a country gives. */
struct asy_list_row {
    const char *name, *label;
    struct asy_capacity capacity; /* persons a year */
};
extern const struct asy_list_row asy_lists[ASY_N_LISTS];

/* A body of the whole world that sits now and then. */
struct asy_sitting_row {
    const char *name, *label;
    struct asy_capacity capacity; /* cases a session */
    const char *sessions;         /* a year: another key of that law */
    enum asy_aside_id aside;      /* what happens to each case */
};
extern const struct asy_sitting_row asy_sittings[ASY_N_SITTINGS];

/* The row of a key in the table of a law; NULL where the law has none of that name. */
const struct asy_param *asy_law_key(enum asy_law_id law, const char *key);
/* Where a real number of a law lies within its struct, by its key, which must exist. */
size_t asy_law_offset(enum asy_law_id law, const char *key);

/* Today's number for an entity, `offset` within the law. */
static inline double
asy_number_today(const struct asy_scene *scene, enum asy_law_id law, int entity, size_t offset)
{
    double number;
    memcpy(&number, (const char *) scene->law[law][entity] + offset, sizeof number);
    return number;
}

/* How many persons a day a queue of a state serves, what the state answers to its caseload
   and what others take of it included. */
double asy_capacity_today(const struct asy_scene *scene, int queue, int state);
/* Days since the claim after which whoever stands first there is served beyond that; INFINITY.
 */
double asy_limit_today(const struct asy_scene *scene, int queue, int state);

#endif
