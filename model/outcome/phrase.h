/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outcomes and numbers as a newspaper says them. The words of each outcome: phrases.def. */
#ifndef ASY_OUTCOME_PHRASE_H
#define ASY_OUTCOME_PHRASE_H

#include <stdbool.h>
#include <stddef.h>

enum asy_phrase_kind {
    ASY_PHRASE_PEOPLE, /* "about 1,800 more people are refused in Poland, 12% more" */
    ASY_PHRASE_THINGS, /* "Dublin transfers fall by about 900, or 12%" */
    ASY_PHRASE_TIME,   /* "time spent waiting at Terespol falls by about 550 person-years" */
    ASY_PHRASE_RATE,   /* "the protection rate falls by 0.4 percentage points" */
    ASY_PHRASE_MEAN,   /* "the average wait for a decision rises by 12 days" */
    ASY_PHRASE_MONEY,  /* in thousand euro */
    ASY_PHRASE_LABEL   /* without words of its own: by its label */
};

struct asy_phrase {
    enum asy_phrase_kind kind;
    const char *subject, *predicate, *at, *anywhere, *unit; /* none NULL */
};

/* Of any outcome; one without words of its own is told by its label. */
struct asy_phrase asy_phrase_of(const char *outcome);
bool asy_phrase_is_known(const char *outcome);

/* One outcome that moves, as a clause: its difference and the baseline from which it starts, in
   the outcome's own unit (NAN: nothing is said of it); of whom (NULL: of everyone) and where ("
   in Poland", or "": the words for all places together). */
struct asy_clause {
    const char *outcome, *people, *place;
    double difference, baseline;
};
/* Begins in the lower case unless a name does. Returns `out`. */
const char *asy_clause_text(char *out, size_t size, const struct asy_clause *clause);

/* "210 and 3,900 person-years": two amounts of the outcome without their signs, the smaller
   first; one where they read the same. Returns `out`. */
const char *asy_between_text(char *out, size_t size, const char *outcome, double a, double b);

/* An amount of the outcome without its sign: "400,000", "3,900 person-years", "1.2 percentage
   points". With `is_signed`, "120 fewer", "no change", "900 more". Returns `out`. */
const char *asy_amount_text(char *out, size_t size, const char *outcome, double amount,
                            bool is_signed);

/* Which way a claim goes, as a word before what it is of: "more", "fewer" of what is counted
   one by one, "less" of time, money and shares. `is_first` begins a line with it. */
const char *asy_direction_word(const char *outcome, int direction, bool is_first);

/* As a reader keeps it: "three", "one or two", "49", "34,000", "1.4 million"; two digits from
   100 on. Never negative. Returns `out`. */
const char *asy_number_words(char *out, size_t size, double x);
/* The same with "about" before what was rounded. */
const char *asy_about_words(char *out, size_t size, double x);
/* A share of one: "61%", "2%", "less than 1%". */
const char *asy_percent_words(char *out, size_t size, double share);

#endif
