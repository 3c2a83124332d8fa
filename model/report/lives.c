/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paired lives and journeys: persons by fate under the baseline and under a reform, and persons
   who went from one stage to another; by group, the mean over the histories, for means add up.

   "lives", "flows": for each scenario rows [population, from, to, mean, its error, 5, 50, 95
   %]. */
#include "report/inside.h"

struct pairs {
    struct asy_reporting *of;
    struct asy_bag bag;
    bool is_short; /* the mean alone */
};

enum { MOST_NAMES = 64 };

static bool
take_pair(void *user, const int64_t *v)
{
    struct pairs *const self = user;
    struct asy_reporting *const of = self->of;
    const int64_t job = asy_reporting_job(of, v[0], v[1]);

    if (job < 0 || v[2] < 0 || v[2] >= of->n_groups || v[3] < 0 || v[3] >= MOST_NAMES ||
        v[4] < 0 || v[4] >= MOST_NAMES)
        return true;
    for (int all = 0; all < 2; all++) {
        const uint64_t population = all ? 0 : (uint64_t) v[2] + 1;
        double *const at =
            asy_bag_at(&self->bag, (population * MOST_NAMES + (uint64_t) v[3]) * MOST_NAMES +
                                       (uint64_t) v[4]);
        if (!at)
            return false;
        at[job] += (double) v[5];
    }
    return true;
}

static void
put_mean(struct pairs *self, const double *x)
{
    double sum = 0.0;

    for (size_t i = 0; i < self->of->n_jobs; i++)
        sum += x[i];
    asy_buffer_text(self->of->out, ",");
    asy_buffer_json_number(self->of->out, sum / (double) self->of->n_jobs, 8);
}

static bool
put_pairs(struct pairs *self)
{
    struct asy_buffer *const out = self->of->out;
    bool ok = true;

    for (size_t i = 0; ok && i < self->bag.n; i++) {
        const uint64_t key = self->bag.key[i];
        asy_buffer_format(out, "%s[%d,%d,%d", i ? ",\n" : "",
                          (int) (key / MOST_NAMES / MOST_NAMES),
                          (int) (key / MOST_NAMES % MOST_NAMES), (int) (key % MOST_NAMES));
        if (self->is_short)
            put_mean(self, self->bag.value[i]);
        else
            ok = asy_report_mean(self->of, self->bag.value[i]);
        asy_buffer_text(out, "]");
    }
    return ok;
}

static bool
put_scenario(struct asy_reporting *self, const char *what, int scenario)
{
    struct pairs pairs = { .of = self, .is_short = scenario > 0 && what[0] == 'f' };
    char sql[300];

    snprintf(sql, sizeof sql,
             "SELECT r.draw, r.replicate, c.population, %s FROM run r"
             " CROSS JOIN %s c ON c.run = r.id WHERE r.scenario = %d",
             what[0] == 'f' ? "c.\"from\", c.\"to\", c.persons"
                            : "c.fate_baseline, c.fate_reform, c.persons",
             what, scenario);
    bool ok = asy_bag_init(&pairs.bag, self->n_jobs) || asy_reporting_memory(self);
    asy_buffer_text(self->out, scenario ? ",\n[" : "[");
    ok = ok && asy_results_numbers(self->results, sql, take_pair, &pairs, self->err) &&
         put_pairs(&pairs);
    asy_buffer_text(self->out, "]");
    asy_bag_free(&pairs.bag);
    return ok;
}

bool
asy_report_lives(struct asy_reporting *self)
{
    bool ok = true;

    asy_buffer_text(self->out, ",\"lives\":[");
    for (int s = 0; ok && s < self->n_scenarios; s++)
        ok = put_scenario(self, "paired_cell", s);
    asy_buffer_text(self->out, "],\"flows\":[");
    for (int s = 0; ok && s < self->n_scenarios; s++)
        ok = put_scenario(self, "flow_cell", s);
    asy_buffer_text(self->out, "]");
    return ok;
}
