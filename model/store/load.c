/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One stored run as it was handed over, so that its digest can be computed again. */
#include "store/counts.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Reads one row into the i-th item of a list. */
typedef void take_item(void *list, size_t i, sqlite3_stmt *stmt);

/* Rows of the run into a list that grows. */
static bool
load_list(struct asy_results *self, const char *sql, sqlite3_int64 run, void **list, size_t *n,
          size_t item, take_item *take, struct asy_error *err)
{
    sqlite3_stmt *stmt;
    size_t room = 0;
    bool row = true, ok = asy_sql_prepare(self, &stmt, sql, err);

    if (ok)
        sqlite3_bind_int64(stmt, 1, run);
    while (ok && (ok = asy_sql_step(self, stmt, &row, err)) && row) {
        if (*n == room) {
            room = room ? 2 * room : 256;
            void *more = realloc(*list, room * item);
            if (!more) {
                ok = asy_fail(err, ASY_E_RESOURCES, self->path, "out of memory");
                break;
            }
            *list = more;
        }
        memset((char *) *list + *n * item, 0, item);
        take(*list, (*n)++, stmt);
    }
    sqlite3_finalize(stmt);
    return ok;
}

static uint8_t
byte_at(sqlite3_stmt *stmt, int column, int less)
{
    return (uint8_t) (sqlite3_column_int(stmt, column) - less);
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

/* Own cells and those shared with the baseline, in the order in which they were handed over. */
static int
by_key(const void *a, const void *b)
{
    const struct asy_cell *const x = a, *const y = b;
    const int keys[][2] = { { x->metric, y->metric },
                            { x->period, y->period },
                            { x->group, y->group },
                            { x->place, y->place },
                            { x->receiver, y->receiver } };

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (keys[i][0] != keys[i][1])
            return keys[i][0] < keys[i][1] ? -1 : 1;
    return 0;
}

/* Those of its own, and of periods that it shares with the baseline, the baseline's. */
static const char own_counts[] =
    "SELECT c.first, c.width, c.counts, c.metric, c.population, c.place, c.receiver, 1000000"
    " FROM %s c WHERE c.run = ?";
#define SHARED                                                                                 \
    "CASE m.detail WHEN 'month' THEN r.months_shared WHEN 'year' THEN r.years_shared ELSE 0 "  \
    "END"
static const char shared_counts[] =
    "SELECT c.first, c.width, c.counts, c.metric, c.population, c.place, c.receiver, " SHARED
    " FROM run r CROSS JOIN metric m CROSS JOIN %s c ON c.run = r.base AND c.metric = m.id"
    " AND c.first < " SHARED " WHERE r.id = ?";
static const char paired_cells[] =
    "SELECT population, fate_baseline, fate_reform, persons FROM paired_cell WHERE run = ?";
static const char flow_cells[] =
    "SELECT population, \"from\", \"to\", persons FROM flow_cell WHERE run = ?";
static const char chains[] = "SELECT population, year, links, sender1, act1, sender2, act2, "
                             "sender3, act3, sender4, act4,"
                             " receiver, persons, harmed FROM chain WHERE run = ?";

/* What all counts of a row have in common. */
static struct asy_cell
cell_of_row(sqlite3_stmt *stmt)
{
    const int place = sqlite3_column_int(stmt, 5), receiver = sqlite3_column_int(stmt, 6);
    struct asy_cell cell = { .metric = (uint16_t) sqlite3_column_int(stmt, 3),
                             .group = byte_at(stmt, 4, 0) };

    if (place >= ASY_PLACE_CROSSING)
        cell.place = (uint8_t) (place - ASY_PLACE_CROSSING);
    else if (place >= ASY_PLACE_COUNTRY)
        cell.place = (uint8_t) (place - ASY_PLACE_COUNTRY);
    if (receiver >= ASY_PLACE_COUNTRY)
        cell.receiver = (uint8_t) (receiver - ASY_PLACE_COUNTRY);
    return cell;
}

static bool
make_room(struct asy_result *out, size_t *room, size_t more)
{
    if (out->n_cells + more <= *room)
        return true;
    const size_t n = 2 * *room + more + 1024;
    struct asy_cell *const cells = realloc(out->cells, n * sizeof *cells);
    if (!cells)
        return false;
    out->cells = cells;
    *room = n;
    return true;
}

static bool
load_counts(struct asy_results *self, const char *sql, sqlite3_int64 run,
            struct asy_result *out, size_t *room, struct asy_error *err)
{
    sqlite3_stmt *stmt = NULL;
    bool row = true, ok = asy_counts_prepare(self, &stmt, sql, err);

    if (ok)
        sqlite3_bind_int64(stmt, 1, run);
    while (ok && (ok = asy_sql_step(self, stmt, &row, err)) && row) {
        const struct asy_counts counts = asy_counts_read(stmt, 0);
        const int end = sqlite3_column_int(stmt, 7);
        struct asy_cell cell = cell_of_row(stmt);
        if (!make_room(out, room, (size_t) counts.n)) {
            ok = asy_fail(err, ASY_E_RESOURCES, self->path, "out of memory");
            break;
        }
        for (int i = 0; i < counts.n && counts.first + i < end; i++) {
            cell.period = (uint16_t) (counts.first + i);
            cell.value = (uint32_t) asy_count_at(&counts, i);
            if (cell.value)
                out->cells[out->n_cells++] = cell;
        }
    }
    sqlite3_finalize(stmt);
    return ok;
}

static bool
load_cells(struct asy_results *self, sqlite3_int64 run, struct asy_result *out,
           struct asy_error *err)
{
    size_t room = 0;
    const bool ok = load_counts(self, own_counts, run, out, &room, err) &&
                    load_counts(self, shared_counts, run, out, &room, err);

    if (ok && out->n_cells)
        qsort(out->cells, out->n_cells, sizeof *out->cells, by_key);
    return ok;
}

bool
asy_results_load_run(struct asy_results *self, sqlite3_int64 run,
                     const struct asy_naming *naming, struct asy_result *out,
                     struct asy_error *err)
{
    void *paired = NULL, *flows = NULL, *links = NULL;

    *out = (struct asy_result){ .naming = naming };
    const bool ok = load_head(self, run, out, err) && load_cells(self, run, out, err) &&
                    load_list(self, paired_cells, run, &paired, &out->n_paired,
                              sizeof *out->paired, take_paired, err) &&
                    load_list(self, flow_cells, run, &flows, &out->n_flows, sizeof *out->flows,
                              take_flow, err) &&
                    load_list(self, chains, run, &links, &out->n_chains, sizeof *out->chains,
                              take_chain, err);
    out->paired = paired;
    out->flows = flows;
    out->chains = links;
    if (!ok)
        asy_result_free(out);
    return ok;
}
