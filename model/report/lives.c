/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paired lives and journeys: persons by fate under the baseline and under a reform, and persons
   who went from one stage to another; by group. The page draws means where parts must add up to
   a whole, for medians do not add up, and tells medians and ranges.

   "lives": for each scenario [rows, columns (columns.h)] of key ((population * steps + from) *
   steps + to) and the five of asy_report_five. Fate ASY_FATE_NOT_DEPARTED: persons who set out
   in the other world only. OTHERWISE to OTHERWISE: all whose fate changes; NOT_DEPARTED to
   OTHERWISE and back: all who set out in one world only. "flows": the same of the baseline; of
   a reform only what differs from it in some history: median of the paired difference; mean
   less that; how far below and above 5 and 95 % lie; and by how much more than that median lie
   median, 5 and 95 % of the level above the baseline's. */
#include "report/inside.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_NAMES = ASY_REPORT_STEPS, OTHERWISE = MOST_NAMES - 1 };
_Static_assert((int) ASY_N_STAGES < OTHERWISE, "each stage has a number of its own");

struct pairs {
    struct asy_reporting *of;
    int scenario;
    struct asy_bag bag;
    bool has_total; /* under OTHERWISE */
    double *difference, *zero;
    struct asy_columns columns;
};

static bool
add_at(struct pairs *self, uint64_t population, int64_t from, int64_t to, size_t job, int64_t n)
{
    double *const at = asy_bag_at(
        &self->bag, (population * MOST_NAMES + (uint64_t) from) * MOST_NAMES + (uint64_t) to);

    if (at)
        at[job] += (double) n;
    return at != NULL;
}

static bool
take_pair(void *user, const int64_t *v)
{
    struct pairs *const self = user;
    struct asy_reporting *const of = self->of;
    const int64_t job = asy_reporting_job(of, v[0], v[1]);

    if (job < 0 || v[2] < 0 || v[2] >= of->n_groups || v[3] < 0 || v[3] >= OTHERWISE ||
        v[4] < 0 || v[4] >= OTHERWISE)
        return true;
    const int64_t from = v[3] == ASY_FATE_NOT_DEPARTED ? v[3] : OTHERWISE;
    const int64_t to = v[4] == ASY_FATE_NOT_DEPARTED ? v[4] : OTHERWISE;
    for (int all = 0; all < 2; all++) {
        const uint64_t population = all ? 0 : (uint64_t) v[2] + 1;
        if (!add_at(self, population, v[3], v[4], (size_t) job, v[5]) ||
            (self->has_total && v[3] != v[4] &&
             !add_at(self, population, from, to, (size_t) job, v[5])))
            return false;
    }
    return true;
}

/* Reform minus baseline in each history; false: it is zero in all of them. */
static bool
subtract(struct pairs *self, const double *base, const double *here)
{
    bool same = true;

    for (int i = 0; i < self->of->jobs_of[self->scenario]; i++) {
        self->difference[i] = here[i] - base[i];
        same = same && here[i] - base[i] == 0.0;
    }
    return !same;
}

/* One way; `base` (or NULL) is what it is to be compared with. */
static bool
put_pair(struct pairs *self, uint64_t key, const double *base, const double *here)
{
    double level[5], below[5], change[5];

    if (base && !subtract(self, base, here))
        return true;
    double *const row = asy_columns_row(&self->columns, key);
    if (!row)
        return asy_reporting_memory(self->of);
    if (!asy_report_mean(self->of, self->scenario, here, level))
        return false;
    if (!base) {
        asy_report_five(level, row + 1);
        return true;
    }
    if (!asy_report_mean(self->of, 0, base, below) ||
        !asy_report_mean(self->of, self->scenario, self->difference, change))
        return false;
    row[1] = change[3];
    row[2] = change[0] - change[3];
    row[3] = change[3] - change[2];
    row[4] = change[4] - change[3];
    row[5] = level[3] - below[3] - change[3];
    row[6] = level[2] - below[2] - change[3];
    row[7] = level[4] - below[4] - change[3];
    return true;
}

/* Those of `base` that are no longer there are zero under the reform. */
static bool
put_pairs(struct pairs *self, const struct asy_bag *base)
{
    bool ok = true;

    for (size_t i = 0; ok && i < self->bag.n; i++) {
        const uint64_t key = self->bag.key[i];
        const double *const before = base ? asy_bag_find(base, key) : NULL;
        ok = put_pair(self, key, before || !base ? before : self->zero, self->bag.value[i]);
    }
    for (size_t i = 0; base && ok && i < base->n; i++)
        if (!asy_bag_find(&self->bag, base->key[i]))
            ok = put_pair(self, base->key[i], base->value[i], self->zero);
    return ok;
}

static bool
read_flows(struct pairs *self, int scenario)
{
    return asy_results_numbers(self->of->results, ASY_QUERY_flows, scenario, take_pair, self,
                               self->of->err);
}

static bool
read_pairs(struct pairs *self, bool is_flow, int scenario)
{
    struct asy_reporting *const of = self->of;

    self->has_total = !is_flow;
    if (!asy_bag_init(&self->bag, of->n_jobs))
        return asy_reporting_memory(of);
    return is_flow ? read_flows(self, scenario)
                   : asy_results_pairs(of->results, scenario, take_pair, self, of->err);
}

/* All scenarios; of flows each but the first against it. */
static bool
put_all(struct asy_reporting *self, bool is_flow)
{
    double *const room = calloc(2 * self->n_jobs + 2, sizeof *room);
    struct pairs base = { .of = self, .difference = room };
    bool ok = room || asy_reporting_memory(self);

    for (int s = 0; ok && s < self->n_scenarios; s++) {
        struct pairs here = {
            .of = self, .scenario = s, .difference = room, .zero = room + self->n_jobs
        };
        here.columns.width = is_flow && s ? 8 : 6;
        ok = read_pairs(&here, is_flow, s) && put_pairs(&here, is_flow && s ? &base.bag : NULL);
        asy_buffer_text(self->out, s ? ",\n[" : "[");
        asy_columns_put(&here.columns, self->out);
        asy_buffer_text(self->out, "]");
        asy_columns_free(&here.columns);
        if (s == 0)
            base.bag = here.bag;
        else
            asy_bag_free(&here.bag);
    }
    asy_bag_free(&base.bag);
    free(room);
    return ok;
}

bool
asy_report_lives(struct asy_reporting *self)
{
    asy_buffer_text(self->out, ",\"lives\":[");
    bool ok = put_all(self, false);
    asy_buffer_text(self->out, "],\"flows\":[");
    ok = ok && put_all(self, true);
    asy_buffer_text(self->out, "]");
    return ok;
}
