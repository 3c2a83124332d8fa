/* SPDX-License-Identifier: GPL-3.0-or-later */
/* asylsim run: from scenario files to a results file. */
#include "base/clock.h"
#include "cli/progress.h"
#include "cli/say.h"
#include "outcome/verdict.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

enum { MOST_HISTORIES = 100000000, LEAST_SECONDS = 10 /* to be told of */ };

static volatile int stop;         /* looked at by the engine between histories */
static volatile sig_atomic_t why; /* the signal */

static void
on_signal(int number)
{
    why = number;
    stop = 1;
}

/* The first signal asks to finish; the second ends at once, as ever. That the terminal has gone
   (SIGHUP) is one of them, but not under nohup. */
static void
listen_to_signals(void)
{
    struct sigaction act = { .sa_handler = on_signal, .sa_flags = (int) SA_RESETHAND };
    sigemptyset(&act.sa_mask);
    sigaction(SIGINT, &act, NULL);
    sigaction(SIGTERM, &act, NULL);
    struct sigaction hangup;
    if (sigaction(SIGHUP, NULL, &hangup) == 0 && hangup.sa_handler != SIG_IGN)
        sigaction(SIGHUP, &act, NULL);
}

/* How far it is: on a terminal all along, else once how long it will take. */
struct watched {
    struct asy_bar bar;
    int threads;
    bool is_begun, is_told;
    uint32_t n_before;
    double since;
};

static void
on_progress(void *user, const struct asy_progress *progress)
{
    struct watched *const self = user;
    char line[300];

    if (self->bar.on) {
        asy_bar_show(&self->bar, progress);
        return;
    }
    if (self->is_told)
        return;
    if (!self->is_begun) { /* what came before the first was reading and solving too */
        self->is_begun = true;
        self->n_before = progress->n_done;
        self->since = asy_now();
    }
    asy_estimate_words(line, sizeof line, progress, self->n_before, self->threads,
                       asy_now() - self->since, LEAST_SECONDS);
    if (!*line)
        return;
    self->is_told = true;
    asy_say_hanging(stderr, line, 0, 2, 100);
}

/* Said before it starts, where words are wanted. */
static void
on_note(void *user, const char *line)
{
    (void) user;
    asy_say_hanging(stderr, line, 0, 2, 100);
}

static int
print_json(const struct asy_job_report *report, double seconds)
{
    json_t *const closures =
        report->n_closures_planned
            ? json_pack("{s:i, s:i, s:s}", "histories", (int) report->n_closures, "planned",
                        (int) report->n_closures_planned, "digest", report->closures_digest)
            : json_null();
    return asy_say_json(json_pack(
        "{s:s, s:i, s:i, s:i, s:b, s:s, s:f, s:I, s:f, s:s, s:o}", "file", report->file,
        "scenarios", report->n_scenarios, "runs", report->n_runs, "runs_planned",
        report->n_runs_planned, "complete", (int) report->is_complete, "digest", report->digest,
        "seconds", seconds, "events", (json_int_t) report->events, "events_per_second",
        report->seconds > 0.0 ? (double) report->events / report->seconds : 0.0, "note",
        report->assumption, "closures", closures));
}

static void
print_words(const struct asy_job_report *report, double seconds)
{
    char runs[32], rate[32];

    asy_say_number(runs, sizeof runs, report->n_runs, ASY_COUNT, false);
    asy_say_number(rate, sizeof rate,
                   report->seconds > 0.0 ? (double) report->events / report->seconds : 0.0,
                   ASY_COUNT, false);
    printf("results     %s\n", asy_say_name(report->file));
    const int each = report->n_histories;
    printf("runs        %s of %d: %d scenario%s, %d histor%s each", runs,
           report->n_runs_planned, report->n_scenarios, report->n_scenarios == 1 ? "" : "s",
           each, each == 1 ? "y" : "ies");
    if (report->n_few)
        printf(", of %d of them %d", report->n_few, report->n_few_histories);
    putchar('\n');
    printf("digest      %s  (the same on any number of threads)\n", report->digest);
    if (report->n_closures_planned)
        printf("closures    %u of %u histories in 16 worlds, digest %s\n", report->n_closures,
               report->n_closures_planned, report->closures_digest);
    printf("time        %.1f s, %s events a second\n", seconds, rate);
    if (*report->assumption) {
        printf("assumption  ");
        asy_say_hanging(stdout, report->assumption, 0, 12, 88);
    }
}

static void
say_interrupted(const struct asy_job *job, const struct asy_job_report *report)
{
    if (strcmp(report->file, job->output) != 0)
        fprintf(stderr,
                "asylsim: %s: stays as it was; the new results are in %s until complete\n",
                asy_say_name(job->output), asy_say_name(report->file));
    fprintf(stderr, "asylsim: interrupted; the same command with --resume%s continues it\n",
            job->mode == ASY_OUTPUT_OVERWRITE ? " in place of --force" : "");
}

