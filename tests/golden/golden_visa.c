/* SPDX-License-Identifier: GPL-3.0-or-later */
/* No way is unlimited: with every crossing over land closed far fewer are let in, whatever the
   odds weigh where a way is chosen; a ban of visas, and travel without any. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/shipped.h"

#define GOLDEN "../../tests/golden/visas/"

enum {
    BASELINE,
    CLOSED,
    OPEN_0,
    CLOSED_0,
    OPEN_3,
    CLOSED_3,
    BAN,
    VISA_FREE,
    NOT_FREE,
    N_SCENARIOS
};
enum { N_DRAWS = 4, IN_FORCE = 2017 };

static const test_reforms reforms[N_SCENARIOS] = {
    [CLOSED] = { GOLDEN "land_closed" },
    [OPEN_0] = { GOLDEN "access_0" },
    [CLOSED_0] = { GOLDEN "land_closed", GOLDEN "access_0" },
    [OPEN_3] = { GOLDEN "access_3" },
    [CLOSED_3] = { GOLDEN "land_closed", GOLDEN "access_3" },
    [BAN] = { GOLDEN "ban" },
    [VISA_FREE] = { GOLDEN "visa_free" },
    [NOT_FREE] = { GOLDEN "not_free" },
};

static const struct test_outcome
    let_in = TEST_FROM(IN_FORCE, TEST_OF("border_admissions")),
    come_in = TEST_FROM(IN_FORCE, TEST_OF("border_admissions"), TEST_OF("let_in_off_post"),
                        TEST_OF("passed_unseen")),
    beside_the_posts = TEST_FROM(IN_FORCE, TEST_OF("left_for_green_border")),
    sent_back_there = TEST_FROM(IN_FORCE, TEST_OF("pushed_back_off_post")),
    gave_up = TEST_FROM(IN_FORCE, TEST_OF("gave_up_at_crossing"), TEST_OF("went_to_earn"),
                        TEST_OF("waiting_at_crossing"), TEST_OF("kept_by_odds")),
    by_air = TEST_FROM(IN_FORCE, TEST_OF("border_admissions", .place = "by_air"),
                       TEST_OF("border_admissions", .place = "by_air_tbilisi")),
    chechens_by_air = TEST_FROM(
        IN_FORCE, TEST_OF("border_admissions", .place = "by_air", .group = "chechen")),
    chechens_let_in = TEST_FROM(IN_FORCE, TEST_OF("border_admissions", .group = "chechen")),
    refused = TEST_FROM(0, TEST_OF("visas_refused")),
    refused_later = TEST_FROM(IN_FORCE, TEST_OF("visas_refused")),
    stayed = TEST_FROM(IN_FORCE, TEST_OF("stayed_without_visa")),
    kept = TEST_FROM(IN_FORCE, TEST_OF("kept_by_odds")),
    at_risk = TEST_FROM(IN_FORCE, TEST_OF("at_risk_without_visa")),
    refused_others = TEST_FROM(0, TEST_OF("visas_refused", .group = "georgian")),
    free_chechens = TEST_FROM(IN_FORCE, TEST_OF("entered_visa_free", .group = "chechen")),
    georgians = TEST_FROM(
        IN_FORCE, TEST_OF("border_admissions", .place = "by_air", .group = "georgian"),
        TEST_OF("border_admissions", .place = "by_air_tbilisi", .group = "georgian")),
    georgians_kept = TEST_FROM(IN_FORCE, TEST_OF("kept_by_odds", .group = "georgian")),
    georgians_refused = TEST_FROM(IN_FORCE, TEST_OF("visas_refused", .group = "georgian")),
    free_moldovans = TEST_FROM(0, TEST_OF("entered_visa_free", .group = "moldovan")),
    free_to_britain = TEST_FROM(0, TEST_OF("entered_visa_free", .place = "GBR")),
    stranded =
        TEST_FROM(IN_FORCE, TEST_OF("days_stranded", .place = "terespol", .group = "chechen")),
    take_charge = TEST_FROM(IN_FORCE, TEST_OF("dublin_take_charge", .group = "chechen"));

static struct test_shipped shipped;

static int
live(void **state)
{
    (void) state;
    test_shipped_open(&shipped, reforms, N_SCENARIOS);
    return test_shipped_live(&shipped, N_DRAWS);
}

static int
forget(void **state)
{
    (void) state;
    test_shipped_free(&shipped);
    return 0;
}

static double
sum(const struct test_outcome *what, int scenario)
{
    return test_shipped_sum(&shipped, scenario, N_DRAWS, what);
}

static void
in_the_data_all_who_fly_have_a_visa(void **state)
{
    (void) state;
    assert_true(sum(&refused, BASELINE) - sum(&refused_later, BASELINE) == 0.0);
    /* after them a few, where more would fly for the odds of other ways */
    assert_true(sum(&refused_later, BASELINE) < 0.01 * sum(&by_air, BASELINE));
    assert_true(sum(&free_moldovans, BASELINE) > 0.0);
    assert_true(sum(&free_to_britain, BASELINE) == 0.0);
}

