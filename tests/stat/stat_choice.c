/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Routes, destinations and moving on: the observed shares themselves in the baseline, and the
   pivoted logit of them when beliefs part from the baseline's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "law/environment.h"
#include "law/response/demand.h"
#include "life/outcomes.h"
#include "support/world.h"

#include <stdlib.h>

#define WORLD ASY_SOURCE_DIR "/tests/stat/world.cfg"

enum { AAA, BBB, CCC, N_STATES };
enum { GATE, SIDE, FLIGHT, N_CROSSINGS };
enum { WALKER };

#define WAYS                                                                                   \
    "groups.walker.departure.routes={gate=5; side=3; flight=2;}",                              \
        "groups.walker.departure.destinations={AAA=1; BBB=6; CCC=3;}",                         \
        "groups.walker.departure.visa_issuers={AAA=1; CCC=3;}",                                \
        "rules.departure.p_own_visa=0.4", "groups.walker.onward.to={AAA=2; BBB=5; CCC=3;}",    \
        "groups.walker.onward.move={AAA=0.7; BBB=0.2; CCC=0.05;}",                             \
        "rules.onward.most_claims=2"

static void
baseline_takes_the_routes_by_their_weights(void **state)
{
    static const double routes[] = { 0.5, 0.3, 0.2 }, destinations[] = { 0.1, 0.6, 0.3 };
    struct test_world world;
    struct asy_run run;
    double way[3] = { 0 }, flown[3] = { 0 }, own_visa = 0.0;
    (void) state;
    test_world_open(&world, WORLD,
                    (const char *const[]){ WAYS, "rules.border.p_heard=0",
                                           "rules.border.retry_days=365", NULL });
    test_world_live(&world, 0, &run);
    for (uint32_t i = 0; i < run.n_people; i++) {
        const struct asy_applicant *who = &run.people[i];
        way[who->crossing]++;
        /* who were turned back by air went home: their state is not kept, but their visa is */
        own_visa += who->visa == BBB;
    }
    test_fits("routes", way, routes, 3);
    asy_run_free(&run);
    test_world_close(&world);

    /* again, let in, so that those by air are seen in their states */
    test_world_open(&world, WORLD,
                    (const char *const[]){ WAYS, "rules.onward.move=0",
                                           "groups.walker.onward.move=0", NULL });
    test_world_live(&world, 0, &run);
    double n_flown = 0.0;
    for (uint32_t i = 0; i < run.n_people; i++) {
        const struct asy_applicant *who = &run.people[i];
        /* of those removed since, claims are forgotten (604/2013 art. 19(3)) */
        if (who->crossing != FLIGHT || !who->claimed)
            continue;
        for (int s = 0; s < N_STATES; s++)
            flown[s] += (who->claimed & asy_bit(s)) != 0;
        n_flown++;
    }
    test_fits("destinations by air", flown, destinations, 3);
    assert_true(n_flown == flown[0] + flown[1] + flown[2]);
    /* nobody but themselves issues BBB's visa: those flown to BBB with their own */
    test_share("with the destination's own visa", own_visa, way[FLIGHT], 0.6 * 0.4, 0.0);
    asy_run_free(&run);
    test_world_close(&world);
}

static void
baseline_moves_on_by_the_stated_shares_and_weights(void **state)
{
    struct test_world world;
    struct asy_run run;
    (void) state;
    test_world_open(&world, WORLD,
                    (const char *const[]){
                        WAYS, "groups.walker.departure.routes={side=0; flight=0;}", NULL });
    test_world_live(&world, 0, &run);
    const double first =
        (double) test_total(&run, ASY_METRIC_border_admissions, ASY_ANY, GATE, ASY_ANY);
    const double moved =
        (double) test_total(&run, ASY_METRIC_onward_moves, ASY_ANY, AAA, ASY_ANY);
    const double to_b = (double) test_total_pair(&run, ASY_METRIC_onward_moves, AAA, BBB);
    /* two claims at most: whoever moves on from AAA stays where they come */
    assert_true(test_total(&run, ASY_METRIC_onward_moves, ASY_ANY, BBB, ASY_ANY) == 0);
    assert_true(moved ==
                (double) test_total(&run, ASY_METRIC_files_closed, ASY_ANY, AAA, ASY_ANY));
    test_share("moved on", moved, first, 0.7, 0.0);
    test_share("to BBB", to_b, moved, 5.0 / 8.0, 0.0);
    asy_run_free(&run);
    test_world_close(&world);
}

