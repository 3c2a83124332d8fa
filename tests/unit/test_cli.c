/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program as people meet it: what is wrong is said, with the right exit code, and nothing
   is written or lost. */
#include "support/fake_results.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <jansson.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define MINI ASY_SOURCE_DIR "/tests/support/mini.cfg"
#define GOLDEN ASY_SOURCE_DIR "/tests/golden/"

/* What the program printed, both streams, and its exit code. */
struct said {
    char text[1 << 18];
    int code;
};

static void
run(struct said *said, const char *arguments)
{
    char command[2048];
    snprintf(command, sizeof command, "%s %s 2>&1", ASY_PROGRAM, arguments);
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    const size_t n = fread(said->text, 1, sizeof said->text - 1, pipe);
    said->text[n] = '\0';
    char rest[4096];
    while (fread(rest, 1, sizeof rest, pipe) > 0)
        ;
    const int status = pclose(pipe);
    said->code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static void
expect(const char *arguments, int code, const char *word)
{
    struct said said;
    run(&said, arguments);
    if (said.code != code)
        fail_msg("asylsim %s: exit %d, not %d:\n%s", arguments, said.code, code, said.text);
    if (word && !strstr(said.text, word))
        fail_msg("asylsim %s does not say '%s':\n%s", arguments, word, said.text);
}

/* A small finished file, simulated from tests/support/mini.cfg. */
static void
make_results(const struct fake_folder *folder)
{
    char arguments[512];
    snprintf(arguments, sizeof arguments, "run %s -q --draws 0 --replicates 3 -o %s", MINI,
             folder->file);
    expect(arguments, 0, folder->file);
}

static void
wrong_usage_exits_2_and_says_what_was_meant(void **state)
{
    static const struct {
        const char *arguments, *word;
    } wrong[] = {
        { "", "Commands" },
        { "comprae x", "compare" },
        { "run", "expected" },
        { "run " MINI, "-o FILE" },
        { "run " MINI " --drows 3 -o /tmp/x", "draws" },
        { "run " MINI " --draws -3 -o /tmp/x", "whole number" },
        { "run " MINI " --draws 1.5 -o /tmp/x", "whole number" },
        { "run " MINI " --draws -o /tmp/x", "whole number" },
        { "run " MINI " --seed 99999999999999999999 -o /tmp/x", "whole number" },
        { "run " MINI " --replicates 0 -o /tmp/x", "1 or more" },
        { "run " MINI " --shard 2/2 -o /tmp/x", "I/N" },
        { "run " MINI " --force --resume -o /tmp/x", "one of them" },
        { "run " MINI " -o", "needs a value" },
        { "run --reform a.cfg " MINI " -o /tmp/x", "before --reform" },
        { "check " MINI " --draws 3", "no option" },
        { "compare a b", "one too many" },
        { "compare a b", "Try 'asylsim help compare'" },
        { "run baseline --draws 5000000", "from 0 to 1,000,000" },
        { "help nothing", "no command" },
        { "--nothing", "no option" },
        { "merge a", "-o FILE" },
        { "run a -o b --package c --reform d", "--package cannot be combined" },
        { "run a -o b --orders 4", "--orders needs a --package" },
        { "run a -o b --package c --orders 3", "an even number" },
        { "run a -o b --few-draws 3", "needs --few with at least one" },
        { "run a -o b --few c --draws 0", "with --draws 0 there are none" },
        { "run a -o b --few c d --few-draws 0", "expected 1 or more" },
        { "compare a --package b", "one too many" },
        { "compare a --packge", "did you mean package" },
        { "check " MINI " --seed -1", "check: no option --seed" },
        { "params " MINI " --grade d", "expected A, B, C or D" },
        { "check ''", "empty file name" },
        { "run " MINI " -o ''", "--output needs a value" },
        { "run " MINI " -o /tmp/no/folder/", "is not a file name" },
        { "run " MINI " --draws 1000000 --replicates 1000 -o /tmp/x", "hundred million" },
        { "explain " MINI " --fate zzz", "displaced, at_home, waiting" },
        { "explain " MINI " --fate refuge", "did you mean refugee" },
        { "explain " MINI " --group chechn", "did you mean chechen" },
        { "explain " MINI " --group zzz", "the nearest is " },
        { "help compre", "did you mean compare" },
    };
    (void) state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        expect(wrong[i].arguments, 2, wrong[i].word);
    expect("explain " MINI " --group Chechens", 0, "A simulated person");
    expect("explain " MINI, 0, "A simulated person"); /* somebody fits, if not eventfully */
}

/* Where no bar can be drawn. */
static void
a_long_run_says_once_how_long_it_takes(void **state)
{
    struct fake_folder folder;
    struct said said;
    char command[512];
    (void) state;
    fake_folder_make(&folder, "out.sqlite");
    snprintf(command, sizeof command,
             "timeout -k 5 -s INT 4 %s run %s --draws 2000 --threads 1 -o %s 2>&1 >/dev/null",
             ASY_PROGRAM, MINI, folder.file);
    FILE *const pipe = popen(command, "r");
    said.text[fread(said.text, 1, sizeof said.text - 1, pipe)] = '\0';
    pclose(pipe);
    const char *const told = strstr(said.text, "estimate: ");
    if (!told || !strstr(told, " of 2000 histories") || strstr(told + 1, "estimate: "))
        fail_msg("expected an estimate, once:\n%s", said.text);
    fake_folder_remove(&folder);
}

static void
what_is_no_scenario_is_said_once(void **state)
{
    static const char *const files[] = { "README.md", "CMakeLists.txt",
                                         "scenarios/published.csv", "model/cli/say.c" };
    struct said said;
    char arguments[512];
    (void) state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        snprintf(arguments, sizeof arguments, "check %s/%s", ASY_SOURCE_DIR, files[i]);
        run(&said, arguments);
        assert_int_equal(said.code, 2);
        size_t lines = 0;
        for (const char *at = said.text; (at = strchr(at, '\n')); at++)
            lines++;
        if (lines > 6 || !strstr(said.text, ": this does not look like a scenario"))
            fail_msg("%s: %zu lines:\n%s", arguments, lines, said.text);
    }
    snprintf(arguments, sizeof arguments, "check %s --reform %s/README.md", MINI,
             ASY_SOURCE_DIR);
    expect(arguments, 2, "README.md:5: this does not look like a scenario");
}

