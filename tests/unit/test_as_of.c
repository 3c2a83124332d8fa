/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one knows on a day: which values a scenario forgets as of it, what it goes on from, and
   what its law keeps (tests/support/seen.cfg). */
#define _XOPEN_SOURCE 700 /* mkdtemp */
#include "support/mini.h"

#include "scenario/inside.h"

#include <ctype.h>

#define SEEN ASY_SOURCE_DIR "/tests/support/seen.cfg"
#define SEASONS ASY_SOURCE_DIR "/scenarios/history/within_year.csv"

enum { MOST_DATES = 64 };

static struct asy_scenario *
load_as_of(const char *as_of)
{
    return load(&(struct asy_scenario_args){ .baseline = SEEN, .as_of = as_of });
}

/* The values of a path, in the order of their dates; returns how many. */
static int
values_of(const struct asy_scenario *scenario, const char *path,
          struct asy_value out[MOST_DATES])
{
    struct asy_value value;
    int n = 0;

    for (size_t i = 0; asy_scenario_value(scenario, i, &value); i++)
        if (strcmp(value.path, path) == 0 && n < MOST_DATES)
            out[n++] = value;
    return n;
}

/* The last value of a path: which it is, from when, and from when on it walks. */
static void
expect_last(const struct asy_scenario *scenario, const char *path, const char *number,
            const char *from, const char *drifts_from)
{
    struct asy_value value[MOST_DATES];
    const int n = values_of(scenario, path, value);

    if (n == 0)
        fail_msg("%s: no value", path);
    if (strcmp(value[n - 1].value, number) != 0 || strcmp(value[n - 1].from, from) != 0 ||
        strcmp(value[n - 1].drifts_from, drifts_from) != 0)
        fail_msg("%s: expected %s from %s, walking from '%s'; found %s from %s, '%s'", path,
                 number, from, drifts_from, value[n - 1].value, value[n - 1].from,
                 value[n - 1].drifts_from);
}

static void
expect_number(const struct asy_scenario *scenario, const char *path, double number)
{
    struct asy_value value[MOST_DATES];
    const int n = values_of(scenario, path, value);

    assert_true(n > 0);
    assert_near(strtod(value[n - 1].value, NULL), number);
}

static size_t
forgotten(const struct asy_scenario *scenario)
{
    char day[16];

    return asy_scenario_forgotten(scenario, day);
}

/* ---- what was in sight ------------------------------------------------------- */

/* Whether a text names a year after `year`; what stands in brackets cites, and may be younger.
 */
static bool
names_a_later_year(const char *text, int year)
{
    int depth = 0;
    for (; *text; text++) {
        depth += (*text == '(') - (*text == ')');
        if (depth > 0 || !isdigit((unsigned char) *text))
            continue;
        char *end;
        const long number = strtol(text, &end, 10);
        if (end - text == 4 && number > year && number < 2100)
            return true;
        text = end - 1;
    }
    return false;
}

/* A value set by hand with data to a day in sight names no younger figure. */
static void
no_fitted_value_rests_on_a_later_year(void **state)
{
    struct asy_scenario *scenario = load(
        &(struct asy_scenario_args){ .baseline = ASY_SOURCE_DIR "/scenarios/baseline.cfg" });
    struct asy_value value;
    int n = 0, n_wrong = 0;
    (void) state;
    assert_true(names_a_later_year("so many by 2017, in all", 2016));
    assert_false(names_a_later_year("so many in 2016 (told on 1 March 2017)", 2016));
    for (size_t i = 0; asy_scenario_value(scenario, i, &value); i++) {
        if (!value.fitted || !*value.fitted)
            continue;
        n++;
        if (!names_a_later_year(value.source, (int) strtol(value.fitted, NULL, 10)))
            continue;
        print_error("%s: fitted to %s, and says: %s\n", value.path, value.fitted, value.source);
        n_wrong++;
    }
    assert_true(n > 0);
    assert_int_equal(n_wrong, 0);
    asy_scenario_destroy(scenario);
}

/* ---- forms ------------------------------------------------------------------------------- */

