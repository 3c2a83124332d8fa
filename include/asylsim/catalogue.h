/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the model knows before any scenario is read: its laws, their parameters, its outcomes.
   Each function fills a struct of the caller's, whose `size` is set (see asylsim.h), and is
   false past the end of the list; all texts are constant and the library's. */
#ifndef ASYLSIM_CATALOGUE_H
#define ASYLSIM_CATALOGUE_H

#include "asylsim/export.h"

#include <stdbool.h>
#include <stddef.h>

/* A law: one table of parameters, held once by the world or once by each state, transit
   country, crossing, group or country of refuge. */
struct asy_law_about {
    size_t size;
    const char *name;    /* "dublin": the key in a scenario, states.POL.dublin.p_request */
    const char *doc;     /* one sentence */
    const char *source;  /* article, judgment, essay */
    const char *held_by; /* the section of a scenario: "rules", "states", "transit",
                            "crossings", "groups" or "refuges" */
    size_t n_params;
};
ASY_PUBLIC bool asy_catalogue_law(size_t i, struct asy_law_about *out);

struct asy_param_about {
    size_t size;
    const char *law, *name; /* "dublin", "p_request" */
    const char *kind;       /* "number", "yes or no", "choice" or "list" */
    const char *per; /* one value for each "group", "country", "crossing" or "family", or a list
                        of these;
                        "" for one value */
    const char *unit;          /* "share", "days", "persons/day", "per year", ... */
    const char *source;        /* where the standard comes from */
    const char *baseline_only; /* why a reform does not set it; NULL: it does */
    double min, max;           /* of a number, in its unit; NAN else */
    double standard; /* of a number, in its unit; of a yes or no, 0 or 1; of a choice, an index
                        of `choices`; NAN of a list */
    const char *const *choices; /* ends with a NULL; NULL: no choice */
    bool of_all; /* it is not of a person: no `only` or `except` stands beside it */
};
/* The i-th parameter of the law with this index. */
ASY_PUBLIC bool asy_catalogue_param(size_t law, size_t i, struct asy_param_about *out);

struct asy_outcome_about {
    size_t size;
    const char *name, *label, *unit; /* "refouled", "at risk and returned", "persons" */
    const char *place;  /* counted by "state", "crossing" or "pair" of states; "" without */
    const char *period; /* counted by "month" or "year", or by "cohort": year of departure */
    int worse;          /* 1: more is worse for the people concerned; -1: better; 0: neither */
    bool is_stock;      /* at the end of a period; else the sum over it */
    bool is_derived;    /* made of others */
    bool is_ratio;      /* of sums, taken after summing over groups, places and periods */
};
ASY_PUBLIC bool asy_catalogue_outcome(size_t i, struct asy_outcome_about *out);

#endif
