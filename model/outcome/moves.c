/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of what each key moves, read: a row's text is "outcome percent, outcome percent".
 */
#include "outcome/moves.h"

#include <stdio.h>
#include <string.h>

struct row {
    const char *law, *key, *outcomes;
};

static const struct row rows[] = {
#define MOVES(law, key, outcomes) { #law, #key, outcomes },
#include "catalogue/moves.def"
#undef MOVES
    { NULL, NULL, NULL },
};

/* Takes one "outcome percent" off the text; NULL at its end. */
static const char *
next_of(const char *text, struct asy_move *out)
{
    int used = 0;

    if (sscanf(text, " %63s %d%n", out->outcome, &out->percent, &used) != 2)
        return NULL;
    text += used;
    return *text == ',' ? text + 1 : text;
}

static bool
is_before(const struct asy_move *a, const struct asy_move *b)
{
    return a->place != b->place ? a->place < b->place : a->percent > b->percent;
}

/* Puts a move where it belongs; of one outcome the better stays. Returns how many there are. */
static int
insert(struct asy_move *moves, int n, const struct asy_move *move)
{
    int at = 0;

    while (at < n && strcmp(moves[at].outcome, move->outcome) != 0)
        at++;
    if (at < n && !is_before(move, &moves[at]))
        return n;
    if (at == n && n == ASY_MOST_OF_LAW)
        return n;
    n += at == n;
    for (; at > 0 && is_before(move, &moves[at - 1]); at--)
        moves[at] = moves[at - 1];
    moves[at] = *move;
    return n;
}

int
asy_moved_by(const char *law, const char *key, struct asy_move moves[ASY_MOST_OF_LAW])
{
    int n = 0;

    for (const struct row *row = rows; row->law; row++) {
        struct asy_move move = { .place = 0 };
        if (strcmp(row->law, law) != 0 || (key && strcmp(row->key, key) != 0))
            continue;
        for (const char *text = row->outcomes; (text = next_of(text, &move)); move.place++)
            n = insert(moves, n, &move);
    }
    return n;
}

bool
asy_counts_children_of(const char *outcome)
{
    return strstr(outcome, "children") && strcmp(outcome, "claims_first_children") != 0;
}
