/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the outcomes of claims come to in each of sixteen worlds, draw by draw: numbers alone,
   for sixteen files of cells would fill a disk. Each is read at two dates: at the end of the
   first year in force and at the last day; what becomes of people in the end is known at the
   last day alone. The tables are made when closures are asked for: other files have none of
   them. */
#include "base/hash.h"
#include "store/compare.h"
#include "store/inside.h"
#include "store/stay.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char tables[] =
    "CREATE TABLE IF NOT EXISTS closure_axis(id INTEGER PRIMARY KEY, name TEXT, key TEXT,"
    " standard TEXT, other TEXT);"
    "CREATE TABLE IF NOT EXISTS closure_asked(id INTEGER PRIMARY KEY, scenario INTEGER,"
    " claim INTEGER, period TEXT, UNIQUE(scenario, claim, period));"
    "CREATE TABLE IF NOT EXISTS closure_cell(world INTEGER, draw INTEGER, asked INTEGER,"
    " baseline REAL, reform REAL, PRIMARY KEY(world, draw, asked)) WITHOUT ROWID;"
    "CREATE VIEW IF NOT EXISTS closure AS SELECT s.name AS scenario, o.metric AS metric,"
    " o.population AS population, o.place AS place, a.period AS period, c.world AS world,"
    " (SELECT group_concat(name || '=' || CASE WHEN c.world >> id & 1 THEN other ELSE standard"
    " END, ' ') FROM (SELECT * FROM closure_axis ORDER BY id)) AS readings, c.draw AS draw,"
    " c.baseline AS baseline, c.reform AS reform"
    " FROM closure_asked a CROSS JOIN scenario s ON s.id = a.scenario CROSS JOIN claim_outcome"
    " o ON o.scenario = a.scenario AND o.nr = a.claim CROSS JOIN closure_cell c"
    " ON c.asked = a.id;";

/* Calls `take` for each row of a query. */
typedef bool take_row(void *user, sqlite3_stmt *stmt);

static bool
each_row(struct asy_results *self, const char *sql, take_row *take, void *user,
         struct asy_error *err)
{
    sqlite3_stmt *stmt;
    bool row = true, ok = asy_sql_prepare(self, &stmt, sql, err);

    while (ok && (ok = asy_sql_step(self, stmt, &row, err)) && row)
        ok = take(user, stmt) || asy_fail(err, ASY_E_RESOURCES, self->path, "out of memory");
    sqlite3_finalize(stmt);
    return ok;
}

static bool
take_number(void *user, sqlite3_stmt *stmt)
{
    *(sqlite3_int64 *) user = sqlite3_column_int64(stmt, 0);
    return true;
}

bool
asy_closures_count(struct asy_results *self, struct asy_error *err)
{
    sqlite3_int64 there = 0, n = 0;

    if (!each_row(self, "SELECT count(*) FROM sqlite_master WHERE name = 'closure_cell'",
                  take_number, &there, err) ||
        (there &&
         !each_row(self, "SELECT count(*) FROM (SELECT DISTINCT world, draw FROM closure_cell)",
                   take_number, &n, err)))
        return false;
    self->info.n_closure_draws = there ? self->info.n_closure_draws : 0;
    self->info.n_closures = (uint32_t) n;
    return true;
}

/* ---- planning ---------------------------------------------------------------------------- */

static bool
write_axes(struct asy_results *self, struct asy_error *err)
{
    for (int a = 0; a < ASY_N_CLOSURES; a++) {
        const struct asy_closure_axis *const axis = &asy_closure_axes[a];
        if (!asy_sql_once(self, "INSERT OR IGNORE INTO closure_axis VALUES(?, ?, ?, ?, ?)", err,
                          "issss", a, axis->name, axis->key, axis->reading[0],
                          axis->reading[1]))
            return false;
    }
    return true;
}

static bool
ask_claim(struct asy_results *self, int scenario, int claim, const char *period, int *id,
          struct asy_error *err)
{
    return asy_sql_once(self, "INSERT OR IGNORE INTO closure_asked VALUES(?, ?, ?, ?)", err,
                        "iiis", (*id)++, scenario, claim, period);
}

