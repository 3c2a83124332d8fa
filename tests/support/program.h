/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program as the shell runs it. */
#ifndef ASY_TESTS_SUPPORT_PROGRAM_H
#define ASY_TESTS_SUPPORT_PROGRAM_H

#include <stddef.h>

/* What was printed, and the exit code: 128 and the number of the signal where one ended it. */
struct said {
    char text[1 << 19]; /* the rest is read and left out */
    int code;
};

/* Runs a line of the shell, ASY_PROGRAM somewhere in it; its standard output alone is kept, so
   a line that wants both streams ends in 2>&1. Fails the test where no shell starts. */
void program_run(struct said *said, const char *line);
/* The same, into `size` bytes; the exit code. */
int program_say(const char *line, char *text, size_t size);

#endif
