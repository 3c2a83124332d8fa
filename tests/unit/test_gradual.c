/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What came in over months: from the value before it, each with its own prior; known when it is
   there in full; and the lint that asks for it where something steps on 1 January. */
#define _XOPEN_SOURCE 700
#include "support/mini.h"

#include <unistd.h>

#define STAGE                                                                                  \
    "title = \"T\"; source = \"s\";\n"                                                         \
    "horizon: { from = \"2014-01-01\"; until = \"2016-12-31\"; };\n"                           \
    "countries: { RUS = \"R\"; POL = \"P\"; };\n"                                              \
    "groups: { one: { citizenship = \"RUS\"; }; };\n"                                          \
    "states: { POL: { }; };\n"                                                                 \
    "crossings: { gate: { city = \"G\"; from = \"\"; into = \"POL\"; border: { "

static struct asy_scenario *
load_gate(const char *border, const char *as_of)
{
    char path[] = "/tmp/asy_gradual_XXXXXX";
    const int file = mkstemp(path);
    assert_true(file >= 0);
    assert_true(dprintf(file, STAGE "%s }; }; };\n", border) > 0);
    assert_int_equal(close(file), 0);
    struct asy_scenario *scenario =
        load(&(struct asy_scenario_args){ .baseline = path, .as_of = as_of });
    unlink(path);
    return scenario;
}

static double
minutes_on(const struct asy_world *world, int year, int month, int day)
{
    const int32_t first = asy_days_of_date((struct asy_date){ world->first_year, 1, 1 });
    const int32_t on = asy_days_of_date((struct asy_date){ year, month, day }) - first;
    const struct asy_border *law = asy_world_law(world, ASY_LAW_border, 0, on);
    return law->interview_minutes;
}

#define FROM_20 "interview_minutes = ( { from = \"2014\"; value = 20; }, "

static void
it_comes_in_evenly_month_by_month(void **state)
{
    (void) state;
    struct asy_world world;
    struct asy_scenario *scenario =
        load_gate(FROM_20 "{ from = \"2015-07\"; over_months = 12; value = 8; } );", NULL);
    build(&world, scenario, 0);
    assert_near(minutes_on(&world, 2015, 6, 30), 20);
    assert_near(minutes_on(&world, 2015, 7, 1), 19.5);
    assert_near(minutes_on(&world, 2015, 7, 31), 19.5);
    assert_near(minutes_on(&world, 2015, 12, 31), 14.5);
    assert_near(minutes_on(&world, 2016, 1, 1), 13.5);
    assert_near(minutes_on(&world, 2016, 6, 30), 8.5);
    assert_near(minutes_on(&world, 2016, 7, 1), 8);
    assert_near(minutes_on(&world, 2016, 12, 31), 8);
    asy_world_free(&world);
    asy_scenario_destroy(scenario);
}

static void
it_comes_from_what_held_for_the_same_people(void **state)
{
    (void) state;
    struct asy_world world;
    struct asy_scenario *scenario =
        load_gate(FROM_20 "{ from = \"2015-01\"; value = 40; only = { persons = 3; }; }, "
                          "{ from = \"2015-07\"; over_months = 12; value = 8; } );",
                  NULL);
    build(&world, scenario, 0);
    assert_near(minutes_on(&world, 2015, 6, 30), 20);
    assert_near(minutes_on(&world, 2015, 7, 1), 19.5);
    assert_near(minutes_on(&world, 2016, 7, 1), 8);
    asy_world_free(&world);
    asy_scenario_destroy(scenario);
}

static void
both_ends_keep_their_own_priors(void **state)
{
    (void) state;
    struct asy_world world;
    struct asy_scenario *scenario =
        load_gate("interview_minutes = ( { from = \"2014\"; value = 20; prior = "
                  "\"triangular(10, 20, 40)\"; }, { from = \"2015-07\"; over_months = 12; "
                  "value = 8; prior = \"triangular(6, 8, 10)\"; } );",
                  NULL);
    bool moved = false;
    for (uint32_t draw = 1; draw <= 3; draw++) {
        build(&world, scenario, draw);
        const double before = minutes_on(&world, 2015, 6, 1);
        const double after = minutes_on(&world, 2016, 12, 1);
        assert_near(minutes_on(&world, 2015, 12, 1), before + (after - before) * 5.5 / 12);
        moved |= fabs(before / after - 20.0 / 8.0) > 0.01;
        asy_world_free(&world);
    }
    assert_true(moved);
    asy_scenario_destroy(scenario);
}

