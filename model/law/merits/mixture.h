/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mixture of normal distributions of strength, and the threshold at which a share of it is
   granted: what the first guess (first_guess.c) and the trial runs (pilot.c) are solved by. */
#ifndef ASY_LAW_MERITS_MIXTURE_H
#define ASY_LAW_MERITS_MIXTURE_H

#include <stddef.h>

/* One file as it was seen: its strength, its weight in persons; not grantable where another
   part of the country was found. */
struct asy_seen {
    float strength, persons;
};

/* A mixture of normal distributions of strength: the groups, or the files smoothed a little. */
struct asy_mixture {
    const struct asy_seen *part;
    size_t n;
    double sd, whole, rate;
};

/* The threshold at which the share granted is the rate; NAN when memory is short. */
double asy_mixture_solve(struct asy_mixture *mix);

#endif
