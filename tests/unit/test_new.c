/* SPDX-License-Identifier: GPL-3.0-or-later */
/* asylsim new: what it writes is a reform that check takes; what is wrong is said of the value
   as it was given, and then nothing is written. And what check says of what is so already. */
#include "scenario/draft.h"
#include "support/fake_results.h"
#include "support/program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MINI ASY_SOURCE_DIR "/tests/support/mini.cfg"

static struct said said;

__attribute__((format(printf, 1, 2))) static void
run(const char *format, ...)
{
    char command[8192];
    va_list args;

    const int n =
        snprintf(command, sizeof command, "cd %s && %s ", ASY_SOURCE_DIR, ASY_PROGRAM);
    va_start(args, format);
    vsnprintf(command + n, sizeof command - (size_t) n, format, args);
    va_end(args);
    strncat(command, " 2>&1", sizeof command - strlen(command) - 1);
    program_run(&said, command);
}

static void
expect(int code, const char *word)
{
    if (said.code != code || (word && !strstr(said.text, word)))
        fail_msg("exit %d, not %d, or no '%s':\n%s", said.code, code, word ? word : "",
                 said.text);
}

static void
read_file(const char *path)
{
    FILE *const file = fopen(path, "r");
    assert_non_null(file);
    said.text[fread(said.text, 1, sizeof said.text - 1, file)] = '\0';
    fclose(file);
}

static int
files_in(const char *folder)
{
    DIR *const open = opendir(folder);
    int n = 0;
    assert_non_null(open);
    for (const struct dirent *one; (one = readdir(open)) != NULL;)
        n += strcmp(one->d_name, ".") != 0 && strcmp(one->d_name, "..") != 0;
    closedir(open);
    return n;
}

/* ---- what is written --------------------------------------------------------- */

static void
what_is_written_is_a_reform_that_check_takes(void **state)
{
    struct fake_folder folder;
    (void) state;
    fake_folder_make(&folder, "mine.cfg");
    run("new 'Dublin \"transfers\" within three months' dublin.limit_days=91 "
        "'dublin.suspended+=POL' 'states.POL.merits.capacity*=3' "
        "'merits.standard={ as_in = AUT; only = ( { group = chechen; } ); }' -o %s",
        folder.file);
    expect(0, "4 keys from 2017-01-01");
    expect(0, "To be filled in: source");
    assert_int_equal(files_in(folder.name), 1);
    run("check %s --no-pilot", folder.file);
    expect(0, " values changed");
    expect(0, "still to fill in: source");
    expect(0, "dublin.limit_days");
    run("check %s --no-pilot --strict", folder.file);
    expect(2, "has no source");
    read_file(folder.file);
    assert_non_null(
        strstr(said.text, "title = \"Dublin \\\"transfers\\\" within three months\";"));
    assert_non_null(strstr(said.text, "Before: 183 (days) */\n            limit_days = 91;"));
    assert_non_null(strstr(said.text, "suspended = { add = [\"POL\"]; };"));
    assert_non_null(strstr(said.text, "capacity = { times = 3; };"));
    assert_non_null(strstr(said.text, "\nclaim_outcome = { metric = \""));
    fake_folder_remove(&folder);
}

/* So that it can be mailed; and what to type next is what was typed. */
static void
a_reform_elsewhere_names_the_baseline_alone(void **state)
{
    struct fake_folder folder;
    (void) state;
    fake_folder_make(&folder, "mine.cfg");
    run("help >/dev/null; cd %s && %s new 'Mine' dublin.limit_days=91 -o mine.cfg", folder.name,
        ASY_PROGRAM);
    expect(0, "Then: " ASY_PROGRAM " check mine.cfg");
    read_file(folder.file);
    assert_non_null(strstr(said.text, "extends = \"baseline.cfg\";"));
    fake_folder_remove(&folder);
}

static void
a_reform_among_the_shipped_names_its_baseline_by_the_way_to_it(void **state)
{
    struct fake_folder folder;
    char scenarios[128];
    (void) state;
    fake_folder_make(&folder, "scenarios/reforms/mine.cfg");
    snprintf(scenarios, sizeof scenarios, "cp -r %s/scenarios %s/", ASY_SOURCE_DIR,
             folder.name);
    assert_int_equal(system(scenarios), 0);
    run("help >/dev/null; cd %s && %s new 'Mine' dublin.limit_days=91 -o "
        "scenarios/reforms/mine.cfg",
        folder.name, ASY_PROGRAM);
    expect(0, "1 key");
    read_file(folder.file);
    assert_non_null(strstr(said.text, "extends = \"../baseline.cfg\";"));
    snprintf(scenarios, sizeof scenarios, "rm -r %s/scenarios", folder.name);
    assert_int_equal(system(scenarios), 0);
    fake_folder_remove(&folder);
}

