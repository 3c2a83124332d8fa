/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The outcomes by which reforms may be told in a sentence, and which of them is: by what the
   reform touches and how sure it is, never by size (asylsim/sentences.h). */
#ifndef ASY_STORE_TELLABLE_H
#define ASY_STORE_TELLABLE_H

#include "outcome/sentences.h"
#include "store/compare.h"
#include "store/touched.h"

struct asy_tellable {
    int scenario, claim; /* claim: its number, asy_results_claim; -1 of none */
    enum asy_because because;
    char metric[64], population[48], place[ASY_PLACE_NAME], period[32];
};

struct asy_tellables {
    struct asy_results *results; /* borrowed */
    struct asy_tellable *list; /* by scenario; of each claims, what it touches, what all have */
    struct asy_question *questions;
    struct asy_contrast *contrasts;
    size_t n, room;
    size_t
        *part; /* behind the list and who sets out, totals: of which of the list each is one */
    size_t n_totals;
    struct asy_summary set_out; /* in the baseline */
    int n_jobs;
};

/* Asks all of the first reforms in one pass. Free with asy_tellables_free, also on failure. */
bool asy_tellables_find(struct asy_tellables *self, struct asy_results *results, int n_reforms,
                        struct asy_error *err);
void asy_tellables_free(struct asy_tellables *self);

enum asy_sureness asy_tellable_sureness(const struct asy_tellables *self, size_t i);
/* For the people concerned: 1 where it moves for the worse, -1 for the better; 0 of burdens,
   such as transfers and requests. */
int asy_tellable_side(const struct asy_tellables *self, size_t i);

/* Of the outcomes of its claim, how many move as claimed. */
int asy_tellables_supported(const struct asy_tellables *self, int scenario);

/* Each SIZE_MAX if there is none. The outcome by which a reform is told; what that means for
   people, where it is a burden; the one that concerns most people of those that move to a side
   firmly: counted in persons, by a fiftieth of the baseline or more, not since more or fewer
   people come so far, and not against the whole of which it is a part. */
size_t asy_tellable_first(const struct asy_tellables *self, int scenario);
size_t asy_tellable_beside(const struct asy_tellables *self, int scenario);
size_t asy_tellable_largest(const struct asy_tellables *self, int scenario, int side);

#endif
