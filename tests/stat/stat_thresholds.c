/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Thresholds: the simulated recognition rate is the one asked for, and the lottery between
   states that of two normal signals with one error. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "law/environment.h"
#include "life/outcomes.h"
#include "support/world.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_randist.h>

#define WORLD ASY_SOURCE_DIR "/tests/stat/world.cfg"

enum { AAA, BBB, CCC };
enum { WALKER, SIBLING, OTHER };

/* Two groups of one citizenship, unlike in need, and one of another; half of all move on to
 * BBB. */
#define PEOPLE                                                                                 \
    "groups.sibling.departure.persons=5000", "groups.other.departure.persons=10000",           \
        "groups.sibling.claim_strength.need_mean=0.8",                                         \
        "groups.other.claim_strength.need_mean=-1", "rules.onward.move={AAA=0.5;}",            \
        "rules.onward.to={BBB=1;}", "rules.onward.most_claims=2",                              \
        "states.AAA.merits.noise=0.6", "states.BBB.merits.noise=1.7",                          \
        "states.AAA.merits.rate={HOM=0.3; OTH=0.12;}",                                         \
        "states.BBB.merits.rate={HOM=0.45; OTH=0.7;}"

static double
decisions(const struct asy_run *run, int group, int state, int year)
{
    return (double) test_total(run, ASY_METRIC_decisions_merits, group, state, year);
}

static double
grants(const struct asy_run *run, int group, int state, int year)
{
    return (double) (test_total(run, ASY_METRIC_grants_refugee, group, state, year) +
                     test_total(run, ASY_METRIC_grants_subsidiary, group, state, year) +
                     test_total(run, ASY_METRIC_grants_humanitarian, group, state, year));
}

/* The rate of HOM, both groups together, and of OTH. */
static void
check_rate(const struct asy_run *run, int state, int year, double of_home, double of_other)
{
    const double n = decisions(run, WALKER, state, year) + decisions(run, SIBLING, state, year);
    const double good = grants(run, WALKER, state, year) + grants(run, SIBLING, state, year);
    const double others = decisions(run, OTHER, state, year);
    test_share("rate of HOM", good, n, of_home, n);
    test_share("rate of OTH", grants(run, OTHER, state, year), others, of_other, others);
}

static void
check_rates(const char *const *sets)
{
    struct test_world world;
    struct asy_run run;
    test_world_open(&world, WORLD, sets);
    test_world_live(&world, 0, &run);
    check_rate(&run, AAA, ASY_ANY, 0.3, 0.12);
    check_rate(&run, BBB, ASY_ANY, 0.45, 0.7);
    asy_run_free(&run);
    test_world_close(&world);
}

static void
recognition_is_the_rate_asked_for(void **state)
{
    (void) state;
    check_rates((const char *const[]){ PEOPLE, NULL });
}

static void
recognition_is_the_rate_asked_for_with_internal_protection(void **state)
{
    (void) state;
    check_rates(
        (const char *const[]){ PEOPLE, "states.AAA.internal_protection.mode=\"case_by_case\"",
                               "states.AAA.internal_protection.groups=[\"sibling\"]",
                               "states.AAA.internal_protection.p_found=0.4",
                               "states.BBB.internal_protection.mode=\"mandatory\"",
                               "states.BBB.internal_protection.p_found_mandatory=0.2", NULL });
}

static void
recognition_is_the_rate_asked_for_with_a_presumption(void **state)
{
    (void) state;
    check_rates((const char *const[]){ PEOPLE, "states.AAA.channel.safe_origin=[\"OTH\"]",
                                       "states.BBB.channel.safe_origin=[\"HOM\"]",
                                       "rules.channel.presumption=0.7",
                                       "rules.channel.accelerated_days=1", NULL });
}

