/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the three sentences tell (asylsim/sentences.h): the outcomes that a reform may be told
   by are asked in one pass, one of them is chosen, and whom it touches is counted. Their
   wording is in outcome/sentences.c. */
#include "asylsim/sentences.h"

#include "base/gsl.h"
#include "base/pool.h"
#include "base/versioned.h"
#include "outcome/reading.h"
#include "store/closures.h"
#include "store/for_whom.h"
#include "store/inside.h"
#include "store/place_words.h"
#include "store/tellable.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct asy_sentences_list {
    struct asy_pool pool; /* owns all texts and groups */
    struct asy_sentences *list;
    size_t n;
};

struct work {
    struct asy_results *results;
    struct asy_sentences_list *out;
    int n_reforms;
    struct asy_tellables outcomes;
    struct asy_answers whom;
    struct asy_closures closures;
};

static bool
out_of_memory(struct asy_error *err)
{
    return asy_fail(err, ASY_E_RESOURCES, "compare", "out of memory");
}

/* ---- what is told ------------------------------------------------------------ */

/* In how many worlds the claim told moves as it does here, at the last date told. */
static void
put_worlds(const struct work *work, struct asy_sentences *out, int s, size_t told)
{
    const struct asy_tellable *const o = &work->outcomes.list[told];
    const struct asy_closure_told *last = NULL;

    for (size_t i = 0; i < work->closures.n; i++)
        if (work->closures.list[i].scenario == s && work->closures.list[i].nr == o->claim)
            last = &work->closures.list[i];
    if (!last)
        return;
    const int direction = out->difference.median > 0.0 ? 1 : -1;
    out->of_table = work->closures.is_of_table;
    out->n_worlds_tried = ASY_N_WORLDS - asy_signs_count(&last->signs, ASY_SIGN_TOO_FEW);
    out->n_worlds_same = asy_signs_count(
        &last->signs, direction == last->claim->direction ? ASY_SIGN_HOLDS : ASY_SIGN_TURNS);
}

/* Draws in which it moves as in the median. */
static size_t
n_same(const struct asy_contrast *c)
{
    return c->difference.summary.median > 0.0 ? c->difference.counted.more
                                              : c->difference.counted.less;
}

static void
put_told(const struct work *work, struct asy_sentences *out, size_t i)
{
    static const char *const because[ASY_N_BECAUSE] = { [ASY_BECAUSE_CLAIM] = "claim",
                                                        [ASY_BECAUSE_TOUCHED] = "touched",
                                                        [ASY_BECAUSE_COMMON] = "common" };
    const struct asy_tellable *const o = &work->outcomes.list[i];
    const struct asy_contrast *const c = &work->outcomes.contrasts[i];
    struct asy_pool *const pool = &work->out->pool;
    const char *const label = asy_outcome_label(o->metric);

    out->metric = asy_pool_text(pool, o->metric);
    out->label = asy_pool_text(pool, label ? label : o->metric);
    out->population = asy_pool_text(pool, o->population);
    out->place = asy_pool_text(pool, o->place);
    out->period = asy_pool_text(pool, o->period);
    out->because = because[o->because];
    out->worse = asy_metric_worse(o->metric);
    out->baseline = c->baseline;
    out->reform = c->reform;
    out->difference = c->difference.summary;
    out->n = c->difference.counted.of;
    out->n_same = n_same(c);
    out->sureness = asy_sureness_name(asy_tellable_sureness(&work->outcomes, i));
}

static void
put_other(const struct work *work, struct asy_sentence_other *out, size_t draws[2], size_t i)
{
    struct asy_pool *const pool = &work->out->pool;

    if (i == SIZE_MAX)
        return;
    out->metric = asy_pool_text(pool, work->outcomes.list[i].metric);
    out->place = asy_pool_text(pool, work->outcomes.list[i].place);
    out->population = asy_pool_text(pool, work->outcomes.list[i].population);
    out->difference = work->outcomes.contrasts[i].difference.summary;
    draws[0] = n_same(&work->outcomes.contrasts[i]);
    draws[1] = work->outcomes.contrasts[i].difference.counted.of;
}

