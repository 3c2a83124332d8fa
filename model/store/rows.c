/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of a query, handed over one by one: for the report and the export, which read tables
   that no question of `compare` asks for. */
#include "store/inside.h"

#include <errno.h>
#include <string.h>

bool
asy_results_numbers(struct asy_results *self, const char *sql, asy_take_numbers *take,
                    void *user, struct asy_error *err)
{
    sqlite3_stmt *stmt;
    int64_t v[ASY_MOST_COLUMNS];
    int rc = SQLITE_DONE;

    if (!asy_sql_prepare(self, &stmt, sql, err))
        return false;
    const int n = sqlite3_column_count(stmt);
    bool ok = n <= ASY_MOST_COLUMNS;
    while (ok && (rc = sqlite3_step(stmt)) == SQLITE_ROW) {
        for (int i = 0; i < n; i++)
            v[i] = sqlite3_column_int64(stmt, i);
        ok = take(user, v);
    }
    if (!ok)
        asy_fail(err, ASY_E_RESOURCES, self->path, "out of memory");
    else if (rc != SQLITE_DONE)
        ok = asy_sql_fail(self, err);
    sqlite3_finalize(stmt);
    return ok;
}

bool
asy_results_texts(struct asy_results *self, const char *sql, asy_take_texts *take, void *user,
                  struct asy_error *err)
{
    sqlite3_stmt *stmt;
    struct asy_texts_row row = { 0 };
    int rc = SQLITE_DONE;

    if (!asy_sql_prepare(self, &stmt, sql, err))
        return false;
    row.n = sqlite3_column_count(stmt);
    bool ok = row.n <= ASY_MOST_COLUMNS;
    for (int i = 0; ok && i < row.n; i++)
        row.name[i] = sqlite3_column_name(stmt, i);
    while (ok && (rc = sqlite3_step(stmt)) == SQLITE_ROW) {
        for (int i = 0; i < row.n; i++) {
            const int type = sqlite3_column_type(stmt, i);
            row.is_number[i] = type == SQLITE_INTEGER || type == SQLITE_FLOAT;
            row.text[i] = (const char *) sqlite3_column_text(stmt, i);
        }
        ok = take(user, &row);
    }
    if (!ok) /* memory or disk: either has said so in errno */
        asy_fail(err, ASY_E_RESOURCES, self->path, "its rows could not be written: %s",
                 strerror(errno));
    else if (rc != SQLITE_DONE)
        ok = asy_sql_fail(self, err);
    sqlite3_finalize(stmt);
    return ok;
}

bool
asy_results_cells(struct asy_results *self, int scenario, const char *metric,
                  asy_take_numbers *take, void *user, struct asy_error *err)
{
    char sql[700];

    /* Cells of periods that a reform shares with the baseline stand under the baseline's run.
     */
    snprintf(sql, sizeof sql,
             "SELECT r.draw, r.replicate, c.period, c.population, c.place, c.receiver, c.value"
             " FROM run r CROSS JOIN metric m CROSS JOIN cell c"
             " ON c.run IN (r.id, r.base) AND c.metric = m.id AND (c.run = r.id OR c.period <"
             " CASE m.detail WHEN 'month' THEN r.months_shared"
             " WHEN 'year' THEN r.years_shared ELSE 0 END)"
             " WHERE r.scenario = %d AND m.name = '%.48s'",
             scenario, metric);
    return asy_results_numbers(self, sql, take, user, err);
}
