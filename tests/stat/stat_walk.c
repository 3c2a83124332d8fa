/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walks: after its last day of data a series moves by as much as the law of walks says,
   together with those of its row and column, alike in baseline and reform; what was zero stays
   zero, and stated values stand still. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "law/journey/choice.h"
#include "law/merits/thresholds.h"
#include "law/procedure/procedure.h"
#include "scenario/walk.h"
#include "support/world.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define WALKS ASY_SOURCE_DIR "/tests/golden/small_walks.cfg"
#define SEEN_WELL "rules.walk.observation=0"
#define EVEN SEEN_WELL, "rules.walk.uneven_series=0", "rules.walk.uneven_years=0"

/* 2012 is a leap year: in December of 2013 and of 2014. */
enum { DRAWS = 1500, A_YEAR_ON = 366 + 350, TWO_YEARS_ON = 366 + 365 + 350 };

static const char *const even[] = { EVEN, NULL }, *const seen_well[] = { SEEN_WELL, NULL };

/* As small_walks.cfg has them. */
static const double closed = 0.6, closed_later = 0.3, passing = 0.2, common = 0.1, row = 0.2,
                    column = 0.4, recognition = 0.7, observation = 0.1;
/* Where in its year the level stood is not known. */
static const double START = 1.0 / 3.0;

static double
log_odds(double p)
{
    return log(p / (1.0 - p));
}

static double
withdrawn(const struct asy_world *world, const char *state, const char *citizenship,
          int32_t day)
{
    const struct asy_withdrawal *law =
        asy_world_law(world, ASY_LAW_withdrawal, asy_world_country(world, state), day);
    return law->share[asy_world_country(world, citizenship)];
}

static void
make(struct asy_world *world, const struct asy_scenario *scenario, uint32_t draw)
{
    struct asy_error err;
    assert_true(asy_world_init(world, scenario, 1, draw, &err));
}

/* By how much a share has moved since its level, in each draw. */
struct moves {
    const char *state, *citizenship;
    int32_t day;
    double level, by[DRAWS];
};

static void
measure(struct moves *moves, int n, const char *const *sets)
{
    struct asy_scenario *scenario = test_scenario(WALKS, NULL, sets);
    for (uint32_t draw = 1; draw <= DRAWS; draw++) {
        struct asy_world world;
        make(&world, scenario, draw);
        for (int i = 0; i < n; i++)
            moves[i].by[draw - 1] = log_odds(withdrawn(&world, moves[i].state,
                                                       moves[i].citizenship, moves[i].day)) -
                                    log_odds(moves[i].level);
        asy_world_free(&world);
    }
    asy_scenario_destroy(scenario);
}

static double
covariance(const struct moves *a, const struct moves *b)
{
    double sum = 0.0;
    for (int i = 0; i < DRAWS; i++)
        sum += a->by[i] * b->by[i];
    return sum / DRAWS;
}

static void
check_variance(const char *what, const struct moves *moves, double expected)
{
    test_near(what, covariance(moves, moves), expected, expected * sqrt(2.0 / DRAWS));
}

static void
check_together(const char *what, const struct moves *a, const struct moves *b, double share)
{
    const double whole = closed * closed * (1.0 + START) + passing * passing,
                 expected = share * closed * closed * (1.0 + START) / whole;
    test_near(what, covariance(a, b) / sqrt(covariance(a, a) * covariance(b, b)), expected,
              (1.0 - expected * expected) / sqrt(DRAWS));
}

/* Series that end with 2012, seen in the twelfth and the twenty-fourth month after; Germany's
   ends with 2013 and takes the size that was known then. */
