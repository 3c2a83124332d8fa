/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who a law is for is proved, key by key: said for people in whose scope all lie, a value must
   live to the bit as it does said plainly; said for people of whom there are none, the world is
   as it was. A key that fails the first is read where no person is at hand, and has its line in
   catalogue/of_all.def. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/digest.h"
#include "scenario/scope.h"
#include "support/texts.h"
#include "support/turn.h"
#include "support/world.h"

#include <string.h>

#define FOLDER ASY_SOURCE_DIR "/tests/golden/"
#define SMALL FOLDER "small.cfg"

static uint64_t untouched[2]; /* without and with walks */
static char everybody[1024];

/* Over the outcomes alone: flows and chains tell the same story in another way. */
static bool
take(void *user, const struct asy_result *results, int n, struct asy_error *err)
{
    (void) err;
    *(uint64_t *) user = 0;
    for (int i = 0; i < n; i++)
        *(uint64_t *) user = *(uint64_t *) user * 31 + asy_result_digest(&results[i]);
    return true;
}

static bool
live(const char *name, const char *value, const char *whom, bool walks, uint64_t *digest)
{
    char set[4096], failure[300] = "";
    if (whom)
        snprintf(set, sizeof set, "rules.%s={value=%s;%s;}", name, value, whom);
    else
        snprintf(set, sizeof set, "rules.%s=%s", name, value);
    const bool ok = turn_live(set, walks, take, digest, failure);
    if (!ok)
        print_message("%s: %s\n", set, failure);
    return ok;
}

/* How many faults, at each end of its range at which the key moves anything. */
static int
try_key(const struct asy_world *world, struct turn_key key)
{
    char value[1024], name[96];
    const bool walks = turn_walks(key);
    uint64_t plain, scoped;
    int n_bad = 0;
    turn_name(key, name);
    for (int i = 0; i < TURN_MOST && turn_value(world, key, i, value, sizeof value); i++) {
        if (!live(name, value, NULL, walks, &plain) || plain == untouched[walks])
            continue;
        if (live(name, value, everybody, walks, &scoped) && scoped != plain) {
            print_error("%s=%s: said for everybody it is not what it is said plainly\n", name,
                        value);
            n_bad++;
        }
        if (live(name, value, "only=({persons=255;})", walks, &scoped) &&
            scoped != untouched[walks]) {
            print_error("%s=%s: said for nobody it moves the world\n", name, value);
            n_bad++;
        }
    }
    return n_bad;
}

static void
name_everybody(const struct asy_world *world)
{
    size_t used = (size_t) snprintf(everybody, sizeof everybody, "only=({group=[");
    for (int g = 0; g < world->n_groups; g++)
        used += (size_t) snprintf(everybody + used, sizeof everybody - used, "%s\"%s\"",
                                  g ? "," : "", world->group[g].name);
    snprintf(everybody + used, sizeof everybody - used, "];})");
}

static void
said_for_everybody_is_said_plainly(void **state)
{
    struct turn_key keys[TURN_MOST_KEYS];
    struct asy_scenario *scenario;
    struct asy_world world;
    char failure[300];
    int n_bad = 0, n_tried = 0;
    const int n = turn_keys(keys);
    (void) state;
    assert_true(turn_world(&scenario, &world));
    assert_true(turn_live(NULL, false, take, &untouched[0], failure));
    assert_true(turn_live(NULL, true, take, &untouched[1], failure));
    name_everybody(&world);
#pragma omp parallel for schedule(dynamic, 1) reduction(+ : n_bad, n_tried)
    for (int i = 0; i < n; i++)
        if (!asy_is_of_all(keys[i].law, asy_laws[keys[i].law]->params[keys[i].param].name)) {
            n_tried++;
            n_bad += try_key(&world, keys[i]);
        }
    print_message("%d of %d keys can be said for whom\n", n_tried, n);
    asy_world_free(&world);
    asy_scenario_destroy(scenario);
    assert_true(n_tried > 200);
    assert_int_equal(n_bad, 0);
}

/* ---- a reform for some ------------------------------------------------------------------- */

enum { DRAWS = 2, REPLICATES = 2 };
struct digests {
    uint64_t of[2][DRAWS + 1][REPLICATES]; /* draws count from 1 */
};

