/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The changes of one parameter, between changes.c, which finds them, changes_tell.c and
   changes_print.c, which say them, and changes_list.c, which hands them on. For these only. */
#ifndef ASY_SCENARIO_CHANGES_H
#define ASY_SCENARIO_CHANGES_H

#include "scenario/change.h"
#include "scenario/inside.h"
#include "scenario/law_days.h"

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

/* Writes the story of a slot into `change` and, if not NULL, `out`. Returns of how many changes
   it consists: 0 if the slot is the same in both. The days are written if `dated`. */
int asy_changes_tell(const struct asy_law_days *self, const struct asy_param *row, int slot,
                     bool dated, struct asy_told *change, FILE *out);

/* Hands on all changes of a slot, in the order of their days. `failed` without memory. */
void asy_changes_list(struct asy_changes *self, const struct asy_law_days *of,
                      const struct asy_param *row, int slot, int member);

/* How an entry is said of what it is laid over; "" of a value. */
const char *asy_change_form(const struct asy_entry *entry);

/* Says all changes of a parameter, and forgets them. */
void asy_changes_print(struct asy_changes *self, int law, const struct asy_param *row);

/* "from 2017-01-01" */
void asy_changes_print_day(const struct asy_scenario *self, int32_t day, FILE *out);

#endif