static void
regression_2_each_move_is_a_draw_of_its_own(void **state)
{
    /* Two states from each of which half move on to the other: one move a person in the mean.
       Whoever comes back to a state claimed in before is asked again, with new luck. */
    struct test_world world;
    struct asy_run run;
    (void) state;
    test_world_open(&world, WORLD,
                    (const char *const[]){ "groups.walker.onward.to={AAA=1; BBB=1;}",
                                           "groups.walker.onward.move={AAA=0.5; BBB=0.5;}",
                                           "groups.walker.departure.persons=1000", NULL });
    test_world_live(&world, 0, &run);
    const double people =
        (double) test_total(&run, ASY_METRIC_border_admissions, ASY_ANY, GATE, ASY_ANY);
    const double moves =
        (double) test_total(&run, ASY_METRIC_onward_moves, ASY_ANY, ASY_ANY, ASY_ANY);
    test_near("moves a person", moves / people, 1.0, sqrt(2.0 / people));
    asy_run_free(&run);
    test_world_close(&world);
}

static double
width(const float *cumulative, int i)
{
    return (double) cumulative[i] - (i > 0 ? (double) cumulative[i - 1] : 0.0);
}

/* Some beliefs, and others to compare them with. */
static void
some_beliefs(struct asy_beliefs *self, double shift)
{
    asy_beliefs_init(self);
    for (int x = 0; x < N_CROSSINGS; x++)
        self->access[WALKER][x] = (float) (0.1 + 0.2 * x + shift * (x == GATE ? 3.0 : 0.5));
    for (int s = 0; s < N_STATES; s++) {
        self->recognition[WALKER][s] = (float) (0.2 + 0.1 * s + shift * (s - 1));
        self->sent_back[WALKER][s] = (float) (0.3 - 0.1 * s - shift * (2 * s - 1));
    }
}

static void
beliefs_pivot_the_shares_as_a_multinomial_logit(void **state)
{
    static const double route[] = { 5, 3, 2 }, to[] = { 2, 5, 3 }, move[] = { 0.7, 0.2, 0.05 };
    static const double destination[] = { 1, 6, 3 };
    const double on_access = 0.8, on_rate = 1.9, on_return = 1.1;
    struct test_world world;
    struct asy_run run;
    struct asy_beliefs now, reference;
    double gain[N_STATES], utility[N_CROSSINGS], sum = 0.0, sum_to = 0.0;
    (void) state;
    test_world_open(&world, WORLD,
                    (const char *const[]){ WAYS, "rules.choice.access=0.8",
                                           "rules.choice.recognition=1.9",
                                           "rules.choice.sent_back=1.1", NULL });
    test_world_live(&world, 0, &run);
    some_beliefs(&now, 0.1);
    some_beliefs(&reference, 0.0);
    asy_chances_make(&run.environment->chances, &run.scene,
                     &(struct asy_rumour){ .own = &now, .baseline = &reference });

    for (int s = 0; s < N_STATES; s++) {
        gain[s] =
            on_rate * (double) (now.recognition[WALKER][s] - reference.recognition[WALKER][s]) -
            on_return * (double) (now.sent_back[WALKER][s] - reference.sent_back[WALKER][s]);
        sum_to += destination[s] * exp(gain[s]);
    }
    static const int into[] = { AAA, BBB, -1 };
    for (int x = 0; x < N_CROSSINGS; x++) {
        const double access =
            log((double) now.access[WALKER][x] / (double) reference.access[WALKER][x]);
        utility[x] = on_access * access + (into[x] >= 0 ? gain[into[x]] : 0.0);
        sum += route[x] * exp(utility[x]);
    }
    const float *routes = run.environment->chances.route[WALKER],
                *destinations = run.environment->chances.destination[WALKER];
    for (int x = 0; x < N_CROSSINGS; x++)
        test_near("route", width(routes, x) / (double) routes[N_CROSSINGS - 1],
                  route[x] * exp(utility[x]) / sum, 2e-7);
    for (int s = 0; s < N_STATES; s++)
        test_near("destination", width(destinations, s) / (double) destinations[N_STATES - 1],
                  destination[s] * exp(gain[s]) / sum_to, 2e-7);

    /* staying is an alternative of its own, with the present state's utility */
    for (int from = 0; from < N_STATES; from++) {
        double total = 0.0, away = 0.0;
        for (int s = 0; s < N_STATES; s++)
            total += s == from ? 0.0 : to[s];
        for (int s = 0; s < N_STATES; s++)
            away += s == from ? 0.0 : move[from] * to[s] / total * exp(gain[s]);
        const double stay = (1.0 - move[from]) * exp(gain[from]);
        const float *onward = run.environment->chances.onward[WALKER][from];
        test_near("moving on", (double) run.environment->chances.move[WALKER][from],
                  away / (away + stay), 2e-7);
        for (int s = 0; s < N_STATES; s++)
            test_near("moving on to", width(onward, s) / (double) onward[N_STATES - 1],
                      s == from ? 0.0 : move[from] * to[s] / total * exp(gain[s]) / away, 2e-7);
    }
    asy_run_free(&run);
    test_world_close(&world);
}

