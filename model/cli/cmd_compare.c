/* SPDX-License-Identifier: GPL-3.0-or-later */
/* asylsim compare: for each outcome the distribution under the baseline, under each reform, and
   of the difference on the same people with the same luck. */
#include "cli/compare.h"
#include "outcome/reading.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void
asy_years_in_force(const struct asy_results *results, int scenario, char out[32])
{
    const struct asy_results_info *info = asy_results_info(results);
    const struct asy_results_entry *entry = asy_results_scenario(results, scenario);
    const int last = info->first_year + info->n_years - 1;
    const int first = entry->first_year > last ? last : entry->first_year;

    snprintf(out, 32, "%d..%d", first, last);
}

void
asy_period_words(const struct asy_results *results, const char *period, char out[32])
{
    const struct asy_results_info *info = asy_results_info(results);
    char *dots;

    if (strcmp(period, "all") == 0)
        snprintf(out, 32, "%d-%d", info->first_year, info->first_year + info->n_years - 1);
    else
        snprintf(out, 32, "%s", period);
    dots = strstr(out, "..");
    if (!dots)
        return;
    if (strlen(dots + 2) == (size_t) (dots - out) &&
        strncmp(out, dots + 2, (size_t) (dots - out)) == 0) {
        *dots = '\0';
        return;
    }
    *dots = '-';
    memmove(dots + 1, dots + 2, strlen(dots + 2) + 1);
}

size_t
asy_compare_draws(const struct asy_comparison *self)
{
    return self->set_out.of_draws;
}

/* The period of a row for a scenario: as asked, all years, or those in force. */
static void
period_of(const struct asy_results *results, const struct asy_row *row, int scenario,
          char out[32])
{
    if (row->period[0])
        snprintf(out, 32, "%s", row->period);
    else if (row->whole)
        snprintf(out, 32, "all");
    else
        asy_years_in_force(results, scenario, out);
}

/* The outcomes by which the claims of the reforms shown are put to the test. */
static bool
list_claims(struct asy_comparison *c)
{
    const struct asy_claim_outcome *claim;

    for (int s = 1; s <= c->n_reforms; s++)
        for (int i = 0; (claim = asy_results_claim(c->results, s, i)); i++)
            c->n_tested++;
    c->tested = calloc(c->n_tested + 1, sizeof *c->tested);
    if (!c->tested)
        return false;
    struct asy_tested *to = c->tested;
    for (int s = 1; s <= c->n_reforms; s++) {
        for (int i = 0; (claim = asy_results_claim(c->results, s, i)); i++, to++) {
            const struct asy_metric_row *const base = asy_base_row(claim->metric);
            *to = (struct asy_tested){ .scenario = s,
                                       .in_force =
                                           asy_results_scenario(c->results, s)->is_in_force,
                                       .claim = claim };
            if (base && base->detail == ASY_COHORT)
                snprintf(to->period, sizeof to->period, "all");
            else
                asy_years_in_force(c->results, s, to->period);
        }
    }
    return true;
}

/* Asks for every row and reform, then for every claim, then how many set out; last, for every
   row and reform, of those among whom it is counted. */
struct questions {
    struct asy_ask *asks;
    size_t n, tested, set_out; /* the last two: where that begins */
};

/* Those among whom a row is counted, where they can be asked for as the row is. */
static const char *
among(const struct asy_comparison *c, const struct asy_row *row, const struct asy_ask *ask)
{
    const char *const of = asy_reading_of(row->metric).of;
    struct asy_ask question = *ask;

    if (!of || c->n_reforms == 0)
        return NULL;
    if (strcmp(ask->place, "all") != 0 &&
        asy_outcome_row(of)->where != asy_outcome_row(row->metric)->where)
        return NULL;
    question.metric = of;
    return asy_results_knows(c->results, &question) ? of : NULL;
}

static void
ask_among(struct questions *self, struct asy_comparison *c, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct asy_compared *const to = &c->list[i];
        if (to->ask < 0)
            continue;
        struct asy_ask ask = self->asks[to->ask];
        to->among = among(c, to->row, &ask);
        if (!to->among)
            continue;
        ask.metric = to->among;
        to->ask_among = (int) self->n;
        self->asks[self->n++] = ask;
    }
}

/* A row that the table does not show is empty there. */
static void
ask_row(struct questions *self, struct asy_comparison *c, const struct asy_row *row,
        size_t table, struct asy_compared *to)
{
    *to = (struct asy_compared){ .row = row, .ask = -1, .ask_among = -1, .is_empty = true };
    period_of(c->results, row, c->n_reforms ? (int) table + 1 : 0, to->period);
    if (row->because[table] == ASY_NOT_SHOWN)
        return;
    to->ask = (int) self->n;
    self->asks[self->n++] =
        (struct asy_ask){ row->metric, row->population, row->place, to->period };
}

