/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys that a ledger names (ledger.h), found in the catalogue, and held against what the
   reform sets. */
#define _POSIX_C_SOURCE 200809L /* strtok_r */
#include "scenario/ledger.h"

#include "base/near.h"
#include "scenario/change.h"

#include <stdlib.h>
#include <string.h>

/* A key as a ledger names it; what it does not say is any (ANY). A country that the reform adds
   is no law's (COUNTRY), and stands in `member`. */
enum { ANY = -2, COUNTRY = -1 };
struct key {
    int law, param, entity, member;
};

/* The law of that name; what is wrong is said. */
static bool
find_law(struct asy_ledger *self, const char *text, const char *name, struct key *key)
{
    struct asy_near near = { .word = name };
    char hint[80];

    for (key->law = 0; key->law < ASY_N_LAWS; key->law++) {
        if (strcmp(asy_laws[key->law]->name, name) == 0)
            return true;
        asy_near_try(&near, asy_laws[key->law]->name);
    }
    for (int i = 0; asy_section_at(i); i++)
        asy_near_try(&near, asy_section_at(i));
    asy_ledger_fault(self, "keys: %.120s: there is no law or section %.60s%s", text, name,
                     asy_near_hint(&near, hint, sizeof hint));
    return false;
}

static bool
find_param(struct asy_ledger *self, const char *text, const char *name, struct key *key)
{
    const struct asy_law *const law = asy_laws[key->law];
    struct asy_near near = { .word = name };
    char hint[80];

    for (key->param = 0; law->params[key->param].name; key->param++) {
        if (strcmp(law->params[key->param].name, name) == 0)
            return true;
        asy_near_try(&near, law->params[key->param].name);
    }
    for (int other = 0; other < ASY_N_LAWS; other++)
        for (const struct asy_param *row = asy_laws[other]->params; row->name; row++)
            if (strcmp(row->name, name) == 0) {
                asy_ledger_fault(self, "keys: %.120s: %s has no such key, but %s has %s", text,
                                 law->name, asy_laws[other]->name, name);
                return false;
            }
    asy_ledger_fault(self, "keys: %.120s: %s has no key %.60s%s", text, law->name, name,
                     asy_near_hint(&near, hint, sizeof hint));
    return false;
}

static bool
find_member(struct asy_ledger *self, const char *text, enum asy_per per, const char *name,
            int *id)
{
    char hint[160];

    *id = asy_find_member(self->reform, per, name);
    if (*id < 0)
        asy_ledger_fault(self, "keys: %.120s: %.60s is not a %s in the scenario%s", text, name,
                         asy_per_name(per),
                         asy_member_hint(self->reform, per, name, hint, sizeof hint));
    return *id >= 0;
}

static bool
find_entity(struct asy_ledger *self, const char *text, const char *name, struct key *key,
            enum asy_section of)
{
    const enum asy_per per = of == ASY_OF_GROUP      ? ASY_PER_GROUP
                             : of == ASY_OF_CROSSING ? ASY_PER_CROSSING
                                                     : ASY_PER_COUNTRY;
    int first;
    const int n = asy_law_entities(self->reform, of, &first);

    if (!find_member(self, text, per, name, &key->entity))
        return false;
    if (key->entity >= first && key->entity < first + n)
        return true;
    asy_ledger_fault(self, "keys: %.120s: %.60s belongs in `%s`", text, name,
                     key->entity < self->reform->n_states ? "states" : "transit");
    return false;
}

