/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outcomes and numbers in the words of a newspaper; whatever a reform claims has such words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "outcome/phrase.h"
#include "outcome/shown.h"

#include <glob.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static void
numbers_read_as_a_newspaper_prints_them(void **state)
{
    static const struct {
        double x;
        const char *words, *about;
    } told[] = {
        { 0.2, "no", "no" },
        { 1.0, "one or two", "one or two" },
        { -3.0, "three", "three" },
        { 9.4, "nine", "nine" },
        { 9.6, "10", "about 10" },
        { 49.0, "49", "about 49" },
        { 99.6, "100", "about 100" },
        { 346.0, "350", "about 350" },
        { 34438.0, "34,000", "about 34,000" },
        { 999600.0, "1 million", "about 1 million" },
        { 1411952.0, "1.4 million", "about 1.4 million" },
        { 23456789.0, "23 million", "about 23 million" },
    };
    char out[64];

    (void) state;
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        assert_string_equal(asy_number_words(out, sizeof out, told[i].x), told[i].words);
        assert_string_equal(asy_about_words(out, sizeof out, told[i].x), told[i].about);
    }
    assert_string_equal(asy_percent_words(out, sizeof out, 0.614), "61%");
    assert_string_equal(asy_percent_words(out, sizeof out, 0.004), "less than 1%");
    assert_string_equal(asy_percent_words(out, sizeof out, 0.9999), "99%");
}

static void
what_is_counted_is_fewer_and_what_is_measured_less(void **state)
{
    static const struct {
        const char *outcome, *word;
    } told[] = {
        { "fate_gave_up", "Fewer" },
        { "refusals_of_entry", "Fewer" },
        { "dublin_transfers", "Fewer" },
        { "attempts_per_admission", "Fewer" },
        { "protected", "Fewer" },
        { "days_stranded", "Less" },
        { "recognition_rate", "Less" },
        { "solidarity_money", "Less" },
        { "mean_days_to_decision", "Less" },
        { "share_reached", "Less" },
    };

    (void) state;
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        assert_string_equal(asy_direction_word(told[i].outcome, -1, true), told[i].word);
        assert_string_equal(asy_direction_word(told[i].outcome, 1, true), "More");
    }
    assert_string_equal(asy_direction_word("protected", -1, false), "fewer");
    assert_string_equal(asy_direction_word("days_stranded", -1, false), "less");
}

