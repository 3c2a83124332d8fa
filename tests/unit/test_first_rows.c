/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first click in a browser of databases: every view of a file of 40 histories gives its
   first rows at once, whole and under a condition on any name. Time is counted in steps of
   SQLite's machine, of which it does some 50 million a second on a quiet processor. */
#include "support/fake_results.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

enum { MILLION = 1000 * 1000, MOST_VIEWS = 32 };

static struct fake_folder folder;
static sqlite3 *db;
static char views[MOST_VIEWS][64];
static int n_views;

static int
take_view(void *user, int n, char **values, char **names)
{
    (void) user, (void) n, (void) names;
    if (n_views == MOST_VIEWS)
        return 1;
    snprintf(views[n_views++], sizeof *views, "%s", values[0]);
    return 0;
}

static int
make_file(void **state)
{
    char command[900];

    (void) state;
    fake_folder_make(&folder, "forty.sqlite");
    snprintf(command, sizeof command,
             "%s run %s/tests/golden/small.cfg --reform %s/tests/golden/reform_everything.cfg"
             " %s/tests/golden/reform_families.cfg --draws 20 --replicates 2 -q -o %s"
             " >/dev/null",
             ASY_PROGRAM, ASY_SOURCE_DIR, ASY_SOURCE_DIR, ASY_SOURCE_DIR, folder.file);
    return system(command) != 0 ||
           sqlite3_open_v2(folder.file, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK ||
           sqlite3_exec(db, "SELECT name FROM sqlite_master WHERE type = 'view'", take_view,
                        NULL, NULL) != SQLITE_OK;
}

static int
clean_up(void **state)
{
    (void) state;
    sqlite3_close(db);
    fake_folder_remove(&folder);
    return 0;
}

static int
stop(void *user)
{
    (void) user;
    return 1;
}

/* Rows of a query that must be there within so many steps; fails with the query if not. */
static sqlite3_stmt *
first_row(const char *sql, int most_steps)
{
    sqlite3_stmt *stmt;

    if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    sqlite3_progress_handler(db, most_steps, stop, NULL);
    const int rc = sqlite3_step(stmt);
    if (rc != SQLITE_ROW)
        fail_msg("%s: %s", sql, rc == SQLITE_INTERRUPT ? "takes too long" : sqlite3_errmsg(db));
    return stmt;
}

static void
three_rows(const char *sql, int most_steps)
{
    sqlite3_stmt *const stmt = first_row(sql, most_steps);
    int n = 1, rc;

    while ((rc = sqlite3_step(stmt)) == SQLITE_ROW)
        n++;
    sqlite3_progress_handler(db, 0, NULL, NULL);
    sqlite3_finalize(stmt);
    if (rc != SQLITE_DONE || n != 3)
        fail_msg("%s: %d rows, %s", sql, n,
                 rc == SQLITE_INTERRUPT ? "takes too long" : sqlite3_errstr(rc));
}

static void
every_view_gives_its_first_rows_at_once(void **state)
{
    char sql[200];

    (void) state;
    assert_in_range(n_views, 5, MOST_VIEWS);
    for (int i = 0; i < n_views; i++) {
        snprintf(sql, sizeof sql, "SELECT * FROM \"%.63s\" LIMIT 3", views[i]);
        three_rows(sql, MILLION);
    }
}

/* What is asked for when a name of the first row is typed above its column. */
static void
every_view_gives_the_first_rows_with_a_name_at_once(void **state)
{
    char sql[400];

    (void) state;
    for (int i = 0; i < n_views; i++) {
        snprintf(sql, sizeof sql, "SELECT * FROM \"%.63s\" LIMIT 1", views[i]);
        sqlite3_stmt *const row = first_row(sql, MILLION);
        for (int c = 0; c < sqlite3_column_count(row); c++) {
            if (sqlite3_column_type(row, c) != SQLITE_TEXT)
                continue;
            snprintf(sql, sizeof sql,
                     "SELECT * FROM \"%.63s\" WHERE \"%.63s\" = '%.99s' LIMIT 3", views[i],
                     sqlite3_column_name(row, c), (const char *) sqlite3_column_text(row, c));
            three_rows(sql, 2 * MILLION);
        }
        sqlite3_finalize(row);
    }
}

static void
first_rows_deep_in_a_view_come_within_a_second(void **state)
{
    static const char *const where[] = {
        "outcome WHERE scenario = 'reform_families'",
        "outcome WHERE metric = 'recognition_rate'",
        "outcome WHERE metric = 'protected' AND population = 'all'",
        "outcome WHERE population = 'RUS'",
        "outcome WHERE population = 'all' AND period = 'all' AND place = 'all'",
        "outcome WHERE period = '2013'",
        "outcome WHERE place = 'POL'",
        "outcome WHERE place = 'POL>DEU'",
        "outcome WHERE metric LIKE '%claims%'",
        "outcome WHERE draw = 20",
        "counted WHERE metric = 'fate_waiting'",
        "counted WHERE receiver = 'DEU'",
        "paired WHERE population = 'tajik' AND fate_baseline <> fate_reform",
        "paired WHERE fate_reform = 'not_departed'",
        "flow WHERE population = 'all' AND scenario = 'reform_everything'",
        "refoulement WHERE year = 2013",
    };
    char sql[200];

    (void) state;
    for (size_t i = 0; i < sizeof where / sizeof *where; i++) {
        snprintf(sql, sizeof sql, "SELECT * FROM %s LIMIT 3", where[i]);
        three_rows(sql, 50 * MILLION);
    }
}

/* A family that is larger in one world: those whom both have are paired, the rest set out in
   one of them only. */
static void
families_of_other_sizes_reconcile(void **state)
{
    struct asy_results *const results = fake_open(folder.file);
    const struct asy_ask ask = { "protected", "all", "all", "all" };
    struct asy_answers table, lives;
    struct asy_error err = { 0 };
    double alone = 0.0;

    (void) state;
    assert_true(asy_results_ask(results, &ask, 1, &table, &err));
    if (!asy_results_lives(results, "all", &lives, &err))
        fail_msg("%s", err.what);
    for (int j = 0; j < lives.n_jobs; j++) {
        double persons[ASY_N_LIVES];
        for (int k = 0; k < ASY_N_LIVES; k++)
            persons[k] = asy_answers_of(&lives, k, 2)[j];
        assert_true(persons[ASY_LIVES_BOTH] + persons[ASY_LIVES_REFORM] +
                        persons[ASY_LIVES_CAME] ==
                    asy_answers_of(&table, 0, 2)[j]);
        alone += persons[ASY_LIVES_CAME] + persons[ASY_LIVES_STAYED];
    }
    assert_true(alone > 0.0);
    asy_answers_free(&table);
    asy_answers_free(&lives);
    fake_close(results);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_view_gives_its_first_rows_at_once),
        cmocka_unit_test(every_view_gives_the_first_rows_with_a_name_at_once),
        cmocka_unit_test(first_rows_deep_in_a_view_come_within_a_second),
        cmocka_unit_test(families_of_other_sizes_reconcile),
    };
    return cmocka_run_group_tests(tests, make_file, clean_up);
}
