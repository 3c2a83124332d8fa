/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading who became what in both worlds: for compare --lives and for the page. */
#include "store/pairs.h"

#include "store/filter.h"
#include "store/jobs.h"

#include <math.h>
#include <string.h>

static const char pairs_of_run[] = ASY_PAIRS("?1", "?2");

static int64_t
fate_at(sqlite3_stmt *stmt, int column)
{
    return sqlite3_column_type(stmt, column) == SQLITE_NULL
               ? ASY_FATE_NOT_DEPARTED
               : sqlite3_column_int64(stmt, column);
}

/* Rows of a run from v[2] on: population, both fates, persons. `base` is 0 for the baseline. */
static bool
read_run(struct asy_results *self, sqlite3_stmt *stmt, sqlite3_int64 run, sqlite3_int64 base,
         int64_t v[6], asy_take_numbers *take, void *user, struct asy_error *err)
{
    int rc;

    sqlite3_clear_bindings(stmt);
    sqlite3_bind_int64(stmt, 1, run);
    if (base)
        sqlite3_bind_int64(stmt, 2, base);
    while ((rc = sqlite3_step(stmt)) == SQLITE_ROW) {
        v[2] = sqlite3_column_int64(stmt, 0);
        v[3] = fate_at(stmt, 1);
        v[4] = fate_at(stmt, 2);
        v[5] = sqlite3_column_int64(stmt, 3);
        if (v[5] < 0)
            return asy_fail(err, ASY_E_RESULTS, self->path,
                            "has more persons in both worlds than set out in one: damaged, or "
                            "made by an earlier asylsim; simulate it anew");
        if (!take(user, v))
            return asy_fail(err, ASY_E_RESOURCES, self->path, "out of memory");
    }
    sqlite3_reset(stmt);
    return rc == SQLITE_DONE || asy_sql_fail(self, err);
}

bool
asy_results_pairs(struct asy_results *self, int scenario, asy_take_numbers *take, void *user,
                  struct asy_error *err)
{
    sqlite3_stmt *runs = NULL, *stmt = NULL;
    bool row = true;
    bool ok =
        asy_sql_prepare(self, &stmt, pairs_of_run, err) &&
        asy_sql_prepare(self, &runs,
                        "SELECT id, base, draw, replicate FROM run WHERE scenario = ?", err);

    if (ok)
        sqlite3_bind_int(runs, 1, scenario);
    while (ok && (ok = asy_sql_step(self, runs, &row, err)) && row) {
        int64_t v[6] = { sqlite3_column_int64(runs, 2), sqlite3_column_int64(runs, 3) };
        ok = read_run(self, stmt, sqlite3_column_int64(runs, 0), sqlite3_column_int64(runs, 1),
                      v, take, user, err);
    }
    sqlite3_finalize(runs);
    sqlite3_finalize(stmt);
    return ok;
}

/* ---- protected or not -------------------------------------------------------- */

struct sorting {
    uint32_t groups;
    double persons[ASY_N_LIVES];
};

static enum asy_lives
kind_of(int64_t before, int64_t after)
{
    const bool was = asy_fate_protects((enum asy_fate) before);
    const bool is = asy_fate_protects((enum asy_fate) after);

    if (before == ASY_FATE_NOT_DEPARTED)
        return is ? ASY_LIVES_CAME : ASY_LIVES_CAME_UNPROTECTED;
    if (after == ASY_FATE_NOT_DEPARTED)
        return was ? ASY_LIVES_STAYED : ASY_LIVES_STAYED_UNPROTECTED;
    if (was)
        return is ? ASY_LIVES_BOTH : ASY_LIVES_BASELINE;
    return is ? ASY_LIVES_REFORM : ASY_LIVES_NEITHER;
}

static bool
take_pair(void *user, const int64_t *v)
{
    struct sorting *const self = user;

    if (self->groups >> (v[2] & 31) & 1u)
        self->persons[kind_of(v[3], v[4])] += (double) v[5];
    return true;
}

static bool
sort_run(struct asy_results *self, sqlite3_stmt *stmt, const sqlite3_int64 *runs, int scenario,
         struct sorting *sorting, struct asy_error *err)
{
    int64_t v[6] = { 0 };

    memset(sorting->persons, 0, sizeof sorting->persons);
    return read_run(self, stmt, runs[scenario], scenario ? runs[0] : 0, v, take_pair, sorting,
                    err);
}

bool
asy_results_lives(struct asy_results *self, const char *population, struct asy_answers *out,
                  struct asy_error *err)
{
    struct asy_jobs jobs = { 0 };
    sqlite3_stmt *stmt = NULL;
    struct sorting sorting = { 0 };

    *out = (struct asy_answers){ 0 };
    bool ok = asy_filter_population(self, population, &sorting.groups, err) &&
              asy_jobs_load(&jobs, self, err) &&
              asy_answers_init(out, self, &jobs, ASY_N_LIVES, self->info.n_scenarios, err) &&
              asy_sql_prepare(self, &stmt, pairs_of_run, err);
    for (int j = 0; ok && j < out->n_jobs; j++) {
        for (int s = 0; ok && s < out->n_scenarios; s++) {
            const sqlite3_int64 *const runs = jobs.run + j * out->n_scenarios;
            ok = !runs[s] || sort_run(self, stmt, runs, s, &sorting, err);
            for (int k = 0; ok && k < ASY_N_LIVES; k++)
                out->values[(k * out->n_scenarios + s) * out->n_jobs + j] =
                    runs[s] ? sorting.persons[k] : (double) NAN;
        }
    }
    sqlite3_finalize(stmt);
    asy_jobs_free(&jobs);
    if (!ok)
        asy_answers_free(out);
    return ok;
}
