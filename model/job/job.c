/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From scenario files to a results file: loads the baseline and each reform, runs the ensemble,
   stores what comes. */
#include "asylsim/asylsim.h"
#include "base/calendar.h"
#include "base/clock.h"
#include "base/gsl.h"
#include "base/versioned.h"
#include "job/closures.h"
#include "job/headline.h"
#include "job/lineup.h"
#include "outcome/closures.h"
#include "outcome/verdict.h"
#include "store/inside.h"

#include <math.h>
#include <omp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

bool
asy_scenario_open(struct asy_scenario **out, const char *baseline, const char *const *reforms,
                  size_t n_reforms, struct asy_errors *errs)
{
    if (out)
        *out = NULL;
    if (!out || !errs)
        return false;
    if (!baseline || (n_reforms && !reforms)) {
        asy_errors_add(errs, ASY_E_INPUT, "scenario", "a file is needed, not NULL");
        return false;
    }
    asy_gsl_returns();
    const struct asy_scenario_args args = { .baseline = baseline,
                                            .reforms = reforms,
                                            .n_reforms = n_reforms };
    return asy_scenario_load(out, &args, errs);
}

enum { MOST_HISTORIES = 100000000 };

struct work {
    const struct asy_job *job;
    struct asy_lineup lineup;
    struct asy_results *results;
    struct asy_progress progress;
    struct asy_headline headline; /* where progress is asked for */
    double told;                  /* when, in seconds */
    struct asy_error err;
};

/* ---- the run ----------------------------------------------------------------------------- */

/* The month of the horizon in which a scenario parts from the baseline. */
static int
branch_month(const struct work *work, int scenario)
{
    const int32_t day = asy_scenario_branch_day(work->lineup.list[scenario]);
    const int first_year = asy_results_info(work->results)->first_year;
    const struct asy_date start = { first_year, 1, 1 };
    if (day == INT32_MAX)
        return INT32_MAX;
    const struct asy_date date = asy_date_of_days(asy_days_of_date(start) + day);
    return 12 * (date.year - first_year) + date.month - 1;
}

/* Of the subsets of a package only the whole is kept by month. */
static bool
add_package(struct work *work, const struct asy_result *results, int n, struct asy_error *err)
{
    struct asy_result *kept = calloc((size_t) n, sizeof *kept);
    bool ok = kept != NULL;

    for (int i = 0; ok && i < n; i++) {
        if (i < 2)
            kept[i] = results[i];
        else
            ok = asy_result_by_year(&kept[i], &results[i], branch_month(work, i));
    }
    ok = ok ? asy_results_add(work->results, kept, n, err)
            : asy_fail(err, ASY_E_RESOURCES, "memory", "not enough for the results of a run");
    for (int i = 2; kept && i < n; i++)
        asy_result_free(&kept[i]);
    free(kept);
    return ok;
}

/* ---- progress ---------------------------------------------------------------------------- */

/* Of which every history is there. */
static int
headline_scenario(const struct work *work)
{
    return work->lineup.n - work->lineup.n_few > 1;
}

/* Histories that a file gone on with has already. They are asked of the file, and where that
   fails the error shown is of the new ones alone. */
static void
recall_headline(struct work *work)
{
    static const struct asy_ask asks[] = { { "refouled_direct", "all", "all", "all" },
                                           { "refouled_chain", "all", "all", "all" } };
    const int s = headline_scenario(work);
    struct asy_answers answers = { 0 };
    struct asy_error err;

    if (work->progress.n_done > 0 &&
        asy_results_ask_first(work->results, s + 1, asks, 2, &answers, &err))
        for (int j = 0; j < answers.n_jobs; j++) {
            double persons = 0.0;
            for (int a = 0; a < 2; a++)
                persons += asy_answers_of(&answers, a, s)[j] -
                           (s ? asy_answers_of(&answers, a, 0)[j] : 0.0);
            asy_headline_add(&work->headline, answers.draw[j], llround(persons));
        }
    asy_answers_free(&answers);
}

static bool
watch_headline(struct work *work, const struct asy_plan *plan, struct asy_error *err)
{
    if (!work->job->progress)
        return true;
    if (!asy_headline_init(&work->headline, asy_plan_first_draw(plan), asy_plan_n_draws(plan)))
        return asy_fail(err, ASY_E_RESOURCES, "memory", "not enough to watch the run");
    recall_headline(work);
    work->progress.outcome = asy_headline_outcome;
    if (headline_scenario(work))
        work->progress.reform = asy_scenario_name(work->lineup.list[1]);
    return true;
}

