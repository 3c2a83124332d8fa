/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The split of a package over its parts: closed forms, exact and sampled. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "outcome/split.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const names[] = { "one", "two",   "three", "four", "five",  "six",
                                     "ten", "seven", "eight", "nine", "eleven" };
enum { MANY = 11 };

typedef double game(uint64_t parts);

static void
near(double got, double expected, double tolerance)
{
    if (!(fabs(got - expected) <= tolerance))
        fail_msg("%.12g, expected %.12g", got, expected);
}

static int
count(uint64_t parts)
{
    int n = 0;
    for (; parts; parts &= parts - 1)
        n++;
    return n;
}

/* Parts that add up: each is worth its number. */
static double
adds_up(uint64_t parts)
{
    double sum = 0.0;
    for (int i = 0; i < MANY; i++)
        sum += (parts >> i & 1) ? i + 1 : 0;
    return sum;
}

/* Nothing happens until all of the first three are there. */
static double
needs_three(uint64_t parts)
{
    return (parts & 7) == 7 ? 6.0 : 0.0;
}

/* One left glove (part 0), right gloves in the others: a pair is worth 1. */
static double
gloves(uint64_t parts)
{
    return (parts & 1) && (parts & ~UINT64_C(1)) ? 1.0 : 0.0;
}

/* Squares: everything interacts with everything. */
static double
squares(uint64_t parts)
{
    return (double) (count(parts) * count(parts)) + adds_up(parts) * adds_up(parts);
}

static double *
play(const struct asy_split *split, game *of)
{
    double *effect = calloc((size_t) split->n_subsets, sizeof *effect);
    assert_non_null(effect);
    for (int i = 0; i < split->n_subsets; i++)
        effect[i] = of(split->subset[i]);
    return effect;
}

static void
shares_of(struct asy_split *split, game *of, double *share)
{
    double *const effect = play(split, of);
    double sum = 0.0;
    asy_split_shares(split, effect, share);
    for (int p = 0; p < split->n_parts; p++)
        sum += share[p];
    near(sum, of((UINT64_C(1) << split->n_parts) - 1), 1e-9);
    free(effect);
}

static void
up_to_six_parts_every_subset_is_there_once(void **state)
{
    (void) state;
    for (int n = 2; n <= ASY_EXACT_PARTS; n++) {
        struct asy_split split;
        assert_true(asy_split_init(&split, names, n, 16, 1));
        assert_int_equal(split.n_orders, 0);
        assert_int_equal(split.n_subsets, (1 << n) - 1);
        assert_true(split.subset[0] == (UINT64_C(1) << n) - 1);
        for (uint64_t s = 1; s < UINT64_C(1) << n; s++)
            assert_true(asy_split_find(&split, s) >= 0);
        assert_int_equal(asy_split_find(&split, 0), -1);
        asy_split_free(&split);
    }
}

static void
exact_shares_are_those_of_closed_forms(void **state)
{
    struct asy_split split;
    double share[ASY_MOST_PARTS];
    (void) state;
    assert_true(asy_split_init(&split, names, 5, 0, 1));
    shares_of(&split, adds_up, share);
    for (int p = 0; p < 5; p++)
        near(share[p], p + 1.0, 1e-12);
    shares_of(&split, needs_three, share);
    for (int p = 0; p < 5; p++)
        near(share[p], p < 3 ? 2.0 : 0.0, 1e-12);
    shares_of(&split, gloves, share); /* the left one is worth 1 unless it comes first */
    near(share[0], 4.0 / 5.0, 1e-12);
    for (int p = 1; p < 5; p++)
        near(share[p], 1.0 / 20.0, 1e-12);
    asy_split_free(&split);
}

static void
alone_and_last_are_the_ends(void **state)
{
    struct asy_split split;
    (void) state;
    assert_true(asy_split_init(&split, names, MANY, 4, 1));
    double *effect = play(&split, needs_three);
    near(asy_split_alone(&split, effect, 0), 0.0, 0.0);
    near(asy_split_last(&split, effect, 0), 6.0, 0.0);
    near(asy_split_last(&split, effect, 5), 0.0, 0.0);
    free(effect);
    asy_split_free(&split);
}

