/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walks: how far each family of observed series moves in a year after its last day of data (the
   law `walk`), and the paths by month from which the walk of a series is put together. */
#ifndef ASY_SCENARIO_WALK_H
#define ASY_SCENARIO_WALK_H

#include "scenario/known.h"

/* rules.walk, by family: see walk_law.c. */
struct asy_walk {
    double size[ASY_N_FAMILIES], passing[ASY_N_FAMILIES];
    double common[ASY_N_FAMILIES], row[ASY_N_FAMILIES], column[ASY_N_FAMILIES];
    double observation[ASY_N_FAMILIES];
    double uneven_series, uneven_years, group, furthest;
};

/* So many months are laid out; after the last a series stands still. */
enum { ASY_WALK_MONTHS = 120, ASY_WALK_YEARS = ASY_WALK_MONTHS / 12 };

/* What moves one thing: at the end of each month after the last day of data. */
struct asy_walk_path {
    double start; /* standard normal: where in its span the level stood */
    double at[ASY_WALK_MONTHS];
};

/* A Brownian motion with variance 1 in a year. The increment of each year is one
   asy_prior_luck, keyed by (seed, draw, key, year), so that draws spread evenly over it; the
   months between are a bridge. Depends on nothing else: not on the scenario, the number of
   draws, or where a run ends. */
void asy_walk_path(struct asy_walk_path *self, uint64_t seed, uint32_t draw, uint64_t key);
/* Variance 1 in every month, half of it forgotten in six months. */
void asy_walk_passing(struct asy_walk_path *self, uint64_t seed, uint32_t draw, uint64_t key);
/* One standard normal, spread evenly over draws. */
double asy_walk_normal(uint64_t seed, uint32_t draw, uint64_t key);

#endif
