/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "life/outcomes.h"
#include "support/shipped.h"

#include <gsl/gsl_errno.h>
#include <stdlib.h>
#include <string.h>

#define SHIPPED ASY_SOURCE_DIR "/scenarios/"

/* ---- living them ------------------------------------------------------------- */

enum { LENGTH = 256 };

/* With the countries that any of them adds, for all are compared; those of `map` if it is
 * given. */
static struct asy_scenario *
load(const char *const *also, size_t n_also, const struct asy_scenario *map,
     const char *const *reforms, size_t n_reforms)
{
    struct asy_scenario *loaded = NULL;
    struct asy_errors errs = { 0 };
    const struct asy_scenario_args args = { .baseline = SHIPPED "baseline.cfg",
                                            .reforms = reforms,
                                            .n_reforms = n_reforms,
                                            .also = also,
                                            .n_also = n_also,
                                            .map = map };
    if (!asy_scenario_load(&loaded, &args, &errs))
        asy_errors_print(&errs, stderr);
    asy_errors_free(&errs);
    return loaded;
}

void
test_shipped_open(struct test_shipped *self, const test_reforms *reforms, int n)
{
    static char paths[2 * TEST_MOST_SHIPPED][LENGTH];
    const char *list[2 * TEST_MOST_SHIPPED];
    size_t from[TEST_MOST_SHIPPED + 1] = { 0 }, n_paths = 0;
    struct asy_error err = { 0 };

    assert_in_range(n, 1, TEST_MOST_SHIPPED);
    gsl_set_error_handler_off();
    *self = (struct test_shipped){ .reforms = reforms, .n = n };
    for (int s = 0; s < n; s++) {
        for (int i = 0; i < 2 && reforms[s][i]; i++, n_paths++) {
            snprintf(paths[n_paths], LENGTH, SHIPPED "reforms/%s.cfg", reforms[s][i]);
            list[n_paths] = paths[n_paths];
        }
        from[s + 1] = n_paths;
    }
    for (int s = 0; s < n; s++) {
        self->scenario[s] =
            load(list, n_paths, self->scenario[0], list + from[s], from[s + 1] - from[s]);
        if (!self->scenario[s])
            fail_msg("%s cannot be loaded", reforms[s][0] ? reforms[s][0] : "baseline");
    }
    if (!asy_world_init(&self->world, self->scenario[0], 1, 0, &err))
        fail_msg("%s: %s", err.where, err.what);
}

static bool
keep(void *user, const struct asy_result *results, int n, struct asy_error *err)
{
    struct test_shipped *const self = user;

    for (int s = 0; s < n; s++) {
        const size_t size = results[s].n_cells * sizeof(struct asy_cell);
        struct asy_cell *const copy = malloc(size + 1);
        if (!copy)
            return asy_fail(err, ASY_E_RESOURCES, "memory", "not enough for the test");
        memcpy(copy, results[s].cells, size);
        self->cells[s][results[s].draw] = copy;
        self->n_cells[s][results[s].draw] = results[s].n_cells;
    }
    return true;
}

int
test_shipped_live(struct test_shipped *self, uint32_t n_draws)
{
    const struct asy_scenario *list[TEST_MOST_SHIPPED];
    struct asy_error err = { 0 };

    assert_in_range(n_draws, 0, TEST_MOST_SHIPPED_DRAWS - 1);
    for (int s = 0; s < self->n; s++)
        list[s] = self->scenario[s];
    const struct asy_plan plan = { .scenarios = list,
                                   .n_scenarios = self->n,
                                   .seed = 1,
                                   .scale = 1,
                                   .n_draws = n_draws,
                                   .n_replicates = 1,
                                   .n_shards = 1,
                                   .take = keep,
                                   .user = self };
    const bool ok = asy_ensemble_run(&plan, NULL, &err);
    if (!ok)
        print_error("%s: %s\n", err.where, err.what);
    return ok ? 0 : -1;
}

