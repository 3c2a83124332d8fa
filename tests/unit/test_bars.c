/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is drawn on a terminal: fixed numbers to fixed texts. */
#include "cli/bars.h"
#include "cli/progress.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

static void
draws(double low, double median, double high, double from, double to, int width,
      const char *expected)
{
    const struct asy_interval interval = { low, median, high, from, to };
    char text[128];

    asy_draw_interval(text, sizeof text, width, &interval);
    assert_string_equal(text, expected);
}

static void
interval_stands_on_its_side_of_zero(void **state)
{
    (void) state;
    draws(4, 6, 8, -8, 8, 9, "    │ ╺●━");
    draws(-8, -6, -4, -8, 8, 9, "━●╸ │    ");
    draws(-8, -2, 4, -8, 8, 9, "━━━●┿━━  ");
    draws(0, 4, 8, -8, 8, 9, "    ┝━●━━");
    draws(-8, -4, 0, -8, 8, 9, "━━●━┥    ");
}

static void
half_a_column_is_the_least_step(void **state)
{
    (void) state;
    draws(11, 14, 17, 10, 18, 4, "╺━●╸");
    draws(11.9, 14, 16.1, 10, 18, 4, "╺━●╸");
    draws(10.9, 14, 17.1, 10, 18, 4, "━━●━");
}

static void
interval_of_one_number_is_a_dot(void **state)
{
    (void) state;
    draws(0, 0, 0, -1, 1, 9, "    ●    ");
    draws(0, 0, 0, 0, 0, 9, "    ●    "); /* nor has the scale any length */
    draws(0, 0, 0, 0, 1, 5, "●    ");
    draws(1, 1, 1, 0, 1, 5, "│   ●");
}

static void
median_at_an_edge_is_seen(void **state)
{
    (void) state;
    draws(-8, -8, 2, -8, 8, 9, "●━━━┿━   ");
    draws(-2, 8, 8, -8, 8, 9, "   ━┿━━━●");
    draws(-8, 0, 8, -8, 8, 9, "━━━━●━━━━"); /* on the line of zero */
}

static void
what_is_no_number_is_not_drawn(void **state)
{
    (void) state;
    draws((double) NAN, (double) NAN, (double) NAN, -1, 1, 9, "");
    draws(0, (double) INFINITY, (double) INFINITY, -1, 1, 9, "");
    draws((double) NAN, 0, 1, -1, 1, 9, "");
}

static void
what_lies_beyond_the_scale_ends_in_an_arrow(void **state)
{
    (void) state;
    draws(0, 1, (double) INFINITY, -4, 4, 9, "    ┝●━━▸");
    draws(-(double) INFINITY, 1, 2, -4, 4, 9, "◂━━━┿●━  ");
    draws(-5, 0, 5, -4, 4, 9, "◂━━━●━━━▸");
}

static void
narrow_bars_stay_within_their_columns(void **state)
{
    (void) state;
    draws(-1, 0.5, 1, -1, 1, 3, "━┿●");
    draws(-1, 0.5, 1, -1, 1, 2, "━●");
    draws(-1, 0.5, 1, -1, 1, 1, "●");
    draws(-1, 0.5, 1, -1, 1, 0, "");
}

/* Never half a character. */
static void
text_ends_where_the_room_does(void **state)
{
    const struct asy_interval interval = { -1, 0, 1, -1, 1 };
    char text[5];

    (void) state;
    asy_draw_interval(text, sizeof text, 9, &interval);
    assert_string_equal(text, "━");
}

/* ---- progress ---------------------------------------------------------------- */

static void
tells(const struct asy_progress *progress, double rate, int width, const char *expected)
{
    char text[512];

    asy_draw_progress(text, sizeof text, width, progress, rate, true);
    assert_string_equal(text, expected);
}

static const struct asy_progress going = { .n_done = 300,
                                           .n_planned = 1200,
                                           .outcome = "refouled",
                                           .reform = "terespol-open",
                                           .mean = -250.6,
                                           .error = 38.6 };

