/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shards into one file: the first is copied, the runs of the others are added. The digest of
   the whole is that of one run of everything, as it does not depend on the order of arrival. */
#include "store/inside.h"
#include "store/lock.h"
#include "store/place.h"

/* Shards must be of one ensemble: same seed, version, sizes and scenarios. */
static bool
same_ensemble(struct asy_results *self, struct asy_error *err, const char *shard)
{
    static const char differ[] =
        "SELECT (SELECT count(*) FROM meta a JOIN other.meta b USING(key) WHERE a.value IS NOT"
        " b.value AND key IN ('seed', 'version', 'draws', 'replicates', 'second_streams', "
        "'first_year', 'days',"
        " 'shards'))"
        " + (SELECT count(*) FROM (SELECT id, name, digest, draws FROM scenario EXCEPT SELECT"
        " id, name, digest, draws FROM other.scenario))"
        " + (SELECT count(*) FROM (SELECT id, name, digest, draws FROM other.scenario EXCEPT"
        " SELECT id, name, digest, draws FROM scenario))"
        " + (SELECT count(*) FROM (SELECT id, name FROM other.metric EXCEPT SELECT id, name "
        "FROM"
        " metric))";
    sqlite3_stmt *stmt;
    bool row;

    if (!asy_sql_prepare(self, &stmt, differ, err))
        return false;
    const bool ok = asy_sql_step(self, stmt, &row, err) && row;
    const int n = ok ? sqlite3_column_int(stmt, 0) : 1;
    sqlite3_finalize(stmt);
    return ok && (n == 0 || asy_fail(err, ASY_E_RESULTS, shard,
                                     "is not a shard of the same ensemble as the first"));
}

/* New ids for the runs that come: above those that are there. */
static const char take_runs[] =
    "BEGIN;"
    "CREATE TEMP TABLE shift AS SELECT coalesce(max(id), 0) AS by FROM main.run;"
    "INSERT INTO main.run SELECT id + by, scenario, draw, replicate, status, digest, events,"
    " cases, seconds, base + by, months_shared, years_shared FROM other.run, shift;"
    "INSERT INTO main.series SELECT run + by, metric, population, place, receiver, first, "
    "width,"
    " counts FROM other.series, shift;"
    "INSERT INTO main.paired_cell SELECT run + by, population, fate_baseline, fate_reform, "
    "persons"
    " FROM other.paired_cell, shift;"
    "INSERT INTO main.flow_cell SELECT run + by, population, \"from\", \"to\", persons"
    " FROM other.flow_cell, shift;"
    "INSERT INTO main.chain SELECT run + by, nr, population, year, links, sender1, act1, "
    "sender2,"
    " act2, sender3, act3, sender4, act4, receiver, persons, harmed FROM other.chain, shift;"
    "INSERT OR IGNORE INTO main.stage SELECT * FROM other.stage;"
    "INSERT OR IGNORE INTO main.act SELECT * FROM other.act;"
    "DROP TABLE shift; COMMIT;";

/* Where both have them: a shard begun with an older build has none. */
static bool
take_samples(struct asy_results *self, struct asy_error *err)
{
    bool here, there;

    return asy_samples_there(self, "main", &here, err) &&
           asy_samples_there(self, "other", &there, err) &&
           (!here || !there ||
            asy_sql_run(self,
                        "INSERT OR IGNORE INTO main.sample_cell SELECT draw, uncertain, value"
                        " FROM other.sample_cell",
                        err));
}

/* Of this format; and closures are of whole ensembles, never of a shard. */
static bool
may_be_merged(const struct asy_results *shard, struct asy_error *err)
{
    if (shard->format != ASY_RESULTS_FORMAT)
        return asy_fail(
            err, ASY_E_RESULTS, shard->path,
            "has format %d, of an older asylsim: merge it with the asylsim that made "
            "it, or run it anew",
            shard->format);
    return shard->info.n_closure_draws == 0 ||
           asy_fail(err, ASY_E_RESULTS, shard->path,
                    "has closures, which shards cannot have: not merged");
}

