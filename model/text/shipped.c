/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A name without a folder, "baseline" or "dublin-iv", is a file here or else one of the shipped
   scenarios. Where these lie follows from where the program itself lies, or the library that
   another program has loaded: an installation can be moved, and holds no path of its builder. A
   name with a folder is left alone. */
#define _GNU_SOURCE /* dladdr, realpath */
#include "text/shipped.h"

#include "base/fail.h"
#include "base/near.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/auxv.h>
#endif

/* The folders below a folder of scenarios in which each kind of file is looked for. */
static const char *const below[][4] = {
    [ASY_FILE_SCENARIO] = { "", "reforms/", "assumptions/", "closures/" },
    [ASY_FILE_REFORM] = { "reforms/", "packages/", "assumptions/", "closures/" },
    [ASY_FILE_PACKAGE] = { "packages/", "" },
};
enum { MOST_BELOW = 4, ENDING = 4 /* ".cfg" */ };

/* ---- folders ----------------------------------------------------------------------------- */

/* The file that is run; "" where the system does not say. */
static void
find_program(char name[ASY_MOST_NAME])
{
    const ssize_t n = readlink("/proc/self/exe", name, ASY_MOST_NAME - 1);

    name[n > 0 ? n : 0] = '\0';
#ifdef __linux__
    if (n > 0)
        return;
    const char *const run = (const char *) getauxval(AT_EXECFN); /* without /proc */
    char *const real = run ? realpath(run, NULL) : NULL;
    snprintf(name, ASY_MOST_NAME, "%s", real ? real : "");
    free(real);
#endif
}

/* The file of the shared library, if this is part of one; else "". */
static void
find_library(char name[ASY_MOST_NAME])
{
    static const char part_of[] = "";
    Dl_info info;

    *name = '\0';
    if (!dladdr(part_of, &info) || !info.dli_fname)
        return;
    const char *const slash = strrchr(info.dli_fname, '/');
    if (!slash || strncmp(slash, "/libasylsim", strlen("/libasylsim")) != 0)
        return;
    char *const real = realpath(info.dli_fname, NULL);
    snprintf(name, ASY_MOST_NAME, "%s", real ? real : "");
    free(real);
}

/* The folder of the library, or else of the program; and the way from there to the scenarios of
   the same installation. */
static bool
find_own(char own[ASY_MOST_NAME], const char **to_share)
{
    *to_share = ASY_LIBRARY_TO_SCENARIOS;
    find_library(own);
    if (!*own) {
        *to_share = ASY_PROGRAM_TO_SCENARIOS;
        find_program(own);
    }
    char *const slash = strrchr(own, '/');
    if (slash)
        *slash = '\0';
    return slash != NULL;
}

/* "/usr/share" of "/usr/bin" and "../share". */
static bool
join(char out[ASY_MOST_NAME], const char *from, const char *way)
{
    char start[ASY_MOST_NAME];
    char *slash;

    snprintf(start, sizeof start, "%s", from);
    while (strncmp(way, "../", 3) == 0 && (slash = strrchr(start, '/')) != NULL) {
        *slash = '\0';
        way += 3;
    }
    return snprintf(out, ASY_MOST_NAME, "%s/%s", start, way) < ASY_MOST_NAME;
}

/* Counts the last of the folders if it is not there already; by its real name, if it has one.
 */
static int
count_new(char folders[ASY_MOST_SHIPPED][ASY_MOST_NAME], int n)
{
    char *const real = realpath(folders[n], NULL);

    if (real && strlen(real) < ASY_MOST_NAME)
        memcpy(folders[n], real, strlen(real) + 1);
    free(real);
    for (int i = 0; i < n; i++)
        if (strcmp(folders[i], folders[n]) == 0)
            return n;
    return n + 1;
}

int
asy_shipped_folders(char folders[ASY_MOST_SHIPPED][ASY_MOST_NAME])
{
    const char *const said = getenv("ASYLSIM_SCENARIOS"), *to_share;
    char own[ASY_MOST_NAME];
    int n = 0;

    if (said && *said && snprintf(folders[n], ASY_MOST_NAME, "%s", said) < ASY_MOST_NAME)
        n = count_new(folders, n);
    if (find_own(own, &to_share)) { /* in a build's folder is a link, CMakeLists.txt */
        const bool is_build =
            join(folders[n], own, "scenarios") && access(folders[n], F_OK) == 0;
        if (is_build || join(folders[n], own, to_share))
            n = count_new(folders, n);
    }
    snprintf(folders[n], ASY_MOST_NAME, "%s", ASY_INSTALLED_SCENARIOS);
    return count_new(folders, n);
}

/* ---- files ------------------------------------------------------------------------------- */

