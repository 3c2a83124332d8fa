/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names behind the numbers of a file, as the file itself tells them: its digests hold
   whatever the catalogues of this program have become since. */
#include "store/inside.h"

#include <string.h>

/* A table of ids and names; ids from `first` on are the numbers from 0 on. */
static bool
name_table(struct asy_results *self, const char *table, int first, int n, uint64_t *hashes,
           struct asy_error *err)
{
    sqlite3_stmt *stmt;
    char sql[64], name[512];
    bool row = true;

    snprintf(sql, sizeof sql, "SELECT id, name FROM %s", table);
    bool ok = asy_sql_prepare(self, &stmt, sql, err);

    while (ok && (ok = asy_sql_step(self, stmt, &row, err)) && row) {
        const int i = sqlite3_column_int(stmt, 0) - first;
        asy_sql_text(stmt, 1, name, sizeof name);
        if (i >= 0 && i < n)
            hashes[i] = asy_name_hash(name);
    }
    sqlite3_finalize(stmt);
    return ok;
}

bool
asy_results_naming(struct asy_results *self, struct asy_naming *naming, struct asy_error *err)
{
    *naming = (struct asy_naming){ .first_year = self->info.first_year };
    for (int m = 0; m < self->n_metrics; m++) {
        naming->outcome[m] = asy_name_hash(self->metrics[m].name);
        naming->where[m] = (uint8_t) self->metrics[m].where;
        naming->detail[m] = (uint8_t) self->metrics[m].detail;
    }
    return name_table(self, "population", 0, ASY_NAMES, naming->group, err) &&
           name_table(self, "place", ASY_PLACE_COUNTRY, ASY_MAX_COUNTRIES, naming->country,
                      err) &&
           name_table(self, "place", ASY_PLACE_CROSSING, ASY_MAX_CROSSINGS, naming->crossing,
                      err) &&
           name_table(self, "fate", 0, ASY_NAMES, naming->fate, err) &&
           name_table(self, "stage", 0, ASY_NAMES, naming->stage, err) &&
           name_table(self, "act", 0, ASY_NAMES, naming->act, err);
}
