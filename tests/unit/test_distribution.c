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
#include "outcome/quantile.h"
#include "scenario/prior.h"

#include <math.h>
#include <string.h>

#define assert_close(a, b, tolerance) assert_true(fabs((a) - (b)) <= (tolerance))

enum { MOST = 64 };

static double
quantile_of(const double *x, const uint32_t *draw, size_t n, double p)
{
    struct asy_ranked ranked[MOST];
    const size_t m = asy_rank(ranked, x, draw, n);
    return asy_quantile(ranked, m, p);
}

/* R: quantile(x, p, type = 6). */
static void
quantile_is_of_type_6(void **state)
{
    const double x[] = { 8, 1, 4, 2 };
    double many[20];
    (void) state;
    assert_close(quantile_of(x, NULL, 4, 0.5), 3.0, 1e-12);
    assert_close(quantile_of(x, NULL, 4, 0.25), 1.25, 1e-12);
    assert_close(quantile_of(x, NULL, 4, 0.05), 1.0, 1e-12); /* no lower than the least */
    assert_close(quantile_of(x, NULL, 4, 0.95), 8.0, 1e-12);
    for (int i = 0; i < 20; i++)
        many[i] = 100 * i;
    assert_close(quantile_of(many, NULL, 20, 0.05), 5.0, 1e-9); /* at 1.05 of 20 */
    assert_close(quantile_of(many, NULL, 20, 0.95), 1895.0, 1e-9);
}

static void
quantile_that_is_zero_is_no_rounding_error(void **state)
{
    const double x[] = { -1, 19 };
    (void) state;
    /* a third and two thirds: -1 + 0.05 * 20 is 1e-16 */
    assert_true(quantile_of(x, NULL, 2, (1.0 + 0.05) / 3.0) == 0.0);
    assert_close(quantile_of(x, NULL, 2, (1.0 + 0.06) / 3.0), 0.2, 1e-12);
}

/* Copies say nothing new: two equal streams of each draw leave medians and ends near where they
   were, and no further in; a draw with two streams among draws with one weighs no more. */
static void
streams_of_a_draw_do_not_count_as_draws(void **state)
{
    double x[40], once[20];
    uint32_t draw[40], few[21];
    (void) state;
    for (int i = 0; i < 40; i++) {
        draw[i] = (uint32_t) (1 + i / 2);
        x[i] = once[i / 2] = 100 * (i / 2);
    }
    assert_close(quantile_of(x, draw, 40, 0.5), quantile_of(once, NULL, 20, 0.5), 1e-9);
    assert_close(quantile_of(x, draw, 40, 0.05), 0.0, 1e-9);
    assert_close(quantile_of(x, draw, 40, 0.95), 1900.0, 1e-9);
    /* each stands at its draw's place: the tenth of 20 is at 10 / 21 */
    assert_close(quantile_of(x, draw, 40, 10.0 / 21), 900.0, 1e-9);
    /* taken as forty of their own they would be sure of more */
    assert_true(quantile_of(x, NULL, 40, 0.06) > quantile_of(x, draw, 40, 0.06));
    for (int i = 0; i < 21; i++) {
        few[i] = (uint32_t) (i < 2 ? 1 : i);
        x[i] = once[few[i] - 1];
    }
    assert_close(quantile_of(x, few, 21, 15.0 / 21), quantile_of(once, NULL, 20, 15.0 / 21),
                 1e-9);
}

/* What the printed range promises: of new values it holds 90 of 100. */
static double
held_by_ranges(size_t n, double (*value)(double), double *error_of_low)
{
    enum { TIMES = 4000 };
    const double low_p = 0.05, high_p = 0.95;
    double held = 0, low[2] = { 0 }, error = 0;
    struct asy_ranked ranked[MOST];
    double u[MOST], x[MOST];

    for (uint32_t t = 0; t < TIMES; t++) {
        for (size_t i = 0; i < n; i++) {
            u[i] = asy_prior_uniform(1, t, i);
            x[i] = value(u[i]);
        }
        asy_rank(ranked, x, NULL, n);
        const double from = asy_quantile(ranked, n, low_p),
                     to = asy_quantile(ranked, n, high_p);
        for (uint64_t k = 0; k < 20; k++) {
            const double new = value(asy_prior_uniform(2, t, k));
            held += (new >= from &&new <= to) / (20.0 * TIMES);
        }
        low[0] += from / TIMES;
        low[1] += from * from / TIMES;
        const double told = asy_quantile_error(ranked, n, low_p);
        error += told * told / TIMES;
    }
    *error_of_low = sqrt(error / (low[1] - low[0] * low[0]));
    return held;
}

