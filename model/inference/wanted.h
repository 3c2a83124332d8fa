/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows that somebody else asks about: quantities as they are named where they are published,
   one value each. What they ask becomes series of one point, so that they are counted like
   targets.
 */
#ifndef ASY_INFERENCE_WANTED_H
#define ASY_INFERENCE_WANTED_H

#include "inference/measure.h"

/* The columns that are read, in any order; `value` and `rule` may be missing. */
enum asy_wanted_column {
    ASY_WANTED_ID,
    ASY_WANTED_QUANTITY,
    ASY_WANTED_ORIGIN,
    ASY_WANTED_PLACE,
    ASY_WANTED_PERIOD,
    ASY_WANTED_UNIT,
    ASY_WANTED_RULE,
    ASY_WANTED_VALUE,
    ASY_N_WANTED_COLUMNS
};

struct asy_wanted_row {
    const char *cell[ASY_N_WANTED_COLUMNS]; /* "" where there is none; borrowed from the rows */
    const char *why;                        /* the model cannot speak to it; NULL: it may */
    double value;                           /* NAN: none is given */
    char place[64];                         /* as in targets */
};

struct asy_wanted {
    char *text; /* owned, as is the list */
    struct asy_wanted_row *row;
    int n;
    bool has_values;
    struct asy_targets targets; /* series i is of row i; no family */
};

/* Reads CSV with a head; `name` is what errors call it. Free with asy_wanted_free, safe after a
   failure too. */
bool asy_wanted_read(struct asy_wanted *self, const char *csv, const char *name,
                     struct asy_error *err);
/* Says what each row asks of this world, as targets: before they are simulated. */
void asy_wanted_resolve(struct asy_wanted *self, const struct asy_world *world);
void asy_wanted_free(struct asy_wanted *self);

/* The last year that a row is about; 0: no row has a period that is read. */
int asy_wanted_last_year(const struct asy_wanted *self);

#endif
