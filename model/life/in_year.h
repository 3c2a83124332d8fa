/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Persons counted by the calendar year, for what the law allows in a year. */
#ifndef ASY_LIFE_IN_YEAR_H
#define ASY_LIFE_IN_YEAR_H

#include <stdint.h>

struct asy_scene;

struct asy_in_year {
    uint32_t persons;
    int16_t year;
};

/* How many so far in the year of today. */
uint32_t asy_so_far_this_year(const struct asy_scene *scene, const struct asy_in_year *self);
void asy_count_this_year(const struct asy_scene *scene, struct asy_in_year *self,
                         uint32_t persons);

#endif
