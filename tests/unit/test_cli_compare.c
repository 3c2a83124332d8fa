/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What compare says of results: harm and assumptions beside effects, the claims put to the
   test, and nothing of what too few draws cannot tell. */
#include "support/on_mini.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <jansson.h>
#include <math.h>
#include <string.h>

#define GOLDEN ASY_SOURCE_DIR "/tests/golden/"

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

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(compare_shows_harm_and_the_assumption),
        cmocka_unit_test(one_history_has_no_range),
        cmocka_unit_test(compare_shows_the_reforms_that_are_named),
        cmocka_unit_test(regression_compare_leaves_one_line_blank_at_a_time),
        cmocka_unit_test(compare_json_is_json),
        cmocka_unit_test(a_package_is_run_split_and_its_claim_tested),
        cmocka_unit_test(a_claim_is_put_to_the_test_in_words),
        cmocka_unit_test(a_reform_never_in_force_is_not_tested),
        cmocka_unit_test(too_few_draws_give_no_verdict_anywhere),
        cmocka_unit_test(worse_is_said_of_so_many_draws),
        cmocka_unit_test(what_the_world_assumes_is_its_own),
        cmocka_unit_test(reforms_run_each_alone_or_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
