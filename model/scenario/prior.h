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

/* The uniform in (0, 1) that belongs to (seed, draw, key): counter-based, so that it depends on
   nothing else, above all not on which reform is loaded. */
double asy_prior_luck(uint64_t seed, uint32_t draw, uint64_t key);

#endif
