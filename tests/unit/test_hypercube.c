/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The luck of priors: a Latin hypercube in blocks of twenty draws, by name and block alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/hash.h"
#include "scenario/prior.h"

#include <math.h>

static const char *const paths[] = { "rules.dublin.p_abscond", "states.POL.merits.rate.RUS",
                                     "groups.chechen.departure.persons", "claims/row:RUS", "" };
enum { N_PATHS = sizeof paths / sizeof *paths };

static uint64_t
key_of(const char *path)
{
    return asy_fnv(ASY_FNV_BASE, path);
}

static void
each_block_of_twenty_has_each_twentieth_once(void **state)
{
    (void) state;
    for (int p = 0; p < N_PATHS; p++) {
        for (uint32_t block = 0; block < 50; block++) {
            uint32_t seen = 0;
            for (uint32_t i = 1; i <= ASY_DRAWS_BLOCK; i++) {
                const double u =
                    asy_prior_luck(7, ASY_DRAWS_BLOCK * block + i, key_of(paths[p]));
                assert_true(u > 0 && u < 1);
                seen |= UINT32_C(1) << (int) (ASY_DRAWS_BLOCK * u);
            }
            assert_int_equal(seen, (UINT32_C(1) << ASY_DRAWS_BLOCK) - 1);
        }
    }
}

/* Written once and never to be changed within a version: with more draws, in another program,
   on another machine these are the same. */
static void
a_draw_is_the_same_however_many_there_are(void **state)
{
    (void) state;
    const uint64_t key = key_of(paths[0]);
    static const struct {
        uint32_t draw;
        double u;
    } known[] = { { 0, 0.524235628323596 },  { 1, 0.597401611211978 },
                  { 2, 0.755796542303091 },  { 20, 0.746405045126152 },
                  { 21, 0.016270013614939 }, { 60, 0.454634691905383 } };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        assert_true(fabs(asy_prior_luck(1, known[i].draw, key) - known[i].u) < 1e-12);
}

/* How often a pair of neighbours stands in each pair of twentieths: 380 are possible, each as
   likely. Chi-square of 379, so 379 +- 27.5. */
static void
orders_are_as_likely_as_each_other(void **state)
{
    enum { N = ASY_DRAWS_BLOCK, KEYS = 38000 };
    static int counted[N][N];
    double chi_square = 0;
    (void) state;
    for (uint64_t key = 0; key < KEYS; key++)
        counted[(int) (N * asy_prior_luck(1, 10, key))]
               [(int) (N * asy_prior_luck(1, 11, key))]++;
    for (int a = 0; a < N; a++) {
        assert_int_equal(counted[a][a], 0);
        for (int b = 0; b < N; b++)
            chi_square +=
                a == b ? 0 : (counted[a][b] - 100.0) * (counted[a][b] - 100.0) / 100.0;
    }
    assert_true(fabs(chi_square - 379) < 5 * 27.5);
}

static double
itself(double u)
{
    return u;
}

static double
by_logarithm(double u) /* of a lognormal(1, 0.5), near enough */
{
    return exp(0.5 * log(u / (1 - u)) / 1.7);
}

/* Mean of f over the first n draws, its variance over keys. */
static double
variance_of_mean(double (*f)(double), uint32_t n, double (*luck)(uint64_t, uint32_t, uint64_t))
{
    enum { KEYS = 20000 };
    double sum = 0, squares = 0;

    for (uint64_t key = 0; key < KEYS; key++) {
        double mean = 0;
        for (uint32_t draw = 1; draw <= n; draw++)
            mean += f(luck(3, draw, key)) / n;
        sum += mean;
        squares += mean * mean;
    }
    return (squares - sum * sum / KEYS) / KEYS;
}

/* Of the number itself what is left is the variance within a twentieth: 1 / (12 20^2) each, and
   so of the mean of 20 draws 1 / (12 20^3), of 60 a third of that. Variances over 20,000 keys
   have an error of one in a hundred. */
static void
the_mean_of_twenty_varies_within_twentieths_only(void **state)
{
    (void) state;
    const double one_block = 1.0 / (12.0 * 20 * 20 * 20);
    const double twenty = variance_of_mean(itself, 20, asy_prior_luck);
    assert_true(fabs(twenty / one_block - 1) < 0.05);
    const double sixty = variance_of_mean(itself, 60, asy_prior_luck);
    assert_true(fabs(3 * sixty / one_block - 1) < 0.05);
    const double plain = variance_of_mean(itself, 20, asy_prior_uniform);
    assert_true(fabs(plain * 12 * 20 - 1) < 0.05);
}

static void
the_mean_of_what_is_skewed_varies_less(void **state)
{
    (void) state;
    assert_true(variance_of_mean(by_logarithm, 20, asy_prior_luck) <
                0.4 * variance_of_mean(by_logarithm, 20, asy_prior_uniform));
}

/* Two keys' samples of a block are no more alike than two shuffles are: squared correlations
   have mean 1 / 19, and so their mean over 10,000 an error of 0.0007. */
static void
keys_are_shuffled_apart(void **state)
{
    enum { N = ASY_DRAWS_BLOCK, PAIRS = 10000 };
    double sum = 0, squares = 0;
    (void) state;
    for (uint64_t pair = 0; pair < PAIRS; pair++) {
        double r = 0;
        for (uint32_t draw = 1; draw <= N; draw++)
            r += (floor(N * asy_prior_luck(1, draw, 2 * pair)) - 9.5) *
                 (floor(N * asy_prior_luck(1, draw, 2 * pair + 1)) - 9.5) / (N * 399.0 / 12.0);
        sum += r;
        squares += r * r;
    }
    assert_true(fabs(sum / PAIRS) < 5 * sqrt(1.0 / 19 / PAIRS));
    assert_true(fabs(squares / PAIRS - 1.0 / 19) < 5 * 0.0007);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_block_of_twenty_has_each_twentieth_once),
        cmocka_unit_test(a_draw_is_the_same_however_many_there_are),
        cmocka_unit_test(orders_are_as_likely_as_each_other),
        cmocka_unit_test(the_mean_of_twenty_varies_within_twentieths_only),
        cmocka_unit_test(the_mean_of_what_is_skewed_varies_less),
        cmocka_unit_test(keys_are_shuffled_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