static void
a_baseline_is_no_reform_and_the_error_says_what_it_is(void **state)
{
    (void) state;
    expect("check baseline --reform baseline", 2,
           "baseline.cfg: this is the baseline, not a reform: the world with which reforms are "
           "compared; name a reform");
}

static json_t *
json_printed(const char *arguments)
{
    char command[512];

    snprintf(command, sizeof command, "%s %s", ASY_PROGRAM, arguments);
    FILE *const pipe = popen(command, "r");
    json_t *const json = json_loadf(pipe, 0, NULL);
    assert_int_equal(pclose(pipe), 0);
    assert_non_null(json);
    return json;
}

/* As it stands among all laws, so that one program reads both. */
static void
one_law_of_the_catalogue_is_json_in_the_form_of_all(void **state)
{
    json_t *const laws = json_printed("catalogue laws --json"), *const json = json_printed(
                                                                    "catalogue closure --json");
    json_t *law, *like = NULL;
    size_t i;
    (void) state;
    assert_non_null(json_object_get(json, "version"));
    assert_int_equal(json_array_size(json_object_get(json, "laws")), 1);
    json_array_foreach(json_object_get(laws, "laws"), i,
                       law) if (strcmp(json_string_value(json_object_get(law, "law")),
                                       "closure") == 0) like = law;
    assert_true(like && json_equal(like, json_array_get(json_object_get(json, "laws"), 0)));
    json_decref(json);
    json_decref(laws);
    expect("catalogue closure --markdown", 2, "prints whole parts");
    expect("catalogue clousre --json", 2, "no part or law 'clousre', did you mean closure?");
}

static void
one_thread_is_not_compared_with_itself(void **state)
{
    struct said said;
    (void) state;
    run(&said, "bench " MINI " --runs 1 --threads 1");
    assert_int_equal(said.code, 0);
    assert_null(strstr(said.text, "times as fast"));
    expect("bench " MINI " --runs 1 --threads 2", 0, "times as fast as one");
}

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

