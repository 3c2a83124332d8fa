/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scenarios by name: "baseline", "dublin-iv". */
#include "cli/say.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_PATH = 4096 };

/* In the place of a name the path that it means, which self->found owns. */
static bool
find(struct asy_options *self, const char **name, enum asy_file_of what)
{
    char path[MOST_PATH];
    struct asy_error err;

    /* the baseline in the place of a reform is found too, and refused for what it is */
    const bool is_found =
        asy_scenario_find(path, sizeof path, *name, what, &err) ||
        (what == ASY_FILE_REFORM &&
         asy_scenario_find(path, sizeof path, *name, ASY_FILE_SCENARIO, &err) &&
         self->files.n > 0 && strcmp(path, self->files.list[0]) == 0);
    if (!is_found || strcmp(path, *name) == 0)
        return true;
    char *const copy = strdup(path);
    if (!copy)
        return false;
    self->found[self->n_found++] = copy;
    *name = copy;
    return true;
}

/* Does the command read scenarios, or results? */
static bool
reads_scenarios(const struct asy_command *command)
{
    return strncmp(command->arguments, "SCENARIO", strlen("SCENARIO")) == 0;
}

bool
asy_options_find_files(struct asy_options *self)
{
    const size_t most = self->files.n + self->reforms.n + self->few.n + 1;
    bool ok = true;

    if (!reads_scenarios(self->command))
        return true;
    self->found = calloc(most, sizeof *self->found);
    ok = self->found != NULL;
    for (size_t i = 0; ok && i < self->files.n; i++)
        ok = find(self, &self->files.list[i], ASY_FILE_SCENARIO);
    for (size_t i = 0; ok && i < self->reforms.n; i++)
        ok = find(self, &self->reforms.list[i], ASY_FILE_REFORM);
    for (size_t i = 0; ok && i < self->few.n; i++)
        ok = find(self, &self->few.list[i], ASY_FILE_REFORM);
    if (ok && self->package)
        ok = find(self, &self->package, ASY_FILE_PACKAGE);
    if (!ok)
        fprintf(stderr, "asylsim: out of memory\n");
    return ok;
}
