/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The corrective allocation: of those who come to a state above its threshold the part above it
   goes to states below their share, in proportion to what each lacks, and to none more than
   that. So the threshold acts smoothly and one way, from its least value to twice the share. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "law/environment.h"
#include "life/outcomes.h"
#include "support/world.h"

#include <math.h>
#include <stdlib.h>

enum { AAA, BBB, CCC, N_MEMBERS };

/* Key: half of the population, 1 : 3 : 1, and half of the product, 1 : 1 : 1. */
static const double key[N_MEMBERS] = { 0.5 * (1.0 / 5.0 + 1.0 / 3.0),
                                       0.5 * (3.0 / 5.0 + 1.0 / 3.0),
                                       0.5 * (1.0 / 5.0 + 1.0 / 3.0) };

#define MEMBERS                                                                                \
    "rules.corrective.in_use=true", "rules.corrective.members=[\"AAA\",\"BBB\",\"CCC\"]",      \
        "rules.corrective.population={AAA=1;BBB=3;CCC=1;}",                                    \
        "rules.corrective.gdp={AAA=1;BBB=1;CCC=1;}", "groups.walker.departure.persons=2000"

static double
allocated(const struct asy_run *run, int to)
{
    return (double) test_total_pair(run, ASY_METRIC_allocations, AAA, to);
}

static double
claims(const struct asy_run *run)
{
    return (double) test_total(run, ASY_METRIC_claims_first, ASY_ANY, AAA, ASY_ANY);
}

/* Everyone enters AAA, which has 2.4 times its share by claims of other origins; BBB has 0.64
   times its share, CCC 0.19 times. */
static void
the_part_above_the_threshold_goes_in_proportion_to_what_others_lack(void **state)
{
    static const double other[N_MEMBERS] = { 6.5e6, 3e6, 0.5e6 };
    const double gap_b = key[BBB] * 1e7 - other[BBB], gap_c = key[CCC] * 1e7 - other[CCC];
    double before = INFINITY;
    (void) state;
    for (int step = 1; step <= 40; step++) {
        const double threshold = 0.05 * step;
        char set[64], what[64];
        struct test_life life;
        snprintf(set, sizeof set, "rules.corrective.threshold=%.2f", threshold);
        snprintf(what, sizeof what, "allocated at a threshold of %.2f", threshold);
        TEST_LIVE(&life, MEMBERS,
                  "rules.corrective.other_claims={AAA=6500000;BBB=3000000;CCC=500000;}", set);
        const double to_b = allocated(&life.run, BBB), to_c = allocated(&life.run, CCC);
        const double above = 1.0 - threshold * key[AAA] * 1e7 / other[AAA];
        test_share(what, to_b + to_c, claims(&life.run), above, 0.0);
        test_share("of them to BBB", to_b, to_b + to_c, gap_b / (gap_b + gap_c), 0.0);
        assert_true(allocated(&life.run, AAA) == 0.0);
        assert_true(test_all(&life.run, ASY_METRIC_allocations) == to_b + to_c);
        /* the same people with the same luck: each step spares some more of them */
        if (!(to_b + to_c < before))
            fail_msg("%s: %.0f, no fewer than at the step before", what, to_b + to_c);
        before = to_b + to_c;
        assert_true((double) test_total(&life.run, ASY_METRIC_decisions_merits, ASY_ANY, BBB,
                                        ASY_ANY) == to_b);
        test_life_end(&life);
    }
}

/* All claims of the Union are those lodged in AAA: no state is brought above its share, and AAA
   keeps the threshold's part, or, below 1, what the others cannot take. */