static void
it_is_known_when_it_is_there_in_full(void **state)
{
    static const char *const border =
        FROM_20 "{ from = \"2014-07\"; over_months = 12; value = 8; } );";
    (void) state;
    struct asy_world world;
    struct asy_scenario *before = load_gate(border, "2015-05-31");
    struct asy_scenario *after = load_gate(border, "2015-06-30");
    build(&world, before, 0);
    assert_near(minutes_on(&world, 2015, 1, 1), 20);
    assert_near(minutes_on(&world, 2016, 1, 1), 20);
    asy_world_free(&world);
    build(&world, after, 0);
    assert_near(minutes_on(&world, 2016, 1, 1), 8);
    asy_world_free(&world);
    asy_scenario_destroy(before);
    asy_scenario_destroy(after);
}

static void
the_digest_and_params_say_so(void **state)
{
    (void) state;
    struct asy_scenario *at_once =
        load_gate(FROM_20 "{ from = \"2015-07\"; value = 8; } );", NULL);
    struct asy_scenario *over =
        load_gate(FROM_20 "{ from = \"2015-07\"; over_months = 12; value = 8; } );", NULL);
    char one[33], other[33];
    struct asy_value value;
    bool said = false;
    asy_scenario_digest(at_once, one);
    asy_scenario_digest(over, other);
    assert_string_not_equal(one, other);
    for (size_t i = 0; asy_scenario_value(over, i, &value); i++)
        said |= strcmp(value.held, "comes in month by month, in full after 2016-06") == 0;
    assert_true(said);
    asy_scenario_destroy(at_once);
    asy_scenario_destroy(over);
}

/* ---- steps of 1 January ------------------------------------------------------------------ */

static int
count_steps(const char *border)
{
    struct asy_errors errs = { 0 };
    struct asy_scenario *scenario = load_gate(border, NULL);
    int n = 0;
    asy_scenario_lint(scenario, &errs);
    for (size_t i = 0; i < errs.n; i++)
        n += strstr(errs.list[i].what, "on a 1 January") != NULL;
    asy_errors_free(&errs);
    asy_scenario_destroy(scenario);
    return n;
}

static void
what_steps_on_new_year_is_asked_for_its_reason(void **state)
{
    (void) state;
    assert_int_equal(count_steps(FROM_20 "{ from = \"2015\"; value = 8; } );"), 1);
    assert_int_equal(count_steps(FROM_20 "{ from = \"2015\"; value = 18; } );"), 0);
    assert_int_equal(count_steps(FROM_20 "{ from = \"2015-02-18\"; value = 8; } );"), 0);
    assert_int_equal(count_steps(FROM_20 "{ from = \"2015\"; over_months = 6; value = 8; } );"),
                     0);
    /* a law may begin on New Year, and an assumption of grade D is none */
    assert_int_equal(count_steps("interview_minutes = { over_time = ( { from = \"2014\"; value "
                                 "= 20; }, { from = \"2015\"; value = 8; } ); known = "
                                 "\"decreed\"; };"),
                     0);
    assert_int_equal(count_steps("travel_days = { over_time = ( { from = \"2014\"; value = 5; "
                                 "}, { from = \"2015\"; value = 9; } ); grade = \"A\"; };"),
                     0);
    assert_int_equal(count_steps("travel_days = { over_time = ( { from = \"2014\"; value = 5; "
                                 "}, { from = \"2015\"; value = 9; } ); grade = \"D\"; };"),
                     1);
    /* months of a series are months, and a year of what was observed has its own */
    assert_int_equal(count_steps("interview_minutes = { monthly_from = \"2014-12\"; monthly = "
                                 "[ 20, 8 ]; };"),
                     0);
    assert_int_equal(count_steps("interview_minutes = { yearly_from = \"2014\"; yearly = [ 20, "
                                 "8, 8 ]; };"),
                     0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_comes_in_evenly_month_by_month),
        cmocka_unit_test(it_comes_from_what_held_for_the_same_people),
        cmocka_unit_test(both_ends_keep_their_own_priors),
        cmocka_unit_test(it_is_known_when_it_is_there_in_full),
        cmocka_unit_test(the_digest_and_params_say_so),
        cmocka_unit_test(what_steps_on_new_year_is_asked_for_its_reason),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
