/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Errors that one hand made: what values share, and what stays as the prior says. */
#define _XOPEN_SOURCE 700
#include "support/mini.h"

#include "base/hash.h"
#include "scenario/param.h"
#include "scenario/prior.h"
#include "scenario/shared_error.h"

#include <gsl/gsl_cdf.h>
#include <stdio.h>

enum { DRAWS = 4000 };

static double
luck(uint32_t draw, const char *path)
{
    return asy_prior_luck(3, draw, asy_fnv(ASY_FNV_BASE, path));
}

static double
mixed(uint32_t draw, const char *path, double part, int sign)
{
    return asy_hand_mix(luck(draw, path), asy_prior_luck(3, draw, asy_hand_key(ASY_HAND_needs)),
                        part, 0.0, sign);
}

static void
alone_it_is_as_likely_as_ever(void **state)
{
    (void) state;
    static const double parts[] = { 0.2, 0.5, 0.9, 1.0 };
    for (size_t p = 0; p < sizeof parts / sizeof *parts; p++) {
        int in[10] = { 0 };
        for (uint32_t d = 1; d <= DRAWS; d++)
            in[(int) (10 * mixed(d, "groups.a", parts[p], 1))]++;
        for (int i = 0; i < 10; i++) /* five standard errors of a binomial of one in ten */
            assert_true(fabs(in[i] - DRAWS / 10.0) < 5 * sqrt(DRAWS * 0.09));
    }
}

/* Correlation of the normal scores of two values. */
static double
correlation(double part, int sign)
{
    double sum = 0.0;
    for (uint32_t d = 1; d <= DRAWS; d++)
        sum += gsl_cdf_ugaussian_Pinv(mixed(d, "groups.a", part, 1)) *
               gsl_cdf_ugaussian_Pinv(mixed(d, "groups.b", part, sign));
    return sum / DRAWS;
}

static void
two_values_correlate_by_what_they_share(void **state)
{
    (void) state;
    const double error = 5 / sqrt(DRAWS);
    assert_true(fabs(correlation(0.5, 1) - 0.5) < error);
    assert_true(fabs(correlation(0.8, -1) + 0.8) < error);
    assert_true(fabs(correlation(0.0, 1)) < error);
}

static void
nothing_shared_leaves_the_luck_as_it_was(void **state)
{
    (void) state;
    for (uint32_t d = 1; d <= 50; d++)
        assert_true(fabs(mixed(d, "groups.a", 0.0, 1) - luck(d, "groups.a")) <= 0.0);
}

static void
a_shift_moves_all_of_a_family_by_standard_deviations(void **state)
{
    (void) state;
    assert_near(asy_hand_mix(0.5, 0.5, 0.5, 1.0, 1), gsl_cdf_ugaussian_P(1.0));
    assert_near(asy_hand_mix(0.5, 0.5, 0.5, 1.0, -1), gsl_cdf_ugaussian_P(-1.0));
    assert_near(asy_hand_mix(0.3, 0.7, 0.0, -2.0, 1),
                gsl_cdf_ugaussian_P(gsl_cdf_ugaussian_Pinv(0.3) - 2.0));
}

static void
luck_at_its_ends_stays_inside(void **state)
{
    (void) state;
    const double low = asy_hand_mix(0x1p-60, 0x1p-60, 0.5, -4.0, 1),
                 high = asy_hand_mix(1 - 0x1p-53, 1 - 0x1p-53, 0.5, 4.0, 1);
    assert_true(low > 0.0 && high < 1.0);
}

/* ---- in a scenario ----------------------------------------------------------------------- */

