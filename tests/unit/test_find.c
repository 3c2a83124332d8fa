/* SPDX-License-Identifier: GPL-3.0-or-later */
/* asylsim find: five questions and others find their key first, with the line that says what
   was asked; that line is one a reform takes; and odd questions are answered without harm. */
#include "cli/find.h"
#include "scenario/scenario.h"
#include "support/fake_results.h"
#include "support/program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define BASELINE ASY_SOURCE_DIR "/scenarios/baseline.cfg"
#define MINI ASY_SOURCE_DIR "/tests/support/mini.cfg"

__attribute__((format(printf, 2, 3))) static void
run(struct said *said, const char *format, ...)
{
    char command[8192];
    va_list args;

    const int n =
        snprintf(command, sizeof command, "cd %s && %s find ", ASY_SOURCE_DIR, ASY_PROGRAM);
    va_start(args, format);
    vsnprintf(command + n, sizeof command - (size_t) n, format, args);
    va_end(args);
    program_run(said, command);
}

static struct said said;

static json_t *
ask(const char *question)
{
    run(&said, "--json \"%s\" 2>/dev/null", question);
    assert_int_equal(said.code, 0);
    json_t *const json = json_loads(said.text, 0, NULL);
    if (!json)
        fail_msg("%s: no JSON:\n%.400s", question, said.text);
    return json;
}

/* "dublin.limit_days" of the i-th key found; "" past the last. */
static const char *
key_at(const json_t *found, size_t i, char out[100])
{
    const json_t *const key = json_array_get(json_object_get(found, "keys"), i);
    snprintf(out, 100, "%s%s%s", key ? json_string_value(json_object_get(key, "law")) : "",
             key ? "." : "", key ? json_string_value(json_object_get(key, "key")) : "");
    return out;
}

static const char *
text_at(const json_t *found, size_t i, const char *name)
{
    const char *const text = json_string_value(
        json_object_get(json_array_get(json_object_get(found, "keys"), i), name));
    return text ? text : "";
}

/* ---- what is found ----------------------------------------------------------- */

static void
questions_find_their_key_and_the_line_that_says_them(void **state)
{
    static const struct {
        const char *question, *key, *line;
    } asked[] = {
        { "Finland hears all at Vaalimaa", "border.p_heard",
          "crossings: { vaalimaa: { border: { p_heard = 1; }; }; };" },
        { "no Dublin transfers to Poland", "dublin.suspended",
          "rules: { dublin: { suspended = { add = [\"POL\"]; }; }; };" },
        { "Poland decides three times as much", "merits.capacity",
          "states: { POL: { merits: { capacity = { times = 3; }; }; }; };" },
        { "Chechens recognised as in Austria", "merits.standard",
          "rules: { merits: { standard = { as_in = \"AUT\"; only = ( { group = [ \"chechen\", "
          "\"lgbti_chechen\" ]; } ); }; }; };" },
        { "transfers within three months", "dublin.limit_days",
          "rules: { dublin: { limit_days = 91; }; };" },
        { "LAWYERS FOR ALL IN HUNGARY", "legal_aid.reached",
          "states: { HUN: { legal_aid: { reached = 1; }; }; };" },
        { "regularisation after five years Germany", "regularisation.years",
          "states: { DEU: { regularisation: { years = 5; }; }; };" },
        { "regularization after 18 months in Spain", "regularisation.years", NULL },
        { "legal aid border", "legal_aid.reached_border", NULL },
        { "legal aid at the border crossing", "legal_aid.reached_crossing", NULL },
        { "legal aid safe third country", "legal_aid.reached_inadmissible", NULL },
        { "family reunificaton", "reunification.subsidiary", NULL },
        { "right to work after six months", "waiting.work_after_days",
          "rules: { waiting: { work_after_days = 183; }; };" },
        { "Dublin III art 17(1)", "dublin.p_sovereign", NULL },
        { "604/2013 art. 17", "dublin.p_sovereign", NULL },
        { "states.DEU.dublin.p_request.POL", "dublin.p_request", NULL },
    };
    char key[100];
    (void) state;

    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        json_t *const found = ask(asked[i].question);
        if (strcmp(key_at(found, 0, key), asked[i].key) != 0)
            fail_msg("%s: %s, not %s", asked[i].question, key, asked[i].key);
        if (asked[i].line)
            assert_string_equal(text_at(found, 0, "set"), asked[i].line);
        json_decref(found);
    }
}

