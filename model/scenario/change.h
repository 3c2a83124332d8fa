/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reform changes against its baseline, value by value, for programs;
   asy_scenario_changes says the same in words. */
#ifndef ASY_SCENARIO_CHANGE_H
#define ASY_SCENARIO_CHANGE_H

#include "scenario/scenario.h"

struct asy_shown {
    double number;             /* REAL, FLAG, CHOICE (index) */
    uint64_t set;              /* SET */
    const char *prior, *range; /* NULL if none */
};

/* One value on the days on which it differs in one way. Texts are borrowed for the call. */
struct asy_change {
    const struct asy_law *law;
    const struct asy_param *row;
    const char *path;         /* states.POL.dublin.p_request.DEU */
    const char *entity;       /* POL; NULL: of the world */
    const char *member;       /* DEU; NULL: no such */
    char from[11], until[11]; /* first and last day; until is "" to the end */
    struct asy_shown before, after;
    const char *source, *grade, *file; /* of what holds after; NULL where nothing is said */
    int line;
    const char *whom; /* of whom it is said, in words; NULL: of everybody */
    const char *form; /* what it says of what it is laid over, "times 1.5"; "": it is a value */
    /* the same by numbers, for a pilot (engine/reach.h) */
    int law_id, entity_id, member_id; /* ASY_NO_MEMBER: it has none */
    int scope;                        /* from 1 in the reform's list; 0: of everybody */
    int32_t first, end;               /* days [first, end) of the horizon */
};
enum { ASY_NO_MEMBER = -1 };

/* Hands each change to `take`. False if the scenarios do not share a baseline, or without
   memory. */
bool asy_scenario_each_change(const struct asy_scenario *base,
                              const struct asy_scenario *reform,
                              void (*take)(void *user, const struct asy_change *change),
                              void *user);

/* "number", "yes or no", "choice", "list". */
const char *asy_kind_name(enum asy_kind kind);

/* The i-th name that a SET may hold; NULL past the end. */
const char *asy_scenario_member(const struct asy_scenario *self, const struct asy_param *row,
                                int i);

#endif