static void
sampled_shares_sum_to_the_whole_and_lie_near_the_exact_ones(void **state)
{
    struct asy_split split;
    double share[ASY_MOST_PARTS], one[ASY_MOST_PARTS], sum = 0.0, squared = 0.0;
    (void) state;
    assert_true(asy_split_init(&split, names, MANY, 128, 7));
    assert_int_equal(split.n_orders, 128);
    shares_of(&split, squares, share);
    shares_of(&split, adds_up, share); /* nothing interacts: exact from any order */
    for (int p = 0; p < MANY; p++)
        near(share[p], p + 1.0, 1e-9);
    shares_of(&split, gloves, share);
    double *effect = play(&split, gloves);
    for (int pair = 0; pair < 64; pair++) {
        asy_split_pair(&split, effect, pair, one);
        sum += one[0];
        squared += one[0] * one[0];
    }
    const double mean = sum / 64, error = sqrt((squared / 64 - mean * mean) / 63);
    near(share[0], mean, 1e-12);
    assert_true(fabs(mean - (MANY - 1.0) / MANY) <= 5.0 * error + 1e-12);
    free(effect);
    asy_split_free(&split);
}

static void
squares_of_a_pair_are_exact(void **state)
{
    /* For a game of sizes squared an order and its reverse give every part the same. */
    struct asy_split split;
    double one[ASY_MOST_PARTS];
    (void) state;
    assert_true(asy_split_init(&split, names, 9, 2, 3));
    double *effect = calloc((size_t) split.n_subsets, sizeof *effect);
    assert_non_null(effect);
    for (int i = 0; i < split.n_subsets; i++)
        effect[i] = (double) (count(split.subset[i]) * count(split.subset[i]));
    asy_split_pair(&split, effect, 0, one);
    for (int p = 0; p < 9; p++)
        near(one[p], 9.0, 1e-9);
    free(effect);
    asy_split_free(&split);
}

static void
every_second_order_is_the_reverse_of_the_one_before(void **state)
{
    struct asy_split split;
    (void) state;
    assert_true(asy_split_init(&split, names, MANY, 8, 1));
    for (int k = 0; k < 8; k += 2)
        for (int i = 0; i < MANY; i++)
            assert_int_equal(split.order[k][i], split.order[k + 1][MANY - 1 - i]);
    asy_split_free(&split);
}

/* The place of part `p` in an order. */
static int
place(const uint8_t *order, int p)
{
    int i = 0;
    while (order[i] != p)
        i++;
    return i;
}

static void
orders_hang_on_seed_and_names_alone(void **state)
{
    struct asy_split a, b, other;
    (void) state;
    assert_true(asy_split_init(&a, names, MANY, 8, 1));
    assert_true(asy_split_init(&b, names, MANY - 2, 16, 1));
    assert_true(asy_split_init(&other, names, MANY, 8, 2));
    for (int k = 0; k < 8; k++)
        for (int p = 1; p < MANY - 2; p++) /* fewer parts and more orders change no order */
            assert_int_equal(place(a.order[k], p - 1) < place(a.order[k], p),
                             place(b.order[k], p - 1) < place(b.order[k], p));
    assert_memory_not_equal(a.order, other.order, 8 * sizeof *a.order);
    asy_split_free(&a);
    asy_split_free(&b);
    asy_split_free(&other);
}

static void
a_split_written_down_comes_back(void **state)
{
    struct asy_split a, b;
    (void) state;
    assert_true(asy_split_init(&a, names, MANY, 6, 1));
    assert_true(asy_split_restore(&b, MANY, 6, a.order));
    assert_int_equal(a.n_subsets, b.n_subsets);
    assert_memory_equal(a.subset, b.subset, (size_t) a.n_subsets * sizeof *a.subset);
    asy_split_free(&a);
    asy_split_free(&b);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(up_to_six_parts_every_subset_is_there_once),
        cmocka_unit_test(exact_shares_are_those_of_closed_forms),
        cmocka_unit_test(alone_and_last_are_the_ends),
        cmocka_unit_test(sampled_shares_sum_to_the_whole_and_lie_near_the_exact_ones),
        cmocka_unit_test(squares_of_a_pair_are_exact),
        cmocka_unit_test(every_second_order_is_the_reverse_of_the_one_before),
        cmocka_unit_test(orders_hang_on_seed_and_names_alone),
        cmocka_unit_test(a_split_written_down_comes_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