/* "no", "stops", "off the list" turn a line, and a key that exempts turns it again. */
static void
a_line_goes_the_way_that_was_asked(void **state)
{
    static const struct {
        const char *question, *key, *says;
    } asked[] = {
        { "no detention of children", "transfer_detention.spares_minors", "value = true" },
        { "no detention of children", "border_procedure.exempts_minors", "value = true" },
        { "no detention of children", "readmission.detains_minors", "value = false" },
        { "all children are detained", "readmission.detains_minors", "value = true" },
        { "all children are detained", "transfer_detention.spares_minors", "value = false" },
        { "end detention of children in Hungary", "readmission.p_detained", "value = 0;" },
        { "France no longer treats Georgia as a safe country of origin", "channel.safe_origin",
          "remove = [\"GEO\"]" },
        { "Germany removes Moldova from the safe list", "channel.safe_origin",
          "remove = [\"MDA\"]" },
        { "Germany removes Moldova from the safe list", "third_country.never",
          "add = [\"MDA\"]" },
        { "Armenia off the list of safe countries of origin", "channel.safe_origin",
          "remove = [\"ARM\"]" },
        { "France puts Ukraine on the list of safe countries of origin", "channel.safe_origin",
          "add = [\"UKR\"]" },
        { "Russia is never a safe third country", "third_country.never", "add = [\"RUS\"]" },
        { "asylum seekers get a lawyer", "legal_aid.unaided", "unaided = 0;" },
        { "asylum seekers get a lawyer", "legal_aid.reached", "reached = 1;" },
        { "asylum seekers without a lawyer", "legal_aid.unaided", "unaided = 1;" },
        { "no lawyers in Hungary", "legal_aid.reached", "reached = 0;" },
        { "Norway sends nobody back to Russia", "green_border.right_to_apply",
          "right_to_apply = true" },
        { "Norway sends nobody back to Russia", "readmission.nationals", "RUS = 0;" },
        { "Poland stops pushing people back", "border.p_heard", "p_heard = 1;" },
        { "all claims are heard at Terespol", "border.p_heard", "p_heard = 1;" },
        { "nobody is heard at Vaalimaa", "border.p_heard", "p_heard = 0;" },
        { "no right to apply at Terespol", "border.right_to_apply", "right_to_apply = false" },
        { "children are not exempt from the border procedure",
          "border_procedure.exempts_minors", "value = false" },
        { "families are exempt from return hubs", "return_hub.spares_families",
          "value = true" },
        { "stop Dublin transfers to Hungary", "dublin.suspended", "add = [\"HUN\"]" },
        { "lift the suspension of transfers to Greece", "dublin.suspended",
          "remove = [\"GRC\"]" },
        { "no family reunification for subsidiary protection", "reunification.subsidiary",
          "subsidiary = 0;" },
    };
    json_t *found = NULL;
    char key[100];
    (void) state;

    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        if (i == 0 || strcmp(asked[i].question, asked[i - 1].question) != 0) {
            json_decref(found);
            found = ask(asked[i].question);
        }
        size_t k = 0;
        while (*key_at(found, k, key) && strcmp(key, asked[i].key) != 0)
            k++;
        if (!*key || !strstr(text_at(found, k, "set"), asked[i].says))
            fail_msg("%s: %s has no '%s': %s", asked[i].question, asked[i].key, asked[i].says,
                     text_at(found, k, "set"));
    }
    json_decref(found);
}

/* What holds already is said to, and stands behind what would change something. */
static void
what_holds_already_is_said_and_comes_later(void **state)
{
    char key[100];
    (void) state;

    json_t *const found = ask("no detention before transfers");
    assert_string_equal(key_at(found, 0, key), "vulnerability.spared_detention");
    size_t k = 0;
    while (*key_at(found, k, key) && strcmp(key, "transfer_detention.held_others") != 0)
        k++;
    assert_non_null(strstr(text_at(found, k, "note"), "already so"));
    json_decref(found);
}

static void
a_place_misspelt_is_read_as_the_nearest(void **state)
{
    static const char *const asked[][2] = {
        { "heard at Valimaa", "No 'Valimaa' here; did you mean Vaalimaa?" },
        { "heard at Storskogg", "No 'Storskogg' here; did you mean Storskog?" },
        { "Germny decides three times as much", "No 'Germny' here; did you mean Germany?" },
    };
    char key[100];
    (void) state;

    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        run(&said, "\"%s\" 2>&1", asked[i][0]);
        if (said.code != 0 || strncmp(said.text, asked[i][1], strlen(asked[i][1])) != 0)
            fail_msg("%s: %.200s", asked[i][0], said.text);
    }
    json_t *const found = ask("Finland hears all at Valimaa");
    assert_string_equal(key_at(found, 0, key), "border.p_heard");
    assert_non_null(strstr(text_at(found, 0, "set"), "crossings: { vaalimaa:"));
    json_decref(found);
}

