/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The warm-up: years that are lived before the first day that counts. It fills the stocks, is
   counted nowhere, and makes nobody who sets out later another person. */
#define _XOPEN_SOURCE 700 /* mkstemp */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/calendar.h"
#include "life/outcomes.h"
#include "support/world.h"

#define SMALL ASY_SOURCE_DIR "/tests/golden/small.cfg"

static const char two_years[] = " warm_up_from = \"2010-01-01\";";

/* small.cfg with something more in its horizon, and at its end. */
struct text {
    char path[40];
};

/* Without what it includes, which stands elsewhere. */
static void
copy(FILE *to, const char *horizon)
{
    FILE *from = fopen(SMALL, "r");
    char line[4096];

    assert_non_null(from);
    while (fgets(line, sizeof line, from)) {
        char *const close = strncmp(line, "horizon:", 8) == 0 ? strstr(line, " };") : NULL;
        if (close)
            fprintf(to, "%.*s%s };\n", (int) (close - line), line, horizon);
        else if (strncmp(line, "@include", 8) != 0)
            fputs(line, to);
    }
    fclose(from);
}

static struct text
write_small(const char *horizon, const char *end)
{
    struct text text = { "/tmp/asy_warm_up_XXXXXX" };
    FILE *to = fdopen(mkstemp(text.path), "w");

    assert_non_null(to);
    copy(to, horizon);
    fputs(end, to);
    assert_int_equal(fclose(to), 0);
    return text;
}

/* `warm_up` of which one key of every group's departure is said. */
static void
say_of_all(char *out, size_t size, const char *what)
{
    static const char *const groups[] = { "chechen", "tajik",   "russian",  "islander",
                                          "hunted",  "scholar", "resident", "stranger" };
    size_t n = (size_t) snprintf(out, size, "warm_up: { groups: { ");

    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        n += (size_t) snprintf(out + n, size - n, "%s: { departure: { %s }; }; ", groups[i],
                               what);
    snprintf(out + n, size - n, "}; };\n");
}

/* One history of a text; remove with end(). */
struct lived {
    struct text text;
    struct test_world world;
    struct asy_run run;
};

static void
live(struct lived *self, const char *horizon, const char *end)
{
    self->text = write_small(horizon, end);
    test_world_open(&self->world, self->text.path, NULL);
    test_world_live(&self->world, 0, &self->run); /* persons are conserved, or it fails */
}

static void
end(struct lived *self)
{
    asy_run_free(&self->run);
    test_world_close(&self->world);
    unlink(self->text.path);
}

static uint64_t
digest_of(const struct lived *self)
{
    struct asy_result result;
    assert_true(asy_run_result(&self->run, &self->run, &result));
    const uint64_t digest = result.digest;
    asy_result_free(&result);
    return digest;
}

/* One that nobody lives through is the same however long: what waits on the first day is one
   place kept free in each line. */
static void
how_long_an_empty_warm_up_is_changes_nothing(void **state)
{
    char nobody[1024];
    struct lived short_one, long_one;
    (void) state;

    say_of_all(nobody, sizeof nobody, "persons = 0;");
    live(&short_one, two_years, nobody);
    live(&long_one, " warm_up_from = \"2005-01-01\";", nobody);
    assert_int_equal(test_world_of(&short_one.world)->first_day, -730);
    assert_int_equal(test_world_of(&long_one.world)->first_day, -2556);
    assert_int_equal(short_one.run.n_before, 0);
    assert_int_equal(long_one.run.n_before, 0);
    assert_true(digest_of(&short_one) == digest_of(&long_one));
    end(&short_one);
    end(&long_one);
}

static void
those_who_set_out_later_are_the_same_people(void **state)
{
    struct lived with, without;
    (void) state;

    live(&with, two_years, "");
    live(&without, "", "");
    const uint32_t before = with.run.n_before;
    assert_true(before > 500);
    assert_int_equal(with.run.n_people - before, without.run.n_people);
    for (uint32_t i = 0; i < without.run.n_people; i++) {
        const struct asy_applicant *const a = &with.run.people[before + i], *const b =
                                                                                &without.run
                                                                                     .people[i];
        assert_int_equal(a->id, b->id);
        assert_int_equal(a->persons, b->persons);
        assert_true(asy_departed(a) >= 0);
    }
    assert_int_equal(asy_departed(&with.run.people[0]), test_world_of(&with.world)->first_day);
    end(&with);
    end(&without);
}

/* Of nobody who set out in the warm-up a departure or a fate is counted, yet they are there. */
static void
what_it_has_counted_is_forgotten_and_who_it_has_made_stays(void **state)
{
    struct lived with, without;
    uint64_t fates = 0, carried = 0;
    (void) state;

    live(&with, two_years, "");
    live(&without, "", "");
    for (int fate = 0; fate < ASY_N_FATES; fate++)
        fates += (uint64_t) test_all(&with.run, ASY_METRIC_fate_refugee + fate);
    for (int g = 0; g < ASY_MAX_GROUPS; g++)
        for (int s = 0; s < ASY_N_STAGES; s++)
            carried += with.run.carried[g][s];
    const uint64_t departures = (uint64_t) test_all(&with.run, ASY_METRIC_departures);
    assert_true(departures == (uint64_t) test_all(&without.run, ASY_METRIC_departures));
    assert_true(fates == departures);
    assert_true(carried > 1000);
    assert_true(test_total(&with.run, ASY_METRIC_backlog, ASY_ANY, ASY_ANY, 0) >
                test_total(&without.run, ASY_METRIC_backlog, ASY_ANY, ASY_ANY, 0));
    assert_true(test_total(&with.run, ASY_METRIC_returns_forced, ASY_ANY, ASY_ANY, 0) >
                test_total(&without.run, ASY_METRIC_returns_forced, ASY_ANY, ASY_ANY, 0));
    end(&with);
    end(&without);
}

