/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Closures as an axis of every comparison: two readings of each of catalogue/closures.def make
   sixteen worlds, and a claim is told with those in which it holds. */
#ifndef ASY_OUTCOME_CLOSURES_H
#define ASY_OUTCOME_CLOSURES_H

#include "asylsim/compare.h" /* struct asy_summary */

enum asy_closure_axis_id {
#define CLOSURE(name, key, standard, other, words, other_words) ASY_CLOSURE_##name,
#include "catalogue/closures.def"
#undef CLOSURE
    ASY_N_CLOSURES,
    ASY_N_WORLDS = 1 << ASY_N_CLOSURES
};

struct asy_closure_axis {
    const char *name, *key;
    const char *reading[2]; /* values of the key; the first is the standard */
    const char *words[2];   /* "rates of recognition are held" */
};
extern const struct asy_closure_axis asy_closure_axes[ASY_N_CLOSURES];

/* Which of the two readings an axis has in a world, 0 to ASY_N_WORLDS - 1: bit by bit, so that
   all stand at their standards in world 0. */
static inline int
asy_closure_reading(int world, int axis)
{
    return world >> axis & 1;
}

/* "rules.closure.hold=rate": what makes the world so. Returns `out`. */
enum { ASY_CLOSURE_SETTING = 64 };
const char *asy_closure_setting(char out[ASY_CLOSURE_SETTING], int world, int axis);

/* In one world, whether the outcome of a claim moves as claimed. A sign counts where the median
   of the paired difference lies more than two of its Monte Carlo errors from zero. */
enum asy_sign {
    ASY_SIGN_TOO_FEW, /* draws: nothing is said */
    ASY_SIGN_UNCLEAR, /* zero is within two errors, or nobody is concerned */
    ASY_SIGN_TURNS,   /* it moves the other way */
    ASY_SIGN_HOLDS,
    ASY_N_SIGNS
};
/* `direction` as in struct asy_claim_outcome. */
enum asy_sign asy_sign_of(const struct asy_summary *difference, int direction);
/* "too few draws", "unclear", "turns", "holds"; and in one letter: ? 0 - +. */
const char *asy_sign_name(enum asy_sign sign);
char asy_sign_letter(enum asy_sign sign);
/* False where the letter is none. */
bool asy_sign_read(char letter, enum asy_sign *out);

/* A claim over all worlds. */
struct asy_signs {
    enum asy_sign of[ASY_N_WORLDS];
};
int asy_signs_count(const struct asy_signs *self, enum asy_sign sign);
/* In how many of the eight pairs of worlds that differ in this axis alone the sign differs. */
int asy_signs_turned_by(const struct asy_signs *self, int axis);
/* "holds in 14 of 16 worlds, unclear in 2: unclear where demand stands still and capacity to
   decide is fixed". Returns `out`. */
enum { ASY_SIGNS_WORDS = 640 };
const char *asy_signs_words(char out[ASY_SIGNS_WORDS], const struct asy_signs *self);
/* The letter of each world in order; and back, false where it is no such text. */
const char *asy_signs_letters(char out[ASY_N_WORLDS + 1], const struct asy_signs *self);
bool asy_signs_read(const char *letters, struct asy_signs *out);

#endif
