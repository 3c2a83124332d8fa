/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ASY_STORE_SOURCE_H
#define ASY_STORE_SOURCE_H

#include "store/inside.h"

/* Offers the source as the table `handed_over`, with the columns of `series`. Borrowed as long
   as the connection lives. */
bool asy_cell_source_offer(struct asy_results *self, struct asy_cell_source *source,
                           struct asy_error *err);

/* The id of a place in the file, from an index of the kind that the metric counts by. */
int asy_place_id(enum asy_where where, int index);

#endif
