/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The axes of the page's data: histories, periods, populations. */
#include "outcome/quantile.h"
#include "report/inside.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

bool
asy_reporting_memory(struct asy_reporting *self)
{
    return asy_fail(self->err, ASY_E_RESOURCES, "report", "out of memory");
}

static int
period_with(struct asy_reporting *self, const char *name, int first, int last)
{
    for (int i = 0; i < self->n_periods; i++)
        if (self->period[i].first == first && self->period[i].last == last)
            return i;
    if (self->n_periods >= ASY_REPORT_PERIODS)
        return 0;
    struct asy_report_period *const p = &self->period[self->n_periods];
    snprintf(p->name, sizeof p->name, "%s", name);
    p->first = first;
    p->last = last;
    return self->n_periods++;
}

static void
list_periods(struct asy_reporting *self)
{
    const int start = self->info->first_year, last = self->info->n_years - 1;
    char name[32];

    period_with(self, "all", 0, last);
    for (int y = 0; y <= last && y < 40; y++) {
        snprintf(name, sizeof name, "%d", start + y);
        period_with(self, name, y, y);
    }
    for (int s = 0; s < self->n_scenarios; s++) {
        int first = asy_results_scenario(self->results, s)->first_year - start;
        first = s == 0 || first < 0 ? 0 : first > last ? last : first;
        snprintf(name, sizeof name, "%d..%d", start + first, start + last);
        self->in_force[s] = period_with(self, name, first, last);
    }
}

static bool
take_group(void *user, const struct asy_texts_row *row)
{
    struct asy_reporting *const self = user;
    const char *const code = row->text[1] ? row->text[1] : "";
    int c = 0;

    if (self->n_groups >= ASY_MAX_GROUPS)
        return true;
    while (c < self->n_populations && strcmp(self->citizenship[c], code) != 0)
        c++;
    if (c == self->n_populations)
        snprintf(self->citizenship[self->n_populations++], 16, "%.15s", code);
    self->citizen_of[self->n_groups++] = c;
    return true;
}

static bool
take_place(void *user, const int64_t *v)
{
    struct asy_reporting *const self = user;
    if (v[0] > 0 && v[0] < ASY_REPORT_PLACES)
        self->is_outer[v[0]] = true;
    return true;
}

static bool
take_shared(void *user, const int64_t *v)
{
    struct asy_reporting *const self = user;
    const int64_t job = asy_reporting_job(self, v[1], v[2]);

    if (job >= 0 && v[0] < self->n_scenarios)
        self->shared[(size_t) v[0] * self->n_jobs + (size_t) job] =
            (struct asy_report_shared){ (int) v[3] / 12, (int) v[4] };
    return true;
}

static bool
list_shared(struct asy_reporting *self)
{
    self->shared = calloc((size_t) self->n_scenarios * self->n_jobs + 1, sizeof *self->shared);
    return self->shared ? asy_results_numbers(self->results, ASY_QUERY_shared, 0, take_shared,
                                              self, self->err)
                        : asy_reporting_memory(self);
}

bool
asy_reporting_init(struct asy_reporting *self, struct asy_results *results,
                   struct asy_buffer *out, struct asy_error *err)
{
    struct asy_answers jobs;

    *self = (struct asy_reporting){
        .results = results, .info = asy_results_info(results), .out = out, .err = err
    };
    self->n_scenarios = self->info->n_scenarios;
    if (asy_results_package(results)->n_parts)
        self->n_scenarios = 2; /* its subsets are for compare --package */
    self->is_thrifty = self->n_scenarios > ASY_REPORT_MANY;
    if (!asy_results_ask_first(results, self->n_scenarios, NULL, 0, &jobs, err))
        return false;
    self->draw = jobs.draw;
    self->replicate = jobs.replicate;
    self->n_jobs = (size_t) jobs.n_jobs;
    self->jobs_of = jobs.jobs_of;
    free(jobs.values);
    if (self->n_jobs == 0)
        return asy_fail(err, ASY_E_RESULTS, "report", "the file has no finished history yet");
    self->n_draws = asy_count_draws(self->draw, self->n_jobs);
    self->counted = self->n_draws ? self->n_draws : self->n_jobs;
    list_periods(self);
    if (!list_shared(self))
        return false;
    if (!asy_results_texts(results, ASY_QUERY_citizenships, 0, take_group, self, err))
        return false;
    /* so far n_populations counted citizenships */
    self->n_populations += 1 + self->n_groups;
    return asy_results_numbers(results, ASY_QUERY_places_beyond, 0, take_place, self, err);
}

void
asy_reporting_free(struct asy_reporting *self)
{
    asy_report_spread_free(self);
    asy_report_moved_free(self);
    asy_buffer_free(&self->spread);
    asy_buffer_free(&self->plain);
    free(self->jobs_of);
    free(self->draw);
    free(self->replicate);
    free(self->shared);
    *self = (struct asy_reporting){ 0 };
}

unsigned
asy_report_second_streams(const struct asy_results_info *info)
{
    if (info->n_replicates != 1)
        return 0;
    return (unsigned) (info->n_second_streams < info->n_draws ? info->n_second_streams
                                                              : info->n_draws);
}

int64_t
asy_reporting_job(struct asy_reporting *self, int64_t draw, int64_t replicate)
{
    size_t i = self->last_job;

    for (size_t tried = 0; tried < self->n_jobs; tried++, i++) {
        i = i < self->n_jobs ? i : 0;
        if (self->draw[i] == draw && self->replicate[i] == replicate) {
            self->last_job = i; /* rows of one history come together */
            return (int64_t) i;
        }
    }
    return -1;
}

bool
asy_report_range(struct asy_reporting *self, int scenario, const double *x, double *out)
{
    static const double levels[] = { ASY_LOW, 0.5, ASY_HIGH };
    struct asy_ranked *const ranked = malloc((self->n_jobs + 1) * sizeof *ranked);

    if (!ranked)
        return asy_reporting_memory(self);
    const size_t n = asy_rank(ranked, x, self->draw, (size_t) self->jobs_of[scenario]);
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
        out[i] = asy_quantile(ranked, n, levels[i]);
    free(ranked);
    return true;
}

bool
asy_report_mean(struct asy_reporting *self, int scenario, const double *x, double *out)
{
    const size_t n = (size_t) self->jobs_of[scenario];
    double sum = 0.0, squares = 0.0;
    char text[40];

    for (size_t i = 0; i < n; i++)
        sum += x[i];
    out[0] = sum / (double) n;
    for (size_t i = 0; i < n; i++)
        squares += (x[i] - out[0]) * (x[i] - out[0]);
    const double effect = asy_design_effect(x, self->draw, n);
    out[1] = n > 1 ? sqrt(effect * squares / (double) (n - 1) / (double) n) : (double) NAN;
    snprintf(text, sizeof text, "%.1e", out[1]); /* an error is worth two digits */
    out[1] = strtod(text, NULL);
    return asy_report_range(self, scenario, x, out + 2);
}

void
asy_report_five(const double *x, double *out)
{
    out[0] = x[3];
    out[1] = x[0] - x[3];
    out[2] = x[1];
    out[3] = x[3] - x[2];
    out[4] = x[4] - x[3];
}
