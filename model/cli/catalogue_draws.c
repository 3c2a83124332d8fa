/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalogue's draws: what luck is drawn for, and what a draw is made once for. */
#include "cli/catalogue.h"
#include "life/draw.h"

#include <stdio.h>

enum { NAME, NUMBER, PER, STEP, FROM, WORDS, FIRST_WORD, N_COLUMNS = FIRST_WORD + 4 };

static const struct asy_column draw_columns[N_COLUMNS + 1] = {
    [NAME] = { "draw", "draw", ASY_CELL_NAME },
    [NUMBER] = { "number", "number", ASY_CELL_VALUE },
    [PER] = { "once_for", "once for each", ASY_CELL_WORDS },
    [STEP] = { "step", NULL, ASY_CELL_VALUE },
    [FROM] = { "from", NULL, ASY_CELL_VALUE },
    [WORDS] = { "words", NULL, ASY_CELL_VALUE },
    [FIRST_WORD] = { NULL, "word 0", ASY_CELL_WORDS },
    { NULL, "word 1", ASY_CELL_WORDS },
    { NULL, "word 2", ASY_CELL_WORDS },
    { NULL, "word 3", ASY_CELL_WORDS },
};

static bool
draw_row(int of, int i, struct asy_row *row)
{
    (void) of;
    if (i >= ASY_N_DRAWS)
        return false;
    const struct asy_draw_row *const draw = &asy_draws[i];
    char *const words = row->cell[WORDS];
    size_t used = (size_t) snprintf(words, ASY_CELL_ROOM, "[");
    snprintf(row->cell[NAME], ASY_CELL_ROOM, "%s", draw->name);
    snprintf(row->cell[NUMBER], ASY_CELL_ROOM, "%u", (unsigned) draw->number);
    snprintf(row->cell[PER], ASY_CELL_ROOM, "%s", asy_occasions[draw->per].label);
    snprintf(row->cell[STEP], ASY_CELL_ROOM, "%u", (unsigned) draw->step);
    snprintf(row->cell[FROM], ASY_CELL_ROOM, "%u", (unsigned) draw->from);
    for (int w = 0; w < 4; w++) {
        const char *const word = draw->word[w];
        const char *const quote = word ? "\"" : "";
        used += (size_t) snprintf(words + used, ASY_CELL_ROOM - used, "%s%s%s%s", w ? "," : "",
                                  quote, word ? word : "null", quote);
        snprintf(row->cell[FIRST_WORD + w], ASY_CELL_ROOM, "%s", word ? word : "");
    }
    snprintf(words + used, ASY_CELL_ROOM - used, "]");
    return true;
}

const struct asy_table asy_table_draws = {
    .name = "draws",
    .doc = "what luck is drawn for, and what each of its words decides",
    .columns = draw_columns,
    .row = draw_row,
};
