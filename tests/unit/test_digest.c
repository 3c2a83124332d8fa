/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The digest of a result: it knows names and values, and neither numbers nor order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "life/outcomes.h"
#include "support/fake_results.h"

#include <string.h>

/* Outcomes, places, groups, stages and the horizon's first year each a few numbers on. */
enum { ON = 7, YEARS = 3 };

static void
move_on(uint64_t *names, size_t n)
{
    memmove(names + ON, names, (n - ON) * sizeof *names);
    memset(names, 0, ON * sizeof *names);
}

static void
renumber_names(struct asy_naming *naming)
{
    naming->first_year -= YEARS;
    move_on(naming->outcome, ASY_MOST_METRICS);
    move_on(naming->group, ASY_NAMES);
    move_on(naming->country, ASY_NAMES);
    move_on(naming->crossing, ASY_NAMES);
    move_on(naming->fate, ASY_NAMES);
    move_on(naming->stage, ASY_NAMES);
    move_on(naming->act, ASY_NAMES);
    memmove(naming->where + ON, naming->where, ASY_MOST_METRICS - ON);
    memmove(naming->detail + ON, naming->detail, ASY_MOST_METRICS - ON);
}

/* The cells of a result in the other order, by numbers of the other catalogue. */
static void
renumber_cells(struct asy_cell *to, const struct asy_result *from)
{
    for (size_t i = 0; i < from->n_cells; i++) {
        struct asy_cell cell = from->cells[from->n_cells - 1 - i];
        const struct asy_metric_row *row = &asy_metrics[cell.metric];
        cell.period = (uint16_t) (cell.period + YEARS * (row->detail == ASY_MONTH ? 12 : 1));
        cell.metric = (uint16_t) (cell.metric + ON);
        cell.group = (uint8_t) (cell.group + ON);
        cell.place = (uint8_t) (row->where == ASY_NOWHERE ? 0 : cell.place + ON);
        cell.receiver = (uint8_t) (row->where == ASY_PAIR ? cell.receiver + ON : 0);
        to[i] = cell;
    }
}

static void
outcomes_places_and_years_under_other_numbers_have_the_same_digest(void **state)
{
    static struct asy_naming naming;
    struct asy_result results[FAKE_SCENARIOS];
    struct asy_cell cells[16];
    (void) state;
    fake_results(results, 1, 0, 0);
    naming = *fake_naming();
    renumber_names(&naming);
    renumber_cells(cells, &results[0]);
    const struct asy_result was = { .naming = fake_naming(),
                                    .cells = results[0].cells,
                                    .n_cells = results[0].n_cells };
    const struct asy_result is = { .naming = &naming, .cells = cells, .n_cells = was.n_cells };
    assert_true(was.n_cells > 10);
    assert_true(asy_result_digest(&was) != 0);
    assert_true(asy_result_digest(&was) == asy_result_digest(&is));
}

static void
fates_stages_and_acts_under_other_numbers_have_the_same_digest(void **state)
{
    static struct asy_naming naming;
    struct asy_result results[FAKE_SCENARIOS];
    (void) state;
    fake_results(results, 1, 0, 0);
    naming = *fake_naming();
    renumber_names(&naming);
    struct asy_result was = results[1];
    was.n_cells = 0;
    const uint64_t digest = asy_result_digest(&was);
    struct asy_paired paired[8];
    struct asy_flow flow = was.flows[0];
    struct asy_chain chain = was.chains[0];
    for (size_t i = 0; i < was.n_paired; i++) {
        paired[i] = was.paired[was.n_paired - 1 - i];
        paired[i].group = (uint8_t) (paired[i].group + ON);
        paired[i].fate_baseline = (uint8_t) (paired[i].fate_baseline + ON);
        paired[i].fate_here = (uint8_t) (paired[i].fate_here + ON);
    }
    flow.group = (uint8_t) (flow.group + ON);
    flow.from = (uint8_t) (flow.from + ON);
    flow.to = (uint8_t) (flow.to + ON);
    chain.group = (uint8_t) (chain.group + ON);
    chain.receiver = (uint8_t) (chain.receiver + ON);
    chain.year = (uint16_t) (chain.year + YEARS);
    for (int k = 0; k < ASY_CHAIN_LINKS; k++) {
        chain.sender[k] = (uint8_t) (chain.sender[k] + ON);
        chain.act[k] = (uint8_t) (chain.act[k] + ON);
    }
    was.naming = &naming;
    was.paired = paired;
    was.flows = &flow;
    was.chains = &chain;
    assert_true(asy_result_digest(&was) == digest);
}

