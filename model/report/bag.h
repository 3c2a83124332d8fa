/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sums by key, one for each history: what the page's tables are made of. Only keys that were
   met take room. */
#ifndef ASY_REPORT_BAG_H
#define ASY_REPORT_BAG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct asy_bag {
    uint64_t *key;  /* [n] in the order met */
    double **value; /* [n][n_jobs] */
    int32_t *slot;  /* open addressing: index + 1, 0 where free */
    size_t n, room, n_slots, n_jobs;
};

bool asy_bag_init(struct asy_bag *self, size_t n_jobs);
void asy_bag_free(struct asy_bag *self);
/* The values of a key, zero at first; NULL when memory is short. */
double *asy_bag_at(struct asy_bag *self, uint64_t key);
/* The values of a key that is there; else NULL. */
const double *asy_bag_find(const struct asy_bag *self, uint64_t key);

#endif
