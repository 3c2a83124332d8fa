/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which outcomes a key of a law moves, and how far: measured, not thought out
   (catalogue/moves.def). */
#ifndef ASY_OUTCOME_MOVES_H
#define ASY_OUTCOME_MOVES_H

#include <stdbool.h>

struct asy_move {
    char outcome[64]; /* a metric of the catalogue */
    int percent;      /* of its counts that differ, ASY_LEAST_MOVE to 100 */
    int place;        /* among what a key moves: 0 is moved furthest beyond chance */
};

enum { ASY_LEAST_MOVE = 5, ASY_MOST_MOVES = 8, ASY_MOST_OF_LAW = 200 };

/* What the key of a law moves, in order of place; or, with a NULL for the key, what any of the
   law's keys does: of each outcome its best place, the most moved before others of that place.
   Returns how many. */
int asy_moved_by(const char *law, const char *key, struct asy_move moves[ASY_MOST_OF_LAW]);

/* Whether an outcome counts the children among those of another one, a fate or a harm: it moves
   as that does, and is told beside it, not in its place. */
bool asy_counts_children_of(const char *outcome);

#endif
