/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One law of one entity on all days on which either of two scenarios changes: what both say of
   each of its values, side by side. */
#ifndef ASY_SCENARIO_LAW_DAYS_H
#define ASY_SCENARIO_LAW_DAYS_H

#include "scenario/inside.h"

/* Of nobody in particular, or of those who lie in one scope. */
struct asy_law_days {
    const struct asy_scenario *base, *reform;
    int law, entity, n_slots;
    int scope;        /* of the reform's, from 1; 0: of nobody in particular */
    const char *whom; /* "for all but minors alone"; NULL: of nobody in particular */
    const struct asy_law_days *plain; /* that of nobody in particular; NULL: this one */
    int32_t *days;
    ptrdiff_t n;
    const struct asy_entry **old, **new; /* [day][slot] */
    struct asy_pool pool;                /* of what forms come to */
};

/* Of those in a scope of the reform's, from 1; 0: of nobody in particular. False without
   memory; free it all the same. */
bool asy_law_days_init(struct asy_law_days *self, const struct asy_scenario *base,
                       const struct asy_scenario *reform, int law, int entity, int scope);
void asy_law_days_free(struct asy_law_days *self);

#endif
