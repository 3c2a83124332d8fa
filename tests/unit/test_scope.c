/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For whom a value holds: read, written in one order, laid out for each kind of people, and
   refused where it cannot be. */
#define _XOPEN_SOURCE 700 /* mkdtemp, open_memstream */
#include "support/mini.h"
#include "support/texts.h"

#include "scenario/change.h"

static const struct asy_border *
border(const struct asy_world *world, int32_t day, unsigned kind)
{
    const char *law = asy_world_law(world, ASY_LAW_border, TERESPOL, day);
    const unsigned apart = world->apart[ASY_LAW_border][TERESPOL];
    return (const void *) (law + sizeof(struct asy_border) * asy_variant(apart, kind));
}

static void
only_those_in_a_scope_live_under_what_is_said_for_them(void **state)
{
    struct asy_world world;
    (void) state;
    struct asy_scenario *scenario = load_reforms(
        "2017-01-01",
        "crossings: { terespol: { border: { p_heard = { value = 0.9; only = ( { group = "
        "\"tajik\"; } ); }; right_to_apply = { value = false; except = ( { trait = "
        "\"alone_minor\"; }, { share = 0.1; } ); }; }; }; };",
        NULL);
    build(&world, scenario, 0);
    const int32_t day = day_of(2017, 1, 1);
    assert_int_equal(world.n_scopes, 2);
    assert_int_equal(world.scopes[0].n_only, 1);
    assert_int_equal(world.scopes[0].only[0].groups, 1 << TAJIK);
    assert_int_equal(world.scopes[1].n_except, 2);
    assert_near(world.scopes[1].except[1].share, 0.1);
    assert_int_equal(world.apart[ASY_LAW_border][TERESPOL], 3);
    assert_int_equal(world.apart[ASY_LAW_border][BY_AIR], 0);
    const double was = border(&world, day - 1, 0)->p_heard;
    assert_true(was < 0.9);
    for (unsigned kind = 0; kind < 4; kind++) {
        assert_near(border(&world, day - 1, kind)->p_heard, was);
        assert_true(border(&world, day - 1, kind)->right_to_apply);
        assert_near(border(&world, day, kind)->p_heard, kind & 1 ? 0.9 : was);
        assert_int_equal(border(&world, day, kind)->right_to_apply, !(kind & 2));
    }
    assert_int_equal(asy_scenario_branch_day(scenario), day);
    asy_world_free(&world);
    asy_scenario_destroy(scenario);
}

static void
a_form_is_laid_over_what_holds_for_the_same_people(void **state)
{
    struct asy_world world;
    (void) state;
    struct asy_scenario *scenario = load_reforms(
        "2017-01-01",
        "crossings: { terespol: { border: { p_heard = { value = 0.4; only = ( { group = "
        "\"tajik\"; } ); }; retry_days = { times = 3; until = \"2017-06-30\"; except = ( { "
        "share = 0.1; } ); }; }; }; };",
        "crossings: { terespol: { border: { p_heard = { times = 0.5; until = \"2017-06-30\"; "
        "}; "
        "}; }; };");
    build(&world, scenario, 0);
    const int32_t first = day_of(2017, 1, 1), after = day_of(2017, 7, 1);
    const double was = border(&world, first - 1, 0)->p_heard,
                 wait = border(&world, first - 1, 0)->retry_days;
    for (unsigned kind = 0; kind < 4; kind++) {
        const double heard = kind & 1 ? 0.4 : was;
        assert_near(border(&world, first, kind)->p_heard, 0.5 * heard);
        assert_near(border(&world, after, kind)->p_heard, heard);
        assert_near(border(&world, first, kind)->retry_days, kind & 2 ? 3 * wait : wait);
        assert_near(border(&world, after, kind)->retry_days, wait);
    }
    asy_world_free(&world);
    asy_scenario_destroy(scenario);
}

/* The canonical line of a path, and in `whom` its words. */
static void
line_of(const char *reform, const char *path, char *line, size_t size, char *whom, size_t room)
{
    struct asy_scenario *scenario = load_reforms("2017-01-01", reform, NULL);
    struct asy_value value;
    *line = *whom = '\0';
    for (size_t i = 0; asy_scenario_value(scenario, i, &value); i++)
        if (strcmp(value.path, path) == 0 && strcmp(value.layer, "reform") == 0) {
            snprintf(line, size, "%s%s", value.value, value.scope);
            snprintf(whom, room, "%s", value.whom);
        }
    asy_scenario_destroy(scenario);
}

static void
the_canonical_text_does_not_hang_on_the_order_of_conditions(void **state)
{
    static const char *const texts[] = {
        "rules: { appeal: { p_lodge = { value = 0.4; only = ( { citizenship = [\"TJK\", "
        "\"RUS\"]; children = true; }, { group = \"chechen\"; } ); }; }; };",
        "rules: { appeal: { p_lodge = { only = ( { group = [\"chechen\"]; }, { children = "
        "true; "
        "citizenship = [\"RUS\", \"TJK\"]; } ); value = 0.4; }; }; };",
    };
    char line[2][200], whom[2][200];
    (void) state;
    for (int i = 0; i < 2; i++)
        line_of(texts[i], "rules.appeal.p_lodge", line[i], sizeof line[i], whom[i],
                sizeof whom[i]);
    assert_string_equal(line[0], line[1]);
    assert_string_equal(line[0],
                        "0.4 only=( citizenship=[RUS, TJK] children=yes; group=[chechen])");
    assert_string_equal(whom[0], "for citizens of Russia or Tajikistan with children; persons "
                                 "of the group Chechens");
}

