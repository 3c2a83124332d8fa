/* SPDX-License-Identifier: GPL-3.0-or-later */
/* library BASELINE REFORM OUTPUT: asylsim as a library. Says what the reform changes, runs it
   on 20 draws and prints its paired differences. Where asylsim is installed: cc library.c
   $(pkg-config --cflags --libs asylsim) -o library */
#include <asylsim/asylsim.h>

#include <stdlib.h>

static int
give_up(struct asy_errors *errs)
{
    asy_errors_print(errs, stderr);
    const int code = errs->n ? (int) errs->list[0].code : ASY_E_INTERNAL;
    asy_errors_free(errs);
    return code;
}

static bool
print_changes(const char *baseline, const char *reform, struct asy_errors *errs)
{
    struct asy_scenario *base = NULL, *with = NULL;
    struct asy_law_changes *changes = NULL;
    struct asy_law_change change = { .size = sizeof change };

    const bool ok = asy_scenario_open(&base, baseline, NULL, 0, errs) &&
                    asy_scenario_open(&with, baseline, &reform, 1, errs) &&
                    asy_law_changes_find(&changes, base, with, NULL);
    for (size_t i = 0; asy_law_changes_at(changes, i, &change); i++)
        printf("%s from %s\n", change.path, change.from);
    asy_law_changes_destroy(changes);
    asy_scenario_destroy(with);
    asy_scenario_destroy(base);
    return ok;
}

static int
print_differences(const char *file)
{
    static const char *const metrics[] = { "claims_first", "refouled", "protected" };
    const struct asy_asked asked = { .size = sizeof asked, .metrics = metrics, .n_metrics = 3 };
    struct asy_paired_difference d = { .size = sizeof d };
    struct asy_differences *differences = NULL;
    struct asy_results *results;
    struct asy_error err;

    const bool ok = asy_results_open(&results, file, &err) &&
                    asy_differences_find(&differences, results, &asked, &err);
    for (size_t i = 0; asy_differences_at(differences, i, &d); i++)
        printf("%s %s %.12g %.12g %.12g %.12g\n", d.scenario, d.metric, d.difference.median,
               d.difference.low, d.difference.high, d.difference.error);
    if (!ok)
        fprintf(stderr, "%s: %s\n", err.where, err.what);
    asy_differences_destroy(differences);
    asy_results_close(results, NULL);
    return ok ? ASY_OK : (int) err.code;
}

int
main(int argc, char **argv)
{
    struct asy_errors errs = { 0 };

    if (argc != 4)
        return ASY_E_INPUT;
    const char *const reform = argv[2];
    const struct asy_job job = { .size = sizeof job,
                                 .baseline = argv[1],
                                 .reforms = &reform,
                                 .n_reforms = 1,
                                 .n_draws = 20,
                                 .seed = 1,
                                 .output = argv[3],
                                 .mode = ASY_OUTPUT_OVERWRITE };
    if (!print_changes(argv[1], reform, &errs) || !asy_job_run(&job, NULL, &errs))
        return give_up(&errs);
    return print_differences(argv[3]);
}
