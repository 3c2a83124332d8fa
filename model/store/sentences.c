/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the three sentences tell (asylsim/sentences.h): the outcomes that a reform may be told
   by are asked in one pass, one of them is chosen, and whom it touches is counted. Their
   wording is in outcome/sentences.c. */
#include "asylsim/sentences.h"

#include "base/gsl.h"
#include "base/pool.h"
#include "base/versioned.h"
#include "outcome/reading.h"
#include "outcome/sentences.h"
#include "store/closures.h"
#include "store/compare.h"
#include "store/for_whom.h"
#include "store/inside.h"
#include "store/place_words.h"
#include "store/touched.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct asy_sentences_list {
    struct asy_pool pool; /* owns all texts and groups */
    struct asy_sentences *list;
    size_t n;
};

/* An outcome by which a reform may be told; of the claim, its number. */
struct option {
    int scenario, claim;
    enum asy_because because;
    char metric[64], population[48], place[ASY_PLACE_NAME], period[32];
};

struct work {
    struct asy_results *results;
    struct asy_sentences_list *out;
    int n_reforms;
    struct option *options;
    struct asy_question *questions;
    struct asy_contrast *contrasts;
    size_t n, room;
    struct asy_answers whom;
    struct asy_closures closures;
    struct asy_summary set_out;
    int n_jobs;
};

static bool
out_of_memory(struct asy_error *err)
{
    return asy_fail(err, ASY_E_RESOURCES, "compare", "out of memory");
}

/* ---- what may be told ----------------------------------------------------------------------
 */

static bool
add(struct work *work, const struct option *new)
{
    const struct asy_ask ask = { new->metric, new->population, new->place, new->period };

    if (!asy_results_knows(work->results, &ask))
        return true;
    if (work->n == work->room) {
        work->room = 2 * work->room + 64;
        struct option *const list = realloc(work->options, work->room * sizeof *work->options);
        if (!list)
            return false;
        work->options = list;
    }
    work->options[work->n++] = *new;
    return true;
}

static bool
add_named(struct work *work, int scenario, enum asy_because because, int claim,
          const struct asy_ask *ask)
{
    struct option new = { .scenario = scenario, .claim = claim, .because = because };

    snprintf(new.metric, sizeof new.metric, "%s", ask->metric);
    snprintf(new.population, sizeof new.population, "%s", ask->population);
    snprintf(new.place, sizeof new.place, "%s", ask->place);
    asy_compare_period(work->results, ask->metric, scenario, new.period);
    return add(work, &new);
}

static bool
add_reform(struct work *work, int s, const struct asy_touched *touched)
{
    const struct asy_claim_outcome *claim;
    const struct asy_shown *shown;
    bool ok = true;

    for (int i = 0; ok && (claim = asy_results_claim(work->results, s, i)); i++)
        ok = add_named(
            work, s, ASY_BECAUSE_CLAIM, i,
            &(struct asy_ask){ claim->metric, claim->population, claim->place, NULL });
    for (int i = 0; ok && i < touched->n; i++)
        if (touched->list[i].because == ASY_BECAUSE_TOUCHED)
            ok = add_named(work, s, ASY_BECAUSE_TOUCHED, -1,
                           &(struct asy_ask){ touched->list[i].metric,
                                              touched->list[i].population,
                                              touched->list[i].place, NULL });
    for (int i = 0; ok && (shown = asy_shown_at(ASY_SHOWN_ALL, i)); i++)
        ok = add_named(work, s, ASY_BECAUSE_COMMON, -1,
                       &(struct asy_ask){ shown->metric, "all", "all", NULL });
    return ok;
}

static bool
list_options(struct work *work, struct asy_error *err)
{
    const int n = work->n_reforms + 1;
    struct asy_touched *const touched = calloc((size_t) n, sizeof *touched);

    bool ok = touched || out_of_memory(err);
    ok = ok && asy_results_touched(work->results, touched, n, err);
    for (int s = 1; ok && s < n; s++)
        ok = add_reform(work, s, &touched[s]) || out_of_memory(err);
    free(touched);
    return ok;
}

