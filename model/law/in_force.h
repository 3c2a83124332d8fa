/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the laws of a day say, put together once for what every step of every life asks; made
   anew when a law changes (law/in_force.c). */
#ifndef ASY_LAW_IN_FORCE_H
#define ASY_LAW_IN_FORCE_H

#include "life/stage.h"
#include "scenario/param.h"

#include <stdint.h>

struct asy_scene;

enum { ASY_N_DISPOSITIONS = 4, ASY_LARGEST_FAMILY = 12 };

/* At a crossing: the chance that a claim comes out, by person, and that it is heeded. */
struct asy_gate {
    float stated[2][ASY_N_DISPOSITIONS]; /* [with children][disposition] */
    double heeded;
    double ceiling; /* persons a day */
};

struct asy_in_force {
    uint64_t dublin;                 /* states that apply the Dublin regulation */
    uint64_t stays[ASY_MAX_GROUPS];  /* transit countries where some of the group stay */
    uint64_t closed[ASY_MAX_GROUPS]; /* transit countries that let in some of it only */
    double found[ASY_MAX_COUNTRIES]; /* by state: for whom at most another part of the country
                                        is found, share */
    uint64_t bars; /* states with conditions for another part of the country */
    double families[ASY_MAX_GROUPS][ASY_LARGEST_FAMILY - 2]; /* chance of at most 2, 3, ...
                                                                persons in a family */
    double most_checks, most_other_checks; /* a year, in any country on any day: people move */
    struct asy_gate gate[ASY_MAX_CROSSINGS];
};

/* Puts together what the laws of the scene's day say. */
void asy_in_force_read(struct asy_in_force *self, const struct asy_scene *scene);

#endif
