/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One question put to the texts of one index. For find_rank.c only. */
#ifndef ASY_CLI_FIND_SEARCH_H
#define ASY_CLI_FIND_SEARCH_H

#include "cli/find.h"
#include "store/words.h"

/* What is found among the texts. */
struct asy_search {
    struct asy_words *index;
    int n;         /* texts */
    double *score; /* [n] */
    double *one;   /* [n] of the word at hand */
    uint32_t *has; /* [n] which words */
    double share;  /* by which a hit counts */
};

/* An index of n texts. Free with asy_search_free, also after a failure. */
bool asy_search_init(struct asy_search *self, int n, int n_fields, const double *weights,
                     struct asy_error *err);
void asy_search_free(struct asy_search *self);

/* The i-th word of the question, and what is like it at half the weight: added to the scores.
 */
bool asy_search_word(struct asy_search *self, struct asy_question *question, int i,
                     struct asy_error *err);
/* All words, or all but the names of places and people. */
bool asy_search_words(struct asy_search *self, struct asy_question *question, bool names,
                      struct asy_error *err);
/* Of a word that stands nowhere finds the one that was probably meant, or the nearest. */
bool asy_search_misspelt(struct asy_search *self, struct asy_question *question, int i,
                         struct asy_error *err);
/* The part of the words, of those that are found anywhere, that a text has. */
double asy_search_coverage(const struct asy_question *question, uint32_t has, bool names);

#endif
