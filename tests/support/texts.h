/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scenario texts made by a test, in a folder of its own, and what comes of reading them. */
#ifndef ASY_TESTS_SUPPORT_TEXTS_H
#define ASY_TESTS_SUPPORT_TEXTS_H

#include "scenario/scenario.h"

struct texts_folder {
    char name[64];
};

void texts_open(struct texts_folder *self);
void texts_close(const struct texts_folder *self); /* removes it with all that is in it */
/* Writes a file there; `path` (of at least 128 bytes) is set to its name. */
void texts_put(const struct texts_folder *self, const char *name, const char *text, char *path);
/* Copies a file of the source tree there. */
void texts_copy(const struct texts_folder *self, const char *from, const char *name);
/* Copies the reduced world there, tests/golden/small.cfg with what it includes. */
void texts_copy_small(const struct texts_folder *self);
/* Loads; every error is appended to `said`, one a line. NULL where there is one. */
struct asy_scenario *texts_load(const struct asy_scenario_args *args, char *said, size_t size);
void texts_print_errors(const struct asy_errors *errs, char *said, size_t size);

#endif
