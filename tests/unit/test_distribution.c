/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Medians, intervals, their error and paired differences against values known otherwise. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "life/outcomes.h"
#include "outcome/derived.h"
#include "outcome/distribution.h"

#include <math.h>
#include <string.h>

#define assert_close(a, b, tolerance) assert_true(fabs((a) - (b)) <= (tolerance))

static void
quantile_is_of_type_7(void **state)
{
    const double x[] = { 1, 2, 4, 8 };
    (void) state;
    assert_close(asy_quantile(x, 4, 0.5), 3.0, 1e-12);
    assert_close(asy_quantile(x, 4, 0.05), 1.15, 1e-12); /* R: quantile(c(1,2,4,8), .05) */
    assert_close(asy_quantile(x, 4, 0.95), 7.4, 1e-12);
}

static void
quantile_that_is_zero_is_no_rounding_error(void **state)
{
    const double x[] = { -1, 19 };
    (void) state;
    assert_true(asy_quantile(x, 2, 0.05) == 0.0); /* -0.95 + 0.05 * 19 is 1e-16 */
    assert_close(asy_quantile(x, 2, 0.06), 0.2, 1e-12);
}

static void
summary_leaves_undefined_runs_out(void **state)
{
    const double x[] = { 5, (double) NAN, 1, 3 };
    struct asy_summary s;
    (void) state;
    assert_true(asy_summarize(&s, x, NULL, 4));
    assert_int_equal(s.n, 3);
    assert_close(s.median, 3.0, 1e-12);
    assert_close(s.low, 1.2, 1e-12);
    assert_close(s.high, 4.8, 1e-12);
    assert_true(asy_summarize(&s, x + 1, NULL, 1));
    assert_int_equal(s.n, 0);
    assert_true(isnan(s.median) && isnan(s.error));
}

static void
one_run_has_no_error(void **state)
{
    const double x[] = { 5 };
    struct asy_summary s;
    (void) state;
    assert_true(asy_summarize(&s, x, NULL, 1));
    assert_true(s.median == 5 && s.low == 5 && isnan(s.error));
}

/* For a normal the median of n has standard error near 1.2533 sigma / sqrt(n). */
static void
median_error_is_that_of_a_normal(void **state)
{
    enum { N = 400 };
    double x[N];
    (void) state;
    for (int i = 0; i < N; i++) { /* normal scores by bisection of erf */
        const double p = (i + 0.5) / N;
        double low = -6, high = 6;
        for (int k = 0; k < 60; k++) {
            const double middle = (low + high) / 2;
            if (0.5 * erfc(-middle / sqrt(2.0)) < p)
                low = middle;
            else
                high = middle;
        }
        x[i] = low;
    }
    assert_close(asy_median_error(x, N), 1.2533 / sqrt((double) N), 0.02 / sqrt((double) N));
}

static void
median_error_does_not_care_where_zero_is(void **state)
{
    double x[] = { 1, 2, 4, 8, 9 }, y[5];
    (void) state;
    for (int i = 0; i < 5; i++)
        y[i] = x[i] + 1e9;
    assert_close(asy_median_error(x, 5), asy_median_error(y, 5), 1e-5);
}

static void
design_effect_counts_draws_not_runs_when_luck_is_nothing(void **state)
{
    const double same[] = { 1, 1, 5, 5, 9, 9 };
    const double alone[] = { 1, 9, 1, 9, 1, 9 };
    const uint32_t draw[] = { 1, 1, 2, 2, 3, 3 };
    (void) state;
    assert_close(asy_design_effect(same, draw, 6), 2.0, 1e-9);
    assert_close(asy_design_effect(alone, draw, 6), 1.0, 1e-9);
    assert_close(asy_design_effect(same, NULL, 6), 1.0, 1e-9);
    const double constant[] = { 3, 3, 3, 3, 3, 3 };
    assert_close(asy_design_effect(constant, draw, 6), 1.0, 1e-9);
}

static void
difference_is_taken_run_by_run(void **state)
{
    const double baseline[] = { 10, 20, 30, (double) NAN }, reform[] = { 11, 22, 29, 5 };
    struct asy_difference d;
    (void) state;
    assert_true(asy_compare(&d, baseline, reform, NULL, 4));
    assert_int_equal(d.summary.n, 3);
    assert_close(d.summary.median, 1.0, 1e-12);
    assert_close(d.p_more, 2.0 / 3.0, 1e-12);
    assert_close(d.p_less, 1.0 / 3.0, 1e-12);
    assert_int_equal(d.counted.of, 3);
    assert_int_equal(d.counted.more, 2);
    /* each of another draw: what the luck alone makes of it cannot be told */
    assert_false(d.has_second_streams);
    assert_true(isnan(d.times_less));
}

/* Draws differ by much, streams of luck by +-s; the reform adds to each draw an effect of its
   own and +-t of chance. Of independent luck the difference would vary by s^2 + (s + t)^2
   within a draw, and it varies by t^2, whatever the draws do. */