/* At most four times a second, and at the end. */
static void
tell_progress(struct work *work)
{
    const double now = asy_now();

    if (work->progress.n_done < work->progress.n_planned && now - work->told < 0.25)
        return;
    work->told = now;
    asy_headline_say(&work->headline, &work->progress.mean, &work->progress.error);
    work->job->progress(work->job->user, &work->progress);
}

/* ---- what comes of it -------------------------------------------------------------------- */

static bool
take(void *user, const struct asy_result *results, int n_results, struct asy_error *err)
{
    struct work *work = user;

    if (work->job->package ? !add_package(work, results, n_results, err)
                           : !asy_results_add(work->results, results, n_results, err))
        return false;
    work->progress.n_done++;
    if (work->job->progress) {
        const int s = headline_scenario(work);
        asy_headline_add(&work->headline, results[0].draw,
                         asy_headline_of(&results[s]) - (s ? asy_headline_of(&results[0]) : 0));
        tell_progress(work);
    }
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
        .scenarios = (const struct asy_scenario *const *) work->lineup.list,
        .n_scenarios = work->lineup.n,
        .n_few = work->lineup.n_few,
        .few_draws = job->few_draws,
        .seed = job->seed,
        .n_draws = job->n_draws,
        .n_replicates = job->n_replicates ? job->n_replicates : 1,
        .n_second_streams = job->n_second_streams,
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
    const char *const beside = asy_results_beside(work->results);

    snprintf(report->file, sizeof report->file, "%s", beside ? beside : work->job->output);
    report->n_scenarios = work->lineup.n;
    report->n_runs_planned = info->n_runs_planned;
    report->n_runs = info->n_runs;
    report->n_histories = info->n_histories;
    report->n_few = work->lineup.n_few;
    if (report->n_few)
        report->n_few_histories =
            (info->n_runs - info->n_histories * (work->lineup.n - report->n_few)) /
            report->n_few;
    report->n_closures = info->n_closures;
    report->n_closures_planned = ASY_N_WORLDS * info->n_closure_draws;
    report->is_complete = info->n_runs >= info->n_runs_planned &&
                          report->n_closures >= report->n_closures_planned;
    report->seconds = stats->seconds;
    report->events = stats->events;
    snprintf(report->assumption, sizeof report->assumption, "%s", info->assumption);
    report->n_new = stats->n_jobs_done;
}

/* ---- what should be known before it starts ----------------------------------------------- */

__attribute__((format(printf, 2, 3))) static void
note(const struct work *work, const char *format, ...)
{
    char line[800];
    va_list args;

    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    work->job->note(work->job->user, line);
}

static void
note_clashes(const struct work *work)
{
    const struct asy_scenario *all = work->lineup.list[1];
    struct asy_clash c;

    for (size_t i = 0; asy_scenario_clash(all, i, &c); i++)
        note(work,
             "%s: %s (%s:%d) says %.80s, and before it %s (%s:%d) said %.80s: where both hold, "
             "the later one wins%s%.200s",
             c.path, c.winner, c.winner_file, c.winner_line, c.winner_value, c.loser,
             c.loser_file, c.loser_line, c.loser_value, c.because ? ": " : "",
             c.because ? c.because : "");
}

static void
note_placebos(const struct work *work)
{
    char text[96];

    for (int s = 1; s < work->lineup.n; s++)
        if (*asy_scenario_note(work->lineup.list[s], text) && !work->job->package)
            note(work, "%s: %s", asy_scenario_name(work->lineup.list[s]), text);
}

/* Days simulated for one history of all scenarios, over those of the baseline. */
static double
baselines(const struct work *work, int32_t n_days)
{
    const int32_t lived = n_days - asy_scenario_first_day(work->lineup.list[0]);
    double sum = 1.0;

    for (int s = 1; s < work->lineup.n; s++) {
        const int32_t day = asy_scenario_branch_day(work->lineup.list[s]);
        sum += day < n_days ? (double) (n_days - day) / lived : 0.0;
    }
    return sum;
}

