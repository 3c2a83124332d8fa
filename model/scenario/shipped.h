/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is shipped with the program: where it lies, and the reforms in it, by title and by the
   keys that they set. */
#ifndef ASY_SCENARIO_SHIPPED_H
#define ASY_SCENARIO_SHIPPED_H

#include "base/pool.h"
#include "scenario/param.h"

/* A reform as its file has it; all texts are the pool's. */
struct asy_shipped {
    const char *file, *title, *claim, *source;
    uint64_t (*sets)[2]; /* [law]: bits of the keys it sets */
};

/* "scenarios/baseline.cfg" of where one stands, else of the folders that scenarios are shipped
   in (text/shipped.h); NULL where there is none. Returns `out`. */
const char *asy_shipped_file(const char *name, char *out, size_t size);

/* The reforms in a folder, in the order of their names; what cannot be read is left out. In the
   pool; how many. */
size_t asy_shipped_read(struct asy_shipped **out, const char *folder, struct asy_pool *pool);
bool asy_shipped_sets(const struct asy_shipped *self, int law, int param);

#endif
