/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening a results file to read it, and closing one. */
#include "store/inside.h"
#include "store/lock.h"
#include "store/place.h"
#include "store/stay.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* SQLite says "unable to open database file" whatever the reason; the system knows more. */
bool
asy_output_has_folder(const char *path, struct asy_error *err)
{
    const char *const slash = strrchr(path, '/');
    char folder[1024] = ".";

    if (slash)
        snprintf(folder, sizeof folder, "%.*s", slash > path ? (int) (slash - path) : 1, path);
    if (access(path, F_OK) == 0)
        return true;
    if (errno != ENOENT && errno != ENOTDIR)
        return asy_fail(err, ASY_E_RESULTS, path, "cannot be opened: %s", strerror(errno));
    return access(folder, W_OK | X_OK) == 0 ||
           asy_fail(err, ASY_E_RESULTS, path, "cannot be written: %s: %s%s", folder,
                    strerror(errno), errno == ENOENT ? "; make the folder first" : "");
}

/* "" and ":memory:" are names of nothing lasting to SQLite, "file:" begins an address, and all
   of them are files to everybody else. A file that nobody can write needs no log to be read. */
bool
asy_results_sqlite_name(const char *path, bool immutable, char *out, size_t size)
{
    static const char tail[] = "?immutable=1";
    const bool odd = *path == ':' || !*path || strncmp(path, "file:", 5) == 0;
    size_t n = (size_t) snprintf(out, size, "%s%s", immutable ? "file:" : "", odd ? "./" : "");

    for (; *path && n + 4 < size; path++) {
        const bool plain = !immutable || !strchr("%?#", *path);
        n += (size_t) snprintf(out + n, size - n, plain ? "%c" : "%%%02X",
                               (unsigned char) *path);
    }
    if (*path || n + sizeof tail > size)
        return false;
    memcpy(out + n, immutable ? tail : "", immutable ? sizeof tail : 1);
    return true;
}

static bool
connect_as(struct asy_results **out, const char *path, int flags, bool immutable,
           struct asy_error *err)
{
    struct asy_results *self = calloc(1, sizeof *self);
    char name[3 * sizeof self->path + 32];

    *out = NULL;
    if (!self)
        return asy_fail(err, ASY_E_RESOURCES, path, "out of memory");
    if (strlen(path) >= sizeof self->path ||
        !asy_results_sqlite_name(path, immutable, name, sizeof name)) {
        free(self);
        return asy_fail(err, ASY_E_INPUT, path, "the name of the results file is too long");
    }
    snprintf(self->path, sizeof self->path, "%s", path);
    self->is_writing = (flags & SQLITE_OPEN_READWRITE) != 0;
    self->is_immutable = immutable;
    self->held = -1;
    /* one thread at a time reads or writes (engine/ensemble.c), so none need lock at each value
     */
    flags |= SQLITE_OPEN_NOMUTEX;
    if (immutable)
        flags |= SQLITE_OPEN_URI;
    if (sqlite3_open_v2(name, &self->db, flags, NULL) != SQLITE_OK) {
        if ((flags & SQLITE_OPEN_CREATE) == 0 || asy_output_has_folder(path, err))
            asy_fail(err, ASY_E_RESULTS, path, "cannot be opened: %s",
                     self->db ? sqlite3_errmsg(self->db) : "out of memory");
        sqlite3_close(self->db);
        free(self);
        return false;
    }
    /* others may look at it while it is written, and for longer than a moment */
    sqlite3_busy_timeout(self->db, self->is_writing ? 30000 : 5000);
    *out = self;
    return true;
}

bool
asy_results_connect(struct asy_results **out, const char *path, int flags,
                    struct asy_error *err)
{
    return connect_as(out, path, flags, false, err);
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
    if (self->held >= 0)
        close(self->held);
    for (int i = 0; self->entries && i < self->info.n_scenarios; i++)
        free((void *) (uintptr_t) self->entries[i].name); /* one block for all its texts */
    free(self->entries);
    asy_series_free(&self->source.series);
    asy_package_forget(self);
    free(self->touched);
    asy_lock_drop(self->lock);
    free(self);
    return ok;
}

