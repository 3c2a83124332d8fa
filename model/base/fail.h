/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For whoever fails first: filling the error that the public asylsim/error.h hands out. */
#ifndef ASY_BASE_FAIL_H
#define ASY_BASE_FAIL_H

#include "asylsim/error.h"

/* Fills `err` (which may be NULL) and returns false, so that a failure is one statement. */
bool asy_fail(struct asy_error *err, enum asy_code code, const char *where, const char *what,
              ...) __attribute__((format(printf, 4, 5)));

/* Adds an error to the list. */
void asy_errors_add(struct asy_errors *self, enum asy_code code, const char *where,
                    const char *what, ...) __attribute__((format(printf, 4, 5)));

#endif
