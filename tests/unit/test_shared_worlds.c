/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reform's world shares with the baseline what the reform leaves as it is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scenario/scenario.h"

static const char baseline_cfg[] = ASY_SOURCE_DIR "/scenarios/baseline.cfg";
static const char *const reforms[] = {
    ASY_SOURCE_DIR "/scenarios/reforms/dublin-iv.cfg",
    ASY_SOURCE_DIR "/scenarios/reforms/no-stc-russia-belarus.cfg",
    ASY_SOURCE_DIR "/scenarios/reforms/no-tajik-crackdown.cfg",
};
enum { N_REFORMS = sizeof reforms / sizeof *reforms };
/* Held in both, one of them of a law that Dublin IV changes too. */
static const char *const sets[] = { "states.POL.merits.noise=0.7",
                                    "rules.dublin.p_abscond=0.25" };

static struct asy_scenario *
load(const struct asy_scenario_args *args)
{
    struct asy_scenario *scenario;
    struct asy_errors errs = { 0 };
    if (!asy_scenario_load(&scenario, args, &errs))
        asy_errors_print(&errs, stderr);
    assert_int_equal(errs.n, 0);
    asy_errors_free(&errs);
    return scenario;
}

/* How many laws of an entity are the baseline's own; all say what they would say alone. */
static int
compare(const struct asy_world *shared, const struct asy_world *alone,
        const struct asy_world *baseline, int *n)
{
    int own = 0;
    *n = 0;
    for (int l = 0; l < ASY_N_LAWS; l++)
        for (int e = 0; e < ASY_MAX_ENTITIES; e++) {
            const struct asy_segments *a = &shared->laws[l][e], *b = &alone->laws[l][e];
            assert_int_equal(a->n, b->n);
            for (int i = 0; i < a->n; i++) {
                assert_int_equal(a->list[i].from, b->list[i].from);
                assert_memory_equal(a->list[i].law, b->list[i].law, asy_laws[l]->size);
            }
            *n += a->n > 0;
            own += a->n > 0 && a->list != baseline->laws[l][e].list;
        }
    return own;
}

static void
a_shared_world_is_the_one_made_alone(const char *reform, size_t n_sets, uint32_t draw)
{
    struct asy_scenario *base = load(&(struct asy_scenario_args){
        .baseline = baseline_cfg, .sets = sets, .n_sets = n_sets });
    struct asy_scenario *with = load(&(struct asy_scenario_args){ .baseline = baseline_cfg,
                                                                  .reforms = &reform,
                                                                  .n_reforms = 1,
                                                                  .sets = sets,
                                                                  .n_sets = n_sets });
    struct asy_world baseline, alone, shared;
    struct asy_error err;
    int n;
    assert_true(asy_world_init(&baseline, base, 42, draw, &err));
    assert_true(asy_world_init(&alone, with, 42, draw, &err));
    assert_true(asy_world_branch(&shared, with, &baseline, base, 42, draw, &err));
    const int own = compare(&shared, &alone, &baseline, &n);
    assert_true(own > 0);
    assert_true(10 * own < n); /* nine in ten are not made anew */
    asy_world_free(&shared);
    asy_world_free(&alone);
    asy_world_free(&baseline);
    asy_scenario_destroy(with);
    asy_scenario_destroy(base);
}

static void
whatever_the_reform_and_the_draw(void **state)
{
    (void) state;
    for (int i = 0; i < N_REFORMS; i++)
        for (uint32_t draw = 0; draw < 3; draw++)
            a_shared_world_is_the_one_made_alone(reforms[i], 0, draw);
}

static void
under_values_of_the_command_line(void **state)
{
    (void) state;
    for (int i = 0; i < N_REFORMS; i++)
        a_shared_world_is_the_one_made_alone(reforms[i], 2, 1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whatever_the_reform_and_the_draw),
        cmocka_unit_test(under_values_of_the_command_line),
    };
    return cmocka_run_group_tests_name(ASY_TEST_NAME, tests, NULL, NULL);
}
