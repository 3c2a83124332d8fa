/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows that would mislead say so, whatever is asked for by name is found or refused with the
   nearest, and columns hold. On results made by hand. */
#include "life/outcomes.h"
#include "support/fake_results.h"
#include "support/program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct fake_folder folder;
static char said[1 << 18];

static int
run(const char *arguments)
{
    char command[1024];
    snprintf(command, sizeof command, "%s compare %s %s 2>&1", ASY_PROGRAM, folder.file,
             arguments);
    return program_say(command, said, sizeof said);
}

static void
expect(const char *arguments, int code, const char *word)
{
    const int got = run(arguments);
    if (got != code)
        fail_msg("compare %s: exit %d, not %d:\n%s", arguments, got, code, said);
    if (word && !strstr(said, word))
        fail_msg("compare %s does not say '%s':\n%s", arguments, word, said);
}

#define CELL(name, period, place, receiver, base, reform)                                      \
    {                                                                                          \
        { ASY_METRIC_##name, period, FAKE_CHECHEN, place, receiver, base },                    \
        {                                                                                      \
            ASY_METRIC_##name, period, FAKE_CHECHEN, place, receiver, reform                   \
        }                                                                                      \
    }

/* Sorted by metric. In 2016 chains fall more than direct refoulement rises; half as many at
   risk are decided on the merits and as many of 100 of them refused, for others are refused
   unheard; of Dublin requests fewer end in a transfer. */
static const struct asy_cell both[][2] = {
    CELL(departures, 12, 0, 0, 4000, 4000),
    CELL(border_admissions, 12, FAKE_TERESPOL, 0, 600, 700),
    CELL(days_stranded, 1, FAKE_TERESPOL, 0, 21500000, 17300000),
    CELL(days_stranded, 1, FAKE_NARVA, 0, 12, 13),
    CELL(claims_first, 12, FAKE_POL, 0, 2000, 2000),
    CELL(unheard_at_risk, 1, FAKE_POL, 0, 10, 510),
    CELL(decisions_merits, 12, FAKE_POL, 0, 1200, 700),
    CELL(grants_refugee, 1, FAKE_POL, 0, 500, 250),
    CELL(wrongful_refusals, 1, FAKE_POL, 0, 500, 250),
    CELL(dublin_requests, 1, FAKE_DEU, FAKE_POL, 100, 100),
    CELL(dublin_transfers, 1, FAKE_DEU, FAKE_POL, 50, 20),
    CELL(returns_forced, 1, FAKE_POL, 0, 1000, 1500),
    CELL(returns_voluntary, 1, FAKE_POL, 0, 900, 700),
    CELL(refouled_direct, 1, FAKE_POL, 0, 4000, 4238),
    CELL(refouled_chain, 1, FAKE_POL, 0, 800, 498),
    CELL(seized_in_transit, 1, FAKE_BLR, 0, 90, 40),
};
enum { N_CELLS = sizeof both / sizeof *both };

/* Twenty draws, a little apart. */
static void
add_history(struct asy_results *results, uint32_t draw)
{
    struct asy_cell cells[FAKE_SCENARIOS][N_CELLS];
    struct asy_result list[FAKE_SCENARIOS];
    struct asy_error err = { 0 };

    for (int s = 0; s < FAKE_SCENARIOS; s++) {
        for (int i = 0; i < N_CELLS; i++) {
            cells[s][i] = both[i][s];
            cells[s][i].value += cells[s][i].value / 100 * draw / 10;
        }
        list[s] = (struct asy_result){ .scenario = s,
                                       .draw = draw,
                                       .cells = cells[s],
                                       .n_cells = N_CELLS,
                                       .naming = fake_naming(),
                                       .n_cases = 1,
                                       .seconds = 0.1 };
        list[s].digest = asy_result_digest(&list[s]);
    }
    if (!asy_results_add(results, list, FAKE_SCENARIOS, &err))
        fail_msg("%s: %s", err.where, err.what);
}

static int
make(void **state)
{
    struct asy_world world;
    struct asy_results *results;
    struct asy_error err = { 0 };
    (void) state;

    fake_folder_make(&folder, "rows.sqlite");
    fake_world(&world);
    struct asy_results_head head = fake_head(&world);
    head.n_draws = 20;
    head.n_replicates = 1;
    if (!asy_results_create(&results, folder.file, ASY_RESULTS_NEW, &head, &err))
        return -1;
    for (uint32_t draw = 1; draw <= 20; draw++)
        add_history(results, draw);
    fake_close(results);
    return 0;
}

/* What was said, without the ends of lines. */
static void
unwrap(void)
{
    for (char *end = strchr(said, '\n'); end; end = strchr(end, '\n')) {
        *end++ = ' ';
        memmove(end, end + strspn(end, " "), strlen(end + strspn(end, " ")) + 1);
    }
}

static void
what_an_unfinished_run_lacks_is_had_by_going_on(void **state)
{
    const struct fake_folder full = folder;
    struct asy_world world;
    struct asy_results *results;
    struct asy_error err = { 0 };
    (void) state;
    fake_world(&world);
    struct asy_results_head head = fake_head(&world);
    head.n_replicates = 1;
    for (uint32_t planned = 5; planned <= 20; planned += 15) {
        fake_folder_make(&folder, "part.sqlite");
        head.n_draws = planned;
        assert_true(asy_results_create(&results, folder.file, ASY_RESULTS_NEW, &head, &err));
        for (uint32_t draw = 1; draw <= 3; draw++)
            add_history(results, draw);
        fake_close(results);
        expect("", 0, "too few draws (3 of 20)");
        unwrap();
        assert_true(!strstr(said, "--draws 20 or more") == (planned == 20));
        assert_non_null(strstr(said, "--resume"));
        assert_null(strstr(said, " * "));
        expect("--json", 0, "\"moved_by\": \"too few draws\"");
        fake_folder_remove(&folder);
    }
    folder = full;
}

static int
clear(void **state)
{
    (void) state;
    fake_folder_remove(&folder);
    return 0;
}

/* ---- rows that mislead ------------------------------------------------------- */

/* The row of an outcome in what `compare --json` prints; borrowed from *all. */
static json_t *
row_of(const char *arguments, const char *metric, json_t **all)
{
    json_error_t error;
    json_t *row;
    size_t i;

    expect(arguments, 0, metric);
    *all = json_loads(said, 0, &error);
    if (!*all)
        fail_msg("%s:\n%s", error.text, said);
    json_array_foreach(json_object_get(*all, "outcomes"), i,
                       row) if (strcmp(json_string_value(json_object_get(row, "metric")),
                                       metric) == 0) return row;
    fail_msg("no row of %s", metric);
    return NULL;
}

static double
median_of(const json_t *row, const char *key)
{
    return json_number_value(json_object_get(json_object_get(row, key), "median"));
}

static void
refoulement_has_a_total_beside_its_parts(void **state)
{
    json_t *all;
    (void) state;
    json_t *row = row_of("--json", "refouled", &all);
    assert_true(median_of(row, "difference") < -50);
    json_decref(all);
    row = row_of("--json", "refouled_direct", &all);
    assert_true(median_of(row, "difference") > 200);
    assert_string_equal(json_string_value(json_array_get(json_object_get(row, "part_of"), 0)),
                        "refouled");
    json_decref(all);
    expect("", 0, "at risk and returned, directly" /* a new line */);
    expect("--metric refouled", 0, "directly or through");
}

static void
a_part_asked_for_alone_names_its_total(void **state)
{
    (void) state;
    expect("--metric refouled_direct", 0, "is a part of refouled");
    expect("--metric refouled_direct --metric refouled_chain", 0, "read it");
    run("--metric refouled_direct --metric refouled_chain --metric refouled");
    assert_null(strstr(said, "is a part of"));
    assert_null(strstr(said, "moves against"));
}

static void
parts_that_move_against_each_other_stand_with_their_total(void **state)
{
    json_t *all;
    (void) state;
    json_t *row = row_of("--json", "returns", &all);
    assert_true(median_of(row, "difference") > 200);
    json_decref(all);
    expect("", 0,
           "\"returned voluntarily\" moves against another part of the same whole: read it");
    row = row_of("--json --metric returns_forced --metric returns_voluntary --by year",
                 "returns", &all);
    json_decref(all);
    expect("--by year --metric returns_forced --metric returns_voluntary", 0, ", 2016\" moves");
    assert_null(strstr(said, "\"2016\" moves"));
    run("--metric returns_forced --metric returns_voluntary --period 2015"); /* nobody */
    assert_null(strstr(said, "either way"));
    run("--json --metric returns_forced");
    assert_null(strstr(said, "\"metric\": \"returns\""));
}

static void
what_is_marked_below_is_no_better_in_short(void **state)
{
    (void) state;
    expect("", 0, "Clearly better");
    assert_null(strstr(said, "A package:")); /* it is none */
    unwrap();
    assert_null(strstr(said, "at risk and refused on the merits * (-"));
    assert_null(strstr(said, "at risk and refused on the merits (-"));
    assert_non_null(strstr(said, "(* below): at risk and refused on the merits"));
    expect("--by group --metric wrongful_refusals", 0, "* \"");
    assert_null(strstr(said, "* \"chechen\""));
}

static void
options_that_choose_nothing_are_refused(void **state)
{
    static const struct {
        const char *arguments, *word;
    } wrong[] = {
        { "--package --by group", "--by: does not go with --package" },
        { "--package --lives", "--lives: does not go with --package" },
        { "--package --claims", "--claims: does not go with --package" },
        { "--package --pairing", "--pairing: does not go with --package" },
        { "--claims --population chechen", "--population: does not go with --claims" },
        { "--claims --metric refouled --json", "--metric: does not go with --claims" },
        { "--claims --place POL", "--place: does not go with --claims" },
        { "--claims --period 2016", "--period: does not go with --claims" },
        { "--claims --by year", "--by: does not go with --claims" },
        { "--claims --pairing", "--pairing: does not go with --claims" },
        { "--lives --claims", "--claims: does not go with --lives" },
        { "--lives --pairing", "--pairing: does not go with --lives" },
        { "--lives --by year", "--by: does not go with --lives" },
    };
    (void) state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        expect(wrong[i].arguments, 2, wrong[i].word);
}

static void
what_moves_since_fewer_come_so_far_is_marked(void **state)
{
    json_t *all;
    (void) state;
    json_t *row = row_of("--json", "wrongful_refusals", &all);
    const json_t *exposure = json_object_get(row, "exposure");
    assert_string_equal(json_string_value(json_object_get(exposure, "moved_by")), "exposure");
    assert_string_equal(json_string_value(json_object_get(exposure, "among")),
                        "decisions_at_risk");
    json_decref(all);
    row = row_of("--json", "dublin_transfers", &all);
    exposure = json_object_get(row, "exposure");
    assert_string_equal(json_string_value(json_object_get(exposure, "moved_by")), "rate");
    json_decref(all);
    row = row_of("--json", "refouled", &all);
    assert_true(json_is_null(json_object_get(row, "exposure")));
    json_decref(all);
    expect("", 0, "* \"at risk and refused on the merits\" falls only because fewer");
    assert_null(strstr(said, "* \"Dublin transfers\""));
    expect("--metric wrongful_refusals --place POL", 0, "because fewer reach");
}

static void
claims_of_all_states_say_whom_they_count_twice(void **state)
{
    json_t *all;
    (void) state;
    expect("", 0, "First claims in all states together count");
    json_t *row = row_of("--json --metric claims_first", "claims_first", &all);
    assert_non_null(strstr(json_string_value(json_object_get(row, "note")), "count again"));
    json_decref(all);
    row = row_of("--json --metric claims_first --place POL", "claims_first", &all);
    assert_true(json_is_null(json_object_get(row, "note")));
    json_decref(all);
}

/* ---- names ------------------------------------------------------------------- */

static void
any_place_can_be_asked_for_alone(void **state)
{
    static const struct {
        const char *place, *word;
    } asked[] = {
        { "POL", "first applications in the state" },
        { "Poland", "first applications in the state" },
        { "pol", "Dublin transfers, to Poland" },
        { "DEU", "Dublin transfers, from" },
        { "EST", "left out" }, /* nobody there */
        { "terespol", "let in to claim" },
        { "Terespol", "let in to claim" },
        { "Brest-Terespol", "let in to claim" },
        { "BLR", "extradited, deported" },
        { "Belarus", "extradited, deported" },
        { "'DEU>POL'", "Dublin transfers" },
        { "'Germany>Poland'", "Dublin transfers" },
        { "'>POL'", "Dublin transfers" },
        { "all", "What became of all who set out" },
    };
    char arguments[128];
    (void) state;
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        snprintf(arguments, sizeof arguments, "--place %s", asked[i].place);
        expect(arguments, 0, asked[i].word);
        snprintf(arguments, sizeof arguments, "--json --place %s", asked[i].place);
        expect(arguments, 0, NULL);
        snprintf(arguments, sizeof arguments, "--by year --place %s", asked[i].place);
        expect(arguments, 0, NULL);
    }
    json_t *all;
    const json_t *const row = row_of("--json --place Poland", "refouled", &all);
    assert_string_equal(json_string_value(json_object_get(row, "place")), "POL");
    json_decref(all);
}

