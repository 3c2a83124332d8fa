/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Worlds for tests, and the measure by which numbers agree: five standard errors. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "life/outcomes.h"
#include "support/world.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdio.h>

static const double ERRORS = 5.0;

struct asy_scenario *
test_scenario(const char *path, const char *reform, const char *const *sets)
{
    struct asy_scenario *scenario = NULL;
    struct asy_errors errs = { 0 };
    struct asy_scenario_args args = { .baseline = path, .reforms = &reform, .sets = sets };
    args.n_reforms = reform ? 1 : 0;
    while (sets && sets[args.n_sets])
        args.n_sets++;
    if (!asy_scenario_load(&scenario, &args, &errs))
        asy_errors_print(&errs, stderr);
    asy_errors_free(&errs);
    if (!scenario)
        fail_msg("%s cannot be loaded", path);
    return scenario;
}

void
test_world_open(struct test_world *self, const char *path, const char *const *sets)
{
    struct asy_error err = { 0 };
    gsl_set_error_handler_off();
    *self = (struct test_world){ .scenario = test_scenario(path, NULL, sets) };
    self->list[0] = self->scenario;
    self->plan = (struct asy_plan){ .scenarios = self->list,
                                    .n_scenarios = 1,
                                    .seed = 1,
                                    .n_replicates = 1,
                                    .n_shards = 1,
                                    .n_threads = 1,
                                    .scale = 1 };
    if (!asy_draw_init(&self->draw, &self->plan, 0, NULL, &err))
        fail_msg("%s: %s", err.where, err.what);
}

void
test_world_close(struct test_world *self)
{
    asy_draw_free(&self->draw);
    asy_scenario_destroy(self->scenario);
    *self = (struct test_world){ 0 };
}

const struct asy_world *
test_world_of(const struct test_world *self)
{
    return &self->draw.world[0];
}

void
test_world_live(const struct test_world *self, uint32_t replicate, struct asy_run *run)
{
    struct asy_error err = { 0 };
    const struct asy_luck_key key = asy_luck_key(self->plan.seed, 0, replicate);
    assert_true(asy_run_init(run, test_world_of(self), self->draw.thresholds, key, 1.0));
    asy_run_to(run, run->world->n_days);
    if (!asy_run_finish(run, &err))
        fail_msg("%s: %s", err.where, err.what);
}

static bool
matches(int wanted, int is)
{
    return wanted == ASY_ANY || wanted == is;
}

uint64_t
test_total(const struct asy_run *run, int metric, int group, int place, int year)
{
    const struct asy_tally *tally = &run->tally;
    const int places = asy_tally_places(tally, metric);
    const int a_year = asy_metrics[metric].detail == ASY_MONTH ? 12 : 1;
    const int a_place = asy_metrics[metric].where == ASY_PAIR ? tally->n_countries : 1;
    uint64_t sum = 0;
    for (int period = 0; period < asy_tally_periods(tally, metric); period++) {
        const uint32_t *block = asy_tally_block(tally, metric, period);
        if (!matches(year, period / a_year))
            continue;
        for (int i = 0; i < tally->n_groups * places; i++)
            if (matches(group, i / places) && matches(place, i % places / a_place))
                sum += block[i];
    }
    return sum;
}

uint64_t
test_total_pair(const struct asy_run *run, int metric, int sender, int receiver)
{
    const struct asy_tally *tally = &run->tally;
    const int n = tally->n_countries;
    uint64_t sum = 0;
    for (int period = 0; period < asy_tally_periods(tally, metric); period++)
        for (int g = 0; g < tally->n_groups; g++)
            sum += asy_tally_block(tally, metric, period)[(g * n + sender) * n + receiver];
    return sum;
}

double
test_all(const struct asy_run *run, int metric)
{
    return (double) test_total(run, metric, ASY_ANY, ASY_ANY, ASY_ANY);
}

double
test_grants(const struct asy_run *run)
{
    return test_all(run, ASY_METRIC_grants_refugee) +
           test_all(run, ASY_METRIC_grants_subsidiary) +
           test_all(run, ASY_METRIC_grants_humanitarian);
}

void
test_same_counts(const struct asy_run *a, const struct asy_run *b)
{
    assert_int_equal(a->tally.n_counts, b->tally.n_counts);
    assert_memory_equal(a->tally.count, b->tally.count,
                        a->tally.n_counts * sizeof *a->tally.count);
}

void
test_life_live(struct test_life *self, const char *const *sets)
{
    test_world_open(&self->world, ASY_SOURCE_DIR "/tests/stat/world.cfg", sets);
    test_world_live(&self->world, 0, &self->run);
}

void
test_life_end(struct test_life *self)
{
    asy_run_free(&self->run);
    test_world_close(&self->world);
}

void
test_add(struct test_moments *self, double x)
{
    self->n += 1.0;
    self->sum += x;
    self->squares += x * x;
}

double
test_mean(const struct test_moments *self)
{
    return self->sum / self->n;
}

double
test_variance(const struct test_moments *self)
{
    const double mean = test_mean(self);
    return (self->squares - self->n * mean * mean) / (self->n - 1.0);
}

void
test_near(const char *what, double got, double expected, double standard_error)
{
    if (!(fabs(got - expected) <= ERRORS * standard_error))
        fail_msg("%s is %.6g, expected %.6g: %.1f standard errors of %.2g away", what, got,
                 expected, fabs(got - expected) / standard_error, standard_error);
}

void
test_share(const char *what, double hits, double n, double expected, double n_pilot)
{
    const double variance = expected * (1.0 - expected);
    if (!(n > 0.0))
        fail_msg("%s: nobody to take a share of", what);
    test_near(what, hits / n, expected,
              sqrt(variance / n + (n_pilot > 0.0 ? variance / n_pilot : 0.0)) + 1e-12);
}

void
test_fits(const char *what, const double *count, const double *p, int n_cells)
{
    const double tail = 2.0 * gsl_cdf_ugaussian_Q(ERRORS);
    double n = 0.0, chi = 0.0, expected = 0.0, got = 0.0;
    int degrees = -1;
    for (int i = 0; i < n_cells; i++)
        n += count[i];
    for (int i = 0; i < n_cells; i++) {
        expected += n * p[i];
        got += count[i];
        if (expected < 5.0)
            continue;
        chi += (got - expected) * (got - expected) / expected;
        degrees++;
        expected = got = 0.0;
    }
    if (expected > 0.0 || got > 0.0)
        chi += (got - expected) * (got - expected) / fmax(expected, 1.0);
    if (degrees < 1)
        fail_msg("%s: too few cells to compare", what);
    const double chance = gsl_cdf_chisq_Q(chi, degrees);
    if (!(chance >= tail))
        fail_msg("%s: chi-square %.1f with %d degrees of freedom (chance %.1e)", what, chi,
                 degrees, chance);
}