/* What is added without a count adds nothing; what is counted is a part of its own. */
static void
an_outcome_that_is_added_moves_no_part_but_its_own(void **state)
{
    struct asy_result results[FAKE_SCENARIOS];
    struct asy_cell cells[17];
    struct asy_digest was, is;
    (void) state;
    fake_results(results, 1, 0, 0);
    struct asy_result more = results[0];
    asy_result_digest_parts(&results[0], &was);
    assert_true(asy_digest_sum(&was) == results[0].digest);
    assert_true(was.outcome[ASY_METRIC_appeals] == 0);
    memcpy(cells, more.cells, more.n_cells * sizeof *cells);
    cells[more.n_cells] =
        (struct asy_cell){ ASY_METRIC_appeals, 1, FAKE_TAJIK, FAKE_DEU, 0, 3 };
    more.cells = cells;
    more.n_cells++;
    asy_result_digest_parts(&more, &is);
    assert_true(is.outcome[ASY_METRIC_appeals] != 0);
    assert_true(asy_digest_sum(&is) != results[0].digest);
    is.outcome[ASY_METRIC_appeals] = 0;
    assert_memory_equal(&is, &was, sizeof is);
}

/* Flips each bit of each count, one at a time. */
static void
each_change_of_a_count_or_of_what_it_counts_moves_the_digest(void **state)
{
    struct asy_result results[FAKE_SCENARIOS];
    (void) state;
    fake_results(results, 1, 0, 0);
    for (int s = 0; s < FAKE_SCENARIOS; s++)
        for (size_t i = 0; i < results[s].n_cells; i++) {
            struct asy_cell *const cell = &results[s].cells[i];
            const struct asy_cell was = *cell;
            for (int bit = 0; bit < 32; bit++) {
                cell->value ^= UINT32_C(1) << bit;
                assert_true(asy_result_digest(&results[s]) != results[s].digest);
                *cell = was;
            }
            for (int bit = 0; bit < 16; bit++) {
                cell->period ^= (uint16_t) (1 << bit);
                assert_true(asy_result_digest(&results[s]) != results[s].digest);
                *cell = was;
            }
            cell->group ^= 1;
            assert_true(asy_result_digest(&results[s]) != results[s].digest);
            *cell = was;
            cell->place ^= 1;
            assert_true(asy_result_digest(&results[s]) != results[s].digest);
            *cell = was;
            cell->receiver ^= 1;
            assert_true(asy_result_digest(&results[s]) != results[s].digest);
            *cell = was;
            cell->metric ^= 1;
            assert_true(asy_result_digest(&results[s]) != results[s].digest);
            *cell = was;
        }
}

static void
sender_and_receiver_are_not_alike(void **state)
{
    struct asy_cell cell = { ASY_METRIC_dublin_requests, 0, 0, FAKE_DEU, FAKE_POL, 7 };
    const struct asy_result result = { .naming = fake_naming(), .cells = &cell, .n_cells = 1 };
    const uint64_t there = asy_result_digest(&result);
    (void) state;
    cell.place = FAKE_POL;
    cell.receiver = FAKE_DEU;
    assert_true(asy_result_digest(&result) != there);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(outcomes_places_and_years_under_other_numbers_have_the_same_digest),
        cmocka_unit_test(fates_stages_and_acts_under_other_numbers_have_the_same_digest),
        cmocka_unit_test(an_outcome_that_is_added_moves_no_part_but_its_own),
        cmocka_unit_test(each_change_of_a_count_or_of_what_it_counts_moves_the_digest),
        cmocka_unit_test(sender_and_receiver_are_not_alike),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
