/* SPDX-License-Identifier: GPL-3.0-or-later */
/* asylsim new: what a new reform's text says by itself. For its files only. */
#ifndef ASY_CLI_NEW_H
#define ASY_CLI_NEW_H

#include "scenario/draft.h"
#include "scenario/scenario.h"

/* Fills, of a reform that was loaded from the draft as it was printed: above each key a comment
   of what it says and what held before; the outcome by which it may be judged, and which way,
   as the shipped reforms that move the same key the same way have it; the claim that says so.
 */
bool asy_new_fill(struct asy_draft *draft, const struct asy_scenario *base,
                  const struct asy_scenario *reform, const char *baseline,
                  struct asy_error *err);

#endif
