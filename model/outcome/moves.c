/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of what each key moves, read: a row's text is "outcome percent, outcome percent".
 */
#include "outcome/moves.h"

#include "life/tally.h"

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

/* How far any key of the law moves this outcome; 0 where none does. */
static int
most_by(const char *law, const char *outcome)
{
    struct asy_move move;
    int most = 0;

    for (const struct row *row = rows; row->law; row++) {
        if (strcmp(row->law, law) != 0)
            continue;
        for (const char *text = row->outcomes; (text = next_of(text, &move));)
            if (strcmp(move.outcome, outcome) == 0 && move.percent > most)
                most = move.percent;
    }
    return most;
}

bool
asy_move_of_law(const char *law, int i, struct asy_move *out)
{
    for (int percent = 100; percent > 0; percent--)
        for (int m = 0; m < ASY_N_METRICS; m++)
            if (most_by(law, asy_metrics[m].name) == percent && i-- == 0) {
                snprintf(out->outcome, sizeof out->outcome, "%s", asy_metrics[m].name);
                out->percent = percent;
                return true;
            }
    return false;
}