static bool
take_digests(void *user, const struct asy_result *results, int n, struct asy_error *err)
{
    struct digests *digests = user;
    (void) err;
    for (int i = 0; i < n; i++)
        digests->of[i][results[i].draw][results[i].replicate] = results[i].digest;
    return true;
}

static void
live_reform(const char *path, const char *const *sets, int n_threads, struct digests *digests)
{
    struct asy_scenario *scenario[] = { test_scenario(SMALL, NULL, sets),
                                        test_scenario(SMALL, path, sets) };
    const struct asy_plan plan = { .scenarios = (const struct asy_scenario *const *) scenario,
                                   .n_scenarios = 2,
                                   .seed = 1,
                                   .n_draws = DRAWS,
                                   .n_replicates = REPLICATES,
                                   .n_shards = 1,
                                   .n_threads = n_threads,
                                   .scale = 1,
                                   .take = take_digests,
                                   .user = digests };
    struct asy_error err = { 0 };
    if (!asy_ensemble_run(&plan, NULL, &err)) /* conservation is checked there */
        fail_msg("%s: %s", err.where, err.what);
    asy_scenario_destroy(scenario[0]);
    asy_scenario_destroy(scenario[1]);
}

static void
a_reform_for_some_lives_alike_on_any_number_of_threads(void **state)
{
    struct digests one = { 0 }, three = { 0 }, other = { 0 };
    (void) state;
    live_reform(FOLDER "reform_scope.cfg", NULL, 1, &one);
    live_reform(FOLDER "reform_scope.cfg", NULL, 3, &three);
    live_reform(FOLDER "reform_open.cfg", NULL, 2, &other);
    assert_memory_equal(&one, &three, sizeof one);
    assert_memory_equal(one.of[0], other.of[0], sizeof one.of[0]); /* the baseline's */
    for (int d = 1; d <= DRAWS; d++)
        for (int r = 0; r < REPLICATES; r++)
            assert_true(one.of[0][d][r] != one.of[1][d][r]);
}

/* A reform of everything that is put together ahead of persons: gates, lists that presume,
   thresholds; each value for whom `whom` says. */
static void
write_reform(const char *path, const char *whom)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file,
            "extends = \"%s\"; title = \"T\"; claim = \"C\"; source = \"S\";\n"
            "in_force = \"2012-07-01\"; set: { rules: {\n"
            "border: { p_heard = { value = 0.9; %s }; asks = { value = true; %s }; };\n"
            "channel: { safe_origin = { value = [\"RUS\", \"TJK\"]; %s };\n"
            "           presumption = { value = 1; %s }; };\n"
            "internal_protection: { mode = { value = \"mandatory\"; %s };\n"
            "                       groups = { value = [\"chechen\", \"tajik\"]; %s }; };\n"
            "exile: { pressed = { value = 9; %s }; };\n"
            "}; };\n",
            SMALL, whom, whom, whom, whom, whom, whom, whom);
    assert_int_equal(fclose(file), 0);
}

static void
a_reform_for_everybody_is_the_reform_whatever_is_held(void **state)
{
    static const char *const hold[] = { "rules.closure.hold=need", "rules.closure.hold=rate" };
    struct asy_scenario *scenario;
    struct asy_world world;
    struct texts_folder folder;
    char plain[128], scoped[128];
    (void) state;
    assert_true(turn_world(&scenario, &world));
    name_everybody(&world);
    strcat(everybody, ";");
    texts_open(&folder);
    texts_put(&folder, "plain.cfg", "", plain);
    texts_put(&folder, "scoped.cfg", "", scoped);
    write_reform(plain, "");
    write_reform(scoped, everybody);
    for (int i = 0; i < 2; i++) {
        struct digests said = { 0 }, for_all = { 0 };
        live_reform(plain, (const char *const[]){ hold[i], NULL }, 2, &said);
        live_reform(scoped, (const char *const[]){ hold[i], NULL }, 2, &for_all);
        assert_memory_equal(&said, &for_all, sizeof said);
        assert_true(said.of[0][1][0] != said.of[1][1][0]);
    }
    texts_close(&folder);
    asy_world_free(&world);
    asy_scenario_destroy(scenario);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reform_for_everybody_is_the_reform_whatever_is_held),
        cmocka_unit_test(a_reform_for_some_lives_alike_on_any_number_of_threads),
        cmocka_unit_test(said_for_everybody_is_said_plainly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
