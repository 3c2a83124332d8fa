/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/asked.h"

#include "base/versioned.h"
#include "life/outcomes.h"
#include "outcome/derived.h"

#include <stdlib.h>
#include <string.h>

/* The i-th outcome that a file of this catalogue may know; NULL past the end. */
static const char *
outcome_at(int i)
{
    const struct asy_derived *const derived = asy_derived_at(i - ASY_N_METRICS);

    return i < ASY_N_METRICS ? asy_metrics[i].name : derived ? derived->name : NULL;
}

/* All outcomes that are counted by this place and such periods. */
static void
take_all(struct asy_resolved *self, const struct asy_results *results)
{
    const char *name;

    for (int i = 0; (name = outcome_at(i)); i++) {
        const struct asy_ask ask = { name, self->population, self->place,
                                     self->period ? self->period : "all" };
        if (asy_results_knows(results, &ask))
            self->metrics[self->n_metrics++] = name;
    }
}

/* As the catalogue has it, so that it outlives the asker; for anything but an outcome the word,
   which the file refuses by name. */
static const char *
name_of(const char *word)
{
    const char *name;

    for (int i = 0; (name = outcome_at(i)); i++)
        if (strcmp(name, word) == 0)
            return name;
    return word;
}

static bool
take_named(struct asy_resolved *self, const struct asy_asked *asked, struct asy_error *err)
{
    for (size_t i = 0; i < asked->n_metrics; i++) {
        if (!asked->metrics || !asked->metrics[i])
            return asy_fail(err, ASY_E_INPUT, "asked.metrics", "has a NULL among %zu names",
                            asked->n_metrics);
        self->metrics[self->n_metrics++] = name_of(asked->metrics[i]);
    }
    return true;
}

static size_t
room_for(const struct asy_asked *asked)
{
    size_t n = asked->n_metrics;

    for (int i = 0; n == 0 && outcome_at(i); i++)
        if (!outcome_at(i + 1))
            n = (size_t) i + 1;
    return n + 1;
}

bool
asy_resolved_init(struct asy_resolved *self, const struct asy_results *results,
                  const struct asy_asked *theirs, struct asy_error *err)
{
    struct asy_asked asked;

    *self = (struct asy_resolved){ 0 };
    if (!asy_versioned_take(&asked, sizeof asked, theirs, "asked", err) ||
        !asy_results_find_population(results, asked.population ? asked.population : "all",
                                     self->population, err) ||
        !asy_results_find_place(results, asked.place ? asked.place : "all", self->place, err) ||
        (asked.period && !asy_results_check_period(results, asked.period, err)))
        return false;
    self->period = asked.period;
    self->metrics = calloc(room_for(&asked), sizeof *self->metrics);
    if (!self->metrics)
        return asy_fail(err, ASY_E_RESOURCES, "asked", "out of memory");
    if (asked.n_metrics)
        return take_named(self, &asked, err);
    take_all(self, results);
    return true;
}

void
asy_resolved_free(struct asy_resolved *self)
{
    free(self->metrics);
    *self = (struct asy_resolved){ 0 };
}
