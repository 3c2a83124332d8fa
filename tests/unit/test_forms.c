/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a value of a reform may say of what it is laid over: until when, by how much, as where,
   whom a list gains and loses; on which days, in which draws, and with what below. */
#define _XOPEN_SOURCE 700 /* mkdtemp */
#include "support/mini.h"

#include "base/hash.h"
#include "scenario/prior.h"

/* Of mini.cfg under a reform in force from 2017. */
static struct asy_scenario *
under(const char *set)
{
    return load_reforms("2017-01-01", set, NULL);
}

/* Two worlds of one draw: with a reform, made over the baseline's as runs make it, and without.
 */
struct pair {
    struct asy_scenario *base, *reform;
    struct asy_world with, without;
};

static void
open_pair(struct pair *self, const char *set, uint32_t draw)
{
    struct asy_error err = { 0 };
    self->base = load_mini();
    self->reform = under(set);
    build(&self->without, self->base, draw);
    assert_true(asy_world_branch(&self->with, self->reform, &self->without, self->base, 42,
                                 draw, &err));
}

static void
close_pair(struct pair *self)
{
    asy_world_free(&self->with);
    asy_world_free(&self->without);
    asy_scenario_destroy(self->base);
    asy_scenario_destroy(self->reform);
}

static const int32_t IN_FORCE = 731; /* 2017-01-01 */

static uint64_t
listed(const struct asy_world *world, int state, int32_t day)
{
    const struct asy_third_country *law =
        asy_world_law(world, ASY_LAW_third_country, state, day);
    return law->list;
}

/* ---- until when -------------------------------------------------------------------------- */

static void
a_value_with_an_end_gives_back_what_holds_without_it(void **state)
{
    (void) state;
    struct pair pair;
    const int32_t last = day_of(2017, 5, 26);
    open_pair(&pair,
              "crossings: { terespol: { border: { p_heard = { value = 1; "
              "until = \"2017-05-26\"; }; }; }; };",
              0);
    assert_near(heard(&pair.with, IN_FORCE - 1), 0.1);
    assert_near(heard(&pair.with, IN_FORCE), 1);
    assert_near(heard(&pair.with, last), 1);
    assert_near(heard(&pair.with, last + 1), 0.1);
    close_pair(&pair);
}

static void
an_end_may_name_a_month_or_a_year(void **state)
{
    (void) state;
    struct asy_world world;
    struct asy_scenario *scenario =
        under("rules: { dublin: { answer_days = { value = 3; until = \"2017-12\"; }; "
              "limit_days = { value = 9; until = \"2017\"; }; }; };");
    build(&world, scenario, 0);
    assert_near(dublin(&world, POL, day_of(2017, 12, 31))->answer_days, 3);
    assert_near(dublin(&world, POL, day_of(2018, 1, 1))->answer_days, 20);
    assert_near(dublin(&world, POL, day_of(2017, 12, 31))->limit_days, 9);
    assert_true(dublin(&world, POL, day_of(2018, 1, 1))->limit_days > 9);
    asy_world_free(&world);
    asy_scenario_destroy(scenario);
}

/* What holds again is what holds that day: a date of the baseline, an earlier reform. */
static void
below_an_end_lies_the_layer_of_that_day(void **state)
{
    (void) state;
    struct asy_world world;
    struct asy_scenario *scenario = load_reforms(
        "2016-01-01", "rules: { dublin: { answer_days = 5; }; };",
        "rules: { dublin: { answer_days = { over_time = ( { from = \"2016\"; value = 1; }, "
        "{ from = \"2017\"; value = 2; until = \"2017-06-30\"; } ); until = \"2018-03\"; }; }; "
        "}; crossings: { terespol: { border: { p_heard = { value = 0.5; until = \"2016-12\"; "
        "}; }; }; };");
    build(&world, scenario, 0);
    assert_near(dublin(&world, POL, day_of(2016, 12, 31))->answer_days, 1);
    assert_near(dublin(&world, POL, day_of(2017, 6, 30))->answer_days, 2);
    assert_near(dublin(&world, POL, day_of(2017, 7, 1))->answer_days, 1);
    assert_near(dublin(&world, POL, day_of(2018, 3, 31))->answer_days, 1);
    assert_near(dublin(&world, POL, day_of(2018, 4, 1))->answer_days, 5);
    assert_near(heard(&world, day_of(2016, 12, 31)), 0.5);
    assert_near(heard(&world, day_of(2017, 1, 1)), 0.1); /* since 2016-07, not as before */
    asy_world_free(&world);
    asy_scenario_destroy(scenario);
}

/* ---- by how much ------------------------------------------------------------------------- */