static void
recognition_follows_the_rates_of_each_year(void **state)
{
    struct test_world world;
    struct asy_run run;
    (void) state;
    test_world_open(&world, WORLD,
                    (const char *const[]){ PEOPLE,
                                           "rules.departure.factor=({from=\"2012-01-01\";value="
                                           "1;},{from=\"2014-01-01\";value=0;})",
                                           "states.AAA.merits.rate.HOM=({from=\"2012-01-01\";"
                                           "value=0.3;},{from=\"2013-01-01\";value=0.6;})",
                                           NULL });
    test_world_live(&world, 0, &run);
    check_rate(&run, AAA, 0, 0.3, 0.12);
    check_rate(&run, AAA, 1, 0.6, 0.12);
    asy_run_free(&run);
    test_world_close(&world);
}

static void
statuses_are_granted_by_their_shares(void **state)
{
    struct test_world world;
    struct asy_run run;
    (void) state;
    test_world_open(&world, WORLD,
                    (const char *const[]){ "rules.merits.refugee_share=0.55",
                                           "rules.merits.humanitarian_share=0.15", NULL });
    test_world_live(&world, 0, &run);
    const double all = grants(&run, ASY_ANY, AAA, ASY_ANY);
    test_share("refugees",
               (double) test_total(&run, ASY_METRIC_grants_refugee, ASY_ANY, AAA, ASY_ANY), all,
               0.55, 0.0);
    test_share("humanitarian",
               (double) test_total(&run, ASY_METRIC_grants_humanitarian, ASY_ANY, AAA, ASY_ANY),
               all, 0.15, 0.0);
    asy_run_free(&run);
    test_world_close(&world);
}

static void
appeals_are_lodged_and_won_by_their_shares(void **state)
{
    struct test_world world;
    struct asy_run run;
    static const double success[] = { 0.2, 0.04 };
    (void) state;
    test_world_open(&world, WORLD,
                    (const char *const[]){ PEOPLE, "rules.appeal.p_lodge=0.65",
                                           "states.AAA.appeal.success=0.2",
                                           "states.BBB.appeal.success=0.04", NULL });
    test_world_live(&world, 0, &run);
    for (int s = AAA; s <= BBB; s++) {
        const double refused =
            (double) test_total(&run, ASY_METRIC_refusals, ASY_ANY, s, ASY_ANY);
        const double appeals =
            (double) test_total(&run, ASY_METRIC_appeals, ASY_ANY, s, ASY_ANY);
        const double won =
            (double) test_total(&run, ASY_METRIC_appeals_won, ASY_ANY, s, ASY_ANY);
        test_share("appeals lodged", appeals, refused, 0.65, 0.0);
        test_share("appeals won", won, appeals, success[s], appeals);
    }
    asy_run_free(&run);
    test_world_close(&world);
}

/* ---- wrongful decisions and the lottery, by integration over the error the states share ----
 */

struct signal {
    double mean;          /* of the need */
    double tau[2], sd[2]; /* thresholds and noises of two states */
};

/* Chance, at an error e, that one state grants and the other refuses. */
static double
parted(double e, void *data)
{
    const struct signal *s = data;
    const double a = gsl_cdf_ugaussian_Q(s->tau[0] - s->sd[0] * e - s->mean);
    const double b = gsl_cdf_ugaussian_Q(s->tau[1] - s->sd[1] * e - s->mean);
    return gsl_ran_ugaussian_pdf(e) * fabs(a - b);
}

/* Chance, at an error e, that one at risk is refused. */
static double
wrongly_refused(double e, void *data)
{
    const struct signal *s = data;
    const double all = gsl_cdf_ugaussian_Q(-s->mean);
    const double granted = gsl_cdf_ugaussian_Q(fmax(s->tau[0] - s->sd[0] * e, 0.0) - s->mean);
    return gsl_ran_ugaussian_pdf(e) * (all - granted);
}

