/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _XOPEN_SOURCE 700 /* realpath */
#include "store/place.h"

#include "store/inside.h"
#include "store/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- names ------------------------------------------------------------------- */

static const char beside_ending[] = ".partial", born_ending[] = ".asylsim-new";
static const char *const logs[] = { "-journal", "-wal", "-shm" };
enum { N_LOGS = 2, N_LOG_FILES = 3 }; /* -shm holds nothing that lasts */

size_t
asy_stem_length(const char *path)
{
    const size_t m = sizeof beside_ending - 1;
    size_t n = strlen(path);

    while (n > m && memcmp(path + n - m, beside_ending, m) == 0)
        n -= m;
    return n;
}

bool
asy_name_beside(const char *path, char out[ASY_PATH_SIZE], struct asy_error *err)
{
    const char *const slash = strrchr(path, '/');
    const size_t n = strlen(path), base = slash ? strlen(slash + 1) : n;
    const size_t most = sizeof beside_ending + sizeof born_ending + sizeof "-journal";

    if (n + most > ASY_PATH_SIZE || base + most > NAME_MAX)
        return asy_fail(err, ASY_E_INPUT, path, "the name of the results file is too long");
    memcpy(out, path, n);
    memcpy(out + n, beside_ending, sizeof beside_ending);
    return true;
}

void
asy_name_born(const char *path, char out[ASY_BESIDE_SIZE])
{
    snprintf(out, ASY_BESIDE_SIZE, "%s%s", path, born_ending);
}

static void
name_log(const char *path, const char *log, char out[ASY_BESIDE_SIZE])
{
    snprintf(out, ASY_BESIDE_SIZE, "%s%s", path, log);
}

/* The folder of a file. */
static void
name_folder(const char *path, char out[ASY_BESIDE_SIZE])
{
    const char *const slash = strrchr(path, '/');

    if (!slash)
        snprintf(out, ASY_BESIDE_SIZE, ".");
    else
        snprintf(out, ASY_BESIDE_SIZE, "%.*s", slash > path ? (int) (slash - path) : 1, path);
}

static bool
is_link(const char *path)
{
    struct stat st;
    return lstat(path, &st) == 0 && S_ISLNK(st.st_mode);
}

/* One step along a link: what it says, from the folder in which it is. */
static bool
step_along(char path[ASY_PATH_SIZE])
{
    char to[ASY_PATH_SIZE], next[2 * ASY_BESIDE_SIZE];
    const ssize_t n = readlink(path, to, sizeof to - 1);

    if (n <= 0)
        return false;
    to[n] = '\0';
    *next = '\0';
    if (*to != '/') {
        name_folder(path, next);
        strcat(next, "/");
    }
    strcat(next, to);
    if (strlen(next) >= ASY_PATH_SIZE)
        return false;
    memcpy(path, next, strlen(next) + 1);
    return true;
}

const char *
asy_follow(const char *path, char real[ASY_PATH_SIZE])
{
    enum { MOST_STEPS = 8 };
    char *const found = is_link(path) ? realpath(path, NULL) : NULL;
    const bool fits = found && strlen(found) < ASY_PATH_SIZE;

    if (fits)
        snprintf(real, ASY_PATH_SIZE, "%s", found);
    free(found);
    if (fits || !is_link(path) || strlen(path) >= ASY_PATH_SIZE)
        return fits ? real : path;
    snprintf(real, ASY_PATH_SIZE, "%s", path);
    for (int i = 0; i < MOST_STEPS && is_link(real); i++)
        if (!step_along(real))
            return path;
    return real;
}

/* ---- what is there ----------------------------------------------------------- */

bool
asy_exists(const char *path)
{
    return access(path, F_OK) == 0;
}

static bool
is_empty(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode) && st.st_size == 0;
}

enum { HEAD_SIZE = 100, HEAD_MODE = 18, HEAD_CHANGES = 24, HEAD_ID = 68 };

