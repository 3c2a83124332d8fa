/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The name that was probably meant. */
#ifndef ASY_SCENARIO_NEAR_H
#define ASY_SCENARIO_NEAR_H

#include <stdbool.h>
#include <stddef.h>

/* Start with { .word = what was found }, try each candidate, then ask for the hint. */
struct asy_near {
    const char *word;
    const char *name; /* the nearest so far; NULL if none is near. Borrowed */
    size_t distance;
    bool however_far; /* the nearest of all, be it like the word or not */
};

void asy_near_try(struct asy_near *self, const char *candidate);

/* ", did you mean x?" or "". The text lives in `self`'s caller's buffer. */
const char *asy_near_hint(const struct asy_near *self, char *buffer, size_t size);

#endif