static void
nobody_is_given_more_than_its_gap(void **state)
{
    static const char *const thresholds[] = {
        "rules.corrective.threshold=0.05", "rules.corrective.threshold=0.5",
        "rules.corrective.threshold=1",    "rules.corrective.threshold=1.5",
        "rules.corrective.threshold=2",
    };
    static const double kept[] = { 1.0, 1.0, 1.0, 1.5, 2.0 }; /* of the share */
    (void) state;
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        struct test_world world;
        struct asy_run run;
        const char *const sets[] = { MEMBERS, thresholds[i], NULL };
        test_world_open(&world, ASY_SOURCE_DIR "/tests/stat/world.cfg", sets);
        const struct asy_luck_key luck = asy_luck_key(1, 0, 0);
        assert_true(
            asy_run_init(&run, test_world_of(&world), world.draw.thresholds, luck, 1.0));
        double total = 0.0;
        for (int32_t day = 0; day < ASY_RUNNING_YEAR - 10; day++) { /* none is forgotten yet */
            asy_run_to(&run, day + 1);
            const int32_t *taken = run.environment->burden.taken.year;
            total = taken[AAA] + taken[BBB] + taken[CCC];
            for (int s = BBB; s <= CCC; s++)
                if (!(taken[s] <= key[s] * total + 1.0))
                    fail_msg("%s: %d persons for state %d, of a share of %.1f", thresholds[i],
                             (int) taken[s], s, key[s] * total);
        }
        assert_true(total > 5000.0);
        test_share(thresholds[i], run.environment->burden.taken.year[AAA], total,
                   kept[i] * key[AAA], 0.0);
        asy_run_free(&run);
        test_world_close(&world);
    }
}

/* Three in four enter AAA and one in four BBB, each of which gives away what is above the
   threshold, and takes what it lacks. Whatever the threshold up to 1, all that is given away
   fills all that is lacking: every state reaches the key. Above it a state keeps the
   threshold's part, and the others get the rest by what they lack. */
static void
shares_reach_the_key_at_any_threshold_up_to_one(void **state)
{
    static const double thresholds[] = { 0.0, 0.2, 0.5, 1.0, 1.5 };
    const double kept = 1.5 * key[AAA], gap_b = key[BBB] - 0.25, gap_c = key[CCC];
    (void) state;
    for (size_t i = 0; i < sizeof thresholds / sizeof *thresholds; i++)
        for (int choices = 0; choices <= 2; choices += 2) {
            struct test_world world;
            struct asy_run run;
            char set[64], choice[64], what[96];
            snprintf(set, sizeof set, "rules.corrective.threshold=%.1f", thresholds[i]);
            snprintf(choice, sizeof choice, "rules.corrective.choices=%d", choices);
            const char *const sets[] = { MEMBERS,
                                         "groups.walker.departure.routes={gate=3;side=1;}", set,
                                         choice, NULL };
            if (choices && thresholds[i] > 1.0)
                continue; /* by whom is liked, not by what is lacked */
            test_world_open(&world, ASY_SOURCE_DIR "/tests/stat/world.cfg", sets);
            assert_true(asy_run_init(&run, test_world_of(&world), world.draw.thresholds,
                                     asy_luck_key(1, 0, 0), 1.0));
            asy_run_to(&run, ASY_RUNNING_YEAR - 10);
            const int32_t *taken = run.environment->burden.taken.year;
            const double total = taken[AAA] + taken[BBB] + taken[CCC];
            const double rest = 1.0 - kept - 0.25;
            const double expected[N_MEMBERS] = {
                thresholds[i] > 1.0 ? kept : key[AAA],
                thresholds[i] > 1.0 ? 0.25 + rest * gap_b / (gap_b + gap_c) : key[BBB],
                thresholds[i] > 1.0 ? rest * gap_c / (gap_b + gap_c) : key[CCC],
            };
            assert_true(total > 5000.0);
            for (int s = 0; s < N_MEMBERS; s++) {
                snprintf(what, sizeof what,
                         "threshold %.1f, choices %d, state %d: %.4f, not %.4f", thresholds[i],
                         choices, s, taken[s] / total, expected[s]);
                if (!(fabs(taken[s] / total - expected[s]) < 0.02))
                    fail_msg("%s", what);
            }
            asy_run_free(&run);
            test_world_close(&world);
        }
}

/* The money follows the people: so much for each whom a state that has opted out would have
   had, which is its part of what is lacking; and nobody is allocated to it. */
