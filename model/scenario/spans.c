/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Until when data speak of who sets out and of practice at the crossings, and from when a
   reform says what practice is: what answers to odds or demand answers to what has changed
   since, and never to what is decreed. */
#include "scenario/build.h"

#include <string.h>

/* Keys of practice that may have been set to a demand, in the order of enum asy_set_to_demand.
 */
static const char *const set_to_demand[ASY_N_SET_TO_DEMAND] = { "ceiling", "interview_minutes",
                                                                "p_heard" };

/* What is said of what it is laid over sets nothing by itself. */
static bool
sets(const struct asy_entry *entry)
{
    return entry->layer > 0 && entry->form.kind != ASY_FORM_TIMES &&
           entry->form.kind != ASY_FORM_PLUS;
}

void
asy_decree_add(struct asy_decree *self, const struct asy_entry *entry)
{
    if (!sets(entry))
        return;
    if (self->from == ASY_NEVER)
        *self = (struct asy_decree){ entry->since, entry->until };
    self->from = entry->since < self->from ? entry->since : self->from;
    self->until = entry->until > self->until ? entry->until : self->until;
}

/* When a reform or the command line says something of the crossing's k-th key, and of whom. */
static void
find_decreed(struct asy_spans *self, const struct asy_scenario *scenario, int crossing, int k)
{
    const int law = ASY_LAW_border;
    struct asy_decree *const all = &self->decreed[crossing][k];
    struct asy_decree *const some = &self->decreed_for[crossing][k];
    *all = *some = (struct asy_decree){ ASY_NEVER, ASY_NEVER };
    self->decreed_scopes[crossing][k] = 0;
    for (size_t i = scenario->law_first[law]; i < scenario->law_first[law + 1]; i++) {
        const struct asy_entry *entry = &scenario->entries[i];
        if (!asy_concerns(entry, crossing) ||
            strcmp(asy_laws[law]->params[entry->place.param].name, set_to_demand[k]) != 0)
            continue;
        asy_decree_add(entry->scope ? some : all, entry);
        if (entry->scope && sets(entry))
            self->decreed_scopes[crossing][k] |= (uint8_t) (1u << (entry->scope - 1));
    }
}

/* Of the baseline's text: what a reform says ends no data. */
static void
find_data(struct asy_spans *self, const struct asy_scenario *scenario)
{
    for (int g = 0; g < scenario->n_groups; g++) {
        self->given[g] = scenario->departures_given[g];
        self->departures[g] = self->given[g] != ASY_NEVER
                                  ? ASY_NEVER /* said to the end */
                                  : asy_drift_begins(scenario, ASY_LAW_departure, g);
    }
    for (int x = 0; x < scenario->n_crossings; x++)
        self->practice[x] = asy_drift_begins(scenario, ASY_LAW_border, x);
}

void
asy_spans_find(struct asy_spans *self, const struct asy_scenario *scenario,
               const struct asy_spans *baseline)
{
    if (baseline)
        *self = *baseline;
    else
        find_data(self, scenario);
    for (int x = 0; x < scenario->n_crossings; x++)
        for (int k = 0; k < ASY_N_SET_TO_DEMAND; k++)
            find_decreed(self, scenario, x, k);
}
