/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalogue's lines: where people wait, and the key that says how many are served. */
#include "cli/catalogue.h"

#include <stdio.h>

static const struct line {
    const char *name, *kind, *law, *key, *label;
} lines[] = {
#define QUEUE(name, law, key, limit, pot, label) { #name, "queue", #law, #key, label },
#define LIST(name, law, key, label) { #name, "list", #law, #key, label },
#define SITTING(aside, law, key, sessions, label) { #aside, "sitting", #law, #key, label },
#include "catalogue/lines.def"
};
enum { N_LINES = sizeof lines / sizeof *lines };

enum { NAME, LABEL, KIND, LAW, KEY, N_COLUMNS };

static const struct asy_column columns[N_COLUMNS + 1] = {
    [NAME] = { "line", "line", ASY_CELL_NAME },
    [LABEL] = { "label", "what it is", ASY_CELL_WORDS },
    [KIND] = { "kind", "kind", ASY_CELL_WORDS },
    [LAW] = { "law", "law", ASY_CELL_NAME },
    [KEY] = { "key", "capacity key", ASY_CELL_NAME },
};

static bool
line_row(int of, int i, struct asy_row *row)
{
    (void) of;
    if (i >= N_LINES)
        return false;
    snprintf(row->cell[NAME], ASY_CELL_ROOM, "%s", lines[i].name);
    snprintf(row->cell[LABEL], ASY_CELL_ROOM, "%s", lines[i].label);
    snprintf(row->cell[KIND], ASY_CELL_ROOM, "%s", lines[i].kind);
    snprintf(row->cell[LAW], ASY_CELL_ROOM, "%s", lines[i].law);
    snprintf(row->cell[KEY], ASY_CELL_ROOM, "%s", lines[i].key);
    return true;
}

const struct asy_table asy_table_lines = {
    .name = "lines",
    .doc = "where people wait, and the law that says how many are served",
    .columns = columns,
    .row = line_row,
};
