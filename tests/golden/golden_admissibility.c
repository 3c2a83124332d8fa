/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each reform of admissibility, internal protection, courts and information moves the outcome
   named in its claim in the direction it says, in every draw; where one only takes away from
   another, it is laid over that. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/shipped.h"

#include <math.h>

enum { N_DRAWS = 4 };
enum {
    BASELINE,
    DUTY,
    DUTY_LOOK,
    DUTY_GEORGIA,
    GEORGIA,
    ELSEWHERE,
    SPARING_NOBODY,
    ELSEWHERE_LOOK,
    LOOK,
    INFORMED,
    POLISH,
    UNRULED,
    NORWAY,
    N_SCENARIOS
};

static const test_reforms reforms[N_SCENARIOS] = {
    [DUTY] = { "mandatory-stc-first-country" },
    [DUTY_LOOK] = { "mandatory-stc-first-country", "no-mandatory-stc" },
    [DUTY_GEORGIA] = { "mandatory-stc-first-country", "georgia-armenia-no-third-country" },
    [GEORGIA] = { "georgia-armenia-no-third-country" },
    [ELSEWHERE] = { "mandatory-ipa" },
    [SPARING_NOBODY] = { "mandatory-ipa-sparing-nobody" },
    [ELSEWHERE_LOOK] = { "mandatory-ipa", "no-mandatory-ipa" },
    [LOOK] = { "no-mandatory-ipa" },
    [INFORMED] = { "better-country-information" },
    [POLISH] = { "polish-safe-lists" },
    [UNRULED] = { "no-court-rulings" },
    [NORWAY] = { "norway-without-2015-change" },
};

static const struct test_outcome
    unheard = TEST_FROM(2017, TEST_OF("inadmissible_third_country")),
    azerbaijanis =
        TEST_FROM(2017, TEST_OF("inadmissible_third_country", .group = "azerbaijani")),
    unheard_at_risk = TEST_FROM(2017, TEST_OF("unheard_at_risk")),
    first_country = TEST_FROM(2017, TEST_OF("inadmissible_first_country")),
    elsewhere = TEST_FROM(2017, TEST_OF("refusals_internal_protection")),
    persecuted_elsewhere = TEST_FROM(2017, TEST_OF("persecuted_elsewhere")),
    wrongful_refusals = TEST_FROM(2017, TEST_OF("wrongful_refusals")),
    refused_in_poland = TEST_FROM(2017, TEST_OF("unheard_at_risk", .place = "POL"),
                                  TEST_OF("wrongful_refusals", .place = "POL")),
    /* over the whole horizon */
    storskog = TEST_FROM(
        0, TEST_OF("inadmissible_third_country", .place = "NOR", .group = "third_country")),
    estonia_finland = TEST_FROM(0, TEST_OF("inadmissible_third_country", .place = "EST"),
                                TEST_OF("inadmissible_third_country", .place = "FIN"));

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
count(const struct test_outcome *what, int scenario, int draw)
{
    return test_shipped_count(&shipped, scenario, (uint32_t) draw, what);
}

static void
less(const struct test_outcome *what, int scenario, int than)
{
    test_shipped_less(&shipped, N_DRAWS, what, scenario, than);
}

static void
the_duty_refuses_more_people_at_risk_unheard(void **state)
{
    (void) state;
    less(&unheard_at_risk, BASELINE, DUTY);
    less(&first_country, BASELINE, DUTY);
}

static void
an_individual_look_takes_people_at_risk_out_of_the_duty(void **state)
{
    (void) state;
    less(&unheard_at_risk, DUTY_LOOK, DUTY);
}

/* No state lists either country, so that alone it takes away only what is held against the few
   whom Georgia protected and who moved on (2013/32/EU art. 35); what else moves, moves because
   they stand in the lines. */
static void
georgia_off_the_list_spares_azerbaijanis_and_alone_only_those_protected_there(void **state)
{
    (void) state;
    less(&azerbaijanis, DUTY_GEORGIA, DUTY);
    for (int d = 1; d <= N_DRAWS; d++) {
        const double refused = count(&unheard, BASELINE, d),
                     by_duty = count(&unheard, DUTY, d) - refused;
        assert_true(count(&first_country, GEORGIA, d) <= count(&first_country, BASELINE, d));
        assert_true(fabs(count(&unheard, GEORGIA, d) - refused) < 0.01 * by_duty);
    }
    assert_true(test_shipped_sum(&shipped, GEORGIA, N_DRAWS, &first_country) <
                test_shipped_sum(&shipped, BASELINE, N_DRAWS, &first_country));
}

static void
another_part_of_the_country_as_a_duty_that_spares_nobody_is_persecution_there(void **state)
{
    (void) state;
    less(&elsewhere, BASELINE, SPARING_NOBODY);
    less(&persecuted_elsewhere, BASELINE, SPARING_NOBODY);
}

/* Whether more are persecuted with the conditions of the text is open: they bind where practice
   heeded none, too. */
static void
with_the_conditions_of_the_text_the_duty_refuses_more_and_far_fewer(void **state)
{
    (void) state;
    less(&elsewhere, BASELINE, ELSEWHERE);
    less(&elsewhere, ELSEWHERE, SPARING_NOBODY);
    less(&persecuted_elsewhere, ELSEWHERE, SPARING_NOBODY);
}

static void
a_look_at_the_person_takes_the_duty_away_and_more(void **state)
{
    (void) state;
    less(&elsewhere, LOOK, BASELINE);
    /* a dozen persons in a draw: told from all of them together */
    assert_true(test_shipped_sum(&shipped, LOOK, N_DRAWS, &persecuted_elsewhere) <
                test_shipped_sum(&shipped, BASELINE, N_DRAWS, &persecuted_elsewhere));
    less(&elsewhere, ELSEWHERE_LOOK, BASELINE);
}

static void
better_information_refuses_fewer_people_at_risk(void **state)
{
    (void) state;
    less(&wrongful_refusals, INFORMED, BASELINE);
}

static void
polish_lists_refuse_more_people_at_risk_in_poland(void **state)
{
    (void) state;
    less(&refused_in_poland, BASELINE, POLISH);
}

static void
without_rulings_estonia_and_finland_go_on(void **state)
{
    (void) state;
    less(&estonia_finland, BASELINE, UNRULED);
}

static void
without_the_change_norway_hears_everyone_from_storskog(void **state)
{
    (void) state;
    for (int d = 1; d <= N_DRAWS; d++) {
        assert_true(count(&storskog, BASELINE, d) > 500.0);
        assert_true(count(&storskog, NORWAY, d) < 0.5);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_duty_refuses_more_people_at_risk_unheard),
        cmocka_unit_test(an_individual_look_takes_people_at_risk_out_of_the_duty),
        cmocka_unit_test(
            georgia_off_the_list_spares_azerbaijanis_and_alone_only_those_protected_there),
        cmocka_unit_test(
            another_part_of_the_country_as_a_duty_that_spares_nobody_is_persecution_there),
        cmocka_unit_test(with_the_conditions_of_the_text_the_duty_refuses_more_and_far_fewer),
        cmocka_unit_test(a_look_at_the_person_takes_the_duty_away_and_more),
        cmocka_unit_test(better_information_refuses_fewer_people_at_risk),
        cmocka_unit_test(polish_lists_refuse_more_people_at_risk_in_poland),
        cmocka_unit_test(without_rulings_estonia_and_finland_go_on),
        cmocka_unit_test(without_the_change_norway_hears_everyone_from_storskog),
    };
    return cmocka_run_group_tests(tests, live, forget);
}
