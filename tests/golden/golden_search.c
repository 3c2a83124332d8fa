/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reforms of notices and families on the shipped baseline: each moves what it claims, in
   every draw, by the same people with the same luck. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/shipped.h"

enum { BASELINE, FAMILIES, INTERPOL, NO_SUBSTITUTION, N_SCENARIOS };
enum { N_DRAWS = 6, IN_FORCE = 2017 };

static const test_reforms reforms[N_SCENARIOS] = {
    [FAMILIES] = { "families-protected" },
    [INTERPOL] = { "interpol-reform" },
    [NO_SUBSTITUTION] = { "interpol-reform-no-substitution" },
};

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

static void
less(int scenario, const char *metric, int than)
{
    const struct test_outcome what = TEST_FROM(IN_FORCE, TEST_OF(metric));
    test_shipped_less(&shipped, N_DRAWS, &what, scenario, than);
}

static double
sum(int scenario, const char *metric)
{
    const struct test_outcome what = TEST_FROM(IN_FORCE, TEST_OF(metric));
    return test_shipped_sum(&shipped, scenario, N_DRAWS, &what);
}

static void
families_protected_are_refused_less_and_parted_less(void **state)
{
    (void) state;
    less(FAMILIES, "refused_relatives_at_risk", BASELINE);
    less(BASELINE, "families_reunited", FAMILIES);
    less(FAMILIES, "families_parted", BASELINE);
    less(FAMILIES, "relatives_pressed", BASELINE);
}

static void
a_tight_review_lets_fewer_notices_out_and_more_requests_come_elsewhere(void **state)
{
    (void) state;
    less(INTERPOL, "notices_published", BASELINE);
    less(BASELINE, "requests_by_other_channels", INTERPOL);
    less(BASELINE, "requests_renewed", INTERPOL);
    assert_true(sum(INTERPOL, "notices_deleted") > sum(BASELINE, "notices_deleted"));
}

static void
without_substitution_fewer_are_seized_than_with_it(void **state)
{
    (void) state;
    less(NO_SUBSTITUTION, "detained_on_notice", BASELINE);
    less(NO_SUBSTITUTION, "requests_renewed", BASELINE);
    assert_true(sum(NO_SUBSTITUTION, "detained_on_notice") <
                sum(INTERPOL, "detained_on_notice"));
    assert_true(sum(NO_SUBSTITUTION, "seized_in_transit") < sum(INTERPOL, "seized_in_transit"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(families_protected_are_refused_less_and_parted_less),
        cmocka_unit_test(
            a_tight_review_lets_fewer_notices_out_and_more_requests_come_elsewhere),
        cmocka_unit_test(without_substitution_fewer_are_seized_than_with_it),
    };
    return cmocka_run_group_tests(tests, live, forget);
}