static void
who_opts_out_pays_for_its_part(void **state)
{
    static const double other[N_MEMBERS] = { 6.5e6, 3e6, 0.5e6 };
    const double gap_b = key[BBB] * 1e7 - other[BBB], gap_c = key[CCC] * 1e7 - other[CCC];
    struct test_life life;
    (void) state;
    TEST_LIVE(&life, MEMBERS,
              "rules.corrective.other_claims={AAA=6500000;BBB=3000000;CCC=500000;}",
              "rules.corrective.opted_out=[\"CCC\"]", "rules.corrective.contribution=10");
    const double to_b = allocated(&life.run, BBB);
    const double paid =
        (double) test_total_pair(&life.run, ASY_METRIC_solidarity_money, CCC, BBB);
    assert_true(allocated(&life.run, CCC) == 0.0);
    assert_true(test_all(&life.run, ASY_METRIC_solidarity_money) == paid);
    test_share("paid for, of those allocated", paid / 10.0, to_b, gap_c / (gap_b + gap_c), 0.0);
    test_life_end(&life);
}

/* All whom states have become responsible for are dealt out among the states by the key, person
   for person; and everybody allocated is somebody's: taken on where they were sent, or gone. */
static void
what_is_dealt_out_is_what_was_taken_on(void **state)
{
    struct test_life life;
    (void) state;
    TEST_LIVE(&life, MEMBERS, "rules.corrective.threshold=0", "rules.allocated.abscond=0.2",
              "groups.walker.onward.to={BBB=1;CCC=1;}");
    const double taken = test_all(&life.run, ASY_METRIC_taken_on);
    const double shares = test_all(&life.run, ASY_METRIC_fair_share);
    const double left = test_all(&life.run, ASY_METRIC_left_before_allocation);
    const double sent = test_all(&life.run, ASY_METRIC_allocations);
    const double refunds = test_all(&life.run, ASY_METRIC_transfer_refunds);
    assert_true(taken == shares && taken > 0.0 && left > 0.0);
    assert_true(refunds == 500.0 * sent);
    for (int s = 0; s < N_MEMBERS; s++) {
        const double share =
            (double) test_total(&life.run, ASY_METRIC_fair_share, ASY_ANY, s, ASY_ANY);
        if (!(fabs(share / shares - key[s]) < 0.001))
            fail_msg("state %d: %.4f of all, not %.4f", s, share / shares, key[s]);
    }
    test_share("left before the transfer", left, left + sent, 0.2, 0.0);
    test_life_end(&life);
}

static void
below_the_threshold_nobody_is_allocated(void **state)
{
    struct test_life life;
    (void) state;
    TEST_LIVE(&life, MEMBERS, "rules.corrective.population=1", "rules.corrective.gdp=1",
              "rules.corrective.other_claims=10000000");
    assert_true(test_all(&life.run, ASY_METRIC_allocations) == 0.0);
    assert_true(claims(&life.run) > 0.0);
    test_life_end(&life);
}

/* The burden of a state is what it took on over the last 365 days, and no more. */
static void
the_running_year_forgets(void **state)
{
    struct asy_burden *burden = calloc(1, sizeof *burden);
    (void) state;
    assert_non_null(burden);
    for (int day = 0; day < 1000; day++) {
        asy_burden_turn(burden, N_MEMBERS);
        asy_burden_add(burden, AAA, 2);
        if (day == 500)
            asy_burden_add(burden, BBB, 7);
        if (day == 600) /* counted before, and to be counted again */
            asy_burden_add(burden, BBB, -3);
        const int of_b = (day >= 500 && day < 865 ? 7 : 0) - (day >= 600 && day < 965 ? 3 : 0);
        assert_int_equal(burden->taken.year[AAA], 2 * (day < 365 ? day + 1 : 365));
        assert_int_equal(burden->taken.year[BBB], of_b);
        assert_int_equal(burden->spared.year[AAA], 0);
    }
    free(burden);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_part_above_the_threshold_goes_in_proportion_to_what_others_lack),
        cmocka_unit_test(nobody_is_given_more_than_its_gap),
        cmocka_unit_test(shares_reach_the_key_at_any_threshold_up_to_one),
        cmocka_unit_test(who_opts_out_pays_for_its_part),
        cmocka_unit_test(what_is_dealt_out_is_what_was_taken_on),
        cmocka_unit_test(below_the_threshold_nobody_is_allocated),
        cmocka_unit_test(the_running_year_forgets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
