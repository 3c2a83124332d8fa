/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scores, naive forecasts and bootstraps against numbers known otherwise: by hand, by closed
   form, or by simulation with a fixed generator. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "inference/bootstrap.h"
#include "inference/naive.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdlib.h>

#define assert_close(a, b, tolerance) assert_true(fabs((a) - (b)) <= (tolerance))

/* ---- ranges ------------------------------------------------------------------ */

static void
quantile_of_few_draws_is_corrected(void **state)
{
    double x[19];
    (void) state;
    for (int i = 0; i < 19; i++)
        x[i] = i + 1;
    assert_close(asy_score_quantile(x, 19, 0.05), 1.0, 1e-12); /* 0.05 * 20: the first */
    assert_close(asy_score_quantile(x, 19, 0.95), 19.0, 1e-12);
    assert_close(asy_score_quantile(x, 19, 0.5), 10.0, 1e-12);
    assert_close(asy_score_quantile(x, 4, 0.25), 1.25, 1e-12); /* R: type = 6 */
    assert_true(isnan(asy_score_quantile(x, 18, 0.05)));       /* it would lie beyond */
    assert_true(isnan(asy_score_quantile(x, 19, 0.975)));
}

/* Draws and what comes are of one distribution, a skewed one: the printed ranges hold what they
   say, which those of type 7 do not (of 20 draws 86 in 100). */
static void
range_of_90_holds_90_of_100_new_draws(void **state)
{
    static const size_t numbers[] = { 19, 20, 60 };
    enum { TIMES = 20000 };
    gsl_rng *const rng = gsl_rng_alloc(gsl_rng_mt19937);
    (void) state;
    assert_non_null(rng);
    gsl_rng_set(rng, 13);
    for (size_t k = 0; k < 3; k++) {
        int held = 0;
        for (int t = 0; t < TIMES; t++) {
            double x[60];
            struct asy_forecast f;
            for (size_t i = 0; i < numbers[k]; i++)
                x[i] = gsl_ran_lognormal(rng, 0.0, 1.0);
            asy_forecast_of(&f, x, numbers[k]);
            held += asy_forecast_holds(&f, ASY_RANGE_90, gsl_ran_lognormal(rng, 0.0, 1.0));
        }
        assert_close((double) held / TIMES, 0.90, 5.0 * sqrt(0.09 / TIMES));
    }
    gsl_rng_free(rng);
}

/* A forecast twice as wide as the truth, or half as wide: what of a normal lies within. */
static void
coverage_of_a_known_normal_is_as_computed(void **state)
{
    static const double width[] = { 0.5, 1.0, 2.0 };
    static const double z[ASY_N_RANGES] = { 0.6744897502, 1.2815515655, 1.6448536270,
                                            1.9599639845 };
    enum { TIMES = 20000 };
    gsl_rng *const rng = gsl_rng_alloc(gsl_rng_mt19937);
    (void) state;
    assert_non_null(rng);
    for (size_t k = 0; k < 3; k++)
        for (int r = 0; r < ASY_N_RANGES; r++) {
            struct asy_forecast f = { 0 };
            const double share = erf(width[k] * z[r] / sqrt(2.0));
            int held = 0;
            f.low[r] = -width[k] * z[r];
            f.high[r] = width[k] * z[r];
            for (int t = 0; t < TIMES; t++)
                held += asy_forecast_holds(&f, r, gsl_ran_gaussian(rng, 1.0));
            assert_close((double) held / TIMES, share,
                         5.0 * sqrt(share * (1.0 - share) / TIMES));
        }
    gsl_rng_free(rng);
}

/* ---- the weighted interval score --------------------------------------------- */

static struct asy_forecast
forecast_by_hand(void)
{
    return (struct asy_forecast){ .median = 10.0,
                                  .low = { 8.0, 6.0, 4.0, 2.0 },
                                  .high = { 12.0, 14.0, 17.0, 20.0 } };
}

