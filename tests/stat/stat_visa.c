/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Visas: met by the share that the law says, the same people with more of them, and where more
   ask than there are the share of the closed form, with those who ask again among them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "life/outcomes.h"
#include "support/world.h"

#include <gsl/gsl_errno.h>
#include <stdlib.h>

#define STAT ASY_SOURCE_DIR "/tests/stat/"
#define FLYING                                                                                 \
    "groups.walker.departure.routes={flight=1;}",                                              \
        "groups.walker.departure.destinations={AAA=1; BBB=1;}", "rules.departure.p_own_visa=1"

enum { WALKER };

static bool
flew(const struct test_life *life, uint32_t i)
{
    return life->run.people[i].claims > 0;
}

static void
more_visas_let_in_the_same_people_and_others(void **state)
{
    struct test_life few, more;
    double n_few = 0.0, n_more = 0.0;
    (void) state;
    TEST_LIVE(&few, FLYING, "groups.walker.departure.routes={gate=0;}", "rules.visa.issued=0.4",
              "rules.visa_request.p_again=0.3", "rules.visa_request.p_other_way=0");
    TEST_LIVE(&more, FLYING, "groups.walker.departure.routes={gate=0;}",
              "rules.visa.issued=0.7", "rules.visa_request.p_again=0.3",
              "rules.visa_request.p_other_way=0");
    assert_int_equal(few.run.n_people, more.run.n_people);
    for (uint32_t i = 0; i < few.run.n_people; i++) {
        assert_true(!flew(&few, i) || flew(&more, i));
        n_few += flew(&few, i);
        n_more += flew(&more, i);
    }
    /* p at once, and after each refusal 0.3 ask again */
    test_share("with few", n_few, few.run.n_people, 0.4 / (1.0 - 0.6 * 0.3), 0.0);
    test_share("with more", n_more, more.run.n_people, 0.7 / (1.0 - 0.3 * 0.3), 0.0);
    test_life_end(&few);
    test_life_end(&more);
}

/* ---- a reform under which all fly, and not one in two: twice as many ask as the baseline's
   series say */

enum { BASE, TWICE, N_WORLDS };
enum { FIRST = 2, LAST = 4 }; /* years of the horizon in which the lines of askers are steady */

static double refused[N_WORLDS], came[N_WORLDS];

static bool
take(void *user, const struct asy_result *results, int n, struct asy_error *err)
{
    (void) user;
    (void) err;
    for (int w = 0; w < n; w++)
        for (size_t i = 0; i < results[w].n_cells; i++) {
            const struct asy_cell *cell = &results[w].cells[i];
            const uint32_t period = cell->period;
            if (cell->metric == ASY_METRIC_visas_refused && period >= FIRST && period < LAST)
                refused[w] += cell->value;
            if (cell->metric == ASY_METRIC_border_admissions && period / 12 >= FIRST &&
                period / 12 < LAST)
                came[w] += cell->value;
        }
    return true;
}

static void
live_twice(const char *p_again)
{
    const char *const sets[] = { FLYING,
                                 "rules.departure.factor=1",
                                 "groups.walker.departure.persons=2000",
                                 "rules.visa_request.p_further=0.25",
                                 "rules.visa_request.again_days=10",
                                 "rules.visa_request.p_other_way=0",
                                 "rules.choice.access=0",
                                 p_again,
                                 NULL };
    struct asy_scenario *scenario[N_WORLDS] = { test_scenario(STAT "world.cfg", NULL, sets),
                                                test_scenario(STAT "world.cfg",
                                                              STAT "reform_twice.cfg", sets) };
    const struct asy_scenario *list[] = { scenario[BASE], scenario[TWICE] };
    struct asy_error err = { 0 };
    gsl_set_error_handler_off();
    for (int w = 0; w < N_WORLDS; w++)
        refused[w] = came[w] = 0.0;
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
}

static void
further_requests_are_met_by_their_share(void **state)
{
    (void) state;
    live_twice("rules.visa_request.p_again=0");
    assert_true(refused[BASE] == 0.0);
    /* of two that ask one is met, and of the other a quarter */
    test_share("refused", refused[TWICE], refused[TWICE] + came[TWICE], 0.75 / 2.0, 0.0);
}

static void
those_who_ask_again_are_among_those_who_ask(void **state)
{
    /* asked A = 2 + w (1 - s) (A - 1), in visas of the baseline */
    const double again = 0.5, further = 0.25, k = again * (1.0 - further);
    const double asked = (2.0 - k) / (1.0 - k);
    (void) state;
    live_twice("rules.visa_request.p_again=0.5");
    assert_true(refused[BASE] == 0.0);
    test_share("refused", refused[TWICE], refused[TWICE] + came[TWICE],
               (1.0 - further) * (asked - 1.0) / asked, 0.0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(more_visas_let_in_the_same_people_and_others),
        cmocka_unit_test(further_requests_are_met_by_their_share),
        cmocka_unit_test(those_who_ask_again_are_among_those_who_ask),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
