/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The outcome by which the claim of a reform is put to the test. */
#ifndef ASY_SCENARIO_CLAIM_H
#define ASY_SCENARIO_CLAIM_H

#include <stdbool.h>
#include <stddef.h>

struct asy_scenario;

/* By what an outcome is counted. */
enum asy_counted_by { ASY_BY_NOTHING, ASY_BY_COUNTRY, ASY_BY_CROSSING, ASY_BY_PAIR };

/* The i-th outcome of the catalogue, those made of others last; NULL past the end. Defined in
   outcome/, where the catalogue is, as laws are in the rooms of their rules. */
const char *asy_outcome_at(int i, enum asy_counted_by *by);

/* All texts borrowed from the scenario; names are checked against it. */
struct asy_claim_outcome {
    const char *reform; /* which of the reforms laid over the baseline says so */
    const char *metric, *population, *place;
    int direction; /* +1: the claim is that there will be more of it, -1: less */
};

/* The i-th, in the order of the reforms; false past the end. */
bool asy_scenario_claim_outcome(const struct asy_scenario *self, size_t i,
                                struct asy_claim_outcome *out);

#endif
