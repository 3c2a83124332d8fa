/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of how many people of the baseline a change is asked: every key that a reform may set can be
   counted, and `asylsim check` says so and warns where it is nobody. */
#include "support/fake_results.h"
#include "support/program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/reach.h"
#include "support/turn.h"
#include "support/world.h"

#include <stdlib.h>
#include <string.h>

#define SMALL ASY_SOURCE_DIR "/tests/golden/small.cfg"
#define EVERYTHING ASY_SOURCE_DIR "/tests/golden/reform_everything.cfg"
#define SHIPPED ASY_SOURCE_DIR "/scenarios/baseline.cfg"

static void
every_list_says_whom_its_names_are_about(void **state)
{
    int n = 0;
    (void) state;
    for (int law = 0; law < ASY_N_LAWS; law++)
        for (int p = 0; asy_laws[law]->params[p].name; p++) {
            const bool is_list = asy_laws[law]->params[p].kind == ASY_SET;
            n += is_list;
            if (asy_met_known(law, p) != is_list)
                fail_msg("%s.%s: catalogue/met.def", asy_laws[law]->name,
                         asy_laws[law]->params[p].name);
        }
    assert_true(n > 10);
}

/* ---- every key --------------------------------------------------------------- */

static size_t
size_of(enum asy_kind kind)
{
    return kind == ASY_REAL || kind == ASY_SET ? 8 : kind == ASY_FLAG ? sizeof(bool) : 4;
}

static int
n_members(enum asy_per per)
{
    return per == ASY_PER_GROUP      ? ASY_MAX_GROUPS
           : per == ASY_PER_CROSSING ? ASY_MAX_CROSSINGS
                                     : ASY_MAX_COUNTRIES;
}

/* Each value of each law of each entity, on all days. */
static void
list_all(struct asy_reach *reach, const struct asy_world *world)
{
    enum { ROOM = 400000 };
    reach->list = calloc(ROOM, sizeof *reach->list);
    assert_non_null(reach->list);
    for (int law = 0; law < ASY_N_LAWS; law++)
        for (int e = 0; e < ASY_MAX_ENTITIES; e++)
            for (int p = 0; world->laws[law][e].n > 0 && asy_laws[law]->params[p].name; p++) {
                const struct asy_param *row = &asy_laws[law]->params[p];
                const bool many = row->per != ASY_ONE && row->kind != ASY_SET &&
                                  row->per != ASY_PER_FAMILY && row->per != ASY_PER_HAND;
                for (int m = 0; m < (many ? n_members(row->per) : 1); m++) {
                    assert_true(reach->n < ROOM);
                    reach->list[reach->n++] = (struct asy_reached){
                        .law = law,
                        .param = p,
                        .entity = e,
                        .member = many ? m : ASY_NO_MEMBER,
                        .name = -1,
                        .serves_line = asy_serves_line(law, row->name),
                        .first = INT32_MIN,
                        .end = INT32_MAX,
                        .offset = row->offset + (size_t) m * size_of(row->kind),
                    };
                }
            }
}

/* What a baseline alone says: a reform cannot change it. */
static bool
is_of_baseline(int law, const char *key)
{
    const struct asy_baseline_only *only = asy_laws[law]->baseline_only;
    for (; only && only->param; only++)
        if (strcmp(only->param, key) == 0)
            return true;
    return false;
}

static bool
is_same_key(const void *user, const struct asy_reached *one)
{
    const struct turn_key *key = user;
    return one->law == key->law && one->param == key->param;
}

/* Lives the reduced world, under its reform, by the rules that note what they read. */
static void
listen_to_all(struct asy_reach *reach, uint32_t replicate)
{
    struct asy_error err;
    struct asy_scenario *scenario = test_scenario(SMALL, EVERYTHING, NULL);
    struct asy_run run;
    static struct asy_world world;
    assert_true(asy_world_init(&world, scenario, 1, 0, &err));
    list_all(reach, &world);
    struct asy_thresholds *thresholds = asy_thresholds_create(&world);
    struct asy_note *note = asy_note_create(reach);
    assert_true(asy_run_init(&run, &world, thresholds, asy_luck_key(1, 0, replicate), 1.0));
    assert_true(asy_note_listen(note, &run, false));
    asy_reach_run_to(&run, world.n_days);
    assert_true(asy_note_stop(note, &run));
    reach->scale = 1.0;
    reach->n_people = run.n_people;
    reach->persons = malloc(run.n_people);
    for (uint32_t i = 0; i < run.n_people; i++)
        reach->persons[i] = run.people[i].persons;
    asy_note_destroy(note);
    asy_run_free(&run);
    asy_thresholds_destroy(thresholds);
    asy_world_free(&world);
    asy_scenario_destroy(scenario);
}

