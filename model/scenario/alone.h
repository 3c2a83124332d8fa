/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reform given without its baseline, which it names by `extends`. */
#ifndef ASY_SCENARIO_ALONE_H
#define ASY_SCENARIO_ALONE_H

#include "base/fail.h"

enum { ASY_BASELINE_NAME = 512 }; /* bytes */

enum asy_alone {
    ASY_ALONE_NOT, /* no reform, or unreadable: the loader will say why */
    ASY_ALONE,     /* `baseline` is the file at the end of its `extends` */
    ASY_ALONE_LOST /* a reform whose baseline cannot be found: see `errs` */
};

enum asy_alone asy_reform_alone(const char *file, char baseline[ASY_BASELINE_NAME],
                                struct asy_errors *errs);

#endif
