/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Months of what was observed by year: means are kept, nothing begins on 1 January. */
#define _XOPEN_SOURCE 700
#include "support/mini.h"

#include "scenario/smooth.h"

enum { YEARS = 5, A_YEAR = 12 };

static double
mean_of(const double *month, int year)
{
    double sum = 0.0;
    for (int i = 0; i < A_YEAR; i++)
        sum += month[A_YEAR * year + i];
    return sum / A_YEAR;
}

static void
each_year_keeps_its_mean_and_no_month_falls_below_zero(void **state)
{
    (void) state;
    static const double series[][YEARS] = { { 4.38, 8.76, 10.91, 8.81, 50.11 },
                                            { 1, 1, 1, 1, 1 },
                                            { 0, 0, 5000, 20, 0 },
                                            { 100, 1, 100, 1, 100 } };
    for (size_t s = 0; s < sizeof series / sizeof *series; s++) {
        double month[A_YEAR * YEARS];
        assert_true(asy_smooth_years(series[s], YEARS, month));
        for (int y = 0; y < YEARS; y++)
            assert_true(fabs(mean_of(month, y) - series[s][y]) < 1e-9 * (1 + series[s][y]));
        for (int i = 0; i < A_YEAR * YEARS; i++)
            assert_true(month[i] >= 0.0);
    }
}

/* Two years of 10 and 20: the rate on New Year is 15, at both ends it is the year's own, and in
   between a parabola that keeps the mean: at the turn of the half-years (6 m - a - b) / 4. */
static void
two_years_are_two_parabolas(void **state)
{
    (void) state;
    static const double year[] = { 10, 20 };
    double month[24];
    assert_true(asy_smooth_years(year, 2, month));
    /* the mean of a parabola over its first and last twelfth */
    const double a = 10, b = 15, m = 10, c = 3 * (a + b - 2 * m), l = -(4 * a + 2 * b - 6 * m);
    assert_near(month[0], a + l / 24 + c / 432);
    assert_near(month[11], b - (l + 2 * c) / 24 + c / 432);
    assert_true(month[12] - month[11] < 2.0); /* and no step of ten */
    assert_true(month[23] < 21.0 && month[23] > 19.0);
}

static void
one_year_has_no_months_of_its_own(void **state)
{
    (void) state;
    static const double year[] = { 10 };
    double month[12];
    assert_false(asy_smooth_years(year, 1, month));
    assert_false(asy_smooth_years(year, 0, month));
}

/* ---- in a scenario ----------------------------------------------------------------------- */

#define SERIES                                                                                 \
    "{ yearly_from = \"2016\"; yearly = [10, 20, 30]; source = \"x\"; grade = \"C\"; "

static struct asy_scenario *
load_with(const char *text)
{
    char folder[] = "/tmp/asylsim-smooth-XXXXXX", path[120], line[300];
    assert_non_null(mkdtemp(folder));
    snprintf(line, sizeof line, "cp " MINI " %s/mini.cfg", folder);
    assert_int_equal(system(line), 0);
    snprintf(path, sizeof path, "%s/both.cfg", folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "@include \"mini.cfg\"\n@include \"more.cfg\"\n");
    fclose(file);
    snprintf(line, sizeof line, "%s/more.cfg", folder);
    assert_non_null(file = fopen(line, "w"));
    fputs(text, file);
    fclose(file);
    struct asy_scenario *scenario = load(&(struct asy_scenario_args){ .baseline = path });
    snprintf(line, sizeof line, "rm -r %s", folder);
    assert_int_equal(system(line), 0);
    return scenario;
}

/* Estonia's capacity on the first of a month of the horizon. */
static double
capacity(const struct asy_world *world, int year, int month)
{
    const int32_t first = asy_days_of_date((struct asy_date){ world->first_year, 1, 1 });
    const int32_t day = asy_days_of_date((struct asy_date){ year, month, 1 }) - first;
    const struct asy_merits *law = asy_world_law(world, ASY_LAW_merits, EST, day);
    return law->capacity;
}

static void
what_was_observed_moves_by_the_month(void **state)
{
    (void) state;
    struct asy_scenario *scenario =
        load_with("states: { EST: { merits: { capacity = " SERIES "}; }; }; };");
    struct asy_world world;
    build(&world, scenario, 0);
    double sum = 0.0;
    for (int m = 1; m <= A_YEAR; m++)
        sum += capacity(&world, 2017, m);
    assert_true(fabs(sum / A_YEAR - 20) < 1e-9);
    assert_true(capacity(&world, 2017, 12) > capacity(&world, 2017, 1));
    assert_true(capacity(&world, 2018, 1) - capacity(&world, 2017, 12) < 2.0);
    asy_world_free(&world);
    asy_scenario_destroy(scenario);
}

static void
what_was_decreed_begins_on_its_day(void **state)
{
    (void) state;
    struct asy_scenario *scenario = load_with("states: { EST: { merits: { capacity = " SERIES
                                              "known = \"decreed\"; }; }; }; };");
    struct asy_world world;
    build(&world, scenario, 0);
    assert_near(capacity(&world, 2017, 12), 20);
    assert_near(capacity(&world, 2018, 1), 30);
    asy_world_free(&world);
    asy_scenario_destroy(scenario);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_year_keeps_its_mean_and_no_month_falls_below_zero),
        cmocka_unit_test(two_years_are_two_parabolas),
        cmocka_unit_test(one_year_has_no_months_of_its_own),
        cmocka_unit_test(what_was_observed_moves_by_the_month),
        cmocka_unit_test(what_was_decreed_begins_on_its_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
