/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts into scenarios: what a value means in each of its forms, and how it is told again. */
#define _XOPEN_SOURCE 700 /* mkdtemp, open_memstream */
#include "support/mini.h"

#include "base/near.h"

/* ---- the stage --------------------------------------------------------------------------- */

static void
countries_come_as_states_then_transit_then_others(void **state)
{
    (void) state;
    struct asy_scenario *scenario = load_mini();
    struct asy_world world;
    build(&world, scenario, 0);
    static const char *const codes[] = { "POL", "DEU", "EST", "BLR", "RUS", "TJK" };
    assert_int_equal(world.n_countries, 6);
    assert_int_equal(world.n_states, 3);
    assert_int_equal(world.n_transit, 1);
    for (int i = 0; i < 6; i++) {
        assert_string_equal(world.country[i].code, codes[i]);
        assert_int_equal(asy_world_country(&world, codes[i]), i);
        assert_int_equal(world.country[i].is_state, i < 3);
        assert_int_equal(world.country[i].is_transit, i == 3);
    }
    assert_string_equal(world.country[BLR].label, "Belarus");
    assert_int_equal(asy_world_country(&world, "XXX"), -1);
    asy_world_free(&world);
    asy_scenario_destroy(scenario);
}

static void
groups_and_crossings_are_linked_to_their_countries(void **state)
{
    (void) state;
    struct asy_scenario *scenario = load_mini();
    struct asy_world world;
    build(&world, scenario, 0);
    assert_int_equal(asy_world_group(&world, "tajik"), TAJIK);
    assert_int_equal(world.group[CHECHEN].citizenship, RUS);
    assert_string_equal(world.group[CHECHEN].label, "Chechens");
    assert_true(world.group[CHECHEN].key != world.group[TAJIK].key);
    assert_int_equal(asy_world_crossing(&world, "by_air"), BY_AIR);
    assert_int_equal(world.crossing[TERESPOL].from, BLR);
    assert_int_equal(world.crossing[TERESPOL].into, POL);
    assert_int_equal(world.crossing[BY_AIR].from, -1);
    assert_int_equal(world.crossing[BY_AIR].into, -1);
    assert_int_equal(world.first_year, 2015);
    assert_int_equal(world.n_days, 1461);
    asy_world_free(&world);
    asy_scenario_destroy(scenario);
}

static void
a_world_may_be_freed_twice_and_a_scenario_be_null(void **state)
{
    (void) state;
    struct asy_world world = { 0 };
    asy_world_free(&world);
    asy_world_free(&world);
    asy_scenario_destroy(NULL);
}

/* ---- values ------------------------------------------------------------------------------ */

static void
what_is_not_said_is_the_standard(void **state)
{
    (void) state;
    struct asy_scenario *scenario = load_mini();
    struct asy_world world;
    build(&world, scenario, 0);
    assert_near(dublin(&world, DEU, 0)->limit_days, 183);
    assert_true(dublin(&world, DEU, 0)->lapse);
    const struct asy_internal_protection *ipa =
        asy_world_law(&world, ASY_LAW_internal_protection, DEU, 0);
    assert_int_equal(ipa->mode, ASY_IPA_NEVER);
    assert_int_equal(ipa->groups, 0);
    asy_world_free(&world);
    asy_scenario_destroy(scenario);
}

static void
choices_sets_and_flags_are_read(void **state)
{
    (void) state;
    struct asy_scenario *scenario = load_set("states.POL.dublin.lapse=false");
    struct asy_world world;
    build(&world, scenario, 0);
    const struct asy_internal_protection *ipa =
        asy_world_law(&world, ASY_LAW_internal_protection, POL, 0);
    const struct asy_third_country *stc = asy_world_law(&world, ASY_LAW_third_country, EST, 0);
    assert_int_equal(ipa->mode, ASY_IPA_URBAN_AREAS);
    assert_int_equal(ipa->groups, 1 << CHECHEN);
    assert_int_equal(stc->list, 1 << RUS | 1 << BLR);
    assert_false(dublin(&world, POL, 0)->lapse);
    assert_true(dublin(&world, DEU, 0)->lapse);
    asy_world_free(&world);
    asy_scenario_destroy(scenario);
}

