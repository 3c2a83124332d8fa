/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a finished run hands on: cells, paired fates, flows and chains, each sorted, none zero.
 */
#include <stdlib.h>

#include "engine/digest.h"
#include "engine/run.h"
#include "life/outcomes.h"

/* Most counts are zero: so many are looked at together. */
enum { AT_ONCE = 16 };

static size_t
next_counted(const uint32_t *block, size_t i, size_t n)
{
    for (; i + AT_ONCE <= n; i += AT_ONCE) {
        uint32_t any = 0;
        for (size_t k = 0; k < AT_ONCE; k++)
            any |= block[i + k];
        if (any)
            break;
    }
    while (i < n && block[i] == 0)
        i++;
    return i;
}

static struct asy_cell
cell_of(const struct asy_tally *tally, int metric, int period, size_t i)
{
    const size_t places = tally->places[metric];
    const int place = (int) (i % places), n = tally->n_countries;
    const bool pair = asy_metrics[metric].where == ASY_PAIR;
    return (struct asy_cell){
        .metric = (uint16_t) metric,
        .period = (uint16_t) period,
        .group = (uint8_t) (i / places),
        .place = (uint8_t) (pair ? place / n : place),
        .receiver = (uint8_t) (pair ? place % n : 0),
    };
}

static bool
add_cell(struct asy_result *result, size_t *room, struct asy_cell cell)
{
    if (result->n_cells == *room) {
        const size_t more = *room ? 2 * *room : 1 << 14;
        struct asy_cell *cells = realloc(result->cells, more * sizeof *cells);
        if (!cells)
            return false;
        result->cells = cells;
        *room = more;
    }
    result->cells[result->n_cells++] = cell;
    return true;
}

/* Every count that is not zero, in the order of the result, the counts being read once: those
   of an outcome stand together, one period behind the other. */
static bool
take_cells(const struct asy_run *self, struct asy_result *result)
{
    const struct asy_tally *tally = &self->tally;
    size_t room = 0;
    for (int m = 0; m < ASY_N_METRICS; m++) {
        const uint32_t *counts = asy_tally_block(tally, m, 0);
        const size_t n = tally->stride[m], all = n * (size_t) asy_tally_periods(tally, m);
        int period = 0;
        for (size_t i = 0, end = n; (i = next_counted(counts, i, all)) < all; i++) {
            for (; i >= end; end += n)
                period++;
            struct asy_cell cell = cell_of(tally, m, period, i - (end - n));
            cell.value = counts[i];
            if (!add_cell(result, &room, cell))
                return false;
        }
    }
    return true;
}

/* People stand in the order in which they set out: by day, group and number. */
static uint64_t
order_of(const struct asy_applicant *who)
{
    const uint64_t day = (uint64_t) (asy_departed(who) - INT16_MIN); /* from 0 on */
    return day << 32 | (uint64_t) who->group << 16 | (who->id & 0xffff);
}

int64_t
asy_run_same(const struct asy_run *self, const struct asy_run *other, uint32_t i,
             uint32_t *hint)
{
    const uint64_t wanted = order_of(&other->people[i]);
    while (*hint < self->n_people && order_of(&self->people[*hint]) < wanted)
        ++*hint;
    const bool found = *hint < self->n_people && order_of(&self->people[*hint]) == wanted;
    return found ? (int64_t) *hint : -1;
}

static bool
take_paired(const struct asy_run *self, const struct asy_run *baseline,
            struct asy_result *result)
{
    enum { FATES = ASY_N_FATES * ASY_N_FATES };
    const size_t n = (size_t) self->world->n_groups * FATES;
    uint32_t *persons = calloc(n, sizeof *persons);
    result->paired = malloc(n * sizeof *result->paired);
    if (persons && result->paired) {
        uint32_t hint = 0;
        for (uint32_t i = self->n_before; i < self->n_people; i++) {
            const int64_t same = asy_run_same(baseline, self, i, &hint);
            if (same < 0)
                continue; /* sets out in this world only */
            const struct asy_applicant *here = &self->people[i],
                                       *there = &baseline->people[same];
            /* of a family of another size those whom both worlds have: the rest set out in
               one of them only */
            persons[here->group * FATES + there->fate * ASY_N_FATES + here->fate] +=
                here->persons < there->persons ? here->persons : there->persons;
        }
        for (size_t i = 0; i < n; i++)
            if (persons[i])
                result->paired[result->n_paired++] = (struct asy_paired){
                    .group = (uint8_t) (i / FATES),
                    .fate_baseline = (uint8_t) (i % FATES / ASY_N_FATES),
                    .fate_here = (uint8_t) (i % ASY_N_FATES),
                    .persons = persons[i],
                };
    }
    const bool ok = persons && result->paired;
    free(persons);
    return ok;
}