/* A court has one threshold, solved by the appeals of the years that count: what was won before
   moves nothing. */
static void
courts_decide_in_it_as_they_do_later(void **state)
{
    struct lived few, many;
    (void) state;

    live(&few, two_years,
         "warm_up: { states: { POL: { appeal: { success = 0.01; }; }; }; };\n");
    live(&many, two_years,
         "warm_up: { states: { POL: { appeal: { success = 0.9; }; }; }; };\n");
    assert_true(digest_of(&few) == digest_of(&many));
    end(&few);
    end(&many);
}

/* ---- what its text says ------------------------------------------------------------------ */

static double
persons_on(const struct asy_world *world, const char *group, int32_t day)
{
    const int g = asy_world_group(world, group);
    return asy_expected_on(world, g, day).usual;
}

static void
its_values_hold_until_the_first_day_that_counts(void **state)
{
    static const char said[] =
        "warm_up: { groups: { chechen: { departure: { persons = { yearly_from = \"2010\"; "
        "yearly = [ 40, 20 ]; known = \"decreed\"; }; }; }; tajik: { departure: { persons = { "
        "monthly_from = "
        "\"2011-11\"; monthly = [ 10, 5 ]; }; }; }; }; };\n";
    struct lived life;
    (void) state;

    live(&life, two_years, said);
    const struct asy_world *const world = test_world_of(&life.world);
    const double tajik = persons_on(world, "tajik", 0),
                 one = persons_on(world, "chechen", -730) / 40;
    double year = 0.0;
    for (int month = 0; month < 12; month++)
        year += persons_on(world, "chechen",
                           asy_days_of_date((struct asy_date){ 2012, month + 1, 1 }) -
                               asy_days_of_date((struct asy_date){ 2012, 1, 1 }));
    test_near("40 in 2010, and 20 to the last day of 2011", persons_on(world, "chechen", -1),
              20 * one, 1e-12);
    test_near("80 a month in 2012", year / 12, 80 * one, 1e-9);
    test_near("the first of a monthly series before it too", persons_on(world, "tajik", -730),
              tajik * 10 / 40, 1e-12);
    test_near("no mean after its last month", persons_on(world, "tajik", -1), tajik * 5 / 40,
              1e-12);
    test_near("and what it does not speak of as on the first day",
              persons_on(world, "russian", -730), persons_on(world, "russian", 0), 1e-12);
    end(&life);
}

/* ---- reforms ----------------------------------------------------------------------------- */

static void
a_reform_dated_in_it_is_refused(void **state)
{
    char path[] = "/tmp/asy_early_XXXXXX";
    const struct text base = write_small(two_years, "");
    FILE *file = fdopen(mkstemp(path), "w");
    const char *const reforms[] = { path };
    const struct asy_scenario_args args = { .baseline = base.path,
                                            .reforms = reforms,
                                            .n_reforms = 1 };
    struct asy_scenario *scenario;
    struct asy_errors errs = { 0 };
    (void) state;

    fprintf(file,
            "extends = \"%s\"; title = \"T\"; claim = \"C\"; source = \"S\";\n"
            "in_force = \"2011-06-01\"; set: { rules: { dublin: { p_request = 0.1; }; }; };\n",
            base.path);
    fclose(file);
    assert_false(asy_scenario_load(&scenario, &args, &errs));
    assert_string_equal(errs.list[0].where + strlen(errs.list[0].where) - 2, ":2");
    assert_non_null(strstr(errs.list[0].what, "the first day that is counted, 2012-01-01"));
    asy_errors_free(&errs);
    unlink(path);
    unlink(base.path);
}

/* Two worlds that are compared part on the first day that counts, whatever the command line
   sets in one of them; what it sets in both holds in the warm-up too. */
static void
the_command_line_is_in_force_from_the_first_day_that_counts(void **state)
{
    const struct text base = write_small(two_years, "");
    const char *const sets[] = { "groups.tajik.departure.persons=400" };
    struct asy_error err = { 0 };
    (void) state;

    for (int compared = 0; compared < 2; compared++) {
        const struct asy_scenario_args args = {
            .baseline = base.path, .sets = sets, .n_sets = 1, .sets_reform = compared != 0
        };
        struct asy_scenario *scenario;
        struct asy_errors errs = { 0 };
        struct asy_world world;
        assert_true(asy_scenario_load(&scenario, &args, &errs));
        assert_int_equal(asy_scenario_branch_day(scenario), 0);
        assert_true(asy_world_init(&world, scenario, 1, 0, &err));
        test_near("ten times as many", persons_on(&world, "tajik", -1),
                  persons_on(&world, "tajik", 0) / (compared ? 10 : 1), 1e-12);
        asy_world_free(&world);
        asy_scenario_destroy(scenario);
    }
    unlink(base.path);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(how_long_an_empty_warm_up_is_changes_nothing),
        cmocka_unit_test(those_who_set_out_later_are_the_same_people),
        cmocka_unit_test(what_it_has_counted_is_forgotten_and_who_it_has_made_stays),
        cmocka_unit_test(courts_decide_in_it_as_they_do_later),
        cmocka_unit_test(its_values_hold_until_the_first_day_that_counts),
        cmocka_unit_test(a_reform_dated_in_it_is_refused),
        cmocka_unit_test(the_command_line_is_in_force_from_the_first_day_that_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