static void
nothing_is_forgotten_unless_asked(void **state)
{
    struct asy_scenario *scenario = load_as_of(NULL);
    char day[16];
    (void) state;
    assert_int_equal(asy_scenario_forgotten(scenario, day), 0);
    assert_string_equal(day, "");
    expect_last(scenario, "states.DEU.merits.capacity", "6", "2015-01-01", "2016-01-01");
    expect_last(scenario, "crossings.terespol.border.p_heard", "0.1", "2015-07-01",
                "2016-01-01"); /* the day after known_until */
    expect_last(scenario, "states.POL.withdrawal.share", "0.4", "", "2016-01-01");
    asy_scenario_destroy(scenario);
}

static void
a_year_is_known_when_it_has_ended(void **state)
{
    struct asy_scenario *scenario = load_as_of("2014-12-31");
    (void) state;
    expect_last(scenario, "states.DEU.merits.capacity", "5", "2014-01-01", "2015-01-01");
    expect_last(scenario, "groups.chechen.departure.routes.by_air", "20", "2014-01-01",
                "2015-01-01");
    asy_scenario_destroy(scenario);

    scenario = load_as_of("2014-11-30");
    expect_last(scenario, "groups.chechen.departure.routes.by_air", "10", "2013-01-01",
                "2014-01-01");
    asy_scenario_destroy(scenario);
}

static void
a_value_none_of_which_was_known_is_the_standard(void **state)
{
    struct asy_scenario *scenario = load_as_of("2014-11-30");
    struct asy_value value[MOST_DATES];
    (void) state;
    assert_int_equal(values_of(scenario, "states.DEU.merits.capacity", value), 0);
    assert_int_equal(values_of(scenario, "rules.merits.capacity", value), 1);
    assert_string_equal(value[0].layer, "standard");
    asy_scenario_destroy(scenario);
}

static void
a_month_is_known_when_it_has_ended(void **state)
{
    struct asy_scenario *scenario = load_as_of("2014-06-30");
    struct asy_value value[MOST_DATES];
    (void) state;
    const int n = values_of(scenario, "groups.chechen.departure.persons", value);
    assert_int_equal(n, 6 + 1); /* and their level */
    assert_string_equal(value[5].from, "2014-06-01");
    assert_string_equal(value[5].known_from, "2014-06-30");
    assert_string_equal(value[5].drifts_from, "");
    assert_string_equal(value[6].from, "2014-07-01");
    assert_string_equal(value[6].drifts_from, "2014-07-01");
    assert_string_equal(value[6].family, "claims");
    asy_scenario_destroy(scenario);
}

/* Practice is seen from its first day. */
static void
a_dated_practice_is_known_from_its_date(void **state)
{
    struct asy_scenario *scenario = load_as_of("2015-06-30");
    (void) state;
    expect_last(scenario, "crossings.terespol.border.p_heard", "0.5", "2014-05-01",
                "2015-07-01"); /* the day after it */
    asy_scenario_destroy(scenario);

    scenario = load_as_of("2015-07-31");
    expect_last(scenario, "crossings.terespol.border.p_heard", "0.1", "2015-07-01",
                "2015-08-01");
    asy_scenario_destroy(scenario);
}

/* ---- notes ------------------------------------------------------------------------------- */

static void
a_note_says_what_the_key_does_not(void **state)
{
    struct asy_scenario *scenario = load_as_of("2014-03-31");
    struct asy_value value[MOST_DATES];
    (void) state;
    /* a decreed key, seen */
    assert_int_equal(values_of(scenario, "transit.BLR.climate.removals.chechen", value), 1);
    assert_string_equal(value[0].known, "observed");
    assert_string_equal(value[0].family, "");
    /* an observed key, decreed */
    expect_last(scenario, "states.POL.appeal.capacity", "4", "2014-01-01", "");
    /* reported later than it began */
    assert_int_equal(values_of(scenario, "states.POL.merits.rate.RUS", value), 0);
    assert_int_equal(values_of(scenario, "states.POL.merits.rate", value), 1);
    asy_scenario_destroy(scenario);

    scenario = load_as_of("2014-12-31");
    assert_int_equal(values_of(scenario, "states.POL.merits.rate.RUS", value), 1);
    assert_string_equal(value[0].known_from, "2014-12-31");
    asy_scenario_destroy(scenario);
}