/* Of those who came over land at most a half come by air instead. The odds weigh the same on
   both sides: they also say how many more fly where no visa is needed any longer. */
static void
with_every_land_crossing_closed_far_fewer_are_let_in(void **state)
{
    static const struct {
        int open, closed;
    } of[] = { { OPEN_0, CLOSED_0 }, { BASELINE, CLOSED }, { OPEN_3, CLOSED_3 } };
    (void) state;
    for (int i = 0; i < 3; i++) {
        const double land = sum(&let_in, of[i].open) - sum(&by_air, of[i].open);
        test_shipped_less(&shipped, N_DRAWS, &let_in, of[i].closed, of[i].open);
        /* whoever crosses away from the posts has come in as well */
        test_shipped_less(&shipped, N_DRAWS, &come_in, of[i].closed, of[i].open);
        const double lost = sum(&come_in, of[i].open) - sum(&come_in, of[i].closed);
        assert_true(lost > 0.5 * land);
    }
}

/* Kept out, people wait, give up or stay at home, and some cross away from the posts: but not
   as many as were let in. Where the odds weigh, so many fewer set out that fewer may do that
   as well. */
static void
those_kept_out_wait_give_up_or_cross_away(void **state)
{
    (void) state;
    const double land = sum(&let_in, BASELINE) - sum(&by_air, BASELINE);
    test_shipped_less(&shipped, N_DRAWS, &beside_the_posts, OPEN_0, CLOSED_0);
    test_shipped_less(&shipped, N_DRAWS, &sent_back_there, OPEN_0, CLOSED_0);
    test_shipped_less(&shipped, N_DRAWS, &gave_up, BASELINE, CLOSED);
    assert_true(sum(&beside_the_posts, BASELINE) > 0.0);
    assert_true(sum(&beside_the_posts, BASELINE) < 0.1 * land);
    assert_true(sum(&beside_the_posts, CLOSED) < 0.5 * land);
}

static void
for_there_are_only_so_many_visas(void **state)
{
    (void) state;
    test_shipped_less(&shipped, N_DRAWS, &refused_later, BASELINE, CLOSED);
    test_shipped_less(&shipped, N_DRAWS, &stayed, BASELINE, CLOSED);
    test_shipped_less(&shipped, N_DRAWS, &at_risk, BASELINE, CLOSED);
    /* the more the odds weigh, the fewer set out at all, and ask */
    test_shipped_less(&shipped, N_DRAWS, &kept, CLOSED, CLOSED_3);
}

static void
a_ban_keeps_its_nationals_from_flying_and_at_home(void **state)
{
    (void) state;
    /* those with a ticket already fly in the first days */
    assert_true(sum(&chechens_by_air, BAN) < 0.03 * sum(&chechens_by_air, BASELINE));
    test_shipped_less(&shipped, N_DRAWS, &chechens_let_in, BAN, BASELINE);
    test_shipped_less(&shipped, N_DRAWS, &at_risk, BASELINE, BAN);
    /* those who do not try at Terespol beside them fly as they did */
    assert_true(sum(&refused_others, BAN) < 0.01 * sum(&refused, BAN));
}

static void
without_visas_more_fly_and_fewer_wait(void **state)
{
    (void) state;
    assert_true(sum(&free_chechens, BASELINE) == 0.0);
    test_shipped_less(&shipped, N_DRAWS, &chechens_by_air, BASELINE, VISA_FREE);
    test_shipped_less(&shipped, N_DRAWS, &stranded, VISA_FREE, BASELINE);
    /* more fly, and fewer of them are another state's for its visa */
    assert_true(sum(&take_charge, VISA_FREE) / sum(&chechens_by_air, VISA_FREE) <
                0.8 * sum(&take_charge, BASELINE) / sum(&chechens_by_air, BASELINE));
}

/* One law has one answer, whether the baseline gives it after its data or a reform keeps it
   from coming: with it more fly than their last data say, without it as many. */
static void
a_freedom_given_and_one_kept_away_answer_alike(void **state)
{
    (void) state;
    test_shipped_less(&shipped, N_DRAWS, &georgians, NOT_FREE, BASELINE);
    assert_true(sum(&georgians_kept, NOT_FREE) < 0.01 * sum(&georgians, NOT_FREE));
    assert_true(sum(&georgians_refused, NOT_FREE) < 0.01 * sum(&georgians, NOT_FREE));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(in_the_data_all_who_fly_have_a_visa),
        cmocka_unit_test(with_every_land_crossing_closed_far_fewer_are_let_in),
        cmocka_unit_test(those_kept_out_wait_give_up_or_cross_away),
        cmocka_unit_test(for_there_are_only_so_many_visas),
        cmocka_unit_test(a_ban_keeps_its_nationals_from_flying_and_at_home),
        cmocka_unit_test(without_visas_more_fly_and_fewer_wait),
        cmocka_unit_test(a_freedom_given_and_one_kept_away_answer_alike),
    };
    return cmocka_run_group_tests(tests, live, forget);
}
