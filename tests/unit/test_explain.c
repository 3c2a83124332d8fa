/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What `explain` says of the worlds in which it tells a life: it names what makes the second,
   and speaks of no reform where there is none. */
#define _XOPEN_SOURCE 700
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/program.h"
#include "support/texts.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define GOLDEN ASY_SOURCE_DIR "/tests/golden/"
#define SMALL GOLDEN "small.cfg"
#define OPEN " --reform " GOLDEN "reform_open.cfg"
#define SETS " --set rules.dublin.p_request=0.5 --set rules.dublin.p_hit=1"
#define WITH_SETS ", with rules.dublin.p_request=0.5, rules.dublin.p_hit=1\n"
/* Nobody of this kind ends otherwise in any of these worlds. */
#define NOBODY " --group stranger --fate safe_route"
/* The number of a person who never sets out. */
#define UNKNOWN " --person chechen:2012-01-03:999"

static struct texts_folder folder;
static char package[128], table[128];

static void
run(struct said *said, const char *command, const char *arguments, const char *output)
{
    char line[1200];
    snprintf(line, sizeof line, "%s %s %s %s", ASY_PROGRAM, command, arguments, output);
    program_run(said, line);
}

static int
begin(void **state)
{
    (void) state;
    texts_open(&folder);
    texts_put(&folder, "both.cfg",
              "title = \"Both at once\"; claim = \"C\"; source = \"S\";\n"
              "claim_outcome = { metric = \"protected\"; direction = \"more\"; };\n"
              "parts = [ \"" GOLDEN "reform_open.cfg\", \"" GOLDEN "reform_later.cfg\" ];\n"
              "settles = ( { key = \"border.ceiling\"; holds = \"reform_later\"; "
              "over = \"reform_open\"; because = \"B\"; } );\n",
              package);
    texts_put(&folder, "departures.csv",
              "group,period,persons\nchechen,2012,0\nchechen,2013,0\nchechen,2014,400\n",
              table);
    return 0;
}

static int
end(void **state)
{
    (void) state;
    texts_close(&folder);
    return 0;
}

static bool
holds(const char *text, const char *word)
{
    for (; *text; text++)
        if (strncasecmp(text, word, strlen(word)) == 0)
            return true;
    return false;
}

/* `never`: what may stand nowhere in what is said; both may be NULL. */
static void
expect(const char *arguments, int code, const char *says, const char *never)
{
    static struct said said;
    run(&said, "explain", arguments, "2>&1");
    if (said.code != code)
        fail_msg("explain %s: exit %d, not %d:\n%s", arguments, said.code, code, said.text);
    if (says && !strstr(said.text, says))
        fail_msg("explain %s does not say \"%s\":\n%s", arguments, says, said.text);
    if (never && holds(said.text, never))
        fail_msg("explain %s says \"%s\":\n%s", arguments, never, said.text);
}

static void
a_life_is_told_under_the_names_of_its_worlds(void **state)
{
    char of_package[400];
    (void) state;
    snprintf(of_package, sizeof of_package, "%s --package %s", SMALL, package);
    expect(SMALL, 0, "\nA reduced world\n", "reform");
    expect(SMALL, 0, NULL, "both worlds");
    expect(SMALL SETS, 0, "\nA reduced world\n", "reform");
    expect(SMALL SETS, 0, "\nA reduced world" WITH_SETS, "reform");
    expect(SMALL OPEN, 0, "\nThe gate is open\n", ", with rules.");
    expect(SMALL OPEN " " GOLDEN "reform_later.cfg", 0,
           "\nThe gate is open + In force now, at work next year\n", NULL);
    expect(of_package, 0, "\nBoth at once\n", "reform");
}