static void
compare_shows_harm_and_the_assumption(void **state)
{
    struct fake_folder folder;
    char arguments[512];
    (void) state;
    fake_folder_make(&folder, "out.sqlite");
    make_results(&folder);
    snprintf(arguments, sizeof arguments, "compare %s", folder.file);
    expect(arguments, 0, "departures after the last that are given");
    expect(arguments, 0, "at risk and returned by force");
    expect(arguments, 0, "let in to claim asylum at"); /* the crossing with most attempts */
    expect(arguments, 0, "refusals of entry at");
    expect(arguments, 0, "Those seized in transit after a push-back are also in");
    expect(arguments, 0, "may yet be protected");
    snprintf(arguments, sizeof arguments, "compare %s --metric claim_first", folder.file);
    expect(arguments, 2, "claims_first");
    snprintf(arguments, sizeof arguments, "compare %s --metric stranded", folder.file);
    expect(arguments, 2, "did you mean");
    snprintf(arguments, sizeof arguments, "compare %s --metric foo", folder.file);
    expect(arguments, 2, "docs/results.md");
    snprintf(arguments, sizeof arguments, "compare %s --by planet", folder.file);
    expect(arguments, 2, "group, state, crossing or year");
    snprintf(arguments, sizeof arguments, "compare %s --lives", folder.file);
    expect(arguments, 2, "has the baseline alone: --lives");
    snprintf(arguments, sizeof arguments, "compare %s --metric protected --by state",
             folder.file);
    expect(arguments, 2, "not counted by state");
    snprintf(arguments, sizeof arguments, "compare %s --by group --population chechen",
             folder.file);
    expect(arguments, 2, "give one of the two");
    static const char *const by[] = { "group", "state", "crossing", "year" };
    for (size_t i = 0; i < sizeof by / sizeof *by; i++) {
        snprintf(arguments, sizeof arguments, "compare %s --by %s", folder.file, by[i]);
        expect(arguments, 0, "set out");
    }
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
one_history_has_no_range(void **state)
{
    struct fake_folder folder;
    char arguments[512];
    struct said said;
    (void) state;
    fake_folder_make(&folder, "out.sqlite");
    snprintf(arguments, sizeof arguments, "run %s -q --draws 1 -o %s", MINI, folder.file);
    expect(arguments, 0, folder.file);
    snprintf(arguments, sizeof arguments, "compare %s", folder.file);
    run(&said, arguments);
    assert_non_null(strstr(said.text, "There is only one history"));
    assert_null(strstr(said.text, "90 in 100"));
    assert_null(strstr(said.text, "always"));
    fake_folder_remove(&folder);
}

/* What is shown of one reform of several: its sentences, claims and table, of no other. */
static void
compare_shows_the_reforms_that_are_named(void **state)
{
    static const char *const how[] = { "", "--lives", "--claims", "--json", "--all" };
    struct fake_folder folder;
    struct said said;
    char arguments[1024];
    (void) state;
    fake_folder_make(&folder, "out.sqlite");
    snprintf(arguments, sizeof arguments,
             "run %ssmall.cfg -q --draws 20 --replicates 1 --reform %sreform_dublin.cfg "
             "%sreform_island.cfg -o %s",
             GOLDEN, GOLDEN, GOLDEN, folder.file);
    expect(arguments, 0, "out.sqlite");
    for (size_t i = 0; i < sizeof how / sizeof *how; i++) {
        snprintf(arguments, sizeof arguments, "compare %s --scenario reform_island %s",
                 folder.file, how[i]);
        run(&said, arguments);
        assert_int_equal(said.code, 0);
        assert_non_null(strstr(said.text, "The strait is open"));
        /* the scenarios of a file are all named in its JSON, once */
        const char *const other = strstr(said.text, "Admissibility first, and no lapse");
        assert_true(strcmp(how[i], "--json") == 0
                        ? other && !strstr(other + 1, "Admissibility first, and no lapse")
                        : !other);
    }
    snprintf(arguments, sizeof arguments,
             "compare %s --scenario reform_island --scenario reform_dublin", folder.file);
    expect(arguments, 0, "Admissibility first, and no lapse");
    snprintf(arguments, sizeof arguments, "compare %s --scenario reform_iland", folder.file);
    expect(arguments, 2, "did you mean reform_island?");
    snprintf(arguments, sizeof arguments, "compare %s --scenario baseline", folder.file);
    expect(arguments, 2, "is not a reform in these results");
    fake_folder_remove(&folder);
}

/* Where to find the table of one of the few stands below its claims, by one blank line. */
static void
regression_compare_leaves_one_line_blank_at_a_time(void **state)
{
    struct fake_folder folder;
    struct said said;
    char arguments[1024];
    (void) state;
    fake_folder_make(&folder, "out.sqlite");
    snprintf(arguments, sizeof arguments,
             "run %ssmall.cfg -q --draws 2 --few-draws 1 --reform %sreform_open.cfg --few "
             "%sreform_dublin.cfg -o %s",
             GOLDEN, GOLDEN, GOLDEN, folder.file);
    expect(arguments, 0, "out.sqlite");
    snprintf(arguments, sizeof arguments, "compare %s", folder.file);
    run(&said, arguments);
    assert_int_equal(said.code, 0);
    assert_non_null(strstr(said.text, "\n\n  Its table: "));
    assert_null(strstr(said.text, "\n\n\n"));
    fake_folder_remove(&folder);
}

static void
compare_json_is_json(void **state)
{
    struct fake_folder folder;
    char arguments[512];
    struct said said;
    json_error_t error;
    (void) state;
    fake_folder_make(&folder, "out.sqlite");
    make_results(&folder);
    snprintf(arguments, sizeof arguments, "compare %s --json --metric claims_first",
             folder.file);
    run(&said, arguments);
    json_t *json = json_loads(said.text, 0, &error);
    if (!json)
        fail_msg("%s", error.text);
    json_t *row = json_array_get(json_object_get(json, "outcomes"), 0);
    assert_string_equal(json_string_value(json_object_get(row, "metric")), "claims_first");
    assert_true(json_number_value(json_object_get(json_object_get(row, "baseline"), "median")) >
                0);
    json_decref(json);
    fake_folder_remove(&folder);
}

/* Of what a scenario forgets, every command that reads it says how much. */
static void
the_day_as_of_is_said(void **state)
{
    static const char persons[] = " --grep groups.chechen.departure.persons";
    struct fake_folder folder;
    char arguments[1024];
    (void) state;
    expect("check " MINI " --as-of 2015-02-28", 0, "as of 2015-02-28: 5 observed values");
    expect("check " MINI " --as-of 2015-02-28 --json", 0, "\"forgotten\": 5");
    expect("check " MINI " --as-of 2015-02-27", 2, "expected the last day of a month");
    snprintf(arguments, sizeof arguments, "params " MINI " --as-of 2015-02-28%s", persons);
    expect(arguments, 0, "held from 2015-03 at the mean of January 2015 to February 2015");
    snprintf(arguments, sizeof arguments, "params " MINI " --json --as-of 2015-02-28%s",
             persons);
    expect(arguments, 0, "\"known_from\": \"2015-02-28\"");
    expect(arguments, 0, "\"walks_from\": \"2015-03-01\"");
    snprintf(arguments, sizeof arguments, "params " MINI " --known decreed%s", persons);
    expect(arguments, 0, "0 of ");
    expect("params " MINI " --known seen", 2, "expected observed or decreed");
    fake_folder_make(&folder, "out.sqlite");
    snprintf(arguments, sizeof arguments, "run " MINI " --draws 0 --as-of 2015-02-28 -o %s",
             folder.file);
    expect(arguments, 0, "as of 2015-02-28, 5 values");
    fake_folder_remove(&folder);
}

static void
check_and_params_read_the_small_world(void **state)
{
    (void) state;
    expect("check " MINI, 0, "A small world");
    expect("params " MINI " --grep states.POL.dublin", 0, "mini.cfg:");
    expect("params " MINI " --json --grade D", 0, "\"grade\": \"D\"");
}

static void
put_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void
make_reform(const char *path, const char *set)
{
    char text[2048];
    snprintf(text, sizeof text,
             "extends = \"%s\"; title = \"R\"; claim = \"C\"; source = \"S\";\n"
             "in_force = \"2017-01-01\";\nset: {\n%s};\n",
             MINI, set);
    put_file(path, text);
}

static void
check_says_what_a_set_changes(void **state)
{
    struct fake_folder folder;
    char arguments[1024];
    (void) state;
    fake_folder_make(&folder, "reform.cfg");
    make_reform(folder.file, "rules: { dublin: { answer_days = 7; lapse = false; }; };\n");
    expect("check " MINI " --set rules.dublin.lapse=false", 0,
           "Set on the command line\ndublin.lapse");
    expect("check " MINI " --set rules.dublin.lapse=false", 0, "all states: yes -> no");
    snprintf(arguments, sizeof arguments, "check %s --set rules.dublin.lapse=true --reform %s",
             MINI, folder.file);
    expect(arguments, 0,
           "the command line overrides the reform here: rules.dublin.lapse = yes");
    expect(arguments, 0, "in force  2017-01-01");
    snprintf(arguments, sizeof arguments,
             "run %s -q --set rules.dublin.lapse=true -o %s/out.sqlite --reform %s", MINI,
             folder.name, folder.file);
    expect(arguments, 0, "out.sqlite");
    snprintf(arguments, sizeof arguments, "compare %s/out.sqlite", folder.name);
    expect(arguments, 0, "in force from 2017-01-01");
    fake_folder_remove(&folder);
}

/* Two reforms that set one value differently, and the package of both. */
static void
make_package(const struct fake_folder *folder, char package[160])
{
    char path[160], text[1024];
    snprintf(path, sizeof path, "%s/one.cfg", folder->name);
    make_reform(path, "crossings: { terespol: { border: { p_heard = 1.0; }; }; };\n"
                      "rules: { dublin: { answer_days = 7; }; };\n");
    snprintf(path, sizeof path, "%s/two.cfg", folder->name);
    make_reform(path, "rules: { dublin: { answer_days = 9; lapse = false; }; };\n");
    snprintf(package, 160, "%s/both.cfg", folder->name);
    snprintf(text, sizeof text,
             "title = \"Both\"; claim = \"More get in\"; source = \"S\";\n"
             "claim_outcome = { metric = \"border_admissions\"; place = \"terespol\"; "
             "direction = \"more\"; };\nparts = [ \"one.cfg\", \"two.cfg\" ];\n"
             "settles = { key = \"dublin.answer_days\"; holds = \"two\"; over = \"one\"; "
             "because = \"nine is more\"; };\n");
    put_file(package, text);
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

/* A placebo is allowed, and said to be one. */
static void
a_reform_after_the_last_day_is_said_to_change_nothing(void **state)
{
    struct fake_folder folder;
    char arguments[1024], text[1024];
    struct said said;
    (void) state;
    fake_folder_make(&folder, "reform.cfg");
    snprintf(text, sizeof text,
             "extends = \"%s\"; title = \"R\"; claim = \"C\"; source = \"S\";\n"
             "in_force = \"2030-01-01\";\n"
             "set: { rules: { dublin: { lapse = false; }; }; };\n",
             MINI);
    put_file(folder.file, text);
    snprintf(arguments, sizeof arguments, "check %s --reform %s", MINI, folder.file);
    expect(arguments, 0,
           "comes into force after the last day of the run, 2018-12-31: nothing "
           "will change");
    snprintf(arguments, sizeof arguments, "check %s --json --reform %s", MINI, folder.file);
    expect(arguments, 0, "\"note\": \"comes into force after");
    snprintf(arguments, sizeof arguments, "run %s -o %s/out.sqlite --reform %s", MINI,
             folder.name, folder.file);
    expect(arguments, 0, "reform: comes into force after the last day");
    make_reform(folder.file, "rules: { dublin: { lapse = false; }; };\n");
    snprintf(arguments, sizeof arguments, "check %s --reform %s", MINI, folder.file);
    run(&said, arguments);
    assert_null(strstr(said.text, "nothing will change"));
    fake_folder_remove(&folder);
}

static void
a_package_is_run_split_and_its_claim_tested(void **state)
{
    struct fake_folder folder;
    char arguments[1024], package[160];
    struct said said;
    json_error_t error;
    (void) state;
    fake_folder_make(&folder, "out.sqlite");
    make_package(&folder, package);
    snprintf(arguments, sizeof arguments, "check %s --package %s", MINI, package);
    expect(arguments, 0, "set by more than one reform (the later one wins)");
    expect(arguments, 0, "tested by more border_admissions, population all, place terespol");
    snprintf(arguments, sizeof arguments, "run %s --package %s -o %s", MINI, package,
             folder.file);
    run(&said, arguments);
    assert_int_equal(said.code, 0);
    assert_non_null(strstr(said.text, "package of 2 parts: all 3 subsets"));
    assert_non_null(strstr(said.text, "estimate: 20 histories"));
    assert_non_null(strstr(said.text, "rules.dublin.answer_days: two"));
    snprintf(arguments, sizeof arguments, "compare %s", folder.file);
    expect(arguments, 0, "More: let in to claim asylum at Brest-Terespol, 2017-2018");
    expect(arguments, 0, "supported: zero lies outside");
    expect(arguments, 0, "--package");
    snprintf(arguments, sizeof arguments, "compare %s --package", folder.file);
    expect(arguments, 0, "Shapley");
    static const char *const places[] = { "POL", "Poland", "terespol", "'>RUS'", "BLR" };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        snprintf(arguments, sizeof arguments, "compare %s --package --place %s", folder.file,
                 places[i]);
        expect(arguments, 0, "the package");
    }
    snprintf(arguments, sizeof arguments, "compare %s --package --period 2017-03", folder.file);
    expect(arguments, 0, "let in to claim");
    snprintf(arguments, sizeof arguments, "compare %s --package --json", folder.file);
    run(&said, arguments);
    json_t *json = json_loads(said.text, 0, &error);
    if (!json)
        fail_msg("%s", error.text);
    assert_int_equal(json_integer_value(json_object_get(json, "subsets")), 3);
    json_t *outcome = json_array_get(json_object_get(json, "outcomes"), 0);
    assert_int_equal(json_array_size(json_object_get(outcome, "parts")), 2);
    json_decref(json);
    fake_folder_remove(&folder);
}

static void
a_claim_is_put_to_the_test_in_words(void **state)
{
    struct fake_folder folder;
    char arguments[1024], reform[160], text[1024];
    (void) state;
    fake_folder_make(&folder, "out.sqlite");
    snprintf(reform, sizeof reform, "%s/shut.cfg", folder.name);
    snprintf(text, sizeof text,
             "extends = \"%s\"; title = \"Shut\"; claim = \"C\"; source = \"S\";\n"
             "claim_outcome = ( { metric = \"border_admissions\"; direction = \"more\"; },\n"
             " { metric = \"measures_asked\"; direction = \"less\"; } );\n"
             "in_force = \"2017-01-01\";\n"
             "set: { crossings: { terespol: { border: { p_heard = 0.0; }; }; }; };\n",
             MINI);
    put_file(reform, text);
    snprintf(arguments, sizeof arguments, "run %s -q --reform %s -o %s", MINI, reform,
             folder.file);
    expect(arguments, 0, "out.sqlite");
    snprintf(arguments, sizeof arguments, "compare %s --claims", folder.file);
    expect(arguments, 0, "contradicted: it moves the other way");
    expect(arguments, 0,
           "histories    60: 60 draws of the uncertain parameters x 1 stream of luck");
    expect(arguments, 0, "not supported: zero lies inside; no history differs, and the");
    snprintf(arguments, sizeof arguments, "compare %s --json", folder.file);
    expect(arguments, 0, "\"verdict\": \"contradicted\"");
    snprintf(arguments, sizeof arguments, "compare %s --package", folder.file);
    expect(arguments, 2, "does not belong to a package");
    fake_folder_remove(&folder);
}

static void
a_reform_never_in_force_is_not_tested(void **state)
{
    static const char *const ways[] = { "", "--claims", "--claims --json", "--json" };
    struct fake_folder folder;
    struct said said;
    char arguments[1024], reform[160], text[1024];
    (void) state;
    fake_folder_make(&folder, "out.sqlite");
    snprintf(reform, sizeof reform, "%s/late.cfg", folder.name);
    snprintf(text, sizeof text,
             "extends = \"%s\"; title = \"Late\"; claim = \"C\"; source = \"S\";\n"
             "claim_outcome = { metric = \"border_admissions\"; direction = \"more\"; };\n"
             "in_force = \"2030-01-01\";\n"
             "set: { crossings: { terespol: { border: { p_heard = 0.0; }; }; }; };\n",
             MINI);
    put_file(reform, text);
    snprintf(arguments, sizeof arguments, "run %s -q --reform %s -o %s", MINI, reform,
             folder.file);
    expect(arguments, 0, "out.sqlite");
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        snprintf(arguments, sizeof arguments, "compare %s %s", folder.file, ways[i]);
        expect(arguments, 0, "not in force before the last day: nothing is tested");
        run(&said, arguments);
        assert_null(strstr(said.text, "not supported"));
    }
    fake_folder_remove(&folder);
}