static void
the_particular_beats_the_general_and_the_named_beats_all(void **state)
{
    (void) state;
    struct asy_scenario *scenario = load_mini();
    struct asy_world world;
    build(&world, scenario, 0);
    assert_near(dublin(&world, DEU, 0)->p_request[POL], 0.7); /* states.DEU, named */
    assert_near(dublin(&world, DEU, 0)->p_request[EST], 0.1); /* rules, named */
    assert_near(dublin(&world, DEU, 0)->p_request[RUS], 0.4); /* rules, all */
    const struct asy_merits *merits = asy_world_law(&world, ASY_LAW_merits, POL, 0);
    assert_near(merits->rate[RUS], 0.12);
    assert_near(merits->rate[TJK], 0.2);
    asy_world_free(&world);
    asy_scenario_destroy(scenario);
}

static void
all_of_a_particular_place_beats_a_name_in_the_general(void **state)
{
    (void) state;
    struct asy_scenario *scenario = load_set("states.DEU.dublin.p_request=0.9");
    struct asy_world world;
    build(&world, scenario, 0);
    assert_near(dublin(&world, DEU, 0)->p_request[EST], 0.9);
    assert_near(dublin(&world, DEU, 0)->p_request[POL], 0.9); /* the layer comes first of all */
    assert_near(dublin(&world, POL, 0)->p_request[EST], 0.1);
    asy_world_free(&world);
    asy_scenario_destroy(scenario);
}

static void
a_dated_value_changes_on_its_day_and_holds_before_the_first(void **state)
{
    (void) state;
    struct asy_scenario *scenario = load_mini();
    struct asy_world world;
    build(&world, scenario, 0);
    assert_near(heard(&world, 0), 0.9);
    assert_near(heard(&world, day_of(2016, 6, 30)), 0.9);
    assert_near(heard(&world, day_of(2016, 7, 1)), 0.1);
    assert_near(heard(&world, 1460), 0.1);
    assert_int_equal(world.laws[ASY_LAW_border][TERESPOL].n, 2);
    assert_int_equal(world.laws[ASY_LAW_border][BY_AIR].n, 1);
    asy_world_free(&world);
    asy_scenario_destroy(scenario);

    scenario = load_set("rules.refused.p_voluntary=({from=\"2017\";value=0.6;})");
    build(&world, scenario, 0);
    const struct asy_refused *refused = asy_world_law(&world, ASY_LAW_refused, POL, 0);
    assert_near(refused->p_voluntary, 0.6);
    asy_world_free(&world);
    asy_scenario_destroy(scenario);
}

static void
a_monthly_series_ends_in_the_mean_of_its_last_quarter(void **state)
{
    (void) state;
    struct asy_scenario *scenario = load_mini();
    struct asy_world world;
    build(&world, scenario, 0);
    assert_near(departures(&world, CHECHEN, 0), 100);
    assert_near(departures(&world, CHECHEN, 31), 110.5);
    assert_near(departures(&world, CHECHEN, day_of(2015, 4, 30)), 130);
    const double free_of_season = /* February to April, by the claims of a month later */
        (110.5 * exp(0.08) + 120 * exp(0.09) + 130 * exp(0.14)) / 3;
    assert_near(departures(&world, CHECHEN, day_of(2015, 5, 1)), free_of_season);
    assert_near(departures(&world, CHECHEN, 1460), free_of_season);
    asy_world_free(&world);
    asy_scenario_destroy(scenario);

    scenario = load_set("groups.tajik.departure.persons={monthly_from=\"2015-01\"; "
                        "monthly=[1000,1,2,3,4,5,6,7,8,9,10,11,12];}");
    build(&world, scenario, 0);
    assert_near(departures(&world, TAJIK, day_of(2016, 2, 1)), 11); /* decreed: no season */
    asy_world_free(&world);
    asy_scenario_destroy(scenario);
}

static double
year_of_tajiks(const struct asy_world *world, int year)
{
    double sum = 0.0;
    for (int month = 1; month <= 12; month++)
        sum += departures(world, TAJIK, day_of(year, month, 1));
    return sum / 12;
}

static void
a_yearly_series_keeps_its_years_and_holds_its_last(void **state)
{
    (void) state;
    struct asy_scenario *scenario = load_mini();
    struct asy_world world;
    build(&world, scenario, 0);
    assert_near(year_of_tajiks(&world, 2015), 10);
    assert_near(year_of_tajiks(&world, 2016), 40);
    assert_true(departures(&world, TAJIK, day_of(2016, 1, 1)) -
                    departures(&world, TAJIK, day_of(2015, 12, 31)) <
                10); /* and no step of thirty */
    assert_near(departures(&world, TAJIK, 1460), 40);
    asy_world_free(&world);
    asy_scenario_destroy(scenario);
}