/* Of each claim of a reform that is in force: at the end of its first year, and at the end. */
static bool
write_asked(struct asy_results *self, struct asy_error *err)
{
    const struct asy_claim_outcome *claim;
    int id = 0;

    for (int s = 1; s <= asy_compare_reforms(self); s++) {
        for (int i = 0; (claim = asy_results_claim(self, s, i)); i++) {
            char whole[32], first[32];
            if (!asy_results_scenario(self, s)->is_in_force)
                continue;
            asy_compare_period(self, claim->metric, s, whole);
            snprintf(first, sizeof first, "%.4s..%.4s", whole, whole);
            const bool twice = strcmp(whole, "all") != 0 && strcmp(first, whole) != 0;
            if ((twice && !ask_claim(self, s, i, first, &id, err)) ||
                !ask_claim(self, s, i, whole, &id, err))
                return false;
        }
    }
    return true;
}

static bool
refuse(const struct asy_results *self, uint32_t n_draws, struct asy_error *err)
{
    const struct asy_results_info *const info = &self->info;

    if (n_draws == 0 && info->n_closures < ASY_N_WORLDS * info->n_closure_draws)
        return asy_fail(err, ASY_E_RESULTS, self->path,
                        "was begun with --closures: ask for them again, and it goes on");
    return n_draws == 0 || n_draws >= info->n_closure_draws ||
           asy_fail(err, ASY_E_RESULTS, self->path,
                    "has closures on %u draws: ask for as many or more", info->n_closure_draws);
}

bool
asy_results_closures_plan(struct asy_results *self, uint32_t n_draws, struct asy_error *err)
{
    static const char put[] = "INSERT OR REPLACE INTO meta(key, value) VALUES(?, ?)";

    if (!refuse(self, n_draws, err))
        return false;
    if (n_draws == 0)
        return true;
    /* Claims were written after a new file was read. */
    if (self->n_claims == 0 && self->package.n_parts == 0 && !asy_package_load(self, err))
        return false;
    if (!asy_sql_run(self, "BEGIN", err) || !asy_sql_run(self, tables, err) ||
        !write_axes(self, err) || !write_asked(self, err) ||
        !asy_sql_once(self, put, err, "sI", "closure_draws", (long long) n_draws) ||
        !asy_sql_once(self, put, err, "ss", "closure_digest", "") ||
        !asy_sql_run(self, "COMMIT", err))
        return false;
    self->info.n_closure_draws = n_draws;
    return asy_closures_count(self, err);
}

/* ---- adding ------------------------------------------------------------------------------ */

/* What is asked, as it stands in the file. */
struct asked {
    struct asy_results *results;
    struct asy_ask *asks; /* its periods are owned */
    int *id, *scenario;
    int n;
};

static void
asked_free(struct asked *self)
{
    for (int i = 0; i < self->n; i++)
        free((void *) (uintptr_t) self->asks[i].period);
    free(self->asks);
    free(self->id);
    free(self->scenario);
}

static bool
take_asked(void *user, sqlite3_stmt *stmt)
{
    struct asked *const self = user;
    const size_t room = (size_t) self->n + 1;
    struct asy_ask *const asks = realloc(self->asks, room * sizeof *asks);
    self->asks = asks ? asks : self->asks;
    int *const id = realloc(self->id, room * sizeof *id);
    self->id = id ? id : self->id;
    int *const scenario = realloc(self->scenario, room * sizeof *scenario);
    self->scenario = scenario ? scenario : self->scenario;
    char *const period = strdup((const char *) sqlite3_column_text(stmt, 3));
    const struct asy_claim_outcome *const claim = asy_results_claim(
        self->results, sqlite3_column_int(stmt, 1), sqlite3_column_int(stmt, 2));

    if (!asks || !id || !scenario || !period || !claim) {
        free(period);
        return false;
    }
    asks[self->n] = (struct asy_ask){ claim->metric, claim->population, claim->place, period };
    id[self->n] = sqlite3_column_int(stmt, 0);
    scenario[self->n++] = sqlite3_column_int(stmt, 1);
    return true;
}

static void
bind_value(sqlite3_stmt *stmt, int i, double x)
{
    if (isnan(x))
        sqlite3_bind_null(stmt, i);
    else
        sqlite3_bind_double(stmt, i, x);
}

