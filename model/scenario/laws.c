/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of all laws, in the order of laws.def. */
#include "scenario/param.h"

const struct asy_law *const asy_laws[ASY_N_LAWS] = {
#define LAW(name) [ASY_LAW_##name] = &asy_law_##name,
#include "catalogue/laws.def"
#undef LAW
};
