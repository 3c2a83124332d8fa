/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which library this is. */
#ifndef ASYLSIM_VERSION_H
#define ASYLSIM_VERSION_H

#include "asylsim/export.h"

/* "0.1.0", of the library that is loaded. Within a version the same seed gives the same bits.
 */
ASY_PUBLIC const char *asy_version(void);

#endif