/* All of them, and how many set out. */
static bool
ask_options(struct work *work, struct asy_error *err)
{
    work->questions = calloc(work->n + 1, sizeof *work->questions);
    work->contrasts = calloc(work->n + 1, sizeof *work->contrasts);
    if (!work->questions || !work->contrasts)
        return out_of_memory(err);
    for (size_t i = 0; i < work->n; i++) {
        const struct option *const o = &work->options[i];
        struct asy_question *const q = &work->questions[i];
        *q = (struct asy_question){
            { o->metric, o->population, o->place, o->period }, o->scenario, NULL, false
        };
        q->among = asy_compare_among(work->results, &q->ask);
        q->per_set_out = !q->among && asy_compare_per_set_out(work->results, &q->ask);
    }
    work->questions[work->n] =
        (struct asy_question){ { "departures", "all", "all", "all" }, 0, NULL, false };
    if (!asy_compare_ask(work->results, work->questions, work->n + 1, work->contrasts,
                         &work->n_jobs, err))
        return false;
    work->set_out = work->contrasts[work->n].baseline;
    return true;
}

/* ---- what is told --------------------------------------------------------------------------
 */

/* For the people concerned: 1 where it moves for the worse, -1 for the better; 0 of burdens,
   such as transfers and requests. */
static int
side_of(const struct work *work, size_t i)
{
    return asy_metric_worse(work->options[i].metric) *
           (work->contrasts[i].difference.summary.median > 0.0 ? 1 : -1);
}

/* A burden is its count, however many come so far. */
static bool
is_by_exposure(const struct work *work, size_t i)
{
    const struct asy_question *const q = &work->questions[i];
    return (q->among || q->per_set_out) && side_of(work, i) != 0 &&
           work->contrasts[i].moved.by == ASY_MOVED_BY_EXPOSURE;
}

static enum asy_sureness
sureness(const struct work *work, size_t i)
{
    return asy_sureness_of(&work->contrasts[i].difference);
}

/* Of some thirty outcomes one always seems to move: where the direction is open, the claim
   alone is told. */
static bool
may_be_told(const struct work *work, size_t i, enum asy_sureness least)
{
    const enum asy_sureness is = sureness(work, i);

    return is >= least &&
           (is != ASY_SURE_OPEN || work->options[i].because == ASY_BECAUSE_CLAIM);
}

/* The first that is at least so sure; SIZE_MAX if there is none. What moves only because more
   or fewer people come so far says nothing of how they fare. */
static size_t
first_of(const struct work *work, int s, enum asy_sureness least, bool by_exposure)
{
    for (size_t i = 0; i < work->n; i++)
        if (work->options[i].scenario == s && may_be_told(work, i, least) &&
            is_by_exposure(work, i) == by_exposure)
            return i;
    return SIZE_MAX;
}

static size_t
told_of(const struct work *work, int s)
{
    static const enum asy_sureness least[] = { ASY_SURE_LIKELY, ASY_SURE_TOO_FEW };
    size_t found = SIZE_MAX;

    for (int k = 0; k < 2 && found == SIZE_MAX; k++)
        for (int e = 0; e < 2 && found == SIZE_MAX; e++)
            found = first_of(work, s, least[k], e == 1);
    return found;
}

/* How clearly it moves, in its own errors. */
static double
clearness(const struct asy_contrast *c)
{
    return fabs(c->difference.summary.median) / fmax(c->difference.summary.error, 1e-9);
}

static bool
is_firm(const struct work *work, size_t i, int s, int side)
{
    return work->options[i].scenario == s && side_of(work, i) == side &&
           sureness(work, i) == ASY_SURE_FIRM && !is_by_exposure(work, i);
}

/* The one that moves most clearly to that side; SIZE_MAX if none does firmly. */
static size_t
clearest(const struct work *work, int s, int side)
{
    size_t found = SIZE_MAX;

    for (size_t i = 0; i < work->n; i++)
        if (is_firm(work, i, s, side) &&
            (found == SIZE_MAX ||
             clearness(&work->contrasts[i]) > clearness(&work->contrasts[found])))
            found = i;
    return found;
}

/* What a burden told means for people: another outcome of the claim, else the clearest harm,
   else the clearest good. */
static size_t
beside(const struct work *work, int s)
{
    for (size_t i = 0; i < work->n; i++)
        if (work->options[i].because == ASY_BECAUSE_CLAIM &&
            (is_firm(work, i, s, 1) || is_firm(work, i, s, -1)))
            return i;
    const size_t harm = clearest(work, s, 1);
    return harm != SIZE_MAX ? harm : clearest(work, s, -1);
}

