/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shipped scenarios: every outcome happens somewhere in them, people in are people out, and
   each reform moves what it is about in the direction that its law says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/world.h"

#include <stdlib.h>
#include <string.h>

#define SHIPPED ASY_SOURCE_DIR "/scenarios/"

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
    N_SCENARIOS
};
enum { N_DRAWS = 6, FIRST_YEAR = 2012, YEARS = 7, IN_FORCE = 2017 - FIRST_YEAR };

static const char *const reforms[N_SCENARIOS] = {
    [TERESPOL] = SHIPPED "reforms/right-to-apply-terespol.cfg",
    [NO_STC] = SHIPPED "reforms/no-stc-russia-belarus.cfg",
    [NO_IPA] = SHIPPED "reforms/no-ipa-north-caucasus.cfg",
    [DUBLIN_IV] = SHIPPED "reforms/dublin-iv.cfg",
    [ALL_BORDERS] = SHIPPED "reforms/right-to-apply-borders.cfg",
    [STRASBOURG_POLAND] = SHIPPED "reforms/strasbourg-obeyed-poland.cfg",
    [NEVER_CLOSED] = SHIPPED "reforms/terespol-never-closed.cfg",
    [BORDER_PROCEDURE] = SHIPPED "reforms/polish-border-procedure.cfg",
};

/* What the tests look at, from 2017 on, by scenario and draw (from 1; the stated values are 0).
 */
struct seen {
    double claims_in_poland, days_stranded, removals, transfers, refused_chechens;
    double gave_up, ignored, let_in_by_measure, refused_at_border, left_poland, admitted_2016;
    bool is_conserved;
};
static struct seen seen[N_SCENARIOS][N_DRAWS + 1];
static uint64_t totals[N_SCENARIOS][ASY_N_METRICS]; /* of the stated values */
static struct asy_scenario *scenario[N_SCENARIOS];
static struct asy_world stage; /* for names: indices of countries, groups and crossings */

static int
year_of(const struct asy_cell *cell)
{
    return asy_metrics[cell->metric].detail == ASY_MONTH ? cell->period / 12 : cell->period;
}

static void
look_at_the_border(struct seen *self, const struct asy_cell *cell)
{
    const int poland = asy_world_country(&stage, "POL");
    if (cell->metric == ASY_METRIC_border_admissions && year_of(cell) == IN_FORCE - 1 &&
        cell->place == asy_world_crossing(&stage, "terespol"))
        self->admitted_2016 += cell->value;
    if (year_of(cell) < IN_FORCE)
        return;
    switch ((int) cell->metric) {
    case ASY_METRIC_gave_up_at_crossing:
        self->gave_up += cell->value;
        break;
    case ASY_METRIC_measures_ignored:
        self->ignored += cell->place == poland ? cell->value : 0;
        break;
    case ASY_METRIC_admitted_by_measure:
        self->let_in_by_measure += cell->value;
        break;
    case ASY_METRIC_refused_at_border:
        self->refused_at_border += cell->value;
        break;
    case ASY_METRIC_onward_moves:
        self->left_poland += cell->place == poland ? cell->value : 0;
        break;
    default:
        break;
    }
}

static void
look_at(struct seen *self, const struct asy_cell *cell)
{
    look_at_the_border(self, cell);
    if (year_of(cell) < IN_FORCE)
        return;
    switch ((int) cell->metric) {
    case ASY_METRIC_claims_first:
        if (cell->place == asy_world_country(&stage, "POL"))
            self->claims_in_poland += cell->value;
        break;
    case ASY_METRIC_days_stranded:
        if (cell->place == asy_world_crossing(&stage, "terespol"))
            self->days_stranded += cell->value;
        break;
    case ASY_METRIC_removals_third_country:
        if (cell->receiver == asy_world_country(&stage, "RUS") ||
            cell->receiver == asy_world_country(&stage, "BLR"))
            self->removals += cell->value;
        break;
    case ASY_METRIC_dublin_transfers:
        self->transfers += cell->value;
        break;
    case ASY_METRIC_refusals_internal_protection:
        if (cell->group == asy_world_group(&stage, "chechen"))
            self->refused_chechens += cell->value;
        break;
    default:
        break;
    }
}

static bool
is_conserved(const struct asy_result *result)
{
    static uint64_t out[ASY_MAX_GROUPS][YEARS], fates[ASY_MAX_GROUPS][YEARS];
    memset(out, 0, sizeof out);
    memset(fates, 0, sizeof fates);
    for (size_t i = 0; i < result->n_cells; i++) {
        const struct asy_cell *cell = &result->cells[i];
        if (cell->metric == ASY_METRIC_departures)
            out[cell->group][year_of(cell)] += cell->value;
        else if (cell->metric >= ASY_METRIC_fate_refugee)
            fates[cell->group][year_of(cell)] += cell->value;
    }
    return memcmp(out, fates, sizeof out) == 0;
}

static bool
take(void *user, const struct asy_result *results, int n, struct asy_error *err)
{
    (void) user;
    (void) err;
    for (int s = 0; s < n; s++) {
        struct seen *one = &seen[s][results[s].draw];
        one->is_conserved = is_conserved(&results[s]);
        for (size_t i = 0; i < results[s].n_cells; i++) {
            look_at(one, &results[s].cells[i]);
            if (results[s].draw == 0)
                totals[s][results[s].cells[i].metric] += results[s].cells[i].value;
        }
    }
    return true;
}

