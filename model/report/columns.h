/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of numbers written column by column, for columns of like numbers pack better than rows.
   The first column is a rising key, written as what it lies above the one before. */
#ifndef ASY_REPORT_COLUMNS_H
#define ASY_REPORT_COLUMNS_H

#include "report/buffer.h"

#include <stdint.h>

struct asy_columns {
    double *value; /* [n][width]; the first of a row is its key */
    size_t n, room, width;
};

/* A new row with its key, the rest of it zero; NULL when memory is short. Valid until the next
   one. Set `width` before the first. */
double *asy_columns_row(struct asy_columns *self, uint64_t key);
/* Sorts by key and writes "rows, keys, second column, ..." */
void asy_columns_put(struct asy_columns *self, struct asy_buffer *out);
void asy_columns_free(struct asy_columns *self);

#endif
