/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The published series as they were known on a day. */
#ifndef ASY_INFERENCE_PAST_H
#define ASY_INFERENCE_PAST_H

#include "base/calendar.h"
#include "inference/measure.h"
#include "inference/naive.h"

/* The last period that has ended on that day, of `a_year` of them; as in struct asy_point. */
int asy_past_last(struct asy_date as_of, int a_year);

struct asy_pasts {
    struct asy_past *of; /* of each series, on the scale that is scored; owned */
    double *value;       /* what they hold; owned */
};

/* False when memory is short. A series that cannot be asked has an empty past. Free with
   asy_pasts_free, safe after a failure too. */
bool asy_pasts_init(struct asy_pasts *self, const struct asy_targets *targets,
                    struct asy_date as_of);
void asy_pasts_free(struct asy_pasts *self);

#endif
