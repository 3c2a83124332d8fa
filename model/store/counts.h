/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading rows of `series` (series.h) and taking them apart here: three times as fast as the
   view `cell` does. Of an older file each cell is a row of one count. */
#ifndef ASY_STORE_COUNTS_H
#define ASY_STORE_COUNTS_H

#include "store/inside.h"

/* What a query reads FROM: run, metric, population, place, receiver, first, width, counts. */
const char *asy_counts_from(const struct asy_results *self);
/* Prepares a query in which the one %s stands for that. */
bool asy_counts_prepare(struct asy_results *self, sqlite3_stmt **out, const char *sql,
                        struct asy_error *err);

/* The counts of a row, of n periods from `first` on. Borrowed until the next row. */
struct asy_counts {
    int first, n, width;
    const char *text; /* NULL: there is one */
    sqlite3_int64 one;
};

/* From the columns first, width, counts, in this order from `column` on; n is 0 of what cannot
   be read. */
struct asy_counts asy_counts_read(sqlite3_stmt *stmt, int column);

/* The i-th, 0 to n - 1. */
sqlite3_int64 asy_count_at(const struct asy_counts *self, int i);

#endif
