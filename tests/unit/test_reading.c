/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How outcomes are to be read: each declares among whom it is decided; what is counted in parts
   has a total; and a count that moves only since more or fewer people come so far is told from
   one that moves because they fare otherwise. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "life/outcomes.h"
#include "outcome/exposure.h"
#include "outcome/reading.h"

#include <math.h>
#include <string.h>

static void
every_outcome_says_among_whom_it_is_counted(void **state)
{
    (void) state;
    for (int m = 0; m < ASY_N_METRICS; m++) {
        const struct asy_reading *const reading = asy_reading_at(m);
        if (reading->is_root == (reading->of != NULL))
            fail_msg("%s: ROOT or OF in catalogue/metrics.def", asy_metrics[m].name);
        if (reading->of && !asy_outcome_row(reading->of))
            fail_msg("%s is of %s, which is not an outcome", asy_metrics[m].name, reading->of);
        if (asy_metrics[m].time == ASY_STOCK && reading->of)
            fail_msg("%s is a stock: among nobody", asy_metrics[m].name);
    }
}

static void
to_be_among_others_ends_somewhere(void **state)
{
    (void) state;
    for (int m = 0; m < ASY_N_METRICS; m++) {
        const char *of = asy_metrics[m].name;
        for (int steps = 0; of; steps++) {
            if (steps > 10)
                fail_msg("%s goes round in circles", asy_metrics[m].name);
            of = asy_reading_of(of).of;
        }
    }
}

static void
what_stands_in_for_an_outcome_without_place_has_one(void **state)
{
    enum asy_counted_by by;
    const char *name;
    (void) state;
    for (int i = 0; (name = asy_outcome_at(i, &by)); i++) {
        const char *const instead = asy_reading_of(name).by_place;
        if (instead && by != ASY_BY_NOTHING)
            fail_msg("%s has a place itself", name);
        if (instead &&
            (!asy_outcome_row(instead) || asy_outcome_row(instead)->where == ASY_NOWHERE))
            fail_msg("%s: %s has no place either", name, instead);
    }
}

static void
a_harm_in_parts_has_a_total(void **state)
{
    static const char *const parts[][2] = {
        { "refouled_direct", "refouled" },
        { "refouled_chain", "refouled" },
        { "fate_refouled_direct", "ended_refouled" },
        { "fate_refouled_chain", "ended_refouled" },
        { "wrongful_refusals", "refused_at_risk" },
        { "unheard_at_risk", "refused_at_risk" },
        { "inadmissible_first_country", "inadmissible" },
        { "grants_humanitarian", "grants" },
        { "handed_over", "removed_from_transit" },
        { "local_not_registered", "local_denied" },
        { "requests_by_other_channels", "requests_sent" },
        { "removals_third_country", "removals" },
        { "returns_voluntary", "returns" },
        { "fate_no_status_transit", "without_status" },
    };
    (void) state;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const struct asy_derived *const total = asy_total_of(parts[i][0], 0);
        if (!total || strcmp(total->name, parts[i][1]) != 0)
            fail_msg("%s is a part of %s", parts[i][0], total ? total->name : "nothing");
    }
    assert_string_equal(asy_total_of("returns_forced", 1)->name, "removals");
    assert_null(asy_total_of("returns_forced", 2));
    assert_null(asy_total_of("decisions_merits", 0)); /* a denominator is no part */
    assert_null(asy_total_of("wrongful_grants", 0));  /* nor what is taken off */
    assert_null(asy_total_of("departures", 0));
}

static void
parts_of_a_total_are_worse_alike_or_neither(void **state)
{
    const struct asy_derived *total;
    (void) state;
    for (int m = 0; m < ASY_N_METRICS; m++)
        for (int i = 0; (total = asy_total_of(asy_metrics[m].name, i)); i++)
            if (total->grows && asy_metrics[m].grows && total->grows != asy_metrics[m].grows)
                fail_msg("%s and its part %s mean the opposite", total->name,
                         asy_metrics[m].name);
}

/* ---- what moves a count ------------------------------------------------------ */

enum { N = 20 };
struct worlds {
    double count[2][N], exposed[2][N];
};

static struct asy_moved
moved(const struct worlds *w)
{
    struct asy_moved out;
    const struct asy_exposed in = { .count = { w->count[0], w->count[1] },
                                    .exposed = { w->exposed[0], w->exposed[1] },
                                    .draw = NULL,
                                    .n = N };
    assert_true(asy_moved(&out, &in));
    return out;
}

/* The same in each history, but for a little. */
static struct worlds
worlds(double count, double exposed, double count_after, double exposed_after)
{
    struct worlds w;
    for (int i = 0; i < N; i++) {
        w.count[0][i] = count + i;
        w.exposed[0][i] = exposed;
        w.count[1][i] = count_after + i;
        w.exposed[1][i] = exposed_after;
    }
    return w;
}

