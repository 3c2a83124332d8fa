/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The wording of the three sentences (asylsim/sentences.h). Knows figures and words, no file:
   the figures are gathered by store/sentences.c. */
#ifndef ASY_OUTCOME_SENTENCES_H
#define ASY_OUTCOME_SENTENCES_H

#include "asylsim/sentences.h"

enum { ASY_SENTENCE = 1600 };

/* Of another outcome the same. */
struct asy_where_and_who {
    const char *people, *place;
    bool is_final;
};

/* What is told beside the figures. Borrowed. */
struct asy_sentence_words {
    const char *people, *place; /* of the outcome told, as in struct asy_clause */
    struct asy_where_and_who beside, against;
    int first_year, last_year; /* that the outcome is counted in; the last is the run's */
    bool is_final;             /* what becomes of people in the end: of all years */
    bool is_in_force;          /* on a day of the run */
    int n_histories;
    double set_out; /* persons, in the baseline: the median */
};

/* Each into ASY_SENTENCE bytes. */
void asy_sentence_what(char *out, const struct asy_sentences *s,
                       const struct asy_sentence_words *words);
void asy_sentence_for_whom(char *out, const struct asy_sentences *s,
                           const struct asy_sentence_words *words);
void asy_sentence_how_sure(char *out, const struct asy_sentences *s,
                           const struct asy_sentence_words *words);

/* How sure a paired difference is: the words of asy_sentences.sureness. */
enum asy_sureness {
    ASY_SURE_NONE,
    ASY_SURE_TOO_FEW,
    ASY_SURE_OPEN,
    ASY_SURE_LIKELY,
    ASY_SURE_FIRM
};
struct asy_difference;
enum asy_sureness asy_sureness_of(const struct asy_difference *difference);
const char *asy_sureness_name(enum asy_sureness sureness);

#endif
