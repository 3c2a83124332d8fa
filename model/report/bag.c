/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/bag.h"

#include <stdlib.h>

static size_t
start_of(uint64_t key, size_t n_slots)
{
    key ^= key >> 33;
    key *= UINT64_C(0xff51afd7ed558ccd); /* the finaliser of MurmurHash3 */
    key ^= key >> 33;
    return (size_t) key & (n_slots - 1);
}

bool
asy_bag_init(struct asy_bag *self, size_t n_jobs)
{
    *self = (struct asy_bag){ .n_jobs = n_jobs, .n_slots = 1024 };
    self->slot = calloc(self->n_slots, sizeof *self->slot);
    return self->slot != NULL;
}

void
asy_bag_free(struct asy_bag *self)
{
    for (size_t i = 0; i < self->n; i++)
        free(self->value[i]);
    free(self->value);
    free(self->key);
    free(self->slot);
    *self = (struct asy_bag){ 0 };
}

/* Where the key is, or would be. */
static size_t
probe(const struct asy_bag *self, uint64_t key)
{
    size_t at = start_of(key, self->n_slots);
    while (self->slot[at] && self->key[self->slot[at] - 1] != key)
        at = (at + 1) & (self->n_slots - 1);
    return at;
}

static bool
widen(struct asy_bag *self)
{
    int32_t *const slot = calloc(2 * self->n_slots, sizeof *slot);

    if (!slot)
        return false;
    free(self->slot);
    self->slot = slot;
    self->n_slots *= 2;
    for (size_t i = 0; i < self->n; i++)
        self->slot[probe(self, self->key[i])] = (int32_t) i + 1;
    return true;
}

static bool
make_room(struct asy_bag *self)
{
    if (self->n < self->room)
        return true;
    const size_t room = 2 * self->room + 64;
    uint64_t *const key = realloc(self->key, room * sizeof *key);
    self->key = key ? key : self->key;
    double **const value = realloc(self->value, room * sizeof *value);
    self->value = value ? value : self->value;
    self->room = key && value ? room : self->room;
    return key && value;
}

double *
asy_bag_at(struct asy_bag *self, uint64_t key)
{
    size_t at = probe(self, key);

    if (self->slot[at])
        return self->value[self->slot[at] - 1];
    if (2 * (self->n + 1) > self->n_slots) {
        if (!widen(self))
            return NULL;
        at = probe(self, key);
    }
    double *const value = calloc(self->n_jobs + 1, sizeof *value);
    if (!value || !make_room(self)) {
        free(value);
        return NULL;
    }
    self->key[self->n] = key;
    self->value[self->n++] = value;
    self->slot[at] = (int32_t) self->n;
    return value;
}

const double *
asy_bag_find(const struct asy_bag *self, uint64_t key)
{
    const int32_t i = self->slot[probe(self, key)];
    return i ? self->value[i - 1] : NULL;
}
