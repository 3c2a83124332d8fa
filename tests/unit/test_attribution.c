/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shares of the variance by what is uncertain, against an ensemble whose shares are known:
   outcome = a x1 + b x2 + noise, all normal, so that the shares are a^2, b^2 over their sum. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "outcome/attribution.h"
#include "scenario/prior.h"

#include <math.h>

enum { WEAK = 0, STRONG = 3 };

static const struct asy_prior normal = { .form = ASY_PRIOR_NORMAL, .b = 1 };

/* A normal of its own for each factor and draw (from 1), by the program's luck of priors. */
static double
normal_of(uint64_t seed, size_t factor, size_t draw)
{
    return asy_prior_sample(&normal, asy_prior_luck(seed, (uint32_t) draw + 1, 1000 + factor));
}

/* Luck of a history, independent from draw to draw. */
static double
noise_of(uint64_t seed, size_t draw)
{
    return asy_prior_sample(&normal, asy_prior_uniform(seed, (uint32_t) draw + 1, 999999));
}

/* Factor 0 works with weight a and is of class 0; factor 1 with b, class 3; others with
   nothing, class 1. The outcome has noise of its own, of variance 1 (or as told). */
static void
attribute_noisy(struct asy_attribution *out, uint64_t seed, size_t n_factors, size_t n,
                double a, double b, double noise)
{
    struct asy_factors factors;
    double *const y = test_calloc(n, sizeof *y);

    assert_true(asy_factors_init(&factors, n_factors, n));
    for (size_t f = 0; f < n_factors; f++) {
        factors.class_of[f] = f == 0 ? WEAK : f == 1 ? STRONG : 1;
        for (size_t i = 0; i < n; i++)
            factors.score[f * n + i] =
                exp(normal_of(seed, f, i)); /* ranks: any monotone form */
    }
    for (size_t i = 0; i < n; i++) {
        factors.layer[i] = (uint32_t) i / ASY_DRAWS_BLOCK;
        y[i] =
            a * normal_of(seed, 0, i) + b * normal_of(seed, 1, i) + noise * noise_of(seed, i);
    }
    assert_true(asy_factors_ready(&factors));
    assert_true(asy_attribute(out, &factors, y));
    asy_factors_free(&factors);
    test_free(y);
}

static void
attribute(struct asy_attribution *out, uint64_t seed, size_t n_factors, size_t n, double a,
          double b)
{
    attribute_noisy(out, seed, n_factors, n, a, b, 1.0);
}

static void
shares_are_those_of_the_closed_form(void **state)
{
    struct asy_attribution got;
    (void) state;
    attribute(&got, 1, 2, 4000, 1, 2); /* shares 1/6, 4/6; noise 1/6 */
    assert_true(fabs(got.of_class[WEAK].share - 1.0 / 6) < 5 * got.of_class[WEAK].error);
    assert_true(fabs(got.of_class[STRONG].share - 4.0 / 6) < 5 * got.of_class[STRONG].error);
    assert_true(got.of_class[WEAK].error < 0.02 && got.of_class[STRONG].error < 0.02);
    assert_true(fabs(got.all.share - 5.0 / 6) < 5 * got.all.error);
    assert_int_equal(got.strongest[0].factor, 1);
    assert_int_equal(got.strongest[1].factor, 0);
}

/* Sums over many factors without effect stay around zero, and with few draws too. */
static void
no_effect_is_no_share_on_average(void **state)
{
    enum { SEEDS = 200, N = 60, FACTORS = 52 };
    double sum[3] = { 0 }, squares = 0, error = 0;
    (void) state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        struct asy_attribution got;
        attribute(&got, seed, FACTORS, N, 1, 2);
        sum[0] += got.of_class[WEAK].share;
        sum[1] += got.of_class[1].share;
        sum[2] += got.of_class[STRONG].share;
        squares += got.of_class[1].share * got.of_class[1].share;
        error += got.of_class[1].error;
    }
    const double spread = sqrt(squares / SEEDS); /* of the fifty without effect */
    assert_true(fabs(sum[1] / SEEDS) < 5 * spread / sqrt((double) SEEDS));
    assert_true(fabs(sum[0] / SEEDS - 1.0 / 6) < 0.03);
    assert_true(fabs(sum[2] / SEEDS - 4.0 / 6) < 0.03);
    /* the error that is told covers what is there, and is not out of proportion */
    assert_true(error / SEEDS > 0.9 * spread && error / SEEDS < 2.0 * spread);
}

/* An outcome that follows what is sampled, and luck hardly, differs little between blocks. What
   is taken off for chance must know that: 600 factors at 1/59 in place of 1/57 make 0.36. */
static void
evenly_spread_draws_make_no_shares_by_chance(void **state)
{
    enum { SEEDS = 40, N = 60, FACTORS = 602 };
    double sum = 0, squares = 0;
    (void) state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        struct asy_attribution got;
        attribute_noisy(&got, seed, FACTORS, N, 1, 1, 0.1);
        sum += got.of_class[1].share;
        squares += got.of_class[1].share * got.of_class[1].share;
    }
    const double error = sqrt(squares / SEEDS / SEEDS);
    assert_true(error < 0.1);
    assert_true(fabs(sum / SEEDS) < 2.5 * error);
}

static void
chance_is_not_called_strong(void **state)
{
    int called = 0;
    (void) state;
    for (uint64_t seed = 1; seed <= 100; seed++) {
        struct asy_attribution got;
        attribute(&got, seed, 40, 60, 0, 0);
        called += got.strongest[0].p < 0.05;
    }
    assert_true(called <= 14); /* 5 in 100 expected, 14 is four standard errors above */
}

static void
what_does_not_vary_has_no_shares(void **state)
{
    struct asy_factors factors;
    struct asy_attribution got;
    double y[10] = { 0 };
    (void) state;
    assert_true(asy_factors_init(&factors, 1, 10));
    for (int i = 0; i < 10; i++)
        factors.score[i] = i;
    assert_true(asy_factors_ready(&factors));
    assert_true(asy_attribute(&got, &factors, y));
    assert_int_equal(got.n_strongest, -1);
    y[3] = (double) NAN;
    assert_true(asy_attribute(&got, &factors, y));
    assert_int_equal(got.n_strongest, -1);
    asy_factors_free(&factors);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shares_are_those_of_the_closed_form),
        cmocka_unit_test(no_effect_is_no_share_on_average),
        cmocka_unit_test(evenly_spread_draws_make_no_shares_by_chance),
        cmocka_unit_test(chance_is_not_called_strong),
        cmocka_unit_test(what_does_not_vary_has_no_shares),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
