/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program and its files: nothing is written or lost where something is wrong; results that
   are resumed, merged, taken over or exported are whole, and stand where they were asked for.
 */
#include "support/on_mini.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void
bad_scenario_writes_nothing(void **state)
{
    struct fake_folder folder;
    char arguments[512];
    (void) state;
    fake_folder_make(&folder, "out.sqlite");
    snprintf(arguments, sizeof arguments, "run %s/nothing.cfg -o %s", folder.name, folder.file);
    expect(arguments, 2, "nothing.cfg");
    assert_int_not_equal(access(folder.file, F_OK), 0);
    snprintf(arguments, sizeof arguments, "run %s --set rules.dublin.p_reqest=0.5 -o %s", MINI,
             folder.file);
    expect(arguments, 2, "p_request");
    assert_int_not_equal(access(folder.file, F_OK), 0);
    fake_folder_remove(&folder);
}

static void
what_is_no_results_file_exits_3(void **state)
{
    (void) state;
    expect("compare /tmp/there/is/nothing.sqlite", 3, "nothing.sqlite");
    expect("compare " MINI, 3, "not a results file");
    expect("verify " MINI, 3, "not a results file");
    expect("compare /tmp", 3, "not a file");
    expect("run " MINI " --force -o " MINI, 3, "not a results file");
    expect("run " MINI " --resume -o " MINI, 3, "not a results file");
    expect("run " MINI " --force -o /dev/null", 2, "is not a regular file");
    expect("run " MINI " --force -o /tmp", 2, "is a folder");
    expect("run " MINI " -o /tmp", 2, "is a folder, not a file: name the file in it");
    expect("run " MINI " -o " MINI, 2, "not a results file");
    expect("run " MINI " -o /tmp/there/is/nothing.sqlite", 3,
           "/tmp/there/is: No such file or directory; make the folder first");
    expect("run " MINI " --resume -o /dev/null", 2, "is not a regular file");
    assert_int_equal(access(MINI, R_OK), 0);
}

static void
existing_results_are_kept(void **state)
{
    struct fake_folder folder;
    char arguments[512];
    (void) state;
    fake_folder_make(&folder, "out.sqlite");
    make_results(&folder);
    snprintf(arguments, sizeof arguments, "run %s -o %s", MINI, folder.file);
    expect(arguments, 2, "--resume");
    snprintf(arguments, sizeof arguments, "verify %s", folder.file);
    expect(arguments, 0, "unchanged");
    snprintf(arguments, sizeof arguments,
             "run %s --seed 2 --draws 0 --replicates 3 --resume -o %s", MINI, folder.file);
    expect(arguments, 3, "seed");
    snprintf(arguments, sizeof arguments,
             "run %s --set rules.dublin.answer_days=30 --draws 0 --replicates 3 --resume -o %s",
             MINI, folder.file);
    expect(arguments, 3, "another text");
    expect(arguments, 3, "now: rules.dublin.answer_days");
    snprintf(arguments, sizeof arguments, "verify %s", folder.file);
    expect(arguments, 0, "3 runs");
    fake_folder_remove(&folder);
}

/* The value of a key in what `run --json` prints. */
static void
digest_of(const char *arguments, char digest[32])
{
    struct said said;
    json_error_t error;
    run(&said, arguments);
    json_t *json = json_loads(said.text, 0, &error);
    if (!json)
        fail_msg("asylsim %s: %s\n%s", arguments, error.text, said.text);
    snprintf(digest, 32, "%s", json_string_value(json_object_get(json, "digest")));
    json_decref(json);
}

