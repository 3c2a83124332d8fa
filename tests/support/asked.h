/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cells of 40 runs of the shipped baseline, and sums of them, run by run: asked.c simulates
   once what all tests of a program ask. */
#ifndef ASY_TESTS_SUPPORT_ASKED_H
#define ASY_TESTS_SUPPORT_ASKED_H

#include "engine/ensemble.h"
#include "life/outcomes.h"

enum { DRAWS = 40, REPLICATES = 1, RUNS = DRAWS * REPLICATES, FIRST_YEAR = 2012 };

/* Before the first test, and behind the last. */
int simulate(void **state);
int forget(void **state);
const struct asy_world *asked_world(void); /* its names */

/* A sum of cells: NULL and -1 mean any; periods are months or years of the horizon, both ends
   in. */
struct question {
    enum asy_metric metric;
    const char *citizenship, *place, *receiver, *group;
    int from, until;
};

/* The sum in one of the runs. */
double ask(int run, struct question q);

/* Periods of a question. */
int year(int y);
int month(int y, int m);

struct spread {
    double median, low, high, error; /* 90 % interval; Monte Carlo error of the median */
};

/* Of one value of each run; those that are not finite are left out. */
struct spread spread_of(const double value[RUNS]);
int by_size(const void *a, const void *b); /* doubles, for qsort */
void print_line(const char *what, const struct spread *s, double published);

#endif
