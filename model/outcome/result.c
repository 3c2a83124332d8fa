/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the dense counts of a run to its sparse result, and the digest that names it. */
#include "outcome/result.h"

#include <stdlib.h>

void
asy_result_free(struct asy_result *self)
{
    free(self->cells);
    free(self->paired);
    free(self->flows);
    free(self->chains);
    *self = (struct asy_result){ 0 };
}

/* FNV-1a over numbers, so that neither padding nor byte order enters. */
static uint64_t
add(uint64_t digest, uint64_t number)
{
    for (int i = 0; i < 8; i++) {
        digest ^= number >> (8 * i) & 0xff;
        digest *= 0x100000001b3u;
    }
    return digest;
}

uint64_t
asy_result_digest(const struct asy_result *self)
{
    uint64_t d = 0xcbf29ce484222325u;
    d = add(d, self->n_cells);
    for (size_t i = 0; i < self->n_cells; i++) {
        const struct asy_cell *c = &self->cells[i];
        d = add(d, (uint64_t) c->metric << 40 | (uint64_t) c->period << 24 |
                       (uint64_t) c->group << 16 | (uint64_t) c->place << 8 | c->receiver);
        d = add(d, c->value);
    }
    d = add(d, self->n_paired);
    for (size_t i = 0; i < self->n_paired; i++) {
        const struct asy_paired *p = &self->paired[i];
        d = add(d, (uint64_t) p->group << 48 | (uint64_t) p->fate_baseline << 40 |
                       (uint64_t) p->fate_here << 32 | p->persons);
    }
    d = add(d, self->n_flows);
    for (size_t i = 0; i < self->n_flows; i++) {
        const struct asy_flow *f = &self->flows[i];
        d = add(d, (uint64_t) f->group << 48 | (uint64_t) f->from << 40 |
                       (uint64_t) f->to << 32 | f->persons);
    }
    d = add(d, self->n_chains);
    for (size_t i = 0; i < self->n_chains; i++) {
        const struct asy_chain *c = &self->chains[i];
        d = add(d, (uint64_t) c->group << 40 | (uint64_t) c->n_links << 32 |
                       (uint64_t) c->year << 16 | c->receiver);
        for (int k = 0; k < c->n_links; k++)
            d = add(d, (uint64_t) c->sender[k] << 8 | c->act[k]);
        d = add(d, (uint64_t) c->persons << 32 | c->harmed);
    }
    return d;
}
