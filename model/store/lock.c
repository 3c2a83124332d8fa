/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _DEFAULT_SOURCE 1 /* flock */
#include "store/lock.h"

#include "store/place.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { MOST_TEXT = 1024, MOST_TRIES = 25 };

static const char lock_ending[] = ".lock", magic[] = "asylsim lock\n";

struct asy_lock {
    int fd;
    char name[1100];
};

/* What is beside a file is locked with it. */
static void
name_lock(const char *path, char *out, size_t size)
{
    snprintf(out, size, "%.*s%s", (int) asy_stem_length(path), path, lock_ending);
}

/* ---- who holds it: "asylsim lock", then a line for each of these ------------- */

struct holder {
    long process;
    char host[128], since[32], command[256];
};

/* How this program was called, as far as the system tells. */
static void
read_command(char *out, size_t size)
{
    FILE *const file = fopen("/proc/self/cmdline", "rb");
    size_t n = file ? fread(out, 1, size - 1, file) : 0;

    if (file)
        fclose(file);
    while (n > 0 && out[n - 1] == '\0')
        n--;
    for (size_t i = 0; i < n; i++)
        if (out[i] == '\0' || out[i] == '\n')
            out[i] = ' ';
    out[n] = '\0';
    if (n == 0)
        snprintf(out, size, "asylsim");
    const char *const space = strchr(out, ' ');
    const size_t first = space ? (size_t) (space - out) : n;
    for (size_t i = first; i-- > 0;) /* its name, not its folder */
        if (out[i] == '/') {
            memmove(out, out + i + 1, strlen(out + i + 1) + 1);
            break;
        }
}

static void
time_text(char *out, size_t size)
{
    const time_t now = time(NULL);
    struct tm here;

    *out = '\0';
    if (localtime_r(&now, &here) && strftime(out, size, "%Y-%m-%d %H:%M", &here) == 0)
        *out = '\0';
}

static void
this_holder(struct holder *self)
{
    *self = (struct holder){ .process = (long) getpid() };
    if (gethostname(self->host, sizeof self->host - 1) != 0)
        *self->host = '\0';
    time_text(self->since, sizeof self->since);
    read_command(self->command, sizeof self->command);
}

static bool
write_holder(int fd)
{
    struct holder me;
    char text[MOST_TEXT];

    this_holder(&me);
    const int n = snprintf(text, sizeof text, "%s%ld\n%s\n%s\n%s\n", magic, me.process, me.host,
                           me.since, me.command);
    return ftruncate(fd, 0) == 0 && pwrite(fd, text, (size_t) n, 0) == (ssize_t) n;
}

static const char *
take_line(const char *text, char *out, size_t size)
{
    const size_t n = strcspn(text, "\n");

    snprintf(out, size, "%.*s", (int) n, text);
    return text + n + (text[n] == '\n');
}

/* Whether the file is a lock of ours, if only one that nobody has signed yet. */
static bool
read_holder(int fd, struct holder *out)
{
    char text[MOST_TEXT], number[32];
    const ssize_t n = pread(fd, text, sizeof text - 1, 0);

    *out = (struct holder){ 0 };
    if (n < 0)
        return false;
    text[n] = '\0';
    if (strncmp(text, magic, (size_t) n < sizeof magic - 1 ? (size_t) n : sizeof magic - 1) !=
        0)
        return false;
    if ((size_t) n < sizeof magic)
        return true;
    const char *rest = take_line(text + sizeof magic - 1, number, sizeof number);
    out->process = strtol(number, NULL, 10);
    rest = take_line(rest, out->host, sizeof out->host);
    rest = take_line(rest, out->since, sizeof out->since);
    take_line(rest, out->command, sizeof out->command);
    return true;
}

static bool
refuse(const char *path, const struct holder *who, struct asy_error *err)
{
    struct holder me;
    static const char advice[] = "wait for its end, or name another file with -o";

    if (who->process <= 0)
        return asy_fail(err, ASY_E_RESULTS, path, "is being written by another process: %s",
                        advice);
    this_holder(&me);
    const bool elsewhere = strcmp(me.host, who->host) != 0;
    const bool today = strncmp(me.since, who->since, strlen("2016-07-01")) == 0;
    return asy_fail(err, ASY_E_RESULTS, path,
                    "is being written by process %ld%s%s (%s, since %s): %s", who->process,
                    elsewhere ? " on " : "", elsewhere ? who->host : "", who->command,
                    today && strlen(who->since) > 11 ? who->since + 11 : who->since, advice);
}