/* An older format is read, but not written. */
static bool
fits_format(const struct asy_results *self, struct asy_error *err)
{
    const int oldest = self->is_writing ? ASY_RESULTS_FORMAT : ASY_RESULTS_OLDEST;

    if (self->format >= oldest && self->format <= ASY_RESULTS_FORMAT)
        return true;
    if (self->format >= ASY_RESULTS_OLDEST && self->format < oldest)
        return asy_fail(err, ASY_E_RESULTS, self->path,
                        "has format %d, of an older asylsim: it is read, but not gone on with. "
                        "Go on with the asylsim that made it, or run it anew with --force",
                        self->format);
    return asy_fail(err, ASY_E_RESULTS, self->path,
                    "has format %d, this asylsim reads %d to %d: use the asylsim that made it, "
                    "or run it anew",
                    self->format, ASY_RESULTS_OLDEST, ASY_RESULTS_FORMAT);
}

/* Whether the open file says that it is one of ours, of a format that fits or of any. */
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
    self->format = ok && row ? sqlite3_column_int(stmt, 1) : 0;
    sqlite3_finalize(stmt);
    if (ok && id != ASY_APPLICATION_ID)
        ok = asy_fail(err, ASY_E_RESULTS, self->path, "is not a results file of asylsim");
    return ok && (any_format || fits_format(self, err));
}

static bool
is_there(const char *path, struct asy_error *err)
{
    struct stat st;

    if (stat(path, &st) != 0)
        return asy_fail(err, ASY_E_RESULTS, path, "cannot be read: %s", strerror(errno));
    return asy_is_common(path, err);
}

static bool
connect_and_check(struct asy_results **out, const char *path, int flags, bool immutable,
                  bool any_format, struct asy_error *err)
{
    if (!connect_as(out, path, flags, immutable, err))
        return false;
    if (is_ours(*out, any_format, err))
        return true;
    asy_results_disconnect(*out, NULL);
    *out = NULL;
    return false;
}

bool
asy_results_connect_ours(struct asy_results **out, const char *path, int flags, bool any_format,
                         struct asy_error *err)
{
    const bool reads = (flags & SQLITE_OPEN_READONLY) != 0;

    *out = NULL;
    if (!is_there(path, err))
        return false;
    if (connect_and_check(out, path, flags, false, any_format, err))
        return true;
    return reads && !asy_must_recover(path, err) && asy_is_shut_away(path) &&
           connect_and_check(out, path, flags, true, any_format, err);
}

/* What is read is the file as it stood at one moment, be it written meanwhile. */
bool
asy_results_open(struct asy_results **out, const char *name, struct asy_error *err)
{
    char real[ASY_PATH_SIZE];

    if (out)
        *out = NULL;
    if (!out || !name)
        return asy_fail(err, ASY_E_INPUT, "results", "the name of a file is needed");
    const char *const path = asy_follow(name, real);
    asy_recover(path, false);
    if (!asy_results_connect_ours(out, path, SQLITE_OPEN_READONLY, false, err))
        return false;
    if (asy_sql_run(*out, "BEGIN", err) && asy_info_load(*out, err))
        return true;
    asy_results_disconnect(*out, NULL);
    *out = NULL;
    return false;
}

const char *
asy_results_beside(const struct asy_results *self)
{
    return *self->place ? self->path : NULL;
}

bool
asy_results_is_there(const struct asy_results *self)
{
    return asy_stay_is_there(self);
}

const char *
asy_results_path(const struct asy_results *self)
{
    return self->path;
}

/* ---- closing ----------------------------------------------------------------- */

/* Closures that are planned and not there. */
static bool
lacks_closures(const struct asy_results *self)
{
    return self->info.n_closures < ASY_N_WORLDS * self->info.n_closure_draws;
}

