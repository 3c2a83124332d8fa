/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each draw made of what is uncertain stands in the results file: whole, once, the same by
   whatever way the file came about; and files without it are read as ever. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/fake_results.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#define RUN ASY_PROGRAM " run " ASY_SOURCE_DIR "/tests/support/mini.cfg -q --replicates 1 "

static struct fake_folder folder;

static int
make_folder(void **state)
{
    (void) state;
    fake_folder_make(&folder, "a.sqlite");
    return 0;
}

static int
clean_up(void **state)
{
    (void) state;
    fake_folder_remove(&folder);
    return 0;
}

static void
does(const char *command)
{
    char line[1200];

    snprintf(line, sizeof line, "cd %s && %s >said 2>&1", folder.name, command);
    if (system(line) != 0)
        fail_msg("%s", command);
}

/* The first number that a query on the file gives. */
static double
asked(const char *file, const char *sql)
{
    char path[300];
    sqlite3 *db;
    sqlite3_stmt *stmt;

    snprintf(path, sizeof path, "%s/%s", folder.name, file);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    sqlite3_step(stmt);
    const double x = sqlite3_column_double(stmt, 0);
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    return x;
}

/* Rows that one of two files has and the other has not. */
static int
differing(const char *a, const char *b)
{
    static const char ask[] =
        "SELECT (SELECT count(*) FROM (SELECT * FROM sample EXCEPT SELECT * FROM o.sample)) +"
        " (SELECT count(*) FROM (SELECT * FROM o.sample EXCEPT SELECT * FROM sample))";
    char here[300], attach[300];
    sqlite3 *db;
    sqlite3_stmt *stmt;

    snprintf(here, sizeof here, "%s/%s", folder.name, a);
    snprintf(attach, sizeof attach, "ATTACH '%s/%s' AS o", folder.name, b);
    assert_int_equal(sqlite3_open(here, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, attach, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, ask, -1, &stmt, NULL), SQLITE_OK);
    sqlite3_step(stmt);
    const int n = sqlite3_column_int(stmt, 0);
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    return n;
}

static void
each_uncertain_value_has_a_row_a_draw(void **state)
{
    (void) state;
    does(RUN "--draws 5 -o a.sqlite");
    const double values = asked("a.sqlite", "SELECT count(*) FROM parameter WHERE scenario = 0"
                                            " AND (prior <> '' OR range <> '')");
    assert_true(values >= 1);
    assert_true(asked("a.sqlite", "SELECT count(*) FROM sample") == 5 * values);
    assert_true(asked("a.sqlite",
                      "SELECT count(*) FROM sample x JOIN parameter p ON p.path ="
                      " x.path AND p.\"from\" = x.\"from\" AND p.scenario = 0") == 5 * values);
    assert_true(asked("a.sqlite", "SELECT count(DISTINCT value) FROM sample") == 5 * values);
}

static void
more_draws_and_merged_shards_hold_what_one_run_holds(void **state)
{
    (void) state;
    does(RUN "--draws 2 -o b.sqlite && " RUN "--draws 5 --resume -o b.sqlite");
    assert_int_equal(differing("a.sqlite", "b.sqlite"), 0);
    does(RUN "--draws 5 --shard 0/2 -o 0.sqlite && " RUN "--draws 5 --shard 1/2 -o 1.sqlite");
    assert_true(differing("a.sqlite", "0.sqlite") > 0);
    does(ASY_PROGRAM " merge 0.sqlite 1.sqlite -o c.sqlite");
    assert_int_equal(differing("a.sqlite", "c.sqlite"), 0);
    does(ASY_PROGRAM " verify c.sqlite a.sqlite");
}

/* By shards, or begun without and gone on with: the same histories. */
static void
second_streams_come_to_the_same_by_any_way(void **state)
{
    (void) state;
    does(RUN "--draws 5 --second-streams 2 -o h.sqlite");
    assert_true(asked("h.sqlite", "SELECT count(*) FROM run") == 7);
    assert_true(asked("h.sqlite", "SELECT max(draw) FROM run WHERE replicate = 1") == 2);
    does(RUN "--draws 3 -o i.sqlite && " RUN
             "--draws 5 --second-streams 2 --resume -o i.sqlite");
    for (int i = 0; i < 7; i++) {
        char command[600];
        snprintf(command, sizeof command,
                 RUN "--draws 5 --second-streams 2 --shard %d/7 -o j%d", i, i);
        does(command);
    }
    does(ASY_PROGRAM " merge j0 j1 j2 j3 j4 j5 j6 -o k.sqlite");
    does(ASY_PROGRAM " verify h.sqlite i.sqlite && " ASY_PROGRAM " verify h.sqlite k.sqlite");
    does(ASY_PROGRAM
         " compare k.sqlite | grep -q '1 stream of luck, the first 2 with a second'");
    assert_true(asked("k.sqlite", "SELECT value FROM meta WHERE key = 'runs_planned'") == 7);
}

static void
the_stated_values_have_no_samples(void **state)
{
    (void) state;
    does(RUN "--draws 0 -o d.sqlite");
    assert_true(asked("d.sqlite", "SELECT count(*) FROM sample") == 0);
}

static void
a_file_without_them_is_read_and_gone_on_with(void **state)
{
    (void) state;
    does(RUN "--draws 3 -o e.sqlite && " RUN "--draws 5 --shard 0/2 -o 2.sqlite");
    asked("e.sqlite", "DROP VIEW sample");
    asked("e.sqlite", "DROP TABLE sample_cell");
    asked("e.sqlite", "DROP TABLE uncertain");
    asked("2.sqlite", "DROP VIEW sample");
    asked("2.sqlite", "DROP TABLE sample_cell");
    does(ASY_PROGRAM " verify e.sqlite && " ASY_PROGRAM " compare e.sqlite && " ASY_PROGRAM
                     " export e.sqlite -o csv");
    does("test $(wc -l <csv/sample.csv) = 1");
    does(ASY_PROGRAM " merge 1.sqlite 2.sqlite -o f.sqlite && " ASY_PROGRAM
                     " merge 2.sqlite 1.sqlite -o g.sqlite");
    does(RUN "--draws 5 --resume -o e.sqlite");
    assert_int_equal(differing("a.sqlite", "e.sqlite"), 0);
}

static void
they_are_exported(void **state)
{
    char command[300];
    (void) state;
    does(ASY_PROGRAM " export a.sqlite -o all");
    snprintf(command, sizeof command, "test $(wc -l <all/sample.csv) = %d",
             1 + (int) asked("a.sqlite", "SELECT count(*) FROM sample"));
    does(command);
    does("head -1 all/sample.csv | grep -q ^scenario,draw,path,from,value");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_uncertain_value_has_a_row_a_draw),
        cmocka_unit_test(more_draws_and_merged_shards_hold_what_one_run_holds),
        cmocka_unit_test(second_streams_come_to_the_same_by_any_way),
        cmocka_unit_test(the_stated_values_have_no_samples),
        cmocka_unit_test(a_file_without_them_is_read_and_gone_on_with),
        cmocka_unit_test(they_are_exported),
    };
    return cmocka_run_group_tests(tests, make_folder, clean_up);
}
