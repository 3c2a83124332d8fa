/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every file of tests/bad is refused at the right place with the right words, nothing is left
   behind, and nothing hangs. To add one: the file, and its line in expected.txt. */
#define _XOPEN_SOURCE 700 /* mkfifo, mkdtemp */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scenario/scenario.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BAD ASY_SOURCE_DIR "/tests/bad/"
#define MINI ASY_SOURCE_DIR "/tests/support/mini.cfg"

/* libconfig 1.5 forgets the text it was reading when it meets a syntax error. */
const char *__lsan_default_suppressions(void);

const char *
__lsan_default_suppressions(void)
{
    return "leak:libconfig.so\n";
}

static bool
ends_with(const char *text, const char *end)
{
    const size_t n = strlen(text), m = strlen(end);
    return n >= m && strcmp(text + n - m, end) == 0;
}

/* Loads what must fail; false, and says what came instead, unless `where` and `what` are found.
 */
static bool
is_refused(const struct asy_scenario_args *args, const char *where, const char *what)
{
    struct asy_scenario *scenario =
        (void *) &scenario; /* so that NULL must have been written */
    struct asy_errors errs = { 0 };
    bool found = false;
    const bool loaded = asy_scenario_load(&scenario, args, &errs);

    for (size_t i = 0; i < errs.n; i++)
        found |= ends_with(errs.list[i].where, where) && strstr(errs.list[i].what, what) &&
                 errs.list[i].code == ASY_E_INPUT;
    if (loaded || !found) {
        fprintf(stderr, "expected %s: ...%s..., got:\n", where, what);
        asy_errors_print(&errs, stderr);
    }
    const bool ok = !loaded && scenario == NULL && found;
    if (loaded)
        asy_scenario_destroy(scenario);
    asy_errors_free(&errs);
    return ok;
}

static bool
is_refused_file(const char *name, const char *where, const char *what)
{
    char path[512];
    const char *reforms[] = { path };
    struct asy_scenario_args args = { .baseline = path };
    snprintf(path, sizeof path, BAD "%s", name);
    if (strncmp(name, "reform_", 7) == 0)
        args =
            (struct asy_scenario_args){ .baseline = MINI, .reforms = reforms, .n_reforms = 1 };
    return is_refused(&args, where, what);
}

static size_t
count_files(void)
{
    size_t n = 0;
    DIR *dir = opendir(BAD);
    assert_non_null(dir);
    for (const struct dirent *entry = readdir(dir); entry; entry = readdir(dir))
        n += ends_with(entry->d_name, ".cfg");
    closedir(dir);
    return n;
}

static void
every_bad_file_is_refused_where_it_is_bad(void **state)
{
    (void) state;
    char line[512], name[128], last[128] = "", where[128], what[256];
    size_t n_files = 0, n_wrong = 0;
    FILE *file = fopen(BAD "expected.txt", "r");

    assert_non_null(file);
    while (fgets(line, sizeof line, file)) {
        if (line[0] == '#')
            continue;
        assert_int_equal(sscanf(line, "%127s | %127s | %255[^\n]", name, where, what), 3);
        n_files += strcmp(name, last) != 0;
        snprintf(last, sizeof last, "%s", name);
        n_wrong += !is_refused_file(name, where, what);
    }
    fclose(file);
    assert_int_equal(n_wrong, 0);
    assert_int_equal(n_files, count_files()); /* none without an expectation */
}

/* ---- what cannot lie in a repository ----------------------------------------------------- */

static void
write_file(const char *path, const char *text, size_t times)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    for (size_t i = 0; i < times; i++)
        fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static void
pipes_and_folders_are_refused_without_waiting(void **state)
{
    (void) state;
    char folder[] = "/tmp/asy_bad_XXXXXX", pipe[64], base[64];
    assert_non_null(mkdtemp(folder));
    snprintf(pipe, sizeof pipe, "%s/pipe.cfg", folder);
    snprintf(base, sizeof base, "%s/base.cfg", folder);
    assert_int_equal(mkfifo(pipe, 0600), 0);
    write_file(base, "\n@include \"pipe.cfg\"\n", 1);
    const char *reforms[] = { pipe };

    assert_true(
        is_refused(&(struct asy_scenario_args){ .baseline = base }, "base.cfg:2", "pipe"));
    assert_true(
        is_refused(&(struct asy_scenario_args){ .baseline = pipe }, "pipe.cfg", "pipe"));
    assert_true(is_refused(&(struct asy_scenario_args){ .baseline = folder }, "", "directory"));
    assert_true(is_refused(
        &(struct asy_scenario_args){ .baseline = MINI, .reforms = reforms, .n_reforms = 1 },
        "pipe.cfg", "pipe"));
    unlink(pipe);
    unlink(base);
    rmdir(folder);
}

