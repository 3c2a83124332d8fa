/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which keys, reforms and outcomes answer best: by the words that they have in common with the
   question, rare ones first; by the articles that they cite; by the place that is named; and a
   key by the reforms that set it. */
#include "cli/find_search.h"

#include "scenario/inside.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- lists ------------------------------------------------------------------- */

static int
compare_found(const void *left, const void *right)
{
    const struct asy_found *a = left, *b = right;
    if (a->score < b->score || a->score > b->score)
        return a->score < b->score ? 1 : -1;
    return (a->i > b->i) - (a->i < b->i);
}

/* Those above a part of the best, the best first; takes nothing. */
static struct asy_found *
best_of(struct asy_pool *pool, struct asy_found *all, int n, double least, size_t *kept)
{
    double best = 0.0;

    *kept = 0;
    for (int i = 0; i < n; i++)
        best = fmax(best, all[i].score);
    struct asy_found *const list = asy_pool_alloc(pool, (size_t) (n + 1) * sizeof *list);
    for (int i = 0; list && i < n; i++)
        if (all[i].score > 0.0 && all[i].score >= least * best)
            list[(*kept)++] = all[i];
    if (list)
        qsort(list, *kept, sizeof *list, compare_found);
    return list;
}

/* ---- reforms ----------------------------------------------------------------- */

static bool
rank_reforms(struct asy_finding *self, double *score, struct asy_error *err)
{
    static const double weights[] = { 10.0, 1.0, 0.5 };
    const int n = (int) self->n_shipped;
    struct asy_search search;
    bool ok = asy_search_init(&search, n, 3, weights, err);

    for (int i = 0; ok && i < n; i++) {
        const struct asy_shipped *one = &self->shipped[i];
        const char *const fields[] = { one->title, one->claim, one->source };
        ok = asy_words_add(search.index, i, fields, err);
    }
    ok = ok && asy_search_words(&search, self->query, true, err);
    for (int i = 0; ok && i < n; i++) {
        const double part = asy_search_coverage(self->query, search.has[i], true);
        const double cited = self->query->has_article ? asy_article_in(&self->query->article,
                                                                       self->shipped[i].source)
                                                      : 0.0;
        score[i] = search.score[i] * part * part + 3.0 * cited;
    }
    asy_search_free(&search);
    return ok;
}

/* ---- keys -------------------------------------------------------------------- */

static const struct {
    const char *law, *key, *words;
} also[] = {
#define INSTRUMENT(first, second, instrument)
#define SAME(words)
#define ALSO(law, key, words) { #law, #key, words },
#include "catalogue/words.def"
};

static const char *
also_of(const char *law, const char *key)
{
    for (size_t i = 0; i < sizeof also / sizeof *also; i++)
        if (strcmp(also[i].law, law) == 0 && strcmp(also[i].key, key) == 0)
            return also[i].words;
    return NULL;
}

static struct asy_found *
list_keys(struct asy_pool *pool, int *n)
{
    struct asy_found *list = NULL;
    for (int pass = 0; pass < 2; pass++) {
        *n = 0;
        for (int law = 0; law < ASY_N_LAWS; law++)
            for (int k = 0; asy_laws[law]->params[k].name; k++, (*n)++)
                if (list)
                    list[*n] = (struct asy_found){ law, k, *n, 0.0 };
        if (!list)
            list = asy_pool_alloc(pool, (size_t) (*n + 1) * sizeof *list);
        if (!list)
            return NULL;
    }
    return list;
}

static bool
index_keys(struct asy_search *search, const struct asy_found *list, int n,
           struct asy_pool *pool, struct asy_error *err)
{
    bool ok = true;
    for (int i = 0; ok && i < n; i++) {
        const struct asy_law *law = asy_laws[list[i].law];
        const struct asy_param *row = &law->params[list[i].param];
        const char *const fields[] = {
            asy_pool_format(pool, "%s %s", law->name, row->name), also_of(law->name, row->name),
            row->doc, law->doc, asy_pool_format(pool, "%s %s", law->source, row->source)
        };
        ok = asy_words_add(search->index, i, fields, err);
    }
    return ok;
}

/* How well the citations of a key, and of the values that the text gives it, have the article.
 */
static double
cites(const struct asy_finding *self, int law, int param)
{
    const struct asy_article *article = &self->query->article;
    double found = asy_article_in(article, asy_laws[law]->params[param].source);

    if (!self->query->has_article)
        return 0.0;
    found = fmax(found, 0.9 * asy_article_in(article, asy_laws[law]->params[param].doc));
    found = fmax(found, 0.5 * asy_article_in(article, asy_laws[law]->source));
    for (size_t i = self->scenario->law_first[law]; i < self->scenario->law_first[law + 1];
         i++) {
        const struct asy_entry *entry = &self->scenario->entries[i];
        if (entry->place.param == param && entry->source)
            found = fmax(found, 0.8 * asy_article_in(article, entry->source));
    }
    return found;
}

