/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/jobs.h"

#include <stdlib.h>

static bool
make_room(struct asy_jobs *self, int n_runs, struct asy_error *err)
{
    const size_t n = (size_t) n_runs + 1;

    self->draw = calloc(n, sizeof *self->draw);
    self->replicate = calloc(n, sizeof *self->replicate);
    self->run = calloc(n, sizeof *self->run);
    if (self->draw && self->replicate && self->run)
        return true;
    return asy_fail(err, ASY_E_RESOURCES, "results", "out of memory");
}

bool
asy_jobs_load(struct asy_jobs *self, struct asy_results *results, struct asy_error *err)
{
    const int n_scenarios = results->info.n_scenarios;
    sqlite3_stmt *stmt;
    bool row = true, ok;
    int had = 0; /* scenarios of the pair being gathered */
    int room = results->info.n_runs;

    *self = (struct asy_jobs){ 0 };
    if (!make_room(self, room, err) ||
        !asy_sql_prepare(results, &stmt,
                         "SELECT draw, replicate, scenario, id FROM run"
                         " ORDER BY draw, replicate, scenario",
                         err))
        return false;
    while ((ok = asy_sql_step(results, stmt, &row, err)) && row && room-- > 0) {
        const uint32_t draw = (uint32_t) sqlite3_column_int64(stmt, 0);
        const uint32_t replicate = (uint32_t) sqlite3_column_int64(stmt, 1);
        if (had > 0 && (draw != self->draw[self->n] || replicate != self->replicate[self->n]))
            had = 0;
        self->draw[self->n] = draw;
        self->replicate[self->n] = replicate;
        if (sqlite3_column_int(stmt, 2) != had) /* one is missing: leave the pair out */
            continue;
        self->run[self->n * n_scenarios + had] = sqlite3_column_int64(stmt, 3);
        if (++had == n_scenarios) {
            self->n++;
            had = 0;
        }
    }
    sqlite3_finalize(stmt);
    return ok;
}

void
asy_jobs_free(struct asy_jobs *self)
{
    free(self->draw);
    free(self->replicate);
    free(self->run);
    *self = (struct asy_jobs){ 0 };
}
