/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How outcomes are to be read. One line for each metric: a new one without a line fails its
   test. */
#include "outcome/reading.h"
#include "life/outcomes.h"

#include <string.h>

static const char claims[] =
    "First claims in all states together count a person in each state where one is lodged: "
    "those who move on, and those allocated to another state, count again.";
static const char decisions[] =
    "In all states together a person whose case is closed or decided in several states, or "
    "anew after a fresh claim, counts each time.";
static const char admissions[] =
    "At all crossings together a person who is let in, or turns back, more than once counts "
    "each time.";
static const char transfers[] =
    "Of onward moves, requests and transfers each one counts: in all states together a person "
    "may count several times.";
static const char returns[] =
    "A person who flees again and is returned again counts each time.";

#define ROOT(metric) [ASY_METRIC_##metric] = { .is_root = true }
#define EACH(metric, note) [ASY_METRIC_##metric] = { .is_root = true, .together = (note) }
#define OF(metric, outcome) [ASY_METRIC_##metric] = { .of = (outcome) }
#define OF_EACH(metric, outcome, note)                                                         \
    [ASY_METRIC_##metric] = { .of = (outcome), .together = (note) }
#define FATE(metric, outcome)                                                                  \
    [ASY_METRIC_##metric] = { .of = "departures", .by_place = (outcome) }
#define NO_PLACE(metric, outcome)                                                              \
    [ASY_METRIC_##metric] = { .is_root = true, .by_place = (outcome) }

/* Among whom an outcome is decided: that fewer come so far is not that fewer of them fare so.
   Harms that end a way (return, seizure, persecution) are counted among nobody: where fewer
   come so far, that itself is the good. Nor are what attempts end in: whoever is refused tries
   again, so that their number follows from the refusals. */
static const struct asy_reading table[ASY_N_METRICS] = {
    NO_PLACE(departures, "claims_first"),
    ROOT(border_attempts),
    EACH(border_admissions, admissions),
    ROOT(refusals_of_entry),
    ROOT(waiting_at_crossing),
    ROOT(days_stranded),
    ROOT(claims_stated),
    OF(claims_ignored, "claims_stated"),
    OF(claims_over_ceiling, "claims_stated"),
    OF(attempts_of_admitted, "border_admissions"),
    OF(admitted_after_30, "border_admissions"),
    ROOT(admitted_by_measure),
    EACH(gave_up_at_crossing, admissions),
    EACH(turned_to_other_crossing, admissions),
    ROOT(went_to_earn),
    ROOT(slept_at_station),
    ROOT(overstayed),
    OF(stamped, "overstayed"),
    ROOT(barred_by_stamp),
    OF_EACH(held_at_border, "claims_first", decisions),
    OF(detained_at_border, "held_at_border"),
    OF(days_detained_at_border, "detained_at_border"),
    OF(refused_at_border, "held_at_border"),
    EACH(claims_first, claims),
    OF_EACH(claims_first_children, "claims_first", claims),
    ROOT(claims_repeat),
    EACH(onward_moves, transfers),
    OF_EACH(files_closed, "claims_first", decisions),
    OF_EACH(inadmissible_third_country, "claims_first", decisions),
    OF_EACH(inadmissible_first_country, "claims_first", decisions),
    OF_EACH(unheard_at_risk, "claims_first", decisions),
    ROOT(dangers_on_the_way_shown),
    OF_EACH(unheard_appeals, "inadmissible", decisions),
    OF_EACH(unheard_appeals_won, "unheard_appeals", decisions),
    ROOT(repeat_claims_not_heard),
    ROOT(fresh_claims),
    OF_EACH(decisions_merits, "claims_first", decisions),
    OF_EACH(grants_refugee, "decisions_merits", decisions),
    OF_EACH(grants_subsidiary, "decisions_merits", decisions),
    OF_EACH(grants_humanitarian, "decisions_merits", decisions),
    OF_EACH(refusals, "decisions_merits", decisions),
    OF_EACH(refusals_internal_protection, "decisions_merits", decisions),
    OF_EACH(wrongful_refusals, "decisions_at_risk", decisions),
    OF_EACH(wrongful_grants, "decisions_merits", decisions),
    OF(lottery_rulings, "decisions_merits"),
    OF(lottery_otherwise, "lottery_rulings"),
    OF_EACH(appeals, "refusals", decisions),
    OF_EACH(appeals_won, "appeals", decisions),
    ROOT(measures_asked),
    OF(measures_granted, "measures_asked"),
    OF(measures_ignored, "measures_granted"),
    EACH(dublin_requests, transfers),
    OF_EACH(dublin_acceptances, "dublin_requests", transfers),
    OF_EACH(dublin_transfers, "dublin_requests", transfers),
    OF_EACH(dublin_take_charge, "dublin_requests", transfers),
    OF_EACH(dublin_after_withdrawal, "dublin_requests", transfers),
    OF_EACH(dublin_after_rejection, "dublin_requests", transfers),
    OF_EACH(dublin_by_silence, "dublin_acceptances", transfers),
    OF_EACH(dublin_remedies_won, "dublin_acceptances", transfers),
    EACH(allocations, transfers),
    EACH(returns_voluntary, returns),
    EACH(returns_forced, returns),
    OF_EACH(returns_assisted, "returns_voluntary", returns),
    ROOT(readmission_requests),
    EACH(entry_bans, returns),
    ROOT(days_detained),
    ROOT(released_undeported),
    ROOT(fled_again),
    EACH(removals_third_country, returns),
    EACH(refouled_direct, returns),
    EACH(refouled_chain, returns),
    ROOT(seized_in_transit),
    ROOT(entry_refused_in_transit),
    ROOT(extradition_requests),
    ROOT(detained_in_transit),
    ROOT(extradited),
    OF(detention_term_elapsed, "detained_in_transit"),
    ROOT(deported_undesirable),
    ROOT(expelled_by_courts),
    ROOT(handed_over),
    ROOT(abducted_in_transit),
    ROOT(met_by_agents),
    ROOT(removal_appeals_won),
    ROOT(local_claims),
    OF(local_not_registered, "local_claims"),
    OF(local_grants, "local_claims"),
    OF(local_refusals, "local_claims"),
    OF(local_appeals_won, "local_refusals"),
    OF(protection_too_thin, "local_grants"),
    ROOT(persecuted_after_return),
    ROOT(notices_asked),
    OF(notices_refused, "notices_asked"),
    OF(notices_published, "notices_asked"),
    OF(notices_deleted, "notices_published"),
    OF(complaints_decided, "notices_published"),
    ROOT(requests_by_other_channels),
    OF(requests_renewed, "requests_by_other_channels"),
    ROOT(notice_hits),
    OF(detained_on_notice, "notice_hits"),
    OF(days_detained_on_notice, "detained_on_notice"),
    ROOT(extraditions_from_europe),
    OF_EACH(refused_relatives_at_risk, "decisions_at_risk", decisions),
    ROOT(relatives_pressed),
    ROOT(passports_seized),
    ROOT(exiles_silenced),
    ROOT(exiles_undeterred),
    ROOT(coerced_returns),
    ROOT(families_reunited),
    ROOT(relatives_held_back),
    ROOT(families_parted),
    ROOT(documented_harm),
    OF(brought_back, "persecuted_after_return"),
    ROOT(returned_elsewhere),
    ROOT(persecuted_elsewhere),
    OF(days_to_decision, "decisions_merits"),
    ROOT(backlog),
    [ASY_METRIC_departures_crackdown] = { .of = "departures", .by_place = "claims_first" },
    NO_PLACE(seized_at_home, NULL),
    ROOT(referrals),
    NO_PLACE(found_in_hiding, "lists_left"),
    OF(lists_left, "referrals"),
    OF(safe_route_visas, "referrals"),
    OF(days_for_visa, "safe_route_visas"),
    ROOT(temporary_places),
    ROOT(places_declined),
    OF(parents_left_behind, "temporary_places"),
    OF(parents_pressed, "parents_left_behind"),
    NO_PLACE(held_back, "temporary_places"),
    OF(places_ended, "temporary_places"),
    OF(claims_after_place, "places_ended"),
    ROOT(destitute),
    OF(detained_at_work, "destitute"),
    OF(disheartened, "destitute"),
    NO_PLACE(citizenship_refused, NULL),
    NO_PLACE(displaced_to_mainland, NULL),
    [ASY_METRIC_displaced_registered] = { .of = "displaced_to_mainland" },
    ROOT(occupation_deportations),
    [ASY_METRIC_occupation_deportations_known] = { .of = "occupation_deportations",
                                                   .by_place = "occupation_deportations" },
    NO_PLACE(occupation_bans, NULL),
    NO_PLACE(occupation_abductions, NULL),
    NO_PLACE(citizenship_deprived, "occupation_deportations"),
    FATE(fate_refugee, "grants_refugee"),
    FATE(fate_subsidiary, "grants_subsidiary"),
    FATE(fate_humanitarian, "grants_humanitarian"),
    FATE(fate_temporary, "local_grants"),
    FATE(fate_safe_route, "safe_route_visas"),
    FATE(fate_returned_unharmed, "returns"),
    FATE(fate_returned_persecuted, "persecuted_after_return"),
    FATE(fate_refouled_direct, "refouled_direct"),
    FATE(fate_refouled_chain, "refouled_chain"),
    FATE(fate_seized_in_transit, "seized_in_transit"),
    FATE(fate_gave_up, "gave_up_at_crossing"),
    FATE(fate_no_status_transit, "overstayed"),
    FATE(fate_no_status_europe, "released_undeported"),
    FATE(fate_displaced, NULL),
    FATE(fate_at_home, NULL),
    FATE(fate_waiting, "backlog"),
};

/* What a sum is asked by where its terms have no place. */
static const struct {
    const char *outcome, *by_place;
} sums[] = {
    { "protected", "grants" },
    { "without_status", "overstayed" },
    { "ended_refouled", "refouled" },
};

const struct asy_reading *
asy_reading_at(int metric)
{
    return &table[metric];
}

static bool
is_same(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static struct asy_reading
of_derived(const struct asy_derived *derived)
{
    struct asy_reading reading = table[derived->terms[0].metric];

    for (int t = 1; t < derived->n_terms; t++) {
        const struct asy_reading *const term = &table[derived->terms[t].metric];
        reading.of = is_same(reading.of, term->of) ? reading.of : NULL;
        reading.together = reading.together ? reading.together : term->together;
    }
    if (derived->is_ratio)
        reading.of = reading.together = NULL;
    reading.is_root = !reading.of;
    for (size_t i = 0; i < sizeof sums / sizeof *sums; i++)
        if (strcmp(sums[i].outcome, derived->name) == 0)
            reading.by_place = sums[i].by_place;
    return reading;
}

struct asy_reading
asy_reading_of(const char *outcome)
{
    const struct asy_derived *const derived = asy_derived_find(outcome);

    if (derived)
        return of_derived(derived);
    for (int m = 0; m < ASY_N_METRICS; m++)
        if (strcmp(asy_metrics[m].name, outcome) == 0)
            return table[m];
    return (struct asy_reading){ .is_root = true };
}

const struct asy_metric_row *
asy_outcome_row(const char *outcome)
{
    const struct asy_derived *const derived = asy_derived_find(outcome);

    if (derived)
        return &asy_metrics[derived->terms[0].metric];
    for (int m = 0; m < ASY_N_METRICS; m++)
        if (strcmp(asy_metrics[m].name, outcome) == 0)
            return &asy_metrics[m];
    return NULL;
}

const char *
asy_outcome_label(const char *outcome)
{
    const struct asy_derived *const derived = asy_derived_find(outcome);
    const struct asy_metric_row *const row = asy_outcome_row(outcome);

    return derived ? derived->label : row ? row->label : NULL;
}
