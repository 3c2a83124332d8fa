/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The outcome of a claim: read, checked against the catalogue and the scenario's names, stored,
   and put to the test. Lint: what has no source or grade is found. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/texts.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#define MINI ASY_SOURCE_DIR "/tests/support/mini.cfg"
#define SHIPPED ASY_SOURCE_DIR "/scenarios/"
#define HEAD                                                                                   \
    "extends = \"" MINI "\"; title = \"T\"; claim = \"C\"; source = \"S\"; in_force = "        \
    "\"2017-01-01\";\n"
#define SET "set: { rules: { dublin: { lapse = false; }; }; };\n"

static struct texts_folder folder;

static int
begin(void **state)
{
    (void) state;
    texts_open(&folder);
    return 0;
}

static int
end(void **state)
{
    (void) state;
    texts_close(&folder);
    return 0;
}

static struct asy_scenario *
load(const char *text, char *said, size_t size)
{
    char path[128];
    const char *list[1] = { path };
    const struct asy_scenario_args args = { .baseline = MINI, .reforms = list, .n_reforms = 1 };
    texts_put(&folder, "reform.cfg", text, path);
    return texts_load(&args, said, size);
}

static void
a_claim_names_its_outcomes_in_order(void **state)
{
    char said[2048];
    struct asy_claim_outcome claim;
    (void) state;
    struct asy_scenario *s = load(
        HEAD "claim_outcome = ( { metric = \"border_admissions\"; place = \"terespol\"; "
             "direction = \"more\"; },\n"
             "{ metric = \"recognition_rate\"; place = \"POL\"; population = \"RUS\"; "
             "direction = \"less\"; },\n"
             "{ metric = \"returns_forced\"; place = \"POL>RUS\"; population = \"chechen\"; "
             "direction = \"less\"; } );\n" SET,
        said, sizeof said);
    if (!s)
        fail_msg("%s", said);
    assert_true(asy_scenario_claim_outcome(s, 0, &claim));
    assert_string_equal(claim.metric, "border_admissions");
    assert_string_equal(claim.place, "terespol");
    assert_string_equal(claim.population, "all");
    assert_string_equal(claim.reform, "reform");
    assert_int_equal(claim.direction, 1);
    assert_true(asy_scenario_claim_outcome(s, 2, &claim));
    assert_string_equal(claim.place, "POL>RUS");
    assert_int_equal(claim.direction, -1);
    assert_false(asy_scenario_claim_outcome(s, 3, &claim));
    asy_scenario_destroy(s);
}

static void
a_wrong_claim_is_refused_with_line_and_hint(void **state)
{
    static const struct {
        const char *claim, *expected;
    } row[] = {
        { "{ metric = \"claim_first\"; direction = \"less\"; }", "did you mean claims_first?" },
        { "{ metric = \"claims_first\"; place = \"terespol\"; direction = \"less\"; }",
          "place = terespol, expected a country or all" },
        { "{ metric = \"border_attempts\"; place = \"POL\"; direction = \"less\"; }",
          "expected a crossing or all" },
        { "{ metric = \"protected\"; place = \"POL\"; direction = \"more\"; }",
          "counted without a place" },
        { "{ metric = \"returns_forced\"; place = \"POL>RSU\"; direction = \"less\"; }",
          "expected a country, a pair" },
        { "{ metric = \"protected\"; population = \"chechens\"; direction = \"more\"; }",
          "chechens is not a group or citizenship, did you mean chechen?" },
        { "{ metric = \"protected\"; direction = \"up\"; }",
          "direction = \"up\", expected \"more\" or \"less\"" },
        { "{ metric = \"protected\"; }", "direction is missing" },
        { "{ direction = \"more\"; }", "metric is missing" },
        { "{ metric = \"protected\"; direction = \"more\"; plase = \"all\"; }",
          "unknown key, did you mean place?" },
        { "\"protected\"", "expected { metric" },
    };
    (void) state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        char text[1024], said[2048];
        snprintf(text, sizeof text, HEAD "claim_outcome = %s;\n" SET, row[i].claim);
        struct asy_scenario *s = load(text, said, sizeof said);
        if (s || !strstr(said, row[i].expected) || !strstr(said, "reform.cfg:2"))
            fail_msg("%s: expected '%s' at line 2, got: %s", row[i].claim, row[i].expected,
                     said);
    }
}

/* ---- lint -------------------------------------------------------------------- */

static void
lint(const char *text, char *said, size_t size)
{
    struct asy_errors errs = { 0 };
    struct asy_scenario *s = load(text, said, size);
    if (!s)
        fail_msg("%s", said);
    asy_scenario_lint(s, &errs);
    texts_print_errors(&errs, said, size);
    asy_errors_free(&errs);
    asy_scenario_destroy(s);
}

