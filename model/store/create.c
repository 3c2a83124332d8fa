/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making a results file, or going on with one. It is written one transaction for each (draw,
   replicate), so that whatever stops the program leaves a file to go on with; and where an
   older file is to be replaced, beside that: nothing lost. */
#include "store/inside.h"
#include "store/lock.h"
#include "store/place.h"
#include "store/stay.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Only a results file is ever replaced, one of an older format too: whatever else is there was
   not meant. */
bool
asy_results_may_replace(const char *path, struct asy_error *err)
{
    struct asy_results *old;

    if (!asy_exists(path) || asy_is_blank(path))
        return true;
    return asy_results_connect_ours(&old, path, SQLITE_OPEN_READONLY, true, err) &&
           (asy_results_disconnect(old, NULL), true);
}

static bool
refuse_what_is_there(const char *path, const char *advice, struct asy_error *err)
{
    struct asy_error why;

    return asy_fail(err, ASY_E_INPUT, path, "%s",
                    asy_results_may_replace(path, &why) ? advice : why.what);
}

static bool
names_a_file(const char *path, struct asy_error *err)
{
    const size_t n = strlen(path);

    return (n > 0 && (path[n - 1] != '/' || asy_exists(path))) ||
           asy_fail(err, ASY_E_INPUT, path, "is not a file name");
}

/* What can be said before there is a lock, which is a file too. */
static bool
could_be(const char *path, struct asy_error *err)
{
    struct asy_error why;
    struct stat st;

    if (!names_a_file(path, err))
        return false;
    if (stat(path, &st) != 0 && !asy_output_has_folder(path, err))
        return false;
    return asy_is_common(path, &why) || asy_fail(err, ASY_E_INPUT, why.where, "%s", why.what);
}

/* Logs left behind are worked in before anything is judged, and what was not born is gone. */
static bool
clear_up(const char *path, struct asy_error *err)
{
    if (!asy_remove_born(path, err))
        return false;
    asy_recover(path, true);
    return !asy_must_recover(path, err);
}

bool
asy_results_reserve(struct asy_lock **lock, const char *path, struct asy_error *err)
{
    char beside[ASY_PATH_SIZE];

    *lock = NULL;
    if (!could_be(path, err) || !asy_name_beside(path, beside, err) || !could_be(beside, err) ||
        !asy_lock_take(lock, path, err))
        return false;
    if (asy_stay_is_held(path) || asy_stay_is_held(beside))
        asy_lock_refuse(path, err);
    else if (clear_up(path, err) && clear_up(beside, err))
        return true;
    asy_lock_drop(*lock);
    *lock = NULL;
    return false;
}

bool
asy_results_may_make(const char *path, enum asy_results_mode mode, struct asy_error *err)
{
    if (!asy_exists(path) || asy_is_blank(path))
        return true;
    return mode == ASY_RESULTS_OVERWRITE
               ? asy_results_may_replace(path, err)
               : refuse_what_is_there(path, "exists: --force overwrites it", err);
}

/* ---- born, or gone on with --------------------------------------------------- */

static const char while_writing[] =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA wal_autocheckpoint=4000;"
    "PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY;";

/* What goes wrong here costs a file that nobody knows of: no journal. */
static bool
make_new(struct asy_results *self, const struct asy_results_head *head, struct asy_error *err)
{
    char ids[200];

    snprintf(ids, sizeof ids,
             "PRAGMA page_size=8192; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
             "PRAGMA application_id=%d; PRAGMA user_version=%d;",
             ASY_APPLICATION_ID, ASY_RESULTS_FORMAT);
    return asy_sql_run(self, ids, err) && asy_sql_run(self, "BEGIN", err) &&
           asy_sql_run(self, asy_results_schema, err) &&
           asy_sql_run(self, asy_results_views, err) &&
           asy_sql_run(self, asy_results_views_of_lives, err) &&
           asy_head_write(self, head, err) && asy_sql_run(self, "COMMIT", err);
}

/* Its digest is of the histories that it had. */
static bool
go_on(struct asy_results *self, const struct asy_results_head *head, struct asy_error *err)
{
    return asy_info_load(self, err) && asy_head_check(self, head, err) &&
           asy_sql_run(self, while_writing, err) &&
           asy_sql_run(self,
                       "BEGIN; UPDATE meta SET value = 'running' WHERE key = 'status';"
                       "UPDATE meta SET value = '' WHERE key = 'digest'; COMMIT",
                       err);
}

