/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Digests: of the file over its runs, and of each run over its values, computed again. */
#include "base/hash.h"
#include "store/inside.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Over a line a run: "scenario draw replicate digest". */
bool
asy_results_digest(struct asy_results *self, char digest[17], struct asy_error *err)
{
    sqlite3_stmt *stmt;
    uint64_t hash = ASY_FNV_BASE;
    bool row = true, ok;
    char line[512], of_run[32], name[300];

    if (!asy_sql_prepare(self, &stmt,
                         "SELECT s.name, r.draw, r.replicate, r.digest FROM run r"
                         " JOIN scenario s ON s.id = r.scenario"
                         " ORDER BY r.scenario, r.draw, r.replicate",
                         err))
        return false;
    while ((ok = asy_sql_step(self, stmt, &row, err)) && row) {
        asy_sql_text(stmt, 0, name, sizeof name);
        asy_sql_text(stmt, 3, of_run, sizeof of_run);
        snprintf(line, sizeof line, "%s %lld %lld %s\n", name,
                 (long long) sqlite3_column_int64(stmt, 1),
                 (long long) sqlite3_column_int64(stmt, 2), of_run);
        hash = asy_fnv(hash, line);
    }
    sqlite3_finalize(stmt);
    snprintf(digest, 17, "%016" PRIx64, hash);
    return ok;
}

enum { EACH_SCENARIO = -1 };

/* The ids of all runs, or of a scenario's, in the order of the file's digest. */
static bool
load_ids(struct asy_results *self, int scenario, sqlite3_int64 **ids, int *n,
         struct asy_error *err)
{
    sqlite3_stmt *stmt;
    bool row = true, ok;

    *n = 0;
    *ids = calloc((size_t) self->info.n_runs + 1, sizeof **ids);
    if (!*ids)
        return asy_fail(err, ASY_E_RESOURCES, self->path, "out of memory");
    if (!asy_sql_prepare(self, &stmt,
                         "SELECT id FROM run WHERE ?1 < 0 OR scenario = ?1"
                         " ORDER BY scenario, draw, replicate",
                         err))
        return false;
    sqlite3_bind_int(stmt, 1, scenario);
    while ((ok = asy_sql_step(self, stmt, &row, err)) && row && *n < self->info.n_runs)
        (*ids)[(*n)++] = sqlite3_column_int64(stmt, 0);
    sqlite3_finalize(stmt);
    return ok;
}

/* A file still being written has no digest yet. */
bool
asy_results_has_its_runs(struct asy_results *self, struct asy_error *err)
{
    char digest[17];

    if (!asy_results_digest(self, digest, err))
        return false;
    return !self->info.digest[0] || strcmp(digest, self->info.digest) == 0 ||
           asy_fail(err, ASY_E_RESULTS, self->path,
                    "digest %s, expected %s: runs are missing or were added", digest,
                    self->info.digest);
}

static bool
has_its_closures(struct asy_results *self, struct asy_error *err)
{
    char digest[17];

    if (!asy_results_closures_digest(self, digest, err))
        return false;
    return !self->info.closures_digest[0] || strcmp(digest, self->info.closures_digest) == 0 ||
           asy_fail(err, ASY_E_RESULTS, self->path,
                    "closures have the digest %s, expected %s: they were changed", digest,
                    self->info.closures_digest);
}

/* Until format 3 a digest was made of the numbers of outcomes in the catalogue of the time. */
static bool
is_digested_by_name(const struct asy_results *self, struct asy_error *err)
{
    return self->format >= ASY_RESULTS_BY_NAME ||
           asy_fail(err, ASY_E_RESULTS, self->path,
                    "has format %d, of an older asylsim, whose digests this one cannot "
                    "recompute. It can be compared, reported and exported; to verify or merge "
                    "it, use the asylsim that made it, or run it anew",
                    self->format);
}

bool
asy_results_verify(struct asy_results *self, asy_report_run *report, void *user,
                   struct asy_error *err)
{
    sqlite3_int64 *ids = NULL;
    struct asy_naming naming;
    struct asy_result run;
    int n = 0, n_bad = 0;
    bool ok = is_digested_by_name(self, err) && asy_results_naming(self, &naming, err) &&
              load_ids(self, EACH_SCENARIO, &ids, &n, err);

    for (int i = 0; ok && i < n; i++) {
        ok = asy_results_load_run(self, ids[i], &naming, &run, err);
        if (ok && asy_result_digest(&run) != run.digest) {
            n_bad++;
            const struct asy_results_entry *entry = asy_results_scenario(self, run.scenario);
            if (report)
                report(user, entry ? entry->name : "?", run.draw, run.replicate);
        }
        if (ok)
            asy_result_free(&run);
    }
    free(ids);
    if (ok && n_bad)
        return asy_fail(err, ASY_E_RESULTS, self->path,
                        "%d of %d runs differ from their digest: the file was changed", n_bad,
                        n);
    return ok && asy_results_has_its_runs(self, err) && has_its_closures(self, err);
}

/* ---- in parts ---------------------------------------------------------------------------- */

bool
asy_results_digest_parts(struct asy_results *self, int scenario, struct asy_digest *parts,
                         struct asy_error *err)
{
    sqlite3_int64 *ids = NULL;
    struct asy_naming naming;
    struct asy_digest of_run;
    struct asy_result run;
    int n = 0;
    bool ok = asy_results_naming(self, &naming, err) && load_ids(self, scenario, &ids, &n, err);

    *parts = (struct asy_digest){ 0 };
    for (int i = 0; ok && i < n; i++) {
        ok = asy_results_load_run(self, ids[i], &naming, &run, err);
        if (!ok)
            break;
        asy_result_digest_parts(&run, &of_run);
        asy_digest_add(parts, &of_run, (uint64_t) run.draw << 32 | run.replicate);
        asy_result_free(&run);
    }
    free(ids);
    return ok;
}
