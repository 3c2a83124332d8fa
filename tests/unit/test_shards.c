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

/* Second streams fall to one shard each too, and each shard knows how many it has. */
static void
second_streams_are_dealt_out_once(void **state)
{
    (void) state;
    for (uint32_t d = 1; d <= MOST; d++)
        for (uint32_t seconds = 0; seconds <= MOST; seconds++)
            for (uint32_t n = 1; n <= MOST; n++) {
                uint64_t sum = 0;
                for (uint32_t s = 0; s < n; s++) {
                    sum += asy_shard_seconds(d, 1, seconds, s, n);
                    assert_int_equal(asy_shard_seconds(d, 2, seconds, s, n), 0);
                }
                assert_int_equal(sum, seconds < d ? seconds : d);
            }
}

static void
only_the_first_draws_have_a_second_stream(void **state)
{
    const struct asy_plan few = { .n_draws = 9, .n_replicates = 1, .n_second_streams = 3 };
    const struct asy_plan all = { .n_draws = 9, .n_replicates = 4, .n_second_streams = 3 };
    (void) state;
    for (uint32_t d = 0; d < 9; d++) {
        assert_int_equal(asy_plan_replicates(&few, d), d < 3 ? 2 : 1);
        assert_int_equal(asy_plan_replicates(&all, d), 4);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_history_falls_to_one_shard_and_each_shard_knows_its_number),
        cmocka_unit_test(a_draw_is_solved_by_one_shard_where_there_are_enough),
        cmocka_unit_test(second_streams_are_dealt_out_once),
        cmocka_unit_test(only_the_first_draws_have_a_second_stream),
        cmocka_unit_test(more_draws_and_replicates_leave_what_was_dealt),
    };
    return cmocka_run_group_tests_name(ASY_TEST_NAME, tests, NULL, NULL);
}