static double
integral(double (*f)(double, void *), struct signal *signal)
{
    double value, error;
    gsl_function function = { .function = f, .params = signal };
    gsl_integration_workspace *work = gsl_integration_workspace_alloc(1000);
    gsl_integration_qag(&function, -9.0, 9.0, 1e-9, 1e-8, 1000, GSL_INTEG_GAUSS61, work, &value,
                        &error);
    gsl_integration_workspace_free(work);
    return value;
}

static void
another_state_rules_otherwise_as_often_as_two_normal_signals_part(void **state)
{
    struct test_world world;
    struct asy_run run;
    (void) state;
    test_world_open(&world, WORLD,
                    (const char *const[]){
                        "rules.claim_strength.need_mean=0.2", "states.AAA.merits.noise=0.7",
                        "states.BBB.merits.noise=1.6", "states.AAA.merits.rate=0.3",
                        "states.BBB.merits.rate=0.55", "states.CCC.merits.rate=0.1", NULL });
    test_world_live(&world, 0, &run);
    const double n = decisions(&run, ASY_ANY, AAA, ASY_ANY);
    const double rulings =
        (double) test_total(&run, ASY_METRIC_lottery_rulings, ASY_ANY, AAA, ASY_ANY);
    const double other =
        (double) test_total(&run, ASY_METRIC_lottery_otherwise, ASY_ANY, AAA, ASY_ANY);
    const double wrong =
        (double) test_total(&run, ASY_METRIC_wrongful_refusals, ASY_ANY, AAA, ASY_ANY);
    const int home = run.world->group[WALKER].citizenship;
    struct signal signal = { .mean = 0.2, .sd = { 0.7, 1.6 } };
    signal.tau[0] = (double) run.environment->tau.merits[home][AAA];
    signal.tau[1] = (double) run.environment->tau.merits[home][BBB];
    double p = integral(parted, &signal);
    signal.sd[1] = 1.0;
    signal.tau[1] = (double) run.environment->tau.merits[home][CCC];
    p += integral(parted, &signal);
    assert_true(rulings == 2.0 * n);
    test_near("rulings otherwise, a file", other / n, p, sqrt(p * (2.0 - p) / n));
    test_share("wrongly refused", wrong, n, integral(wrongly_refused, &signal), 0.0);
    asy_run_free(&run);
    test_world_close(&world);
}

static void
regression_2_lottery_leaves_out_the_state_that_decided(void **state)
{
    /* The other two states grant everyone: they rule otherwise on the refused, and on nobody
       else. The presumption against a safe country of origin must not set a state against
       itself. */
    struct test_world world;
    struct asy_run run;
    (void) state;
    test_world_open(&world, WORLD,
                    (const char *const[]){ "states.BBB.merits.rate=1",
                                           "states.CCC.merits.rate=1",
                                           "states.AAA.channel.safe_origin=[\"HOM\"]",
                                           "rules.channel.presumption=0.7", NULL });
    test_world_live(&world, 0, &run);
    const uint64_t refused = test_total(&run, ASY_METRIC_refusals, ASY_ANY, AAA, ASY_ANY);
    assert_true(refused > 0);
    assert_int_equal(test_total(&run, ASY_METRIC_lottery_otherwise, ASY_ANY, AAA, ASY_ANY),
                     2 * refused);
    asy_run_free(&run);
    test_world_close(&world);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(recognition_is_the_rate_asked_for),
        cmocka_unit_test(recognition_is_the_rate_asked_for_with_internal_protection),
        cmocka_unit_test(recognition_is_the_rate_asked_for_with_a_presumption),
        cmocka_unit_test(recognition_follows_the_rates_of_each_year),
        cmocka_unit_test(statuses_are_granted_by_their_shares),
        cmocka_unit_test(appeals_are_lodged_and_won_by_their_shares),
        cmocka_unit_test(another_state_rules_otherwise_as_often_as_two_normal_signals_part),
        cmocka_unit_test(regression_2_lottery_leaves_out_the_state_that_decided),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
