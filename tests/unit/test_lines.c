/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of lines: each names a number that its law has, in the unit in which it is served.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "life/line.h"

static void
expect_key(const char *line, enum asy_law_id law, const char *key, enum asy_section section,
           const char *unit)
{
    const struct asy_param *param = asy_law_key(law, key);
    if (!param)
        fail_msg("%s: the law %s has no key %s", line, asy_laws[law]->name, key);
    if (param->kind != ASY_REAL || param->per != ASY_ONE)
        fail_msg("%s: %s.%s is not one number", line, asy_laws[law]->name, key);
    if (strcmp(param->unit, unit) != 0)
        fail_msg("%s: %s.%s is %s, not %s", line, asy_laws[law]->name, key, param->unit, unit);
    if (asy_laws[law]->section != section)
        fail_msg("%s: the law %s is held by others", line, asy_laws[law]->name);
    assert_int_equal(asy_law_offset(law, key), param->offset);
}

static void
each_line_names_a_number_of_its_law(void **state)
{
    (void) state;
    for (int q = 0; q < ASY_N_QUEUES; q++)
        expect_key(asy_queues[q].name, asy_queues[q].capacity.law, asy_queues[q].capacity.key,
                   ASY_OF_STATE, "persons/day");
    for (int l = 0; l < ASY_N_LISTS; l++)
        expect_key(asy_lists[l].name, asy_lists[l].capacity.law, asy_lists[l].capacity.key,
                   ASY_OF_REFUGE, "persons/year");
    for (int b = 0; b < ASY_N_SITTINGS; b++) {
        const struct asy_sitting_row *row = &asy_sittings[b];
        expect_key(row->name, row->capacity.law, row->capacity.key, ASY_OF_WORLD,
                   "cases/session");
        expect_key(row->name, row->capacity.law, row->sessions, ASY_OF_WORLD, "sessions/year");
    }
}

static void
queues_that_share_a_pot_name_the_same_number(void **state)
{
    (void) state;
    for (int q = 0; q < ASY_N_QUEUES; q++) {
        const struct asy_queue_row *row = &asy_queues[q], *pot = &asy_queues[row->pot];
        assert_int_equal(pot->pot, row->pot);
        assert_int_equal(row->capacity.law, pot->capacity.law);
        assert_string_equal(row->capacity.key, pot->capacity.key);
        for (int other = 0; other < ASY_N_QUEUES; other++) /* else it would be served twice */
            if (asy_queues[other].capacity.law == row->capacity.law &&
                strcmp(asy_queues[other].capacity.key, row->capacity.key) == 0)
                assert_int_equal(asy_queues[other].pot, row->pot);
    }
}

static void
a_key_that_is_not_there_is_not_found(void **state)
{
    (void) state;
    assert_null(asy_law_key(ASY_LAW_merits, "no_such_key"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_line_names_a_number_of_its_law),
        cmocka_unit_test(queues_that_share_a_pot_name_the_same_number),
        cmocka_unit_test(a_key_that_is_not_there_is_not_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
