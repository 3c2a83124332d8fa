/* SPDX-License-Identifier: GPL-3.0-or-later */
/* FNV-1a, 64 bits, over texts and over numbers (Fowler, Noll and Vo). Start with ASY_FNV_BASE.
 */
#ifndef ASY_BASE_HASH_H
#define ASY_BASE_HASH_H

#include <stdint.h>

#define ASY_FNV_BASE UINT64_C(0xcbf29ce484222325)

uint64_t asy_fnv(uint64_t hash, const char *text);
/* Over the eight bytes of a number, the lowest first, so that neither padding nor byte order
   enters. */
uint64_t asy_fnv_number(uint64_t hash, uint64_t number);

#endif
