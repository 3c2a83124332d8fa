/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalogue's memory: what is remembered of an applicant, and until when. */
#include "cli/catalogue.h"
#include "life/memory.h"

#include <stdio.h>

enum { NAME, LABEL, KIND, LASTS, N_COLUMNS };

static const struct asy_column columns[N_COLUMNS + 1] = {
    [NAME] = { "memory", "memory", ASY_CELL_NAME },
    [LABEL] = { "label", "meaning", ASY_CELL_WORDS },
    [KIND] = { "kind", "kind", ASY_CELL_WORDS },
    [LASTS] = { "lasts", "lasts", ASY_CELL_WORDS },
};

static bool
memory_row(int of, int i, struct asy_row *row)
{
    (void) of;
    if (i >= ASY_N_MEMORIES)
        return false;
    const struct asy_memory *const memory = &asy_memories[i];
    snprintf(row->cell[NAME], ASY_CELL_ROOM, "%s", memory->name);
    snprintf(row->cell[LABEL], ASY_CELL_ROOM, "%s", memory->label);
    snprintf(row->cell[KIND], ASY_CELL_ROOM, "%s", memory->kind);
    snprintf(row->cell[LASTS], ASY_CELL_ROOM, "%s", asy_lasts_label(memory->lasts));
    return true;
}

const struct asy_table asy_table_memory = {
    .name = "memory",
    .doc = "what is remembered of an applicant, and until when",
    .columns = columns,
    .row = memory_row,
};
