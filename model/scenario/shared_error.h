/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Errors that one hand made. Values set by the same reasoning (catalogue/hands.def) and graded
   D are wrong together: in a draw the normal score of each is made of a part that its family
   has in common and one of its own (a Gaussian copula), so that every prior stays what it says
   and sums are as wide as they should be. How large the part is says the law `shared_error`, an
   assumption like others, with a prior. */
#ifndef ASY_SCENARIO_SHARED_ERROR_H
#define ASY_SCENARIO_SHARED_ERROR_H

#include <stdint.h>

enum asy_hand {
    ASY_HAND_none = -1, /* an error of its own */
#define HAND(name, doc) ASY_HAND_##name,
#define SET_BY(family, law, key, sign)
#include "catalogue/hands.def"
#undef HAND
#undef SET_BY
    ASY_N_HANDS
};

/* rules.shared_error, by family. */
struct asy_shared_error {
    double part[ASY_N_HANDS];  /* share of the variance of the normal score */
    double shift[ASY_N_HANDS]; /* standard deviations, added to the common part */
};

/* "needs"; NULL outside the families. */
const char *asy_hand_name(int family);
/* "stronger claims": what more of it means; NULL outside the families. */
const char *asy_hand_doc(int family);

/* The family in which a key of a law is wrong; `sign`: 1 where a larger number is more of what
   the family is called after, -1 where it is less. */
enum asy_hand asy_hand_of(int law, const char *key, int *sign);

/* Key of the luck of the common part, which is a factor of its own where variance is split. */
uint64_t asy_hand_key(int family);

/* The uniform number by which a prior is sampled: its own `u` with the common part `common`,
   also uniform, put in. `part` 0 leaves `u` as it is. */
double asy_hand_mix(double u, double common, double part, double shift, int sign);

#endif
