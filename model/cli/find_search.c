/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of a question among texts: as they are, as others say them (catalogue/words.def),
   and as they were probably meant. */
#include "cli/find_search.h"

#include "base/fail.h"
#include "base/near.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_LIKE = 24 };

bool
asy_search_init(struct asy_search *self, int n, int n_fields, const double *weights,
                struct asy_error *err)
{
    *self = (struct asy_search){ .n = n };
    self->index = asy_words_create(n_fields, weights, err);
    self->score = calloc((size_t) n + 1, sizeof *self->score);
    self->one = calloc((size_t) n + 1, sizeof *self->one);
    self->has = calloc((size_t) n + 1, sizeof *self->has);
    if (!self->score || !self->one || !self->has)
        return asy_fail(err, ASY_E_RESOURCES, "find", "out of memory");
    return self->index != NULL;
}

void
asy_search_free(struct asy_search *self)
{
    asy_words_destroy(self->index);
    free(self->score);
    free(self->one);
    free(self->has);
}

static void
take_hit(void *user, int number, double score)
{
    struct asy_search *const self = user;
    if (number >= 0 && number < self->n)
        self->one[number] = fmax(self->one[number], self->share * score);
}

/* ---- words ------------------------------------------------------------------- */

static const char *const same[] = {
#define INSTRUMENT(first, second, instrument)
#define SAME(words) words,
#define ALSO(law, key, words)
#include "catalogue/words.def"
};

static bool
in_row(const char *row, const char *word)
{
    const size_t n = strlen(word);
    for (const char *at = row; (at = strstr(at, word)) != NULL; at += n)
        if ((at == row || at[-1] == ' ') && (at[n] == ' ' || at[n] == '\0'))
            return true;
    return false;
}

/* What else is looked for in place of a word; texts in the pool. */
static size_t
like_words(struct asy_question *query, const char *word, const char *like[MOST_LIKE])
{
    size_t n = 0;
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        for (const char *at = same[i]; in_row(same[i], word) && *at && n < MOST_LIKE;) {
            const size_t length = strcspn(at, " ");
            const char *const other = asy_pool_format(&query->pool, "%.*s", (int) length, at);
            if (other && strcmp(other, word) != 0)
                like[n++] = other;
            at += length + (at[length] == ' ');
        }
    return n;
}

struct meant {
    struct asy_near near;
    struct asy_pool *pool;
};

static void
try_word(void *user, const char *word)
{
    struct meant *const self = user;
    if (strlen(word) < 4)
        return;
    asy_near_try(&self->near, word);
    if (self->near.name == word) /* which is the index's, and goes with its row */
        self->near.name = asy_pool_text(self->pool, word);
}

/* Of a word that stands nowhere the one that was probably meant. */
bool
asy_search_misspelt(struct asy_search *self, struct asy_question *query, int i,
                    struct asy_error *err)
{
    struct meant meant = { .near = { .word = query->words[i] }, .pool = &query->pool };
    const size_t n = strlen(query->words[i]);

    if (n < 4)
        return true;
    if (!asy_words_each(self->index, try_word, &meant, err))
        return false;
    if (meant.near.name &&
        meant.near.distance <= n / 2) { /* one letter of four, in half steps */
        query->read_as[i] = meant.near.name;
        return true;
    }
    struct meant any = { .near = { .word = query->words[i], .however_far = true },
                         .pool = &query->pool };
    const bool ok = asy_words_each(self->index, try_word, &any, err);
    query->nearest[i] = any.near.name;
    return ok;
}

bool
asy_search_word(struct asy_search *self, struct asy_question *query, int i,
                struct asy_error *err)
{
    const char *const word = query->read_as[i] ? query->read_as[i] : query->words[i];
    const char *like[MOST_LIKE];
    const size_t n = like_words(query, word, like);

    memset(self->one, 0, (size_t) self->n * sizeof *self->one);
    self->share = 1.0;
    if (!asy_words_find(self->index, &word, 1, take_hit, self, err))
        return false;
    self->share = 0.5;
    if (n && !asy_words_find(self->index, like, n, take_hit, self, err))
        return false;
    for (int k = 0; k < self->n; k++) {
        self->score[k] += self->one[k];
        if (self->one[k] > 0.0) {
            self->has[k] |= UINT32_C(1) << i;
            query->found[i] = true;
        }
    }
    return true;
}

/* All words of the question, or without the names of places and people. */
bool
asy_search_words(struct asy_search *self, struct asy_question *query, bool names,
                 struct asy_error *err)
{
    for (int i = 0; i < query->n_words; i++) {
        if (query->is_name[i] && !names)
            continue;
        if (!asy_search_word(self, query, i, err))
            return false;
    }
    return true;
}

static int
bits_in(uint32_t set)
{
    int n = 0;
    for (; set; set &= set - 1)
        n++;
    return n;
}

/* The part of the words, of those that are found anywhere, that a text has. */
double
asy_search_coverage(const struct asy_question *query, uint32_t has, bool names)
{
    int n = 0;
    for (int i = 0; i < query->n_words; i++)
        n += query->found[i] && (names || !query->is_name[i]);
    return n ? (double) bits_in(has) / n : 1.0;
}
