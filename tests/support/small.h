/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program on the small world (tests/golden/small.cfg), in a folder of its own, with reforms
   that a test makes up. */
#ifndef ASY_TESTS_SUPPORT_SMALL_H
#define ASY_TESTS_SUPPORT_SMALL_H

#include "support/texts.h"

#include <jansson.h>

extern struct texts_folder small_folder;
extern char small_said[1 << 21]; /* what the program printed last, both streams */

/* The folder, with the small world in it; removed with all that is in it. */
void small_open(void);
void small_close(void);
/* Writes NAME.cfg: in force from 2013-01-01, with one claim_outcome. */
void small_reform(const char *name, const char *claim, const char *set);
/* Runs `asylsim ARGUMENTS` there: its exit code. The second fails the test where it
   is not 0, the third where what was printed is no JSON; the caller owns that. */
int small_run(const char *arguments);
void small_expect(const char *arguments);
json_t *small_json(const char *arguments);

#endif
