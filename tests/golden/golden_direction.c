/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shipped scenarios: every outcome happens somewhere in them, people in are people out, and
   each reform moves what it is about in the direction that its law says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "life/outcomes.h"
#include "support/shipped.h"

#include <string.h>

enum {
    BASELINE,
    TERESPOL,
    NO_STC,
    NO_IPA,
    DUBLIN_IV,
    ALL_BORDERS,
    STRASBOURG_POLAND,
    NEVER_CLOSED,
    BORDER_PROCEDURE,
    BORDER_RETURN,
    VISA_BAN,
    OTHERS, /* so that each outcome happens somewhere */
    N_SCENARIOS = OTHERS + 10
};
enum { N_DRAWS = 4, YEARS = 7, IN_FORCE = 2017 };

static const test_reforms reforms[N_SCENARIOS] = {
    [TERESPOL] = { "right-to-apply-terespol" },
    [NO_STC] = { "no-stc-russia-belarus" },
    [NO_IPA] = { "no-ipa-north-caucasus" },
    [DUBLIN_IV] = { "dublin-iv" },
    [ALL_BORDERS] = { "right-to-apply-borders" },
    [STRASBOURG_POLAND] = { "strasbourg-obeyed-poland" },
    [NEVER_CLOSED] = { "terespol-never-closed" },
    [BORDER_PROCEDURE] = { "polish-border-procedure" },
    [BORDER_RETURN] = { "pact-return-border-procedure" },
    [VISA_BAN] = { "../../tests/golden/visas/ban" },
    [OTHERS] = { "poland-act-2021", "lithuania-2021" },
    [OTHERS + 1] = { "poland-suspension-2025", "stc-amendment-2026" },
    [OTHERS + 2] = { "decisions-within-six-months", "dublin-detention" },
    [OTHERS + 3] = { "mandatory-ipa", "one-standard-of-recognition" },
    [OTHERS + 4] = { "germany-refusals-2025", "germany-agreements-2018" },
    [OTHERS + 5] = { "parliament-dublin-2017", "humanitarian-visas" },
    [OTHERS + 6] = { "pact-solidarity", "status-review" },
    [OTHERS + 7] = { "courts-as-in-the-united-kingdom", "temporary-protection-2001-55" },
    [OTHERS + 8] = { "return-regulation-agreed", "austria-ceiling" },
    [OTHERS + 9] = { "regularisation-five-years", "legal-aid-on-appeal" },
};

static const struct test_outcome
    claims_in_poland = TEST_FROM(IN_FORCE, TEST_OF("claims_first", .place = "POL")),
    days_stranded = TEST_FROM(IN_FORCE, TEST_OF("days_stranded", .place = "terespol")),
    removals = TEST_FROM(IN_FORCE, TEST_OF("removals_third_country", .to = "RUS"),
                         TEST_OF("removals_third_country", .to = "BLR")),
    transfers = TEST_FROM(IN_FORCE, TEST_OF("dublin_transfers")),
    refused_chechens =
        TEST_FROM(IN_FORCE, TEST_OF("refusals_internal_protection", .group = "chechen")),
    gave_up = TEST_FROM(IN_FORCE, TEST_OF("gave_up_at_crossing")),
    ignored = TEST_FROM(IN_FORCE, TEST_OF("measures_ignored", .place = "POL")),
    let_in_by_measure = TEST_FROM(IN_FORCE, TEST_OF("admitted_by_measure")),
    refused_at_border = TEST_FROM(IN_FORCE, TEST_OF("refused_at_border")),
    decided_in_poland = TEST_FROM(IN_FORCE, TEST_OF("decisions_merits", .place = "POL")),
    possible_in_poland = TEST_FROM(IN_FORCE, TEST_OF("decisions_possible", .place = "POL")),
    left_poland = TEST_FROM(IN_FORCE, TEST_OF("onward_moves", .place = "POL")),
    admitted_2016 = { .first_year = 2016,
                      .last_year = 2016,
                      .of = { TEST_OF("border_admissions", .place = "terespol") } };

