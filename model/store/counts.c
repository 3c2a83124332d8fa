/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/counts.h"

enum { MOST_PERIODS = 2400, MOST_WIDTH = 18 };

const char *
asy_counts_from(const struct asy_results *self)
{
    return self->format >= ASY_RESULTS_FORMAT
               ? "series"
               : "(SELECT run, metric, population, place, receiver, period AS first,"
                 " 1 AS width, value AS counts FROM cell)";
}

bool
asy_counts_prepare(struct asy_results *self, sqlite3_stmt **out, const char *sql,
                   struct asy_error *err)
{
    char *const text = sqlite3_mprintf(sql, asy_counts_from(self));
    const bool ok = text ? asy_sql_prepare(self, out, text, err)
                         : asy_fail(err, ASY_E_RESOURCES, self->path, "out of memory");

    sqlite3_free(text);
    return ok;
}

struct asy_counts
asy_counts_read(sqlite3_stmt *stmt, int column)
{
    struct asy_counts self = { .first = sqlite3_column_int(stmt, column),
                               .width = sqlite3_column_int(stmt, column + 1) };

    if (self.first < 0 || self.first > MOST_PERIODS || self.width < 1 ||
        self.width > MOST_WIDTH)
        return (struct asy_counts){ .width = 1 };
    if (sqlite3_column_type(stmt, column + 2) == SQLITE_INTEGER) {
        self.one = sqlite3_column_int64(stmt, column + 2);
        self.n = 1;
        return self;
    }
    self.text = (const char *) sqlite3_column_text(stmt, column + 2);
    const int n = self.text ? sqlite3_column_bytes(stmt, column + 2) / self.width : 0;
    self.n = n > MOST_PERIODS ? MOST_PERIODS : n;
    return self;
}

sqlite3_int64
asy_count_at(const struct asy_counts *self, int i)
{
    const char *const field = self->text ? self->text + i * self->width : NULL;
    sqlite3_int64 count = field ? 0 : self->one;

    for (int k = 0; field && k < self->width; k++)
        if (field[k] >= '0' && field[k] <= '9')
            count = 10 * count + (field[k] - '0');
    return count;
}