/* Whether the text says something of the key for whom or what was named. */
static bool
is_told(const struct asy_finding *self, int law, int param)
{
    const struct asy_find_place at = asy_find_place(self, law, param);
    if (at.entity < 0)
        return false;
    for (size_t i = self->scenario->law_first[law]; i < self->scenario->law_first[law + 1];
         i++) {
        const struct asy_entry *entry = &self->scenario->entries[i];
        if (entry->place.param == param && entry->place.entity == at.entity)
            return true;
    }
    return false;
}

/* Where the question names a place, a law of such places answers it sooner. */
static double
place_factor(const struct asy_finding *self, const struct asy_law *law)
{
    const struct asy_question *query = self->query;
    bool state = false, transit = false;
    for (int i = 0; i < query->n_countries; i++) {
        state |= self->scenario->country[query->countries[i].country].is_state;
        transit |= self->scenario->country[query->countries[i].country].is_transit &&
                   !query->countries[i].people;
    }
    if (query->crossings)
        return law->section == ASY_OF_CROSSING ? 2.0 : 0.8;
    if (state)
        return law->section == ASY_OF_STATE ? 1.3 : 1.0;
    if (transit)
        return law->section == ASY_OF_TRANSIT ? 1.2 : 1.0;
    return 1.0;
}

/* Whether the key can say what is asked of it: a country on its list, so many days, so many
   times as much, none or all. */
static double
answer_factor(const struct asy_finding *self, const struct asy_found *key)
{
    const struct asy_question *const query = self->query;
    const struct asy_param *const row = &asy_laws[key->law]->params[key->param];
    const struct asy_find_place at = asy_find_place(self, key->law, key->param);
    const bool share = row->kind == ASY_REAL && strstr(row->unit, "share");
    double factor = 1.0;
    bool to = false;

    for (int i = 0; i < query->n_countries; i++)
        to |= query->countries[i].role == ASY_FIND_TO;
    if (to)
        factor *= at.names ? 1.8 : at.member >= 0 ? 1.3 : 0.8;
    if (query->days > 0.0)
        factor *= row->kind == ASY_REAL && strcmp(row->unit, "days") == 0 ? 1.4 : 0.8;
    if (query->times > 0.0)
        factor *= row->kind == ASY_REAL ? share ? 1.0 : 1.2 : 0.7;
    if (query->none || query->all)
        factor *= share || row->kind == ASY_FLAG || row->kind == ASY_SET ? 1.15 : 0.9;
    if (at.as_in >= 0)
        factor *= row->whence ? 1.5 : 1.0;
    return factor;
}

static bool
is_baseline_only(const struct asy_law *law, const char *key)
{
    const struct asy_baseline_only *only = law->baseline_only;
    for (; only && only->param; only++)
        if (strcmp(only->param, key) == 0)
            return true;
    return false;
}

/* The best of the reforms that set it, over the best of all. */
static double
by_reforms(const struct asy_finding *self, const double *reforms, int law, int param)
{
    double best = 0.0, most = 0.0;
    for (size_t i = 0; i < self->n_shipped; i++) {
        most = fmax(most, reforms[i]);
        if (asy_shipped_sets(&self->shipped[i], law, param))
            best = fmax(best, reforms[i]);
    }
    return most > 0.0 ? best / most : 0.0;
}

static bool
only_names(const struct asy_question *query)
{
    for (int i = 0; i < query->n_words; i++)
        if (!query->is_name[i])
            return false;
    return true;
}

static void
score_key(struct asy_finding *self, struct asy_found *key, const struct asy_search *search,
          double most, const double *reforms)
{
    const struct asy_law *const law = asy_laws[key->law];
    const double part = asy_search_coverage(self->query, search->has[key->i], false);
    const double cited = cites(self, key->law, key->param);
    const double words = most > 0.0 ? search->score[key->i] / most : 0.0;

    key->score = words * (0.25 + 0.75 * part * part) + 1.5 * cited;
    if (only_names(self->query) && !self->query->has_article &&
        is_told(self, key->law, key->param))
        key->score = 0.5;
    if (key->score > 0.0)
        key->score += 0.35 * by_reforms(self, reforms, key->law, key->param);
    key->score *= place_factor(self, law) * answer_factor(self, key);
    if (is_baseline_only(law, law->params[key->param].name))
        key->score *= 0.3;
}