static void
equal_neighbours_share_a_segment(void **state)
{
    (void) state;
    struct asy_scenario *scenario = load_set(
        "states.POL.refused.p_voluntary=({from=\"2015\";value=0.6;},{from=\"2016\";value=0.6;},"
        "{from=\"2017\";value=0.7;})");
    struct asy_world world;
    build(&world, scenario, 0);
    const struct asy_segments *segments = &world.laws[ASY_LAW_refused][POL];
    assert_int_equal(segments->n, 2);
    assert_int_equal(segments->list[0].from, 0);
    assert_int_equal(segments->list[1].from, day_of(2017, 1, 1));
    asy_world_free(&world);
    asy_scenario_destroy(scenario);
}

/* ---- canonical text, values, changes ----------------------------------------------------- */

static void
the_digest_names_the_values_and_only_them(void **state)
{
    (void) state;
    struct asy_scenario *a = load_mini(), *b = load_mini();
    struct asy_scenario *c = load_set("rules.dublin.limit_days=184");
    char one[33], two[33], three[33];
    asy_scenario_digest(a, one);
    asy_scenario_digest(b, two);
    asy_scenario_digest(c, three);
    assert_int_equal(strlen(one), 32);
    assert_string_equal(one, two);
    assert_string_not_equal(one, three);
    asy_scenario_destroy(a);
    asy_scenario_destroy(b);
    asy_scenario_destroy(c);
}

static void
every_value_knows_where_it_comes_from(void **state)
{
    (void) state;
    struct asy_scenario *scenario = load_set("states.POL.dublin.p_request.DEU=0.55");
    struct asy_value value;
    char last[200] = "";
    int found = 0;
    for (size_t i = 0; asy_scenario_value(scenario, i, &value); i++) {
        assert_true(strcmp(last, value.path) <= 0);
        snprintf(last, sizeof last, "%s", value.path);
        assert_non_null(strstr("standard world baseline reform command", value.layer));
        if (strcmp(value.path, "states.POL.dublin.p_request.DEU") == 0) {
            assert_string_equal(value.value, "0.55");
            assert_string_equal(value.layer, "command");
            found |= 1;
        } else if (strcmp(value.path, "groups.chechen.people.activist") == 0) {
            assert_string_equal(value.prior, "beta(2, 38)");
            assert_string_equal(value.grade, "D");
            assert_string_equal(value.layer, "baseline");
            assert_true(value.line > 10 && strstr(value.file, "mini.cfg"));
            found |= 2;
        } else if (strcmp(value.path, "rules.dublin.p_abscond") == 0) {
            assert_string_equal(value.layer, "standard");
            assert_string_equal(value.grade, "D");
            assert_string_equal(value.from, "");
            found |= 4;
        } else if (strcmp(value.path, "groups.chechen.departure.routes.by_air") == 0) {
            assert_string_equal(value.grade, "C"); /* from the group around it */
            assert_string_equal(value.source, "invented");
            found |= 8;
        } else if (strcmp(value.path, "rules.dublin.answer_days") == 0) {
            assert_string_equal(value.layer, "baseline"); /* no standard is left to show */
            found |= 16;
        }
    }
    assert_int_equal(found, 31);
    asy_scenario_destroy(scenario);
}

static size_t
changes(const struct asy_scenario *reform, char **text)
{
    size_t size;
    struct asy_scenario *base = load_mini();
    FILE *out = open_memstream(text, &size);
    assert_non_null(out);
    const size_t n = asy_scenario_changes(base, reform, out);
    fclose(out);
    assert_int_equal(asy_scenario_changes(base, reform, NULL), n);
    assert_int_equal(asy_scenario_changes(base, base, NULL), 0);
    asy_scenario_destroy(base);
    return n;
}

static void
changes_are_told_in_words(void **state)
{
    (void) state;
    char *text;
    struct asy_scenario *scenario =
        load_reforms("2017-01-01",
                     "rules: { third_country: { never = [\"RUS\", \"BLR\"]; }; "
                     "dublin: { lapse = false; p_accept: { DEU = 1; }; }; }; "
                     "states: { POL: { merits: { noise = 2; }; }; };",
                     NULL);
    assert_int_equal(changes(scenario, &text), 3 + 3 + 3 + 1);
    assert_non_null(
        strstr(text, "    from 2017-01-01 [S]\n      all states: none -> Belarus, Russia\n"));
    assert_non_null(strstr(text, "all states: yes -> no"));
    assert_non_null(strstr(text, "all states, for Germany: 0.85 -> 1"));
    assert_non_null(strstr(text, "      Poland: 1 -> 2\n"));
    assert_non_null(strstr(
        text, "Inadmissibility where a listed transit country could have examined the claim."));
    free(text);
    asy_scenario_destroy(scenario);
}

