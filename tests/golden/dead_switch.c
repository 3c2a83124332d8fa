/* SPDX-License-Identifier: GPL-3.0-or-later */
/* No dead switch: every key of every law is turned to the ends of its range, on the reduced
   world in which every part of the model is at work, and must move some outcome. A key that is
   read and moves nothing promises a reform that does nothing. And whatever is turned, a life
   goes only from stage to stage as the tables say (catalogue/stages.def, asides.def). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/digest.h"
#include "support/turn.h"

#include <string.h>

/* Keys that may move nothing in the reduced world, each with its reason. */
static const struct {
    const char *key, *reason;
} excused[] = {
    { "", "" },
};

struct key {
    struct turn_key at;
    bool moves;
    char failure[300];
};

static struct key keys[TURN_MOST_KEYS];
static int n_keys;
/* What moves nothing in one history is rare, or dead: it is tried in others. */
enum { MOST_HISTORIES = 12 };
static uint64_t untouched[MOST_HISTORIES][2]; /* without and with walks */

/* Whether persons have gone from one stage to another, in any run. */
static volatile bool lived[ASY_N_STAGES][ASY_N_STAGES];

static void
note_flows(const struct asy_result *result)
{
    for (size_t i = 0; i < result->n_flows; i++)
        lived[result->flows[i].from][result->flows[i].to] = true;
}

/* Over the outcomes alone: flows and chains tell the same story in another way. */
static uint64_t
digest_of(const struct asy_result *result)
{
    const struct asy_result outcomes = { .naming = result->naming,
                                         .cells = result->cells,
                                         .n_cells = result->n_cells };
    return asy_result_digest(&outcomes);
}

static bool
take(void *user, const struct asy_result *results, int n, struct asy_error *err)
{
    (void) err;
    *(uint64_t *) user = 0;
    for (int i = 0; i < n; i++) {
        *(uint64_t *) user = *(uint64_t *) user * 31 + digest_of(&results[i]);
        note_flows(&results[i]);
    }
    return true;
}

static void
try_in(const struct asy_world *world, struct key *key, int history)
{
    char value[1024], set[1280], name[96];
    const bool walks = turn_walks(key->at);
    turn_name(key->at, name);
    for (int i = 0; i < TURN_MOST && !key->moves; i++) {
        uint64_t digest = untouched[history][walks];
        if (!turn_value(world, key->at, i, value, sizeof value))
            return;
        snprintf(set, sizeof set, "rules.%s=%s", name, value);
        if (turn_live_again((uint64_t) history + 1, set, walks, take, &digest, key->failure))
            key->moves = digest != untouched[history][walks];
    }
}

static void
try_key(const struct asy_world *world, struct key *key)
{
    for (int h = 0; h < MOST_HISTORIES && !key->moves; h++)
        try_in(world, key, h);
}

static bool
live_untouched(void)
{
    char failure[300];
    bool ok = true;
    for (int h = 0; h < MOST_HISTORIES; h++)
        for (int walks = 0; walks < 2; walks++)
            ok = ok && turn_live_again((uint64_t) h + 1, NULL, walks, take,
                                       &untouched[h][walks], failure);
    return ok;
}

static const char *
excuse(const char *name)
{
    for (size_t i = 0; i < sizeof excused / sizeof *excused; i++)
        if (*name && strcmp(excused[i].key, name) == 0)
            return excused[i].reason;
    return NULL;
}

static int
try_all(void **state)
{
    struct turn_key all[TURN_MOST_KEYS];
    struct asy_scenario *scenario;
    struct asy_world world;
    (void) state;
    if (!turn_world(&scenario, &world) || !live_untouched())
        return -1;
    n_keys = turn_keys(all);
    for (int i = 0; i < n_keys; i++)
        keys[i].at = all[i];
#pragma omp parallel for schedule(dynamic, 1)
    for (int i = 0; i < n_keys; i++)
        try_key(&world, &keys[i]);
    asy_world_free(&world);
    asy_scenario_destroy(scenario);
    return n_keys > 0 && n_keys < TURN_MOST_KEYS ? 0 : -1;
}

static void
every_key_moves_some_outcome(void **state)
{
    int n_dead = 0, n_moving = 0;
    (void) state;
    for (int i = 0; i < n_keys; i++) {
        char name[96];
        turn_name(keys[i].at, name);
        n_moving += keys[i].moves;
        if (keys[i].moves)
            continue;
        const char *const why = excuse(name);
        if (why) {
            print_message("%s moves nothing: %s\n", name, why);
            continue;
        }
        print_error("%s: from one end of its range to the other no outcome moves%s%s\n", name,
                    keys[i].failure[0] ? "; " : "", keys[i].failure);
        n_dead++;
    }
    print_message("%d of %d keys move an outcome\n", n_moving, n_keys);
    assert_int_equal(n_dead, 0);
}

static void
every_excuse_is_needed_and_names_a_key(void **state)
{
    (void) state;
    for (size_t e = 0; e < sizeof excused / sizeof *excused; e++) {
        bool found = !*excused[e].key;
        for (int i = 0; i < n_keys; i++) {
            char name[96];
            turn_name(keys[i].at, name);
            if (strcmp(name, excused[e].key) != 0)
                continue;
            found = true;
            if (keys[i].moves)
                fail_msg("%s is excused, but it moves", name);
        }
        if (!found)
            fail_msg("%s is excused, but there is no such key", excused[e].key);
        assert_true(!*excused[e].key || strlen(excused[e].reason) > 10);
    }
}

static void
every_step_that_is_lived_is_declared(void **state)
{
    int n_lived = 0, n_undeclared = 0;
    (void) state;
    for (int from = 0; from < ASY_N_STAGES; from++)
        for (int to = 0; to < ASY_N_STAGES; to++) {
            const bool declared =
                asy_stage_leads((enum asy_stage_id) from, (enum asy_stage_id) to) ||
                asy_any_aside_takes((enum asy_stage_id) from, (enum asy_stage_id) to);
            n_lived += lived[from][to];
            if (lived[from][to] && !declared) {
                print_error("%s leads to %s: neither stages.def nor asides.def says so\n",
                            asy_stage_name(from), asy_stage_name(to));
                n_undeclared++;
            }
            if (declared && !lived[from][to] &&
                asy_stage_leads((enum asy_stage_id) from, (enum asy_stage_id) to))
                print_message("not lived here: %s to %s\n", asy_stage_name(from),
                              asy_stage_name(to));
        }
    print_message("%d steps are lived\n", n_lived);
    assert_true(n_lived > 150);
    assert_int_equal(n_undeclared, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_moves_some_outcome),
        cmocka_unit_test(every_excuse_is_needed_and_names_a_key),
        cmocka_unit_test(every_step_that_is_lived_is_declared),
    };
    return cmocka_run_group_tests(tests, try_all, NULL);
}
