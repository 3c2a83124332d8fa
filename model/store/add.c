/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing the results of one (draw, replicate): all its scenarios in one transaction. */
#include "store/source.h"
#include "store/stay.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static bool
prepare_all(struct asy_results *self, struct asy_error *err)
{
    if (self->add_run)
        return true;
    return asy_cell_source_offer(self, &self->source, err) &&
           asy_sql_prepare(self, &self->add_cell,
                           "INSERT INTO series SELECT * FROM handed_over", err) &&
           asy_sql_prepare(self, &self->add_paired,
                           "INSERT INTO paired_cell VALUES(?, ?, ?, ?, ?)", err) &&
           asy_sql_prepare(self, &self->add_flow, "INSERT INTO flow_cell VALUES(?, ?, ?, ?, ?)",
                           err) &&
           asy_sql_prepare(
               self, &self->add_chain,
               "INSERT INTO chain VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
               " ?)",
               err) &&
           asy_sql_prepare(self, &self->add_run,
                           "INSERT INTO run(scenario, draw, replicate, status, digest, events,"
                           " cases, seconds, base, months_shared, years_shared)"
                           " VALUES(?, ?, ?, 'done', ?, ?, ?, ?, ?, ?, ?)",
                           err);
}

/* All cells of the result but those shared with the baseline, by one statement. */
static bool
add_cells(struct asy_results *self, sqlite3_int64 run, const struct asy_result *result,
          int months_shared, int years_shared, struct asy_error *err)
{
    self->source.run = run;
    if (!asy_series_fill(&self->source.series, result, months_shared, years_shared))
        return asy_fail(err, ASY_E_RESOURCES, self->path, "out of memory");
    return asy_sql_put(self, self->add_cell, err, "");
}

/* Stages and acts are named when they first turn up. */
static bool
name_once(struct asy_results *self, uint32_t seen[8], const char *sql, int id, const char *name,
          struct asy_error *err)
{
    const uint32_t bit = UINT32_C(1) << (id % 32);

    if (seen[id / 32] & bit)
        return true;
    seen[id / 32] |= bit;
    return asy_sql_once(self, sql, err, "is", id, name);
}

static bool
add_flows(struct asy_results *self, long long run, const struct asy_result *result,
          struct asy_error *err)
{
    static const char name[] = "INSERT OR IGNORE INTO stage VALUES(?, ?)";

    for (size_t i = 0; i < result->n_flows; i++) {
        const struct asy_flow *f = &result->flows[i];
        if (!asy_sql_put(self, self->add_flow, err, "IiiiI", run, (int) f->group, (int) f->from,
                         (int) f->to, (long long) f->persons) ||
            !name_once(self, self->seen_stages, name, f->from, asy_stage_name(f->from), err) ||
            !name_once(self, self->seen_stages, name, f->to, asy_stage_name(f->to), err))
            return false;
    }
    return true;
}

static bool
add_chain(struct asy_results *self, long long run, int nr, const struct asy_chain *c,
          struct asy_error *err)
{
    static const char name[] = "INSERT OR IGNORE INTO act VALUES(?, ?)";
    sqlite3_stmt *const stmt = self->add_chain;

    sqlite3_clear_bindings(stmt); /* links that are not there stay NULL */
    for (int i = 0; i < c->n_links && i < ASY_CHAIN_LINKS; i++) {
        sqlite3_bind_int(stmt, 6 + 2 * i, ASY_PLACE_COUNTRY + c->sender[i]);
        sqlite3_bind_int(stmt, 7 + 2 * i, c->act[i]);
        if (!name_once(self, self->seen_acts, name, c->act[i], asy_act_name(c->act[i]), err))
            return false;
    }
    sqlite3_bind_int(stmt, 14, ASY_PLACE_COUNTRY + c->receiver);
    sqlite3_bind_int64(stmt, 15, c->persons);
    sqlite3_bind_int64(stmt, 16, c->harmed);
    return asy_sql_put(self, stmt, err, "Iiiii", run, nr, (int) c->group, (int) c->year,
                       (int) c->n_links);
}