/* A reform that does what it claims in every history, of too few draws: nobody says that it
   does, in whatever way they are asked, and however many streams of luck each draw has. */
static void
too_few_draws_give_no_verdict_anywhere(void **state)
{
    static const char *const ways[] = { "",
                                        "--claims",
                                        "--by year",
                                        "--metric border_admissions",
                                        "--pairing",
                                        "--json",
                                        "--claims --json",
                                        "--package",
                                        "--package --json" };
    static const char *const verdicts[] = { "zero lies",
                                            "Clearly",
                                            "supported",
                                            "contradicted",
                                            "\"verdict\": \"more\"",
                                            "\"verdict\": \"less\"",
                                            " of 2\n",
                                            " of 19\n" };
    struct fake_folder folder;
    struct said said;
    char arguments[1024], package[160];
    (void) state;
    fake_folder_make(&folder, "out.sqlite");
    make_package(&folder, package);
    for (int few = 0; few < 2; few++) { /* 19 draws, and 2 of 12 streams each */
        snprintf(arguments, sizeof arguments, "run %s --package %s -q --force %s -o %s", MINI,
                 package, few ? "--draws 2 --replicates 12" : "--draws 19", folder.file);
        expect(arguments, 0, "out.sqlite");
        for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
            snprintf(arguments, sizeof arguments, "compare %s %s", folder.file, ways[i]);
            expect(arguments, 0,
                   strstr(ways[i], "json") ? "too few draws"
                   : few                   ? "too few draws (2 of 20)"
                                           : "too few draws (19 of 20)");
            run(&said, arguments);
            for (size_t k = 0; k < sizeof verdicts / sizeof *verdicts; k++)
                if (strstr(said.text, verdicts[k]))
                    fail_msg("asylsim %s says '%s':\n%s", arguments, verdicts[k], said.text);
        }
    }
    snprintf(arguments, sizeof arguments, "run %s --package %s -q --force -o %s", MINI, package,
             folder.file);
    expect(arguments, 0, "out.sqlite"); /* as many as need be, where nothing is said of them */
    snprintf(arguments, sizeof arguments, "compare %s", folder.file);
    expect(arguments, 0,
           "histories    20: 20 draws of the uncertain parameters x 1 stream of luck");
    expect(arguments, 0, "supported: zero lies outside");
    expect(arguments, 0, "none of 20 still allows up to 14 in 100");
    snprintf(arguments, sizeof arguments, "compare %s --pairing", folder.file);
    expect(arguments, 0, "cannot be told without a second stream of luck");
    fake_folder_remove(&folder);
}

