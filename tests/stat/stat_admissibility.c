/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Refused unheard, courts and rulings, the reach of the persecutor, better information and the
   two closures, each against its closed form. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "life/outcomes.h"
#include "support/world.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <math.h>

#define STAT ASY_SOURCE_DIR "/tests/stat/"
#define WORLD STAT "world.cfg"
#define LISTED                                                                                 \
    "states.AAA.third_country.list=[\"TTT\"]", "states.AAA.third_country.p_apply=0.6",         \
        "states.AAA.third_country.days=1"

/* Lives one history under `sets`; both are freed by `put_away`. */
static void
take_out(struct test_world *world, struct asy_run *run, const char *const *sets)
{
    test_world_open(world, WORLD, sets);
    test_world_live(world, 0, run);
}

static void
put_away(struct test_world *world, struct asy_run *run)
{
    asy_run_free(run);
    test_world_close(world);
}

static void
dangers_on_the_way_are_shown_by_their_share(void **state)
{
    struct test_world world;
    struct asy_run run;
    (void) state;
    take_out(&world, &run,
             (const char *const[]){ LISTED, "states.AAA.third_country.p_shown=0.7",
                                    "groups.walker.persecutor.abroad=0.4",
                                    "groups.walker.persecutor.local=0.2",
                                    "transit.TTT.removed.p_handed=0", NULL });
    const double claims = test_all(&run, ASY_METRIC_claims_first);
    /* half are at risk, 0.4 of them reached abroad, 0.7 of those show it; nobody is sent on */
    test_share("shown", test_all(&run, ASY_METRIC_dangers_on_the_way_shown), claims,
               0.6 * 0.5 * 0.4 * 0.7, 0.0);
    test_share("refused unheard", test_all(&run, ASY_METRIC_inadmissible_third_country), claims,
               0.6 * (1.0 - 0.5 * 0.4 * 0.7), 0.0);
    put_away(&world, &run);
}

/* Where the country sends people on, it is a danger to all who are at risk at home, beside that
   of a persecutor who reaches there. */
static void
being_sent_on_is_a_danger_to_all_at_risk(void **state)
{
    struct test_world world;
    struct asy_run run;
    (void) state;
    take_out(&world, &run,
             (const char *const[]){ LISTED, "states.AAA.third_country.p_shown=0.7",
                                    "groups.walker.persecutor.abroad=0.4",
                                    "transit.TTT.removed.p_handed=0.5",
                                    "transit.TTT.removed.p_expelled=0.01", NULL });
    test_share("shown", test_all(&run, ASY_METRIC_dangers_on_the_way_shown),
               test_all(&run, ASY_METRIC_claims_first),
               0.6 * 0.5 * (1.0 - 0.3 * (0.4 * 0.3 + 0.6)), 0.0);
    put_away(&world, &run);
}

static void
courts_open_claims_refused_unheard_by_their_share(void **state)
{
    struct test_world world;
    struct asy_run run;
    (void) state;
    take_out(&world, &run,
             (const char *const[]){ LISTED, "states.AAA.third_country.p_appeal=0.5",
                                    "states.AAA.third_country.p_overturn=0.3",
                                    "states.AAA.third_country.appeal_days=20",
                                    "states.AAA.readmission.third_country={TTT=0.55;}", NULL });
    const double unheard = test_all(&run, ASY_METRIC_inadmissible_third_country);
    const double appeals = test_all(&run, ASY_METRIC_unheard_appeals);
    test_share("appeals", appeals, unheard, 0.5, 0.0);
    test_share("won", test_all(&run, ASY_METRIC_unheard_appeals_won), appeals, 0.3, 0.0);
    test_share("removed", test_all(&run, ASY_METRIC_removals_third_country), unheard,
               (1.0 - 0.5 * 0.3) * 0.55, 0.0);
    put_away(&world, &run);
}

