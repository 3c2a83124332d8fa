/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A results file, opened to be read: what it is about, the names in it, the values of its
   outcomes history by history. */
#ifndef ASYLSIM_RESULTS_H
#define ASYLSIM_RESULTS_H

#include "asylsim/error.h"

#include <stdint.h>

/* Opaque. One thread at a time. */
struct asy_results;

/* Opens a file to read it, as it stands at this moment, be it written meanwhile; what a program
   that was stopped has left is worked in first. ASY_E_RESULTS if it is not a results file of
   this format; then *out is NULL. */
ASY_PUBLIC bool asy_results_open(struct asy_results **out, const char *path,
                                 struct asy_error *err);
/* `self` is gone afterwards, whatever is returned. NULL is fine. */
ASY_PUBLIC bool asy_results_close(struct asy_results *self, struct asy_error *err);

/* Of the caller, who sets `size`. */
struct asy_results_about {
    size_t size;
    uint64_t seed;
    uint32_t n_draws, n_replicates; /* as planned; 0 draws: the stated values */
    int first_year, last_year;
    int n_scenarios, n_runs, n_runs_planned; /* runs: histories times scenarios */
    bool is_complete;
    char version[32], digest[17]; /* of the program that made it; of the results */
    char assumption[320];         /* of departures, as a sentence has it; "" if none */
};
/* False without a file or a size. */
ASY_PUBLIC bool asy_results_about(const struct asy_results *self,
                                  struct asy_results_about *out);

/* A scenario as the file has it. Of the caller, who sets `size`; texts are the file's. */
struct asy_scenario_about {
    size_t size;
    const char *name, *title, *claim, *source;
    const char *in_force; /* "2017-01-01"; "" of the baseline */
    bool is_in_force;     /* on a day of the run */
};
/* The i-th, the baseline first; false past the end. */
ASY_PUBLIC bool asy_results_scenario_about(const struct asy_results *self, size_t i,
                                           struct asy_scenario_about *out);

/* The names in the file: i-th group, state, crossing or outcome of the catalogue; NULL past the
   end. Borrowed; `label` may be NULL. */
enum asy_names { ASY_NAMES_GROUP, ASY_NAMES_STATE, ASY_NAMES_CROSSING, ASY_NAMES_METRIC };
ASY_PUBLIC const char *asy_results_name(const struct asy_results *self, enum asy_names kind,
                                        int i, const char **label);

/* Which figures. `size` is set by the caller; NULL is the standard; all borrowed for the call.
 */
struct asy_asked {
    size_t size;
    const char *const *metrics; /* outcomes by name; none: all that are counted so */
    size_t n_metrics;
    const char *population; /* group, citizenship; NULL: all */
    const char *place;      /* state, crossing, DEU>POL, DEU, >POL; NULL: all */
    const char *period; /* 2016, 2016-07, 2017..2018, 2016-07..2016-12 or all; NULL: all, and
                           of a comparison as `asylsim compare` has it */
};

/* The value of each outcome in each history of each scenario. Of the caller, who sets `size`
   and frees it with asy_values_free. */
struct asy_values {
    size_t size;
    size_t n_metrics, n_scenarios, n_histories;
    const char **metric; /* [n_metrics], the catalogue's */
    double *value; /* [n_metrics][n_scenarios][n_histories], in the outcome's unit; NAN where a
                      ratio has nobody in its denominator, and where the scenario was not
                      simulated on that draw (job.h: few) */
    uint32_t *draw, *replicate; /* [n_histories], sorted */
};
/* ASY_E_INPUT names an unknown outcome, population, place or period. */
ASY_PUBLIC bool asy_results_values(struct asy_results *self, const struct asy_asked *asked,
                                   struct asy_values *out, struct asy_error *err);
ASY_PUBLIC void asy_values_free(struct asy_values *self); /* safe on NULL */

#endif
