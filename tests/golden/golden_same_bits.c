/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same bits and the same luck: whatever the threads, the batch or the shard. The digests of
   seed 1 are in tests/golden/digests.txt, over the outcomes that it lists; where results are
   meant to change, ASY_GOLDEN=write writes them anew.
 */
#define _XOPEN_SOURCE 700 /* open_memstream */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/digest.h"
#include "life/outcomes.h"
#include "support/committed.h"
#include "support/world.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define FOLDER ASY_SOURCE_DIR "/tests/golden/"
#define SMALL FOLDER "small.cfg"
#define DIGESTS FOLDER "digests.txt"

enum { MOST_SCENARIOS = 6, MOST_DRAWS = 5, MOST_REPLICATES = 5, MOST_KEPT = 4 };

static const char *const OPEN = FOLDER "reform_open.cfg";
static const char *const DUBLIN = FOLDER "reform_dublin.cfg";
static const char *const AFTER = FOLDER "reform_after.cfg";
static const char *const ISLAND = FOLDER "reform_island.cfg";
static const char *const LATER = FOLDER "reform_later.cfg";

/* What an ensemble is asked for, and the digests it gave. */
struct batch {
    const char *reforms[MOST_SCENARIOS - 1];
    uint32_t n_draws, n_replicates, shard, n_shards;
    int n_threads;
    uint64_t digest[MOST_SCENARIOS][MOST_DRAWS][MOST_REPLICATES];
    struct asy_digest (*parts)[MOST_DRAWS][MOST_REPLICATES]; /* may be NULL */
    uint32_t n_results;
    bool is_wrong; /* a digest is not that of its result */
    /* Looks, when all is done, at the results of one (draw, replicate) after the other; may be
       NULL. Not while threads run: a failed assertion jumps away. */
    void (*look)(const struct asy_result *results, int n);
    struct asy_result kept[MOST_KEPT][MOST_SCENARIOS];
    int n_kept;
};

static void *
copy(const void *from, size_t n, size_t size)
{
    void *to = malloc(n * size + 1);
    return to ? memcpy(to, from, n * size) : NULL;
}

static struct asy_result
keep(const struct asy_result *result)
{
    struct asy_result kept = *result;
    kept.cells = copy(result->cells, result->n_cells, sizeof *result->cells);
    kept.paired = copy(result->paired, result->n_paired, sizeof *result->paired);
    kept.flows = NULL;
    kept.chains = NULL;
    return kept;
}

static bool
take(void *user, const struct asy_result *results, int n, struct asy_error *err)
{
    struct batch *batch = user;
    (void) err;
    for (int i = 0; i < n; i++) {
        batch->is_wrong |= results[i].digest != asy_result_digest(&results[i]);
        batch->digest[i][results[i].draw][results[i].replicate] = results[i].digest;
        if (batch->parts)
            asy_result_digest_parts(&results[i],
                                    &batch->parts[i][results[i].draw][results[i].replicate]);
        batch->n_results++;
    }
    if (batch->look && batch->n_kept < MOST_KEPT) {
        for (int i = 0; i < n; i++)
            batch->kept[batch->n_kept][i] = keep(&results[i]);
        batch->n_kept++;
    }
    return true;
}

static void
run(struct batch *batch)
{
    const struct asy_scenario *list[MOST_SCENARIOS];
    struct asy_scenario *owned[MOST_SCENARIOS];
    struct asy_error err = { 0 };
    int n = 0;
    owned[n++] = test_scenario(SMALL, NULL, NULL);
    for (; n < MOST_SCENARIOS && batch->reforms[n - 1]; n++)
        owned[n] = test_scenario(SMALL, batch->reforms[n - 1], NULL);
    for (int i = 0; i < n; i++)
        list[i] = owned[i];
    const struct asy_plan plan = {
        .scenarios = list,
        .n_scenarios = n,
        .seed = 1,
        .scale = 1,
        .take = take,
        .user = batch,
        .n_draws = batch->n_draws,
        .n_replicates = batch->n_replicates,
        .n_threads = batch->n_threads,
        .shard = batch->shard,
        .n_shards = batch->n_shards ? batch->n_shards : 1,
    };
    if (!asy_ensemble_run(&plan, NULL, &err))
        fail_msg("%s: %s", err.where, err.what);
    assert_false(batch->is_wrong);
    for (int k = 0; k < batch->n_kept; k++) {
        batch->look(batch->kept[k], n);
        for (int i = 0; i < n; i++)
            asy_result_free(&batch->kept[k][i]);
    }
    for (int i = 0; i < n; i++)
        asy_scenario_destroy(owned[i]);
}