static bool
ends_in_cfg(const char *name)
{
    const size_t n = strlen(name);
    return n > ENDING && strcmp(name + n - ENDING, ".cfg") == 0;
}

static bool
is_file(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && !S_ISDIR(info.st_mode);
}

/* Writes the three one after the other and whether that is a file. */
static bool
try_file(char *path, size_t size, const char *folder, const char *under, const char *name)
{
    const int n = snprintf(path, size, "%s%s%s%s%s", folder, *folder ? "/" : "", under, name,
                           ends_in_cfg(name) ? "" : ".cfg");
    return n > 0 && (size_t) n < size && is_file(path);
}

static bool
copy(char *path, size_t size, const char *name, struct asy_error *err)
{
    return snprintf(path, size, "%s", name) < (int) size ||
           asy_fail(err, ASY_E_INPUT, name, "file name too long");
}

bool
asy_shipped_find(char *path, size_t size, const char *name, enum asy_file_of what)
{
    char folders[ASY_MOST_SHIPPED][ASY_MOST_NAME];
    const int n = asy_shipped_folders(folders);

    for (int i = 0; i < n; i++)
        for (int k = 0; k < MOST_BELOW && below[what][k]; k++)
            if (try_file(path, size, folders[i], below[what][k], name))
                return true;
    if (size)
        *path = '\0';
    return false;
}

const char *
asy_shipped_extends(const struct asy_node *extends, char path[ASY_MOST_NAME])
{
    const char *const slash = strrchr(extends->file, '/');
    const int n = slash ? (int) (slash - extends->file + 1) : 0;

    if (strchr(extends->text, '/'))
        return extends->text;
    if (snprintf(path, ASY_MOST_NAME, "%.*s%s", n, extends->file, extends->text) >=
            ASY_MOST_NAME ||
        access(path, F_OK) == 0)
        return extends->text;
    return asy_shipped_find(path, ASY_MOST_NAME, extends->text, ASY_FILE_SCENARIO)
               ? path
               : extends->text;
}

bool
asy_scenario_find(char *path, size_t size, const char *name, enum asy_file_of what,
                  struct asy_error *err)
{
    char looked[400];

    if (!name || !*name || (size_t) what >= sizeof below / sizeof *below)
        return asy_fail(err, ASY_E_INPUT, "asy_scenario_find", "no name, or no kind of file");
    if (strchr(name, '/') || is_file(name))
        return copy(path, size, name, err);
    if (try_file(path, size, "", "", name))
        return true;
    return asy_shipped_find(path, size, name, what) ||
           asy_fail(err, ASY_E_INPUT, name, "%s%s", strerror(ENOENT),
                    asy_shipped_looked(name, looked, sizeof looked));
}

/* ---- what is said ------------------------------------------------------------------------ */

/* The nearest so far is kept in `nearest`: what a folder calls its files is gone with it. */
static void
try_names(struct asy_near *near, const char *folder, const char *under, char nearest[256])
{
    char path[ASY_MOST_NAME + 16], name[256];
    struct dirent *entry;

    snprintf(path, sizeof path, "%s/%s", folder, under);
    DIR *const open = opendir(path);
    while (open && (entry = readdir(open)) != NULL) {
        if (!ends_in_cfg(entry->d_name))
            continue;
        snprintf(name, sizeof name, "%.*s", (int) (strlen(entry->d_name) - ENDING),
                 entry->d_name);
        asy_near_try(near, name);
        if (near->name == name)
            near->name = memcpy(nearest, name, sizeof name);
    }
    if (open)
        closedir(open);
}

const char *
asy_shipped_looked(const char *name, char *out, size_t size)
{
    char folders[ASY_MOST_SHIPPED][ASY_MOST_NAME], stem[256], nearest[256] = "", hint[320];
    const int n = asy_shipped_folders(folders);
    int at = snprintf(out, size, "; nor is there a scenario of this name in");

    snprintf(stem, sizeof stem, "%.*s", (int) (strlen(name) - (ends_in_cfg(name) ? ENDING : 0)),
             name);
    struct asy_near near = { .word = stem };
    for (int i = 0; i < n; i++) {
        if ((size_t) at < size)
            at += snprintf(out + at, size - (size_t) at, "%s %s",
                           i == 0       ? ""
                           : i + 1 == n ? " or"
                                        : ",",
                           folders[i]);
        for (int k = 0; k < MOST_BELOW; k++)
            try_names(&near, folders[i], below[ASY_FILE_SCENARIO][k], nearest);
        try_names(&near, folders[i], below[ASY_FILE_PACKAGE][0], nearest);
    }
    asy_near_hint(&near, hint, sizeof hint);
    if ((size_t) at < size)
        snprintf(out + at, size - (size_t) at, "%s", hint);
    return out;
}