/* One history of the baseline is timed; the others follow from the days they have to live. */
static bool
note_estimate(const struct work *work, const struct asy_plan *plan, struct asy_error *err)
{
    const struct asy_results_info *info = asy_results_info(work->results);
    struct asy_ensemble_stats stats = { 0 };
    struct asy_plan one = *plan;
    struct asy_date first = { info->first_year, 1, 1 }, next = first;

    next.year += info->n_years;
    const int32_t n_days = asy_days_of_date(next) - asy_days_of_date(first);
    one.n_scenarios = 1;
    one.n_draws = 0;
    one.n_replicates = 1;
    one.n_second_streams = 0;
    one.shard = 0;
    one.n_shards = 1;
    one.n_threads = 1;
    one.take = NULL;
    one.have = NULL;
    if (!asy_ensemble_run(&one, &stats, err))
        return false;
    const double todo = (double) (info->n_runs_planned - info->n_runs) / work->lineup.n;
    const double times = baselines(work, n_days), draws = todo / plan->n_replicates;
    const int threads = plan->n_threads > 0 ? plan->n_threads : omp_get_num_procs();
    const double seconds =
        ((stats.seconds - stats.pilot_seconds) * todo * times + stats.pilot_seconds * draws) /
        threads;
    if (work->lineup.split.n_orders)
        note(work, "package of %d parts: %d subsets, from %d sampled orders and their ends",
             work->lineup.split.n_parts, work->lineup.split.n_subsets,
             work->lineup.split.n_orders);
    else
        note(work, "package of %d parts: all %d subsets", work->lineup.split.n_parts,
             work->lineup.split.n_subsets);
    note(
        work,
        "estimate: %.0f histories, each as long as %.1f of the baseline, on %d thread%s: about "
        "%.0f minute%s, and %.0f MB",
        todo, times, threads, threads == 1 ? "" : "s", ceil(seconds / 60.0),
        ceil(seconds / 60.0) > 1.0 ? "s" : "", ceil(1.2 * todo * times));
    return true;
}

static bool
announce(const struct work *work, const struct asy_plan *plan, struct asy_error *err)
{
    if (!work->job->note || work->lineup.n < 2)
        return true;
    if (work->job->package || work->job->together)
        note_clashes(work);
    note_placebos(work);
    return !work->job->package || note_estimate(work, plan, err);
}

/* ---- all of it --------------------------------------------------------------------------- */

static void
tick_closure(void *user)
{
    struct work *const work = user;

    work->progress.n_done++;
    if (work->job->progress)
        tell_progress(work);
}

/* After the run itself, where that came to its end. */
static bool
live_closures(struct work *work, const struct asy_ensemble_stats *stats, struct asy_error *err)
{
    const struct asy_job *const job = work->job;

    return job->n_closure_draws == 0 || stats->n_jobs_left > 0 ||
           asy_closures_run(job, work->results, tick_closure, work, err);
}

static void
count_planned(struct work *work, const struct asy_plan *plan)
{
    const struct asy_results_info *const info = asy_results_info(work->results);

    work->progress.n_planned =
        (uint32_t) asy_plan_histories(plan) + ASY_N_WORLDS * info->n_closure_draws;
    work->progress.n_done = (uint32_t) info->n_histories + info->n_closures;
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
    bool ok = !work->job->package ||
              asy_results_add_package(work->results, &plan, &work->lineup.split, err);
    ok = ok && asy_results_closures_plan(work->results, work->job->n_closure_draws, err);
    count_planned(work, &plan);
    ok = ok && watch_headline(work, &plan, err) && announce(work, &plan, err) &&
         asy_ensemble_run(&plan, &stats, err) && live_closures(work, &stats, err);
    report_on(report, work, &stats);
    if (!ok && report->n_runs == 0) { /* else the next run would find a file in its way */
        asy_results_abandon(work->results);
        return false;
    }
    ok = asy_results_digest(work->results, report->digest, ok ? err : NULL) && ok;
    ok = asy_results_closures_digest(work->results, report->closures_digest, ok ? err : NULL) &&
         ok;
    const bool lost = !asy_results_is_there(work->results);
    ok = asy_results_close(work->results, ok ? err : NULL) && ok;
    report->n_runs = lost ? 0 : report->n_runs;
    if (ok && report->is_complete)
        snprintf(report->file, sizeof report->file, "%s", work->job->output);
    return ok;
}

