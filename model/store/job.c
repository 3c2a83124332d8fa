/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From scenario files to a results file: loads the baseline and each reform, runs the ensemble,
   stores what comes. */
#include "asylsim/asylsim.h"
#include "store/results.h"

#include <stdlib.h>
#include <string.h>

const char *
asy_version(void)
{
    return ASY_VERSION;
}

bool
asy_scenario_open(struct asy_scenario **out, const char *baseline, const char *const *reforms,
                  size_t n_reforms, struct asy_errors *errs)
{
    const struct asy_scenario_args args = { .baseline = baseline,
                                            .reforms = reforms,
                                            .n_reforms = n_reforms };
    return asy_scenario_load(out, &args, errs);
}

struct work {
    const struct asy_job *job;
    struct asy_scenario **scenarios;
    int n_scenarios;
    struct asy_results *results;
    struct asy_progress progress;
    struct asy_error err;
};

/* ---- scenarios --------------------------------------------------------------------------- */

static bool
load_one(struct work *work, size_t first, size_t n, struct asy_errors *errs)
{
    const struct asy_job *job = work->job;
    const struct asy_scenario_args args = {
        .baseline = job->baseline,
        .reforms = n ? job->reforms + first : NULL,
        .n_reforms = n,
        .sets = job->sets,
        .n_sets = job->n_sets,
    };
    if (!asy_scenario_load(&work->scenarios[work->n_scenarios], &args, errs))
        return false;
    work->n_scenarios++;
    return true;
}

static bool
names_differ(const struct work *work, struct asy_errors *errs)
{
    for (int a = 0; a < work->n_scenarios; a++) {
        for (int b = 0; b < a; b++) {
            const char *const name = asy_scenario_name(work->scenarios[a]);
            if (strcmp(name, asy_scenario_name(work->scenarios[b])) == 0) {
                asy_errors_add(errs, ASY_E_INPUT, name, "is the name of two reforms");
                return false;
            }
        }
    }
    return true;
}

/* Every reform is read even after one has failed, so that all errors come in one pass. */
static bool
load_scenarios(struct work *work, struct asy_errors *errs)
{
    const struct asy_job *job = work->job;

    work->scenarios = calloc(job->n_reforms + 1, sizeof(struct asy_scenario *));
    if (!work->scenarios) {
        asy_errors_add(errs, ASY_E_RESOURCES, "scenarios", "out of memory");
        return false;
    }
    bool ok = load_one(work, 0, 0, errs);
    if (ok && job->together && job->n_reforms > 0)
        return load_one(work, 0, job->n_reforms, errs);
    for (size_t i = 0; i < job->n_reforms && work->n_scenarios > 0; i++)
        ok = load_one(work, i, 1, errs) && ok;
    return ok && names_differ(work, errs);
}

/* ---- the run ----------------------------------------------------------------------------- */

static bool
take(void *user, const struct asy_result *results, int n_results, struct asy_error *err)
{
    struct work *work = user;

    if (!asy_results_add(work->results, results, n_results, err))
        return false;
    work->progress.n_done++;
    if (work->job->progress)
        work->job->progress(work->job->user, &work->progress);
    return true;
}

static bool
have(void *user, uint32_t draw, uint32_t replicate)
{
    const struct work *work = user;
    return asy_results_has(work->results, draw, replicate);
}

static struct asy_plan
plan_of(struct work *work)
{
    const struct asy_job *job = work->job;

    return (struct asy_plan){
        .scenarios = (const struct asy_scenario *const *) work->scenarios,
        .n_scenarios = work->n_scenarios,
        .seed = job->seed,
        .n_draws = job->n_draws,
        .n_replicates = job->n_replicates ? job->n_replicates : 1,
        .shard = job->shard,
        .n_shards = job->n_shards ? job->n_shards : 1,
        .n_threads = job->n_threads,
        .scale = 1.0,
        .take = take,
        .have = have,
        .user = work,
        .stop = job->stop,
    };
}

static void
report_on(struct asy_job_report *report, const struct work *work,
          const struct asy_ensemble_stats *stats)
{
    const struct asy_results_info *info = asy_results_info(work->results);

    report->n_scenarios = work->n_scenarios;
    report->n_runs_planned = info->n_runs_planned;
    report->n_runs = info->n_runs;
    report->is_complete = info->n_runs >= info->n_runs_planned;
    report->seconds = stats->seconds;
    report->events = stats->events;
    report->n_new = stats->n_jobs_done;
}

static bool
simulate(struct work *work, struct asy_job_report *report, struct asy_error *err)
{
    static const enum asy_results_mode modes[] = { ASY_RESULTS_NEW, ASY_RESULTS_OVERWRITE,
                                                   ASY_RESULTS_RESUME };
    const struct asy_plan plan = plan_of(work);
    struct asy_ensemble_stats stats = { 0 };

    if (!asy_results_create_for(&work->results, work->job->output, modes[work->job->mode],
                                &plan, err))
        return false;
    const struct asy_results_info *info = asy_results_info(work->results);
    work->progress.n_planned = (uint32_t) (info->n_runs_planned / work->n_scenarios);
    work->progress.n_done = (uint32_t) (info->n_runs / work->n_scenarios);

    bool ok = asy_ensemble_run(&plan, &stats, err);
    report_on(report, work, &stats);
    ok = asy_results_digest(work->results, report->digest, ok ? err : NULL) && ok;
    return asy_results_close(work->results, ok ? err : NULL) && ok;
}

bool
asy_job_run(const struct asy_job *job, struct asy_job_report *report, struct asy_errors *errs)
{
    struct work work = { .job = job };

    *report = (struct asy_job_report){ 0 };
    bool ok = load_scenarios(&work, errs);
    if (ok && !simulate(&work, report, &work.err)) {
        asy_errors_add(errs, work.err.code, work.err.where, "%s", work.err.what);
        ok = false;
    }
    for (int i = 0; i < work.n_scenarios; i++)
        asy_scenario_destroy(work.scenarios[i]);
    free(work.scenarios);
    return ok;
}
