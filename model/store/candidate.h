/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may stand in a reform's own rows: the outcomes of its claim, the lines of the places and
   people that it names (named.h), the first line of every state. Which of them do, touched.c
   says. */
#ifndef ASY_STORE_CANDIDATE_H
#define ASY_STORE_CANDIDATE_H

#include "store/named.h"

enum asy_rank { ASY_OF_CLAIM, ASY_OF_OWN_LAW, ASY_OF_EFFECT };

struct asy_candidate {
    enum asy_rank rank;
    const char *metric, *population; /* owned by the results */
    char place[ASY_PLACE_NAME];
    const struct asy_shown *shown; /* NULL: it has no line */
    int ask;                       /* -1: is not asked, or does not move */
    double size;                   /* how far it moves, as shown */
    bool is_chosen;
};

/* Zero it; free with asy_candidates_free. */
struct asy_candidates {
    struct asy_candidate *list;
    int n;
};
void asy_candidates_free(struct asy_candidates *self);

/* How an outcome of a claim is called; NULL if it has no line. */
const struct asy_shown *asy_claim_shown(const struct asy_results *results,
                                        const struct asy_claim_outcome *claim);

/* Of one scenario, each once, by rank. False when memory is short. */
bool asy_candidates_fill(struct asy_candidates *self, const struct asy_results *results,
                         const struct asy_mentions *named, int scenario);

#endif