/* In each draw, whatever the baseline's prior made of it. */
static void
a_factor_leaves_the_prior_below_it_at_work(void **state)
{
    (void) state;
    for (uint32_t draw = 0; draw < 20; draw++) {
        struct pair pair;
        open_pair(&pair, "states: { POL: { dublin: { p_abscond = { times = 1.5; }; }; }; };",
                  draw);
        const double before = dublin(&pair.without, POL, IN_FORCE)->p_abscond;
        assert_near(dublin(&pair.with, POL, IN_FORCE)->p_abscond, fmin(1.5 * before, 1.0));
        assert_near(dublin(&pair.with, POL, IN_FORCE - 1)->p_abscond, before);
        close_pair(&pair);
    }
}

static void
what_is_added_is_cut_to_the_range_of_the_key(void **state)
{
    (void) state;
    struct pair pair;
    open_pair(&pair,
              "rules: { dublin: { p_request = { plus = 0.45; }; p_abscond = { plus = -0.5; }; "
              "}; };",
              0);
    /* of each member what it has: DEU asks POL in 0.7, EST 0.1, and others 0.4 */
    assert_near(dublin(&pair.with, DEU, IN_FORCE)->p_request[POL], 1.0);
    assert_near(dublin(&pair.with, DEU, IN_FORCE)->p_request[EST], 0.55);
    assert_near(dublin(&pair.with, POL, IN_FORCE)->p_request[DEU], 0.85);
    assert_near(dublin(&pair.with, POL, IN_FORCE)->p_abscond, 0.0);
    close_pair(&pair);
}

/* By a luck of its own, not that of what it multiplies. */
static void
a_factor_may_be_uncertain_itself(void **state)
{
    (void) state;
    const char *path = "states.POL.dublin.p_abscond";
    const uint64_t key = asy_fnv(asy_fnv(ASY_FNV_BASE, path), "/times");
    for (uint32_t draw = 1; draw < 20; draw++) {
        struct pair pair;
        open_pair(&pair,
                  "states: { POL: { dublin: { p_abscond = { times = 1.2; "
                  "prior = \"uniform(1, 1.4)\"; }; }; }; };",
                  draw);
        const double before = dublin(&pair.without, POL, IN_FORCE)->p_abscond;
        const double by = 1.0 + 0.4 * asy_prior_luck(42, draw, key);
        assert_near(dublin(&pair.with, POL, IN_FORCE)->p_abscond, by * before);
        close_pair(&pair);
    }
}

/* A series by year or month stays one; what is laid over it twice is laid over twice. */
static void
forms_are_laid_over_each_other_in_the_order_of_the_reforms(void **state)
{
    (void) state;
    struct asy_world world;
    struct asy_scenario
        *base = load_mini(),
        *twice = load_reforms(
            "2016-01-01", "groups: { tajik: { departure: { persons = { times = 2; }; }; }; };",
            "groups: { tajik: { departure: { persons = { plus = 3; until = \"2016\"; }; }; }; "
            "};");
    struct asy_clash clash;
    struct asy_world plain;
    build(&plain, base, 0);
    build(&world, twice, 0);
    for (int year = 2015; year <= 2018; year++)
        for (int month = 1; month <= 12; month++) {
            const int32_t day = day_of(year, month, 15);
            const double below = departures(&plain, TAJIK, day);
            assert_near(departures(&world, TAJIK, day), year == 2015   ? below
                                                        : year == 2016 ? 2 * below + 3
                                                                       : 2 * below);
        }
    assert_false(asy_scenario_clash(twice, 0, &clash));
    asy_world_free(&plain);
    asy_world_free(&world);
    asy_scenario_destroy(base);
    asy_scenario_destroy(twice);
}

static void
a_value_over_a_factor_undoes_it_and_says_so(void **state)
{
    (void) state;
    struct asy_clash clash;
    struct asy_scenario *scenario =
        load_reforms("2016-01-01", "rules: { dublin: { answer_days = { times = 2; }; }; };",
                     "rules: { dublin: { answer_days = 7; }; };");
    assert_true(asy_scenario_clash(scenario, 0, &clash));
    assert_string_equal(clash.loser_value, "times 2");
    assert_string_equal(clash.winner_value, "7");
    asy_scenario_destroy(scenario);
}

/* One ends before the other begins: they never meet. */
static void
reforms_that_never_hold_at_once_do_not_clash(void **state)
{
    (void) state;
    static const char *const until[] = { "2016-06-30", "2016-07-01" };
    for (int meet = 0; meet < 2; meet++) {
        char first[120];
        struct asy_clash clash;
        snprintf(first, sizeof first,
                 "rules: { dublin: { answer_days = { value = 3; until = \"%s\"; }; }; };",
                 until[meet]);
        struct asy_scenario *scenario =
            load_reforms("2016-01-01", first,
                         "rules: { dublin: { answer_days = ( { from = \"2016-07-01\"; value = "
                         "4; } ); }; };");
        assert_int_equal(asy_scenario_clash(scenario, 0, &clash), meet);
        asy_scenario_destroy(scenario);
    }
}