static bool
add_rest(struct asy_results *self, long long run, const struct asy_result *result,
         struct asy_error *err)
{
    for (size_t i = 0; i < result->n_paired; i++) {
        const struct asy_paired *p = &result->paired[i];
        if (!asy_sql_put(self, self->add_paired, err, "IiiiI", run, (int) p->group,
                         (int) p->fate_baseline, (int) p->fate_here, (long long) p->persons))
            return false;
    }
    for (size_t i = 0; i < result->n_chains; i++)
        if (!add_chain(self, run, (int) i, &result->chains[i], err))
            return false;
    return add_flows(self, run, result, err);
}

/* What a run shares with its baseline's run of the same history. */
struct shared {
    sqlite3_int64 base; /* 0: nothing, it is the baseline's */
    int months, years;
};

static bool
add_one(struct asy_results *self, const struct asy_result *result, struct shared *shared,
        struct asy_error *err)
{
    char digest[17];

    snprintf(digest, sizeof digest, "%016" PRIx64, result->digest);
    sqlite3_bind_null(self->add_run, 8);
    if (shared->base)
        sqlite3_bind_int64(self->add_run, 8, shared->base);
    sqlite3_bind_int(self->add_run, 9, shared->months);
    sqlite3_bind_int(self->add_run, 10, shared->years);
    if (!asy_sql_put(self, self->add_run, err, "iIIsIId", result->scenario,
                     (long long) result->draw, (long long) result->replicate, digest,
                     (long long) result->events, (long long) result->n_cases, result->seconds))
        return false;
    const sqlite3_int64 run = sqlite3_last_insert_rowid(self->db);
    if (!shared->base)
        shared->base = run;
    return add_cells(self, run, result, shared->months, shared->years, err) &&
           add_rest(self, run, result, err);
}

bool
asy_results_add(struct asy_results *self, const struct asy_result *results, int n_results,
                struct asy_error *err)
{
    struct shared shared = { 0 };
    bool ok = prepare_all(self, err) && asy_sql_run(self, "BEGIN", err);

    if (!ok)
        return false;
    for (int i = 0; ok && i < n_results; i++) {
        if (i > 0)
            asy_shared_periods(&results[0], &results[i], &shared.months, &shared.years);
        ok = add_one(self, &results[i], &shared, err);
    }
    ok = ok && asy_sql_run(self, "COMMIT", err);
    if (ok) {
        self->info.n_runs += n_results;
        self->info.n_histories++;
    } else {
        sqlite3_exec(self->db, "ROLLBACK", NULL, NULL, NULL);
    }
    return ok && asy_stay_check(self, err);
}

bool
asy_results_has(struct asy_results *self, uint32_t draw, uint32_t replicate)
{
    sqlite3_stmt *stmt;
    bool row;

    if (!asy_sql_prepare(self, &stmt,
                         "SELECT count(*) FROM run WHERE scenario = 0 AND draw = ?"
                         " AND replicate = ?",
                         NULL))
        return false;
    sqlite3_bind_int64(stmt, 1, draw);
    sqlite3_bind_int64(stmt, 2, replicate);
    const bool there = asy_sql_step(self, stmt, &row, NULL) && row &&
                       sqlite3_column_int(stmt, 0) > 0; /* its transaction held all scenarios */
    sqlite3_finalize(stmt);
    return there;
}

bool
asy_results_add_value(struct asy_results *self, int scenario, const struct asy_value *v,
                      struct asy_error *err)
{
    if (!self->add_value &&
        !asy_sql_prepare(self, &self->add_value,
                         "INSERT INTO parameter VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                         err))
        return false;
    /* of whom it is said belongs to what is said: "0.9 only=( citizenship=[TJK])" */
    const size_t size = strlen(v->value) + strlen(v->scope) + 1;
    char *value = malloc(size);
    if (!value)
        return asy_fail(err, ASY_E_RESOURCES, v->path, "out of memory");
    snprintf(value, size, "%s%s", v->value, v->scope);
    const bool ok = asy_sql_put(self, self->add_value, err, "isssssssssssi", scenario, v->path,
                                v->from, value, v->unit, v->prior, v->range, v->grade,
                                v->source, v->conflict, v->layer, v->file, v->line);
    free(value);
    return ok;
}
