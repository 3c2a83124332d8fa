/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A whole small journey as an absorbing Markov chain: the simulated fates against the
   fundamental matrix (I - Q)^-1 R, solved with GSL. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "life/outcomes.h"
#include "support/world.h"

#include <gsl/gsl_linalg.h>

#define WORLD ASY_SOURCE_DIR "/tests/stat/world.cfg"

enum { AAA, BBB, CCC, N_STATES };

/* Where one can be; the last five for each state. */
enum {
    GATE,
    ASK,
    FILE_ = ASK + N_STATES,
    REFUSED = FILE_ + N_STATES,
    COURT = REFUSED + N_STATES,
    LEAVE = COURT + N_STATES,
    N_PLACES = LEAVE + N_STATES
};
/* Where it ends. */
enum { HOME, ADRIFT, GRANTED, WON, LEFT, REMOVED, N_ENDS };

static const double HEARD = 0.45, STOPS = 0.1, GOES_HOME = 0.6, BROKE = 1.0 / 2000.0;
static const double MOVES[N_STATES] = { 0.7, 0.4, 0.0 }, TO[N_STATES] = { 0.0, 2.0, 3.0 };
static const double RATE[N_STATES] = { 0.2, 0.5, 0.35 }, SUCCESS[N_STATES] = { 0.1, 0.25, 0.4 };
static const double LODGES = 0.6, LEAVES = 0.3;

#define CHAIN                                                                                  \
    "rules.border.p_heard=0.45", "rules.border.p_give_up=0.1", "rules.border.p_home=0.6",      \
        "groups.walker.onward.move={AAA=0.7; BBB=0.4;}",                                       \
        "groups.walker.onward.to={BBB=2; CCC=3;}", "states.AAA.merits.rate=0.2",               \
        "states.BBB.merits.rate=0.5", "states.CCC.merits.rate=0.35",                           \
        "states.AAA.appeal.success=0.1", "states.BBB.appeal.success=0.25",                     \
        "states.CCC.appeal.success=0.4", "rules.appeal.p_lodge=0.6",                           \
        "rules.refused.p_voluntary=0.3", "rules.readmission.nationals=0.5",                    \
        "rules.merits.noise=3"

static void
transitions(gsl_matrix *q, gsl_matrix *r)
{
    const double stop = BROKE + (1.0 - BROKE) * (1.0 - HEARD) * STOPS;
    gsl_matrix_set(q, GATE, GATE, (1.0 - BROKE) * (1.0 - HEARD) * (1.0 - STOPS));
    gsl_matrix_set(q, GATE, ASK + AAA, (1.0 - BROKE) * HEARD);
    gsl_matrix_set(r, GATE, HOME, stop * GOES_HOME);
    gsl_matrix_set(r, GATE, ADRIFT, stop * (1.0 - GOES_HOME));
    for (int s = 0; s < N_STATES; s++) {
        double total = 0.0;
        for (int to = 0; to < N_STATES; to++)
            total += to == s ? 0.0 : TO[to];
        for (int to = 0; to < N_STATES; to++)
            if (to != s)
                gsl_matrix_set(q, (size_t) (ASK + s), (size_t) (ASK + to),
                               MOVES[s] * TO[to] / total);
        gsl_matrix_set(q, (size_t) (ASK + s), (size_t) (FILE_ + s), 1.0 - MOVES[s]);
        gsl_matrix_set(q, (size_t) (FILE_ + s), (size_t) (REFUSED + s), 1.0 - RATE[s]);
        gsl_matrix_set(r, (size_t) (FILE_ + s), GRANTED, RATE[s]);
        gsl_matrix_set(q, (size_t) (REFUSED + s), (size_t) (COURT + s), LODGES);
        gsl_matrix_set(q, (size_t) (REFUSED + s), (size_t) (LEAVE + s), 1.0 - LODGES);
        gsl_matrix_set(q, (size_t) (COURT + s), (size_t) (LEAVE + s), 1.0 - SUCCESS[s]);
        gsl_matrix_set(r, (size_t) (COURT + s), WON, SUCCESS[s]);
        gsl_matrix_set(r, (size_t) (LEAVE + s), LEFT, LEAVES);
        gsl_matrix_set(r, (size_t) (LEAVE + s), REMOVED, 1.0 - LEAVES);
    }
}

