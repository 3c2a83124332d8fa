/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/jobs.h"

#include <stdlib.h>
#include <string.h>

static bool
make_room(struct asy_jobs *self, int n_runs, int n_scenarios, struct asy_error *err)
{
    const size_t n = (size_t) n_runs + 1;

    self->draw = calloc(n, sizeof *self->draw);
    self->replicate = calloc(n, sizeof *self->replicate);
    self->run = calloc(n * (size_t) n_scenarios, sizeof *self->run);
    if (self->draw && self->replicate && self->run)
        return true;
    return asy_fail(err, ASY_E_RESOURCES, "results", "out of memory");
}

static bool
is_simulated_on(const struct asy_results_entry *entry, uint32_t draw)
{
    return entry->n_draws == 0 || draw <= entry->n_draws;
}

/* Of the pair gathered last: is every scenario of it there? */
static bool
is_whole(const struct asy_jobs *self, const struct asy_results *results)
{
    const int n = results->info.n_scenarios;

    for (int s = 0; s < n; s++)
        if (self->run[(size_t) self->n * (size_t) n + (size_t) s] == 0 &&
            is_simulated_on(&results->entries[s], self->draw[self->n]))
            return false;
    return true;
}

/* Runs come sorted by pair. One that is not whole is left out. */
static bool
gather(struct asy_jobs *self, struct asy_results *results, sqlite3_stmt *stmt,
       struct asy_error *err)
{
    const size_t n = (size_t) results->info.n_scenarios;
    const int room = results->info.n_histories;
    bool row = true, ok, began = false;

    while ((ok = asy_sql_step(results, stmt, &row, err)) && row) {
        const uint32_t draw = (uint32_t) sqlite3_column_int64(stmt, 0);
        const uint32_t replicate = (uint32_t) sqlite3_column_int64(stmt, 1);
        const int scenario = sqlite3_column_int(stmt, 2);
        if (began && (draw != self->draw[self->n] || replicate != self->replicate[self->n])) {
            self->n += is_whole(self, results);
            began = false;
        }
        if (scenario < 0 || (size_t) scenario >= n || self->n > room)
            continue;
        sqlite3_int64 *const run = self->run + (size_t) self->n * n;
        if (!began)
            memset(run, 0, n * sizeof *run);
        began = true;
        self->draw[self->n] = draw;
        self->replicate[self->n] = replicate;
        run[scenario] = sqlite3_column_int64(stmt, 3);
    }
    self->n += began && self->n < room && is_whole(self, results);
    return ok;
}

bool
asy_jobs_load(struct asy_jobs *self, struct asy_results *results, struct asy_error *err)
{
    sqlite3_stmt *stmt;

    *self = (struct asy_jobs){ 0 };
    if (!make_room(self, results->info.n_histories, results->info.n_scenarios, err) ||
        !asy_sql_prepare(results, &stmt,
                         "SELECT draw, replicate, scenario, id FROM run"
                         " ORDER BY draw, replicate, scenario",
                         err))
        return false;
    const bool ok = gather(self, results, stmt, err);
    sqlite3_finalize(stmt);
    return ok;
}

int
asy_jobs_of(const struct asy_jobs *self, const uint32_t *draw,
            const struct asy_results_entry *entry)
{
    int n = 0;

    while (n < self->n && is_simulated_on(entry, draw[n]))
        n++;
    return n;
}

void
asy_jobs_free(struct asy_jobs *self)
{
    free(self->draw);
    free(self->replicate);
    free(self->run);
    *self = (struct asy_jobs){ 0 };
}
