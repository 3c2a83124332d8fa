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

/* A shipped one of this name, which has no folder, into `path`; false if there is none. */
bool asy_shipped_find(char *path, size_t size, const char *name, enum asy_file_of what);

/* What a file names by `extends`: as it is said; or, without a folder and with no such file
   beside, the shipped scenario of this name, in `path`. Returns either. */
const char *asy_shipped_extends(const struct asy_node *extends, char path[ASY_MOST_NAME]);

/* "; neither is a scenario of this name in A, B or C, did you mean x?": what is left to say of
   a name that is no file. Returns `out`. */
const char *asy_shipped_looked(const char *name, char *out, size_t size);

#endif
