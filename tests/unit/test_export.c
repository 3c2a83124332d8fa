/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What `export` may be asked for; and that it says of each column what the schema says. Whether
   the package is valid as a whole: tests/export/datapackage.mjs. */
#include "report/export_tables.h"
#include "report/report.h"
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
#include <unistd.h>

static struct fake_folder folder;

static int
make_file(void **state)
{
    (void) state;
    fake_folder_make(&folder, "a.sqlite");
    fake_full(&folder);
    return 0;
}

static int
clean_up(void **state)
{
    (void) state;
    fake_folder_remove(&folder);
    return 0;
}

/* Runs the program on the file; its exit code, and what it said. */
static int
run(const char *command, const char *arguments, char said[2000])
{
    char line[1200];

    snprintf(line, sizeof line, "cd %s && %s %s a.sqlite %s 2>&1", folder.name, ASY_PROGRAM,
             command, arguments);
    return program_say(line, said, 2000);
}

/* Lines of a table of the last export. */
static int
rows_of(const char *table)
{
    char path[200];
    int n = -1, c;

    snprintf(path, sizeof path, "%s/csv/%s.csv", folder.name, table);
    FILE *const file = fopen(path, "r");
    assert_non_null(file);
    while ((c = getc(file)) != EOF)
        n += c == '\n';
    fclose(file);
    return n;
}

static void
clear(void)
{
    char command[200];

    snprintf(command, sizeof command, "rm -rf %s/csv", folder.name);
    assert_int_equal(system(command), 0);
}

static void
filters_choose_rows(void **state)
{
    static const struct {
        const char *arguments;
        int outcomes, paired, refouled;
    } cases[] = {
        { "", 4 * (15 + 13), 4 * (3 + 8), 8 },
        { "--scenario opened", 4 * 13, 4 * 8, 4 },
        { "--metric claims_first", 4 * (3 + 2), 4 * (3 + 8), 8 },
        { "--metric claims_first --place POL", 4 * (2 + 2), 4 * (3 + 8), 8 },
        { "--metric claims_first --place POL --period 2016", 4 * (1 + 1), 4 * (3 + 8), 8 },
        { "--metric dublin_requests --place DEU", 4 * (2 + 1), 4 * (3 + 8), 8 },
        { "--metric dublin_requests --place \\>EST", 4 * 1, 4 * (3 + 8), 8 },
        { "--metric waiting_at_crossing --period 2015", 4 * (1 + 1), 4 * (3 + 8), 0 },
        { "--metric recognition_rate --metric departures", 4 * (2 + 3 + 2 + 2), 4 * 11, 8 },
        { "--population tajik --scenario baseline", 4 * 4, 4 * 1, 0 },
        { "--place terespol", 4 * (2 + 2), 4 * (3 + 8), 8 },
    };
    char said[2000], arguments[200];

    (void) state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        snprintf(arguments, sizeof arguments, "-o csv -q %s", cases[i].arguments);
        if (run("export", arguments, said) != 0)
            fail_msg("%s: %s", cases[i].arguments, said);
        if (rows_of("outcome") != cases[i].outcomes || rows_of("paired") != cases[i].paired ||
            rows_of("refoulement") != cases[i].refouled)
            fail_msg("%s: %d outcomes, %d paired, %d refouled", cases[i].arguments,
                     rows_of("outcome"), rows_of("paired"), rows_of("refoulement"));
        clear();
    }
}

static void
a_wrong_filter_is_refused_and_nothing_is_written(void **state)
{
    static const struct {
        const char *arguments, *hint;
    } wrong[] = {
        { "--metric claim_first", "did you mean claims_first" },
        { "--metric recognition_rat", "did you mean recognition_rate" },
        { "--scenario opend", "did you mean opened" },
        { "--population chechens", "did you mean chechen" },
        { "--place POLE", "did you mean POL" },
        { "--period 2014", "2015..2016" },
        { "--metric departures --place POL", "departures: this outcome is counted without" },
        { "--metric border_attempts --place POL",
          "border_attempts: this outcome is counted by" },
        { "--metric grants_refugee --period 2016-05", "by whole years" },
        { "--metrik departures", "did you mean metric" },
    };
    char said[2000], arguments[200], path[200];

    (void) state;
    snprintf(path, sizeof path, "%s/csv", folder.name);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        snprintf(arguments, sizeof arguments, "-o csv -q %s", wrong[i].arguments);
        assert_int_equal(run("export", arguments, said), 2);
        if (!strstr(said, wrong[i].hint))
            fail_msg("'%s' does not say '%s'", said, wrong[i].hint);
        assert_int_equal(access(path, F_OK), -1);
    }
}

static void
lives_take_no_place_period_outcome_or_split(void **state)
{
    static const char *const wrong[] = { "--by group", "--place POL", "--period 2016",
                                         "--metric protected" };
    char said[2000], arguments[200];

    (void) state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        snprintf(arguments, sizeof arguments, "--lives %s", wrong[i]);
        assert_int_equal(run("compare", arguments, said), 2);
        if (!strstr(said, "does not go with --lives"))
            fail_msg("%s", said);
    }
    assert_int_equal(run("compare", "--lives --population tajik", said), 0);
    assert_int_equal(run("compare", "--lives --json", said), 0);
    assert_non_null(strstr(said, "set_out_baseline_only_protected"));
}

/* ---- types ------------------------------------------------------------------- */

static bool
says_the_same(const char *declared, const char *type)
{
    const bool is_number = strcmp(type, "integer") == 0 || strcmp(type, "boolean") == 0;

    if (strcmp(declared, "INTEGER") == 0)
        return is_number;
    return strcmp(type, "string") == 0 ||
           (strcmp(type, "date") == 0 && strcmp(declared, "TEXT") == 0);
}

static void
each_column_has_the_type_of_the_schema(void **state)
{
    sqlite3 *db;
    int n = 0;

    (void) state;
    assert_int_equal(sqlite3_open_v2(folder.file, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    for (int t = 0; t < ASY_EXPORT_TABLES; t++) {
        const struct asy_export_table *const table = &asy_export_tables[t];
        for (int f = 0; f < ASY_EXPORT_FIELDS && table->fields[f].name; f++) {
            const struct asy_export_field *const field = &table->fields[f];
            const char *declared;
            if (table->rows != ASY_ROWS_STORED || strcmp(table->name, "refoulement") == 0 ||
                strcmp(table->name, "sample") == 0)
                continue; /* put together: of the data package's test */
            if (sqlite3_table_column_metadata(db, NULL, table->name, field->name, &declared,
                                              NULL, NULL, NULL, NULL) != SQLITE_OK)
                fail_msg("%s.%s: %s", table->name, field->name, sqlite3_errmsg(db));
            if (!says_the_same(declared ? declared : "", field->type))
                fail_msg("%s.%s is %s, not %s", table->name, field->name, declared,
                         field->type);
            n++;
        }
    }
    sqlite3_close(db);
    assert_in_range(n, 60, 200);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(filters_choose_rows),
        cmocka_unit_test(a_wrong_filter_is_refused_and_nothing_is_written),
        cmocka_unit_test(lives_take_no_place_period_outcome_or_split),
        cmocka_unit_test(each_column_has_the_type_of_the_schema),
    };
    return cmocka_run_group_tests(tests, make_file, clean_up);
}