static void
a_period_of_one_month_leaves_yearly_outcomes_out(void **state)
{
    (void) state;
    expect("--period 2016-01", 0, "left out");
    assert_non_null(strstr(said, "let in to claim"));
    assert_null(strstr(said, "Dublin transfers"));
    expect("--by group --period 2016-01", 0, "let in to claim");
    expect("--metric refouled --period 2016-01", 2, "refouled: is counted by whole years");
    expect("--period 2031", 2, "is not a period within 2015..2016");
    expect("--period 2016-13", 2, "is not a period");
}

static void
what_has_no_place_says_so_and_what_there_is_instead(void **state)
{
    (void) state;
    expect("--metric protected --place EST", 2, "by place there is grants");
    expect("--metric fate_gave_up --place EST", 2, "by place there is gave_up_at_crossing");
    expect("--metric without_status --place EST", 2, "by place there is overstayed");
    expect("--metric departures --place EST", 2, "by place there is claims_first");
    expect("--metric border_admissions --place EST", 2, "by crossing, such as terespol");
    expect("--metric claims_first --place terespol", 2, "not counted for terespol, a crossing");
    expect("--metric claims_first --place 'DEU>POL'", 2, "a pair of states");
    expect("--metric claims_first --by crossing", 2, "--by group, year or state");
    expect("--metric protected --place all", 0, "protected in the end");
}

