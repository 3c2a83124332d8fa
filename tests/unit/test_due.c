/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calendar of what is due: an item taken out of it leaves all others where they were. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/due.h"

enum { DAYS = 4, DAY = 2, MANY = 3 * ASY_CHUNK_ITEMS };

/* Sum of the items of a day, and their number. */
static uint64_t
sum_of(const struct asy_due *due, int32_t day, uint32_t *n)
{
    uint64_t sum = 0;
    *n = 0;
    for (uint32_t c = due->first[day]; c; c = due->chunk[c].next) {
        const uint32_t items = asy_due_items(due, day, c);
        for (uint32_t i = 0; i < items; i++)
            sum += due->chunk[c].item[i];
        *n += items;
    }
    return sum;
}

static void
an_item_is_removed_wherever_it_stands(void **state)
{
    static const uint32_t which[] = { 1, ASY_CHUNK_ITEMS, ASY_CHUNK_ITEMS + 1, MANY / 2, MANY };
    (void) state;
    for (uint32_t n = 1; n <= MANY; n++)
        for (size_t k = 0; k < sizeof which / sizeof *which; k++) {
            struct asy_due due;
            uint32_t left;
            if (which[k] > n)
                continue;
            assert_true(asy_due_init(&due, 0, DAYS));
            for (uint32_t i = 1; i <= n; i++)
                assert_true(asy_due_add(&due, DAY, i));
            assert_true(asy_due_remove(&due, 0, which[k]));
            assert_true(sum_of(&due, DAY, &left) == (uint64_t) n * (n + 1) / 2 - which[k]);
            assert_int_equal(left, n - 1);
            assert_true(asy_due_add(&due, DAY, 1000)); /* and there is room again */
            assert_true(sum_of(&due, DAY, &left) ==
                        (uint64_t) n * (n + 1) / 2 - which[k] + 1000);
            asy_due_free(&due);
        }
}

static void
all_items_can_be_removed_one_by_one(void **state)
{
    struct asy_due due;
    uint32_t left;
    (void) state;
    assert_true(asy_due_init(&due, 0, DAYS));
    for (uint32_t i = 1; i <= MANY; i++)
        assert_true(asy_due_add(&due, DAY, i));
    for (uint32_t i = 1; i <= MANY; i++)
        assert_true(asy_due_remove(&due, 0, i));
    assert_true(sum_of(&due, DAY, &left) == 0 && left == 0);
    assert_true(due.first[DAY] == 0 && due.end[DAY].last == 0);
    asy_due_free(&due);
}

static void
what_is_not_there_is_not_removed(void **state)
{
    struct asy_due due;
    (void) state;
    assert_true(asy_due_init(&due, 0, DAYS));
    assert_true(asy_due_add(&due, DAY, 7));
    assert_false(asy_due_remove(&due, 0, 8));
    assert_false(asy_due_remove(&due, DAY + 1, 7)); /* past days are not looked at */
    assert_true(asy_due_remove(&due, DAY, 7));
    asy_due_free(&due);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_item_is_removed_wherever_it_stands),
        cmocka_unit_test(all_items_can_be_removed_one_by_one),
        cmocka_unit_test(what_is_not_there_is_not_removed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