static void
put_others(const struct work *work, struct asy_sentences *out, int s, size_t told)
{
    const size_t second = asy_tellable_side(&work->outcomes, told) == 0
                              ? asy_tellable_beside(&work->outcomes, s)
                              : SIZE_MAX;
    const size_t of = second != SIZE_MAX ? second : told;
    const int side = asy_tellable_side(&work->outcomes, of);

    put_other(work, &out->beside, out->beside_draws, second);
    if (side != 0)
        put_other(work, &out->against, out->against_draws,
                  asy_tellable_largest(&work->outcomes, s, -side));
}

/* ---- for whom ---------------------------------------------------------------- */

static bool
summarize(const struct work *work, struct asy_summary *out, int ask, int s)
{
    return asy_summarize(out, asy_answers_of(&work->whom, ask, s), work->whom.draw,
                         (size_t) asy_answers_jobs(&work->whom, s));
}

static int
by_share(const void *a, const void *b)
{
    const struct asy_people_touched *const x = a, *const y = b;

    return x->share != y->share ? (x->share < y->share ? 1 : -1)
           : x->persons.median != y->persons.median
               ? (x->persons.median < y->persons.median ? 1 : -1)
               : strcmp(x->name, y->name);
}

/* Of all touched, history by history. */
static bool
share_of(const struct work *work, int ask, int s, double *share)
{
    const double *const some = asy_answers_of(&work->whom, ask, s);
    const double *const all = asy_answers_of(&work->whom, ASY_WHOM_TOUCHED, s);
    const int n = asy_answers_jobs(&work->whom, s);
    double *const x = calloc((size_t) n + 1, sizeof *x);
    struct asy_summary summary = { 0 };

    for (int j = 0; x && j < n; j++)
        x[j] = all[j] > 0.0 ? some[j] / all[j] : (double) NAN;
    const bool ok = x && asy_summarize(&summary, x, work->whom.draw, (size_t) n);
    *share = summary.n ? summary.median : 0.0;
    free(x);
    return ok;
}

static bool
put_groups(struct work *work, struct asy_sentences *out, int s)
{
    struct asy_results *const results = work->results;
    const size_t room = (size_t) results->n_groups + 1;
    struct asy_people_touched *const list =
        asy_pool_alloc(&work->out->pool, room * sizeof *list);

    if (!list)
        return false;
    out->groups = list;
    for (int g = 0; g < results->n_groups; g++) {
        struct asy_people_touched *const one = &list[out->n_groups];
        const char *const name = results->groups[g].name;
        if (!summarize(work, &one->persons, ASY_N_WHOM + g, s) ||
            !share_of(work, ASY_N_WHOM + g, s, &one->share))
            return false;
        one->name = asy_pool_text(&work->out->pool, name);
        one->label = asy_pool_text(&work->out->pool, asy_results_people_label(results, name));
        out->n_groups += one->persons.high > 0.0 || one->persons.median > 0.0;
    }
    qsort(list, out->n_groups, sizeof *list, by_share);
    return true;
}

static bool
put_whom(struct work *work, struct asy_sentences *out, int s)
{
    return summarize(work, &out->touched, ASY_WHOM_TOUCHED, s) &&
           summarize(work, &out->otherwise, ASY_WHOM_OTHERWISE, s) &&
           summarize(work, &out->both, ASY_WHOM_BOTH, s) &&
           summarize(work, &out->neither, ASY_WHOM_NEITHER, s) &&
           summarize(work, &out->gained, ASY_WHOM_GAINED, s) &&
           summarize(work, &out->lost, ASY_WHOM_LOST, s) &&
           summarize(work, &out->came, ASY_WHOM_CAME, s) &&
           summarize(work, &out->stayed, ASY_WHOM_STAYED, s) &&
           summarize(work, &out->gained_waiting, ASY_WHOM_GAINED_WAITING, s) &&
           summarize(work, &out->lost_waiting, ASY_WHOM_LOST_WAITING, s) &&
           summarize(work, &out->net, ASY_WHOM_NET, s) && put_groups(work, out, s);
}

/* ---- words ------------------------------------------------------------------- */

static void
put_words(struct work *work, struct asy_where_and_who *out,
          const struct asy_sentence_other *other)
{
    struct asy_pool *const pool = &work->out->pool;

    if (!other->metric)
        return;
    out->is_final = asy_outcome_is_final(other->metric);
    out->people = asy_people_words(pool, work->results, other->population);
    out->place = asy_place_words(pool, work->results, other->metric, other->place);
}

