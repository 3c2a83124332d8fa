/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers to the caseload: a capacity moves as the law says with claims, backlog and appeals
   since the last year of data, and grows while its line is longer than usual; a reform's with
   what it does otherwise; within bounds, late; and where the closure holds it, or a reform sets
   it, not at all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/calendar.h"
#include "law/environment.h"
#include "life/outcomes.h"
#include "support/world.h"

#include <math.h>
#include <string.h>

#define WORLD ASY_SOURCE_DIR "/tests/stat/caseload.cfg"
#define MORE ASY_SOURCE_DIR "/tests/stat/reform_caseload_more.cfg"
#define SET ASY_SOURCE_DIR "/tests/stat/reform_caseload_set.cfg"
#define TO_CLAIMS "rules.caseload.decisions_to_claims=0.5"
#define TO_BACKLOG "rules.caseload.decisions_to_backlog=0.5"
#define TO_WAIT "rules.caseload.withdrawal_to_wait=0.7"
#define GROWS "rules.caseload.decisions_to_wait=0.6"
#define USUAL "rules.caseload.usual_wait=0.25"
#define CROWDED "groups.walker.departure.persons=750"
#define SETS(...) ((const char *const[]){ __VA_ARGS__, NULL })

enum { AAA, BBB };
enum { YEAR = 12, ENDS = 24, MONTHS = 48 }; /* data end with month 23 */

static const double capacity = 20.0, few = 10.0, elasticity = 0.5, exact = 1e-12;
static const double a_year = 0.6; /* GROWS */

/* What was so on the first of each month, once states had answered. */
struct months {
    double served[MONTHS], appeals[MONTHS], backlog[MONTHS], lodged[MONTHS], withdrawal[MONTHS];
};

static int32_t
first_of(int month)
{
    const struct asy_date date = { 2012 + month / YEAR, month % YEAR + 1, 1 };
    return asy_days_of_date(date) - asy_days_of_date((struct asy_date){ 2012, 1, 1 });
}

static void
look(const struct asy_run *run, struct months *out, int month)
{
    out->served[month] = run->served.queue[AAA][ASY_QUEUE_merits];
    out->appeals[month] = run->served.queue[AAA][ASY_QUEUE_appeal];
    out->withdrawal[month] = run->environment->caseloads.answers.withdrawal[AAA];
    /* as it stood that morning */
    out->backlog[month] = run->environment->caseloads.load[month].backlog[AAA];
    out->lodged[month] = run->environment->caseloads.load[month].came[ASY_QUEUE_appeal][AAA];
}

/* Lives on from one month to the horizon. */
static void
live_on(struct asy_run *run, int month, struct months *out)
{
    struct asy_error err = { 0 };
    for (; month < MONTHS; month++) {
        asy_run_to(run, first_of(month) + 1);
        look(run, out, month);
    }
    asy_run_to(run, run->world->n_days);
    if (!asy_run_finish(run, &err)) /* persons are conserved */
        fail_msg("%s: %s", err.where, err.what);
}

static void
begin_at(const struct test_world *world, struct asy_run *run, double scale)
{
    assert_true(asy_run_init(run, test_world_of(world), world->draw.thresholds,
                             asy_luck_key(1, 0, 0), scale));
}

static void
begin(const struct test_world *world, struct asy_run *run)
{
    begin_at(world, run, 1.0);
}

static double
claims_before(const struct asy_run *run, int month)
{
    uint64_t sum = 0;
    const int places = asy_tally_places(&run->tally, ASY_METRIC_claims_first);
    for (int m = month > YEAR ? month - YEAR : 0; m < month; m++)
        for (int g = 0; g < run->world->n_groups; g++)
            sum += asy_tally_block(&run->tally, ASY_METRIC_claims_first, m)[g * places + AAA];
    return (double) sum;
}

static double
mean_backlog(const struct months *of, int month)
{
    double sum = 0.0;
    for (int m = month - YEAR + 1; m <= month; m++)
        sum += of->backlog[m];
    return sum / YEAR;
}

