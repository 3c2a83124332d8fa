/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/turn.h"

#include "scenario/ground.h"
#include "support/world.h"

#include <gsl/gsl_errno.h>
#include <string.h>

#define SMALL ASY_SOURCE_DIR "/tests/golden/small.cfg"
#define WALKS ASY_SOURCE_DIR "/tests/golden/small_walks.cfg"
#define OF_WALKS ASY_SOURCE_DIR "/tests/golden/reform_walks.cfg"
#define EVERYTHING ASY_SOURCE_DIR "/tests/golden/reform_everything.cfg"

/* Where the ends of the range would drown the reduced world in people, or mean the same: no
   limit, and one that never binds. */
static const struct {
    const char *key, *low, *high;
} gentler[] = {
    { "departure.persons", "0", "120" },
    { "departure.factor", "0", "2" },
    { "complaints.limit_days", "0", "10" },
};

bool
turn_walks(struct turn_key key)
{
    const bool holds = key.law == ASY_LAW_closure &&
                       strcmp(asy_laws[key.law]->params[key.param].name, "capacity") == 0;
    const bool unseen = key.law == ASY_LAW_practice &&
                        strcmp(asy_laws[key.law]->params[key.param].name, "unseen") == 0;
    return key.law == ASY_LAW_walk || key.law == ASY_LAW_caseload ||
           key.law == ASY_LAW_shared_error || holds || unseen;
}

int
turn_keys(struct turn_key keys[TURN_MOST_KEYS])
{
    int n = 0;
    for (int law = 0; law < ASY_N_LAWS; law++)
        for (int p = 0; asy_laws[law]->params[p].name && n < TURN_MOST_KEYS; p++)
            keys[n++] = (struct turn_key){ law, p };
    return n;
}

void
turn_name(struct turn_key key, char name[96])
{
    snprintf(name, 96, "%s.%s", asy_laws[key.law]->name,
             asy_laws[key.law]->params[key.param].name);
}

bool
turn_live(const char *set, bool walks,
          bool (*take)(void *, const struct asy_result *, int, struct asy_error *), void *user,
          char failure[300])
{
    return turn_live_again(1, set, walks, take, user, failure);
}

bool
turn_live_again(uint64_t seed, const char *set, bool walks,
                bool (*take)(void *, const struct asy_result *, int, struct asy_error *),
                void *user, char failure[300])
{
    const char *const everything = walks ? OF_WALKS : EVERYTHING;
    struct asy_scenario_args args = { .baseline = walks ? WALKS : SMALL,
                                      .sets = &set,
                                      .n_sets = set != NULL };
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
                                       .seed = seed,
                                       .n_draws = walks ? 1 : 0,
                                       .n_replicates = 1,
                                       .n_shards = 1,
                                       .n_threads = 1,
                                       .scale = 1,
                                       .take = take,
                                       .user = user };
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
                  : per == ASY_PER_GROUND  ? ASY_N_GROUNDS
                                           : world->n_crossings;
    size_t used = (size_t) snprintf(out, size, "[");
    for (int i = 0; i < n; i++)
        used += (size_t) snprintf(out + used, size - used, "%s\"%s\"", i ? "," : "",
                                  per == ASY_PER_GROUP     ? world->group[i].name
                                  : per == ASY_PER_COUNTRY ? world->country[i].code
                                  : per == ASY_PER_GROUND  ? asy_ground_name(i)
                                                           : world->crossing[i].name);
    snprintf(out + used, size - used, "]");
}

bool
turn_value(const struct asy_world *world, struct turn_key key, int i, char *out, size_t size)
{
    const struct asy_param *row = &asy_laws[key.law]->params[key.param];
    char name[96];
    turn_name(key, name);
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

bool
turn_world(struct asy_scenario **scenario, struct asy_world *world)
{
    struct asy_error err = { 0 };
    gsl_set_error_handler_off();
    *scenario = test_scenario(SMALL, NULL, NULL);
    return asy_world_init(world, *scenario, 1, 0, &err);
}
