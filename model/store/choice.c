/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/choice.h"

#include "base/near.h"
#include "outcome/derived.h"
#include "store/counts.h"
#include "store/filter.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct metric_choice {
    bool is_asked, is_chosen;
    struct asy_place_filter place;
    struct asy_period_filter period;
};

struct asy_choice {
    bool scenario[ASY_MOST_SCENARIOS];
    struct metric_choice metric[ASY_MOST_METRICS];
    uint32_t groups;
    struct asy_period_filter months;
};

bool
asy_choice_has_scenario(const struct asy_choice *self, int64_t scenario)
{
    return scenario >= 0 && scenario < ASY_MOST_SCENARIOS && self->scenario[scenario];
}

bool
asy_choice_has_group(const struct asy_choice *self, int64_t group)
{
    return group >= 0 && group < 32 && (self->groups >> group & 1u);
}

bool
asy_choice_has_year(const struct asy_choice *self, int64_t year)
{
    return self->months.first / 12 <= year && year <= self->months.last / 12;
}

/* ---- asked by a query -------------------------------------------------------- */

typedef bool has(const struct asy_choice *self, int64_t id);
static const struct question {
    const char *name;
    has *answer;
} questions[] = {
    { "chosen_scenario", asy_choice_has_scenario },
    { "chosen_group", asy_choice_has_group },
    { "chosen_year", asy_choice_has_year },
};
enum { N_QUESTIONS = sizeof questions / sizeof *questions };

struct asked {
    const struct asy_choice *choice;
    has *answer;
};

static void
answer(sqlite3_context *context, int n, sqlite3_value **values)
{
    const struct asked *const asked = sqlite3_user_data(context);

    (void) n;
    sqlite3_result_int(context, asked->answer(asked->choice, sqlite3_value_int64(values[0])));
}

bool
asy_choice_offer(const struct asy_choice *self, struct asy_results *results,
                 struct asy_error *err)
{
    for (size_t i = 0; i < N_QUESTIONS; i++) {
        struct asked *const asked = malloc(sizeof *asked);
        if (!asked)
            return asy_fail(err, ASY_E_RESOURCES, results->path, "out of memory");
        *asked = (struct asked){ self, questions[i].answer };
        if (sqlite3_create_function_v2(results->db, questions[i].name, 1, SQLITE_UTF8, asked,
                                       answer, NULL, NULL, free) != SQLITE_OK)
            return asy_sql_fail(results, err);
    }
    return true;
}

/* ---- choosing ---------------------------------------------------------------- */

static bool
choose_scenario(struct asy_choice *self, const struct asy_results *results, const char *name,
                struct asy_error *err)
{
    struct asy_near near = { .word = name };
    char hint[96];

    for (int i = 0; i < results->info.n_scenarios; i++) {
        if (strcmp(results->entries[i].name, name) == 0) {
            self->scenario[i] = true;
            return true;
        }
        asy_near_try(&near, results->entries[i].name);
    }
    return asy_fail(err, ASY_E_INPUT, name, "is not a scenario in these results%s",
                    asy_near_hint(&near, hint, sizeof hint));
}

/* An outcome by its name; false if it is none. */
static bool
ask_for(struct asy_choice *self, const struct asy_results *results, const char *name)
{
    const struct asy_derived *const derived = asy_derived_find(name);
    bool found = derived != NULL;

    for (int t = 0; derived && t < derived->n_terms; t++)
        found = ask_for(self, results, asy_metrics[derived->terms[t].metric].name) && found;
    for (int m = 0; !derived && m < results->n_metrics; m++) {
        if (strcmp(results->metrics[m].name, name) == 0)
            found = self->metric[m].is_asked = true;
    }
    return found;
}

static bool
choose_metric(struct asy_choice *self, const struct asy_results *results, const char *name,
              struct asy_error *err)
{
    struct asy_near near = { .word = name };
    char hint[96];

    if (ask_for(self, results, name))
        return true;
    for (int m = 0; m < results->n_metrics; m++)
        asy_near_try(&near, results->metrics[m].name);
    for (int i = 0; asy_derived_at(i); i++)
        asy_near_try(&near, asy_derived_at(i)->name);
    return asy_fail(err, ASY_E_INPUT, name, "is not an outcome%s",
                    asy_near_hint(&near, hint, sizeof hint));
}