static bool
put_sentences(struct work *work, struct asy_sentences *out, int s)
{
    const struct asy_results_info *const info = asy_results_info(work->results);
    const struct asy_results_entry *const entry = asy_results_scenario(work->results, s);
    struct asy_sentence_words words = { .place = "",
                                        .first_year = entry->first_year,
                                        .last_year = info->first_year + info->n_years - 1,
                                        .is_in_force = entry->is_in_force,
                                        .n_histories = asy_answers_jobs(&work->whom, s),
                                        .set_out = work->outcomes.set_out.median };
    struct asy_pool *const pool = &work->out->pool;
    char text[ASY_SENTENCE];

    if (out->metric) {
        words.people = asy_people_words(pool, work->results, out->population);
        words.place = asy_place_words(pool, work->results, out->metric, out->place);
        words.is_final = strcmp(out->period, "all") == 0;
    }
    put_words(work, &words.beside, &out->beside);
    put_words(work, &words.against, &out->against);
    if (pool->failed)
        return false;
    asy_sentence_what(text, out, &words);
    out->what = asy_pool_text(pool, text);
    asy_sentence_for_whom(text, out, &words);
    out->for_whom = asy_pool_text(pool, text);
    asy_sentence_how_sure(text, out, &words);
    out->how_sure = asy_pool_text(pool, text);
    return !pool->failed;
}

/* ---- all of it --------------------------------------------------------------- */

static bool
tell(struct work *work, int s)
{
    const struct asy_results_entry *const entry = asy_results_scenario(work->results, s);
    struct asy_sentences *const out = &work->out->list[work->out->n++];
    const size_t told = entry->is_in_force ? asy_tellable_first(&work->outcomes, s) : SIZE_MAX;
    struct asy_pool *const pool = &work->out->pool;

    *out = (struct asy_sentences){ .size = sizeof *out,
                                   .scenario = asy_pool_text(pool, entry->name),
                                   .title = asy_pool_text(pool, entry->title),
                                   .in_force = asy_pool_text(pool, entry->in_force),
                                   .sureness = asy_sureness_name(ASY_SURE_NONE) };
    while (asy_results_claim(work->results, s, out->n_claims))
        out->n_claims++;
    out->n_supported = asy_tellables_supported(&work->outcomes, s);
    if (told != SIZE_MAX) {
        put_told(work, out, told);
        if (work->outcomes.list[told].claim >= 0)
            put_worlds(work, out, s, told);
        put_others(work, out, s, told);
    }
    return !pool->failed && put_whom(work, out, s) && put_sentences(work, out, s);
}

static bool
find(struct work *work, struct asy_error *err)
{
    work->out->list = calloc((size_t) work->n_reforms + 1, sizeof *work->out->list);
    if (!work->out->list)
        return out_of_memory(err);
    if (work->n_reforms == 0)
        return true;
    bool ok = asy_tellables_find(&work->outcomes, work->results, work->n_reforms, err) &&
              asy_results_for_whom(work->results, work->n_reforms + 1, &work->whom, err) &&
              asy_results_closures(work->results, &work->closures, err);
    for (int s = 1; ok && s <= work->n_reforms; s++)
        ok = tell(work, s) || out_of_memory(err);
    return ok;
}

bool
asy_sentences_find(struct asy_sentences_list **out, struct asy_results *results,
                   struct asy_error *err)
{
    if (out)
        *out = NULL;
    if (!out || !results)
        return asy_fail(err, ASY_E_INPUT, "compare", "an open results file is needed");
    asy_gsl_returns();
    struct work work = { .results = results,
                         .out = calloc(1, sizeof *work.out),
                         .n_reforms = asy_compare_reforms(results) };
    if (!work.out)
        return out_of_memory(err);
    const bool ok = find(&work, err);
    asy_tellables_free(&work.outcomes);
    asy_answers_free(&work.whom);
    asy_closures_free(&work.closures);
    if (ok)
        *out = work.out;
    else
        asy_sentences_destroy(work.out);
    return ok;
}

size_t
asy_sentences_count(const struct asy_sentences_list *self)
{
    return self ? self->n : 0;
}

bool
asy_sentences_at(const struct asy_sentences_list *self, size_t i, struct asy_sentences *out)
{
    return self && i < self->n && asy_versioned_give(out, &self->list[i], sizeof *self->list);
}

void
asy_sentences_destroy(struct asy_sentences_list *self)
{
    if (!self)
        return;
    asy_pool_free(&self->pool);
    free(self->list);
    free(self);
}