static bool
questions_init(struct questions *self, struct asy_comparison *c, const struct asy_rows *rows)
{
    const char *const population = c->options->population ? c->options->population : "all";
    const size_t n_tables = c->n_reforms ? (size_t) c->n_reforms : 1;

    c->list = calloc(n_tables * rows->n + 1, sizeof *c->list);
    if (!c->list || !list_claims(c))
        return false;
    self->asks = calloc(2 * n_tables * rows->n + c->n_tested + 1, sizeof *self->asks);
    if (!self->asks)
        return false;
    for (size_t r = 0; r < n_tables; r++)
        for (size_t i = 0; i < rows->n; i++)
            ask_row(self, c, &rows->list[i], r, &c->list[r * rows->n + i]);
    self->tested = self->n;
    for (size_t i = 0; i < c->n_tested; i++) {
        const struct asy_claim_outcome *claim = c->tested[i].claim;
        self->asks[self->n++] = (struct asy_ask){ claim->metric, claim->population,
                                                  claim->place, c->tested[i].period };
    }
    self->set_out = self->n;
    self->asks[self->n++] = (struct asy_ask){ "departures", population, "all", "all" };
    ask_among(self, c, n_tables * rows->n);
    return true;
}

bool
asy_is_fixed(const double *x, size_t n)
{
    double least = INFINITY, most = -INFINITY;

    for (size_t i = 0; i < n; i++) {
        least = isnan(x[i]) ? least : fmin(least, x[i]);
        most = isnan(x[i]) ? most : fmax(most, x[i]);
    }
    return !(least < most);
}

static bool
is_fixed_apart(const double *base, const double *reform, size_t n)
{
    double least = INFINITY, most = -INFINITY;

    for (size_t i = 0; i < n; i++) {
        const double x = reform[i] - base[i];
        least = isnan(x) ? least : fmin(least, x);
        most = isnan(x) ? most : fmax(most, x);
    }
    return !(least < most);
}

static bool
is_empty(const double *x, int n)
{
    for (int i = 0; i < n; i++)
        if (!isnan(x[i]) && x[i] != 0.0)
            return false;
    return true;
}

static bool
compare_row(struct asy_compared *to, const struct asy_answers *answers, int scenario)
{
    const double *const base = asy_answers_of(answers, to->ask, 0);
    const double *const reform = asy_answers_of(answers, to->ask, scenario);
    const size_t n = (size_t) answers->n_jobs;

    if (!asy_summarize(&to->baseline, base, answers->draw, n) ||
        !asy_summarize(&to->reform, reform, answers->draw, n) ||
        !asy_compare(&to->difference, base, reform, answers->draw, n))
        return false;
    to->baseline_fixed = asy_is_fixed(base, n);
    to->reform_fixed = asy_is_fixed(reform, n);
    to->difference_fixed = is_fixed_apart(base, reform, n);
    to->is_empty = is_empty(base, answers->n_jobs) && is_empty(reform, answers->n_jobs);
    to->p_worse = (double) NAN;
    if (to->row->worse && to->difference.summary.n) {
        const bool more = to->row->worse > 0;
        to->p_worse = more ? to->difference.p_more : to->difference.p_less;
        to->n_worse = more ? to->difference.counted.more : to->difference.counted.less;
    }
    return true;
}

static bool
test_claim(struct asy_tested *to, const struct asy_answers *answers, int ask)
{
    const double *const base = asy_answers_of(answers, ask, 0);
    const double *const reform = asy_answers_of(answers, ask, to->scenario);
    const size_t n = (size_t) answers->n_jobs;

    to->difference_fixed = is_fixed_apart(base, reform, n);
    return asy_summarize(&to->baseline, base, answers->draw, n) &&
           asy_compare(&to->difference, base, reform, answers->draw, n);
}

/* What moves the row, where it is counted among others. */
static bool
find_mover(struct asy_compared *to, const struct asy_answers *answers, int scenario)
{
    if (to->ask_among < 0)
        return true;
    const struct asy_exposed in = {
        .count = { asy_answers_of(answers, to->ask, 0),
                   asy_answers_of(answers, to->ask, scenario) },
        .exposed = { asy_answers_of(answers, to->ask_among, 0),
                     asy_answers_of(answers, to->ask_among, scenario) },
        .draw = answers->draw,
        .n = (size_t) answers->n_jobs,
    };
    return asy_moved(&to->moved, &in);
}