/* All cells are given, so of a stock too each of its periods. */
static enum asy_calendar
summed(enum asy_calendar calendar)
{
    return calendar == ASY_MONTHS_SUM || calendar == ASY_MONTHS_STOCK ? ASY_MONTHS_SUM
                                                                      : ASY_YEARS_SUM;
}

static bool
narrow(struct metric_choice *to, const struct asy_results *results,
       const struct asy_stored_metric *metric, const struct asy_wanted *wanted,
       struct asy_error *err)
{
    to->is_chosen = asy_filter_place(results, wanted->place ? wanted->place : "all",
                                     metric->where, &to->place, err) &&
                    asy_filter_period(results, wanted->period ? wanted->period : "all",
                                      summed(metric->calendar), &to->period, err);
    return to->is_chosen;
}

/* Places and periods, outcome by outcome; each asked for by name must be counted so, else any.
 */
static bool
narrow_all(struct asy_choice *self, const struct asy_results *results,
           const struct asy_wanted *wanted, struct asy_error *err)
{
    struct asy_error first = { 0 }, why = { 0 };
    bool any = false;

    for (int m = 0; m < results->n_metrics; m++) {
        struct metric_choice *const metric = &self->metric[m];
        if (wanted->n_metrics && !metric->is_asked)
            continue;
        if (narrow(metric, results, &results->metrics[m], wanted, &why)) {
            any = true;
            continue;
        }
        if (metric->is_asked)
            return asy_fail(err, why.code, why.where, "%s: %s", results->metrics[m].name,
                            why.what);
        if (first.code == ASY_OK)
            first = why;
    }
    if (!any)
        *err = first;
    return any;
}

static bool
choose(struct asy_choice *self, const struct asy_results *results,
       const struct asy_wanted *wanted, struct asy_error *err)
{
    const int n = results->info.n_scenarios;

    for (int i = 0; wanted->n_scenarios == 0 && i < n && i < ASY_MOST_SCENARIOS; i++)
        self->scenario[i] = true;
    for (size_t i = 0; i < wanted->n_scenarios; i++)
        if (!choose_scenario(self, results, wanted->scenarios[i], err))
            return false;
    for (size_t i = 0; i < wanted->n_metrics; i++)
        if (!choose_metric(self, results, wanted->metrics[i], err))
            return false;
    return asy_filter_population(results, wanted->population ? wanted->population : "all",
                                 &self->groups, err) &&
           asy_filter_period(results, wanted->period ? wanted->period : "all", ASY_MONTHS_SUM,
                             &self->months, err) &&
           narrow_all(self, results, wanted, err);
}

bool
asy_choice_create(struct asy_choice **out, const struct asy_results *results,
                  const struct asy_wanted *wanted, struct asy_error *err)
{
    *out = calloc(1, sizeof **out);
    if (!*out)
        return asy_fail(err, ASY_E_RESOURCES, results->path, "out of memory");
    if (choose(*out, results, wanted, err))
        return true;
    asy_choice_destroy(*out);
    *out = NULL;
    return false;
}

void
asy_choice_destroy(struct asy_choice *self)
{
    free(self);
}

/* ---- reading ----------------------------------------------------------------- */

struct reading {
    const struct asy_choice *choice;
    sqlite3_stmt *cells;
    asy_take_counted *take;
    void *user;
    struct asy_counted cell;
};

/* What a run of the file is, and up to where its cells are the baseline's. */
struct stored_run {
    sqlite3_int64 id, base;
    int months_shared, years_shared;
};

