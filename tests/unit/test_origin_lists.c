/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Safe countries of origin in the shipped baseline: which state listed whom from which day on,
   which parts of a country it left out, and from when to when an appeal of those listed lets
   them stay. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/calendar.h"
#include "law/people/people.h"
#include "law/procedure/procedure.h"
#include "support/shipped_world.h"

static struct asy_scenario *scenario;
static struct asy_world world;

static int
begin(void **state)
{
    (void) state;
    return shipped_world_open(&scenario, &world, "2019-12-31");
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
day_of(struct asy_date date)
{
    return shipped_world_day(&world, date);
}

static const struct asy_channel *
channel(const char *code, int32_t day)
{
    return asy_world_law(&world, ASY_LAW_channel, asy_world_country(&world, code), day);
}

static bool
lists(const char *code, const char *country, int32_t day)
{
    return channel(code, day)->safe_origin & asy_bit(asy_world_country(&world, country));
}

/* From that day on, and not the day before; or no longer. */
static void
a_list_changes_on_its_day(void **state)
{
    static const struct {
        const char *state, *country;
        struct asy_date from;
        bool listed;
    } changes[] = {
        { "FRA", "ARM", { 2011, 12, 6 }, true },   { "FRA", "MDA", { 2011, 12, 6 }, true },
        { "FRA", "GEO", { 2009, 11, 13 }, false }, { "FRA", "GEO", { 2013, 12, 16 }, true },
        { "FRA", "UKR", { 2014, 3, 26 }, false },  { "AUT", "GEO", { 2016, 2, 16 }, true },
        { "AUT", "ARM", { 2018, 6, 15 }, true },   { "AUT", "UKR", { 2018, 6, 15 }, true },
        { "BEL", "GEO", { 2016, 8, 29 }, true },   { "NLD", "GEO", { 2016, 10, 11 }, true },
        { "NLD", "UKR", { 2016, 10, 11 }, true },  { "CHE", "GEO", { 2019, 10, 1 }, true },
    };
    (void) state;
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        const int32_t day = day_of(changes[i].from);
        assert_int_equal(lists(changes[i].state, changes[i].country, day), changes[i].listed);
        assert_int_equal(lists(changes[i].state, changes[i].country, day - 1),
                         !changes[i].listed);
    }
}

static void
some_stand_on_a_list_all_the_time(void **state)
{
    static const char *const pairs[][2] = { { "GBR", "MDA" }, { "GBR", "UKR" },
                                            { "CHE", "UKR" }, { "CHE", "MDA" },
                                            { "DNK", "RUS" }, { "DNK", "GEO" },
                                            { "DNK", "MDA" } };
    (void) state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        for (int year = 2008; year < 2019; year++)
            assert_true(
                lists(pairs[i][0], pairs[i][1], day_of((struct asy_date){ year, 1, 1 })));
}

static void
a_state_without_a_list_has_none(void **state)
{
    static const char *const none[] = { "DEU", "SWE", "NOR", "POL", "FIN", "EST" };
    (void) state;
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_int_equal(
            channel(none[i], day_of((struct asy_date){ 2016, 12, 31 }))->safe_origin, 0);
}

/* Ukraine in the Netherlands, Moldova in Switzerland; who that is, the groups say. */
static void
two_lists_leave_parts_of_a_country_out(void **state)
{
    const int32_t day = day_of((struct asy_date){ 2016, 12, 31 });
    (void) state;
    for (int s = 0; s < world.n_states; s++) {
        const uint64_t parts = channel(world.country[s].code, day)->exempt_parts;
        const uint64_t all =
            s == asy_world_country(&world, "NLD")   ? asy_bit(asy_world_country(&world, "UKR"))
            : s == asy_world_country(&world, "CHE") ? asy_bit(asy_world_country(&world, "MDA"))
                                                    : 0;
        assert_true(parts == all);
    }
    for (int g = 0; g < world.n_groups; g++) {
        const struct asy_people *is = asy_world_law(&world, ASY_LAW_people, g, day);
        const uint64_t from = asy_bit(world.group[g].citizenship);
        const uint64_t torn = asy_bit(asy_world_country(&world, "UKR")) |
                              asy_bit(asy_world_country(&world, "MDA"));
        assert_int_equal(is->uncontrolled > 0.0, (from & torn) != 0);
    }
}

static void
an_appeal_of_the_listed_suspends_from_its_day(void **state)
{
    static const struct {
        const char *state;
        struct asy_date from;
        bool suspends;
    } changes[] = {
        { "FRA", { 2015, 11, 1 }, true },
        { "FRA", { 2019, 1, 1 }, false },
        { "BEL", { 2014, 6, 1 }, true },
    };
    static const char *const never[] = { "GBR", "AUT", "NLD" }, *const always[] = { "CHE",
                                                                                    "DNK" };
    (void) state;
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        const int32_t day = day_of(changes[i].from);
        assert_int_equal(channel(changes[i].state, day)->suspensive, changes[i].suspends);
        assert_int_equal(channel(changes[i].state, day - 1)->suspensive, !changes[i].suspends);
    }
    for (int year = 2008; year < 2019; year++) {
        const int32_t day = day_of((struct asy_date){ year, 7, 1 });
        for (size_t i = 0; i < sizeof never / sizeof *never; i++)
            assert_false(channel(never[i], day)->suspensive);
        for (size_t i = 0; i < sizeof always / sizeof *always; i++)
            assert_true(channel(always[i], day)->suspensive);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_changes_on_its_day),
        cmocka_unit_test(some_stand_on_a_list_all_the_time),
        cmocka_unit_test(a_state_without_a_list_has_none),
        cmocka_unit_test(two_lists_leave_parts_of_a_country_out),
        cmocka_unit_test(an_appeal_of_the_listed_suspends_from_its_day),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