/* y = 15 lies above the ranges of 50 and 80 and within those of 90 and 95:
   50: 4 + 2 / 0.5 * 3 = 16, weighed by 0.5 / 2: 4
   80: 8 + 2 / 0.2 * 1 = 18, by 0.2 / 2: 1.8
   90: 13, by 0.1 / 2: 0.65
   95: 18, by 0.05 / 2: 0.45
   with half of |15 - 10|, 2.5: 9.4, over 4.5. */
static void
weighted_interval_score_is_as_by_hand(void **state)
{
    const struct asy_forecast f = forecast_by_hand();
    (void) state;
    assert_close(asy_score_interval(8.0, 12.0, 0.5, 15.0), 16.0, 1e-12);
    assert_close(asy_score_interval(8.0, 12.0, 0.5, 5.0), 16.0, 1e-12);
    assert_close(asy_score_interval(8.0, 12.0, 0.5, 9.0), 4.0, 1e-12);
    assert_close(asy_score_weighted(&f, 0xf, 15.0), 9.4 / 4.5, 1e-12);
    assert_close(asy_score_weighted(&f, 0x1, 15.0), 6.5 / 1.5, 1e-12); /* 50 alone */
    assert_close(asy_score_weighted(&f, 0x0, 15.0), 5.0, 1e-12);       /* absolute error */
}

static void
ranges_without_draws_enough_are_not_scored(void **state)
{
    double x[20];
    struct asy_forecast f;
    (void) state;
    for (int i = 0; i < 20; i++)
        x[i] = 20 - i;
    asy_forecast_of(&f, x, 20);
    assert_int_equal(asy_forecast_ranges(&f), 0x7); /* 95 in 100 needs 39 */
    assert_false(asy_forecast_holds(&f, ASY_RANGE_95, 10.0));
    asy_forecast_of(&f, x, 4);
    assert_int_equal(asy_forecast_ranges(&f), 0x1);
}

/* ---- naive forecasts --------------------------------------------------------- */

static void
last_year_goes_on_in_its_season(void **state)
{
    const double quarters[] = { 1, 2, 3, 4, 5, 6, 7, 8 }, years[] = { 3, 5, 4 };
    const struct asy_past q = { quarters, 8, 4 }, y = { years, 3, 1 };
    (void) state;
    assert_close(asy_naive_point(ASY_LAST_YEAR, &q, 1), 5.0, 0.0);
    assert_close(asy_naive_point(ASY_LAST_YEAR, &q, 4), 8.0, 0.0);
    assert_close(asy_naive_point(ASY_LAST_YEAR, &q, 6), 6.0, 0.0);
    assert_close(asy_naive_point(ASY_LAST_QUARTER, &q, 6), 8.0, 0.0);
    assert_close(asy_naive_point(ASY_LAST_YEAR, &y, 2), 4.0, 0.0);
    assert_true(isnan(asy_naive_point(ASY_LAST_QUARTER, &y, 1)));
}

/* Of 3, 5, 4: mean 4, slope (4 - 3) / 2; one year on is two from the middle. */
static void
trend_is_the_line_of_least_squares(void **state)
{
    const double years[] = { 99, 3, 5, 4 };
    const struct asy_past y = { years, 4, 1 }, young = { years, 2, 1 };
    (void) state;
    assert_close(asy_naive_point(ASY_TREND, &y, 1), 5.0, 1e-12);
    assert_close(asy_naive_point(ASY_TREND, &y, 2), 5.5, 1e-12);
    assert_true(isnan(asy_naive_point(ASY_TREND, &young, 1)));
}

/* A series that climbs by 1 a year is missed by 1 one year on, by 2 two years on: so wide is
   the range, to both sides. */
static void
naive_range_is_the_spread_of_its_own_past_errors(void **state)
{
    double climbing[21];
    const struct asy_past past = { climbing, 21, 1 };
    struct asy_forecast f;
    (void) state;
    for (int i = 0; i < 21; i++)
        climbing[i] = i;
    for (int ahead = 1; ahead < 3; ahead++) {
        assert_true(asy_naive_forecast(&f, ASY_LAST_YEAR, &past, ahead, &past, 1));
        assert_close(f.median, 20.0, 1e-12);
        assert_close(f.low[ASY_RANGE_90], 20.0 - ahead, 1e-12);
        assert_close(f.high[ASY_RANGE_90], 20.0 + ahead, 1e-12);
    }
}

