/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of one claim, date and world stand in a row: when the next one begins, they are summed
 * up. */
#include "store/closures.h"

#include "outcome/distribution.h"
#include "store/inside.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The draws of one claim, date and world. */
struct draws {
    double *base, *reform;
    uint32_t *draw;
    size_t n, room;
};

struct reading {
    struct asy_results *results;
    struct asy_closures *out;
    struct draws draws;
    int asked, world; /* of the draws at hand; -1 */
};

static bool
grow(struct draws *self)
{
    const size_t room = 2 * self->room + 32;

    if (self->n < self->room)
        return true;
    double *const base = realloc(self->base, room * sizeof *base);
    self->base = base ? base : self->base;
    double *const reform = realloc(self->reform, room * sizeof *reform);
    self->reform = reform ? reform : self->reform;
    uint32_t *const draw = realloc(self->draw, room * sizeof *draw);
    self->draw = draw ? draw : self->draw;
    self->room = base && reform && draw ? room : self->room;
    return base && reform && draw;
}

/* What the draws at hand come to. */
static bool
sum_up(struct reading *self)
{
    struct draws *const d = &self->draws;
    struct asy_difference difference;

    if (d->n == 0)
        return true;
    struct asy_closure_told *const told = &self->out->list[self->out->n - 1];
    if (!asy_compare(&difference, d->base, d->reform, d->draw, d->n))
        return false;
    told->difference[self->world] = difference.summary;
    told->signs.of[self->world] = asy_sign_of(&difference.summary, told->claim->direction);
    d->n = 0;
    return true;
}

static bool
begin_claim(struct reading *self, sqlite3_stmt *stmt)
{
    struct asy_closures *const out = self->out;
    struct asy_closure_told *const list = realloc(out->list, (out->n + 1) * sizeof *list);

    if (!list)
        return false;
    out->list = list;
    list[out->n] = (struct asy_closure_told){ .scenario = sqlite3_column_int(stmt, 1),
                                              .nr = sqlite3_column_int(stmt, 2) };
    asy_sql_text(stmt, 3, list[out->n].period, sizeof list->period);
    list[out->n].claim =
        asy_results_claim(self->results, list[out->n].scenario, list[out->n].nr);
    return list[out->n].claim ? (out->n++, true) : false;
}

static double
number(sqlite3_stmt *stmt, int i)
{
    return sqlite3_column_type(stmt, i) == SQLITE_NULL ? (double) NAN
                                                       : sqlite3_column_double(stmt, i);
}

static bool
take(struct reading *self, sqlite3_stmt *stmt)
{
    struct draws *const d = &self->draws;
    const int asked = sqlite3_column_int(stmt, 0), world = sqlite3_column_int(stmt, 4);

    if (world < 0 || world >= ASY_N_WORLDS)
        return false;
    if ((asked != self->asked || world != self->world) && !sum_up(self))
        return false;
    if (asked != self->asked && !begin_claim(self, stmt))
        return false;
    self->asked = asked;
    self->world = world;
    if (!grow(d))
        return false;
    d->draw[d->n] = (uint32_t) sqlite3_column_int64(stmt, 5);
    d->base[d->n] = number(stmt, 6);
    d->reform[d->n++] = number(stmt, 7);
    return true;
}

static const char rows[] =
    "SELECT a.id, a.scenario, a.claim, a.period, c.world, c.draw, c.baseline, c.reform"
    " FROM closure_asked a JOIN closure_cell c ON c.asked = a.id"
    " ORDER BY a.scenario, a.claim, a.id, c.world, c.draw";

static void
count_draws(struct asy_closures *self)
{
    self->n_draws = self->n ? SIZE_MAX : 0;
    for (size_t i = 0; i < self->n; i++)
        for (int w = 0; w < ASY_N_WORLDS; w++) {
            const size_t n = self->list[i].difference[w].of_draws;
            self->n_draws = n < self->n_draws ? n : self->n_draws;
        }
}

bool
asy_results_closures(struct asy_results *results, struct asy_closures *out,
                     struct asy_error *err)
{
    struct reading reading = { .results = results, .out = out, .asked = -1, .world = -1 };
    sqlite3_stmt *stmt;
    bool row = true;

    *out = (struct asy_closures){ 0 };
    if (results->info.n_closure_draws == 0)
        return asy_closures_of_table(results, out, err);
    bool ok = asy_sql_prepare(results, &stmt, rows, err);
    while (ok && (ok = asy_sql_step(results, stmt, &row, err)) && row)
        ok = take(&reading, stmt) ||
             asy_fail(err, ASY_E_RESULTS, results->path, "its closures are damaged");
    ok = ok &&
         (sum_up(&reading) || asy_fail(err, ASY_E_RESOURCES, results->path, "out of memory"));
    sqlite3_finalize(stmt);
    free(reading.draws.base);
    free(reading.draws.reform);
    free(reading.draws.draw);
    count_draws(out);
    return ok;
}

void
asy_closures_free(struct asy_closures *self)
{
    free(self->list);
    *self = (struct asy_closures){ 0 };
}

bool
asy_results_scenario_digest(struct asy_results *results, int scenario, char digest[33],
                            struct asy_error *err)
{
    sqlite3_stmt *stmt;
    bool row = false;

    *digest = '\0';
    if (!asy_sql_prepare(results, &stmt, "SELECT digest FROM scenario WHERE id = ?", err))
        return false;
    sqlite3_bind_int(stmt, 1, scenario);
    const bool ok = asy_sql_step(results, stmt, &row, err);
    if (ok && row)
        asy_sql_text(stmt, 0, digest, 33);
    sqlite3_finalize(stmt);
    return ok;
}
