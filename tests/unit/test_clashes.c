/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values that two reforms given together set differently. On tests/golden/small.cfg. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/texts.h"

#define GOLDEN ASY_SOURCE_DIR "/tests/golden/"
#define SMALL GOLDEN "small.cfg"
#define OPEN GOLDEN "reform_open.cfg"
#define DUBLIN GOLDEN "reform_dublin.cfg"
#define LATER GOLDEN "reform_later.cfg"
#define REFORM(set)                                                                            \
    "extends = \"" SMALL "\"; title = \"T\"; claim = \"C\"; source = \"S\"; in_force = "       \
    "\"2013-01-01\"; set: { " set " };\n"

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

static void
what_two_reforms_set_differently_is_told(void **state)
{
    char said[2048];
    const char *together[] = { OPEN, LATER };
    struct asy_scenario_args args = { .baseline = SMALL, .reforms = together, .n_reforms = 2 };
    struct asy_clash clash;
    (void) state;
    struct asy_scenario *s = texts_load(&args, said, sizeof said);
    if (!s)
        fail_msg("%s", said);
    assert_true(asy_scenario_clash(s, 0, &clash));
    assert_string_equal(clash.path, "crossings.gate.border.ceiling");
    assert_string_equal(clash.loser, "reform_open");
    assert_string_equal(clash.winner, "reform_later");
    assert_string_equal(clash.winner_value, "50");
    assert_int_equal(clash.winner_line, 7);
    assert_false(asy_scenario_clash(s, 1, &clash));
    asy_scenario_destroy(s);
    together[1] = DUBLIN; /* nothing in common */
    s = texts_load(&args, said, sizeof said);
    assert_non_null(s);
    assert_false(asy_scenario_clash(s, 0, &clash));
    asy_scenario_destroy(s);
}

static void
a_general_value_clashes_with_a_particular_one_but_not_with_its_like(void **state)
{
    char said[2048], a[128], b[128], c[128];
    const char *list[] = { a, b };
    struct asy_scenario_args args = { .baseline = SMALL, .reforms = list, .n_reforms = 2 };
    struct asy_clash clash;
    (void) state;
    texts_put(&folder, "a.cfg",
              REFORM("states: { DEU: { dublin: { p_request: { POL = 0.1; }; }; }; };"), a);
    texts_put(&folder, "b.cfg", REFORM("rules: { dublin: { p_request = 0.9; }; };"), b);
    texts_put(&folder, "c.cfg", REFORM("rules: { dublin: { p_request: { FRA = 0.3; }; }; };"),
              c);
    struct asy_scenario *s = texts_load(&args, said, sizeof said);
    if (!s)
        fail_msg("%s", said);
    assert_true(asy_scenario_clash(s, 0, &clash));
    assert_string_equal(clash.path, "rules.dublin.p_request");
    asy_scenario_destroy(s);
    list[1] = c; /* another member */
    s = texts_load(&args, said, sizeof said);
    assert_non_null(s);
    assert_false(asy_scenario_clash(s, 0, &clash));
    asy_scenario_destroy(s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_two_reforms_set_differently_is_told),
        cmocka_unit_test(a_general_value_clashes_with_a_particular_one_but_not_with_its_like),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
