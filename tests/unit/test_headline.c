/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The error that a run shows while it goes on, against closed forms. */
#include "job/headline.h"
#include "life/outcomes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#define assert_close(a, b) assert_true(fabs((a) - (b)) < 1e-12)

static void
error_of_one_draw_is_that_of_a_mean(void **state)
{
    static const int64_t persons[] = { -3, 1, 4, 1, -5, 9, 2, 6 };
    struct asy_headline self;
    double mean, error;

    (void) state;
    assert_true(asy_headline_init(&self, 0, 1));
    for (size_t i = 0; i < 8; i++)
        asy_headline_add(&self, 0, persons[i]);
    asy_headline_say(&self, &mean, &error);
    assert_close(mean, 15.0 / 8.0);
    /* the sum of squares about the mean is 173 - 15^2 / 8 */
    assert_close(error, sqrt((173.0 - 225.0 / 8.0) / 7.0 / 8.0));
    asy_headline_free(&self);
}

/* Histories of a draw that are all alike say no more than one of them would. */
static void
alike_histories_of_a_draw_count_once(void **state)
{
    static const int64_t persons[] = { 10, 20, 40, 50, 80 };
    struct asy_headline once, thrice;
    double mean, error, mean_thrice, error_thrice;

    (void) state;
    assert_true(asy_headline_init(&once, 1, 5) && asy_headline_init(&thrice, 1, 5));
    for (uint32_t d = 0; d < 5; d++) {
        asy_headline_add(&once, d + 1, persons[d]);
        for (int r = 0; r < 3; r++)
            asy_headline_add(&thrice, d + 1, persons[d]);
    }
    asy_headline_say(&once, &mean, &error);
    asy_headline_say(&thrice, &mean_thrice, &error_thrice);
    assert_close(mean, 40.0);
    assert_close(error, sqrt(3000.0 / 4.0 / 5.0));
    assert_close(mean_thrice, mean);
    assert_close(error_thrice, error);
    asy_headline_free(&once);
    asy_headline_free(&thrice);
}

/* Threads hand histories on in any order. */
static void
order_of_histories_moves_no_bit(void **state)
{
    struct asy_headline there, back;
    double mean, error, mean_back, error_back;

    (void) state;
    assert_true(asy_headline_init(&there, 1, 7) && asy_headline_init(&back, 1, 7));
    for (uint32_t i = 0; i < 70; i++) {
        const uint32_t j = 69 - i;
        asy_headline_add(&there, 1 + i % 7, (int64_t) i * i - 1000);
        asy_headline_add(&back, 1 + j % 7, (int64_t) j * j - 1000);
    }
    asy_headline_say(&there, &mean, &error);
    asy_headline_say(&back, &mean_back, &error_back);
    assert_memory_equal(&mean, &mean_back, sizeof mean);
    assert_memory_equal(&error, &error_back, sizeof error);
    asy_headline_free(&there);
    asy_headline_free(&back);
}

static void
few_histories_tell_no_error(void **state)
{
    struct asy_headline self;
    double mean, error;

    (void) state;
    assert_true(asy_headline_init(&self, 1, 6));
    asy_headline_say(&self, &mean, &error);
    assert_true(isnan(mean) && isnan(error));
    for (uint32_t d = 1; d <= 4; d++)
        for (int r = 0; r < 9; r++)
            asy_headline_add(&self, d, d);
    asy_headline_say(&self, &mean, &error);
    assert_close(mean, 2.5);
    assert_true(isnan(error));        /* four draws, however many histories */
    asy_headline_add(&self, 9, 1000); /* of no draw of this plan */
    asy_headline_say(&self, &mean, &error);
    assert_close(mean, 2.5);
    asy_headline_free(&self);
}

static void
both_ways_of_refoulement_count_and_nothing_else(void **state)
{
    struct asy_cell cells[] = {
        { .metric = ASY_METRIC_refouled_direct, .value = 5 },
        { .metric = ASY_METRIC_refouled_direct, .place = 2, .value = 7 },
        { .metric = ASY_METRIC_refouled_chain, .value = 11 },
        { .metric = ASY_METRIC_departures, .value = 1000 }
    };
    const struct asy_result result = { .cells = cells, .n_cells = 4 };

    (void) state;
    assert_int_equal(asy_headline_of(&result), 23);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(error_of_one_draw_is_that_of_a_mean),
        cmocka_unit_test(alike_histories_of_a_draw_count_once),
        cmocka_unit_test(order_of_histories_moves_no_bit),
        cmocka_unit_test(few_histories_tell_no_error),
        cmocka_unit_test(both_ways_of_refoulement_count_and_nothing_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