/* Within a reform the particular wins, over what lies below the reform. */
static void
a_form_of_one_reform_is_not_laid_over_another_of_it(void **state)
{
    (void) state;
    struct pair pair;
    open_pair(&pair,
              "rules: { dublin: { answer_days = { times = 2; }; }; }; "
              "states: { POL: { dublin: { answer_days = { times = 3; }; }; }; };",
              0);
    assert_near(dublin(&pair.with, DEU, IN_FORCE)->answer_days, 40);
    assert_near(dublin(&pair.with, POL, IN_FORCE)->answer_days, 60);
    close_pair(&pair);
}

/* ---- as where ---------------------------------------------------------------------------- */

static void
as_in_takes_the_very_sample_of_there(void **state)
{
    (void) state;
    for (uint32_t draw = 0; draw < 10; draw++) {
        struct pair pair;
        open_pair(&pair,
                  "states: { DEU: { dublin: { p_abscond = { as_in = \"POL\"; }; "
                  "p_request: { POL = { as_in = \"EST\"; }; }; }; }; };",
                  draw);
        const struct asy_dublin *with = dublin(&pair.with, DEU, IN_FORCE),
                                *there = dublin(&pair.without, POL, IN_FORCE);
        assert_true(memcmp(&with->p_abscond, &there->p_abscond, sizeof(double)) == 0);
        assert_near(with->p_request[POL], 0.1);
        assert_near(dublin(&pair.with, DEU, IN_FORCE - 1)->p_request[POL], 0.7);
        close_pair(&pair);
    }
}

/* Only layers below are looked at, so that nothing goes in circles. */
static void
two_may_each_be_as_the_other_was(void **state)
{
    (void) state;
    struct pair pair;
    open_pair(&pair,
              "states: { DEU: { dublin: { p_abscond = { as_in = \"POL\"; }; }; }; "
              "POL: { dublin: { p_abscond = { as_in = \"DEU\"; }; }; }; };",
              3);
    assert_near(dublin(&pair.with, DEU, IN_FORCE)->p_abscond,
                dublin(&pair.without, POL, IN_FORCE)->p_abscond);
    assert_near(dublin(&pair.with, POL, IN_FORCE)->p_abscond,
                dublin(&pair.without, DEU, IN_FORCE)->p_abscond);
    close_pair(&pair);
}

/* Everywhere as in one state; of a key of members, member by member; lists and choices too. */
static void
all_may_be_as_one(void **state)
{
    (void) state;
    struct pair pair;
    open_pair(&pair,
              "rules: { dublin: { p_request = { as_in = \"DEU\"; }; }; "
              "internal_protection: { mode = { as_in = \"POL\"; }; groups = { as_in = "
              "\"POL\"; }; }; third_country: { list = { as_in = \"EST\"; }; }; };",
              0);
    assert_near(dublin(&pair.with, EST, IN_FORCE)->p_request[POL], 0.7);
    assert_near(dublin(&pair.with, EST, IN_FORCE)->p_request[EST], 0.1);
    const struct asy_internal_protection *here =
        asy_world_law(&pair.with, ASY_LAW_internal_protection, EST, IN_FORCE);
    const struct asy_internal_protection *there =
        asy_world_law(&pair.without, ASY_LAW_internal_protection, POL, IN_FORCE);
    assert_int_equal(here->mode, there->mode);
    assert_int_equal(here->groups, there->groups);
    assert_int_equal(here->groups, 1 << CHECHEN);
    assert_int_equal(listed(&pair.with, POL, IN_FORCE), 1 << RUS | 1 << BLR);
    assert_int_equal(listed(&pair.without, POL, IN_FORCE), 0);
    close_pair(&pair);
}

/* ---- lists ------------------------------------------------------------------------------- */

static void
a_list_gains_and_loses_on_every_day_what_it_has_that_day(void **state)
{
    (void) state;
    struct asy_world world;
    struct asy_scenario *scenario = load_reforms(
        "2016-01-01",
        "states: { EST: { third_country: { list = { over_time = ( { from = \"2016\"; value = "
        "[\"RUS\"]; }, { from = \"2017\"; value = [\"RUS\", \"BLR\"]; } ); }; }; }; };",
        "rules: { third_country: { list = { add = [\"TJK\"]; remove = [\"RUS\"]; until = "
        "\"2017\"; }; }; };");
    build(&world, scenario, 0);
    assert_int_equal(listed(&world, EST, day_of(2015, 6, 1)), 1 << RUS | 1 << BLR);
    assert_int_equal(listed(&world, EST, day_of(2016, 6, 1)), 1 << TJK);
    assert_int_equal(listed(&world, EST, day_of(2017, 6, 1)), 1 << BLR | 1 << TJK);
    assert_int_equal(listed(&world, EST, day_of(2018, 6, 1)), 1 << RUS | 1 << BLR);
    assert_int_equal(listed(&world, POL, day_of(2016, 6, 1)), 1 << TJK);
    asy_world_free(&world);
    asy_scenario_destroy(scenario);
}

