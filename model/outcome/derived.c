/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outcomes made of others. A rate without its denominator is not a result: both are named here,
   and stand in the results file's table `derived_part`. */
#include "outcome/derived.h"
#include "life/outcomes.h"

#include "scenario/claim.h"

#include <string.h>

#define ABOVE(name)                                                                            \
    {                                                                                          \
        ASY_METRIC_##name, 1, 0                                                                \
    }
#define BELOW(name)                                                                            \
    {                                                                                          \
        ASY_METRIC_##name, 0, 1                                                                \
    }
#define BOTH(name)                                                                             \
    {                                                                                          \
        ASY_METRIC_##name, 1, 1                                                                \
    }
#define LESS(name)                                                                             \
    {                                                                                          \
        ASY_METRIC_##name, -1, 0                                                               \
    }

static const struct asy_derived table[] = {
    /* Positive decisions among those decided on the merits, first instance; files closed and
       inadmissible claims are in neither. */
    { "recognition_rate",
      "share",
      "protection rate: granted protection, of those decided on the merits",
      ASY_BETTER,
      true,
      4,
      { ABOVE(grants_refugee), ABOVE(grants_subsidiary), ABOVE(grants_humanitarian),
        BELOW(decisions_merits) } },
    /* Attempts counted by person over persons let in: not the mean of each person's attempts,
       for those who gave up tried as well. */
    { "attempts_per_admission",
      "attempts",
      "attempts per person let in",
      ASY_WORSE,
      true,
      2,
      { ABOVE(border_attempts), BELOW(border_admissions) } },
    /* Of those let in only: what it had cost them, on all crossings and flights. */
    { "mean_attempts_of_admitted",
      "attempts",
      "attempts needed by each person let in",
      ASY_WORSE,
      true,
      2,
      { ABOVE(attempts_of_admitted), BELOW(border_admissions) } },
    /* Of attempts, those in which a claim was said and understood. */
    { "claims_stated_share",
      "share",
      "share of attempts in which asylum was requested",
      ASY_NEITHER,
      true,
      2,
      { ABOVE(claims_stated), BELOW(border_attempts) } },
    { "claims_not_recorded",
      "events",
      "asylum requests at a crossing that were not recorded",
      ASY_WORSE,
      false,
      2,
      { ABOVE(claims_ignored), ABOVE(claims_over_ceiling) } },
    { "mean_days_to_decision",
      "days",
      "mean days from the application to the decision",
      ASY_WORSE,
      true,
      2,
      { ABOVE(days_to_decision), BELOW(decisions_merits) } },
    /* Of the rulings that other states would have made on the same decided files, the share
       that would have gone the other way. */
    { "lottery_index",
      "share",
      "decisions another state would have made the other way",
      ASY_WORSE,
      true,
      2,
      { ABOVE(lottery_otherwise), BELOW(lottery_rulings) } },
    /* Of all files that ended at first instance: closed, decided or refused unheard. */
    { "files_closed_share",
      "share",
      "applications discontinued, of all that ended",
      ASY_WORSE,
      true,
      4,
      { BOTH(files_closed), BELOW(decisions_merits), BELOW(inadmissible_third_country),
        BELOW(inadmissible_first_country) } },
    { "wrongful_refusal_share",
      "share",
      "refused although at risk, of those decided",
      ASY_WORSE,
      true,
      2,
      { ABOVE(wrongful_refusals), BELOW(decisions_merits) } },
    /* Everyone at risk is granted or wrongly refused: see decisions_at_risk. */
    { "wrongful_refusal_rate",
      "share",
      "refused on the merits, of those at risk who are decided",
      ASY_WORSE,
      true,
      5,
      { BOTH(wrongful_refusals),
        BELOW(grants_refugee),
        BELOW(grants_subsidiary),
        BELOW(grants_humanitarian),
        { ASY_METRIC_wrongful_grants, 0, -1 } } },
    /* What ends a way in harm, in people by the year in which they set out: each once. */
    { "harmed_share",
      "share",
      "refouled, seized, killed, dead at a frontier or persecuted after return, of those who "
      "set out",
      ASY_WORSE,
      true,
      7,
      { ABOVE(fate_refouled_direct), ABOVE(fate_refouled_chain), ABOVE(fate_seized_in_transit),
        ABOVE(fate_killed), ABOVE(fate_died), ABOVE(fate_returned_persecuted),
        BELOW(departures) } },
    { "children_harmed",
      "persons",
      "children refouled, seized in transit, killed, dead at a frontier or persecuted after "
      "return",
      ASY_WORSE,
      false,
      6,
      { ABOVE(children_refouled_direct), ABOVE(children_refouled_chain),
        ABOVE(children_seized_in_transit), ABOVE(children_killed), ABOVE(children_died),
        ABOVE(children_returned_persecuted) } },
    { "grants",
      "persons",
      "granted protection at first instance",
      ASY_BETTER,
      false,
      3,
      { ABOVE(grants_refugee), ABOVE(grants_subsidiary), ABOVE(grants_humanitarian) } },
    { "protected",
      "persons",
      "protected in the end",
      ASY_BETTER,
      false,
      5,
      { ABOVE(fate_refugee), ABOVE(fate_subsidiary), ABOVE(fate_humanitarian),
        ABOVE(fate_temporary), ABOVE(fate_safe_route) } },
    { "without_status",
      "persons",
      "living without status",
      ASY_WORSE,
      false,
      2,
      { ABOVE(fate_no_status_transit), ABOVE(fate_no_status_europe) } },
    /* The totals of what is counted in parts. A reform may move the parts against each other:
       each of them alone would mislead. */
    { "refouled",
      "persons",
      "at risk and returned, directly or through other states",
      ASY_WORSE,
      false,
      2,
      { ABOVE(refouled_direct), ABOVE(refouled_chain) } },
    { "inadmissible",
      "persons",
      "inadmissible: safe third country or first country of asylum",
      ASY_WORSE,
      false,
      2,
      { ABOVE(inadmissible_third_country), ABOVE(inadmissible_first_country) } },
    { "refused_at_risk",
      "persons",
      "at risk and refused, on the merits or as inadmissible (each refusal counts)",
      ASY_WORSE,
      false,
      2,
      { ABOVE(wrongful_refusals), ABOVE(unheard_at_risk) } },
    { "returns",
      "persons",
      "returned to their own country, by force or voluntarily",
      ASY_NEITHER,
      false,
      2,
      { ABOVE(returns_forced), ABOVE(returns_voluntary) } },
    { "removals",
      "persons",
      "removed by force, to their own country or to a transit country",
      ASY_WORSE,
      false,
      2,
      { ABOVE(returns_forced), ABOVE(removals_third_country) } },
    { "removed_from_transit",
      "persons",
      "extradited, deported, expelled, handed over or abducted in transit, at risk or not",
      ASY_WORSE,
      false,
      5,
      { ABOVE(extradited), ABOVE(deported_undesirable), ABOVE(expelled_by_courts),
        ABOVE(handed_over), ABOVE(abducted_in_transit) } },
    { "local_denied",
      "persons",
      "applied for asylum in a transit country in vain: not registered, or refused",
      ASY_WORSE,
      false,
      2,
      { ABOVE(local_not_registered), ABOVE(local_refusals) } },
    { "requests_sent",
      "cases",
      "notices published and requests made through other channels, by home state",
      ASY_WORSE,
      false,
      2,
      { ABOVE(notices_published), ABOVE(requests_by_other_channels) } },
    { "ended_refouled",
      "persons",
      "refouled in the end, directly or through a chain of states",
      ASY_WORSE,
      false,
      2,
      { ABOVE(fate_refouled_direct), ABOVE(fate_refouled_chain) } },
    /* Everyone at risk is granted, though not all who are granted are at risk, or wrongly
       refused. */
    { "decisions_at_risk",
      "persons",
      "people at risk decided on the merits",
      ASY_NEITHER,
      false,
      5,
      { ABOVE(grants_refugee), ABOVE(grants_subsidiary), ABOVE(grants_humanitarian),
        ABOVE(wrongful_refusals), LESS(wrongful_grants) } },
    /* 1 where a state bears what the key (half population, half product) gives it, whether or
       not anybody is allocated. */
    { "share_reached",
      "ratio",
      "responsible for claims, as a multiple of the state's share by the key",
      ASY_NEITHER,
      true,
      2,
      { ABOVE(taken_on), BELOW(fair_share) } },
};

