/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When there is a verdict, which, and that what is printed beside it never says otherwise. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cli/say.h"
#include "outcome/verdict.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 1024 };

/* So many draws with so many streams each, in all of which the reform adds 5; `first` 0: all
   runs at the stated values. */
static struct asy_summary
surely_more(uint32_t n_draws, uint32_t n_streams, uint32_t first)
{
    double x[MOST];
    uint32_t draw[MOST];
    size_t n = 0;
    struct asy_summary s;

    for (uint32_t d = 0; d < n_draws; d++)
        for (uint32_t r = 0; r < n_streams; r++, n++) {
            x[n] = 5.0;
            draw[n] = first ? first + d : 0;
        }
    assert_true(asy_summarize(&s, x, draw, n));
    return s;
}

static void
below_twenty_draws_there_is_no_verdict_however_many_the_histories(void **state)
{
    char text[48], expected[48];
    (void) state;
    for (uint32_t draws = 1; draws < 40; draws++) {
        for (uint32_t streams = 1; streams <= 5; streams++) {
            const struct asy_summary s = surely_more(draws, streams, 1);
            const bool enough = draws >= 20;
            assert_int_equal(s.n, draws * streams);
            assert_int_equal(s.n_draws, draws);
            assert_int_equal(asy_moves_of(&s), enough ? ASY_MOVES_MORE : ASY_MOVES_TOO_FEW);
            assert_int_equal(asy_verdict_of(&s, 1), enough ? ASY_SUPPORTED : ASY_TOO_FEW_DRAWS);
            assert_int_equal(asy_verdict_of(&s, -1),
                             enough ? ASY_CONTRADICTED : ASY_TOO_FEW_DRAWS);
            snprintf(expected, sizeof expected, "too few draws (%u of 20)", draws);
            asy_verdict_text(text, sizeof text, asy_verdict_of(&s, 1), &s);
            assert_string_equal(text, enough ? "supported" : expected);
        }
    }
}

static void
runs_at_the_stated_values_are_of_no_draw(void **state)
{
    char text[48];
    (void) state;
    const struct asy_summary s = surely_more(1, 60, 0);
    assert_int_equal(s.n, 60);
    assert_int_equal(asy_moves_of(&s), ASY_MOVES_TOO_FEW);
    assert_string_equal(asy_verdict_text(text, sizeof text, asy_verdict_of(&s, 1), &s),
                        "too few draws (0 of 20)");
}

static void
draws_in_which_nobody_is_concerned_do_not_count(void **state)
{
    double x[40];
    char text[48];
    struct asy_summary s;
    (void) state;
    for (int defined = 0; defined <= 40; defined++) {
        for (int i = 0; i < 40; i++)
            x[i] = i < defined ? -0.25 : (double) NAN;
        assert_true(asy_summarize(&s, x, NULL, 40));
        assert_int_equal(asy_moves_of(&s), defined == 0   ? ASY_MOVES_NOBODY
                                           : defined < 20 ? ASY_MOVES_TOO_FEW
                                                          : ASY_MOVES_LESS);
    }
    x[0] = x[1] = x[2] = 1.0;
    for (int i = 3; i < 40; i++)
        x[i] = (double) NAN;
    assert_true(asy_summarize(&s, x, NULL, 40));
    assert_string_equal(asy_verdict_text(text, sizeof text, asy_verdict_of(&s, 1), &s),
                        "too few draws (3 of 20)");
    assert_true(asy_summarize(&s, x + 3, NULL, 37));
    assert_string_equal(asy_verdict_text(text, sizeof text, asy_verdict_of(&s, 1), &s),
                        "cannot be tested");
    assert_true(asy_summarize(&s, x + 3, NULL, 2)); /* nobody, but who knows from two draws */
    assert_int_equal(asy_moves_of(&s), ASY_MOVES_TOO_FEW);
}

static void
what_is_never_in_force_is_not_tested(void **state)
{
    char text[80];
    (void) state;
    for (uint32_t draws = 1; draws < 40; draws += 19) {
        const struct asy_summary s = surely_more(draws, 1, 1);
        assert_int_equal(asy_claim_verdict(&s, 1, true), asy_verdict_of(&s, 1));
        const enum asy_verdict never = asy_claim_verdict(&s, 1, false);
        assert_string_equal(asy_verdict_name(never), "untested");
        assert_string_equal(asy_verdict_text(text, sizeof text, never, &s),
                            "not in force before the last day: nothing is tested");
    }
}

/* ---- printing ---------------------------------------------------------------- */

/* "+12,345.6" as a number. */
static double
read_back(const char *text)
{
    char plain[64];
    size_t n = 0;

    for (; *text && n + 1 < sizeof plain; text++)
        if (*text != ',')
            plain[n++] = *text;
    plain[n] = '\0';
    return strtod(plain, NULL);
}

static int
sign(double x)
{
    return (x > 0.0) - (x < 0.0);
}

/* Numbers of all sizes, whole ones and halves, zero and next to zero. */
static double
some_number(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    const double u = (double) (*state >> 11) / 9007199254740992.0;
    const int kind = (int) (*state >> 33) % 8;
    const double side = (*state >> 40) & 1 ? 1.0 : -1.0;

    return kind == 0   ? 0.0
           : kind == 1 ? side * round(20.0 * u)
           : kind == 2 ? side * round(20.0 * u) / 2.0
           : kind == 3 ? side * 0.05 * round(60.0 * u)
                       : side * pow(10.0, 12.0 * u - 7.0);
}

static int
by_size(const void *a, const void *b)
{
    const double x = *(const double *) a, y = *(const double *) b;
    return (x > y) - (x < y);
}

