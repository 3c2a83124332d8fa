/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outcomes of a results file in two worlds: what is asked, in one pass, and what is said of
   each. For `compare` and the library alike. */
#ifndef ASY_STORE_COMPARE_H
#define ASY_STORE_COMPARE_H

#include "outcome/contrast.h"
#include "store/results.h"

/* One outcome in the baseline and in a scenario (0: in the baseline alone). `among`: the
   outcome that counts those of whom it is decided, or NULL. All borrowed. */
struct asy_question {
    struct asy_ask ask;
    int scenario;
    const char *among;
    bool per_set_out; /* of nobody in particular: beside how many set out, everywhere */
};

/* How many scenarios are compared with the baseline: of a package the whole alone. */
int asy_compare_reforms(const struct asy_results *results);

/* The years in force of a scenario as a period: "2017..2018". */
void asy_years_in_force(const struct asy_results *results, int scenario, char out[32]);
/* The period of an outcome where none is asked for: all years of what becomes of people in the
   end, of others those in force. */
void asy_compare_period(const struct asy_results *results, const char *metric, int scenario,
                        char out[32]);

/* Those among whom an outcome is decided, where they can be asked for as it is; else NULL. */
const char *asy_compare_among(const struct asy_results *results, const struct asy_ask *ask);

/* Whether an outcome is a harm to persons that is decided of nobody in particular, and so is
   read among all who set out. */
bool asy_compare_per_set_out(const struct asy_results *results, const struct asy_ask *ask);

/* Answers all n questions in one pass over the file, each into its place in `out`; n_jobs:
   how many histories there are. ASY_E_RESULTS where there are none. */
bool asy_compare_ask(struct asy_results *results, const struct asy_question *questions,
                     size_t n, struct asy_contrast *out, int *n_jobs, struct asy_error *err);

#endif
