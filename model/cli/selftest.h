/* SPDX-License-Identifier: GPL-3.0-or-later */
/* asylsim selftest: what each of its steps shares. */
#ifndef ASY_CLI_SELFTEST_H
#define ASY_CLI_SELFTEST_H

#include "asylsim/asylsim.h"

enum { ASY_SELFTEST_SAID = 1024, ASY_SELFTEST_PATH = 512 };

struct asy_selftest {
    char folder[ASY_SELFTEST_PATH - 64];                 /* temporary, its own */
    char one[ASY_SELFTEST_PATH], two[ASY_SELFTEST_PATH]; /* results, on so many threads */
    char digest[17];                                     /* of `one` */
    char said[ASY_SELFTEST_SAID]; /* by the step: what it has found, be it right or wrong */
};

/* A step fills `said` and returns whether all is as it must be. */
typedef bool asy_selftest_step(struct asy_selftest *self);

/* Closed forms (selftest_forms.c). */
asy_selftest_step asy_selftest_generator, asy_selftest_chances, asy_selftest_quantiles;
/* The small world of tests/golden, which the program carries with it, and the digests committed
   beside it (selftest_world.c); and what is shipped. */
asy_selftest_step asy_selftest_scenarios, asy_selftest_world, asy_selftest_threads,
    asy_selftest_file, asy_selftest_compared, asy_selftest_fates;

/* Makes the folder with the small world in it; false, with errno, if it cannot. Removes both.
 */
bool asy_selftest_make_folder(struct asy_selftest *self);
void asy_selftest_remove_folder(struct asy_selftest *self);

#endif