static void
same(const char *what, int month, double got, double expected)
{
    if (!(fabs(got - expected) <= exact * fabs(expected)))
        fail_msg("%s of month %d: %.15g, expected %.15g", what, month, got, expected);
}

/* Counted for each year, all groups together: each month's to the person. */
static void
expect_capacity_counted(const struct asy_run *run, const struct months *of)
{
    for (int year = 0; year < MONTHS / YEAR; year++) {
        double expected = 0.0;
        for (int m = YEAR * year; m < YEAR * (year + 1); m++)
            expected += floor(of->served[m] * (first_of(m + 1) - first_of(m)) + 0.5);
        same("what could be decided", YEAR * year,
             (double) test_total(run, ASY_METRIC_decisions_possible, ASY_ANY, AAA, year),
             expected);
    }
}

static void
capacity_follows_claims_since_the_last_year_of_data(void **state)
{
    struct test_world world;
    struct asy_run run;
    struct months of;
    (void) state;
    test_world_open(&world, WORLD, SETS(TO_CLAIMS));
    begin(&world, &run);
    live_on(&run, 0, &of);
    for (int m = 0; m <= ENDS; m++)
        assert_true(of.served[m] == capacity);
    for (int m = ENDS; m < MONTHS; m++)
        same("capacity", m, of.served[m] / capacity,
             pow((few + claims_before(&run, m)) / (few + claims_before(&run, ENDS)),
                 elasticity));
    /* a year after claims have doubled */
    test_near("capacity", of.served[36] / capacity, pow(2.0, elasticity),
              0.5 * elasticity * pow(2.0, elasticity) / sqrt(claims_before(&run, 36)) * 2.0);
    for (int m = 0; m < MONTHS; m++)
        assert_true(of.appeals[m] == capacity && of.withdrawal[m] == 1.0);
    expect_capacity_counted(&run, &of);
    asy_run_free(&run);
    test_world_close(&world);
}

static void
capacity_follows_late_and_within_bounds(void **state)
{
    static const double lag = 6.0, furthest = 1.3;
    struct test_world world;
    struct asy_run run;
    struct months of;
    double x = 0.0;
    (void) state;
    test_world_open(
        &world, WORLD,
        SETS(TO_CLAIMS, "rules.caseload.lag_months=6", "rules.caseload.furthest=1.3"));
    begin(&world, &run);
    live_on(&run, 0, &of);
    for (int m = ENDS; m < MONTHS; m++) {
        const double moved =
            log((few + claims_before(&run, m)) / (few + claims_before(&run, ENDS)));
        x += (1.0 - exp(-1.0 / lag)) * (fmin(elasticity * moved, log(furthest)) - x);
        same("capacity", m, of.served[m] / capacity, exp(x));
    }
    assert_true(of.served[MONTHS - 1] > 1.25 * capacity);
    assert_true(of.served[MONTHS - 1] < furthest * capacity);
    asy_run_free(&run);
    test_world_close(&world);
}

static void
capacity_follows_the_backlog(void **state)
{
    struct test_world world;
    struct asy_run run;
    struct months of;
    (void) state;
    test_world_open(&world, WORLD, SETS(TO_BACKLOG, CROWDED));
    begin(&world, &run);
    live_on(&run, 0, &of);
    for (int m = ENDS; m < MONTHS; m++)
        same("capacity", m, of.served[m] / capacity,
             pow((few + mean_backlog(&of, m)) / (few + mean_backlog(&of, ENDS)), elasticity));
    assert_true(of.served[36] > 1.5 * capacity); /* there is a backlog, and it grows */
    asy_run_free(&run);
    test_world_close(&world);
}

/* How far the line of a month is beyond the usual; what is decided is as answered until then.
 */
static double
beyond(const struct months *of, int month, double usual, double scale)
{
    const double yearly = scale * 365.25 * of->served[month - 1];
    return fmax(0.0, log((few + mean_backlog(of, month)) / (few + usual * yearly)));
}