/* As in a run: what is compared with the reform is the baseline under the same values. */
static void
values_beside_a_reform_hold_in_both_worlds(void **state)
{
    static struct said said;
    (void) state;
    expect(SMALL OPEN SETS, 0, "\nA reduced world" WITH_SETS, NULL);
    expect(SMALL OPEN SETS, 0, "\nThe gate is open" WITH_SETS, NULL);
    run(&said, "explain", SMALL OPEN SETS " --json", "");
    json_t *life = json_loads(said.text, 0, NULL);
    const json_t *worlds = json_object_get(life, "worlds");
    assert_int_equal(json_array_size(worlds), 2);
    for (size_t w = 0; w < 2; w++) {
        const json_t *world = json_array_get(worlds, w);
        const json_t *sets = json_object_get(world, "sets");
        assert_int_equal(json_array_size(sets), 2);
        assert_string_equal(json_string_value(json_array_get(sets, 1)), "rules.dublin.p_hit=1");
        assert_string_equal(json_string_value(json_object_get(world, "title")),
                            w ? "The gate is open" : "A reduced world");
    }
    json_decref(life);
}

static void
where_nobody_fits_it_says_under_what(void **state)
{
    char of_package[400];
    (void) state;
    snprintf(of_package, sizeof of_package, "%s --package %s" NOBODY, SMALL, package);
    expect(SMALL NOBODY " --replicate 4", 2, "nobody in this simulated history fits", "reform");
    expect(SMALL SETS NOBODY, 2, "ends otherwise under the values of --set in", "reform");
    expect(SMALL OPEN NOBODY, 2, "ends otherwise under the reform in", NULL);
    expect(SMALL OPEN SETS NOBODY, 2, "ends otherwise under the reform in", NULL);
    expect(SMALL OPEN " " GOLDEN "reform_later.cfg" NOBODY, 2,
           "ends otherwise under these reforms together in", NULL);
    expect(of_package, 2, "ends otherwise under the package in", "reform");
    expect(SMALL UNKNOWN, 2, "nobody with this key sets out in this simulated history",
           "reform");
    expect(SMALL SETS UNKNOWN, 2, "nobody with this key sets out in both worlds", "reform");
    expect(SMALL OPEN UNKNOWN, 2, "nobody with this key sets out in both worlds", NULL);
}

static void
a_world_that_cannot_differ_is_not_told(void **state)
{
    (void) state;
    expect(SMALL " --reform " GOLDEN "reform_after.cfg", 2,
           "reform_after: comes into force after the last day of the run, 2014-12-31", NULL);
}

/* They set out when the table says, in both worlds; so it is read, and its faults are said. */
static void
departures_of_ones_own_are_lived_in_both_worlds(void **state)
{
    static struct said said;
    char arguments[400];
    (void) state;
    snprintf(arguments, sizeof arguments, SMALL OPEN " --group chechen --departures %s", table);
    run(&said, "explain", SMALL OPEN " --group chechen --json", "");
    if (!strstr(said.text, "\"2012-"))
        fail_msg("nobody sets out in 2012:\n%s", said.text);
    run(&said, "explain", arguments, "2>&1");
    assert_int_equal(said.code, 0);
    if (!strstr(said.text, "\nchechen:2014-") || strstr(said.text, "  2012-"))
        fail_msg("explain %s:\n%s", arguments, said.text);
    snprintf(arguments, sizeof arguments, SMALL OPEN " --departures %s.none", table);
    expect(arguments, 2, "departures.csv.none", NULL);
}

static void
a_package_is_told_by_itself(void **state)
{
    char arguments[400];
    (void) state;
    snprintf(arguments, sizeof arguments, "%s --package %s" OPEN, SMALL, package);
    expect(arguments, 2, "--package cannot be combined", NULL);
}

/* merits.noise has a prior, which a plain value takes away. */
static void
nor_does_check_speak_of_a_reform_where_there_is_none(void **state)
{
    static struct said said;
    (void) state;
    run(&said, "check", SMALL " --set rules.merits.noise=1", "2>&1");
    assert_int_equal(said.code, 0);
    assert_non_null(strstr(said.text, "fixed: without this change it varies"));
    if (holds(said.text, "reform"))
        fail_msg("%s", said.text);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_life_is_told_under_the_names_of_its_worlds),
        cmocka_unit_test(values_beside_a_reform_hold_in_both_worlds),
        cmocka_unit_test(where_nobody_fits_it_says_under_what),
        cmocka_unit_test(a_world_that_cannot_differ_is_not_told),
        cmocka_unit_test(departures_of_ones_own_are_lived_in_both_worlds),
        cmocka_unit_test(a_package_is_told_by_itself),
        cmocka_unit_test(nor_does_check_speak_of_a_reform_where_there_is_none),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
