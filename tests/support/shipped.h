/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shipped baseline beside shipped reforms, lived over some draws, and what to ask of them.
 */
#ifndef ASY_TESTS_SUPPORT_SHIPPED_H
#define ASY_TESTS_SUPPORT_SHIPPED_H

#include "engine/ensemble.h"

enum { TEST_MOST_SHIPPED = 24, TEST_MOST_SHIPPED_DRAWS = 8 };

/* Reforms of scenarios/reforms by name, the second laid over the first; both NULL: the
 * baseline.
 */
typedef const char *const test_reforms[2];

struct test_shipped {
    const test_reforms *reforms; /* [n], the first the baseline; borrowed */
    int n;
    struct asy_scenario *scenario[TEST_MOST_SHIPPED];
    struct asy_world world; /* of the baseline, for names */
    /* the cells of each history, one for each draw */
    struct asy_cell *cells[TEST_MOST_SHIPPED][TEST_MOST_SHIPPED_DRAWS];
    size_t n_cells[TEST_MOST_SHIPPED][TEST_MOST_SHIPPED_DRAWS];
};

/* One outcome: a metric by its name, or up to four together, from one year to another (0: from
   the first, to the last), at a place, which is a country or a crossing, to a receiver, of a
   group (NULL: all). */
struct test_outcome {
    int first_year;
    struct test_counted {
        const char *metric, *place, *to, *group;
    } of[4];
    int last_year;
};
#define TEST_OF(...)                                                                           \
    {                                                                                          \
        .metric = __VA_ARGS__                                                                  \
    }
#define TEST_FROM(year, ...)                                                                   \
    {                                                                                          \
        .first_year = year, .of = { __VA_ARGS__ }                                              \
    }

/* Loads all; prints what is wrong and fails. Then lives draws 1..n_draws, or for 0 the stated
   values, on top of what is lived already. Free with test_shipped_free, in a teardown. */
void test_shipped_open(struct test_shipped *self, const test_reforms *reforms, int n);
int test_shipped_live(struct test_shipped *self, uint32_t n_draws);
void test_shipped_free(struct test_shipped *self);

/* Of one draw; of draws 1..n_draws together. */
double test_shipped_count(const struct test_shipped *self, int scenario, uint32_t draw,
                          const struct test_outcome *what);
double test_shipped_sum(const struct test_shipped *self, int scenario, uint32_t n_draws,
                        const struct test_outcome *what);
/* Fails unless it is less in `scenario` than in `than`, in each of draws 1..n_draws. */
void test_shipped_less(const struct test_shipped *self, uint32_t n_draws,
                       const struct test_outcome *what, int scenario, int than);

/* The year of the horizon in which it was counted, from 0. */
int test_year_of(const struct asy_cell *cell);

#endif
