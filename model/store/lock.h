/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One program at a time writes a results file. Who does is in FILE.lock, a file beside it that
   the system holds locked for as long as the program lives: whatever ends it, the lock is free.
   It is not the database that is locked, for SQLite's own locks are on that. */
#ifndef ASY_STORE_LOCK_H
#define ASY_STORE_LOCK_H

#include "base/fail.h"

struct asy_lock; /* opaque: held */

/* Takes the lock of a results file, of which FILE.partial is a part. ASY_E_RESULTS says who
   holds it; ASY_E_INPUT that FILE.lock is a file of somebody else. Give it back with
   asy_lock_drop. */
bool asy_lock_take(struct asy_lock **out, const char *path, struct asy_error *err);
void asy_lock_drop(struct asy_lock *self); /* NULL is fine */

/* Takes it again where FILE.lock was removed; false where another program now has that. */
bool asy_lock_keep(struct asy_lock *self);

/* Says that another program, not known by name, writes the file. */
bool asy_lock_refuse(const char *path, struct asy_error *err);

/* Whether a living program holds it, be it this one. */
bool asy_lock_is_held(const char *path);

#endif
