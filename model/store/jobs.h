/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The (draw, replicate) pairs that have all their scenarios, and the runs behind them. */
#ifndef ASY_STORE_JOBS_H
#define ASY_STORE_JOBS_H

#include "store/inside.h"

struct asy_jobs {
    uint32_t *draw, *replicate; /* [n], sorted */
    sqlite3_int64 *run;         /* [n][n_scenarios]; 0 where it is not simulated on that draw */
    int n;
};

bool asy_jobs_load(struct asy_jobs *self, struct asy_results *results, struct asy_error *err);
void asy_jobs_free(struct asy_jobs *self);

/* How many of them, the first, a scenario has. */
int asy_jobs_of(const struct asy_jobs *self, const uint32_t *draw,
                const struct asy_results_entry *entry);

/* Room for answers about these jobs; takes their draws and replicates. */
bool asy_answers_init(struct asy_answers *out, const struct asy_results *results,
                      struct asy_jobs *jobs, int n_asks, int n_scenarios,
                      struct asy_error *err);

#endif
