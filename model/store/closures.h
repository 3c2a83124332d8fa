/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a file says of each claim in the sixteen worlds. For `compare` and the page alike. */
#ifndef ASY_STORE_CLOSURES_H
#define ASY_STORE_CLOSURES_H

#include "outcome/closures.h"
#include "store/results.h"

/* One claim, read at one date: its paired difference in each world, and what sign that is. Of
   the committed table the signs alone are known. */
struct asy_closure_told {
    int scenario, nr;                      /* of the claim, asy_results_claim */
    const struct asy_claim_outcome *claim; /* of the results */
    char period[32];                       /* "2017..2017", "2017..2018", "all" */
    struct asy_summary difference[ASY_N_WORLDS];
    struct asy_signs signs;
};

struct asy_closures {
    struct asy_closure_told *list; /* by scenario, claim, date; owned */
    size_t n;
    size_t n_draws; /* the fewest of any world */
    /* where the file itself has none: of the committed table (outcome/closure_table.h), by the
       digest of each scenario; else all zero */
    bool is_of_table;
    char seed[24], version[32]; /* that the table was made with */
    int n_stale; /* reforms of which the table knows another text, or of another baseline */
};

/* All of them; none where neither the file nor the table has any. Borrows from `results`; free
   with asy_closures_free, also when this has failed. */
bool asy_results_closures(struct asy_results *results, struct asy_closures *out,
                          struct asy_error *err);
void asy_closures_free(struct asy_closures *self);

/* 32 hex digits of what a scenario says, as the file has them. */
bool asy_results_scenario_digest(struct asy_results *results, int scenario, char digest[33],
                                 struct asy_error *err);

#endif
