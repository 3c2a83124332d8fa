/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must be known of an outcome to read it rightly: among whom it is counted, what its sum
   over all places counts, and what is asked instead where it has no place. */
#ifndef ASY_OUTCOME_READING_H
#define ASY_OUTCOME_READING_H

#include "outcome/derived.h"
#include <stdbool.h>

struct asy_reading {
    bool is_root;         /* counted among nobody in particular */
    const char *of;       /* the outcome that counts those among whom it is decided */
    const char *together; /* a sentence: what all places together count; NULL: each one once */
    const char *by_place; /* of what has no place: the nearest outcome that has one */
};

/* Of a metric of the catalogue or a derived outcome. A sum has what its terms share; a ratio is
   already of somebody. */
struct asy_reading asy_reading_of(const char *outcome);

/* As declared: one of `is_root` and `of` for each metric. */
const struct asy_reading *asy_reading_at(int metric);

/* The label of a metric or derived outcome; NULL if it is none. */
const char *asy_outcome_label(const char *outcome);
/* By what it is counted: of a derived one, what its first term is counted by; NULL if none. */
const struct asy_metric_row *asy_outcome_row(const char *outcome);
/* Whether it is what becomes of people in the end, by when they set out. */
bool asy_outcome_is_final(const char *outcome);

#endif