static void
clauses_are_english(void **state)
{
    static const struct {
        struct asy_clause clause;
        const char *text;
    } told[] = {
        { { "wrongful_refusals", NULL, " in X", 1767, 14049 },
          "about 1,800 more people at risk are refused on the merits in X, 13% more" },
        { { "wrongful_refusals", "Ys", "", -3, 30 },
          "three fewer Ys at risk are refused on the merits, 10% fewer" },
        { { "border_admissions", NULL, " at X", 34438, 5758 },
          "about 34,000 more people are let in to claim asylum at X, seven times as many" },
        { { "border_admissions", NULL, "", 120, 0.2 },
          "about 120 more people are let in to claim asylum at all crossings together, from "
          "next to nothing" },
        { { "border_admissions", NULL, "", 120, 0 },
          "about 120 more people are let in to claim asylum at all crossings together, from "
          "none" },
        { { "border_admissions", NULL, "", -120, 120 },
          "about 120 fewer people are let in to claim asylum at all crossings together, down "
          "to "
          "none" },
        { { "dublin_transfers", NULL, " from X to Y", -900, 3000 },
          "Dublin transfers from X to Y fall by about 900, or 30%" },
        { { "days_stranded", NULL, " at X", -199990, 233383 },
          "time spent waiting at X falls by about 550 person-years, or 86%" },
        { { "days_stranded", NULL, " at X", -300, 3000 },
          "time spent waiting at X falls by about 300 person-days, or 10%" },
        { { "recognition_rate", NULL, "", -0.018, 0.2 },
          "the protection rate falls by 1.8 percentage points" },
        { { "mean_days_to_decision", NULL, " in X", 12.4, 200 },
          "the average wait for a decision in X rises by 12 days" },
        { { "removals_third_country", NULL, " from X", 24, 0.2 },
          "about 24 more people are removed from X to a transit country, from next to "
          "nothing" },
        { { "removals_third_country", NULL, " to Y", 24, 100 },
          "about 24 more people are removed to Y, 24% more" },
        { { "notices_deleted", NULL, "", 20, 20 },
          "deleted INTERPOL notices rise by about 20, to "
          "twice as many" },
        { { "recognition_rate", "Ys", " in X", 0.001, 0.2 },
          "the protection rate for Ys in X rises by 0.1 percentage points" },
        { { "families_reunited", "Ys", "", 200, (double) NAN },
          "about 200 more relatives of Ys join a person with protection" },
        { { "relatives_pressed", "Ys", "", 200, 400 },
          "acts of pressure on relatives of Ys at home rise by about 200, or 50%" },
        { { "relatives_pressed", NULL, " because of exiles in X", -200, 400 },
          "acts of pressure on relatives at home because of exiles in X fall by about 200, or "
          "50%" },
        { { "relatives_detained", "Ys", "", 20, 40 },
          "about 20 more relatives of Ys at home are arrested or detained, 50% more" },
        { { "refused_at_internal_border", "Ys", "", 20, 40 },
          "refusals of entry of Ys at internal borders rise by about 20, or 50%" },
        { { "harmed_share", "Ys", "", 0.02, 0.2 },
          "the share of those setting out among Ys who come to harm rises by 2.0 percentage "
          "points" },
        { { "days_stranded", "Ys", " at X", -300, 3000 },
          "time spent waiting by Ys at X falls by about 300 person-days, or 10%" },
        { { "days_to_decision", NULL, " in X", 365250, 3652500 },
          "time spent waiting for a decision in X rises by about 1,000 person-years, or 10%" },
        { { "days_to_decision", NULL, "", 1, 100 },
          "time spent waiting for a decision rises by one person-day, or 1%" },
        { { "transfer_refunds", NULL, " to X", 5000, 10000 },
          "refunds from the Union for transfers to X rise by \xe2\x82\xac"
          "5,000, or 50%" },
        { { "displaced_registered", "Ys", "", 200, 400 },
          "about 200 more Ys are registered as displaced from occupied territory, 50% more" },
    };
    char out[700];

    (void) state;
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        assert_string_equal(asy_clause_text(out, sizeof out, &told[i].clause), told[i].text);
    assert_string_equal(
        asy_between_text(out, sizeof out, "days_stranded", -1411952.0, -76218.0),
        "210 and 3,900 person-years");
    assert_string_equal(asy_between_text(out, sizeof out, "days_stranded", 450.0, 2922.0),
                        "1.2 and eight person-years");
    assert_string_equal(asy_between_text(out, sizeof out, "refouled", -7.0, -7.0), "seven");
    assert_string_equal(asy_between_text(out, sizeof out, "refouled", 1.0, 30.0), "one and 30");
    assert_string_equal(asy_amount_text(out, sizeof out, "refouled", -1.0, true), "one fewer");
}

/* What a reform claims and what stands in every comparison has words of its own. */
static void
outcomes_of_claims_have_words(void **state)
{
    static char text[1 << 20];
    const struct asy_shown *shown;
    glob_t files;

    (void) state;
    for (int i = 0; (shown = asy_shown_at(ASY_SHOWN_ALL, i)); i++)
        if (!asy_phrase_is_known(shown->metric))
            fail_msg("%s has no words in outcome/phrases.def", shown->metric);
    assert_int_equal(glob(ASY_SOURCE_DIR "/scenarios/[rp]*/*.cfg", 0, NULL, &files), 0);
    for (size_t i = 0; i < files.gl_pathc; i++) {
        FILE *const file = fopen(files.gl_pathv[i], "rb");
        char *metric = text;
        assert_non_null(file);
        text[fread(text, 1, sizeof text - 1, file)] = '\0';
        fclose(file);
        while ((metric = strstr(metric, "metric = \""))) {
            char name[64];
            metric += strlen("metric = \"");
            snprintf(name, sizeof name, "%.*s", (int) strcspn(metric, "\""), metric);
            if (!asy_phrase_is_known(name))
                fail_msg("%s: %s has no words in outcome/phrases.def", files.gl_pathv[i], name);
        }
    }
    globfree(&files);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_read_as_a_newspaper_prints_them),
        cmocka_unit_test(what_is_counted_is_fewer_and_what_is_measured_less),
        cmocka_unit_test(clauses_are_english),
        cmocka_unit_test(outcomes_of_claims_have_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
