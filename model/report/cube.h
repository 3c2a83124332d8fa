/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One outcome under one scenario, summed into the rows that the page keeps of it: of each the
   values of all histories (cells.c makes quantiles of them). */
#ifndef ASY_REPORT_CUBE_H
#define ASY_REPORT_CUBE_H

#include "report/inside.h"
#include "report/kept.h"

/* What one outcome is made of, as asked of the file. */
struct asy_report_outcome {
    const char *name;
    int calendar, where; /* as in the file's table `metric` */
    bool is_ratio, cohort;
    double scale;
    const struct asy_derived *derived;
};

struct asy_report_cube {
    struct asy_reporting *of;
    const struct asy_report_outcome *outcome;
    int index, scenario; /* of the outcome */
    bool cohort;
    struct asy_bag above, below;
    struct asy_bag fine[ASY_MAX_TERMS]; /* by group, place and year, of each term */
};

/* What the page gets of a row (kept.h). */
enum asy_shape asy_report_shape(const struct asy_report_cube *cube, int population, int place,
                                int period);

static inline uint64_t
asy_report_key(int population, int place, int period)
{
    return ((uint64_t) population * ASY_REPORT_PLACES + (uint64_t) place) * ASY_REPORT_PERIODS +
           (uint64_t) period;
}

/* How a metric is counted, as in the file's table `metric`. */
int asy_report_calendar(const struct asy_metric_row *row);

/* `base`: the baseline's, already read; NULL for the baseline. Freed even where it fails. */
bool asy_report_cube_read(struct asy_report_cube *cube, struct asy_reporting *self,
                          const struct asy_report_outcome *outcome, int metric, int scenario,
                          const struct asy_report_cube *base);
void asy_report_cube_free(struct asy_report_cube *cube);
/* The values of a row in all histories, NAN where a ratio is of nobody, or none was lived. */
void asy_report_cube_values(const struct asy_report_cube *cube, uint64_t key, double *out);

#endif