static void
a_series_moves_by_its_size_with_its_row_and_column(void **state)
{
    enum { POL_RUS, POL_TJK, FRA_RUS, LATER, DEU_RUS, N };
    struct moves *moves = calloc(N, sizeof *moves);
    (void) state;
    assert_non_null(moves);
    const struct moves of[N] = { [POL_RUS] = { "POL", "RUS", A_YEAR_ON, 0.2, { 0 } },
                                 [POL_TJK] = { "POL", "TJK", A_YEAR_ON, 0.3, { 0 } },
                                 [FRA_RUS] = { "FRA", "RUS", A_YEAR_ON, 0.1, { 0 } },
                                 [LATER] = { "POL", "RUS", TWO_YEARS_ON, 0.2, { 0 } },
                                 [DEU_RUS] = { "DEU", "RUS", TWO_YEARS_ON, 0.2, { 0 } } };
    memcpy(moves, of, sizeof of);
    measure(moves, N, even);
    const double year = closed * closed, passes = passing * passing;
    check_variance("variance after a year", &moves[POL_RUS], year * (1 + START) + passes);
    check_variance("variance after two", &moves[LATER], year * (2 + START) + passes);
    check_variance("of a later size", &moves[DEU_RUS],
                   closed_later * closed_later * (1 + START) + passes);
    check_together("one state", &moves[POL_RUS], &moves[POL_TJK], common + column);
    check_together("one citizenship", &moves[POL_RUS], &moves[FRA_RUS], common + row);
    check_together("neither", &moves[POL_TJK], &moves[FRA_RUS], common);
    free(moves);
}

static void
sizes_are_uneven_between_series_and_years(void **state)
{
    struct moves *moves = calloc(1, sizeof *moves);
    const double spread = 0.3 * 0.3 + 0.2 * 0.2, whole = closed * closed * (1 + START);
    (void) state;
    assert_non_null(moves);
    *moves = (struct moves){ "POL", "RUS", A_YEAR_ON, 0.2, { 0 } };
    measure(moves, 1, seen_well);
    const double expected = whole * exp(2 * spread) + passing * passing,
                 fourth = 3 * pow(whole * exp(2 * spread), 2) * exp(4 * spread);
    test_near("variance with uneven sizes", covariance(moves, moves), expected,
              sqrt(fourth / DRAWS));
    free(moves);
}

/* Germany's two years are seen with one error. */
static void
a_series_is_observed_with_one_error(void **state)
{
    struct moves *moves = calloc(2, sizeof *moves);
    (void) state;
    assert_non_null(moves);
    moves[0] = (struct moves){ "DEU", "RUS", 100, 0.2, { 0 } };
    moves[1] = (struct moves){ "DEU", "RUS", 366 + 100, 0.2, { 0 } };
    measure(moves, 2, NULL);
    check_variance("error of observation", &moves[0], observation * observation);
    for (int i = 0; i < DRAWS; i++)
        assert_true(fabs(moves[0].by[i] - moves[1].by[i]) < 1e-9);
    free(moves);
}

static void
zero_stays_zero_and_stated_values_stand_still(void **state)
{
    struct asy_scenario *scenario = test_scenario(WALKS, NULL, NULL);
    struct asy_world drawn, stated;
    (void) state;
    make(&drawn, scenario, 1);
    make(&stated, scenario, 0);
    const int hunted = asy_world_group(&drawn, "hunted");
    for (int32_t day = 0; day < drawn.n_days; day += 15) {
        const struct asy_onward *of_drawn = asy_world_law(&drawn, ASY_LAW_onward, hunted, day),
                                *of_stated =
                                    asy_world_law(&stated, ASY_LAW_onward, hunted, day);
        const double to = of_drawn->to[asy_world_country(&drawn, "FRA")];
        assert_true(of_drawn->to[asy_world_country(&drawn, "FIN")] <= 0.0);
        assert_true(day < 366 ? fabs(to - 1.0) < 1e-12 : fabs(to - 1.0) > 1e-6);
        assert_true(fabs(of_stated->to[asy_world_country(&stated, "FRA")] - 1.0) < 1e-12);
        assert_true(fabs(withdrawn(&stated, "POL", "RUS", day) - 0.2) < 1e-12);
    }
    assert_int_equal(stated.leans_from, INT32_MAX);
    asy_world_free(&drawn);
    asy_world_free(&stated);
    asy_scenario_destroy(scenario);
}

static struct asy_scenario *
load(const char *const *sets, size_t n, const char *until)
{
    const struct asy_scenario_args args = {
        .baseline = WALKS, .sets = sets, .n_sets = n, .sets_reform = n > 0, .until = until
    };
    struct asy_scenario *scenario;
    struct asy_errors errs = { 0 };
    if (!asy_scenario_load(&scenario, &args, &errs))
        asy_errors_print(&errs, stderr);
    assert_int_equal(errs.n, 0);
    asy_errors_free(&errs);
    return scenario;
}

/* The reform changes another key of the same law, for which that law is laid out anew, and sets
   a share, which then stands still. */
