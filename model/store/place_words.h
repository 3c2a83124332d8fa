/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where and of whom, as a clause says it (outcome/phrase.h), with the file's own labels. */
#ifndef ASY_STORE_PLACE_WORDS_H
#define ASY_STORE_PLACE_WORDS_H

#include "base/pool.h"
#include "store/results.h"

/* " in Poland", " at Terespol", " from Germany to Poland" of an outcome; "" of all places. Of
   the pool; NULL when memory is short. */
const char *asy_place_words(struct asy_pool *pool, const struct asy_results *results,
                            const char *metric, const char *place);
/* NULL of everyone; "Chechens" of a group, "citizens of Russia" of a citizenship. */
const char *asy_people_words(struct asy_pool *pool, const struct asy_results *results,
                             const char *population);

#endif