const struct asy_derived *
asy_derived_at(int i)
{
    return i >= 0 && (size_t) i < sizeof table / sizeof *table ? &table[i] : NULL;
}

const struct asy_derived *
asy_derived_find(const char *name)
{
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (strcmp(table[i].name, name) == 0)
            return &table[i];
    return NULL;
}

static bool
is_total(const struct asy_derived *self)
{
    for (int t = 0; t < self->n_terms; t++)
        if (self->terms[t].above != 1)
            return false;
    return !self->is_ratio;
}

const struct asy_derived *
asy_total_of(const char *metric, int i)
{
    for (size_t d = 0; d < sizeof table / sizeof *table; d++)
        for (int t = 0; is_total(&table[d]) && t < table[d].n_terms; t++)
            if (strcmp(asy_metrics[table[d].terms[t].metric].name, metric) == 0 && i-- == 0)
                return &table[d];
    return NULL;
}

bool
asy_derived_is_monthly(const struct asy_derived *self)
{
    for (int t = 0; t < self->n_terms; t++)
        if (asy_metrics[self->terms[t].metric].detail != ASY_MONTH)
            return false;
    return true;
}

int
asy_metric_worse(const char *name)
{
    const struct asy_derived *derived = asy_derived_find(name);
    if (derived)
        return derived->grows;
    for (int m = 0; m < ASY_N_METRICS; m++)
        if (strcmp(asy_metrics[m].name, name) == 0)
            return asy_metrics[m].grows;
    return ASY_NEITHER;
}

const char *
asy_outcome_at(int i, enum asy_counted_by *by)
{
    static const enum asy_counted_by counted[] = { [ASY_NOWHERE] = ASY_BY_NOTHING,
                                                   [ASY_STATE] = ASY_BY_COUNTRY,
                                                   [ASY_CROSSING] = ASY_BY_CROSSING,
                                                   [ASY_PAIR] = ASY_BY_PAIR };
    const struct asy_derived *const derived = asy_derived_at(i - ASY_N_METRICS);

    if (i < 0 || (i >= ASY_N_METRICS && !derived))
        return NULL;
    const int metric = derived ? derived->terms[0].metric : i;
    *by = counted[asy_metrics[metric].where];
    return derived ? derived->name : asy_metrics[i].name;
}