static void
a_ruling_opens_the_claims_whose_appeals_are_pending_and_ends_the_practice(void **state)
{
    enum { DAYS = 182 };
    const double mean = 30.0;
    struct test_world world;
    struct asy_run run;
    double pending = 0.0;
    (void) state;
    take_out(&world, &run,
             (const char *const[]){
                 LISTED, "states.AAA.third_country.p_appeal=0.5",
                 "states.AAA.third_country.p_overturn=0",
                 "states.AAA.third_country.appeal_days=30",
                 "states.AAA.rulings.struck=({from=\"2012-01-01\";value=[];},{from=\"2012-07-"
                 "01\";value=[\"TTT\"];})",
                 NULL });
    const double unheard = test_all(&run, ASY_METRIC_inadmissible_third_country);
    for (int month = 6; month < 12; month++) {
        const uint32_t *block =
            asy_tally_block(&run.tally, ASY_METRIC_inadmissible_third_country, month);
        assert_int_equal(block[0], 0); /* the first group in the first state */
    }
    /* refused on some day before the ruling, appealed, and not decided until it came */
    for (int day = 1; day <= DAYS; day++)
        pending += 0.5 * pow(1.0 - 1.0 / mean, DAYS - day) / DAYS;
    test_share("opened by the ruling", test_all(&run, ASY_METRIC_unheard_appeals_won), unheard,
               pending, 0.0);
    put_away(&world, &run);
}

static void
protection_found_before_bars_the_claim_where_the_country_readmits(void **state)
{
    struct test_world world;
    struct asy_run run;
    (void) state;
    take_out(&world, &run,
             (const char *const[]){
                 "transit.TTT.connection.status=0.4", "states.AAA.first_country.p_apply=0.6",
                 "states.AAA.first_country.p_shown=0", "states.AAA.first_country.p_appeal=0",
                 "states.AAA.readmission.third_country={TTT=0.55;}", NULL });
    const double claims = test_all(&run, ASY_METRIC_claims_first);
    const double barred = test_all(&run, ASY_METRIC_inadmissible_first_country);
    test_share("barred", barred, claims, 0.4 * 0.6 * 0.55, 0.0);
    assert_true(test_all(&run, ASY_METRIC_removals_third_country) == barred);
    put_away(&world, &run);
}

/* All come straight from there: a permit is a ground, and the entry is one where it is proven;
   without an agreement there is only what the country does beyond the law. */
#define GROUNDS                                                                                \
    LISTED, "states.AAA.third_country.p_appeal=0", "transit.TTT.connection.permit=0.7",        \
        "transit.TTT.connection.without_permit=0.1",                                           \
        "states.AAA.readmission.by_entry={TTT=0.2;}",                                          \
        "states.AAA.readmission.third_country={TTT=0.9;}"

static void
legal_stay_decides_who_is_taken_back(void **state)
{
    struct test_world world;
    struct asy_run run;
    (void) state;
    take_out(&world, &run, (const char *const[]){ GROUNDS, NULL });
    test_share("removed", test_all(&run, ASY_METRIC_removals_third_country),
               test_all(&run, ASY_METRIC_inadmissible_third_country), 0.9 * (0.7 + 0.3 * 0.2),
               0.0);
    put_away(&world, &run);
}

static void
without_an_agreement_practice_decides_who_is_taken_back(void **state)
{
    struct test_world world;
    struct asy_run run;
    (void) state;
    take_out(&world, &run,
             (const char *const[]){ GROUNDS, "transit.TTT.agreement.in_force=false", NULL });
    test_share("removed", test_all(&run, ASY_METRIC_removals_third_country),
               test_all(&run, ASY_METRIC_inadmissible_third_country), 0.9 * 0.1, 0.0);
    put_away(&world, &run);
}

#define REACH                                                                                  \
    "groups.walker.persecutor.local=0.35", "groups.walker.persecutor.abroad=0.2",              \
        "states.AAA.internal_protection.groups=[\"walker\"]",                                  \
        "states.AAA.internal_protection.p_found=0.6"

static void
a_look_at_the_case_sees_the_reach_by_its_care(void **state)
{
    struct test_world world;
    struct asy_run run;
    (void) state;
    take_out(&world, &run,
             (const char *const[]){ REACH,
                                    "states.AAA.internal_protection.mode=\"case_by_case\"",
                                    "states.AAA.internal_protection.care=0.4", NULL });
    const double found = test_all(&run, ASY_METRIC_refusals_internal_protection);
    const double established = found + test_grants(&run);
    test_share("found", found, established, 0.6 * (0.35 + 0.65 * 0.6), 0.0);
    put_away(&world, &run);
}

