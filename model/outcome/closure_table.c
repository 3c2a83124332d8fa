/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outcome/closure_table.h"

#include "text/csv.h"

#include <stdlib.h>
#include <string.h>

extern const unsigned char asy_closures_csv[]; /* made by cmake/Embed.cmake */

enum column {
    REFORM,
    DIGEST,
    METRIC,
    POPULATION,
    PLACE,
    DIRECTION,
    PERIOD,
    WORLDS,
    HOLDS,
    TURNS,
    UNCLEAR,
    DRAWS,
    SEED,
    VERSION,
    COLUMNS
};
static const char name[] = "scenarios/closures/table.csv";

static bool
read_row(struct asy_closure_row *row, char *const cell[COLUMNS], int line,
         struct asy_error *err)
{
    *row = (struct asy_closure_row){ .reform = cell[REFORM],
                                     .digest = cell[DIGEST],
                                     .metric = cell[METRIC],
                                     .population = cell[POPULATION],
                                     .place = cell[PLACE],
                                     .period = cell[PERIOD],
                                     .draws = atoi(cell[DRAWS]),
                                     .seed = cell[SEED],
                                     .version = cell[VERSION] };
    row->direction = strcmp(cell[DIRECTION], "more") == 0   ? 1
                     : strcmp(cell[DIRECTION], "less") == 0 ? -1
                                                            : 0;
    if (!row->direction)
        return asy_csv_fault(err, name, line, "expected more or less", cell[DIRECTION]);
    if (!asy_signs_read(cell[WORLDS], &row->signs))
        return asy_csv_fault(err, name, line, "expected a sign, one of ?0-+, for each world",
                             cell[WORLDS]);
    if (atoi(cell[HOLDS]) != asy_signs_count(&row->signs, ASY_SIGN_HOLDS) ||
        atoi(cell[TURNS]) != asy_signs_count(&row->signs, ASY_SIGN_TURNS) ||
        atoi(cell[UNCLEAR]) != asy_signs_count(&row->signs, ASY_SIGN_UNCLEAR))
        return asy_csv_fault(err, name, line, "expected as many as the worlds have",
                             cell[HOLDS]);
    return strlen(cell[DIGEST]) == 32 ||
           asy_csv_fault(err, name, line, "expected the digest of a scenario", cell[DIGEST]);
}

static size_t
count_lines(const char *text)
{
    size_t n = 0;

    for (; *text; text++)
        n += *text == '\n';
    return n;
}

bool
asy_closure_table_read(struct asy_closure_table *self, const char *csv, struct asy_error *err)
{
    const char *const all = csv ? csv : (const char *) asy_closures_csv;
    const char *const body = strchr(all, '\n'); /* below the head */
    int line = 1;

    *self = (struct asy_closure_table){ .text = strdup(body ? body + 1 : "") };
    if (self->text)
        self->list = calloc(count_lines(self->text) + 1, sizeof *self->list);
    if (!self->list)
        return asy_fail(err, ASY_E_RESOURCES, name, "out of memory");
    for (char *p = self->text; *p;) {
        char *cell[COLUMNS];
        bool ends = false;
        int n = 0;
        while (!ends && n < COLUMNS)
            p = asy_csv_cell(p, &cell[n++], &ends);
        line++;
        if (n != COLUMNS || !ends)
            return asy_csv_fault(err, name, line, "expected fourteen cells", cell[0]);
        if (!read_row(&self->list[self->n++], cell, line, err))
            return false;
    }
    return true;
}

void
asy_closure_table_free(struct asy_closure_table *self)
{
    free(self->list);
    free(self->text);
    *self = (struct asy_closure_table){ 0 };
}
