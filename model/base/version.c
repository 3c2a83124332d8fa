/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which version this is; CMakeLists.txt says it. */
#include "asylsim/version.h"

const char *
asy_version(void)
{
    return ASY_VERSION;
}
