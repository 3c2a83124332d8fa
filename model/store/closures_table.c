/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the committed table says of the scenarios of a file: name and digest must be the same.
 */
#include "store/closures.h"

#include "outcome/closure_table.h"
#include "store/compare.h"
#include "store/inside.h"

#include <stdlib.h>
#include <string.h>

static bool
is_claim(const struct asy_closure_row *row, const struct asy_claim_outcome *claim)
{
    return strcmp(row->metric, claim->metric) == 0 &&
           strcmp(row->population, claim->population) == 0 &&
           strcmp(row->place, claim->place) == 0 && row->direction == claim->direction;
}

static void
tell(struct asy_closures *out, const struct asy_closure_row *row, int scenario, int nr,
     const struct asy_claim_outcome *claim)
{
    struct asy_closure_told *const told = &out->list[out->n++];

    *told = (struct asy_closure_told){
        .scenario = scenario, .nr = nr, .claim = claim, .signs = row->signs
    };
    snprintf(told->period, sizeof told->period, "%.31s", row->period);
    snprintf(out->seed, sizeof out->seed, "%.23s", row->seed);
    snprintf(out->version, sizeof out->version, "%.31s", row->version);
    out->is_of_table = true;
    if (out->n == 1 || (size_t) row->draws < out->n_draws)
        out->n_draws = (size_t) row->draws;
}

static void
tell_scenario(struct asy_results *self, struct asy_closures *out,
              const struct asy_closure_table *table, int scenario, const char *digest)
{
    const struct asy_claim_outcome *claim;
    const char *const name = asy_results_scenario(self, scenario)->name;
    bool is_stale = false;

    for (int nr = 0; (claim = asy_results_claim(self, scenario, nr)); nr++) {
        for (size_t i = 0; i < table->n; i++) {
            const struct asy_closure_row *const row = &table->list[i];
            if (strcmp(row->reform, name) != 0 || !is_claim(row, claim))
                continue;
            if (strcmp(row->digest, digest) == 0)
                tell(out, row, scenario, nr, claim);
            else
                is_stale = true;
        }
    }
    out->n_stale += is_stale;
}

bool
asy_closures_of_table(struct asy_results *self, struct asy_closures *out, struct asy_error *err)
{
    struct asy_closure_table table;
    char digest[33];
    bool ok = asy_closure_table_read(&table, NULL, err);
    const size_t room = table.n * (size_t) asy_compare_reforms(self);

    if (ok && table.n) {
        out->list = calloc(room + 1, sizeof *out->list);
        ok = out->list || asy_fail(err, ASY_E_RESOURCES, self->path, "out of memory");
    }
    for (int s = 1; ok && table.n && s <= asy_compare_reforms(self); s++) {
        ok = asy_results_scenario_digest(self, s, digest, err);
        if (ok)
            tell_scenario(self, out, &table, s, digest);
    }
    asy_closure_table_free(&table);
    return ok;
}
