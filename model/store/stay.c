/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE 1 /* F_OFD_SETLK */
#include "store/stay.h"

#include "store/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* One byte, where no database reaches; SQLite's own are at 2^30. */
static struct flock
far_byte(void)
{
    return (struct flock){
        .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = INT64_C(1) << 60, .l_len = 1
    };
}

/* Closing any descriptor of a file drops SQLite's locks on it: this one is closed after it. */
bool
asy_stay_hold(struct asy_results *self, struct asy_error *err)
{
    struct flock far = far_byte();

    self->held = open(self->path, O_RDWR | O_NONBLOCK | O_CLOEXEC);
    if (self->held < 0)
        return asy_fail(err, ASY_E_RESULTS, self->path, "cannot be opened: %s",
                        strerror(errno));
    if (fcntl(self->held, F_OFD_SETLK, &far) == 0 || (errno != EAGAIN && errno != EACCES))
        return true;
    return asy_lock_refuse(self->path, err);
}

bool
asy_stay_is_held(const char *path)
{
    struct flock far = far_byte();
    const int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);

    if (fd < 0)
        return false;
    const bool held = fcntl(fd, F_OFD_GETLK, &far) == 0 && far.l_type != F_UNLCK;
    close(fd);
    return held;
}

bool
asy_stay_is_there(const struct asy_results *self)
{
    struct stat here, there;

    return self->held < 0 || (fstat(self->held, &here) == 0 && stat(self->path, &there) == 0 &&
                              here.st_ino == there.st_ino && here.st_dev == there.st_dev);
}

bool
asy_stay_fail(const char *path, struct asy_error *err)
{
    return asy_fail(
        err, ASY_E_RESULTS, path,
        "was removed or replaced while it was written: what was moved elsewhere can "
        "be moved back and gone on with (--resume), what was removed is lost");
}

bool
asy_stay_check(struct asy_results *self, struct asy_error *err)
{
    if (!asy_stay_is_there(self))
        return asy_stay_fail(self->path, err);
    return !self->lock || asy_lock_keep(self->lock) ||
           asy_fail(err, ASY_E_RESULTS, self->path,
                    "its lock was removed while it was written, and another program may write "
                    "it now; --resume goes on");
}
