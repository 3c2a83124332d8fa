/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/sample.h"

#include <math.h>
#include <string.h>

/* What the baseline says of a family of errors under this key of rules.shared_error; NULL. */
static const struct asy_entry *
said_of(const struct asy_scenario *self, const char *key, enum asy_hand family)
{
    const int law = ASY_LAW_shared_error;
    const struct asy_entry *found = NULL;
    for (size_t i = self->law_first[law]; i < self->law_first[law + 1]; i++) {
        const struct asy_entry *const entry = &self->entries[i];
        const char *const name = asy_laws[law]->params[entry->place.param].name;
        const int member = entry->place.member;
        if (strcmp(name, key) == 0 && (member == ASY_ALL || member == (int) family))
            found = entry; /* later ones win */
    }
    return found;
}

/* The uniform number of an entry, with what it shares put in. */
static double
luck_of(const struct asy_scenario *self, const struct asy_entry *entry, uint64_t seed,
        uint32_t draw)
{
    const double own = asy_prior_luck(seed, draw, entry->key);
    const enum asy_hand family = entry->hand;
    if (family == ASY_HAND_none)
        return own;
    const struct asy_entry *const part = said_of(self, "part", family);
    const struct asy_entry *const shift = said_of(self, "shift", family);
    return asy_hand_mix(own, asy_prior_luck(seed, draw, asy_hand_key((int) family)),
                        part ? asy_entry_sample(self, part, seed, draw) : 0.0,
                        shift ? asy_entry_sample(self, shift, seed, draw) : 0.0, entry->sign);
}

double
asy_entry_sample(const struct asy_scenario *self, const struct asy_entry *entry, uint64_t seed,
                 uint32_t draw)
{
    const struct asy_param *row = &asy_laws[entry->place.law]->params[entry->place.param];
    if (draw == 0 || entry->prior.form == ASY_PRIOR_NONE)
        return entry->number;
    const double x = asy_prior_sample(&entry->prior, luck_of(self, entry, seed, draw));
    const double number = entry->prior.is_factor ? x * entry->number : x;
    if (entry->form.kind != ASY_FORM_VALUE) /* it is cut when it has been laid over */
        return entry->form.kind == ASY_FORM_TIMES ? fmax(number, 0.0) : number;
    return number < row->min ? row->min : number > row->max ? row->max : number;
}

bool
asy_scenario_uncertain(const struct asy_scenario *self, size_t *i, struct asy_uncertain *out)
{
    while (*i < self->n_entries && self->entries[*i].prior.form == ASY_PRIOR_NONE)
        ++*i;
    if (*i >= self->n_entries)
        return false;
    const struct asy_entry *entry = &self->entries[(*i)++];
    *out = (struct asy_uncertain){ entry->path, entry->from, entry->layer_name, entry, self };
    return true;
}

double
asy_uncertain_sample(const struct asy_uncertain *self, uint64_t seed, uint32_t draw)
{
    return asy_entry_sample(self->scenario, self->entry, seed, draw);
}
