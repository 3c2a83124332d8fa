/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each reform in three sentences: their words on figures made up here; and on files made by the
   program each figure against what else is asked of the same file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "asylsim/asylsim.h"
#include "outcome/phrase.h"
#include "outcome/sentences.h"
#include "store/tellable.h"
#include "support/small.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- sentences -----------------------------------------------------------------------------
 */

static struct asy_summary
around(double median, double low, double high)
{
    return (struct asy_summary){ .n = 20,
                                 .median = median,
                                 .low = low,
                                 .high = high,
                                 .error = 1.0,
                                 .n_draws = 20,
                                 .of_draws = 20 };
}

static const struct asy_people_touched groups[] = {
    { .name = "a", .label = "As", .share = 0.61 },
    { .name = "b", .label = "Bs", .share = 0.2 },
    { .name = "c", .label = "Cs", .share = 0.1 }
};

static struct asy_sentences
some(void)
{
    return (struct asy_sentences){ .scenario = "s",
                                   .title = "All are heard.",
                                   .in_force = "2017-03-01",
                                   .metric = "border_admissions",
                                   .place = "gate",
                                   .population = "all",
                                   .period = "2017..2018",
                                   .baseline = around(5758, 1, 2),
                                   .difference = around(34438, 7413, 395922),
                                   .n = 20,
                                   .n_same = 20,
                                   .sureness = "firm",
                                   .n_worlds_tried = 16,
                                   .n_worlds_same = 16,
                                   .touched = around(35000, 1, 2),
                                   .otherwise = around(16000, 1, 2),
                                   .gained = around(2000, 1, 2),
                                   .lost = around(1200, 1, 2),
                                   .came = around(19000, 1, 2),
                                   .groups = groups,
                                   .n_groups = 3 };
}

static const struct asy_sentence_words words = { .place = " at X",
                                                 .beside.place = "",
                                                 .against.place = "",
                                                 .first_year = 2017,
                                                 .last_year = 2018,
                                                 .is_in_force = true,
                                                 .n_histories = 20,
                                                 .set_out = 500000 };

typedef void sentence(char *out, const struct asy_sentences *s,
                      const struct asy_sentence_words *words);

static void
expect(sentence *say, const struct asy_sentences *s, const struct asy_sentence_words *w,
       const char *text)
{
    char out[ASY_SENTENCE];

    say(out, s, w);
    assert_string_equal(out, text);
}

static void
what_changes_is_law_and_size(void **state)
{
    struct asy_sentences s = some();
    struct asy_sentence_words other = words;

    (void) state;
    expect(
        asy_sentence_what, &s, &words,
        "All are heard (from 1 March 2017): in 2017 and 2018, about 34,000 more people are let "
        "in to claim asylum at X, seven times as many.");
    s.against.metric = "refused_at_risk";
    s.against.difference = around(1759, 93, 5609);
    other.first_year = 2018;
    expect(asy_sentence_what, &s, &other,
           "All are heard (from 1 March 2017): in 2018, about 34,000 more people are let in to "
           "claim asylum at X, seven times as many, but about 1,800 more people at risk are "
           "refused.");
    other.against.is_final = true;
    s.against.metric = "fate_waiting";
    expect(asy_sentence_what, &s, &other,
           "All are heard (from 1 March 2017): in 2018, about 34,000 more people are let in to "
           "claim asylum at X, seven times as many, but by the end of 2018 about 1,800 more "
           "people are still waiting for a decision.");
    s.against_draws[0] = 18;
    s.against_draws[1] = 20;
    expect(asy_sentence_what, &s, &other,
           "All are heard (from 1 March 2017): in 2018, about 34,000 more people are let in to "
           "claim asylum at X, seven times as many, but by the end of 2018 about 1,800 more "
           "people are still waiting for a decision (in 18 of 20 draws).");
    s.against_draws[0] = 20;
    s.against.metric = "refused_at_risk";
    other.is_final = true;
    other.place = "";
    other.against.is_final = false;
    s.metric = "fate_waiting";
    expect(
        asy_sentence_what, &s, &other,
        "All are heard (from 1 March 2017): by the end of 2018, about 34,000 more people are "
        "still waiting for a decision, seven times as many, but in 2018 about 1,800 more "
        "people at risk are refused.");
    s.metric = some().metric;
    other.is_final = false;
    s.beside.metric = "refouled_chain";
    s.beside.difference = around(-50, -195, -2);
    s.metric = "dublin_transfers";
    s.difference = around(-2275, -6360, -1055);
    s.baseline = around(2275, 1055, 6360);
    expect(asy_sentence_what, &s, &words,
           "All are heard (from 1 March 2017): in 2017 and 2018, Dublin transfers at X fall by "
           "about 2,300, down to none, and about 50 fewer people at risk are returned through "
           "other states, but about 1,800 more people at risk are refused.");
    s.metric = NULL;
    expect(asy_sentence_what, &s, &words,
           "All are heard (from 1 March 2017): no outcome moves clearly in one direction.");
    other.is_in_force = false;
    expect(
        asy_sentence_what, &s, &other,
        "All are heard (from 1 March 2017): that is after the last day simulated, so nothing "
        "changes.");
}

