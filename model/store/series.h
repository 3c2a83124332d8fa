/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cells of a result as the file keeps them: the counts of one outcome, of one population at
   one place, period after period in a row of their own (table `series`; the view `cell` takes
   them apart again). */
#ifndef ASY_STORE_SERIES_H
#define ASY_STORE_SERIES_H

#include "engine/result.h"

#include <stdbool.h>

/* Counts of consecutive periods, right-aligned in fields of `width` characters; an empty field
   is zero. */
struct asy_series {
    int metric, group, place, receiver; /* places by the index of their kind */
    int first, width;
    const char *counts; /* in the list's text; not ended by a zero byte */
    size_t length;
};

struct asy_series_list {
    struct asy_series *list;
    size_t n;
    struct asy_series_key *key; /* room, as long as the longest result so far */
    char *text;
    size_t room, text_room;
};

/* Of all cells of the result but those before these periods, which are the baseline's, of
   outcomes kept by month and by year. In the order of the table's key. False when memory is
   short. The list may be filled again and again; zero it before, free it after. */
bool asy_series_fill(struct asy_series_list *self, const struct asy_result *result,
                     int months_shared, int years_shared);
void asy_series_free(struct asy_series_list *self);

#endif
