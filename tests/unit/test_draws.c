/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of draws: two lines never give one draw, unless they share no word of it. That each
   word which is read decides what its line says is held in tests/draws/. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "life/draw.h"

static uint64_t
last_of(const struct asy_draw_row *row)
{
    return row->from + (uint64_t) row->step * asy_occasions[row->per].most;
}

static bool
share_a_word(const struct asy_draw_row *a, const struct asy_draw_row *b)
{
    for (int w = 0; w < 4; w++)
        if (a->word[w] && b->word[w])
            return true;
    return false;
}

/* Whether some occasion of one is an occasion of the other. Of two that overlap the one with
   fewer occasions is gone through. */
static bool
meet(const struct asy_draw_row *a, const struct asy_draw_row *b)
{
    if (last_of(a) < b->from || last_of(b) < a->from)
        return false;
    if (asy_occasions[a->per].most > asy_occasions[b->per].most)
        return meet(b, a);
    for (uint64_t n = 0; n <= asy_occasions[a->per].most; n++) {
        const uint64_t time = a->from + a->step * n;
        if (time >= b->from && time <= last_of(b) && (time - b->from) % b->step == 0)
            return true;
    }
    return false;
}

static void
no_two_lines_give_one_word(void **state)
{
    (void) state;
    for (int i = 0; i < ASY_N_DRAWS; i++)
        for (int k = 0; k < i; k++)
            if (asy_draws[i].number == asy_draws[k].number &&
                share_a_word(&asy_draws[i], &asy_draws[k]) &&
                meet(&asy_draws[i], &asy_draws[k]))
                fail_msg("%s and %s are the same draw on some occasion", asy_draws[i].name,
                         asy_draws[k].name);
}

static void
every_line_fits_the_generator_and_decides_something(void **state)
{
    (void) state;
    for (int i = 0; i < ASY_N_DRAWS; i++) {
        const struct asy_draw_row *row = &asy_draws[i];
        assert_true(row->number > 0 && row->step > 0);
        assert_true(last_of(row) <= UINT32_MAX);
        assert_true(share_a_word(row, row));
        for (int w = 0; w < 4; w++)
            assert_true(!row->word[w] || strlen(row->word[w]) > 4);
    }
}

static void
names_are_given_once(void **state)
{
    (void) state;
    for (int i = 0; i < ASY_N_DRAWS; i++)
        for (int k = 0; k < i; k++)
            assert_string_not_equal(asy_draws[i].name, asy_draws[k].name);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_two_lines_give_one_word),
        cmocka_unit_test(every_line_fits_the_generator_and_decides_something),
        cmocka_unit_test(names_are_given_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