static struct turn_key keys[TURN_MOST_KEYS];
static bool is_asked[TURN_MOST_KEYS];

static void
note_who_is_asked(int n, uint32_t replicate)
{
    struct asy_reach reach = { 0 };
    listen_to_all(&reach, replicate);
    for (int i = 0; i < n; i++)
        is_asked[i] = is_asked[i] || asy_reach_persons(&reach, is_same_key, &keys[i]) > 0.0;
    asy_reach_free(&reach);
}

/* In one of a few histories: what is rare, as losing one's passport in custody, need not happen
   in each. */
static void
every_key_is_asked_about_somebody(void **state)
{
    enum { HISTORIES = 4 };
    const int n = turn_keys(keys);
    int n_nobody = 0;
    (void) state;
    for (uint32_t r = 0; r < HISTORIES; r++)
        note_who_is_asked(n, r);
    for (int i = 0; i < n; i++) {
        const char *const key = asy_laws[keys[i].law]->params[keys[i].param].name;
        if (is_of_baseline(keys[i].law, key) || is_asked[i])
            continue;
        print_error("%s.%s is asked about nobody\n", asy_laws[keys[i].law]->name, key);
        n_nobody++;
    }
    assert_int_equal(n_nobody, 0);
}

/* ---- as the program says it -------------------------------------------------- */

static void
check(struct said *said, const char *options, const char *set)
{
    struct fake_folder folder;
    char command[1500];
    fake_folder_make(&folder, "reform.cfg");
    FILE *file = fopen(folder.file, "w");
    assert_non_null(file);
    fprintf(file,
            "extends = \"%s\"; title = \"A reform\"; claim = \"C\"; source = \"S\";\n"
            "claim_outcome = { metric = \"claims_first\"; direction = \"more\"; };\n"
            "in_force = \"2017-07-01\";\n"
            "set: {\n%s\n};\n",
            SHIPPED, set);
    assert_int_equal(fclose(file), 0);
    snprintf(command, sizeof command, "%s check %s %s 2>&1", ASY_PROGRAM, options, folder.file);
    program_run(said, command);
    fake_folder_remove(&folder);
}

static void
expect(const struct said *said, int code, const char *word)
{
    if (said->code != code || !strstr(said->text, word))
        fail_msg("exit %d, expected %d and '%s':\n%s", said->code, code, word, said->text);
}

static void
expect_not(const struct said *said, const char *word)
{
    if (strstr(said->text, word))
        fail_msg("did not expect '%s':\n%s", word, said->text);
}

#define VISAS                                                                                  \
    "refuges: { POL: { safe_route: {\n"                                                        \
    "  places = 4000;\n"                                                                       \
    "  groups = [\"tajik\"];\n"                                                                \
    "}; }; };\n"

static void
visas_that_nobody_hears_of_warn(void **state)
{
    struct said said;
    (void) state;
    check(&said, "", VISAS);
    expect(&said, 0, "safe_route.places: nobody");
    expect(&said, 0, "reform.cfg:6: warning: safe_route.places of Poland: nobody");
    check(&said, "", VISAS "groups: { tajik: { referral: { p_reached = 0.5; }; }; };");
    expect(&said, 0, "safe_route.places: ");
    expect_not(&said, "warning");
}

static void
a_list_warns_of_the_name_that_meets_nobody(void **state)
{
    struct said said;
    (void) state;
    check(&said, "",
          "states: { POL: { channel: {\n"
          "safe_origin = { add = [\"GEO\", \"BLR\"]; };\n"
          "}; }; };");
    expect(&said, 0, "Georgia");
    expect(&said, 0, "warning: channel.safe_origin of Poland, Belarus: nobody");
    expect_not(&said, "Poland, Georgia: nobody");
}

static void
what_is_rare_does_not_warn(void **state)
{
    struct said said;
    (void) state;
    check(&said, "", "transit: { UKR: { local_asylum: { p_accepted_detained = 1.0; }; }; };");
    expect(&said, 0, "local_asylum.p_accepted_detained: ");
    expect_not(&said, "warning");
}

static void
strict_takes_it_for_an_error(void **state)
{
    struct said said;
    (void) state;
    check(&said, "--strict",
          "refuges: { POL: { safe_route: { places = { value = 4000; grade = \"D\"; source = "
          "\"S\"; prior = \"uniform(3000, 5000)\"; }; }; }; };");
    expect(&said, 2, "safe_route.places of Poland: nobody");
}

