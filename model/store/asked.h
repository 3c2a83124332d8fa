/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a program asks of a results file (struct asy_asked), with the file's own names put in
   place of what people call them, and every outcome named. */
#ifndef ASY_STORE_ASKED_H
#define ASY_STORE_ASKED_H

#include "store/results.h"

struct asy_resolved {
    char population[ASY_PLACE_NAME], place[ASY_PLACE_NAME];
    const char *period;   /* NULL: the standard */
    const char **metrics; /* [n_metrics], the catalogue's, or a word that is none; owned */
    size_t n_metrics;
};

/* ASY_E_INPUT where a name is unknown, or an outcome is not counted so. Free with
   asy_resolved_free, also when this has failed. */
bool asy_resolved_init(struct asy_resolved *self, const struct asy_results *results,
                       const struct asy_asked *asked, struct asy_error *err);
void asy_resolved_free(struct asy_resolved *self);

#endif
