/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A committed table of digests: held against the results of today, or written anew where an
   environment variable says "write". It lists the outcomes that it knows, each with a digest of
   its own; whatever is digested is so over these, and an outcome that is new moves no line. */
#ifndef ASY_TESTS_COMMITTED_H
#define ASY_TESTS_COMMITTED_H

#include "engine/digest.h"

#include <stdio.h>

enum { COMMITTED_MOST = ASY_MOST_METRICS + 3 };

struct committed {
    const char *path;
    bool write;
    int n; /* outcomes that the table knows; all of today's where it is written anew */
    char name[COMMITTED_MOST][48];
};

/* Reads which outcomes the table at `path` knows. */
void committed_open(struct committed *self, const char *path, const char *variable);
/* The digest over the outcomes that the table knows. */
uint64_t committed_sum(const struct committed *self, const struct asy_digest *parts);
/* A line for each outcome that the table knows. */
void committed_print(const struct committed *self, const struct asy_digest *all, FILE *out);
/* Writes the text, or fails where the file differs from it and names each line that has moved,
   outcomes among them. */
void committed_hold(const struct committed *self, const char *text, const char *variable);

#endif
