/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalogue's page: of which rows `asylsim report` keeps anything, outcome by outcome; what
   the page itself reads from its data, and a test of the page from here. */
#include "cli/catalogue.h"
#include "report/kept.h"
#include "scenario/claim.h"

#include <inttypes.h>
#include <stdio.h>

enum { NAME, KEEPS, OF_MANY, N_COLUMNS };

static const struct asy_column columns[N_COLUMNS + 1] = {
    [NAME] = { "outcome", "metric", ASY_CELL_NAME },
    [KEEPS] = { "keeps", "rows kept, a bit each", ASY_CELL_VALUE },
    [OF_MANY] = { "keeps_of_many", "the same among many reforms", ASY_CELL_VALUE },
};

static bool
page_row(int of, int i, struct asy_row *row)
{
    enum asy_counted_by by;
    const char *const name = asy_outcome_at(i, &by);

    (void) of;
    if (!name)
        return false;
    snprintf(row->cell[NAME], ASY_CELL_ROOM, "%s", name);
    snprintf(row->cell[KEEPS], ASY_CELL_ROOM, "%" PRIu64, asy_kept_bits(i, false));
    snprintf(row->cell[OF_MANY], ASY_CELL_ROOM, "%" PRIu64, asy_kept_bits(i, true));
    return true;
}

const struct asy_table asy_table_page = {
    .name = "page",
    .doc = "what the report's page keeps of each outcome (model/report/kept.h)",
    .columns = columns,
    .row = page_row,
};