static void
check_and_programs_are_told_for_whom(void **state)
{
    char *said = NULL;
    size_t size = 0;
    (void) state;
    struct asy_scenario *base = load_mini();
    struct asy_scenario *reform = load_reforms(
        "2017-01-01",
        "crossings: { terespol: { border: { right_to_apply = { value = false; except = ( { "
        "trait = \"alone_minor\"; }, { share = 0.1; } ); }; }; }; };",
        NULL);
    FILE *out = open_memstream(&said, &size);
    assert_non_null(out);
    assert_int_equal(asy_scenario_changes(base, reform, out), 1);
    assert_int_equal(fclose(out), 0);
    assert_non_null(strstr(said, "for all but minors alone; 10 % of persons: yes -> no"));
    free(said);
    struct asy_law_changes *changes;
    struct asy_law_change change = { .size = sizeof change };
    assert_true(asy_law_changes_find(&changes, base, reform, NULL));
    assert_int_equal(asy_law_changes_count(changes), 1);
    assert_true(asy_law_changes_at(changes, 0, &change));
    assert_string_equal(change.whom, "for all but minors alone; 10 % of persons");
    asy_law_changes_destroy(changes);
    asy_scenario_destroy(base);
    asy_scenario_destroy(reform);
}

static void
recognition_below_a_share_is_a_fixed_set_of_citizenships(void **state)
{
    struct asy_world world;
    (void) state;
    struct asy_scenario *scenario =
        load_reforms("2017-01-01",
                     "rules: { appeal: { p_lodge = { value = 0.9; only = ( { "
                     "recognition_below = 1; } ); }; }; };",
                     NULL);
    build(&world, scenario, 0);
    assert_true(world.scopes[0].only[0].refused != 0);
    assert_int_equal(world.scopes[0].only[0].refused & ~(UINT64_C(1) << RUS | 1u << TJK), 0);
    asy_world_free(&world);
    asy_scenario_destroy(scenario);
}

/* ---- what is refused --------------------------------------------------------------------- */

static const struct {
    const char *set, *says;
} refused[] = {
    { "rules.border.ceiling={value=3;only=({group=tajik;});}",
      "border.ceiling is of a crossing, not of a person: it cannot be said for whom" },
    { "states.POL.merits.capacity={value=3;only=({group=tajik;});}",
      "merits.capacity is of a state, not of a person" },
    { "states.POL.visa.free_for={value=[];only=({group=tajik;});}",
      "visa.free_for is of a state, not of a person" },
    { "rules.visa.issued={value=0;only=({citizenship=TJK;});}",
      "it cannot be said for whom, but one for each group" },
    { "groups.tajik.visa_request.biometric={value=1;only=({trait=activist;});}",
      "visa_request.biometric is of a group, not of a person" },
    { "rules.border.p_heard={value=0;except=({trait=vulnerabel;});}",
      "there is no such trait; known are activist, publicly_known, lgbti, wanted, kin, "
      "alone_minor" },
    { "rules.border.p_heard={value=0;except=({citizens=TJK;});}",
      "unknown key of a condition" },
    { "rules.border.p_heard={value=0;except=({citizenship=Tajikistan;});}",
      "did you mean TJK?" },
    { "rules.border.p_heard={value=0;except=({share=10;});}", "expected a share of persons" },
    { "rules.border.p_heard={value=0;except=({});}", "expected conditions such as" },
    { "rules.border.p_heard={value=0;only=({family=big;});}",
      "expected \"alone\" or \"together\"" },
    { "rules.border.p_heard={value=0;only=({recognition_below=0.0001;});}",
      "nobody's recognition lies below" },
};

static void
what_cannot_be_said_is_refused_in_words(void **state)
{
    (void) state;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        const struct asy_scenario_args args = { .baseline = MINI,
                                                .sets = &refused[i].set,
                                                .n_sets = 1 };
        char said[2000] = "";
        assert_null(texts_load(&args, said, sizeof said));
        if (!strstr(said, refused[i].says))
            fail_msg("%s: %s", refused[i].set, said);
    }
}

static void
a_reform_that_is_for_nobody_who_differs_changes_nothing(void **state)
{
    char folder[] = "/tmp/asy_scenario_XXXXXX", path[64], said[2000] = "";
    const char *reform = path;
    (void) state;
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/one.cfg", folder);
    write_reform(path, MINI, "2017-01-01",
                 "rules: { border: { right_to_apply = { value = true; only = ( { group = "
                 "\"tajik\"; } ); }; }; };");
    assert_null(texts_load(
        &(struct asy_scenario_args){ .baseline = MINI, .reforms = &reform, .n_reforms = 1 },
        said, sizeof said));
    assert_non_null(strstr(said, "changes nothing"));
    unlink(path);
    rmdir(folder);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_those_in_a_scope_live_under_what_is_said_for_them),
        cmocka_unit_test(a_form_is_laid_over_what_holds_for_the_same_people),
        cmocka_unit_test(the_canonical_text_does_not_hang_on_the_order_of_conditions),
        cmocka_unit_test(check_and_programs_are_told_for_whom),
        cmocka_unit_test(recognition_below_a_share_is_a_fixed_set_of_citizenships),
        cmocka_unit_test(what_cannot_be_said_is_refused_in_words),
        cmocka_unit_test(a_reform_that_is_for_nobody_who_differs_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
