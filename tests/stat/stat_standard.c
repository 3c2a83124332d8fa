/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The standard of recognition as a lever: what a shift, another state's standard and that of
   all states together do to the share recognised, in closed form; that it ends when it is said
   to; and that a state's own standard is no change, to the bit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "law/environment.h"
#include "life/outcomes.h"
#include "support/world.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>

#define WORLD ASY_SOURCE_DIR "/tests/stat/world.cfg"

enum { AAA, BBB, CCC };

/* Half of all move on to BBB; need is N(0.2, 1). */
#define PEOPLE                                                                                 \
    "rules.onward.move={AAA=0.5;}", "rules.onward.to={BBB=1;}", "rules.onward.most_claims=2",  \
        "rules.claim_strength.need_mean=0.2", "states.AAA.merits.noise=0.7",                   \
        "states.BBB.merits.noise=1.6", "states.AAA.merits.rate=0.3",                           \
        "states.BBB.merits.rate=0.55", "states.CCC.merits.rate=0.1",                           \
        "states.AAA.merits.refugee_share=0.2", "states.BBB.merits.refugee_share=0.9"

static const double mean = 0.2, noise[] = { 0.7, 1.6, 1.0 };

static double
count(const struct asy_run *run, int metric, int state)
{
    return (double) test_total(run, metric, ASY_ANY, state, ASY_ANY);
}

static double
granted(const struct asy_run *run, int state)
{
    return count(run, ASY_METRIC_decisions_merits, state) -
           count(run, ASY_METRIC_refusals, state);
}

static int
home_of(const struct asy_run *run)
{
    return run->world->group[0].citizenship;
}

/* The share of need N(0.2, 1), seen through a noise, above a threshold. */
static double
above(double threshold, double through)
{
    return gsl_cdf_ugaussian_Q((threshold - mean) / sqrt(1.0 + through * through));
}

static void
a_shift_moves_the_share_recognised_as_two_normals_say(void **state)
{
    static const struct {
        const char *set;
        double by;
    } shifts[] = { { "states.AAA.merits.standard=0.4", 0.4 },
                   { "states.AAA.merits.standard={plus=-0.7;}", -0.7 } };
    (void) state;
    for (size_t i = 0; i < sizeof shifts / sizeof *shifts; i++) {
        struct test_life life;
        TEST_LIVE(&life, PEOPLE, shifts[i].set);
        const int home = home_of(&life.run);
        const double n = count(&life.run, ASY_METRIC_decisions_merits, AAA),
                     own = (double) life.run.environment->tau.own[home][AAA],
                     before = above(own, noise[AAA]),
                     after = above(own + shifts[i].by, noise[AAA]);
        test_share("by its own standard", before * n, n, 0.3, n); /* solved without the shift */
        test_share("recognised", granted(&life.run, AAA), n, after, 0.0);
        test_share("recognised by the shift alone",
                   count(&life.run, ASY_METRIC_established_by_standard, AAA), n,
                   fmax(after - before, 0.0), 0.0);
        test_share("refused by the shift alone",
                   count(&life.run, ASY_METRIC_failed_by_standard, AAA), n,
                   fmax(before - after, 0.0), 0.0);
        const double m = count(&life.run, ASY_METRIC_decisions_merits, BBB);
        test_share("elsewhere as before", granted(&life.run, BBB), m, 0.55, m);
        test_life_end(&life);
    }
}

static void
another_states_standard_brings_its_threshold_noise_and_status(void **state)
{
    struct test_life life;
    (void) state;
    TEST_LIVE(&life, PEOPLE, "states.AAA.merits.standard={as_in=\"BBB\";}");
    const int home = home_of(&life.run);
    const double n = count(&life.run, ASY_METRIC_decisions_merits, AAA),
                 m = count(&life.run, ASY_METRIC_decisions_merits, BBB),
                 there = (double) life.run.environment->tau.merits[home][BBB];
    test_share("recognised as in BBB", granted(&life.run, AAA), n, above(there, noise[BBB]),
               0.0);
    test_share("the status of BBB", count(&life.run, ASY_METRIC_grants_refugee, AAA),
               granted(&life.run, AAA), 0.9, 0.0);
    test_share("BBB as before", granted(&life.run, BBB), m, 0.55, m);
    test_life_end(&life);
}

static void
where_all_decide_as_one_the_lottery_is_over(void **state)
{
    struct test_life life;
    (void) state;
    TEST_LIVE(&life, PEOPLE, "rules.merits.standard={as_in=\"BBB\";}");
    assert_true(test_all(&life.run, ASY_METRIC_lottery_rulings) > 0.0);
    assert_true(!(test_all(&life.run, ASY_METRIC_lottery_otherwise) > 0.0));
    test_life_end(&life);
}

