/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dublin: requests, answers, and the race of the transfer against the time limit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "life/outcomes.h"
#include "support/world.h"

#define WORLD ASY_SOURCE_DIR "/tests/stat/world.cfg"

enum { AAA, BBB };

/* Everyone enters AAA, moves on to BBB, and may be sent back. */
#define CASE                                                                                   \
    "groups.walker.onward.move={AAA=1;}", "groups.walker.onward.to={BBB=1;}",                  \
        "states.BBB.dublin.p_request={AAA=0.8;}", "states.BBB.dublin.p_accept={AAA=0.9;}",     \
        "states.BBB.dublin.p_abscond=0.3"

struct counted {
    double claims, requests, acceptances, transfers, again;
};

static struct counted
count(const char *const *sets)
{
    struct test_world world;
    struct asy_run run;
    test_world_open(&world, WORLD, sets);
    test_world_live(&world, 0, &run);
    const struct counted counted = {
        .claims = (double) test_total(&run, ASY_METRIC_claims_first, ASY_ANY, BBB, ASY_ANY),
        .requests = (double) test_total_pair(&run, ASY_METRIC_dublin_requests, BBB, AAA),
        .acceptances = (double) test_total_pair(&run, ASY_METRIC_dublin_acceptances, BBB, AAA),
        .transfers = (double) test_total_pair(&run, ASY_METRIC_dublin_transfers, BBB, AAA),
        .again = (double) test_total(&run, ASY_METRIC_claims_repeat, ASY_ANY, AAA, ASY_ANY),
    };
    asy_run_free(&run);
    test_world_close(&world);
    return counted;
}

static void
requests_acceptances_and_transfers_follow_their_shares(void **state)
{
    static const double means[] = { 60.0, 120.0, 300.0 };
    (void) state;
    for (int k = 0; k < 3; k++) {
        const double m = means[k], q = 1.0 - 1.0 / m;
        char set[64];
        snprintf(set, sizeof set, "states.BBB.dublin.transfer_days={AAA=%g;}", m);
        const struct counted n = count((const char *const[]){ CASE, set, NULL });
        test_share("asked", n.requests, n.claims, 0.8, 0.0);
        test_share("accepted", n.acceptances, n.requests, 0.9, 0.0);
        /* within 183 days; or, absconded, on a clock three times as long within 548 */
        const double hidden = 1.0 - 1.0 / (3.0 * m);
        const double p = 0.7 * (1.0 - pow(q, 183.0)) + 0.3 * (1.0 - pow(hidden, 548.0));
        test_share("transferred in time", n.transfers, n.acceptances, p, 0.0);
        assert_true(n.again == n.transfers); /* each transfer is a claim taken up again */
    }
}

static void
without_lapse_everyone_accepted_is_transferred(void **state)
{
    (void) state;
    const struct counted n =
        count((const char *const[]){ CASE, "states.BBB.dublin.transfer_days={AAA=60;}",
                                     "states.BBB.dublin.lapse=false", NULL });
    assert_true(n.acceptances > 0.0);
    /* three years: but for chances of 1e-5 all transfers have come */
    test_near("share transferred", n.transfers / n.acceptances, 1.0, 1e-4);
}

static void
suspension_stops_requests_and_another_state_is_not_asked(void **state)
{
    (void) state;
    const struct counted n =
        count((const char *const[]){ CASE, "states.BBB.dublin.suspended=[\"AAA\"]", NULL });
    assert_true(n.claims > 0.0 && n.requests == 0.0 && n.transfers == 0.0);
}

static void
after_a_transfer_the_stated_share_moves_on_again(void **state)
{
    /* moved again with the share of AAA: both questions are asked */
    struct test_world world;
    struct asy_run run;
    (void) state;
    test_world_open(&world, WORLD,
                    (const char *const[]){ CASE, "states.BBB.dublin.transfer_days={AAA=60;}",
                                           "rules.onward.after_transfer=0.4",
                                           "rules.onward.most_claims=2", NULL });
    test_world_live(&world, 0, &run);
    /* two claims made: no more moving on, whatever the share */
    assert_true(test_total(&run, ASY_METRIC_onward_moves, ASY_ANY, AAA, ASY_ANY) ==
                test_total(&run, ASY_METRIC_claims_first, ASY_ANY, BBB, ASY_ANY));
    asy_run_free(&run);
    test_world_close(&world);
}

static void
regression_2_second_request_has_luck_of_its_own(void **state)
{
    /* Transferred back, moved on again and claimed again in BBB: the second request is a draw
       of its own, asked with the same share as the first, not the first draw once more. */
    struct test_world world;
    struct asy_run run;
    (void) state;
    test_world_open(&world, WORLD,
                    (const char *const[]){ CASE, "states.BBB.dublin.transfer_days={AAA=1;}",
                                           "states.BBB.dublin.p_abscond=0",
                                           "rules.onward.after_transfer=1",
                                           "groups.walker.departure.persons=1000", NULL });
    test_world_live(&world, 0, &run);
    const double claims =
        (double) test_total(&run, ASY_METRIC_claims_first, ASY_ANY, BBB, ASY_ANY);
    const double repeats =
        (double) test_total(&run, ASY_METRIC_claims_repeat, ASY_ANY, BBB, ASY_ANY);
    /* 0.72 are sent back each time, and all of them come again: r = 0.72 (1 + r) */
    test_near("returns to BBB per claim there", repeats / claims, 0.72 / 0.28,
              sqrt(0.72 / (0.28 * 0.28) / claims));
    asy_run_free(&run);
    test_world_close(&world);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(requests_acceptances_and_transfers_follow_their_shares),
        cmocka_unit_test(without_lapse_everyone_accepted_is_transferred),
        cmocka_unit_test(suspension_stops_requests_and_another_state_is_not_asked),
        cmocka_unit_test(after_a_transfer_the_stated_share_moves_on_again),
        cmocka_unit_test(regression_2_second_request_has_luck_of_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
