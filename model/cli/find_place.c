/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a key is to be looked at, and for whom, by what the question names: a state may be the
   one whose law it is, one on its list, or one that is taken for a model. */
#include "cli/find.h"

#include "scenario/inside.h"

#include <string.h>

/* Whether the countries that a key is about are states of the model: by what the text has. */
static bool
is_about_states(const struct asy_scenario *self, int law, int param)
{
    const struct asy_param *row = &asy_laws[law]->params[param];
    const uint64_t states = (UINT64_C(1) << self->n_states) - 1;
    bool told = false;

    for (size_t i = self->law_first[law]; i < self->law_first[law + 1]; i++) {
        const struct asy_entry *entry = &self->entries[i];
        if (entry->place.param != param)
            continue;
        if (row->kind == ASY_SET
                ? (entry->set & states) != 0
                : entry->place.member >= 0 && entry->place.member < self->n_states)
            return true;
        told |= row->kind == ASY_SET ? entry->set != 0 : entry->place.member >= 0;
    }
    return !told && (strncmp(row->doc, "States", 6) == 0 || strstr(row->doc, "state asked"));
}

static int
first_bit(uint64_t set)
{
    for (int i = 0; i < 64; i++)
        if (set >> i & 1)
            return i;
    return -1;
}

/* The groups that are named, or whose citizens are. */
static uint64_t
groups_named(const struct asy_finding *self)
{
    uint64_t groups = self->query->groups;
    for (int i = 0; i < self->query->n_countries; i++)
        for (int g = 0; !groups && g < self->scenario->n_groups; g++)
            if (self->scenario->group[g].citizenship == self->query->countries[i].country)
                groups |= UINT64_C(1) << g;
    return groups;
}

/* The one crossing that is named, or that leads into the state named. */
static int
crossing_named(const struct asy_finding *self)
{
    uint64_t crossings = self->query->crossings;
    for (int i = 0; !crossings && i < self->query->n_countries; i++)
        for (int k = 0; k < self->scenario->n_crossings; k++)
            if (self->scenario->crossing[k].into == self->query->countries[i].country)
                crossings |= UINT64_C(1) << k;
    return first_bit(crossings);
}

/* The country whose law it is, among those named; -1. `taken`: the names on its list. */
static int
holder(const struct asy_finding *self, enum asy_section section, uint64_t taken)
{
    for (int i = 0; i < self->query->n_countries; i++) {
        const struct asy_find_country *one = &self->query->countries[i];
        const struct asy_country *country = &self->scenario->country[one->country];
        if (taken >> one->country & 1 || one->role != ASY_FIND_NAMED || one->people)
            continue;
        if (section == ASY_OF_REFUGE || (section == ASY_OF_STATE && country->is_state) ||
            (section == ASY_OF_TRANSIT && country->is_transit))
            return one->country;
    }
    return -1;
}

/* Of the countries named those that go on the list of a key, or are its members. */
static uint64_t
countries_meant(const struct asy_finding *self, int law, int param)
{
    const struct asy_scenario *const scenario = self->scenario;
    const enum asy_section section = asy_laws[law]->section;
    const bool states = is_about_states(scenario, law, param);
    uint64_t meant = 0;
    int n_states = 0;

    for (int i = 0; i < self->query->n_countries; i++) {
        const struct asy_find_country *one = &self->query->countries[i];
        const bool is_state = scenario->country[one->country].is_state;
        if (one->role == ASY_FIND_AS_IN || is_state != states)
            continue;
        n_states += is_state;
        const bool acts =
            is_state && section == ASY_OF_STATE && one->role != ASY_FIND_TO &&
            (one->first || (n_states == 1 && asy_laws[law]->params[param].kind != ASY_SET));
        if (!acts)
            meant |= UINT64_C(1) << one->country;
    }
    return meant;
}

static int
model_named(const struct asy_finding *self, enum asy_section section)
{
    for (int i = 0; section == ASY_OF_STATE && i < self->query->n_countries; i++)
        if (self->query->countries[i].role == ASY_FIND_AS_IN &&
            self->scenario->country[self->query->countries[i].country].is_state)
            return self->query->countries[i].country;
    return -1;
}

struct asy_find_place
asy_find_place(const struct asy_finding *self, int law, int param)
{
    const struct asy_param *const row = &asy_laws[law]->params[param];
    const enum asy_section section = asy_laws[law]->section;
    struct asy_find_place at = { law, param, -1, -1, 0, model_named(self, section) };
    uint64_t meant = 0;

    if (row->per == ASY_PER_COUNTRY)
        meant = countries_meant(self, law, param);
    else if (row->per == ASY_PER_GROUP && section != ASY_OF_GROUP)
        meant = groups_named(self);
    else if (row->per == ASY_PER_CROSSING && section != ASY_OF_CROSSING)
        meant = self->query->crossings;
    at.names = row->kind == ASY_SET ? meant : 0;
    at.member = asy_has_members(row) ? first_bit(meant) : -1;
    if (section == ASY_OF_CROSSING)
        at.entity = crossing_named(self);
    else if (section == ASY_OF_GROUP)
        at.entity = first_bit(groups_named(self));
    else
        at.entity = holder(self, section, row->per == ASY_PER_COUNTRY ? meant : 0);
    return at;
}
