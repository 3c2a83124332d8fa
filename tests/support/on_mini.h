/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program on the world of tests/support/mini.cfg: what it says, results that it makes, and
   reforms of that world. */
#ifndef ASY_TESTS_SUPPORT_ON_MINI_H
#define ASY_TESTS_SUPPORT_ON_MINI_H

#include "support/fake_results.h"
#include "support/program.h"

#define MINI ASY_SOURCE_DIR "/tests/support/mini.cfg"

/* Runs `asylsim ARGUMENTS`: both streams, and its exit code. */
void run(struct said *said, const char *arguments);
/* The same, and fails the test where the code is another, or `word` (if any) is not said. */
void expect(const char *arguments, int code, const char *word);

/* A small finished file, under the folder's name for it. */
void make_results(const struct fake_folder *folder);

void put_file(const char *path, const char *text);
/* A reform in force from 2017-01-01; `set` is what stands within its set: { }. */
void make_reform(const char *path, const char *set);
/* Two reforms that set one value differently, one.cfg and two.cfg, and the package of both. */
void make_package(const struct fake_folder *folder, char package[160]);

#endif
