/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reforms and the command line over a baseline: what wins, from when, and whether anything
   changes. */
#define _XOPEN_SOURCE 700 /* mkdtemp, open_memstream */
#include "support/mini.h"

/* ---- overlays ---------------------------------------------------------------------------- */

static void
a_reform_holds_from_its_day_and_beats_the_particular(void **state)
{
    (void) state;
    struct asy_scenario *scenario =
        load_reforms("2017-01-01",
                     "rules: { internal_protection: { exempt = [\"chechen\"]; "
                     "groups = [ ]; }; };",
                     NULL);
    struct asy_world world;
    build(&world, scenario, 0);
    const int32_t day = day_of(2017, 1, 1);
    const struct asy_internal_protection *before =
        asy_world_law(&world, ASY_LAW_internal_protection, POL, day - 1);
    const struct asy_internal_protection *after =
        asy_world_law(&world, ASY_LAW_internal_protection, POL, day);
    assert_int_equal(before->exempt, 0);
    assert_int_equal(before->groups, 1 << CHECHEN);
    assert_int_equal(after->exempt, 1 << CHECHEN);
    assert_int_equal(after->groups, 0);
    assert_int_equal(after->mode, before->mode);
    assert_int_equal(asy_scenario_branch_day(scenario), day);
    assert_string_equal(asy_scenario_name(scenario), "one");
    assert_string_equal(asy_scenario_title(scenario), "T");
    asy_world_free(&world);
    asy_scenario_destroy(scenario);
}

static void
the_later_reform_wins_and_both_hold(void **state)
{
    (void) state;
    struct asy_scenario *scenario =
        load_reforms("2016-01-01", "rules: { dublin: { answer_days = 1; limit_days = 99; }; };",
                     "rules: { dublin: { answer_days = 2; }; };");
    struct asy_world world;
    build(&world, scenario, 0);
    assert_near(dublin(&world, POL, 400)->answer_days, 2);
    assert_near(dublin(&world, POL, 400)->limit_days, 99);
    assert_string_equal(asy_scenario_name(scenario), "one+two");
    asy_world_free(&world);
    asy_scenario_destroy(scenario);
}

static void
the_particular_beats_the_general_within_a_reform(void **state)
{
    (void) state;
    struct asy_scenario *scenario =
        load_reforms("2016-01-01",
                     "rules: { dublin: { answer_days = 1; }; }; "
                     "states: { POL: { dublin: { answer_days = 3; }; }; };",
                     NULL);
    struct asy_world world;
    build(&world, scenario, 0);
    assert_near(dublin(&world, POL, 400)->answer_days, 3);
    assert_near(dublin(&world, DEU, 400)->answer_days, 1);
    asy_world_free(&world);
    asy_scenario_destroy(scenario);
}

static void
a_reform_may_extend_another(void **state)
{
    (void) state;
    char folder[] = "/tmp/asy_scenario_XXXXXX", base[64], one[64], two[64], text[4096];
    assert_non_null(mkdtemp(folder));
    snprintf(base, sizeof base, "%s/base.cfg", folder);
    snprintf(one, sizeof one, "%s/one.cfg", folder);
    snprintf(two, sizeof two, "%s/two.cfg", folder);
    FILE *from = fopen(MINI, "r"), *to = fopen(base, "w");
    assert_true(from && to);
    for (size_t n; (n = fread(text, 1, sizeof text, from)) > 0;)
        assert_int_equal(fwrite(text, 1, n, to), n);
    fclose(from);
    fclose(to);
    write_reform(one, "base.cfg", "2016-01-01", "rules: { dublin: { limit_days = 99; }; };");
    write_reform(two, "one.cfg", "2017-01-01", "rules: { dublin: { answer_days = 2; }; };");

    const char *reforms[] = { two, one }; /* named again, it is not laid over twice */
    struct asy_scenario *scenario = load(
        &(struct asy_scenario_args){ .baseline = base, .reforms = reforms, .n_reforms = 2 });
    struct asy_world world;
    build(&world, scenario, 0);
    assert_near(dublin(&world, POL, 400)->limit_days, 99);
    assert_near(dublin(&world, POL, 400)->answer_days, 20);
    assert_near(dublin(&world, POL, 800)->answer_days, 2);
    assert_int_equal(asy_scenario_branch_day(scenario), 365);
    asy_world_free(&world);
    asy_scenario_destroy(scenario);
    unlink(base);
    unlink(one);
    unlink(two);
    rmdir(folder);
}

static void
a_reform_after_the_horizon_never_branches(void **state)
{
    (void) state;
    struct asy_scenario *scenario =
        load_reforms("2030-01-01", "rules: { dublin: { answer_days = 1; }; };", NULL);
    assert_int_equal(asy_scenario_branch_day(scenario), INT32_MAX);
    asy_scenario_destroy(scenario);
}

static void
the_branch_is_the_first_day_of_difference_not_of_force(void **state)
{
    (void) state;
    struct asy_scenario *scenario =
        load_reforms("2016-01-01",
                     "rules: { dublin: { answer_days = ( { from = \"2016\"; value = 20; }, "
                     "{ from = \"2017\"; value = 21; } ); }; };",
                     NULL);
    assert_int_equal(asy_scenario_branch_day(scenario), day_of(2017, 1, 1));
    asy_scenario_destroy(scenario);
}

static void
the_same_number_without_its_prior_is_a_difference(void **state)
{
    (void) state;
    struct asy_scenario *scenario = load_reforms(
        "2016-01-01", "states: { POL: { dublin: { p_abscond = 0.3; }; }; };", NULL);
    assert_int_equal(asy_scenario_branch_day(scenario), 365);
    asy_scenario_destroy(scenario);
}

static void
the_command_line_wins_and_holds_from_the_start(void **state)
{
    (void) state;
    struct asy_scenario *base = load_mini();
    struct asy_scenario *same = load_set("rules.dublin.answer_days=20");
    struct asy_scenario *other = load_set("rules.internal_protection.mode=mandatory");
    struct asy_world world;
    assert_int_equal(asy_scenario_branch_day(base), INT32_MAX);
    assert_int_equal(asy_scenario_branch_day(same), INT32_MAX);
    assert_int_equal(asy_scenario_branch_day(other), 0);
    build(&world, other, 0);
    const struct asy_internal_protection *law =
        asy_world_law(&world, ASY_LAW_internal_protection, POL, 0);
    assert_int_equal(law->mode, ASY_IPA_MANDATORY); /* over what states.POL says */
    asy_world_free(&world);
    asy_scenario_destroy(base);
    asy_scenario_destroy(same);
    asy_scenario_destroy(other);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reform_holds_from_its_day_and_beats_the_particular),
        cmocka_unit_test(the_later_reform_wins_and_both_hold),
        cmocka_unit_test(the_particular_beats_the_general_within_a_reform),
        cmocka_unit_test(a_reform_may_extend_another),
        cmocka_unit_test(a_reform_after_the_horizon_never_branches),
        cmocka_unit_test(the_branch_is_the_first_day_of_difference_not_of_force),
        cmocka_unit_test(the_same_number_without_its_prior_is_a_difference),
        cmocka_unit_test(the_command_line_wins_and_holds_from_the_start),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
