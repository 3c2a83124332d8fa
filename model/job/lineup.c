/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads every reform even after one has failed, so that all errors come in one pass; then
   judges what no file can say alone: that two names are one, that there are too many, that more
   people would set out than a history holds. */
#include "job/lineup.h"

#include "engine/crowd.h"
#include "store/inside.h"

#include <stdlib.h>
#include <string.h>

static bool
no_memory(struct asy_errors *errs)
{
    asy_errors_add(errs, ASY_E_RESOURCES, "scenarios", "out of memory");
    return false;
}

static bool
load(struct asy_lineup *self, const struct asy_job *job, struct asy_scenario_args args,
     struct asy_errors *errs)
{
    args.baseline = job->baseline;
    args.also = self->files;
    args.n_also = job->n_reforms + job->n_few;
    args.also_package = job->package;
    args.map = self->n > 0 ? self->list[0] : NULL;
    args.until = job->until;
    args.as_of = job->as_of;
    args.departures = job->departures;
    args.sets = job->sets;
    args.n_sets = job->n_sets;
    args.closures = self->closures;
    args.n_closures = self->n_closures;
    if (!asy_scenario_load(&self->list[self->n], &args, errs))
        return false;
    self->n++;
    return true;
}

static bool
load_reforms(struct asy_lineup *self, const struct asy_job *job, struct asy_errors *errs)
{
    const size_t step = job->together && job->n_reforms ? job->n_reforms : 1;
    bool ok = true;

    for (size_t i = 0; i < job->n_reforms; i += step)
        ok &= load(self, job,
                   (struct asy_scenario_args){ .reforms = job->reforms + i, .n_reforms = step },
                   errs);
    return ok;
}

static bool
load_few(struct asy_lineup *self, const struct asy_job *job, struct asy_errors *errs)
{
    bool ok = true;

    for (size_t i = 0; i < job->n_few; i++)
        ok &= load(self, job,
                   (struct asy_scenario_args){ .reforms = job->few + i, .n_reforms = 1 }, errs);
    self->n_few = (int) job->n_few;
    return ok;
}

/* ---- packages ---------------------------------------------------------------------------- */

static bool
load_subsets(struct asy_lineup *self, const struct asy_job *job, struct asy_errors *errs)
{
    for (int i = 1; i < self->split.n_subsets; i++)
        if (!load(self, job,
                  (struct asy_scenario_args){ .package = job->package,
                                              .parts = self->split.subset[i] },
                  errs))
            return false;
    return true;
}

/* The whole package says what its parts are, and they which subsets are needed. */
static bool
make_split(struct asy_lineup *self, const struct asy_job *job, struct asy_errors *errs)
{
    const int n_orders = job->n_orders ? job->n_orders : ASY_STANDARD_ORDERS;
    const char *names[ASY_MOST_PARTS];
    struct asy_part part;
    int n = 0;

    while (asy_scenario_part(self->list[1], (size_t) n, &part))
        names[n++] = part.name;
    if (!asy_split_init(&self->split, names, n, n_orders, job->seed))
        return no_memory(errs);
    const size_t room = (size_t) self->split.n_subsets + 1;
    if (room > ASY_MOST_SCENARIOS) {
        asy_errors_add(errs, ASY_E_INPUT, job->package,
                       "would need %zu scenarios, more than %d: ask for fewer --orders", room,
                       ASY_MOST_SCENARIOS);
        return false;
    }
    struct asy_scenario **list = realloc(self->list, room * sizeof *list);
    if (!list)
        return no_memory(errs);
    self->list = list;
    return true;
}

static bool
load_package(struct asy_lineup *self, const struct asy_job *job, bool subsets,
             struct asy_errors *errs)
{
    const bool has_base = self->n == 1;

    if (!load(self, job, (struct asy_scenario_args){ .package = job->package }, errs))
        return false;
    return !has_base || !subsets ||
           (make_split(self, job, errs) && load_subsets(self, job, errs));
}

/* ---- what no file can say alone ---------------------------------------------------------- */

