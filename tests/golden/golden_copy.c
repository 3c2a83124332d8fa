/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A history that is copied on any day goes on as it would have, whatever becomes of the other.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/world.h"

#define SMALL ASY_SOURCE_DIR "/tests/golden/small.cfg"

/* Digest of a history copied on the days given, each time going on from the copy. */
static uint64_t
digest_with_copies(const struct test_world *world, const int32_t *days, int n)
{
    const struct asy_luck_key key = asy_luck_key(1, 0, 0);
    struct asy_run runs[2];
    struct asy_result result;
    struct asy_error err = { 0 };
    for (int i = 0; i < 2; i++)
        assert_true(
            asy_run_init(&runs[i], test_world_of(world), world->draw.thresholds, key, 1.0));
    struct asy_run *now = &runs[0], *next = &runs[1];
    for (int i = 0; i < n; i++) {
        asy_run_to(now, days[i]);
        assert_true(asy_run_copy(next, now, test_world_of(world)));
        asy_run_to(now, now->world->n_days); /* what the other does must not be felt */
        struct asy_run *other = now;
        now = next;
        next = other;
    }
    asy_run_to(now, now->world->n_days);
    if (!asy_run_finish(now, &err))
        fail_msg("%s: %s", err.where, err.what);
    assert_true(asy_run_result(now, now, &result));
    const uint64_t digest = result.digest;
    asy_result_free(&result);
    asy_run_free(&runs[0]);
    asy_run_free(&runs[1]);
    return digest;
}

static void
a_copy_on_any_day_goes_on_as_the_history_would_have(void **state)
{
    struct test_world world;
    (void) state;
    test_world_open(&world, SMALL, NULL);
    const uint64_t whole = digest_with_copies(&world, NULL, 0);
    static const int32_t days[] = { 1, 30, 31, 366, 609, 610, 1000, 1095 };
    for (int i = 0; i < 8; i++)
        assert_true(digest_with_copies(&world, &days[i], 1) == whole);
    assert_true(digest_with_copies(&world, days, 8) == whole); /* each from the copy before */
    static const int32_t first = 0;
    assert_true(digest_with_copies(&world, &first, 1) == whole);
    test_world_close(&world);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_copy_on_any_day_goes_on_as_the_history_would_have),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
