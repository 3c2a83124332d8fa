/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answering what `compare` asks, all in one pass: each cell of the metrics concerned is read
   once and held against every question about its metric. */
#include "base/near.h"
#include "outcome/derived.h"
#include "store/counts.h"
#include "store/filter.h"
#include "store/jobs.h"
#include "store/source.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* One metric's part in one question. */
struct part {
    int ask, metric;
    double above, below;
    uint32_t groups;
    struct asy_place_filter place;
    struct asy_period_filter period;
    int same_until; /* parts from this one to that ask for the same cells */
};

struct question {
    bool is_ratio;
};

struct work {
    struct part *parts; /* sorted by metric, then by which of its cells */
    int n_parts, n_asks;
    struct question *questions;
    double *above, *below;             /* [n_asks], of one run */
    double sums[ASY_MOST_PERIODS + 1]; /* of the counts of a row, [i]: of the first i */
};

static bool
unknown_metric(const struct asy_results *results, const char *name, struct asy_error *err)
{
    struct asy_near near = { .word = name };
    char hint[96];

    for (int m = 0; m < results->n_metrics; m++)
        asy_near_try(&near, results->metrics[m].name);
    for (int i = 0; asy_derived_at(i); i++)
        asy_near_try(&near, asy_derived_at(i)->name);
    return asy_fail(err, ASY_E_INPUT, name, "is not an outcome%s",
                    asy_near_hint(&near, hint, sizeof hint));
}

static int
find_metric(const struct asy_results *results, const char *name)
{
    for (int m = 0; m < results->n_metrics; m++)
        if (strcmp(results->metrics[m].name, name) == 0)
            return m;
    return -1;
}

static bool
add_part(struct work *work, const struct asy_results *results, const struct asy_ask *ask,
         const char *metric, double above, double below, struct asy_error *err)
{
    struct part *part = &work->parts[work->n_parts];
    const int m = find_metric(results, metric);

    if (m < 0)
        return unknown_metric(results, metric, err);
    *part = (struct part){ .ask = work->n_asks, .metric = m, .above = above, .below = below };
    if (!asy_filter_population(results, ask->population, &part->groups, err) ||
        !asy_filter_place(results, ask->place, results->metrics[m].where, &part->place, err) ||
        !asy_filter_period(results, ask->period, results->metrics[m].calendar, &part->period,
                           err))
        return false;
    work->n_parts++;
    return true;
}

static bool
add_question(struct work *work, const struct asy_results *results, const struct asy_ask *ask,
             struct asy_error *err)
{
    const struct asy_derived *derived = asy_derived_find(ask->metric);
    bool ok = true;

    if (derived) {
        work->questions[work->n_asks].is_ratio = derived->is_ratio;
        for (int t = 0; ok && t < derived->n_terms; t++)
            ok = add_part(work, results, ask, asy_metrics[derived->terms[t].metric].name,
                          derived->terms[t].above, derived->terms[t].below, err);
    } else {
        ok = add_part(work, results, ask, ask->metric, 1.0, 0.0, err);
    }
    work->n_asks++;
    return ok;
}

static int
by_cells(const void *a, const void *b)
{
    const struct part *const x = a, *const y = b;
    const int steps[] = {
        (x->metric > y->metric) - (x->metric < y->metric),
        (x->groups > y->groups) - (x->groups < y->groups),
        (x->place.place > y->place.place) - (x->place.place < y->place.place),
        (x->place.receiver > y->place.receiver) - (x->place.receiver < y->place.receiver),
        (x->period.first > y->period.first) - (x->period.first < y->period.first),
        (x->period.last > y->period.last) - (x->period.last < y->period.last),
    };
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (steps[i])
            return steps[i];
    return (x->ask > y->ask) - (x->ask < y->ask);
}

