/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom and which places the text of a reform names: as the entity whose law it sets, as a
   member of a value or of a list, or all of a kind by a general rule. */
#ifndef ASY_STORE_NAMED_H
#define ASY_STORE_NAMED_H

#include "outcome/shown.h"
#include "store/results.h"

struct asy_named {
    enum asy_shown_of of; /* a crossing, a state, a transit country, a refuge, a population */
    const char *name;     /* of the file; owned by the results */
    bool is_own;          /* the reform sets law of its own for it */
};

/* Each name once, those of its own where both. Zero it; free with asy_mentions_free. */
struct asy_mentions {
    struct asy_named *list;
    int n;
};
void asy_mentions_free(struct asy_mentions *self);

/* Of the first scenarios; the baseline names nobody. Names that the file does not know, and
   laws that this program does not, are left out. */
bool asy_results_named(struct asy_results *self, struct asy_mentions *out, int n_scenarios,
                       struct asy_error *err);

/* What a place of the file is, of either side of a pair too; ASY_SHOWN_ALL of "all", pairs and
   countries in which no way leads. */
enum asy_shown_of asy_results_kind_of(const struct asy_results *self, const char *place);

#endif
