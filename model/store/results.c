/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening, making and closing a results file. It is written one transaction for each (draw,
   replicate), so that whatever stops the program leaves a file to go on with; and where an
   older file is to be replaced, beside that. */
#define _XOPEN_SOURCE 700 /* realpath */
#include "store/inside.h"

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

bool
asy_results_connect(struct asy_results **out, const char *path, int flags,
                    struct asy_error *err)
{
    struct asy_results *self = calloc(1, sizeof *self);
    char name[1100];

    *out = NULL;
    /* "" and ":memory:" are names of nothing lasting to SQLite, and files to everybody else */
    snprintf(name, sizeof name, "%s%s", *path == ':' || !*path ? "./" : "", path);
    if (!self)
        return asy_fail(err, ASY_E_RESOURCES, path, "out of memory");
    snprintf(self->path, sizeof self->path, "%s", path);
    self->is_writing = (flags & SQLITE_OPEN_READWRITE) != 0;
    /* one thread reads, so it need not lock at each value */
    if ((flags & SQLITE_OPEN_READONLY) != 0)
        flags |= SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2(name, &self->db, flags, NULL) != SQLITE_OK) {
        if ((flags & SQLITE_OPEN_CREATE) == 0 || asy_output_has_folder(path, err))
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
        return asy_fail(err, ASY_E_RESULTS, path, "%s",
                        S_ISDIR(st.st_mode) ? "is a folder, not a file: name the file in it"
                                            : "is not a file");
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

static bool
exists(const char *path)
{
    return access(path, F_OK) == 0;
}

static void
remove_logs(const char *path)
{
    static const char *const endings[] = { "-wal", "-shm", "-journal" };
    char name[1100];

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        snprintf(name, sizeof name, "%s%s", path, endings[i]);
        unlink(name);
    }
}

static void
remove_file(const char *path)
{
    unlink(path);
    remove_logs(path);
}

/* Only a results file is ever replaced, one of an older format too: whatever else is there was
   not meant. */
static bool
may_replace(const char *path, struct asy_error *err)
{
    struct asy_results *old;
    struct stat st;

    if (!exists(path) || (stat(path, &st) == 0 && S_ISREG(st.st_mode) && st.st_size == 0))
        return true;
    return open_ours(&old, path, SQLITE_OPEN_READONLY, true, err) &&
           (asy_results_disconnect(old, NULL), true);
}

/* ---- beside an older file ------------------------------------------------------------------
   Nothing lost: what is to take an older file's place is written beside it, under this ending,
   and takes it when it is complete. So an interrupted run costs nothing, and can go on. */
static const char beside_ending[] = ".partial";

static bool
name_beside(const char *path, char *out, size_t size, struct asy_error *err)
{
    const size_t n = strlen(path);

    if (n + sizeof beside_ending > size)
        return asy_fail(err, ASY_E_INPUT, path, "the name of the results file is too long");
    memcpy(out, path, n);
    memcpy(out + n, beside_ending, sizeof beside_ending);
    return true;
}

/* The older file's log, were it left, would be read as the new one's. */
static bool
take_place(const char *from, const char *path, struct asy_error *err)
{
    if (!may_replace(path, err))
        return false;
    remove_logs(path);
    return rename(from, path) == 0 ||
           asy_fail(err, ASY_E_RESOURCES, from, "is complete, but cannot be renamed to %s: %s",
                    path, strerror(errno));
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
           asy_sql_run(self, asy_results_views_of_lives, err) &&
           asy_head_write(self, head, err) && asy_sql_run(self, "COMMIT", err);
}

static bool
go_on(struct asy_results *self, const struct asy_results_head *head, struct asy_error *err)
{
    return asy_info_load(self, err) && asy_head_check(self, head, err) &&
           asy_sql_run(self, while_writing, err) &&
           asy_sql_once(self, "UPDATE meta SET value = 'running' WHERE key = 'status'", err,
                        "");
}

/* A link stays one: what is written, and what is beside it, is where it points to. */
static const char *
follow(const char *path, char *real, size_t size)
{
    struct stat st;
    char *const found =
        lstat(path, &st) == 0 && S_ISLNK(st.st_mode) ? realpath(path, NULL) : NULL;
    const bool fits = found && strlen(found) < size;

    if (fits)
        snprintf(real, size, "%s", found);
    free(found);
    return fits ? real : path;
}