static void
write_text(const char *folder, const char *name, const char *text)
{
    char path[120];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

/* mini.cfg with more beside it. */
static struct asy_scenario *
load_with(const char *text)
{
    char folder[] = "/tmp/asylsim-shared-XXXXXX", path[120], line[400];
    assert_non_null(mkdtemp(folder));
    snprintf(line, sizeof line, "cp " MINI " %s/mini.cfg", folder);
    assert_int_equal(system(line), 0);
    write_text(folder, "more.cfg", text);
    write_text(folder, "both.cfg", "@include \"mini.cfg\"\n@include \"more.cfg\"\n");
    snprintf(path, sizeof path, "%s/both.cfg", folder);
    struct asy_scenario *scenario = load(&(struct asy_scenario_args){ .baseline = path });
    snprintf(line, sizeof line, "rm -r %s", folder);
    assert_int_equal(system(line), 0);
    return scenario;
}

#define HALF                                                                                   \
    "rules: { shared_error: { part = { value = 0.5; source = \"x\"; grade = \"D\"; }; }; };"
#define NEED(group, grade)                                                                     \
    group ": { claim_strength: { need_mean = { value = 0; prior = \"normal(0, 1)\"; source = " \
          "\"x\"; grade = \"" grade "\"; }; }; }; "
#define NEEDS(chechen, tajik) "groups: { " NEED("chechen", chechen) NEED("tajik", tajik) "}; "

/* Of the sampled need means of two groups. */
static double
correlation_in(const struct asy_scenario *scenario, uint32_t n)
{
    const struct asy_uncertain *found[2] = { NULL };
    struct asy_uncertain each[2], next;
    size_t i = 0, k = 0;
    while (asy_scenario_uncertain(scenario, &i, &next))
        if (strstr(next.path, "claim_strength.need_mean") && k < 2) {
            each[k] = next;
            found[k] = &each[k];
            k++;
        }
    assert_non_null(found[1]);
    double sum = 0.0;
    for (uint32_t d = 1; d <= n; d++)
        sum += asy_uncertain_sample(found[0], 5, d) * asy_uncertain_sample(found[1], 5, d);
    return sum / n;
}

static void
assumptions_of_a_family_are_wrong_together(void **state)
{
    (void) state;
    struct asy_scenario *scenario = load_with(NEEDS("D", "D") HALF);
    assert_true(fabs(correlation_in(scenario, DRAWS) - 0.5) < 5 / sqrt(DRAWS));
    asy_scenario_destroy(scenario);
}

static void
what_is_better_than_an_assumption_is_wrong_for_itself(void **state)
{
    (void) state;
    struct asy_scenario *scenario = load_with(NEEDS("D", "C") HALF);
    assert_true(fabs(correlation_in(scenario, DRAWS)) < 5 / sqrt(DRAWS));
    asy_scenario_destroy(scenario);
}

static void
without_the_law_each_is_wrong_for_itself(void **state)
{
    (void) state;
    struct asy_scenario *scenario = load_with(NEEDS("D", "D"));
    assert_true(fabs(correlation_in(scenario, DRAWS)) < 5 / sqrt(DRAWS));
    asy_scenario_destroy(scenario);
}

/* ---- the table --------------------------------------------------------------------------- */

static const char *const keys[][2] = {
#define HAND(name, doc)
#define SET_BY(family, law, key, sign) { #law, #key },
#include "catalogue/hands.def"
#undef HAND
#undef SET_BY
};

static bool
has_key(const char *law, const char *key)
{
    for (int l = 0; l < ASY_N_LAWS; l++)
        for (const struct asy_param *row = asy_laws[l]->params; row->name; row++)
            if (strcmp(asy_laws[l]->name, law) == 0 && strcmp(row->name, key) == 0)
                return row->kind == ASY_REAL;
    return false;
}

static void
every_key_of_the_table_is_a_number_of_a_law(void **state)
{
    (void) state;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (!has_key(keys[i][0], keys[i][1]))
            fail_msg("%s.%s", keys[i][0], keys[i][1]);
}

static const char *const families[] = {
#define HAND(name, doc) #name,
#define SET_BY(family, law, key, sign)
#include "catalogue/hands.def"
#undef HAND
#undef SET_BY
};

/* `known` is a note of every value, and until 2026-11-29 a family bore that name: it could not
   be put off. */
static void
each_family_can_be_put_off_from_the_command_line(void **state)
{
    (void) state;
    for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
        char set[120];
        snprintf(set, sizeof set, "rules.shared_error.shift.%s=-1.5", families[i]);
        const char *const sets[] = { set };
        asy_scenario_destroy(
            load(&(struct asy_scenario_args){ .baseline = MINI, .sets = sets, .n_sets = 1 }));
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(alone_it_is_as_likely_as_ever),
        cmocka_unit_test(two_values_correlate_by_what_they_share),
        cmocka_unit_test(nothing_shared_leaves_the_luck_as_it_was),
        cmocka_unit_test(a_shift_moves_all_of_a_family_by_standard_deviations),
        cmocka_unit_test(luck_at_its_ends_stays_inside),
        cmocka_unit_test(assumptions_of_a_family_are_wrong_together),
        cmocka_unit_test(what_is_better_than_an_assumption_is_wrong_for_itself),
        cmocka_unit_test(without_the_law_each_is_wrong_for_itself),
        cmocka_unit_test(every_key_of_the_table_is_a_number_of_a_law),
        cmocka_unit_test(each_family_can_be_put_off_from_the_command_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
