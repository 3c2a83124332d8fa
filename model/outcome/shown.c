/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outcome/shown.h"
#include "outcome/reading.h"

#include <stddef.h>
#include <string.h>

#define ALL(heading, label, metric)                                                            \
    {                                                                                          \
        ASY_SHOWN_ALL, ASY_HEADING_##heading, label, NULL, NULL, metric, "", 1.0               \
    }
#define MORE(heading, metric)                                                                  \
    {                                                                                          \
        ASY_SHOWN_MORE, ASY_HEADING_##heading, NULL, NULL, NULL, metric, "", 1.0               \
    }
#define PLACE(kind, heading, label, at, tail, metric)                                          \
    {                                                                                          \
        ASY_SHOWN_##kind, ASY_HEADING_##heading, label, at, tail, metric, "", 1.0              \
    }
#define INTO(kind, heading, label, at, tail, metric)                                           \
    {                                                                                          \
        ASY_SHOWN_##kind, ASY_HEADING_##heading, label, at, tail, metric, ">", 1.0             \
    }
/* Days, shown as years. */
#define YEARS(kind, heading, label, at, tail, metric)                                          \
    {                                                                                          \
        ASY_SHOWN_##kind, ASY_HEADING_##heading, label, at, tail, metric, "", 365.25           \
    }

static const struct asy_shown table[] = {
    ALL(BORDERS, "let in to claim asylum at all crossings", "border_admissions"),
    ALL(BORDERS, "refusals of entry at all crossings", "refusals_of_entry"),
    YEARS(ALL, BORDERS, "person-years spent waiting at crossings", NULL, NULL, "days_stranded"),
    ALL(CLAIMS, "first applications in all states together", "claims_first"),
    ALL(CLAIMS, "moved on to another state", "onward_moves"),
    ALL(CLAIMS, "Dublin requests", "dublin_requests"),
    ALL(CLAIMS, "Dublin transfers", "dublin_transfers"),
    ALL(DECISIONS, "inadmissible: safe third country (some examined later)",
        "inadmissible_third_country"),
    ALL(DECISIONS, "refused although in need: internal protection",
        "refusals_internal_protection"),
    ALL(DECISIONS, "protection rate at first instance", "recognition_rate"),
    ALL(DECISIONS, "at risk and refused on the merits", "wrongful_refusals"),
    ALL(DECISIONS, "at risk and declared inadmissible", "unheard_at_risk"),
    ALL(DECISIONS, "at risk and refused, on either ground", "refused_at_risk"),
    ALL(RETURNS, "returned by force to their own country", "returns_forced"),
    ALL(RETURNS, "returned voluntarily", "returns_voluntary"),
    ALL(RETURNS, "removed to a transit country", "removals_third_country"),
    ALL(HARM, "at risk and returned by force", "refouled_direct"),
    ALL(HARM, "at risk and returned through other states", "refouled_chain"),
    ALL(HARM, "at risk and returned, directly or through other states", "refouled"),
    ALL(HARM, "at risk and seized in transit", "seized_in_transit"),
    ALL(HARM, "persecuted after return", "persecuted_after_return"),
    ALL(BECAME, "protected", "protected"),
    ALL(BECAME, "gave up and went home", "fate_gave_up"),
    ALL(BECAME, "living without status", "without_status"),
    ALL(BECAME, "still waiting at the end", "fate_waiting"),

    MORE(BORDERS, "border_attempts"),
    MORE(BORDERS, "waiting_at_crossing"),
    MORE(BORDERS, "gave_up_at_crossing"),
    MORE(BORDERS, "turned_to_other_crossing"),
    MORE(CLAIMS, "local_claims"),
    MORE(CLAIMS, "local_grants"),
    MORE(CLAIMS, "local_denied"),
    MORE(DECISIONS, "decisions_merits"),
    MORE(DECISIONS, "grants"),
    MORE(DECISIONS, "appeals_won"),
    MORE(DECISIONS, "backlog"),
    MORE(HARM, "removed_from_transit"),

    PLACE(CROSSING, BORDERS, "let in to claim asylum", "at", "", "border_admissions"),
    PLACE(CROSSING, BORDERS, "refusals of entry", "at", "", "refusals_of_entry"),
    YEARS(CROSSING, BORDERS, "person-years spent waiting", "at", "", "days_stranded"),

    PLACE(STATE, CLAIMS, "first applications", "in", "", "claims_first"),
    PLACE(STATE, DECISIONS, "declared inadmissible", "in", "", "inadmissible"),
    PLACE(STATE, DECISIONS, "protection rate", "in", ", first instance", "recognition_rate"),
    PLACE(STATE, RETURNS, "removed by force", "from", "", "removals"),

    PLACE(TRANSIT, CLAIMS, "applied for asylum", "in", "", "local_claims"),
    INTO(TRANSIT, RETURNS, "removed", "to", "", "removals_third_country"),
    PLACE(TRANSIT, HARM, "removed or abducted", "from", ", at risk or not",
          "removed_from_transit"),
    PLACE(TRANSIT, HARM, "at risk and seized", "in", "", "seized_in_transit"),

    PLACE(REFUGE, CLAIMS, "arrived on a humanitarian visa", "to", "", "safe_route_visas"),

    PLACE(POPULATION, CLAIMS, "first applications in all states together", "", "",
          "claims_first"),
    PLACE(POPULATION, HARM, "at risk and returned, directly or through other states", "", "",
          "refouled"),
    PLACE(POPULATION, BECAME, "protected", "", "", "protected"),
};
enum { N_SHOWN = sizeof table / sizeof *table };

const char *
asy_heading_text(enum asy_heading heading)
{
    static const char *const texts[ASY_N_HEADINGS] = {
        [ASY_HEADING_CLAIM] = "Outcomes named in the claim",
        [ASY_HEADING_BORDERS] = "At the borders",
        [ASY_HEADING_CLAIMS] = "Applications and responsibility",
        [ASY_HEADING_DECISIONS] = "Decisions",
        [ASY_HEADING_RETURNS] = "Returns",
        [ASY_HEADING_HARM] = "Harm",
        [ASY_HEADING_BECAME] = "What became of all who set out",
    };
    return texts[heading];
}

const struct asy_shown *
asy_shown_at(enum asy_shown_of of, int i)
{
    for (int k = 0; k < N_SHOWN; k++)
        if (table[k].of == of && i-- == 0)
            return &table[k];
    return NULL;
}

const struct asy_shown *
asy_shown_find(enum asy_shown_of of, const char *metric, const char *side)
{
    for (int k = 0; k < N_SHOWN; k++)
        if (table[k].of == of && strcmp(table[k].metric, metric) == 0 &&
            strcmp(table[k].side, side) == 0)
            return &table[k];
    return NULL;
}

enum asy_heading
asy_shown_heading(const char *metric)
{
    const struct asy_metric_row *const row = asy_outcome_row(metric);

    for (int k = 0; k < N_SHOWN; k++)
        if (strcmp(table[k].metric, metric) == 0)
            return table[k].heading;
    if (row && row->where == ASY_CROSSING)
        return ASY_HEADING_BORDERS;
    return row && row->detail == ASY_COHORT ? ASY_HEADING_BECAME : ASY_HEADING_CLAIM;
}
