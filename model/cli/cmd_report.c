/* SPDX-License-Identifier: GPL-3.0-or-later */
/* asylsim report: the results as one HTML page that opens offline. */
#include "cli/say.h"
#include "report/report.h"

#include <stdlib.h>
#include <string.h>

/* Beside the results, with another ending. */
static char *
beside(const char *results)
{
    const char *const slash = strrchr(results, '/');
    const char *const dot = strrchr(slash ? slash : results, '.');
    const size_t stem = dot ? (size_t) (dot - results) : strlen(results);
    char *const path = malloc(stem + sizeof ".html");

    if (path) {
        memcpy(path, results, stem);
        memcpy(path + stem, ".html", sizeof ".html");
    }
    return path;
}

int
asy_cmd_report(const struct asy_options *options)
{
    const char *const file = options->files.list[0];
    char *const standard = options->output ? NULL : beside(file);
    const char *const path = options->output ? options->output : standard;
    struct asy_results *results = NULL;
    struct asy_report_size size;
    struct asy_error err = { 0 };

    bool ok = path || asy_fail(&err, ASY_E_RESOURCES, "report", "out of memory");
    ok = ok && asy_results_open(&results, file, &err) && asy_output_has_folder(path, &err) &&
         asy_report_write(results, path, &size, &err);
    if (ok && options->json)
        ok =
            asy_say_json(json_pack("{s:s, s:I, s:I, s:I}", "report", path, "bytes",
                                   (json_int_t) size.page, "data_bytes", (json_int_t) size.data,
                                   "plain_bytes", (json_int_t) size.plain)) == ASY_OK;
    else if (ok && options->quiet)
        printf("%s\n", asy_say_name(path));
    else if (ok)
        printf("%s: %.2f MB, made in %.1f s; open it in any browser, online or not\n",
               asy_say_name(path), 1e-6 * (double) size.page, size.seconds);
    const int code = ok ? ASY_OK : asy_say_error(&err);
    asy_results_close(results, NULL);
    free(standard);
    return code;
}
