/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program as people meet it: what is wrong is said, with the right exit code; what check
   and params say of a scenario, and help of the program. */
#include "support/on_mini.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

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

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrong_usage_exits_2_and_says_what_was_meant),
        cmocka_unit_test(one_thread_is_not_compared_with_itself),
        cmocka_unit_test(the_day_as_of_is_said),
        cmocka_unit_test(check_and_params_read_the_small_world),
        cmocka_unit_test(check_says_what_a_set_changes),
        cmocka_unit_test(a_reform_after_the_last_day_is_said_to_change_nothing),
        cmocka_unit_test(strict_check_wants_sources),
        cmocka_unit_test(a_file_of_another_kind_names_its_option),
        cmocka_unit_test(check_puts_errors_in_line_order_and_nothing_else),
        cmocka_unit_test(help_names_every_command_and_makes_a_man_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