/* ---- taking it --------------------------------------------------------------- */

static void
wait_a_little(void)
{
    const struct timespec t = { 0, 20 * 1000 * 1000 };
    nanosleep(&t, NULL);
}

static bool
fail_to_lock(const char *path, const char *name, struct asy_error *err)
{
    return asy_fail(err, ASY_E_RESULTS, path, "cannot be locked: %s: %s", name,
                    strerror(errno));
}

/* Whether the name is still that of the file: who held it may have removed it meanwhile. */
static bool
is_still(int fd, const char *name)
{
    struct stat here, there;

    return fstat(fd, &here) == 0 && lstat(name, &there) == 0 && here.st_ino == there.st_ino &&
           here.st_dev == there.st_dev;
}

enum attempt { TAKEN, HELD, AGAIN, FAILED };

static enum attempt
attempt(struct asy_lock *self, const char *path, struct holder *who, struct asy_error *err)
{
    struct stat st;

    self->fd = open(self->name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0666);
    if (self->fd < 0) {
        fail_to_lock(path, self->name, err);
        return FAILED;
    }
    if (fstat(self->fd, &st) != 0 || !S_ISREG(st.st_mode) || !read_holder(self->fd, who)) {
        asy_fail(
            err, ASY_E_INPUT, self->name,
            "is not a lock of asylsim, but has the name of one: name another file with -o");
        return FAILED;
    }
    if (flock(self->fd, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK)
            return HELD;
        fail_to_lock(path, self->name, err);
        return FAILED;
    }
    if (!is_still(self->fd, self->name))
        return AGAIN;
    if (write_holder(self->fd))
        return TAKEN;
    asy_fail(err, ASY_E_RESOURCES, self->name, "could not be written: %s", strerror(errno));
    unlink(self->name);
    return FAILED;
}

/* Its removal by somebody else has not stopped us: the name is taken again. A process that came
   meanwhile finds the file itself held (stay.h), and lets go of the name. */
bool
asy_lock_keep(struct asy_lock *self)
{
    struct holder who;

    if (is_still(self->fd, self->name))
        return true;
    struct asy_lock again = *self;
    for (int i = 0; i < MOST_TRIES; i++) {
        if (attempt(&again, self->name, &who, NULL) == TAKEN) {
            close(self->fd);
            self->fd = again.fd;
            return true;
        }
        if (again.fd >= 0)
            close(again.fd);
        wait_a_little();
    }
    return false;
}

bool
asy_lock_refuse(const char *path, struct asy_error *err)
{
    return refuse(path, &(const struct holder){ 0 }, err);
}

/* Who only looks (asy_lock_is_held) holds it for a moment too: so not at the first refusal. */
bool
asy_lock_take(struct asy_lock **out, const char *path, struct asy_error *err)
{
    struct asy_lock *const self = calloc(1, sizeof *self);
    struct holder who = { 0 };

    *out = NULL;
    if (!self)
        return asy_fail(err, ASY_E_RESOURCES, path, "out of memory");
    name_lock(path, self->name, sizeof self->name);
    for (int i = 0; i < MOST_TRIES; i++) {
        const enum attempt got = attempt(self, path, &who, err);
        if (got == TAKEN) {
            *out = self;
            return true;
        }
        if (self->fd >= 0)
            close(self->fd);
        if (got == FAILED) {
            free(self);
            return false;
        }
        wait_a_little();
    }
    free(self);
    return refuse(path, &who, err);
}

/* The name goes first: any process with the file open by then finds that it is no longer it. */
void
asy_lock_drop(struct asy_lock *self)
{
    if (!self)
        return;
    if (is_still(self->fd, self->name))
        unlink(self->name);
    close(self->fd);
    free(self);
}

bool
asy_lock_is_held(const char *path)
{
    char name[1100];

    name_lock(path, name, sizeof name);
    const int fd = open(name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0)
        return false;
    const bool held = flock(fd, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    close(fd);
    return held;
}
