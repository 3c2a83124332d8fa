/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The changes of one parameter, between changes.c, which finds them, and changes_print.c, which
   says them. For these two only. */
#ifndef ASY_SCENARIO_CHANGES_H
#define ASY_SCENARIO_CHANGES_H

#include "scenario/change.h"
#include "scenario/inside.h"

enum { ASY_SEVERAL_DAYS = -1 };

struct asy_told {
    int entity, member;
    char *text; /* the whole story of this value, without the day if it has one change */
    const char *source; /* borrowed from the reform; "" if none */
    int32_t day;        /* of its one change; ASY_SEVERAL_DAYS */
    bool told;
};

struct asy_changes {
    const struct asy_scenario *base, *reform;
    FILE *out;                                                 /* NULL: only count */
    void (*take)(void *user, const struct asy_change *change); /* NULL: nobody asks */
    void *user;
    bool failed;
    size_t n_values;
    int headed;            /* the law whose doc was printed last */
    struct asy_told *list; /* of the parameter at hand */
    size_t n, room;
};

/* Says all changes of a parameter, and forgets them. */
void asy_changes_print(struct asy_changes *self, int law, const struct asy_param *row);

/* "from 2017-01-01" */
void asy_changes_print_day(const struct asy_scenario *self, int32_t day, FILE *out);

#endif
