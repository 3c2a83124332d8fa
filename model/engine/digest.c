/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each count is hashed with the names of what it counts, and the hashes are added up: a sum
   knows no order, and a part of it can be taken alone. */
#include "engine/digest.h"
#include "base/hash.h"
#include "life/luck.h"
#include "life/outcomes.h"

#include <string.h>

/* ---- names ------------------------------------------------------------------------------- */

uint64_t
asy_name_hash(const char *name)
{
    return asy_fnv(ASY_FNV_BASE, name);
}

static void
name_catalogues(struct asy_naming *self)
{
    for (int m = 0; m < ASY_N_METRICS; m++) {
        const struct asy_metric_row *row = &asy_metrics[m];
        self->outcome[m] = asy_name_hash(row->name);
        self->where[m] = (uint8_t) row->where;
        self->detail[m] = (uint8_t) row->detail;
    }
    for (int f = 0; f < ASY_N_FATES; f++)
        self->fate[f] = asy_name_hash(asy_fate_name((enum asy_fate) f));
    for (int s = 0; s < ASY_N_STAGES; s++)
        self->stage[s] = asy_name_hash(asy_stage_name(s));
    for (int a = 0; a < ASY_N_ACTS; a++)
        self->act[a] = asy_name_hash(asy_act_name(a));
}

void
asy_naming_init(struct asy_naming *self, const struct asy_world *world)
{
    memset(self, 0, sizeof *self);
    self->first_year = world->first_year;
    name_catalogues(self);
    for (int g = 0; g < world->n_groups; g++)
        self->group[g] = asy_name_hash(world->group[g].name);
    for (int c = 0; c < world->n_countries; c++)
        self->country[c] = asy_name_hash(world->country[c].code);
    for (int x = 0; x < world->n_crossings; x++)
        self->crossing[x] = asy_name_hash(world->crossing[x].name);
}

/* ---- one count --------------------------------------------------------------------------- */

/* In this order: sender and receiver are not alike. */
static inline uint64_t
join(uint64_t hash, uint64_t next)
{
    return asy_mix(hash ^ next);
}

/* A month counts from the year 0, so that neither it nor a year depends on where the horizon
   begins. */
static inline uint64_t
date_of(const struct asy_naming *naming, int detail, int period)
{
    return (uint64_t) (detail == ASY_MONTH ? 12 * naming->first_year + period
                                           : naming->first_year + period);
}

/* Where an outcome has no place or no receiver, the number is 0, and enters as it is. */
static uint64_t
of_cell(const struct asy_naming *naming, const struct asy_cell *cell)
{
    const int m = cell->metric % ASY_MOST_METRICS, where = naming->where[m];
    const uint64_t outcome = m == cell->metric ? naming->outcome[m] : 0;
    const uint64_t place = where == ASY_NOWHERE    ? cell->place
                           : where == ASY_CROSSING ? naming->crossing[cell->place]
                                                   : naming->country[cell->place];
    const uint64_t receiver =
        where == ASY_PAIR ? naming->country[cell->receiver] : cell->receiver;
    const uint64_t hash = join(join(outcome, naming->group[cell->group]), place);
    return join(join(hash, receiver),
                date_of(naming, naming->detail[m], cell->period) << 32 | cell->value);
}

/* What the hashes of other counts begin with, as those of cells do with their outcome. */
enum { PAIRED = 1, FLOW, CHAIN };

static uint64_t
of_paired(const struct asy_naming *naming, const struct asy_paired *p)
{
    const uint64_t hash =
        join(join(PAIRED, naming->group[p->group]), naming->fate[p->fate_baseline]);
    return join(join(hash, naming->fate[p->fate_here]), p->persons);
}

static uint64_t
of_flow(const struct asy_naming *naming, const struct asy_flow *f)
{
    const uint64_t hash = join(join(FLOW, naming->group[f->group]), naming->stage[f->from]);
    return join(join(hash, naming->stage[f->to]), f->persons);
}

static uint64_t
of_chain(const struct asy_naming *naming, const struct asy_chain *c)
{
    uint64_t hash = join(join(CHAIN, naming->group[c->group]),
                         date_of(naming, ASY_YEAR, c->year) << 8 | c->n_links);
    for (int k = 0; k < c->n_links && k < ASY_CHAIN_LINKS; k++)
        hash = join(join(hash, naming->country[c->sender[k]]), naming->act[c->act[k]]);
    hash = join(hash, naming->country[c->receiver]);
    return join(hash, (uint64_t) c->persons << 32 | c->harmed);
}

/* ---- all of them ------------------------------------------------------------------------- */

void
asy_result_digest_parts(const struct asy_result *self, struct asy_digest *parts)
{
    const struct asy_naming *const naming = self->naming;
    *parts = (struct asy_digest){ 0 };
    for (size_t i = 0; i < self->n_cells; i++)
        parts->outcome[self->cells[i].metric % ASY_MOST_METRICS] +=
            of_cell(naming, &self->cells[i]);
    for (size_t i = 0; i < self->n_paired; i++)
        parts->paired += of_paired(naming, &self->paired[i]);
    for (size_t i = 0; i < self->n_flows; i++)
        parts->flows += of_flow(naming, &self->flows[i]);
    for (size_t i = 0; i < self->n_chains; i++)
        parts->chains += of_chain(naming, &self->chains[i]);
}

void
asy_digest_add(struct asy_digest *all, const struct asy_digest *parts, uint64_t key)
{
    const uint64_t of = asy_mix(key);
    for (int i = 0; i < ASY_MOST_METRICS; i++)
        all->outcome[i] += parts->outcome[i] ? join(of, parts->outcome[i]) : 0;
    all->paired += join(of, parts->paired);
    all->flows += join(of, parts->flows);
    all->chains += join(of, parts->chains);
}

uint64_t
asy_digest_sum(const struct asy_digest *parts)
{
    uint64_t sum = 0;
    for (int i = 0; i < ASY_MOST_METRICS; i++)
        sum += parts->outcome[i];
    return sum + parts->paired + parts->flows + parts->chains;
}

uint64_t
asy_result_digest(const struct asy_result *self)
{
    struct asy_digest parts;
    asy_result_digest_parts(self, &parts);
    return asy_digest_sum(&parts);
}