static void
a_link_does_not_lead_out_of_the_folder(void **state)
{
    (void) state;
    char folder[] = "/tmp/asy_bad_XXXXXX", link[64], base[64];
    assert_non_null(mkdtemp(folder));
    snprintf(link, sizeof link, "%s/link.cfg", folder);
    snprintf(base, sizeof base, "%s/base.cfg", folder);
    assert_int_equal(symlink("/etc/passwd", link), 0);
    write_file(base, "@include \"link.cfg\"\n", 1);
    assert_true(is_refused(&(struct asy_scenario_args){ .baseline = base }, "base.cfg:1",
                           "outside the folder"));
    unlink(link);
    unlink(base);
    rmdir(folder);
}

static void
a_results_file_and_an_empty_one_are_called_so(void **state)
{
    (void) state;
    char path[] = "/tmp/asy_bad_XXXXXX";
    const int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_true(
        is_refused(&(struct asy_scenario_args){ .baseline = path }, "", "an empty file"));
    assert_int_equal(write(fd, "SQLite format 3", 16), 16);
    close(fd);
    assert_true(
        is_refused(&(struct asy_scenario_args){ .baseline = path }, "", "a results file"));
    unlink(path);
}

static void
a_file_of_more_than_four_megabytes_is_refused(void **state)
{
    (void) state;
    char path[] = "/tmp/asy_bad_XXXXXX";
    const int fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
    write_file(path, "# 0123456789012345678901234567890123456789012345678901234567890\n",
               65600);
    assert_true(
        is_refused(&(struct asy_scenario_args){ .baseline = path }, "", "larger than 4 MB"));
    unlink(path);
}

static void
reforms_that_extend_each_other_are_refused(void **state)
{
    (void) state;
    static const char text[] =
        "extends = \"%s.cfg\"; title = \"t\"; claim = \"c\"; source = \"s\";\n"
        "in_force = \"2016-01-01\"; set: { };\n";
    char folder[] = "/tmp/asy_bad_XXXXXX", path[3][64], full[256];
    static const char *const names[] = { "base", "a", "b" };
    assert_non_null(mkdtemp(folder));
    for (size_t i = 0; i < 3; i++)
        snprintf(path[i], sizeof path[i], "%s/%s.cfg", folder, names[i]);
    write_file(path[0], "title = \"x\";\n", 1);
    snprintf(full, sizeof full, text, "b");
    write_file(path[1], full, 1);
    snprintf(full, sizeof full, text, "a");
    write_file(path[2], full, 1);
    const char *reforms[] = { path[1] };
    assert_true(is_refused(
        &(struct asy_scenario_args){ .baseline = path[0], .reforms = reforms, .n_reforms = 1 },
        "b.cfg:1", "cycle"));
    for (size_t i = 0; i < 3; i++)
        unlink(path[i]);
    rmdir(folder);
}

static void
a_missing_file_is_named(void **state)
{
    (void) state;
    const char *reforms[] = { "/nowhere/reform.cfg" };
    assert_true(is_refused(&(struct asy_scenario_args){ .baseline = "/nowhere/base.cfg" },
                           "/nowhere/base.cfg", "No such file"));
    assert_true(is_refused(
        &(struct asy_scenario_args){ .baseline = MINI, .reforms = reforms, .n_reforms = 1 },
        "/nowhere/reform.cfg", "No such file"));
}

/* The second time its error has been said already, and it is wrong all the same. */
static void
a_missing_baseline_is_the_only_error_however_often_it_is_read(void **state)
{
    struct asy_errors errs = { 0 };
    struct asy_scenario *scenario;
    static const char name[] = BAD "reform_changes_nothing.cfg";
    const char *reforms[] = { name };
    const struct asy_scenario_args plain = { .baseline = "/nowhere/base.cfg" }, reform = {
        .baseline = "/nowhere/base.cfg", .reforms = reforms, .n_reforms = 1
    };
    (void) state;
    assert_false(asy_scenario_load(&scenario, &plain, &errs));
    assert_false(asy_scenario_load(&scenario, &reform, &errs));
    assert_null(scenario);
    assert_int_equal(errs.n, 1);
    asy_errors_free(&errs);
}

static void
the_baseline_given_as_reform_is_refused(void **state)
{
    (void) state;
    const char *reforms[] = { MINI };
    assert_true(is_refused(
        &(struct asy_scenario_args){ .baseline = MINI, .reforms = reforms, .n_reforms = 1 },
        "mini.cfg", "this is the baseline"));
}