static void
expect_growth(double scale)
{
    struct test_world world;
    struct asy_run run;
    struct months of;
    double grown = 0.0;
    test_world_open(&world, WORLD, SETS(GROWS, USUAL, CROWDED));
    begin_at(&world, &run, scale);
    live_on(&run, 0, &of);
    for (int m = 0; m <= ENDS; m++)
        assert_true(of.served[m] == capacity);
    assert_true(beyond(&of, ENDS + 1, 0.25, scale) <= 0.0 &&
                beyond(&of, 40, 0.25, scale) > 0.5);
    for (int m = ENDS + 1; m < MONTHS; m++) {
        grown += a_year / YEAR * beyond(&of, m, 0.25, scale);
        same("capacity", m, of.served[m] / capacity, exp(grown));
        assert_true(of.appeals[m] == capacity);
    }
    assert_true(grown > 0.3);
    asy_run_free(&run);
    test_world_close(&world);
}

static void
capacity_grows_while_its_line_is_longer_than_usual(void **state)
{
    (void) state;
    expect_growth(1.0);
}

/* Lines are counted in persons who are simulated, capacities are those of the text. */
static void
capacity_grows_as_much_in_a_world_of_half_the_people(void **state)
{
    (void) state;
    expect_growth(0.5);
}

/* It grows no further than it may, and what it has grown by stays when the line has gone. */
static void
capacity_that_has_outgrown_its_line_stays(void **state)
{
    struct test_world world;
    struct asy_run run;
    struct months of;
    double most = 0.0;
    (void) state;
    test_world_open(&world, WORLD,
                    SETS("rules.caseload.decisions_to_wait=2", "rules.caseload.usual_wait=0.05",
                         "rules.caseload.furthest=3", CROWDED));
    begin(&world, &run);
    live_on(&run, 0, &of);
    for (int m = 0; m < MONTHS; m++) {
        most = fmax(most, of.served[m]);
        assert_true(of.served[m] >= most * (1.0 - exact));
    }
    same("capacity", MONTHS - 1, of.served[MONTHS - 1], 3.0 * capacity);
    assert_true(of.backlog[MONTHS - 1] < 0.05 * 365.25 * capacity);
    asy_run_free(&run);
    test_world_close(&world);
}

static void
courts_follow_appeals_lodged(void **state)
{
    struct test_world world;
    struct asy_run run;
    struct months of;
    (void) state;
    test_world_open(&world, WORLD, SETS("rules.caseload.appeals_to_lodged=0.5"));
    begin(&world, &run);
    live_on(&run, 0, &of);
    for (int m = ENDS; m < MONTHS; m++)
        same("capacity of courts", m, of.appeals[m] / capacity,
             pow((few + of.lodged[m] - of.lodged[m - YEAR]) /
                     (few + of.lodged[ENDS] - of.lodged[ENDS - YEAR]),
                 elasticity));
    assert_true(of.appeals[36] > 1.3 * capacity && of.served[36] == capacity);
    asy_run_free(&run);
    test_world_close(&world);
}

static void
odds_of_withdrawal_follow_the_wait(void **state)
{
    struct test_world world;
    struct asy_run run;
    struct months of;
    (void) state;
    test_world_open(&world, WORLD, SETS(TO_WAIT, TO_CLAIMS, CROWDED));
    begin(&world, &run);
    live_on(&run, 0, &of);
    for (int m = 0; m < MONTHS; m++) {
        const double longer = m < ENDS ? 1.0
                                       : (few + mean_backlog(&of, m)) /
                                             (few + mean_backlog(&of, ENDS)) * capacity /
                                             of.served[m - 1]; /* as answered until then */
        same("odds of withdrawal", m, of.withdrawal[m], pow(longer, 0.7));
    }
    assert_true(of.withdrawal[40] > 1.5 && of.served[40] > 1.3 * capacity);
    /* claims come evenly, so the share is the mean over the months of the last year */
    double p = 0.0;
    for (int m = MONTHS - YEAR; m < MONTHS; m++)
        p += 0.2 * of.withdrawal[m] / (1.0 + 0.2 * (of.withdrawal[m] - 1.0)) / YEAR;
    const double closed = (double) test_total(&run, ASY_METRIC_files_closed, ASY_ANY, AAA, 3),
                 first = (double) test_total(&run, ASY_METRIC_claims_first, ASY_ANY, AAA, 3);
    test_near("share withdrawn", closed / first, p, 1.5 * sqrt(p / first));
    asy_run_free(&run);
    test_world_close(&world);
}

