/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small world in which every part of the model is at work (tests/golden), lived through in a
   temporary folder; and the shipped scenarios, read where they lie. */
#define _XOPEN_SOURCE 700 /* mkdtemp */
#include "cli/selftest.h"

#include "base/hash.h"
#include "store/results.h"
#include "text/shipped.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern const unsigned char asy_selftest_small[], asy_selftest_admissibility[],
    asy_selftest_status[], asy_selftest_open[], asy_selftest_dublin[], asy_selftest_digests[];

static const struct {
    const char *name;
    const unsigned char *text;
} files[] = {
    { "small.cfg", asy_selftest_small },
    { "small_admissibility.cfg", asy_selftest_admissibility },
    { "small_status.cfg", asy_selftest_status },
    { "reform_open.cfg", asy_selftest_open },
    { "reform_dublin.cfg", asy_selftest_dublin },
};
enum { N_FILES = sizeof files / sizeof *files };

static bool
fail(struct asy_selftest *self, const char *doing, const struct asy_error *err)
{
    snprintf(self->said, sizeof self->said, "%s: %s: %s", doing, err->where, err->what);
    return false;
}

/* ---- the folder -------------------------------------------------------------------------- */

static bool
write_file(const struct asy_selftest *self, const char *name, const char *text)
{
    char path[ASY_SELFTEST_PATH];

    snprintf(path, sizeof path, "%s/%s", self->folder, name);
    FILE *const out = fopen(path, "w");
    if (!out)
        return false;
    const bool ok = fputs(text, out) >= 0;
    return fclose(out) == 0 && ok;
}

bool
asy_selftest_make_folder(struct asy_selftest *self)
{
    const char *const folder = getenv("TMPDIR");
    bool ok = true;

    snprintf(self->folder, sizeof self->folder, "%s/asylsim-selftest-XXXXXX",
             folder && *folder ? folder : "/tmp");
    if (!mkdtemp(self->folder)) {
        self->folder[0] = '\0';
        return false;
    }
    for (int i = 0; ok && i < N_FILES; i++)
        ok = write_file(self, files[i].name, (const char *) files[i].text);
    snprintf(self->one, sizeof self->one, "%s/one.sqlite", self->folder);
    snprintf(self->two, sizeof self->two, "%s/two.sqlite", self->folder);
    return ok;
}

void
asy_selftest_remove_folder(struct asy_selftest *self)
{
    char path[ASY_SELFTEST_PATH + 256];
    DIR *const folder = *self->folder ? opendir(self->folder) : NULL;
    const struct dirent *entry;

    while (folder && (entry = readdir(folder)) != NULL) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        snprintf(path, sizeof path, "%s/%s", self->folder, entry->d_name);
        unlink(path);
    }
    if (folder)
        closedir(folder);
    if (*self->folder)
        rmdir(self->folder);
}

/* ---- what is shipped --------------------------------------------------------------------- */

static int
count_texts(const char *folder, const char *below)
{
    char path[ASY_MOST_NAME + 16];
    const struct dirent *entry;
    int n = 0;

    snprintf(path, sizeof path, "%s/%s", folder, below);
    DIR *const open = opendir(path);
    while (open && (entry = readdir(open)) != NULL) {
        const size_t length = strlen(entry->d_name);
        n += length > 4 && strcmp(entry->d_name + length - 4, ".cfg") == 0;
    }
    if (open)
        closedir(open);
    return n;
}

bool
asy_selftest_scenarios(struct asy_selftest *self)
{
    char baseline[ASY_MOST_NAME], reform[ASY_MOST_NAME];
    const char *const reforms[] = { reform };
    struct asy_scenario *scenario = NULL;
    struct asy_errors errs = { 0 };
    struct asy_error err;

    if (!asy_scenario_find(baseline, sizeof baseline, "baseline", ASY_FILE_SCENARIO, &err) ||
        !asy_scenario_find(reform, sizeof reform, "dublin-iv", ASY_FILE_REFORM, &err))
        return fail(self, "the shipped scenarios were not found", &err);
    const bool ok = asy_scenario_open(&scenario, baseline, reforms, 1, &errs);
    char *const slash = strrchr(baseline, '/');
    if (!ok && errs.n > 0)
        fail(self, "the shipped scenarios cannot be read", &errs.list[0]);
    if (slash)
        *slash = '\0';
    if (ok)
        snprintf(self->said, sizeof self->said,
                 "the shipped scenarios are in %s: the baseline, %d reforms, %d packages; the "
                 "baseline and dublin-iv are read without an error",
                 slash ? baseline : ".", count_texts(slash ? baseline : ".", "reforms"),
                 count_texts(slash ? baseline : ".", "packages"));
    asy_scenario_destroy(scenario);
    asy_errors_free(&errs);
    return ok;
}

/* ---- the small world --------------------------------------------------------------------- */

/* The digest that a file of all committed runs has: asy_results_digest. */
static void
committed(char digest[17])
{
    uint64_t hash = ASY_FNV_BASE;
    char name[64], of_run[32], line[160];
    unsigned draw, replicate;

    for (const char *at = (const char *) asy_selftest_digests; at && *at;
         at = strchr(at, '\n'), at += at != NULL) {
        if (sscanf(at, "%63s draw %u replicate %u %31s", name, &draw, &replicate, of_run) != 4)
            continue;
        snprintf(line, sizeof line, "%s %u %u %s\n", name, draw, replicate, of_run);
        hash = asy_fnv(hash, line);
    }
    snprintf(digest, 17, "%016" PRIx64, hash);
}