static void
a_span_is_read_as_params_prints_it(void **state)
{
    struct asy_pool pool = { 0 };
    struct asy_errors errs = { 0 };
    static const struct {
        const char *given, *read;
    } values[] = {
        { "dublin.limit_days=91", "rules.dublin.limit_days=91" },
        { "rules.dublin.limit_days = 91", "rules.dublin.limit_days=91" },
        { "states.POL.merits.capacity*=1.5", "states.POL.merits.capacity={ times = 1.5; }" },
        { "dublin.limit_days-=10", "rules.dublin.limit_days={ plus = -10; }" },
        { "dublin.suspended-=[GRC,HUN]", "rules.dublin.suspended={ remove = [GRC,HUN]; }" },
        { "dublin.limit_days until 2017-05-31=91",
          "rules.dublin.limit_days={ value = 91; until = \"2017-05-31\"; }" },
        { "dublin.limit_days from 2017-03-01 until 2017-05-31*=2",
          "rules.dublin.limit_days={ over_time = ( { from = \"2017-03-01\"; times = 2; until = "
          "\"2017-05-31\"; } ); }" },
    };
    (void) state;
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        assert_string_equal(asy_draft_value(&pool, values[i].given, &errs), values[i].read);
    assert_null(asy_draft_value(&pool, "=3", &errs));
    assert_null(asy_draft_value(&pool, "dublin.limit_days", &errs));
    assert_null(asy_draft_value(&pool, "dublin.limit_days=", &errs));
    assert_int_equal(errs.n, 3);
    asy_errors_free(&errs);
    asy_pool_free(&pool);
}

/* ---- what is refused --------------------------------------------------------- */

static void
what_is_wrong_is_said_of_the_value_given_and_nothing_is_written(void **state)
{
    static const struct {
        const char *arguments;
        int code;
        const char *word;
    } wrong[] = {
        { "new", 2, "expected TITLE KEY=VALUE" },
        { "new 'A title'", 2, "expected TITLE KEY=VALUE" },
        { "new '' dublin.limit_days=91", 2, "empty" },
        { "new '   ' dublin.limit_days=91", 2, "empty" },
        { "new dublin.limit_days=91 dublin.lapse=false", 2, "the title comes first" },
        { "new T dublin.limit_day=91", 2,
          "dublin.limit_day=91: rules.dublin.limit_day: unknown key" },
        { "new T dublin.limit_days=many", 2, "expected a number" },
        { "new T dublin.limit_days=91 dublin.limit_days=92", 2, "appears twice" },
        { "new T dublin.suspended+=ATLANTIS", 2, "unknown country ATLANTIS" },
        { "new T dublin.limit_days", 2, "expected KEY=VALUE" },
        { "new T merits.rate.RUS=0.5", 2, "merits.rate" },
        { "new T dublin.limit_days=183", 2, "changes nothing" },
        { "new T dublin.limit_days=91 --in-force 2017-13-01", 2, "expected a day" },
        { "new T \"$(printf 'dublin.limit_days=\\377')\"", 2, "UTF-8" },
        { "new \"$(printf 'T\\377')\" dublin.limit_days=91", 2, "UTF-8" },
        { "new \"$(printf 'T\\nU')\" dublin.limit_days=91", 2, "control character" },
    };
    struct fake_folder folder;
    (void) state;
    fake_folder_make(&folder, "mine.cfg");
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        run("%s -o %s", wrong[i].arguments, folder.file);
        if (said.code != wrong[i].code || !strstr(said.text, wrong[i].word))
            fail_msg("%s: exit %d, no '%s':\n%s", wrong[i].arguments, said.code, wrong[i].word,
                     said.text);
        assert_int_equal(files_in(folder.name), 0);
    }
    run("new T dublin.limit_days=91 -o %s/no/such/folder.cfg", folder.name);
    expect(2, "its folder");
    run("new T dublin.limit_days=91 -o %s", folder.name); /* a folder */
    expect(2, "is there already");
    assert_int_equal(files_in(folder.name), 0);
    fake_folder_remove(&folder);
}

static void
a_file_that_is_there_stays_unless_forced(void **state)
{
    struct fake_folder folder;
    (void) state;
    fake_folder_make(&folder, "mine.cfg");
    run("new First dublin.limit_days=91 -q -o %s", folder.file);
    expect(0, "mine.cfg\n");
    run("new Second dublin.limit_days=92 -o %s", folder.file);
    expect(2, "is there already");
    read_file(folder.file);
    assert_non_null(strstr(said.text, "title = \"First\""));
    assert_non_null(strstr(said.text, "claim = \"Fewer: Dublin transfers\";\n"
                                      "claim_outcome = { metric = \"dublin_transfers\"; "
                                      "direction = \"less\"; };"));
    run("new Second dublin.limit_days=92 --force -o %s", folder.file);
    expect(0, "1 key");
    read_file(folder.file);
    assert_non_null(strstr(said.text, "title = \"Second\""));
    assert_int_equal(files_in(folder.name), 1);
    fake_folder_remove(&folder);
}

