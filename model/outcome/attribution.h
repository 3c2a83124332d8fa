/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What part of an outcome's variance goes with what is uncertain: a rough, first-order
   attribution from the draws of an ensemble itself. Each factor (a sampled parameter) is
   correlated with the outcome, both as normal scores of their ranks; of the squared correlation
   what is to be expected of a factor without effect is taken off. Factors are summed by class
   (the grade of their source).

   Of independent draws that is 1/(n - 1). In a Latin hypercube it is what a shuffle within each
   block would give: with 20 to a block up to 1/57 of 60, for an outcome whose blocks differ the
   less is the likelier to go with any factor by chance; over 1,700 factors that is a variance
   too much.

   It sees what each factor does alone and in one direction. A factor that works by
   interaction, or both ways, is not seen; a Sobol analysis would. */
#ifndef ASY_OUTCOME_ATTRIBUTION_H
#define ASY_OUTCOME_ATTRIBUTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* With fewer draws every share is noise: the error of a sum over m factors is some
   sqrt(2 m) / n. */
enum { ASY_ATTRIBUTION_DRAWS = 60, ASY_CLASSES = 4, ASY_STRONGEST = 5 };

struct asy_factors {
    size_t n_draws, n_factors, n_blocks; /* blocks: the jackknife leaves out one at a time */
    double *score;                       /* [n_factors][n_draws], squares sum up to 1 */
    uint32_t *layer; /* [n_draws] the block of the hypercube, equal ones in a row; zeroed: of
                        independent draws */
    int *class_of;   /* [n_factors], 0 .. ASY_CLASSES - 1 */
    double *sums;    /* [n_factors][n_blocks][2]: score, its square */
};

/* Shares of the variance of the ranks; may be below 0, as nothing forces them to be more. */
struct asy_share {
    double share, error; /* standard error by the jackknife: on the safe side where the share is
                            small (Efron and Stein 1981) */
};

struct asy_attribution {
    struct asy_share of_class[ASY_CLASSES], all;
    struct asy_strong {
        size_t factor;
        struct asy_share its;
        double p; /* of so strong a correlation by chance, times n_factors (Bonferroni) */
    } strongest[ASY_STRONGEST];
    int n_strongest;
};

/* Memory for the factors, whose values [factor][draw] are then put into `score`; then
   asy_factors_ready. False when memory is short. */
bool asy_factors_init(struct asy_factors *self, size_t n_factors, size_t n_draws);
bool asy_factors_ready(struct asy_factors *self);
void asy_factors_free(struct asy_factors *self);

/* `y`: the outcome of each draw (mean over its histories). False when memory is short. An
   outcome that does not vary, or is not defined everywhere, has n_strongest -1. */
bool asy_attribute(struct asy_attribution *out, const struct asy_factors *factors,
                   const double *y);

#endif