static void
more_replicates_by_resume_equal_all_at_once(void **state)
{
    struct fake_folder folder;
    char arguments[512], whole[32], parts[32];
    (void) state;
    fake_folder_make(&folder, "out.sqlite");
    snprintf(arguments, sizeof arguments,
             "run %s -q --json --draws 0 --replicates 3 -o %s/whole.sqlite", MINI, folder.name);
    digest_of(arguments, whole);
    snprintf(arguments, sizeof arguments, "run %s --draws 0 --replicates 1 -o %s", MINI,
             folder.file);
    expect(arguments, 0, "1 of 1: 1 scenario, 1 history each");
    snprintf(arguments, sizeof arguments,
             "run %s -q --json --resume --draws 0 --replicates 3 -o %s", MINI, folder.file);
    digest_of(arguments, parts);
    assert_string_equal(whole, parts);
    fake_folder_remove(&folder);
}

static void
shards_merged_equal_all_at_once(void **state)
{
    struct fake_folder folder;
    char arguments[512], whole[32], merged[32];
    (void) state;
    fake_folder_make(&folder, "out.sqlite");
    snprintf(arguments, sizeof arguments, "run %s -q --json --draws 0 --replicates 3 -o %s",
             MINI, folder.file);
    digest_of(arguments, whole);
    for (int i = 0; i < 2; i++) {
        snprintf(arguments, sizeof arguments,
                 "run %s -q --draws 0 --replicates 3 --shard %d/2 -o %s/%d", MINI, i,
                 folder.name, i);
        expect(arguments, 0, folder.name);
    }
    snprintf(arguments, sizeof arguments, "merge %s/0 %s/1 --json -o %s/merged", folder.name,
             folder.name, folder.name);
    digest_of(arguments, merged);
    assert_string_equal(whole, merged);
    snprintf(arguments, sizeof arguments, "merge %s/0 %s/1 -o %s/no/merged", folder.name,
             folder.name, folder.name);
    expect(arguments, 3, "make the folder first");
    snprintf(arguments, sizeof arguments, "merge %s/0 %s/1 -o %s", folder.name, folder.name,
             folder.name);
    expect(arguments, 2, "is a folder");
    fake_folder_remove(&folder);
}

/* "FILE DIGEST" and nothing else, for run and for merge. */
static void
quiet_prints_one_line(void **state)
{
    struct fake_folder folder;
    char arguments[512], line[512], digest[32];
    struct said said;
    (void) state;
    fake_folder_make(&folder, "out.sqlite");
    make_results(&folder);
    snprintf(arguments, sizeof arguments, "verify %s --json", folder.file);
    digest_of(arguments, digest);
    snprintf(arguments, sizeof arguments, "run %s -q --draws 0 --replicates 3 --force -o %s",
             MINI, folder.file);
    snprintf(line, sizeof line, "%s %s\n", folder.file, digest);
    run(&said, arguments);
    assert_string_equal(said.text, line);
    snprintf(arguments, sizeof arguments, "merge %s -q -o %s/merged", folder.file, folder.name);
    snprintf(line, sizeof line, "%s/merged %s\n", folder.name, digest);
    run(&said, arguments);
    assert_string_equal(said.text, line);
    fake_folder_remove(&folder);
}

static void
interrupted_run_says_so_and_can_go_on(void **state)
{
    struct fake_folder folder;
    char arguments[512], command[2048];
    struct said said;
    (void) state;
    fake_folder_make(&folder, "out.sqlite");
    snprintf(command, sizeof command,
             "%s run %s --draws 0 --replicates 4000 -o %s >%s/said 2>&1 & pid=$!; sleep 0.6; "
             "kill -INT $pid;"
             " wait $pid",
             ASY_PROGRAM, MINI, folder.file, folder.name);
    const int status = system(command); /* NOLINT: the shell is the point */
    const int code = WEXITSTATUS(status);
    if (code != 130 && code != 0) /* a fast machine may have finished */
        fail_msg("exit %d", code);
    snprintf(arguments, sizeof arguments, "verify %s", folder.file);
    expect(arguments, 0, "unchanged");
    snprintf(arguments, sizeof arguments, "compare %s", folder.file);
    run(&said, arguments);
    if (code == 130)
        assert_true(said.code == 3 || strstr(said.text, "unfinished") != NULL);
    fake_folder_remove(&folder);
}

