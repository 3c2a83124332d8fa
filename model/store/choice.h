/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which counted outcomes of a results file somebody wants: of which scenarios, outcomes,
   groups, places and periods; and these cells, one by one, as fast as SQLite hands them over.
 */
#ifndef ASY_STORE_CHOICE_H
#define ASY_STORE_CHOICE_H

#include "store/results.h"

/* Names as in struct asy_ask; no scenarios or outcomes: all; NULL: all. An outcome made of
   others stands for those. */
struct asy_wanted {
    const char *const *scenarios, *const *metrics;
    size_t n_scenarios, n_metrics;
    const char *population, *place, *period;
};

struct asy_choice; /* opaque */

/* ASY_E_INPUT with the nearest name where the file knows one not; or where an outcome asked for
   by name is not counted at such a place or by such periods. Of outcomes not asked for by name
   those that are not are left out. */
bool asy_choice_create(struct asy_choice **out, const struct asy_results *results,
                       const struct asy_wanted *wanted, struct asy_error *err);
void asy_choice_destroy(struct asy_choice *self);

bool asy_choice_has_scenario(const struct asy_choice *self, int64_t scenario);
bool asy_choice_has_group(const struct asy_choice *self, int64_t group);
/* Whole or not, a year (of the horizon, from 0) of which some month is chosen. */
bool asy_choice_has_year(const struct asy_choice *self, int64_t year);

/* In queries of these results from now on: chosen_scenario(id), chosen_group(id),
   chosen_year(year). Borrows the choice until the results are closed. */
bool asy_choice_offer(const struct asy_choice *self, struct asy_results *results,
                      struct asy_error *err);

/* A counted cell: what it is of, by the ids of the file's tables. */
struct asy_counted {
    int scenario, metric, period, population, place, receiver;
    int64_t draw, replicate, value;
    bool is_month; /* so are its periods; else years; from 0 */
};
typedef bool asy_take_counted(void *user, const struct asy_counted *cell);

/* All chosen ones by scenario, run and outcome; those that a run shares with the baseline too.
 */
bool asy_results_chosen(struct asy_results *self, const struct asy_choice *choice,
                        asy_take_counted *take, void *user, struct asy_error *err);

#endif