/* Many questions ask for the same cells: they stand side by side. */
static void
sort_parts(struct work *work)
{
    const struct part *next;

    qsort(work->parts, (size_t) work->n_parts, sizeof *work->parts, by_cells);
    for (int i = work->n_parts; i-- > 0;) {
        struct part *const part = &work->parts[i];
        next = i + 1 < work->n_parts ? part + 1 : NULL;
        const bool same =
            next && part->metric == next->metric && part->groups == next->groups &&
            part->place.place == next->place.place &&
            part->place.receiver == next->place.receiver &&
            part->period.first == next->period.first && part->period.last == next->period.last;
        part->same_until = same ? next->same_until : i + 1;
    }
}

static void
work_free(struct work *work)
{
    free(work->parts);
    free(work->questions);
    free(work->above);
    free(work->below);
}

static bool
work_init(struct work *work, const struct asy_results *results, const struct asy_ask *asks,
          int n_asks, struct asy_error *err)
{
    const size_t n = (size_t) n_asks + 1;

    *work = (struct work){
        .parts = calloc(n * ASY_MAX_TERMS, sizeof *work->parts),
        .questions = calloc(n, sizeof *work->questions),
        .above = calloc(n, sizeof *work->above),
        .below = calloc(n, sizeof *work->below),
    };
    if (!work->parts || !work->questions || !work->above || !work->below)
        return asy_fail(err, ASY_E_RESOURCES, results->path, "out of memory");
    for (int i = 0; i < n_asks; i++)
        if (!add_question(work, results, &asks[i], err))
            return false;
    sort_parts(work);
    return true;
}

static inline bool
part_takes(const struct part *part, int population, int place, int receiver)
{
    return (part->groups >> population & 1u) != 0 &&
           (!part->place.place || part->place.place == place) &&
           (!part->place.receiver || part->place.receiver == receiver);
}

static inline bool
part_is_of(const struct part *part, int period)
{
    return period >= part->period.first && period <= part->period.last;
}

/* The sums of a row's first counts, up to the period `before`; whole numbers, so exact. */
static int
sum_up(struct work *work, const struct asy_counts *counts, int before)
{
    const int n = counts->n < ASY_MOST_PERIODS ? counts->n : ASY_MOST_PERIODS;
    int i = 0;

    for (; i < n && counts->first + i < before; i++)
        work->sums[i + 1] = work->sums[i] + (double) asy_count_at(counts, i);
    return i;
}

/* Of n counts from the period `first` on, the sum of those in the part's periods. */
static double
sum_of(const struct work *work, const struct part *part, int first, int n)
{
    const int from = part->period.first > first ? part->period.first - first : 0;
    const int until = part->period.last - first < n ? part->period.last - first + 1 : n;

    return from < until ? work->sums[until] - work->sums[from] : 0.0;
}

/* A row held against parts [begin, end): once for all that ask for the same of it. */
static void
take_row(struct work *work, int begin, int end, const struct asy_counts *counts,
         const int cell[4])
{
    int n = -1; /* the sums are not made */

    for (int i = begin; i < end; i = work->parts[i].same_until) {
        const struct part *const part = &work->parts[i];
        if (!part_takes(part, cell[0], cell[1], cell[2]))
            continue;
        if (n < 0)
            n = sum_up(work, counts, cell[3]);
        const double sum = sum_of(work, part, counts->first, n);
        for (int k = i; k < part->same_until; k++) {
            work->above[work->parts[k].ask] += work->parts[k].above * sum;
            work->below[work->parts[k].ask] += work->parts[k].below * sum;
        }
    }
}

/* All cells of one metric of one run, held against parts [begin, end). */
static bool
read_metric(struct asy_results *results, sqlite3_stmt *stmt, struct work *work, int begin,
            int end, struct asy_error *err)
{
    int rc;

    while ((rc = sqlite3_step(stmt)) == SQLITE_ROW) {
        const struct asy_counts counts = asy_counts_read(stmt, 0);
        const int cell[] = { sqlite3_column_int(stmt, 3) & 31, sqlite3_column_int(stmt, 4),
                             sqlite3_column_int(stmt, 5), sqlite3_column_int(stmt, 6) };
        take_row(work, begin, end, &counts, cell);
    }
    const bool ok = rc == SQLITE_DONE || asy_sql_fail(results, err);
    sqlite3_reset(stmt);
    return ok;
}

