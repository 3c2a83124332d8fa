/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every question is asked, then those among whom it is decided: one list, one pass. */
#include "store/compare.h"

#include "outcome/reading.h"

#include <stdlib.h>
#include <string.h>

int
asy_compare_reforms(const struct asy_results *results)
{
    return asy_results_package(results)->n_parts ? 1
                                                 : asy_results_info(results)->n_scenarios - 1;
}

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
asy_compare_period(const struct asy_results *results, const char *metric, int scenario,
                   char out[32])
{
    const struct asy_metric_row *const row = asy_outcome_row(metric);

    if (row && row->detail == ASY_COHORT)
        snprintf(out, 32, "all");
    else
        asy_years_in_force(results, scenario, out);
}

const char *
asy_compare_among(const struct asy_results *results, const struct asy_ask *ask)
{
    const char *const of = asy_reading_of(ask->metric).of;
    struct asy_ask question = *ask;

    if (!of || asy_compare_reforms(results) == 0)
        return NULL;
    if (strcmp(ask->place, "all") != 0 &&
        asy_outcome_row(of)->where != asy_outcome_row(ask->metric)->where)
        return NULL;
    question.metric = of;
    return asy_results_knows(results, &question) ? of : NULL;
}

bool
asy_compare_per_set_out(const struct asy_results *results, const struct asy_ask *ask)
{
    const struct asy_metric_row *const row = asy_outcome_row(ask->metric);
    const struct asy_derived *const derived = asy_derived_find(ask->metric);
    const struct asy_ask all = { "departures", ask->population, "all", ask->period };

    return row && asy_compare_reforms(results) > 0 && !(derived && derived->is_ratio) &&
           asy_metric_worse(ask->metric) == ASY_WORSE && row->time == ASY_SUM &&
           strcmp(derived ? derived->unit : row->unit, "persons") == 0 &&
           !asy_reading_of(ask->metric).of && asy_results_knows(results, &all);
}

/* The i-th question, and behind all of them whom it is decided of; where there is nobody the
   question again. */
static struct asy_ask *
list_asks(const struct asy_question *questions, size_t n)
{
    struct asy_ask *const asks = calloc(2 * n + 1, sizeof *asks);

    for (size_t i = 0; asks && i < n; i++) {
        asks[i] = asks[n + i] = questions[i].ask;
        if (questions[i].among) {
            asks[n + i].metric = questions[i].among;
        } else if (questions[i].per_set_out) {
            asks[n + i].metric = "departures";
            asks[n + i].place = "all";
        }
    }
    return asks;
}

static bool
answer(const struct asy_question *question, const struct asy_answers *answers, size_t i,
       size_t n, struct asy_contrast *out)
{
    const int s = question->scenario, ask = (int) i, of = (int) (n + i);
    struct asy_two_worlds worlds = {
        .value = { asy_answers_of(answers, ask, 0), asy_answers_of(answers, ask, s) },
        .draw = answers->draw,
        .n = (size_t) asy_answers_jobs(answers, s), /* in both worlds */
        .worse = asy_metric_worse(question->ask.metric),
        .is_ratio = asy_outcome_is_ratio(question->ask.metric),
    };

    if (question->among || question->per_set_out) {
        worlds.among[0] = asy_answers_of(answers, of, 0);
        worlds.among[1] = asy_answers_of(answers, of, s);
    }
    return asy_contrast_of(out, &worlds);
}

static bool
answer_all(const struct asy_question *questions, size_t n, const struct asy_answers *answers,
           struct asy_contrast *out)
{
    for (size_t i = 0; i < n; i++)
        if (!answer(&questions[i], answers, i, n, &out[i]))
            return false;
    return true;
}

bool
asy_compare_ask(struct asy_results *results, const struct asy_question *questions, size_t n,
                struct asy_contrast *out, int *n_jobs, struct asy_error *err)
{
    struct asy_answers answers = { 0 };
    struct asy_ask *const asks = list_asks(questions, n);

    bool ok = asks || asy_fail(err, ASY_E_RESOURCES, "compare", "out of memory");
    ok = ok && asy_results_ask_first(results, asy_compare_reforms(results) + 1, asks,
                                     (int) (2 * n), &answers, err);
    *n_jobs = answers.n_jobs;
    if (ok && answers.n_jobs == 0)
        ok = asy_fail(err, ASY_E_RESULTS, asy_results_path(results),
                      "has no finished history yet: the same 'asylsim run ...' with --resume "
                      "goes on");
    if (ok && !answer_all(questions, n, &answers, out))
        ok = asy_fail(err, ASY_E_RESOURCES, "compare", "out of memory");
    asy_answers_free(&answers);
    free(asks);
    return ok;
}
