/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A value says so by its note `fitted`, or its source does: "set by hand so that ...". */
#include "inference/hindsight.h"

#include <string.h>

bool
asy_value_is_hindsight(const struct asy_value *value)
{
    return (value->fitted && *value->fitted) ||
           (value->source && strstr(value->source, "by hand"));
}

struct path {
    const char *name, *last;
    int n;
};

static int
close_path(const struct path *path, asy_take_hindsight *take, void *user)
{
    if (path->n == 0)
        return 0;
    if (take)
        take(user, path->name, path->n, path->last);
    return 1;
}

int
asy_hindsight_list(const struct asy_scenario *scenario, asy_take_hindsight *take, void *user)
{
    struct path path = { 0 };
    struct asy_value v;
    int n = 0;

    for (size_t i = 0; asy_scenario_value(scenario, i, &v); i++) {
        if (!asy_value_is_hindsight(&v))
            continue;
        if (path.n == 0 || strcmp(path.name, v.path) != 0) {
            n += close_path(&path, take, user);
            path = (struct path){ .name = v.path };
        }
        path.last = v.from ? v.from : "";
        path.n++;
    }
    return n + close_path(&path, take, user);
}