/* ---- closures and reforms ---------------------------------------------------------------- */

static void
capacity_held_by_the_closure_is_as_without_an_answer(void **state)
{
    struct test_world world[3];
    struct asy_run run[3];
    (void) state;
    test_world_open(&world[0], WORLD, SETS(CROWDED));
    test_world_open(&world[1], WORLD,
                    SETS(CROWDED, TO_CLAIMS, TO_BACKLOG, GROWS, USUAL,
                         "rules.caseload.appeals_to_lodged=1", "rules.closure.capacity=fixed"));
    test_world_open(&world[2], WORLD, SETS(CROWDED, TO_CLAIMS));
    for (int i = 0; i < 3; i++)
        test_world_live(&world[i], 0, &run[i]);
    test_same_counts(&run[0], &run[1]);
    assert_true(test_all(&run[2], ASY_METRIC_decisions_merits) >
                1.1 * test_all(&run[0], ASY_METRIC_decisions_merits));
    for (int i = 0; i < 3; i++) {
        asy_run_free(&run[i]);
        test_world_close(&world[i]);
    }
}

/* A reform of a world, from a day on, beside its baseline. */
struct beside {
    struct test_world world;
    struct asy_scenario *scenario;
    struct asy_world reformed;
    struct asy_run baseline, reform;
    struct months of_baseline, of_reform;
};

static void
live_beside(struct beside *self, const char *reform, int month, const char *const *sets)
{
    struct asy_error err;
    test_world_open(&self->world, WORLD, sets);
    self->scenario = test_scenario(WORLD, reform, sets);
    assert_true(asy_world_branch(&self->reformed, self->scenario, test_world_of(&self->world),
                                 self->world.scenario, 1, 0, &err));
    begin(&self->world, &self->baseline);
    begin(&self->world, &self->reform);
    for (int m = 0; m < month; m++) {
        asy_run_to(&self->baseline, first_of(m) + 1);
        look(&self->baseline, &self->of_baseline, m);
        look(&self->baseline, &self->of_reform, m);
    }
    asy_run_to(&self->baseline, first_of(month));
    assert_true(asy_run_copy(&self->reform, &self->baseline, &self->reformed));
    live_on(&self->baseline, month, &self->of_baseline);
    asy_run_reform(&self->reform, &self->baseline, self->world.draw.thresholds);
    live_on(&self->reform, month, &self->of_reform);
}

static void
end_beside(struct beside *self)
{
    asy_run_free(&self->baseline);
    asy_run_free(&self->reform);
    asy_world_free(&self->reformed);
    asy_scenario_destroy(self->scenario);
    test_world_close(&self->world);
}

static void
a_reform_that_changes_nothing_is_the_baseline_to_the_last_bit(void **state)
{
    static const int months[] = { 13, 18, ENDS, 31 };
    (void) state;
    for (size_t i = 0; i < sizeof months / sizeof *months; i++) {
        struct beside beside;
        live_beside(&beside, NULL, months[i],
                    SETS(TO_CLAIMS, TO_BACKLOG, TO_WAIT, GROWS, USUAL,
                         "rules.caseload.lag_months=4", CROWDED));
        test_same_counts(&beside.baseline, &beside.reform);
        assert_memory_equal(&beside.of_baseline, &beside.of_reform, sizeof beside.of_reform);
        assert_true(beside.of_reform.served[40] > 1.2 * capacity);
        end_beside(&beside);
    }
}

static void
a_reform_answers_to_what_it_does_otherwise_in_the_same_month(void **state)
{
    struct beside beside;
    const struct asy_run *const was = &beside.baseline, *const is = &beside.reform;
    (void) state;
    live_beside(&beside, MORE, 18, SETS(TO_CLAIMS));
    for (int m = 18; m < MONTHS; m++)
        same("capacity", m, beside.of_reform.served[m] / capacity,
             pow((few + claims_before(is, m)) / (few + claims_before(was, m < ENDS ? m : ENDS)),
                 elasticity));
    for (int m = 0; m <= ENDS; m++)
        assert_true(beside.of_baseline.served[m] == capacity);
    assert_true(beside.of_reform.served[ENDS] > 1.1 * capacity);
    end_beside(&beside);
}

