/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of a new reform, made of KEY=VALUE as the command line has them. */
#ifndef ASY_SCENARIO_DRAFT_H
#define ASY_SCENARIO_DRAFT_H

#include "base/fail.h"
#include "base/pool.h"

#include <stdio.h>

struct asy_node;

/* How a text begins that a person has still to write: `check` says so. */
extern const char asy_to_fill[];
/* Whether a claim or source is there and no longer what `new` puts in its place. */
bool asy_is_written(const char *text);

enum { ASY_MOST_DRAFTED = 64 };

/* Zero it; texts are borrowed. Free with asy_draft_free. */
struct asy_draft {
    struct asy_pool pool;
    const char *title, *extends, *in_force, *source;
    const char *claim;          /* NULL: to be filled in */
    const char *metric, *place; /* of its outcome; NULL: none is proposed; place NULL: all */
    int direction;              /* 0: not known: it is proposed in a comment */
    const struct asy_node *set;
    const char *comment[ASY_MOST_DRAFTED]; /* of each key, in the order of the text; NULL */
    int line[ASY_MOST_DRAFTED];            /* on which it was printed last */
    int n;                                 /* keys */
};

/* "dublin.limit_days=90", "states.POL.third_country.list+=FIN", "KEY from 2017-03-01 until
   2017-05-31=0.2": as --set reads it, "rules.dublin.limit_days=90", in the pool. NULL, with an
   error, where it is none. */
const char *asy_draft_value(struct asy_pool *pool, const char *given, struct asy_errors *errs);
/* Takes what asy_draft_value returned. */
bool asy_draft_read(struct asy_draft *self, const char *const *values, size_t n,
                    struct asy_errors *errs);
/* Prints it, and fills `line`. */
void asy_draft_print(struct asy_draft *self, FILE *out);
void asy_draft_free(struct asy_draft *self);

#endif