#define CLAIM "claim_outcome = { metric = \"protected\"; direction = \"more\"; };\n"

static void
lint_finds_what_a_reform_leaves_unsaid(void **state)
{
    static const struct {
        const char *text, *expected; /* NULL: nothing to find */
    } row[] = {
        { HEAD CLAIM SET, NULL },
        { HEAD SET, "names no claim_outcome" },
        { HEAD CLAIM "set: { rules: { dublin: { p_request = 0.95; }; }; };\n", "has no grade" },
        { HEAD CLAIM "set: { rules: { dublin: { p_request = 1.0; }; }; };\n", NULL },
        { HEAD CLAIM
          "set: { rules: { dublin: { p_request = { value = 0.9; grade = \"D\"; }; }; }; };\n",
          "is an assumption (grade D) without a prior" },
        { HEAD CLAIM "set: { rules: { dublin: { p_request = { value = 0.9; grade = \"D\"; "
                     "prior = \"beta(9, 1)\"; }; }; }; };\n",
          NULL },
    };
    char said[4096];
    (void) state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        lint(row[i].text, said, sizeof said);
        if (row[i].expected ? !strstr(said, row[i].expected) : said[0] != '\0')
            fail_msg("%s\nexpected '%s', got: %s", row[i].text,
                     row[i].expected ? row[i].expected : "", said);
    }
}

static void
lint_finds_what_a_baseline_leaves_unsaid(void **state)
{
    const struct asy_scenario_args args = { .baseline = MINI };
    static char said[65536];
    struct asy_errors errs = { 0 };
    (void) state;
    struct asy_scenario *s = texts_load(&args, said, sizeof said);
    assert_non_null(s);
    asy_scenario_lint(s, &errs);
    texts_print_errors(&errs, said, sizeof said);
    asy_errors_free(&errs);
    asy_scenario_destroy(s);
    assert_non_null(strstr(said, "states.POL.dublin.p_abscond: has no source"));
    assert_non_null(strstr(said, "rules.dublin.answer_days: has no grade"));
    assert_non_null(
        strstr(said, "groups.chechen.departure.persons: is an assumption (grade D) without"));
    assert_non_null(
        strstr(said, "the program's default, an assumption (grade D), applies here"));
    assert_null(strstr(said, "groups.chechen.departure.routes.terespol: has no source"));
    assert_non_null(strstr(said, "mini.cfg:"));
}

/* Lints one scenario; what it finds is printed. */
static size_t
lint_shipped(const struct asy_scenario_args *args)
{
    static char said[65536];
    struct asy_errors errs = { 0 };
    struct asy_scenario *s = texts_load(args, said, sizeof said);
    if (!s) {
        print_error("%s", said);
        return 1;
    }
    asy_scenario_lint(s, &errs);
    texts_print_errors(&errs, said, sizeof said);
    if (errs.n)
        print_error("%s", said);
    const size_t n = errs.n;
    asy_errors_free(&errs);
    asy_scenario_destroy(s);
    return n;
}

static size_t
lint_folder(const char *name, bool packages)
{
    DIR *dir = opendir(name);
    size_t n = 0, n_files = 0;
    struct dirent *entry;
    assert_non_null(dir);
    while ((entry = readdir(dir))) {
        char path[512];
        const char *const list[1] = { path };
        struct asy_scenario_args args = { .baseline = SHIPPED "baseline.cfg" };
        if (!strstr(entry->d_name, ".cfg"))
            continue;
        snprintf(path, sizeof path, "%s/%.200s", name, entry->d_name);
        if (packages) {
            args.package = path;
        } else {
            args.reforms = list;
            args.n_reforms = 1;
        }
        n += lint_shipped(&args);
        n_files++;
    }
    closedir(dir);
    assert_true(n_files > 0);
    return n;
}

static void
everything_shipped_says_its_sources(void **state)
{
    const struct asy_scenario_args args = { .baseline = SHIPPED "baseline.cfg" };
    (void) state;
    size_t n = lint_shipped(&args);
    n += lint_folder(SHIPPED "reforms", false);
    n += lint_folder(SHIPPED "packages", true);
    assert_int_equal(n, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_claim_names_its_outcomes_in_order),
        cmocka_unit_test(a_wrong_claim_is_refused_with_line_and_hint),
        cmocka_unit_test(lint_finds_what_a_reform_leaves_unsaid),
        cmocka_unit_test(lint_finds_what_a_baseline_leaves_unsaid),
        cmocka_unit_test(everything_shipped_says_its_sources),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
