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

static bool
is_step(json_t *step)
{
    return json_is_string(json_object_get(step, "date")) &&
           json_is_string(json_object_get(step, "place")) &&
           json_is_string(json_object_get(step, "what")) &&
           json_is_string(json_object_get(step, "source"));
}

/* Whether it is what `explain --json` says: one or two worlds, each with a title, an end and
   steps. */
static bool
is_life(json_t *life)
{
    json_t *const worlds = json_object_get(life, "worlds"), *world, *step;
    size_t w, s;

    if (!json_is_string(json_object_get(life, "group")) || json_array_size(worlds) < 1 ||
        json_array_size(worlds) > 2)
        return false;
    json_array_foreach(worlds, w, world)
    {
        json_t *const steps = json_object_get(world, "life");
        if (!json_is_string(json_object_get(world, "title")) ||
            !json_is_string(json_object_get(world, "fate")) || json_array_size(steps) < 1)
            return false;
        json_array_foreach(steps, s, step)
        {
            if (!is_step(step))
                return false;
        }
    }
    return true;
}

/* The life as the page takes it; *text is freed by the caller, NULL where none is asked for. */
static bool
read_life(const char *path, char **text, struct asy_error *err)
{
    json_error_t fault;

    *text = NULL;
    if (!path)
        return true;
    json_t *const life = json_load_file(path, JSON_REJECT_DUPLICATES, &fault);
    if (!life) {
        char at[160];
        snprintf(at, sizeof at, "%.140s:%d", path, fault.line > 0 ? fault.line : 1);
        return asy_fail(err, ASY_E_INPUT, at, "%s", fault.text);
    }
    const bool ok = is_life(life);
    *text = ok ? json_dumps(life, JSON_COMPACT) : NULL;
    json_decref(life);
    if (!ok)
        return asy_fail(err, ASY_E_INPUT, path,
                        "no life as `asylsim explain --json` tells it: group, worlds, steps");
    return *text || asy_fail(err, ASY_E_RESOURCES, "report", "out of memory");
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
    char *life = NULL;

    bool ok = path || asy_fail(&err, ASY_E_RESOURCES, "report", "out of memory");
    ok = ok && read_life(options->life, &life, &err) &&
         asy_results_open(&results, file, &err) && asy_output_has_folder(path, &err) &&
         asy_report_write(results, life, path, &size, &err);
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
    free(life);
    return code;
}