static bool
live(struct asy_selftest *self, const char *output, int n_threads, char digest[17])
{
    char paths[3][ASY_SELFTEST_PATH];
    const char *const names[] = { "small.cfg", "reform_open.cfg", "reform_dublin.cfg" };
    const char *const reforms[] = { paths[1], paths[2] };
    struct asy_job_report report = { .size = sizeof report };
    struct asy_errors errs = { 0 };

    for (int i = 0; i < 3; i++)
        snprintf(paths[i], sizeof paths[i], "%s/%s", self->folder, names[i]);
    const struct asy_job job = { .size = sizeof job,
                                 .baseline = paths[0],
                                 .reforms = reforms,
                                 .n_reforms = 2,
                                 .seed = 1,
                                 .n_draws = 2,
                                 .n_replicates = 2,
                                 .n_threads = n_threads,
                                 .output = output };
    const bool ok = asy_job_run(&job, &report, &errs);
    if (!ok && errs.n > 0)
        fail(self, "the small world cannot be simulated", &errs.list[0]);
    memcpy(digest, report.digest, sizeof report.digest);
    asy_errors_free(&errs);
    return ok;
}

bool
asy_selftest_world(struct asy_selftest *self)
{
    char expected[17];

    if (!live(self, self->one, 1, self->digest))
        return false;
    committed(expected);
    const bool ok = strcmp(self->digest, expected) == 0;
    snprintf(
        self->said, sizeof self->said,
        ok ? "a small world, as it is and under two reforms, lived four times with seed 1 on "
             "one thread, has the digest %s that this version is published with"
           : "a small world, lived with seed 1, has the digest %s, not %s as published with "
             "this version: results of this machine cannot be held against those of others",
        self->digest, expected);
    return ok;
}

bool
asy_selftest_threads(struct asy_selftest *self)
{
    char digest[17];

    if (!live(self, self->two, 2, digest))
        return false;
    const bool ok = strcmp(self->digest, digest) == 0;
    snprintf(self->said, sizeof self->said,
             ok ? "the same on two threads has the same digest"
                : "the same on two threads has another digest, %s",
             digest);
    return ok;
}

/* ---- the results file -------------------------------------------------------------------- */

static bool
verify(struct asy_selftest *self, const char *path)
{
    struct asy_results *results;
    struct asy_error err = { 0 };

    bool ok = asy_results_open(&results, path, &err);
    ok = ok && asy_results_verify(results, NULL, NULL, &err);
    asy_results_close(results, NULL);
    return ok || fail(self, "a results file is not as it was written", &err);
}

bool
asy_selftest_file(struct asy_selftest *self)
{
    const bool ok = verify(self, self->one) && verify(self, self->two);

    if (ok)
        snprintf(self->said, sizeof self->said,
                 "both results files, read again, hold every value as it was written");
    return ok;
}

bool
asy_selftest_compared(struct asy_selftest *self)
{
    const char *const metrics[] = { "border_admissions" };
    const struct asy_asked asked = { .size = sizeof asked, .metrics = metrics, .n_metrics = 1 };
    struct asy_paired_difference row = { .size = sizeof row };
    struct asy_differences *list = NULL;
    struct asy_results *results;
    struct asy_error err = { 0 };

    bool ok = asy_results_open(&results, self->one, &err) &&
              asy_differences_find(&list, results, &asked, &err);
    if (!ok)
        fail(self, "the results cannot be compared", &err);
    else {
        /* the reform opens the gate: more are let in, in each draw */
        ok = asy_differences_at(list, 0, &row) && row.n == 2 && row.n_more == 2;
        snprintf(
            self->said, sizeof self->said,
            "compared: where the gate is opened, more are let in than before in %zu of %zu "
            "draws; 2 of 2 are expected",
            row.n_more, row.n);
    }
    asy_differences_destroy(list);
    asy_results_close(results, NULL);
    return ok;
}

/* Everyone who sets out has one fate in the end: the sums, over all scenarios and histories. */
static bool
add_up(struct asy_results *results, const char *prefix, double *sum, struct asy_error *err)
{
    struct asy_outcome_about outcome = { .size = sizeof outcome };
    bool ok = true;

    *sum = 0.0;
    for (size_t i = 0; ok && asy_catalogue_outcome(i, &outcome); i++) {
        const char *const metrics[] = { outcome.name };
        const struct asy_asked asked = { .size = sizeof asked,
                                         .metrics = metrics,
                                         .n_metrics = 1 };
        struct asy_values values = { .size = sizeof values };
        if (strncmp(outcome.name, prefix, strlen(prefix)) != 0)
            continue;
        ok = asy_results_values(results, &asked, &values, err);
        for (size_t v = 0; ok && v < values.n_scenarios * values.n_histories; v++)
            *sum += values.value[v];
        asy_values_free(&values);
    }
    return ok;
}

bool
asy_selftest_fates(struct asy_selftest *self)
{
    double set_out = 0.0, children = 0.0, fates = 0.0;
    struct asy_results *results;
    struct asy_error err = { 0 };

    bool ok = asy_results_open(&results, self->one, &err) &&
              add_up(results, "departures", &set_out, &err) &&
              add_up(results, "departures_", &children, &err) &&
              add_up(results, "fate_", &fates, &err);
    asy_results_close(results, NULL);
    if (!ok)
        return fail(self, "the results cannot be read", &err);
    set_out -= children; /* those begin alike */
    ok = set_out > 0.0 && fabs(set_out - fates) < 0.5;
    snprintf(self->said, sizeof self->said,
             "nobody is lost: of %.0f who set out, %.0f are accounted for in the end, by one "
             "fate each",
             set_out, fates);
    return ok;
}
