/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/columns.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

double *
asy_columns_row(struct asy_columns *self, uint64_t key)
{
    if (self->n == self->room) {
        const size_t room = 2 * self->room + 64;
        double *const value = realloc(self->value, room * self->width * sizeof *value);
        if (!value)
            return NULL;
        self->value = value;
        self->room = room;
    }
    double *const row = self->value + self->width * self->n++;
    memset(row, 0, self->width * sizeof *row);
    row[0] = (double) key;
    return row;
}

static int
by_key(const void *a, const void *b)
{
    const double x = *(const double *) a, y = *(const double *) b;
    return (x > y) - (x < y);
}

static void
put(struct asy_buffer *out, double x)
{
    asy_buffer_text(out, ",");
    if (fabs(x - round(x)) < 1e-9)
        asy_buffer_json_whole(out, round(x));
    else
        asy_buffer_json_number(out, x, 6);
}

void
asy_columns_put(struct asy_columns *self, struct asy_buffer *out)
{
    double before = 0.0;

    if (self->n)
        qsort(self->value, self->n, self->width * sizeof *self->value, by_key);
    asy_buffer_format(out, "%zu", self->n);
    for (size_t i = 0; i < self->n; i++) {
        const double key = self->value[i * self->width];
        put(out, key - before);
        before = key;
    }
    for (size_t c = 1; c < self->width; c++)
        for (size_t i = 0; i < self->n; i++)
            put(out, self->value[i * self->width + c]);
}

void
asy_columns_free(struct asy_columns *self)
{
    free(self->value);
    *self = (struct asy_columns){ 0 };
}
