/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shipped reforms in the sixteen worlds (scenarios/closures/table.csv, embedded at build
   time): so that a file that was run without closures can be told with them. */
#ifndef ASY_OUTCOME_CLOSURE_TABLE_H
#define ASY_OUTCOME_CLOSURE_TABLE_H

#include "outcome/closures.h"

/* One claim at one date. `digest` is that of the scenario it was made of: of another text of
   the reform, or of its baseline, the line says nothing. */
struct asy_closure_row {
    const char *reform, *digest, *metric, *population, *place, *period;
    int direction; /* 1: more is claimed, -1: less */
    struct asy_signs signs;
    int draws;
    const char *seed, *version; /* of asylsim */
};

struct asy_closure_table {
    struct asy_closure_row *list;
    size_t n;
    char *text; /* of all cells */
};

/* Reads `csv`; NULL: the one embedded. Fails naming the line at fault. Free with
   asy_closure_table_free, also when this has failed. */
struct asy_error;
bool asy_closure_table_read(struct asy_closure_table *self, const char *csv,
                            struct asy_error *err);
void asy_closure_table_free(struct asy_closure_table *self);

#endif