static bool
take_shard(struct asy_results *self, const char *path, struct asy_error *err)
{
    struct asy_results *shard;
    char name[4 * ASY_PATH_SIZE];

    if (!asy_results_open(&shard, path, err)) /* one of ours? */
        return false;
    const bool fits =
        may_be_merged(shard, err) && asy_results_verify(shard, NULL, NULL, err) &&
        (asy_results_sqlite_name(path, shard->is_immutable, name, sizeof name) ||
         asy_fail(err, ASY_E_INPUT, path, "the name of the results file is too long"));
    asy_results_disconnect(shard, NULL);
    if (!fits || !asy_sql_once(self, "ATTACH ? AS other", err, "s", name))
        return false;
    bool ok = same_ensemble(self, err, path);
    if (ok && sqlite3_exec(self->db, take_runs, NULL, NULL, NULL) != SQLITE_OK) {
        const bool twice = sqlite3_errcode(self->db) == SQLITE_CONSTRAINT;
        ok = twice ? asy_fail(err, ASY_E_RESULTS, path, "has runs that another shard has too")
                   : asy_sql_fail(self, err);
        sqlite3_exec(self->db, "ROLLBACK", NULL, NULL, NULL);
    }
    ok = ok && take_samples(self, err);
    sqlite3_exec(self->db, "DETACH other", NULL, NULL, NULL);
    return ok;
}

/* The first shard, copied by SQLite itself. */
static bool
copy_first(const char *path, const char *first, struct asy_error *err)
{
    struct asy_results *from;

    if (!asy_results_open(&from, first, err))
        return false;
    const bool ok = may_be_merged(from, err) && asy_results_verify(from, NULL, NULL, err) &&
                    asy_sql_run(from, "COMMIT", err) && /* of what it reads */
                    asy_sql_once(from, "VACUUM INTO ?", err, "s", path);
    asy_results_disconnect(from, NULL);
    return ok;
}

static bool
merge_into(struct asy_results *self, const char *const *shards, size_t n, struct asy_error *err)
{
    static const char whole[] =
        "UPDATE meta SET value = (SELECT sum(r.value * n + CASE r.value WHEN 1 THEN"
        " min(n, coalesce((SELECT value FROM meta WHERE key = 'second_streams'), 0)) ELSE 0 "
        "END)"
        " FROM meta r CROSS JOIN (SELECT CASE WHEN s.draws > 0 THEN min(s.draws, max(1, "
        "d.value))"
        " ELSE max(1, d.value) END AS n FROM scenario s JOIN meta d ON d.key = 'draws')"
        " WHERE r.key = 'replicates') WHERE key = 'runs_planned';"
        "UPDATE meta SET value = 0 WHERE key = 'shard'; UPDATE meta SET value = 1 WHERE key ="
        " 'shards';";
    bool ok = asy_sql_run(self, "PRAGMA synchronous=OFF; PRAGMA journal_mode=MEMORY", err);

    for (size_t i = 1; ok && i < n; i++)
        ok = take_shard(self, shards[i], err);
    return ok && asy_sql_run(self, whole, err);
}

static bool
merge(const char *born, const char *const *shards, size_t n_shards, struct asy_error *err)
{
    struct asy_results *self = NULL;

    if (!copy_first(born, shards[0], err) ||
        !asy_results_connect(&self, born, SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI, err))
        return false;
    if (merge_into(self, shards, n_shards, err))
        return asy_results_close(self, err);
    asy_results_disconnect(self, NULL);
    return false;
}

/* Not in FILE.partial: that may be a run to go on with. */
bool
asy_results_merge(const char *output, enum asy_results_mode mode, const char *const *shards,
                  size_t n_shards, struct asy_error *err)
{
    char real[ASY_PATH_SIZE], born[ASY_BESIDE_SIZE];
    const char *const path = asy_follow(output, real);
    struct asy_lock *lock;

    if (!asy_results_reserve(&lock, path, err))
        return false;
    asy_name_born(path, born);
    const bool ok = asy_results_may_make(path, mode, err) &&
                    merge(born, shards, n_shards, err) &&
                    asy_put_in_place(born, path, mode == ASY_RESULTS_NEW, err);
    if (!ok) {
        asy_results_name_as_asked(born, path, err);
        asy_remove_file(born);
    }
    asy_lock_drop(lock);
    return ok;
}
