/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A rehearsal: what a scenario that forgot what was observed after a day says of the years
   after it, held against what was published of them; by family and by how far ahead. */
#ifndef ASY_INFERENCE_REHEARSAL_H
#define ASY_INFERENCE_REHEARSAL_H

#include "base/calendar.h"
#include "inference/naive.h"
#include "inference/simulated.h"

/* How far ahead: all, the first year after the day, the years after that. */
enum asy_ahead { ASY_AHEAD_ALL, ASY_AHEAD_FIRST, ASY_AHEAD_LATER, ASY_N_AHEAD };
const char *asy_ahead_name(enum asy_ahead ahead);

/* One published value, and how well it was foretold. */
struct asy_trial {
    int series, family;
    enum asy_ahead ahead;
    unsigned has, holds;         /* ranges, as bits */
    double weighted;             /* weighted interval score */
    double off;                  /* of the median: simulated less published */
    double against[ASY_N_NAIVE]; /* the score on those ranges that both have ... */
    double naive[ASY_N_NAIVE];   /* ... and that of the naive forecast; NAN: it says nothing */
};

/* Published values that are not scored, and why. */
struct asy_left {
    int family, n;
    const char *why;
};
enum { ASY_MOST_LEFT = 64 };

struct asy_rehearsal {
    const struct asy_targets *targets; /* borrowed */
    struct asy_trial *trial;           /* owned */
    size_t n, room;
    struct asy_left left[ASY_MOST_LEFT];
    int n_left;
};

/* A family (-1: all) at a distance. Errors are bootstraps over series. */
struct asy_scored {
    int family;
    enum asy_ahead ahead;
    int n_series, n_values;
    double holds[ASY_N_RANGES], holds_error[ASY_N_RANGES]; /* shares; NAN: too few draws */
    double weighted;                                       /* mean */
    double off;                                            /* mean of the medians' errors */
    struct {
        int n;                     /* values of which it says something */
        double model, naive;       /* mean scores on these */
        double skill, skill_error; /* 1 - model / naive */
    } against[ASY_N_NAIVE];
};

/* Free with asy_rehearsal_free, safe on a zeroed one. */
void asy_rehearsal_init(struct asy_rehearsal *self, const struct asy_targets *targets);
/* Adds the scores of one as-of day. Fails for want of memory alone. */
bool asy_rehearsal_add(struct asy_rehearsal *self, const struct asy_simulated *simulated,
                       struct asy_date as_of, struct asy_error *err);
void asy_rehearsal_free(struct asy_rehearsal *self);

/* False where there is nothing of the family at that distance, or memory is short. */
bool asy_rehearsal_score(const struct asy_rehearsal *self, int family, enum asy_ahead ahead,
                         struct asy_scored *out);

/* What is promised: of all values 80 to 97 of 100 lie in their range of 90 in 100 and no family
   holds fewer than 70 by more than its error; and scores are no worse than the last year
   carried forward, within their error. Says in `why` what is missed; false where nothing is, or
   where it cannot be told. */
bool asy_scored_misses(const struct asy_scored *self, char *why, size_t size);
/* Do ranges of 90 in 100 surely hold fewer: by more than two errors? */
bool asy_scored_is_narrow(const struct asy_scored *self);

#endif