/* Visits to each place, and chances of each end, of one who starts at the gate. */
static void
solve(double visits[N_PLACES], double ends[N_ENDS])
{
    gsl_matrix *q = gsl_matrix_calloc(N_PLACES, N_PLACES),
               *r = gsl_matrix_calloc(N_PLACES, N_ENDS);
    gsl_vector *start = gsl_vector_calloc(N_PLACES), *n = gsl_vector_calloc(N_PLACES);
    gsl_permutation *order = gsl_permutation_alloc(N_PLACES);
    int sign;
    transitions(q, r);
    for (size_t i = 0; i < N_PLACES; i++) { /* every row leads somewhere with certainty */
        double sum = 0.0;
        for (size_t j = 0; j < N_PLACES; j++)
            sum += gsl_matrix_get(q, i, j);
        for (size_t j = 0; j < N_ENDS; j++)
            sum += gsl_matrix_get(r, i, j);
        assert_true(fabs(sum - 1.0) < 1e-12);
    }
    gsl_matrix_transpose(q); /* visits = start (I - Q)^-1, so solve the transpose */
    gsl_matrix_scale(q, -1.0);
    for (size_t i = 0; i < N_PLACES; i++)
        gsl_matrix_set(q, i, i, gsl_matrix_get(q, i, i) + 1.0);
    gsl_vector_set(start, GATE, 1.0);
    gsl_linalg_LU_decomp(q, order, &sign);
    gsl_linalg_LU_solve(q, order, start, n);
    for (size_t e = 0; e < N_ENDS; e++)
        ends[e] = 0.0;
    for (size_t i = 0; i < N_PLACES; i++) {
        visits[i] = gsl_vector_get(n, i);
        for (size_t e = 0; e < N_ENDS; e++)
            ends[e] += visits[i] * gsl_matrix_get(r, i, e);
    }
    gsl_permutation_free(order);
    gsl_vector_free(start);
    gsl_vector_free(n);
    gsl_matrix_free(q);
    gsl_matrix_free(r);
}

static double
all(const struct asy_run *run, enum asy_metric metric)
{
    return (double) test_total(run, metric, ASY_ANY, ASY_ANY, ASY_ANY);
}

static void
fates_are_those_of_the_absorbing_chain(void **state)
{
    double visits[N_PLACES], ends[N_ENDS];
    struct test_world world;
    struct asy_run run;
    (void) state;
    solve(visits, ends);
    test_world_open(&world, WORLD, (const char *const[]){ CHAIN, NULL });
    test_world_live(&world, 0, &run);
    const double n = run.n_people;
    test_share("gone home from the gate", all(&run, ASY_METRIC_fate_gave_up), n, ends[HOME],
               0.0);
    test_share("adrift", all(&run, ASY_METRIC_fate_no_status_transit), n, ends[ADRIFT], 0.0);
    test_share("granted at first",
               all(&run, ASY_METRIC_grants_refugee) + all(&run, ASY_METRIC_grants_subsidiary),
               n, ends[GRANTED], n);
    test_share("granted by a court", all(&run, ASY_METRIC_appeals_won), n, ends[WON], n);
    test_share("left", all(&run, ASY_METRIC_returns_voluntary), n, ends[LEFT], n);
    test_share("removed", all(&run, ASY_METRIC_returns_forced), n, ends[REMOVED], n);
    assert_true(all(&run, ASY_METRIC_fate_waiting) == 0.0);
    asy_run_free(&run);
    test_world_close(&world);
}

static void
visits_are_those_of_the_fundamental_matrix(void **state)
{
    double visits[N_PLACES], ends[N_ENDS];
    struct test_world world;
    struct asy_run run;
    (void) state;
    solve(visits, ends);
    test_world_open(&world, WORLD, (const char *const[]){ CHAIN, NULL });
    test_world_live(&world, 1, &run);
    const double n = run.n_people, stay = 1.0 - 1.0 / visits[GATE];
    test_near("attempts a person", all(&run, ASY_METRIC_border_attempts) / n,
              visits[GATE] * (1.0 - BROKE), sqrt(stay / n) * visits[GATE]);
    for (int s = 0; s < N_STATES; s++) {
        const double claims =
            (double) test_total(&run, ASY_METRIC_claims_first, ASY_ANY, s, ASY_ANY);
        const double files =
            (double) test_total(&run, ASY_METRIC_decisions_merits, ASY_ANY, s, ASY_ANY);
        const double refused =
            (double) test_total(&run, ASY_METRIC_refusals, ASY_ANY, s, ASY_ANY);
        const double appeals =
            (double) test_total(&run, ASY_METRIC_appeals, ASY_ANY, s, ASY_ANY);
        test_share("claims in a state", claims, n, visits[ASK + s], 0.0);
        test_share("decided in a state", files, n, visits[FILE_ + s], 0.0);
        test_share("refused in a state", refused, n, visits[REFUSED + s], n);
        test_share("appeals in a state", appeals, n, visits[COURT + s], n);
    }
    asy_run_free(&run);
    test_world_close(&world);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fates_are_those_of_the_absorbing_chain),
        cmocka_unit_test(visits_are_those_of_the_fundamental_matrix),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
