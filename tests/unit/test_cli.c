/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program as people meet it: what is wrong is said, with the right exit code; what check
   and params say of a scenario, and help of the program. */
#include "support/on_mini.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <jansson.h>
#include <stdlib.h>
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