static struct test_shipped shipped;

/* The stated values are draw 0. */
static int
live(void **state)
{
    (void) state;
    test_shipped_open(&shipped, reforms, N_SCENARIOS);
    return test_shipped_live(&shipped, 0) || test_shipped_live(&shipped, N_DRAWS);
}

static int
forget(void **state)
{
    (void) state;
    test_shipped_free(&shipped);
    return 0;
}

static double
count(const struct test_outcome *what, int scenario, int draw)
{
    return test_shipped_count(&shipped, scenario, (uint32_t) draw, what);
}

static double
sum(const struct test_outcome *what, int scenario)
{
    return test_shipped_sum(&shipped, scenario, N_DRAWS, what);
}

static void
less(const struct test_outcome *what, int scenario, int than)
{
    test_shipped_less(&shipped, N_DRAWS, what, scenario, than);
}

static bool
is_conserved(const struct asy_cell *cells, size_t n)
{
    static uint64_t out[ASY_MAX_GROUPS][YEARS], fates[ASY_MAX_GROUPS][YEARS];
    memset(out, 0, sizeof out);
    memset(fates, 0, sizeof fates);
    for (size_t i = 0; i < n; i++) {
        const struct asy_cell *cell = &cells[i];
        if (cell->metric == ASY_METRIC_departures)
            out[cell->group][test_year_of(cell)] += cell->value;
        else if (cell->metric >= ASY_METRIC_fate_refugee &&
                 cell->metric < ASY_METRIC_fate_refugee + ASY_N_FATES)
            fates[cell->group][test_year_of(cell)] += cell->value;
    }
    return memcmp(out, fates, sizeof out) == 0;
}

static void
people_in_are_people_out_in_every_run(void **state)
{
    (void) state;
    assert_int_equal(shipped.world.n_days, 7 * 365 + 2);
    for (int s = 0; s < N_SCENARIOS; s++)
        for (int d = 0; d <= N_DRAWS; d++)
            if (!is_conserved(shipped.cells[s][d], shipped.n_cells[s][d]))
                fail_msg("%s, draw %d: fates are not departures",
                         asy_scenario_name(shipped.scenario[s]), d);
}

/* Of a family one is killed, who is no child, and the others live on; an exile is taken home
   from Europe in one history of some ten. Few die beside a post. Terms of three years from 2017
   on end behind the horizon, and no shipped reform has people found who claim nothing: the
   small world has both. */
static bool
may_be_nowhere(int metric)
{
    return metric == ASY_METRIC_children_killed || metric == ASY_METRIC_taken_from_refuge ||
           metric == ASY_METRIC_children_died || metric == ASY_METRIC_persecuted_after_status ||
           metric == ASY_METRIC_temporary_protection_over ||
           metric == ASY_METRIC_found_without_claim ||
           metric == ASY_METRIC_refused_over_ceiling || /* the number is not always reached */
           metric == ASY_METRIC_returned_over_ceiling ||
           metric == ASY_METRIC_spared_over_ceiling || metric == ASY_METRIC_barred_over_ceiling;
}

/* What is rare, as abduction while a measure holds, need not happen in each history. */
static void
every_outcome_happens_somewhere(void **state)
{
    int n_never = 0;
    (void) state;
    for (int m = 0; m < ASY_N_METRICS; m++) {
        if (may_be_nowhere(m))
            continue;
        const struct test_outcome all = TEST_FROM(0, TEST_OF(asy_metrics[m].name));
        double sum_of_all = 0.0;
        for (int s = 0; s < N_SCENARIOS; s++)
            for (int d = 0; d <= N_DRAWS; d++)
                sum_of_all += count(&all, s, d);
        if (sum_of_all == 0.0) {
            print_error("%s is zero in the baseline and in every reform\n",
                        asy_metrics[m].name);
            n_never++;
        }
    }
    assert_int_equal(n_never, 0);
}

