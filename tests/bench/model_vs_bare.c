/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole model, with its law and its ledger, beside a bare loop with neither, in one process
   and in turn, so that the machine's moods meet both: nanoseconds per event, and their ratio.
   An event is one stage handler called for one applicant.

   usage: model_vs_bare SCENARIO [pairs] */
#include <gsl/gsl_errno.h>
#include <stdlib.h>
#include <time.h>

#include "bare_journey_core.h"
#include "engine/branch.h"

enum { MOST_PAIRS = 99 };

static double
now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double) t.tv_sec + 1e-9 * (double) t.tv_nsec;
}

static int
by_size(const void *a, const void *b)
{
    const double x = *(const double *) a, y = *(const double *) b;
    return (x > y) - (x < y);
}

static double
median(double *x, int n)
{
    qsort(x, (size_t) n, sizeof *x, by_size);
    return n % 2 ? x[n / 2] : 0.5 * (x[n / 2 - 1] + x[n / 2]);
}

/* One history of the baseline, scaled to about `applicants`; returns ns per event. */
static double
time_model(const struct asy_draw *draw, uint32_t replicate, double scale, double *ns_applicant,
           uint32_t *applicants)
{
    struct asy_run run;
    const double begun = now();
    if (!asy_run_init(&run, &draw->world[0], draw->thresholds, asy_luck_key(1, 0, replicate),
                      scale))
        exit(4);
    asy_run_to(&run, draw->world[0].n_days);
    const double seconds = now() - begun;
    const double per_event = 1e9 * seconds / (double) run.events;
    *ns_applicant = 1e9 * seconds / (double) run.n_people;
    *applicants = run.n_people;
    asy_run_free(&run);
    return per_event;
}

static double
time_bare(uint32_t n, uint32_t rep, int mode)
{
    struct bare_result result;
    if (!bare_journey_run(n, 1, rep, mode, &result))
        exit(4);
    return 1e9 * result.seconds / (double) result.events;
}

static void
compare(const struct asy_draw *draw, double scale, int pairs)
{
    double model[MOST_PAIRS], bare[MOST_PAIRS], sweep[MOST_PAIRS], to_bare[MOST_PAIRS];
    double ns_applicant = 0.0;
    uint32_t n = 0;
    time_model(draw, 99, scale, &ns_applicant, &n);
    for (int i = 0; i < pairs; i++) {
        model[i] = time_model(draw, (uint32_t) i, scale, &ns_applicant, &n);
        bare[i] = time_bare(n, (uint32_t) i, BARE_EVENTS);
        sweep[i] = time_bare(n, (uint32_t) i, BARE_SWEEP);
        to_bare[i] = model[i] / bare[i];
    }
    printf(
        "%8u applicants: model %.1f ns an event (%.0f ns an applicant), bare loop %.1f (swept "
        "%.1f): ratio %.2f\n",
        n, median(model, pairs), ns_applicant, median(bare, pairs), median(sweep, pairs),
        median(to_bare, pairs));
}

int
main(int argc, char **argv)
{
    if (argc < 2) {
        fprintf(stderr, "usage: model_vs_bare SCENARIO [pairs]\n");
        return 2;
    }
    const int wish = argc > 2 ? atoi(argv[2]) : 5;
    const int pairs = wish < 1 ? 1 : wish > MOST_PAIRS ? MOST_PAIRS : wish;
    struct asy_errors errs = { 0 };
    struct asy_error err = { 0 };
    struct asy_scenario *scenario = NULL;
    struct asy_draw draw = { 0 };
    const struct asy_scenario_args args = { .baseline = argv[1] };
    gsl_set_error_handler_off();
    if (!asy_scenario_load(&scenario, &args, &errs)) {
        asy_errors_print(&errs, stderr);
        return 2;
    }
    const struct asy_scenario *list[1] = { scenario };
    const struct asy_plan plan = {
        .scenarios = list, .n_scenarios = 1, .seed = 1, .scale = 1.0
    };
    if (!asy_draw_init(&draw, &plan, 0, NULL, &err)) {
        fprintf(stderr, "%s: %s\n", err.where, err.what);
        return 5;
    }
    compare(&draw, 0.1, pairs);
    compare(&draw, 1.0, pairs);
    compare(&draw, 6.0, pairs > 3 ? 3 : pairs);
    asy_draw_free(&draw);
    asy_scenario_destroy(scenario);
    return 0;
}
