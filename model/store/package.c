/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In the results file beside the scenarios: the outcomes of their claims, and of a package its
   parts, its subsets and the orders in which they are brought in. */
#include "store/inside.h"

#include <stdlib.h>
#include <string.h>

/* ---- writing ----------------------------------------------------------------------------- */

bool
asy_claims_write(struct asy_results *self, const struct asy_plan *plan, struct asy_error *err)
{
    struct asy_claim_outcome claim;

    for (int s = 0; s < plan->n_scenarios; s++)
        for (size_t i = 0; asy_scenario_claim_outcome(plan->scenarios[s], i, &claim); i++)
            if (!asy_sql_once(self, "INSERT INTO claim_outcome VALUES(?, ?, ?, ?, ?, ?, ?)",
                              err, "iissssi", s, (int) i, claim.reform, claim.metric,
                              claim.population, claim.place, claim.direction))
                return false;
    return true;
}

static bool
write_package(struct asy_results *self, const struct asy_plan *plan,
              const struct asy_split *split, struct asy_error *err)
{
    struct asy_part part;

    for (size_t i = 0; asy_scenario_part(plan->scenarios[1], i, &part); i++)
        if (!asy_sql_once(self, "INSERT INTO package_part VALUES(?, ?, ?)", err, "iss", (int) i,
                          part.name, part.title))
            return false;
    for (int i = 0; i < split->n_subsets; i++)
        if (!asy_sql_once(self, "INSERT INTO package_subset VALUES(?, ?)", err, "iI", 1 + i,
                          (long long) split->subset[i]))
            return false;
    for (int k = 0; k < split->n_orders; k++)
        for (int i = 0; i < split->n_parts; i++)
            if (!asy_sql_once(self, "INSERT INTO package_order VALUES(?, ?, ?)", err, "iii", k,
                              i, (int) split->order[k][i]))
                return false;
    return true;
}

bool
asy_results_add_package(struct asy_results *self, const struct asy_plan *plan,
                        const struct asy_split *split, struct asy_error *err)
{
    if (self->package.n_parts) /* gone on with */
        return true;
    return asy_sql_run(self, "BEGIN", err) && write_package(self, plan, split, err) &&
           asy_sql_run(self, "COMMIT", err);
}

/* ---- reading ----------------------------------------------------------------------------- */

static bool
broken(const struct asy_results *self, struct asy_error *err)
{
    return asy_fail(err, ASY_E_RESULTS, self->path, "is damaged: not the parts of a package");
}

/* The four texts of a claim in one block. */
static bool
take_claim(struct asy_results *self, sqlite3_stmt *stmt, struct asy_error *err)
{
    struct asy_stored_claim *list =
        realloc(self->claims, ((size_t) self->n_claims + 1) * sizeof *list);
    size_t size = 0;

    if (!list)
        return asy_fail(err, ASY_E_RESOURCES, self->path, "out of memory");
    self->claims = list;
    struct asy_stored_claim *claim = &list[self->n_claims];
    *claim = (struct asy_stored_claim){ .scenario = sqlite3_column_int(stmt, 0),
                                        .is.direction = sqlite3_column_int(stmt, 5) };
    for (int i = 1; i <= 4; i++)
        size += (size_t) sqlite3_column_bytes(stmt, i) + 1;
    char *text = calloc(1, size);
    if (!text)
        return asy_fail(err, ASY_E_RESOURCES, self->path, "out of memory");
    const char **const into[] = { &claim->is.reform, &claim->is.metric, &claim->is.population,
                                  &claim->is.place };
    for (int i = 1; i <= 4; i++) {
        *into[i - 1] = text;
        asy_sql_text(stmt, i, text, (size_t) sqlite3_column_bytes(stmt, i) + 1);
        text += strlen(text) + 1;
    }
    self->n_claims++;
    return true;
}

