/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How an ensemble is dealt out to shards. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/ensemble.h"

enum { MOST = 9 };

/* Of one way of dealing: how many histories and how many draws each shard has. */
struct dealt {
    uint32_t histories[MOST + 1], draws[MOST + 1];
};

static struct dealt
deal(uint32_t n_draws, uint32_t n_replicates, uint32_t n_shards)
{
    struct dealt dealt = { 0 };
    for (uint32_t d = 0; d < n_draws; d++) {
        uint32_t seen = 0; /* shards that have some of this draw */
        for (uint32_t r = 0; r < n_replicates; r++) {
            const uint32_t shard = asy_shard_of(n_draws, n_shards, d, r);
            assert_true(shard < n_shards);
            dealt.histories[shard]++;
            dealt.draws[shard] += !(seen >> shard & 1);
            seen |= UINT32_C(1) << shard;
        }
    }
    return dealt;
}

static void
each_history_falls_to_one_shard_and_each_shard_knows_its_number(void **state)
{
    (void) state;
    for (uint32_t d = 1; d <= MOST; d++)
        for (uint32_t r = 1; r <= MOST; r++)
            for (uint32_t n = 1; n <= MOST; n++) {
                const struct dealt dealt = deal(d, r, n);
                for (uint32_t s = 0; s < n; s++)
                    assert_int_equal(dealt.histories[s], asy_shard_size(d, r, s, n));
            }
}

/* A draw must be solved before any of its histories is lived: by one shard, not by all. */
static void
a_draw_is_solved_by_one_shard_where_there_are_enough(void **state)
{
    (void) state;
    for (uint32_t d = 1; d <= MOST; d++)
        for (uint32_t r = 1; r <= MOST; r++)
            for (uint32_t n = 1; n <= MOST; n++) {
                const struct dealt dealt = deal(d, r, n);
                uint32_t solved = 0;
                for (uint32_t s = 0; s < n; s++) {
                    solved += dealt.draws[s];
                    assert_true(d >= n || dealt.draws[s] <= 1);
                    assert_true(d * r < n || dealt.histories[s] > 0);
                }
                assert_true(d < n || solved == d);
            }
}

/* A shard that is gone on with, with more draws or replicates, keeps what it has. */
static void
more_draws_and_replicates_leave_what_was_dealt(void **state)
{
    (void) state;
    for (uint32_t n = 1; n <= MOST; n++)
        for (uint32_t d = 0; d < MOST; d++)
            for (uint32_t r = 0; r < MOST; r++)
                assert_int_equal(asy_shard_of(MOST, n, d, r), asy_shard_of(2 * MOST, n, d, r));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_history_falls_to_one_shard_and_each_shard_knows_its_number),
        cmocka_unit_test(a_draw_is_solved_by_one_shard_where_there_are_enough),
        cmocka_unit_test(more_draws_and_replicates_leave_what_was_dealt),
    };
    return cmocka_run_group_tests_name(ASY_TEST_NAME, tests, NULL, NULL);
}
