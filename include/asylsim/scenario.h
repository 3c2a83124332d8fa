/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scenario: a baseline, with or without reforms; and what a reform changes in law, as data.
 */
#ifndef ASYLSIM_SCENARIO_H
#define ASYLSIM_SCENARIO_H

#include "asylsim/error.h"

/* Opaque, constant once open: may be read from several threads. */
struct asy_scenario;

/* Opens a baseline with the n_reforms overlays (all together, in this order). On failure *out
   is NULL and every error of the files is in `errs`. Destroy with asy_scenario_destroy. */
ASY_PUBLIC bool asy_scenario_open(struct asy_scenario **out, const char *baseline,
                                  const char *const *reforms, size_t n_reforms,
                                  struct asy_errors *errs);
ASY_PUBLIC void asy_scenario_destroy(struct asy_scenario *self); /* safe on NULL */

/* "baseline", or the reform's file name without ending; several are joined with '+'. All texts
   are borrowed from the scenario. */
ASY_PUBLIC const char *asy_scenario_name(const struct asy_scenario *self);
ASY_PUBLIC const char *asy_scenario_title(const struct asy_scenario *self);
ASY_PUBLIC const char *asy_scenario_claim(const struct asy_scenario *self);  /* "" if none */
ASY_PUBLIC const char *asy_scenario_source(const struct asy_scenario *self); /* "" if none */
/* The first day from which a reform's own values hold, as "2017-01-01", whatever --set changes
   from the start; "" for a baseline. */
ASY_PUBLIC const char *asy_scenario_in_force(const struct asy_scenario *self);
/* 32 hex digits of everything that the scenario says. */
ASY_PUBLIC void asy_scenario_digest(const struct asy_scenario *self, char digest[33]);

/* ---- what a reform changes --------------------------------------------------- */

/* One value as it was or will be. */
struct asy_law_value {
    double number;            /* of a number, in its unit; of a yes or no, 0 or 1; else NAN */
    const char *const *names; /* of a choice one, of a list its members; NULL of others */
    size_t n_names;
    const char *spread; /* how far it may be off: its prior, or else its range; NULL if none */
};

/* One value on the days on which it differs in one way from the baseline's. Texts are the
   list's; NULL where nothing is said. */
struct asy_law_change {
    size_t size;
    const char *path;         /* states.POL.dublin.p_request.DEU */
    const char *entity;       /* POL; NULL: of the world */
    const char *law, *key;    /* dublin, p_request */
    const char *member;       /* DEU; NULL: no such */
    const char *unit, *kind;  /* as in struct asy_param_about */
    char from[11], until[11]; /* first and last day, "2017-01-01"; until is "" to the end */
    const char *source, *grade, *file; /* of what holds after */
    int line;                          /* in `file`; 0: unknown */
    struct asy_law_value before, after;
    const char *form; /* how `after` is said of what it is laid over, "times 1.5", "as in
                         Austria", "add [POL]"; NULL: by itself */
    const char *whom; /* "for all but minors alone"; NULL: for everybody */
};

/* What `reform` changes against `base`, both open, neither kept. Fails where they do not share
   a baseline. Destroy with asy_law_changes_destroy. */
struct asy_law_changes;
ASY_PUBLIC bool asy_law_changes_find(struct asy_law_changes **out,
                                     const struct asy_scenario *base,
                                     const struct asy_scenario *reform, struct asy_error *err);
ASY_PUBLIC size_t asy_law_changes_count(const struct asy_law_changes *self);
/* False past the end. */
ASY_PUBLIC bool asy_law_changes_at(const struct asy_law_changes *self, size_t i,
                                   struct asy_law_change *out);
ASY_PUBLIC void asy_law_changes_destroy(struct asy_law_changes *self); /* safe on NULL */

#endif
