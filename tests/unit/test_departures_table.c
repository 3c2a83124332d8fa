/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many set out, given by a table: --departures. */
#define _XOPEN_SOURCE 700
#include "support/mini.h"

static char folder[] = "/tmp/asylsim-departures-XXXXXX";
static char table[80];

static int
make_folder(void **state)
{
    (void) state;
    if (!mkdtemp(folder))
        return -1;
    snprintf(table, sizeof table, "%s/table.csv", folder);
    return 0;
}

static int
remove_folder(void **state)
{
    (void) state;
    unlink(table);
    return rmdir(folder);
}

static void
write_table(const char *rows)
{
    FILE *file = fopen(table, "w");
    assert_non_null(file);
    fprintf(file, "group,period,persons\n%s", rows);
    fclose(file);
}

static double
persons(const struct asy_world *world, int group, int year, int month)
{
    const int32_t first = asy_days_of_date((struct asy_date){ world->first_year, 1, 1 });
    const int32_t day = asy_days_of_date((struct asy_date){ year, month, 1 }) - first;
    const struct asy_departure *law = asy_world_law(world, ASY_LAW_departure, group, day);
    return law->persons;
}

static void
build_with(struct asy_world *world, const char *rows)
{
    write_table(rows);
    struct asy_scenario *scenario =
        load(&(struct asy_scenario_args){ .baseline = MINI, .departures = table });
    build(world, scenario, 3);
    asy_scenario_destroy(scenario);
}

static void
months_are_what_the_table_says_and_none_before(void **state)
{
    (void) state;
    struct asy_world given, plain;
    struct asy_scenario *scenario = load_mini();
    build(&plain, scenario, 3);
    build_with(&given, "chechen,2017-03,70\nchechen,2017-04,90\n");
    assert_near(persons(&given, CHECHEN, 2017, 3), 70);
    assert_near(persons(&given, CHECHEN, 2017, 4), 90);
    assert_near(persons(&given, CHECHEN, 2018, 1), 80); /* the mean of the last ones */
    assert_near(persons(&given, CHECHEN, 2017, 2), persons(&plain, CHECHEN, 2017, 2));
    assert_near(persons(&given, TAJIK, 2017, 3), persons(&plain, TAJIK, 2017, 3));
    asy_world_free(&given);
    asy_world_free(&plain);
    asy_scenario_destroy(scenario);
}

static void
a_year_is_divided_over_its_months_and_a_citizenship_over_its_groups(void **state)
{
    (void) state;
    struct asy_world by_group, by_country;
    double sum = 0.0;
    build_with(&by_group, "chechen,2017,1200\n");
    build_with(&by_country, "RUS,2017,1200\n"); /* mini.cfg has one group of it */
    for (int m = 1; m <= 12; m++) {
        sum += persons(&by_group, CHECHEN, 2017, m);
        assert_near(persons(&by_country, CHECHEN, 2017, m),
                    persons(&by_group, CHECHEN, 2017, m));
    }
    assert_true(fabs(sum - 1200) < 1e-9);
    asy_world_free(&by_group);
    asy_world_free(&by_country);
}

static void
refused(const char *rows, const char *said)
{
    struct asy_scenario *scenario = NULL;
    struct asy_errors errs = { 0 };
    write_table(rows);
    assert_false(asy_scenario_load(
        &scenario, &(struct asy_scenario_args){ .baseline = MINI, .departures = table },
        &errs));
    assert_int_equal(errs.n, 1);
    if (!strstr(errs.list[0].where, said) && !strstr(errs.list[0].what, said))
        fail_msg("%s: %s", errs.list[0].where, errs.list[0].what);
    asy_errors_free(&errs);
}

static void
what_is_no_table_of_departures_is_refused_with_its_line(void **state)
{
    (void) state;
    refused("chechen,2017-01,5\nnobody,2017-01,5\n", "table.csv:3");
    refused("chechen,2017-01,5\nchechen,2017-03,5\n", "the month after");
    refused("chechen,2017-01,5\nchechen,2017-01,5\n", "the month after");
    refused("chechen,2017-13,5\n", "table.csv:2");
    refused("chechen,201701,5\n", "a year as 2017");
    refused("chechen,2017,-5\n", "a number of persons");
    refused("chechen,2017,nan\n", "a number of persons");
    refused("chechen,2017,1e300\n", "a number of persons");
    refused("chechen,2017\n", "as many cells");
    refused("chechen,2014-12,5\n", "before the first day");
    refused("POL,2017,5\n", "a citizenship of which people set out");
    struct asy_scenario *scenario = NULL;
    struct asy_errors errs = { 0 };
    assert_false(asy_scenario_load(
        &scenario, &(struct asy_scenario_args){ .baseline = MINI, .departures = folder },
        &errs));
    assert_non_null(strstr(errs.list[0].what, "not a regular file"));
    asy_errors_free(&errs);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(months_are_what_the_table_says_and_none_before),
        cmocka_unit_test(a_year_is_divided_over_its_months_and_a_citizenship_over_its_groups),
        cmocka_unit_test(what_is_no_table_of_departures_is_refused_with_its_line),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