static void
progress_says_what_there_is_room_for(void **state)
{
    (void) state;
    tells(&going, 8.3, 119,
          "[#######                       ] 300 of 1,200, 8.3/s, 109 s left; refouled, "
          "terespol-open minus baseline -251 ± 39");
    tells(&going, 8.3, 79,
          "[##        ] 300 of 1,200, 8.3/s, 109 s left; refouled, difference -251 ± 39");
    tells(&going, 8.3, 74,
          "[##        ] 300 of 1,200, 109 s left; refouled, difference -251 ± 39");
    tells(&going, 8.3, 45, "[#     ] 300 of 1,200, 109 s left");
    tells(&going, 8.3, 30, "[#     ] 300 of 1,200");
    tells(&going, 8.3, 15, "300 of 1,200");
    tells(&going, 8.3, 11, "");
    tells(&going, 8.3, 0, "");
}

static void
progress_is_silent_on_what_is_not_known(void **state)
{
    struct asy_progress early = going;

    (void) state;
    early.n_done = 0;
    early.error = (double) NAN;
    tells(&early, 0.0, 79, "[          ] 0 of 1,200");
    tells(&early, (double) NAN, 79, "[          ] 0 of 1,200");
    tells(&early, (double) INFINITY, 79, "[          ] 0 of 1,200, 0 s left");
    early.n_planned = 0;
    tells(&early, 1.0, 79, "[          ] 0 of 0, 1.0/s, 0 s left");
}

static void
progress_tells_time_as_one_does(void **state)
{
    struct asy_progress p = { .n_done = 1, .n_planned = 2 };

    (void) state;
    tells(&p, 0.25, 79, "[#####     ] 1 of 2, 4.0 s each, 4 s left");
    p.n_planned = 8001;
    tells(&p, 0.5, 79, "[          ] 1 of 8,001, 2.0 s each, 4 h 27 min left");
    tells(&p, 10.0, 79, "[          ] 1 of 8,001, 10.0/s, 14 min left");
    p.n_done = 8001;
    tells(&p, 123.0, 79, "[##########] 8,001 of 8,001, 123/s, 0 s left");
}

static void
progress_of_the_baseline_alone_says_so(void **state)
{
    struct asy_progress p = going;
    char text[512];

    (void) state;
    p.reform = NULL;
    p.mean = 5.04;
    p.error = 0.26;
    tells(&p, 8.3, 119,
          "[#######                       ] 300 of 1,200, 8.3/s, 109 s left; refouled, "
          "baseline 5.0 ± 0.3");
    asy_draw_progress(text, sizeof text, 70, &p, 8.3, false); /* without UTF-8 */
    assert_string_equal(
        text, "[##        ] 300 of 1,200, 109 s left; refouled, baseline 5.0 +/- 0.3");
}

/* A run into a file or a pipe, which has no bar, says once how long it takes. */
static void
an_estimate_waits_until_the_pace_is_known(void **state)
{
    struct asy_progress p = { .n_done = 2, .n_planned = 60 };
    char text[300];

    (void) state;
    asy_estimate_words(text, sizeof text, &p, 0, 2, 28.0, 10.0);
    assert_string_equal(text, "estimate: about 14 min for the other 58 of 60 histories");
    asy_estimate_words(text, sizeof text, &p, 0, 4, 28.0, 10.0);
    assert_string_equal(text, ""); /* four at once: two of them say nothing of the pace */
    asy_estimate_words(text, sizeof text, &p, 0, 2, 0.3, 10.0);
    assert_string_equal(text, ""); /* over before it is read */
    p.n_done = 59;
    asy_estimate_words(text, sizeof text, &p, 55, 2, 240.0, 10.0); /* gone on with */
    assert_string_equal(text, "estimate: about 60 s for the other 1 of 60 histories");
    p.n_done = 60;
    asy_estimate_words(text, sizeof text, &p, 0, 2, 28.0, 10.0);
    assert_string_equal(text, "");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(interval_stands_on_its_side_of_zero),
        cmocka_unit_test(half_a_column_is_the_least_step),
        cmocka_unit_test(interval_of_one_number_is_a_dot),
        cmocka_unit_test(median_at_an_edge_is_seen),
        cmocka_unit_test(what_is_no_number_is_not_drawn),
        cmocka_unit_test(what_lies_beyond_the_scale_ends_in_an_arrow),
        cmocka_unit_test(narrow_bars_stay_within_their_columns),
        cmocka_unit_test(text_ends_where_the_room_does),
        cmocka_unit_test(progress_says_what_there_is_room_for),
        cmocka_unit_test(progress_is_silent_on_what_is_not_known),
        cmocka_unit_test(progress_tells_time_as_one_does),
        cmocka_unit_test(progress_of_the_baseline_alone_says_so),
        cmocka_unit_test(an_estimate_waits_until_the_pace_is_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
