/* SPDX-License-Identifier: GPL-3.0-or-later */
/* asylsim verify: is the file as it was written? */
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
            json_pack("{s:s, s:i, s:i, s:b, s:s, s:s}", "file", options->files.list[0], "runs",
                      info->n_runs, "runs_planned", info->n_runs_planned, "complete",
                      (int) info->is_complete, "digest", info->digest, "verdict", "unchanged"));
    printf("%s: unchanged, %d runs, digest %s\n", asy_say_name(options->files.list[0]),
           info->n_runs, info->digest[0] ? info->digest : "none yet");
    if (!info->is_complete)
        puts(asy_say_unfinished(how, sizeof how, options->files.list[0], info->n_runs,
                                info->n_runs_planned));
    return ASY_OK;
}

int
asy_cmd_verify(const struct asy_options *options)
{
    struct asy_error err = { 0 };
    struct asy_results *results;

    if (!asy_results_open(&results, options->files.list[0], &err))
        return asy_say_error(&err);
    const bool ok = asy_results_verify(results, on_bad_run, NULL, &err);
    const int code =
        ok ? print_verdict(options, asy_results_info(results)) : asy_say_error(&err);
    asy_results_close(results, NULL);
    return code;
}
