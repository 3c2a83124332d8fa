/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is uncertain in a scenario, and what a draw makes of it. */
#ifndef ASY_SCENARIO_SAMPLE_H
#define ASY_SCENARIO_SAMPLE_H

#include "scenario/inside.h"

/* What the world has of an entry in that draw: of draw 0, and where nothing is uncertain, the
   stated number; else a sample of its prior by the luck of its path, with what
   it shares of the error of its family (shared_error.h), a factor on the stated
   number where the prior is one, kept within what the law allows. */
double asy_entry_sample(const struct asy_scenario *self, const struct asy_entry *entry,
                        uint64_t seed, uint32_t draw);

#endif
