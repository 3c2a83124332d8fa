/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One stored run as it was handed over, so that its digest can be computed again. */
#include "store/inside.h"

#include <inttypes.h>
#include <stdlib.h>

/* Rows of one run are counted first, then read into one block. */
static bool
count_rows(struct asy_results *self, const char *table, sqlite3_int64 run, size_t *n,
           struct asy_error *err)
{
    char sql[96];
    sqlite3_stmt *stmt;
    bool row;

    snprintf(sql, sizeof sql, "SELECT count(*) FROM %s WHERE run = ?", table);
    if (!asy_sql_prepare(self, &stmt, sql, err))
        return false;
    sqlite3_bind_int64(stmt, 1, run);
    const bool ok = asy_sql_step(self, stmt, &row, err) && row;
    *n = ok ? (size_t) sqlite3_column_int64(stmt, 0) : 0;
    sqlite3_finalize(stmt);
    return ok;
}

/* Reads one row into the i-th item of a list. */
typedef void take_item(void *list, size_t i, sqlite3_stmt *stmt);

static bool
load_list(struct asy_results *self, const char *table, const char *columns, sqlite3_int64 run,
          void **list, size_t *n, size_t item, take_item *take, struct asy_error *err)
{
    char sql[256];
    sqlite3_stmt *stmt;
    bool row = true;
    size_t room, i = 0;

    if (!count_rows(self, table, run, &room, err))
        return false;
    *list = calloc(room ? room : 1, item);
    if (!*list)
        return asy_fail(err, ASY_E_RESOURCES, self->path, "out of memory");
    snprintf(sql, sizeof sql, "SELECT %s FROM %s WHERE run = ?", columns, table);
    bool ok = asy_sql_prepare(self, &stmt, sql, err);
    if (ok)
        sqlite3_bind_int64(stmt, 1, run);
    while (ok && (ok = asy_sql_step(self, stmt, &row, err)) && row && i < room)
        take(*list, i++, stmt);
    sqlite3_finalize(stmt);
    *n = i;
    return ok;
}

static uint8_t
byte_at(sqlite3_stmt *stmt, int column, int less)
{
    return (uint8_t) (sqlite3_column_int(stmt, column) - less);
}

static void
take_cell(void *list, size_t i, sqlite3_stmt *stmt)
{
    struct asy_cell *cell = (struct asy_cell *) list + i;
    const int place = sqlite3_column_int(stmt, 3), receiver = sqlite3_column_int(stmt, 4);

    cell->metric = (uint16_t) sqlite3_column_int(stmt, 0);
    cell->period = (uint16_t) sqlite3_column_int(stmt, 1);
    cell->group = byte_at(stmt, 2, 0);
    if (place >= ASY_PLACE_CROSSING)
        cell->place = (uint8_t) (place - ASY_PLACE_CROSSING);
    else if (place >= ASY_PLACE_COUNTRY)
        cell->place = (uint8_t) (place - ASY_PLACE_COUNTRY);
    if (receiver >= ASY_PLACE_COUNTRY)
        cell->receiver = (uint8_t) (receiver - ASY_PLACE_COUNTRY);
    cell->value = (uint32_t) sqlite3_column_int64(stmt, 5);
}

static void
take_paired(void *list, size_t i, sqlite3_stmt *stmt)
{
    struct asy_paired *p = (struct asy_paired *) list + i;
    *p = (struct asy_paired){ byte_at(stmt, 0, 0), byte_at(stmt, 1, 0), byte_at(stmt, 2, 0),
                              (uint32_t) sqlite3_column_int64(stmt, 3) };
}

static void
take_flow(void *list, size_t i, sqlite3_stmt *stmt)
{
    struct asy_flow *f = (struct asy_flow *) list + i;
    *f = (struct asy_flow){ byte_at(stmt, 0, 0), byte_at(stmt, 1, 0), byte_at(stmt, 2, 0),
                            (uint32_t) sqlite3_column_int64(stmt, 3) };
}

static void
take_chain(void *list, size_t i, sqlite3_stmt *stmt)
{
    struct asy_chain *c = (struct asy_chain *) list + i;

    c->group = byte_at(stmt, 0, 0);
    c->year = (uint16_t) sqlite3_column_int(stmt, 1);
    c->n_links = byte_at(stmt, 2, 0);
    for (int k = 0; k < c->n_links && k < ASY_CHAIN_LINKS; k++) {
        c->sender[k] = byte_at(stmt, 3 + 2 * k, ASY_PLACE_COUNTRY);
        c->act[k] = byte_at(stmt, 4 + 2 * k, 0);
    }
    c->receiver = byte_at(stmt, 11, ASY_PLACE_COUNTRY);
    c->persons = (uint32_t) sqlite3_column_int64(stmt, 12);
    c->harmed = (uint32_t) sqlite3_column_int64(stmt, 13);
}

static bool
load_head(struct asy_results *self, sqlite3_int64 run, struct asy_result *out,
          struct asy_error *err)
{
    sqlite3_stmt *stmt;
    char digest[17];
    bool row;

    if (!asy_sql_prepare(self, &stmt,
                         "SELECT scenario, draw, replicate, digest, events, cases, seconds"
                         " FROM run WHERE id = ?",
                         err))
        return false;
    sqlite3_bind_int64(stmt, 1, run);
    const bool ok = asy_sql_step(self, stmt, &row, err) && row;
    if (ok) {
        out->scenario = sqlite3_column_int(stmt, 0);
        out->draw = (uint32_t) sqlite3_column_int64(stmt, 1);
        out->replicate = (uint32_t) sqlite3_column_int64(stmt, 2);
        asy_sql_text(stmt, 3, digest, sizeof digest);
        out->digest = strtoull(digest, NULL, 16);
        out->events = (uint64_t) sqlite3_column_int64(stmt, 4);
        out->n_cases = (uint32_t) sqlite3_column_int64(stmt, 5);
        out->seconds = sqlite3_column_double(stmt, 6);
    }
    sqlite3_finalize(stmt);
    return ok;
}

bool
asy_results_load_run(struct asy_results *self, sqlite3_int64 run, struct asy_result *out,
                     struct asy_error *err)
{
    void *cells = NULL, *paired = NULL, *flows = NULL, *chains = NULL;

    *out = (struct asy_result){ 0 };
    const bool ok =
        load_head(self, run, out, err) &&
        load_list(self, "cell", "metric, period, population, place, receiver, value", run, &cells,
                  &out->n_cells, sizeof *out->cells, take_cell, err) &&
        load_list(self, "paired_cell", "population, fate_baseline, fate_reform, persons", run,
                  &paired, &out->n_paired, sizeof *out->paired, take_paired, err) &&
        load_list(self, "flow_cell", "population, \"from\", \"to\", persons", run, &flows,
                  &out->n_flows, sizeof *out->flows, take_flow, err) &&
        load_list(self, "chain",
                  "population, year, links, sender1, act1, sender2, act2, sender3, act3, sender4,"
                  " act4, receiver, persons, harmed",
                  run, &chains, &out->n_chains, sizeof *out->chains, take_chain, err);
    out->cells = cells;
    out->paired = paired;
    out->flows = flows;
    out->chains = chains;
    if (!ok)
        asy_result_free(out);
    return ok;
}
