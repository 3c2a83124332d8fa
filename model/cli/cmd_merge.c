/* SPDX-License-Identifier: GPL-3.0-or-later */
/* asylsim merge: shards into one file. */
#include "cli/say.h"
#include "store/results.h"

static int
print_info(const struct asy_options *options, const struct asy_results_info *info)
{
    if (options->json)
        return asy_say_json(json_pack("{s:s, s:i, s:i, s:b, s:s}", "file", options->output,
                                      "runs", info->n_runs, "runs_planned",
                                      info->n_runs_planned, "complete", (int) info->is_complete,
                                      "digest", info->digest));
    if (options->quiet)
        printf("%s %s\n", asy_say_name(options->output), info->digest);
    else
        printf("results     %s\nruns        %d of %d\ndigest      %s\n",
               asy_say_name(options->output), info->n_runs, info->n_runs_planned, info->digest);
    return ASY_OK;
}

int
asy_cmd_merge(const struct asy_options *options)
{
    struct asy_error err = { 0 };
    struct asy_results *results;

    if (!options->output) {
        fputs("asylsim: merge: say where the results go: -o FILE\n", stderr);
        return ASY_E_INPUT;
    }
    if (!asy_results_merge(options->output,
                           options->force ? ASY_RESULTS_OVERWRITE : ASY_RESULTS_NEW,
                           options->files.list, options->files.n, &err) ||
        !asy_results_open(&results, options->output, &err))
        return asy_say_error(&err);
    const int code = print_info(options, asy_results_info(results));
    return asy_results_close(results, &err) ? code : asy_say_error(&err);
}
