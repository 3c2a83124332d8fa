/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Countries that a reform adds: behind the baseline's own, on the map of every scenario of a
   job, and under one name. */
#define _XOPEN_SOURCE 700
#include "support/mini.h"

static char folder[] = "/tmp/asylsim-countries-XXXXXX";
static char one[80], two[80], other[80];

static int
set_up(void **state)
{
    (void) state;
    if (!mkdtemp(folder))
        return -1;
    snprintf(one, sizeof one, "%s/one.cfg", folder);
    snprintf(two, sizeof two, "%s/two.cfg", folder);
    snprintf(other, sizeof other, "%s/other.cfg", folder);
    write_reform(
        one, MINI, "2016-05-01",
        "countries: { RWA = \"Rwanda\"; };\n"
        "states: { POL: { external_processing: { to = [\"RWA\"]; p_apply = 1; }; }; };\n"
        "refuges: { RWA: { host: { p_sent_home = 0.25; }; }; };");
    write_reform(
        two, MINI, "2016-05-01",
        "countries: { ALB = \"Albania\"; RWA = \"Rwanda\"; };\n"
        "states: { DEU: { external_processing: { to = [\"ALB\"]; p_apply = 1; }; }; };");
    write_reform(other, MINI, "2016-05-01",
                 "countries: { RWA = \"Ruanda\"; }; rules: { dublin: { lapse = false; }; };");
    return 0;
}

static int
tear_down(void **state)
{
    (void) state;
    unlink(one);
    unlink(two);
    unlink(other);
    return rmdir(folder);
}

static int
countries(const struct asy_scenario *scenario)
{
    struct asy_world world;
    build(&world, scenario, 0);
    const int n = world.n_countries;
    asy_world_free(&world);
    return n;
}

static void
it_stands_behind_the_baselines_own_and_has_its_laws(void **state)
{
    const char *const files[] = { one }, *code;
    struct asy_world world;
    (void) state;
    struct asy_scenario *const plain = load_mini();
    struct asy_scenario *const reform =
        load(&(struct asy_scenario_args){ .baseline = MINI, .reforms = files, .n_reforms = 1 });
    const int rwa = countries(plain);
    build(&world, reform, 0);
    assert_int_equal(world.n_countries, rwa + 1);
    assert_string_equal(world.country[rwa].code, "RWA");
    assert_string_equal(world.country[rwa].label, "Rwanda");
    assert_false(world.country[rwa].is_state);
    const struct asy_host *const host =
        asy_world_law(&world, ASY_LAW_host, rwa, day_of(2016, 6, 1));
    assert_near(host->p_sent_home, 0.25);
    const struct asy_external_processing *const law =
        asy_world_law(&world, ASY_LAW_external_processing, POL, day_of(2016, 6, 1));
    assert_true(law->to == UINT64_C(1) << rwa);
    assert_string_equal(asy_scenario_adds(reform, 0, &code), "Rwanda");
    assert_string_equal(code, "RWA");
    assert_null(asy_scenario_adds(reform, 1, &code));
    asy_world_free(&world);
    asy_scenario_destroy(plain);
    asy_scenario_destroy(reform);
}

static void
all_scenarios_of_a_job_share_one_map(void **state)
{
    const char *const both[] = { one, two }, *code;
    (void) state;
    struct asy_scenario *const base =
        load(&(struct asy_scenario_args){ .baseline = MINI, .also = both, .n_also = 2 });
    struct asy_scenario *const first = load(&(struct asy_scenario_args){
        .baseline = MINI, .reforms = both, .n_reforms = 1, .also = both, .n_also = 2 });
    struct asy_scenario *const second = load(&(struct asy_scenario_args){
        .baseline = MINI, .reforms = both + 1, .n_reforms = 1, .also = both, .n_also = 2 });
    assert_int_equal(countries(base), countries(first));
    assert_int_equal(countries(base), countries(second));
    assert_null(asy_scenario_adds(base, 0, &code));
    assert_string_equal(asy_scenario_adds(first, 0, &code), "Rwanda");
    assert_null(asy_scenario_adds(first, 1, &code));
    assert_non_null(asy_scenario_adds(second, 1, &code));
    assert_true(asy_scenario_changes(base, first, NULL) > 0);
    asy_scenario_destroy(base);
    asy_scenario_destroy(first);
    asy_scenario_destroy(second);
}

static void
one_code_has_one_name(void **state)
{
    const char *const both[] = { one, other };
    struct asy_errors errs = { 0 };
    struct asy_scenario *scenario;
    (void) state;
    assert_false(asy_scenario_load(
        &scenario,
        &(struct asy_scenario_args){ .baseline = MINI, .reforms = both, .n_reforms = 2 },
        &errs));
    assert_int_equal(errs.n, 1);
    assert_non_null(strstr(errs.list[0].what, "another reform calls it \"Rwanda\""));
    asy_errors_free(&errs);
}

static void
a_set_of_the_command_line_adds_none(void **state)
{
    const char *const set = "countries.RWA=Rwanda";
    struct asy_errors errs = { 0 };
    struct asy_scenario *scenario;
    (void) state;
    assert_false(asy_scenario_load(
        &scenario, &(struct asy_scenario_args){ .baseline = MINI, .sets = &set, .n_sets = 1 },
        &errs));
    assert_int_equal(errs.n, 1);
    asy_errors_free(&errs);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_stands_behind_the_baselines_own_and_has_its_laws),
        cmocka_unit_test(all_scenarios_of_a_job_share_one_map),
        cmocka_unit_test(one_code_has_one_name),
        cmocka_unit_test(a_set_of_the_command_line_adds_none),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
