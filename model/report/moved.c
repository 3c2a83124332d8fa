/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How outcomes are to be read, and which of them a reform moves since more or fewer people come
   so far: of everyone, all places and the years in force (of fates: all years), as asy_moved()
   has it.

   "moved": [outcome, scenario, 1 by how many come so far, 2 by how they fare, 3 by both; of
   those who come so far the median difference; the medians of the rate in the baseline and
   under the reform; 1 if the rate's part goes the same way]. Read by page/src/reading.ts. */
#include "life/outcomes.h"
#include "outcome/exposure.h"
#include "outcome/reading.h"
#include "report/inside.h"
#include "store/compare.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { IN_FORCE, ALL_YEARS, N_SPANS };

/* Of one outcome and scenario the values of both worlds, [2 * n_jobs], or NULL: alike in both.
 */
struct asy_report_kept {
    double *of[N_SPANS];
};

static struct asy_report_kept *
kept_of(const struct asy_reporting *self, int outcome, int scenario)
{
    return &self->kept[(size_t) outcome * (size_t) self->n_scenarios + (size_t) scenario];
}

static const char *
name_of(int outcome)
{
    const struct asy_derived *const derived = asy_derived_at(outcome - ASY_N_METRICS);
    return derived ? derived->name : outcome < ASY_N_METRICS ? asy_metrics[outcome].name : NULL;
}

static int
index_of(const char *name)
{
    const char *known;
    for (int i = 0; (known = name_of(i)); i++)
        if (strcmp(known, name) == 0)
            return i;
    return -1;
}

static int
n_outcomes(void)
{
    int n = ASY_N_METRICS;
    while (name_of(n))
        n++;
    return n;
}

bool
asy_report_keep(struct asy_reporting *self, int outcome, int scenario, bool in_force,
                const double *base, const double *here)
{
    const size_t n = self->n_jobs;

    if (scenario == 0)
        return true;
    if (!self->kept)
        self->kept =
            calloc((size_t) n_outcomes() * (size_t) self->n_scenarios + 1, sizeof *self->kept);
    double *const both = malloc((2 * n + 1) * sizeof *both);
    if (!self->kept || !both) {
        free(both);
        return asy_reporting_memory(self);
    }
    memcpy(both, base, n * sizeof *both);
    memcpy(both + n, here, n * sizeof *both);
    double **const at = &kept_of(self, outcome, scenario)->of[in_force ? IN_FORCE : ALL_YEARS];
    free(*at);
    *at = both;
    return true;
}

void
asy_report_moved_free(struct asy_reporting *self)
{
    for (size_t i = 0; self->kept && i < (size_t) n_outcomes() * (size_t) self->n_scenarios;
         i++)
        for (int span = 0; span < N_SPANS; span++)
            free(self->kept[i].of[span]);
    free(self->kept);
    self->kept = NULL;
}

static void
put_number(struct asy_buffer *out, double x)
{
    if (isfinite(x))
        asy_buffer_format(out, ",%.4g", x);
    else
        asy_buffer_text(out, ",null");
}

static bool
put_one(struct asy_reporting *self, int outcome, int among, bool per_set_out, int scenario,
        const char **comma)
{
    const bool cohort = asy_outcome_is_final(name_of(outcome));
    const int span = cohort ? ALL_YEARS : IN_FORCE;
    const double *const count = kept_of(self, outcome, scenario)->of[span];
    const double *const exposed = kept_of(self, among, scenario)->of[span];
    const size_t n = self->n_jobs;
    struct asy_moved moved;

    if (!count || !exposed)
        return true;
    const struct asy_exposed in = { .count = { count, count + n },
                                    .exposed = { exposed, exposed + n },
                                    .draw = self->draw,
                                    .n = (size_t) self->jobs_of[scenario] };
    if (!asy_moved(&moved, &in))
        return asy_reporting_memory(self);
    if (moved.by == ASY_MOVED_UNSURELY || moved.by == ASY_MOVED_TOO_FEW ||
        (per_set_out && !asy_is_by_exposure(NULL, per_set_out, &moved)))
        return true;
    asy_buffer_format(self->out, "%s[%d,%d,%d", *comma, outcome, scenario, (int) moved.by);
    asy_buffer_format(self->out, ",%.1f", moved.exposed.summary.median);
    put_number(self->out, moved.rate[0].median);
    put_number(self->out, moved.rate[1].median);
    asy_buffer_format(self->out, ",%d]", moved.by_rate.median * moved.by_exposure.median > 0.0);
    *comma = ",\n";
    return true;
}

void
asy_report_reading(struct asy_reporting *self, const char *name)
{
    const struct asy_reading reading = asy_reading_of(name);
    const struct asy_derived *total;

    asy_buffer_text(self->out, ",\"among\":");
    asy_buffer_json_text(self->out, reading.of ? reading.of : "");
    asy_buffer_text(self->out, ",\"together\":");
    asy_buffer_json_text(self->out, reading.together ? reading.together : "");
    asy_buffer_text(self->out, ",\"partOf\":[");
    for (int i = 0; (total = asy_total_of(name, i)); i++) {
        asy_buffer_text(self->out, i ? "," : "");
        asy_buffer_json_text(self->out, total->name);
    }
    asy_buffer_text(self->out, "]");
}

bool
asy_report_moved(struct asy_reporting *self)
{
    const char *comma = "", *name;
    bool ok = true;

    asy_buffer_text(self->out, ",\"moved\":[");
    for (int i = 0; ok && self->kept && (name = name_of(i)); i++) {
        const char *const of = asy_reading_of(name).of;
        const struct asy_ask ask = { name, "all", "all", "all" };
        const bool per_set_out = !of && asy_compare_per_set_out(self->results, &ask);
        const int among = of ? index_of(of) : per_set_out ? index_of("departures") : -1;
        for (int s = 1; ok && among >= 0 && s < self->n_scenarios; s++)
            ok = put_one(self, i, among, per_set_out, s, &comma);
    }
    asy_buffer_text(self->out, "]");
    asy_report_moved_free(self);
    return ok;
}