/* What would change nothing comes after what would, and so does what cannot say it. */
static void
put_back_what_holds(struct asy_finding *self)
{
    for (size_t i = 0; i < self->n_keys; i++) {
        const struct asy_find_place at =
            asy_find_place(self, self->keys[i].law, self->keys[i].param);
        struct asy_find_value now;
        asy_find_value(self, at, &now);
        if (asy_find_holds(self, at, &now))
            self->keys[i].score *= 0.5;
        else if (self->query->way.sign != 0 &&
                 !asy_find_direction(self->query, at.law, at.param))
            self->keys[i].score *= 0.75;
    }
    qsort(self->keys, self->n_keys, sizeof *self->keys, compare_found);
}

static bool
rank_keys(struct asy_finding *self, const double *reforms, struct asy_error *err)
{
    static const double weights[] = { 5.0, 4.0, 3.0, 1.0, 0.5 };
    struct asy_search search = { .n = 0 };
    double most = 0.0;
    int n = 0;
    struct asy_found *const all = list_keys(&self->pool, &n);
    bool ok = all && asy_search_init(&search, n, 5, weights, err) &&
              index_keys(&search, all, n, &self->pool, err);

    for (int i = 0; ok && i < self->query->n_words; i++) {
        if (self->query->is_name[i])
            continue;
        ok = asy_search_word(&search, self->query, i, err);
        if (ok && !self->query->found[i])
            ok = asy_search_misspelt(&search, self->query, i, err) &&
                 (!self->query->read_as[i] || asy_search_word(&search, self->query, i, err));
    }
    for (int i = 0; ok && i < n; i++)
        most = fmax(most, search.score[i]);
    for (int i = 0; ok && i < n; i++)
        score_key(self, &all[i], &search, most, reforms);
    if (ok)
        self->keys = best_of(&self->pool, all, n, 0.3, &self->n_keys);
    if (ok && self->keys)
        put_back_what_holds(self);
    asy_search_free(&search);
    return ok && self->keys;
}

/* ---- outcomes ---------------------------------------------------------------- */

static bool
rank_outcomes(struct asy_finding *self, struct asy_error *err)
{
    static const double weights[] = { 3.0, 2.0 };
    struct asy_outcome_about about = { .size = sizeof about };
    struct asy_search search;
    int n = 0;

    while (asy_catalogue_outcome((size_t) n, &about))
        n++;
    struct asy_found *const all = asy_pool_alloc(&self->pool, (size_t) (n + 1) * sizeof *all);
    bool ok = asy_search_init(&search, n, 2, weights, err) && all;
    for (int i = 0; ok && i < n && asy_catalogue_outcome((size_t) i, &about); i++) {
        const char *const fields[] = { about.name, about.label };
        ok = asy_words_add(search.index, i, fields, err);
    }
    ok = ok && asy_search_words(&search, self->query, false, err);
    for (int i = 0; ok && i < n; i++) {
        const double part = asy_search_coverage(self->query, search.has[i], false);
        all[i] = (struct asy_found){ .i = i, .score = search.score[i] * part * part };
    }
    if (ok)
        self->outcomes = best_of(&self->pool, all, n, 0.5, &self->n_outcomes);
    asy_search_free(&search);
    return ok && self->outcomes;
}

/* ---- all --------------------------------------------------------------------- */

/* Those whose title fits, and those that set what was found. */
static bool
list_reforms(struct asy_finding *self, const double *score)
{
    const int n = (int) self->n_shipped;
    double most = 0.0;
    struct asy_found *const all = asy_pool_alloc(&self->pool, (size_t) (n + 1) * sizeof *all);

    for (int i = 0; i < n; i++)
        most = fmax(most, score[i]);
    for (int i = 0; all && i < n; i++) {
        all[i] = (struct asy_found){ .i = i, .score = most > 0.0 ? score[i] / most : 0.0 };
        for (size_t k = 0; k < self->n_keys && k < 3; k++)
            if (asy_shipped_sets(&self->shipped[i], self->keys[k].law, self->keys[k].param))
                all[i].score += 0.4 / (double) (k + 1);
    }
    self->reforms = all ? best_of(&self->pool, all, n, 0.55, &self->n_reforms) : NULL;
    return self->reforms != NULL;
}

bool
asy_find_rank(struct asy_finding *self, struct asy_error *err)
{
    double *const reforms = calloc(self->n_shipped + 1, sizeof *reforms);
    const bool ok = reforms && rank_reforms(self, reforms, err) &&
                    rank_keys(self, reforms, err) && rank_outcomes(self, err) &&
                    list_reforms(self, reforms);
    free(reforms);
    return ok || asy_fail(err, ASY_E_RESOURCES, "find", "out of memory");
}