static bool
names_a_file(const char *path, struct asy_error *err)
{
    const size_t n = strlen(path);

    return (n > 0 && (path[n - 1] != '/' || exists(path))) ||
           asy_fail(err, ASY_E_INPUT, path, "is no name of a file");
}

/* What a new run finds. */
struct found {
    bool there, begun; /* the file itself; one beside it that did not come to its end */
    char beside[1024];
};

static bool
refuse_what_is_there(const char *path, const char *advice, struct asy_error *err)
{
    struct asy_error why;

    return asy_fail(err, ASY_E_INPUT, path, "%s", may_replace(path, &why) ? advice : why.what);
}

bool
asy_results_may_make(const char *path, enum asy_results_mode mode, struct asy_error *err)
{
    if (!names_a_file(path, err))
        return false;
    if (!exists(path))
        return asy_output_has_folder(path, err);
    return mode == ASY_RESULTS_OVERWRITE
               ? may_replace(path, err)
               : refuse_what_is_there(path, "exists: --force overwrites it", err);
}

static bool
begin(struct asy_results **out, const char *path, const struct asy_results_head *head,
      struct asy_error *err)
{
    if (exists(path))
        remove_file(path);
    if (asy_results_connect(out, path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, err) &&
        make_new(*out, head, err) && asy_info_load(*out, err)) {
        (*out)->is_new = true;
        return true;
    }
    asy_results_disconnect(*out, NULL);
    *out = NULL;
    remove_file(path);
    return false;
}

static bool
resume(struct asy_results **out, const char *path, const struct asy_results_head *head,
       struct asy_error *err)
{
    if (!open_ours(out, path, SQLITE_OPEN_READWRITE, false, err))
        return false;
    if (go_on(*out, head, err))
        return true;
    asy_results_disconnect(*out, NULL);
    *out = NULL;
    return false;
}

bool
asy_results_create(struct asy_results **out, const char *output, enum asy_results_mode mode,
                   const struct asy_results_head *head, struct asy_error *err)
{
    char real[1024];
    const char *const path = follow(output, real, sizeof real);
    struct found found = { .there = exists(path) };

    *out = NULL;
    if (!names_a_file(path, err) || !name_beside(path, found.beside, sizeof found.beside, err))
        return false;
    found.begun = exists(found.beside);
    const bool any = found.there || found.begun;
    if (found.there && mode == ASY_RESULTS_NEW)
        return refuse_what_is_there(
            path, "exists: --resume goes on with it, --force overwrites it", err);
    if (any && mode == ASY_RESULTS_NEW)
        return asy_fail(err, ASY_E_INPUT, found.beside,
                        "holds an interrupted run: --resume goes on with it, --force begins "
                        "anew");
    const bool fresh = !any || mode == ASY_RESULTS_OVERWRITE;
    const bool beside = found.begun || (fresh && found.there);
    const char *const at = beside ? found.beside : path;
    if ((beside || fresh) && (!may_replace(path, err) || !may_replace(found.beside, err)))
        return false;
    if (!(fresh ? begin : resume)(out, at, head, err))
        return false;
    if (beside)
        snprintf((*out)->place, sizeof(*out)->place, "%s", path);
    return true;
}

const char *
asy_results_beside(const struct asy_results *self)
{
    return *self->place ? self->path : NULL;
}

void
asy_results_abandon(struct asy_results *self)
{
    char path[sizeof self->path];
    const bool ours = self->is_new;

    memcpy(path, self->path, sizeof path);
    asy_results_disconnect(self, NULL);
    if (ours)
        remove_file(path);
}

const char *
asy_results_path(const struct asy_results *self)
{
    return self->path;
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
    const bool sealed = !self->is_writing || seal(self, err);
    const bool done = self->info.n_runs >= self->info.n_runs_planned;
    char from[sizeof self->path], to[sizeof self->place];
    memcpy(from, self->path, sizeof from);
    memcpy(to, self->place, sizeof to);
    if (!asy_results_disconnect(self, sealed ? err : NULL) || !sealed)
        return false;
    return !*to || !done || take_place(from, to, err);
}