/* What --force is to replace stays until the new run is complete, were it killed outright. */
static void
an_older_file_outlives_a_forced_run_that_ends_early(void **state)
{
    static const char *const signals[] = { "KILL", "INT" };
    struct fake_folder folder;
    char arguments[512], command[2048], path[256];
    (void) state;
    fake_folder_make(&folder, "out.sqlite");
    make_results(&folder);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        snprintf(command, sizeof command,
                 "%s run %s --seed 2 --draws 0 --replicates 4000 --force -o %s >%s/said 2>&1 & "
                 "pid=$!;"
                 " sleep 0.6; kill -%s $pid; wait $pid; exit 0",
                 ASY_PROGRAM, MINI, folder.file, folder.name, signals[i]);
        assert_int_equal(system(command), 0); /* NOLINT: the shell is the point */
        snprintf(path, sizeof path, "%s.partial", folder.file);
        if (access(path, F_OK) != 0)
            continue; /* a fast machine may have finished */
        snprintf(arguments, sizeof arguments, "verify %s", folder.file);
        expect(arguments, 0, "unchanged, 3 runs");
    }
    snprintf(command, sizeof command,
             "test ! -e %s.partial || grep -q 'resume in place of --force' %s/said",
             folder.file, folder.name);
    assert_int_equal(system(command), 0); /* NOLINT */
    fake_folder_remove(&folder);
}

/* The run of the test above to its end: the interrupted file is found beside the older one. */
static void
a_forced_run_taken_up_again_takes_the_older_files_place(void **state)
{
    struct fake_folder folder;
    char arguments[512], whole[32], parts[32], command[512];
    (void) state;
    fake_folder_make(&folder, "out.sqlite");
    snprintf(arguments, sizeof arguments,
             "run %s --seed 2 -q --json --draws 0 --replicates 3 -o %s/whole.sqlite", MINI,
             folder.name);
    digest_of(arguments, whole);
    make_results(&folder);
    snprintf(command, sizeof command,
             "%s run %s -q --draws 0 --seed 2 -o %s.partial >/dev/null", ASY_PROGRAM, MINI,
             folder.file);
    assert_int_equal(system(command), 0); /* NOLINT */
    snprintf(arguments, sizeof arguments,
             "run %s --resume -q --seed 3 --draws 0 --replicates 3 -o %s", MINI, folder.file);
    expect(arguments, 3, "out.sqlite.partial: was made with seed 2, not 3");
    snprintf(arguments, sizeof arguments,
             "run %s --resume -q --json --seed 2 --draws 0 --replicates 3 -o %s", MINI,
             folder.file);
    digest_of(arguments, parts);
    assert_string_equal(whole, parts);
    snprintf(arguments, sizeof arguments, "verify %s", folder.file);
    expect(arguments, 0, whole);
    snprintf(command, sizeof command, "%s.partial", folder.file);
    assert_int_not_equal(access(command, F_OK), 0);
    fake_folder_remove(&folder);
}

/* Half of an ensemble, under the name that a forced run has until it is complete. */
static void
an_unfinished_file_is_called_that_and_how_to_go_on(void **state)
{
    struct fake_folder folder;
    char arguments[512], how[512];
    (void) state;
    fake_folder_make(&folder, "out.sqlite");
    snprintf(arguments, sizeof arguments,
             "run %s -q --draws 0 --replicates 4 --shard 0/2 -o %s/half", MINI, folder.name);
    expect(arguments, 0, "half");
    snprintf(arguments, sizeof arguments, "merge %s/half -o %s.partial", folder.name,
             folder.file);
    expect(arguments, 0, "2 of 4");
    snprintf(how, sizeof how, "--resume -o %s goes on", folder.file);
    snprintf(arguments, sizeof arguments, "compare %s.partial", folder.file);
    expect(arguments, 0, "unfinished   2 of 4 runs are there");
    expect(arguments, 0, "histories    2 of 4");
    expect(arguments, 0, ": the run is unfinished\n");
    snprintf(arguments, sizeof arguments, "compare %s.partial --json", folder.file);
    expect(arguments, 0, how);
    snprintf(arguments, sizeof arguments, "verify %s.partial", folder.file);
    expect(arguments, 0, how);
    snprintf(arguments, sizeof arguments, "export %s.partial -o %s/csv", folder.file,
             folder.name);
    expect(arguments, 0, how);
    snprintf(arguments, sizeof arguments, "run %s --draws 0 --replicates 4 -o %s", MINI,
             folder.file);
    expect(arguments, 2, "--resume continues it");
    snprintf(arguments, sizeof arguments, "run %s --draws 0 --replicates 4 --resume -o %s",
             MINI, folder.file);
    expect(arguments, 0, "4 of 4");
    snprintf(arguments, sizeof arguments, "rm -r %s/csv", folder.name);
    assert_int_equal(system(arguments), 0); /* NOLINT */
    fake_folder_remove(&folder);
}

