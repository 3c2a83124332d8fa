/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What `asylsim validate` has found, for those who print it. */
#ifndef ASY_CLI_VALIDATE_H
#define ASY_CLI_VALIDATE_H

#include "cli/options.h"
#include "inference/rehearsal.h"
#include "inference/wanted.h"

#include <stdio.h>

struct asy_validation {
    const struct asy_options *options;
    const struct asy_targets *targets;
    const struct asy_rehearsal *rehearsal;
    const struct asy_scenario *scenario; /* as of the last of the days; of it only what any
                                            day's has: title, values set by hand */
    char digest[33];                     /* of the scenario with all that was observed */
    char until[24];                      /* the last day that is scored */
};

/* Goes through what is missed; returns how much. `take` may be NULL. */
typedef void asy_take_miss(void *user, const char *family, const char *why);
int asy_validation_misses(const struct asy_validation *self, asy_take_miss *take, void *user);

/* "claims by origin", or "all" of -1. */
const char *asy_validation_family(const struct asy_validation *self, int family);

/* Markdown that reads as text, failures first (validate_print.c). */
void asy_validation_print(const struct asy_validation *self, FILE *out);
/* Returns the exit code (validate_json.c). */
int asy_validation_json(const struct asy_validation *self);

/* Writes what is asked by rows, as CSV (validate_rows.c). */
bool asy_validation_rows(const struct asy_options *options, struct asy_wanted *rows,
                         const struct asy_scenario *scenario, struct asy_error *err);

/* Whether `path` can be read and has the two marks between which is written (validate_write.c).
 */
bool asy_validation_has_marks(const char *path, struct asy_error *err);
/* Writes between them; the file is replaced once all is written. */
bool asy_validation_write(const struct asy_validation *self, const char *path,
                          struct asy_error *err);

#endif
