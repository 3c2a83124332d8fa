/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of a query, handed over one by one: for the report and the export, which read tables
   that no question of `compare` asks for. */
#include "store/counts.h"

#include <errno.h>
#include <string.h>

static const char *const queries[ASY_N_QUERIES] = {
#define QUERY(name, sql) [ASY_QUERY_##name] = sql,
#include "store/queries.def"
#undef QUERY
};

static bool
prepare(struct asy_results *self, sqlite3_stmt **stmt, enum asy_query query, int number,
        struct asy_error *err)
{
    if (!asy_sql_prepare(self, stmt, queries[query], err))
        return false;
    if (sqlite3_bind_parameter_count(*stmt) > 0)
        sqlite3_bind_int(*stmt, 1, number);
    return true;
}

bool
asy_results_numbers(struct asy_results *self, enum asy_query query, int number,
                    asy_take_numbers *take, void *user, struct asy_error *err)
{
    sqlite3_stmt *stmt;
    int64_t v[ASY_MOST_COLUMNS];
    int rc = SQLITE_DONE;

    if (!prepare(self, &stmt, query, number, err))
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

static bool
name_columns(struct asy_texts_row *row, sqlite3_stmt *stmt)
{
    row->n = sqlite3_column_count(stmt);
    for (int i = 0; i < row->n && i < ASY_MOST_COLUMNS; i++)
        row->name[i] = sqlite3_column_name(stmt, i);
    return row->n <= ASY_MOST_COLUMNS;
}

/* Hands over the rows of a statement, and finalizes it. */
static bool
give_texts(struct asy_results *self, sqlite3_stmt *stmt, asy_take_texts *take, void *user,
           struct asy_error *err)
{
    struct asy_texts_row row = { 0 };
    int rc = SQLITE_DONE;

    bool ok = name_columns(&row, stmt);
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
asy_results_texts(struct asy_results *self, enum asy_query query, int number,
                  asy_take_texts *take, void *user, struct asy_error *err)
{
    sqlite3_stmt *stmt;
    return prepare(self, &stmt, query, number, err) && give_texts(self, stmt, take, user, err);
}

/* Where the rows of a table come from, if not from itself. */
static const char *
source_of(const struct asy_results *self, const char *table)
{
    static const char older[] = "(SELECT *, 0 AS draws FROM scenario)";
    static const char *const made[][2] = {
        { "fate", "(" ASY_FATES_SQL ")" },
        { "sample", "sample WHERE scenario IN (SELECT name FROM scenario WHERE"
                    " chosen_scenario(id))" },
        { "run", "run WHERE chosen_scenario(scenario)" },
        { "refoulement",
          "(SELECT s.name AS scenario, r.draw AS draw, r.replicate AS replicate, p.name AS"
          " population," ASY_CHAIN_NAMES " sum(c.persons) AS persons, sum(c.harmed) AS harmed"
          " FROM chain c JOIN run r ON r.id = c.run JOIN scenario s ON s.id = r.scenario"
          " JOIN population p ON p.id = c.population"
          " WHERE chosen_scenario(s.id) AND chosen_group(p.id) AND chosen_year(c.year)"
          " GROUP BY c.run, p.id, year, chain, acts)" },
    };
    if (strcmp(table, "scenario") == 0 && self->format < ASY_RESULTS_FORMAT)
        return older;
    for (size_t i = 0; i < sizeof made / sizeof *made; i++)
        if (strcmp(made[i][0], table) == 0)
            return made[i][1];
    return table;
}

bool
asy_results_table(struct asy_results *self, const char *table, const char *const *columns,
                  int n_columns, asy_take_texts *take, void *user, struct asy_error *err)
{
    sqlite3_stmt *stmt = NULL;
    bool there = true;

    if (strcmp(table, "sample") == 0 && !asy_samples_there(self, "main", &there, err))
        return false;
    if (!there)
        return true; /* an older file's draws are not told */
    char *sql = sqlite3_mprintf("SELECT");

    for (int i = 0; sql && i < n_columns; i++)
        sql = sqlite3_mprintf("%z%s \"%w\"", sql, i ? "," : "", columns[i]);
    if (sql)
        sql = sqlite3_mprintf("%z FROM %s", sql, source_of(self, table));
    const bool ok = sql ? asy_sql_prepare(self, &stmt, sql, err)
                        : asy_fail(err, ASY_E_RESOURCES, self->path, "out of memory");
    sqlite3_free(sql);
    return ok && give_texts(self, stmt, take, user, err);
}

/* A metric's cells of one run in periods [first, end): draw, replicate, period, population,
   place, value. */
struct reading {
    sqlite3_stmt *runs, *cells;
    asy_take_numbers *take;
    void *user;
};

static int
read_run(const struct reading *self, int64_t v[6], int64_t run, int64_t metric, int64_t first,
         int64_t end)
{
    int rc;

    sqlite3_bind_int64(self->cells, 1, run);
    sqlite3_bind_int64(self->cells, 2, metric);
    sqlite3_bind_int64(self->cells, 3, end);
    while ((rc = sqlite3_step(self->cells)) == SQLITE_ROW) {
        const struct asy_counts counts = asy_counts_read(self->cells, 0);
        v[3] = sqlite3_column_int64(self->cells, 3);
        v[4] = sqlite3_column_int64(self->cells, 4);
        for (int i = 0; i < counts.n; i++) {
            v[2] = counts.first + i;
            v[5] = asy_count_at(&counts, i);
            if (v[5] != 0 && v[2] >= first && v[2] < end && !self->take(self->user, v))
                return SQLITE_NOMEM;
        }
    }
    sqlite3_reset(self->cells);
    return rc;
}

/* Cells of periods that a reform shares with the baseline stand under the baseline's run; which
   was written first is read first. `skips`: not those of years that are shared as a whole. */
static int
read_runs(const struct reading *self, bool skips)
{
    int rc, ran;

    while ((rc = sqlite3_step(self->runs)) == SQLITE_ROW) {
        int64_t c[7], v[6];
        for (int i = 0; i < 7; i++)
            c[i] = sqlite3_column_int64(self->runs, i);
        const int64_t run = c[0], base = c[3], shared = c[4], year = c[6], metric = c[5];
        const int64_t from = skips ? shared / year * year : 0;
        v[0] = c[1];
        v[1] = c[2];
        ran = base && base < run ? read_run(self, v, base, metric, from, shared) : SQLITE_DONE;
        ran = ran == SQLITE_DONE ? read_run(self, v, run, metric, 0, INT32_MAX) : ran;
        if (ran == SQLITE_DONE && base > run)
            ran = read_run(self, v, base, metric, from, shared);
        if (ran != SQLITE_DONE)
            return ran;
    }
    return rc;
}

static bool
read_cells(struct asy_results *self, int scenario, const char *metric, bool skips,
           asy_take_numbers *take, void *user, struct asy_error *err)
{
    struct reading reading = { .take = take, .user = user };
    int rc = SQLITE_ERROR;

    bool ok =
        asy_sql_prepare(self, &reading.runs,
                        "SELECT r.id, r.draw, r.replicate, ifnull(r.base, 0), CASE m.detail"
                        " WHEN 'month' THEN r.months_shared WHEN 'year' THEN r.years_shared"
                        " ELSE 0 END, m.id, CASE m.detail WHEN 'month' THEN 12 ELSE 1 END"
                        " FROM run r CROSS JOIN metric m WHERE r.scenario = ?1 AND m.name = ?2",
                        err) &&
        asy_counts_prepare(self, &reading.cells,
                           "SELECT first, width, counts, population, place FROM %s"
                           " WHERE run = ?1 AND metric = ?2 AND first < ?3",
                           err);
    if (ok) {
        sqlite3_bind_int(reading.runs, 1, scenario);
        sqlite3_bind_text(reading.runs, 2, metric, -1, SQLITE_STATIC);
        rc = read_runs(&reading, skips);
        if (rc == SQLITE_NOMEM)
            ok = asy_fail(err, ASY_E_RESOURCES, self->path, "out of memory");
        else
            ok = rc == SQLITE_DONE || asy_sql_fail(self, err);
    }
    sqlite3_finalize(reading.runs);
    sqlite3_finalize(reading.cells);
    return ok;
}

bool
asy_results_cells(struct asy_results *self, int scenario, const char *metric,
                  asy_take_numbers *take, void *user, struct asy_error *err)
{
    return read_cells(self, scenario, metric, false, take, user, err);
}

bool
asy_results_own_cells(struct asy_results *self, int scenario, const char *metric,
                      asy_take_numbers *take, void *user, struct asy_error *err)
{
    return read_cells(self, scenario, metric, true, take, user, err);
}