/* The reference: two draws, two replicates, two reforms, one thread. */
static struct batch *
reference(void)
{
    static struct asy_digest parts[3][MOST_DRAWS][MOST_REPLICATES];
    static struct batch batch;
    if (!batch.n_results) {
        batch = (struct batch){ .reforms = { OPEN, DUBLIN },
                                .n_draws = 2,
                                .n_replicates = 2,
                                .n_threads = 1,
                                .parts = parts };
        run(&batch);
        assert_int_equal(batch.n_results, 12);
    }
    return &batch;
}

static void
assert_same(const struct batch *a, int i, const struct batch *b, int k)
{
    assert_memory_equal(a->digest[i], b->digest[k], sizeof a->digest[i]);
}

static void
any_number_of_threads_gives_the_same_bits(void **state)
{
    static const int threads[] = { 2, 3, 8 };
    (void) state;
    for (int t = 0; t < 3; t++) {
        struct batch batch = { .reforms = { OPEN, DUBLIN },
                               .n_draws = 2,
                               .n_replicates = 2,
                               .n_threads = threads[t] };
        run(&batch);
        for (int i = 0; i < 3; i++)
            assert_same(&batch, i, reference(), i);
    }
}

static void
a_reform_alone_is_the_same_as_in_a_batch(void **state)
{
    struct batch alone = {
        .reforms = { DUBLIN }, .n_draws = 2, .n_replicates = 2, .n_threads = 1
    };
    struct batch turned = { .reforms = { ISLAND, DUBLIN, AFTER, OPEN },
                            .n_draws = 2,
                            .n_replicates = 2,
                            .n_threads = 1 };
    (void) state;
    run(&alone);
    run(&turned);
    assert_same(&alone, 0, reference(), 0);
    assert_same(&alone, 1, reference(), 2);
    assert_same(&turned, 0, reference(), 0);
    assert_same(&turned, 2, reference(), 2);
    assert_same(&turned, 4, reference(), 1);
}

static void
more_draws_and_replicates_change_no_earlier_one(void **state)
{
    struct batch more = {
        .reforms = { OPEN, DUBLIN }, .n_draws = 3, .n_replicates = 3, .n_threads = 2
    };
    (void) state;
    run(&more);
    for (int i = 0; i < 3; i++)
        for (int d = 1; d <= 2; d++)
            for (int r = 0; r < 2; r++)
                assert_true(more.digest[i][d][r] == reference()->digest[i][d][r]);
}

static void
draws_and_replicates_differ_among_themselves(void **state)
{
    const struct batch *batch = reference();
    (void) state;
    for (int i = 0; i < 3; i++) {
        assert_true(batch->digest[i][1][0] != batch->digest[i][1][1]);
        assert_true(batch->digest[i][1][0] != batch->digest[i][2][0]);
        assert_true(i == 0 || batch->digest[i][1][0] != batch->digest[0][1][0]);
    }
}

static void
shards_together_are_the_whole(void **state)
{
    struct batch shards = { .reforms = { OPEN, DUBLIN },
                            .n_draws = 2,
                            .n_replicates = 2,
                            .n_shards = 2,
                            .n_threads = 1 };
    (void) state;
    run(&shards);
    assert_int_equal(shards.n_results, 6);
    shards.shard = 1;
    run(&shards);
    assert_int_equal(shards.n_results, 12);
    for (int i = 0; i < 3; i++)
        assert_same(&shards, i, reference(), i);
}

/* ---- the same luck ----------------------------------------------------------- */

