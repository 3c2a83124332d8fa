/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loaded before the program (LD_PRELOAD) by edges.py, to stop it at a chosen point: of the
   calls that change files, before the n-th the program is killed outright (STOP_KILL_AT=n), or
   from the n-th on the disk is full (STOP_FULL_AT=n). STOP_COUNT_TO=FILE: how many there were.
 */
#define _GNU_SOURCE 1
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

static long n_calls; /* the store is written by one thread at a time */

static long
asked(const char *name)
{
    const char *const text = getenv(name);
    return text ? strtol(text, NULL, 10) : -1;
}

/* Whether the call may go on. */
static int
pass(int takes_room)
{
    const long kill_at = asked("STOP_KILL_AT"), full_at = asked("STOP_FULL_AT");
    const long n = n_calls++;

    if (n == kill_at)
        kill(getpid(), SIGKILL);
    if (!takes_room || full_at < 0 || n < full_at)
        return 1;
    errno = ENOSPC;
    return 0;
}

static void *
real(const char *name)
{
    return dlsym(RTLD_NEXT, name);
}

#define PASS_ON(takes_room, type, name, parameters, arguments)                                 \
    type name parameters;                                                                      \
    type name parameters                                                                       \
    {                                                                                          \
        type(*const next) parameters = (type(*) parameters) real(#name);                       \
        return pass(takes_room) ? next arguments : (type) -1;                                  \
    }

PASS_ON(1, ssize_t, pwrite64, (int fd, const void *from, size_t n, off_t at), (fd, from, n, at))
PASS_ON(1, ssize_t, pwrite, (int fd, const void *from, size_t n, off_t at), (fd, from, n, at))
PASS_ON(0, int, ftruncate64, (int fd, off_t size), (fd, size))
PASS_ON(0, int, ftruncate, (int fd, off_t size), (fd, size))
PASS_ON(0, int, fsync, (int fd), (fd))
PASS_ON(0, int, fdatasync, (int fd), (fd))
PASS_ON(0, int, unlink, (const char *path), (path))
PASS_ON(0, int, rename, (const char *from, const char *to), (from, to))
PASS_ON(1, int, link, (const char *from, const char *to), (from, to))

/* SQLite writes by this where it has sought; what is printed is no file. */
ssize_t write(int fd, const void *from, size_t n);
ssize_t
write(int fd, const void *from, size_t n)
{
    ssize_t (*const next)(int, const void *, size_t) =
        (ssize_t(*)(int, const void *, size_t)) real("write");
    return fd <= STDERR_FILENO || pass(1) ? next(fd, from, n) : -1;
}

__attribute__((destructor)) static void
tell(void)
{
    const char *const path = getenv("STOP_COUNT_TO");
    FILE *const file = path ? fopen(path, "w") : NULL;

    if (file) {
        fprintf(file, "%ld\n", n_calls);
        fclose(file);
    }
}