static int
live(void **state)
{
    const struct asy_scenario *list[N_SCENARIOS];
    struct asy_error err = { 0 };
    (void) state;
    for (int s = 0; s < N_SCENARIOS; s++)
        list[s] = scenario[s] = test_scenario(SHIPPED "baseline.cfg", reforms[s], NULL);
    struct asy_plan plan = { .scenarios = list,
                             .n_scenarios = N_SCENARIOS,
                             .seed = 1,
                             .scale = 1,
                             .n_replicates = 1,
                             .n_shards = 1,
                             .take = take };
    bool ok =
        asy_world_init(&stage, list[0], 1, 0, &err) && asy_ensemble_run(&plan, NULL, &err);
    plan.n_draws = N_DRAWS;
    ok = ok && asy_ensemble_run(&plan, NULL, &err);
    if (!ok)
        print_error("%s: %s\n", err.where, err.what);
    return ok ? 0 : -1;
}

static int
forget(void **state)
{
    (void) state;
    asy_world_free(&stage);
    for (int s = 0; s < N_SCENARIOS; s++)
        asy_scenario_destroy(scenario[s]);
    return 0;
}

static void
people_in_are_people_out_in_every_run(void **state)
{
    (void) state;
    assert_int_equal(stage.first_year, FIRST_YEAR);
    for (int s = 0; s < N_SCENARIOS; s++)
        for (int d = 0; d <= N_DRAWS; d++)
            if (!seen[s][d].is_conserved)
                fail_msg("%s, draw %d: fates are not departures",
                         asy_scenario_name(scenario[s]), d);
}

static void
every_outcome_happens_somewhere(void **state)
{
    int n_never = 0;
    (void) state;
    for (int m = 0; m < ASY_N_METRICS; m++) {
        uint64_t sum = 0;
        for (int s = 0; s < N_SCENARIOS; s++)
            sum += totals[s][m];
        if (sum == 0) {
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
    for (int d = 1; d <= N_DRAWS; d++) {
        const struct seen *was = &seen[BASELINE][d], *is = &seen[TERESPOL][d];
        if (!(is->claims_in_poland > was->claims_in_poland))
            fail_msg("draw %d: claims in Poland %.0f, were %.0f", d, is->claims_in_poland,
                     was->claims_in_poland);
        if (!(is->days_stranded < was->days_stranded))
            fail_msg("draw %d: days stranded %.0f, were %.0f", d, is->days_stranded,
                     was->days_stranded);
    }
}

static void
ending_the_safe_third_country_ends_removals_to_russia_and_belarus(void **state)
{
    double was = 0.0, is = 0.0;
    (void) state;
    for (int d = 1; d <= N_DRAWS; d++) {
        /* a draw may have none to begin with; none may have more than before */
        if (!(seen[NO_STC][d].removals <= seen[BASELINE][d].removals))
            fail_msg("draw %d: %.0f removals, were %.0f", d, seen[NO_STC][d].removals,
                     seen[BASELINE][d].removals);
        was += seen[BASELINE][d].removals;
        is += seen[NO_STC][d].removals;
    }
    if (!(is < was))
        fail_msg("%.0f removals to Russia and Belarus, were %.0f", is, was);
}

static void
without_internal_protection_no_chechen_is_refused_on_its_ground(void **state)
{
    double was = 0.0;
    (void) state;
    for (int d = 0; d <= N_DRAWS; d++) {
        was += seen[BASELINE][d].refused_chechens;
        assert_true(seen[NO_IPA][d].refused_chechens == 0.0);
    }
    assert_true(was > 0.0);
}

static void
dublin_iv_changes_transfers_in_every_draw(void **state)
{
    (void) state;
    for (int d = 0; d <= N_DRAWS; d++)
        assert_true(seen[DUBLIN_IV][d].transfers != seen[BASELINE][d].transfers);
}

static void
the_right_to_apply_at_all_borders_ends_giving_up_at_most_crossings(void **state)
{
    (void) state;
    for (int d = 1; d <= N_DRAWS; d++)
        assert_true(seen[ALL_BORDERS][d].gave_up < 0.5 * seen[BASELINE][d].gave_up);
}

static void
measures_that_poland_obeys_are_not_ignored_and_open_the_crossing(void **state)
{
    double was = 0.0, is = 0.0, in_was = 0.0, in_is = 0.0;
    (void) state;
    for (int d = 1; d <= N_DRAWS; d++) {
        was += seen[BASELINE][d].ignored;
        is += seen[STRASBOURG_POLAND][d].ignored;
        in_was += seen[BASELINE][d].let_in_by_measure;
        in_is += seen[STRASBOURG_POLAND][d].let_in_by_measure;
    }
    /* those of early 2017 are before the reform */
    if (!(is < 0.5 * was && in_is > in_was))
        fail_msg("ignored %.0f, were %.0f; let in %.0f, were %.0f", is, was, in_is, in_was);
}

static void
had_terespol_not_closed_more_would_have_been_let_in_in_2016(void **state)
{
    (void) state;
    for (int d = 1; d <= N_DRAWS; d++)
        assert_true(seen[NEVER_CLOSED][d].admitted_2016 > seen[BASELINE][d].admitted_2016);
}

static void
a_border_procedure_sends_people_back_and_keeps_them_from_moving_on(void **state)
{
    (void) state;
    for (int d = 1; d <= N_DRAWS; d++) {
        assert_true(seen[BASELINE][d].refused_at_border == 0.0);
        assert_true(seen[BORDER_PROCEDURE][d].refused_at_border > 0.0);
        assert_true(seen[BORDER_PROCEDURE][d].left_poland < seen[BASELINE][d].left_poland);
    }
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
        cmocka_unit_test(a_border_procedure_sends_people_back_and_keeps_them_from_moving_on),
    };
    return cmocka_run_group_tests(tests, live, forget);
}