static bool
read_run(struct asy_results *results, sqlite3_stmt *stmt, struct work *work, sqlite3_int64 run,
         struct asy_error *err)
{
    memset(work->above, 0, (size_t) work->n_asks * sizeof *work->above);
    memset(work->below, 0, (size_t) work->n_asks * sizeof *work->below);
    sqlite3_bind_int64(stmt, 1, run);
    for (int i = 0, end; i < work->n_parts; i = end) {
        int last = work->parts[i].period.last;
        for (end = i + 1;
             end < work->n_parts && work->parts[end].metric == work->parts[i].metric; end++) {
            const struct asy_period_filter *p = &work->parts[end].period;
            last = p->last > last ? p->last : last;
        }
        sqlite3_bind_int(stmt, 2, work->parts[i].metric);
        sqlite3_bind_int(stmt, 3, last);
        if (!read_metric(results, stmt, work, i, end, err))
            return false;
    }
    return true;
}

bool
asy_answers_init(struct asy_answers *out, const struct asy_results *results,
                 struct asy_jobs *jobs, int n_asks, int n_scenarios, struct asy_error *err)
{
    const size_t n = (size_t) n_asks * (size_t) n_scenarios * (size_t) jobs->n;

    *out = (struct asy_answers){ .draw = jobs->draw,
                                 .replicate = jobs->replicate,
                                 .n_asks = n_asks,
                                 .n_scenarios = n_scenarios,
                                 .n_jobs = jobs->n };
    jobs->draw = jobs->replicate = NULL; /* now the answers' */
    out->values = calloc(n ? n : 1, sizeof *out->values);
    out->jobs_of = calloc((size_t) n_scenarios + 1, sizeof *out->jobs_of);
    for (int s = 0; out->jobs_of && s < n_scenarios; s++)
        out->jobs_of[s] = asy_jobs_of(jobs, out->draw, &results->entries[s]);
    return (out->values && out->jobs_of) ||
           asy_fail(err, ASY_E_RESOURCES, results->path, "out of memory");
}

static void
keep(struct asy_answers *out, const struct work *work, int scenario, int job)
{
    for (int a = 0; a < work->n_asks; a++) {
        double value = work->above[a];
        if (work->questions[a].is_ratio)
            value = work->below[a] > 0.0 ? value / work->below[a] : (double) NAN;
        out->values[((size_t) a * (size_t) out->n_scenarios + (size_t) scenario) *
                        (size_t) out->n_jobs +
                    (size_t) job] = value;
    }
}

/* Of a scenario that was not simulated on that draw. */
static void
keep_none(struct asy_answers *out, int scenario, int job)
{
    for (int a = 0; a < out->n_asks; a++)
        out->values[((size_t) a * (size_t) out->n_scenarios + (size_t) scenario) *
                        (size_t) out->n_jobs +
                    (size_t) job] = (double) NAN;
}

bool
asy_results_ask(struct asy_results *self, const struct asy_ask *asks, int n_asks,
                struct asy_answers *out, struct asy_error *err)
{
    return asy_results_ask_first(self, self->info.n_scenarios, asks, n_asks, out, err);
}

/* The counts of a run and, of periods that it shares with the baseline, the baseline's. */
#define SHARED                                                                                 \
    "CASE m.detail WHEN 'month' THEN r.months_shared WHEN 'year' THEN r.years_shared ELSE 0 "  \
    "END"