/* While there are data, by how much longer its line is than the baseline's, which does not
   answer though it is beyond the usual; then, by all that is beyond it, as the baseline does.
 */
static void
a_reform_outgrows_the_line_that_it_makes(void **state)
{
    const struct months *was, *is;
    struct beside beside;
    double grown = 0.0;
    (void) state;
    live_beside(
        &beside, MORE, 18,
        SETS(GROWS, "rules.caseload.usual_wait=0.05", "groups.walker.departure.persons=1000"));
    was = &beside.of_baseline, is = &beside.of_reform;
    for (int m = 18; m < MONTHS; m++) {
        const double other = m <= ENDS ? beyond(was, m, 0.05, 1.0) : 0.0;
        grown += a_year / YEAR * (beyond(is, m, 0.05, 1.0) - other);
        same("capacity", m, is->served[m] / capacity, exp(grown));
        assert_true(m > ENDS || (was->served[m] == capacity && other > 0.5));
    }
    assert_true(is->served[ENDS] > 1.02 * capacity && was->served[30] > 1.2 * capacity);
    assert_true(is->served[30] > 1.01 * was->served[30]);
    end_beside(&beside);
}

static void
a_capacity_that_a_reform_sets_is_kept(void **state)
{
    struct beside beside;
    (void) state;
    live_beside(&beside, SET, 18,
                SETS(TO_CLAIMS, TO_BACKLOG, GROWS, "rules.caseload.usual_wait=0.05"));
    for (int m = 18; m < MONTHS; m++)
        assert_true(beside.of_reform.served[m] == 30.0);
    assert_true(beside.of_baseline.served[40] > capacity);
    end_beside(&beside);
}

static void
a_capacity_that_nobody_observed_answers_to_nothing(void **state)
{
    struct test_world world;
    struct asy_run run;
    (void) state;
    test_world_open(
        &world, WORLD,
        SETS(TO_CLAIMS, TO_BACKLOG, GROWS, "groups.other.departure.persons=304.375"));
    test_world_live(&world, 0, &run);
    assert_true(test_total(&run, ASY_METRIC_claims_first, ASY_ANY, BBB, ASY_ANY) > 5000);
    assert_true(run.served.queue[BBB][ASY_QUEUE_merits] == capacity);
    assert_true(run.served.queue[AAA][ASY_QUEUE_priority] ==
                run.served.queue[AAA][ASY_QUEUE_merits]);
    assert_true(run.served.queue[AAA][ASY_QUEUE_priority] > capacity);
    asy_run_free(&run);
    test_world_close(&world);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(capacity_follows_claims_since_the_last_year_of_data),
        cmocka_unit_test(capacity_follows_late_and_within_bounds),
        cmocka_unit_test(capacity_follows_the_backlog),
        cmocka_unit_test(capacity_grows_while_its_line_is_longer_than_usual),
        cmocka_unit_test(capacity_grows_as_much_in_a_world_of_half_the_people),
        cmocka_unit_test(capacity_that_has_outgrown_its_line_stays),
        cmocka_unit_test(courts_follow_appeals_lodged),
        cmocka_unit_test(odds_of_withdrawal_follow_the_wait),
        cmocka_unit_test(capacity_held_by_the_closure_is_as_without_an_answer),
        cmocka_unit_test(a_reform_that_changes_nothing_is_the_baseline_to_the_last_bit),
        cmocka_unit_test(a_reform_answers_to_what_it_does_otherwise_in_the_same_month),
        cmocka_unit_test(a_reform_outgrows_the_line_that_it_makes),
        cmocka_unit_test(a_capacity_that_a_reform_sets_is_kept),
        cmocka_unit_test(a_capacity_that_nobody_observed_answers_to_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
