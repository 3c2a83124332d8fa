/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Those who set out and practice at the crossings answer, on the reduced world of which nothing
   is observed after its first year: a reform that changes nothing for a group leaves it bit for
   bit as in the baseline, whose own answers are the same; and held still they are as if there
   were none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/digest.h"
#include "life/outcomes.h"
#include "support/world.h"

#include <string.h>

#define FOLDER ASY_SOURCE_DIR "/tests/golden/"

enum { ISLANDER = 3, MOST_CELLS = 1 << 16 };

#define ANSWERS                                                                                \
    "rules.demand.total=0.7", "rules.demand.lag_months=1", "rules.practice.on_ceiling=0.8",    \
        "rules.practice.on_heed=0.5", "rules.practice.on_minutes=-0.5"

/* Two scenarios lived with the same luck: the baseline and a reform. */
struct both {
    uint64_t digest[2];
    struct asy_cell cells[2][MOST_CELLS];
    size_t n[2];
};

static bool
take(void *user, const struct asy_result *results, int n, struct asy_error *err)
{
    struct both *both = user;
    (void) err;
    for (int i = 0; i < n && i < 2; i++) {
        both->digest[i] = asy_result_digest(&results[i]);
        both->n[i] = results[i].n_cells < MOST_CELLS ? results[i].n_cells : MOST_CELLS;
        memcpy(both->cells[i], results[i].cells, both->n[i] * sizeof(struct asy_cell));
    }
    return true;
}

static struct asy_scenario *
load(const char *reform, const char *const *sets)
{
    struct asy_scenario *scenario = NULL;
    struct asy_errors errs = { 0 };
    struct asy_scenario_args args = { .baseline = FOLDER "small.cfg",
                                      .reforms = &reform,
                                      .n_reforms = reform != NULL,
                                      .sets = sets,
                                      .as_of = "2012-12-31" };
    while (sets[args.n_sets])
        args.n_sets++;
    if (!asy_scenario_load(&scenario, &args, &errs)) {
        asy_errors_print(&errs, stderr);
        fail_msg("small.cfg under an answer does not load");
    }
    return scenario;
}

static void
live(struct both *both, const char *reform, const char *const *sets)
{
    struct asy_scenario *owned[2] = { load(NULL, sets), load(reform, sets) };
    const struct asy_scenario *list[2] = { owned[0], owned[1] };
    struct asy_error err = { 0 };
    const struct asy_plan plan = { .scenarios = list,
                                   .n_scenarios = 2,
                                   .seed = 1,
                                   .scale = 1,
                                   .take = take,
                                   .user = both,
                                   .n_draws = 1,
                                   .n_replicates = 1,
                                   .n_threads = 1,
                                   .n_shards = 1 };
    if (!asy_ensemble_run(&plan, NULL, &err))
        fail_msg("%s: %s", err.where, err.what);
    assert_true(both->n[0] < MOST_CELLS && both->n[1] < MOST_CELLS);
    asy_scenario_destroy(owned[0]);
    asy_scenario_destroy(owned[1]);
}

/* The next cell of anyone but the islanders; NULL at the end. */
static const struct asy_cell *
next_of_others(const struct both *both, int i, size_t *k)
{
    while (*k < both->n[i] && both->cells[i][*k].group == ISLANDER)
        ++*k;
    return *k < both->n[i] ? &both->cells[i][(*k)++] : NULL;
}

static void
a_reform_elsewhere_leaves_who_answers_bit_for_bit(void **state)
{
    static struct both both;
    size_t a = 0, b = 0, n = 0;
    (void) state;
    live(&both, FOLDER "reform_island.cfg", (const char *const[]){ ANSWERS, NULL });
    for (;; n++) {
        const struct asy_cell *x = next_of_others(&both, 0, &a),
                              *y = next_of_others(&both, 1, &b);
        assert_true((x == NULL) == (y == NULL));
        if (!x)
            break;
        assert_true(x->metric == y->metric && x->period == y->period && x->group == y->group &&
                    x->place == y->place && x->value == y->value);
    }
    assert_true(n > 1000);
    assert_true(both.digest[0] != both.digest[1]);
}

static void
held_still_they_are_as_if_there_were_none(void **state)
{
    static struct both none, still, answers;
    (void) state;
    live(&none, FOLDER "reform_open.cfg", (const char *const[]){ NULL });
    live(&still, FOLDER "reform_open.cfg",
         (const char *const[]){ ANSWERS, "rules.closure.demand=still", NULL });
    live(&answers, FOLDER "reform_open.cfg", (const char *const[]){ ANSWERS, NULL });
    assert_memory_equal(none.digest, still.digest, sizeof none.digest);
    /* the baseline answers too, for its data have ended */
    assert_true(answers.digest[0] != none.digest[0]);
    assert_true(answers.digest[1] != none.digest[1]);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reform_elsewhere_leaves_who_answers_bit_for_bit),
        cmocka_unit_test(held_still_they_are_as_if_there_were_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