static void
all_cells_are_the_same(const struct asy_result *results, int n)
{
    assert_int_equal(n, 2);
    const struct asy_result *a = &results[0], *b = &results[1];
    assert_true(a->digest == b->digest);
    assert_true(a->n_cells == b->n_cells && a->n_flows == b->n_flows &&
                a->n_chains == b->n_chains);
    for (size_t i = 0; i < a->n_cells; i++)
        assert_true(a->cells[i].metric == b->cells[i].metric &&
                    a->cells[i].value == b->cells[i].value &&
                    a->cells[i].period == b->cells[i].period &&
                    a->cells[i].group == b->cells[i].group &&
                    a->cells[i].place == b->cells[i].place &&
                    a->cells[i].receiver == b->cells[i].receiver);
    for (size_t i = 0; i < b->n_paired; i++)
        assert_true(b->paired[i].fate_baseline == b->paired[i].fate_here);
}

static void
a_reform_after_the_horizon_changes_no_cell(void **state)
{
    struct batch batch = { .reforms = { AFTER },
                           .n_draws = 1,
                           .n_replicates = 2,
                           .n_threads = 1,
                           .look = all_cells_are_the_same };
    (void) state;
    run(&batch);
    assert_int_equal(batch.n_results, 4);
}

static void
only_islanders_change(const struct asy_result *results, int n)
{
    enum { ISLANDER = 3 };
    uint32_t moved = 0;
    assert_int_equal(n, 2);
    for (size_t i = 0; i < results[1].n_paired; i++) {
        const struct asy_paired *p = &results[1].paired[i];
        assert_true(p->group == ISLANDER || p->fate_baseline == p->fate_here);
        moved += p->fate_baseline != p->fate_here ? p->persons : 0;
    }
    assert_true(moved > 0);
    /* and no other count of theirs: the cells of the other groups, in order, are equal */
    size_t k = 0;
    for (size_t i = 0; i < results[0].n_cells; i++) {
        if (results[0].cells[i].group == ISLANDER)
            continue;
        while (k < results[1].n_cells && results[1].cells[k].group == ISLANDER)
            k++;
        assert_true(k < results[1].n_cells);
        assert_true(results[0].cells[i].metric == results[1].cells[k].metric &&
                    results[0].cells[i].value == results[1].cells[k].value);
        k++;
    }
}

static void
a_reform_of_one_group_leaves_those_who_share_no_line_with_it(void **state)
{
    struct batch batch = { .reforms = { ISLAND },
                           .n_draws = 1,
                           .n_replicates = 2,
                           .n_threads = 1,
                           .look = only_islanders_change };
    (void) state;
    run(&batch);
}

static bool
is_before(const struct asy_cell *cell, int month)
{
    switch (asy_metrics[cell->metric].detail) {
    case ASY_MONTH:
        return cell->period < month;
    case ASY_YEAR:
        return cell->period < month / 12;
    case ASY_COHORT:
        break; /* what becomes of those who set out early lies later */
    }
    return false;
}

static void
two_years_are_as_they_were(const struct asy_result *results, int n)
{
    size_t k = 0, same = 0;
    assert_int_equal(n, 2);
    for (size_t i = 0; i < results[0].n_cells; i++) {
        if (!is_before(&results[0].cells[i], 24))
            continue;
        while (k < results[1].n_cells && !is_before(&results[1].cells[k], 24))
            k++;
        assert_true(k < results[1].n_cells);
        assert_true(results[0].cells[i].metric == results[1].cells[k].metric &&
                    results[0].cells[i].value == results[1].cells[k].value);
        k++;
        same++;
    }
    assert_true(same > 100);
    assert_true(results[0].digest != results[1].digest);
}

static void
a_reform_changes_nothing_before_it_is_at_work(void **state)
{
    struct batch batch = { .reforms = { LATER },
                           .n_draws = 1,
                           .n_replicates = 1,
                           .n_threads = 1,
                           .look = two_years_are_as_they_were };
    (void) state;
    run(&batch);
}

/* ---- conservation ------------------------------------------------------------ */