static void
a_reform_given_twice_is_refused(void **state)
{
    (void) state;
    static const char name[] = BAD "reform_changes_nothing.cfg";
    const char *reforms[] = { name, name };
    assert_true(is_refused(
        &(struct asy_scenario_args){ .baseline = MINI, .reforms = reforms, .n_reforms = 2 },
        "changes_nothing.cfg", "given twice"));
}

static void
bad_values_of_the_command_line_are_refused(void **state)
{
    (void) state;
    static const struct {
        const char *set, *what;
    } cases[] = {
        { "", "expected path=value" },
        { "rules.dublin.p_request", "expected path=value" },
        { "=1", "expected path=value" },
        { "rules..p=1", "expected path=value" },
        { "rules.dublin.=1", "expected path=value" },
        { "rules.dublin.p_request=", "expected a value before ;" },
        { "rules.dublin.p_request=1.7", "expected 0 to 1" },
        { "rules.dublin.p_request=nan", "finite" },
        { "rules.dublin.p_requst=0.5", "did you mean p_request?" },
        { "rule.dublin.p_request=0.5", "did you mean rules?" },
        { "states.PLO.dublin.p_request=0.5", "did you mean POL?" },
        { "states.POL.dublin.p_request.DUE=0.5", "did you mean DEU?" },
        { "horizon.from=2014", "is given with --until" },
        { "groups.chechen.label=x", "a reform sets law" },
        { "rules.dublin.p_request={value=1", "never closed" },
        { "rules.dublin.p_request=0,5", "write 0.5" },
        { "rules.dublin.answer_days=92 days", "write 92" },
        { "rules.dublin.p_request=50%", "is 0.5" },
        { "rules.dublin.lapse=yes", "write true" },
        { "rules.third_country.list=[Russia]", "did you mean RUS?" },
        { "rules.dublin.p_request=0.5; }; }; x = 3; y: { z: { w = 1", "expected one value" },
        { "rules.dublin.member=\"open", "never ends" },
        { "x=@include \"mini.cfg\"", "'@' begins only" },
        { "rules.dublin.p_request=[[[[[[[[[[[[[[[[[[", "too deep" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *sets[] = { cases[i].set };
        assert_true(is_refused(
            &(struct asy_scenario_args){ .baseline = MINI, .sets = sets, .n_sets = 1 },
            "--set:1", cases[i].what));
    }
}

static void
days_that_nothing_is_known_as_of_are_refused(void **state)
{
    (void) state;
    static const struct {
        const char *as_of, *until, *what;
    } cases[] = {
        { "2016-06-15", NULL, "the last day of a month, as in 2018-12-31" },
        { "2016", NULL, "the last day of a month" },
        { "lately", NULL, "the last day of a month" },
        { "", NULL, "the last day of a month" },
        { "2014-12-31", NULL, "a day of the horizon, 2015-01-01 to 2018-12-31" },
        { "2019-01-31", NULL, "a day of the horizon" },
        { "2018-01-31", "2017-12-31", "a day of the horizon, 2015-01-01 to 2017-12-31" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_true(is_refused(&(struct asy_scenario_args){ .baseline = MINI,
                                                            .as_of = cases[i].as_of,
                                                            .until = cases[i].until },
                               "--as-of", cases[i].what));
}

static void
all_errors_of_a_file_come_in_one_pass(void **state)
{
    (void) state;
    struct asy_scenario *scenario;
    struct asy_errors errs = { 0 };
    const char *sets[] = { "rules.dublin.p_request=2", "rules.dublin.p_accep=1",
                           "states.POL.merits.rate.RUS=x" };
    assert_false(asy_scenario_load(
        &scenario, &(struct asy_scenario_args){ .baseline = MINI, .sets = sets, .n_sets = 3 },
        &errs));
    assert_int_equal(errs.n, 3);
    asy_errors_free(&errs);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_bad_file_is_refused_where_it_is_bad),
        cmocka_unit_test(days_that_nothing_is_known_as_of_are_refused),
        cmocka_unit_test(pipes_and_folders_are_refused_without_waiting),
        cmocka_unit_test(a_link_does_not_lead_out_of_the_folder),
        cmocka_unit_test(a_results_file_and_an_empty_one_are_called_so),
        cmocka_unit_test(a_file_of_more_than_four_megabytes_is_refused),
        cmocka_unit_test(reforms_that_extend_each_other_are_refused),
        cmocka_unit_test(a_missing_file_is_named),
        cmocka_unit_test(a_missing_baseline_is_the_only_error_however_often_it_is_read),
        cmocka_unit_test(the_baseline_given_as_reform_is_refused),
        cmocka_unit_test(a_reform_given_twice_is_refused),
        cmocka_unit_test(bad_values_of_the_command_line_are_refused),
        cmocka_unit_test(all_errors_of_a_file_come_in_one_pass),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