static void
fewer_come_so_far_and_fare_alike(void **state)
{
    struct worlds w = worlds(500, 1000, 250, 500);
    (void) state;
    assert_int_equal(moved(&w).by, ASY_MOVED_BY_EXPOSURE);
    w = worlds(250, 500, 500, 1000); /* or more do */
    assert_int_equal(moved(&w).by, ASY_MOVED_BY_EXPOSURE);
    w = worlds(500, 1000, 300, 500); /* and of those even more */
    assert_int_equal(moved(&w).by, ASY_MOVED_BY_EXPOSURE);
}

static void
as_many_come_so_far_and_fare_otherwise(void **state)
{
    struct worlds w = worlds(500, 1000, 250, 1000);
    (void) state;
    assert_int_equal(moved(&w).by, ASY_MOVED_BY_RATE);
    w = worlds(500, 1000, 250, 1200); /* even of more people */
    assert_int_equal(moved(&w).by, ASY_MOVED_BY_RATE);
    w = worlds(500, 1000, 250, 700);
    assert_int_equal(moved(&w).by, ASY_MOVED_BY_BOTH);
}

static void
nothing_is_said_of_what_may_move_either_way(void **state)
{
    struct worlds w = worlds(500, 1000, 250, 500);
    (void) state;
    for (int i = 0; i < 3; i++)
        w.count[1][i] = 2000; /* 17 of 20 fall */
    assert_int_equal(moved(&w).by, ASY_MOVED_UNSURELY);
    w.count[1][0] = 250; /* 18 of 20 */
    assert_int_equal(moved(&w).by, ASY_MOVED_BY_EXPOSURE);
    w = worlds(500, 1000, 500, 1000);
    assert_int_equal(moved(&w).by, ASY_MOVED_UNSURELY);
}

static void
where_nobody_comes_so_far_exposure_is_all(void **state)
{
    struct worlds w = worlds(500, 1000, 0, 0);
    (void) state;
    for (int i = 0; i < N; i++)
        w.count[1][i] = 0;
    const struct asy_moved gone = moved(&w);
    assert_int_equal(gone.by, ASY_MOVED_BY_EXPOSURE);
    assert_int_equal(gone.rate[1].n, 0);
    assert_int_equal(gone.rate[0].n, N);
}

static void
of_too_few_draws_nothing_is_said_to_move_a_count(void **state)
{
    struct worlds w = worlds(500, 1000, 250, 500);
    uint32_t draw[N];
    struct asy_moved out;
    (void) state;
    for (uint32_t i = 0; i < N; i++)
        draw[i] = 1 + i / 2; /* 10 draws x 2 streams */
    for (size_t n = 1; n <= N; n++) {
        struct asy_exposed in = { .count = { w.count[0], w.count[1] },
                                  .exposed = { w.exposed[0], w.exposed[1] },
                                  .n = n };
        assert_true(asy_moved(&out, &in));
        assert_int_equal(out.by, n < 20 ? ASY_MOVED_TOO_FEW : ASY_MOVED_BY_EXPOSURE);
        in.draw = draw;
        assert_true(asy_moved(&out, &in));
        assert_int_equal(out.by, ASY_MOVED_TOO_FEW);
    }
}

static void
the_two_parts_sum_to_the_difference(void **state)
{
    const struct worlds w = worlds(480, 1000, 310, 800);
    const struct asy_moved m = moved(&w);
    (void) state;
    assert_true(fabs(m.by_exposure.median + m.by_rate.median - (310 - 480)) < 1.0);
    assert_true(fabs(m.exposed.summary.median + 200) < 1e-9);
    assert_true(fabs(m.rate[0].median - (480 + 9.5) / 1000) < 1e-9);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_outcome_says_among_whom_it_is_counted),
        cmocka_unit_test(to_be_among_others_ends_somewhere),
        cmocka_unit_test(what_stands_in_for_an_outcome_without_place_has_one),
        cmocka_unit_test(a_harm_in_parts_has_a_total),
        cmocka_unit_test(parts_of_a_total_are_worse_alike_or_neither),
        cmocka_unit_test(fewer_come_so_far_and_fare_alike),
        cmocka_unit_test(as_many_come_so_far_and_fare_otherwise),
        cmocka_unit_test(nothing_is_said_of_what_may_move_either_way),
        cmocka_unit_test(where_nobody_comes_so_far_exposure_is_all),
        cmocka_unit_test(of_too_few_draws_nothing_is_said_to_move_a_count),
        cmocka_unit_test(the_two_parts_sum_to_the_difference),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
