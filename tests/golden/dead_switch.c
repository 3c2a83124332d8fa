/* SPDX-License-Identifier: GPL-3.0-or-later */
/* No dead switch: every key of every law is turned to the ends of its range, on the reduced
   world in which every part of the model is at work, and must move some outcome. A key that is
   read and moves nothing promises a reform that does nothing. And whatever is turned, a life
   goes only from stage to stage as the table of stages says (catalogue/stages.def). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/digest.h"
#include "support/world.h"

#include <gsl/gsl_errno.h>
#include <omp.h>
#include <stdlib.h>
#include <string.h>

#define SMALL ASY_SOURCE_DIR "/tests/golden/small.cfg"
#define EVERYTHING ASY_SOURCE_DIR "/tests/golden/reform_everything.cfg"

enum { MOST_KEYS = 1024, MOST_TURNS = 16 };

/* Where the ends of the range would drown the reduced world in people, or mean the same: no
   limit, and one that never binds. */
static const struct {
    const char *key, *low, *high;
} gentler[] = {
    { "departure.persons", "0", "120" },
    { "departure.factor", "0", "2" },
    { "complaints.limit_days", "0", "10" },
};

/* Keys that may move nothing in the reduced world, each with its reason. */
static const struct {
    const char *key, *reason;
} excused[] = {
    { "", "" },
};

struct key {
    int law, param;
    bool moves;
    char failure[300];
};

static struct key keys[MOST_KEYS];
static int n_keys;
static uint64_t untouched;

static void
name_of(const struct key *key, char name[96])
{
    snprintf(name, 96, "%s.%s", asy_laws[key->law]->name,
             asy_laws[key->law]->params[key->param].name);
}

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

static const char *const everything = EVERYTHING;

/* Lives the stated values of the reduced world and of its reform under one --set (NULL: none).
   A set that leaves the reform nothing to change leaves the world alone. */
static bool
live(const char *set, uint64_t *digest, char failure[300])
{
    struct asy_scenario_args args = { .baseline = SMALL, .sets = &set, .n_sets = set != NULL };
    struct asy_scenario *scenario[2] = { NULL, NULL };
    struct asy_errors errs = { 0 };
    struct asy_error err = { 0 };
    bool ok = asy_scenario_load(&scenario[0], &args, &errs);
    args.reforms = &everything;
    args.n_reforms = 1;
    ok = ok && asy_scenario_load(&scenario[1], &args, &errs);
    if (!ok && errs.n)
        err = errs.list[0];
    asy_errors_free(&errs);
    if (ok) {
        const struct asy_plan plan = { .scenarios =
                                           (const struct asy_scenario *const *) scenario,
                                       .n_scenarios = 2,
                                       .seed = 1,
                                       .n_replicates = 1,
                                       .n_shards = 1,
                                       .n_threads = 1,
                                       .scale = 1,
                                       .take = take,
                                       .user = digest };
        ok = asy_ensemble_run(&plan, NULL, &err);
    }
    asy_scenario_destroy(scenario[0]);
    asy_scenario_destroy(scenario[1]);
    if (!ok)
        snprintf(failure, 300, "%.40s: %.200s", err.where, err.what);
    return ok;
}

/* All members of a set's kind, as the reduced world names them. */
static void
full_set(const struct asy_world *world, enum asy_per per, char *out, size_t size)
{
    const int n = per == ASY_PER_GROUP     ? world->n_groups
                  : per == ASY_PER_COUNTRY ? world->n_countries
                                           : world->n_crossings;
    size_t used = (size_t) snprintf(out, size, "[");
    for (int i = 0; i < n; i++)
        used += (size_t) snprintf(out + used, size - used, "%s\"%s\"", i ? "," : "",
                                  per == ASY_PER_GROUP     ? world->group[i].name
                                  : per == ASY_PER_COUNTRY ? world->country[i].code
                                                           : world->crossing[i].name);
    snprintf(out + used, size - used, "]");
}

/* The i-th end of a key's range as text; false past the last. */
static bool
turn(const struct asy_world *world, const struct key *key, int i, char *out, size_t size)
{
    const struct asy_param *row = &asy_laws[key->law]->params[key->param];
    char name[96];
    name_of(key, name);
    for (size_t g = 0; g < sizeof gentler / sizeof *gentler; g++)
        if (strcmp(gentler[g].key, name) == 0) {
            snprintf(out, size, "%s", i == 0 ? gentler[g].low : gentler[g].high);
            return i < 2;
        }
    switch (row->kind) {
    case ASY_FLAG:
        snprintf(out, size, "%s", i == 0 ? "false" : "true");
        return i < 2;
    case ASY_CHOICE:
        for (int k = 0; k <= i; k++)
            if (!row->choices[k])
                return false;
        snprintf(out, size, "\"%s\"", row->choices[i]);
        return true;
    case ASY_SET:
        if (i == 0)
            snprintf(out, size, "[]");
        else
            full_set(world, row->per, out, size);
        return i < 2;
    case ASY_REAL:
    default:
        snprintf(out, size, "%.10g", i == 0 ? row->min : row->max);
        return i < 2;
    }
}

static void
try_key(const struct asy_world *world, struct key *key)
{
    char value[1024], set[1280], name[96];
    name_of(key, name);
    for (int i = 0; i < MOST_TURNS && !key->moves; i++) {
        uint64_t digest = untouched;
        if (!turn(world, key, i, value, sizeof value))
            return;
        snprintf(set, sizeof set, "rules.%s=%s", name, value);
        if (live(set, &digest, key->failure))
            key->moves = digest != untouched;
    }
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
    struct asy_scenario *scenario = test_scenario(SMALL, NULL, NULL);
    struct asy_world world;
    struct asy_error err = { 0 };
    char failure[300];
    (void) state;
    gsl_set_error_handler_off();
    if (!asy_world_init(&world, scenario, 1, 0, &err) || !live(NULL, &untouched, failure))
        return -1;
    for (int law = 0; law < ASY_N_LAWS; law++)
        for (int p = 0; asy_laws[law]->params[p].name && n_keys < MOST_KEYS; p++)
            keys[n_keys++] = (struct key){ .law = law, .param = p };
#pragma omp parallel for schedule(dynamic, 1)
    for (int i = 0; i < n_keys; i++)
        try_key(&world, &keys[i]);
    asy_world_free(&world);
    asy_scenario_destroy(scenario);
    return n_keys > 0 && n_keys < MOST_KEYS ? 0 : -1;
}

static void
every_key_moves_some_outcome(void **state)
{
    int n_dead = 0, n_moving = 0;
    (void) state;
    for (int i = 0; i < n_keys; i++) {
        char name[96];
        name_of(&keys[i], name);
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
            name_of(&keys[i], name);
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
                asy_any_aside_leads((enum asy_stage_id) to);
            n_lived += lived[from][to];
            if (lived[from][to] && !declared) {
                print_error("%s leads to %s: catalogue/stages.def does not say so\n",
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