/* In how many worlds the claim told moves as it does here, at the last date told. */
static void
put_worlds(const struct work *work, struct asy_sentences *out, int s, size_t told)
{
    const struct option *const o = &work->options[told];
    const struct asy_closure_told *last = NULL;

    for (size_t i = 0; i < work->closures.n; i++)
        if (work->closures.list[i].scenario == s && work->closures.list[i].nr == o->claim)
            last = &work->closures.list[i];
    if (!last)
        return;
    const int direction = out->difference.median > 0.0 ? 1 : -1;
    out->of_table = work->closures.is_of_table;
    out->n_worlds_tried = ASY_N_WORLDS;
    out->n_worlds_same = asy_signs_count(
        &last->signs, direction == last->claim->direction ? ASY_SIGN_HOLDS : ASY_SIGN_TURNS);
}

static void
put_told(const struct work *work, struct asy_sentences *out, size_t i)
{
    static const char *const because[ASY_N_BECAUSE] = { [ASY_BECAUSE_CLAIM] = "claim",
                                                        [ASY_BECAUSE_TOUCHED] = "touched",
                                                        [ASY_BECAUSE_COMMON] = "common" };
    const struct option *const o = &work->options[i];
    const struct asy_contrast *const c = &work->contrasts[i];
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
    out->n_same = c->difference.summary.median > 0.0 ? c->difference.counted.more
                                                     : c->difference.counted.less;
    out->sureness = asy_sureness_name(sureness(work, i));
}

static void
put_other(const struct work *work, struct asy_sentence_other *out, size_t i)
{
    struct asy_pool *const pool = &work->out->pool;

    if (i == SIZE_MAX)
        return;
    out->metric = asy_pool_text(pool, work->options[i].metric);
    out->place = asy_pool_text(pool, work->options[i].place);
    out->population = asy_pool_text(pool, work->options[i].population);
    out->difference = work->contrasts[i].difference.summary;
}

static void
put_others(const struct work *work, struct asy_sentences *out, int s, size_t told)
{
    const size_t second = side_of(work, told) == 0 ? beside(work, s) : SIZE_MAX;
    const size_t of = second != SIZE_MAX ? second : told;
    const int side = side_of(work, of);

    put_other(work, &out->beside, second);
    if (side != 0)
        put_other(work, &out->against, clearest(work, s, -side));
}

/* ---- for whom ------------------------------------------------------------------------------
 */

static bool
summarize(const struct work *work, struct asy_summary *out, int ask, int s)
{
    return asy_summarize(out, asy_answers_of(&work->whom, ask, s), work->whom.draw,
                         (size_t) work->whom.n_jobs);
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
    double *const x = calloc((size_t) work->whom.n_jobs + 1, sizeof *x);
    struct asy_summary summary = { 0 };

    for (int j = 0; x && j < work->whom.n_jobs; j++)
        x[j] = all[j] > 0.0 ? some[j] / all[j] : (double) NAN;
    const bool ok =
        x && asy_summarize(&summary, x, work->whom.draw, (size_t) work->whom.n_jobs);
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
           summarize(work, &out->stayed, ASY_WHOM_STAYED, s) && put_groups(work, out, s);
}

/* ---- words ---------------------------------------------------------------------------------
 */

static void
put_words(struct work *work, struct asy_where_and_who *out,
          const struct asy_sentence_other *other)
{
    struct asy_pool *const pool = &work->out->pool;

    if (!other->metric)
        return;
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
                                        .n_histories = work->n_jobs,
                                        .set_out = work->set_out.median };
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

/* ---- all of it -----------------------------------------------------------------------------
 */

static bool
tell(struct work *work, int s)
{
    const struct asy_results_entry *const entry = asy_results_scenario(work->results, s);
    struct asy_sentences *const out = &work->out->list[work->out->n++];
    const size_t told = entry->is_in_force ? told_of(work, s) : SIZE_MAX;
    struct asy_pool *const pool = &work->out->pool;

    *out = (struct asy_sentences){ .size = sizeof *out,
                                   .scenario = asy_pool_text(pool, entry->name),
                                   .title = asy_pool_text(pool, entry->title),
                                   .in_force = asy_pool_text(pool, entry->in_force),
                                   .sureness = asy_sureness_name(ASY_SURE_NONE) };
    if (told != SIZE_MAX) {
        put_told(work, out, told);
        if (work->options[told].claim >= 0)
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
    bool ok = list_options(work, err) && ask_options(work, err) &&
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
    free(work.options);
    free(work.questions);
    free(work.contrasts);
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
