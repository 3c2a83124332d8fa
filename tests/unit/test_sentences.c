/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each reform in three sentences: their words, and which outcome is told as going the other
   way, on figures made up here. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "outcome/phrase.h"
#include "outcome/sentences.h"
#include "store/tellable.h"

#include <stdio.h>

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
           "them As (61%) and Bs (20%): about 2,000 gain protection and 1,200 lose it; of "
           "those who gain it, about 1,100 would still be waiting at the end of 2018 without "
           "the reform, and of those who lose it, 780 with it.");
    s.lost_waiting = s.gained_waiting;
    expect(asy_sentence_for_whom, &s, &words,
           "The outcome is different for about 35,000 people (7% of all who set out), most of "
           "them As (61%) and Bs (20%): about 2,000 gain protection and 1,200 lose it; of "
           "those who gain it, about 1,100 would still be waiting at the end of 2018 without "
           "the reform, and of those who lose it, as many with it.");
    s.gained_waiting = around(0, 0, 0);
    expect(asy_sentence_for_whom, &s, &words,
           "The outcome is different for about 35,000 people (7% of all who set out), most of "
           "them As (61%) and Bs (20%): about 2,000 gain protection and 1,200 lose it; of "
           "those who lose it, about 1,100 would still be waiting at the end of 2018 with the "
           "reform.");
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

/* ---- what goes the other way ------------------------------------------------- */

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
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
