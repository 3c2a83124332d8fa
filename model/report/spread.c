/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the intervals are made of: how much of an outcome's variance is chance (histories of one
   draw differ by luck alone) and how much is ignorance (draws differ by what is uncertain), by
   a one-way analysis of variance. Needs two replicates; by which parameter, a Sobol analysis
   says.

   "spread": rows [outcome, scenario, chance, ignorance]: variances of the outcome under the
   baseline, of the difference under a reform; everyone, all places, years in force. */
#include "report/inside.h"

#include <math.h>

void
asy_report_spread_of(struct asy_reporting *self, int outcome, int scenario, const double *x)
{
    double sum = 0.0, within = 0.0, between = 0.0;
    size_t draws = 0;
    const size_t n = self->n_jobs;

    for (size_t i = 0; i < n; i++)
        sum += x[i];
    const double mean = sum / (double) n;
    for (size_t i = 0, end; i < n; i = end, draws++) {
        double here = 0.0;
        for (end = i; end < n && self->draw[end] == self->draw[i]; end++)
            here += x[end];
        const double size = (double) (end - i);
        here /= size;
        between += size * (here - mean) * (here - mean);
        for (size_t k = i; k < end; k++)
            within += (x[k] - here) * (x[k] - here);
    }
    if (draws < 5 || draws == n || !isfinite(mean))
        return; /* too few to tell, or no replicates */
    const double msw = within / (double) (n - draws), msb = between / (double) (draws - 1);
    const double ignorance = fmax((msb - msw) * (double) draws / (double) n, 0.0);
    if (!(msw + ignorance > 0.0))
        return;
    asy_buffer_format(&self->spread, "%s[%d,%d,%.5g,%.5g]", self->spread.n ? ",\n" : "",
                      outcome, scenario, msw, ignorance);
}

bool
asy_report_spread(struct asy_reporting *self)
{
    asy_buffer_text(self->out, ",\"spread\":[");
    if (self->spread.n)
        asy_buffer_put(self->out, self->spread.text, self->spread.n);
    asy_buffer_text(self->out, "]");
    return !self->spread.failed || asy_reporting_memory(self);
}
