/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A world of two groups, three states, a transit country and two crossings, and results made by
   hand, for tests of the results file. Nothing is simulated. */
#ifndef ASY_TESTS_FAKE_RESULTS_H
#define ASY_TESTS_FAKE_RESULTS_H

#include "engine/digest.h"
#include "store/results.h"

enum { FAKE_POL, FAKE_DEU, FAKE_EST, FAKE_BLR };
enum { FAKE_CHECHEN, FAKE_TAJIK };
enum { FAKE_TERESPOL, FAKE_NARVA };
enum { FAKE_SCENARIOS = 2 };

/* 2015 and 2016; the reform enters into force on 2016-01-01. */
void fake_world(struct asy_world *world);
const struct asy_naming *fake_naming(void);
extern const struct asy_results_scenario fake_scenarios[FAKE_SCENARIOS];
struct asy_results_head fake_head(const struct asy_world *world);

/* Results of both scenarios for a history; the values differ a little with `bump`. The lists
   are static: use them before the next call. */
void fake_results(struct asy_result results[FAKE_SCENARIOS], uint32_t draw, uint32_t replicate,
                  uint32_t bump);

/* A new folder, and its name with a file's; remove with fake_folder_remove. */
struct fake_folder {
    char name[64], file[128];
};
void fake_folder_make(struct fake_folder *self, const char *file);
void fake_folder_remove(const struct fake_folder *self);

/* Files of such results; whatever goes wrong fails the test. */
struct asy_results *fake_create(const struct fake_folder *folder, enum asy_results_mode mode);
void fake_add(struct asy_results *results, uint32_t draw, uint32_t replicate, uint32_t bump);
void fake_close(struct asy_results *results);
void fake_full(const struct fake_folder *folder); /* all four histories, the n-th bumped by n */
struct asy_results *fake_open(const char *path);

#endif