static void
same_beliefs_leave_the_shares_bit_for_bit(void **state)
{
    struct test_world world;
    struct asy_run run;
    struct asy_beliefs now;
    (void) state;
    test_world_open(&world, WORLD, (const char *const[]){ WAYS, NULL });
    test_world_live(&world, 0, &run);
    struct asy_chances *pivoted = calloc(1, sizeof *pivoted), *plain = calloc(1, sizeof *plain);
    some_beliefs(&now, 0.1);
    asy_chances_make(pivoted, &run.scene,
                     &(struct asy_rumour){ .own = &now, .baseline = &now });
    asy_chances_make(plain, &run.scene, &(struct asy_rumour){ .own = &now });
    assert_memory_equal(pivoted, plain, offsetof(struct asy_chances, made_of));
    free(pivoted);
    free(plain);
    asy_run_free(&run);
    test_world_close(&world);
}

static void
beliefs_forget_at_the_stated_rate_and_trust_many_cases_more(void **state)
{
    struct test_world world;
    struct asy_beliefs beliefs;
    static struct asy_news news;
    static struct asy_stock stock;
    const struct asy_choice law = { .memory_months = 4.0 };
    (void) state;
    test_world_open(&world, WORLD, NULL);
    asy_beliefs_init(&beliefs);
    beliefs.access[WALKER][GATE] = 0.5f;
    news.waits_ended[WALKER][GATE] = 1000;
    news.admissions[WALKER][GATE] = 100;
    news.decisions[WALKER][AAA] = 5;
    news.grants[WALKER][AAA] = 5;
    asy_beliefs_learn(&beliefs, &news, &stock, &law, test_world_of(&world));
    const double fresh = 1.0 - exp(-0.25);
    test_near("belief in access", (double) beliefs.access[WALKER][GATE],
              0.5 + fresh * 1000.0 / 1020.0 * (0.1 - 0.5), 1e-7);
    test_near("belief in recognition", (double) beliefs.recognition[WALKER][AAA],
              fresh * 5.0 / 25.0, 1e-7);
    assert_true(beliefs.access[WALKER][SIDE] == 0.5f); /* nobody was there */
    test_world_close(&world);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(baseline_takes_the_routes_by_their_weights),
        cmocka_unit_test(baseline_moves_on_by_the_stated_shares_and_weights),
        cmocka_unit_test(regression_2_each_move_is_a_draw_of_its_own),
        cmocka_unit_test(beliefs_pivot_the_shares_as_a_multinomial_logit),
        cmocka_unit_test(same_beliefs_leave_the_shares_bit_for_bit),
        cmocka_unit_test(beliefs_forget_at_the_stated_rate_and_trust_many_cases_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
