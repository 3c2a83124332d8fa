/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The library in a program of somebody else: what GSL does there is left to it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "asylsim/asylsim.h"

#include <gsl/gsl_errno.h>

#define MINI ASY_SOURCE_DIR "/tests/support/mini.cfg"

static int n_own;

static void
own_handler(const char *reason, const char *where, int line, int number)
{
    (void) reason, (void) where, (void) line, (void) number;
    n_own++;
}

/* GSL's standard handler would end the process of whoever calls the library. */
static void
gsl_returns_and_a_handler_of_the_host_stays(void **state)
{
    struct asy_scenario *scenario;
    struct asy_errors errs = { 0 };

    (void) state;
    gsl_set_error_handler(NULL);
    assert_true(asy_scenario_open(&scenario, MINI, NULL, 0, &errs));
    asy_scenario_destroy(scenario);
    gsl_error("underflow", __FILE__, __LINE__, GSL_EUNDRFLW); /* and goes on */
    gsl_set_error_handler(own_handler);
    assert_true(asy_scenario_open(&scenario, MINI, NULL, 0, &errs));
    asy_scenario_destroy(scenario);
    gsl_error("underflow", __FILE__, __LINE__, GSL_EUNDRFLW);
    assert_int_equal(n_own, 1);
    gsl_set_error_handler_off();
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gsl_returns_and_a_handler_of_the_host_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
