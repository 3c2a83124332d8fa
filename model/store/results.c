/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening, making and closing a results file. It is written in place, one transaction for each
   (draw, replicate), so that whatever stops the program leaves a file to go on with. */
#include "store/inside.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool
asy_results_connect(struct asy_results **out, const char *path, int flags,
                    struct asy_error *err)
{
    struct asy_results *self = calloc(1, sizeof *self);

    *out = NULL;
    if (!self)
        return asy_fail(err, ASY_E_RESOURCES, path, "out of memory");
    snprintf(self->path, sizeof self->path, "%s", path);
    self->is_writing = (flags & SQLITE_OPEN_READWRITE) != 0;
    /* one thread reads, so it need not lock at each value */
    if ((flags & SQLITE_OPEN_READONLY) != 0)
        flags |= SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2(path, &self->db, flags, NULL) != SQLITE_OK) {
        asy_fail(err, ASY_E_RESULTS, path, "cannot be opened: %s",
                 self->db ? sqlite3_errmsg(self->db) : "out of memory");
        sqlite3_close(self->db);
        free(self);
        return false;
    }
    sqlite3_busy_timeout(self->db, 2000);
    *out = self;
    return true;
}

bool
asy_results_disconnect(struct asy_results *self, struct asy_error *err)
{
    sqlite3_stmt *stmt;

    if (!self)
        return true;
    while ((stmt = sqlite3_next_stmt(self->db, NULL)) != NULL)
        sqlite3_finalize(stmt);
    const bool ok = sqlite3_close(self->db) == SQLITE_OK || asy_sql_fail(self, err);
    for (int i = 0; self->entries && i < self->info.n_scenarios; i++)
        free((void *) (uintptr_t) self->entries[i].name); /* one block for all its texts */
    free(self->entries);
    asy_package_forget(self);
    free(self);
    return ok;
}

/* Whether the open file says that it is one of ours, of the format we read or of any. */
static bool
is_ours(struct asy_results *self, bool any_format, struct asy_error *err)
{
    sqlite3_stmt *stmt;
    bool row;

    if (!asy_sql_prepare(self, &stmt,
                         "SELECT a.application_id, u.user_version"
                         " FROM pragma_application_id a, pragma_user_version u",
                         err))
        return false;
    bool ok = asy_sql_step(self, stmt, &row, err);
    const int id = ok && row ? sqlite3_column_int(stmt, 0) : 0;
    const int format = ok && row ? sqlite3_column_int(stmt, 1) : 0;
    sqlite3_finalize(stmt);
    if (ok && id != ASY_APPLICATION_ID)
        ok = asy_fail(err, ASY_E_RESULTS, self->path, "is not a results file of asylsim");
    if (ok && format != ASY_RESULTS_FORMAT && !any_format)
        ok = asy_fail(err, ASY_E_RESULTS, self->path, "has format %d, this asylsim reads %d",
                      format, ASY_RESULTS_FORMAT);
    return ok;
}

/* Opens an existing file of ours. */
static bool
open_ours(struct asy_results **out, const char *path, int flags, bool any_format,
          struct asy_error *err)
{
    struct stat st;

    *out = NULL;
    if (stat(path, &st) != 0)
        return asy_fail(err, ASY_E_RESULTS, path, "cannot be read: %s", strerror(errno));
    if (!S_ISREG(st.st_mode))
        return asy_fail(err, ASY_E_RESULTS, path, "is not a file");
    if (!asy_results_connect(out, path, flags, err))
        return false;
    if (is_ours(*out, any_format, err))
        return true;
    asy_results_disconnect(*out, NULL);
    *out = NULL;
    return false;
}

bool
asy_results_open(struct asy_results **out, const char *path, struct asy_error *err)
{
    if (!open_ours(out, path, SQLITE_OPEN_READONLY, false, err))
        return false;
    if (asy_info_load(*out, err))
        return true;
    asy_results_disconnect(*out, NULL);
    *out = NULL;
    return false;
}

static void
remove_file(const char *path)
{
    static const char *const endings[] = { "", "-wal", "-shm", "-journal" };
    char name[1100];

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        snprintf(name, sizeof name, "%s%s", path, endings[i]);
        unlink(name);
    }
}