static void
for_whom_counts_people_and_names_groups(void **state)
{
    struct asy_sentences s = some();

    (void) state;
    expect(
        asy_sentence_for_whom, &s, &words,
        "It touches about 35,000 people, most of them As (61%) and Bs (20%): about 19,000 set "
        "out only because of it, and the outcome is different for about 16,000 others, of "
        "whom about 2,000 gain protection and 1,200 lose it.");
    s.otherwise = around(34900, 1, 2);
    s.lost = around(0, 0, 0);
    expect(asy_sentence_for_whom, &s, &words,
           "The outcome is different for about 35,000 people (7% of all who set out), most of "
           "them As (61%) and Bs (20%): about 2,000 gain protection.");
    s.touched = around(0, 0, 3);
    expect(asy_sentence_for_whom, &s, &words, "Hardly anybody's case ends differently.");
    s.touched = around(0, 0, 0);
    expect(asy_sentence_for_whom, &s, &words, "Nobody's case ends differently.");
}

/* Who is only still waiting in the other world has lost, or gained, nothing but time. */
static void
for_whom_says_what_is_time(void **state)
{
    struct asy_sentences s = some();

    (void) state;
    s.otherwise = around(34900, 1, 2);
    s.gained_waiting = around(1100, 1, 2);
    s.lost_waiting = around(780, 1, 2);
    s.net = around(800, 100, 1500);
    expect(asy_sentence_for_whom, &s, &words,
           "The outcome is different for about 35,000 people (7% of all who set out), most of "
           "them As (61%) and Bs (20%): about 2,000 gain protection and 1,200 lose it; for "
           "about 1,100 and 780 of them, respectively, this is a matter of time: in the other "
           "world they are still waiting at the end of 2018.");
    s.lost_waiting = s.gained_waiting;
    expect(asy_sentence_for_whom, &s, &words,
           "The outcome is different for about 35,000 people (7% of all who set out), most of "
           "them As (61%) and Bs (20%): about 2,000 gain protection and 1,200 lose it; for "
           "about 1,100 of each this is a matter of time: in the other world they are still "
           "waiting at the end of 2018.");
    s.gained_waiting = around(0, 0, 0);
    expect(asy_sentence_for_whom, &s, &words,
           "The outcome is different for about 35,000 people (7% of all who set out), most of "
           "them As (61%) and Bs (20%): about 2,000 gain protection and 1,200 lose it; for "
           "about 1,100 of those who lose it this is a matter of time: with the reform they "
           "are still waiting at the end of 2018.");
}

/* What chance does as well is no effect: then no balance is told, and no group. */
static void
for_whom_says_what_is_unclear(void **state)
{
    struct asy_people_touched many[] = { { .name = "a", .label = "As", .share = 0.18 },
                                         { .name = "b", .label = "Bs", .share = 0.17 } };
    struct asy_sentences s = some();

    (void) state;
    s.groups = many;
    s.n_groups = 2;
    s.otherwise = s.touched;
    s.net = around(0, -20, 32);
    expect(asy_sentence_for_whom, &s, &words,
           "The outcome is different for about 35,000 people (7% of all who set out): about "
           "2,000 gain protection and 1,200 lose it, with no clear change on balance.");
    s.net = around(800, 100, 1500);
    expect(asy_sentence_for_whom, &s, &words,
           "The outcome is different for about 35,000 people (7% of all who set out), above "
           "all As (18%) and Bs (17%): about 2,000 gain protection and 1,200 lose it.");
    s.touched = s.otherwise = around(45, 1, 200);
    s.gained = around(7, 1, 30);
    s.lost = around(0, 0, 4);
    s.net = around(7, -4, 30);
    many[0].share = 0.6;
    expect(asy_sentence_for_whom, &s, &words,
           "The outcome is different for about 45 people (less than 1% of all who set out): "
           "seven gain protection, with no clear change on balance.");
}

