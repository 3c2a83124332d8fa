/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Putting people in the order of their own draws: priority << 32 | who, smallest first. */
#ifndef ASY_BASE_ORDER_H
#define ASY_BASE_ORDER_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

enum { ASY_ORDER_FEW = 24 };

static inline int
asy_order_compare(const void *a, const void *b)
{
    const uint64_t x = *(const uint64_t *) a, y = *(const uint64_t *) b;
    return (x > y) - (x < y);
}

/* Few come on one day: then insertion spares the library's calls. */
static inline void
asy_order(uint64_t *list, size_t n)
{
    if (n > ASY_ORDER_FEW) {
        qsort(list, n, sizeof *list, asy_order_compare);
        return;
    }
    for (size_t i = 1; i < n; i++) {
        const uint64_t x = list[i];
        size_t k = i;
        for (; k > 0 && list[k - 1] > x; k--)
            list[k] = list[k - 1];
        list[k] = x;
    }
}

#endif
