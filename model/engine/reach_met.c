/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which names on a list are about a person (catalogue/met.def). */
#include "engine/reach.h"

#include <string.h>

enum how { UNKNOWN, GROUP, CITIZENSHIP, PASSED, ENTERED, HERE, BANNED, EVERYBODY };

static const struct {
    int law;
    const char *key;
    enum how how;
} lists[] = {
#define MET(law, key, how) { ASY_LAW_##law, #key, how },
#include "catalogue/met.def"
};

static enum how
how_of(int law, int param)
{
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (lists[i].law == law && strcmp(lists[i].key, asy_laws[law]->params[param].name) == 0)
            return lists[i].how;
    return UNKNOWN;
}

bool
asy_met_known(int law, int param)
{
    return how_of(law, param) != UNKNOWN;
}

static uint64_t
bit_of(int index)
{
    return index < ASY_MAX_ENTITIES ? asy_bit(index) : 0; /* ASY_NOBODY has none */
}

uint64_t
asy_met_by(int law, int param, const struct asy_applicant *who)
{
    switch (how_of(law, param)) {
    case GROUP:
        return bit_of(who->group);
    case CITIZENSHIP:
        return bit_of(who->citizenship);
    case PASSED:
        return who->via & ~bit_of(who->citizenship);
    case ENTERED:
        return who->claimed | bit_of(who->first) | bit_of(who->visa) | bit_of(who->target);
    case HERE:
        return bit_of(who->place);
    case BANNED:
        return who->banned_by;
    case EVERYBODY:
    case UNKNOWN:
    default:
        return ~UINT64_C(0);
    }
}