static void
how_sure_says_draws_worlds_and_range(void **state)
{
    struct asy_sentences s = some();

    (void) state;
    expect(asy_sentence_how_sure, &s, &words,
           "The direction is firm (the same in all 20 draws of the uncertain values and under "
           "all 16 sets of assumptions tested); the size is less certain: in nine out of ten "
           "simulated histories it is between 7,400 and 400,000.");
    s.n_worlds_same = 13;
    s.difference = around(-40, -50, -30);
    expect(
        asy_sentence_how_sure, &s, &words,
        "The direction is firm, if not under every assumption (the same in all 20 draws of the "
        "uncertain values and under 13 of the 16 sets of assumptions tested); the size is "
        "fairly certain: in nine out of ten simulated histories it is between 30 and 50.");
    s.n_worlds_same = 5;
    s.difference = around(-7, -7, -7);
    expect(
        asy_sentence_how_sure, &s, &words,
        "The direction depends on the assumptions (the same in all 20 draws of the uncertain "
        "values and under 5 of the 16 sets of assumptions tested); the size is certain: "
        "seven.");
    s.n_worlds_same = 14;
    s.n_same = 18;
    s.sureness = "likely";
    s.difference = around(40, -12, 90);
    expect(asy_sentence_how_sure, &s, &words,
           "The direction is likely, not certain (the same in 18 of 20 draws of the uncertain "
           "values and under 14 of the "
           "16 sets of assumptions tested): nine out of ten simulated histories range from 12 "
           "fewer to 90 more.");
    s.n_worlds_tried = 0;
    s.sureness = "open";
    s.n_same = 11;
    expect(asy_sentence_how_sure, &s, &words,
           "Even the direction is open (the same in 11 of 20 draws of the uncertain values; "
           "not tested under other sets "
           "of assumptions): nine out of ten simulated histories range from 12 fewer to 90 "
           "more.");
    s.metric = NULL;
    expect(asy_sentence_how_sure, &s, &words,
           "An effect too small to show in 20 draws is not ruled out.");
    s.touched.of_draws = 1;
    expect(
        asy_sentence_how_sure, &s, &words,
        "How sure that is cannot be said: it takes at least 20 draws of the uncertain values, "
        "and there is one.");
}

static void
how_sure_ends_with_the_test_of_the_claim(void **state)
{
    static const struct {
        int n_claims, n_supported;
        const char *told;
    } cases[] = {
        { 1, 0, " The outcome of its claim is not supported." },
        { 2, 0, " Neither of the two outcomes of its claim is supported." },
        { 12, 0, " None of the 12 outcomes of its claim is supported." },
        { 12, 1, " Of the 12 outcomes of its claim, one is supported." },
        { 12, 5, " Of the 12 outcomes of its claim, five are supported." },
        { 12, 12, "" },
    };
    struct asy_sentences s = some();
    char whole[300];

    (void) state;
    s.metric = NULL;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        s.n_claims = cases[i].n_claims;
        s.n_supported = cases[i].n_supported;
        snprintf(whole, sizeof whole,
                 "An effect too small to show in 20 draws is not ruled out.%s", cases[i].told);
        expect(asy_sentence_how_sure, &s, &words, whole);
    }
}

/* ---- what goes the other way ---------------------------------------------------------------
 */

static struct asy_contrast
moved_by(double median, double from)
{
    return (struct asy_contrast){ .baseline = around(from, from, from),
                                  .difference = {
                                      .summary = around(median, 0.5 * median, 2.0 * median) } };
}

/* Not events, not a hundredth of the baseline, not a part against its whole, not by exposure;
   of the others the most people, not the smallest error. */
static void
but_concerns_most_people(void **state)
{
    struct asy_tellable list[] = { { .scenario = 1, .metric = "refusals_of_entry" },
                                   { .scenario = 1, .metric = "refouled_chain" },
                                   { .scenario = 1, .metric = "fate_waiting" },
                                   { .scenario = 1, .metric = "persecuted_after_return" },
                                   { .scenario = 1, .metric = "wrongful_refusals" },
                                   { .scenario = 1, .metric = "dublin_requests" } };
    enum { N = sizeof list / sizeof *list };
    struct asy_question questions[N + 2] = { 0 };
    struct asy_contrast contrasts[N + 2] = { moved_by(500000, 1000),  moved_by(50, 600),
                                             moved_by(15000, 100000), moved_by(90000, 9e6),
                                             moved_by(20000, 30000),  moved_by(800000, 0),
                                             moved_by(500000, 0),     moved_by(-5000, 40000) };
    size_t part[] = { 4 };
    const struct asy_tellables all = { .list = list,
                                       .questions = questions,
                                       .contrasts = contrasts,
                                       .n = N,
                                       .part = part,
                                       .n_totals = 1 };

    (void) state;
    assert_int_equal(asy_tellable_largest(&all, 1, 1), 2);
    questions[2].among = "departures";
    contrasts[2].moved.by = ASY_MOVED_BY_EXPOSURE;
    assert_int_equal(asy_tellable_largest(&all, 1, 1), 1);
    contrasts[1].difference.summary.low = -1;
    assert_true(asy_tellable_largest(&all, 1, 1) == SIZE_MAX);
    contrasts[N + 1] = moved_by(5000, 40000);
    assert_int_equal(asy_tellable_largest(&all, 1, 1), 4);
    assert_true(asy_tellable_largest(&all, 1, -1) == SIZE_MAX);
}

/* ---- a file --------------------------------------------------------------------------------
 */

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
        cmocka_unit_test(what_changes_is_law_and_size),
        cmocka_unit_test(for_whom_counts_people_and_names_groups),
        cmocka_unit_test(for_whom_says_what_is_time),
        cmocka_unit_test(for_whom_says_what_is_unclear),
        cmocka_unit_test(how_sure_says_draws_worlds_and_range),
        cmocka_unit_test(how_sure_ends_with_the_test_of_the_claim),
        cmocka_unit_test(but_concerns_most_people),
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