static void
baseline_and_reform_share_the_path(void **state)
{
    static const char *const sets[] = { "states.POL.withdrawal.days=20",
                                        "states.POL.withdrawal.share.TJK=0.3" };
    struct asy_scenario *of_baseline = load(NULL, 0, NULL), *of_reform = load(sets, 2, NULL);
    struct asy_world baseline, reform;
    struct asy_error err;
    (void) state;
    make(&baseline, of_baseline, 3);
    assert_true(asy_world_branch(&reform, of_reform, &baseline, of_baseline, 1, 3, &err));
    for (int32_t day = 0; day < baseline.n_days; day += 15) {
        assert_true(withdrawn(&baseline, "POL", "RUS", day) ==
                    withdrawn(&reform, "POL", "RUS", day));
        assert_true(fabs(withdrawn(&reform, "POL", "TJK", day) - 0.3) < 1e-12);
    }
    assert_true(fabs(withdrawn(&baseline, "POL", "TJK", A_YEAR_ON) - 0.3) > 1e-6);
    asy_world_free(&reform);
    asy_world_free(&baseline);
    asy_scenario_destroy(of_reform);
    asy_scenario_destroy(of_baseline);
}

static void
nothing_hangs_on_where_a_run_ends(void **state)
{
    struct asy_scenario *of_a = load(NULL, 0, NULL), *of_b = load(NULL, 0, "2017-12-31");
    struct asy_world a, b;
    (void) state;
    make(&a, of_a, 2);
    make(&b, of_b, 2);
    for (int32_t day = 0; day < b.n_days; day += 15)
        assert_true(withdrawn(&a, "FRA", "RUS", day) == withdrawn(&b, "FRA", "RUS", day));
    asy_world_free(&a);
    asy_world_free(&b);
    asy_scenario_destroy(of_a);
    asy_scenario_destroy(of_b);
}

/* The published rate stays what is solved for; on the normal of those who set out the threshold
   lets through what its odds have become. */
static void
recognition_leans_and_its_rate_stays(void **state)
{
    struct asy_scenario *scenario = test_scenario(WALKS, NULL, even);
    struct asy_tau *before = calloc(1, sizeof *before), *after = calloc(1, sizeof *after);
    double squares = 0.0;
    (void) state;
    assert_true(before && after);
    for (uint32_t draw = 1; draw <= 400; draw++) {
        struct asy_world world;
        make(&world, scenario, draw);
        struct asy_thresholds *thresholds = asy_thresholds_create(&world);
        const int s = asy_world_country(&world, "FRA"), c = asy_world_country(&world, "UKR");
        const struct asy_merits *law = asy_world_law(&world, ASY_LAW_merits, s, A_YEAR_ON);
        const double odds = asy_world_leaning(&world, ASY_LAW_merits, s, c, A_YEAR_ON);
        assert_non_null(thresholds);
        assert_true(fabs(law->rate[c] - 0.3) < 1e-12);
        asy_thresholds_on(thresholds, &world, 365, before);
        asy_thresholds_on(thresholds, &world, A_YEAR_ON, after);
        const double sd = sqrt(thresholds->need[c].variance + law->noise * law->noise),
                     by = (double) (after->merits[c][s] - before->merits[c][s]) / sd;
        const double share = gsl_cdf_ugaussian_P(gsl_cdf_ugaussian_Pinv(0.3) - by);
        assert_true(fabs(log_odds(share) - log_odds(0.3) - log(odds)) < 1e-4);
        assert_int_equal(asy_thresholds_trial_days(thresholds), 366);
        squares += log(odds) * log(odds) / 400;
        asy_thresholds_destroy(thresholds);
        asy_world_free(&world);
    }
    const double expected = recognition * recognition * (1 + START) + passing * passing;
    test_near("variance of a rate's log-odds", squares, expected, expected * sqrt(2.0 / 400));
    free(before);
    free(after);
    asy_scenario_destroy(scenario);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_series_moves_by_its_size_with_its_row_and_column),
        cmocka_unit_test(sizes_are_uneven_between_series_and_years),
        cmocka_unit_test(a_series_is_observed_with_one_error),
        cmocka_unit_test(zero_stays_zero_and_stated_values_stand_still),
        cmocka_unit_test(baseline_and_reform_share_the_path),
        cmocka_unit_test(nothing_hangs_on_where_a_run_ends),
        cmocka_unit_test(recognition_leans_and_its_rate_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