static void
changes_of_states_name_states_only(void **state)
{
    (void) state;
    char *text;
    struct asy_scenario *scenario = load_reforms(
        "2017-01-01",
        "rules: { dublin: { p_accept = 1; p_request: { POL = 0.9; DEU = 0.9; }; }; };", NULL);
    changes(scenario, &text);
    assert_non_null(strstr(text, "      all states, for all states: 0.85 -> 1\n"));
    assert_null(strstr(text, "Russia"));
    assert_null(strstr(text, "from 2017-01-01: "));
    free(text);
    asy_scenario_destroy(scenario);

    scenario = load_reforms("2017-01-01",
                            "states: { POL: { dublin: { p_accept: { POL = 1; }; }; }; };",
                            NULL); /* odd, but it is what the reform says */
    assert_int_equal(changes(scenario, &text), 1);
    assert_non_null(strstr(text, "      Poland, for Poland: "));
    free(text);
    asy_scenario_destroy(scenario);
}

static void
changes_end_where_the_reform_agrees_again(void **state)
{
    (void) state;
    char *text;
    struct asy_scenario *scenario =
        load_reforms("2016-01-01",
                     "rules: { dublin: { answer_days = ( { from = \"2016\"; value = 21; }, "
                     "{ from = \"2017\"; value = 20; } ); }; };",
                     NULL);
    assert_int_equal(changes(scenario, &text), 3);
    assert_non_null(strstr(text, "from 2016-01-01: 20 -> 21; from 2017-01-01 as without it"));
    free(text);
    asy_scenario_destroy(scenario);
}

static void
the_canonical_text_is_sorted(void **state)
{
    (void) state;
    char *text;
    size_t size;
    struct asy_scenario *scenario = load_mini();
    FILE *out = open_memstream(&text, &size);
    assert_non_null(out);
    asy_scenario_print(scenario, out);
    fclose(out);
    assert_non_null(strstr(text, "\nstates.POL.dublin.p_abscond = 0.3 range=[0.1, 0.5]\n"));
    assert_non_null(strstr(text, "\ncrossings.terespol.border.p_heard [2016-07-01] = 0.1\n"));
    assert_non_null(strstr(text, "\nstates.EST.third_country.list = [BLR, RUS]\n"));
    assert_null(strstr(text, "limit_days")); /* standards are not scenario */
    free(text);
    asy_scenario_destroy(scenario);
}

/* ---- names ------------------------------------------------------------------------------- */

static void
the_nearest_name_is_found_and_no_far_one(void **state)
{
    (void) state;
    static const char *const names[] = { "p_request", "p_accept", "p_abscond", NULL };
    struct asy_near near = { .word = "p_reqeust" }, far = { .word = "capacity" };
    char hint[80];
    for (const char *const *name = names; *name; name++) {
        asy_near_try(&near, *name);
        asy_near_try(&far, *name);
    }
    assert_string_equal(asy_near_hint(&near, hint, sizeof hint), ", did you mean p_request?");
    assert_string_equal(asy_near_hint(&far, hint, sizeof hint), "");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(countries_come_as_states_then_transit_then_others),
        cmocka_unit_test(groups_and_crossings_are_linked_to_their_countries),
        cmocka_unit_test(a_world_may_be_freed_twice_and_a_scenario_be_null),
        cmocka_unit_test(what_is_not_said_is_the_standard),
        cmocka_unit_test(choices_sets_and_flags_are_read),
        cmocka_unit_test(the_particular_beats_the_general_and_the_named_beats_all),
        cmocka_unit_test(all_of_a_particular_place_beats_a_name_in_the_general),
        cmocka_unit_test(a_dated_value_changes_on_its_day_and_holds_before_the_first),
        cmocka_unit_test(a_monthly_series_ends_in_the_mean_of_its_last_quarter),
        cmocka_unit_test(a_yearly_series_keeps_its_years_and_holds_its_last),
        cmocka_unit_test(equal_neighbours_share_a_segment),
        cmocka_unit_test(the_digest_names_the_values_and_only_them),
        cmocka_unit_test(every_value_knows_where_it_comes_from),
        cmocka_unit_test(changes_are_told_in_words),
        cmocka_unit_test(changes_of_states_name_states_only),
        cmocka_unit_test(changes_end_where_the_reform_agrees_again),
        cmocka_unit_test(the_canonical_text_is_sorted),
        cmocka_unit_test(the_nearest_name_is_found_and_no_far_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