static void
what_is_decreed_was_known_in_advance(void **state)
{
    struct asy_scenario *scenario = load_as_of("2012-01-31");
    struct asy_value value[MOST_DATES];
    (void) state;
    assert_int_equal(values_of(scenario, "groups.chechen.departure.p_own_visa", value), 2);
    assert_string_equal(value[1].known, "decreed");
    assert_string_equal(value[1].known_from, "");
    asy_scenario_destroy(scenario);
}

static void
a_reform_is_never_forgotten(void **state)
{
    char folder[] = "/tmp/asy_as_of_XXXXXX", path[64];
    const char *const reform = path, *const as_of = "2014-06-30";
    (void) state;
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/reform.cfg", folder);
    write_reform(path, SEEN, "2016-01-01",
                 "groups: { chechen: { departure: { persons = { monthly_from = \"2016-01\"; "
                 "monthly = [ 10, 20, 30, 40 ]; }; }; }; };");
    struct asy_scenario *plain = load_as_of(as_of);
    struct asy_scenario *scenario = load(&(struct asy_scenario_args){
        .baseline = SEEN, .reforms = &reform, .n_reforms = 1, .as_of = as_of });
    assert_int_equal(forgotten(scenario), forgotten(plain));
    /* and does not walk, nor has it a season */
    expect_last(scenario, "groups.chechen.departure.persons", "30", "2016-05-01", "");
    unlink(path);
    rmdir(folder);
    asy_scenario_destroy(plain);
    asy_scenario_destroy(scenario);
}

static void
the_digest_names_the_day(void **state)
{
    struct asy_scenario *scenario[3] = { load_as_of(NULL), load_as_of("2018-11-30"),
                                         load_as_of("2018-12-31") };
    char digest[3][33];
    (void) state;
    for (int i = 0; i < 3; i++) {
        assert_int_equal(forgotten(scenario[i]), 0);
        asy_scenario_digest(scenario[i], digest[i]);
        asy_scenario_destroy(scenario[i]);
    }
    assert_string_not_equal(digest[0], digest[1]);
    assert_string_not_equal(digest[1], digest[2]);
}

/* ---- levels ------------------------------------------------------------------------------ */

static void
a_truncated_series_goes_on_from_its_own_end(void **state)
{
    const char *const persons = "groups.chechen.departure.persons";
    struct asy_scenario *scenario = load_as_of("2014-08-31");
    (void) state;
    /* June to August, by the season of claims a month later, as known at the end of 2013 */
    expect_number(scenario, persons,
                  (100 * exp(-0.08) + 200 * exp(-0.11) + 200 * exp(-0.10)) / 3);
    asy_scenario_destroy(scenario);

    scenario = load_as_of(NULL); /* December to February, as known now */
    expect_number(scenario, persons, (200 * exp(0.14) + 400 * exp(0.16) + 400 * exp(0.08)) / 3);
    asy_scenario_destroy(scenario);

    scenario = load_as_of("2014-01-31"); /* of one month, the mean of one */
    expect_number(scenario, persons, 100 * exp(0.20));
    asy_scenario_destroy(scenario);
}

static void
a_closed_route_stays_closed(void **state)
{
    const char *const route = "groups.chechen.departure.routes.terespol";
    struct asy_scenario *scenario = load_as_of("2014-06-30");
    (void) state;
    expect_last(scenario, route, "0", "2014-07-01", "2014-07-01");
    asy_scenario_destroy(scenario);

    scenario = load_as_of("2014-04-30"); /* closed for a month: not yet */
    expect_last(scenario, route, "6", "2014-05-01", "2014-05-01");
    asy_scenario_destroy(scenario);
}