static bool
compare_tables(struct asy_comparison *c, const struct asy_answers *answers)
{
    const size_t n_tables = c->n_reforms ? (size_t) c->n_reforms : 1;

    for (size_t r = 0; r < n_tables; r++) {
        const int scenario = c->n_reforms ? (int) r + 1 : 0;
        for (size_t i = 0; i < c->n_rows; i++) {
            struct asy_compared *const to = &c->list[r * c->n_rows + i];
            if (to->ask >= 0 &&
                (!compare_row(to, answers, scenario) || !find_mover(to, answers, scenario)))
                return false;
        }
    }
    return true;
}

static bool
compare_all(struct asy_comparison *c, const struct asy_answers *answers,
            const struct questions *questions)
{
    c->n_jobs = answers->n_jobs;
    if (!compare_tables(c, answers))
        return false;
    for (size_t i = 0; i < c->n_tested; i++)
        if (!test_claim(&c->tested[i], answers, (int) (questions->tested + i)))
            return false;
    const double *const set_out = asy_answers_of(answers, (int) questions->set_out, 0);
    c->set_out_fixed = asy_is_fixed(set_out, (size_t) answers->n_jobs);
    return asy_summarize(&c->set_out, set_out, answers->draw, (size_t) answers->n_jobs);
}

/* What is about the difference of two worlds needs a second one. */
static bool
has_reform(const struct asy_comparison *c, const struct asy_options *o, struct asy_error *err)
{
    const char *const option = o->lives     ? "--lives"
                               : o->claims  ? "--claims"
                               : o->pairing ? "--pairing"
                                            : NULL;

    return !option || c->n_reforms > 0 ||
           asy_fail(err, ASY_E_INPUT, c->file,
                    "holds the baseline alone: %s is about a reform beside it", option);
}

static bool
gather(struct asy_comparison *c, struct asy_results *results, const struct asy_rows *rows,
       struct asy_error *err)
{
    struct questions questions = { 0 };
    struct asy_answers answers = { 0 };

    c->n_rows = rows->n;
    c->n_left_out = rows->n_left_out;
    c->n_reforms = asy_results_info(results)->n_scenarios - 1;
    if (asy_results_package(results)->n_parts)
        c->n_reforms = 1; /* its subsets are for --package */
    if (!has_reform(c, c->options, err))
        return false;
    bool ok = questions_init(&questions, c, rows) ||
              asy_fail(err, ASY_E_RESOURCES, "compare", "out of memory");
    ok = ok && asy_results_ask_first(results, c->n_reforms + 1, questions.asks,
                                     (int) questions.n, &answers, err);
    if (ok && answers.n_jobs == 0)
        ok = asy_fail(err, ASY_E_RESULTS, c->file,
                      "holds no finished history yet: the same 'asylsim run ...' with --resume "
                      "goes on");
    if (ok && !compare_all(c, &answers, &questions))
        ok = asy_fail(err, ASY_E_RESOURCES, "compare", "out of memory");
    asy_answers_free(&answers);
    free(questions.asks);
    return ok;
}

static int
show(struct asy_comparison *c, struct asy_results *results)
{
    const struct asy_results_info *info = asy_results_info(results);
    char how[1400];

    if (!info->is_complete && c->options->json && !c->options->quiet)
        fprintf(
            stderr, "asylsim: %s\n",
            asy_say_unfinished(how, sizeof how, c->file, info->n_runs, info->n_runs_planned));
    asy_layout_fit(&c->layout);
    if (c->options->split)
        return asy_compare_package(results, c);
    if (c->options->lives)
        return asy_compare_lives(results, c);
    if (c->options->json)
        return asy_compare_json(c);
    c->layout = asy_layout_here(asy_compare_draws(c));
    return asy_compare_print(c);
}

int
asy_cmd_compare(const struct asy_options *options)
{
    struct asy_options named = *options;
    struct asy_names_found found;
    struct asy_comparison c = { .options = &named,
                                .file = options->files.list[0],
                                .layout = asy_layout_plain };
    struct asy_rows rows = { 0 };
    struct asy_results *results;
    struct asy_error err = { 0 };

    if (!asy_results_open(&results, c.file, &err))
        return asy_say_error(&err);
    c.results = results;
    const bool ok =
        asy_views_take(options, &err) && asy_names_resolve(&named, &found, results, &err) &&
        asy_rows_init(&rows, results, &named, &err) && gather(&c, results, &rows, &err);
    const int code = ok ? show(&c, results) : asy_say_error(&err);
    asy_results_close(results, NULL);
    asy_rows_free(&rows);
    free(c.list);
    free(c.tested);
    return code;
}
