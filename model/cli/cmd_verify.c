/* SPDX-License-Identifier: GPL-3.0-or-later */
/* asylsim verify: is the file as it was written? And of two: are they equal in what both know,
   be they of versions that know other outcomes? */
#include "cli/say.h"
#include "store/results.h"

#include <string.h>

static void
on_bad_run(void *user, const char *scenario, uint32_t draw, uint32_t replicate)
{
    (void) user;
    fprintf(stderr, "%s, draw %u, replicate %u: values differ from the digest\n", scenario,
            draw, replicate);
}

static int
print_verdict(const struct asy_options *options, const struct asy_results_info *info)
{
    char how[1400];

    if (options->json)
        return asy_say_json(
            json_pack("{s:s, s:i, s:i, s:b, s:s, s:s, s:s}", "file", options->files.list[0],
                      "runs", info->n_runs, "runs_planned", info->n_runs_planned, "complete",
                      (int) info->is_complete, "digest", info->digest, "closures_digest",
                      info->closures_digest, "verdict", "unchanged"));
    printf("%s: unchanged, %d runs, digest %s\n", asy_say_name(options->files.list[0]),
           info->n_runs, info->digest[0] ? info->digest : "none yet");
    if (info->closures_digest[0])
        printf("closures: unchanged, %u histories in 16 worlds, digest %s\n", info->n_closures,
               info->closures_digest);
    if (!info->is_complete)
        puts(asy_say_unfinished(how, sizeof how, options->files.list[0], info->n_runs,
                                info->n_runs_planned));
    return ASY_OK;
}

/* ---- two files --------------------------------------------------------------------------- */

/* Outcomes, and beside them paired fates, flows and chains, by name. */
enum { N_OTHERS = 3 };
static const char *const others[N_OTHERS] = { "paired", "flow", "refoulement" };

struct two {
    struct asy_results *file[2];
    int in_other[ASY_MOST_METRICS]; /* by number in the first: that in the second, or -1 */
    bool differs[ASY_MOST_METRICS], other_differs[N_OTHERS];
    int n_scenarios, n_known[2]; /* scenarios that both hold; outcomes that each knows */
};

static int
find_outcome(const struct asy_results *results, const char *name)
{
    const char *known;
    for (int i = 0; (known = asy_results_name(results, ASY_NAMES_METRIC, i, NULL)); i++)
        if (strcmp(known, name) == 0)
            return i;
    return -1;
}

static int
find_scenario(const struct asy_results *results, const char *name)
{
    int i = asy_results_info(results)->n_scenarios - 1;
    while (i >= 0 && strcmp(asy_results_scenario(results, i)->name, name) != 0)
        i--;
    return i;
}

static void
match_outcomes(struct two *two)
{
    const char *name;
    int *const n = two->n_known;
    for (; (name = asy_results_name(two->file[0], ASY_NAMES_METRIC, n[0], NULL)); n[0]++)
        two->in_other[n[0]] = find_outcome(two->file[1], name);
    while (asy_results_name(two->file[1], ASY_NAMES_METRIC, n[1], NULL))
        n[1]++;
}

static void
note_differences(struct two *two, const struct asy_digest *a, const struct asy_digest *b)
{
    const bool differ[N_OTHERS] = { a->paired != b->paired, a->flows != b->flows,
                                    a->chains != b->chains };
    for (int m = 0; m < two->n_known[0]; m++)
        if (two->in_other[m] >= 0)
            two->differs[m] |= a->outcome[m] != b->outcome[two->in_other[m]];
    for (int i = 0; i < N_OTHERS; i++)
        two->other_differs[i] |= differ[i];
    two->n_scenarios++;
}

static bool
compare_scenarios(struct two *two, struct asy_error *err)
{
    struct asy_digest a, b;
    for (int s = 0; s < asy_results_info(two->file[0])->n_scenarios; s++) {
        const char *const name = asy_results_scenario(two->file[0], s)->name;
        const int there = find_scenario(two->file[1], name);
        if (there < 0)
            continue;
        if (!asy_results_digest_parts(two->file[0], s, &a, err) ||
            !asy_results_digest_parts(two->file[1], there, &b, err))
            return false;
        note_differences(two, &a, &b);
    }
    return true;
}

static int
print_two(const struct asy_options *options, const struct two *two)
{
    int n_both = 0, n_differ = 0;
    for (int m = 0; m < two->n_known[0]; m++) {
        n_both += two->in_other[m] >= 0;
        n_differ += two->differs[m];
        if (two->differs[m])
            fprintf(stderr, "%s differs\n",
                    asy_results_name(two->file[0], ASY_NAMES_METRIC, m, NULL));
    }
    for (int i = 0; i < N_OTHERS; i++) {
        n_differ += two->other_differs[i];
        if (two->other_differs[i])
            fprintf(stderr, "%s differs\n", others[i]);
    }
    const int n_one = two->n_known[0] + two->n_known[1] - 2 * n_both;
    const int code = n_differ ? ASY_E_RESULTS : ASY_OK;
    if (options->json) {
        asy_say_json(json_pack("{s:s, s:s, s:i, s:i, s:i, s:i, s:s}", "file",
                               options->files.list[0], "other", options->files.list[1],
                               "scenarios", two->n_scenarios, "outcomes", n_both,
                               "known_to_one", n_one, "differ", n_differ, "verdict",
                               n_differ ? "different" : "equal"));
        return code;
    }
    printf("%s in the %d outcomes that both know, %d scenarios; %d known to one only\n",
           n_differ ? "different" : "equal", n_both, two->n_scenarios, n_one);
    return code;
}

/* The same luck: else there is nothing to compare. */
static bool
same_histories(const struct two *two, struct asy_error *err)
{
    const struct asy_results_info *const a = asy_results_info(two->file[0]),
                                         *const b = asy_results_info(two->file[1]);
    return (a->seed == b->seed && a->n_draws == b->n_draws &&
            a->n_replicates == b->n_replicates && a->n_second_streams == b->n_second_streams &&
            a->shard == b->shard && a->n_shards == b->n_shards &&
            a->is_complete == b->is_complete) ||
           asy_fail(err, ASY_E_RESULTS, asy_results_path(two->file[1]),
                    "holds other histories than the first: seed, draws, replicates and shard "
                    "must be the same");
}

static int
verify_two(const struct asy_options *options)
{
    struct two two = { 0 };
    struct asy_error err = { 0 };
    int code;

    if (!asy_results_open(&two.file[0], options->files.list[0], &err) ||
        !asy_results_open(&two.file[1], options->files.list[1], &err) ||
        !same_histories(&two, &err)) {
        code = asy_say_error(&err);
    } else {
        match_outcomes(&two);
        code = compare_scenarios(&two, &err) ? print_two(options, &two) : asy_say_error(&err);
    }
    asy_results_close(two.file[0], NULL);
    asy_results_close(two.file[1], NULL);
    return code;
}

/* ---- one --------------------------------------------------------------------------------- */

int
asy_cmd_verify(const struct asy_options *options)
{
    struct asy_error err = { 0 };
    struct asy_results *results;

    if (options->files.n == 2)
        return verify_two(options);
    if (!asy_results_open(&results, options->files.list[0], &err))
        return asy_say_error(&err);
    const bool ok = asy_results_verify(results, on_bad_run, NULL, &err);
    const int code =
        ok ? print_verdict(options, asy_results_info(results)) : asy_say_error(&err);
    asy_results_close(results, NULL);
    return code;
}