static void
the_lottery_knows_the_standard_that_another_state_has_taken_over(void **state)
{
    struct test_life life;
    (void) state;
    /* of the files of AAA, BBB rules as AAA does, CCC by its own standard */
    TEST_LIVE(&life, PEOPLE, "states.BBB.merits.standard={as_in=\"AAA\";}",
              "states.CCC.merits.standard={as_in=\"AAA\";}");
    assert_true(!(count(&life.run, ASY_METRIC_lottery_otherwise, AAA) > 0.0));
    test_life_end(&life);
}

static void
one_standard_of_all_recognises_as_many_as_all_do_on_average(void **state)
{
    struct test_life life;
    (void) state;
    TEST_LIVE(&life, PEOPLE, "rules.merits.standard={as_in=\"pooled\";}",
              "rules.appeal.standard={as_in=\"pooled\";}");
    const int home = home_of(&life.run);
    const struct asy_tau *tau = &life.run.environment->tau;
    const struct asy_thresholds *solved = life.world.draw.thresholds;
    double share = 0.0, whole = 0.0;
    for (int s = AAA; s <= CCC; s++) {
        const double w = (double) solved->decisions[home][s];
        share += w * above((double) tau->own[home][s], noise[s]);
        whole += w;
    }
    assert_true(solved->decisions[home][AAA] > 100.0f && solved->decisions[home][BBB] > 100.0f);
    for (int s = AAA; s <= BBB; s++)
        test_share("recognised", granted(&life.run, s),
                   count(&life.run, ASY_METRIC_decisions_merits, s), share / whole, 0.0);
    test_life_end(&life);
}

static void
courts_take_over_a_standard_too(void **state)
{
    struct test_life life;
    (void) state;
    TEST_LIVE(&life, "rules.appeal.p_lodge=1", "states.AAA.appeal.success=0.1",
              "states.BBB.appeal.success=0.9", "states.AAA.merits.rate=0",
              "states.AAA.appeal.standard={as_in=\"BBB\";}");
    /* all are refused by the authority: need N(0, 1) reaches the court whole */
    const double n = count(&life.run, ASY_METRIC_appeals, AAA);
    const int home = home_of(&life.run);
    const double there = (double) life.run.environment->tau.own_court[home][AAA],
                 moved = (double) life.run.environment->tau.appeal[home][AAA];
    test_share("by its own standard", gsl_cdf_ugaussian_Q(there / sqrt(2.0)) * n, n, 0.1, n);
    test_share("won", count(&life.run, ASY_METRIC_appeals_won, AAA), n,
               gsl_cdf_ugaussian_Q(moved / sqrt(2.0)), 0.0);
    test_share("won by the standard alone",
               count(&life.run, ASY_METRIC_appeals_won_by_standard, AAA), n,
               gsl_cdf_ugaussian_Q(moved / sqrt(2.0)) - gsl_cdf_ugaussian_Q(there / sqrt(2.0)),
               0.0);
    test_life_end(&life);
}

/* As in AAA, said for all, is no change in AAA, and nobody decides anywhere else. */
static void
the_own_standard_is_no_change_to_the_bit(void **state)
{
    struct test_life plain, own;
    (void) state;
    TEST_LIVE(&plain, "states.AAA.merits.rate=0.3", "rules.appeal.p_lodge=0.5");
    TEST_LIVE(&own, "states.AAA.merits.rate=0.3", "rules.appeal.p_lodge=0.5",
              "rules.merits.standard={as_in=\"AAA\";}",
              "rules.appeal.standard={as_in=\"AAA\";}");
    assert_int_equal(plain.run.n_people, own.run.n_people);
    for (uint32_t i = 0; i < plain.run.n_people; i++)
        assert_memory_equal(&plain.run.people[i], &own.run.people[i],
                            sizeof plain.run.people[i]);
    test_life_end(&own);
    test_life_end(&plain);
}