static void
naive_without_a_past_says_nothing(void **state)
{
    const double short_one[] = { 1, 2, 3 };
    double gap[21] = { 0 };
    const struct asy_past few = { short_one, 3, 1 }, ends_in_a_gap = { gap, 21, 1 };
    struct asy_forecast f;
    (void) state;
    assert_false(asy_naive_forecast(&f, ASY_LAST_YEAR, &few, 1, &few, 1));
    gap[20] = (double) NAN;
    assert_false(asy_naive_forecast(&f, ASY_LAST_YEAR, &ends_in_a_gap, 1, &ends_in_a_gap, 1));
}

/* Nothing is known of ten years on: the errors of the longest time that is told, two years,
   grown by the root of five. */
static void
naive_range_grows_where_no_past_is_so_long(void **state)
{
    double climbing[10];
    const struct asy_past past = { climbing, 10, 1 };
    struct asy_forecast f;
    (void) state;
    for (int i = 0; i < 10; i++)
        climbing[i] = i;
    assert_true(asy_naive_forecast(&f, ASY_LAST_YEAR, &past, 10, &past, 1));
    assert_close(f.high[ASY_RANGE_50], 9.0 + 2.0 * sqrt(5.0), 1e-12);
}

/* ---- the bootstrap ----------------------------------------------------------- */

/* Where each series has as many values the ratio is a mean of series: its error is their
   standard deviation (over n) over the root of n. 1000 samples know it to a 45th. */
static void
bootstrap_of_a_mean_is_its_standard_error(void **state)
{
    enum { N = 40 };
    double above[N], below[N], mean = 0.0, squares = 0.0;
    (void) state;
    for (int i = 0; i < N; i++) {
        above[i] = (i * 7) % 11;
        below[i] = 2.0;
        mean += above[i] / 2.0 / N;
    }
    for (int i = 0; i < N; i++)
        squares += (above[i] / 2.0 - mean) * (above[i] / 2.0 - mean) / N;
    const double error = sqrt(squares / N);
    assert_close(asy_bootstrap_ratio(above, below, N), error, 5.0 * error / sqrt(2.0 * 1000));
    assert_close(asy_bootstrap_ratio(above, below, N), asy_bootstrap_ratio(above, below, N),
                 0.0);
}

/* Hits are a quarter of the values in every series, large or small: no sample tells otherwise.
 */
static void
bootstrap_weighs_series_by_their_values(void **state)
{
    double above[30], below[30];
    (void) state;
    for (int i = 0; i < 30; i++) {
        below[i] = 1.0 + i * i;
        above[i] = below[i] / 4.0;
    }
    assert_close(asy_bootstrap_ratio(above, below, 30), 0.0, 1e-12);
}

static void
bootstrap_of_one_series_tells_nothing(void **state)
{
    const double one[] = { 1.0 }, same[] = { 3.0, 3.0, 3.0 };
    (void) state;
    assert_true(isnan(asy_bootstrap_ratio(one, one, 1)));
    assert_close(asy_bootstrap_ratio(same, same, 3), 0.0, 1e-12);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantile_of_few_draws_is_corrected),
        cmocka_unit_test(range_of_90_holds_90_of_100_new_draws),
        cmocka_unit_test(coverage_of_a_known_normal_is_as_computed),
        cmocka_unit_test(weighted_interval_score_is_as_by_hand),
        cmocka_unit_test(ranges_without_draws_enough_are_not_scored),
        cmocka_unit_test(last_year_goes_on_in_its_season),
        cmocka_unit_test(trend_is_the_line_of_least_squares),
        cmocka_unit_test(naive_range_is_the_spread_of_its_own_past_errors),
        cmocka_unit_test(naive_without_a_past_says_nothing),
        cmocka_unit_test(naive_range_grows_where_no_past_is_so_long),
        cmocka_unit_test(bootstrap_of_a_mean_is_its_standard_error),
        cmocka_unit_test(bootstrap_weighs_series_by_their_values),
        cmocka_unit_test(bootstrap_of_one_series_tells_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