/* Where the case is not looked at, the bar is heeded by its own share. */
static void
a_rule_of_thumb_heeds_the_reach_by_its_share(void **state)
{
    struct test_world world;
    struct asy_run run;
    (void) state;
    take_out(&world, &run,
             (const char *const[]){ REACH,
                                    "states.AAA.internal_protection.mode=\"urban_areas\"",
                                    "states.AAA.internal_protection.care=1",
                                    "states.AAA.internal_protection.heeds_reach=0.7", NULL });
    const double found = test_all(&run, ASY_METRIC_refusals_internal_protection);
    const double established = found + test_grants(&run);
    test_share("found", found, established, 0.6 * (0.35 + 0.65 * 0.3), 0.0);
    put_away(&world, &run);
}

/* A duty of everybody, and each condition of the text spares its share. */
static void
conditions_spare_by_their_shares(void **state)
{
    struct test_world world;
    struct asy_run run;
    (void) state;
    take_out(&world, &run,
             (const char *const[]){
                 "groups.walker.persecutor.local=0.35",
                 "rules.internal_protection.asked_of=\"everybody\"",
                 "rules.internal_protection.p_found_mandatory=0.9",
                 "rules.internal_protection.care=0",
                 "rules.internal_protection.presumes_none=true",
                 "rules.internal_protection.heeds_travel=true",
                 "rules.internal_protection.heeds_admission=true",
                 "rules.internal_protection.heeds_settlement=true",
                 "rules.internal_protection.burden=true",
                 "rules.internal_protection.p_shown=0.9", "rules.another_part.by_state=0.4",
                 "rules.another_part.no_travel=0.1", "rules.another_part.no_admission=0.2",
                 "rules.another_part.no_settlement=0.3", NULL });
    const double found = test_all(&run, ASY_METRIC_refusals_internal_protection);
    const double spared = test_all(&run, ASY_METRIC_spared_internal_protection);
    const double established = found + test_grants(&run);
    const double open = (1.0 - 0.65 * 0.4) * 0.9 * 0.8 * 0.7 * 0.9;
    test_share("found", found, established, 0.9 * open, 0.0);
    test_share("spared", spared, established, 0.9 * (1.0 - open), 0.0);
    put_away(&world, &run);
}

static void
those_sent_elsewhere_are_persecuted_there_by_the_reach(void **state)
{
    struct test_world world;
    struct asy_run run;
    (void) state;
    take_out(&world, &run,
             (const char *const[]){ REACH,
                                    "states.AAA.internal_protection.mode=\"urban_areas\"",
                                    "states.AAA.internal_protection.heeds_reach=0",
                                    "groups.walker.persecutor.elsewhere_ratio=0.25",
                                    "rules.after_return.p_persecuted=0.5",
                                    "rules.after_return.persecuted_days=20", NULL });
    test_share("persecuted elsewhere", test_all(&run, ASY_METRIC_persecuted_elsewhere),
               test_all(&run, ASY_METRIC_returned_elsewhere), 0.5 * (0.35 * 0.25 + 0.65), 0.0);
    put_away(&world, &run);
}

static void
a_final_refusal_leads_to_a_fresh_claim_by_its_share(void **state)
{
    struct test_world world;
    struct asy_run run;
    (void) state;
    take_out(&world, &run,
             (const char *const[]){
                 "rules.repeat_claim.p_file=0.4", "rules.repeat_claim.file_days=1",
                 "rules.repeat_claim.legal_aid=false", "rules.repeat_claim.unaided=0.5",
                 "rules.repeat_claim.p_admitted=0.6", "rules.refused.forced_days=1000",
                 "rules.merits.rate=0", NULL });
    const double claims = test_all(&run, ASY_METRIC_claims_first);
    const double fresh = test_all(&run, ASY_METRIC_fresh_claims);
    const double heard = test_all(&run, ASY_METRIC_claims_repeat);
    /* each claim decided, first or fresh, may lead to another */
    test_share("fresh claims", fresh, claims + heard, 0.4 * 0.5, 0.0);
    test_share("admitted", heard, fresh, 0.6 * 0.5, 0.0);
    assert_true(test_all(&run, ASY_METRIC_repeat_claims_not_heard) == fresh - heard);
    put_away(&world, &run);
}

/* ---- reforms ----------------------------------------------------------------- */

enum { BASE, INFORMED, HELD, NEED, N_WORLDS };
static struct {
    double decided, granted;
} seen[N_WORLDS];

