/* SPDX-License-Identifier: GPL-3.0-or-later */
/* asylsim bench: how fast the model runs here: events a second and core, applicants a second,
   bytes of state an applicant, the cost of ten times the applicants, where a whole run's time
   goes, and what threads bring. An event is one stage handler called for one applicant. Times
   are the processor's, which others on the machine disturb less, but for what threads bring. */
#include "base/clock.h"
#include "cli/say.h"
#include "engine/branch.h"
#include "store/results.h"

#include <omp.h>
#include <stdlib.h>
#include <unistd.h>

enum { MOST_RUNS = 100 };

struct timing {
    double seconds; /* of the processor, median */
    uint64_t events;
    uint32_t applicants;
};

static int
by_size(const void *a, const void *b)
{
    const double x = *(const double *) a, y = *(const double *) b;
    return (x > y) - (x < y);
}

static bool
time_runs(const struct asy_draw *draw, double scale, int runs, struct timing *out)
{
    double seconds[MOST_RUNS];
    for (int i = 0; i < runs; i++) {
        struct asy_run run;
        const double begun = asy_thread_seconds();
        const bool ok = asy_run_init(&run, &draw->world[0], draw->thresholds,
                                     asy_luck_key(1, 0, (uint32_t) i), scale);
        if (ok)
            asy_run_to(&run, draw->world[0].n_days);
        seconds[i] = asy_thread_seconds() - begun;
        out->events = run.events;
        out->applicants = run.n_people;
        asy_run_free(&run);
        if (!ok)
            return false;
    }
    qsort(seconds, (size_t) runs, sizeof *seconds, by_size);
    out->seconds = seconds[runs / 2];
    return true;
}

static bool
time_threads(const struct asy_scenario *const *scenario, int threads, uint32_t jobs,
             double *seconds, struct asy_error *err)
{
    struct asy_ensemble_stats stats;
    const struct asy_plan plan = {
        .scenarios = scenario,
        .n_scenarios = 1,
        .seed = 1,
        .n_draws = jobs,
        .n_replicates = 1,
        .n_shards = 1,
        .n_threads = threads,
        .scale = 1.0,
    };
    const bool ok = asy_ensemble_run(&plan, &stats, err);
    *seconds = stats.seconds;
    return ok;
}

/* ---- a whole run ------------------------------------------------------------- */

static bool
store(void *user, const struct asy_result *results, int n, struct asy_error *err)
{
    return asy_results_add(user, results, n, err);
}

/* One draw with `runs` replicates by one thread, into a results file that is thrown away. */
static bool
time_whole(const struct asy_scenario *const *scenario, int runs,
           struct asy_ensemble_stats *stats, struct asy_error *err)
{
    const char *folder = getenv("TMPDIR");
    char path[512];
    struct asy_results *results;
    struct asy_plan plan = {
        .scenarios = scenario,
        .n_scenarios = 1,
        .seed = 1,
        .n_draws = 1,
        .n_replicates = (uint32_t) runs,
        .n_shards = 1,
        .n_threads = 1,
        .scale = 1.0,
        .take = store,
    };
    snprintf(path, sizeof path, "%.400s/asylsim-bench-%ld.sqlite",
             folder && *folder ? folder : "/tmp", (long) getpid());
    if (!asy_results_create_for(&results, path, ASY_RESULTS_NEW, &plan, err))
        return false;
    plan.user = results;
    const bool ok = asy_ensemble_run(&plan, stats, err);
    asy_results_abandon(results);
    return ok;
}

static void
print_whole(const struct asy_parts *cpu, int runs)
{
    const struct {
        const char *name;
        double seconds;
    } parts[] = { { "worlds", cpu->worlds }, { "thresholds", cpu->thresholds },
                  { "day loop", cpu->days }, { "finish", cpu->finish },
                  { "result", cpu->result }, { "store", cpu->store } };
    enum { N_PARTS = sizeof parts / sizeof *parts };
    double sum = 0.0;
    for (int i = 0; i < N_PARTS; i++)
        sum += parts[i].seconds;
    printf("%-22s %.3f CPU seconds: 1 draw, %d histor%s, stored\n", "a whole run", sum, runs,
           runs == 1 ? "y" : "ies");
    for (int i = 0; i < N_PARTS; i++)
        printf("  %-20s %.3f CPU seconds  %4.1f %%\n", parts[i].name, parts[i].seconds,
               sum > 0.0 ? 100.0 * parts[i].seconds / sum : 0.0);
}

