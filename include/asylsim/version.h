/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which library this is. */
#ifndef ASYLSIM_VERSION_H
#define ASYLSIM_VERSION_H

#include "asylsim/export.h"

#include <stddef.h>

/* "0.2.0", of the library that is loaded. Within a version the same seed gives the same bits.
 */
ASY_PUBLIC const char *asy_version(void);

/* The size of a public struct in the library that is loaded, "asy_job": for other languages,
   which write the structs down a second time. 0 if there is none of this name. */
ASY_PUBLIC size_t asy_size_of(const char *name);

#endif