static const char counts_of_run[] =
    "SELECT c.first, c.width, c.counts, c.population, c.place, c.receiver,"
    " CASE WHEN c.run = r.id THEN 1000000 ELSE " SHARED " END FROM run r CROSS JOIN metric m"
    " CROSS JOIN %s c ON c.run IN (r.id, r.base) AND c.metric = m.id AND c.first <= ?3"
    " AND (c.run = r.id OR c.first < " SHARED ") WHERE r.id = ?1 AND m.id = ?2";

bool
asy_results_ask_first(struct asy_results *self, int n_scenarios, const struct asy_ask *asks,
                      int n_asks, struct asy_answers *out, struct asy_error *err)
{
    struct work work = { 0 };
    struct asy_jobs jobs = { 0 };
    sqlite3_stmt *stmt = NULL;

    *out = (struct asy_answers){ 0 };
    bool ok = work_init(&work, self, asks, n_asks, err) && asy_jobs_load(&jobs, self, err) &&
              asy_answers_init(out, self, &jobs, n_asks, n_scenarios, err) &&
              asy_counts_prepare(self, &stmt, counts_of_run, err);
    for (int j = 0; ok && j < jobs.n; j++) {
        for (int s = 0; ok && s < out->n_scenarios; s++) {
            const sqlite3_int64 run = jobs.run[j * self->info.n_scenarios + s];
            ok = !run || read_run(self, stmt, &work, run, err);
            if (ok && run)
                keep(out, &work, s, j);
            else
                keep_none(out, s, j);
        }
    }
    sqlite3_finalize(stmt);
    asy_jobs_free(&jobs);
    work_free(&work);
    if (!ok)
        asy_answers_free(out);
    return ok;
}

/* ---- of a history that is in no file ----------------------------------------------------- */

static void
take_cell(struct work *work, const struct asy_cell *cell)
{
    const enum asy_where where = asy_metrics[cell->metric].where;
    const int place = asy_place_id(where, cell->place);
    const int receiver = where == ASY_PAIR ? asy_place_id(where, cell->receiver) : 0;

    for (int i = 0; i < work->n_parts; i++) {
        const struct part *const part = &work->parts[i];
        if (part->metric == cell->metric && part_is_of(part, cell->period) &&
            part_takes(part, cell->group, place, receiver)) {
            work->above[part->ask] += part->above * (double) cell->value;
            work->below[part->ask] += part->below * (double) cell->value;
        }
    }
}

bool
asy_results_ask_of(const struct asy_results *self, const struct asy_ask *asks, int n_asks,
                   const struct asy_result *result, double *value, struct asy_error *err)
{
    struct asy_answers answers = {
        .values = value, .n_asks = n_asks, .n_scenarios = 1, .n_jobs = 1
    };
    struct work work = { 0 };
    const bool ok = work_init(&work, self, asks, n_asks, err);

    for (size_t c = 0; ok && c < result->n_cells; c++)
        take_cell(&work, &result->cells[c]);
    if (ok)
        keep(&answers, &work, 0, 0);
    work_free(&work);
    return ok;
}

bool
asy_results_knows(const struct asy_results *self, const struct asy_ask *ask)
{
    struct work work = { 0 };
    struct asy_error ignored = { 0 };
    const bool ok = work_init(&work, self, ask, 1, &ignored);

    work_free(&work);
    return ok;
}

const double *
asy_answers_of(const struct asy_answers *self, int ask, int scenario)
{
    return self->values + ((size_t) ask * (size_t) self->n_scenarios + (size_t) scenario) *
                              (size_t) self->n_jobs;
}

int
asy_answers_jobs(const struct asy_answers *self, int scenario)
{
    return self->jobs_of ? self->jobs_of[scenario] : self->n_jobs;
}

void
asy_answers_free(struct asy_answers *self)
{
    free(self->jobs_of);
    free(self->values);
    free(self->draw);
    free(self->replicate);
    *self = (struct asy_answers){ 0 };
}