static void
json_has_it_as_fields(void **state)
{
    struct said said;
    (void) state;
    check(&said, "--json --quiet",
          "states: { POL: { channel: { safe_origin = { add = [\"GEO\", \"BLR\"]; }; }; }; };");
    expect(&said, 0, "\"asked_about\": ");
    expect(&said, 0, "\"BLR\": 0");
    expect(&said, 0, "\"warnings\": [");
    expect(&said, 0, "Belarus: nobody in the baseline");
}

static int
count_of(const struct said *said, const char *word)
{
    int n = 0;
    for (const char *at = said->text; (at = strstr(at, word)) != NULL; at++)
        n++;
    return n;
}

static void
a_warning_is_given_once_of_several_lines_or_several_keys(void **state)
{
    struct said said;
    (void) state;
    check(&said, "",
          "refuges: { POL: { safe_route: { places = 4000; }; };\n"
          "           EST: { safe_route: { places = 4000; }; }; };");
    expect(&said, 0, "warning: safe_route.places of Poland; of Estonia: nobody");
    expect(&said, 0, "also on line ");
    assert_int_equal(count_of(&said, "warning:"), 1);
    check(&said, "", "refuges: { POL: { safe_route: { places = 4000; visa_days = 9; }; }; };");
    expect(&said, 0, "affected by them");
    assert_int_equal(count_of(&said, "warning:"), 1);
}

/* The number behind "key: ", as one reads it. */
static double
people_of(const struct said *said, const char *key)
{
    const char *at = strstr(said->text, key);
    double number = 0.0;
    if (!at)
        fail_msg("no '%s':\n%s", key, said->text);
    for (at += strlen(key); (*at >= '0' && *at <= '9') || *at == ','; at++)
        number = *at == ',' ? number : 10.0 * number + (*at - '0');
    return number;
}

/* One who entered Hungary and claims in Germany is asked whether Hungary takes part. */
static void
membership_is_asked_of_all_whom_the_state_may_have_to_take(void **state)
{
    struct said said;
    (void) state;
    check(&said, "",
          "states: { HUN: { dublin: { member = false; };\n"
          "  registration: { lodge_days = 50; }; }; };");
    expect(&said, 0, "dublin.member: ");
    assert_true(people_of(&said, "    dublin.member: ") >
                1.2 * people_of(&said, "    registration.lodge_days: "));
}

static void
what_is_said_for_nobody_warns(void **state)
{
    struct said said;
    (void) state;
    check(&said, "",
          "crossings: { terespol: { border: {\n"
          "p_heard = { value = 0.9; only = ( { persons = 200; } ); };\n"
          "}; }; };");
    expect(&said, 0, "warning: border.p_heard of ");
    check(&said, "",
          "crossings: { terespol: { border: {\n"
          "p_heard = { value = 0.9; only = ( { persons = 3; } ); };\n"
          "}; }; };");
    expect(&said, 0, "border.p_heard: ");
    expect_not(&said, "warning");
}

/* What is switched off for some people is read of them in the history as it was, and what is
   made ready for a kind of people in all states is asked of nobody. */
static void
regression_15_what_is_said_for_some_is_asked_of_them(void **state)
{
    struct said said;
    (void) state;
    check(&said, "",
          "rules: { internal_protection: {\n"
          "mode = { value = \"never\"; only = ( { group = \"chechen\"; } ); };\n"
          "}; };");
    expect(&said, 0, "internal_protection.mode: ");
    expect(&said, 0, "Hungary nobody");
    expect_not(&said, "warning");
    check(&said, "",
          "states: { EST: { internal_protection: {\n"
          "mode = { value = \"mandatory\"; only = ( { citizenship = \"TKM\"; } ); };\n"
          "}; }; };");
    expect(&said, 0, "warning: internal_protection.mode of Estonia: nobody");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_list_says_whom_its_names_are_about),
        cmocka_unit_test(every_key_is_asked_about_somebody),
        cmocka_unit_test(visas_that_nobody_hears_of_warn),
        cmocka_unit_test(a_list_warns_of_the_name_that_meets_nobody),
        cmocka_unit_test(a_warning_is_given_once_of_several_lines_or_several_keys),
        cmocka_unit_test(membership_is_asked_of_all_whom_the_state_may_have_to_take),
        cmocka_unit_test(what_is_said_for_nobody_warns),
        cmocka_unit_test(regression_15_what_is_said_for_some_is_asked_of_them),
        cmocka_unit_test(what_is_rare_does_not_warn),
        cmocka_unit_test(strict_takes_it_for_an_error),
        cmocka_unit_test(json_has_it_as_fields),
    };
    return asy_reach_is_built() ? cmocka_run_group_tests(tests, NULL, NULL) : 0;
}