/* What the source counted, to the last figure. */
static void
seasons_are_those_of_the_history(void **state)
{
    FILE *file = fopen(SEASONS, "r");
    char line[128];
    double value;
    int year, month, n = 0;
    (void) state;
    assert_non_null(file);
    while (fgets(line, sizeof line, file))
        if (sscanf(line, "%d,season_%d,%lf", &year, &month, &value) == 3) {
            assert_near(asy_season(year, month), value);
            n++;
        }
    fclose(file);
    assert_int_equal(n, 12 * (ASY_LAST_SEASON - 2012 + 1));
    assert_near(asy_season(2011, 1), 0);
    assert_near(asy_season(2019, 1), asy_season(ASY_LAST_SEASON, 1));
}

/* ---- where data end ---------------------------------------------------------------------- */

/* How many jumps are found in a small world whose horizon says `horizon`. */
static int
count_jumps(const char *horizon, const char *persons)
{
    char folder[] = "/tmp/asy_as_of_XXXXXX", path[64];
    struct asy_scenario *scenario;
    struct asy_errors errs = { 0 };
    int n = 0;

    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/base.cfg", folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file,
            "title = \"T\"; horizon: { from = \"2014-01-01\"; until = \"2016-12-31\"; %s };\n"
            "countries: { RUS = \"R\"; POL = \"P\"; };\n"
            "groups: { one: { citizenship = \"RUS\"; departure: { %s }; };\n"
            "other: { citizenship = \"RUS\"; departure: { persons = { monthly_from = "
            "\"2014-01\"; monthly = [ 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 ]; }; }; }; };\n"
            "crossings: { air: { city = \"A\"; from = \"\"; into = \"\"; }; };\n"
            "states: { POL: { }; };\n",
            horizon, persons);
    assert_int_equal(fclose(file), 0);
    scenario = load(&(struct asy_scenario_args){ .baseline = path });
    asy_scenario_lint(scenario, &errs);
    for (size_t i = 0; i < errs.n; i++)
        n += strstr(errs.list[i].what, "where its data end") != NULL;
    asy_errors_free(&errs);
    asy_scenario_destroy(scenario);
    unlink(path);
    rmdir(folder);
    return n;
}

#define RISING                                                                                 \
    "monthly_from = \"2014-01\"; "                                                             \
    "monthly = [ 10, 10, 10, 10, 10, 10, 10, 10, 10, 100, 100, 100 ];"

static void
data_end_without_a_jump(void **state)
{
    const char *const year = "level_months = 12;", *const plain = "persons = { " RISING " };";
    (void) state;
    assert_int_equal(count_jumps("", plain), 0);
    assert_int_equal(count_jumps(year, plain), 1);
    /* said why, or decreed */
    assert_int_equal(count_jumps(year, "persons = { " RISING " conflict = \"C\"; };"), 0);
    assert_int_equal(count_jumps(year, "persons = { " RISING " known = \"decreed\"; };"), 0);
    assert_int_equal(count_jumps(year, "persons = { " RISING " }; p_own_visa = ( { from = "
                                       "\"2014\"; value = 0; }, { from = \"2015-01-15\"; value "
                                       "= 1; } );"),
                     0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_fitted_value_rests_on_a_later_year),
        cmocka_unit_test(nothing_is_forgotten_unless_asked),
        cmocka_unit_test(a_year_is_known_when_it_has_ended),
        cmocka_unit_test(a_value_none_of_which_was_known_is_the_standard),
        cmocka_unit_test(a_month_is_known_when_it_has_ended),
        cmocka_unit_test(a_dated_practice_is_known_from_its_date),
        cmocka_unit_test(a_note_says_what_the_key_does_not),
        cmocka_unit_test(what_is_decreed_was_known_in_advance),
        cmocka_unit_test(a_reform_is_never_forgotten),
        cmocka_unit_test(the_digest_names_the_day),
        cmocka_unit_test(a_truncated_series_goes_on_from_its_own_end),
        cmocka_unit_test(a_closed_route_stays_closed),
        cmocka_unit_test(seasons_are_those_of_the_history),
        cmocka_unit_test(data_end_without_a_jump),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
