/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is not known of a number, and one sample of it. */
#ifndef ASY_SCENARIO_PRIOR_H
#define ASY_SCENARIO_PRIOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum asy_prior_form {
    ASY_PRIOR_NONE,
    ASY_PRIOR_UNIFORM,    /* a: low, b: high */
    ASY_PRIOR_NORMAL,     /* a: mean, b: sd */
    ASY_PRIOR_LOGNORMAL,  /* a: median, b: sd of the logarithm */
    ASY_PRIOR_BETA,       /* a, b */
    ASY_PRIOR_TRIANGULAR, /* a: low, b: mode, c: high */
};

struct asy_prior {
    enum asy_prior_form form;
    double a, b, c;
    bool truncated; /* to [low, high] */
    double low, high;
    bool
        is_factor; /* a lognormal(1, s) over several values: each is multiplied by the sample */
};

/* Reads "beta(2, 5)". On failure says in `what` what was expected. */
bool asy_prior_read(struct asy_prior *self, const char *text, char *what, size_t size);

/* Quantile of the (truncated) prior at `u` in (0, 1); NaN for none. */
double asy_prior_sample(const struct asy_prior *self, double u);

bool asy_prior_same(const struct asy_prior *a, const struct asy_prior *b);

/* The luck of a sample: a uniform in (0, 1) that belongs to (seed, draw, key). Counter-based,
   so that it depends on nothing else, above all not on which reform is loaded.

   Draws 1 to 20, 21 to 40, ... are blocks, and in each block the draws of a key lie one in each
   twentieth of (0, 1), in an order of the key's own (a Latin hypercube; McKay, Beckman and
   Conover 1979). So what each key does alone is spread evenly, and means vary the less between
   seeds, while draws 1 to 20 of 60 are those of 20. For draws of a world, not for luck that is
   to be independent from draw to draw: that is asy_prior_uniform. */
enum { ASY_DRAWS_BLOCK = 20 };
double asy_prior_luck(uint64_t seed, uint32_t draw, uint64_t key);

/* The same, independent in all three. */
double asy_prior_uniform(uint64_t seed, uint32_t draw, uint64_t key);

#endif