static void
pairing_is_judged_within_draws(void **state)
{
    enum { DRAWS = 30 };
    double a[2 * DRAWS], b[2 * DRAWS];
    uint32_t draw[2 * DRAWS];
    struct asy_difference d;
    const double s = 10, t = 2;
    (void) state;
    for (int i = 0; i < 2 * DRAWS; i++) {
        const double side = i % 2 ? 1 : -1;
        draw[i] = (uint32_t) (1 + i / 2);
        a[i] = 1e4 * (i / 2) + side * s;
        b[i] = a[i] + 50 * (i / 2 % 7) + side * t;
    }
    assert_true(asy_compare(&d, a, b, draw, 2 * DRAWS));
    assert_true(d.has_second_streams);
    assert_close(d.times_less, (s * s + (s + t) * (s + t)) / (t * t), 1e-6);
    /* the same where the effect varies without luck: no chance is left in the difference */
    for (int i = 0; i < 2 * DRAWS; i++)
        b[i] = a[i] + 50 * (i / 2 % 7);
    assert_true(asy_compare(&d, a, b, draw, 2 * DRAWS));
    assert_true(isinf(d.times_less));
    /* runs at the stated values are streams of one draw */
    memset(draw, 0, sizeof draw);
    assert_true(asy_compare(&d, a, b, draw, 2 * DRAWS));
    assert_true(d.has_second_streams && isfinite(d.times_less));
}

static void
a_draw_speaks_once_by_the_mean_of_its_streams(void **state)
{
    const double x[] = { 3, -1, -5, 1, 2, -2, 4, (double) NAN, (double) NAN, (double) NAN };
    const uint32_t draw[] = { 1, 1, 2, 2, 3, 3, 4, 4, 5, 5 };
    uint32_t stated[10] = { 0 };
    (void) state;
    const struct asy_draws_moved drawn = asy_count_moves(x, draw, 10);
    assert_int_equal(drawn.of, 4);
    assert_int_equal(drawn.more, 2);
    assert_int_equal(drawn.less, 1);
    const struct asy_draws_moved runs = asy_count_moves(x, stated, 10);
    assert_int_equal(runs.of, 7);
    assert_int_equal(runs.more, 4);
    assert_int_equal(runs.less, 3);
}

static void
equal_worlds_differ_by_nothing(void **state)
{
    const double a[] = { 10, 20, 30 }, flat[] = { 4, 4, 4 };
    const uint32_t one[] = { 7, 7, 7 };
    struct asy_difference d;
    (void) state;
    assert_true(asy_compare(&d, a, a, NULL, 3));
    assert_true(d.summary.median == 0 && d.summary.low == 0 && d.summary.high == 0);
    assert_true(d.p_more == 0 && d.p_less == 0 && isnan(d.times_less));
    assert_true(asy_compare(&d, a, a, one, 3));
    assert_true(isinf(d.times_less));
    assert_true(asy_compare(&d, flat, flat, one, 3));
    assert_true(isnan(d.times_less));
}

static void
every_derived_outcome_has_terms_and_a_direction_names_an_outcome(void **state)
{
    const struct asy_derived *derived;
    (void) state;
    for (int i = 0; (derived = asy_derived_at(i)) != NULL; i++) {
        assert_true(derived->n_terms > 0 && derived->n_terms <= ASY_MAX_TERMS);
        assert_ptr_equal(asy_derived_find(derived->name), derived);
        int below = 0;
        for (int t = 0; t < derived->n_terms; t++)
            below += derived->terms[t].below;
        assert_int_equal(derived->is_ratio, below > 0);
    }
    assert_int_equal(asy_metric_worse("refouled_chain"), 1);
    assert_int_equal(asy_metric_worse("protected"), -1);
    assert_int_equal(asy_metric_worse("claims_first"), 0);
}

/* Closed, decided, and refused unheard on either ground (2013/32/EU art. 33(2)(b), (c)). */
static void
files_that_ended_are_all_of_them(void **state)
{
    static const int ended[] = { ASY_METRIC_files_closed, ASY_METRIC_decisions_merits,
                                 ASY_METRIC_inadmissible_third_country,
                                 ASY_METRIC_inadmissible_first_country };
    const struct asy_derived *share = asy_derived_find("files_closed_share");
    int found = 0;
    (void) state;
    assert_non_null(share);
    for (int t = 0; t < share->n_terms; t++)
        for (size_t i = 0; i < sizeof ended / sizeof *ended; i++)
            found += share->terms[t].metric == ended[i] && share->terms[t].below == 1;
    assert_int_equal(found, (int) (sizeof ended / sizeof *ended));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantile_is_of_type_7),
        cmocka_unit_test(summary_leaves_undefined_runs_out),
        cmocka_unit_test(one_run_has_no_error),
        cmocka_unit_test(quantile_that_is_zero_is_no_rounding_error),
        cmocka_unit_test(median_error_is_that_of_a_normal),
        cmocka_unit_test(median_error_does_not_care_where_zero_is),
        cmocka_unit_test(design_effect_counts_draws_not_runs_when_luck_is_nothing),
        cmocka_unit_test(difference_is_taken_run_by_run),
        cmocka_unit_test(pairing_is_judged_within_draws),
        cmocka_unit_test(a_draw_speaks_once_by_the_mean_of_its_streams),
        cmocka_unit_test(equal_worlds_differ_by_nothing),
        cmocka_unit_test(every_derived_outcome_has_terms_and_a_direction_names_an_outcome),
        cmocka_unit_test(files_that_ended_are_all_of_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
