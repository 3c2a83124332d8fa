/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts of a package that set the same value: refused with the file and line of both, unless
   the package says which holds; and parts that move the outcome of their own claim less
   together than alone, of which `compare --package` warns. On tests/golden/small.cfg. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/program.h"
#include "support/texts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REFORM(set)                                                                            \
    "extends = \"small.cfg\"; title = \"T\"; claim = \"C\"; source = \"S\";\n"                 \
    "in_force = \"2013-01-01\";\n"                                                             \
    "claim_outcome = { metric = \"border_admissions\"; place = \"gate\"; direction = "         \
    "\"more\"; "                                                                               \
    "};\n" set "\n"
#define PACKAGE(more)                                                                          \
    "title = \"All\"; claim = \"C\"; source = \"S\";\n"                                        \
    "claim_outcome = { metric = \"protected\"; direction = \"more\"; };\n"                     \
    "parts = [ \"opens.cfg\", \"shuts.cfg\", \"other.cfg\" ];\n" more
#define SETTLES(holds, over)                                                                   \
    "settles = ( { key = \"border.ceiling\"; holds = \"" holds "\"; over = \"" over            \
    "\"; because = \"a wall is a wall\"; } );\n"

static struct texts_folder folder;
static char path[128];

static int
begin(void **state)
{
    (void) state;
    texts_open(&folder);
    texts_put(&folder, "shared.cfg", "set: { rules: { dublin: { p_request = 0.9; }; }; };\n",
              path);
    texts_put(
        &folder, "opens.cfg",
        REFORM("set: { crossings: { gate: { border: { p_heard = 1.0; ceiling = 100.0; }; }; }; "
               "};"),
        path);
    texts_put(&folder, "shuts.cfg",
              REFORM("set: { crossings: { gate: { border: { ceiling = 0.0; }; }; }; };\n"
                     "@include \"shared.cfg\""),
              path);
    texts_put(&folder, "other.cfg",
              REFORM("set: { rules: { appeal: { p_lodge = 0.5; }; }; };\n"
                     "@include \"shared.cfg\""),
              path);
    texts_copy_small(&folder);
    return 0;
}

static int
end(void **state)
{
    (void) state;
    texts_close(&folder);
    return 0;
}

/* All errors, "" where there is none. */
static struct asy_scenario *
load(const char *text, char *said, size_t size)
{
    char baseline[128];
    snprintf(baseline, sizeof baseline, "%s/small.cfg", folder.name);
    texts_put(&folder, "all.cfg", text, path);
    said[0] = '\0';
    return texts_load(&(struct asy_scenario_args){ .baseline = baseline, .package = path },
                      said, size);
}

static void
expect_refused(const char *text, const char *a, const char *b)
{
    char said[4096];
    struct asy_scenario *scenario = load(text, said, sizeof said);
    if (scenario || !strstr(said, a) || !strstr(said, b))
        fail_msg("expected '%s' and '%s', got: %s", a, b, said);
}

static void
parts_that_part_over_a_value_are_refused_with_both_places(void **state)
{
    (void) state;
    expect_refused(PACKAGE(""),
                   "shuts.cfg:4: crossings.gate.border.ceiling: shuts has 0, opens at",
                   "opens.cfg:4 has 100");
}

/* What `shuts` and `other` include from one file is no matter. */
static void
a_package_may_say_which_holds(void **state)
{
    char said[4096];
    struct asy_clash clash;
    (void) state;
    struct asy_scenario *scenario = load(PACKAGE(SETTLES("shuts", "opens")), said, sizeof said);
    if (!scenario)
        fail_msg("%s", said);
    assert_true(asy_scenario_clash(scenario, 0, &clash));
    assert_string_equal(clash.because, "a wall is a wall");
    assert_false(asy_scenario_clash(scenario, 1, &clash));
    asy_scenario_destroy(scenario);
}

static void
a_word_that_settles_nothing_or_wrongly_is_refused(void **state)
{
    (void) state;
    expect_refused(PACKAGE(SETTLES("opens", "shuts")), "all.cfg:4: settles",
                   "opens does not come after shuts among the parts");
    expect_refused(PACKAGE(SETTLES("shut", "opens")), "shut is not one of the parts",
                   "did you mean shuts?");
    expect_refused(
        PACKAGE(SETTLES("shuts", "opens") "undoes = { part = \"opens\"; of = "
                                          "\"shuts\"; metric = \"protectd\"; because "
                                          "= \"B\"; };\n"),
        "protectd is not an outcome", "did you mean protected?");
    expect_refused(
        PACKAGE("settles = ( { key = \"border.ceiling\"; holds = \"shuts\"; over = \"opens\"; "
                "because = \"B\"; }, { key = \"border.p_heard\"; holds = \"shuts\"; over = "
                "\"opens\"; because = \"D\"; } );\n"),
        "settles nothing", "border.p_heard");
    expect_refused(PACKAGE("settles = { key = \"border.ceilin\"; holds = \"shuts\"; over = "
                           "\"opens\"; };\n"),
                   "because is missing", "all.cfg:4: settles");
}

static bool
run(const char *before, const char *after, char *said, size_t size)
{
    char command[1024];
    snprintf(command, sizeof command, "cd %s && %s %s all.sqlite %s 2>&1", folder.name,
             ASY_PROGRAM, before, after);
    return program_say(command, said, size) == 0;
}

static void
compare_warns_where_a_part_undoes_another(void **state)
{
    static char said[1 << 18];
    (void) state;
    asy_scenario_destroy(load(PACKAGE(SETTLES("shuts", "opens")), said, sizeof said));
    if (!run("run small.cfg --package all.cfg --draws 3 -q -o", "", said, sizeof said) ||
        !run("compare", "--package", said, sizeof said))
        fail_msg("%s", said);
    const char *const warning = strstr(said, "Warning");
    if (!warning || !strstr(warning, "opens, let in to claim") ||
        !strstr(warning, "most against"))
        fail_msg("%s", said);
    assert_null(strstr(warning, "shuts, let in"));
    assert_true(run("compare", "--package --json", said, sizeof said));
    assert_non_null(strstr(said, "\"most_against\": \"shuts\""));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_that_part_over_a_value_are_refused_with_both_places),
        cmocka_unit_test(a_package_may_say_which_holds),
        cmocka_unit_test(a_word_that_settles_nothing_or_wrongly_is_refused),
        cmocka_unit_test(compare_warns_where_a_part_undoes_another),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