static bool
bear(const char *born, const struct asy_results_head *head, struct asy_error *err)
{
    struct asy_results *self;

    if (!asy_results_connect(&self, born, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, err))
        return false;
    const bool ok = make_new(self, head, err);
    return asy_results_disconnect(self, ok ? err : NULL) && ok;
}

/* In the error, the name that the reader knows. */
void
asy_results_name_as_asked(const char *born, const char *path, struct asy_error *err)
{
    if (err && strncmp(err->where, born, sizeof err->where - 1) == 0)
        snprintf(err->where, sizeof err->where, "%s", path);
}

/* Born under another name, and under its own when it is whole. */
static bool
begin(struct asy_results **out, const char *path, const struct asy_results_head *head,
      struct asy_error *err)
{
    char born[ASY_BESIDE_SIZE];

    asy_name_born(path, born);
    if (!bear(born, head, err) ||
        !asy_put_in_place(born, path, !asy_exists(path) || asy_is_blank(path), err)) {
        asy_results_name_as_asked(born, path, err);
        asy_remove_file(born);
        return false;
    }
    if (asy_results_connect(out, path, SQLITE_OPEN_READWRITE, err) &&
        asy_stay_hold(*out, err) && asy_sql_run(*out, while_writing, err) &&
        asy_info_load(*out, err)) {
        (*out)->is_new = true;
        return true;
    }
    asy_results_disconnect(*out, NULL);
    *out = NULL;
    asy_remove_file(path);
    return false;
}

static bool
resume(struct asy_results **out, const char *path, const struct asy_results_head *head,
       struct asy_error *err)
{
    if (!asy_results_connect_ours(out, path, SQLITE_OPEN_READWRITE, false, err))
        return false;
    if (asy_stay_hold(*out, err) && go_on(*out, head, err))
        return true;
    asy_results_disconnect(*out, NULL);
    *out = NULL;
    return false;
}

/* With the lock: the file itself, and one beside it that did not come to its end. */
static bool
create(struct asy_results **out, const char *path, enum asy_results_mode mode,
       const struct asy_results_head *head, struct asy_error *err)
{
    char name[ASY_PATH_SIZE];

    if (!asy_name_beside(path, name, err))
        return false;
    const bool there = asy_exists(path) && !asy_is_blank(path);
    const bool begun = asy_exists(name) && !asy_is_blank(name);
    if (there && mode == ASY_RESULTS_NEW)
        return refuse_what_is_there(
            path, "exists: --resume continues it, --force overwrites it", err);
    if (begun && mode == ASY_RESULTS_NEW)
        return asy_fail(err, ASY_E_INPUT, name,
                        "holds an interrupted run: --resume continues it, --force begins "
                        "anew");
    const bool fresh = !(there || begun) || mode == ASY_RESULTS_OVERWRITE;
    const bool beside = begun || (fresh && there);
    if ((beside || fresh) &&
        (!asy_results_may_replace(path, err) || !asy_results_may_replace(name, err)))
        return false;
    if (!(fresh ? begin : resume)(out, beside ? name : path, head, err))
        return false;
    if (beside)
        snprintf((*out)->place, sizeof(*out)->place, "%s", path);
    return true;
}

bool
asy_results_create(struct asy_results **out, const char *output, enum asy_results_mode mode,
                   const struct asy_results_head *head, struct asy_error *err)
{
    char real[ASY_PATH_SIZE];
    const char *const path = asy_follow(output, real);
    struct asy_lock *lock;

    *out = NULL;
    if (!asy_results_reserve(&lock, path, err))
        return false;
    if (create(out, path, mode, head, err)) {
        (*out)->lock = lock;
        return true;
    }
    asy_lock_drop(lock);
    return false;
}

void
asy_results_abandon(struct asy_results *self)
{
    char path[sizeof self->path];
    const bool ours = self->is_new && asy_stay_is_there(self);
    struct asy_lock *const lock = self->lock;

    memcpy(path, self->path, sizeof path);
    self->lock = NULL;
    asy_results_disconnect(self, NULL);
    if (ours)
        asy_remove_file(path);
    asy_lock_drop(lock);
}
