/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each reform in three sentences, and the matrix below them, on files made by the program: each
   figure against what else is asked of the same file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "asylsim/asylsim.h"
#include "outcome/phrase.h"
#include "support/small.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static int
begin(void **state)
{
    (void) state;
    small_open();
    small_reform("north",
                 "{ metric = \"days_stranded\"; place = \"north\"; direction = \"less\"; }",
                 "crossings: { north: { border: { p_heard = 1.0; }; }; };");
    small_reform("tajiks",
                 "{ metric = \"protected\"; population = \"TJK\"; direction = \"less\"; }",
                 "groups: { tajik: { people: { family_share = 0.9; }; }; };");
    small_reform("still", "{ metric = \"protected\"; direction = \"more\"; }",
                 "transit: { TUR: { deportation: { p_told = 0.41; }; }; };");
    small_expect(
        "run small.cfg -q --draws 20 -o out.sqlite --reform north.cfg tajiks.cfg still.cfg");
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

static double
median_of(const json_t *object, const char *key)
{
    return json_number_value(json_object_get(json_object_get(object, key), "median"));
}

static const json_t *
at(const json_t *all, const char *key, size_t i)
{
    return json_array_get(json_object_get(all, key), i);
}

static const char *
text_at(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

/* The outcome told is that of a question about it alone, its words are those of its numbers,
   and whom the reform touches is what --lives says of the same people. */
static void
the_figures_are_those_of_the_file(void **state)
{
    json_t *const all = small_json("compare out.sqlite --json"),
                  *const lives = small_json("compare out.sqlite --lives "
                                            "--json");
    const json_t *const north = at(all, "sentences", 0), *const kept = json_array_get(lives, 0);
    const json_t *const outcome = json_object_get(north, "outcome");
    char number[200], question[400];

    (void) state;
    assert_string_equal(text_at(north, "scenario"), "north");
    assert_string_equal(text_at(outcome, "metric"), "days_stranded");
    assert_string_equal(text_at(outcome, "because"), "claim");
    snprintf(question, sizeof question,
             "compare out.sqlite --json --metric %s --place %s --period %s",
             text_at(outcome, "metric"), text_at(outcome, "place"), text_at(outcome, "period"));
    json_t *const alone = small_json(question);
    const json_t *const row = at(alone, "outcomes", 0);
    assert_true(
        json_equal(json_object_get(row, "difference"), json_object_get(outcome, "difference")));
    assert_true(
        json_equal(json_object_get(row, "baseline"), json_object_get(outcome, "baseline")));
    assert_true(json_equal(json_object_get(row, "n_less"), json_object_get(outcome, "n_same")));

    const double difference = median_of(outcome, "difference"),
                 low = json_number_value(
                     json_object_get(json_object_get(outcome, "difference"), "low")),
                 high = json_number_value(
                     json_object_get(json_object_get(outcome, "difference"), "high"));
    asy_amount_text(number, sizeof number, "days_stranded", difference, false);
    assert_non_null(strstr(text_at(north, "what"), number));
    assert_non_null(strstr(text_at(north, "what"), "north (from 1 January 2013): in 2013 and "
                                                   "2014, time spent waiting at north falls"));
    asy_between_text(number, sizeof number, "days_stranded", low, high);
    assert_non_null(strstr(text_at(north, "how_sure"), number));

    assert_true(
        json_equal(json_object_get(north, "gained"), json_object_get(kept, "reform_only")));
    assert_true(
        json_equal(json_object_get(north, "lost"), json_object_get(kept, "baseline_only")));
    assert_true(json_equal(json_object_get(north, "both"), json_object_get(kept, "both")));
    assert_true(
        json_equal(json_object_get(north, "neither"), json_object_get(kept, "neither")));
    assert_true(median_of(north, "gained_waiting") <= median_of(north, "gained"));
    assert_true(median_of(north, "lost_waiting") <= median_of(north, "lost"));
    asy_about_words(number, sizeof number, median_of(north, "otherwise"));
    assert_non_null(strstr(text_at(north, "for_whom"), number));
    json_decref(alone);
    json_decref(lives);
    json_decref(all);
}

/* Persons touched of all groups are all touched, history by history: so they are in the mean.
 */
static void
the_touched_are_told_by_group(void **state)
{
    json_t *const all = small_json("compare out.sqlite --json");
    const json_t *const tajiks = at(all, "sentences", 1);
    double sum = 0.0;
    const json_t *group;
    size_t i;

    (void) state;
    json_array_foreach(json_object_get(tajiks, "groups"), i, group) sum +=
        json_number_value(json_object_get(group, "share"));
    assert_true(sum > 0.9 && sum < 1.1);
    assert_string_equal(text_at(at(tajiks, "groups", 0), "group"), "tajik");
    assert_true(median_of(tajiks, "touched") >= median_of(tajiks, "otherwise"));
    assert_true(median_of(tajiks, "came") > 0.0);
    json_decref(all);
}

static void
what_moves_nothing_says_so(void **state)
{
    json_t *const all = small_json("compare out.sqlite --json");
    const json_t *const still = at(all, "sentences", 2), *row;
    size_t i;

    (void) state;
    assert_non_null(strstr(text_at(still, "what"), "no outcome moves clearly"));
    assert_true(json_is_null(json_object_get(still, "outcome")));
    json_array_foreach(json_object_get(all, "matrix"), i, row)
    {
        const json_t *const cell = at(row, "cells", 2);
        assert_string_equal(text_at(cell, "scenario"), "still");
        assert_string_equal(text_at(cell, "text"), "no change");
    }
    assert_in_range(i, 10, 20);
    json_decref(all);
}

/* The cells of the matrix are the differences of the rows, and for 1,000 people touched. */
static void
the_matrix_is_that_of_the_rows(void **state)
{
    json_t *const all = small_json("compare out.sqlite --json");
    const json_t *row;
    size_t i, found = 0;

    (void) state;
    json_array_foreach(json_object_get(all, "outcomes"), i, row)
    {
        const json_t *in_matrix;
        size_t k;
        if (strcmp(text_at(row, "scenario"), "north") != 0 ||
            strcmp(text_at(row, "place"), "all") != 0)
            continue;
        json_array_foreach(json_object_get(all, "matrix"), k, in_matrix)
        {
            const json_t *const cell = at(in_matrix, "cells", 0);
            if (strcmp(text_at(in_matrix, "metric"), text_at(row, "metric")) != 0)
                continue;
            const double per =
                strcmp(text_at(row, "metric"), "days_stranded") == 0 ? 365.25 : 1.0;
            assert_true(json_equal(json_object_get(cell, "difference"),
                                   json_object_get(row, "difference")));
            assert_true(fabs(json_number_value(json_object_get(cell, "per_1000_touched")) -
                             1000.0 * median_of(row, "difference") / per /
                                 median_of(at(all, "sentences", 0), "touched")) < 1e-6);
            found++;
        }
    }
    assert_int_equal(found, json_array_size(json_object_get(all, "matrix")));
    json_decref(all);
}

/* What the last sentence says of the claim is what its test says. */
static void
the_claim_is_told_as_it_is_tested(void **state)
{
    json_t *const all = small_json("compare out.sqlite --json"),
                  *const tested = small_json("compare out.sqlite --claims --json");
    const json_t *one;
    size_t i, k;

    (void) state;
    json_array_foreach(json_object_get(all, "sentences"), i, one)
    {
        const json_t *const claim = json_object_get(one, "claim"), *row;
        int n = 0, supported = 0;
        json_array_foreach(json_object_get(tested, "claims"), k, row)
        {
            if (strcmp(text_at(row, "scenario"), text_at(one, "scenario")) != 0)
                continue;
            n++;
            supported += strcmp(text_at(row, "verdict"), "supported") == 0;
        }
        assert_int_equal(n, 1);
        assert_int_equal(json_integer_value(json_object_get(claim, "outcomes")), n);
        assert_int_equal(json_integer_value(json_object_get(claim, "as_claimed")), supported);
        assert_true(!strstr(text_at(one, "how_sure"), "of its claim is not supported") ==
                    (supported == n));
    }
    assert_int_equal(i, 3);
    json_decref(tested);
    json_decref(all);
}

/* Sentences, then who is protected, then the matrix, then the rows; what is asked for by name
   is answered with that alone; nothing of one world. */
static void
compare_answers_first(void **state)
{
    static const char *const order[] = { "north (from 1 January 2013): in 2013",
                                         "The direction is firm",
                                         "The same people, with and without the reform",
                                         "protected in neither",
                                         "What changes, reform by reform",
                                         "What becomes of people",
                                         "Reform: north",
                                         "per 1,000 people affected: " };
    const char *before = small_said;

    (void) state;
    small_expect("compare out.sqlite");
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        const char *const here = strstr(before, order[i]);
        if (!here)
            fail_msg("\"%s\" does not stand where it should in:\n%s", order[i], small_said);
        before = here;
    }
    small_expect("compare out.sqlite --metric refouled");
    assert_null(strstr(small_said, "What changes, reform by reform"));
    small_expect("compare alone.sqlite");
    assert_null(strstr(small_said, "What changes, reform by reform"));
    json_t *const alone = small_json("compare alone.sqlite --json");
    assert_int_equal(json_array_size(json_object_get(alone, "sentences")), 0);
    assert_int_equal(json_array_size(json_object_get(alone, "matrix")), 0);
    json_decref(alone);
}

static void
a_breakdown_leaves_out_what_does_not_move(void **state)
{
    (void) state;
    small_expect("compare out.sqlite --by state --metric claims_first");
    const char *const still = strstr(small_said, "Reform: still");
    assert_non_null(still);
    assert_non_null(strstr(still, "margin of error are left out; --all shows them)"));
    assert_null(strstr(still, "\n  Poland "));
    small_expect("compare out.sqlite --by state --metric claims_first --all");
    assert_non_null(strstr(strstr(small_said, "Reform: still"), "\n  Poland "));
    small_expect("compare out.sqlite");
    assert_non_null(
        strstr(strstr(small_said, "Reform: still"), "No change by more than the margin"));
}

static void
the_library_tells_the_same(void **state)
{
    struct asy_sentences_list *list;
    struct asy_results *results;
    struct asy_error err;
    struct asy_sentences s = { .size = sizeof s };
    char path[128];
    json_t *const all = small_json("compare out.sqlite --json");

    (void) state;
    snprintf(path, sizeof path, "%s/out.sqlite", small_folder.name);
    assert_true(asy_results_open(&results, path, &err));
    assert_true(asy_sentences_find(&list, results, &err));
    asy_results_close(results, NULL);
    assert_int_equal(asy_sentences_count(list), 3);
    assert_true(asy_sentences_at(list, 1, &s));
    assert_string_equal(s.what, text_at(at(all, "sentences", 1), "what"));
    assert_string_equal(s.for_whom, text_at(at(all, "sentences", 1), "for_whom"));
    assert_string_equal(s.how_sure, text_at(at(all, "sentences", 1), "how_sure"));
    assert_false(asy_sentences_at(list, 3, &s));
    asy_sentences_destroy(list);
    asy_sentences_destroy(NULL);
    assert_false(asy_sentences_find(&list, NULL, &err));
    assert_null(list);
    json_decref(all);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_figures_are_those_of_the_file),
        cmocka_unit_test(the_touched_are_told_by_group),
        cmocka_unit_test(what_moves_nothing_says_so),
        cmocka_unit_test(the_matrix_is_that_of_the_rows),
        cmocka_unit_test(the_claim_is_told_as_it_is_tested),
        cmocka_unit_test(compare_answers_first),
        cmocka_unit_test(a_breakdown_leaves_out_what_does_not_move),
        cmocka_unit_test(the_library_tells_the_same),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
