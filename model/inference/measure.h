/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a published outcome is read from the counts of one simulated history. */
#ifndef ASY_INFERENCE_MEASURE_H
#define ASY_INFERENCE_MEASURE_H

#include "engine/result.h"
#include "inference/targets.h"

#include <math.h>

enum { ASY_MEASURE_TERMS = 4 };

/* A sum of metrics, or one sum over another. */
struct asy_measure {
    const char *name;
    int n_above, n_below;                                   /* n_below 0: a count */
    int above[ASY_MEASURE_TERMS], below[ASY_MEASURE_TERMS]; /* metrics */
    bool of_origin; /* below the line stand all states together */
    bool is_change; /* the published level counts others too: what it moves by is scored */
};
/* NULL if no outcome is measured so. */
const struct asy_measure *asy_measure_find(const char *name);

/* On the scale that is scored: log(x + 1) of a count, a share as it is. */
static inline double
asy_measure_scaled(const struct asy_measure *self, double x)
{
    return self->n_below ? x : log1p(x);
}

/* How a series is counted in a world: indices, -1 for any. */
struct asy_counted {
    const struct asy_measure *measure; /* NULL: it cannot be asked, see `why` */
    int citizenship, place, receiver;
    const char *why;
};
struct asy_counted asy_counted_of(const struct asy_series *series,
                                  const struct asy_world *world);

/* Each point of the targets as it came in this history, into value[n_points]: NAN where it
   cannot be asked, where the history does not reach, or where nothing stands below the line.
   `asked`: of each series. False when memory is short. */
bool asy_measure_all(const struct asy_targets *targets, const struct asy_counted *asked,
                     const struct asy_world *world, const struct asy_result *result,
                     double *value);

#endif
