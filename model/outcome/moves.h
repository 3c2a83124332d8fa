/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which outcomes a key of a law moves, and how far: measured, not thought out
   (catalogue/moves.def). */
#ifndef ASY_OUTCOME_MOVES_H
#define ASY_OUTCOME_MOVES_H

#include <stdbool.h>

struct asy_move {
    char outcome[64]; /* a metric of the catalogue */
    int percent;      /* of its counts that differ, 5 to 100 */
};

enum { ASY_LEAST_MOVE = 5, ASY_MOST_MOVES = 8 };

/* The i-th outcome that the key moves, first the one moved furthest beyond chance; false past
   the last. */
bool asy_move_of_key(const char *law, const char *key, int i, struct asy_move *out);
/* The same of a law: first what its keys move first, the most moved before the others. */
bool asy_move_of_law(const char *law, int i, struct asy_move *out);

#endif
