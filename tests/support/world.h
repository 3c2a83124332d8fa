/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small world to be lived in by a test: a scenario text under values of the command line, its
   draw 0 with solved thresholds, and runs of it with the luck of a replicate. */
#ifndef ASY_TESTS_SUPPORT_WORLD_H
#define ASY_TESTS_SUPPORT_WORLD_H

#include "engine/branch.h"

enum { ASY_ANY = -1 };

struct test_world {
    struct asy_scenario *scenario;
    const struct asy_scenario *list[1];
    struct asy_plan plan;
    struct asy_draw draw;
};

/* Loads a scenario; prints every error and fails the test where there is one. */
struct asy_scenario *test_scenario(const char *path, const char *reform,
                                   const char *const *sets);

/* Opens `path` under `sets` (ended by NULL; NULL: none), seed 1. Close with test_world_close.
 */
void test_world_open(struct test_world *self, const char *path, const char *const *sets);
void test_world_close(struct test_world *self);
const struct asy_world *test_world_of(const struct test_world *self);

/* Lives a history to the horizon and checks conservation; free with asy_run_free. */
void test_world_live(const struct test_world *self, uint32_t replicate, struct asy_run *run);

/* Sums of a metric over what is not named: group, place (sender) and year may be ASY_ANY. */
uint64_t test_total(const struct asy_run *run, int metric, int group, int place, int year);
/* Of a pair. */
uint64_t test_total_pair(const struct asy_run *run, int metric, int sender, int receiver);

/* Of all groups, places and years. */
double test_all(const struct asy_run *run, int metric);
/* Grants of all three kinds, of all groups, places and years. */
double test_grants(const struct asy_run *run);
/* Fails the test where one count of the two differs. */
void test_same_counts(const struct asy_run *a, const struct asy_run *b);

/* One history of tests/stat/world.cfg, opened and lived in one go: replicate 0. */
struct test_life {
    struct test_world world;
    struct asy_run run;
};
/* Under values of the command line, one after the other: TEST_LIVE(&life, "a=1", "b=2"). */
#define TEST_LIVE(self, ...) test_life_live(self, (const char *const[]){ __VA_ARGS__, NULL })
void test_life_live(struct test_life *self, const char *const *sets);
void test_life_end(struct test_life *self);

/* A sum of numbers and of their squares. */
struct test_moments {
    double n, sum, squares;
};
void test_add(struct test_moments *self, double x);
double test_mean(const struct test_moments *self);
double test_variance(const struct test_moments *self);

/* Fails the test where `got` is more than 5 standard errors from `expected`. */
void test_near(const char *what, double got, double expected, double standard_error);
/* The same for a share of n, with n_pilot files behind a solved threshold (0: none was solved).
 */
void test_share(const char *what, double hits, double n, double expected, double n_pilot);
/* Chi-square of counts against probabilities; cells of fewer than 5 expected are put together.
   Fails where the value is as improbable as 5 standard errors. */
void test_fits(const char *what, const double *count, const double *p, int n_cells);

#endif
