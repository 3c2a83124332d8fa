/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts searched by their words, in memory: SQLite's full-text index, which knows "transfers"
   and "transferred" for the same word and weighs a rare word more than a frequent one (BM25).
 */
#ifndef ASY_STORE_WORDS_H
#define ASY_STORE_WORDS_H

#include "base/fail.h"

#include <stdbool.h>
#include <stddef.h>

struct asy_words;

enum { ASY_MOST_FIELDS = 8 };

/* An empty index of texts of so many fields, of which each weighs as given: where a word stands
   in a heavy one, the text is the better answer. Destroy with asy_words_destroy. */
struct asy_words *asy_words_create(int n_fields, const double *weights, struct asy_error *err);
void asy_words_destroy(struct asy_words *self); /* safe on NULL */

/* Adds a text, its number (from 0) and its fields, NULL where there is nothing. */
bool asy_words_add(struct asy_words *self, int number, const char *const *fields,
                   struct asy_error *err);

/* Hands on each text that holds one of the `n` words, or phrases of several, and how well it
   fits (above 0). UTF-8, of any case. */
bool asy_words_find(struct asy_words *self, const char *const *words, size_t n,
                    void (*take)(void *user, int number, double score), void *user,
                    struct asy_error *err);

/* Hands on each word that stands in any of the texts, in lower case. */
bool asy_words_each(struct asy_words *self, void (*take)(void *user, const char *word),
                    void *user, struct asy_error *err);

#endif
