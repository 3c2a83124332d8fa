/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scopes of a scenario: each different one stands once, whatever values it is said of. And
   what of them depends on other values: whose recognition lies below a share. */
#include "scenario/inside.h"

#include <string.h>

/* ---- the list ---------------------------------------------------------------------------- */

int
asy_scope_add(struct asy_reader *reader, const struct asy_node *node,
              const struct asy_scope *scope)
{
    struct asy_scenario *self = reader->self;
    for (int i = 0; i < self->n_scopes; i++)
        if (strcmp(self->scopes[i].text, scope->text) == 0)
            return i + 1;
    if (self->n_scopes == ASY_MOST_SCOPES) {
        asy_node_error(node, reader->errs,
                       ": more than %d different kinds of people are told apart",
                       ASY_MOST_SCOPES);
        return 0;
    }
    self->scopes[self->n_scopes++] = *scope;
    return self->n_scopes;
}

unsigned
asy_told_apart(const struct asy_scenario *self, int law, int entity)
{
    unsigned apart = 0;
    for (size_t i = self->law_first[law]; i < self->law_first[law + 1]; i++)
        if (self->entries[i].scope && asy_touches(self, &self->entries[i], entity))
            apart |= 1u << (self->entries[i].scope - 1);
    return apart;
}

/* ---- what is of nobody in particular ----------------------------------------------------- */

static const struct {
    int law;
    const char *key; /* NULL: all of the law */
} of_all[] = {
#define OF_ALL(law, key) { ASY_LAW_##law, #key },
#define LAW_OF_ALL(law) { ASY_LAW_##law, NULL },
#include "catalogue/of_all.def"
#undef OF_ALL
#undef LAW_OF_ALL
};

bool
asy_is_of_all(int law, const char *key)
{
    for (size_t i = 0; i < sizeof of_all / sizeof *of_all; i++)
        if (of_all[i].law == law && (!of_all[i].key || strcmp(of_all[i].key, key) == 0))
            return true;
    return false;
}

bool
asy_scope_takes(struct asy_reader *reader, const struct asy_node *node, struct asy_place place)
{
    static const char *const whose[] = {
        [ASY_OF_WORLD] = "all alike",   [ASY_OF_STATE] = "a state",
        [ASY_OF_TRANSIT] = "a country", [ASY_OF_CROSSING] = "a crossing",
        [ASY_OF_GROUP] = "a group",     [ASY_OF_REFUGE] = "a country",
    };
    const struct asy_law *law = asy_laws[place.law];
    const char *key = law->params[place.param].name;
    if (!asy_is_of_all(place.law, key))
        return true;
    const enum asy_per per = law->params[place.param].per;
    asy_node_error(
        node, reader->errs, ": %s.%s is of %s, not of a person: it cannot be said for whom%s",
        law->name, key, whose[law->section],
        per == ASY_PER_GROUP ? ", but one for each group: { chechen = ...; all = ...; }"
        : law->section == ASY_OF_GROUP ? "; say it under `groups`, of one group"
                                       : "");
    return false;
}

/* ---- recognition below a share ----------------------------------------------------------- */

/* The baseline's number of a key, of a law resolved into `slots`. */
static double
number_of(const struct asy_scenario *self, int law, const struct asy_entry *const *slots,
          const char *key, int member)
{
    const struct asy_param *row = asy_laws[law]->params;
    const struct asy_entry *entry;
    while (strcmp(row->name, key) != 0)
        row++;
    entry = slots[asy_first_slot(self, law, key) + member];
    return entry ? entry->number : row->standard;
}

/* Where a group first claims, or would: persons a month, by state. */
static void
add_claims(const struct asy_scenario *self, int group, int32_t day,
           const struct asy_entry **slots, double claims[ASY_MAX_COUNTRIES])
{
    const int law = ASY_LAW_departure;
    double routes = 0.0, aims = 0.0;
    asy_resolve(self, law, group, day, 0, slots);
    for (int x = 0; x < self->n_crossings; x++)
        routes += number_of(self, law, slots, "routes", x);
    for (int s = 0; s < self->n_states; s++)
        aims += number_of(self, law, slots, "destinations", s);
    for (int x = 0; x < self->n_crossings && routes > 0.0; x++) {
        const double persons = number_of(self, law, slots, "persons", 0) *
                               number_of(self, law, slots, "routes", x) / routes;
        const int into = self->crossing[x].into;
        if (into >= 0)
            claims[into] += persons;
        for (int s = 0; into < 0 && s < self->n_states && aims > 0.0; s++)
            claims[s] += persons * number_of(self, law, slots, "destinations", s) / aims;
    }
}

/* The share recognised of a citizenship, over all states by the claims there; below 0 where
   nobody of it claims. */
static double
recognised(const struct asy_scenario *self, int citizenship, int32_t day,
           const struct asy_entry **slots)
{
    double claims[ASY_MAX_COUNTRIES] = { 0 }, all = 0.0, granted = 0.0;
    for (int g = 0; g < self->n_groups; g++)
        if (self->group[g].citizenship == citizenship)
            add_claims(self, g, day, slots, claims);
    for (int s = 0; s < self->n_states; s++) {
        asy_resolve(self, ASY_LAW_merits, s, day, 0, slots);
        granted += claims[s] * number_of(self, ASY_LAW_merits, slots, "rate", citizenship);
        all += claims[s];
    }
    return all > 0.0 ? granted / all : -1.0;
}

static void
settle(const struct asy_scenario *self, struct asy_condition *condition,
       const struct asy_entry **slots, struct asy_errors *errs)
{
    const struct asy_node at = { .file = condition->file, .line = condition->line };
    double least = 1.0;
    if (condition->recognition_below <= 0.0)
        return;
    for (int c = 0; c < self->n_countries; c++) {
        const double share = recognised(self, c, condition->day, slots);
        if (share >= 0.0 && share < condition->recognition_below)
            condition->refused |= UINT64_C(1) << c;
        least = share >= 0.0 && share < least ? share : least;
    }
    if (!condition->refused)
        asy_node_error(&at, errs,
                       "recognition_below = %g: nobody's recognition lies below; the least is "
                       "%.3g",
                       condition->recognition_below, least);
}

static void
check_told_apart(const struct asy_scenario *self, int law, struct asy_errors *errs)
{
    int first;
    const int n = asy_law_entities(self, asy_laws[law]->section, &first);
    for (int e = first; e < first + n; e++)
        if (__builtin_popcount(asy_told_apart(self, law, e)) > ASY_MOST_TOLD_APART) {
            asy_errors_add(errs, ASY_E_INPUT, asy_laws[law]->name,
                           "more than %d different kinds of people are told apart in one law",
                           ASY_MOST_TOLD_APART);
            return;
        }
}

void
asy_scopes_settle(struct asy_scenario *self, struct asy_errors *errs)
{
    const struct asy_entry **slots;
    int most = 1;
    if (self->n_scopes == 0)
        return;
    for (int law = 0; law < ASY_N_LAWS; law++) {
        check_told_apart(self, law, errs);
        most = asy_n_slots(self, law) > most ? asy_n_slots(self, law) : most;
    }
    slots = asy_pool_alloc(&self->pool, (size_t) most * sizeof *slots);
    for (int i = 0; slots && i < self->n_scopes; i++) {
        struct asy_scope *scope = &self->scopes[i];
        for (int k = 0; k < scope->n_only; k++)
            settle(self, &scope->only[k], slots, errs);
        for (int k = 0; k < scope->n_except; k++)
            settle(self, &scope->except[k], slots, errs);
        scope->words = asy_scope_words(self, scope);
    }
}
