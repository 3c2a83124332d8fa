/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scenarios into worlds: the stated values, and samples of what is not known. */
#define _XOPEN_SOURCE 700 /* mkdtemp, open_memstream */
#include "support/mini.h"

#include "base/hash.h"
#include "scenario/prior.h"

/* ---- draws ------------------------------------------------------------------------------- */

static double
abscond(const struct asy_scenario *scenario, uint32_t draw)
{
    struct asy_world world;
    build(&world, scenario, draw);
    const double p = dublin(&world, POL, 0)->p_abscond;
    asy_world_free(&world);
    return p;
}

static void
draw_zero_is_what_is_stated_and_others_stay_in_range(void **state)
{
    (void) state;
    struct asy_scenario *scenario = load_mini();
    double sum = 0;
    assert_near(abscond(scenario, 0), 0.3);
    for (uint32_t draw = 1; draw <= 400; draw++) {
        const double p = abscond(scenario, draw);
        assert_true(p >= 0.1 && p <= 0.5);
        sum += p;
    }
    /* uniform on 0.1 to 0.5: five standard errors of the mean of 400 */
    assert_true(fabs(sum / 400 - 0.3) < 5 * 0.4 / sqrt(12 * 400));
    assert_near(abscond(scenario, 7), abscond(scenario, 7));
    assert_true(fabs(abscond(scenario, 7) - abscond(scenario, 8)) > 1e-9);
    asy_scenario_destroy(scenario);
}

/* What the report's attribution rests on (model/report/spread.c): a sample is found again from
   seed, draw and path alone, and rises with its luck. */
static void
a_sample_rises_with_the_luck_of_its_path(void **state)
{
    (void) state;
    struct asy_scenario *scenario = load_mini();
    struct asy_value value;
    const char *path = NULL;
    for (size_t i = 0; asy_scenario_value(scenario, i, &value); i++)
        if (strstr(value.path, "POL") && strstr(value.path, "dublin.p_abscond"))
            path = value.path;
    if (!path)
        path = "rules.dublin.p_abscond";
    const uint64_t key = asy_fnv(ASY_FNV_BASE, path);
    for (uint32_t a = 1; a < 20; a++)
        for (uint32_t b = 1; b < 20; b++)
            if (asy_prior_luck(42, a, key) < asy_prior_luck(42, b, key))
                assert_true(abscond(scenario, a) < abscond(scenario, b));
    asy_scenario_destroy(scenario);
}

/* What the results file says was sampled is what the world has. */
static void
what_is_told_of_a_draw_is_what_its_world_has(void **state)
{
    (void) state;
    struct asy_scenario *scenario = load_mini();
    struct asy_uncertain value;
    size_t i = 0;
    int found = 0;
    while (asy_scenario_uncertain(scenario, &i, &value))
        if (strstr(value.path, "dublin.p_abscond"))
            for (uint32_t draw = 0; draw < 20; draw++, found++)
                assert_near(asy_uncertain_sample(&value, 42, draw), abscond(scenario, draw));
    assert_int_equal(found, 20);
    asy_scenario_destroy(scenario);
}

static void
a_reform_moves_no_other_sample(void **state)
{
    (void) state;
    struct asy_scenario *base = load_mini();
    struct asy_scenario *reform =
        load_reforms("2016-01-01", "rules: { dublin: { answer_days = 1; }; };", NULL);
    for (uint32_t draw = 1; draw < 20; draw++)
        assert_near(abscond(base, draw), abscond(reform, draw));
    asy_scenario_destroy(base);
    asy_scenario_destroy(reform);
}

static void
a_prior_over_dates_is_a_factor_on_them_all(void **state)
{
    (void) state;
    struct asy_scenario *scenario =
        load_set("groups.tajik.departure.persons={yearly_from=\"2015\"; yearly=[10,40]; "
                 "prior=\"lognormal(1, 0.5)\";}");
    for (uint32_t draw = 1; draw < 20; draw++) {
        struct asy_world world;
        build(&world, scenario, draw);
        const double before = departures(&world, TAJIK, 0);
        const double after = departures(&world, TAJIK, 800);
        assert_true(fabs(before - 10) > 1e-9);
        assert_near(after / before, 4);
        asy_world_free(&world);
    }
    asy_scenario_destroy(scenario);
}