static void
what_is_unknown_names_the_nearest(void **state)
{
    static const struct {
        const char *arguments, *word;
    } wrong[] = {
        { "--metric nonsense", "the nearest is " },
        { "--metric claims_frist", "did you mean claims_first (" },
        { "--metric refoulement", "did you mean refouled_chain (" },
        { "--metric Zzzzzzzzzzzzzzzzzz", "the nearest is " },
        { "--place POLL", "did you mean POL (Poland)" },
        { "--place Germny", "did you mean DEU (Germany)" },
        { "--place Brest", "did you mean terespol" },
        { "--place nowhere", "the nearest is " },
        { "--place 'DEU>PLO'", "did you mean POL" },
        { "--place '>'", "is not a state" },
        { "--population chechn", "did you mean chechen" },
        { "--population Tadjiks", "did you mean tajik" },
        { "--by crosing", "did you mean crossing" },
        { "--by state --metric departures", "is not counted by state" },
    };
    (void) state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        expect(wrong[i].arguments, 2, wrong[i].word);
    expect("--population Chechens --metric claims_first", 0, "persons (Chechens)");
    expect("--population Russia --metric claims_first", 0, "persons (citizens of Russia)");
}

/* ---- columns ----------------------------------------------------------------- */

/* Columns that a line takes, without what stands in several bytes. */
static size_t
width_of(const char *line, size_t n)
{
    size_t width = 0;
    for (size_t i = 0; i < n; i++)
        width += ((unsigned char) line[i] & 0xc0) != 0x80;
    return width;
}