/* Periods [first, end) of the cell's metric in one run. */
static int
read_periods(struct reading *self, sqlite3_int64 run, int first, int end)
{
    struct asy_counted *const cell = &self->cell;
    const struct metric_choice *const metric = &self->choice->metric[cell->metric];
    int rc;

    sqlite3_bind_int64(self->cells, 1, run);
    sqlite3_bind_int(self->cells, 2, cell->metric);
    sqlite3_bind_int(self->cells, 3, end);
    while ((rc = sqlite3_step(self->cells)) == SQLITE_ROW) {
        const struct asy_counts counts = asy_counts_read(self->cells, 0);
        cell->population = sqlite3_column_int(self->cells, 3);
        cell->place = sqlite3_column_int(self->cells, 4);
        cell->receiver = sqlite3_column_int(self->cells, 5);
        if (!asy_choice_has_group(self->choice, cell->population) ||
            (metric->place.place && metric->place.place != cell->place) ||
            (metric->place.receiver && metric->place.receiver != cell->receiver))
            continue;
        for (int i = 0; i < counts.n; i++) {
            cell->period = counts.first + i;
            cell->value = asy_count_at(&counts, i);
            if (cell->value && cell->period >= first && cell->period < end &&
                !self->take(self->user, cell))
                return SQLITE_FULL;
        }
    }
    sqlite3_reset(self->cells);
    return rc;
}

static int
larger(int a, int b)
{
    return a > b ? a : b;
}

static int
smaller(int a, int b)
{
    return a < b ? a : b;
}

static int
read_run(struct reading *self, const struct asy_results *results, const struct stored_run *run)
{
    int rc = SQLITE_DONE;

    for (int m = 0; rc == SQLITE_DONE && m < results->n_metrics; m++) {
        const struct metric_choice *const metric = &self->choice->metric[m];
        const enum asy_detail detail = results->metrics[m].detail;
        const int shared = !run->base            ? 0
                           : detail == ASY_MONTH ? run->months_shared
                           : detail == ASY_YEAR  ? run->years_shared
                                                 : 0;
        const int first = metric->period.first, end = metric->period.last + 1;
        if (!metric->is_chosen)
            continue;
        self->cell.metric = m;
        self->cell.is_month = summed(results->metrics[m].calendar) == ASY_MONTHS_SUM;
        if (first < shared)
            rc = read_periods(self, run->base, first, smaller(end, shared));
        if (rc == SQLITE_DONE && shared < end)
            rc = read_periods(self, run->id, larger(first, shared), end);
    }
    return rc;
}

static int
read_runs(struct reading *self, const struct asy_results *results, sqlite3_stmt *runs)
{
    int rc, ran;

    while ((rc = sqlite3_step(runs)) == SQLITE_ROW) {
        const struct stored_run run = { sqlite3_column_int64(runs, 0),
                                        sqlite3_column_int64(runs, 4),
                                        sqlite3_column_int(runs, 5),
                                        sqlite3_column_int(runs, 6) };
        self->cell.scenario = sqlite3_column_int(runs, 1);
        self->cell.draw = sqlite3_column_int64(runs, 2);
        self->cell.replicate = sqlite3_column_int64(runs, 3);
        if (!asy_choice_has_scenario(self->choice, self->cell.scenario))
            continue;
        ran = read_run(self, results, &run);
        if (ran != SQLITE_DONE)
            return ran;
    }
    return rc;
}

bool
asy_results_chosen(struct asy_results *self, const struct asy_choice *choice,
                   asy_take_counted *take, void *user, struct asy_error *err)
{
    struct reading reading = { .choice = choice, .take = take, .user = user };
    sqlite3_stmt *runs = NULL;
    bool ok =
        asy_sql_prepare(self, &runs,
                        "SELECT id, scenario, draw, replicate, ifnull(base, 0),"
                        " months_shared, years_shared FROM run"
                        " ORDER BY scenario, draw, replicate",
                        err) &&
        asy_counts_prepare(self, &reading.cells,
                           "SELECT first, width, counts, population, place, receiver FROM %s"
                           " WHERE run = ?1 AND metric = ?2 AND first < ?3",
                           err);

    if (ok) {
        const int rc = read_runs(&reading, self, runs);
        if (rc == SQLITE_FULL) /* memory or disk: either has said so in errno */
            ok = asy_fail(err, ASY_E_RESOURCES, self->path, "its rows could not be written: %s",
                          strerror(errno));
        else
            ok = rc == SQLITE_DONE || asy_sql_fail(self, err);
    }
    sqlite3_finalize(runs);
    sqlite3_finalize(reading.cells);
    return ok;
}
