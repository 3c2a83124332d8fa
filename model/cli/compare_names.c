/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What `compare` is asked for by name: outcomes, places, populations, breakdowns. What is not
   known is refused with the nearest that is. */
#include "base/near.h"
#include "cli/compare.h"
#include "life/outcomes.h"
#include "outcome/reading.h"

#include <string.h>

const char *const asy_each_names[ASY_N_EACH] = { "", "group", "state", "crossing", "year" };

bool
asy_each_read(const char *text, enum asy_each *by, struct asy_error *err)
{
    struct asy_near near = { .word = text };
    char hint[96];

    *by = ASY_EACH_NONE;
    for (int i = ASY_EACH_NONE + 1; text && i < ASY_N_EACH; i++) {
        asy_near_try(&near, asy_each_names[i]);
        if (strcmp(text, asy_each_names[i]) == 0) {
            *by = (enum asy_each) i;
            return true;
        }
    }
    return !text ||
           asy_fail(err, ASY_E_INPUT, text, "--by: expected group, state, crossing or year%s",
                    asy_near_hint(&near, hint, sizeof hint));
}

/* ---- outcomes ---------------------------------------------------------------- */

static const char *
outcome_at(int i)
{
    const struct asy_derived *const derived = asy_derived_at(i - ASY_N_METRICS);
    return i < ASY_N_METRICS ? asy_metrics[i].name : derived ? derived->name : NULL;
}

/* The first whose name or label holds the word. */
static const char *
holding(const char *word, bool in_label)
{
    const char *name;

    for (int i = 0; *word && (name = outcome_at(i)); i++)
        if (strstr(in_label ? asy_outcome_label(name) : name, word))
            return name;
    return NULL;
}

static const char *
nearest(const char *word, bool however_far)
{
    struct asy_near near = { .word = word, .however_far = however_far };
    const char *name;

    for (int i = 0; (name = outcome_at(i)); i++)
        asy_near_try(&near, name);
    return near.name;
}

bool
asy_no_outcome(const char *word, struct asy_error *err)
{
    const char *name = nearest(word, false);

    name = name ? name : holding(word, false);
    name = name ? name : holding(word, true);
    if (name)
        return asy_fail(err, ASY_E_INPUT, word, "is not an outcome, did you mean %s (%s)?",
                        name, asy_outcome_label(name));
    name = nearest(word, true);
    return asy_fail(err, ASY_E_INPUT, word,
                    "is not an outcome; the nearest is %s; all are listed in docs/results.md",
                    name ? name : "protected");
}

/* ---- places ------------------------------------------------------------------ */

static const char *
counted_by(enum asy_where where)
{
    return where == ASY_CROSSING ? "by crossing, such as"
           : where == ASY_PAIR   ? "by pair of states, such as DEU>POL, or by state, such as"
                                 : "by country, such as";
}

/* A place by which an outcome counted so can be asked. */
static const char *
example(const struct asy_results *results, enum asy_where where)
{
    const char *const name = asy_results_name(
        results, where == ASY_CROSSING ? ASY_NAMES_CROSSING : ASY_NAMES_STATE, 0, NULL);
    return name ? name : "all";
}

bool
asy_no_such_place_of(const struct asy_results *results, const char *metric, const char *place,
                     struct asy_error *err)
{
    const struct asy_metric_row *const row = asy_outcome_row(metric);
    const char *const instead = asy_reading_of(metric).by_place;

    if (row->where != ASY_NOWHERE)
        return asy_fail(err, ASY_E_INPUT, metric, "is not counted for %s, %s, but %s %s", place,
                        asy_results_place_kind(results, place), counted_by(row->where),
                        example(results, row->where));
    return asy_fail(
        err, ASY_E_INPUT, metric, "%s, so that it has no figure for %s%s%s%s%.60s%s",
        row->detail == ASY_COHORT
            ? "tells what became of people in the end, over all the places they came through"
            : "is counted without a place",
        place, instead ? "; by place there is " : "", instead ? instead : "",
        instead ? " (" : "", instead ? asy_outcome_label(instead) : "", instead ? ")" : "");
}

bool
asy_not_counted_by(const char *metric, enum asy_each by, struct asy_error *err)
{
    const enum asy_where where = asy_outcome_row(metric)->where;

    return asy_fail(err, ASY_E_INPUT, metric, "is not counted by %s: --by group, year%s",
                    asy_each_names[by],
                    where == ASY_CROSSING  ? " or crossing"
                    : where == ASY_NOWHERE ? ""
                                           : " or state");
}

bool
asy_not_by_month(const char *metric, const char *period, struct asy_error *err)
{
    return asy_fail(err, ASY_E_INPUT, metric, "is counted by whole years, not for %s", period);
}

bool
asy_names_resolve(struct asy_options *options, struct asy_names_found *found,
                  const struct asy_results *results, struct asy_error *err)
{
    if (options->place && !asy_results_find_place(results, options->place, found->place, err))
        return false;
    if (options->population &&
        !asy_results_find_population(results, options->population, found->population, err))
        return false;
    options->place = options->place ? found->place : NULL;
    options->population = options->population ? found->population : NULL;
    return true;
}

/* ---- scenarios --------------------------------------------------------------- */

bool
asy_compare_asked(const struct asy_comparison *self, int scenario)
{
    const struct asy_texts *const named = &self->options->scenarios;

    for (size_t i = 0; i < named->n; i++)
        if (strcmp(named->list[i], asy_results_scenario(self->results, scenario)->name) == 0)
            return true;
    return named->n == 0;
}

bool
asy_compare_scenarios_known(const struct asy_comparison *self, struct asy_error *err)
{
    const struct asy_texts *const named = &self->options->scenarios;

    for (size_t i = 0; i < named->n; i++) {
        struct asy_near near = { .word = named->list[i] };
        bool known = false;
        char hint[96];
        for (int s = 1; s <= self->n_reforms; s++) {
            const char *const name = asy_results_scenario(self->results, s)->name;
            asy_near_try(&near, name);
            known |= strcmp(name, named->list[i]) == 0;
        }
        if (!known)
            return asy_fail(err, ASY_E_INPUT, named->list[i],
                            "is not a reform in these results%s",
                            asy_near_hint(&near, hint, sizeof hint));
    }
    return true;
}
