/* SPDX-License-Identifier: GPL-3.0-or-later */
/* asylsim export: the results as tidy CSV, with a datapackage.json. They are written in a
   folder of their own within the one asked for, and moved up when all are whole: a table cut by
   a full disk would be read as all there is. */
#include "cli/say.h"
#include "report/report.h"
#include "store/lock.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_PATH = 1024 };
static const char aside[] = "/.partial";

static bool
fail(const char *path, struct asy_error *err)
{
    const bool full = errno == ENOSPC || errno == EDQUOT || errno == ENOMEM || errno == EIO;

    return asy_fail(err, full ? ASY_E_RESOURCES : ASY_E_RESULTS, path,
                    "cannot be written: %s%s", strerror(errno),
                    errno == ENOENT ? "; make the folder first" : "");
}

/* Does `what` with each file of the folder; false where that fails. */
typedef bool do_file(const char *from, const char *to);

static bool
each_file(const char *folder, const char *to, do_file *what)
{
    DIR *const dir = opendir(folder);
    char a[MOST_PATH + 300], b[MOST_PATH + 300];
    const struct dirent *entry;
    bool ok = dir != NULL;

    while (ok && (entry = readdir(dir)) != NULL) {
        snprintf(a, sizeof a, "%s/%s", folder, entry->d_name);
        snprintf(b, sizeof b, "%s/%s", to, entry->d_name);
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            ok = what(a, b);
    }
    if (dir)
        closedir(dir);
    return ok;
}

static bool
move_up(const char *from, const char *to)
{
    return rename(from, to) == 0;
}

static bool
drop(const char *from, const char *to)
{
    (void) to;
    return unlink(from) == 0;
}

/* In the error, the name that the reader knows; and it is not the results that have no room. */
static void
name_as_asked(const struct asy_results *results, const char *folder, struct asy_error *err)
{
    char *const at = strstr(err->where, aside);

    if (strcmp(err->where, asy_results_path(results)) == 0 && err->code == ASY_E_RESOURCES)
        snprintf(err->where, sizeof err->where, "%.159s", folder);
    else if (at)
        memmove(at, at + strlen(aside), strlen(at + strlen(aside)) + 1);
}

static bool
write_aside(struct asy_results *results, const struct asy_wanted *wanted, const char *folder,
            const char *partial, struct asy_error *err)
{
    each_file(partial, folder, drop); /* left by one that was killed */
    bool ok = asy_export_write(results, wanted, partial, err);

    if (!ok)
        name_as_asked(results, folder, err);
    else if (!each_file(partial, folder, move_up))
        ok = fail(folder, err);
    if (!ok)
        each_file(partial, folder, drop);
    return (rmdir(partial) == 0 || !ok || fail(partial, err)) && ok;
}

static bool
export_into(struct asy_results *results, const struct asy_wanted *wanted, const char *folder,
            struct asy_error *err)
{
    char partial[MOST_PATH], package[MOST_PATH];
    struct asy_lock *lock;
    struct stat st;

    if (strlen(folder) + sizeof "/datapackage.json" > sizeof partial)
        return asy_fail(err, ASY_E_INPUT, folder, "the name of the folder is too long");
    snprintf(partial, sizeof partial, "%s%s", folder, aside);
    const bool made = mkdir(folder, 0777) == 0;
    if (!made && errno != EEXIST)
        return fail(folder, err);
    if (stat(folder, &st) == 0 && !S_ISDIR(st.st_mode))
        return asy_fail(err, ASY_E_RESULTS, folder, "is not a folder");
    snprintf(package, sizeof package, "%s/datapackage.json", folder);
    bool ok = asy_lock_take(&lock, package, err); /* else two would mix their tables */
    if (ok) {
        ok = write_aside(results, wanted, folder, partial, err);
        asy_lock_drop(lock);
    }
    if (!ok && made)
        rmdir(folder);
    return ok;
}

/* Words: where it is; and that it is not all, where it is not. */
static void
say_done(const struct asy_options *options, const struct asy_results *results)
{
    const struct asy_results_info *info = asy_results_info(results);
    char how[1400];

    if (options->quiet)
        return;
    printf("%s: CSV files, described in %s/datapackage.json\n", asy_say_name(options->output),
           asy_say_name(options->output));
    if (!info->is_complete)
        fprintf(stderr, "asylsim: %s\n",
                asy_say_unfinished(how, sizeof how, options->files.list[0], info->n_runs,
                                   info->n_runs_planned));
}

int
asy_cmd_export(const struct asy_options *options)
{
    struct asy_results *results = NULL;
    struct asy_error err = { 0 };
    const struct asy_wanted wanted = { .scenarios = options->scenarios.list,
                                       .n_scenarios = options->scenarios.n,
                                       .metrics = options->metrics.list,
                                       .n_metrics = options->metrics.n,
                                       .population = options->population,
                                       .place = options->place,
                                       .period = options->period };

    bool ok =
        options->output || asy_fail(&err, ASY_E_INPUT, "export", "needs a folder: -o FOLDER");
    ok = ok && asy_results_open(&results, options->files.list[0], &err) &&
         asy_results_has_its_runs(results, &err) &&
         export_into(results, &wanted, options->output, &err);
    if (ok)
        say_done(options, results);
    const int code = ok ? ASY_OK : asy_say_error(&err);
    asy_results_close(results, NULL);
    return code;
}