/* "rules.dublin.lapse", "states.POL.dublin.p_request.DEU", or "dublin.lapse" of any. */
static bool
read_key(struct asy_ledger *self, const char *text, struct key *key)
{
    char copy[ASY_LEDGER_MOST_CELL + 1];
    const char *part[6] = { NULL };
    int n = 0, at = 0;
    enum asy_section of = ASY_OF_WORLD;
    bool named = false;

    *key = (struct key){ .entity = ANY, .member = ANY };
    snprintf(copy, sizeof copy, "%s", text);
    for (char *p = copy; p && n < 6; n++) {
        part[n] = p;
        p = strchr(p, '.');
        if (p)
            *p++ = '\0';
    }
    if (strcmp(part[0], "countries") == 0 && n == 2) {
        key->law = COUNTRY;
        return find_member(self, text, ASY_PER_COUNTRY, part[1], &key->member);
    }
    if (strcmp(part[0], "rules") == 0)
        at = 1;
    else if (asy_section_of(part[0], &of)) {
        named = true;
        at = 2;
    }
    if (n < at + 2 || n > at + 3) {
        asy_ledger_fault(
            self,
            "keys: %.120s: expected law.key, rules.law.key or states.POL.law.key, and .DEU "
            "or another name behind it where the key has one value for each",
            text);
        return false;
    }
    if (!find_law(self, text, part[at], key) || !find_param(self, text, part[at + 1], key) ||
        (named && !find_entity(self, text, part[1], key, of)))
        return false;
    const struct asy_law *const law = asy_laws[key->law];
    const struct asy_param *const row = &law->params[key->param];
    if (named && law->section != of) {
        asy_ledger_fault(self, "keys: %.120s: %s does not stand in `%s`; write %s.%s for all",
                         text, law->name, part[0], law->name, row->name);
        return false;
    }
    if (!part[at + 2])
        return true;
    if (asy_has_members(row))
        return find_member(self, text, row->per, part[at + 2], &key->member);
    asy_ledger_fault(self, "keys: %.120s: %s.%s is one value, without .%.60s", text, law->name,
                     row->name, part[at + 2]);
    return false;
}

static bool
agrees(int asked, int given, int all)
{
    return asked == ANY || given == all || asked == given;
}

/* Does the reform say anything of it? *later: only of days past the last one that is lived. */
static bool
is_set(const struct asy_ledger *self, const struct key *key, bool *later)
{
    const struct asy_scenario *const reform = self->reform;
    bool found = false;

    *later = false;
    for (size_t i = reform->law_first[key->law]; i < reform->law_first[key->law + 1]; i++) {
        const struct asy_entry *const entry = &reform->entries[i];
        const char *const by =
            entry->layer > 0 && entry->layer <= ASY_MOST_REFORMS &&
                    (reform->closure_layer == 0 || entry->layer < reform->closure_layer)
                ? reform->layer_reform[entry->layer]
                : NULL;
        if (!by || strcmp(by, self->reform_name) != 0 || entry->place.param != key->param ||
            !agrees(key->entity, entry->place.entity, ASY_GENERAL) ||
            !agrees(key->member, entry->place.member, ASY_ALL))
            continue;
        found = true;
        *later |= entry->since >= reform->n_days;
    }
    return found;
}

static void
keep_change(void *user, const struct asy_change *change)
{
    struct asy_ledger *const self = user;
    const struct asy_place place = { change->law_id,
                                     (int) (change->row - asy_laws[change->law_id]->params),
                                     change->entity_id, change->member_id };

    if (self->n_changed == self->room) {
        const size_t room = self->room ? 2 * self->room : 256;
        struct asy_place *const list = realloc(self->changed, room * sizeof *list);
        if (!list) {
            self->out->pool.failed = true;
            return;
        }
        self->changed = list;
        self->room = room;
    }
    self->changed[self->n_changed++] = place;
}

static bool
is_changed(struct asy_ledger *self, const struct key *key)
{
    bool later;

    if (key->law == COUNTRY)
        return (self->reform->adds >> key->member & 1) != 0;
    if (!is_set(self, key, &later))
        return false;
    if (!self->alone || later)
        return true;
    if (!self->is_found)
        asy_scenario_each_change(self->base, self->reform, keep_change, self);
    self->is_found = true;
    for (size_t i = 0; i < self->n_changed; i++) {
        const struct asy_place *const place = &self->changed[i];
        if (place->law == key->law && place->param == key->param &&
            agrees(key->entity, place->entity, ANY) &&
            agrees(key->member, place->member, ASY_NO_MEMBER))
            return true;
    }
    return false;
}

const char *
asy_ledger_keys(struct asy_ledger *self, const char *cell, bool *changed)
{
    char copy[ASY_LEDGER_MOST_CELL + 1], joined[2 * ASY_LEDGER_MOST_CELL] = "";
    size_t used = 0;

    *changed = false;
    snprintf(copy, sizeof copy, "%s", cell);
    for (char *save, *word = strtok_r(copy, " \t", &save); word;
         word = strtok_r(NULL, " \t", &save)) {
        struct key key;
        if (!read_key(self, word, &key)) {
            *changed = true; /* has been called wrong already */
            continue;
        }
        *changed = *changed || is_changed(self, &key);
        used += (size_t) snprintf(joined + used, sizeof joined - used, "%s%s", used ? " " : "",
                                  word);
    }
    return asy_pool_text(&self->out->pool, joined);
}