/* What was given, as far as it is known here; else why not. */
static bool
take_job(struct asy_job *ours, const struct asy_job *job, struct asy_errors *errs)
{
    struct asy_error err;
    bool ok = asy_versioned_take(ours, sizeof *ours, job, "job", &err);

    asy_gsl_returns();
    if (ok && !ours->baseline)
        ok = asy_fail(&err, ASY_E_INPUT, "job.baseline", "is missing (NULL)");
    for (size_t i = 0; ok && i < ours->n_reforms; i++)
        if (!ours->reforms || !ours->reforms[i])
            ok = asy_fail(&err, ASY_E_INPUT, "job.reforms", "has a NULL among %zu files",
                          ours->n_reforms);
    for (size_t i = 0; ok && i < ours->n_few; i++)
        if (!ours->few || !ours->few[i])
            ok = asy_fail(&err, ASY_E_INPUT, "job.few", "has a NULL among %zu files",
                          ours->n_few);
    if (ours->few_draws == 0)
        ours->few_draws = ASY_LEAST_DRAWS;
    for (size_t i = 0; ok && i < ours->n_sets; i++)
        if (!ours->sets || !ours->sets[i])
            ok = asy_fail(&err, ASY_E_INPUT, "job.sets", "has a NULL among %zu", ours->n_sets);
    if (!ok)
        asy_errors_add(errs, err.code, err.where, "%s", err.what);
    return ok;
}

bool
asy_job_check(const struct asy_job *job, struct asy_errors *errs)
{
    struct asy_job ours;
    struct asy_lineup lineup = { 0 };

    if (!errs || !take_job(&ours, job, errs))
        return false;
    const bool ok = asy_lineup_load(&lineup, &ours, false, errs) &&
                    asy_closures_check(&ours, &lineup, errs);
    asy_lineup_free(&lineup);
    return ok;
}

/* Whether it can be written, and how. */
static bool
check_output(const struct asy_job *job, struct asy_errors *errs)
{
    const size_t before = errs->n + errs->n_more;
    const uint64_t n = (job->n_draws ? job->n_draws : 1) *
                       (uint64_t) (job->n_replicates ? job->n_replicates : 1);

    if (n > MOST_HISTORIES)
        asy_errors_add(errs, ASY_E_INPUT, "job.n_draws",
                       "times n_replicates: more than a hundred million histories");
    if (job->n_few && job->n_draws == 0)
        asy_errors_add(errs, ASY_E_INPUT, "job.few",
                       "uses the first draws, and with n_draws 0 there are none");
    if (!job->output)
        asy_errors_add(errs, ASY_E_INPUT, "job.output", "is missing (NULL)");
    if ((unsigned) job->mode > ASY_OUTPUT_RESUME)
        asy_errors_add(errs, ASY_E_INPUT, "job.mode", "is none of enum asy_output: %d",
                       (int) job->mode);
    if (job->n_shards ? job->shard >= job->n_shards : job->shard > 0)
        asy_errors_add(errs, ASY_E_INPUT, "job.shard", "is %u of %u: they count from 0",
                       job->shard, job->n_shards);
    return errs->n + errs->n_more == before;
}

bool
asy_job_run(const struct asy_job *job, struct asy_job_report *report, struct asy_errors *errs)
{
    struct asy_job ours;
    struct asy_job_report done = { .size = sizeof done };
    struct work work = { .job = &ours, .progress = { .size = sizeof work.progress } };

    if (!errs || !take_job(&ours, job, errs) || !check_output(&ours, errs))
        return false;
    if (report && !asy_versioned_give(report, &done, sizeof done)) {
        asy_errors_add(errs, ASY_E_INPUT, "report", "its size is not set");
        return false;
    }
    bool ok = asy_lineup_load(&work.lineup, &ours, true, errs) &&
              asy_closures_check(&ours, &work.lineup, errs);
    if (ok && !simulate(&work, &done, &work.err)) {
        asy_errors_add(errs, work.err.code, work.err.where, "%s", work.err.what);
        ok = false;
    }
    asy_lineup_free(&work.lineup);
    asy_headline_free(&work.headline);
    if (report)
        asy_versioned_give(report, &done, sizeof done);
    return ok;
}