static void
two_reforms_that_add_to_one_list_join(void **state)
{
    (void) state;
    struct asy_world world;
    struct asy_clash clash;
    struct asy_scenario *scenario = load_reforms(
        "2016-01-01", "rules: { third_country: { never = { add = [\"RUS\"]; }; }; };",
        "rules: { third_country: { never = { add = [\"BLR\"]; }; }; };");
    struct asy_scenario *against = load_reforms(
        "2016-01-01", "rules: { third_country: { never = { add = [\"RUS\"]; }; }; };",
        "rules: { third_country: { never = { add = [\"BLR\"]; remove = [\"RUS\"]; }; }; };");
    build(&world, scenario, 0);
    const struct asy_third_country *law =
        asy_world_law(&world, ASY_LAW_third_country, POL, 400);
    assert_int_equal(law->never, 1 << RUS | 1 << BLR);
    assert_false(asy_scenario_clash(scenario, 0, &clash));
    assert_true(asy_scenario_clash(against, 0, &clash));
    assert_string_equal(clash.winner_value, "add [BLR] remove [RUS]");
    asy_world_free(&world);
    asy_scenario_destroy(scenario);
    asy_scenario_destroy(against);
}

/* A list that has all that an earlier reform adds takes nothing back; one that lacks a name
   does. */
static void
a_list_that_has_what_another_adds_joins_it(void **state)
{
    (void) state;
    static const char *const list[] = { "[\"RUS\", \"BLR\"]", "[\"BLR\"]" };
    for (int lacks = 0; lacks < 2; lacks++) {
        char second[120];
        struct asy_clash clash;
        snprintf(second, sizeof second, "rules: { third_country: { list = %s; }; };",
                 list[lacks]);
        struct asy_scenario *scenario = load_reforms(
            "2016-01-01",
            "states: { POL: { third_country: { list = { add = [\"RUS\"]; }; }; }; };", second);
        assert_int_equal(asy_scenario_clash(scenario, 0, &clash), lacks);
        assert_true(!lacks || clash.would_join);
        asy_scenario_destroy(scenario);
    }
}

/* Nobody is of both groups; everybody may be of one and of that citizenship. */
static void
reforms_of_different_people_do_not_clash(void **state)
{
    (void) state;
    static const char *const whom[] = { "group = \"tajik\"", "citizenship = \"RUS\"" };
    for (int meet = 0; meet < 2; meet++) {
        char second[160];
        struct asy_clash clash;
        snprintf(second, sizeof second,
                 "rules: { dublin: { p_abscond = { value = 0.4; only = ( { %s; } ); }; }; };",
                 whom[meet]);
        struct asy_scenario *scenario =
            load_reforms("2016-01-01",
                         "rules: { dublin: { p_abscond = { value = 0.3; only = ( { group = "
                         "\"chechen\"; } ); "
                         "}; }; };",
                         second);
        assert_int_equal(asy_scenario_clash(scenario, 0, &clash), meet);
        asy_scenario_destroy(scenario);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_value_with_an_end_gives_back_what_holds_without_it),
        cmocka_unit_test(an_end_may_name_a_month_or_a_year),
        cmocka_unit_test(below_an_end_lies_the_layer_of_that_day),
        cmocka_unit_test(a_factor_leaves_the_prior_below_it_at_work),
        cmocka_unit_test(what_is_added_is_cut_to_the_range_of_the_key),
        cmocka_unit_test(a_factor_may_be_uncertain_itself),
        cmocka_unit_test(forms_are_laid_over_each_other_in_the_order_of_the_reforms),
        cmocka_unit_test(a_value_over_a_factor_undoes_it_and_says_so),
        cmocka_unit_test(reforms_that_never_hold_at_once_do_not_clash),
        cmocka_unit_test(a_form_of_one_reform_is_not_laid_over_another_of_it),
        cmocka_unit_test(as_in_takes_the_very_sample_of_there),
        cmocka_unit_test(two_may_each_be_as_the_other_was),
        cmocka_unit_test(all_may_be_as_one),
        cmocka_unit_test(a_list_gains_and_loses_on_every_day_what_it_has_that_day),
        cmocka_unit_test(two_reforms_that_add_to_one_list_join),
        cmocka_unit_test(a_list_that_has_what_another_adds_joins_it),
        cmocka_unit_test(reforms_of_different_people_do_not_clash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
