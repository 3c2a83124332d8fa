/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Claims pending at the end of 2012, as counted (scenarios/history/stocks.csv, where it speaks,
   which is not of zeros: they are gaps as well). */
#ifndef ASY_TESTS_SUPPORT_STOCKS_H
#define ASY_TESTS_SUPPORT_STOCKS_H

enum { STOCKS_MOST = 256, STOCKS_ORIGINS = 5 };
extern const char *const stocks_origin[STOCKS_ORIGINS]; /* codes of citizenships */

struct stock {
    int origin; /* of stocks_origin */
    char state[4];
    double claims;
};

/* Those of states of the world asked (support/asked.h); returns how many. */
int stocks_read(struct stock out[STOCKS_MOST]);

#endif
