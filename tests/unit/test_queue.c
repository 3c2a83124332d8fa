/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line from which one is taken out: the others keep their order, wherever it stood. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/queue.h"

enum { MANY = 100, SERVED = 40 };

static void
fill(struct asy_queue *queue)
{
    for (uint32_t who = 1; who <= MANY; who++) /* so that the ring has gone round */
        assert_true(asy_queue_join(queue, who, who));
    assert_true(asy_queue_settle(queue));
    for (int i = 0; i < SERVED; i++)
        asy_queue_take(queue);
    for (uint32_t who = MANY + 1; who <= MANY + SERVED; who++)
        assert_true(asy_queue_join(queue, who, who));
}

static void
the_others_keep_their_order(void **state)
{
    (void) state;
    for (uint32_t out = SERVED + 1; out <= MANY + SERVED; out++)
        for (int settled = 0; settled < 2; settled++) {
            struct asy_queue queue = { 0 };
            fill(&queue);
            if (settled)
                assert_true(asy_queue_settle(&queue));
            assert_true(asy_queue_remove(&queue, out));
            assert_true(asy_queue_settle(&queue));
            for (uint32_t who = SERVED + 1; who <= MANY + SERVED; who++)
                if (who != out)
                    assert_int_equal(asy_queue_take(&queue), who);
            assert_int_equal(queue.n, 0);
            asy_queue_free(&queue);
        }
}

static void
who_does_not_stand_there_is_not_removed(void **state)
{
    struct asy_queue queue = { 0 };
    (void) state;
    assert_false(asy_queue_remove(&queue, 1));
    fill(&queue);
    assert_false(asy_queue_remove(&queue, 1));
    assert_true(asy_queue_remove(&queue, MANY));
    assert_false(asy_queue_remove(&queue, MANY));
    asy_queue_free(&queue);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_others_keep_their_order),
        cmocka_unit_test(who_does_not_stand_there_is_not_removed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
