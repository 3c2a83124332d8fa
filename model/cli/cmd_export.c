/* SPDX-License-Identifier: GPL-3.0-or-later */
/* asylsim export: the results as tidy CSV, with a datapackage.json. */
#include "cli/say.h"
#include "report/report.h"

int
asy_cmd_export(const struct asy_options *options)
{
    struct asy_results *results = NULL;
    struct asy_error err = { 0 };

    bool ok =
        options->output || asy_fail(&err, ASY_E_INPUT, "export", "needs a folder: -o FOLDER");
    ok = ok && asy_results_open(&results, options->files.list[0], &err) &&
         asy_export_write(results, options->output, &err);
    if (ok && !options->quiet)
        printf("%s: CSV files, described in %s/datapackage.json\n", options->output,
               options->output);
    const int code = ok ? ASY_OK : asy_say_error(&err);
    asy_results_close(results, NULL);
    return code;
}