/* Results are told apart by these names. */
static bool
names_differ(const struct asy_lineup *self, const struct asy_job *job, struct asy_errors *errs)
{
    bool ok = true;

    if (job->package)
        return true;
    for (int a = 1; a < self->n; a++) {
        const char *const name = asy_scenario_name(self->list[a]);
        int b = 0;
        while (b < a && strcmp(name, asy_scenario_name(self->list[b])) != 0)
            b++;
        if (b == a)
            continue;
        ok = false;
        const size_t before = job->together && job->n_reforms ? job->n_reforms - 1 : 0;
        asy_errors_add(errs, ASY_E_INPUT, self->files[before + (size_t) a - 1],
                       b == 0 ? "a reform cannot be called %s, as the baseline is in the "
                                "results: rename the file"
                              : "%s is the name of two reforms, and results are distinguished "
                                "by it: rename one of the files, or give it once",
                       name);
    }
    return ok;
}

static bool
are_few_enough(const struct asy_lineup *self, const struct asy_job *job,
               struct asy_errors *errs)
{
    if ((job->together ? 1 : job->n_reforms) + job->n_few < ASY_MOST_SCENARIOS)
        return true;
    asy_errors_add(errs, ASY_E_INPUT, self->files[ASY_MOST_SCENARIOS - 1],
                   "one reform too many: a results file holds at most %d beside the baseline; "
                   "run the others into another file",
                   ASY_MOST_SCENARIOS - 1);
    return false;
}

/* Its parts are its reforms, and they hold together. */
static bool
is_package_alone(const struct asy_job *job, struct asy_errors *errs)
{
    if (!job->package || (job->n_reforms + job->n_few == 0 && !job->together))
        return true;
    asy_errors_add(errs, ASY_E_INPUT, job->package,
                   "--package cannot be combined with --reform, --together or --few");
    return false;
}

/* Of each the world without uncertainty; of a reform what is not the baseline's. */
static bool
none_is_too_crowded(const struct asy_lineup *self, const struct asy_job *job,
                    struct asy_errors *errs)
{
    const int n = job->package ? 2 : self->n; /* its subsets are some of what the whole is */
    struct asy_error err = { 0 };
    struct asy_world base, world;

    if (!asy_world_init(&base, self->list[0], job->seed, 0, &err)) {
        asy_errors_add(errs, err.code, err.where, "%s", err.what);
        return false;
    }
    bool ok = asy_crowd_check(self->list[0], &base, false, errs);
    for (int i = 1; i < n; i++) {
        if (asy_world_branch(&world, self->list[i], &base, self->list[0], job->seed, 0, &err)) {
            ok &= asy_crowd_check(self->list[i], &world, true, errs);
            asy_world_free(&world);
        } else {
            asy_errors_add(errs, err.code, err.where, "%s", err.what);
            ok = false;
        }
    }
    asy_world_free(&base);
    return ok;
}

static bool
make_room(struct asy_lineup *self, const struct asy_job *job)
{
    const size_t n = job->n_reforms + job->n_few;

    self->list = calloc(n + 2, sizeof(struct asy_scenario *));
    self->files = calloc(n + 1, sizeof *self->files);
    if (!self->list || !self->files)
        return false;
    for (size_t i = 0; i < n; i++)
        self->files[i] = i < job->n_reforms ? job->reforms[i] : job->few[i - job->n_reforms];
    return true;
}

bool
asy_lineup_load(struct asy_lineup *self, const struct asy_job *job, bool subsets,
                struct asy_errors *errs)
{
    if (!make_room(self, job))
        return no_memory(errs);
    if (!is_package_alone(job, errs) || !are_few_enough(self, job, errs))
        return false;
    bool ok = load(self, job, (struct asy_scenario_args){ 0 }, errs);
    ok &= load_reforms(self, job, errs);
    ok &= load_few(self, job, errs);
    if (job->package)
        ok &= load_package(self, job, subsets, errs);
    if (!ok)
        return false;
    ok = none_is_too_crowded(self, job, errs);
    return names_differ(self, job, errs) && ok;
}

void
asy_lineup_free(struct asy_lineup *self)
{
    for (int i = 0; i < self->n; i++)
        asy_scenario_destroy(self->list[i]);
    free(self->list);
    free(self->files);
    asy_split_free(&self->split);
    *self = (struct asy_lineup){ 0 };
}