/* Asks all of the baseline, and of each reform what is asked of it. */
static bool
put_all(struct asy_results *self, int world, const struct asy_result *results,
        const struct asked *asked, struct asy_error *err)
{
    double *const value = calloc(2 * (size_t) asked->n + 1, sizeof *value);
    double *const here = value + asked->n;
    sqlite3_stmt *stmt = NULL;
    bool ok =
        (value || asy_fail(err, ASY_E_RESOURCES, self->path, "out of memory")) &&
        asy_sql_prepare(self, &stmt, "INSERT INTO closure_cell VALUES(?, ?, ?, ?, ?)", err) &&
        asy_results_ask_of(self, asked->asks, asked->n, &results[0], value, err);

    for (int i = 0, n; ok && i < asked->n; i += n) {
        for (n = 1; i + n < asked->n && asked->scenario[i + n] == asked->scenario[i];)
            n++;
        ok = asy_results_ask_of(self, asked->asks + i, n, &results[asked->scenario[i]],
                                here + i, err);
    }
    for (int i = 0; ok && i < asked->n; i++) {
        bind_value(stmt, 4, value[i]);
        bind_value(stmt, 5, here[i]);
        ok = asy_sql_put(self, stmt, err, "iIi", world, (long long) results[0].draw,
                         asked->id[i]);
    }
    sqlite3_finalize(stmt);
    free(value);
    return ok;
}

bool
asy_results_closures_add(struct asy_results *self, int world, const struct asy_result *results,
                         struct asy_error *err)
{
    struct asked asked = { .results = self };
    bool ok = each_row(self,
                       "SELECT id, scenario, claim, period FROM closure_asked"
                       " ORDER BY scenario, id",
                       take_asked, &asked, err) &&
              asy_sql_run(self, "BEGIN", err);

    if (ok) {
        ok = put_all(self, world, results, &asked, err) && asy_sql_run(self, "COMMIT", err);
        if (ok)
            self->info.n_closures++;
        else
            sqlite3_exec(self->db, "ROLLBACK", NULL, NULL, NULL);
    }
    asked_free(&asked);
    return ok && asy_stay_check(self, err);
}

bool
asy_results_closures_has(struct asy_results *self, int world, uint32_t draw)
{
    char sql[120];
    sqlite3_int64 n = 0;

    snprintf(sql, sizeof sql,
             "SELECT count(*) FROM closure_cell WHERE world = %d AND draw = %" PRIu32, world,
             draw);
    return each_row(self, sql, take_number, &n, NULL) && n > 0;
}

/* ---- digest ------------------------------------------------------------------------------ */

/* By name, and numbers to the last bit. */
static bool
digest_row(void *user, sqlite3_stmt *stmt)
{
    uint64_t *const hash = user;
    char line[600];

    snprintf(line, sizeof line, "%s %s %s %s %s %s %lld %.17g %.17g\n",
             (const char *) sqlite3_column_text(stmt, 0),
             (const char *) sqlite3_column_text(stmt, 1),
             (const char *) sqlite3_column_text(stmt, 2),
             (const char *) sqlite3_column_text(stmt, 3),
             (const char *) sqlite3_column_text(stmt, 4),
             (const char *) sqlite3_column_text(stmt, 5),
             (long long) sqlite3_column_int64(stmt, 6),
             sqlite3_column_type(stmt, 7) == SQLITE_NULL ? (double) NAN
                                                         : sqlite3_column_double(stmt, 7),
             sqlite3_column_type(stmt, 8) == SQLITE_NULL ? (double) NAN
                                                         : sqlite3_column_double(stmt, 8));
    *hash = asy_fnv(*hash, line);
    return true;
}

bool
asy_results_closures_digest(struct asy_results *self, char digest[17], struct asy_error *err)
{
    uint64_t hash = ASY_FNV_BASE;

    *digest = '\0';
    if (self->info.n_closure_draws == 0)
        return true;
    if (!each_row(
            self,
            "SELECT scenario, metric, population, place, period, readings, draw, baseline,"
            " reform FROM closure ORDER BY scenario, metric, population, place, period,"
            " world, draw",
            digest_row, &hash, err))
        return false;
    snprintf(digest, 17, "%016" PRIx64, hash);
    return true;
}

bool
asy_closures_seal(struct asy_results *self, struct asy_error *err)
{
    char digest[17];

    if (self->info.n_closure_draws == 0)
        return true;
    return asy_results_closures_digest(self, digest, err) &&
           asy_sql_once(self, "UPDATE meta SET value = ? WHERE key = 'closure_digest'", err,
                        "s", digest);
}