/* What the first page says. */
struct head {
    bool is_sqlite, is_bare; /* bare: it was not written yet */
    bool is_unborn;          /* its first transaction did not come to its end */
    bool has_log;            /* its writers use a write-ahead log */
    uint32_t id;             /* of the application; 0: of none */
};

/* A pipe's name would be waited for, and a device may be anything: only files are opened. */
static int
open_common(const char *path)
{
    struct stat st;
    const int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);

    if (fd < 0 || (fstat(fd, &st) == 0 && S_ISREG(st.st_mode)))
        return fd;
    close(fd);
    return -1;
}

static struct head
read_head(const char *path)
{
    static const char magic[] = "SQLite format 3";
    static const unsigned char bare[HEAD_SIZE];
    unsigned char head[HEAD_SIZE] = { 0 };
    struct head self = { 0 };
    const int fd = open_common(path);

    if (fd < 0)
        return self;
    const ssize_t n = read(fd, head, sizeof head);
    close(fd);
    self.is_sqlite = n == sizeof head && memcmp(head, magic, sizeof magic) == 0;
    self.is_bare = memcmp(head, bare, sizeof bare) == 0;
    self.is_unborn = self.is_sqlite && memcmp(head + HEAD_CHANGES, bare, 4) == 0;
    self.has_log = self.is_sqlite && head[HEAD_MODE] == 2;
    for (int i = 0; i < 4; i++)
        self.id = self.id << 8 | head[HEAD_ID + i];
    return self;
}

static bool
head_is_ours(const char *path)
{
    const struct head head = read_head(path);
    return head.is_sqlite && head.id == ASY_APPLICATION_ID;
}

static bool
has_no_table(const char *path)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *stmt = NULL;
    const bool none = sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
                      sqlite3_prepare_v2(db, "SELECT count(*) FROM sqlite_master", -1, &stmt,
                                         NULL) == SQLITE_OK &&
                      sqlite3_step(stmt) == SQLITE_ROW && sqlite3_column_int(stmt, 0) == 0;

    sqlite3_finalize(stmt);
    sqlite3_close(db);
    return none;
}

bool
asy_is_blank(const char *path)
{
    return is_empty(path) || (head_is_ours(path) && has_no_table(path));
}

/* ---- logs left behind -------------------------------------------------------- */

static void
remove_logs(const char *path)
{
    char name[ASY_BESIDE_SIZE];

    for (int i = 0; i < N_LOG_FILES; i++) {
        name_log(path, logs[i], name);
        unlink(name);
    }
}

void
asy_remove_file(const char *path)
{
    unlink(path);
    remove_logs(path);
}

/* Empty, of ours, or what SQLite leaves of a file that had not come to be one. */
static bool
may_be_ours(const char *path)
{
    const struct head head = read_head(path);
    struct stat st;

    return lstat(path, &st) != 0 ||
           (S_ISREG(st.st_mode) && (st.st_size == 0 || head.is_bare || head.is_unborn ||
                                    (head.is_sqlite && head.id == ASY_APPLICATION_ID)));
}

bool
asy_remove_born(const char *path, struct asy_error *err)
{
    char born[ASY_BESIDE_SIZE];

    asy_name_born(path, born);
    if (!may_be_ours(born))
        return asy_fail(
            err, ASY_E_INPUT, born,
            "is not a file of asylsim, but has the name of one: move it, or name another "
            "file with -o");
    asy_remove_file(born);
    return true;
}

