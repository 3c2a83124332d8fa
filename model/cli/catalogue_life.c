/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalogue's stages: what a life may walk through, and what may come next. */
#include "cli/catalogue.h"
#include "life/stage.h"

#include <stdio.h>

enum { NAME, LABEL, NEXT_STAGES, N_COLUMNS };

static const struct asy_column stage_columns[N_COLUMNS + 1] = {
    [NAME] = { "stage", "stage", ASY_CELL_NAME },
    [LABEL] = { "label", "label", ASY_CELL_WORDS },
    [NEXT_STAGES] = { "next", "may lead to", ASY_CELL_NAMES },
};

static const struct asy_column aside_columns[N_COLUMNS + 1] = {
    [NAME] = { "aside", "aside", ASY_CELL_NAME },
    [LABEL] = { "label", "what it is", ASY_CELL_WORDS },
    [NEXT_STAGES] = { "next", "may lead to", ASY_CELL_NAMES },
};

static bool
stage_row(int of, int i, struct asy_row *row)
{
    (void) of;
    if (i >= ASY_N_STAGES)
        return false;
    snprintf(row->cell[NAME], ASY_CELL_ROOM, "%s", asy_stages[i].name);
    snprintf(row->cell[LABEL], ASY_CELL_ROOM, "%s", asy_stages[i].label);
    for (int to = 0; to < ASY_N_STAGES; to++)
        if (asy_stage_leads((enum asy_stage_id) i, (enum asy_stage_id) to))
            asy_add_name(row->cell[NEXT_STAGES], ASY_CELL_ROOM, asy_stages[to].name);
    return true;
}

static bool
aside_row(int of, int i, struct asy_row *row)
{
    (void) of;
    if (i >= ASY_N_ASIDES)
        return false;
    snprintf(row->cell[NAME], ASY_CELL_ROOM, "%s", asy_asides[i].name);
    snprintf(row->cell[LABEL], ASY_CELL_ROOM, "%s", asy_asides[i].label);
    for (int to = 0; to < ASY_N_STAGES; to++)
        if (asy_aside_leads((enum asy_aside_id) i, (enum asy_stage_id) to))
            asy_add_name(row->cell[NEXT_STAGES], ASY_CELL_ROOM, asy_stages[to].name);
    return true;
}

const struct asy_table asy_table_stages = {
    .name = "stages",
    .doc = "the stages of a life, and what may come next",
    .columns = stage_columns,
    .row = stage_row,
};

const struct asy_table asy_table_asides = {
    .name = "asides",
    .doc = "what happens alongside a life",
    .columns = aside_columns,
    .row = aside_row,
};
