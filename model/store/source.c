/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The series of a result as a table of SQLite's, so that one INSERT ... SELECT takes them all:
   a third of the time of one INSERT a row. It exists only in the connection that writes. */
#include "store/source.h"

#include <stdlib.h>

struct table {
    sqlite3_vtab base;
    const struct asy_cell_source *source;
};
struct cursor {
    sqlite3_vtab_cursor base;
    const struct asy_cell_source *source;
    size_t i;
};

int
asy_place_id(enum asy_where where, int index)
{
    switch (where) {
    case ASY_STATE:
    case ASY_PAIR:
        return ASY_PLACE_COUNTRY + index;
    case ASY_CROSSING:
        return ASY_PLACE_CROSSING + index;
    case ASY_NOWHERE:
        break;
    }
    return ASY_PLACE_NONE;
}

static int
connect_table(sqlite3 *db, void *source, int argc, const char *const *argv, sqlite3_vtab **out,
              char **error)
{
    struct table *table = calloc(1, sizeof *table);

    (void) argc, (void) argv, (void) error;
    if (!table)
        return SQLITE_NOMEM;
    table->source = source;
    *out = &table->base;
    return sqlite3_declare_vtab(
        db, "CREATE TABLE x(run, metric, population, place, receiver, first, width, counts)");
}

static int
disconnect_table(sqlite3_vtab *table)
{
    free(table);
    return SQLITE_OK;
}

static int
best_index(sqlite3_vtab *table, sqlite3_index_info *info)
{
    (void) table;
    info->estimatedCost = 1e6;
    return SQLITE_OK;
}

static int
open_cursor(sqlite3_vtab *table, sqlite3_vtab_cursor **out)
{
    struct cursor *cursor = calloc(1, sizeof *cursor);

    if (!cursor)
        return SQLITE_NOMEM;
    cursor->source = ((const struct table *) table)->source;
    *out = &cursor->base;
    return SQLITE_OK;
}

static int
close_cursor(sqlite3_vtab_cursor *cursor)
{
    free(cursor);
    return SQLITE_OK;
}

static int
rewind_cursor(sqlite3_vtab_cursor *base, int number, const char *text, int argc,
              sqlite3_value **argv)
{
    struct cursor *const cursor = (struct cursor *) base;

    (void) number, (void) text, (void) argc, (void) argv;
    cursor->i = 0;
    return SQLITE_OK;
}

static int
next_row(sqlite3_vtab_cursor *base)
{
    ((struct cursor *) base)->i++;
    return SQLITE_OK;
}

static int
is_at_end(sqlite3_vtab_cursor *base)
{
    const struct cursor *const cursor = (const struct cursor *) base;
    return cursor->i >= cursor->source->series.n;
}

/* A single count is a number, which SQLite keeps shorter. */
static void
give_counts(sqlite3_context *context, const struct asy_series *row)
{
    sqlite3_int64 count = 0;

    for (int i = 0; i < row->width; i++)
        count = 10 * count + (row->counts[i] - '0');
    if (row->length == (size_t) row->width)
        sqlite3_result_int64(context, count);
    else
        sqlite3_result_text(context, row->counts, (int) row->length, SQLITE_STATIC);
}

static int
column(sqlite3_vtab_cursor *base, sqlite3_context *context, int i)
{
    const struct cursor *const cursor = (const struct cursor *) base;
    const struct asy_series *const row = &cursor->source->series.list[cursor->i];
    const enum asy_where where = asy_metrics[row->metric].where;
    const int numbers[] = { row->metric,
                            row->group,
                            asy_place_id(where, row->place),
                            where == ASY_PAIR ? asy_place_id(where, row->receiver) : 0,
                            row->first,
                            row->width };

    if (i == 0)
        sqlite3_result_int64(context, cursor->source->run);
    else if (i <= (int) (sizeof numbers / sizeof *numbers))
        sqlite3_result_int(context, numbers[i - 1]);
    else
        give_counts(context, row);
    return SQLITE_OK;
}

static int
row_id(sqlite3_vtab_cursor *base, sqlite3_int64 *id)
{
    *id = (sqlite3_int64) ((const struct cursor *) base)->i;
    return SQLITE_OK;
}

/* No xCreate: the table is there as soon as it is named, and never in the file. */
static const sqlite3_module module = {
    .xConnect = connect_table,
    .xBestIndex = best_index,
    .xDisconnect = disconnect_table,
    .xOpen = open_cursor,
    .xClose = close_cursor,
    .xFilter = rewind_cursor,
    .xNext = next_row,
    .xEof = is_at_end,
    .xColumn = column,
    .xRowid = row_id,
};

bool
asy_cell_source_offer(struct asy_results *self, struct asy_cell_source *source,
                      struct asy_error *err)
{
    return sqlite3_create_module(self->db, "handed_over", &module, source) == SQLITE_OK ||
           asy_sql_fail(self, err);
}