static void
ways_are_said_of_keys_that_exist(void **state)
{
    static const struct {
        const char *law, *key;
    } ways[] = {
#define TURN(words)
#define AGAINST(matter, words)
#define FOR(matter, words)
#define WAY(law, key, matter, sign) { #law, #key },
#include "catalogue/ways.def"
    };
    (void) state;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        bool found = false;
        for (int law = 0; law < ASY_N_LAWS; law++)
            for (int k = 0; asy_laws[law]->params[k].name; k++)
                found |= strcmp(asy_laws[law]->name, ways[i].law) == 0 &&
                         strcmp(asy_laws[law]->params[k].name, ways[i].key) == 0;
        if (!found)
            fail_msg("catalogue/ways.def: no key %s.%s", ways[i].law, ways[i].key);
    }
}

/* Of the first keys of each question: what is to be pasted is what a reform takes. */
static void
lines_to_paste_are_taken_by_a_reform(void **state)
{
    static const char *const questions[] = {
        "safe third country Finland", "detention of unaccompanied children in Hungary",
        "visas for Russians",         "Tajiks in danger in Belarus",
        "interpol notices",           "secondary movement from Poland to Germany",
        "country information Russia", "humanitarian corridor France Chechens",
    };
    struct fake_folder folder;
    (void) state;

    fake_folder_make(&folder, "reform.cfg");
    for (size_t q = 0; q < sizeof questions / sizeof *questions; q++) {
        json_t *const found = ask(questions[q]);
        for (size_t i = 0; i < 5 && *text_at(found, i, "law"); i++) {
            const char *const line = text_at(found, i, "set"), *const file = folder.file;
            const struct asy_scenario_args args = { .baseline = BASELINE,
                                                    .reforms = &file,
                                                    .n_reforms = 1 };
            struct asy_errors errs = { 0 };
            struct asy_scenario *scenario = NULL;
            if (!*line)
                continue;
            FILE *const out = fopen(file, "w");
            assert_non_null(out);
            fprintf(out,
                    "extends = \"%s\"; title = \"T\"; claim = \"C\"; source = \"S\";\n"
                    "in_force = \"2017-01-01\"; set: { %s };\n",
                    BASELINE, line);
            fclose(out);
            if (!asy_scenario_load(&scenario, &args, &errs) &&
                !strstr(errs.list[0].what, "changes nothing")) /* the value that stands */
                fail_msg("%s: %s\n%s: %s", questions[q], line, errs.list[0].where,
                         errs.list[0].what);
            asy_scenario_destroy(scenario);
            asy_errors_free(&errs);
        }
        json_decref(found);
    }
    fake_folder_remove(&folder);
}

static void
a_key_is_told_with_value_source_grade_and_what_it_moves(void **state)
{
    (void) state;
    run(&said, "safe third country Finland --on 2016-06-01 2>&1");
    assert_int_equal(said.code, 0);
    assert_non_null(strstr(said.text, "third_country.p_apply"));
    assert_non_null(strstr(said.text, "Finland on 2016-06-01: 0.2 (share)"));
    assert_non_null(strstr(said.text, "grade D"));
    assert_non_null(strstr(said.text, "scenarios/world/"));
    assert_non_null(strstr(said.text, "moves most: inadmissible_third_country"));
    assert_non_null(strstr(said.text, "scenarios/reforms/no-stc-russia-belarus.cfg"));
    assert_non_null(strstr(said.text, " more: narrow by"));
}

static void
a_scenario_of_ones_own_is_looked_into(void **state)
{
    (void) state;
    run(&said, "p_heard Brest %s 2>&1", MINI);
    assert_int_equal(said.code, 0);
    assert_non_null(strstr(said.text, "Brest-Terespol on 2015-01-01: 0.9"));
    run(&said, "heard /tmp/is-not-there.cfg 2>&1");
    assert_int_equal(said.code, 2);
    assert_non_null(strstr(said.text, "is-not-there.cfg"));
}

/* ---- odd questions ----------------------------------------------------------- */