/* Only a results file is ever overwritten, one of an older format too: whatever else is there
   was not meant. */
static bool
make_way(const char *path, struct asy_error *err)
{
    struct asy_results *old;
    struct stat st;

    if (stat(path, &st) != 0)
        return asy_fail(err, ASY_E_RESULTS, path, "cannot be read: %s", strerror(errno));
    if (!S_ISREG(st.st_mode))
        return asy_fail(err, ASY_E_RESULTS, path, "is not a file");
    if (st.st_size > 0) {
        if (!open_ours(&old, path, SQLITE_OPEN_READONLY, true, err))
            return false;
        asy_results_disconnect(old, NULL);
    }
    remove_file(path);
    return true;
}

static const char while_writing[] =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA wal_autocheckpoint=4000;"
    "PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY;";

static bool
make_new(struct asy_results *self, const struct asy_results_head *head, struct asy_error *err)
{
    char ids[128];

    snprintf(ids, sizeof ids,
             "PRAGMA page_size=8192; PRAGMA application_id=%d; PRAGMA user_version=%d;",
             ASY_APPLICATION_ID, ASY_RESULTS_FORMAT);
    return asy_sql_run(self, ids, err) && asy_sql_run(self, while_writing, err) &&
           asy_sql_run(self, "BEGIN", err) && asy_sql_run(self, asy_results_schema, err) &&
           asy_sql_run(self, asy_results_views, err) &&
           asy_sql_run(self, asy_results_counted, err) && asy_head_write(self, head, err) &&
           asy_sql_run(self, "COMMIT", err);
}

static bool
go_on(struct asy_results *self, const struct asy_results_head *head, struct asy_error *err)
{
    return asy_info_load(self, err) && asy_head_check(self, head, err) &&
           asy_sql_run(self, while_writing, err) &&
           asy_sql_once(self, "UPDATE meta SET value = 'running' WHERE key = 'status'", err,
                        "");
}

bool
asy_results_create(struct asy_results **out, const char *path, enum asy_results_mode mode,
                   const struct asy_results_head *head, struct asy_error *err)
{
    const bool there = access(path, F_OK) == 0;
    const bool fresh = !there || mode == ASY_RESULTS_OVERWRITE;
    bool ok;

    *out = NULL;
    if (there && mode == ASY_RESULTS_NEW)
        return asy_fail(err, ASY_E_INPUT, path,
                        "exists: --resume goes on with it, --force overwrites it");
    if (fresh) {
        ok = (!there || make_way(path, err)) &&
             asy_results_connect(out, path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, err) &&
             make_new(*out, head, err) && asy_info_load(*out, err);
    } else {
        ok = open_ours(out, path, SQLITE_OPEN_READWRITE, false, err) && go_on(*out, head, err);
    }
    if (!ok && *out) {
        asy_results_disconnect(*out, NULL);
        *out = NULL;
        if (fresh)
            remove_file(path);
    }
    return ok;
}

/* Status and digest, then one file: the log is folded in and gone. */
static bool
seal(struct asy_results *self, struct asy_error *err)
{
    char digest[17];
    static const char status[] =
        "UPDATE meta SET value = CASE WHEN (SELECT count(*) FROM run) >="
        " (SELECT value FROM meta WHERE key = 'runs_planned')"
        " THEN 'complete' ELSE 'interrupted' END WHERE key = 'status'";

    return asy_results_digest(self, digest, err) &&
           asy_sql_once(self, "UPDATE meta SET value = ? WHERE key = 'digest'", err, "s",
                        digest) &&
           asy_sql_once(self, status, err, "") &&
           asy_sql_run(self, "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode=DELETE",
                       err);
}

bool
asy_results_close(struct asy_results *self, struct asy_error *err)
{
    sqlite3_stmt *stmt;

    if (!self)
        return true;
    while ((stmt = sqlite3_next_stmt(self->db, NULL)) != NULL)
        sqlite3_finalize(stmt);
    const bool ok = !self->is_writing || seal(self, err);
    return asy_results_disconnect(self, ok ? err : NULL) && ok;
}