/* What SQLite takes for a name of something that does not last is a file like any other; what a
   link points to is written, and the link stays one. */
static void
results_are_where_they_were_asked_for(void **state)
{
    struct fake_folder folder;
    char command[1024];
    (void) state;
    fake_folder_make(&folder, "out.sqlite");
    snprintf(command, sizeof command,
             "cd %s && ln -s real.sqlite link && for o in :memory: link; do"
             " %s run %s -q -o $o && %s run %s -q --seed 2 --force -o $o && %s verify $o"
             " || exit 1; done >said && test -s :memory: -a -L link -a -s real.sqlite &&"
             " test ! -e link.partial -a ! -e real.sqlite.partial",
             folder.name, ASY_PROGRAM, MINI, ASY_PROGRAM, MINI, ASY_PROGRAM);
    assert_int_equal(system(command), 0); /* NOLINT: the shell is the point */
    fake_folder_remove(&folder);
}

/* Every file whole or as it was: one that is cut would be read as all there is. */
static void
an_export_without_room_leaves_nothing_cut(void **state)
{
    struct fake_folder folder;
    char arguments[1024], command[2048];
    (void) state;
    fake_folder_make(&folder, "out.sqlite");
    make_results(&folder);
    snprintf(
        command, sizeof command,
        "trap '' XFSZ; ulimit -f 16; %s export %s -o %s/csv >%s/said 2>&1; test $? = 4 &&"
        " test ! -e %s/csv && grep -q 'csv: its rows could not be written: File too' %s/said",
        ASY_PROGRAM, folder.file, folder.name, folder.name, folder.name, folder.name);
    assert_int_equal(system(command), 0); /* NOLINT: the shell is the point */
    snprintf(arguments, sizeof arguments, "export %s -o %s/csv", folder.file, folder.name);
    expect(arguments, 0, "datapackage.json");
    /* a table without rows has a head all the same */
    snprintf(command, sizeof command,
             "cd %s/csv && for table in *.csv; do test -s $table || exit 1; done &&"
             " ! grep -q '\"fields\": \\[\\]' datapackage.json",
             folder.name);
    assert_int_equal(system(command), 0); /* NOLINT */
    snprintf(command, sizeof command,
             "cd %s && echo mine >csv/mine.txt && sha256sum csv/* >sums && (trap '' XFSZ;"
             " ulimit -f 16; ! %s export %s -o csv 2>/dev/null) && sha256sum -c --quiet sums &&"
             " test $(ls -A csv | wc -l) = $(wc -l <sums)",
             folder.name, ASY_PROGRAM, folder.file);
    assert_int_equal(system(command), 0); /* NOLINT */
    expect(arguments, 0, "datapackage.json");
    snprintf(command, sizeof command, "cd %s && sha256sum -c --quiet sums", folder.name);
    assert_int_equal(system(command), 0); /* NOLINT */
    snprintf(arguments, sizeof arguments, "export %s -o %s/no/csv", folder.file, folder.name);
    expect(arguments, 3, "make the folder first");
    snprintf(arguments, sizeof arguments, "export %s -o %s", folder.file, folder.file);
    expect(arguments, 3, "out.sqlite: is not a folder");
    snprintf(command, sizeof command, "rm -r %s/csv", folder.name);
    assert_int_equal(system(command), 0); /* NOLINT */
    fake_folder_remove(&folder);
}