static void
it_begins_and_ends_on_its_days(void **state)
{
    static struct asy_tau was, is;
    struct asy_scenario *reform =
        test_scenario(WORLD, ASY_SOURCE_DIR "/tests/stat/reform_standard.cfg", NULL);
    struct test_life life;
    struct asy_world world;
    struct asy_error err = { 0 };
    (void) state;
    TEST_LIVE(&life, "states.BBB.appeal.success=0.4");
    assert_true(asy_world_init(&world, reform, 1, 0, &err));
    const struct asy_thresholds *solved = life.world.draw.thresholds;
    const int home = home_of(&life.run);
    const int32_t days[] = { 181, 182, 730, 731, 1000 }; /* 2012-06-30, 07-01, 2013-12-31 */
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        const bool holds = i == 1 || i == 2;
        asy_thresholds_on(solved, test_world_of(&life.world), days[i], &was);
        asy_thresholds_on(solved, &world, days[i], &is);
        assert_true(fabsf(is.merits[home][AAA] - was.merits[home][AAA] -
                          (holds ? 0.5f : 0.0f)) < 1e-6f);
        assert_true(fabsf(is.appeal[home][AAA] - was.appeal[home][holds ? BBB : AAA]) < 1e-6f);
        assert_true(fabsf(is.merits[home][BBB] - was.merits[home][BBB]) < 1e-6f);
    }
    test_life_end(&life);
    asy_world_free(&world);
    asy_scenario_destroy(reform);
}

/* ---- under both readings of what is held ------------------------------------- */

enum { BASE, NEED, RATE, N_WORLDS };
static struct {
    double decided, granted, failed;
} seen[N_WORLDS];

static bool
take(void *user, const struct asy_result *results, int n, struct asy_error *err)
{
    (void) user;
    (void) err;
    for (int w = 0; w < n; w++)
        for (size_t i = 0; i < results[w].n_cells; i++) {
            const struct asy_cell *cell = &results[w].cells[i];
            const bool is_grant = cell->metric == ASY_METRIC_grants_refugee ||
                                  cell->metric == ASY_METRIC_grants_subsidiary ||
                                  cell->metric == ASY_METRIC_grants_humanitarian;
            if (is_grant && cell->period == 1)
                seen[w].granted += cell->value;
            if (cell->metric == ASY_METRIC_decisions_merits && cell->period / 12 == 1)
                seen[w].decided += cell->value;
            if (cell->metric == ASY_METRIC_failed_by_standard && cell->period == 1)
                seen[w].failed += cell->value;
        }
    return true;
}

static void
a_held_rate_is_that_of_the_own_standard_and_the_shift_lies_over_it(void **state)
{
    static const char *const reforms[N_WORLDS] = {
        NULL, ASY_SOURCE_DIR "/tests/stat/reform_standard.cfg",
        ASY_SOURCE_DIR "/tests/stat/reform_standard_rates_held.cfg"
    };
    static const char *const sets[] = { "rules.departure.factor=1", "rules.merits.rate=0.25",
                                        NULL };
    struct asy_scenario *scenario[N_WORLDS];
    const struct asy_scenario *list[N_WORLDS];
    struct asy_error err = { 0 };
    (void) state;
    gsl_set_error_handler_off();
    for (int w = 0; w < N_WORLDS; w++)
        list[w] = scenario[w] = test_scenario(WORLD, reforms[w], sets);
    const struct asy_plan plan = { .scenarios = list,
                                   .n_scenarios = N_WORLDS,
                                   .seed = 1,
                                   .n_replicates = 1,
                                   .n_shards = 1,
                                   .scale = 1,
                                   .take = take };
    assert_true(asy_ensemble_run(&plan, NULL, &err));
    for (int w = 0; w < N_WORLDS; w++)
        asy_scenario_destroy(scenario[w]);
    /* need N(0, 1) through noise 1, a quarter recognised before */
    const double root = sqrt(2.0), own = root * gsl_cdf_ugaussian_Qinv(0.25),
                 after = gsl_cdf_ugaussian_Q((own + 0.5) / root);
    test_share("before", seen[BASE].granted, seen[BASE].decided, 0.25, seen[BASE].decided);
    for (int w = NEED; w <= RATE; w++) {
        test_share("after", seen[w].granted, seen[w].decided, after, seen[w].decided);
        test_share("by the own standard", seen[w].granted + seen[w].failed, seen[w].decided,
                   0.25, seen[w].decided);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_shift_moves_the_share_recognised_as_two_normals_say),
        cmocka_unit_test(another_states_standard_brings_its_threshold_noise_and_status),
        cmocka_unit_test(where_all_decide_as_one_the_lottery_is_over),
        cmocka_unit_test(the_lottery_knows_the_standard_that_another_state_has_taken_over),
        cmocka_unit_test(one_standard_of_all_recognises_as_many_as_all_do_on_average),
        cmocka_unit_test(courts_take_over_a_standard_too),
        cmocka_unit_test(the_own_standard_is_no_change_to_the_bit),
        cmocka_unit_test(it_begins_and_ends_on_its_days),
        cmocka_unit_test(a_held_rate_is_that_of_the_own_standard_and_the_shift_lies_over_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