/* Whatever ended it: what had come by then is there. */
static void
say_kept(const struct asy_job *job, const struct asy_job_report *report)
{
    if (report->n_closures < report->n_closures_planned &&
        report->n_runs >= report->n_runs_planned)
        fprintf(stderr,
                "asylsim: %s keeps %u of %u histories of closures; the same command with "
                "--resume%s goes on\n",
                asy_say_name(report->file), report->n_closures, report->n_closures_planned,
                job->mode == ASY_OUTPUT_OVERWRITE ? " in place of --force" : "");
    else if (report->n_runs > 0 && !report->is_complete)
        fprintf(
            stderr,
            "asylsim: %s keeps %d of %d runs; the same command with --resume%s continues it\n",
            asy_say_name(report->file), report->n_runs, report->n_runs_planned,
            job->mode == ASY_OUTPUT_OVERWRITE ? " in place of --force" : "");
}

/* Of a package, which is hundreds of scenarios, no more than give a verdict. */
static uint32_t
draws_of(const struct asy_options *o)
{
    return o->package && !o->has_draws ? ASY_LEAST_DRAWS : o->draws;
}

static struct asy_job
job_of(const struct asy_options *o)
{
    return (struct asy_job){
        .size = sizeof(struct asy_job),
        .baseline = o->files.list[0],
        .reforms = o->reforms.list,
        .n_reforms = o->reforms.n,
        .few = o->few.list,
        .n_few = o->few.n,
        .few_draws = o->few_draws,
        .together = o->together,
        .sets = o->sets.list,
        .n_sets = o->sets.n,
        .until = o->until,
        .as_of = o->as_of,
        .departures = o->departures,
        .seed = o->seed,
        .n_draws = draws_of(o),
        .n_replicates = o->replicates,
        .n_second_streams = o->second_streams,
        .n_closure_draws = o->closures ? o->closure_draws : 0,
        .shard = o->shard,
        .n_shards = o->n_shards,
        .n_threads = o->threads,
        .output = o->output,
        .mode = o->resume  ? ASY_OUTPUT_RESUME
                : o->force ? ASY_OUTPUT_OVERWRITE
                           : ASY_OUTPUT_NEW,
        .stop = &stop,
        .note = o->quiet ? NULL : on_note,
        .package = o->package,
        .n_orders = (int) o->orders,
    };
}

/* What can be said before anything is read. */
static bool
check_usage(const struct asy_options *o)
{
    const char *wrong = NULL;

    if (!o->output)
        wrong = "run: say where the results go: -o FILE";
    else if (o->orders && !o->package)
        wrong = "run: --orders needs a --package, whose parts it orders";
    else if (o->orders == 1 || o->orders % 2)
        wrong = "run: --orders come in pairs, each with its reverse: an even number";
    else if (o->has_closure_draws && !o->closures)
        wrong = "run: --closure-draws needs --closures";
    else if (o->closures && o->closure_draws == 0)
        wrong = "run: --closure-draws 0: closures are read on draws, 1 or more";
    else if (o->has_few_draws && !o->few.n)
        wrong = "run: --few-draws needs --few with at least one reform";
    else if (o->few.n && o->few_draws == 0)
        wrong = "run: --few-draws 0: expected 1 or more";
    else if (o->few.n && o->draws == 0)
        wrong = "run: --few uses the first draws, and with --draws 0 there are none";
    else if (o->force && o->resume)
        wrong = "run: --force and --resume: one of them";
    else if ((o->draws ? o->draws : 1) * (uint64_t) o->replicates > MOST_HISTORIES)
        wrong = "run: --draws times --replicates: more than a hundred million histories";
    else if (o->replicates < 1)
        wrong = "run: --replicates 0: expected 1 or more";
    if (wrong)
        fprintf(stderr, "asylsim: %s\n", wrong);
    return !wrong;
}

int
asy_cmd_run(const struct asy_options *options)
{
    struct asy_job job = job_of(options);
    struct asy_errors errs = { 0 };
    struct asy_job_report report = { .size = sizeof report };
    struct watched watched = { .threads = options->threads > 0
                                              ? options->threads
                                              : (int) sysconf(_SC_NPROCESSORS_ONLN) };
    struct asy_bar *const bar = &watched.bar;
    int code = ASY_OK;

    if (!check_usage(options))
        return ASY_E_INPUT;
    asy_bar_init(bar, options->quiet);
    /* of a package its estimate comes before anything is simulated */
    job.progress = bar->on || !(options->quiet || options->package) ? on_progress : NULL;
    job.user = &watched;
    listen_to_signals();
    const bool ok = asy_job_run(&job, &report, &errs);
    asy_bar_clear(bar);
    if (!ok) {
        code = asy_say_errors(&errs);
        say_kept(&job, &report);
    } else {
        const double seconds = asy_now() - bar->began;
        if (options->json)
            code = print_json(&report, seconds);
        else if (options->quiet)
            printf("%s %s\n", asy_say_name(report.file), report.digest);
        else
            print_words(&report, seconds);
        if (why && !report.is_complete) {
            say_interrupted(&job, &report);
            code = 128 + why;
        }
    }
    asy_errors_free(&errs);
    return code;
}