/* ---- what check says --------------------------------------------------------- */

static void
put_reform(const char *path, const char *claim_outcome, const char *set)
{
    FILE *const file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file,
            "extends = \"%s\"; title = \"A reform\"; claim = \"C\"; source = \"S\";\n"
            "in_force = \"2016-05-01\"; %s\n"
            "set: {\n%s\n};\n",
            MINI, claim_outcome, set);
    assert_int_equal(fclose(file), 0);
}

static void
what_is_so_already_is_told_with_its_line(void **state)
{
    struct fake_folder folder;
    (void) state;
    fake_folder_make(&folder, "reform.cfg");
    put_reform(folder.file, "",
               "rules: { dublin: { answer_days = 20;\n"
               "  p_accept = 0.1; }; };\n"
               "states: { POL: { internal_protection: { mode = \"urban_areas\"; }; };\n"
               "  /* all but Estonia: it keeps what it has */\n"
               "  EST: { dublin: { p_accept = 0.5; }; }; };");
    run("check %s --no-pilot", folder.file);
    expect(0, "already so in the baseline (nothing changes):");
    expect(0, "reform.cfg:4: rules.dublin.answer_days = 20");
    expect(0, "reform.cfg:6: states.POL.internal_protection.mode = urban_areas");
    assert_null(strstr(said.text, "reform.cfg:5: rules.dublin.p_accept"));
    run("check %s --no-pilot --json", folder.file);
    expect(0, "\"already\": [");
    expect(0, "\"path\": \"rules.dublin.answer_days\"");
    put_reform(folder.file, "", "rules: { dublin: { p_accept = 0.1; }; };");
    run("check %s --no-pilot", folder.file);
    assert_null(strstr(said.text, "already so"));
    fake_folder_remove(&folder);
}

static void
a_pair_without_its_second_half_is_refused_with_the_right_form(void **state)
{
    static const struct {
        const char *metric, *place, *word;
    } places[] = {
        { "dublin_transfers", "DEU>", "DEU is all that it sends, >DEU all that it receives" },
        { "claims_first", "DEU>", "did you mean DEU?" },
        { "claims_first", ">DEU", "did you mean DEU?" },
        { "claims_first", "DEU>POL", "did you mean DEU?" },
        { "dublin_transfers", ">", "a pair such as" },
    };
    struct fake_folder folder;
    (void) state;
    fake_folder_make(&folder, "reform.cfg");
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        char claim[300];
        snprintf(claim, sizeof claim,
                 "claim_outcome = { metric = \"%s\"; place = \"%s\"; direction = \"less\"; };",
                 places[i].metric, places[i].place);
        put_reform(folder.file, claim, "rules: { dublin: { p_accept = 0.1; }; };");
        run("check %s --no-pilot", folder.file);
        expect(2, places[i].word);
        expect(2, "reform.cfg:2");
    }
    fake_folder_remove(&folder);
}

static void
params_tells_a_key_in_one_line_unless_asked(void **state)
{
    (void) state;
    run("params %s", MINI);
    expect(0, "dublin.p_request");
    expect(0, "values of ");
    expect(0, "the program's standard");
    const char *const line = strstr(said.text, "\ndublin.p_request ");
    assert_non_null(line);
    assert_null(strstr(line + 1, "\ndublin.p_request "));
    assert_null(strstr(said.text, "states.DEU.dublin.p_request.POL"));
    run("params %s --grep p_request", MINI);
    expect(0, "states.DEU.dublin.p_request.POL");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_a_reform_that_check_takes),
        cmocka_unit_test(a_reform_elsewhere_names_the_baseline_alone),
        cmocka_unit_test(a_reform_among_the_shipped_names_its_baseline_by_the_way_to_it),
        cmocka_unit_test(a_span_is_read_as_params_prints_it),
        cmocka_unit_test(what_is_wrong_is_said_of_the_value_given_and_nothing_is_written),
        cmocka_unit_test(a_file_that_is_there_stays_unless_forced),
        cmocka_unit_test(what_is_so_already_is_told_with_its_line),
        cmocka_unit_test(a_pair_without_its_second_half_is_refused_with_the_right_form),
        cmocka_unit_test(params_tells_a_key_in_one_line_unless_asked),
    };
    return cmocka_run_group_tests_name(ASY_TEST_NAME, tests, NULL, NULL);
}
