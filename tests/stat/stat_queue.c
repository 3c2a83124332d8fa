/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines in which one waits for a decision, against the fluid limit and against no line at all.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "life/outcomes.h"
#include "support/world.h"

#define WORLD ASY_SOURCE_DIR "/tests/stat/world.cfg"
#define ALWAYS "rules.departure.factor=1"

enum { AAA };
enum { WALKER, SIBLING, OTHER };

/* One sets out, is at the gate, is let in and claims: a day each. */
static const double DAYS_TO_CLAIM = 3.0;

static double
mean_days(const struct asy_run *run, int group)
{
    return (double) test_total(run, ASY_METRIC_days_to_decision, group, AAA, ASY_ANY) /
           (double) test_total(run, ASY_METRIC_decisions_merits, group, AAA, ASY_ANY);
}

static void
backlog_grows_by_arrivals_less_capacity(void **state)
{
    /* 20 claims a day against 15 decisions */
    struct test_world world;
    struct test_moments backlog = { 0 };
    const double arrivals = 20.0, capacity = 15.0;
    (void) state;
    test_world_open(&world, WORLD,
                    (const char *const[]){ ALWAYS, "groups.walker.departure.persons=608.75",
                                           "states.AAA.merits.capacity=15", NULL });
    const double days = test_world_of(&world)->n_days - DAYS_TO_CLAIM;
    for (uint32_t r = 0; r < 10; r++) {
        struct asy_run run;
        test_world_live(&world, r, &run);
        const double decided =
            (double) test_total(&run, ASY_METRIC_decisions_merits, ASY_ANY, AAA, ASY_ANY);
        const double claims =
            (double) test_total(&run, ASY_METRIC_claims_first, ASY_ANY, AAA, ASY_ANY);
        const double left = (double) test_total(&run, ASY_METRIC_backlog, ASY_ANY, AAA, 3);
        assert_true(left == claims - decided);
        /* the line is never short after the first weeks: every day its capacity is used */
        if (!(decided <= capacity * days && decided >= capacity * (days - 10.0)))
            fail_msg("%g decisions in %g days at %g a day", decided, days, capacity);
        test_add(&backlog, left);
        asy_run_free(&run);
    }
    /* Poisson claims; idle capacity of the first days, about one day's worth, is left out */
    test_near("backlog", test_mean(&backlog), (arrivals - capacity) * days + 15.0,
              sqrt(arrivals * days / backlog.n));
    test_world_close(&world);
}

static void
who_comes_first_is_decided_first_so_the_wait_grows_with_the_line(void **state)
{
    struct test_world world;
    struct test_moments wait = { 0 };
    const double arrivals = 20.0, capacity = 15.0;
    (void) state;
    test_world_open(&world, WORLD,
                    (const char *const[]){ ALWAYS, "groups.walker.departure.persons=608.75",
                                           "states.AAA.merits.capacity=15", NULL });
    const double days = test_world_of(&world)->n_days - DAYS_TO_CLAIM - 1.0;
    for (uint32_t r = 0; r < 10; r++) {
        struct asy_run run;
        test_world_live(&world, r, &run);
        test_add(&wait, mean_days(&run, ASY_ANY));
        asy_run_free(&run);
    }
    /* decided on day t is who claimed on day t c / a; and a day from the claim to the line */
    const double expected = 1.0 + 0.5 * days * (1.0 - capacity / arrivals);
    const double error = sqrt(test_variance(&wait) / wait.n);
    assert_true(error < 0.015 * expected);
    test_near("mean days to the decision", test_mean(&wait), expected, fmax(error, 1.0));
    test_world_close(&world);
}

static void
without_a_line_the_decision_comes_after_its_least_days(void **state)
{
    struct test_world world;
    struct asy_run run;
    const double mean = 45.0;
    (void) state;
    test_world_open(&world, WORLD, (const char *const[]){ "rules.merits.min_days=45", NULL });
    test_world_live(&world, 0, &run);
    const double n =
        (double) test_total(&run, ASY_METRIC_decisions_merits, ASY_ANY, AAA, ASY_ANY);
    assert_true(n == (double) test_total(&run, ASY_METRIC_claims_first, ASY_ANY, AAA, ASY_ANY));
    test_near("mean days to the decision", mean_days(&run, ASY_ANY), mean,
              sqrt(mean * (mean - 1.0) / n));
    assert_true(test_total(&run, ASY_METRIC_backlog, ASY_ANY, AAA, 3) == 0);
    asy_run_free(&run);
    test_world_close(&world);
}

static void
accelerated_line_is_served_first_from_the_same_capacity(void **state)
{
    /* 10 a day of a safe country and 20 others, against 15 decisions: 5 are left for the others
     */
    struct test_world world;
    struct asy_run run;
    (void) state;
    test_world_open(&world, WORLD,
                    (const char *const[]){ ALWAYS, "groups.walker.departure.persons=608.75",
                                           "groups.other.departure.persons=304.375",
                                           "states.AAA.merits.capacity=15",
                                           "states.AAA.channel.safe_origin=[\"OTH\"]",
                                           "states.AAA.channel.accelerated_days=30", NULL });
    test_world_live(&world, 0, &run);
    const double n =
        (double) test_total(&run, ASY_METRIC_decisions_merits, OTHER, AAA, ASY_ANY);
    const double others =
        (double) test_total(&run, ASY_METRIC_decisions_merits, WALKER, AAA, ASY_ANY);
    const double days = run.world->n_days - DAYS_TO_CLAIM;
    /* a Poisson day above 15 may spill to the next: at most a tenth of a day in the mean */
    test_near("days of the accelerated", mean_days(&run, OTHER), 30.05,
              sqrt(30.0 * 29.0 / n) + 0.02);
    if (!(others + n <= 15.0 * days && others + n >= 15.0 * (days - 15.0)))
        fail_msg("%g decisions in %g days", others + n, days);
    asy_run_free(&run);
    test_world_close(&world);
}

static void
capacity_counts_persons_not_cases(void **state)
{
    struct test_world world;
    struct asy_run run;
    (void) state;
    test_world_open(&world, WORLD,
                    (const char *const[]){ ALWAYS, "groups.walker.departure.persons=2000",
                                           "rules.people.family_share=0.4",
                                           "states.AAA.merits.capacity=2.6", NULL });
    test_world_live(&world, 0, &run);
    const double decided =
        (double) test_total(&run, ASY_METRIC_decisions_merits, ASY_ANY, AAA, ASY_ANY);
    const double days = run.world->n_days - DAYS_TO_CLAIM;
    if (fabs(decided - 2.6 * days) > 20.0)
        fail_msg("%g persons decided in %g days at 2.6 a day", decided, days);
    asy_run_free(&run);
    test_world_close(&world);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(backlog_grows_by_arrivals_less_capacity),
        cmocka_unit_test(who_comes_first_is_decided_first_so_the_wait_grows_with_the_line),
        cmocka_unit_test(without_a_line_the_decision_comes_after_its_least_days),
        cmocka_unit_test(accelerated_line_is_served_first_from_the_same_capacity),
        cmocka_unit_test(capacity_counts_persons_not_cases),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
