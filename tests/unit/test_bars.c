/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is drawn on a terminal: fixed numbers to fixed texts. */
#include "cli/bars.h"

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
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