static void
what_is_printed_never_contradicts_the_verdict(void **state)
{
    static const enum asy_style styles[] = { ASY_COUNT, ASY_SHARE, ASY_MEAN };
    static const double units[] = { 1.0, 365.25 }; /* days, and years */
    uint64_t luck = 7;
    (void) state;
    for (int i = 0; i < 200000; i++) {
        double x[3] = { some_number(&luck), some_number(&luck), some_number(&luck) }, shown[3];
        qsort(x, 3, sizeof *x, by_size);
        const struct asy_summary s = {
            .n = 20, .n_draws = 20, .of_draws = 20, .low = x[0], .median = x[1], .high = x[2]
        };
        const enum asy_moves moves = asy_moves_of(&s);
        for (size_t k = 0; k < sizeof styles / sizeof *styles; k++) {
            for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
                char text[3][28];
                for (int e = 0; e < 3; e++) {
                    asy_say_number(text[e], sizeof text[e], x[e] / units[u], styles[k], true);
                    shown[e] = read_back(text[e]);
                    if (sign(shown[e]) != sign(x[e]))
                        fail_msg("%.17g is printed as %s", x[e], text[e]);
                }
                const enum asy_moves read = shown[0] > 0.0   ? ASY_MOVES_MORE
                                            : shown[2] < 0.0 ? ASY_MOVES_LESS
                                                             : ASY_MOVES_UNSURE;
                if (read != moves || shown[0] > shown[1] || shown[1] > shown[2])
                    fail_msg("%.17g (%.17g to %.17g), %s, is printed as %s (%s to %s)", x[1],
                             x[0], x[2], asy_moves_name(moves), text[1], text[0], text[2]);
            }
        }
    }
}

/* One draw of twenty in which nothing moves, and an end between two draws. */
static void
a_count_moves_surely_by_half_a_person_at_least(void **state)
{
    static const struct {
        double low, high;
        enum asy_moves moves;
        const char *shown[2];
    } cases[] = {
        { -23.0, -0.05, ASY_MOVES_UNSURE, { "-23", "0" } },
        { -23.0, -0.5, ASY_MOVES_LESS, { "-23", "-1" } },
        { 0.49, 7.0, ASY_MOVES_UNSURE, { "0", "+7" } },
        { 0.5, 7.0, ASY_MOVES_MORE, { "+1", "+7" } },
    };
    (void) state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct asy_summary s = {
            .n = 20, .n_draws = 20, .of_draws = 20, .low = cases[i].low, .high = cases[i].high
        };
        char low[28], high[28];
        asy_whole_ends(&s);
        asy_say_number(low, sizeof low, s.low, ASY_COUNT, true);
        asy_say_number(high, sizeof high, s.high, ASY_COUNT, true);
        assert_int_equal(asy_moves_of(&s), cases[i].moves);
        assert_string_equal(low, cases[i].shown[0]);
        assert_string_equal(high, cases[i].shown[1]);
    }
}

static void
no_more_digits_are_printed_than_are_needed(void **state)
{
    static const struct {
        double x;
        enum asy_style style;
        const char *text;
    } cases[] = {
        { 0.35, ASY_COUNT, "+0.4" },     { 0.5, ASY_COUNT, "+1" },
        { -0.04, ASY_COUNT, "-0.04" },   { 0.0, ASY_COUNT, "0" },
        { 1234.4, ASY_COUNT, "+1,234" }, { 0.00042, ASY_SHARE, "+0.04" },
        { 0.0005, ASY_SHARE, "+0.1" },   { -0.0123, ASY_SHARE, "-1.2" },
        { 0.0, ASY_SHARE, "0.0" },       { 0.02, ASY_MEAN, "+0.02" },
        { 150.2, ASY_MEAN, "+150" },     { 1e-30, ASY_COUNT, "+0.000000001" },
    };
    char text[28];
    (void) state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        asy_say_number(text, sizeof text, cases[i].x, cases[i].style, true);
        assert_string_equal(text, cases[i].text);
    }
    asy_say_number(text, sizeof text, 0.35, ASY_COUNT, false); /* no difference: a level */
    assert_string_equal(text, "0");
}

static void
a_half_as_decimals_write_it_goes_away_from_zero(void **state)
{
    static const struct {
        double x, unit, rounded;
    } halves[] = { { 47.65, 0.1, 47.7 }, { -47.65, 0.1, -47.7 }, { 1.005, 0.01, 1.01 },
                   { 38.95, 0.1, 39 },   { 2.5, 1, 3 },          { -0.5, 1, -1 },
                   { 47.64, 0.1, 47.6 }, { 0.285, 0.01, 0.29 },  { 1234565, 10, 1234570 },
                   { 2.4999, 1, 2 } };
    (void) state;
    for (size_t i = 0; i < sizeof halves / sizeof *halves; i++) {
        int decimals;
        assert_true(fabs(asy_round_to(halves[i].x, halves[i].unit) - halves[i].rounded) < 1e-9);
        assert_true(fabs(asy_rounded(halves[i].x, halves[i].unit, &decimals) -
                         halves[i].rounded) < 1e-9);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_half_as_decimals_write_it_goes_away_from_zero),
        cmocka_unit_test(below_twenty_draws_there_is_no_verdict_however_many_the_histories),
        cmocka_unit_test(runs_at_the_stated_values_are_of_no_draw),
        cmocka_unit_test(what_is_never_in_force_is_not_tested),
        cmocka_unit_test(draws_in_which_nobody_is_concerned_do_not_count),
        cmocka_unit_test(what_is_printed_never_contradicts_the_verdict),
        cmocka_unit_test(a_count_moves_surely_by_half_a_person_at_least),
        cmocka_unit_test(no_more_digits_are_printed_than_are_needed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