/* Of how many draws, wherever it is said in how many. */
static void
worse_is_said_of_so_many_draws(void **state)
{
    struct fake_folder folder;
    struct said said;
    json_error_t error;
    char arguments[1024], package[160];
    (void) state;
    fake_folder_make(&folder, "out.sqlite");
    make_package(&folder, package);
    snprintf(arguments, sizeof arguments,
             "run %s --package %s -q --draws 21 --replicates 2 -o %s", MINI, package,
             folder.file);
    expect(arguments, 0, "out.sqlite");
    snprintf(arguments, sizeof arguments, "compare %s", folder.file);
    expect(arguments, 0, " 0 of 21\n");
    expect(arguments, 0, "(of a draw, the mean of its 2");
    snprintf(arguments, sizeof arguments, "compare %s --json", folder.file);
    run(&said, arguments);
    json_t *json = json_loads(said.text, 0, &error);
    if (!json)
        fail_msg("%s", error.text);
    size_t i;
    json_t *row;
    json_array_foreach(json_object_get(json, "outcomes"), i, row)
    {
        const double n = (double) json_integer_value(json_object_get(row, "n"));
        const json_t *const n_worse = json_object_get(row, "n_worse");
        const json_t *const p_worse = json_object_get(row, "p_worse");
        assert_true(n == 21 || n == 0);
        assert_int_equal(json_is_null(n_worse), json_is_null(p_worse));
        if (!json_is_null(n_worse))
            assert_true((double) json_integer_value(n_worse) ==
                        round(n * json_real_value(p_worse)));
    }
    assert_true(i > 20);
    json_decref(json);
    fake_folder_remove(&folder);
}

