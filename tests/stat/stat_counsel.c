/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Free legal aid in one procedure: of those without a lawyer a share has one there, and of
   those who would not have appealed some do. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "life/outcomes.h"
#include "support/world.h"

#define REFUSED "rules.merits.rate=0", "rules.appeal.p_lodge=0.4", "rules.legal_aid.lodges=0.5"

static void
expect_appeals(const struct test_life *life, double p)
{
    const double refused = test_all(&life->run, ASY_METRIC_refusals);
    test_share("appeals", test_all(&life->run, ASY_METRIC_appeals), refused, p, 0.0);
}

static void
aid_on_appeal_has_some_lodged_that_would_not_have_been(void **state)
{
    struct test_life life;
    (void) state;
    TEST_LIVE(&life, REFUSED, "rules.legal_aid.unaided=0.8",
              "rules.legal_aid.reached_appeal=0.75");
    expect_appeals(&life, 0.4 + 0.6 * 0.8 * 0.75 * 0.5);
    test_share("aided", test_all(&life.run, ASY_METRIC_aided_in_procedure),
               test_all(&life.run, ASY_METRIC_refusals), 0.8 * 0.75, 0.0);
    test_life_end(&life);
}

static void
aid_in_other_procedures_moves_no_appeal_on_the_merits(void **state)
{
    struct test_life life;
    (void) state;
    TEST_LIVE(&life, REFUSED, "rules.legal_aid.reached_transfer=1",
              "rules.legal_aid.reached_inadmissible=1", "rules.legal_aid.reached_border=1",
              "rules.legal_aid.reached_accelerated=1");
    expect_appeals(&life, 0.4);
    test_life_end(&life);
}

/* Nobody is heard at the crossing; each attempt of somebody with aid is recorded with 0.2, so
   all of them come in, and nobody else. */
static void
aid_at_the_crossing_lets_those_in_whom_it_reaches(void **state)
{
    struct test_life life;
    (void) state;
    TEST_LIVE(&life, "rules.border.p_heard=0", "rules.legal_aid.unaided=1",
              "rules.legal_aid.reached_crossing=0.3", "rules.legal_aid.recorded=0.2");
    test_share("came in", test_all(&life.run, ASY_METRIC_aided_in_procedure), life.run.n_people,
               0.3, 0.0);
    assert_true(test_all(&life.run, ASY_METRIC_border_admissions) ==
                test_all(&life.run, ASY_METRIC_aided_in_procedure));
    test_life_end(&life);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(aid_on_appeal_has_some_lodged_that_would_not_have_been),
        cmocka_unit_test(aid_in_other_procedures_moves_no_appeal_on_the_merits),
        cmocka_unit_test(aid_at_the_crossing_lets_those_in_whom_it_reaches),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