static void
dates_with_priors_of_their_own_move_together(void **state)
{
    (void) state;
    struct asy_scenario *scenario = load_set(
        "states.POL.refused.p_voluntary=({from=\"2015\";value=0.2;prior=\"uniform(0, 0.4)\";},"
        "{from=\"2016\";value=0.7;prior=\"uniform(0.5, 0.9)\";})");
    for (uint32_t draw = 1; draw < 20; draw++) {
        struct asy_world world;
        build(&world, scenario, draw);
        const struct asy_refused *a = asy_world_law(&world, ASY_LAW_refused, POL, 0);
        const struct asy_refused *b = asy_world_law(&world, ASY_LAW_refused, POL, 800);
        assert_near(b->p_voluntary - a->p_voluntary, 0.5);
        asy_world_free(&world);
    }
    asy_scenario_destroy(scenario);
}

static void
samples_are_clipped_to_what_the_law_allows(void **state)
{
    (void) state;
    struct asy_scenario *scenario =
        load_set("states.POL.dublin.p_abscond={value=0.5; prior=\"normal(0.5, 5)\";}");
    int clipped = 0;
    for (uint32_t draw = 1; draw < 50; draw++) {
        const double p = abscond(scenario, draw);
        assert_true(p >= 0 && p <= 1);
        clipped += p <= 0 || p >= 1;
    }
    assert_true(clipped > 30);
    asy_scenario_destroy(scenario);
}

static void
a_prior_over_members_draws_each_on_its_own(void **state)
{
    (void) state;
    struct asy_scenario *scenario = load_set(
        "states.POL.dublin.p_accept={DEU=0.5; EST=0.5; prior=\"lognormal(1, 0.2)\"; grade=D;}");
    struct asy_world world;
    build(&world, scenario, 3);
    const struct asy_dublin *law = dublin(&world, POL, 0);
    assert_true(fabs(law->p_accept[DEU] - law->p_accept[EST]) > 1e-9);
    assert_true(law->p_accept[DEU] > 0.1); /* a factor on 0.5, not a share around 1 */
    assert_near(law->p_accept[RUS], 0.85); /* not named: the standard */
    asy_world_free(&world);
    asy_scenario_destroy(scenario);
}

static void
quantiles_of_priors_are_right(void **state)
{
    (void) state;
    static const struct {
        const char *text;
        double u, x;
    } cases[] = {
        { "uniform(2, 4)", 0.25, 2.5 },
        { "normal(3, 2)", 0.5, 3 },
        { "normal(0, 1)", 0.97724986805182079, 2 },
        { "lognormal(4, 0.3)", 0.5, 4 },
        { "beta(1, 1)", 0.3, 0.3 },
        { "beta(2, 1)", 0.25, 0.5 }, /* x^2 */
        { "triangular(0, 1, 2)", 0.5, 1 },
        { "triangular(0, 0, 1)", 0.75, 0.5 },
        { "triangular(0, 1, 1)", 0.25, 0.5 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct asy_prior prior;
        char what[80];
        assert_true(asy_prior_read(&prior, cases[i].text, what, sizeof what));
        assert_true(fabs(asy_prior_sample(&prior, cases[i].u) - cases[i].x) < 1e-9);
    }
}

static void
a_truncated_prior_stays_within_even_where_it_has_no_weight(void **state)
{
    (void) state;
    struct asy_prior prior;
    char what[80];
    assert_true(asy_prior_read(&prior, "normal(0, 1)", what, sizeof what));
    prior.truncated = true;
    prior.low = 40;
    prior.high = 41;
    for (int i = 1; i < 10; i++) {
        const double x = asy_prior_sample(&prior, i / 10.0);
        assert_true(x >= 40 && x <= 41);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(draw_zero_is_what_is_stated_and_others_stay_in_range),
        cmocka_unit_test(a_sample_rises_with_the_luck_of_its_path),
        cmocka_unit_test(what_is_told_of_a_draw_is_what_its_world_has),
        cmocka_unit_test(a_reform_moves_no_other_sample),
        cmocka_unit_test(a_prior_over_dates_is_a_factor_on_them_all),
        cmocka_unit_test(dates_with_priors_of_their_own_move_together),
        cmocka_unit_test(samples_are_clipped_to_what_the_law_allows),
        cmocka_unit_test(a_prior_over_members_draws_each_on_its_own),
        cmocka_unit_test(quantiles_of_priors_are_right),
        cmocka_unit_test(a_truncated_prior_stays_within_even_where_it_has_no_weight),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
