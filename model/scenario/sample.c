/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/sample.h"

double
asy_entry_sample(const struct asy_entry *entry, uint64_t seed, uint32_t draw)
{
    const struct asy_param *row = &asy_laws[entry->place.law]->params[entry->place.param];
    if (draw == 0 || entry->prior.form == ASY_PRIOR_NONE)
        return entry->number;
    const double x = asy_prior_sample(&entry->prior, asy_prior_luck(seed, draw, entry->key));
    const double number = entry->prior.is_factor ? x * entry->number : x;
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
    *out = (struct asy_uncertain){ entry->path, entry->from, entry->layer_name, entry };
    return true;
}

double
asy_uncertain_sample(const struct asy_uncertain *self, uint64_t seed, uint32_t draw)
{
    return asy_entry_sample(self->entry, seed, draw);
}