static bool
find_log(const char *path, char out[ASY_BESIDE_SIZE])
{
    struct stat st;

    for (int i = 0; i < N_LOGS; i++) {
        name_log(path, logs[i], out);
        if (stat(out, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0)
            return true;
    }
    return false;
}

bool
asy_has_log(const char *path)
{
    char name[ASY_BESIDE_SIZE];
    return find_log(path, name);
}

static bool
is_odd(const char *path, struct asy_error *err)
{
    struct stat st;

    if (stat(path, &st) != 0 || S_ISREG(st.st_mode))
        return false;
    asy_fail(err, ASY_E_RESULTS, path, "%s",
             S_ISDIR(st.st_mode) ? "is a folder, not a file: name the file in it"
                                 : "is not a regular file");
    return true;
}

bool
asy_is_common(const char *path, struct asy_error *err)
{
    char name[ASY_BESIDE_SIZE];

    if (is_odd(path, err))
        return false;
    for (int i = 0; i < N_LOG_FILES; i++) {
        name_log(path, logs[i], name);
        if (is_odd(name, err))
            return false;
    }
    return true;
}

/* Where a log is, of ours or of nobody's yet; and of ours what was not made one file again. */
static bool
is_left(const char *path)
{
    const struct head head = read_head(path);
    const bool ours = head.is_sqlite && head.id == ASY_APPLICATION_ID;

    if (asy_has_log(path))
        return ours || head.is_bare || (head.is_sqlite && head.id == 0);
    return ours && head.has_log;
}

/* SQLite does it when it first reads. Who still has the file open hinders only the last step.
 */
void
asy_recover(const char *path, bool mine)
{
    sqlite3 *db = NULL;

    if (!asy_exists(path) || !asy_is_common(path, NULL) || !is_left(path) ||
        (!mine && asy_lock_is_held(path)))
        return;
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK) {
        sqlite3_busy_timeout(db, 2000);
        sqlite3_exec(db, "SELECT count(*) FROM sqlite_master", NULL, NULL, NULL);
        sqlite3_busy_timeout(db, 100);
        if (head_is_ours(path))
            sqlite3_exec(db, "PRAGMA journal_mode=DELETE", NULL, NULL, NULL);
    }
    sqlite3_close(db);
}

bool
asy_must_recover(const char *path, struct asy_error *err)
{
    char log[ASY_BESIDE_SIZE], folder[ASY_BESIDE_SIZE];

    name_folder(path, folder);
    if (!find_log(path, log) || (access(path, W_OK) == 0 && access(folder, W_OK | X_OK) == 0))
        return false;
    asy_fail(err, ASY_E_RESULTS, path,
             "was left in the midst of being written; %s must be worked into it first, for "
             "which both and their folder must be writable: make them so, or copy the two "
             "together to a folder that is",
             log);
    return true;
}

bool
asy_is_shut_away(const char *path)
{
    const struct head head = read_head(path);
    char folder[ASY_BESIDE_SIZE];

    name_folder(path, folder);
    return head.is_sqlite && head.id == ASY_APPLICATION_ID && head.has_log &&
           access(folder, W_OK) != 0 && !asy_has_log(path) && !asy_lock_is_held(path);
}

/* ---- into place -------------------------------------------------------------- */

static bool
sync_at(const char *path, int flags)
{
    const int fd = open(path, flags | O_CLOEXEC);
    const bool ok = fd >= 0 && fsync(fd) == 0;

    if (fd >= 0)
        close(fd);
    return ok;
}

/* A link is refused where anything is; not all file systems have links. */
static bool
move_to_nothing(const char *from, const char *to)
{
    if (link(from, to) == 0) {
        unlink(from);
        return true;
    }
    return errno != EEXIST && rename(from, to) == 0;
}

/* The older file's log, were it left, would be read as the new one's. */
bool
asy_put_in_place(const char *from, const char *to, bool fresh, struct asy_error *err)
{
    char folder[ASY_BESIDE_SIZE];

    if (fresh && asy_exists(to) && !asy_is_blank(to))
        return asy_fail(err, ASY_E_INPUT, to, "was created in the meantime");
    if (!sync_at(from, O_RDWR))
        return asy_fail(err, ASY_E_RESOURCES, to, "cannot be written: %s", strerror(errno));
    remove_logs(to);
    if (fresh && !asy_exists(to) ? !move_to_nothing(from, to) : rename(from, to) != 0)
        return asy_fail(err, errno == EEXIST ? ASY_E_INPUT : ASY_E_RESOURCES, to,
                        "cannot be written: %s", strerror(errno));
    name_folder(to, folder);
    sync_at(folder, O_RDONLY); /* what cannot be synced is in its place all the same */
    return true;
}
