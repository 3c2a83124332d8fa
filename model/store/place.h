/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a results file is, what stands beside it, and how one comes to its name: born under
   another, whole and on the disk before it is renamed, so that whatever stops the program,
   under FILE there is the older file, the new one, or none. */
#ifndef ASY_STORE_PLACE_H
#define ASY_STORE_PLACE_H

#include "base/fail.h"

enum { ASY_PATH_SIZE = 1024, ASY_BESIDE_SIZE = 1100 };

/* The length of a name without ".partial". */
size_t asy_stem_length(const char *path);

/* A link stays one: what is written, and what is beside it, is where it points to, be nothing
   there yet. Returns `path` or `real`. */
const char *asy_follow(const char *path, char real[ASY_PATH_SIZE]);

/* "FILE.partial", and the name under which either is born. ASY_E_INPUT if they are too long. */
bool asy_name_beside(const char *path, char out[ASY_PATH_SIZE], struct asy_error *err);
void asy_name_born(const char *path, char out[ASY_BESIDE_SIZE]);

bool asy_exists(const char *path);
/* Whether it is there and holds nothing, not even a table. */
bool asy_is_blank(const char *path);

/* Whether what is there, with its logs, are files that can be opened: a pipe would be waited
   for. True where nothing is. */
bool asy_is_common(const char *path, struct asy_error *err);

/* With SQLite's logs. */
void asy_remove_file(const char *path);

/* Removes what a program that was stopped has left under the name under which a file is born;
   ASY_E_INPUT if it is somebody else's. */
bool asy_remove_born(const char *path, struct asy_error *err);

/* Puts the file `from`, closed, in the place of `to`; where `fresh`, only if nothing is there.
 */
bool asy_put_in_place(const char *from, const char *to, bool fresh, struct asy_error *err);

/* SQLite's logs, FILE-journal and FILE-wal, stay where a program was stopped: what they hold is
   rolled back, or folded in, by the next that opens the file to write it. Whether one is there
   that holds something: */
bool asy_has_log(const char *path);
/* Puts right what can be, before the file is judged; `mine` where the caller has the lock. */
void asy_recover(const char *path, bool mine);
/* Whether that was left undone for want of the right to write; says what to do. */
bool asy_must_recover(const char *path, struct asy_error *err);

/* Whether it can only be read as it stands: its writers used a log, of which nothing is left,
   and SQLite would make one anew where nobody may write. */
bool asy_is_shut_away(const char *path);

#endif
