/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/known.h"

#include <string.h>

static const struct {
    const char *name, *doc;
} families[ASY_N_FAMILIES] = {
#define WALK(name, doc) [ASY_FAMILY_##name] = { #name, doc },
#include "catalogue/walks.def"
#undef WALK
};

static const struct {
    enum asy_law_id law;
    const char *key;
    enum asy_family family;
} observed[] = {
#define OBSERVED(law, key, family) { ASY_LAW_##law, #key, ASY_FAMILY_##family },
#include "catalogue/observed.def"
#undef OBSERVED
};

const char *
asy_family_name(int family)
{
    return family >= 0 && family < ASY_N_FAMILIES ? families[family].name : NULL;
}

const char *
asy_family_doc(int family)
{
    return family >= 0 && family < ASY_N_FAMILIES ? families[family].doc : NULL;
}

bool
asy_is_observed(int law, int param, enum asy_family *family)
{
    const char *const key = asy_laws[law]->params[param].name;

    if (family)
        *family = ASY_FAMILY_none;
    for (size_t i = 0; i < sizeof observed / sizeof *observed; i++)
        if ((int) observed[i].law == law && strcmp(observed[i].key, key) == 0) {
            if (family)
                *family = observed[i].family;
            return true;
        }
    return false;
}
