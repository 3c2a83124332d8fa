/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of all laws, in the order of laws.def. */
#include "scenario/param.h"

#include <string.h>

const struct asy_law *const asy_laws[ASY_N_LAWS] = {
#define LAW(name) [ASY_LAW_##name] = &asy_law_##name,
#include "catalogue/laws.def"
#undef LAW
};

const char *
asy_law_file(const struct asy_law *law)
{
    const char *const file = law->file ? law->file : "", *const at = strstr(file, "model/law/"),
                      *const here = strstr(file, "model/scenario/");
    return at ? at : here ? here : file;
}
