/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a reform to its baseline: `extends` is followed until a file has none. */
#define _XOPEN_SOURCE 700 /* realpath */
#include "scenario/alone.h"

#include "base/pool.h"
#include "text/shipped.h"
#include "text/text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* "scenarios/baseline.cfg" of "scenarios/reforms/../baseline.cfg", unless a link makes these
   two files: errors name what the user would have named. */
static void
shorten(char *path)
{
    char shorter[ASY_BASELINE_NAME];
    char *up;

    while ((up = strstr(path, "/../")) != NULL) {
        size_t head = (size_t) (up - path);
        while (head > 0 && path[head - 1] != '/')
            head--;
        if (strncmp(path + head, "../", 3) == 0 || strncmp(path + head, "./", 2) == 0)
            return;
        snprintf(shorter, sizeof shorter, "%.*s%s", (int) head, path, up + 4);
        char *const a = realpath(path, NULL), *const b = realpath(shorter, NULL);
        const bool same = a && b && strcmp(a, b) == 0;
        free(a);
        free(b);
        if (!same)
            return;
        memcpy(path, shorter, strlen(shorter) + 1);
    }
}

/* The file that the reform in `file` extends, in its place; false if it extends none. */
static bool
step(char file[ASY_BASELINE_NAME], struct asy_errors *errs, bool *lost)
{
    struct asy_pool pool = { 0 };
    struct asy_errors unsaid = { 0 }; /* the loader of the file reports them */
    struct asy_texts texts = { .pool = &pool, .errs = &unsaid };
    const struct asy_node *const root = asy_text_load(&texts, file);
    const struct asy_node *const extends = root ? asy_node_find(root, "extends") : NULL;
    const bool found = extends && extends->type == ASY_NODE_TEXT && extends->text[0];

    if (found) {
        char next[ASY_BASELINE_NAME], shipped[ASY_MOST_NAME];
        const char *const slash = strrchr(file, '/');
        const char *const name = asy_shipped_extends(extends, shipped);
        const int n = slash && name[0] != '/' ? (int) (slash - file + 1) : 0;
        const bool fits =
            snprintf(next, sizeof next, "%.*s%s", n, file, name) < (int) sizeof next;
        *lost = !fits || access(next, R_OK) != 0;
        if (*lost)
            asy_node_error(extends, errs,
                           " = \"%.120s\": %s; a reform names its baseline here, "
                           "as seen from its own folder",
                           extends->text, fits ? strerror(errno) : "file name too long");
        memcpy(file, next, sizeof next);
        shorten(file);
    }
    asy_texts_free(&texts);
    asy_errors_free(&unsaid);
    asy_pool_free(&pool);
    return found && !*lost;
}

enum asy_alone
asy_reform_alone(const char *file, char baseline[ASY_BASELINE_NAME], struct asy_errors *errs)
{
    bool lost = false;
    int n = 0;

    if (strlen(file) >= ASY_BASELINE_NAME)
        return ASY_ALONE_NOT;
    memcpy(baseline, file, strlen(file) + 1);
    while (n <= ASY_MOST_INCLUDES && step(baseline, errs, &lost))
        n++;
    if (n > ASY_MOST_INCLUDES) {
        asy_errors_add(errs, ASY_E_INPUT, file,
                       "its extends leads to no baseline in %d steps: do two reforms extend "
                       "each other?",
                       ASY_MOST_INCLUDES);
        lost = true;
    }
    return lost ? ASY_ALONE_LOST : n > 0 ? ASY_ALONE : ASY_ALONE_NOT;
}
