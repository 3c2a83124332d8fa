/* SPDX-License-Identifier: GPL-3.0-or-later */
/* As Linux does it for what grows between a program and its kernel (copy_struct_from_user). */
#include "base/versioned.h"

#include <string.h>

static size_t
size_of(const void *theirs)
{
    size_t size = 0;

    if (theirs)
        memcpy(&size, theirs, sizeof size);
    return size;
}

bool
asy_versioned_take(void *ours, size_t size, const void *theirs, const char *name,
                   struct asy_error *err)
{
    const size_t given = size_of(theirs);

    memset(ours, 0, size);
    if (given < sizeof(size_t))
        return asy_fail(err, ASY_E_INPUT, name,
                        theirs ? "its size is not set: begin with { .size = sizeof ... }"
                               : "is missing (NULL)");
    for (size_t i = size; i < given; i++)
        if (((const unsigned char *) theirs)[i])
            return asy_fail(err, ASY_E_INPUT, name,
                            "sets what this library does not know: the program was made for a "
                            "newer one");
    memcpy(ours, theirs, given < size ? given : size);
    memcpy(ours, &size, sizeof size);
    return true;
}

bool
asy_versioned_give(void *theirs, const void *ours, size_t size)
{
    const size_t room = size_of(theirs);
    const size_t given = room < size ? room : size;

    if (room < sizeof(size_t))
        return false;
    memcpy(theirs, ours, given);
    memcpy(theirs, &given, sizeof given);
    return true;
}