/* The pairs of stages between which anybody went, in `pair`, as from * ASY_N_STAGES + to; their
   number is returned. */
static size_t
pairs_gone(const struct asy_run *self, uint16_t pair[ASY_N_STAGES * ASY_N_STAGES])
{
    const size_t n = (size_t) self->world->n_groups;
    size_t n_pairs = 0;
    for (int i = 0; i < ASY_N_STAGES * ASY_N_STAGES; i++) {
        const uint32_t *flow = &self->flow[(size_t) i * n];
        uint32_t any = 0;
        for (size_t g = 0; g < n; g++)
            any |= flow[g];
        pair[n_pairs] = (uint16_t) i;
        n_pairs += any != 0;
    }
    return n_pairs;
}

static bool
take_flows(const struct asy_run *self, struct asy_result *result)
{
    uint16_t pair[ASY_N_STAGES * ASY_N_STAGES];
    const size_t n = pairs_gone(self, pair);
    const int n_groups = self->world->n_groups;
    result->flows = malloc((n * (size_t) n_groups + 1) * sizeof *result->flows);
    if (!result->flows)
        return false;
    for (int group = 0; group < n_groups; group++)
        for (size_t i = 0; i < n; i++) {
            const int from = pair[i] / ASY_N_STAGES, to = pair[i] % ASY_N_STAGES;
            const uint32_t persons = self->flow[asy_flow_at(self, from, to, group)];
            if (persons)
                result->flows[result->n_flows++] = (struct asy_flow){
                    .group = (uint8_t) group,
                    .from = (uint8_t) from,
                    .to = (uint8_t) to,
                    .persons = persons,
                };
        }
    return true;
}

static int
by_key(const void *a, const void *b)
{
    const struct asy_ledger_row *x = a, *y = b;
    return (x->key > y->key) - (x->key < y->key);
}

static struct asy_chain
chain_of(const struct asy_ledger_row *row)
{
    const struct asy_ledger_chain key = asy_ledger_chain_of(row->key);
    struct asy_chain chain = {
        .group = (uint8_t) key.group,
        .n_links = (uint8_t) key.n_links,
        .year = (uint16_t) key.year,
        .receiver = (uint8_t) key.receiver,
        .persons = row->persons,
        .harmed = row->harmed,
    };
    for (int k = 0; k < key.n_links; k++) {
        chain.sender[k] = (uint8_t) key.sender[k];
        chain.act[k] = (uint8_t) key.act[k];
    }
    return chain;
}

static bool
take_chains(const struct asy_run *self, struct asy_result *result)
{
    const struct asy_ledger *ledger = &self->ledger;
    struct asy_ledger_row *row = malloc((ledger->n + 1) * sizeof *row);
    result->chains = malloc((ledger->n + 1) * sizeof *result->chains);
    if (row && result->chains) {
        size_t n = 0;
        for (size_t i = 0; i < ledger->room; i++)
            if (ledger->row[i].key)
                row[n++] = ledger->row[i];
        qsort(row, n, sizeof *row, by_key);
        for (size_t i = 0; i < n; i++)
            result->chains[i] = chain_of(&row[i]);
        result->n_chains = n;
    }
    const bool ok = row && result->chains;
    free(row);
    return ok;
}

bool
asy_run_result(const struct asy_run *self, const struct asy_run *baseline,
               struct asy_result *result)
{
    *result = (struct asy_result){ .naming = self->naming,
                                   .events = self->events,
                                   .n_cases = self->n_people - self->n_before };
    if (!take_cells(self, result) || !take_paired(self, baseline, result) ||
        !take_flows(self, result) || !take_chains(self, result)) {
        asy_result_free(result);
        return false;
    }
    result->digest = asy_result_digest(result);
    return true;
}
