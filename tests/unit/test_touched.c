/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of a comparison come from what each reform touches: a Finnish reform shows Finland,
   a reform of a crossing that crossing, one of a group its people; and of every reform the same
   harms, moved or not. On tests/golden/small.cfg, by the program itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/touched.h"
#include "support/small.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name, *claim, *set;
} reforms[] = {
    { "finland",
      "{ metric = \"inadmissible_third_country\"; place = \"FIN\"; direction = \"less\"; }",
      "states: { FIN: { third_country: { list = []; }; }; };" },
    { "north", "{ metric = \"days_stranded\"; place = \"north\"; direction = \"less\"; }",
      "crossings: { north: { border: { p_heard = 1.0; }; }; };" },
    { "tajiks", "{ metric = \"protected\"; population = \"TJK\"; direction = \"less\"; }",
      "groups: { tajik: { people: { family_share = 0.9; }; }; };" },
    { "citizens", "{ metric = \"recognition_rate\"; direction = \"more\"; }",
      "states: { FRA: { channel: { safe_origin = [\"TJK\"]; presumption = 3.0; }; }; };" },
    { "transit",
      "{ metric = \"removed_from_transit\"; place = \"RUS\"; direction = \"less\"; }",
      "transit: { RUS: { dangers: { handed_over: { all = 0.0; }; }; }; };" },
    { "all-states",
      "{ metric = \"dublin_requests\"; place = \"DEU>POL\"; direction = \"less\"; }",
      "rules: { third_country: { list = [\"RUS\", \"BLR\", \"TUR\"]; p_apply = 0.9; }; };" },
    { "world", "{ metric = \"notices_refused\"; direction = \"more\"; }",
      "rules: { notices: { review = 1.0; }; };" },
};
enum { N_REFORMS = sizeof reforms / sizeof *reforms };

static int
begin(void **state)
{
    char arguments[1024] = "run small.cfg -q --draws 20 --replicates 2 -o out.sqlite --reform",
         path[128];

    (void) state;
    small_open();
    for (int i = 0; i < N_REFORMS; i++) {
        small_reform(reforms[i].name, reforms[i].claim, reforms[i].set);
        strcat(strcat(strcat(arguments, " "), reforms[i].name), ".cfg");
    }
    texts_put(&small_folder, "both.cfg",
              "title = \"Both\"; claim = \"C\"; source = \"S\";\n"
              "claim_outcome = { metric = \"protected\"; direction = \"more\"; };\n"
              "parts = [ \"finland.cfg\", \"north.cfg\" ];\n",
              path);
    small_expect(arguments);
    small_expect("run small.cfg -q --draws 2 -o package.sqlite --package both.cfg");
    small_expect("run small.cfg -q --draws 2 -o alone.sqlite");
    return 0;
}

static int
end(void **state)
{
    (void) state;
    small_close();
    return 0;
}

/* ---- what `compare --json` shows --------------------------------------------- */

static const char *
text_of(const json_t *row, const char *key)
{
    const char *const text = json_string_value(json_object_get(row, key));
    return text ? text : "";
}

/* The row with that label, of a reform or of any; NULL if there is none. */
static const json_t *
row_called(const json_t *all, const char *scenario, const char *label)
{
    const json_t *row;
    size_t i;

    json_array_foreach(
        json_object_get(all, "outcomes"), i,
        row) if (strcmp(text_of(row, "label"), label) == 0 &&
                 (!*scenario || strcmp(text_of(row, "scenario"), scenario) == 0)) return row;
    return NULL;
}

static void
shows(const json_t *all, const char *scenario, const char *label, const char *because)
{
    const json_t *const row = row_called(all, scenario, label);

    if (!row)
        fail_msg("%s does not show \"%s\"", scenario, label);
    if (strcmp(text_of(row, "because"), because) != 0)
        fail_msg("%s shows \"%s\" because: %s, not %s", scenario, label,
                 text_of(row, "because"), because);
}

