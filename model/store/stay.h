/* SPDX-License-Identifier: GPL-3.0-or-later */
/* That a file being written stays where it is and has one writer, though FILE.lock be removed:
   the database is held too, by a lock of the system on a byte far behind its end, where SQLite
   has none. */
#ifndef ASY_STORE_STAY_H
#define ASY_STORE_STAY_H

#include "store/inside.h"

/* Holds the file that is open in `self` until it is closed; ASY_E_RESULTS where another program
   does. Where the file system has no such locks, FILE.lock is all there is. */
bool asy_stay_hold(struct asy_results *self, struct asy_error *err);

/* Whether another program holds the file of that name. */
bool asy_stay_is_held(const char *path);

/* Whether its name is still that of the open file. */
bool asy_stay_is_there(const struct asy_results *self);

/* The same, with its lock, which is taken again where it was removed; says what is wrong. */
bool asy_stay_check(struct asy_results *self, struct asy_error *err);
bool asy_stay_fail(const char *path, struct asy_error *err);

#endif
