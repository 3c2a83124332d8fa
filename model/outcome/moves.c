/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of what each key moves, read: a row's text is "outcome percent, outcome percent".
 */
#include "outcome/moves.h"

#include "life/tally.h"

#include <limits.h>
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

bool
asy_move_of_key(const char *law, const char *key, int i, struct asy_move *out)
{
    for (const struct row *row = rows; row->law; row++) {
        if (strcmp(row->law, law) != 0 || strcmp(row->key, key) != 0)
            continue;
        const char *text = next_of(row->outcomes, out);
        while (text && i-- > 0)
            text = next_of(text, out);
        return text != NULL;
    }
    return false;
}

/* At which place any key of the law names this outcome first, and how far it is moved there;
   false where none does. */
static bool
first_of(const char *law, const char *outcome, int *place, int *percent)
{
    struct asy_move move;
    *place = ASY_MOST_MOVES;

    for (const struct row *row = rows; row->law; row++) {
        int at = 0;
        if (strcmp(row->law, law) != 0)
            continue;
        for (const char *text = row->outcomes; (text = next_of(text, &move)); at++)
            if (strcmp(move.outcome, outcome) == 0 &&
                (at < *place || (at == *place && move.percent > *percent))) {
                *place = at;
                *percent = move.percent;
            }
    }
    return *place < ASY_MOST_MOVES;
}

bool
asy_move_of_law(const char *law, int i, struct asy_move *out)
{
    int order[ASY_N_METRICS], percent[ASY_N_METRICS], n = 0;

    for (int m = 0; m < ASY_N_METRICS; m++) {
        int place, share = 0;
        order[m] =
            first_of(law, asy_metrics[m].name, &place, &share) ? 1000 * place - share : INT_MAX;
        percent[m] = share;
        n += order[m] != INT_MAX;
    }
    if (i < 0 || i >= n)
        return false;
    for (;; i--) {
        int first = 0;
        for (int m = 1; m < ASY_N_METRICS; m++)
            first = order[m] < order[first] ? m : first;
        snprintf(out->outcome, sizeof out->outcome, "%s", asy_metrics[first].name);
        out->percent = percent[first];
        if (i == 0)
            return true;
        order[first] = INT_MAX;
    }
}