/* What a world assumes after its data is read from the world, and said of every result. */
static void
what_the_world_assumes_is_its_own(void **state)
{
    static const struct {
        const char *departures, *assumption;
    } worlds[] = {
        { "",
          "departures after the last that are given (April 2015 to 2016, by group) are an" },
        { "--set groups.chechen.departure.persons=7",
          "departures after 2016 are an assumption: held at the level of 2016, but for" },
        { "--set groups.chechen.departure.persons=7 --set groups.tajik.departure.persons=7",
          "departures are an assumption: constant throughout" },
    };
    struct fake_folder folder;
    char arguments[1024];
    (void) state;
    fake_folder_make(&folder, "out.sqlite");
    for (size_t i = 0; i < sizeof worlds / sizeof *worlds; i++) {
        snprintf(arguments, sizeof arguments, "run %s --draws 0 --force %s -o %s", MINI,
                 worlds[i].departures, folder.file);
        expect(arguments, 0, worlds[i].assumption);
        snprintf(arguments, sizeof arguments, "compare %s", folder.file);
        expect(arguments, 0, worlds[i].assumption);
        snprintf(arguments, sizeof arguments, "compare %s --json", folder.file);
        expect(arguments, 0, worlds[i].assumption);
    }
    fake_folder_remove(&folder);
}

