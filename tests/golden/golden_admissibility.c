/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each reform of admissibility, internal protection, courts and information moves the outcome
   named in its claim in the direction it says, in every draw; where one only takes away from
   another, it is laid over that. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/world.h"

#include <gsl/gsl_errno.h>

#define SHIPPED ASY_SOURCE_DIR "/scenarios/"
#define REFORM(name) SHIPPED "reforms/" name ".cfg"

enum { N_DRAWS = 4, FIRST_YEAR = 2012, IN_FORCE = 2017 - FIRST_YEAR };
enum {
    BASELINE,
    DUTY,         /* mandatory-stc-first-country */
    DUTY_LOOK,    /* and no-mandatory-stc over it */
    DUTY_GEORGIA, /* and georgia-armenia-no-third-country over it */
    GEORGIA,
    ELSEWHERE,      /* mandatory-ipa */
    ELSEWHERE_LOOK, /* and no-mandatory-ipa over it */
    LOOK,           /* no-mandatory-ipa */
    INFORMED,
    POLISH,
    UNRULED,
    NORWAY,
    N_SCENARIOS
};

static const char *const reforms[N_SCENARIOS][2] = {
    [DUTY] = { REFORM("mandatory-stc-first-country") },
    [DUTY_LOOK] = { REFORM("mandatory-stc-first-country"), REFORM("no-mandatory-stc") },
    [DUTY_GEORGIA] = { REFORM("mandatory-stc-first-country"),
                       REFORM("georgia-armenia-no-third-country") },
    [GEORGIA] = { REFORM("georgia-armenia-no-third-country") },
    [ELSEWHERE] = { REFORM("mandatory-ipa") },
    [ELSEWHERE_LOOK] = { REFORM("mandatory-ipa"), REFORM("no-mandatory-ipa") },
    [LOOK] = { REFORM("no-mandatory-ipa") },
    [INFORMED] = { REFORM("better-country-information") },
    [POLISH] = { REFORM("polish-safe-lists") },
    [UNRULED] = { REFORM("no-court-rulings") },
    [NORWAY] = { REFORM("norway-without-2015-change") },
};

/* What the tests look at, by scenario and draw; from 2017 on, but for Norway and the rulings.
 */
struct seen {
    double unheard, unheard_at_risk, first_country, elsewhere, persecuted_elsewhere,
        wrongful_refusals, azerbaijanis, poland_at_risk, storskog, estonia_finland;
};
static struct seen seen[N_SCENARIOS][N_DRAWS + 1];
static struct asy_scenario *scenario[N_SCENARIOS];
static struct asy_world stage;

static bool
is_in(const struct asy_cell *cell, const char *code)
{
    return cell->place == asy_world_country(&stage, code);
}

static void
look_at_unheard(struct seen *self, const struct asy_cell *cell)
{
    const int year = cell->period / 12;
    if (is_in(cell, "NOR") && cell->group == asy_world_group(&stage, "third_country"))
        self->storskog += cell->value;
    if (is_in(cell, "EST") || is_in(cell, "FIN"))
        self->estonia_finland += cell->value;
    if (year < IN_FORCE)
        return;
    self->unheard += cell->value;
    if (cell->group == asy_world_group(&stage, "azerbaijani"))
        self->azerbaijanis += cell->value;
}

static void
look_at_year(struct seen *self, const struct asy_cell *cell)
{
    const bool poland = is_in(cell, "POL");
    switch ((int) cell->metric) {
    case ASY_METRIC_unheard_at_risk:
        self->unheard_at_risk += cell->value;
        self->poland_at_risk += poland ? cell->value : 0;
        break;
    case ASY_METRIC_wrongful_refusals:
        self->wrongful_refusals += cell->value;
        self->poland_at_risk += poland ? cell->value : 0;
        break;
    case ASY_METRIC_refusals_internal_protection:
        self->elsewhere += cell->value;
        break;
    case ASY_METRIC_persecuted_elsewhere:
        self->persecuted_elsewhere += cell->value;
        break;
    default:
        break;
    }
}

static bool
take(void *user, const struct asy_result *results, int n, struct asy_error *err)
{
    (void) user;
    (void) err;
    for (int s = 0; s < n; s++) {
        struct seen *one = &seen[s][results[s].draw];
        for (size_t i = 0; i < results[s].n_cells; i++) {
            const struct asy_cell *cell = &results[s].cells[i];
            if (cell->metric == ASY_METRIC_inadmissible_third_country)
                look_at_unheard(one, cell);
            else if (cell->metric == ASY_METRIC_inadmissible_first_country)
                one->first_country += cell->period / 12 >= IN_FORCE ? cell->value : 0;
            else if (cell->period >= IN_FORCE)
                look_at_year(one, cell);
        }
    }
    return true;
}