static void
a_reform_shows_the_places_and_people_that_it_touches(void **state)
{
    static const struct {
        const char *reform, *label, *because;
    } rows[] = {
        { "finland",
          "inadmissible: safe third country, in Finland (some examined after all when not "
          "readmitted there)",
          "claim" },
        { "finland", "first applications in Finland", "touched" },
        { "finland", "declared inadmissible in Finland", "touched" },
        { "finland", "protection rate in Finland, first instance", "touched" },
        { "finland", "removed by force from Finland", "touched" },
        { "north", "person-years spent waiting at north", "claim" },
        { "north", "let in to claim asylum at north", "touched" },
        { "north", "refusals of entry at north", "touched" },
        { "tajiks", "protected, citizens of Tajikistan", "claim" },
        { "tajiks", "protected, tajik", "touched" },
        { "tajiks", "at risk and returned, directly or through other states, tajik",
          "touched" },
        { "citizens", "protection rate at first instance", "claim" },
        { "citizens", "protection rate in France, first instance", "touched" },
        { "citizens", "first applications in France", "touched" }, /* measured */
        { "transit", "removed or abducted from Russia, at risk or not", "claim" },
        { "transit", "applied for asylum in Russia", "touched" },
        { "transit", "removed to Russia", "touched" },
        { "all-states", "Dublin requests, from Germany to Poland", "claim" },
        { "all-states", "declared inadmissible in France", "touched" },
        { "world", "notices refused by INTERPOL before publication, by home state", "claim" },
    };
    json_t *const all = small_json("compare out.sqlite --json");

    (void) state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        shows(all, rows[i].reform, rows[i].label, rows[i].because);
    json_decref(all);
}

static void
a_reform_shows_no_place_that_it_leaves_alone(void **state)
{
    static const char *const others[] = { "POL", "DEU", "gate" };
    json_t *const all = small_json("compare out.sqlite --json");
    const json_t *row;
    size_t i;

    (void) state;
    json_array_foreach(json_object_get(all, "outcomes"), i, row)
    {
        if (strcmp(text_of(row, "scenario"), "finland") != 0)
            continue;
        for (size_t k = 0; k < 3; k++)
            if (strcmp(text_of(row, "place"), others[k]) == 0)
                fail_msg("a Finnish reform shows \"%s\"", text_of(row, "label"));
    }
    json_decref(all);
}

/* Harm is never left out, moved or not, and no table grows long. */
static void
every_reform_shows_the_same_harms_and_few_rows_beside(void **state)
{
    json_t *const all = small_json("compare out.sqlite --json");
    const struct asy_shown *s;

    (void) state;
    for (int r = 0; r < N_REFORMS; r++) {
        const json_t *row;
        size_t i;
        int own = 0, n_common = 0;
        json_array_foreach(json_object_get(all, "outcomes"), i, row)
        {
            const bool is_here = strcmp(text_of(row, "scenario"), reforms[r].name) == 0;
            const bool is_all = strcmp(text_of(row, "place"), "all") == 0 &&
                                strcmp(text_of(row, "population"), "all") == 0 &&
                                asy_shown_find(ASY_SHOWN_ALL, text_of(row, "metric"), "");
            n_common += is_here && is_all;
            own += is_here && !is_all && strcmp(text_of(row, "because"), "common") != 0;
        }
        assert_in_range(own, 1, ASY_MOST_TOUCHED);
        for (int k = 0; (s = asy_shown_at(ASY_SHOWN_ALL, k)); k++)
            if (!row_called(all, reforms[r].name, s->label))
                fail_msg("%s does not show \"%s\"", reforms[r].name, s->label);
        assert_int_equal(n_common, 25);
    }
    json_decref(all);
}

static void
a_table_shows_what_the_program_says_to_programs(void **state)
{
    (void) state;
    small_expect("compare out.sqlite");
    const char *const finland = strstr(small_said, "Reform: finland"), *const north = strstr(
                                                                           small_said,
                                                                           "Reform: north");
    assert_true(finland && north && finland < north);
    const char *const row = strstr(finland, "first applications in Finland");
    assert_true(row && row < north);
    const char *const other = strstr(finland, "claim asylum at north");
    assert_true(other && other > north);
}