static json_t *
pack_whole(const struct asy_parts *cpu)
{
    return json_pack("{s:f, s:f, s:f, s:f, s:f, s:f}", "worlds", cpu->worlds, "thresholds",
                     cpu->thresholds, "day_loop", cpu->days, "finish", cpu->finish, "result",
                     cpu->result, "store", cpu->store);
}

static void
print_timing(const char *what, const struct timing *t)
{
    printf("%-22s %9u applicants  %6.1f CPU ns an event  %5.2f million events/s and core  "
           "%7.0f applicants/s\n",
           what, t->applicants, 1e9 * t->seconds / (double) t->events,
           1e-6 * (double) t->events / t->seconds, (double) t->applicants / t->seconds);
}

static int
measure(const struct asy_options *o, const struct asy_scenario *scenario,
        const struct asy_draw *draw)
{
    struct asy_error err = { 0 };
    const int runs = o->runs < 1 ? 1 : o->runs > MOST_RUNS ? MOST_RUNS : o->runs;
    const int threads = o->threads > 0 ? o->threads : omp_get_num_procs();
    struct timing small, whole;
    double alone = 0.0, together = 0.0;
    if (!time_runs(draw, o->scale, runs, &whole) ||
        !time_runs(draw, 0.1 * o->scale, runs, &small)) {
        asy_fail(&err, ASY_E_RESOURCES, "memory", "not enough for the benchmark");
        return asy_say_error(&err);
    }
    const struct asy_scenario *const list[1] = { scenario };
    const uint32_t jobs = (uint32_t) (4 * threads);
    struct asy_ensemble_stats entire;
    if (!time_whole(list, runs, &entire, &err) || !time_threads(list, 1, jobs, &alone, &err) ||
        !time_threads(list, threads, jobs, &together, &err))
        return asy_say_error(&err);
    const double tenfold =
        whole.seconds / small.seconds / ((double) whole.applicants / small.applicants) * 10.0;
    if (o->json)
        return asy_say_json(
            json_pack("{s:i, s:I, s:f, s:i, s:f, s:i, s:f, s:o}", "applicants",
                      (int) whole.applicants, "events", (json_int_t) whole.events, "seconds",
                      whole.seconds, "bytes_per_applicant", (int) sizeof(struct asy_applicant),
                      "ten_times_the_applicants", tenfold, "threads", threads, "speed_up",
                      alone / together, "cpu_seconds_of_a_run", pack_whole(&entire.cpu)));
    print_timing("the baseline", &whole);
    print_timing("a tenth of it", &small);
    char few[32], many[32];
    asy_say_number(few, sizeof few, small.applicants, ASY_COUNT, false);
    asy_say_number(many, sizeof many, whole.applicants, ASY_COUNT, false);
    printf("ten times the applicants: %.1f times the time (from %s to %s, scaled)\n", tenfold,
           few, many);
    printf("%-22s %zu bytes of state each\n", "an applicant", sizeof(struct asy_applicant));
    print_whole(&entire.cpu, runs);
    if (threads > 1)
        printf("%-22s %.2f times as fast as one (%u histories)\n", "all threads",
               alone / together, jobs);
    return ASY_OK;
}

int
asy_cmd_bench(const struct asy_options *options)
{
    struct asy_errors errs = { 0 };
    struct asy_error err = { 0 };
    struct asy_scenario *scenario = NULL;
    struct asy_draw draw = { 0 };
    const struct asy_scenario_args args = { .baseline = options->files.list[0] };
    int code;
    if (!asy_scenario_load(&scenario, &args, &errs)) {
        code = asy_say_errors(&errs);
    } else {
        const struct asy_scenario *const list[1] = { scenario };
        const struct asy_plan plan = {
            .scenarios = list, .n_scenarios = 1, .seed = 1, .scale = 1.0
        };
        code = asy_draw_init(&draw, &plan, 0, NULL, &err) ? measure(options, scenario, &draw)
                                                          : asy_say_error(&err);
    }
    asy_draw_free(&draw);
    asy_scenario_destroy(scenario);
    asy_errors_free(&errs);
    return code;
}