static void
no_line_is_wider_than_the_page(const char *arguments)
{
    expect(arguments, 0, NULL);
    for (const char *line = said; *line;) {
        const size_t n = strcspn(line, "\n");
        if (width_of(line, n) > 100)
            fail_msg("%s: %zu columns:\n%.*s", arguments, width_of(line, n), (int) n, line);
        line += n + (line[n] == '\n');
    }
}

static void
large_numbers_do_not_break_the_columns(void **state)
{
    (void) state;
    no_line_is_wider_than_the_page("--by crossing");
    no_line_is_wider_than_the_page("--metric days_stranded");
    no_line_is_wider_than_the_page("--by year --metric days_stranded");
    no_line_is_wider_than_the_page("");
    expect("--metric days_stranded --by crossing", 0, "21,");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refoulement_has_a_total_beside_its_parts),
        cmocka_unit_test(a_part_asked_for_alone_names_its_total),
        cmocka_unit_test(parts_that_move_against_each_other_stand_with_their_total),
        cmocka_unit_test(what_is_marked_below_is_no_better_in_short),
        cmocka_unit_test(options_that_choose_nothing_are_refused),
        cmocka_unit_test(what_an_unfinished_run_lacks_is_had_by_going_on),
        cmocka_unit_test(what_moves_since_fewer_come_so_far_is_marked),
        cmocka_unit_test(claims_of_all_states_say_whom_they_count_twice),
        cmocka_unit_test(any_place_can_be_asked_for_alone),
        cmocka_unit_test(a_period_of_one_month_leaves_yearly_outcomes_out),
        cmocka_unit_test(what_has_no_place_says_so_and_what_there_is_instead),
        cmocka_unit_test(what_is_unknown_names_the_nearest),
        cmocka_unit_test(large_numbers_do_not_break_the_columns),
    };
    return cmocka_run_group_tests(tests, make, clear);
}
