/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reform touches, so that a comparison can show it: the outcomes of its claim, then what
   happens at the places and to the people that its text names, then whatever else it moves
   most. Said once for the table of `compare` and for the report's page. */
#ifndef ASY_STORE_TOUCHED_H
#define ASY_STORE_TOUCHED_H

#include "outcome/shown.h"
#include "store/results.h"

enum {
    ASY_MOST_TOUCHED = 7,        /* lines of a reform's own, beside those for all places */
    ASY_MOST_TOUCHED_CLAIMS = 4, /* of these, outcomes of its claim */
    ASY_MOST_TOUCHED_PLACES = 4, /* of the others, places and populations */
};

/* Why an outcome is shown. */
enum asy_because {
    ASY_NOT_SHOWN,
    ASY_BECAUSE_CLAIM,   /* the reform's claim is put to the test by it */
    ASY_BECAUSE_TOUCHED, /* of a place or of people that the reform touches */
    ASY_BECAUSE_COMMON,  /* shown of every reform */
    ASY_BECAUSE_ASKED,   /* by the comparison */
    ASY_N_BECAUSE
};

/* A line of a reform's own. */
struct asy_touched_line {
    const char *metric;
    const struct asy_shown *shown; /* how it is called; NULL: the outcome's label says it */
    char place[ASY_PLACE_NAME], population[48];
    enum asy_because because;
};

struct asy_touched {
    struct asy_touched_line list[ASY_MOST_TOUCHED];
    int n;
    /* For pictures of one place: the first that the lines name, else the one with most of it in
       the baseline (attempts; first claims; departures). "" where the file has none. */
    char crossing[48], state[2][48], citizenship[8];
};

/* Of each of the first scenarios. Where a reform touches nothing, and of the baseline, the
   lines are of the crossing with most attempts and of the two states with most first claims. */
bool asy_results_touched(struct asy_results *self, struct asy_touched *out, int n_scenarios,
                         struct asy_error *err);

#endif
