/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One outcome in two worlds, history by history: all that is said of it, by `compare`, by the
   library and by the page, is computed here. */
#ifndef ASY_OUTCOME_CONTRAST_H
#define ASY_OUTCOME_CONTRAST_H

#include "outcome/exposure.h"

/* An outcome and, or NULL, those among whom it is decided, as in struct asy_exposed; and which
   way it is worse (asy_metric_worse). Borrowed. */
struct asy_two_worlds {
    const double *value[2], *among[2];
    const uint32_t *draw;
    size_t n;
    int worse;
    bool is_ratio; /* and no count, see asy_whole_ends */
};

struct asy_contrast {
    struct asy_summary baseline, reform;
    struct asy_difference difference;
    bool baseline_fixed, reform_fixed, difference_fixed; /* the same in every history */
    double p_worse;         /* share of the draws; NAN where more is neither worse nor better */
    size_t n_worse;         /* of difference.counted.of */
    bool is_empty;          /* nobody in either world */
    struct asy_moved moved; /* of those among whom; zeroed without them */
};

/* False when memory is short. */
bool asy_contrast_of(struct asy_contrast *out, const struct asy_two_worlds *in);

/* Are all of the n values that are defined the same? */
bool asy_is_fixed(const double *x, size_t n);

#endif