static double
as_it_is(double u)
{
    return u;
}

static double
of_long_tails(double u)
{
    return log(u / (1 - u));
}

static void
ranges_hold_ninety_of_a_hundred_new_values(void **state)
{
    static const size_t sizes[] = { 20, 60 };
    (void) state;
    for (size_t i = 0; i < 2; i++) {
        double ratio;
        assert_close(held_by_ranges(sizes[i], as_it_is, &ratio), 0.90, 0.01);
        assert_close(held_by_ranges(sizes[i], of_long_tails, &ratio), 0.90, 0.01);
    }
}

/* Told over true: of what has an end near the truth, of long tails too little from 20 values,
   and from 60 a little too much. */
static void
the_error_of_an_end_is_near_what_it_varies(void **state)
{
    double ratio;
    (void) state;
    held_by_ranges(60, as_it_is, &ratio);
    assert_true(ratio > 0.95 && ratio < 1.25);
    held_by_ranges(60, of_long_tails, &ratio);
    assert_true(ratio > 0.95 && ratio < 1.35);
    held_by_ranges(20, of_long_tails, &ratio);
    assert_true(ratio > 0.55 && ratio < 1.0);
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
    assert_close(s.low, 1.0, 1e-12);
    assert_close(s.high, 5.0, 1e-12);
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
    assert_true(s.median == 5 && s.low == 5);
    assert_true(isnan(s.error) && isnan(s.low_error) && isnan(s.high_error));
}

/* For a normal the median of n has standard error near 1.2533 sigma / sqrt(n). */
static void
median_error_is_that_of_a_normal(void **state)
{
    enum { N = 400 };
    static struct asy_ranked ranked[N];
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
    asy_rank(ranked, x, NULL, N);
    assert_close(asy_quantile_error(ranked, N, 0.5), 1.2533 / sqrt((double) N),
                 0.02 / sqrt((double) N));
}

static void
errors_do_not_care_where_zero_is(void **state)
{
    double x[] = { 1, 2, 4, 8, 9 }, y[5];
    struct asy_summary here, there;
    (void) state;
    for (int i = 0; i < 5; i++)
        y[i] = x[i] + 1e9;
    assert_true(asy_summarize(&here, x, NULL, 5) && asy_summarize(&there, y, NULL, 5));
    assert_close(here.error, there.error, 1e-5);
    assert_close(here.low_error, there.low_error, 1e-5);
    assert_close(here.high_error, there.high_error, 1e-5);
    assert_true(here.low_error < here.high_error && here.low_error > 0);
}

/* Two streams alike to the last person: the errors are those of the draws alone, if a little
   off, for a resample of copies is not one of draws. */
static void
errors_are_of_draws_not_of_streams(void **state)
{
    enum { DRAWS = 30 };
    double once[DRAWS], twice[2 * DRAWS];
    uint32_t draw[2 * DRAWS];
    struct asy_summary one, two;
    (void) state;
    for (int i = 0; i < 2 * DRAWS; i++) {
        draw[i] = (uint32_t) (1 + i / 2);
        twice[i] = once[i / 2] = of_long_tails((i / 2 + 0.5) / DRAWS);
    }
    assert_true(asy_summarize(&one, once, NULL, DRAWS));
    assert_true(asy_summarize(&two, twice, draw, 2 * DRAWS));
    assert_close(two.error / one.error, 1.0, 0.05);
    assert_close(two.low_error / one.low_error, 1.0, 0.25);
    assert_close(two.high_error / one.high_error, 1.0, 0.25);
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
        cmocka_unit_test(quantile_is_of_type_6),
        cmocka_unit_test(streams_of_a_draw_do_not_count_as_draws),
        cmocka_unit_test(ranges_hold_ninety_of_a_hundred_new_values),
        cmocka_unit_test(the_error_of_an_end_is_near_what_it_varies),
        cmocka_unit_test(summary_leaves_undefined_runs_out),
        cmocka_unit_test(one_run_has_no_error),
        cmocka_unit_test(quantile_that_is_zero_is_no_rounding_error),
        cmocka_unit_test(median_error_is_that_of_a_normal),
        cmocka_unit_test(errors_do_not_care_where_zero_is),
        cmocka_unit_test(errors_are_of_draws_not_of_streams),
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