/* Of a package the whole is shown: what its parts touch. */
static void
a_package_shows_what_its_parts_touch(void **state)
{
    json_t *const all = small_json("compare package.sqlite --json");

    (void) state;
    shows(all, "both", "first applications in Finland", "touched");
    shows(all, "both", "let in to claim asylum at north", "touched");
    shows(all, "both", "protected", "claim");
    json_decref(all);
    small_expect("compare package.sqlite --package");
}

/* Without a reform: where most people are. */
static void
the_baseline_alone_shows_the_places_with_most_people(void **state)
{
    json_t *const all = small_json("compare alone.sqlite --json");

    (void) state;
    shows(all, "", "let in to claim asylum at gate", "common");
    shows(all, "", "refusals of entry at gate", "common");
    shows(all, "", "first applications in Germany", "common");
    shows(all, "", "persecuted after return", "common");
    json_decref(all);
}

/* What is asked for is shown, of every reform, and nothing else. */
static void
what_is_asked_for_stands_alone(void **state)
{
    static const char *const asked[] = {
        "compare out.sqlite --json --metric claims_first",
        "compare out.sqlite --json --place DEU",
        "compare out.sqlite --json --by state --metric claims_first",
    };

    (void) state;
    for (size_t k = 0; k < sizeof asked / sizeof *asked; k++) {
        json_t *const all = small_json(asked[k]);
        const json_t *row;
        size_t i;
        json_array_foreach(json_object_get(all, "outcomes"), i, row)
            assert_string_equal(text_of(row, "because"), "asked");
        assert_true(json_array_size(json_object_get(all, "outcomes")) >= N_REFORMS);
        json_decref(all);
    }
    json_t *const all = small_json("compare out.sqlite --json --population chechen");
    assert_null(row_called(all, "tajiks", "protected, tajik"));
    assert_string_equal(
        text_of(row_called(all, "finland", "first applications in Finland"), "population"),
        "chechen");
    json_decref(all);
}

/* ---- for pictures of one place ----------------------------------------------- */

static void
pictures_are_of_the_places_touched_else_of_the_largest(void **state)
{
    static const struct {
        const char *crossing, *state, *citizenship;
    } expected[1 + N_REFORMS] = {
        { "gate", "DEU", "RUS" }, { "gate", "FIN", "RUS" }, { "north", "FRA", "RUS" },
        { "gate", "POL", "TJK" }, { "gate", "FRA", "TJK" }, { "gate", "DEU", "RUS" },
        { "gate", "DEU", "RUS" }, { "gate", "DEU", "RUS" },
    };
    struct asy_touched touched[1 + N_REFORMS];
    struct asy_results *results;
    struct asy_error err = { 0 };
    char path[128];

    (void) state;
    snprintf(path, sizeof path, "%s/out.sqlite", small_folder.name);
    assert_true(asy_results_open(&results, path, &err));
    if (!asy_results_touched(results, touched, 1 + N_REFORMS, &err))
        fail_msg("%s: %s", err.where, err.what);
    for (int s = 0; s <= N_REFORMS; s++) {
        assert_string_equal(touched[s].crossing, expected[s].crossing);
        assert_string_equal(touched[s].citizenship, expected[s].citizenship);
        if (strcmp(touched[s].state[0], expected[s].state) != 0)
            fail_msg("scenario %d: %s, expected %s", s, touched[s].state[0], expected[s].state);
        assert_string_not_equal(touched[s].state[0], touched[s].state[1]);
        assert_true(*touched[s].state[1]);
    }
    asy_results_close(results, NULL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reform_shows_the_places_and_people_that_it_touches),
        cmocka_unit_test(a_reform_shows_no_place_that_it_leaves_alone),
        cmocka_unit_test(every_reform_shows_the_same_harms_and_few_rows_beside),
        cmocka_unit_test(a_table_shows_what_the_program_says_to_programs),
        cmocka_unit_test(a_package_shows_what_its_parts_touch),
        cmocka_unit_test(the_baseline_alone_shows_the_places_with_most_people),
        cmocka_unit_test(what_is_asked_for_stands_alone),
        cmocka_unit_test(pictures_are_of_the_places_touched_else_of_the_largest),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
