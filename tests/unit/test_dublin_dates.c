/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of the law of responsibility changed on which day, in the shipped baseline: Dublin II
   until the end of 2013, the judgment on children alone, and the days on which visas ended. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/calendar.h"
#include "law/journey/visa.h"
#include "law/procedure/procedure.h"
#include "support/shipped_world.h"

enum { NO_LIMIT = 100000, THREE_MONTHS = 92, TWO_MONTHS = 61 };

static struct asy_scenario *scenario;
static struct asy_world world;

static int
begin(void **state)
{
    (void) state;
    return shipped_world_open(&scenario, &world, NULL);
}

static int
end(void **state)
{
    (void) state;
    asy_world_free(&world);
    asy_scenario_destroy(scenario);
    return 0;
}

static int32_t
day_of(int year, int month, int day)
{
    return shipped_world_day(&world, (struct asy_date){ year, month, day });
}

static const struct asy_dublin *
dublin(int state, int32_t day)
{
    return asy_world_law(&world, ASY_LAW_dublin, state, day);
}

static void
expect_clocks(const struct asy_dublin *law, int charge, int charge_hit, int back, int back_hit)
{
    assert_int_equal(law->charge_request_limit_days, charge);
    assert_int_equal(law->charge_request_limit_hit_days, charge_hit);
    assert_int_equal(law->back_request_limit_days, back);
    assert_int_equal(law->back_request_limit_hit_days, back_hit);
}

/* 343/2003 art. 17(1), 20; 604/2013 art. 21(1), 23(2), 49 */
static void
until_the_end_of_2013_no_limit_binds_a_take_back(void **state)
{
    (void) state;
    for (int s = 0; s < world.n_states; s++) {
        expect_clocks(dublin(s, day_of(2008, 6, 1)), THREE_MONTHS, THREE_MONTHS, NO_LIMIT,
                      NO_LIMIT);
        expect_clocks(dublin(s, day_of(2013, 12, 31)), THREE_MONTHS, THREE_MONTHS, NO_LIMIT,
                      NO_LIMIT);
        expect_clocks(dublin(s, day_of(2014, 1, 1)), THREE_MONTHS, TWO_MONTHS, THREE_MONTHS,
                      TWO_MONTHS);
    }
}

/* 343/2003 art. 6, 7, 19(2); 604/2013 art. 8, 9, 27(3) */
static void
until_the_end_of_2013_family_is_narrower_and_remedies_do_not_suspend(void **state)
{
    int n_suspended_before = 0;
    (void) state;
    for (int s = 0; s < world.n_states; s++) {
        const struct asy_dublin *was = dublin(s, day_of(2013, 12, 31)),
                                *is = dublin(s, day_of(2014, 1, 1));
        assert_true(was->refugees_only && !was->minor_relatives);
        assert_true(!is->refugees_only && is->minor_relatives && is->remedy_suspends);
        n_suspended_before += was->remedy_suspends;
    }
    /* section 34a(2) of the Asylum Procedure Act, from 6 September 2013 */
    const int deu = asy_world_country(&world, "DEU");
    assert_int_equal(n_suspended_before, 1);
    assert_false(dublin(deu, day_of(2013, 9, 5))->remedy_suspends);
    assert_true(dublin(deu, day_of(2013, 9, 6))->remedy_suspends);
}

/* C-648/11 */
static void
from_6_june_2013_children_alone_stay_where_they_are(void **state)
{
    (void) state;
    for (int s = 0; s < world.n_states; s++) {
        assert_false(dublin(s, day_of(2013, 6, 5))->minors_stay);
        assert_true(dublin(s, day_of(2013, 6, 6))->minors_stay);
    }
}

static bool
needs_none(const char *citizenship, const char *state, int32_t day)
{
    const struct asy_visa *law =
        asy_world_law(&world, ASY_LAW_visa, asy_world_country(&world, state), day);
    return law->free_for & asy_bit(asy_world_country(&world, citizenship));
}

/* Regulations 259/2014, 2017/372, 2017/850; the United Kingdom is outside Regulation 539/2001,
   the associated states are inside (604/2013 art. 14(2) asks of both) */
static void
visas_end_by_citizenship_on_a_day_and_not_in_the_united_kingdom(void **state)
{
    static const struct {
        const char *citizenship;
        int year, month, day;
    } ends[] = { { "MDA", 2014, 4, 28 }, { "GEO", 2017, 3, 28 }, { "UKR", 2017, 6, 11 } };
    static const char *const inside[] = { "POL", "DEU", "BGR", "NOR", "CHE" };
    (void) state;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        const int32_t day = day_of(ends[i].year, ends[i].month, ends[i].day);
        for (size_t s = 0; s < sizeof inside / sizeof *inside; s++) {
            assert_false(needs_none(ends[i].citizenship, inside[s], day - 1));
            assert_true(needs_none(ends[i].citizenship, inside[s], day));
        }
        assert_false(needs_none(ends[i].citizenship, "GBR", day_of(2018, 12, 31)));
    }
    assert_false(needs_none("RUS", "POL", day_of(2018, 12, 31)));
    assert_false(needs_none("ARM", "POL", day_of(2018, 12, 31)));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(until_the_end_of_2013_no_limit_binds_a_take_back),
        cmocka_unit_test(until_the_end_of_2013_family_is_narrower_and_remedies_do_not_suspend),
        cmocka_unit_test(from_6_june_2013_children_alone_stay_where_they_are),
        cmocka_unit_test(visas_end_by_citizenship_on_a_day_and_not_in_the_united_kingdom),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
