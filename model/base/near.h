/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The name that was probably meant. */
#ifndef ASY_BASE_NEAR_H
#define ASY_BASE_NEAR_H

#include <stdbool.h>
#include <stddef.h>

/* Start with { .word = what was found }, try each candidate, then ask for the hint. */
struct asy_near {
    const char *word;
    const char *name; /* the nearest so far; NULL if none is near. Borrowed */
    size_t distance;
    bool however_far; /* the nearest of all, be it like the word or not */
};

/* Near is what is spelt alike, or has its parts in common: `limit` of `limit_days`; but not
   what means the opposite, as `never` of `safe_countries`. */
void asy_near_try(struct asy_near *self, const char *candidate);
/* As before, but it is `name` that is meant by the candidate, which may be a label. */
void asy_near_try_as(struct asy_near *self, const char *candidate, const char *name);
/* Last: `name` is what a text tells of that holds every part of the word. */
void asy_near_try_text(struct asy_near *self, const char *text, const char *name);

/* ", did you mean x?" or "". The text lives in `self`'s caller's buffer. */
const char *asy_near_hint(const struct asy_near *self, char *buffer, size_t size);

#endif
