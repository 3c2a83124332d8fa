/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/candidate.h"
#include "outcome/derived.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool
is_same(const struct asy_candidate *a, const struct asy_candidate *b)
{
    return strcmp(a->metric, b->metric) == 0 && strcmp(a->place, b->place) == 0 &&
           strcmp(a->population, b->population) == 0;
}

/* Once; the first is of the higher rank. */
static bool
add(struct asy_candidates *self, struct asy_candidate new)
{
    for (int i = 0; i < self->n; i++)
        if (is_same(&self->list[i], &new))
            return true;
    struct asy_candidate *const list =
        realloc(self->list, ((size_t) self->n + 1) * sizeof *self->list);
    if (!list)
        return false;
    self->list = list;
    list[self->n++] = new;
    return true;
}

static bool
is_rate(const char *metric)
{
    const struct asy_derived *const derived = asy_derived_find(metric);
    return derived && derived->is_ratio;
}

static bool
add_line(struct asy_candidates *self, enum asy_rank rank, const struct asy_shown *shown,
         const char *name)
{
    const bool is_people = shown->of == ASY_SHOWN_POPULATION;
    struct asy_candidate new = { .rank = rank,
                                 .metric = shown->metric,
                                 .population = is_people ? name : "all",
                                 .shown = shown };

    if (rank == ASY_OF_EFFECT && is_rate(shown->metric))
        return true; /* how far it moves is no number of people */
    snprintf(new.place, sizeof new.place, "%s%s", shown->side, is_people ? "all" : name);
    return add(self, new);
}

const struct asy_shown *
asy_claim_shown(const struct asy_results *results, const struct asy_claim_outcome *claim)
{
    const bool is_all = strcmp(claim->place, "all") == 0;
    const bool is_everyone = strcmp(claim->population, "all") == 0;

    if (is_all)
        return asy_shown_find(is_everyone ? ASY_SHOWN_ALL : ASY_SHOWN_POPULATION, claim->metric,
                              "");
    const enum asy_shown_of of = asy_results_kind_of(results, claim->place);
    return of == ASY_SHOWN_ALL
               ? NULL
               : asy_shown_find(of, claim->metric, *claim->place == '>' ? ">" : "");
}

static bool
add_claims(struct asy_candidates *self, const struct asy_results *results, int scenario)
{
    const struct asy_claim_outcome *claim;

    for (int i = 0; (claim = asy_results_claim(results, scenario, i)); i++) {
        struct asy_candidate new = { .rank = ASY_OF_CLAIM,
                                     .metric = claim->metric,
                                     .population = claim->population,
                                     .shown = asy_claim_shown(results, claim) };
        snprintf(new.place, sizeof new.place, "%s", claim->place);
        if (!add(self, new))
            return false;
    }
    return true;
}

static bool
add_named(struct asy_candidates *self, const struct asy_mentions *named, enum asy_rank rank)
{
    const struct asy_shown *shown;

    for (int k = 0; k < named->n; k++) {
        const struct asy_named *const of = &named->list[k];
        if (of->is_own != (rank == ASY_OF_OWN_LAW))
            continue;
        for (int i = 0; (shown = asy_shown_at(of->of, i)); i++)
            if (!add_line(self, rank, shown, of->name))
                return false;
    }
    return true;
}

/* The first line of each state: people go there, whatever a reform is about. Of crossings there
   is none: who is let in at one is not at another. */
static bool
add_states(struct asy_candidates *self, const struct asy_results *results)
{
    const char *name;

    for (int i = 0; (name = asy_results_name(results, ASY_NAMES_STATE, i, NULL)); i++)
        if (!add_line(self, ASY_OF_EFFECT, asy_shown_at(ASY_SHOWN_STATE, 0), name))
            return false;
    return true;
}

bool
asy_candidates_fill(struct asy_candidates *self, const struct asy_results *results,
                    const struct asy_mentions *named, int scenario)
{
    return add_claims(self, results, scenario) && add_named(self, named, ASY_OF_OWN_LAW) &&
           add_named(self, named, ASY_OF_EFFECT) && add_states(self, results);
}

void
asy_candidates_free(struct asy_candidates *self)
{
    free(self->list);
    *self = (struct asy_candidates){ 0 };
}