static struct asy_scenario *
load(const char *const *reform)
{
    struct asy_scenario *loaded = NULL;
    struct asy_errors errs = { 0 };
    const struct asy_scenario_args args = {
        .baseline = SHIPPED "baseline.cfg",
        .reforms = reform,
        .n_reforms = (size_t) ((reform[0] != NULL) + (reform[1] != NULL)),
    };
    if (!asy_scenario_load(&loaded, &args, &errs))
        asy_errors_print(&errs, stderr);
    asy_errors_free(&errs);
    return loaded;
}

static int
live(void **state)
{
    const struct asy_scenario *list[N_SCENARIOS];
    struct asy_error err = { 0 };
    (void) state;
    gsl_set_error_handler_off();
    for (int s = 0; s < N_SCENARIOS; s++) {
        list[s] = scenario[s] = load(reforms[s]);
        if (!list[s])
            return -1;
    }
    const struct asy_plan plan = { .scenarios = list,
                                   .n_scenarios = N_SCENARIOS,
                                   .seed = 1,
                                   .scale = 1,
                                   .n_draws = N_DRAWS,
                                   .n_replicates = 1,
                                   .n_shards = 1,
                                   .take = take };
    const bool ok =
        asy_world_init(&stage, list[0], 1, 0, &err) && asy_ensemble_run(&plan, NULL, &err);
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

#define LESS(what, world, than)                                                                \
    for (int d = 1; d <= N_DRAWS; d++)                                                         \
        if (!(seen[world][d].what < seen[than][d].what))                                       \
            fail_msg("draw %d: " #what " is %.0f, and %.0f in the other world", d,             \
                     seen[world][d].what, seen[than][d].what);

static void
the_duty_refuses_more_people_at_risk_unheard(void **state)
{
    (void) state;
    LESS(unheard_at_risk, BASELINE, DUTY);
    LESS(first_country, BASELINE, DUTY);
}

static void
an_individual_look_takes_people_at_risk_out_of_the_duty(void **state)
{
    (void) state;
    LESS(unheard_at_risk, DUTY_LOOK, DUTY);
}

static void
georgia_off_the_list_spares_azerbaijanis_and_alone_changes_nothing(void **state)
{
    (void) state;
    LESS(azerbaijanis, DUTY_GEORGIA, DUTY);
    for (int d = 1; d <= N_DRAWS; d++)
        assert_true(fabs(seen[GEORGIA][d].unheard - seen[BASELINE][d].unheard) < 0.5);
}

static void
another_part_of_the_country_as_a_duty_is_persecution_there(void **state)
{
    (void) state;
    LESS(elsewhere, BASELINE, ELSEWHERE);
    LESS(persecuted_elsewhere, BASELINE, ELSEWHERE);
}

static void
a_look_at_the_person_takes_the_duty_away_and_more(void **state)
{
    (void) state;
    LESS(elsewhere, LOOK, BASELINE);
    LESS(persecuted_elsewhere, LOOK, BASELINE);
    LESS(elsewhere, ELSEWHERE_LOOK, BASELINE);
}

static void
better_information_refuses_fewer_people_at_risk(void **state)
{
    (void) state;
    LESS(wrongful_refusals, INFORMED, BASELINE);
}

static void
polish_lists_refuse_more_people_at_risk_in_poland(void **state)
{
    (void) state;
    LESS(poland_at_risk, BASELINE, POLISH);
}

static void
without_rulings_estonia_and_finland_go_on(void **state)
{
    (void) state;
    LESS(estonia_finland, BASELINE, UNRULED);
}

static void
without_the_change_norway_hears_everyone_from_storskog(void **state)
{
    (void) state;
    for (int d = 1; d <= N_DRAWS; d++) {
        assert_true(seen[BASELINE][d].storskog > 500.0);
        assert_true(seen[NORWAY][d].storskog < 0.5);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_duty_refuses_more_people_at_risk_unheard),
        cmocka_unit_test(an_individual_look_takes_people_at_risk_out_of_the_duty),
        cmocka_unit_test(georgia_off_the_list_spares_azerbaijanis_and_alone_changes_nothing),
        cmocka_unit_test(another_part_of_the_country_as_a_duty_is_persecution_there),
        cmocka_unit_test(a_look_at_the_person_takes_the_duty_away_and_more),
        cmocka_unit_test(better_information_refuses_fewer_people_at_risk),
        cmocka_unit_test(polish_lists_refuse_more_people_at_risk_in_poland),
        cmocka_unit_test(without_rulings_estonia_and_finland_go_on),
        cmocka_unit_test(without_the_change_norway_hears_everyone_from_storskog),
    };
    return cmocka_run_group_tests(tests, live, forget);
}