void
test_shipped_free(struct test_shipped *self)
{
    for (int s = 0; s < self->n; s++) {
        for (int d = 0; d < TEST_MOST_SHIPPED_DRAWS; d++)
            free(self->cells[s][d]);
        asy_scenario_destroy(self->scenario[s]);
    }
    asy_world_free(&self->world);
    *self = (struct test_shipped){ 0 };
}

/* ---- asking them ------------------------------------------------------------- */

int
test_year_of(const struct asy_cell *cell)
{
    return asy_metrics[cell->metric].detail == ASY_MONTH ? cell->period / 12 : cell->period;
}

/* Names to the numbers of cells; -1 for any. A name that nobody has fails the test. */
struct wanted {
    int metric, place, to, group, first, last;
};

static int
number_of(const char *name, int number)
{
    if (name && number < 0)
        fail_msg("the baseline knows no %s", name);
    return name ? number : -1;
}

static int
metric_of(const char *name)
{
    int m = ASY_N_METRICS - 1;

    while (m >= 0 && strcmp(asy_metrics[m].name, name) != 0)
        m--;
    return number_of(name, m);
}

static struct wanted
wanted_of(const struct test_shipped *self, const struct test_outcome *what,
          const struct test_counted *of)
{
    const struct asy_world *const w = &self->world;
    const int metric = metric_of(of->metric);
    const int place = !of->place ? -1
                      : asy_metrics[metric].where == ASY_CROSSING
                          ? asy_world_crossing(w, of->place)
                          : asy_world_country(w, of->place);

    return (struct wanted){
        .metric = metric,
        .place = number_of(of->place, place),
        .to = number_of(of->to, of->to ? asy_world_country(w, of->to) : -1),
        .group = number_of(of->group, of->group ? asy_world_group(w, of->group) : -1),
        .first = what->first_year ? what->first_year - w->first_year : 0,
        .last = what->last_year ? what->last_year - w->first_year : INT32_MAX,
    };
}

static bool
is_wanted(const struct asy_cell *cell, const struct wanted *w)
{
    const int year = test_year_of(cell);

    return cell->metric == w->metric && (w->place < 0 || cell->place == w->place) &&
           (w->to < 0 || cell->receiver == w->to) &&
           (w->group < 0 || cell->group == w->group) && w->first <= year && year <= w->last;
}

double
test_shipped_count(const struct test_shipped *self, int scenario, uint32_t draw,
                   const struct test_outcome *what)
{
    double sum = 0.0;

    assert_non_null(self->cells[scenario][draw]);
    for (int k = 0; k < 4 && what->of[k].metric; k++) {
        const struct wanted wanted = wanted_of(self, what, &what->of[k]);
        for (size_t i = 0; i < self->n_cells[scenario][draw]; i++) {
            const struct asy_cell *const cell = &self->cells[scenario][draw][i];
            sum += is_wanted(cell, &wanted) ? cell->value : 0.0;
        }
    }
    return sum;
}

double
test_shipped_sum(const struct test_shipped *self, int scenario, uint32_t n_draws,
                 const struct test_outcome *what)
{
    double sum = 0.0;

    for (uint32_t d = 1; d <= n_draws; d++)
        sum += test_shipped_count(self, scenario, d, what);
    return sum;
}

static const char *
name_of(const struct test_shipped *self, int scenario)
{
    return scenario ? self->reforms[scenario][0] : "the baseline";
}

void
test_shipped_less(const struct test_shipped *self, uint32_t n_draws,
                  const struct test_outcome *what, int scenario, int than)
{
    for (uint32_t d = 1; d <= n_draws; d++) {
        const double here = test_shipped_count(self, scenario, d, what);
        const double there = test_shipped_count(self, than, d, what);
        if (!(here < there))
            fail_msg("draw %u: %s is %.0f under %s, and %.0f under %s", d, what->of[0].metric,
                     here, name_of(self, scenario), there, name_of(self, than));
    }
}
