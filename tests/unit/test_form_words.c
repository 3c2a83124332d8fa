/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of a form: by the command line, in the canonical text, by check. */
#define _XOPEN_SOURCE 700 /* mkdtemp, open_memstream */
#include "support/mini.h"

#include "scenario/change.h"

/* Of mini.cfg under a reform in force from 2017. */
static struct asy_scenario *
under(const char *set)
{
    return load_reforms("2017-01-01", set, NULL);
}

static uint64_t
listed(const struct asy_world *world, int state, int32_t day)
{
    const struct asy_third_country *law =
        asy_world_law(world, ASY_LAW_third_country, state, day);
    return law->list;
}

static void
the_command_line_says_forms_too(void **state)
{
    (void) state;
    struct asy_world world;
    struct asy_scenario *scenario = load_set("rules.dublin.answer_days={times=2}"),
                        *list = load_set("states.EST.third_country.list={remove=[RUS]}");
    build(&world, scenario, 0);
    assert_near(dublin(&world, POL, 0)->answer_days, 40);
    asy_world_free(&world);
    build(&world, list, 0);
    assert_int_equal(listed(&world, EST, 0), 1 << BLR);
    asy_world_free(&world);
    asy_scenario_destroy(scenario);
    asy_scenario_destroy(list);
}

static void
forms_that_come_to_what_holds_anyway_change_nothing(void **state)
{
    (void) state;
    static const char *const sets[] = {
        "rules.dublin.answer_days={as_in=POL}",         /* one value for all */
        "states.EST.third_country.list={add=[RUS]}",    /* is there */
        "states.POL.third_country.list={remove=[RUS]}", /* is not */
    };
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
        struct asy_scenario *scenario = load_set(sets[i]);
        assert_int_equal(asy_scenario_branch_day(scenario), INT32_MAX);
        asy_scenario_destroy(scenario);
    }
}

static void
a_form_is_part_of_the_text_and_its_digest(void **state)
{
    (void) state;
    static const char *const sets[] = {
        "answer_days = 30;",
        "answer_days = { value = 30; until = \"2018-03-01\"; };",
        "answer_days = { times = 1.5; };",
        "answer_days = { plus = 10; };",
        "answer_days = { times = 1.5; until = \"2018-03-01\"; };",
        "answer_days = { times = 1.5; until = \"2018-03-02\"; };",
    };
    enum { N = sizeof sets / sizeof *sets };
    char digest[N][33], set[160];
    for (int i = 0; i < N; i++) {
        snprintf(set, sizeof set, "rules: { dublin: { %s }; };", sets[i]);
        struct asy_scenario *scenario = under(set);
        asy_scenario_digest(scenario, digest[i]);
        asy_scenario_destroy(scenario);
        for (int k = 0; k < i; k++)
            assert_string_not_equal(digest[i], digest[k]);
    }
}

static char *
told(const char *set)
{
    char *text = NULL;
    size_t size = 0;
    struct asy_scenario *base = load_mini(), *reform = under(set);
    FILE *out = open_memstream(&text, &size);
    assert_non_null(out);
    asy_scenario_changes(base, reform, out);
    assert_int_equal(fclose(out), 0);
    asy_scenario_destroy(base);
    asy_scenario_destroy(reform);
    return text;
}

static void
check_tells_the_form_and_what_it_comes_to(void **state)
{
    (void) state;
    static const struct {
        const char *set, *words;
    } cases[] = {
        { "states: { POL: { dublin: { p_abscond = { times = 1.5; }; }; }; };",
          "Poland: 0.3 (range [0.1, 0.5]) -> 0.45 (times 1.5)\n" },
        { "states: { POL: { dublin: { p_abscond = { times = 4; prior = \"lognormal(4, 0.1)\"; "
          "}; }; }; };",
          "-> 1 (times 4, prior lognormal(4, 0.1), cut to 1)\n" },
        { "states: { DEU: { dublin: { p_abscond = { as_in = \"POL\"; }; }; }; };",
          "-> 0.3 (as in Poland, prior [0.1, 0.5])\n" },
        { "states: { EST: { third_country: { list = { add = [\"TJK\"]; remove = [\"RUS\"]; }; "
          "}; }; };",
          "Belarus, Russia -> Belarus, Tajikistan (adds Tajikistan; drops Russia)" },
        { "rules: { dublin: { answer_days = { plus = 10; until = \"2017-05\"; }; }; };",
          "from 2017-01-01: 20 -> 30 (plus 10); from 2017-06-01 as without it" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *text = told(cases[i].set);
        if (!strstr(text, cases[i].words))
            fail_msg("expected %s in\n%s", cases[i].words, text);
        free(text);
    }
}

static void
take_form(void *user, const struct asy_change *change)
{
    struct asy_change *found = user;
    assert_near(change->after.number, 0.45);
    assert_string_equal(change->form, "times 1.5");
    assert_string_equal(change->after.prior, "[0.1, 0.5] times 1.5");
    assert_string_equal(change->until, "2017-12-31");
    found->line++;
}

static void
programs_are_told_the_form_too(void **state)
{
    (void) state;
    struct asy_change found = { 0 };
    struct asy_scenario *base = load_mini(),
                        *reform = under("states: { POL: { dublin: { p_abscond = { times = 1.5; "
                                        "until = \"2017\"; }; }; }; };");
    assert_true(asy_scenario_each_change(base, reform, take_form, &found));
    assert_int_equal(found.line, 1);
    asy_scenario_destroy(base);
    asy_scenario_destroy(reform);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_command_line_says_forms_too),
        cmocka_unit_test(forms_that_come_to_what_holds_anyway_change_nothing),
        cmocka_unit_test(a_form_is_part_of_the_text_and_its_digest),
        cmocka_unit_test(check_tells_the_form_and_what_it_comes_to),
        cmocka_unit_test(programs_are_told_the_form_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