/* A slip of the pen in -o costs neither the results nor a text. Without the page built in, the
   command says so first: exit 2 as well. */
static void
a_report_is_written_over_no_other_file(void **state)
{
    struct fake_folder folder;
    char arguments[512];
    (void) state;
    fake_folder_make(&folder, "out.sqlite");
    make_results(&folder);
    snprintf(arguments, sizeof arguments, "report %s -o %s", folder.file, folder.file);
    expect(arguments, 2, "report");
    snprintf(arguments, sizeof arguments, "report %s -o %s/no/page.html", folder.file,
             folder.name);
    expect(arguments, 3, "make the folder first");
    snprintf(arguments, sizeof arguments, "verify %s", folder.file);
    expect(arguments, 0, "unchanged");
    fake_folder_remove(&folder);
}

static void
resume_says_which_reform_parts_it_from_the_file(void **state)
{
    struct fake_folder folder;
    char arguments[1024], package[160], both[512], path[160];
    (void) state;
    fake_folder_make(&folder, "out.sqlite");
    make_package(&folder, package);
    snprintf(both, sizeof both, "--reform %s/one.cfg %s/two.cfg", folder.name, folder.name);
    snprintf(arguments, sizeof arguments, "run %s -q -o %s %s", MINI, folder.file, both);
    expect(arguments, 0, "out.sqlite");
    snprintf(arguments, sizeof arguments, "run %s --resume -o %s --reform %s/one.cfg", MINI,
             folder.file, folder.name);
    expect(arguments, 3, "this command is without two: not resumed");
    snprintf(arguments, sizeof arguments, "run %s --resume --together -o %s %s", MINI,
             folder.file, both);
    expect(arguments, 3, "this command is without one: not resumed");
    snprintf(arguments, sizeof arguments,
             "run %s --resume -o %s --reform %s/two.cfg %s/one.cfg", MINI, folder.file,
             folder.name, folder.name);
    expect(arguments, 3, "in another order: here comes one");
    snprintf(path, sizeof path, "%s/three.cfg", folder.name);
    make_reform(path, "rules: { dublin: { answer_days = 11; }; };\n");
    snprintf(arguments, sizeof arguments, "run %s --resume -o %s %s %s", MINI, folder.file,
             both, path);
    expect(arguments, 3, "without three: not resumed");
    make_package(&folder, package);
    snprintf(path, sizeof path, "%s/two.cfg", folder.name);
    make_reform(path, "rules: { dublin: { answer_days = 11; lapse = false; }; };\n");
    snprintf(arguments, sizeof arguments, "run %s --resume -o %s %s", MINI, folder.file, both);
    expect(arguments, 3, "another text of scenario two (then: rules.dublin.answer_days");
    fake_folder_remove(&folder);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bad_scenario_writes_nothing),
        cmocka_unit_test(what_is_no_results_file_exits_3),
        cmocka_unit_test(existing_results_are_kept),
        cmocka_unit_test(more_replicates_by_resume_equal_all_at_once),
        cmocka_unit_test(shards_merged_equal_all_at_once),
        cmocka_unit_test(quiet_prints_one_line),
        cmocka_unit_test(interrupted_run_says_so_and_can_go_on),
        cmocka_unit_test(an_older_file_outlives_a_forced_run_that_ends_early),
        cmocka_unit_test(a_forced_run_taken_up_again_takes_the_older_files_place),
        cmocka_unit_test(an_unfinished_file_is_called_that_and_how_to_go_on),
        cmocka_unit_test(results_are_where_they_were_asked_for),
        cmocka_unit_test(an_export_without_room_leaves_nothing_cut),
        cmocka_unit_test(a_report_is_written_over_no_other_file),
        cmocka_unit_test(resume_says_which_reform_parts_it_from_the_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