static bool
seal(struct asy_results *self, struct asy_error *err)
{
    char digest[17];
    static const char status[] =
        "UPDATE meta SET value = CASE WHEN (SELECT count(*) FROM run) >="
        " (SELECT value FROM meta WHERE key = 'runs_planned') AND ? = 0"
        " THEN 'complete' ELSE 'interrupted' END WHERE key = 'status'";

    return asy_results_digest(self, digest, err) && asy_sql_run(self, "BEGIN", err) &&
           asy_sql_once(self, "UPDATE meta SET value = ? WHERE key = 'digest'", err, "s",
                        digest) &&
           asy_sql_once(self, status, err, "i", (int) lacks_closures(self)) &&
           asy_closures_seal(self, err) && asy_sql_run(self, "COMMIT", err);
}

/* The file is under another name, if under any. What is in the log comes into it, but no log is
   removed: that name may be somebody else's by now. */
static bool
let_go(struct asy_results *self, struct asy_error *err)
{
    const bool ok = asy_stay_fail(self->path, err);

    seal(self, NULL);
    sqlite3_exec(self->db, "PRAGMA wal_checkpoint(TRUNCATE)", NULL, NULL, NULL);
    asy_results_disconnect(self, NULL);
    return ok;
}

/* The log is folded in and gone. Who has the file open may keep that from being done, or a full
   disk: then the log stays, and the next to open the file does it. Nothing is lost by that. */
static bool
fold(struct asy_results *self)
{
    sqlite3_busy_timeout(self->db, 2000);
    sqlite3_exec(self->db, "PRAGMA wal_checkpoint(TRUNCATE)", NULL, NULL, NULL);
    return sqlite3_exec(self->db, "PRAGMA journal_mode=DELETE", NULL, NULL, NULL) == SQLITE_OK;
}

static bool
fail_to_place(const char *from, const char *to, const char *why, struct asy_error *err)
{
    if (!asy_exists(from))
        return asy_stay_fail(from, err);
    return asy_fail(err, ASY_E_RESOURCES, from,
                    "is complete, but could not take the place of %s: %s; the same command "
                    "with --resume does it",
                    to, why);
}

/* A file with a log that cannot be folded in must keep its name: so a copy of it is placed. */
static bool
copy_whole(struct asy_results *self, const char *to, struct asy_error *err)
{
    struct asy_error why = { 0 };

    asy_remove_file(to);
    if (asy_sql_once(self, "VACUUM INTO ?", &why, "s", to))
        return true;
    asy_remove_file(to);
    return fail_to_place(self->path, self->place, why.what, err);
}

static bool
take_place(const char *from, const char *born, const char *to, struct asy_error *err)
{
    struct asy_error why;

    asy_recover(to, true);
    if (!asy_results_may_replace(to, err))
        return false;
    if (!asy_put_in_place(*born ? born : from, to, false, &why))
        return fail_to_place(from, to, why.what, err);
    asy_remove_file(from);
    return true;
}

/* With the lock, which must outlive it. */
static bool
finish(struct asy_results *self, struct asy_error *err)
{
    const bool done = self->info.n_runs >= self->info.n_runs_planned && !lacks_closures(self);
    char from[sizeof self->path], to[sizeof self->place], born[ASY_BESIDE_SIZE] = "";

    if (!asy_stay_is_there(self))
        return let_go(self, err);
    bool ok = seal(self, err);
    memcpy(from, self->path, sizeof from);
    memcpy(to, self->place, sizeof to);
    if (ok && !fold(self) && *to && done) {
        asy_name_born(to, born);
        ok = copy_whole(self, born, err);
    }
    ok = ok && asy_stay_check(self, err);
    if (!asy_results_disconnect(self, ok ? err : NULL) || !ok)
        return false;
    return !*to || !done || take_place(from, born, to, err);
}

bool
asy_results_close(struct asy_results *self, struct asy_error *err)
{
    sqlite3_stmt *stmt;

    if (!self)
        return true;
    while ((stmt = sqlite3_next_stmt(self->db, NULL)) != NULL)
        sqlite3_finalize(stmt);
    if (!self->is_writing)
        return asy_results_disconnect(self, err);
    struct asy_lock *const lock = self->lock;
    self->lock = NULL;
    const bool ok = finish(self, err);
    asy_lock_drop(lock);
    return ok;
}