static void
odd_questions_are_refused_or_answered(void **state)
{
    static const struct {
        const char *arguments;
        int code;
        const char *word;
    } odd[] = {
        { "", 2, "expected WORDS" },
        { "\" \"", 2, "no word to look for" },
        { "\"the of in\"", 2, "no word to look for" },
        { "xyzzyplugh", 1, "nothing found under these words. Looked for: xyzzyplugh" },
        { "\"$(printf '\\303\\050')\"", 2, "UTF-8" },
        { "\"$(printf 'a%.0s' $(seq 3000))\"", 2, "more than 2000 characters" },
        { "\"$(printf 'word%.0s ' $(seq 300))\"", 0, "Looked for" },
        { "appeal --on 2016-13-01", 2, "expected a day" },
        { "appeal --on 1999-01-01", 2, "the scenario goes from" },
        { "appeal --on 2030", 2, "the scenario goes from" },
        { "\"appeal Atlantis\"", 0, "appeal" },
        { "'\"; drop table t; --' appeal", 0, "appeal" },
        { "'appeal* NEAR(court' 'OR AND NOT'", 0, "appeal" },
        { "'transfers not'", 0, "transfers" },
        { "appeal --metric x", 2, "no option" },
    };
    (void) state;
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        run(&said, "%s 2>&1", odd[i].arguments);
        if (said.code != odd[i].code || !strstr(said.text, odd[i].word))
            fail_msg("find %s: exit %d, not %d, or no '%s':\n%.600s", odd[i].arguments,
                     said.code, odd[i].code, odd[i].word, said.text);
    }
}

static void
what_people_say_is_said_of_keys_that_exist(void **state)
{
    static const struct {
        const char *law, *key;
    } also[] = {
#define INSTRUMENT(first, second, instrument)
#define SAME(words)
#define ALSO(law, key, words) { #law, #key },
#include "catalogue/words.def"
    };
    (void) state;
    for (size_t i = 0; i < sizeof also / sizeof *also; i++) {
        bool found = false;
        for (int law = 0; law < ASY_N_LAWS; law++)
            for (int k = 0; asy_laws[law]->params[k].name; k++)
                found |= strcmp(asy_laws[law]->name, also[i].law) == 0 &&
                         strcmp(asy_laws[law]->params[k].name, also[i].key) == 0;
        if (!found)
            fail_msg("catalogue/words.def: no key %s.%s", also[i].law, also[i].key);
    }
}

static void
articles_are_read_as_one_cites_them(void **state)
{
    static const struct {
        const char *instrument, *article, *citation;
        int likeness; /* in hundreds */
    } cited[] = {
        { "", "33(2)(c)", "2013/32/EU art. 33(2)(c), 38", 100 },
        { "2013/32", "38", "2013/32/EU art. 33(2)(c), 38", 100 },
        { "604/2013", "38", "2013/32/EU art. 33(2)(c), 38", 0 },
        { "", "33", "2013/32/EU art. 33(2)(c), 38", 85 },
        { "", "33(2)(a)", "2013/32/EU art. 33(2)(c), 38", 0 },
        { "", "9", "2008/115/EC art. 7, 8-11", 60 },
        { "604/2013", "17", "604/2013 art. 17(1); 343/2003 art. 3", 85 },
        { "343/2003", "17", "604/2013 art. 17(1); 343/2003 art. 3", 0 },
        { "", "17", "no article at all", 0 },
    };
    (void) state;
    for (size_t i = 0; i < sizeof cited / sizeof *cited; i++) {
        struct asy_article article = { .n = 0 };
        assert_true(asy_article_read(&article, cited[i].article) == strlen(cited[i].article));
        snprintf(article.instrument, sizeof article.instrument, "%s", cited[i].instrument);
        const int found = (int) (100.0 * asy_article_in(&article, cited[i].citation) + 0.5);
        if (found != cited[i].likeness)
            fail_msg("%s in '%s': %d", cited[i].article, cited[i].citation, found);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(questions_find_their_key_and_the_line_that_says_them),
        cmocka_unit_test(a_line_goes_the_way_that_was_asked),
        cmocka_unit_test(what_holds_already_is_said_and_comes_later),
        cmocka_unit_test(a_place_misspelt_is_read_as_the_nearest),
        cmocka_unit_test(ways_are_said_of_keys_that_exist),
        cmocka_unit_test(lines_to_paste_are_taken_by_a_reform),
        cmocka_unit_test(a_key_is_told_with_value_source_grade_and_what_it_moves),
        cmocka_unit_test(a_scenario_of_ones_own_is_looked_into),
        cmocka_unit_test(odd_questions_are_refused_or_answered),
        cmocka_unit_test(what_people_say_is_said_of_keys_that_exist),
        cmocka_unit_test(articles_are_read_as_one_cites_them),
    };
    return cmocka_run_group_tests_name(ASY_TEST_NAME, tests, NULL, NULL);
}