static bool
take(void *user, const struct asy_result *results, int n, struct asy_error *err)
{
    (void) user;
    (void) err;
    for (int w = 0; w < n; w++)
        for (size_t i = 0; i < results[w].n_cells; i++) {
            const struct asy_cell *cell = &results[w].cells[i];
            const bool grant = cell->metric == ASY_METRIC_grants_refugee ||
                               cell->metric == ASY_METRIC_grants_subsidiary ||
                               cell->metric == ASY_METRIC_grants_humanitarian;
            if (grant && cell->period == 1)
                seen[w].granted += cell->value;
            if (cell->metric == ASY_METRIC_decisions_merits && cell->period / 12 == 1)
                seen[w].decided += cell->value;
        }
    return true;
}

static int
live_reforms(void **state)
{
    static const char *const reforms[N_WORLDS] = { NULL, STAT "reform_information.cfg",
                                                   STAT "reform_rates_held.cfg",
                                                   STAT "reform_need_held.cfg" };
    /* people set out in 2013 as well, so that a whole year lies under the reform */
    static const char *const sets[] = { "rules.departure.factor=1", "rules.merits.rate=0.25",
                                        NULL };
    struct asy_scenario *scenario[N_WORLDS];
    const struct asy_scenario *list[N_WORLDS];
    struct asy_error err = { 0 };
    (void) state;
    gsl_set_error_handler_off();
    for (int w = 0; w < N_WORLDS; w++)
        list[w] = scenario[w] = test_scenario(WORLD, reforms[w], sets);
    const struct asy_plan plan = { .scenarios = list,
                                   .n_scenarios = N_WORLDS,
                                   .seed = 1,
                                   .n_replicates = 1,
                                   .n_shards = 1,
                                   .scale = 1,
                                   .take = take };
    const bool ok = asy_ensemble_run(&plan, NULL, &err);
    for (int w = 0; w < N_WORLDS; w++)
        asy_scenario_destroy(scenario[w]);
    return ok ? 0 : -1;
}

static void
better_information_recognises_as_the_closed_form_says(void **state)
{
    (void) state;
    /* need N(0, 1) seen through noise 1, a quarter recognised: sure to the level c; the eye
       that sees through noise 0.5 recognises whose expected need exceeds the same c */
    const double c = sqrt(2.0) * gsl_cdf_ugaussian_Qinv(0.25) / 2.0;
    test_share("recognised before", seen[BASE].granted, seen[BASE].decided, 0.25,
               seen[BASE].decided);
    test_share("recognised when better informed", seen[INFORMED].granted,
               seen[INFORMED].decided, gsl_cdf_ugaussian_Q(c * sqrt(1.25)),
               seen[INFORMED].decided);
}

static void
a_held_rate_stays_and_a_held_need_lets_it_fall(void **state)
{
    (void) state;
    test_share("rate held", seen[HELD].granted, seen[HELD].decided, 0.25, seen[HELD].decided);
    test_share("need held", seen[NEED].granted, seen[NEED].decided, 0.25 * 0.7,
               seen[NEED].decided);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dangers_on_the_way_are_shown_by_their_share),
        cmocka_unit_test(being_sent_on_is_a_danger_to_all_at_risk),
        cmocka_unit_test(courts_open_claims_refused_unheard_by_their_share),
        cmocka_unit_test(
            a_ruling_opens_the_claims_whose_appeals_are_pending_and_ends_the_practice),
        cmocka_unit_test(protection_found_before_bars_the_claim_where_the_country_readmits),
        cmocka_unit_test(legal_stay_decides_who_is_taken_back),
        cmocka_unit_test(without_an_agreement_practice_decides_who_is_taken_back),
        cmocka_unit_test(a_look_at_the_case_sees_the_reach_by_its_care),
        cmocka_unit_test(a_rule_of_thumb_heeds_the_reach_by_its_share),
        cmocka_unit_test(conditions_spare_by_their_shares),
        cmocka_unit_test(those_sent_elsewhere_are_persecuted_there_by_the_reach),
        cmocka_unit_test(a_final_refusal_leads_to_a_fresh_claim_by_its_share),
        cmocka_unit_test(better_information_recognises_as_the_closed_form_says),
        cmocka_unit_test(a_held_rate_stays_and_a_held_need_lets_it_fall),
    };
    return cmocka_run_group_tests(tests, live_reforms, NULL);
}
