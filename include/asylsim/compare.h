/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each reform of a results file against the baseline: paired differences, of the same people
   with the same luck, history by history. The numbers of `asylsim compare --json`. */
#ifndef ASYLSIM_COMPARE_H
#define ASYLSIM_COMPARE_H

#include "asylsim/results.h"

/* What a set of runs says about one number. Never grows, for it stands inside others. Between
   low and high lie 90 of 100 new histories: 5 and 95 %, corrected for the number of draws. */
struct asy_summary {
    size_t n;                     /* runs in which the outcome is defined (not NAN) */
    double median, low, high;     /* NAN when n is 0 */
    double error;                 /* standard error of the median; NAN when n < 2 */
    double low_error, high_error; /* of the two ends */
    /* draws in which it is defined, and all; runs at the stated values (draw 0) are of none */
    size_t n_draws, of_draws;
};

/* One outcome under one reform. Of the caller, who sets `size`; texts are the list's. Without a
   reform in the file `scenario` is the baseline's name, and reform and difference are of it. */
struct asy_paired_difference {
    size_t size;
    const char *scenario, *metric, *label, *population, *place;
    const char *period; /* "2017..2018": of most outcomes the years in force; "all": of what
                           becomes of people in the end */
    int worse;          /* 1: more is worse for the people concerned; -1: better; 0: neither */
    struct asy_summary baseline, reform, difference; /* in the outcome's unit */
    size_t n, n_more, n_less, n_worse; /* draws, those with more, with less, that are worse */
    double p_more, p_less, p_worse;    /* shares of n; p_worse NAN where more is neither */
    const char *verdict;               /* "more", "less", "unsure", "nobody", "too few draws" */
    double times_less;    /* chance in the difference than with luck of its own; NAN: unknown */
    const char *among;    /* the outcome that counts those of whom it is decided; NULL: none */
    const char *moved_by; /* "exposure": by how many come so far; "rate": by how they fare;
                             "both", "unsure", "too few draws"; NULL without `among` */
    struct asy_summary by_exposure, by_rate; /* the two parts of the difference */
};

/* Paired differences: for each reform in turn each outcome asked for, in that order. Of a
   package the whole. Fails with ASY_E_INPUT on an unknown name, with ASY_E_RESULTS where no
   history is finished. Keeps nothing of `results`. Destroy with asy_differences_destroy. */
struct asy_differences;
ASY_PUBLIC bool asy_differences_find(struct asy_differences **out, struct asy_results *results,
                                     const struct asy_asked *asked, struct asy_error *err);
ASY_PUBLIC size_t asy_differences_count(const struct asy_differences *self);
/* False past the end. */
ASY_PUBLIC bool asy_differences_at(const struct asy_differences *self, size_t i,
                                   struct asy_paired_difference *out);
ASY_PUBLIC void asy_differences_destroy(struct asy_differences *self); /* safe on NULL */

#endif
