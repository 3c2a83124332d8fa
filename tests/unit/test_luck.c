/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Luck: the fast way gives the library's bits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "life/luck.h"

static void
luck_is_random123s_philox_bit_for_bit(void **state)
{
    (void) state;
    for (uint32_t i = 0; i < 20000; i++) {
        const struct asy_luck_key key = asy_luck_key(i * 7919u, i % 13, i % 5);
        const uint64_t x = asy_mix(i);
        const uint32_t purpose = 1 + i % 27;
        const struct asy_luck fast =
            asy_luck_at(&key, (uint32_t) x, (uint32_t) (x >> 32), purpose, i);
        const struct asy_luck slow =
            asy_luck_reference(&key, (uint32_t) x, (uint32_t) (x >> 32), purpose, i);
        assert_memory_equal(fast.word, slow.word, sizeof fast.word);
    }
}

/* Known answers of Random123's own tests for philox4x32 with ten rounds, key and counter zero.
 */
static void
philox_gives_its_published_answer(void **state)
{
    static const uint32_t answer[4] = { 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8 };
    struct asy_luck_key key;
    (void) state;
    memset(&key, 0, sizeof key);
    const struct asy_luck luck = asy_luck_reference(&key, 0, 0, 0, 0);
    assert_memory_equal(luck.word, answer, sizeof answer);
}

static void
four_draws_side_by_side_are_the_four_draws(void **state)
{
    (void) state;
    const struct asy_luck_key key = asy_luck_key(5, 4, 3);
    for (uint32_t i = 0; i < 5000; i++) {
        struct asy_luck_name name[ASY_LUCK_AT_ONCE];
        struct asy_luck luck[ASY_LUCK_AT_ONCE];
        for (uint32_t k = 0; k < ASY_LUCK_AT_ONCE; k++)
            name[k] =
                (struct asy_luck_name){ i * 2654435761u + k, ~i, 1 + (i + k) % 27, i + k };
        asy_luck_many(&key, name, luck, ASY_LUCK_AT_ONCE);
        for (int k = 0; k < ASY_LUCK_AT_ONCE; k++) {
            const struct asy_luck one = asy_luck_at(&key, name[k].applicant, name[k].group_key,
                                                    name[k].purpose, name[k].occurrence);
            assert_memory_equal(luck[k].word, one.word, sizeof one.word);
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(four_draws_side_by_side_are_the_four_draws),
        cmocka_unit_test(luck_is_random123s_philox_bit_for_bit),
        cmocka_unit_test(philox_gives_its_published_answer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