static void
fates_are_departures(const struct asy_result *results, int n)
{
    enum { YEARS = 3, GROUPS = ASY_MAX_GROUPS, AT_LEAST = 4 };
    for (int i = 0; i < n; i++) {
        uint64_t out[GROUPS][YEARS] = { 0 }, fates[GROUPS][YEARS] = { 0 }, paired = 0, all = 0;
        uint64_t young[GROUPS][YEARS] = { 0 }, of_young[GROUPS][YEARS] = { 0 };
        for (size_t k = 0; k < results[i].n_cells; k++) {
            const struct asy_cell *cell = &results[i].cells[k];
            if (cell->metric == ASY_METRIC_departures)
                out[cell->group][cell->period / 12] += cell->value;
            else if (cell->metric >= ASY_METRIC_fate_refugee &&
                     cell->metric < ASY_METRIC_fate_refugee + ASY_N_FATES)
                fates[cell->group][cell->period] += cell->value;
            else if (cell->metric == ASY_METRIC_departures_children)
                young[cell->group][cell->period] += cell->value;
            else if (cell->metric >= ASY_METRIC_children_refugee &&
                     cell->metric < ASY_METRIC_children_refugee + ASY_N_FATES)
                of_young[cell->group][cell->period] += cell->value;
        }
        for (int g = 0; g < GROUPS; g++)
            for (int y = 0; y < YEARS; y++) {
                assert_true(out[g][y] > 0 || g >= AT_LEAST);
                assert_int_equal(out[g][y], fates[g][y]);
                assert_int_equal(young[g][y], of_young[g][y]);
                all += out[g][y];
            }
        for (size_t k = 0; k < results[i].n_paired; k++)
            paired += results[i].paired[k].persons;
        assert_int_equal(paired, all);
    }
}

static void
people_in_are_people_out_by_group_and_year(void **state)
{
    struct batch batch = { .reforms = { OPEN, DUBLIN, ISLAND },
                           .n_draws = 2,
                           .n_replicates = 1,
                           .n_threads = 1,
                           .look = fates_are_departures };
    (void) state;
    run(&batch);
}

/* ---- the bits of this version ------------------------------------------------ */

static void
print_histories(const struct committed *known, FILE *out)
{
    static const char *const names[] = { "baseline", "reform_open", "reform_dublin" };
    for (int i = 0; i < 3; i++)
        for (uint32_t d = 1; d <= 2; d++)
            for (uint32_t r = 0; r < 2; r++)
                fprintf(out, "%s draw %u replicate %u %016" PRIx64 "\n", names[i], d, r,
                        committed_sum(known, &reference()->parts[i][d][r]));
}

static void
print_outcomes(const struct committed *known, FILE *out)
{
    struct asy_digest all = { 0 };
    for (uint32_t i = 0; i < 3; i++)
        for (uint32_t d = 1; d <= 2; d++)
            for (uint32_t r = 0; r < 2; r++)
                asy_digest_add(&all, &reference()->parts[i][d][r], i << 16 | d << 8 | r);
    committed_print(known, &all, out);
}

static void
digests_are_those_committed(void **state)
{
    struct committed known;
    char *text = NULL;
    size_t size = 0;
    (void) state;
    committed_open(&known, DIGESTS, "ASY_GOLDEN");
    FILE *const out = open_memstream(&text, &size);
    assert_non_null(out);
    print_histories(&known, out);
    print_outcomes(&known, out);
    fclose(out);
    committed_hold(&known, text, "ASY_GOLDEN");
    free(text);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_number_of_threads_gives_the_same_bits),
        cmocka_unit_test(a_reform_alone_is_the_same_as_in_a_batch),
        cmocka_unit_test(more_draws_and_replicates_change_no_earlier_one),
        cmocka_unit_test(draws_and_replicates_differ_among_themselves),
        cmocka_unit_test(shards_together_are_the_whole),
        cmocka_unit_test(a_reform_after_the_horizon_changes_no_cell),
        cmocka_unit_test(a_reform_of_one_group_leaves_those_who_share_no_line_with_it),
        cmocka_unit_test(a_reform_changes_nothing_before_it_is_at_work),
        cmocka_unit_test(people_in_are_people_out_by_group_and_year),
        cmocka_unit_test(digests_are_those_committed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