static void
opening_terespol_raises_claims_in_poland_and_lowers_days_stranded(void **state)
{
    (void) state;
    less(&claims_in_poland, BASELINE, TERESPOL);
    less(&days_stranded, TERESPOL, BASELINE);
}

/* A draw may have none to begin with; none may have more than before. */
static void
ending_the_safe_third_country_ends_removals_to_russia_and_belarus(void **state)
{
    (void) state;
    for (int d = 1; d <= N_DRAWS; d++)
        assert_true(count(&removals, NO_STC, d) <= count(&removals, BASELINE, d));
    assert_true(sum(&removals, NO_STC) < sum(&removals, BASELINE));
}

static void
without_internal_protection_no_chechen_is_refused_on_its_ground(void **state)
{
    (void) state;
    for (int d = 0; d <= N_DRAWS; d++)
        assert_true(count(&refused_chechens, NO_IPA, d) == 0.0);
    assert_true(sum(&refused_chechens, BASELINE) > 0.0);
}

static void
dublin_iv_changes_transfers_in_every_draw(void **state)
{
    (void) state;
    for (int d = 0; d <= N_DRAWS; d++)
        assert_true(count(&transfers, DUBLIN_IV, d) != count(&transfers, BASELINE, d));
}

static void
the_right_to_apply_at_all_borders_ends_giving_up_at_most_crossings(void **state)
{
    (void) state;
    for (int d = 1; d <= N_DRAWS; d++)
        assert_true(count(&gave_up, ALL_BORDERS, d) < 0.5 * count(&gave_up, BASELINE, d));
}

/* Those ignored of early 2017 are before the reform. */
static void
measures_that_poland_obeys_are_not_ignored_and_open_the_crossing(void **state)
{
    (void) state;
    assert_true(sum(&ignored, STRASBOURG_POLAND) < 0.5 * sum(&ignored, BASELINE));
    assert_true(sum(&let_in_by_measure, STRASBOURG_POLAND) > sum(&let_in_by_measure, BASELINE));
}

static void
had_terespol_not_closed_more_would_have_been_let_in_in_2016(void **state)
{
    (void) state;
    less(&admitted_2016, BASELINE, NEVER_CLOSED);
}

static void
a_border_procedure_sends_people_back_and_keeps_them_from_moving_on(void **state)
{
    (void) state;
    assert_true(sum(&refused_at_border, BASELINE) == 0.0);
    less(&refused_at_border, BASELINE, BORDER_PROCEDURE);
    less(&left_poland, BORDER_PROCEDURE, BASELINE);
}

/* Whoever is decided costs capacity, in any channel. */
static void
decisions_at_the_border_are_made_by_the_same_authority(void **state)
{
    (void) state;
    for (int d = 0; d <= N_DRAWS; d++)
        assert_true(count(&decided_in_poland, BORDER_PROCEDURE, d) <=
                    20.0 + 1.02 * count(&possible_in_poland, BORDER_PROCEDURE, d));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(people_in_are_people_out_in_every_run),
        cmocka_unit_test(every_outcome_happens_somewhere),
        cmocka_unit_test(opening_terespol_raises_claims_in_poland_and_lowers_days_stranded),
        cmocka_unit_test(ending_the_safe_third_country_ends_removals_to_russia_and_belarus),
        cmocka_unit_test(without_internal_protection_no_chechen_is_refused_on_its_ground),
        cmocka_unit_test(dublin_iv_changes_transfers_in_every_draw),
        cmocka_unit_test(the_right_to_apply_at_all_borders_ends_giving_up_at_most_crossings),
        cmocka_unit_test(measures_that_poland_obeys_are_not_ignored_and_open_the_crossing),
        cmocka_unit_test(had_terespol_not_closed_more_would_have_been_let_in_in_2016),
        cmocka_unit_test(decisions_at_the_border_are_made_by_the_same_authority),
        cmocka_unit_test(a_border_procedure_sends_people_back_and_keeps_them_from_moving_on),
    };
    return cmocka_run_group_tests(tests, live, forget);
}
