/* SPDX-License-Identifier: GPL-3.0-or-later */
/* asylsim compare: for each outcome the distribution under the baseline, under each reform, and
   of the difference on the same people with the same luck. */
#include "cli/compare.h"

#include <stdlib.h>
#include <string.h>

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

/* The period of a row for a scenario: as asked, else as its outcome has it. */
static void
period_of(const struct asy_results *results, const struct asy_row *row, int scenario,
          char out[32])
{
    if (row->period[0])
        snprintf(out, 32, "%s", row->period);
    else
        asy_compare_period(results, row->metric, scenario, out);
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
            *to = (struct asy_tested){ .scenario = s,
                                       .in_force =
                                           asy_results_scenario(c->results, s)->is_in_force,
                                       .claim = claim };
            asy_compare_period(c->results, claim->metric, s, to->period);
        }
    }
    return true;
}

/* Asks for every row and reform, then for every claim, last how many set out. */
struct questions {
    struct asy_question *list;
    size_t n, tested; /* tested: where the claims begin */
};

/* A row that the table does not show is empty there. */
static void
ask_row(struct questions *self, struct asy_comparison *c, const struct asy_row *row,
        size_t table, struct asy_compared *to)
{
    const int scenario = c->n_reforms ? (int) table + 1 : 0;

    *to = (struct asy_compared){ .row = row, .ask = -1, .is_empty = true };
    period_of(c->results, row, scenario, to->period);
    if (row->because[table] == ASY_NOT_SHOWN)
        return;
    const struct asy_ask ask = { row->metric, row->population, row->place, to->period };
    to->among = asy_compare_among(c->results, &ask);
    to->per_set_out = !to->among && asy_compare_per_set_out(c->results, &ask);
    to->ask = (int) self->n;
    self->list[self->n++] = (struct asy_question){ ask, scenario, to->among, to->per_set_out };
}

static bool
questions_init(struct questions *self, struct asy_comparison *c, const struct asy_rows *rows)
{
    const char *const population = c->options->population ? c->options->population : "all";
    const size_t n_tables = c->n_reforms ? (size_t) c->n_reforms : 1;

    c->list = calloc(n_tables * rows->n + 1, sizeof *c->list);
    if (!c->list || !list_claims(c))
        return false;
    self->list = calloc(n_tables * rows->n + c->n_tested + 1, sizeof *self->list);
    if (!self->list)
        return false;
    for (size_t r = 0; r < n_tables; r++)
        for (size_t i = 0; i < rows->n; i++)
            ask_row(self, c, &rows->list[i], r, &c->list[r * rows->n + i]);
    self->tested = self->n;
    for (size_t i = 0; i < c->n_tested; i++) {
        const struct asy_claim_outcome *claim = c->tested[i].claim;
        const struct asy_ask ask = { claim->metric, claim->population, claim->place,
                                     c->tested[i].period };
        c->tested[i].among = asy_compare_among(c->results, &ask);
        self->list[self->n++] =
            (struct asy_question){ ask, c->tested[i].scenario, c->tested[i].among, false };
    }
    self->list[self->n++] =
        (struct asy_question){ { "departures", population, "all", "all" }, 0, NULL, false };
    return true;
}

static void
take_row(struct asy_compared *to, const struct asy_contrast *from)
{
    to->moved = from->moved;
    to->baseline = from->baseline;
    to->reform = from->reform;
    to->difference = from->difference;
    to->baseline_fixed = from->baseline_fixed;
    to->reform_fixed = from->reform_fixed;
    to->difference_fixed = from->difference_fixed;
    to->p_worse = from->p_worse;
    to->n_worse = from->n_worse;
    to->is_empty = from->is_empty;
}

/* In the order of the questions: rows, claims, how many set out. */
static void
take_all(struct asy_comparison *c, const struct asy_contrast *from, size_t tested)
{
    const size_t n = (c->n_reforms ? (size_t) c->n_reforms : 1) * c->n_rows;

    for (size_t i = 0; i < n; i++)
        if (c->list[i].ask >= 0)
            take_row(&c->list[i], &from[c->list[i].ask]);
    from += tested;
    for (size_t i = 0; i < c->n_tested; i++, from++) {
        c->tested[i].baseline = from->baseline;
        c->tested[i].difference = from->difference;
        c->tested[i].difference_fixed = from->difference_fixed;
        c->tested[i].moved = from->moved;
    }
    c->set_out = from->baseline;
    c->set_out_fixed = from->baseline_fixed;
}

/* What is about the difference of two worlds needs a second one. */
static bool
has_reform(const struct asy_comparison *c, const struct asy_options *o, struct asy_error *err)
{
    const char *const option = o->lives      ? "--lives"
                               : o->claims   ? "--claims"
                               : o->closures ? "--closures"
                               : o->pairing  ? "--pairing"
                                             : NULL;

    return !option || c->n_reforms > 0 ||
           asy_fail(err, ASY_E_INPUT, c->file,
                    "has the baseline alone: %s needs a reform to compare with it", option);
}

static bool
gather(struct asy_comparison *c, struct asy_results *results, const struct asy_rows *rows,
       struct asy_error *err)
{
    struct questions questions = { 0 };

    c->n_rows = rows->n;
    c->n_left_out = rows->n_left_out;
    c->n_reforms = asy_compare_reforms(results);
    if (!has_reform(c, c->options, err) || !asy_compare_scenarios_known(c, err))
        return false;
    bool ok = questions_init(&questions, c, rows);
    struct asy_contrast *const contrasts = calloc(questions.n + 1, sizeof *contrasts);
    ok = (ok && contrasts) || asy_fail(err, ASY_E_RESOURCES, "compare", "out of memory");
    ok =
        ok && asy_compare_ask(results, questions.list, questions.n, contrasts, &c->n_jobs, err);
    if (ok)
        take_all(c, contrasts, questions.tested);
    free(contrasts);
    free(questions.list);
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
    if (c->options->closures)
        return asy_compare_closures(results, c);
    if (c->options->lives)
        return asy_compare_lives(results, c);
    if (c->options->json)
        return asy_compare_json(c);
    c->layout = asy_layout_here(asy_compare_draws(c));
    return asy_compare_print(c);
}

/* A file whose fates do not pair, as an early asylsim made them, has its rows all the same. */
static bool
find_sentences(struct asy_comparison *c, struct asy_results *results, struct asy_error *err)
{
    if (!asy_answers_first(c->options) || asy_sentences_find(&c->sentences, results, err))
        return true;
    if (err->code != ASY_E_RESULTS)
        return false;
    if (!c->options->quiet)
        fprintf(stderr, "asylsim: no sentences: %s: %s\n", err->where, err->what);
    return true;
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
    const bool ok = asy_views_take(options, &err) &&
                    asy_names_resolve(&named, &found, results, &err) &&
                    asy_rows_init(&rows, results, &named, &err) &&
                    gather(&c, results, &rows, &err) && find_sentences(&c, results, &err);
    const int code = ok ? show(&c, results) : asy_say_error(&err);
    asy_results_close(results, NULL);
    asy_rows_free(&rows);
    asy_sentences_destroy(c.sentences);
    free(c.list);
    free(c.tested);
    return code;
}
