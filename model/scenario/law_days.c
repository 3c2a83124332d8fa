/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/law_days.h"

#include <stdlib.h>
#include <string.h>

static int
compare_days(const void *left, const void *right)
{
    const int32_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

static bool
join_days(struct asy_law_days *self, int entity)
{
    int32_t *a = NULL, *b = NULL;
    const ptrdiff_t n = asy_change_days(self->base, self->law, entity, &a);
    const ptrdiff_t m = asy_change_days(self->reform, self->law, entity, &b);
    if (n > 0 && m > 0)
        self->days = calloc((size_t) (n + m), sizeof *self->days);
    if (self->days) {
        memcpy(self->days, a, (size_t) n * sizeof *a);
        memcpy(self->days + n, b, (size_t) m * sizeof *b);
        qsort(self->days, (size_t) (n + m), sizeof *self->days, compare_days);
        for (ptrdiff_t i = 0; i < n + m; i++)
            if (self->n == 0 || self->days[i] != self->days[self->n - 1])
                self->days[self->n++] = self->days[i];
    }
    free(a);
    free(b);
    return self->days != NULL;
}

void
asy_law_days_free(struct asy_law_days *self)
{
    free(self->days);
    free(self->old);
    free(self->new);
    asy_pool_free(&self->pool);
}

/* The kind of people in the base who lie there in a scope of the reform's (from 1; 0: none). */
static unsigned
kind_in_base(const struct asy_law_days *self, int scope)
{
    for (int i = 0; scope && i < self->base->n_scopes; i++)
        if (strcmp(self->base->scopes[i].text, self->reform->scopes[scope - 1].text) == 0)
            return 1u << i;
    return 0;
}

bool
asy_law_days_init(struct asy_law_days *self, const struct asy_scenario *base,
                  const struct asy_scenario *reform, int law, int entity, int scope)
{
    const unsigned kind = scope ? 1u << (scope - 1) : 0;
    *self = (struct asy_law_days){ .base = base,
                                   .reform = reform,
                                   .law = law,
                                   .entity = entity,
                                   .n_slots = asy_n_slots(base, law),
                                   .scope = scope,
                                   .whom = scope ? reform->scopes[scope - 1].words : NULL };
    if (!join_days(self, entity))
        return false;
    const size_t n = (size_t) self->n * (size_t) self->n_slots;
    self->old = calloc(n + 1, sizeof *self->old);
    self->new = calloc(n + 1, sizeof *self->new);
    if (!self->old || !self->new)
        return false;
    for (ptrdiff_t i = 0; i < self->n; i++) {
        asy_resolve_made(base, law, entity, self->days[i], base->n_layers,
                         kind_in_base(self, scope), &self->pool, self->old + i * self->n_slots);
        asy_resolve_made(reform, law, entity, self->days[i], reform->n_layers, kind,
                         &self->pool, self->new + i * self->n_slots);
    }
    return !self->pool.failed;
}
