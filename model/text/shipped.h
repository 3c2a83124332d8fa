/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a scenario lies that is named without a folder: asy_scenario_find (asylsim/find.h).
 */
#ifndef ASY_TEXT_SHIPPED_H
#define ASY_TEXT_SHIPPED_H

#include "asylsim/find.h"
#include "text/text.h"

enum { ASY_MOST_SHIPPED = 4 };

/* The folders that are looked into, in their order, be they there or not: that of the variable
   ASYLSIM_SCENARIOS; beside the program or the library as they are installed; the source from
   which they were built; that of the configured prefix. Returns how many. */
int asy_shipped_folders(char folders[ASY_MOST_SHIPPED][ASY_MOST_NAME]);

/* "; neither is a scenario of this name in A, B or C, did you mean x?": what is left to say of
   a name that is no file. Returns `out`. */
const char *asy_shipped_looked(const char *name, char *out, size_t size);

#endif