static bool
take_part(struct asy_results *self, sqlite3_stmt *stmt, struct asy_error *err)
{
    struct asy_results_package *package = &self->package;
    const int i = package->n_parts;

    if (sqlite3_column_int(stmt, 0) != i || i >= ASY_MOST_PARTS)
        return broken(self, err);
    for (int c = 1; c <= 2; c++) {
        const size_t size = (size_t) sqlite3_column_bytes(stmt, c) + 1;
        char *const text = calloc(1, size);
        if (!text)
            return asy_fail(err, ASY_E_RESOURCES, self->path, "out of memory");
        asy_sql_text(stmt, c, text, size);
        *(c == 1 ? &package->name[i] : &package->title[i]) = text;
        package->n_parts = i + 1; /* so that its texts are freed */
    }
    return true;
}

struct orders {
    int n;
    uint8_t order[ASY_MOST_ORDERS][ASY_MOST_PARTS];
};

static bool
load_orders(struct asy_results *self, struct orders *orders, struct asy_error *err)
{
    const int n_parts = self->package.n_parts;
    sqlite3_stmt *stmt;
    bool row = true,
         ok = asy_sql_prepare(self, &stmt, "SELECT nr, position, part FROM package_order", err);

    while (ok && (ok = asy_sql_step(self, stmt, &row, err)) && row) {
        const int k = sqlite3_column_int(stmt, 0), i = sqlite3_column_int(stmt, 1);
        const int part = sqlite3_column_int(stmt, 2);
        if (k < 0 || k >= ASY_MOST_ORDERS || i < 0 || i >= n_parts || part < 0 ||
            part >= n_parts)
            ok = broken(self, err);
        else
            orders->order[k][i] = (uint8_t) part;
        orders->n = ok && k >= orders->n ? k + 1 : orders->n;
    }
    sqlite3_finalize(stmt);
    return ok;
}

/* The subsets stand in the file too: they must be those that the parts and orders ask for. */
static bool
check_subsets(struct asy_results *self, struct asy_error *err)
{
    const struct asy_split *split = &self->package.split;
    sqlite3_stmt *stmt;
    bool row = true,
         ok = asy_sql_prepare(
             self, &stmt, "SELECT scenario, parts FROM package_subset ORDER BY scenario", err);
    int n = 0;

    while (ok && (ok = asy_sql_step(self, stmt, &row, err)) && row) {
        ok = (n < split->n_subsets && sqlite3_column_int(stmt, 0) == 1 + n &&
              (uint64_t) sqlite3_column_int64(stmt, 1) == split->subset[n]) ||
             broken(self, err);
        n++;
    }
    sqlite3_finalize(stmt);
    return ok &&
           ((n == split->n_subsets && n == self->info.n_scenarios - 1) || broken(self, err));
}

bool
asy_package_load(struct asy_results *self, struct asy_error *err)
{
    struct orders orders = { 0 };

    if (!asy_sql_each_row(self,
                          "SELECT scenario, reform, metric, population, place, direction"
                          " FROM claim_outcome ORDER BY scenario, nr",
                          take_claim, err) ||
        !asy_sql_each_row(self, "SELECT part, name, title FROM package_part ORDER BY part",
                          take_part, err))
        return false;
    if (self->package.n_parts == 0)
        return true;
    if (!load_orders(self, &orders, err))
        return false;
    if (orders.n % 2 || (orders.n == 0 && self->package.n_parts > ASY_EXACT_PARTS))
        return broken(self, err);
    if (!asy_split_restore(&self->package.split, self->package.n_parts, orders.n, orders.order))
        return asy_fail(err, ASY_E_RESOURCES, self->path, "out of memory");
    return check_subsets(self, err);
}

void
asy_package_forget(struct asy_results *self)
{
    for (int i = 0; i < self->n_claims; i++)
        free((void *) (uintptr_t) self->claims[i].is.reform);
    free(self->claims);
    for (int i = 0; i < self->package.n_parts; i++) {
        free((void *) (uintptr_t) self->package.name[i]);
        free((void *) (uintptr_t) self->package.title[i]);
    }
    asy_split_free(&self->package.split);
}

const struct asy_claim_outcome *
asy_results_claim(const struct asy_results *self, int scenario, int i)
{
    for (int k = 0; k < self->n_claims; k++)
        if (self->claims[k].scenario == scenario && i-- == 0)
            return &self->claims[k].is;
    return NULL;
}

const struct asy_results_package *
asy_results_package(const struct asy_results *self)
{
    return &self->package;
}
