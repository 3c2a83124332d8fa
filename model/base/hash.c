/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/hash.h"

static const uint64_t prime = UINT64_C(0x100000001b3);

uint64_t
asy_fnv(uint64_t hash, const char *text)
{
    for (; *text; text++)
        hash = (hash ^ (unsigned char) *text) * prime;
    return hash;
}

uint64_t
asy_fnv_number(uint64_t hash, uint64_t number)
{
    for (int i = 0; i < 8; i++)
        hash = (hash ^ (number >> (8 * i) & 0xff)) * prime;
    return hash;
}
