/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Structs of the public interface grow at their end; each begins with `size_t size`, which says
   how much of it its maker knows (asylsim/asylsim.h). In between stand copies of our own. */
#ifndef ASY_BASE_VERSIONED_H
#define ASY_BASE_VERSIONED_H

#include "base/fail.h"

/* Copies what a caller gave into ours, of `size` bytes; what it does not know is zero. Fails
   where its size is not set, or where it has set members that we do not know. */
bool asy_versioned_take(void *ours, size_t size, const void *theirs, const char *name,
                        struct asy_error *err);

/* Copies as much of ours as the caller's struct holds, and leaves in its size how much that is.
   False where there is none, or its size is not set. */
bool asy_versioned_give(void *theirs, const void *ours, size_t size);

#endif
