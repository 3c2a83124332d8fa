/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `asylsim verify` of two files: equal or not in what both know, whatever else one of them may
   know, and wherever it stands. */
#include "support/fake_results.h"
#include "support/program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

static struct fake_folder one, other;

static int
make(void **state)
{
    (void) state;
    fake_folder_make(&one, "one.sqlite");
    fake_folder_make(&other, "other.sqlite");
    fake_full(&one);
    fake_full(&other);
    return 0;
}

static int
forget(void **state)
{
    (void) state;
    fake_folder_remove(&one);
    fake_folder_remove(&other);
    return 0;
}

static void
change(const char *sql)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(other.file, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

/* Both streams of `verify ONE OTHER`. */
static void
expect(int code, const char *words)
{
    char command[512], said[4096];
    snprintf(command, sizeof command, "%s verify %s %s 2>&1", ASY_PROGRAM, one.file,
             other.file);
    const int got = program_say(command, said, sizeof said);
    if (got != code || !strstr(said, words))
        fail_msg("exit %d, not %d; '%s' does not say '%s'", got, code, said, words);
}

static void
the_same_results_are_equal(void **state)
{
    (void) state;
    expect(0, "equal in the");
    expect(0, "2 scenarios; 0 known to one only");
}

/* departures and waiting_at_crossing change places in the catalogue, counts and all. */
static void
outcomes_are_known_by_name_not_by_number(void **state)
{
    (void) state;
    change("CREATE TEMP TABLE n AS SELECT id AS b FROM metric WHERE name ="
           " 'waiting_at_crossing';"
           "UPDATE metric SET id = 999 WHERE id = 0;"
           "UPDATE metric SET id = 0 WHERE id = (SELECT b FROM n);"
           "UPDATE metric SET id = (SELECT b FROM n) WHERE id = 999;"
           "UPDATE series SET metric = 999 WHERE metric = 0;"
           "UPDATE series SET metric = 0 WHERE metric = (SELECT b FROM n);"
           "UPDATE series SET metric = (SELECT b FROM n) WHERE metric = 999;");
    expect(0, "equal in the");
}

static void
an_outcome_that_one_alone_knows_is_no_difference(void **state)
{
    (void) state;
    change("UPDATE metric SET name = 'arrivals' WHERE name = 'departures'");
    expect(0, "2 known to one only");
}

static void
an_outcome_that_differs_is_named(void **state)
{
    (void) state;
    change("UPDATE series SET counts = counts + 1 WHERE run = 2 AND metric ="
           " (SELECT id FROM metric WHERE name = 'grants_refugee')");
    expect(3, "grants_refugee differs");
    expect(3, "different in the");
}

static void
chains_that_differ_are_named(void **state)
{
    (void) state;
    change("UPDATE chain SET harmed = harmed + 1 WHERE run = 1");
    expect(3, "refoulement differs");
}

static void
other_histories_are_not_compared(void **state)
{
    (void) state;
    change("UPDATE meta SET value = 8 WHERE key = 'seed'");
    expect(3, "other histories");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_same_results_are_equal, make, forget),
        cmocka_unit_test_setup_teardown(outcomes_are_known_by_name_not_by_number, make, forget),
        cmocka_unit_test_setup_teardown(an_outcome_that_one_alone_knows_is_no_difference, make,
                                        forget),
        cmocka_unit_test_setup_teardown(an_outcome_that_differs_is_named, make, forget),
        cmocka_unit_test_setup_teardown(chains_that_differ_are_named, make, forget),
        cmocka_unit_test_setup_teardown(other_histories_are_not_compared, make, forget),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
