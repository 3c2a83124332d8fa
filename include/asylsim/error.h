/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can go wrong, said once for the person who must act. The two structs never grow: they
   are the caller's, and stand in arrays. */
#ifndef ASYLSIM_ERROR_H
#define ASYLSIM_ERROR_H

#include "asylsim/export.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Exit codes of the program follow from these (see docs/results.md). */
enum asy_code {
    ASY_OK = 0,
    ASY_E_TARGET = 1,    /* a target was missed */
    ASY_E_INPUT = 2,     /* bad usage or scenario */
    ASY_E_RESULTS = 3,   /* results file unusable, or not of this scenario */
    ASY_E_RESOURCES = 4, /* out of disk or memory */
    ASY_E_INTERNAL = 5,  /* our mistake */
};

/* One error. `where` is "file:line" or the name of a thing, `what` a sentence that names what
   was found, what was expected and, where one is near, the name that was probably meant. */
struct asy_error {
    enum asy_code code;
    char where[160];
    char what[480];
};

/* All errors of one pass, in the order in which they were found. Zero it before use;
   asy_errors_free() is safe on a zeroed one. Past 200 errors only the count grows. */
struct asy_errors {
    struct asy_error *list;
    size_t n, room, n_more;
};

/* Prints one line an error: "where: what". */
ASY_PUBLIC void asy_errors_print(const struct asy_errors *self, FILE *out);

ASY_PUBLIC void asy_errors_free(struct asy_errors *self); /* safe on NULL */

#endif