/* DESIGN: reforms each alone by default, or all at once. */
static void
reforms_run_each_alone_or_together(void **state)
{
    struct fake_folder folder;
    char arguments[1024], package[160];
    struct said said;
    (void) state;
    fake_folder_make(&folder, "out.sqlite");
    make_package(&folder, package);
    snprintf(arguments, sizeof arguments,
             "run %s --reform %s/one.cfg --reform %s/two.cfg --force -o %s", MINI, folder.name,
             folder.name, folder.file);
    expect(arguments, 0, "3 scenarios");
    snprintf(arguments, sizeof arguments, "compare %s", folder.file);
    expect(arguments, 0, "  one, in force from 2017-01-01");
    expect(arguments, 0, "  two, in force from 2017-01-01");
    expect(arguments, 0, "names no outcome (claim_outcome)");
    snprintf(arguments, sizeof arguments,
             "run %s --together --reform %s/one.cfg --reform %s/two.cfg --force -o %s", MINI,
             folder.name, folder.name, folder.file);
    run(&said, arguments);
    assert_non_null(strstr(said.text, "2 scenarios"));
    assert_non_null(strstr(said.text, "the later one wins"));
    snprintf(arguments, sizeof arguments, "compare %s", folder.file);
    expect(arguments, 0, "  one+two, in force from 2017-01-01");
    fake_folder_remove(&folder);
}

static void
strict_check_wants_sources(void **state)
{
    (void) state;
    expect("check " MINI " --strict", 2, "has no source");
    expect("check " MINI, 0, "fine");
}

static void
a_file_of_another_kind_names_its_option(void **state)
{
    static const char reform[] = ASY_SOURCE_DIR "/scenarios/reforms/mandatory-ipa.cfg";
    static const char package[] = ASY_SOURCE_DIR "/scenarios/packages/editors-four.cfg";
    static const struct {
        const char *option, *file, *word;
    } wrong[] = {
        { MINI " --package", reform, "extends: this is a reform: give it with --reform" },
        { MINI " --package", MINI, "this is a baseline" },
        { MINI " --reform", ASY_SOURCE_DIR "/scenarios/world/dublin.cfg", "is not a reform" },
        { "", package, "editors-four.cfg:10: parts: this is a package: give it with --reform" },
    };
    char arguments[1024];
    struct said said;
    (void) state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        snprintf(arguments, sizeof arguments, "check %s %s", wrong[i].option, wrong[i].file);
        expect(arguments, 2, wrong[i].word);
        run(&said, arguments);
        assert_int_equal(strchr(said.text, '\n') - said.text,
                         strlen(said.text) - 1); /* one line */
    }
}

static void
check_puts_errors_in_line_order_and_nothing_else(void **state)
{
    struct fake_folder folder;
    char arguments[1024];
    struct said said;
    (void) state;
    fake_folder_make(&folder, "reform.cfg");
    make_reform(folder.file, "states: { POL: { dublin: { nothing = 1; }; }; };\n"
                             "rules: { dublin: { nonsense = 1; }; };\n");
    snprintf(arguments, sizeof arguments, "check %s --reform %s", MINI, folder.file);
    run(&said, arguments);
    assert_int_equal(said.code, 2);
    assert_null(strstr(said.text, "fine"));
    const char *const first = strstr(said.text, "reform.cfg:4");
    const char *const second = strstr(said.text, "reform.cfg:5");
    assert_non_null(first);
    assert_non_null(second);
    assert_true(first < second);
    fake_folder_remove(&folder);
}

static void
help_names_every_command_and_makes_a_man_page(void **state)
{
    (void) state;
    expect("help", 0, "compare");
    expect("help run", 0, "--reform");
    expect("run --help", 0, "--shard");
    expect("--version", 0, "asylsim 0.");
    expect("help --man", 0, ".TH ASYLSIM");
    expect("help --completion", 0, "complete -o filenames -F _asylsim asylsim");
    expect("help --completion | bash -n", 0, NULL);
}

/* Of a draft of `asylsim new` as it stands. */
static void
a_claim_not_yet_written_is_not_put_to_the_test(void **state)
{
    struct fake_folder folder;
    struct said said;
    char arguments[1024], reform[160], text[1024];
    (void) state;
    fake_folder_make(&folder, "out.sqlite");
    snprintf(reform, sizeof reform, "%s/draft.cfg", folder.name);
    snprintf(text, sizeof text,
             "extends = \"%s\"; title = \"Draft\";\n"
             "claim = \"To be filled in: what becomes of people, in one sentence\";\n"
             "claim_outcome = { metric = \"children_harmed\"; population = \"chechen\"; "
             "direction = \"less\"; };\n"
             "source = \"S\"; in_force = \"2017-01-01\";\n"
             "set: { crossings: { terespol: { border: { p_heard = 0.0; }; }; }; };\n",
             MINI);
    put_file(reform, text);
    snprintf(arguments, sizeof arguments, "check %s --reform %s", MINI, reform);
    expect(arguments, 0, "claim     not yet written: say in one sentence");
    snprintf(arguments, sizeof arguments, "run %s -q --draws 20 --reform %s -o %s", MINI,
             reform, folder.file);
    expect(arguments, 0, "out.sqlite");
    snprintf(arguments, sizeof arguments, "compare %s", folder.file);
    run(&said, arguments);
    assert_null(strstr(said.text, "To be filled in"));
    assert_non_null(
        strstr(said.text, "The claim is not yet written: in the reform's file say in"));
    assert_non_null(strstr(said.text, "    Fewer: children refouled, seized"));
    /* no label is cut, and none is told in more pieces than its numbers have lines */
    assert_non_null(strstr(said.text,
                           "\n  children refouled, seized in transit, killed, dead at a "
                           "frontier or persecuted after return,\n  Chechens"));
    fake_folder_remove(&folder);
}

