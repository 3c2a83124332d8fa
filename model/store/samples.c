/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each draw made of what is uncertain: a small number for each such value, and one row a
   draw; the view `sample` puts the names back. A file begun before there were samples gets them
   when it is gone on with. */
#include "store/inside.h"

#include <string.h>

static const char tables[] =
    "CREATE TABLE IF NOT EXISTS uncertain(id INTEGER PRIMARY KEY, scenario INTEGER, path TEXT,"
    " \"from\" TEXT);"
    "CREATE TABLE IF NOT EXISTS sample_cell(draw INTEGER, uncertain INTEGER, value REAL,"
    " PRIMARY KEY(draw, uncertain)) WITHOUT ROWID;"
    "CREATE VIEW IF NOT EXISTS sample AS SELECT s.name AS scenario, c.draw AS draw,"
    " u.path AS path, u.\"from\" AS \"from\", c.value AS value FROM sample_cell c"
    " CROSS JOIN uncertain u ON u.id = c.uncertain CROSS JOIN scenario s ON s.id = u.scenario;";

bool
asy_samples_begin(struct asy_results *self, struct asy_error *err)
{
    return asy_sql_run(self, "BEGIN", err) && asy_sql_run(self, tables, err);
}

static bool
has_draw(const struct asy_plan *plan, uint32_t index)
{
    for (uint32_t r = 0; r < asy_plan_replicates(plan, index); r++)
        if (plan->n_shards < 2 ||
            asy_shard_of(plan->n_draws, plan->n_shards, index, r) == plan->shard)
            return true;
    return false;
}

static bool
add_draws(struct asy_results *self, sqlite3_stmt *put, int id,
          const struct asy_uncertain *value, const struct asy_plan *plan, struct asy_error *err)
{
    for (uint32_t d = 0; d < plan->n_draws; d++)
        if (has_draw(plan, d) && !asy_sql_put(self, put, err, "Iid", (long long) d + 1, id,
                                              asy_uncertain_sample(value, plan->seed, d + 1)))
            return false;
    return true;
}

bool
asy_samples_add(struct asy_results *self, int scenario, const struct asy_plan *plan, int *id,
                struct asy_error *err)
{
    sqlite3_stmt *name = NULL, *put = NULL;
    struct asy_uncertain value;
    size_t i = 0;
    bool ok =
        asy_sql_prepare(self, &name, "INSERT OR IGNORE INTO uncertain VALUES(?, ?, ?, ?)",
                        err) &&
        asy_sql_prepare(self, &put, "INSERT OR IGNORE INTO sample_cell VALUES(?, ?, ?)", err);

    while (ok && asy_scenario_uncertain(plan->scenarios[scenario], &i, &value)) {
        if (scenario > 0 && strcmp(value.layer, "reform") != 0)
            continue; /* the baseline's */
        ++*id;
        ok = asy_sql_put(self, name, err, "iiss", *id, scenario, value.path, value.from) &&
             add_draws(self, put, *id, &value, plan, err);
    }
    sqlite3_finalize(name);
    sqlite3_finalize(put);
    return ok;
}

bool
asy_samples_there(struct asy_results *self, const char *schema, bool *there,
                  struct asy_error *err)
{
    sqlite3_stmt *stmt;
    char sql[120];

    snprintf(sql, sizeof sql, "SELECT 1 FROM %s.sqlite_master WHERE name = 'sample_cell'",
             schema);
    if (!asy_sql_prepare(self, &stmt, sql, err))
        return false;
    const bool ok = asy_sql_step(self, stmt, there, err);
    sqlite3_finalize(stmt);
    return ok;
}
