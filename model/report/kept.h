/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the page keeps of an outcome, said once: cells.c writes by it, the page reads it from
   its data, and tests from `asylsim catalogue page --json`. */
#ifndef ASY_REPORT_KEPT_H
#define ASY_REPORT_KEPT_H

#include "outcome/derived.h"

#include <stdint.h>

/* How many quantiles a row keeps of the level and of the difference. */
enum asy_shape {
    ASY_SHAPE_NONE, /* not kept */
    ASY_SHAPE_SHORT,
    ASY_SHAPE_SLIM,
    ASY_SHAPE_FEW,
    ASY_N_SHAPES
};
struct asy_shape_row {
    int levels, of_difference;
};
extern const struct asy_shape_row asy_shapes[ASY_N_SHAPES];
/* The i-th of so many levels, 3 or 5: those of a range. */
double asy_shape_level(int levels, int i);

enum asy_whom { ASY_EVERYONE, ASY_A_GROUP, ASY_A_CITIZENSHIP };

/* A row that may be kept. */
struct asy_kept {
    const char *outcome;
    bool is_pair, is_cohort;
    bool is_reform, is_of_many; /* among so many scenarios that each keeps less */
    enum asy_whom whom;
    bool in_a_place;
    bool is_all_years;
    bool is_in_force; /* the years in force of its reform; of the baseline, of any */
};
enum asy_shape asy_kept_shape(const struct asy_kept *row);

/* The i-th outcome, metrics first: of which rows the page keeps anything. Of a row's five
   answers, each a digit to its own base, the bit is
   (((reform * 3 + whom) * 2 + in a place) * 2 + all years) * 2 + in force. */
uint64_t asy_kept_bits(int outcome, bool is_of_many);

#endif