static void
the_head_names_people_and_keeps_to_the_page(void **state)
{
    struct fake_folder folder;
    struct said said;
    char arguments[512];
    (void) state;
    fake_folder_make(&folder, "out.sqlite");
    make_results(&folder);
    snprintf(arguments, sizeof arguments, "compare %s --population chechen", folder.file);
    run(&said, arguments);
    assert_non_null(strstr(said.text, " persons (Chechens), or came under pressure at home"));
    assert_non_null(strstr(said.text, "\n  assumption   departures"));
    for (const char *line = said.text; line && *line; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (strcspn(line, "\n") > 110) /* bytes: some signs take three for a column */
            fail_msg("a line of %zu bytes:\n%.200s", strcspn(line, "\n"), line);
    }
    fake_folder_remove(&folder);
}

/* A capacity is a ceiling: raised where nobody is held up by it, it does nothing. */
static void
a_ceiling_raised_where_nobody_waits_is_warned_of(void **state)
{
    static const struct {
        const char *persons;
        bool is_reached;
    } told[] = { { "1000", false }, { "0.3", true } };
    struct fake_folder folder;
    static struct said said;
    char file[160], text[512], arguments[1024];
    (void) state;
    fake_folder_make(&folder, "out.sqlite");
    snprintf(text, sizeof text, "cp %s/tests/support/mini.cfg %s/", ASY_SOURCE_DIR,
             folder.name);
    assert_int_equal(system(text), 0);
    snprintf(file, sizeof file, "%s/both.cfg", folder.name);
    put_file(file, "@include \"mini.cfg\"\n@include \"more.cfg\"\n");
    snprintf(file, sizeof file, "%s/thrice.cfg", folder.name);
    put_file(file,
             "extends = \"both.cfg\"; title = \"Thrice\"; claim = \"C\"; source = \"S\";\n"
             "in_force = \"2017-01-01\";\n"
             "set: { states: { POL: { merits: { capacity = { times = 3; }; }; }; }; };\n");
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        snprintf(file, sizeof file, "%s/more.cfg", folder.name);
        snprintf(text, sizeof text,
                 "rules: { merits: { capacity = { value = %s; unit = \"persons/day\"; "
                 "source = \"S\"; grade = \"A\"; }; }; };\n",
                 told[i].persons);
        put_file(file, text);
        snprintf(arguments, sizeof arguments, "check %s/both.cfg --reform %s/thrice.cfg",
                 folder.name, folder.name);
        run(&said, arguments);
        assert_int_equal(said.code, 0);
        if (!strstr(said.text, "warning: merits.capacity of Poland: nobody is kept waiting") !=
            told[i].is_reached)
            fail_msg("%s persons a day:\n%s", told[i].persons, said.text);
    }
    expect("find 'Poland decides three times as much'", 0,
           "a ceiling, at most so many: raising it changes something only where people wait");
    fake_folder_remove(&folder);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrong_usage_exits_2_and_says_what_was_meant),
        cmocka_unit_test(a_long_run_says_once_how_long_it_takes),
        cmocka_unit_test(what_is_no_scenario_is_said_once),
        cmocka_unit_test(a_baseline_is_no_reform_and_the_error_says_what_it_is),
        cmocka_unit_test(a_claim_not_yet_written_is_not_put_to_the_test),
        cmocka_unit_test(the_head_names_people_and_keeps_to_the_page),
        cmocka_unit_test(a_ceiling_raised_where_nobody_waits_is_warned_of),
        cmocka_unit_test(one_law_of_the_catalogue_is_json_in_the_form_of_all),
        cmocka_unit_test(one_thread_is_not_compared_with_itself),
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
        cmocka_unit_test(compare_shows_harm_and_the_assumption),
        cmocka_unit_test(one_history_has_no_range),
        cmocka_unit_test(compare_shows_the_reforms_that_are_named),
        cmocka_unit_test(regression_compare_leaves_one_line_blank_at_a_time),
        cmocka_unit_test(compare_json_is_json),
        cmocka_unit_test(the_day_as_of_is_said),
        cmocka_unit_test(check_and_params_read_the_small_world),
        cmocka_unit_test(check_says_what_a_set_changes),
        cmocka_unit_test(resume_says_which_reform_parts_it_from_the_file),
        cmocka_unit_test(a_reform_after_the_last_day_is_said_to_change_nothing),
        cmocka_unit_test(a_package_is_run_split_and_its_claim_tested),
        cmocka_unit_test(a_claim_is_put_to_the_test_in_words),
        cmocka_unit_test(a_reform_never_in_force_is_not_tested),
        cmocka_unit_test(too_few_draws_give_no_verdict_anywhere),
        cmocka_unit_test(worse_is_said_of_so_many_draws),
        cmocka_unit_test(what_the_world_assumes_is_its_own),
        cmocka_unit_test(reforms_run_each_alone_or_together),
        cmocka_unit_test(strict_check_wants_sources),
        cmocka_unit_test(a_file_of_another_kind_names_its_option),
        cmocka_unit_test(check_puts_errors_in_line_order_and_nothing_else),
        cmocka_unit_test(help_names_every_command_and_makes_a_man_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
